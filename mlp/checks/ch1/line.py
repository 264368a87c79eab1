"""The check of `line`."""

import numpy as np

import mlp
from mlp.checks.kit import Check, case, few, whole


def _cases(rng):
    return [
        case(few(rng), few(rng), few(rng)),
        case(few(rng, 3), few(rng), few(rng)),
        case(rng.normal(size=(2, 3)), rng.normal(), rng.normal()),
        case(whole(rng), whole(rng), whole(rng)),
        case(whole(rng, 4), whole(rng), whole(rng), shows="int-dtype-kept"),
        case(whole(rng, 4), rng.normal(), rng.normal(), shows="int-dtype-kept"),
        case(rng.normal(size=5).astype(np.float32), rng.normal(), rng.normal()),
    ]


# fmt: off
MISTAKES = [
    ("arguments-swapped", "slope and intercept change places. Which of the two is multiplied by x?",
     lambda x, slope, intercept: intercept * x + slope),
    ("bias-left-out", "the intercept is left out. How high is the line at x = 0?",
     lambda x, slope, intercept: slope * x),
    ("sign-wrong", "the intercept is subtracted. It lifts the line when it is positive.",
     lambda x, slope, intercept: slope * x - intercept),
    ("sign-wrong", "the slope has a minus in front. A positive slope rises to the right.",
     lambda x, slope, intercept: -slope * x + intercept),
    ("brackets-wrong", "the slope multiplies the intercept too. Only x is multiplied.",
     lambda x, slope, intercept: slope * (x + intercept)),
    ("slope-left-out", "the slope is left out. What does x get multiplied by?",
     lambda x, slope, intercept: x + intercept),
    ("input-left-out", "x is left out. What does the slope multiply?",
     lambda x, slope, intercept: slope + intercept,
     lambda x, slope, intercept: slope + intercept + 0 * x),
]
# fmt: on

HINTS = ("What does the line hold where x is 0? And by how much does it rise when x grows by 1?",)

check = Check(mlp.line, _cases, MISTAKES, HINTS)
