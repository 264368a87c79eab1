"""Write the call, what came back and what was wanted, short enough for a beginner to read."""

import functools
import inspect
import math
import re
from collections.abc import Callable, Sequence

import numpy as np

from mlp.checks.calling import Yielded
from mlp.checks.comparing import Difference, Huge, has_float32, is_parts, leaves, numbers

ENTRIES = 12  # so many numbers are written out, if that makes no more than LONG characters
LONG = 64
PRINTED = 4  # so many lines of what a function prints are shown


def call(name: str, reference: Callable, args: Sequence, *, bare: bool = True) -> str:
    """Write a call: the first argument bare, if it may be, the others by name.

    Examples
    --------
    >>> call("neuron", lambda a, w, b: 0, (np.array([0.9, 0.1]), np.array([2, -1]), -1))
    'neuron([0.9, 0.1], w=[2, -1], b=-1)'
    """
    names = parameters(reference)
    written = [argument(value, names[i], bare=bare and i == 0) for i, value in enumerate(args)]
    note = " (float32 numbers)" if has_float32(list(args)) else ""
    return f"{name}({', '.join(written)}){note}"


def parameters(reference: Callable) -> list[str]:
    """Return the names of a function's arguments."""
    return list(inspect.signature(reference).parameters)


def is_small(args: Sequence) -> bool:
    """Say whether all numbers of a call are shown, and few enough to compute with by hand."""
    arrays = [numbers(leaf) for leaf in leaves(list(args))]
    if any(array is None for array in arrays):
        return False
    return all(isinstance(a, (int, float, np.ndarray)) for a in args) and (
        sum(array.size for array in arrays) <= ENTRIES
    )


def printed(text: str) -> str:
    """Write what the student's function printed: a few lines of it, each short."""
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        return ""
    shown = [line if len(line) <= LONG else f"{line[:LONG]}…" for line in lines[:PRINTED]]
    more = [f"… and {len(lines) - PRINTED} more lines"] if len(lines) > PRINTED else []
    return "\n".join(["Your function printed there:", *(f"  {line}" for line in shown + more)])


def how_to_look_closer(reference: Callable, args: Sequence) -> str:
    """Say how to get the arguments of a call that are too many to show; nothing if all are shown.

    Examples
    --------
    >>> how_to_look_closer(lambda X, y: 0, (np.zeros((9, 9)), 1))
    'To look closer: X, y = checks.last_case()'
    """
    arrays = [numbers(leaf) for leaf in leaves(list(args))]
    hidden = any(not isinstance(a, (int, float, np.ndarray)) for a in args) or any(
        array is not None and array.size > ENTRIES for array in arrays
    )
    names = ", ".join(parameters(reference)[: len(args)])
    return f"To look closer: {names} = checks.last_case()" if hidden and args else ""


def look(reference: Callable) -> str:
    """Write where the course explains it, as the reference's docstring does.

    Examples
    --------
    >>> import mlp
    >>> look(mlp.sigmoid)
    "See chapter 1, 'Squash it: the sigmoid'."
    """
    found = re.search(r"Chapter (\d+), '([^']+)'", reference.__doc__ or "")
    return f"See chapter {found[1]}, '{found[2]}'." if found else "See the task above."


def argument(value, name: str, *, bare: bool = False) -> str:
    """Write one argument of a call; what is short goes without its name if `bare`."""
    if is_parts(value) and value and all(isinstance(item, np.ndarray) for item in value):
        return f"{name} of shapes {shapes(value)}"
    if is_parts(value) and value and all(is_parts(item) for item in value):
        return f"{name} of {len(value)} lists of arrays of shapes {shapes(value[0])}"
    if isinstance(value, np.random.Generator):
        return "rng"
    if callable(value):
        text = getattr(value, "text", None) or getattr(value, "__name__", "f")
    else:
        text = short(value)
        if text.startswith("an array"):
            return f"{name} of shape {np.shape(value)}"
    return text if bare else f"{name}={text}"


def shapes(arrays: Sequence) -> str:
    """Write the shapes of a list of arrays."""
    each = [str(np.shape(array)) for array in arrays]
    return each[0] if len(each) == 1 else f"{', '.join(each[:-1])} and {each[-1]}"


def short(value) -> str:
    """Write a number, an array or a list, or say what it is when it is long."""
    array = numbers(value)
    if array is None:
        return something(value)
    if array.size > ENTRIES or array.ndim > 2:
        return f"an array of shape {array.shape}"
    whole = np.asarray(value).dtype.kind in "iub"
    text = _nested(array.tolist(), (lambda x: str(int(x))) if whole else _compact)
    return text if len(text) <= LONG else f"an array of shape {array.shape}"


def something(value) -> str:
    """Say what a value is that is no array of numbers."""
    if value is None or value is Ellipsis:
        return "None" if value is None else "..."
    if isinstance(value, Huge):
        return f"an array of shape {value.shape}"
    if isinstance(value, Yielded):
        return f"an iterator of {len(value)} item{'s' * (len(value) != 1)}"
    if isinstance(value, np.ndarray):
        return f"an array of {KINDS.get(value.dtype.kind, 'things')}, not of numbers"
    if isinstance(value, (list, tuple)):
        what = next((f", one of them {something(v)}" for v in value if _is_strange(v)), "")
        return f"a {'list' if isinstance(value, list) else 'tuple'} of {_count(value)}{what}"
    if isinstance(value, (str, bytes)):
        return f"the text {value!r:.40}"
    if isinstance(value, (dict, set, frozenset)):
        return f"a {'dictionary' if isinstance(value, dict) else 'set'} of {_count(value)}"
    if isinstance(value, complex):
        return "a complex number"
    if isinstance(value, type):
        return "a class: are the brackets missing after its name?"
    if inspect.isroutine(value) or isinstance(value, functools.partial):
        return "a function: are the brackets missing after its name?"
    kind = type(value).__name__
    return f"{'an' if kind[:1] in 'aeiouAEIOU' else 'a'} {kind}"


KINDS = {"U": "texts", "S": "texts", "O": "objects", "c": "complex numbers", "M": "dates"}


def _count(value) -> str:
    return f"{len(value)} item{'s' * (len(value) != 1)}"


def _is_strange(value) -> bool:
    return numbers(value) is None and not isinstance(value, (list, tuple))


def _compact(x: float) -> str:
    return f"{x:.4g}"


def _nested(value, write: Callable) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_nested(item, write) for item in value)}]"
    return write(value)


def apart(got: np.ndarray, wanted: np.ndarray) -> tuple[str, str]:
    """Write two numbers or small arrays with just enough digits to tell them apart.

    Examples
    --------
    >>> apart(np.array(0.84553), np.array(0.66819))
    ('0.846', '0.668')
    >>> apart(np.array(0.66821), np.array(0.66819))
    ('0.66821', '0.66819')
    """
    for digits in range(3, 17):

        def write(x: float, digits: int = digits) -> str:
            small = 0 < abs(x) < 10.0**-digits * 10
            return f"{x:.{digits}g}" if small or abs(x) >= 1e6 else _plain(x, digits)

        texts = _nested(got.tolist(), write), _nested(wanted.tolist(), write)
        if texts[0] != texts[1]:
            break
    return texts


def _plain(x: float, digits: int) -> str:
    return f"{x:.0f}" if math.isfinite(x) and x == int(x) else f"{x:.{digits}f}"


def outcome(found: Difference, names: Sequence[str]) -> str:
    """Say what came back and what was wanted: 'gave 0.846; expected 0.668'.

    Parameters
    ----------
    found : Difference
        Where the two differ.
    names : sequence of str
        What the parts of the result are called, if it has several.
    """
    if found.text:
        return found.text
    part = _part(found.path, names)
    of_part = f" for {part}" if part else ""
    if found.kind == "type":
        array = numbers(found.got)
        came = something(found.got) if array is None else _described(array)
        return f"gave {came}{of_part}; expected {_expected(found.wanted, names)}"
    if found.kind == "length":
        wanted = _expected(found.wanted, () if part else names)
        return f"gave {len(found.got)} parts{of_part}; expected {wanted}"
    got, wanted = found.got, np.asarray(found.wanted, float)
    if found.kind == "shape":
        came = something(got) if isinstance(got, Huge) else _described(got)
        return f"gave {came}{of_part}; expected {_described(wanted)}"
    if max(got.size, wanted.size) <= ENTRIES and wanted.ndim <= 2:
        came, right = apart(got, wanted)
        if max(len(came), len(right)) <= LONG + 20:
            return f"gave {came}{of_part}; expected {right}"
    at = np.unravel_index(np.nanargmax(np.abs(np.nan_to_num(got - wanted, nan=np.inf))), got.shape)
    came, right = apart(got[at], wanted[at])
    index = ", ".join(map(str, at))
    return f"gave {came} in place [{index}]{f' of {part}' if part else ''}; expected {right} there"


def _described(array: np.ndarray) -> str:
    if array.ndim == 0:
        return f"the number {_compact(float(array))}"
    text = short(array)
    shape = f"an array of shape {array.shape}"
    return shape if text == shape or len(text) > LONG / 2 else f"{shape}, {text}"


def _expected(wanted, names: Sequence[str] = ()) -> str:
    if is_parts(wanted):
        if len(names) == len(wanted):
            return f"{len(wanted)} parts, {' and '.join(names)}"
        return f"{len(wanted)} parts"
    return "a number" if np.ndim(wanted) == 0 else f"an array of shape {np.shape(wanted)}"


def _part(path: Sequence[int], names: Sequence[str]) -> str:
    if not path:
        return ""
    first = names[path[0]] if path[0] < len(names) else f"part {path[0]}"
    return first + "".join(f"[{i}]" for i in path[1:])
