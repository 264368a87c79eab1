"""The check of `sigmoid`."""

import numpy as np

import mlp
from mlp.checks.kit import Check, elementwise_cases, sigma

# fmt: off
MISTAKES = [
    ("sign-wrong", "the exponent is +z. In 1 / (1 + e^−z) it is −z: large z, activation near 1.",
     lambda z: sigma(-z)),
    ("sign-wrong", "the whole has a minus in front. An activation lies between 0 and 1.",
     lambda z: -sigma(z)),
    ("brackets-wrong", "the brackets below the fraction line are missing. 1 / (1 + e^−z) divides "
     "by the sum.", lambda z: 1 / 1 + np.exp(-np.asarray(z, float))),
    ("overflow", "e^z is above and below the line: e^1000 is too large, and inf / inf is nan.",
     lambda z: np.exp(np.asarray(z, float)) / (1 + np.exp(np.asarray(z, float)))),
    ("thresholded", "each z becomes 0 or 1. The sigmoid is a smooth curve.",
     lambda z: (np.asarray(z) > 0).astype(float)),
    ("other-function", "it is tanh. That runs from −1 to 1, the sigmoid from 0 to 1.",
     lambda z: np.tanh(np.asarray(z, float))),
    ("other-function", "it is ReLU. The sigmoid squashes: it never exceeds 1.",
     lambda z: np.maximum(0, z)),
    ("other-function", "it is the exponential alone. Where is the fraction 1 / (1 + …)?",
     lambda z: np.exp(-np.asarray(z, float))),
    ("derivative-not-value", "it is the slope of the sigmoid. Here its height is asked for.",
     lambda z: sigma(z) * (1 - sigma(z))),
    ("activation-twice", "the sigmoid is applied twice. Once is enough.",
     lambda z: sigma(sigma(z))),
]
# fmt: on

HINTS = (
    "Start from the fraction in 'Squash it: the sigmoid'. Python's ** is no help here: look up "
    "np.exp, which takes numbers and arrays.",
    "Mind the brackets: everything below the fraction line belongs together. Which sign has z in "
    "the exponent, if a large z is to give 1?",
)

check = Check(mlp.sigmoid, elementwise_cases, MISTAKES, HINTS)
