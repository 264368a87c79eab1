"""What the public functions look at in their results: Python's own numbers, and no NaN."""

from bisect import bisect_left
from functools import partial
from math import isfinite

import numpy as np

from mlp.core import Arrays
from mlp.core.descent import fit_line
from mlp.validation import Given, floats, wrong


def number(result, given: Given) -> float:
    """Return a result as a Python number."""
    return float(result)


def numbers(result, given: Given):
    """Return a tuple or list of numbers, however nested, as Python numbers."""
    if isinstance(result, tuple | list):
        return type(result)(numbers(each, given) for each in result)
    return float(result)


def without_nan(network: tuple[Arrays, Arrays], when: str, eta: float) -> None:
    """Raise a ValueError if the network has a NaN in it."""
    if any(np.isnan(array).any() for arrays in network for array in arrays):
        raise ValueError(
            f"the network became NaN{when}: try a smaller learning_rate than {eta:g}, "
            "or look for 0/0 in the gradient function"
        )


def network_without_nan(result, given: Given):
    """Return a network, if its last steps left it one of numbers."""
    without_nan(result, "", given["learning_rate"])
    return result


def slope_without_nan(result, given: Given) -> float:
    """Return a slope as a Python number, if it is one."""
    return float(floats(result, "the slope"))


def gradient_without_nan(result, given: Given) -> np.ndarray:
    """Return a gradient, if all its entries are numbers."""
    return floats(result, "the gradient")


def overflow_allowed() -> np.errstate:
    """Return a context without warnings of overflow: an error says it afterwards, in words."""
    return np.errstate(over="ignore", invalid="ignore")


def finite_line(result, given: Given) -> tuple[float, float]:
    """Return slope and intercept of a line, unless its steps led beyond all floats."""
    if not all(map(isfinite, result)):
        step = 1 + bisect_left(range(1, given["steps"]), True, key=partial(_is_beyond, given))
        with overflow_allowed():
            slope, intercept = fit_line(**given | {"steps": step})
        got = f"slope {slope:g} and intercept {intercept:g} after step {step}"
        smaller = f"try a smaller learning_rate than {given['learning_rate']:g}"
        raise wrong("a line", got, f"each step went further away, {smaller}")
    return float(result[0]), float(result[1])


def _is_beyond(given: Given, steps: int) -> bool:
    with overflow_allowed():
        return not all(map(isfinite, fit_line(**given | {"steps": steps})))
