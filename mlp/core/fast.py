"""An epoch in few calls of NumPy: what `sgd` does where the gradient is that of `backprop_batch`.

On a mini-batch of 10 digits a call costs more than the numbers it works on, so fewer calls are
faster. `_step` makes 29 for a network of three layers, where the lines of chapters 3 and 4 make 53;
those lines are in the comments beside its own. Five things are different:

- The last column of ``V = [W b] / 4`` is the bias, and each column of activations ends in a
  constant: then ``W @ a + b`` is one product, and so is the gradient for W and b.
- σ(z) is ½ tanh(½z) + ½. With ``a2`` for two activations, ``V @ a2`` is ½z, and
  ``tanh(V @ a2) + 1`` is the next ``a2``: two calls for the sigmoid in place of four.
- Examples are columns, as in ``W @ a``, so that the constant is a row at the end.
- Each result goes into an array that was made once, and all of V lies in one vector.
- The learning rate, 1/n and all quarters are multiplied into the first delta, which is small.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import pairwise

import numpy as np

from mlp.core import Arrays


def fast_epoch(
    X: np.ndarray,
    Y: np.ndarray,
    weights: Arrays,
    biases: Arrays,
    batches: Iterable[np.ndarray],
    learning_rate: float,
) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Do what `sgd_epoch` does with the gradient of `backprop_batch`, equal to rounding.

    Parameters
    ----------
    X : (n, n_0) array of uint8 or of the network's dtype
        Examples as rows (uint8: pixels).
    Y : (n, n_L) array of the network's dtype
        What the output neurons should hold.
    weights, biases : lists of arrays
        The network.
    batches : iterable of int arrays
        The rows of each step, as `minibatches` deals them.
    learning_rate : float
        η.

    Returns
    -------
    weights, biases : new lists of new arrays

    References
    ----------
    Chapter 4, 'A batch at once'; the page 'How fast is it?'.

    Examples
    --------
    >>> W, b = np.array([[0.0]]), np.array([0.0])
    >>> X, Y = np.array([[0.0], [1.0]]), np.array([[0.0], [1.0]])
    >>> fast_epoch(X, Y, [W], [b], [np.array([0, 1])], 1.0)     # as for sgd_epoch
    ([array([[0.125]])], [array([0.])])
    """
    joined = [np.column_stack([W, b]).ravel() for W, b in zip(weights, biases, strict=True)]
    theta = np.concatenate(joined) / 4
    sizes = [weights[0].shape[1], *map(len, biases)]
    step = _step(X, 2 * Y, theta, sizes)
    for batch in batches:
        step(batch, learning_rate / (32 * len(batch)))
    tables = _tables(4 * theta, sizes)
    return [table[:, :-1].copy() for table in tables], [table[:, -1].copy() for table in tables]


def _tables(theta: np.ndarray, sizes: Sequence[int]) -> list[np.ndarray]:
    """Look at one vector as the tables [W b] of the layers, of shape (n_out, n_in + 1)."""
    ends = np.cumsum([n_out * (n_in + 1) for n_in, n_out in pairwise(sizes)])
    parts = np.split(theta, ends[:-1])
    return [part.reshape(n_out, -1) for part, n_out in zip(parts, sizes[1:], strict=True)]


def _step(
    X: np.ndarray, Y2: np.ndarray, theta: np.ndarray, sizes: Sequence[int]
) -> Callable[[np.ndarray, float], None]:
    """Make ``step(batch, rate)``, which takes one step with these rows by changing theta.

    `Y2` is twice the desired output, `rate` is η / 32n: ¼ for V, ¼ for δ and ½ for ``a2``.
    """
    number = theta.dtype.type  # NumPy multiplies by its own numbers sooner than by Python's
    one, two, scale = number(1), number(2), number(2 / 255 if X.dtype == np.uint8 else 2)
    nabla, last = np.empty_like(theta), len(sizes) - 2
    Vs, nablas = _tables(theta, sizes), _tables(nabla, sizes)

    @cache
    def arrays(n: int):  # for batches of n rows; an epoch has two sizes of them, with the rest
        x, y2 = np.empty((n, sizes[0]), X.dtype), np.empty((n, sizes[-1]), Y2.dtype)
        rows, *others = (
            np.full((n, sizes[0] + 1), two),
            *(np.full((m + 1, n), two) for m in sizes[1:]),
        )
        primes, deltas = ([np.empty((m, n), theta.dtype) for m in sizes[1:]] for _ in range(2))
        return x, y2, rows[:, :-1], [rows.T, *others], [a2[:-1] for a2 in others], primes, deltas

    def step(batch: np.ndarray, rate: float) -> None:
        x, y2, first, inputs, outputs, primes, deltas = arrays(len(batch))
        X.take(batch, axis=0, out=x, mode="clip")  # X[batch]; mode 'raise' would copy once more
        Y2.take(batch, axis=0, out=y2, mode="clip")  # Y[batch]
        np.multiply(x, scale, out=first)

        for l, V in enumerate(Vs):
            z = np.dot(V, inputs[l], out=outputs[l])  # z = W @ a + b
            a2 = np.tanh(z, out=z)  # a = sigmoid(z)
            a2 += one

        delta = np.subtract(outputs[last], y2.T, out=deltas[last])  # delta = 2 * (a - y)
        delta *= number(rate)
        for l in reversed(range(len(Vs))):
            prime = np.subtract(two, outputs[l], out=primes[l])  # sigmoid_prime(z): a * (1 - a)
            prime *= outputs[l]
            delta *= prime
            np.dot(delta, inputs[l].T, out=nablas[l])  # nabla_W = outer(delta, a), nabla_b = delta
            if l > 0:
                delta = np.dot(Vs[l][:, :-1].T, delta, out=deltas[l - 1])  # W.T @ delta

        np.subtract(theta, nabla, out=theta)  # W - η * nabla_W, b - η * nabla_b: all at once

    return step
