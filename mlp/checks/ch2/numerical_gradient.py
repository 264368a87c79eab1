"""The check of `numerical_gradient`."""

import numpy as np

import mlp
from mlp.checks.kit import GRADIENTS, Check, Recorded, case, few, seen, whole


def _hills(rng, shape, nonlinear=1.0):
    """Return a function of an array of this shape in which every entry acts on the others."""
    c, d = rng.uniform(0.5, 2, shape), rng.uniform(0.5, 1.5, shape) * rng.choice([-1, 1], shape)

    def f(p):
        p = np.asarray(p, float)
        if p.shape != shape:
            raise ValueError(f"f wants an array of shape {shape}, got {p.shape}")
        return float(np.sum(c * p**3) / 3 + nonlinear * np.sum(d * p) ** 2)

    return Recorded(f, "a function of an array")


def _cases(rng):
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
        h = outcome.case.args[2] if len(outcome.case.args) > 2 else 1e-5
        near = all(np.all(np.abs(q - outcome.case.args[1]) < 4 * h) for q in outcome.points)
        if outcome.case.args[1].size > 2 and moved and moved[0] == 1 and max(moved) > 1 and near:
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


# fmt: off
MISTAKES = [
    ("mutates-input", "The caller's array p is not as it was afterwards. Work on a copy, and put "
     "each entry back before the next one moves.", seen(_mutates)),
    ("int-dtype-kept", "It is right for numbers with a decimal point but not for whole numbers: an "
     "array of ints cannot hold 3 + h. Make a float copy first.", seen(_only_ints_wrong)),
    ("not-restored", "The old value is not put back: from the second entry on, f is asked at a "
     "point where several entries are moved.", seen(_not_restored)),
    ("all-at-once", "All entries are moved together. A partial derivative moves one and holds the "
     "others.", seen(_all_at_once)),
    ("wrong-shape", "f is asked with an array of another shape than p. Keep the shape, whatever it "
     "is.", seen(_asked_in_another_shape)),
    ("factor-two-missing", "h divides. From p_i − h to p_i + h it is 2h.",
     _differences(lambda f, p, e, h: (f(p + e) - f(p - e)) / h)),
    ("factor-two-missing", "2h divides a step of h. From p_i − h to p_i + h it is 2h.",
     _differences(lambda f, p, e, h: (f(p + e) - f(p)) / (2 * h))),
    ("sign-wrong", "the lower value comes first: f with p_i + h minus f with p_i − h.",
     _differences(lambda f, p, e, h: (f(p - e) - f(p + e)) / (2 * h)),
     _differences(lambda f, p, e, h: (f(p) - f(p + e)) / h)),
    ("forward-difference", "f(p) itself is used: a step to one side. A central difference steps to "
     "both sides.", _differences(lambda f, p, e, h: (f(p + e) - f(p)) / h),
     _differences(lambda f, p, e, h: (f(p) - f(p - e)) / h)),
    ("brackets-wrong", "/ 2 * h divides by 2 and multiplies by h. Put brackets around 2 * h.",
     _differences(lambda f, p, e, h: (f(p + e) - f(p - e)) / 2 * h)),
    ("brackets-wrong", "only the second value is divided. Put brackets around the difference.",
     _differences(lambda f, p, e, h: f(p + e) - f(p - e) / (2 * h))),
    ("division-left-out", "the difference is not divided by the way, 2h.",
     _differences(lambda f, p, e, h: f(p + e) - f(p - e))),
    ("second-derivative", "the second difference is taken: how the slope changes, not the slope.",
     _differences(lambda f, p, e, h: (f(p + e) - 2 * f(p) + f(p - e)) / h**2)),
]
# fmt: on

HINTS = (
    "One entry at a time: nudge it up, ask f, nudge it down, ask f, put it back. The other "
    "entries stay where they are.",
    "Work on a float copy, so that the caller's array stays as it was and an int array does not "
    "cut off the nudge. The result has the shape of p: np.zeros(p.shape).",
    "A loop over all entries of any shape: look up np.ndindex(p.shape), which gives index tuples.",
    "The skeleton:\n"
    "  for i in np.ndindex(p.shape):\n"
    "      up, down = ..., ...      # copies\n"
    "      up[i] += ...\n"
    "      down[i] -= ...\n"
    "      gradient[i] = ...",
)

check = Check(mlp.numerical_gradient, _cases, MISTAKES, HINTS, tolerance=GRADIENTS)
