"""Chapter 2, a line learns: line_gradient, fit_line."""

import numpy as np

import mlp
from mlp.checks.cases import case
from mlp.checks.check import Check
from mlp.checks.comparing import GRADIENTS
from mlp.checks.mistakes import variants
from mlp.checks.samples import few, whole
from mlp.checks.sentences import ASCENT, NO_TWO, RATE_LEFT_OUT


def _line_cases(rng):
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


def _line_gradient(x, y, slope, intercept):
    e = _errors(x, y, slope, intercept)
    return 2 * np.mean(e * x), 2 * np.mean(e)


line_gradient = Check(
    mlp.line_gradient,
    cases=_line_cases,
    tolerance=GRADIENTS,
    parts=("dC_dslope", "dC_dintercept"),
    mistakes=[
        *variants(
            "factor-two-missing",
            NO_TWO,
            _line_variant(lambda e, x: (np.mean(e * x), np.mean(e))),
        ),
        *variants(
            "factor-two-missing",
            "the factor 2 is missing in one of the two.",
            _line_variant(lambda e, x: (np.mean(e * x), 2 * np.mean(e))),
            _line_variant(lambda e, x: (2 * np.mean(e * x), np.mean(e))),
        ),
        *variants(
            "sum-not-mean",
            "the points are added up. The cost is a mean: divide by n.",
            _line_variant(lambda e, x: (2 * np.sum(e * x), 2 * np.sum(e))),
            _line_variant(lambda e, x: (2 * np.sum(e * x), 2 * np.mean(e))),
            _line_variant(lambda e, x: (2 * np.mean(e * x), 2 * np.sum(e))),
        ),
        *variants(
            "sign-wrong",
            "the error is y minus the line. It is the line minus y, as in the square.",
            _line_variant(lambda e, x: (-2 * np.mean(e * x), -2 * np.mean(e))),
            _line_variant(lambda e, x: (2 * np.mean(e * x), -2 * np.mean(e))),
            _line_variant(lambda e, x: (-2 * np.mean(e * x), 2 * np.mean(e))),
        ),
        *variants(
            "parts-swapped",
            "the two derivatives change places: first the slope's, then the intercept's.",
            _line_variant(lambda e, x: (2 * np.mean(e), 2 * np.mean(e * x))),
        ),
        *variants(
            "input-left-out",
            "x is missing in the slope's derivative. The slope acts through slope · x.",
            _line_variant(lambda e, x: (2 * np.mean(e), 2 * np.mean(e))),
        ),
        *variants(
            "bias-left-out",
            "the line is taken without its intercept. It is slope · x + intercept.",
            _line_variant(
                lambda e, x: (2 * np.mean(e * x), 2 * np.mean(e)),
                lambda x, y, slope, intercept: slope * x - y,
            ),
        ),
        *variants(
            "mean-of-products-wrong",
            "the mean error is multiplied by the mean x. Multiply point by point, then take the "
            "mean.",
            _line_variant(lambda e, x: (2 * np.mean(e) * np.mean(x), 2 * np.mean(e))),
        ),
        *variants(
            "mean-left-out",
            "there is one number for each point. The mean over the points is asked for.",
            _line_variant(lambda e, x: (2 * e * x, 2 * e)),
        ),
        *variants(
            "cost-not-derivative",
            "the cost itself stands there. Its two derivatives are asked for.",
            _line_variant(lambda e, x: (np.mean(e**2 * x), np.mean(e**2))),
            _line_variant(lambda e, x: (2 * np.mean(e**2 * x), 2 * np.mean(e**2))),
            _line_variant(lambda e, x: np.mean(e**2)),
        ),
    ],
)


def _fit_cases(rng):
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
        case(*inputs(20, 0.03, 40)),
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


fit_line = Check(
    mlp.fit_line,
    cases=_fit_cases,
    parts=("slope", "intercept"),
    mistakes=[
        *variants("gradient-ascent", ASCENT, _fit(lambda *args: _along(*args, sign=1.0))),
        *variants(
            "factor-two-missing",
            NO_TWO,
            _fit(lambda *args: _along(*args, factor=0.5)),
        ),
        *variants(
            "sum-not-mean",
            "the points are added up. The cost is a mean: divide by n.",
            _fit(lambda *args: _along(*args, factor=len(args[2]))),
            _fit(lambda *args: _along(*args, factor=len(args[2]) / 2)),
        ),
        *variants(
            "updated-in-turn",
            "the second of the two sees the first one's new value. Compute both derivatives, then "
            "step with both.",
            _fit(_slope_first),
            _fit(_intercept_first),
        ),
        *variants(
            "off-by-one",
            "one step too few is taken. range(steps) takes as many as steps says.",
            _fit(_along, extra=-1),
        ),
        *variants(
            "off-by-one",
            "one step too many is taken. range(steps) takes as many as steps says.",
            _fit(_along, extra=1),
        ),
        *variants(
            "parts-swapped",
            "the intercept comes first. (slope, intercept) is asked for.",
            lambda *args: _fit(_along)(*args)[::-1],
        ),
        *variants(
            "closed-form",
            "the best line of all comes back. The line after so many steps is asked for.",
            lambda x, y, rate, steps: np.polyfit(x, y, 1),
        ),
        *variants(
            "early-return",
            "only one step is taken. Does return stand inside the loop?",
            lambda x, y, rate, steps: _along(0.0, 0.0, x, y, rate),
        ),
        *variants(
            "learning-rate-left-out",
            RATE_LEFT_OUT,
            lambda x, y, rate, steps: _fit(_along)(x, y, 1.0, steps),
        ),
        *variants(
            "start-wrong",
            "the walk starts elsewhere. It starts from slope 0 and intercept 0.",
            _fit(_along, start=(1.0, 0.0)),
            _fit(_along, start=(0.0, 1.0)),
            _fit(_along, start=(1.0, 1.0)),
        ),
        *variants(
            "gradient-not-renewed",
            "the gradient of the start is used at every step. Each line has its own.",
            lambda x, y, rate, steps: _along(0.0, 0.0, x, y, rate, factor=steps),
        ),
        *variants(
            "bias-left-out",
            "the intercept never moves. Both numbers take a step.",
            _fit(lambda m, b, x, y, rate: (_along(m, b, x, y, rate)[0], 0.0)),
        ),
    ],
)
