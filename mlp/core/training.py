"""Training a network in mini-batches: stochastic gradient descent, and the course's own choices."""

from __future__ import annotations  # else np.random.Generator would load numpy.random

from collections.abc import Callable

import numpy as np

from mlp.core import Arrays
from mlp.core.backpropagation import backprop_batch
from mlp.core.descent import gradient_step
from mlp.core.fast import fast_epoch

Network = tuple[list[np.ndarray], list[np.ndarray]]
Gradient = Callable[[np.ndarray, np.ndarray, Arrays, Arrays], Network]


def minibatches(n: int, batch_size: int, rng: np.random.Generator) -> list[np.ndarray]:
    """Deal the numbers 0 … n − 1 into mini-batches, in a fresh random order.

    Parameters
    ----------
    n : int
        How many examples.
    batch_size : int
        How many in each batch; the last holds the rest.
    rng : numpy.random.Generator
        Where the order comes from.

    Returns
    -------
    list of int arrays
        Every number once.

    References
    ----------
    Chapter 3, 'Small batches'.

    Examples
    --------
    >>> batches = minibatches(7, 3, np.random.default_rng(0))
    >>> [len(batch) for batch in batches], sorted(np.concatenate(batches).tolist())
    ([3, 3, 1], [0, 1, 2, 3, 4, 5, 6])
    """
    order = rng.permutation(n)
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]


def sgd_step(
    weights: Arrays, biases: Arrays, nabla_W: Arrays, nabla_b: Arrays, learning_rate: float
) -> Network:
    """Take one step against the gradient with all weights and biases.

    Parameters
    ----------
    weights, biases : lists of arrays
        The network.
    nabla_W, nabla_b : lists of arrays
        Its gradient, the same shapes.
    learning_rate : float
        η.

    Returns
    -------
    weights, biases : new lists of new arrays

    References
    ----------
    Chapter 3, 'One small step'.

    Examples
    --------
    >>> W, b = np.array([[1.0, 2.0]]), np.array([0.5])
    >>> sgd_step([W], [b], [np.array([[1.0, 0.0]])], [np.array([-1.0])], 0.5)
    ([array([[0.5, 2. ]])], [array([1.])])
    """
    return (
        [gradient_step(W, nabla, learning_rate) for W, nabla in zip(weights, nabla_W, strict=True)],
        [gradient_step(b, nabla, learning_rate) for b, nabla in zip(biases, nabla_b, strict=True)],
    )


def sgd_epoch(
    X,
    Y,
    weights: Arrays,
    biases: Arrays,
    batch_size: int,
    learning_rate: float,
    gradient: Gradient,
    rng: np.random.Generator,
) -> Network:
    """Go once through all examples, one step for each mini-batch.

    This is the taught loop; `sgd` takes the same steps faster.

    Parameters
    ----------
    X : (n, n_0) array
        Examples as rows (uint8: pixels).
    Y : (n, n_L) array
        What the output neurons should hold.
    weights, biases : lists of arrays
        The network.
    batch_size : int
        Examples to a step.
    learning_rate : float
        η.
    gradient : function
        ``gradient(X, Y, weights, biases)`` returns ``(nabla_W, nabla_b)``, averaged over the rows.
    rng : numpy.random.Generator
        Where the order comes from.

    Returns
    -------
    weights, biases : new lists of new arrays

    References
    ----------
    Chapter 3, 'Stochastic gradient descent'.

    Examples
    --------
    >>> X, Y = np.array([[0.0], [1.0]]), np.array([[0.0], [1.0]])
    >>> rng = np.random.default_rng(0)
    >>> weights, biases = [np.array([[0.0]])], [np.array([0.0])]
    >>> weights, biases = sgd_epoch(X, Y, weights, biases, 2, 1.0, backprop_batch, rng)
    >>> weights, biases     # ∂C/∂w is the mean of 0 and 2 (0.5 − 1) · 0.25 · 1
    ([array([[0.125]])], [array([0.])])
    """
    for batch in minibatches(len(X), batch_size, rng):
        nabla_W, nabla_b = gradient(X[batch], Y[batch], weights, biases)
        weights, biases = sgd_step(weights, biases, nabla_W, nabla_b, learning_rate)
    return weights, biases


def sgd(
    X,
    Y,
    weights: Arrays,
    biases: Arrays,
    *,
    epochs: int,
    batch_size: int,
    learning_rate: float | Callable[[int], float],
    rng: np.random.Generator,
    gradient: Gradient = backprop_batch,
    callback: Callable[[int, list[np.ndarray], list[np.ndarray]], object] | None = None,
) -> Network:
    """Train a network by stochastic gradient descent.

    Parameters
    ----------
    X : (n, n_0) array
        Examples as rows; uint8 pixels stay uint8 in memory and are scaled batch by batch.
    Y : (n, n_L) array or (n,) array of ints
        What the output neurons should hold, or the labels.
    weights, biases : lists of arrays
        Where to start; they are not changed. Training runs in their dtype.
    epochs : int
        How many times to go through all examples.
    batch_size : int
        Examples to a step.
    learning_rate : float or function
        η, or a function of the epoch 0, 1, … that returns it.
    rng : numpy.random.Generator
        Where the order of the examples comes from.
    gradient : function, default backprop_batch
        ``gradient(X, Y, weights, biases)`` returns ``(nabla_W, nabla_b)``, averaged over the rows.
    callback : function, optional
        Called as ``callback(epoch, weights, biases)`` after each epoch; a true answer stops.

    Returns
    -------
    weights, biases : new lists of new arrays

    References
    ----------
    Chapter 3, 'Stochastic gradient descent'; H. Robbins, S. Monro, A stochastic approximation
    method, Annals of Mathematical Statistics 22 (1951).

    Examples
    --------
    >>> from mlp import accuracy, initialise, sgd
    >>> X, labels = np.array([[0.0], [1.0]]), np.array([0, 1])
    >>> rng = np.random.default_rng(0)
    >>> _, weights, biases = initialise((1, 2), rng=rng)
    >>> weights, biases = sgd(
    ...     X, labels, weights, biases, epochs=200, batch_size=2, learning_rate=1.0, rng=rng)
    >>> accuracy(X, labels, weights, biases)
    1.0
    """
    weights, biases = [W.copy() for W in weights], [b.copy() for b in biases]
    for epoch in range(epochs):
        eta = learning_rate(epoch) if callable(learning_rate) else learning_rate
        if gradient is backprop_batch:
            batches = minibatches(len(X), batch_size, rng)
            weights, biases = fast_epoch(X, Y, weights, biases, batches, eta)
        else:
            weights, biases = sgd_epoch(X, Y, weights, biases, batch_size, eta, gradient, rng)
        if callback is not None and callback(epoch, weights, biases):
            break
    return weights, biases


def train(X, Y, weights: Arrays, biases: Arrays, rng: np.random.Generator) -> Network:
    """Train a digit reader: the course's own choice of learning rate, batch size and epochs.

    Parameters
    ----------
    X : (n, n_0) array
        Digits as rows (uint8: pixels).
    Y : (n, n_L) array or (n,) array of ints
        What the output neurons should hold, or the labels.
    weights, biases : lists of arrays
        Where to start.
    rng : numpy.random.Generator
        Where the order of the digits comes from.

    Returns
    -------
    weights, biases : lists of arrays
        The trained network.

    References
    ----------
    Chapter 4, 'Train it'.

    Examples
    --------
    >>> from mlp import accuracy, initialise, load_mnist, train
    >>> digits, rng = load_mnist(sample=True), np.random.default_rng(0)
    >>> _, weights, biases = initialise((784, 16, 16, 10), rng=rng)
    >>> weights, biases = train(digits.train_images, digits.train_labels, weights, biases, rng)
    >>> accuracy(digits.test_images, digits.test_labels, weights, biases) > 0.88
    True
    """
    return sgd(
        X,
        Y,
        weights,
        biases,
        epochs=20,
        batch_size=10,
        learning_rate=lambda epoch: 1.5 * 0.9**epoch,
        rng=rng,
    )
