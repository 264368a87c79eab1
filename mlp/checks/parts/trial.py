"""Chapter 4, one training by `train`: what it was given, what came back.

The ten digits change names for each check (every 3 may be called 7): a network learns new names as
easily, one trained elsewhere has to fail.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

import mlp
from mlp.checks.samples import Network, forward


@cache
def _digits() -> mlp.Mnist:
    return mlp.load_mnist(sample=True)


@dataclass
class Trial:
    """One training.

    Attributes
    ----------
    names : (10,) array of ints
        What each digit is called.
    X, Y : arrays
        The training digits, 0 black to 1 white, and their names, one-hot.
    weights, biases : lists of arrays
        Where to start.
    trained : (weights, biases)
        What came back.
    """

    names: np.ndarray
    X: np.ndarray
    Y: np.ndarray
    weights: list[np.ndarray]
    biases: list[np.ndarray]
    trained: Network | None = None

    @property
    def given(self) -> tuple:
        """What the function is called with, before rng."""
        return self.X, self.Y, self.weights, self.biases

    @property
    def unseen(self) -> np.ndarray:
        """What the trained network reads on each unseen digit."""
        return forward(_scaled(_digits().test_images), *self.trained).argmax(axis=1)

    @property
    def accuracy(self) -> float:
        """The part of the unseen digits that the trained network reads."""
        return float(np.mean(self.unseen == self.names[_digits().test_labels]))

    @property
    def accuracy_by_old_names(self) -> float:
        """The same, if the digits had kept their names."""
        return float(np.mean(self.unseen == _digits().test_labels))


def _scaled(images: np.ndarray) -> np.ndarray:
    return images.astype(np.float32) / 255


def draw_trial(rng: np.random.Generator) -> Trial:
    """Return a training to be done: new names, a new order, a new start."""
    digits, names = _digits(), np.arange(10)
    while np.any(names == np.arange(10)):
        names = rng.permutation(10)
    order = rng.permutation(len(digits.train_images))
    X = _scaled(digits.train_images[order])
    Y = np.eye(10, dtype=np.float32)[names[digits.train_labels[order]]]
    start = mlp.initialise(mlp.TRAINED_SIZES, rng=rng)
    # one layer of float64: np.asarray(W, float) copies the others, but gives back this one itself
    dtypes = [np.float32, np.float64, np.float32]
    weights = [W.astype(dtype) for W, dtype in zip(start.weights, dtypes, strict=True)]
    biases = [b.astype(dtype) for b, dtype in zip(start.biases, dtypes, strict=True)]
    return Trial(names, X, Y, weights, biases)
