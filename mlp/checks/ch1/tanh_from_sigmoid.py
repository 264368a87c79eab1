"""The check of `tanh_from_sigmoid`."""

import numpy as np

import mlp
from mlp.checks.kit import Check, elementwise_cases, sigma

# fmt: off
MISTAKES = [
    ("factor-two-missing", "the factor 2 inside the sigmoid is missing. tanh is twice as steep: "
     "σ(2z).", lambda z: 2 * sigma(z) - 1),
    ("factor-two-missing", "the factor 2 in front of the sigmoid is missing. tanh is twice as "
     "tall.", lambda z: sigma(2 * np.asarray(z)) - 1),
    ("factor-two-missing", "both factors 2 are missing. tanh is twice as tall and twice as steep.",
     lambda z: sigma(z) - 1),
    ("brackets-wrong", "the 1 is subtracted before doubling. First twice as tall, then one lower.",
     lambda z: 2 * (sigma(2 * np.asarray(z)) - 1)),
    ("brackets-wrong", "the 1 is subtracted inside the sigmoid. It lowers the whole curve.",
     lambda z: 2 * sigma(2 * np.asarray(z) - 1)),
    ("other-function", "it is just the sigmoid. tanh runs from −1 to 1.", sigma),
    ("other-function", "it is just the sigmoid of 2z. tanh runs from −1 to 1.",
     lambda z: sigma(2 * np.asarray(z))),
    ("other-function", "it is the tangent, not the hyperbolic tangent.", lambda z: np.tan(z)),
    ("one-not-subtracted", "the 1 is not subtracted. tanh runs from −1 to 1, not from 0 to 2.",
     lambda z: 2 * sigma(2 * np.asarray(z))),
    ("sign-wrong", "the sign of the whole is reversed. tanh of a positive z is positive.",
     lambda z: -np.tanh(z)),
    ("sign-wrong", "the 1 is added. It lowers the curve, so that it runs from −1 to 1.",
     lambda z: 2 * sigma(2 * np.asarray(z)) + 1),
]
# fmt: on

HINTS = (
    "The formula is in the section above. Do its three changes one after another: squeeze, "
    "stretch, lower.",
    "The squeeze is inside the sigmoid, the other two are outside. mlp.sigmoid may help.",
)

check = Check(mlp.tanh_from_sigmoid, elementwise_cases, MISTAKES, HINTS)
