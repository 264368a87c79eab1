"""Chapter 1, the activation functions: sigmoid, relu, tanh_from_sigmoid."""

import numpy as np

import mlp
from mlp.checks.cases import case
from mlp.checks.check import Check
from mlp.checks.mistakes import Symptom, Variant
from mlp.checks.samples import few, sigma, whole

LARGE = np.array([-1000.0, 0.5, 1000.0])


def elementwise_cases(rng):
    """Return the cases of a function of any shape: arrays first, then numbers, ints, extremes."""
    return [
        case(few(rng, 3, low=-3, high=3)),
        case(rng.normal(0, 2, (4, 3))),
        case(few(rng, low=0.1, high=3), lenient=True),
        case(-few(rng, low=0.1, high=3), lenient=True),
        case(np.append(whole(rng, 3), [-2, 3]), shows="int-dtype-kept"),
        case(rng.normal(0, 2, 5).astype(np.float32)),
        case(LARGE, shows="overflow"),
        case(-1000.0, shows="overflow", lenient=True),
        case(1000.0, shows="overflow", lenient=True),
    ]


sigmoid = Check(
    mlp.sigmoid,
    cases=elementwise_cases,
    mistakes=[
        Variant(
            "sign-wrong",
            lambda z: sigma(-z),
            "the exponent is +z. In 1 / (1 + e^−z) it is −z: large z, activation near 1.",
        ),
        Variant(
            "sign-wrong",
            lambda z: -sigma(z),
            "the whole has a minus in front. An activation lies between 0 and 1.",
        ),
        Variant(
            "brackets-wrong",
            lambda z: 1 / 1 + np.exp(-np.asarray(z, float)),
            "the brackets below the fraction line are missing. 1 / (1 + e^−z) divides by the sum.",
        ),
        Variant(
            "overflow",
            lambda z: np.exp(np.asarray(z, float)) / (1 + np.exp(np.asarray(z, float))),
            "e^z stands above and below the line: e^1000 is too large, and inf / inf is nan.",
        ),
        Variant(
            "thresholded",
            lambda z: (np.asarray(z) > 0).astype(float),
            "each z becomes 0 or 1. The sigmoid is a smooth curve.",
        ),
        Variant(
            "other-function",
            lambda z: np.tanh(np.asarray(z, float)),
            "it is tanh. That runs from −1 to 1, the sigmoid from 0 to 1.",
        ),
        Variant(
            "other-function",
            lambda z: np.maximum(0, z),
            "it is ReLU. The sigmoid squashes: it never exceeds 1.",
        ),
        Variant(
            "other-function",
            lambda z: np.exp(-np.asarray(z, float)),
            "it is the exponential alone. Where is the fraction 1 / (1 + …)?",
        ),
        Variant(
            "derivative-not-value",
            lambda z: sigma(z) * (1 - sigma(z)),
            "it is the slope of the sigmoid. Here its height is asked for.",
        ),
        Variant(
            "activation-twice",
            lambda z: sigma(sigma(z)),
            "the sigmoid is applied twice. Once is enough.",
        ),
    ],
)


def _is_leaky(outcomes):
    """Say whether z > 0 comes back as it is and z < 0 times one small number."""
    ratios = []
    for outcome in outcomes[:3]:
        z, value = outcome.case.args[0], np.asarray(outcome.value, float)
        if value.shape != z.shape or not np.allclose(value[z > 0], z[z > 0]):
            return False
        ratios.extend(value[z < 0] / z[z < 0])
    return bool(ratios) and 0 < abs(ratios[0]) < 1 and np.allclose(ratios, ratios[0])


relu = Check(
    mlp.relu,
    cases=elementwise_cases,
    mistakes=[
        Variant(
            "sign-wrong",
            lambda z: np.minimum(0, z),
            "the smaller of 0 and z is taken. Which one does max(0, z) keep?",
        ),
        Variant(
            "sign-wrong",
            lambda z: np.maximum(0, -np.asarray(z)),
            "z has its sign turned round. A positive z comes through as it is.",
        ),
        Variant(
            "other-function",
            np.abs,
            "it is the absolute value. A negative z becomes 0, not positive.",
        ),
        Variant("other-function", sigma, "it is the sigmoid. ReLU is max(0, z)."),
        Variant("other-function", lambda z: np.asarray(z), "z comes back as it was."),
        Variant("other-function", lambda z: np.tanh(z), "it is tanh. ReLU is max(0, z)."),
        Symptom(
            "leaky",
            _is_leaky,
            "A negative z still gets through, made smaller: that is a leaky ReLU. Here it is to "
            "become 0.",
        ),
        Variant(
            "derivative-not-value",
            lambda z: (np.asarray(z) > 0).astype(float),
            "a positive z becomes 1: that is the slope. A positive z comes through as it is.",
        ),
        Variant(
            "maximum-of-all",
            lambda z: max(0, np.max(z)),
            "the largest entry of all is taken. Each entry is compared with 0 on its own.",
        ),
        Variant(
            "maximum-of-all",
            np.max,
            "the largest entry of all is taken. Each entry is compared with 0 on its own.",
        ),
        Variant(
            "maximum-of-all",
            lambda z: np.maximum(0, np.max(z)) + 0 * np.asarray(z),
            "the largest entry of all is taken. Each entry is compared with 0 on its own.",
        ),
    ],
)


tanh_from_sigmoid = Check(
    mlp.tanh_from_sigmoid,
    cases=elementwise_cases,
    mistakes=[
        Variant(
            "factor-two-missing",
            lambda z: 2 * sigma(z) - 1,
            "the factor 2 inside the sigmoid is missing. tanh is twice as steep: σ(2z).",
        ),
        Variant(
            "factor-two-missing",
            lambda z: sigma(2 * np.asarray(z)) - 1,
            "the factor 2 in front of the sigmoid is missing. tanh is twice as tall.",
        ),
        Variant(
            "factor-two-missing",
            lambda z: sigma(z) - 1,
            "both factors 2 are missing. tanh is twice as tall and twice as steep.",
        ),
        Variant(
            "brackets-wrong",
            lambda z: 2 * (sigma(2 * np.asarray(z)) - 1),
            "the 1 is subtracted before doubling. First twice as tall, then one lower.",
        ),
        Variant(
            "brackets-wrong",
            lambda z: 2 * sigma(2 * np.asarray(z) - 1),
            "the 1 is subtracted inside the sigmoid. It lowers the whole curve.",
        ),
        Variant("other-function", sigma, "it is just the sigmoid. tanh runs from −1 to 1."),
        Variant(
            "other-function",
            lambda z: sigma(2 * np.asarray(z)),
            "it is just the sigmoid of 2z. tanh runs from −1 to 1.",
        ),
        Variant(
            "other-function", lambda z: np.tan(z), "it is the tangent, not the hyperbolic tangent."
        ),
        Variant(
            "one-not-subtracted",
            lambda z: 2 * sigma(2 * np.asarray(z)),
            "the 1 is not subtracted. tanh runs from −1 to 1, not from 0 to 2.",
        ),
        Variant(
            "sign-wrong",
            lambda z: -np.tanh(z),
            "the sign of the whole is turned round. tanh of a positive z is positive.",
        ),
        Variant(
            "sign-wrong",
            lambda z: 2 * sigma(2 * np.asarray(z)) + 1,
            "the 1 is added. It lowers the curve, so that it runs from −1 to 1.",
        ),
    ],
)
