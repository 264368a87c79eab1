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

import importlib
import pkgutil

from mlp.checks.errors import Mistake, NotAttempted

_CHAPTERS = [importlib.import_module(f"mlp.checks.ch{k}") for k in (1, 2, 3, 4)]
_CHECKS = {
    module.name: importlib.import_module(f"{chapter.__name__}.{module.name}").check
    for chapter in _CHAPTERS
    for module in pkgutil.iter_modules(chapter.__path__)
}
globals().update(_CHECKS)

__all__ = ["Mistake", "NotAttempted", *sorted(_CHECKS)]
