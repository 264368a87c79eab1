"""All the numbers that a network is made of, in one vector: how many, where, and how they begin."""

from __future__ import annotations  # else np.random.Generator would load numpy.random

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from mlp.core import Arrays


class Parameters(NamedTuple):
    """All the numbers a network is made of.

    Attributes
    ----------
    theta : (count_parameters(sizes),) array
        All of them in one vector, in the order W⁽¹⁾, b⁽¹⁾, W⁽²⁾, b⁽²⁾, …
    weights, biases : lists of arrays
        Views into theta: a change of one is a change of the other.
    """

    theta: np.ndarray
    weights: list[np.ndarray]
    biases: list[np.ndarray]


def count_parameters(sizes: Sequence[int]) -> int:
    """Count the weights and biases of a network with these layer sizes.

    Parameters
    ----------
    sizes : sequence of ints
        n_0 … n_L.

    Returns
    -------
    int
        The sum over the layers after the first of n_out · n_in + n_out.

    References
    ----------
    Chapter 1, 'Counting the knobs'.

    Examples
    --------
    >>> count_parameters((784, 16, 16, 10))     # 784·16 + 16 + 16·16 + 16 + 16·10 + 10
    13002
    """
    return sum((n_in + 1) * n_out for n_in, n_out in pairwise(sizes))


def views(theta: np.ndarray, sizes: Sequence[int]) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Look at one flat vector as the weights and biases of a network.

    Parameters
    ----------
    theta : (count_parameters(sizes),) array
        All parameters in the order W⁽¹⁾, b⁽¹⁾, W⁽²⁾, b⁽²⁾, …
    sizes : sequence of ints
        n_0 … n_L.

    Returns
    -------
    weights, biases : lists of arrays
        Views, not copies: what is written into theta is seen in them.

    Examples
    --------
    >>> theta = np.arange(4.0)
    >>> weights, biases = views(theta, (3, 1))
    >>> weights, biases
    ([array([[0., 1., 2.]])], [array([3.])])
    """
    weights, biases, start = [], [], 0
    for n_in, n_out in pairwise(sizes):
        middle, end = start + n_out * n_in, start + n_out * (n_in + 1)
        weights.append(theta[start:middle].reshape(n_out, n_in))
        biases.append(theta[middle:end])
        start = end
    return weights, biases


def flatten(weights: Arrays, biases: Arrays) -> np.ndarray:
    """Copy all weights and biases into one vector: the inverse of `views`.

    Parameters
    ----------
    weights, biases : lists of arrays
        A network.

    Returns
    -------
    (count_parameters(sizes),) array
        In the order W⁽¹⁾, b⁽¹⁾, W⁽²⁾, b⁽²⁾, …

    Examples
    --------
    >>> flatten([np.array([[0.0, 1.0, 2.0]])], [np.array([3.0])])
    array([0., 1., 2., 3.])
    """
    return np.concatenate(
        [part.ravel() for W, b in zip(weights, biases, strict=True) for part in (W, b)]
    )


def initialise(sizes: Sequence[int], *, rng: np.random.Generator, dtype=np.float32) -> Parameters:
    r"""Draw the parameters of an untrained network.

    Weights are normal with mean 0 and standard deviation $1/\sqrt{n_{in}}$, so that the weighted
    sums are of the size of the activations, whatever the width; biases are 0.

    Parameters
    ----------
    sizes : sequence of ints
        n_0 … n_L.
    rng : numpy.random.Generator
        Where the random numbers come from.
    dtype : dtype, default float32
        float32 for training, float64 for gradient checks.

    Returns
    -------
    network : Parameters
        theta, and weights and biases as views into it.

    References
    ----------
    Chapter 2, 'A network that knows nothing'. Y. LeCun, L. Bottou, G. Orr, K.-R. Müller, Efficient
    BackProp (1998), 4.6.

    Examples
    --------
    >>> theta, weights, biases = initialise((784, 16, 16, 10), rng=np.random.default_rng(0))
    >>> theta.shape, [W.shape for W in weights], [b.shape for b in biases]
    ((13002,), [(16, 784), (16, 16), (10, 16)], [(16,), (16,), (10,)])
    """
    theta = np.zeros(count_parameters(sizes), dtype)
    weights, biases = views(theta, sizes)
    for W in weights:
        W[:] = rng.standard_normal(W.shape) / np.sqrt(W.shape[1])
    return Parameters(theta, weights, biases)
