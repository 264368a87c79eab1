"""What crosses between the processes: all of it comes back, and nothing else is taken.

The decoder is fed what a hostile process may send: changed, cut and forged messages. Whatever
comes, it returns values of the known kinds or raises WireError, within a bound of memory.
"""

import json
import math
import socket
import threading
import tracemalloc

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from mlp.grading.processes import values, wire
from mlp.grading.processes.generators import FIELDS
from mlp.grading.processes.values import Foreign, Frame, Handle, WireError, decode, encode

MANY = settings(max_examples=400, deadline=None)
KINDS = sorted(FIELDS)
GROWTH = 80  # bytes of memory for a byte of a head, at most
PLAIN = 256 << 10  # bytes, whatever came


def generator(kind, seed=1, drawn=0):
    made = np.random.Generator(getattr(np.random, kind)(seed))
    for _ in range(drawn):
        made.integers(1000, dtype=np.uint32)
    return made


arrays = hnp.arrays(
    st.sampled_from(sorted(values.DTYPES)), hnp.array_shapes(min_dims=0, min_side=0, max_side=4)
)
scalars = (
    st.none()
    | st.booleans()
    | st.floats()
    | st.complex_numbers()
    | st.integers(-(2**1000), 2**1000)
    | st.text(st.characters(exclude_categories=["Cs"]))
    | arrays
    | arrays.filter(lambda a: a.size).map(lambda a: a.ravel()[0])
    | st.builds(generator, st.sampled_from(KINDS), st.integers(0, 99), st.integers(0, 9))
)
honest = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.lists(inner, max_size=4).map(tuple)
)


def of_json(inner):
    """Return what may stand where a value is wanted, by its tag or none."""
    tagged = st.tuples(st.sampled_from("ltnsicfgo") | st.text(max_size=2), inner, inner)
    return (
        st.lists(inner, max_size=4)
        | tagged.map(list)
        | tagged.map(lambda three: list(three[:2]))
        | st.dictionaries(st.text(max_size=3), inner, max_size=3)
        | st.tuples(st.just("g"), st.sampled_from(KINDS), st.lists(numbers, max_size=14)).map(list)
    )


numbers = st.sampled_from(
    [0, 1, -1, 4, 5, 624, 625, 2**31, 2**32, 2**53, -(2**63), 2**63, 2**64, 2**128, 10**4000]
) | st.integers(-5, 5)
json_trees = st.recursive(
    numbers
    | st.none()
    | st.booleans()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["0x" + "f" * 300, "-0x1", "__class__", "<f8", "|O", "|b1", "Philox"]),
    of_json,
    max_leaves=20,
)
shapes = st.lists(numbers, max_size=4) | json_trees
tables = st.lists(
    st.tuples(st.sampled_from([*sorted(values.DTYPES), "|O", "<U9", "<M8[s]"]), shapes).map(list),
    max_size=3,
)


def handle_of(handle):
    return handle


def look(value):
    """Fail unless all of a value is of the kinds that may cross, and safe to use."""
    if isinstance(value, list | tuple):
        assert type(value) in (list, tuple, Handle)
        for item in value:
            look(item)
    elif isinstance(value, np.ndarray | np.generic):
        assert type(value) is np.ndarray or isinstance(value, np.generic)
        assert value.dtype.str in values.DTYPES
        assert value.ndim <= values.AXES
        assert math.prod(max(n, 1) for n in value.shape) <= values.FRAME
        np.count_nonzero(np.asarray(value) == 0)
    elif isinstance(value, np.random.Generator):
        assert sorted(value.permutation(5)) == list(range(5))
        value.normal(size=3), value.beta(0.5, 0.5, size=3), value.integers(7, size=3)
    elif type(value) is int:
        assert abs(value) < 2 ** (4 * values.DIGITS)
    else:
        assert type(value) in (str, float, bool, complex, type(None), Foreign)


def read(head, payload=b""):
    """Decode a message; return (its value,), or None if it was refused. Nothing else may happen."""
    frame = Frame(b"done", head, payload)
    tracemalloc.start()
    try:
        found = (decode(frame, handle_of),)
    except WireError:
        found = None
    finally:
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak <= GROWTH * len(head) + 2 * len(payload) + PLAIN
    if found is not None:
        look(found[0])
    return found


def same(a, b):
    if isinstance(a, np.random.Generator):
        return type(a.bit_generator) is type(b.bit_generator) and all(
            getattr(a, draw)() == getattr(b, draw)() for draw in ("random", "normal", "random")
        )
    if isinstance(a, list | tuple):
        return type(a) is type(b) and len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, np.ndarray):
        return a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes()
    return type(a) is type(b) and (a == b or (a != a and b != b) or repr(a) == repr(b))


@given(honest)
@MANY
def test_wire_brings_back_what_was_sent(value):
    sent = encode(b"done", value, lambda function: None)
    assert same(decode(sent, handle_of), value)
    assert encode(b"done", decode(sent, handle_of), lambda function: None) is not None


@given(json_trees, tables, st.binary(max_size=64))
@MANY
@example(["n", 0], [["<f8", [0, 2**63]]], b"")
@example(["n", 0], [["<f8", [0, 2**40]]], b"")
@example(["l", [["n", 0], ["n", 0]]], [["<f8", [1]]], bytes(16))
@example({"a": 1}, [], b"")
@example(["n", 0], [["|b1", [2]]], b"\x02\x80" + bytes(14))
@example(["i", "0x" + "f" * 10**6], [], b"")
@example(["f", 1e300, "x"], [], b"")
@example(["f", -(2**70), "x"], [], b"")
@example(["c", "9" * 10**5], [], b"")
def test_wire_takes_no_forged_tree(tree, table, payload):
    read(json.dumps([tree, table]).encode(), payload)


@given(honest, st.data())
@MANY
def test_wire_takes_no_changed_message(value, data):
    _, head, payload = encode(b"done", value, lambda function: None)
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(head)))
        end = data.draw(st.integers(start, min(len(head), start + 9)))
        new = data.draw(st.binary(max_size=9) | numbers.map(lambda n: str(n).encode()))
        head = head[:start] + new + head[end:]
    cut = data.draw(st.integers(0, len(payload)))
    read(head, data.draw(st.sampled_from([payload, payload[:cut], payload + bytes(16)])))


@given(st.binary(max_size=200), st.binary(max_size=32))
@MANY
def test_wire_takes_no_nonsense(head, payload):
    assert read(head, payload) is None or head.strip()[:1] == b"["


@pytest.mark.parametrize("kind", KINDS)
def test_wire_takes_no_generator_that_numpy_cannot_have_made(kind):
    (_, name, good), _ = json.loads(encode(b"done", generator(kind), None).head)
    assert read(json.dumps([["g", name, good], []]).encode()) is not None
    for k in {*range(0, len(good), 89), *range(len(good))[-4:]}:
        for value in (-1, -(2**31), 2**128, 2**200, True, 0.5, None, "0", [0]):
            bad = [*good[:k], value, *good[k + 1 :]]
            assert read(json.dumps([["g", name, bad], []]).encode()) is None
    for bad in (good[:-1], [*good, 0], []):
        assert read(json.dumps([["g", name, bad], []]).encode()) is None


@pytest.mark.parametrize(
    ("kind", "place", "value"),
    [("Philox", 10, -1), ("Philox", 10, 5), ("MT19937", 624, -1), ("MT19937", 624, 625)],
)
def test_wire_takes_no_position_outside_of_a_buffer(kind, place, value):
    (_, name, numbers), _ = json.loads(encode(b"done", generator(kind), None).head)
    numbers[place] = value
    assert read(json.dumps([["g", name, numbers], []]).encode()) is None


@pytest.mark.parametrize("head", ["PCG64", "PCG64DXSM", "MT19937"])
def test_wire_takes_no_generator_that_stands_still(head):
    (_, name, numbers), _ = json.loads(encode(b"done", generator(head), None).head)
    assert read(json.dumps([["g", name, [0] * len(numbers)], []]).encode()) is None


BOMBS = {
    "empty lists": b"[" + b"[]," * (5 << 20) + b"[]]",
    "lists": b'[["l",[' + b'["l",[]],' * 300_000 + b"0]],[]]",
    "dicts": b"[" + b"{}," * (5 << 20) + b"{}]",
    "pairs": b'[["l",[' + b'{"a":0},' * 100_000 + b"0]],[]]",
    "depth": b"[" * (16 << 20),
    "long text": b'["' + b"a" * (15 << 20) + b'",[]]',
    "wide text": b'["\\ud83d\\ude00' + b"a" * (15 << 20) + b'",[]]',
    "long number": b"[" + b"9" * (15 << 20) + b",[]]",
    "many arrays": b"[[" + b'"l",[0]],[' + b'["|b1",[0]],' * 200_000 + b'["|b1",[0]]]]',
    "many long numbers": b'[["l",[' + (b"9" * 4000 + b",") * 4000 + b"0]],[]]",
}


@pytest.mark.parametrize("name", BOMBS)
def test_wire_reads_no_bomb_of_small_parts(name):
    assert len(BOMBS[name]) <= values.HEAD
    assert read(BOMBS[name]) is None


def test_wire_writes_large_lists_as_what_they_were():
    value = [[0.5] * 100 for _ in range(3000)]  # 303,000 items
    written = encode(b"done", (value, "beside"), lambda function: None)
    found, beside = decode(written, handle_of)
    assert beside == "beside"
    assert any(isinstance(row, Foreign) for row in found)


@given(honest, st.binary(max_size=12), st.integers(0, 8), st.booleans())
@settings(max_examples=150, deadline=None)
def test_wire_channel_ends_by_an_error_of_its_own(value, noise, place, cut):
    ours, theirs = socket.socketpair()
    with ours, theirs:
        frame = encode(b"done", value, lambda function: None)
        data = bytearray(wire._PREFIX.pack(b"done", len(frame.head), len(frame.payload)))
        data += frame.head + frame.payload
        data[place : place + len(noise)] = noise
        data = data[: len(data) // 2] if cut else data
        writer = threading.Thread(target=lambda: (theirs.sendall(data), theirs.close()))
        writer.start()
        channel = wire.Channel(ours)
        try:
            while True:
                decode(channel.receive(), handle_of)
        except WireError:
            pass
        writer.join()


def test_wire_channel_holds_no_more_than_was_sent():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(wire._PREFIX.pack(b"done", 5, values.FRAME - 5) + b"[0,1]")
        theirs.shutdown(socket.SHUT_WR)
        tracemalloc.start()
        with pytest.raises(WireError):
            wire.Channel(ours).receive()
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < 4 << 20
