"""What a student reads where a test is plain Python: an assert, a function that stops."""

import traceback

from mlp.checks.errors import StudentRaised
from mlp.checks.language import translated

BLANK = "Not attempted yet: put your own lines in the place of raise NotImplementedError()."
HIDDEN = "A test with other numbers than those you see does not hold. Where might yours go wrong?"


def of_stop(error: StudentRaised) -> tuple[str, str]:
    """Return (kind, message) where the student's function stopped with an exception.

    The kind is not the student's to name: without one, a test would count as passed.

    Examples
    --------
    >>> of_stop(StudentRaised("ValueError", "no", "line 2: raise ValueError('no')"))[1]
    "Your function stopped with ValueError: no (line 2: raise ValueError('no'))."
    """
    if error.type_name == "NotImplementedError":
        return error.type_name, translated(BLANK)
    what = f"{error.type_name}: {error.message}" if error.message else error.type_name
    where = f" ({error.line})" if error.line else ""
    return "StudentRaised", translated(f"Your function stopped with {what}{where}.")


def of_assertion(error: AssertionError, source: str) -> str:
    """Return the message of an assert that does not hold; without one, the assert that is seen.

    Parameters
    ----------
    error : AssertionError
    source : str
        The test cell, with its hidden part.
    """
    if str(error).strip():
        return " ".join(str(error).split())
    number = next(
        (frame.lineno for frame in reversed(traceback.extract_tb(error.__traceback__))
         if frame.filename == "<test>"), 0)  # fmt: skip
    lines = source.splitlines()
    hidden = any(line.strip().startswith("### BEGIN HIDDEN") for line in lines[: number - 1])
    shown = any(line.strip().startswith("### END HIDDEN") for line in lines[: number - 1])
    if not number or (hidden and not shown):
        return translated(HIDDEN)
    return translated(f"This does not hold: {lines[number - 1].strip()}")
