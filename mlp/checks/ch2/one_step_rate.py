"""The check of `one_step_rate`."""

import numpy as np

import mlp
from mlp.checks.kit import Check, case, few, whole


def _cases(rng):
    return [
        case(float(rng.choice([4, 5, 8, 10, 20]))),
        case(few(rng, low=0.1, high=0.9)),
        case(whole(rng, low=3, high=9)),
        case(1),
        case(float(rng.uniform(1, 3))),
        case(1e-3 * (1 + rng.random())),
        case(1e4 * (1 + rng.random())),
    ]


# fmt: off
MISTAKES = [
    ("factor-two-missing", "the 2 of the slope is missing. The derivative of (w − m)² is "
     "2 (w − m).", lambda c: 1 / c),
    ("brackets-wrong", "1 / 2 * curvature halves the curvature. Put brackets around 2 * curvature.",
     lambda c: c / 2),
    ("brackets-wrong", "the 2 is above the fraction line. It divides, as the curvature does.",
     lambda c: 2 / c),
    ("division-left-out", "it grows with the curvature, as the slope does. The step has to undo "
     "that: a valley that is curved more needs a smaller rate.", lambda c: 2 * c, lambda c: c),
    ("factor-two-twice", "the 2 is there twice.", lambda c: 1 / (4 * c)),
    ("square-not-undone", "the curvature is squared, or its root taken. It multiplies the slope "
     "once, so it divides once.", lambda c: 1 / (2 * c**2), lambda c: 1 / (2 * np.sqrt(c)),
     lambda c: 1 / np.sqrt(c), lambda c: 1 / c**2),
    ("argument-ignored", "the curvature is left out. A valley that is curved more needs a smaller "
     "rate.", lambda c: 0.5, lambda c: 1.0, lambda c: 0.1, lambda c: 2.0),
    ("sign-wrong", "it is negative. A step already goes against the slope: the rate is positive.",
     lambda c: -1 / (2 * c)),
    ("sign-wrong", "it is negative, and the 2 of the slope is missing.", lambda c: -1 / c),
]
# fmt: on

HINTS = (
    "What is the slope of c (w − m)² at w? (Chapter 2 has the slope of a square.)",
    "After one step you stand at w minus the rate times that slope. For this to be m, the step "
    "must be exactly w − m. What is left of the equation when you divide both sides by w − m?",
)

check = Check(mlp.one_step_rate, _cases, MISTAKES, HINTS)
