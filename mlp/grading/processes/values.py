"""What may cross between the process of the student and the process of the tests.

Plain values alone: None, bools, numbers, strings, lists, tuples, `Parameters`, arrays of the dtypes
below, dtypes, NumPy Generators (by their state) and callables (by a number). Everything is written
as JSON and raw bytes; nothing is pickled, so reading a message runs no code of its sender. Whatever
else a function returns arrives as a `Foreign`.

A frame is a kind of four letters, a JSON head `[tree, table]` and the bytes of the arrays, each
array starting at a multiple of 16. `table` holds `[dtype, shape]` of each array. There is one way
to write a value, and `decode` takes no other: each array is used once, in order, no byte is left
over, and every number is within a range, whatever NumPy would have made of it.
"""

import json
import math
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from mlp import Parameters
from mlp.grading.processes.generators import generator_from, numbers_of

DTYPES = frozenset(
    np.dtype(name).str
    for name in (
        "bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 "
        "float16 float32 float64 complex64 complex128"
    ).split()
)
DEPTH = 16  # lists in lists
ITEMS = 200_000  # of all lists of a message together
TOKENS = 2_000_000  # brackets and commas of a head: bounds what reading it takes
DIGITS = 256  # of a whole number, hexadecimal: within a float's range
AXES = 16  # of an array
EMPTY = 1 << 20  # the sizes of an empty array multiplied, its zeros left out
NUMBERS = 1 << 20  # of callables
TEXT = 1 << 20  # characters of one string
HEAD = 16 << 20  # bytes of one head
FRAME = 256 << 20  # bytes of one frame

_TYPES = {form: code for code in DTYPES for form in (np.dtype(code), np.dtype(code).type)}
_TYPES |= {bool: "|b1", float: "<f8", int: "<i8"}
_PLAIN = (bool, float, type(None))
_EXACT = 1 << 53  # whole numbers below are written as they are


class WireError(Exception):
    """The message is not of the form above, or the other side has gone."""


class Foreign:
    """Stands for a value that may not cross, a dict or an object of a class, say."""

    def __init__(self, type_name: str) -> None:
        self.type_name = type_name

    def __repr__(self) -> str:
        return f"<a value of type {self.type_name}>"


class Handle(NamedTuple):
    """A callable that lives on the other side; without a number, one of mlp's functions."""

    number: int | None
    name: str


class Frame(NamedTuple):
    """One message: its kind, its JSON head and the bytes of its arrays."""

    kind: bytes
    head: bytes
    payload: bytes | bytearray


def encode(kind: bytes, value: Any, export: Callable[[Any], Handle | None]) -> Frame:
    """Write a value as a frame; `export` gives a callable its number, or None to refuse it."""
    writer = _Writer(export)
    tree = writer.tree(value, 0)
    head = json.dumps([tree, writer.table], separators=(",", ":")).encode()
    return Frame(kind, head, b"".join(writer.parts))


class _Writer:
    """Writes one message: the tree of its values, the table and the bytes of its arrays."""

    def __init__(self, export: Callable[[Any], Handle | None]) -> None:
        self.export = export
        self.table: list[list] = []
        self.parts: list[bytes] = []
        self.items = ITEMS  # that may still come

    def tree(self, value, depth):
        kind = type(value)
        if kind in _PLAIN:
            return value
        if kind is int:
            return _whole(value)
        if kind is str:
            return _text(value[:TEXT])
        if kind is np.ndarray and value.dtype.str in DTYPES and value.ndim <= AXES:
            return ["n", self.store(value)]
        if kind in (list, tuple):
            return self.sequence(value, kind, depth)
        return self.unusual(value, depth)

    def sequence(self, value, kind, depth):
        if depth == DEPTH:
            return ["o", f"{kind.__name__}, nested more than {DEPTH} deep"]
        if len(value) > self.items:
            return ["o", f"{kind.__name__} of {len(value)} items"]
        self.items -= len(value)
        return ["l" if kind is list else "t", [self.tree(item, depth + 1) for item in value]]

    def unusual(self, value, depth):
        """Write what is not exactly of a plain type."""
        if isinstance(value, np.generic):
            plain = _plain_array(np.asarray(value))
            if isinstance(plain, np.ndarray):
                return ["s", self.store(plain)]
            return self.tree(plain, depth + 1)
        if isinstance(value, np.ndarray):
            return self.tree(_plain_array(value), depth + 1)
        if isinstance(value, np.random.Generator):
            return _generator(value)
        if type(value) is Parameters:
            return ["p", self.sequence(tuple(value), tuple, depth)]
        if isinstance(value, complex):
            return ["c", float(value.real), float(value.imag)]
        for base in (int, float, str, tuple, list):
            if isinstance(value, base):
                return self.tree(base(value), depth)
        if isinstance(value, type | np.dtype) and (kind := _TYPES.get(value)):
            return ["d", kind]
        if callable(value) and (handle := self.export(value)) is not None:
            return ["f", handle.number, handle.name]
        plain = _as_numbers(value)
        if plain is not None:
            return self.tree(plain, depth + 1)
        return ["o", type(value).__name__[:100]]

    def store(self, array):
        array = np.ascontiguousarray(array) if array.ndim else array
        data = array.tobytes()
        self.table.append([array.dtype.str, list(array.shape)])
        self.parts.append(data)
        if pad := -len(data) % 16:
            self.parts.append(bytes(pad))
        return len(self.table) - 1


def _whole(value):
    if abs(value) < _EXACT:
        return value
    if value.bit_length() >= 4 * DIGITS:
        return ["o", f"int of {value.bit_length()} bits"]
    return ["i", hex(value)]


def _generator(value):
    try:
        kind, numbers = numbers_of(value)
    except Exception:  # of a kind that is not NumPy's own
        return ["o", type(value).__name__[:100]]
    return ["g", kind, numbers]


def _as_numbers(value):
    """Return an array, or a float, of what NumPy can read: a Fraction, a range, a Series."""
    if isinstance(value, bytes | bytearray | dict | set | frozenset):
        return None
    try:
        array = np.asarray(value)
        if array.dtype.kind == "O":
            return float(value) if array.ndim == 0 else array.tolist()
        array = _plain_array(array) if array.dtype.kind in "fiubc" else None
        return array[()] if array is not None and array.ndim == 0 else array
    except BaseException:  # of an object that is made to disturb
        return None


def _plain_array(value):
    """Turn a subclass, another byte order, long doubles or objects into arrays that may cross."""
    array = np.ndarray.view(value, np.ndarray)
    if array.ndim > AXES:
        return Foreign(f"ndarray of {array.ndim} axes")
    if array.dtype.str in DTYPES:
        return array
    if array.dtype.kind in "fiubc":
        wide = np.dtype(complex if array.dtype.kind == "c" else float)
        new = array.dtype.newbyteorder("=")
        return array.astype(new if new.str in DTYPES else wide)
    if array.dtype.kind in "OUT":
        return array.tolist()
    return Foreign(f"ndarray of dtype {array.dtype}")


def decode(frame: Frame, proxy: Callable[[Handle], Any]) -> Any:
    """Read the value of a frame; `proxy` makes something to call of a callable's number.

    Raises
    ------
    WireError
        If the frame is not of the form that `encode` writes.
    """
    if frame.head.count(b",") + frame.head.count(b"[") + frame.head.count(b"{") > TOKENS:
        raise WireError("the message holds too many values")
    try:
        tree, table = json.loads(frame.head)
        reader = _Reader(_arrays(table, frame.payload), proxy)
        value = reader.value(tree, 0)
        if reader.used != len(reader.arrays):
            raise WireError("an array is left over")
    except WireError:
        raise
    except Exception as error:  # no JSON, or not of the form, and whatever NumPy may say
        raise WireError(f"unreadable message: {error!s:.200}") from None
    return value


def _arrays(table, payload):
    arrays, start = [], 0
    if len(table) > ITEMS:
        raise WireError("the message holds too many arrays")
    for dtype, shape in table:
        if type(dtype) is not str or dtype not in DTYPES:
            raise WireError(f"an array of dtype {dtype!r:.40} may not cross")
        dtype = np.dtype(dtype)
        size = _size(shape)
        if start + size * dtype.itemsize > len(payload):
            raise WireError("an array is longer than its bytes")
        array = np.frombuffer(payload, dtype, size, start)
        if dtype.kind == "b" and array.view(np.uint8).max(initial=0) > 1:
            raise WireError("a bool that is neither True nor False")  # NumPy counts these wrongly
        arrays.append(array.reshape(shape))
        start += size * dtype.itemsize
        start += -start % 16
    if start != len(payload):
        raise WireError("bytes are left over")
    return arrays


def _size(shape):
    """Return how many numbers an array of this shape holds, if a shape may be like this."""
    if type(shape) is not list or len(shape) > AXES:
        raise WireError(f"not a shape: {shape!r:.80}")
    if not all(type(n) is int and 0 <= n <= FRAME for n in shape):
        raise WireError(f"not a shape: {shape!r:.80}")
    size = math.prod(shape)
    if size == 0 and math.prod(max(n, 1) for n in shape) > EMPTY:
        raise WireError(f"an empty array of shape {shape!r:.80}")
    return size


class _Reader:
    """Reads the tree of one message; each form that may come is a case of `value`."""

    def __init__(self, arrays: list[np.ndarray], proxy: Callable[[Handle], Any]) -> None:
        self.arrays, self.proxy, self.used = arrays, proxy, 0
        self.items = ITEMS  # that may still come

    def value(self, tree, depth):
        kind = type(tree)
        if kind in _PLAIN:
            return tree
        if kind is str:
            return _read_text(tree)
        if kind is int and abs(tree) < _EXACT:
            return tree
        if kind is not list or depth > DEPTH:
            raise WireError(f"not a value: {tree!r:.80}")
        return self.tagged(tree, depth)

    def tagged(self, tree, depth):
        match tree:
            case ["l", list(items)]:
                return self.all_of(items, depth)
            case ["t", list(items)]:
                return tuple(self.all_of(items, depth))
            case ["n", int(k)]:
                return self.next_array(k)
            case ["s", int(k)]:
                return self.next_array(k, axes=0)[()]
            case ["i", str(digits)] if len(digits) <= DIGITS + 3:
                return int(digits, 16)
            case ["p", ["t", list(items)]] if len(items) == len(Parameters._fields):
                return Parameters(*self.all_of(items, depth))
            case ["d", str(kind)] if kind in DTYPES:
                return np.dtype(kind)
            case ["c", float(real), float(imag)]:
                return complex(real, imag)
            case ["f", None, str(name)]:
                return self.proxy(Handle(None, _read_text(name)))
            case ["f", int(n), str(name)] if type(n) is int and -NUMBERS <= n < NUMBERS:
                return self.proxy(Handle(n, _read_text(name)))
            case ["g", str(kind), list(numbers)]:
                return generator_from(kind, numbers)
            case ["o", str(name)]:
                return Foreign(_read_text(name))
        raise WireError(f"not a value: {tree!r:.80}")

    def all_of(self, items, depth):
        self.items -= len(items)
        if self.items < 0:
            raise WireError("the message holds too many values")
        return [self.value(item, depth + 1) for item in items]

    def next_array(self, k, axes=None):
        """Return array k, whose turn it must be: none is used twice, so none grows."""
        if type(k) is not int or k != self.used or k >= len(self.arrays):
            raise WireError("not the number of the next array")
        array = self.arrays[k]
        if axes is not None and array.ndim != axes:
            raise WireError("not a single number")
        self.used += 1
        return array


def _read_text(text):
    if len(text) > TEXT:
        raise WireError(f"a text of {len(text)} characters")
    return _text(text)


def _text(text):
    """Return text that can be written as UTF-8: no lone surrogates."""
    return text.encode("utf-8", "replace").decode()


def write_back(old: Any, new: Any) -> Any:
    """Carry the changes of an argument's copy over to the argument; return what stands for it."""
    if isinstance(old, np.ndarray) and isinstance(new, np.ndarray):
        if old.shape == new.shape and old.dtype == new.dtype and old.flags.writeable:
            if old.tobytes() != new.tobytes():
                old[...] = new
            return old
    if isinstance(old, list) and isinstance(new, list):
        kept = [write_back(a, b) for a, b in zip(old, new, strict=False)]
        old[:] = kept + new[len(old) :]
        return old
    if isinstance(old, tuple) and isinstance(new, tuple) and len(old) == len(new):
        for a, b in zip(old, new, strict=True):
            write_back(a, b)
        return old
    if isinstance(old, np.random.Generator) and isinstance(new, np.random.Generator):
        if type(old.bit_generator) is type(new.bit_generator):
            old.bit_generator.state = new.bit_generator.state
            return old
    return old if callable(old) or isinstance(new, Foreign) else new
