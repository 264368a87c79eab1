"""The check of `sigmoid_prime`."""

import numpy as np

import mlp
from mlp.checks.kit import Check, elementwise_cases, seen, sigma
from mlp.checks.parts.backward import prime


def _all_zero(outcomes):
    return all(not np.any(np.asarray(outcome.value, float)) for outcome in outcomes)


# fmt: off
MISTAKES = [
    ("sigmoid-prime-of-a", "z itself is used where σ(z) belongs. The formula is σ(z) (1 − σ(z)), "
     "of z.", lambda z: z * (1 - z), lambda z: sigma(z) * (1 - z), lambda z: z * (1 - sigma(z))),
    ("value-not-derivative", "the sigmoid itself comes back. Its derivative is asked for.", sigma),
    ("sign-wrong", "a sign is reversed. The sigmoid rises everywhere, so its derivative is "
     "positive.", lambda z: sigma(z) * (sigma(z) - 1), lambda z: sigma(z) * (1 + sigma(z))),
    ("value-not-derivative", "1 − σ(z) comes back. It is one of the two factors.",
     lambda z: 1 - sigma(z)),
    ("activation-twice", "the sigmoid of the sigmoid is taken. Squash z once, then use a (1 − a).",
     lambda z: prime(sigma(z)), lambda z: sigma(sigma(z)),
     lambda z: sigma(z) * (1 - sigma(sigma(z))), lambda z: sigma(sigma(z)) * (1 - sigma(z))),
    ("relu-not-sigmoid", "this is the derivative of ReLU: a step. The sigmoid's is a bell.",
     lambda z: np.where(np.asarray(z) > 0, 1.0, 0.0), lambda z: np.maximum(0, z)),
    ("other-function", "this is the derivative of tanh. The sigmoid's is at most 1/4.",
     lambda z: 1 - np.tanh(z) ** 2),
    ("brackets-wrong", "brackets are missing: the whole of 1 − σ(z) is a factor.",
     lambda z: sigma(z) ** 2, lambda z: 1 - sigma(z) * sigma(z)),
    ("brackets-wrong", "It is always 0, as σ(z) · 1 − σ(z) is: brackets around 1 − σ(z) are "
     "missing.", seen(_all_zero)),
    ("brackets-wrong", "brackets are missing in the fraction.",
     lambda z: np.exp(-np.asarray(z, float)) / 1 + np.exp(-np.asarray(z, float)) ** 2,
     lambda z: np.exp(-np.asarray(z, float)) / (1 + np.exp(-np.asarray(z, float)))),
    ("overflow", "e to the power 1000 is above and below the line: inf / inf is nan.",
     lambda z: np.exp(-np.asarray(z, float)) / (1 + np.exp(-np.asarray(z, float))) ** 2,
     lambda z: np.exp(np.asarray(z, float)) / (1 + np.exp(np.asarray(z, float))) ** 2),
    ("second-derivative", "this is the slope of the slope. One derivative is asked for.",
     lambda z: prime(z) * (1 - 2 * sigma(z))),
]
# fmt: on

HINTS = (
    "The section has the derivative in terms of the sigmoid itself. Compute the sigmoid once, and"
    " use it twice.",
)

check = Check(mlp.sigmoid_prime, elementwise_cases, MISTAKES, HINTS)
