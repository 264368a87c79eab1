"""The check of `line_gradient`."""

import numpy as np

import mlp
from mlp.checks.kit import GRADIENTS, NO_TWO, Check, case, few, whole


def _cases(rng):
    def data(n, dtype=float):
        return rng.normal(size=n).astype(dtype), rng.normal(size=n).astype(dtype)

    return [
        case(few(rng, 3), few(rng, 3), few(rng), few(rng)),
        case(*data(6), rng.normal(), rng.normal()),
        case(*data(20), rng.normal(), rng.normal()),
        case(*data(1), rng.normal(), rng.normal(), shows="batch-of-one"),
        case(whole(rng, 5), whole(rng, 5), whole(rng), whole(rng), shows="int-dtype-kept"),
        case(*data(7, np.float32), rng.normal(), rng.normal()),
    ]


def _errors(x, y, slope, intercept):
    return slope * x + intercept - y


def _line_variant(make, line=_errors):
    """Return the variant whose answer is made from the errors e of the line and x."""

    def go(x, y, slope, intercept):
        return make(line(x, y, slope, intercept), x)

    return go


# fmt: off
MISTAKES = [
    ("factor-two-missing", NO_TWO, _line_variant(lambda e, x: (np.mean(e * x), np.mean(e)))),
    ("factor-two-missing", "the factor 2 is missing in one of the two.",
     _line_variant(lambda e, x: (np.mean(e * x), 2 * np.mean(e))),
     _line_variant(lambda e, x: (2 * np.mean(e * x), np.mean(e)))),
    ("sum-not-mean", "the points are added up. The cost is a mean: divide by n.",
     _line_variant(lambda e, x: (2 * np.sum(e * x), 2 * np.sum(e))),
     _line_variant(lambda e, x: (2 * np.sum(e * x), 2 * np.mean(e))),
     _line_variant(lambda e, x: (2 * np.mean(e * x), 2 * np.sum(e)))),
    ("sign-wrong", "the error is y minus the line. It is the line minus y, as in the square.",
     _line_variant(lambda e, x: (-2 * np.mean(e * x), -2 * np.mean(e))),
     _line_variant(lambda e, x: (2 * np.mean(e * x), -2 * np.mean(e))),
     _line_variant(lambda e, x: (-2 * np.mean(e * x), 2 * np.mean(e)))),
    ("parts-swapped", "the two derivatives change places: first the slope's, then the intercept's.",
     _line_variant(lambda e, x: (2 * np.mean(e), 2 * np.mean(e * x)))),
    ("input-left-out", "x is missing in the slope's derivative. The slope acts through slope · x.",
     _line_variant(lambda e, x: (2 * np.mean(e), 2 * np.mean(e)))),
    ("bias-left-out", "the line is taken without its intercept. It is slope · x + intercept.",
     _line_variant(
         lambda e, x: (2 * np.mean(e * x), 2 * np.mean(e)),
         lambda x, y, slope, intercept: slope * x - y,
     )),
    ("mean-of-products-wrong", "the mean error is multiplied by the mean x. Multiply point by "
     "point, then take the mean.",
     _line_variant(lambda e, x: (2 * np.mean(e) * np.mean(x), 2 * np.mean(e)))),
    ("mean-left-out", "there is one number for each point. The mean over the points is asked for.",
     _line_variant(lambda e, x: (2 * e * x, 2 * e))),
    ("cost-not-derivative", "the cost itself comes back. Its two derivatives are asked for.",
     _line_variant(lambda e, x: (np.mean(e**2 * x), np.mean(e**2))),
     _line_variant(lambda e, x: (2 * np.mean(e**2 * x), 2 * np.mean(e**2))),
     _line_variant(lambda e, x: np.mean(e**2))),
]
# fmt: on

HINTS = (
    "Write the residual of each point first, r = slope · x + intercept − y: an array. The cost is "
    "the mean of r².",
    "By the chain rule: a unit of the slope changes r by x, a unit of the intercept changes it by "
    "1. And the square gives the factor 2.",
    "Both answers are means over the points, of something times r.",
)

check = Check(mlp.line_gradient, _cases, MISTAKES, HINTS, tolerance=GRADIENTS)
