"""Compare what came back with what was wanted: both as arrays of floats, to a tolerance.

The tolerance is relative and absolute: 1e-6 for values, 1e-5 for gradients, ten times that where
an argument is float32.
"""

from dataclasses import dataclass

import numpy as np

from mlp.checks.calling import Yielded

VALUES = 1e-6  # tolerance, relative and absolute
GRADIENTS = 1e-5
FLOAT32 = 10  # times that for float32 arguments
ENOUGH = 100_000  # a result may hold so many numbers, and 100 times those wanted


@dataclass(frozen=True)
class Difference:
    """Where a result is not what was wanted.

    Attributes
    ----------
    kind : str
        "type", "length", "shape" or "value".
    path : tuple of int
        Which part of the result, for a list or tuple of parts.
    got, wanted : object
        That part.
    text : str
        What a message says of it, if the check knows better than "gave …; expected …".
    """

    kind: str
    path: tuple[int, ...] = ()
    got: object = None
    wanted: object = None
    text: str = ""


def is_parts(value) -> bool:
    """Say whether a wanted value is a list or tuple of parts that may differ in shape."""
    return isinstance(value, (list, tuple))


def has_parts(value) -> bool:
    """Say whether what came back may be taken apart as a list of parts."""
    array = isinstance(value, np.ndarray) and value.ndim > 0
    return array or (isinstance(value, (list, tuple)) and not isinstance(value, Yielded))


def numbers(value) -> np.ndarray | None:
    """Return `value` as an array of floats, or None if it is something else.

    Examples
    --------
    >>> numbers([1, True])
    array([1., 1.])
    >>> numbers({"a": 1}) is None
    True
    """
    if not isinstance(value, (np.ndarray, np.generic, int, float, list, tuple)):
        return None  # its own way to become an array is not tried: it may do anything
    if isinstance(value, Yielded):
        return None
    try:
        array = np.asarray(value)
        if array.dtype.kind == "O" and any(each is None for each in array.ravel().tolist()):
            return None
        return None if array.dtype.kind in "USc" else np.array(array, float)
    except Exception:  # an item may be any object at all
        return None


def shape_of(value) -> tuple[int, ...]:
    """Return the shape that a nested list or an array seems to have, by its first items."""
    if isinstance(value, np.ndarray):
        return value.shape
    shape = []
    while isinstance(value, (list, tuple)) and len(value) and len(shape) < 8:
        shape.append(len(value))
        value = value[0]
        if isinstance(value, np.ndarray):
            return (*shape, *value.shape)
    return tuple(shape)


class Huge:
    """A result of far too many numbers: its shape is all that is looked at."""

    def __init__(self, shape: tuple[int, ...]):
        self.shape = shape


def bounded(value, wanted):
    """Return a result, or `Huge` in its place if it holds far more numbers than are wanted."""
    limit = ENOUGH + 100 * sum(np.size(part) for part in leaves(wanted))
    if isinstance(value, (np.ndarray, list, tuple)) and _size(value, limit) > limit:
        return Huge(shape_of(value))
    return value


def leaves(value, depth: int = 0) -> list:
    """Return the parts of nested lists and tuples in order.

    Examples
    --------
    >>> leaves(([1, 2], (3, [4])))
    [1, 2, 3, 4]
    """
    if not isinstance(value, (list, tuple)) or depth > 20:  # a list may hold itself
        return [value]
    return [leaf for item in value for leaf in leaves(item, depth + 1)]


def _size(value, limit: int, depth: int = 0) -> int:
    """Count numbers and lists, and stop at the limit."""
    if isinstance(value, np.ndarray):
        return value.size
    if not isinstance(value, (list, tuple)) or depth > 20:
        return 1
    size = len(value)
    for item in value:
        if size > limit:
            break
        size += _size(item, limit - size, depth + 1)
    return size


def difference(got, wanted, tolerance: float, path: tuple[int, ...] = ()) -> Difference | None:
    """Return the first difference between a result and what was wanted, or None.

    Parameters
    ----------
    got : object
        What the student's function returned.
    wanted : float, array, or list or tuple of those
        What the reference returned.
    tolerance : float
        Relative and absolute.

    Examples
    --------
    >>> difference((1, [2, 3]), [1.0, np.array([2.0, 3.0])], 1e-6) is None
    True
    >>> difference([0.5], 0.5, 1e-6).kind
    'shape'
    """
    if is_parts(wanted):
        if isinstance(got, Huge):
            return Difference("type", path, got, wanted)
        if not has_parts(got):
            return Difference("type", path, got, wanted)
        if len(got) != len(wanted):
            return Difference("length", path, got, wanted)
        for i, (part, wanted_part) in enumerate(zip(got, wanted, strict=True)):
            found = difference(part, wanted_part, tolerance, (*path, i))
            if found is not None:
                return found
        return None
    if isinstance(got, Huge):
        return Difference("shape", path, got, wanted)
    came = numbers(got)
    wanted = np.asarray(wanted, float)
    if came is None:
        return Difference("type", path, got, wanted)
    if came.shape != wanted.shape:
        return Difference("shape", path, came, wanted)
    if not _close(came, wanted, tolerance):
        return Difference("value", path, came, wanted)
    return None


def _close(a, b, tolerance):
    """Say whether two arrays of one shape agree; equal ones, the most, are found out fast."""
    return np.array_equal(a, b) or np.allclose(a, b, rtol=tolerance, atol=tolerance, equal_nan=True)


def agree(got, wanted, tolerance: float) -> bool:
    """Say whether a result is what was wanted."""
    try:
        return difference(got, wanted, tolerance) is None
    except (TypeError, ValueError):  # what a wrong way gives need not be numbers either
        return False


def alike(one, other) -> bool:
    """Say whether two results of the student's, whatever they are, hold the same numbers."""
    ones, others = leaves(one), leaves(other)
    if len(ones) != len(others) or isinstance(one, Yielded) != isinstance(other, Yielded):
        return False
    pairs = [tuple(map(numbers, pair)) for pair in zip(ones, others, strict=True)]
    return all(
        a is not None and b is not None and a.shape == b.shape and _close(a, b, 1e-12)
        for a, b in pairs
    )


def copied(value, depth: int = 0):
    """Return a copy of an argument: arrays, lists, tuples and random generators are copied."""
    if depth > 20:  # a list may hold itself
        return value
    if isinstance(value, np.ndarray):
        return value.copy()
    if isinstance(value, (list, tuple)):  # a named tuple becomes a tuple
        kind = type(value) if type(value) in (list, Yielded) else tuple
        return kind(copied(item, depth + 1) for item in value)
    if isinstance(value, np.random.Generator):
        twin = np.random.Generator(type(value.bit_generator)())
        twin.bit_generator.state = value.bit_generator.state
        return twin
    return value


def in_float64(value):
    """Return an argument with its float32 arrays turned into float64."""
    if isinstance(value, np.ndarray) and value.dtype == np.float32:
        return value.astype(float)
    if isinstance(value, (list, tuple)):
        return type(value)(in_float64(item) for item in value)
    return value


def has_float32(value) -> bool:
    """Say whether an argument holds a float32 array."""
    if isinstance(value, (list, tuple)):
        return any(has_float32(item) for item in value)
    return isinstance(value, np.ndarray) and value.dtype == np.float32


def changed(before, after) -> bool:
    """Say whether an argument differs from what it was, by more than 1e-12."""
    if isinstance(before, np.ndarray):
        if np.shape(after) != before.shape or before.dtype.kind != "f":
            return not np.array_equal(before, after)
        return not _close(after, before, 1e-12)
    if isinstance(before, (list, tuple)):
        return len(before) != len(after) or any(map(changed, before, after))
    if isinstance(before, (int, float)):
        return before != after
    return False


def advanced(before, after) -> bool:
    """Say whether an argument is a random generator that has moved on."""
    return (
        isinstance(before, np.random.Generator)
        and before.bit_generator.state != after.bit_generator.state
    )
