"""Chapter 2, slopes by differences: slope, numerical_gradient."""

import numpy as np

import mlp
from mlp.checks.cases import case
from mlp.checks.check import Check
from mlp.checks.comparing import GRADIENTS
from mlp.checks.mistakes import Symptom, Variant, variants
from mlp.checks.samples import Recorded, few, whole


def _curve(rng):
    """Return a random curve that is neither even nor odd, and not straight."""
    a, b, c = whole(rng), whole(rng), whole(rng)
    text = f"(lambda w: {a}*w**3 + {b}*w**2 + {c}*w + 1)".replace("+ -", "- ")
    return Recorded(lambda w: a * w**3 + b * w**2 + c * w + 1.0, text)


def _slope_cases(rng):
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


slope = Check(
    mlp.slope,
    cases=_slope_cases,
    tolerance=GRADIENTS,
    mistakes=[
        Symptom(
            "rounding-noise",
            _step_too_small,
            "The step is so small that f(w + h) and f(w − h) differ by rounding alone. Use the h "
            "that comes in.",
        ),
        *variants(
            "forward-difference",
            "f(w) itself is used: a step to one side. A central difference steps to both sides, "
            "w + h and w − h.",
            lambda f, w, h=1e-5: (f(w + h) - f(w)) / h,
            lambda f, w, h=1e-5: (f(w) - f(w - h)) / h,
        ),
        Variant(
            "factor-two-missing",
            lambda f, w, h=1e-5: (f(w + h) - f(w - h)) / h,
            "h divides. From w − h to w + h it is 2h.",
        ),
        Variant(
            "factor-two-missing",
            lambda f, w, h=1e-5: (f(w + h) - f(w)) / (2 * h),
            "2h divides a step of h. From w − h to w + h it is 2h.",
        ),
        Variant(
            "brackets-wrong",
            lambda f, w, h=1e-5: (f(w + h) - f(w - h)) / 2 * h,
            "/ 2 * h divides by 2 and multiplies by h. Put brackets around 2 * h.",
        ),
        Variant(
            "brackets-wrong",
            lambda f, w, h=1e-5: f(w + h) - f(w - h) / (2 * h),
            "only f(w − h) is divided. Put brackets around the difference.",
        ),
        Variant(
            "brackets-wrong",
            lambda f, w, h=1e-5: f(w + h) - f(w - h) / 2 * h,
            "the brackets are missing, above and below the fraction line.",
        ),
        Variant(
            "division-left-out",
            lambda f, w, h=1e-5: f(w + h) - f(w - h),
            "the difference is not divided by the way, 2h.",
        ),
        *variants(
            "sign-wrong",
            "plus and minus change places: f(w + h) comes first.",
            lambda f, w, h=1e-5: (f(w - h) - f(w + h)) / (2 * h),
            lambda f, w, h=1e-5: (f(w) - f(w + h)) / h,
        ),
        Variant(
            "sign-wrong",
            lambda f, w, h=1e-5: (f(w + h) + f(w - h)) / (2 * h),
            "the two values are added. A slope is a difference over a way.",
        ),
        *variants(
            "second-derivative",
            "the second difference is taken: how the slope changes, not the slope.",
            lambda f, w, h=1e-5: (f(w + h) - 2 * f(w) + f(w - h)) / h**2,
            lambda f, w, h=1e-5: (f(w + h) - 2 * f(w) + f(w - h)) / (2 * h),
        ),
        Variant(
            "value-not-derivative",
            lambda f, w, h=1e-5: f(w),
            "the height of the curve is returned. Its slope is asked for.",
        ),
    ],
)


def _hills(rng, shape, nonlinear=1.0):
    """Return a function of an array of this shape in which every entry acts on the others."""
    c, d = rng.uniform(0.5, 2, shape), rng.uniform(0.5, 1.5, shape) * rng.choice([-1, 1], shape)

    def f(p):
        p = np.asarray(p, float)
        if p.shape != shape:
            raise ValueError(f"f wants an array of shape {shape}, got {p.shape}")
        return float(np.sum(c * p**3) / 3 + nonlinear * np.sum(d * p) ** 2)

    return Recorded(f, "a function of an array")


def _gradient_cases(rng):
    def inputs(*shape):
        return _hills(rng, shape), rng.normal(size=shape)

    eighths = (rng.integers(1, 16, 4) / 8).astype(np.float32)
    return [
        case(_hills(rng, (3,)), few(rng, 3)),
        case(*inputs(4)),
        case(*inputs(3), 0.1, shows="argument-ignored"),
        case(*inputs(2, 3)),
        case(*inputs(3, 4), 0.25, shows="argument-ignored"),
        case(*inputs(2, 3, 2), 0.01, shows="argument-ignored", lenient=True),
        case(*inputs(1)),
        case(_hills(rng, (4,)), whole(rng, 4), shows="int-dtype-kept"),
        case(_hills(rng, (2, 3)), whole(rng, 2, 3), shows="int-dtype-kept"),
        case(_hills(rng, (4,)), eighths, 0.25, shows="argument-ignored"),
    ]


def _of_floats(outcomes):
    return [outcome for outcome in outcomes if "int-dtype-kept" not in outcome.case.shows]


def _mutates(outcomes):
    return any(outcome.changed is not None for outcome in _of_floats(outcomes))


def _entries_moved(outcome):
    """Return in how many entries each point asked differs from p."""
    p = outcome.case.args[1]
    return [int(np.sum(np.abs(point - p) > 1e-12)) for point in outcome.points]


def _not_restored(outcomes):
    for outcome in _of_floats(outcomes):
        moved = _entries_moved(outcome)
        if outcome.case.args[1].size > 2 and moved and moved[0] == 1 and max(moved) > 1:
            return True
    return False


def _all_at_once(outcomes):
    moved = [
        count == outcome.case.args[1].size
        for outcome in _of_floats(outcomes)
        for count in _entries_moved(outcome)
        if outcome.case.args[1].size > 1 and count
    ]
    return bool(moved) and all(moved)


def _only_ints_wrong(outcomes):
    wrong = [outcome for outcome in outcomes if not outcome.right or outcome.changed is not None]
    return bool(wrong) and all("int-dtype-kept" in outcome.case.shows for outcome in wrong)


def _asked_in_another_shape(outcomes):
    wrong = [outcome for outcome in outcomes if not outcome.right]
    return bool(wrong) and all(
        outcome.error and "f wants an array of shape" in outcome.error.message for outcome in wrong
    )


def _differences(step):
    """Return the variant that takes this difference for each entry: step(f, p, e, h)."""

    def go(f, p, h=1e-5):
        p = np.array(p, float)
        gradient = np.zeros(p.shape)
        for i in np.ndindex(p.shape):
            e = np.zeros(p.shape)
            e[i] = h
            gradient[i] = step(f, p, e, h)
        return gradient

    return go


numerical_gradient = Check(
    mlp.numerical_gradient,
    cases=_gradient_cases,
    tolerance=GRADIENTS,
    mistakes=[
        Symptom(
            "mutates-input",
            _mutates,
            "The caller's array p is not as it was: h is left behind in it. Work on a copy, and "
            "put each entry back before the next one moves.",
        ),
        Symptom(
            "int-dtype-kept",
            _only_ints_wrong,
            "It is right for numbers with a decimal point but not for whole numbers: an array of "
            "ints cannot hold 3 + h. Make a float copy first.",
        ),
        Symptom(
            "not-restored",
            _not_restored,
            "The old value is not put back: from the second entry on, f is asked at a point where "
            "several entries are moved.",
        ),
        Symptom(
            "all-at-once",
            _all_at_once,
            "All entries are moved together. A partial derivative moves one and holds the others.",
        ),
        Symptom(
            "wrong-shape",
            _asked_in_another_shape,
            "f is asked with an array of another shape than p. Keep the shape, whatever it is.",
        ),
        *variants(
            "factor-two-missing",
            "h divides. From p_i − h to p_i + h it is 2h.",
            _differences(lambda f, p, e, h: (f(p + e) - f(p - e)) / h),
        ),
        *variants(
            "factor-two-missing",
            "2h divides a step of h. From p_i − h to p_i + h it is 2h.",
            _differences(lambda f, p, e, h: (f(p + e) - f(p)) / (2 * h)),
        ),
        *variants(
            "sign-wrong",
            "the lower value comes first: f with p_i + h minus f with p_i − h.",
            _differences(lambda f, p, e, h: (f(p - e) - f(p + e)) / (2 * h)),
            _differences(lambda f, p, e, h: (f(p) - f(p + e)) / h),
        ),
        *variants(
            "forward-difference",
            "f(p) itself is used: a step to one side. A central difference steps to both sides.",
            _differences(lambda f, p, e, h: (f(p + e) - f(p)) / h),
            _differences(lambda f, p, e, h: (f(p) - f(p - e)) / h),
        ),
        *variants(
            "brackets-wrong",
            "/ 2 * h divides by 2 and multiplies by h. Put brackets around 2 * h.",
            _differences(lambda f, p, e, h: (f(p + e) - f(p - e)) / 2 * h),
        ),
        *variants(
            "brackets-wrong",
            "only the second value is divided. Put brackets around the difference.",
            _differences(lambda f, p, e, h: f(p + e) - f(p - e) / (2 * h)),
        ),
        *variants(
            "division-left-out",
            "the difference is not divided by the way, 2h.",
            _differences(lambda f, p, e, h: f(p + e) - f(p - e)),
        ),
        *variants(
            "second-derivative",
            "the second difference is taken: how the slope changes, not the slope.",
            _differences(lambda f, p, e, h: (f(p + e) - 2 * f(p) + f(p - e)) / h**2),
        ),
    ],
)
