"""What a student's process may say, message by message: each has one form.

The values are plain already (see `values`); here their arrangement is looked at, so that the asking
side can use them as they are. Anything of another form is a `WireError`.
"""

from typing import Any, NamedTuple

from mlp.grading.processes.values import NUMBERS, WireError

TEXT = 20_000  # characters that are kept of a message or of what was printed
NAME = 100  # characters that are kept of a name


class Failure(NamedTuple):
    """An exception over there; `token` is the number of ours that it passes on, or −1."""

    name: str
    message: str
    line: str
    function: str
    token: int


class Call(NamedTuple):
    """What a call came to; `after` holds the arguments if it changed them, else None."""

    result: Any
    yielded: bool
    printed: str
    after: tuple | None


class Question(NamedTuple):
    """A call of a function of mlp."""

    name: str
    args: tuple
    named: dict[str, Any]


def failure(value: Any) -> Failure:
    """Read a failure.

    Examples
    --------
    >>> failure(("ValueError", "no", "x = 1", "f", -1)).name
    'ValueError'
    """
    match value:
        case (str(name), str(message), str(line), str(function), int(token)):
            texts = (name[:NAME], message[:TEXT], line[:TEXT], function[:NAME])
            return Failure(*texts, _number(token, -1, NUMBERS))
    raise WireError("not a failure")


def call(value: Any, arguments: int) -> Call:
    """Read what a call of this many arguments came to."""
    match value:
        case (result, bool(yielded), str(printed), None):
            return Call(result, yielded, printed[:TEXT], None)
        case (result, bool(yielded), str(printed), tuple(after)) if len(after) == arguments:
            return Call(result, yielded, printed[:TEXT], after)
    raise WireError("not the answer to a call")


def bound(value: Any, names: list[str]) -> list[tuple[str, str, Any, bool]]:
    """Read what names are bound to: (name, 'missing', 'function' or 'value', value, is blank)."""
    if type(value) is not list or len(value) != len(names):
        raise WireError("not an answer for each name")
    found = []
    for name, each in zip(names, value, strict=True):
        match each:
            case ("function", int(number), bool(blank)):
                found.append((name, "function", _number(number, 0, NUMBERS), blank))
            case ("missing" | "value" as kind, held, bool(blank)):
                found.append((name, kind, held, blank))
            case _:
                raise WireError("not what a name can be bound to")
    return found


def report(value: Any) -> tuple[bool, str, str | None, tuple[str, str, str] | None]:
    """Read what running a cell came to: see `cells.run_cell`."""
    match value:
        case (bool(ok), str(printed), (None | str()) as shown, None):
            return ok, printed[:TEXT], shown and shown[:TEXT], None
        case (bool(), str(printed), (None | str()) as shown, (str(name), str(why), str(trace))):
            error = (name[:NAME], why[:TEXT], trace[:TEXT])
            return False, printed[:TEXT], shown and shown[:TEXT], error
    raise WireError("not the report of a cell")


def question(value: Any) -> Question:
    """Read a request for what a function of mlp gives."""
    match value:
        case (str(name), tuple(args), list(named)):
            if all(map(_is_named, named)):
                return Question(name[:NAME], args, dict(named))
    raise WireError("not a question")


def back(value: Any, exported: int) -> tuple[int, tuple]:
    """Read a call of one of our functions, of which there are so many."""
    match value:
        case (int(number), tuple(args)):
            return _number(number, 0, exported), args
    raise WireError("not a call")


def _is_named(pair):
    return type(pair) is tuple and len(pair) == 2 and type(pair[0]) is str


def _number(number, low, high):
    if type(number) is not int or not low <= number < high:
        raise WireError(f"{number!r:.40} is not a number that was given")
    return number
