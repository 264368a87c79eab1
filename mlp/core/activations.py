"""Activation functions and their slopes, each on a number or an array of any shape."""

import numpy as np


def sigmoid(z):
    r"""Squash z into 0 … 1.

    $$ \sigma(z) = \frac{1}{1 + e^{-z}} = \tfrac12 \tanh(\tfrac12 z) + \tfrac12 $$

    The form with tanh is the one computed: no number is too large for it.

    Parameters
    ----------
    z : float or array
        Weighted sums, any shape.

    Returns
    -------
    float or array
        The same shape, between 0 and 1.

    References
    ----------
    Chapter 1, 'Squash it: the sigmoid'. D. E. Rumelhart, G. E. Hinton, R. J. Williams, Learning
    representations by back-propagating errors, Nature 323 (1986), eq. 2.

    Examples
    --------
    >>> sigmoid(0.0)
    np.float64(0.5)
    >>> sigmoid(np.array([-1000.0, 0.7, 1000.0])).round(3)
    array([0.   , 0.668, 1.   ])
    """
    return 0.5 * np.tanh(0.5 * z) + 0.5


def sigmoid_prime(z):
    r"""Return the slope of the sigmoid at z (at z, not at the activation).

    $$ \sigma'(z) = \sigma(z)\,(1 - \sigma(z)) $$

    Parameters
    ----------
    z : float or array
        Weighted sums, any shape.

    Returns
    -------
    float or array
        The same shape, between 0 and 1/4.

    References
    ----------
    Chapter 4, 'Three factors'.

    Examples
    --------
    >>> sigmoid_prime(0.0)
    np.float64(0.25)
    """
    a = sigmoid(z)
    return a * (1 - a)


def relu(z):
    r"""Return z where it is positive, else 0: max(0, z).

    Parameters
    ----------
    z : float or array
        Weighted sums, any shape.

    Returns
    -------
    float or array
        The same shape, never negative.

    References
    ----------
    Chapter 1, 'ReLU: bent just once'. V. Nair, G. E. Hinton, Rectified linear units improve
    restricted Boltzmann machines, ICML 2010.

    Examples
    --------
    >>> relu(np.array([-2.0, 0.0, 3.0]))
    array([0., 0., 3.])
    """
    return np.maximum(0, z)


def relu_prime(z):
    r"""Return the slope of ReLU: 1 where z is positive, else 0.

    At z = 0 there is a kink and no slope; 0 is the custom.

    Parameters
    ----------
    z : float or array
        Weighted sums, any shape.

    Returns
    -------
    float or array
        The same shape, 0.0 or 1.0.

    Examples
    --------
    >>> relu_prime(np.array([-2.0, 3.0]))
    array([0., 1.])
    """
    return np.heaviside(z, 0)


def tanh(z):
    r"""Squash z into −1 … 1: the hyperbolic tangent.

    $$ \tanh(z) = \frac{e^{z} - e^{-z}}{e^{z} + e^{-z}} = 2\,\sigma(2z) - 1 $$

    Parameters
    ----------
    z : float or array
        Weighted sums, any shape.

    Returns
    -------
    float or array
        The same shape, between −1 and 1.

    References
    ----------
    Chapter 1, 'tanh: a sigmoid from −1 to 1'. Y. LeCun, L. Bottou, G. Orr, K.-R. Müller, Efficient
    BackProp (1998), 4.4.

    Examples
    --------
    >>> tanh(np.array([-1000.0, 0.0, 1.0])).round(3)
    array([-1.   ,  0.   ,  0.762])
    """
    return np.tanh(z)


def tanh_prime(z):
    r"""Return the slope of tanh at z: 1 − tanh²(z).

    Parameters
    ----------
    z : float or array
        Weighted sums, any shape.

    Returns
    -------
    float or array
        The same shape, between 0 and 1.

    Examples
    --------
    >>> tanh_prime(0.0)
    np.float64(1.0)
    """
    return 1 - tanh(z) ** 2


def tanh_from_sigmoid(z):
    r"""Build tanh from the sigmoid: twice as tall, twice as steep, one lower.

    $$ \tanh(z) = 2\,\sigma(2z) - 1 $$

    Parameters
    ----------
    z : float or array
        Weighted sums, any shape.

    Returns
    -------
    float or array
        The same shape, between −1 and 1.

    References
    ----------
    Chapter 1, 'tanh: a sigmoid from −1 to 1'.

    Examples
    --------
    >>> float(tanh_from_sigmoid(1.0)) - float(np.tanh(1.0))
    0.0
    """
    return 2 * sigmoid(2 * z) - 1


def identity(z):
    r"""Return z as it came: the activation function of a network without one.

    Parameters
    ----------
    z : float or array
        Weighted sums, any shape.

    Returns
    -------
    float or array
        A copy, the same shape.

    References
    ----------
    Chapter 1, 'Why squash at all?'.

    Examples
    --------
    >>> identity(np.array([-2.0, 3.0]))
    array([-2.,  3.])
    """
    return +z  # the plus makes a copy


def identity_prime(z):
    r"""Return the slope of the identity: 1 everywhere.

    Parameters
    ----------
    z : float or array
        Weighted sums, any shape.

    Returns
    -------
    float or array
        Ones, the same shape.

    Examples
    --------
    >>> identity_prime(np.array([-2.0, 3.0]))
    array([1., 1.])
    """
    return np.ones_like(z)[()]  # of a 0-d array [()] takes the number out
