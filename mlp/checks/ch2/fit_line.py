"""The check of `fit_line`."""

import numpy as np

import mlp
from mlp.checks.kit import ASCENT, NO_TWO, RATE_LEFT_OUT, Check, case, few, whole


def _line_gradient(x, y, slope, intercept):
    e = slope * x + intercept - y
    return 2 * np.mean(e * x), 2 * np.mean(e)


def _cases(rng):
    def inputs(n, rate, steps, dtype=float):
        x = rng.normal(size=n)
        y = rng.normal() * x + rng.normal() + 0.3 * rng.normal(size=n)
        return x.astype(dtype), y.astype(dtype), rate, steps

    def apart(draw, n):
        """Return inputs that differ: there is no best line through points above one place."""
        while np.ptp(x := draw(rng, n)) == 0:
            pass
        return x

    return [
        case(apart(few, 3), few(rng, 3), 0.1, 2),
        case(*inputs(8, 0.05, 5)),
        case(*inputs(6, 0.1, 1)),
        case(*inputs(20, 0.03, 150)),
        case(apart(whole, 5), whole(rng, 5), 0.02, 4, shows="int-dtype-kept"),
        case(*inputs(7, 0.1, 6, np.float32)),
    ]


def _fit(step, start=(0.0, 0.0), extra=0):
    """Return the variant that walks with step(slope, intercept, x, y, rate) from this start."""

    def go(x, y, rate, steps):
        slope, intercept = start
        for _ in range(steps + extra):
            slope, intercept = step(slope, intercept, x, y, rate)
        return slope, intercept

    return go


def _along(m, b, x, y, rate, sign=-1.0, factor=1.0):
    dm, db = _line_gradient(x, y, m, b)
    return m + sign * factor * rate * dm, b + sign * factor * rate * db


def _slope_first(m, b, x, y, rate):
    m = m - rate * _line_gradient(x, y, m, b)[0]
    return m, b - rate * _line_gradient(x, y, m, b)[1]


def _intercept_first(m, b, x, y, rate):
    b = b - rate * _line_gradient(x, y, m, b)[1]
    return m - rate * _line_gradient(x, y, m, b)[0], b


# fmt: off
MISTAKES = [
    ("gradient-ascent", ASCENT, _fit(lambda *args: _along(*args, sign=1.0))),
    ("factor-two-missing", NO_TWO, _fit(lambda *args: _along(*args, factor=0.5))),
    ("sum-not-mean", "the points are added up. The cost is a mean: divide by n.",
     _fit(lambda *args: _along(*args, factor=len(args[2]))),
     _fit(lambda *args: _along(*args, factor=len(args[2]) / 2))),
    ("updated-in-turn", "the second of the two sees the first one's new value. Compute both "
     "derivatives, then step with both.", _fit(_slope_first), _fit(_intercept_first)),
    ("off-by-one", "one step too few is taken. range(steps) takes as many as steps says.",
     _fit(_along, extra=-1)),
    ("off-by-one", "one step too many is taken. range(steps) takes as many as steps says.",
     _fit(_along, extra=1)),
    ("parts-swapped", "the intercept comes first. (slope, intercept) is asked for.",
     lambda *args: _fit(_along)(*args)[::-1]),
    ("closed-form", "the best line of all comes back. The line after so many steps is asked for.",
     lambda x, y, rate, steps: np.polyfit(x, y, 1)),
    ("early-return", "only one step is taken. Does return stand inside the loop?",
     lambda x, y, rate, steps: _along(0.0, 0.0, x, y, rate)),
    ("learning-rate-left-out", RATE_LEFT_OUT,
     lambda x, y, rate, steps: _fit(_along)(x, y, 1.0, steps)),
    ("start-wrong", "the walk starts elsewhere. It starts from slope 0 and intercept 0.",
     _fit(_along, start=(1.0, 0.0)), _fit(_along, start=(0.0, 1.0)),
     _fit(_along, start=(1.0, 1.0))),
    ("gradient-not-renewed", "the gradient of the start is used at every step. Each line has its "
     "own.", lambda x, y, rate, steps: _along(0.0, 0.0, x, y, rate, factor=steps)),
    ("bias-left-out", "the intercept never moves. Both numbers take a step.",
     _fit(lambda m, b, x, y, rate: (_along(m, b, x, y, rate)[0], 0.0))),
]
# fmt: on

HINTS = (
    "Start with both at 0. In each step ask for the two derivatives (mlp.line_gradient), then "
    "change both numbers.",
    "Change slope and intercept together: the second must not yet see the new value of the first.",
    "The skeleton:\n"
    "  slope, intercept = ..., ...\n"
    "  for _ in range(...):\n"
    "      dC_dslope, dC_dintercept = ...\n"
    "      slope, intercept = ..., ...\n"
    "  return ...",
)

check = Check(mlp.fit_line, _cases, MISTAKES, HINTS)
