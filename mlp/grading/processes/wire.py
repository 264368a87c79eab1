"""What may cross between the process of the student and the process of the tests.

Plain values alone: None, bools, numbers, strings, lists, tuples, arrays of the dtypes below, NumPy
Generators (by their state) and callables (by a number: the other side may call them, nothing
else). Everything is written as JSON and raw bytes; nothing is pickled, so reading a message runs
no code of its sender. Whatever else a function returns arrives as a `Foreign`.

A frame is a kind of four letters, a JSON head `[tree, table]` and the bytes of the arrays, each
array starting at a multiple of 16. `table` holds `[dtype, shape]` of each array.
"""

import json
import math
import socket
import struct
import time
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

DTYPES = frozenset(
    np.dtype(name).str
    for name in (
        "bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 "
        "float16 float32 float64 complex64 complex128"
    ).split()
)
GENERATORS = ("PCG64", "PCG64DXSM", "MT19937", "Philox", "SFC64")
DEPTH = 16  # lists in lists
ITEMS = 20_000  # of one list
TEXT = 100_000  # characters of one string
HEAD = 32 << 20  # bytes of one head
FRAME = 256 << 20  # bytes of one frame

AT_ONCE = 1 << 16  # bytes
SEND_SECONDS = 60.0  # until a message must have been taken

_PREFIX = struct.Struct("<4sII")
_PLAIN = (bool, float, type(None))


class WireError(Exception):
    """The message is not of the form above, or the other side has gone."""


class Overdue(Exception):
    """The other side did not answer in time."""


class Foreign:
    """Stands for a value that may not cross, a dict or an object of a class, say."""

    def __init__(self, type_name: str) -> None:
        self.type_name = type_name

    def __repr__(self) -> str:
        return f"<a value of type {self.type_name}>"


class Far(NamedTuple):
    """A callable that lives on the other side; without a number, one of mlp's functions."""

    number: int | None
    name: str


class Frame(NamedTuple):
    """One message: its kind, its JSON head and the bytes of its arrays."""

    kind: bytes
    head: bytes
    payload: bytes | bytearray


def encode(kind: bytes, value: Any, export: Callable[[Any], Far | None]) -> Frame:
    """Write a value as a frame; `export` gives a callable its number, or None to refuse it."""
    table: list[list] = []
    parts: list[bytes] = []
    tree = _tree(value, table, parts, export, 0)
    head = json.dumps([tree, table], separators=(",", ":")).encode()
    return Frame(kind, head, b"".join(parts))


def _tree(value, table, parts, export, depth):
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is int:
        return value if abs(value) < 1 << 53 else ["i", hex(value)]
    if kind is str:
        return _text(value[:TEXT])
    if kind is np.ndarray and value.dtype.str in DTYPES:
        return ["n", _store(value, table, parts)]
    if kind in (list, tuple):
        if depth == DEPTH:
            return ["o", f"{kind.__name__}, nested more than {DEPTH} deep"]
        if len(value) > ITEMS:
            return ["o", f"{kind.__name__} of {len(value)} items"]
        items = [_tree(item, table, parts, export, depth + 1) for item in value]
        return ["l" if kind is list else "t", items]
    return _unusual(value, table, parts, export, depth)


def _unusual(value, table, parts, export, depth):
    """Write what is not exactly of a plain type."""
    if isinstance(value, np.generic):
        plain = _plain_array(np.asarray(value))
        if isinstance(plain, np.ndarray):
            return ["s", _store(plain, table, parts)]
        return _tree(plain, table, parts, export, depth + 1)
    if isinstance(value, np.ndarray):
        return _tree(_plain_array(value), table, parts, export, depth + 1)
    if isinstance(value, np.random.Generator):
        return ["g", _tree(_state(value), table, parts, export, depth + 1)]
    if isinstance(value, complex):
        return ["c", value.real, value.imag]
    for base in (int, float, str, tuple, list):
        if isinstance(value, base):
            return _tree(base(value), table, parts, export, depth)
    if callable(value) and (far := export(value)) is not None:
        return ["f", far.number, far.name]
    plain = _as_numbers(value)
    if plain is not None:
        return _tree(plain, table, parts, export, depth + 1)
    return ["o", type(value).__name__[:100]]


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


def _store(array, table, parts):
    array = np.ascontiguousarray(array) if array.ndim else array
    data = array.tobytes()
    table.append([array.dtype.str, list(array.shape)])
    parts.append(data)
    if pad := -len(data) % 16:
        parts.append(bytes(pad))
    return len(table) - 1


def _plain_array(value):
    """Turn a subclass, another byte order, long doubles or objects into arrays that may cross."""
    array = np.ndarray.view(value, np.ndarray)
    if array.dtype.str in DTYPES:
        return array
    if array.dtype.kind in "fiubc":
        wide = np.dtype(complex if array.dtype.kind == "c" else float)
        new = array.dtype.newbyteorder("=")
        return array.astype(new if new.str in DTYPES else wide)
    if array.dtype.kind in "OUT":
        return array.tolist()
    return Foreign(f"ndarray of dtype {array.dtype}")


def _state(generator):
    """Return the state of a Generator as nested pairs."""
    return _pairs(generator.bit_generator.state)


def _pairs(value):
    if isinstance(value, dict):
        return tuple((key, _pairs(item)) for key, item in value.items())
    return value


def decode(frame: Frame, far: Callable[[Far], Any]) -> Any:
    """Read the value of a frame; `far` makes something to call of a callable's number.

    Raises
    ------
    WireError
        If the frame is not of the form that `encode` writes.
    """
    try:
        tree, table = json.loads(frame.head)
        return _value(tree, _arrays(table, frame.payload), far, 0)
    except WireError:
        raise
    except Exception as error:  # whatever NumPy says to odd shapes and states
        raise WireError(f"unreadable message: {error}") from None


def _arrays(table, payload):
    arrays, start = [], 0
    for dtype, shape in table:
        if dtype not in DTYPES or len(shape) > 32:
            raise WireError(f"an array of dtype {dtype!r} may not cross")
        if not all(type(n) is int and n >= 0 for n in shape):
            raise WireError(f"not a shape: {shape}")
        dtype = np.dtype(dtype)
        size = math.prod(shape)
        if start + size * dtype.itemsize > len(payload):
            raise WireError("an array is longer than its bytes")
        arrays.append(np.frombuffer(payload, dtype, size, start).reshape(shape))
        start += size * dtype.itemsize
        start += -start % 16
    return arrays


def _value(tree, arrays, far, depth):
    if type(tree) is str:
        return _text(tree)
    if not isinstance(tree, list):
        return tree
    if depth > 2 * DEPTH:
        raise WireError("nested too deeply")
    tag, *rest = tree
    if tag == "l":
        return [_value(item, arrays, far, depth + 1) for item in rest[0]]
    if tag == "t":
        return tuple(_value(item, arrays, far, depth + 1) for item in rest[0])
    if tag == "n":
        return arrays[rest[0]]
    if tag == "s":
        return arrays[rest[0]].reshape(())[()]
    if tag == "i":
        return int(rest[0], 16)
    if tag == "c":
        return complex(*rest)
    if tag == "f":
        return far(Far(rest[0] if rest[0] is None else int(rest[0]), _text(str(rest[1]))))
    if tag == "g":
        return _generator(_value(rest[0], arrays, far, depth + 1))
    if tag == "o":
        return Foreign(_text(str(rest[0])))
    raise WireError(f"unknown tag {tag!r}")


def _text(text):
    """Return text that can be written as UTF-8: no lone surrogates."""
    return text.encode("utf-8", "replace").decode()


def _generator(pairs):
    state = _dict(pairs)
    if state.get("bit_generator") not in GENERATORS:
        raise WireError("unknown kind of random generator")
    generator = np.random.Generator(getattr(np.random, state["bit_generator"])())
    generator.bit_generator.state = state
    return generator


def _dict(value):
    if isinstance(value, tuple) and value and all(type(item) is tuple for item in value):
        return {key: _dict(item) for key, item in value}
    return value


def write_back(old: Any, new: Any) -> Any:
    """Carry the changes of an argument's copy over to the argument; return what stands for it."""
    if isinstance(old, np.ndarray) and isinstance(new, np.ndarray):
        if old.shape == new.shape and old.dtype == new.dtype and old.flags.writeable:
            if old.tobytes() != new.tobytes():
                old[...] = new
            return old
        return new
    if isinstance(old, list) and isinstance(new, list):
        kept = [write_back(a, b) for a, b in zip(old, new, strict=False)]
        old[:] = kept + new[len(old) :]
        return old
    if isinstance(old, tuple) and isinstance(new, tuple) and len(old) == len(new):
        for a, b in zip(old, new, strict=True):
            write_back(a, b)
        return old
    if isinstance(old, np.random.Generator) and isinstance(new, np.random.Generator):
        old.bit_generator.state = new.bit_generator.state
        return old
    return old if callable(old) or isinstance(new, Foreign) else new


class Channel:
    """Frames over a stream socket."""

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self._read = bytearray()

    def send(self, frame: Frame) -> None:
        """Send a frame, or raise WireError if nobody listens or it is too long."""
        kind, head, payload = frame
        if len(head) > HEAD or len(head) + len(payload) > FRAME:
            raise WireError("the message is too long")
        data = _PREFIX.pack(kind, len(head), len(payload)) + head
        self.sock.settimeout(SEND_SECONDS)
        try:
            if len(payload) > AT_ONCE:
                self.sock.sendall(data)
                self.sock.sendall(payload)
            else:
                self.sock.sendall(data + payload)
        except OSError as error:
            raise WireError(f"the other side has gone: {error}") from None

    def receive(self, deadline: float | None = None) -> Frame:
        """Wait for a frame.

        Parameters
        ----------
        deadline : float, optional
            The time (of time.monotonic) at which waiting ends with `Overdue`; then it can go on.
        """
        start = _PREFIX.size
        self._read_up_to(start, deadline)
        kind, head, payload = _PREFIX.unpack_from(self._read)
        if head > HEAD or head + payload > FRAME:
            raise WireError("the message is too long")
        middle, end = start + head, start + head + payload
        self._read_up_to(end, deadline)
        frame = Frame(kind, bytes(self._read[start:middle]), self._read[middle:end])
        del self._read[:end]
        return frame

    def _read_up_to(self, n, deadline):
        """Have n bytes read; what was read when the time is up is kept for the next call."""
        while (missing := n - len(self._read)) > 0:
            left = None if deadline is None else deadline - time.monotonic()
            if left is not None and left <= 0:
                raise Overdue
            self.sock.settimeout(left)
            try:
                got = self.sock.recv(min(max(missing, AT_ONCE), 16 * AT_ONCE))
            except TimeoutError:
                raise Overdue from None
            except OSError as error:
                raise WireError(f"the other side has gone: {error}") from None
            if not got:
                raise WireError("the other side has gone")
            self._read += got

    def close(self) -> None:
        """Close the socket."""
        self.sock.close()
