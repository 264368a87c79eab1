"""Notice a call of the function in `mlp` that does an exercise's own job.

What is watched is the code that runs (its file and name), so neither another name nor another
module, `functools.partial`, a lambda, `getattr` or a reload hides the call. Helpers are allowed:
`mlp.sigmoid` inside `layer`.
"""

import inspect
import math
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType, FrameType

import numpy as np

import mlp

MLP = f"{Path(mlp.__file__).parent}{os.sep}"
CHECKS = f"{Path(__file__).parent}{os.sep}"
CALLING = f"{CHECKS}calling.py"
PUBLIC = mlp.line.__code__


def _always(first_argument) -> bool:
    return True


def _whole_batch(first_argument) -> bool:
    try:
        *rows, _ = np.shape(first_argument)  # of lists too
    except ValueError:  # a number, or rows of unlike lengths
        return False
    return math.prod(rows) > 1


_NETWORKS = dict.fromkeys(("feedforward", "feedforward_batch", "all_activations"), _always)

# Functions of `mlp`, besides the one of the same name, that do the whole of an exercise's job.
SAME_JOB: dict[str, dict[str, Callable]] = {
    "tanh_from_sigmoid": {"tanh": _always},
    "neuron": {"layer": _always, **_NETWORKS},  # of one neuron
    "layer": _NETWORKS,  # of one layer
    "feedforward": {"feedforward_batch": _always, "all_activations": _always},
    "feedforward_batch": {"feedforward": _whole_batch, "all_activations": _whole_batch},
    "example_cost": {"cost": _always},
    "slope": {"numerical_gradient": _always},
    "line_gradient": {"fit_line": _always},  # its first step
    "backprop": {"backprop_batch": _always, "numerical_backprop": _always},
    "backprop_batch": {"numerical_backprop": _always, "sgd": _always},
    "sgd_epoch": {"sgd": _always},
    "train": {"sgd": _always},
}

# Functions of `mlp` whose own calls of an exercise's function do not count: whoever makes a network
# may measure it, and so knows that number all the same.
HELPERS: dict[str, frozenset[str]] = {
    "count_parameters": frozenset({"initialise", "load_trained", "views"})
}


def _place(code: CodeType) -> tuple[str, str]:
    return code.co_filename, code.co_name


def _called(frame: FrameType) -> tuple[tuple[str, str], object]:
    """Return the place of the function that a frame calls, and its first argument.

    All public functions of `mlp` run the same code, which calls one of the core.
    """
    arguments = frame.f_locals
    if frame.f_code is PUBLIC:
        return _place(arguments["function"].__code__), next(iter(arguments["args"]), None)
    return _place(frame.f_code), next(iter(arguments.values()), None)


def own_job(exercise: str) -> dict[str, Callable]:
    """Return the functions of `mlp` that do an exercise's whole job.

    Each name comes with a function that says, of the first argument, whether such a call counts.
    """
    return {exercise: _always} | SAME_JOB.get(exercise, {})


def _watched(exercise: str) -> dict[tuple[str, str], tuple[str, Callable]]:
    return {
        _place(inspect.unwrap(getattr(mlp, name)).__code__): (name, counts)
        for name, counts in own_job(exercise).items()
        if hasattr(mlp, name)
    }


def _is_the_students(frame: FrameType, exercise: str) -> bool:
    """Say whether the student made this call, directly or through another function of `mlp`.

    A layer made of one neuron tells what the neuron does. The checks answer for their own calls.
    """
    caller = frame.f_back
    while caller is not None and (name := caller.f_code.co_filename).startswith(MLP):
        if name.startswith(CHECKS):
            return name == CALLING
        if caller.f_code.co_name in HELPERS.get(exercise, ()):
            return False
        caller = caller.f_back
    return True


@contextmanager
def watching(exercise: str) -> Iterator[list[str]]:
    """Collect the names of the functions of `mlp` that do this exercise's own job and are called.

    Parameters
    ----------
    exercise : str
        The name of the exercise.

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
    watched, called = _watched(exercise), []
    if not watched:  # in a process that has no references: nothing to slow each call down for
        yield called
        return

    def profile(frame: FrameType, event: str, argument) -> None:
        if frame.f_back is not None and frame.f_back.f_code is PUBLIC:
            return  # the public function in front of it was seen already
        public = frame.f_code is PUBLIC
        if event != "call" or not (public or _place(frame.f_code) in watched):
            return
        place, first = _called(frame)
        if place in watched and _is_the_students(frame, exercise):
            name, counts = watched[place]
            if counts(first):
                called.append(name)

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        yield called
    finally:
        sys.setprofile(before)
