"""One check for each graded exercise: ``checks.NAME(NAME)``.

A check draws fresh random inputs, prints one line if the answer is right, and else raises a
`Mistake` that says what came back, what was wanted, which mistake that looks like, and its stable
name in brackets. Where nothing was written yet it raises `NotAttempted`. It needs NumPy alone.
The check of an exercise is in the module of its chapter that bears its name: `ch1/neuron.py`.

Examples
--------
>>> from mlp import checks
>>> checks.line(lambda x, slope, intercept: slope * x + intercept)
line: right.
>>> try:
...     checks.line(lambda x, slope, intercept: slope * x)
... except checks.Mistake as mistake:
...     print(mistake.slug)
bias-left-out
"""

from importlib import import_module

from mlp.checks.errors import Mistake, NotAttempted
from mlp.checks.helping import last_case
from mlp.checks.ipython import watch_for_missing_names
from mlp.exercises import EXERCISES

watch_for_missing_names()

__all__ = ["Mistake", "NotAttempted", "last_case", *EXERCISES]


def __getattr__(name: str):
    """Load the check of an exercise when it is used first: a page starts sooner so."""
    if name not in EXERCISES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    check = import_module(f"mlp.checks.{EXERCISES[name].chapter}.{name}").check
    globals()[name] = check
    return check


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
