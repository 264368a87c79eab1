"""The check of `output_nudges`."""

import numpy as np

import mlp
from mlp.checks.kit import GRADIENTS, NO_TWO, Check, case, few, sigma, whole

DERIVATIVES = (
    "all signs are reversed: these are derivatives. A pull points down the cost, so it is "
    "minus a derivative."
)


def _cases(rng):
    def inputs(n, dtype=float):
        return rng.random(n).astype(dtype), np.eye(n)[rng.integers(n)].astype(dtype)

    other = "hard-coded-size"  # than the ten outputs of the course's network
    return [
        case(few(rng, 3, low=0.1, high=0.9), np.eye(3)[rng.integers(3)], shows=other),
        case(rng.random(4), rng.random(4), shows=other),
        case(*inputs(10)),
        case(rng.normal(size=5), rng.normal(size=5), shows=other),
        case(rng.random(1), np.array([1.0]), shows=other),
        case(whole(rng, 4), whole(rng, 4, low=0), shows=f"int-dtype-kept {other}"),
        case(rng.random(4), np.array([0, 0, 1, 0]), shows=f"int-dtype-kept {other}"),
        case(*inputs(6, np.float32), shows=other),
    ]


# fmt: off
MISTAKES = [
    ("factor-two-missing", NO_TWO, lambda a, y: y - a),
    ("sign-wrong", DERIVATIVES, lambda a, y: 2 * (a - y)),
    ("sign-wrong", "the sign is reversed and the factor 2 is missing.", lambda a, y: a - y),
    ("sum-not-vector", "the pulls are added up. Each output neuron has its own.",
     lambda a, y: np.sum(2 * (y - a)), lambda a, y: np.sum(2 * (a - y)),
     lambda a, y: np.sum(y - a)),
    ("cost-not-derivative", "the cost comes back. Its derivative is asked for: how the cost "
     "changes with a.", lambda a, y: (a - y) ** 2, lambda a, y: -((a - y) ** 2),
     lambda a, y: np.sum((a - y) ** 2)),
    ("cost-not-derivative", "the square is still there. The derivative of a square is twice what "
     "was squared.", lambda a, y: 2 * (a - y) ** 2, lambda a, y: -2 * (a - y) ** 2),
    ("sigmoid-prime-added", "the derivative of the sigmoid is there too. The pulls on a are asked "
     "for, not those on z.", lambda a, y: 2 * (y - a) * a * (1 - a),
     lambda a, y: 2 * (y - a) * sigma(a) * (1 - sigma(a)), lambda a, y: 2 * (a - y) * a * (1 - a),
     lambda a, y: (y - a) * a * (1 - a)),
    ("absolute-value", "all pulls are positive. A neuron that is too bright is pulled down.",
     lambda a, y: 2 * np.abs(y - a), lambda a, y: np.abs(y - a), lambda a, y: -2 * np.abs(y - a)),
    ("divided-by-outputs", "the pulls are divided by the number of neurons. The cost of an "
     "example is a sum.", lambda a, y: 2 * (y - a) / len(a), lambda a, y: 2 * (a - y) / len(a),
     lambda a, y: (y - a) / len(a), lambda a, y: 2 * np.mean(y - a),
     lambda a, y: np.mean(2 * (a - y))),
    ("brackets-wrong", "the 2 multiplies y alone. Put brackets around the difference.",
     lambda a, y: 2 * y - a),
    ("only-one-neuron", "only the desired neuron is pulled. The others are pulled down.",
     lambda a, y: np.where(y == y.max(), 2 * (y - a), 0.0)),
    ("factor-two-twice", "the factor 2 is there twice.", lambda a, y: 4 * (y - a)),
    ("thresholded", "only the direction is there. A neuron that is far off is pulled more.",
     lambda a, y: np.sign(y - a)),
]
# fmt: on

HINTS = (
    "The cost of one output is (a − y)². What is its derivative with respect to a? The pull is "
    "minus that.",
)

check = Check(mlp.output_nudges, _cases, MISTAKES, HINTS, tolerance=GRADIENTS)
