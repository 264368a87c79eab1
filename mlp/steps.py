"""One step of `sgd`: gather a mini-batch, find its gradient, move all parameters.

`plain_step` does it with any gradient function. `fast_step` is `backprop_batch` and the step
written out line by line: the same arithmetic in the same order, each result in an array made once
instead of a new one, and the learning rate multiplied into the first delta, not into the gradient.
"""

from collections.abc import Callable, Sequence
from functools import cache

import numpy as np

from mlp.network import as_activations
from mlp.parameters import views

Step = Callable[[np.ndarray, float], None]


def plain_step(
    X: np.ndarray, Y: np.ndarray, theta: np.ndarray, sizes: Sequence[int], gradient: Callable
) -> Step:
    """Make ``step(batch, learning_rate)``, which changes theta by the gradient of those rows."""
    weights, biases = views(theta, sizes)

    def step(batch: np.ndarray, learning_rate: float) -> None:
        rows = as_activations(X[batch], theta.dtype)
        nabla_W, nabla_b = gradient(rows, Y[batch], weights, biases)
        for kind, parts, nablas in (("W", weights, nabla_W), ("b", biases, nabla_b)):
            wanted, got = [p.shape for p in parts], [np.shape(nabla) for nabla in nablas]
            if wanted != got:
                raise ValueError(
                    f"expected gradient(…) to return nabla_{kind} of shapes {wanted}, got {got}"
                )
            for part, nabla in zip(parts, nablas, strict=True):
                part -= learning_rate * np.asarray(nabla)

    return step


def fast_step(X: np.ndarray, Y: np.ndarray, theta: np.ndarray, sizes: Sequence[int]) -> Step:
    """Make ``step(batch, learning_rate)`` with the lines of `backprop_batch` inside.

    X is uint8 (pixels) or of theta's dtype, Y of theta's dtype.
    """
    weights, biases = views(theta, sizes)
    nabla = np.empty_like(theta)
    nabla_W, nabla_b = views(nabla, sizes)
    number = theta.dtype.type
    half, scale = number(0.5), number(1 / 255 if X.dtype == np.uint8 else 1)

    @cache
    def arrays(n: int):
        x, y = np.empty((n, sizes[0]), X.dtype), np.empty((n, sizes[-1]), Y.dtype)
        return x, y, *([np.empty((n, n_l), theta.dtype) for n_l in sizes] for _ in range(3))

    def step(batch: np.ndarray, learning_rate: float) -> None:
        x, y, activations, slopes, deltas = arrays(len(batch))
        X.take(batch, axis=0, out=x, mode="clip")  # mode 'raise' would copy x once more
        Y.take(batch, axis=0, out=y, mode="clip")
        np.multiply(x, scale, out=activations[0])
        for l, (W, b) in enumerate(zip(weights, biases, strict=True), start=1):
            a = np.dot(activations[l - 1], W.T, out=activations[l])
            a += b  # here a is still z, and σ(z) = ½ tanh(½ z) + ½
            a *= half
            np.tanh(a, out=a)
            a *= half
            a += half
            slope = np.multiply(a, a, out=slopes[l])
            np.subtract(a, slope, out=slope)  # σ′(z) = a − a²
        delta = np.subtract(activations[-1], y, out=deltas[-1])
        delta *= number(2 * learning_rate / len(batch))
        delta *= slopes[-1]
        for l in reversed(range(len(weights))):
            np.dot(delta.T, activations[l], out=nabla_W[l])
            np.add.reduce(delta, axis=0, out=nabla_b[l])
            if l > 0:
                delta = np.dot(delta, weights[l], out=deltas[l])
                delta *= slopes[l]
        np.subtract(theta, nabla, out=theta)

    return step
