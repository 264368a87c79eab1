"""The check of `cost`."""

import numpy as np

import mlp
from mlp.checks.kit import Check, case, few, whole


def _cases(rng):
    return [
        case(few(rng, 3, 4, low=0.1, high=1), np.eye(4)[rng.integers(0, 4, 3)]),
        case(rng.random((5, 10)), np.eye(10)[rng.integers(0, 10, 5)]),
        case(rng.random((7, 4)), rng.random((7, 4))),
        case(rng.random((1, 6)), rng.random((1, 6)), shows="batch-of-one"),
        case(rng.random((4, 4)), rng.random((4, 4))),
        case(whole(rng, 5, 3), whole(rng, 5, 3), shows="int-dtype-kept"),
        case(rng.random((6, 5)).astype("f"), rng.random((6, 5)).astype("f")),
    ]


# fmt: off
MISTAKES = [
    ("sum-not-mean", "the costs of the examples are added up. C is their mean: divide by n.",
     lambda A, Y: np.sum((A - Y) ** 2)),
    ("divided-by-outputs", "the number of output neurons divides too. C is the mean over the n "
     "examples alone.", lambda A, Y: np.mean((A - Y) ** 2),
     lambda A, Y: np.sum((A - Y) ** 2) / A.shape[1]),
    ("sum-over-wrong-axis", "the squares are added up down the columns. Add up along each row, "
     "then take the mean.", lambda A, Y: np.mean(np.sum((A - Y) ** 2, axis=0))),
    ("factor-half-added", "there is a factor ½ in front. Other books add it; here there is none.",
     lambda A, Y: np.sum((A - Y) ** 2) / (2 * len(A))),
    ("absolute-not-square", "absolute values are added up. The cost adds squares.",
     lambda A, Y: np.sum(np.abs(A - Y)) / len(A)),
    ("square-of-sum", "the sum over the neurons is squared. Square each difference first, then add "
     "up.", lambda A, Y: np.mean(np.sum(A - Y, axis=1) ** 2),
     lambda A, Y: np.sum(A - Y) ** 2 / len(A), lambda A, Y: np.sum(np.mean(A - Y, axis=0) ** 2)),
    ("square-left-out", "the differences are added up as they are, so that they cancel. The cost "
     "adds squares.", lambda A, Y: np.sum(A - Y) / len(A)),
    ("root-taken", "the length of each row's difference is taken. Its cost is the square of that.",
     lambda A, Y: np.mean(np.sqrt(np.sum((A - Y) ** 2, axis=1))),
     lambda A, Y: np.sum(np.sqrt(np.sum((A - Y) ** 2, axis=1))),
     lambda A, Y: np.sqrt(np.sum((A - Y) ** 2))),
    ("root-taken", "the root of the mean is taken. C is the mean itself.",
     lambda A, Y: np.sqrt(np.sum((A - Y) ** 2) / len(A)),
     lambda A, Y: np.sqrt(np.mean((A - Y) ** 2))),
    ("mean-left-out", "there is one cost for each example. C is their mean.",
     lambda A, Y: np.sum((A - Y) ** 2, axis=1)),
    ("sum-over-wrong-axis", "there is one cost for each output neuron. Add up along each row, then "
     "take the mean.", lambda A, Y: np.sum((A - Y) ** 2, axis=0),
     lambda A, Y: np.mean((A - Y) ** 2, axis=0)),
    ("only-first-example", "only the first example counts. C is the mean over all.",
     lambda A, Y: np.sum((A[0] - Y[0]) ** 2)),
    ("sign-wrong", "A and Y are added. The cost squares their difference.",
     lambda A, Y: np.sum((A + Y) ** 2) / len(A)),
]
# fmt: on

HINTS = (
    "First the cost of each example, which is a sum along its row; then the mean of those. How "
    "many numbers are averaged: all, or one for each row?",
    "np.sum has an argument axis. Which axis runs along a row?",
)

check = Check(mlp.cost, _cases, MISTAKES, HINTS)
