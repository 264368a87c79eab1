"""The check of `output_delta`."""

import numpy as np

import mlp
from mlp.checks.kit import GRADIENTS, Check, case, few, sigma, whole
from mlp.checks.parts.backward import prime
from mlp.checks.parts.backward_mistakes import WRONG_DELTAS, fitted


def _cases(rng):
    def inputs(n, dtype=float):
        return rng.normal(size=n).astype(dtype), np.eye(n)[rng.integers(n)].astype(dtype)

    other = "hard-coded-size"  # than the ten outputs of the course's network
    return [
        case(few(rng, 3), np.eye(3)[rng.integers(3)], shows=other),
        case(rng.normal(size=4), rng.random(4), shows=other),
        case(*inputs(10)),
        case(rng.normal(size=5), rng.normal(size=5), shows=other),
        case(rng.normal(size=1), np.array([1.0]), shows=other),
        case(whole(rng, 4), np.array([0, 1, 0, 0]), shows=f"int-dtype-kept {other}"),
        case(rng.normal(size=4), np.array([0, 0, 1, 0]), shows=f"int-dtype-kept {other}"),
        case(np.array([1000.0, -1000.0, 0.5]), rng.random(3), shows=f"overflow {other}"),
        case(np.array([-1000.0, 1000.0]), np.array([0.0, 1.0]), shows=f"overflow {other}"),
        case(*inputs(6, np.float32), shows=other),
    ]


# fmt: off
MISTAKES = [
    *fitted(WRONG_DELTAS, lambda delta: lambda z, y: delta(z, sigma(z), y)),
    ("sigmoid-prime-missing", "σ′(z) is missing, and the factor 2 too.", lambda z, y: sigma(z) - y),
    ("sum-not-vector", "the neurons are added up. Each has its own δ.",
     lambda z, y: np.sum(2 * (sigma(z) - y) * prime(z)), lambda z, y: 2 * (sigma(z) - y) @ prime(z),
     lambda z, y: 2 * np.sum(sigma(z) - y) * prime(z)),
    ("divided-by-outputs", "it is divided by the number of neurons. The cost of an example is a "
     "sum.", lambda z, y: 2 * (sigma(z) - y) * prime(z) / len(z),
     lambda z, y: (sigma(z) - y) * prime(z) / len(z)),
    ("absolute-value", "all signs are lost. A neuron that is too dark has a negative δ.",
     lambda z, y: 2 * np.abs(sigma(z) - y) * prime(z)),
    ("sum-left-out", "there is a whole table. Multiply neuron by neuron.",
     lambda z, y: np.outer(2 * (sigma(z) - y), prime(z)),
     lambda z, y: np.diag(prime(z)) * 2 * (sigma(z) - y)),
    ("brackets-wrong", "brackets around a − y are missing.",
     lambda z, y: 2 * sigma(z) - y * prime(z)),
]
# fmt: on

HINTS = (
    "z comes in, so compute a first. Then the chain rule has two links: from C to a, and from a "
    "to z.",
    "Entry by entry: every output neuron has its own.",
)

check = Check(mlp.output_delta, _cases, MISTAKES, HINTS, tolerance=GRADIENTS)
