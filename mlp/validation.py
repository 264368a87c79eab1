"""What the public functions ask of their arguments, looked at once, before the mathematics runs.

`validated` makes a public function of one of `mlp.core`. It describes an argument by its shape, in
words: "" is a number, "n_in" a vector, "n_out n_in" a matrix, "..." an array of any shape and
"...p" any shape under a name; a name that comes twice is one size. Other arguments are described by
a function of the value and its name that returns what to go on with; for the names in `NAMED` that
is the same everywhere. What several arguments have to do with each other is said by rules,
functions of the dictionary of all arguments (`mlp.rules`).

What is wrong raises a `ValueError` that says what came, what was wanted and what to try.
"""

from __future__ import annotations  # else np.random.Generator would load numpy.random

import inspect
from collections.abc import Callable
from contextlib import nullcontext
from functools import partial, wraps
from math import inf, isnan
from numbers import Integral, Real

import numpy as np

Given = dict  # the arguments of a call by their names


def validated(
    function: Callable,
    *rules: Callable[[Given], None],
    returns: Callable | None = None,
    around: Callable = nullcontext,
    **kinds: str | Callable,
) -> Callable:
    """Return a function that looks at its arguments and then calls `function`.

    Parameters
    ----------
    function : function
        Of `mlp.core`; name, signature and docstring stay, `inspect.unwrap` finds it.
    *rules : functions of the dictionary of arguments
        Each raises a ValueError, or puts into the dictionary what to go on with.
    returns : function, optional
        Of the result and the arguments, to what is returned.
    around : function that makes a context
        In which the function runs.
    **kinds : str or function
        For each argument its shape, or a function of the value and its name.

    Examples
    --------
    >>> from mlp.core.network import neuron
    >>> validated(neuron, a="n_in", w="n_in", b="")(np.ones(2), np.ones(3), 0.0)
    Traceback (most recent call last):
    ValueError: expected a and w of the same shape, got (2,) and (3,)
    """
    parameters = inspect.signature(function).parameters
    required = {name for name, each in parameters.items() if each.default is each.empty}
    positional = [n for n, each in parameters.items() if each.kind is each.POSITIONAL_OR_KEYWORD]
    shapes = {name: kind for name, kind in kinds.items() if isinstance(kind, str)}
    others = {name: kind for name, kind in NAMED.items() if name in parameters}
    others |= {name: kind for name, kind in kinds.items() if not isinstance(kind, str)}
    rules = (*([partial(_look_at_each, others)] if others else []), *_of_shapes(shapes), *rules)

    @wraps(function)
    def checked(*args, **named):
        given = dict(zip(positional, args, strict=False), **named)
        complete = required <= given.keys() <= parameters.keys()
        if not complete or len(given) != len(args) + len(named):
            return checked.__wrapped__(*args, **named)  # Python says what is missing or too much
        for rule in rules:
            rule(given)
        with around():
            result = checked.__wrapped__(**given)  # `function`, or yours: see mlp.use
        return result if returns is None else returns(result, given)

    checked.__module__ = "mlp"  # where it is found, by pickle too
    return checked


def plain(function: Callable) -> Callable:
    """Return the function of `mlp.core` behind a public one; any other function as it is."""
    ours = getattr(function, "__module__", "") == "mlp"
    return inspect.unwrap(function) if ours else function


def wrong(wanted: str, got: object, hint: str = "") -> ValueError:
    """Return the error that says what was wanted, what came, and perhaps what to try."""
    return ValueError(f"expected {wanted}, got {got}{hint and ': '}{hint}")


def _look_at_each(kinds: dict[str, Callable], given: Given) -> None:
    for name, kind in kinds.items():
        if name in given:
            given[name] = kind(given[name], name)


def _of_shapes(shapes: dict[str, str]) -> list[Callable[[Given], None]]:
    """Make the rules that arguments are arrays of these shapes, and sizes of one name equal."""
    ndims = {name: None if "..." in kind else len(kind.split()) for name, kind in shapes.items()}
    named = {name: kind for name, kind in shapes.items() if kind not in ("", "...")}
    first = {kind: name for name, kind in reversed(named.items())}
    pairs = [(first[kind], name) for name, kind in named.items() if first[kind] != name]
    matrices = {
        name: [first[size] for size in kind.split()]
        for name, kind in named.items()
        if ndims[name] == 2 and first.keys() >= set(kind.split())
    }

    def arrays(given: Given) -> None:
        for name, ndim in ndims.items():
            array = floats(given[name], name, ndim)
            given[name] = float(array) if ndim == 0 else array

    def sizes(given: Given) -> None:
        for a, b in pairs:
            same_shape(given[a], given[b], a, b)
        for name, vectors in matrices.items():
            matrix(given[name], name, tuple(len(given[vector]) for vector in vectors))

    return ([arrays] if ndims else []) + ([sizes] if pairs or matrices else [])


def floats(value, name: str, ndim: int | None = None) -> np.ndarray:
    """Return `value` as an array of floats without NaN: float32 stays, ints become float64."""
    array = np.asarray(value)
    if array.dtype.kind not in "fiub":
        raise wrong(f"{name} to hold numbers", f"dtype {array.dtype}")
    if ndim is not None and array.ndim != ndim:
        what = {0: "a number", 1: "a vector", 2: "a matrix, one row each"}[ndim]
        raise wrong(f"{name} to be {what} ({ndim}-D)", f"shape {array.shape}")
    if array.dtype.kind != "f":
        return array.astype(float)
    if isnan(array.max(initial=-inf)):  # the maximum is NaN if any entry is
        at = np.argwhere(np.isnan(array))[0].tolist() or ""
        raise ValueError(
            f"{name}{at} is NaN (not a number): look for 0/0, inf − inf or a missing value"
        )
    return array


def same_shape(a: np.ndarray, b: np.ndarray, name_a: str, name_b: str) -> None:
    """Raise a ValueError unless `a` and `b` have one shape."""
    if a.shape != b.shape:
        hint = "did you transpose one of them?" if a.shape == b.shape[::-1] else ""
        raise wrong(f"{name_a} and {name_b} of the same shape", f"{a.shape} and {b.shape}", hint)


def matrix(W: np.ndarray, name: str, shape: tuple[int, int]) -> None:
    """Raise a ValueError unless the matrix W has this shape."""
    if W.shape != shape:
        hint = "did you transpose it?" if W.shape == shape[::-1] else ""
        raise wrong(f"{name} of shape {shape}", W.shape, hint)


def count(value, name: str, least: int = 1) -> int:
    """Return `value` as an int of at least `least`."""
    if isinstance(value, bool) or not isinstance(value, Integral) or value < least:
        raise wrong(f"{name} to be a whole number of at least {least}", repr(value))
    return int(value)


def rate(value, name: str) -> float:
    """Return `value` as a finite float."""
    if not isinstance(value, Real) or not np.isfinite(value):
        raise wrong(f"{name} to be a finite number", repr(value))
    return float(value)


def positive(value, name: str) -> float:
    """Return `value` as a finite float above 0."""
    if rate(value, name) <= 0:
        small, hint = ("small ", "try 1e-5") if name == "h" else ("", "")
        raise wrong(f"{name} to be a {small}positive number", repr(value), hint)
    return float(value)


def generator(value, name: str) -> np.random.Generator:
    """Return `value` if it is a NumPy Generator."""
    if not isinstance(value, np.random.Generator):
        hint = f"try {name}=np.random.default_rng(0)"
        raise wrong(f"{name} to be a NumPy Generator", type(value).__name__, hint)
    return value


def function(value, name: str) -> Callable:
    """Return a function; one of `mlp` without what it asks of its arguments."""
    if not callable(value):
        raise wrong(f"{name} to be a function", f"{value!r:.60}", "try its name without brackets")
    return plain(value)


# arguments of these names are looked at in the same way in every function
NAMED: dict[str, Callable] = {
    **dict.fromkeys(("n", "n_classes", "batch_size"), count),
    **dict.fromkeys(("steps", "epochs"), partial(count, least=0)),
    **dict.fromkeys(("h", "curvature"), positive),
    **dict.fromkeys(("activation", "f_prime", "cost_prime"), function),
    "learning_rate": rate,
    "rng": generator,
}
