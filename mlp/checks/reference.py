"""Notice a call of the function in `mlp` that does an exercise's own job.

What is watched is the code that runs (its file and name), so neither another name nor another
module, `functools.partial`, a lambda, `getattr` or a reload hides the call. Helpers are allowed:
`mlp.sigmoid` inside `layer`.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType, FrameType

import numpy as np

import mlp

MLP = f"{Path(mlp.__file__).parent}{os.sep}"
CALLING = str(Path(__file__).with_name("calling.py"))


def _always(first_argument) -> bool:
    return True


def _whole_batch(first_argument) -> bool:
    shape = np.shape(first_argument) if isinstance(first_argument, np.ndarray) else ()
    return len(shape) == 2 and shape[0] > 1


# Functions of `mlp`, besides the one of the same name, that do the whole of an exercise's job.
SAME_JOB: dict[str, dict[str, Callable]] = {
    "tanh_from_sigmoid": {"tanh": _always},
    "feedforward": {"feedforward_batch": _always, "all_activations": _always},
    "feedforward_batch": {"feedforward": _whole_batch, "all_activations": _whole_batch},
    "backprop": {"backprop_batch": _always, "numerical_backprop": _always},
    "backprop_batch": {"numerical_backprop": _always},
    "sgd_epoch": {"sgd": _always},
    "train": {"sgd": _always},
}


def _place(code: CodeType) -> tuple[str, str]:
    return code.co_filename, code.co_name


def _watched(exercise: str) -> dict[tuple[str, str], tuple[str, Callable]]:
    names = {exercise: _always} | SAME_JOB.get(exercise, {})
    return {
        _place(getattr(mlp, name).__code__): (name, counts)
        for name, counts in names.items()
        if hasattr(mlp, name)
    }


def _called_within_mlp(frame: FrameType) -> bool:
    caller = frame.f_back.f_code.co_filename if frame.f_back else ""
    return caller.startswith(MLP) and caller != CALLING


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
        Filled while the block runs; calls that `mlp` makes itself do not count.

    Examples
    --------
    >>> with watching("sigmoid") as called:
    ...     same = getattr(mlp, "sig" + "moid")
    ...     half = same(0.0)
    >>> called
    ['sigmoid']
    """
    watched, called = _watched(exercise), []

    def profile(frame: FrameType, event: str, argument) -> None:
        if event != "call" or _place(frame.f_code) not in watched:
            return
        if not _called_within_mlp(frame):
            name, counts = watched[_place(frame.f_code)]
            if counts(next(iter(frame.f_locals.values()), None)):
                called.append(name)

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        yield called
    finally:
        sys.setprofile(before)
