"""Which inputs go wrong, in words: what all wrong ones share and no right one has."""

from collections.abc import Callable

import numpy as np

from mlp.checks import comparing
from mlp.checks.findings.evidence import Evidence, all_numbers


def which_inputs(evidence: Evidence) -> str:
    """Say which inputs go wrong and which do not, or nothing if all go wrong."""
    if not (always := evidence.right_always):
        return ""
    for words, test in INPUTS.items():
        wrong = [test(outcome.case.args) for outcome in evidence.wrong]
        right = [test(outcome.case.args) for outcome in always]
        if all(wrong) and not any(right):
            return f"It is wrong for {words}, and right for all other inputs tried. "
        if all(right) and not any(wrong):
            return f"It is right for {words}, and wrong for all other inputs tried. "
    tried = len(always) + len(evidence.wrong)
    return f"It is right for {len(always)} of {tried} inputs. "


def _has(test: Callable) -> Callable:
    return lambda args: any(test(leaf) for leaf in comparing.leaves(list(args)))


def _ndim(value) -> int:
    return len(comparing.shape_of(value))


INPUTS = {
    "very large numbers": lambda args: bool(np.any(np.abs(all_numbers(list(args))) > 500)),
    "numbers above 1": lambda args: bool(np.any(all_numbers(list(args[:1])) > 1)),
    "negative numbers": lambda args: bool(np.any(all_numbers(list(args[:1])) < 0)),
    "whole numbers (ints)": _has(lambda x: isinstance(x, np.ndarray) and x.dtype.kind in "iu"),
    "float32 numbers": lambda args: comparing.has_float32(list(args)),
    "a single number": lambda args: _ndim(args[0]) == 0 and not callable(args[0]),
    "a single example": lambda args: _ndim(args[0]) == 2 and len(args[0]) == 1,
    "vectors of one entry": lambda args: comparing.shape_of(args[0]) == (1,),
    "matrices": lambda args: isinstance(args[0], np.ndarray) and args[0].ndim == 2,
    "square matrices": _has(lambda x: np.ndim(x) == 2 and np.shape(x)[0] == np.shape(x)[1]),
}
