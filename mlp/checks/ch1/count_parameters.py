"""The check of `count_parameters`."""

from itertools import pairwise

import numpy as np

import mlp
from mlp.checks.kit import Check, case


def _cases(rng):
    def sizes(length):
        return rng.choice(np.arange(2, 40), length, replace=False).tolist()

    return [
        case(rng.permutation(np.arange(2, 7))[:3].tolist(), shows="hard-coded-depth"),
        case(sizes(4)),
        *(case(sizes(length), shows="hard-coded-depth") for length in (2, 5, 3, 6)),
        case([784, *sizes(3)]),
        case([784, 16, 16, 10]),
    ]


def _count(sizes, biases=None):
    """Return the number of weights and biases, with another number of biases if given."""
    weights = sum(a * b for a, b in pairwise(sizes))
    return weights + (sum(sizes[1:]) if biases is None else biases)


# fmt: off
MISTAKES = [
    ("bias-left-out", "only the weights are counted. Each neuron after the input has a bias too.",
     lambda sizes: _count(sizes, 0)),
    ("input-biases-counted", "the input neurons are given biases. They only hold the picture.",
     lambda sizes: _count(sizes, sum(sizes))),
    ("one-bias-per-layer", "each layer has one bias. It has one for each of its neurons.",
     lambda sizes: _count(sizes, len(sizes) - 1), lambda sizes: _count(sizes, len(sizes))),
    ("neurons-not-parameters", "the neurons are counted. The parameters are the weights between "
     "them and the biases.", sum, lambda sizes: sum(sizes[1:])),
    ("product-of-all", "all sizes are multiplied. Weights join only one layer and the next.",
     lambda sizes: int(np.prod(sizes))),
    ("product-of-all", "all sizes are multiplied. Weights join only one layer and the next.",
     lambda sizes: int(np.prod(sizes)) + sum(sizes[1:])),
    ("off-by-one", "the last layer is left out. Where does your loop end?",
     lambda sizes: _count(sizes[:-1]), lambda sizes: _count(sizes, sum(sizes[1:-1]))),
    ("off-by-one", "the first layer is left out. Counting starts at 0.",
     lambda sizes: _count(sizes[1:]), lambda sizes: _count(sizes, sum(sizes[:-1]))),
    ("early-return", "only the first layer is counted. Does return stand inside the loop?",
     lambda sizes: _count(sizes[:2])),
    ("weights-left-out", "the weights are added instead of multiplied: each neuron has one for "
     "each before it.", lambda sizes: sum(a + b for a, b in pairwise(sizes))),
]
# fmt: on

HINTS = (
    "Between two layers each neuron is joined to each. How many weights is that? And each neuron "
    "of the second layer has one bias.",
    "Do it for two sizes that follow each other, and add up over all such pairs. zip(sizes, "
    "sizes[1:]) gives the pairs.",
    "Check yourself by hand with [3, 2]: 6 weights and 2 biases.",
)

check = Check(mlp.count_parameters, _cases, MISTAKES, HINTS)
