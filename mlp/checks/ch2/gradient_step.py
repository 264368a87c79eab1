"""The check of `gradient_step`."""

import numpy as np

import mlp
from mlp.checks.kit import ASCENT, RATE_LEFT_OUT, Check, case, few, whole


def _cases(rng):
    def rate():
        return few(rng, low=0.1, high=0.9)

    return [
        case(few(rng, 3), few(rng, 3), rate()),
        case(rng.normal(size=(2, 4)), rng.normal(size=(2, 4)), rate()),
        case(rng.normal(size=6), rng.normal(size=6), float(rng.uniform(1.5, 3))),
        case(few(rng), few(rng), rate(), lenient=True),
        case(whole(rng, 4), whole(rng, 4), rng.random(), shows="int-dtype-kept"),
        case(whole(rng, 4), whole(rng, 4), 2, shows="int-dtype-kept"),
        case(rng.normal(size=5).astype("f"), rng.normal(size=5).astype("f"), rate()),
    ]


# fmt: off
MISTAKES = [
    ("gradient-ascent", ASCENT, lambda p, gradient, rate: p + rate * gradient),
    ("learning-rate-left-out", RATE_LEFT_OUT, lambda p, gradient, rate: p - gradient),
    ("gradient-ascent", "the step goes up the cost, and the learning rate is left out.",
     lambda p, gradient, rate: p + gradient),
    ("step-not-result", "only the step comes back. Where do you stand after it?",
     lambda p, gradient, rate: rate * gradient, lambda p, gradient, rate: -rate * gradient),
    ("division-not-product", "the gradient is divided by the learning rate. A smaller rate is a "
     "smaller step.", lambda p, gradient, rate: p - gradient / rate),
    ("brackets-wrong", "the learning rate multiplies the whole difference. It multiplies the "
     "gradient alone.", lambda p, gradient, rate: rate * (p - gradient),
     lambda p, gradient, rate: (p - rate) * gradient),
    ("brackets-wrong", "the learning rate multiplies p. It multiplies the gradient.",
     lambda p, gradient, rate: rate * p - gradient),
    ("gradient-left-out", "the gradient is left out. The step is the learning rate times the "
     "gradient.", lambda p, gradient, rate: p - rate),
    ("sign-wrong", "the difference is reversed: p comes first.",
     lambda p, gradient, rate: rate * gradient - p),
    ("sign-not-gradient", "only the sign of the gradient counts. A steep slope makes a long step.",
     lambda p, gradient, rate: p - rate * np.sign(gradient),
     lambda p, gradient, rate: p - rate * gradient / np.linalg.norm(gradient)),
    ("not-moved", "p comes back as it was: no step.", lambda p, gradient, rate: p),
]
# fmt: on

HINTS = (
    "How long is the step, and which way does it go? The gradient points uphill.",
    "A new array is asked for: compute it in one line, without -= on p.",
)

check = Check(mlp.gradient_step, _cases, MISTAKES, HINTS)
