"""A random generator as plain whole numbers, and back.

NumPy sets whatever state it is given: a position outside a generator's buffer has it read memory
that is not its own, and a state of zeros never changes. So a state from elsewhere is set only if
NumPy itself could have come to it, by the ranges below.
"""

import math
from collections.abc import Iterator
from operator import index
from typing import NamedTuple

import numpy as np


class Field(NamedTuple):
    """One part of a state: its place in NumPy's dict, how many numbers, and their bound."""

    place: str
    shape: tuple[int, ...]
    below: int


_SPARE = (Field("has_uint32", (), 2), Field("uinteger", (), 1 << 32))
_PCG = (Field("state.state", (), 1 << 128), Field("state.inc", (), 1 << 128), *_SPARE)
FIELDS = {
    "PCG64": _PCG,
    "PCG64DXSM": _PCG,
    "MT19937": (Field("state.key", (624,), 1 << 32), Field("state.pos", (), 625)),
    "Philox": (
        Field("state.counter", (4,), 1 << 64),
        Field("state.key", (2,), 1 << 64),
        Field("buffer", (4,), 1 << 64),
        Field("buffer_pos", (), 5),
        *_SPARE,
    ),
    "SFC64": (Field("state.state", (4,), 1 << 64), *_SPARE),
}


def numbers_of(generator: np.random.Generator) -> tuple[str, list[int]]:
    """Return the kind of a generator and the numbers of its state, in the order of `FIELDS`.

    Raises
    ------
    ValueError, TypeError, KeyError
        If it is none of NumPy's own kinds.
    """
    state = generator.bit_generator.state
    kind = str(state["bit_generator"])
    numbers: list[int] = []
    for field in FIELDS[kind]:
        numbers += map(index, np.ravel(_at(state, field.place)).tolist())
    return kind, numbers


def generator_from(kind: str, numbers: list[int]) -> np.random.Generator:
    """Return a generator of this kind in the state of these numbers.

    Raises
    ------
    ValueError
        If NumPy could not have come to this state.

    Examples
    --------
    >>> rng = np.random.default_rng(7)
    >>> twin = generator_from(*numbers_of(rng))
    >>> bool(twin.random() == rng.random())
    True
    """
    if kind not in FIELDS:
        raise ValueError(f"unknown kind of random generator {kind!r:.40}")
    state: dict = {"bit_generator": kind, "state": {}}
    left = iter(numbers)
    for field in FIELDS[kind]:
        *outer, last = field.place.split(".")
        (state[outer[0]] if outer else state)[last] = _read(field, left)
    if next(left, None) is not None:
        raise ValueError("more numbers than the state has")
    _look(kind, state["state"])
    generator = np.random.Generator(getattr(np.random, kind)())
    generator.bit_generator.state = state
    return generator


def _read(field: Field, left: Iterator[int]) -> int | np.ndarray:
    """Take the numbers of a field; refuse those out of range."""
    values = [next(left, -1) for _ in range(math.prod(field.shape))]
    for value in values:
        if type(value) is not int or not 0 <= value < field.below:
            raise ValueError(f"{field.place} of a random generator is out of range")
    return np.array(values, np.uint64) if field.shape else values[0]


def _look(kind, state):
    """Refuse what never moves: PCG64 adds an odd number at each step, MT19937 has a bit set."""
    if kind.startswith("PCG64") and state["inc"] % 2 == 0:
        raise ValueError("state.inc of a random generator is even")
    if kind == "MT19937" and not (state["key"][0] >> np.uint64(31) or state["key"][1:].any()):
        raise ValueError("state.key of a random generator is all zeros")


def _at(state, place):
    for name in place.split("."):
        state = state[name]
    return state
