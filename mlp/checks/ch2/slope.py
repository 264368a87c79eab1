"""The check of `slope`."""

import numpy as np

import mlp
from mlp.checks.kit import GRADIENTS, Check, Recorded, case, few, seen, whole


def _curve(rng):
    """Return a random curve that is neither even nor odd, and not straight."""
    a, b, c = whole(rng), whole(rng), whole(rng)
    text = f"(lambda w: {a}*w**3 + {b}*w**2 + {c}*w + 1)".replace("+ -", "- ")
    return Recorded(lambda w: a * w**3 + b * w**2 + c * w + 1.0, text)


def _cases(rng):
    return [
        case(_curve(rng), few(rng)),
        case(_curve(rng), few(rng), 0.1, shows="argument-ignored"),
        case(_curve(rng), few(rng), 0.5, shows="argument-ignored"),
        case(_curve(rng), whole(rng)),
        case(Recorded(np.exp, "np.exp"), float(rng.normal())),
        case(Recorded(np.sin, "np.sin"), float(rng.normal()), 1e-4, shows="argument-ignored"),
    ]


def _step_too_small(outcomes):
    """Say whether f was asked only closer to w than floats can tell apart."""
    steps = [
        float(np.max(np.abs(point - outcome.case.args[1])))
        for outcome in outcomes
        for point in outcome.points
        if len(outcome.points) > 1 and len(outcome.case.args) == 2  # with the usual h
    ]
    return bool(steps) and max(steps) < 1e-9


# fmt: off
MISTAKES = [
    ("rounding-noise", "The step is so small that f(w + h) and f(w − h) differ by rounding alone. "
     "Use the h that comes in.", seen(_step_too_small)),
    ("forward-difference", "f(w) itself is used: a step to one side. A central difference steps to "
     "both sides, w + h and w − h.", lambda f, w, h=1e-5: (f(w + h) - f(w)) / h,
     lambda f, w, h=1e-5: (f(w) - f(w - h)) / h),
    ("factor-two-missing", "h divides. From w − h to w + h it is 2h.",
     lambda f, w, h=1e-5: (f(w + h) - f(w - h)) / h),
    ("factor-two-missing", "2h divides a step of h. From w − h to w + h it is 2h.",
     lambda f, w, h=1e-5: (f(w + h) - f(w)) / (2 * h)),
    ("brackets-wrong", "/ 2 * h divides by 2 and multiplies by h. Put brackets around 2 * h.",
     lambda f, w, h=1e-5: (f(w + h) - f(w - h)) / 2 * h),
    ("brackets-wrong", "only f(w − h) is divided. Put brackets around the difference.",
     lambda f, w, h=1e-5: f(w + h) - f(w - h) / (2 * h)),
    ("brackets-wrong", "the brackets are missing, above and below the fraction line.",
     lambda f, w, h=1e-5: f(w + h) - f(w - h) / 2 * h),
    ("division-left-out", "the difference is not divided by the way, 2h.",
     lambda f, w, h=1e-5: f(w + h) - f(w - h)),
    ("sign-wrong", "plus and minus change places: f(w + h) comes first.",
     lambda f, w, h=1e-5: (f(w - h) - f(w + h)) / (2 * h),
     lambda f, w, h=1e-5: (f(w) - f(w + h)) / h),
    ("sign-wrong", "the two values are added. A slope is a difference over a way.",
     lambda f, w, h=1e-5: (f(w + h) + f(w - h)) / (2 * h)),
    ("second-derivative", "the second difference is taken: how the slope changes, not the slope.",
     lambda f, w, h=1e-5: (f(w + h) - 2 * f(w) + f(w - h)) / h**2,
     lambda f, w, h=1e-5: (f(w + h) - 2 * f(w) + f(w - h)) / (2 * h)),
    ("value-not-derivative", "the height of the curve is returned. Its slope is asked for.",
     lambda f, w, h=1e-5: f(w)),
]
# fmt: on

HINTS = (
    "f is to be asked in two places, one on each side of w. How far are the two apart?",
    "Rise over run: the difference of the two values, divided by how far they are apart. Mind the"
    " brackets.",
)

check = Check(mlp.slope, _cases, MISTAKES, HINTS, tolerance=GRADIENTS)
