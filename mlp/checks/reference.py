"""Which functions of `mlp` an answer may not call, and whether it calls one.

An answer may call the functions of earlier exercises, and those of no exercise unless they do its
job (`same_job`). What is watched is the code that runs, so neither another name nor another module,
`functools.partial`, a lambda, `getattr` or a reload hides a call. What an allowed function calls
itself is its own business; a function that it is given as an argument is not.
"""

import inspect
import math
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import CodeType, FrameType

import numpy as np

import mlp
from mlp import exercises
from mlp.checks.same_job import EARLIER, OTHERS

MLP = f"{Path(mlp.__file__).parent}{os.sep}"
CORE = f"{MLP}core{os.sep}"
CHECKS = f"{Path(__file__).parent}{os.sep}"
CALLING = f"{CHECKS}calling.py"
PUBLIC = mlp.line.__code__  # which all public functions run, and which calls one of the core
DIFFERENCES = ("slope", "numerical_gradient", "numerical_backprop")


def _always(first_argument: object) -> bool:
    return True


def _whole_batch(first_argument: object) -> bool:
    """Say whether an argument is several examples at once."""
    try:
        *rows, _ = np.shape(first_argument)  # of lists too
    except ValueError:  # a number, or rows of unlike lengths
        return False
    return math.prod(rows) > 1


@cache
def forbidden(exercise: str) -> dict[str, Callable[[object], bool]]:
    """Return the names of the functions of `mlp` that the answer to an exercise may not call.

    Each name comes with a function that says, of the first argument, whether such a call counts.

    Examples
    --------
    >>> list(forbidden("relative_error"))
    ['relative_error', 'train']
    >>> "slope" in forbidden("last_link"), "layer_nudges" in forbidden("backprop")
    (True, False)
    """
    row = exercises.EXERCISES.get(exercise)
    names = [exercise]
    if row is not None:
        names += [*exercises.later(exercise), *OTHERS.get(exercise, ())]
        names += DIFFERENCES if row.without_differences else ()
    whole = dict.fromkeys(EARLIER.get(exercise, ()), _whole_batch)
    return {name: _always for name in names if hasattr(mlp, name)} | whole


def _place(code: CodeType) -> tuple[str, str]:
    return code.co_filename, code.co_name


@cache
def _names() -> dict[tuple[str, str], str]:
    """Return the public names of the functions of the core, by their places."""
    functions = {name: getattr(mlp, name) for name in mlp.__all__}
    return {
        _place(inspect.unwrap(function).__code__): name
        for name, function in functions.items()
        if inspect.isfunction(function)
    }


def _called(frame: FrameType) -> tuple[str, object, list[str]] | None:
    """Return the name, the first argument and the functions of `mlp` among the arguments of a call.

    None where a check makes the call or `mlp` itself.
    """
    caller = frame.f_back.f_code.co_filename if frame.f_back else ""
    if caller.startswith(CHECKS) and caller != CALLING:
        return None  # the checks answer for their own calls
    given = frame.f_locals
    if frame.f_code is PUBLIC:
        code = given["checked"].__wrapped__.__code__
        values = [*given["args"], *given["named"].values()]
    elif caller.startswith(MLP) and caller != CALLING:
        return None  # the core's own calls, and those of the public function, which counted already
    else:
        code, values = frame.f_code, list(given.values())
    passed = [_name_of(value) for value in values if inspect.isfunction(value)]
    return _names().get(_place(code), code.co_name), next(iter(values), None), passed


def _name_of(function: Callable) -> str:
    return _names().get(_place(inspect.unwrap(function).__code__), "")


@contextmanager
def watching(exercise: str) -> Iterator[list[str]]:
    """Collect the names of the functions of `mlp` that are called and may not be.

    Parameters
    ----------
    exercise : str
        The name of the exercise; '' watches nothing.

    Yields
    ------
    list of str
        Filled while the block runs.

    Examples
    --------
    >>> with watching("sigmoid") as called:
    ...     same = getattr(mlp, "sig" + "moid")
    ...     half = same(0.0)
    >>> called
    ['sigmoid']
    """
    called: list[str] = []
    refused = forbidden(exercise) if exercise else {}
    if not refused:  # as where an instructor's own exercise has no function in mlp
        yield called
        return

    def profile(frame: FrameType, event: str, argument: object) -> None:
        if event != "call" or not frame.f_code.co_filename.startswith(MLP):
            return
        if frame.f_code is PUBLIC or frame.f_code.co_filename.startswith(CORE):
            if (call := _called(frame)) is not None:
                called.extend(refuse(refused, *call))

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        yield called
    finally:
        sys.setprofile(before)


def refuse(refused: dict, name: str, first: object, passed: list[str]) -> list[str]:
    """Return which functions of a call count: the one that is called, or those that it is given.

    Parameters
    ----------
    refused : dict
        From `forbidden`.
    name, first : str and object
        What is called, and its first argument. A function that is not public always counts.
    passed : list of str
        The names of the functions of `mlp` among the arguments.
    """
    if name not in mlp.__all__ or (name in refused and refused[name](first)):
        return [name]
    return [each for each in passed if each in refused]
