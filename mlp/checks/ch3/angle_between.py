"""The check of `angle_between`: compared to 1e-3 degrees, since arccos is steep near 0 and 180."""

import numpy as np

import mlp
from mlp.checks import comparing
from mlp.checks.kit import Check, case, whole

DEGREES = {False: 1e-3, True: 0.2}  # whether an argument is float32
SHAPES = [(4, 3), (4,), (2, 4), (2,)]


def _cases(rng):
    def gradient(shapes=SHAPES, dtype=float):
        return [rng.normal(size=shape).astype(dtype) for shape in shapes]

    def near(first, far):
        return [g + far * rng.normal(size=g.shape) for g in first]

    def rounded_up():
        """Return a gradient whose cosine with itself comes out above 1, as computers round."""
        while True:
            g = gradient([(2, 3), (2,)])
            u = _long(g)
            if u @ u / (np.linalg.norm(u) * np.linalg.norm(u)) > 1:
                return g

    same, small = rounded_up(), [(1, 2), (1,)]
    acute, obtuse = gradient(), gradient()
    if _long(acute) @ _long(obtuse) > 0:
        obtuse = [-g for g in obtuse]
    return [
        case([whole(rng, *s).astype(float) for s in small], [whole(rng, *s) / 2 for s in small]),
        case(acute, obtuse),
        case(acute, [3 * g for g in near(acute, 0.3)]),
        case(gradient([(3, 3)]), gradient([(3, 3)])),
        case([whole(rng, 2, 3), whole(rng, 2)], [whole(rng, 2, 3), whole(rng, 2)]),
        case(same, comparing.copied(same), shows="same-direction"),
        case(same, [2.0 * g for g in same], shows="same-direction"),
        case(same, [-g for g in same], shows="same-direction"),
        case(gradient(dtype=np.float32), gradient(dtype=np.float32)),
        case([1e-9 * g for g in acute], obtuse),
    ]


def _long(arrays):
    return np.concatenate([np.ravel(np.asarray(array, float)) for array in arrays])


def _judge(outcome):
    found = comparing.difference(outcome.raw, outcome.wanted, outcome.tolerance)
    if found is None or found.kind != "value":
        return found
    close = DEGREES[comparing.has_float32(list(outcome.case.args))]
    return None if abs(found.got - found.wanted) <= close else found


def _cosine(first, second):
    u, v = _long(first), _long(second)
    return u @ v / (np.linalg.norm(u) * np.linalg.norm(v))


def _of_cosine(make):
    return lambda first, second: make(np.clip(_cosine(first, second), -1, 1))


def _of_vectors(make):
    return lambda first, second: make(_long(first), _long(second))


def _angle(u, v):
    return np.degrees(np.arccos(np.clip(u @ v / (np.linalg.norm(u) * np.linalg.norm(v)), -1, 1)))


def _each(finish):
    return lambda first, second: finish(
        [_angle(np.ravel(g), np.ravel(h)) for g, h in zip(first, second, strict=True)]
    )


# fmt: off
MISTAKES = [
    ("radians-not-degrees", "the angle is in radians. Half a turn is π there, and 180 degrees.",
     _of_cosine(np.arccos)),
    ("inverse-left-out", "it is the cosine of the angle. Which function undoes it?",
     _of_cosine(lambda c: c)),
    ("division-by-zero", "The cosine is not cut to the range from −1 to 1. Rounding can lift it "
     "above 1, where arccos is NaN: np.clip.", lambda first, second: np.degrees(np.arccos(
         _cosine(first, second)))),
    ("other-function", "arcsin is taken. It is the cosine that u · v gives.",
     _of_cosine(lambda c: np.degrees(np.arcsin(c)))),
    ("other-function", "the cosine is taken of the cosine. The angle is its inverse, arccos.",
     _of_cosine(lambda c: np.degrees(np.cos(c)))),
    ("absolute-value", "no angle exceeds 90 degrees. Above that the cosine is negative, and has to "
     "stay so.",
     _of_cosine(lambda c: np.degrees(np.arccos(abs(c)))),
     _of_cosine(lambda c: np.degrees(np.arccos(np.clip(c, 0, 1))))),
    ("sign-wrong", "the sign of the cosine is turned around: it is the angle to the opposite.",
     _of_cosine(lambda c: np.degrees(np.arccos(-c)))),
    ("not-normalised", "u · v is not divided by both lengths. Only then it is a cosine.",
     _of_vectors(lambda u, v: np.degrees(np.arccos(np.clip(u @ v, -1, 1)))),
     _of_vectors(lambda u, v: np.degrees(np.arccos(np.clip(u @ v / np.linalg.norm(u), -1, 1)))),
     _of_vectors(lambda u, v: np.degrees(np.arccos(np.clip(u @ v / np.linalg.norm(v), -1, 1))))),
    ("root-left-out", "u · v is divided by the squares of the lengths. A length is the root of the "
     "sum of squares.",
     _of_vectors(lambda u, v: np.degrees(np.arccos(np.clip(u @ v / (u @ u * (v @ v)), -1, 1))))),
    ("array-by-array", "each array has an angle of its own here. All numbers of a gradient make "
     "one long vector, and two vectors have one angle.", _each(lambda angles: angles),
     _each(np.mean), _each(np.sum), _each(np.max), _each(np.median)),
    ("only-first-array", "only the first array of each gradient counts. Take all of them together.",
     _each(lambda angles: angles[0])),
    ("only-last-array", "only the last array of each gradient counts. Take all of them together.",
     _each(lambda angles: angles[-1])),
    ("other-function", "it is the distance between the two. Their angle is asked for.",
     _of_vectors(lambda u, v: np.linalg.norm(u - v))),
]
# fmt: on

HINTS = (
    "Make one long vector of each list: ravel each array, then np.concatenate.",
    "The formula gives the cosine: u · v divided by both lengths. np.linalg.norm is a length.",
    "np.arccos undoes the cosine, in radians; np.degrees makes degrees of them. Rounding may give"
    " a cosine just above 1: look up np.clip.",
)

check = Check(mlp.angle_between, _cases, MISTAKES, HINTS, judge=_judge)
