"""The check of `neuron`."""

import numpy as np

import mlp
from mlp.checks.kit import Check, case, few, sigma, whole
from mlp.checks.parts.forward import OTHER_SQUASH


def _cases(rng):
    def inputs(n, spread, sign):
        """Return inputs whose z has this sign, clearly: z itself and ReLU differ below 0 alone."""
        while True:
            a, w, b = rng.random(n), rng.normal(0, spread, n), rng.normal()
            if sign * (w @ a + b) > 0.5:
                return a, w, b

    return [
        case(few(rng, 3, low=0.1, high=1), few(rng, 3), few(rng)),
        case(*inputs(5, 1, sign=-1)),
        case(*inputs(784, 0.1, sign=1)),
        case(rng.random(1), rng.normal(size=1), rng.normal()),
        case(whole(rng, 4, low=0), whole(rng, 4), whole(rng), shows="int-dtype-kept"),
        case(rng.random(6).astype("f"), rng.normal(size=6).astype("f"), rng.normal()),
    ]


# fmt: off
MISTAKES = [
    ("bias-left-out", "the bias is left out. Where does b stand in z = w · a + b?",
     lambda a, w, b: sigma(w @ a)),
    ("bias-outside-activation", "the bias is added after the sigmoid. It belongs to the sum z = w "
     "· a + b.", lambda a, w, b: sigma(w @ a) + b),
    ("bias-sign-wrong", "the bias is subtracted. In z = w · a + b it is added; a threshold of 10 "
     "is b = −10.", lambda a, w, b: sigma(w @ a - b)),
    ("activation-left-out", "z is returned as it is. One step is missing: squash it.",
     lambda a, w, b: w @ a + b),
    ("activation-left-out", "the weighted sum is returned as it is. Bias and sigmoid are missing.",
     lambda a, w, b: w @ a),
    ("bias-once-per-input", "the bias is added once for each input. A neuron has one bias.",
     lambda a, w, b: sigma(np.sum(w * a + b))),
    ("activation-on-each-term", "each product is squashed on its own. Add up first, then squash "
     "once.", lambda a, w, b: np.sum(sigma(w * a)), lambda a, w, b: np.sum(sigma(w * a)) + b,
     lambda a, w, b: np.sum(sigma(w * a + b)), lambda a, w, b: sigma(np.sum(sigma(w * a)) + b),
     lambda a, w, b: np.mean(sigma(w * a + b)), lambda a, w, b: sigma(np.sum(sigma(w * a + b))),
     lambda a, w, b: sigma(w * a) + b),
    ("mean-not-sum", "the mean of the products is taken. A neuron adds them up.",
     lambda a, w, b: sigma(np.mean(w * a) + b), lambda a, w, b: sigma(np.mean(w * a + b)),
     lambda a, w, b: sigma(np.mean(w * a))),
    ("off-by-one", "the last input is left out. Where does your loop or slice end?",
     lambda a, w, b: sigma(w[:-1] @ a[:-1] + b)),
    ("off-by-one", "the first input is left out. Counting starts at 0.",
     lambda a, w, b: sigma(w[1:] @ a[1:] + b)),
    ("early-return", "only the first input is added. Does return stand inside the loop?",
     lambda a, w, b: sigma(w[0] * a[0] + b)),
    ("sum-left-out", "the products are not added up. w @ a is one number, w * a one for each "
     "input.", lambda a, w, b: sigma(w * a + b)),
    ("sum-left-out", "the products are not added up, and the bias is missing.",
     lambda a, w, b: sigma(w * a)),
    ("weights-left-out", "the weights are left out. Each activation is multiplied by its weight.",
     lambda a, w, b: sigma(np.sum(a) + b)),
    *OTHER_SQUASH,
    ("sign-wrong", "z has its sign reversed. A large z is a bright neuron.",
     lambda a, w, b: sigma(-(w @ a + b))),
]
# fmt: on

HINTS = (
    "Three steps: the weighted sum, the bias, the squashing. In that order.",
    "Multiply each activation by its own weight and add up: for two vectors, @ does both. "
    "mlp.sigmoid squashes.",
)

check = Check(mlp.neuron, _cases, MISTAKES, HINTS)
