"""The check of `relative_error`."""

import numpy as np

import mlp
from mlp.checks.kit import Check, case, few, seen, whole


def _cases(rng):
    def pair(*shapes, noise=0.3, draw=lambda *shape: rng.normal(size=shape)):
        analytic = [draw(*shape) for shape in shapes]
        numerical = [a * (1 + noise * rng.normal(size=a.shape)) for a in analytic]
        return analytic, numerical

    def ints(*shape):
        return whole(rng, *shape, low=-9, high=9)

    zeros, both = [np.zeros((2, 3)), np.zeros(2)], pair((3, 2), (3,))
    both[0][0][1, 1] = both[1][0][1, 1] = 0.0
    opposite = pair((2, 3), (2,))
    opposite[1][0][1, 2] = -opposite[0][0][1, 2]
    tiny = [1e-9 * rng.random((2, 2)), rng.random(2)]
    above, below = pair((4, 3), (4,)), pair((4, 3), (4,))
    above[1][0][...], above[1][1][...] = above[0][0], above[0][1]
    above[1][0][2, 1] = above[0][0][2, 1] - 2.0
    below[1][0][...], below[1][1][...] = below[0][0], below[0][1]
    below[1][1][3] = below[0][1][3] + 2.0
    small = pair((3, 4), (3,), (2, 3), (2,), noise=1e-3)
    small[0][2][0, 1], small[1][2][0, 1] = 1e-4, 2e-4  # a small entry far off
    return [
        case([few(rng, 2), few(rng, 1)], [few(rng, 2), few(rng, 1)]),
        case(*pair((4, 3), (4,), (2, 4), (2,))),
        case(*above),
        case(*below),
        case(*small),
        case(*opposite),
        case(*pair((5,))),
        case(*pair((2, 2), (2,), noise=1e-2)),
        case([np.array([-1.0, -2.0, -4.0])], [np.array([-1.5, -2.5, -3.0])]),
        case(*both, shows="division-by-zero"),
        case(zeros, [array.copy() for array in zeros], shows="division-by-zero"),
        case(tiny, [tiny[0] * 3, tiny[1] * 1.001], shows="division-by-zero"),
        case([ints(2, 3), ints(2)], [ints(2, 3), ints(2)], shows="int-dtype-kept"),
        case(*pair((3, 2), (3,), draw=lambda *s: rng.normal(size=s).astype(np.float32))),
    ]


FLOOR = 1e-8


def _sizes(a, n):
    return np.maximum(np.maximum(np.abs(a), np.abs(n)), FLOOR)


def _long(analytic, numerical):
    """Return both gradients as one long vector each."""
    return [np.concatenate([np.ravel(p) for p in parts]) for parts in (analytic, numerical)]


def _error(make):
    """Return the variant make(a, n) of both gradients as long vectors."""
    return lambda analytic, numerical: make(*_long(analytic, numerical))


def _largest_of_each(analytic, numerical):
    return [
        float(np.max(np.abs(a - n) / _sizes(a, n)))
        for a, n in zip(analytic, numerical, strict=True)
    ]


def _divides_by_zero(outcomes):
    errors = [outcome.error for outcome in outcomes if not outcome.right]
    return all(error and error.type_name == "ZeroDivisionError" for error in errors)


def _only_near_zero(outcomes):
    wrong = [outcome for outcome in outcomes if not outcome.right]
    return all("division-by-zero" in o.case.shows and o.error is None for o in wrong)


# fmt: off
MISTAKES = [
    ("mean-not-maximum", "the mean over the entries is taken. One wrong entry must show: the "
     "largest is asked for.", _error(lambda a, n: np.mean(np.abs(a - n) / _sizes(a, n))),
     lambda *args: np.mean(_largest_of_each(*args)),
     lambda analytic, numerical: max(
         np.mean(np.abs(a - n) / _sizes(a, n))
         for a, n in zip(analytic, numerical, strict=True)
     )),
    ("sum-not-maximum", "the errors are added up. The largest is asked for.",
     _error(lambda a, n: np.sum(np.abs(a - n) / _sizes(a, n))),
     lambda *args: np.sum(_largest_of_each(*args))),
    ("sum-in-denominator", "the sum of the two sizes divides. The larger of the two does.",
     _error(lambda a, n: np.max(np.abs(a - n) / np.maximum(np.abs(a) + np.abs(n), FLOOR))),
     _error(lambda a, n: np.max(np.abs(a - n) / (np.abs(a) + np.abs(n)))),
     _error(lambda a, n: np.max(np.abs(a - n) / (np.abs(a) + np.abs(n) + FLOOR))),
     _error(lambda a, n: np.max(2 * np.abs(a - n) / (np.abs(a) + np.abs(n) + FLOOR)))),
    ("absolute-left-out", "the absolute value above the line is missing. An error below is an "
     "error too.", _error(lambda a, n: np.max((a - n) / _sizes(a, n))),
     _error(lambda a, n: np.max((n - a) / _sizes(a, n)))),
    ("absolute-left-out", "the absolute values below the line are missing. A size is never "
     "negative.", _error(lambda a, n: np.max(np.abs(a - n) / np.maximum(np.maximum(a, n), FLOOR))),
     _error(lambda a, n: np.max((a - n) / np.maximum(np.maximum(a, n), FLOOR)))),
    ("not-relative", "the absolute error comes back. Divide each by the size of its entry.",
     _error(lambda a, n: np.max(np.abs(a - n)))),
    ("one-denominator", "one number divides all errors. Each entry is measured by its own size.",
     _error(lambda a, n: np.max(np.abs(a - n)) / np.max(_sizes(a, n))),
     _error(lambda a, n: np.max(np.abs(a - n)) / max(np.max(np.abs(a)), FLOOR)),
     _error(lambda a, n: np.max(np.abs(a - n)) / max(np.max(np.abs(n)), FLOOR)),
     lambda analytic, numerical: max(
         np.max(np.abs(a - n)) / np.max(_sizes(a, n))
         for a, n in zip(analytic, numerical, strict=True)
     )),
    ("one-denominator", "only one of the two gradients divides. The larger of the two does.",
     _error(lambda a, n: np.max(np.abs(a - n) / np.maximum(np.abs(a), FLOOR))),
     _error(lambda a, n: np.max(np.abs(a - n) / np.maximum(np.abs(n), FLOOR)))),
    ("other-function", "lengths are compared. Each entry counts for itself.",
     _error(lambda a, n: np.linalg.norm(a - n) / np.linalg.norm(a)),
     _error(lambda a, n: np.linalg.norm(a - n) / np.linalg.norm(n)),
     _error(
         lambda a, n: (
             np.linalg.norm(a - n) / max(np.linalg.norm(a), np.linalg.norm(n), FLOOR)
         )
     ),
     _error(lambda a, n: np.linalg.norm(a - n) / max(np.linalg.norm(a), np.linalg.norm(n))),
     _error(lambda a, n: np.linalg.norm(a - n) / (np.linalg.norm(a) + np.linalg.norm(n) + FLOOR)),
     _error(lambda a, n: np.linalg.norm(a - n) / (np.linalg.norm(a) + np.linalg.norm(n)))),
    ("division-by-zero", "nothing keeps the lower number from 0. Where both are 0, 1e-8 divides.",
     _error(lambda a, n: np.max(np.abs(a - n) / np.maximum(np.abs(a), np.abs(n)))),
     _error(lambda a, n: np.nanmax(np.abs(a - n) / np.maximum(np.abs(a), np.abs(n))))),
    ("division-by-zero", "It divides by zero where both numbers are 0. There 1e-8 divides.",
     seen(_divides_by_zero)),
    ("division-by-zero", "It is right unless both numbers are nearly 0. There 1e-8 divides, the "
     "least that may.", seen(_only_near_zero)),
    ("floor-added", "1e-8 is added to the size. It is the least that divides: max(…, 1e-8).",
     _error(lambda a, n: np.max(np.abs(a - n) / (np.maximum(np.abs(a), np.abs(n)) + FLOOR)))),
    ("one-number-per-array", "there is an error for each array. The largest of all is asked for.",
     _largest_of_each,
     lambda analytic, numerical: [
         np.abs(a - n) / _sizes(a, n) for a, n in zip(analytic, numerical, strict=True)
     ]),
    ("early-return", "only the first array is looked at. Does return stand inside the loop?",
     lambda *args: _largest_of_each(*args)[0]),
    ("only-last-array", "only the last array is looked at. Keep the largest of all.",
     lambda *args: _largest_of_each(*args)[-1]),
    ("minimum-not-maximum", "the smallest error comes back. The largest is asked for.",
     _error(lambda a, n: np.min(np.abs(a - n) / _sizes(a, n))),
     _error(
         lambda a, n: np.max(
             np.abs(a - n) / np.maximum(np.minimum(np.abs(a), np.abs(n)), FLOOR)
         )
     )),
]
# fmt: on

HINTS = (
    "Go through the pairs of arrays. For each entry: how far apart the two numbers are, divided "
    "by the larger of their sizes.",
    "np.maximum takes the larger entry by entry; use it twice, so that nothing below 1e-8 divides.",
    "Of each array keep the largest entry, and of those the largest again.",
)

check = Check(mlp.relative_error, _cases, MISTAKES, HINTS)
