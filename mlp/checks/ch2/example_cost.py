"""The check of `example_cost`."""

import numpy as np

import mlp
from mlp.checks.kit import Check, case, few, whole


def _cases(rng):
    return [
        case(few(rng, 3, low=0.1, high=1), np.eye(3)[rng.integers(3)]),
        case(rng.random(10), np.eye(10)[rng.integers(10)]),
        case(rng.random(5), rng.random(5)),
        case(rng.normal(size=4), rng.normal(size=4)),
        case(rng.random(1), rng.random(1)),
        case(whole(rng, 6), whole(rng, 6), shows="int-dtype-kept"),
        case(rng.random(7).astype("f"), rng.random(7).astype("f")),
    ]


# fmt: off
MISTAKES = [
    ("factor-half-added", "there is a factor ½ in front. Other books add it; here C_k is the plain "
     "sum.", lambda a, y: np.sum((a - y) ** 2) / 2),
    ("mean-not-sum", "the mean over the output neurons is taken. C_k is their sum.",
     lambda a, y: np.mean((a - y) ** 2)),
    ("absolute-not-square", "absolute values are added up. C_k adds squares.",
     lambda a, y: np.sum(np.abs(a - y))),
    ("square-left-out", "the differences are added up as they are, so that they cancel. C_k adds "
     "squares.", lambda a, y: np.sum(a - y), lambda a, y: np.sum(y - a)),
    ("square-of-sum", "the sum is squared. Square each difference first, then add up.",
     lambda a, y: np.sum(a - y) ** 2),
    ("square-of-sum", "the bracket is missing: first the difference, then its square.",
     lambda a, y: np.sum(a**2 - y**2), lambda a, y: np.sum(a - y**2),
     lambda a, y: np.sum(a**2 - y)),
    ("sum-left-out", "there is one number for each neuron. C_k is their sum.",
     lambda a, y: (a - y) ** 2),
    ("root-taken", "the root of the sum is taken: the length of the difference. C_k is its square.",
     lambda a, y: np.sqrt(np.sum((a - y) ** 2))),
    ("root-taken", "the root of the mean is taken. C_k is the plain sum of squares.",
     lambda a, y: np.sqrt(np.mean((a - y) ** 2))),
    ("sign-wrong", "a and y are added. The cost squares their difference.",
     lambda a, y: np.sum((a + y) ** 2)),
    ("sign-wrong", "the whole has a minus in front. A cost is never negative.",
     lambda a, y: -np.sum((a - y) ** 2)),
    ("only-wanted-neuron", "only the neuron that should light up counts. All output neurons do.",
     lambda a, y: (a - y)[np.argmax(y)] ** 2),
    ("maximum-of-all", "only the largest square counts. C_k is the sum of all.",
     lambda a, y: np.max((a - y) ** 2)),
]
# fmt: on

HINTS = (
    "Take the difference of each output to what it should be, square each, and only then add up.",
)

check = Check(mlp.example_cost, _cases, MISTAKES, HINTS)
