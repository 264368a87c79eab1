"""The check of `relu`."""

import numpy as np

import mlp
from mlp.checks.kit import Check, elementwise_cases, seen, sigma


def _is_leaky(outcomes):
    """Say whether z > 0 comes back as it is and z < 0 times one small number."""
    ratios = []
    for outcome in outcomes[:3]:
        z, value = outcome.case.args[0], np.asarray(outcome.value, float)
        if value.shape != z.shape or not np.allclose(value[z > 0], z[z > 0]):
            return False
        ratios.extend(value[z < 0] / z[z < 0])
    return bool(ratios) and 0 < abs(ratios[0]) < 1 and np.allclose(ratios, ratios[0])


# fmt: off
MISTAKES = [
    ("sign-wrong", "the smaller of 0 and z is taken. Which one does max(0, z) keep?",
     lambda z: np.minimum(0, z)),
    ("sign-wrong", "z has its sign reversed. A positive z comes through as it is.",
     lambda z: np.maximum(0, -np.asarray(z))),
    ("other-function", "it is the absolute value. A negative z becomes 0, not positive.", np.abs),
    ("other-function", "it is the sigmoid. ReLU is max(0, z).", sigma),
    ("other-function", "z comes back as it was.", lambda z: np.asarray(z)),
    ("other-function", "it is tanh. ReLU is max(0, z).", lambda z: np.tanh(z)),
    ("leaky", "A negative z still gets through, made smaller: that is a leaky ReLU. Here it is to "
     "become 0.", seen(_is_leaky)),
    ("derivative-not-value", "a positive z becomes 1: that is the slope. A positive z comes "
     "through as it is.", lambda z: (np.asarray(z) > 0).astype(float)),
    ("maximum-of-all", "the largest entry of all is taken. Each entry is compared with 0 on its "
     "own.", lambda z: max(0, np.max(z)), lambda z: max(0, max(z))),
    ("maximum-of-all", "the largest entry of all is taken. Each entry is compared with 0 on its "
     "own.", np.max),
    ("maximum-of-all", "the largest entry of all is taken. Each entry is compared with 0 on its "
     "own.", lambda z: np.maximum(0, np.max(z)) + 0 * np.asarray(z)),
]
# fmt: on

HINTS = (
    "Each entry is compared with 0 on its own. Which function of NumPy keeps the larger of two "
    "numbers, entry by entry?",
    "np.max looks for the largest of a whole array; the one you need has a longer name, and takes"
    " two arguments.",
)

check = Check(mlp.relu, elementwise_cases, MISTAKES, HINTS)
