"""One step of `sgd`: gather a mini-batch, find its gradient, move all parameters.

`plain_step` does it with any gradient function. `fast_step` is `backprop_batch` and `sgd_step`
written out, line by line in the order of chapters 3 and 4, whose line stands beside each of its
own. It is fast for three reasons: each result goes into an array that was made once, all
parameters lie in one vector, and η and 1/n are multiplied into the first delta, which is small.
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
    """Make ``step(batch, learning_rate)``, which changes theta by the gradient of those rows.

    Parameters
    ----------
    X : (n, n_0) array
        Examples as rows (uint8: pixels).
    Y : (n, n_L) array
        What the output neurons should hold.
    theta : (count_parameters(sizes),) array
        The network; the step changes it.
    sizes : sequence of ints
        n_0 … n_L.
    gradient : function
        ``gradient(X, Y, weights, biases)`` returns ``(nabla_W, nabla_b)``.

    Returns
    -------
    step : function
        It raises a ValueError if the gradient has other shapes than the network.
    """
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

    Parameters
    ----------
    X : (n, n_0) array of uint8 or of theta's dtype
        Examples as rows (uint8: pixels).
    Y : (n, n_L) array of theta's dtype
        What the output neurons should hold.
    theta : (count_parameters(sizes),) array of floats
        The network; the step changes it.
    sizes : sequence of ints
        n_0 … n_L.

    Returns
    -------
    step : function
    """
    weights, biases = views(theta, sizes)
    nabla = np.empty_like(theta)
    nabla_W, nabla_b = views(nabla, sizes)
    number = theta.dtype.type  # NumPy multiplies by its own numbers sooner than by Python's
    half, scale = number(0.5), number(1 / 255 if X.dtype == np.uint8 else 1)

    @cache
    def arrays(n: int):  # for batches of n rows; an epoch has two sizes of them, with the rest
        x, y = np.empty((n, sizes[0]), X.dtype), np.empty((n, sizes[-1]), Y.dtype)
        return x, y, *([np.empty((n, n_l), theta.dtype) for n_l in sizes] for _ in range(3))

    def sigmoid(z):  # in place: ½ tanh(½ z) + ½
        z *= half
        np.tanh(z, out=z)
        z *= half
        z += half

    def sigmoid_prime(a, prime):  # a (1 − a), as a is sigmoid(z) already
        np.multiply(a, a, out=prime)
        return np.subtract(a, prime, out=prime)

    def step(batch: np.ndarray, learning_rate: float) -> None:
        x, y, activations, primes, deltas = arrays(len(batch))
        X.take(batch, axis=0, out=x, mode="clip")  # X[batch]; mode 'raise' would copy once more
        Y.take(batch, axis=0, out=y, mode="clip")  # Y[batch]
        np.multiply(x, scale, out=activations[0])

        for l, (W, b) in enumerate(zip(weights, biases, strict=True)):
            z = np.dot(activations[l], W.T, out=activations[l + 1])  # z = activations[l] @ W.T + b
            z += b
            sigmoid(z)  # the array that held z is activations[l + 1] now

        # delta = 2 * (activations[-1] - Y) * sigmoid_prime(zs[-1]), here with η/n in it
        delta = np.subtract(activations[-1], y, out=deltas[-1])
        delta *= number(2 * learning_rate / len(batch))
        delta *= sigmoid_prime(activations[-1], primes[-1])
        for l in reversed(range(len(weights))):
            np.dot(delta.T, activations[l], out=nabla_W[l])  # nabla_W[l] = delta.T @ activations[l]
            np.add.reduce(delta, axis=0, out=nabla_b[l])  # nabla_b[l] = delta.sum(axis=0)
            if l > 0:  # delta = delta @ weights[l] * sigmoid_prime(zs[l - 1])
                delta = np.dot(delta, weights[l], out=deltas[l])
                delta *= sigmoid_prime(activations[l], primes[l])

        np.subtract(theta, nabla, out=theta)  # W - η * nabla_W, b - η * nabla_b: all at once

    return step
