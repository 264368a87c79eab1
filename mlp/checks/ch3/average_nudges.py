"""The check of `average_nudges`."""

import numpy as np

import mlp
from mlp.checks.kit import GRADIENTS, Check, case, few, whole


def _cases(rng):
    def examples(n, *shapes, draw=lambda *shape: rng.normal(size=shape)):
        return [[draw(*shape) for shape in shapes] for _ in range(n)]

    def ints(*shape):
        return whole(rng, *shape)

    def floats32(*shape):
        return rng.normal(size=shape).astype(np.float32)

    return [
        case(examples(3, (2,), (2, 2), draw=lambda *shape: few(rng, *shape))),
        case(examples(5, (4, 3), (4,), (2, 4), (2,)), shows="hard-coded-size"),
        case(examples(2, (3,), (5, 2), (4, 3)), shows="hard-coded-size"),
        case(examples(4, (3, 3)), shows="hard-coded-size"),
        case(examples(1, (2, 3), (3,)), shows="batch-of-one"),
        case(examples(7, (2,), (3,))),
        case(examples(3, (3, 2), (3,), (3, 2)), shows="hard-coded-size"),
        case(examples(4, (2, 3), (2,), draw=ints), shows="int-dtype-kept"),
        case(examples(6, (3, 4), (3,), draw=floats32)),
    ]


def _places(nudges):
    """Return for each place in the lists the arrays of all examples, (n, …)."""
    return [np.array(arrays) for arrays in zip(*nudges, strict=True)]


def _over(make):
    """Return the variant that makes each mean of the examples' arrays (n, …): make(arrays, n)."""
    return lambda nudges: [make(arrays, len(nudges)) for arrays in _places(nudges)]


def _halved(arrays, n):
    mean = arrays[0].astype(float)
    for array in arrays[1:]:
        mean = (mean + array) / 2
    return mean


def _halved_from_zero(arrays, n):
    mean = 0 * arrays[0].astype(float)
    for array in arrays:
        mean = (mean + array) / 2
    return mean


# fmt: off
MISTAKES = [
    ("sum-not-mean", "the examples are added up. Their mean is asked for: divide by how many there "
     "are.", _over(lambda arrays, n: arrays.sum(axis=0))),
    ("mean-over-wrong-axis", "the mean is taken inside each example. Average over the examples, "
     "place by place.",
     lambda nudges: [np.mean([np.mean(array) for array in example]) for example in nudges],
     lambda nudges: [[np.mean(array) for array in example] for example in nudges],
     lambda nudges: [np.mean(np.array(example), axis=0) for example in nudges],
     lambda nudges: [sum(example) / len(example) for example in nudges],
     lambda nudges: [np.mean(np.concatenate([a.ravel() for a in e])) for e in nudges],
     lambda nudges: [[np.mean(array, axis=0) for array in example] for example in nudges],
     lambda nudges: [np.mean(array, axis=0) for array in nudges[0]],
     _over(lambda arrays, n: arrays.mean(axis=1)), _over(lambda arrays, n: arrays.mean(axis=-1))),
    ("divided-by-wrong-count", "the sum is divided by the number of arrays in an example. Divide "
     "by the number of examples.",
     lambda nudges: [arrays.sum(axis=0) / len(nudges[0]) for arrays in _places(nudges)]),
    ("divided-by-wrong-count", "the sum is divided by something else than the number of examples.",
     _over(lambda arrays, n: arrays.sum(axis=0) / arrays[0].size),
     _over(lambda arrays, n: arrays.sum(axis=0) / len(arrays[0])),
     _over(lambda arrays, n: arrays.sum(axis=0) / (n - 1)),
     _over(lambda arrays, n: arrays.sum(axis=0) / (n + 1))),
    ("mean-of-all-entries", "each array becomes one number. The mean is over the examples; the "
     "shapes stay.", _over(lambda arrays, n: arrays.mean()),
     _over(lambda arrays, n: np.full(arrays[0].shape, arrays.mean()))),
    ("only-first-example", "only the first example is there. Does return stand inside the loop?",
     lambda nudges: nudges[0], _over(lambda arrays, n: arrays[0] / n)),
    ("only-last-example", "only the last example is there. Add, do not overwrite.",
     lambda nudges: nudges[-1], _over(lambda arrays, n: arrays[-1] / n)),
    ("off-by-one", "an example is left out. Where does your loop or slice end?",
     _over(lambda arrays, n: arrays[:-1].sum(axis=0) / n),
     _over(lambda arrays, n: arrays[:-1].mean(axis=0)),
     _over(lambda arrays, n: arrays[1:].sum(axis=0) / n),
     _over(lambda arrays, n: arrays[1:].mean(axis=0))),
    ("running-mean-wrong", "the mean so far and the next example count the same, so early examples "
     "fade. Add all up first, then divide once.", _over(_halved), _over(_halved_from_zero)),
    ("running-mean-wrong", "the sum is divided at each example. Add all up first, then divide "
     "once.", _over(lambda arrays, n: sum(a / n ** (n - i) for i, a in enumerate(arrays))),
     _over(lambda arrays, n: sum(a / 2 ** (n - i) for i, a in enumerate(arrays)))),
    ("mean-left-out", "the examples' arrays are put side by side, not averaged.",
     _over(lambda arrays, n: arrays)),
    ("mean-not-rows", "one array comes back for all places. Each place in the lists has its own "
     "mean.",
     lambda nudges: np.mean([np.mean(np.array(example), axis=0) for example in nudges], 0)),
    ("off-by-one", "a place in the lists is left out.",
     lambda nudges: [arrays.mean(axis=0) for arrays in _places(nudges)[:-1]],
     lambda nudges: [arrays.mean(axis=0) for arrays in _places(nudges)[1:]]),
    ("layers-reversed", "the places come back in the other order.",
     lambda nudges: [arrays.mean(axis=0) for arrays in _places(nudges)][::-1]),
    ("median-not-mean", "the median is taken. Every example has its say: the mean.",
     _over(lambda arrays, n: np.median(arrays, axis=0))),
]
# fmt: on

HINTS = (
    "nudges[k] is example k, a list of arrays. Place by place, over all examples, the mean is "
    "asked for; the shapes stay.",
    "zip(*nudges) turns the lists around: it gives, for each place, the arrays of all examples.",
    "The sum of such a group, divided by the number of examples: is that number len(nudges) or "
    "len(nudges[0])?",
)

check = Check(mlp.average_nudges, _cases, MISTAKES, HINTS, tolerance=GRADIENTS)
