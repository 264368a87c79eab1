"""Bug hunts are sealed: what opens those of an exercise is what a right answer to it returns.

A bug hunt is a nearly right answer, so it is as good as a leak where the exercise is not right yet.
The key to the hunts of an exercise is made from the values that its function returns on many calls.
The build seals them with the values of the reference, the page opens them with those of the
student's function. Without a right function there is nothing to read in the file.

Right answers differ in their last digits. Values that two of them may write in two ways are left
out; the file says which.
"""

import base64
import hashlib
import json
import math
import zlib
from collections.abc import Callable, Iterator

import numpy as np

from mlp import checks
from mlp.checks import comparing

SEEDS = range(8)  # of the calls
MANY = 512  # values that make a key
SAFE = 3  # times the tolerance of a check: two right answers may be twice that apart


def calls(exercise: str) -> list[tuple]:
    """Return the arguments of the calls: of the check's cases those that no right answer fails.

    Single precision has fewer digits, and a right answer may not fit arrays of whole numbers.
    """
    drawn = [
        case
        for seed in SEEDS
        for case in getattr(checks, exercise).cases(np.random.default_rng(seed))
    ]
    found = [c.args for c in drawn if not c.lenient and not comparing.has_float32(c.args)]
    return [args for args in found if not _whole(args)] or found


def _whole(args: tuple) -> bool:
    return any(getattr(leaf, "dtype", np.dtype(float)).kind in "iu" for leaf in _leaves(args))


def _leaves(value: object) -> list:
    return comparing.leaves(list(value) if isinstance(value, tuple) else value)


def values(function: Callable, exercise: str) -> list[float]:
    """Return all numbers that a function gives on these calls, in a row.

    Raises
    ------
    Exception
        Whatever the function raises.
    """
    found = []
    for args in calls(exercise):
        for leaf in comparing.leaves(function(*comparing.copied(args))):
            found += np.ravel(comparing.numbers(leaf)).tolist()
    return found


def written(value: float) -> str:
    """Write a value in thousandths, or with four digits if it is larger.

    Examples
    --------
    >>> written(0.1234), written(-1234.6)
    ('123e0', '-1235e3')
    """
    if not math.isfinite(value):
        return str(value)
    power = max(0, math.floor(math.log10(abs(value)))) if value else 0
    return f"{round(value * 1000 / 10**power)}e{power}"


def _chosen(numbers: list[float]) -> Iterator[tuple[int, float]]:
    every = -(-len(numbers) // MANY) or 1
    return ((place, numbers[place]) for place in range(0, len(numbers), every))


def unsafe(numbers: list[float], tolerance: float) -> list[int]:
    """Return the places of the values that another right answer may write otherwise."""
    found = []
    for place, value in _chosen(numbers):
        near = SAFE * tolerance * (1 + abs(value))
        if written(value - near) != written(value + near):
            found.append(place)
    return found


def key(numbers: list[float], without: list[int], exercise: str) -> bytes:
    """Return the key that values make, but those in some places."""
    words = [written(value) for place, value in _chosen(numbers) if place not in without]
    return hashlib.sha256(" ".join([exercise, *words]).encode()).digest()


def seal(hunts: list[dict], function: Callable, exercise: str) -> dict:
    """Return the hunts of an exercise in a form that only its right values open."""
    numbers = values(function, exercise)
    without = unsafe(numbers, getattr(checks, exercise).tolerance)
    secret = key(numbers, without, exercise)
    text = zlib.compress(json.dumps(hunts, ensure_ascii=False).encode(), 9)
    sealed = base64.b64encode(_turned(text, secret)).decode()
    return {"without": without, "mark": _mark(secret), "sealed": sealed}


def opened(file: dict, function: Callable, exercise: str) -> list[dict] | None:
    """Return the hunts of an exercise, or None if this function does not open them."""
    try:
        secret = key(values(function, exercise), file["without"], exercise)
    except Exception:  # it is the student's function
        return None
    if _mark(secret) != file["mark"]:
        return None
    return json.loads(zlib.decompress(_turned(base64.b64decode(file["sealed"]), secret)))


def _mark(secret: bytes) -> str:
    return hashlib.sha256(b"opens" + secret).hexdigest()[:16]


def _turned(text: bytes, secret: bytes) -> bytes:
    """Return a text with a stream of the key's bytes over it; done twice, it is the text again."""
    blocks = (block.to_bytes(4, "big") for block in range(-(-len(text) // 32)))
    stream = b"".join(hashlib.sha256(secret + block).digest() for block in blocks)
    return bytes(a ^ b for a, b in zip(text, stream, strict=False))
