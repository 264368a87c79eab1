"""What the public functions ask of their arguments: one small check for each kind.

A check returns what the function goes on with, or raises a `ValueError` that says what came,
what was wanted and what to try. Loops call these once, before they start.
"""

from __future__ import annotations  # else np.random.Generator would load numpy.random

from collections.abc import Sequence
from math import inf, isnan, prod
from numbers import Integral, Real

import numpy as np

Arrays = Sequence[np.ndarray]  # weights or biases, first layer first


def floats(value, name: str, ndim: int | None = None) -> np.ndarray:
    """Return `value` as an array of floats without NaN: float32 stays, ints become float64.

    Raises
    ------
    ValueError
        If it holds something else than numbers, a NaN, or has not `ndim` dimensions.
    """
    array = np.asarray(value)
    if array.dtype.kind not in "fiub":
        raise ValueError(f"expected {name} to hold numbers, got dtype {array.dtype}")
    if ndim is not None and array.ndim != ndim:
        what = {0: "a number", 1: "a vector", 2: "a matrix, one row each"}[ndim]
        raise ValueError(f"expected {name} to be {what} ({ndim}-D), got shape {array.shape}")
    if array.dtype.kind != "f":
        return array.astype(float)
    if isnan(array.max(initial=-inf)):  # the maximum is NaN if any entry is
        where = np.argwhere(np.isnan(array))[0].tolist()
        at = f"{name}{where}" if where else name
        raise ValueError(f"{at} is NaN (not a number): look for 0/0, inf − inf or a missing value")
    return array


def same_shape(a: np.ndarray, b: np.ndarray, name_a: str, name_b: str) -> None:
    """Raise a ValueError unless `a` and `b` have one shape."""
    if a.shape == b.shape:
        return
    hint = ": did you transpose one of them?" if a.shape == b.shape[::-1] else ""
    raise ValueError(
        f"expected {name_a} and {name_b} of the same shape, got {a.shape} and {b.shape}{hint}"
    )


def matrix(W, name: str, shape: tuple[int, int]) -> np.ndarray:
    """Return W as a matrix of floats of this shape."""
    W = floats(W, name, ndim=2)
    if W.shape != shape:
        hint = ": did you transpose it?" if W.shape == shape[::-1] else ""
        raise ValueError(f"expected {name} of shape {shape}, got {W.shape}{hint}")
    return W


def count(value, name: str, least: int = 1) -> int:
    """Return `value` as an int of at least `least`."""
    if isinstance(value, bool) or not isinstance(value, Integral) or value < least:
        raise ValueError(f"expected {name} to be a whole number of at least {least}, got {value!r}")
    return int(value)


def rate(value, name: str = "learning_rate") -> float:
    """Return `value` as a finite float (learning rates, steps)."""
    if not isinstance(value, Real) or not np.isfinite(value):
        raise ValueError(f"expected {name} to be a finite number, got {value!r}")
    return float(value)


def generator(value) -> np.random.Generator:
    """Return `value` if it is a NumPy Generator."""
    if not isinstance(value, np.random.Generator):
        raise ValueError(
            f"expected rng to be a NumPy Generator, got {type(value).__name__}: "
            "try rng=np.random.default_rng(0)"
        )
    return value


def layer_sizes(sizes: Sequence[int]) -> tuple[int, ...]:
    """Return the layer sizes n_0 … n_L as ints: at least two, each at least 1."""
    sizes = tuple(sizes)
    if len(sizes) < 2:
        raise ValueError(
            f"expected at least two layer sizes (input and output), got {sizes}: "
            "try (784, 16, 16, 10)"
        )
    return tuple(count(n, f"sizes[{i}]") for i, n in enumerate(sizes))


def network(weights: Arrays, biases: Arrays) -> None:
    """Raise a ValueError unless `weights` and `biases` make a network, in shapes and numbers."""
    if len(weights) != len(biases) or not len(weights):
        raise ValueError(
            "expected as many weight matrices as bias vectors, at least one of each, "
            f"got {len(weights)} and {len(biases)}"
        )
    n_in = None
    for i, (W, b) in enumerate(zip(weights, biases, strict=True)):
        if not isinstance(W, np.ndarray) or not isinstance(b, np.ndarray):
            raise ValueError(
                f"expected weights[{i}] and biases[{i}] to be NumPy arrays, "
                f"got {type(W).__name__} and {type(b).__name__}: try np.array(...)"
            )
        if W.ndim != 2 or b.ndim != 1 or len(W) != len(b) or not W.size:
            raise ValueError(
                f"expected weights[{i}] of shape (n_out, n_in) and biases[{i}] of shape (n_out,), "
                f"got {W.shape} and {b.shape}{_transposed(W, len(b) if b.ndim == 1 else -1)}"
            )
        if n_in is not None and W.shape[1] != n_in:
            raise ValueError(
                f"expected weights[{i}] with {n_in} columns, one for each neuron of the layer "
                f"before, got shape {W.shape}{_transposed(W, -1, n_in)}"
            )
        n_in = len(W)
        floats(W, f"weights[{i}]")
        floats(b, f"biases[{i}]")


def _transposed(W: np.ndarray, n_out: int, n_in: int = -1) -> str:
    fits = W.ndim == 2 and (W.shape[1] == n_out or W.shape[0] == n_in)
    return ": did you transpose it?" if fits else ""


def inputs(X, weights: Arrays, *, rows: bool = False) -> np.ndarray:
    """Return X, one example `(n_0,)` or rows `(n, n_0)`, fit for the first layer.

    With `rows` only rows will do. A uint8 X is left as it is: pixels are scaled when used.
    """
    X = X if isinstance(X, np.ndarray) and X.dtype == np.uint8 else floats(X, "X")
    n_in = weights[0].shape[1]
    if X.ndim not in ((2,) if rows else (1, 2)) or X.shape[-1] != n_in:
        wanted = f"(n, {n_in})" if rows else f"({n_in},) or (n, {n_in})"
        raise ValueError(
            f"expected X of shape {wanted} for weights[0] of shape {weights[0].shape}, "
            f"got {X.shape}{_input_hint(X, n_in)}"
        )
    if X.ndim == 2 and not len(X):
        raise ValueError("expected at least one example, got an empty batch (0 rows)")
    return X


def _input_hint(X: np.ndarray, n_in: int) -> str:
    if X.ndim == 2 and len(X) == n_in:
        return ": examples are rows, did you transpose it?"
    if X.shape == (n_in,):
        return ": for one example write X[np.newaxis]"
    if X.ndim >= 2 and n_in in (X.size, prod(X.shape[1:])):
        return ": flatten each image into one row, as image_to_activations does"
    return ""


def one_each(X: np.ndarray, Y: np.ndarray, name_y: str = "Y") -> None:
    """Raise a ValueError unless X and Y have equally many rows."""
    if len(X) != len(Y):
        raise ValueError(
            f"expected one row of {name_y} for each row of X, got {len(Y)} for {len(X)}"
        )


def class_labels(labels, n_classes: int) -> np.ndarray:
    """Return `labels` as a vector of ints from 0 to n_classes − 1."""
    array = np.asarray(labels)
    if array.ndim != 1 or (array.dtype.kind not in "iu" and array.size):
        raise ValueError(
            f"expected labels to be a vector of ints, got shape {array.shape} of {array.dtype}"
        )
    if array.size and (array.min() < 0 or array.max() >= n_classes):
        wrong = array[(array < 0) | (array >= n_classes)][0]
        raise ValueError(
            f"expected labels from 0 to {n_classes - 1}, got {wrong}: "
            "is n_classes the number of classes?"
        )
    return array.astype(np.intp)


def targets(Y, X: np.ndarray, biases: Arrays) -> np.ndarray:
    """Return Y, what the output neurons should hold, one row for each of X, in the dtype of b."""
    Y = floats(Y, "Y", ndim=X.ndim)
    if X.ndim == 2:
        one_each(X, Y)
    if Y.shape[-1:] != biases[-1].shape:
        raise ValueError(
            f"expected Y with one entry for each of {len(biases[-1])} output neurons, "
            f"got shape {Y.shape}"
        )
    return Y.astype(np.result_type(biases[-1], np.float32), copy=False)
