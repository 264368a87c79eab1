"""The book's own small data: what its pictures, interactive figures and tests have in common.

Digits and the trained network come from `mlp.load_mnist` and `mlp.load_trained`; here is what the
book makes of them, and what it makes up.

>>> CHAIN.ws
(1.2, 2.0, -1.5)
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

import mlp
from mlp.mnist import THE_TWO


@cache
def the_two() -> np.ndarray:
    """Return the book's digit, a 2: (784,) uint8."""
    return mlp.load_mnist(sample=True).test_images[THE_TWO]


@cache
def trained() -> mlp.Parameters:
    """Return the book's trained network, 784-16-16-10."""
    return mlp.load_trained()


def untrained() -> mlp.Parameters:
    """Return the network of chapters 2 and 3 that has learned nothing yet, 784-16-16-10."""
    return mlp.initialise(mlp.TRAINED_SIZES, rng=np.random.default_rng(910))


def untrained_reading() -> tuple[list[np.ndarray], list[np.ndarray], np.ndarray]:
    """Return what chapter 3's untrained network makes of the 2.

    Returns
    -------
    activations : list of ndarray
        Of all layers, the 784 inputs first.
    weights : list of ndarray
        Of the network.
    y : ndarray, (10,)
        What is wanted.
    """
    network = untrained()
    activations = mlp.all_activations(the_two() / 255, network.weights, network.biases)
    return activations, network.weights, mlp.one_hot(np.array([2]))[0]


def edge_weights() -> np.ndarray:
    """Return the weights, (28, 28), of a neuron that looks for a horizontal stroke in the middle.

    A band of +1, four pixels high, between two rims of −1, each two high; all 16 pixels wide.

    Examples
    --------
    >>> edge_weights()[9:19, 14].tolist()
    [0.0, -1.0, -1.0, 1.0, 1.0, 1.0, 1.0, -1.0, -1.0, 0.0]
    """
    w = np.zeros((28, 28))
    w[10:18, 6:22] = -1
    w[12:16, 6:22] = 1
    return w


def bars(*tops: int, height: int = 4) -> np.ndarray:
    """Return an image, (28, 28) from 0 to 1, with a bright level bar below each of the rows."""
    image = np.zeros((28, 28))
    for top in tops:
        image[top : top + height, 6:22] = 1
    return image


def stairs() -> np.ndarray:
    """Return an image, (28, 28) from 0 to 1, of a bar that falls by 12 pixels."""
    image = np.zeros((28, 28))
    for k in range(16):
        top = 6 + round(12 * k / 15)
        image[top : top + 4, 6 + k] = 1
    return image


def ones_that_lean(n: int = 60) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return where head and foot of the first n ones of the sample are, and their images.

    Returns
    -------
    x, y : ndarray, (n,)
        Mean place of the ink in the upper and in the lower half, in pixels right of the middle.
    images : ndarray, (n, 28, 28)
        Activations between 0 and 1.
    """
    digits = mlp.load_mnist(sample=True)
    images = digits.train_images[digits.train_labels == 1][:n].reshape(-1, 28, 28) / 255
    columns = np.arange(28) - 13.5

    def lean(part: np.ndarray) -> np.ndarray:
        return part.sum(axis=1) @ columns / part.sum(axis=(1, 2))

    return lean(images[:, :14]), lean(images[:, 14:]), images


def two_valleys(p: np.ndarray) -> float:
    """Return the height of the land that chapter 2 walks on, at p = (w, b)."""
    w, b = p
    return (w**2 - 1) ** 2 + 0.3 * w + 0.5 + b**2


class Chain(NamedTuple):
    """A network of one neuron in each layer: input, wanted output, weights and biases."""

    x: float
    y: float
    ws: tuple[float, ...]
    bs: tuple[float, ...]


#: The book's own chain, 1-1-1-1.
CHAIN = Chain(x=0.9, y=1.0, ws=(1.2, 2.0, -1.5), bs=(-0.5, 0.3, 0.6))


def forward(x: float, ws: Sequence[float], bs: Sequence[float]) -> tuple[list, list]:
    """Return the activations, input first, and the weighted sums of a chain."""
    activations, zs = [float(x)], []
    for w, b in zip(ws, bs, strict=True):
        zs.append(float(w * activations[-1] + b))
        activations.append(float(mlp.sigmoid(zs[-1])))
    return activations, zs


#: The four inputs of the small network: squares of the image, as rows and columns from, to.
SQUARES = {
    "top": (4, 10, 10, 18),
    "left": (10, 18, 4, 10),
    "middle": (10, 18, 10, 18),
    "right": (10, 18, 18, 24),
}


def brightness(images: np.ndarray) -> np.ndarray:
    """Return the mean brightness of the four squares: (n, 784) of uint8 to (n, 4) of 0 … 1."""
    x = np.asarray(images).reshape(-1, 28, 28) / 255
    return np.stack([x[:, t:b, l:r].mean((1, 2)) for t, b, l, r in SQUARES.values()], axis=1)


@cache
def small_network() -> mlp.Parameters:
    """Return 4-3-2, trained for a short while to tell zeros from ones by four brightnesses."""
    digits, rng = mlp.load_mnist(sample=True), np.random.default_rng(1)
    some = digits.train_labels < 2
    X, Y = brightness(digits.train_images[some]), mlp.one_hot(digits.train_labels[some], 2)
    start = mlp.initialise((4, 3, 2), rng=rng, dtype=np.float64)
    weights, biases = mlp.sgd(
        X, Y, start.weights, start.biases, epochs=2, batch_size=10, learning_rate=0.5, rng=rng
    )
    return mlp.Parameters(mlp.flatten(weights, biases), weights, biases)
