"""Random inputs for the checks: fresh each time, asymmetric, with biases that are not zero."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np

from mlp.checks.cases import Case, case

Network = tuple[list[np.ndarray], list[np.ndarray]]


def few(rng: np.random.Generator, *shape: int, low: float = -2, high: float = 2) -> np.ndarray:
    """Return numbers with one decimal, none of them 0: short to read in a message."""
    tenths = np.arange(round(10 * low), round(10 * high) + 1)
    drawn = rng.choice(tenths[tenths != 0], shape) / 10
    return drawn if shape else float(drawn)


def whole(rng: np.random.Generator, *shape: int, low: int = -3, high: int = 3) -> np.ndarray:
    """Return whole numbers as an array of ints (one Python int without a shape), none of them 0."""
    numbers = np.arange(low, high + 1)
    drawn = rng.choice(numbers[numbers != 0], shape)
    return drawn if shape else int(drawn)


def elementwise_cases(rng: np.random.Generator) -> list[Case]:
    """Return the cases of a function of any shape: arrays first, then numbers, ints, extremes."""
    return [
        case(few(rng, 3, low=-3, high=3)),
        case(rng.normal(0, 2, (4, 3))),
        case(few(rng, low=0.1, high=3), lenient=True),
        case(-few(rng, low=0.1, high=3), lenient=True),
        case(np.append(whole(rng, 3), [-2, 3]), shows="int-dtype-kept"),
        case(rng.normal(0, 2, 5).astype(np.float32)),
        case(np.array([-1000.0, 0.5, 1000.0]), shows="overflow"),
        case(-1000.0, shows="overflow", lenient=True),
        case(1000.0, shows="overflow", lenient=True),
    ]


class Recorded:
    """A function handed to the student's, which remembers where it was asked.

    Parameters
    ----------
    function : callable
        What it computes.
    text : str
        How a message writes it.
    """

    def __init__(self, function: Callable, text: str):
        self.function, self.text, self.points = function, text, []

    def __call__(self, point):
        """Return the value at this point."""
        self.points.append(np.array(point, float))
        return self.function(point)


def sigma(z):
    """Return the sigmoid: the variants' own, since `mlp.sigmoid` is an answer to check."""
    return 0.5 * np.tanh(0.5 * np.asarray(z, float)) + 0.5


def network(
    rng: np.random.Generator, sizes: Sequence[int], dtype: type = float, draw=None
) -> Network:
    """Return the weights and biases of a network with layers of these sizes."""
    if draw is None:

        def draw(rng, *shape):
            return rng.normal(size=shape)

    weights = [np.asarray(draw(rng, n_out, n_in), dtype) for n_in, n_out in pairwise(sizes)]
    biases = [np.asarray(draw(rng, n_out), dtype) for n_out in sizes[1:]]
    return weights, biases


def one_layer(rng: np.random.Generator, n_in: int, n_out: int, dtype: type = float) -> tuple:
    """Return activations (n_in,), weights (n_out, n_in) and a vector (n_out,) of one layer."""
    a, W, b = rng.random(n_in), rng.normal(size=(n_out, n_in)), rng.normal(size=n_out)
    return a.astype(dtype), W.astype(dtype), b.astype(dtype)


def with_input(
    rng: np.random.Generator, sizes: Sequence[int], *rows: int, dtype: type = float
) -> tuple:
    """Return one input, or so many rows of them, and a network: X, weights, biases."""
    return (rng.random((*rows, sizes[0])).astype(dtype), *network(rng, sizes, dtype))


def flat(weights, biases) -> np.ndarray:
    """Return a network that a student returned as one vector: all weights, then all biases."""
    return np.concatenate([np.ravel(np.asarray(p, float)) for p in (*weights, *biases)])


def forward(X, weights, biases, last=sigma, hidden=sigma):
    """Return the output of a network for one example or for rows: what variants are made of."""
    for l, (W, b) in enumerate(zip(weights, biases, strict=True)):
        z = X @ W.T + b
        X = last(z) if l == len(weights) - 1 else hidden(z)
    return X
