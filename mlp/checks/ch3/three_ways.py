"""The check of `three_ways`."""

import numpy as np

import mlp
from mlp.checks.kit import GRADIENTS, Check, case, few, whole


def _cases(rng):
    def inputs(n, dtype=float):
        return rng.random(n).astype(dtype), rng.normal(size=n).astype(dtype), rng.normal()

    return [
        case(few(rng, 3, low=0.1, high=0.9), few(rng, 3), few(rng)),
        case(*inputs(5)),
        case(rng.random(4), rng.normal(size=4), -0.5 - rng.random()),
        case(rng.random(1), rng.normal(size=1), rng.normal()),
        case(*inputs(16)),
        case(whole(rng, 4), whole(rng, 4), few(rng, low=0.1, high=0.9), shows="int-dtype-kept"),
        case(whole(rng, 4), whole(rng, 4), whole(rng), shows="int-dtype-kept"),
        case(*inputs(6, np.float32)),
    ]


# fmt: off
MISTAKES = [
    ("inputs-and-weights-swapped", "weights and activations change places: a weight matters as "
     "much as the activation behind it, an activation as much as its weight.",
     lambda a, w, nudge: (nudge, nudge * w, nudge * a)),
    ("sign-wrong", "the signs are reversed. To raise z, raise the weights of bright neurons.",
     lambda a, w, nudge: (-nudge, -nudge * a, -nudge * w),
     lambda a, w, nudge: (-nudge, nudge * a, nudge * w),
     lambda a, w, nudge: (nudge, -nudge * a, nudge * w),
     lambda a, w, nudge: (nudge, nudge * a, -nudge * w),
     lambda a, w, nudge: (nudge, -nudge * a, -nudge * w)),
    ("absolute-value", "the sign of the pull is lost. A negative pull is to darken the neuron.",
     lambda a, w, nudge: (abs(nudge), abs(nudge) * a, abs(nudge) * w),
     lambda a, w, nudge: (abs(nudge), abs(nudge * a), abs(nudge * w))),
    ("nudge-left-out", "the derivatives come back alone. Multiply each by the pull on z.",
     lambda a, w, nudge: (1.0, a, w), lambda a, w, nudge: (nudge, a, w),
     lambda a, w, nudge: (nudge, nudge * a, w), lambda a, w, nudge: (nudge, a, nudge * w)),
    ("bias-nudge-wrong", "the pull on the bias is 1. A unit of b is a unit of z, so it is the pull "
     "on z itself.", lambda a, w, nudge: (1.0, nudge * a, nudge * w)),
    ("bias-nudge-wrong", "the bias is not pulled. A unit of b is a unit of z.",
     lambda a, w, nudge: (0.0, nudge * a, nudge * w)),
    ("parts-swapped", "the order is another: first the bias, then the weights, then the "
     "activations before.", lambda a, w, nudge: (nudge * a, nudge, nudge * w),
     lambda a, w, nudge: (nudge * a, nudge * w, nudge),
     lambda a, w, nudge: (nudge * w, nudge * a, nudge),
     lambda a, w, nudge: (nudge * w, nudge, nudge * a)),
    ("sum-not-vector", "the parts are added up. There is one pull for each weight, one for each "
     "activation.", lambda a, w, nudge: (nudge, nudge * np.sum(a), nudge * np.sum(w)),
     lambda a, w, nudge: (nudge, nudge * np.sum(a), nudge * w),
     lambda a, w, nudge: (nudge, nudge * a, nudge * np.sum(w)),
     lambda a, w, nudge: (nudge, np.sum(nudge * w), np.sum(nudge * a))),
    ("wrong-shape", "the pull on the bias is an array. A neuron has one bias: one number.",
     lambda a, w, nudge: (np.array([nudge]), nudge * a, nudge * w),
     lambda a, w, nudge: (nudge * np.ones(len(a)), nudge * a, nudge * w)),
    ("division-not-product", "the pull is divided by what it should be multiplied by.",
     lambda a, w, nudge: (nudge, nudge / a, nudge / w)),
    ("step-not-result", "the pulls are added to what was there. The pulls alone are asked for.",
     lambda a, w, nudge: (nudge, w + nudge * a, a + nudge * w),
     lambda a, w, nudge: (nudge, a + nudge, w + nudge)),
    ("part-left-out", "there are only two answers. Three are asked for: bias, weights, activations "
     "before.", lambda a, w, nudge: (nudge, nudge * a), lambda a, w, nudge: (nudge * a, nudge * w),
     lambda a, w, nudge: (nudge, nudge * w)),
]
# fmt: on

HINTS = (
    "z = w · a_prev + b. How does z change when b grows a little? A weight? An activation before?",
    "A weight is multiplied by the activation behind it, an activation by its weight. Each answer"
    " is the pull on z times that.",
)

check = Check(
    mlp.three_ways,
    _cases,
    MISTAKES,
    HINTS,
    tolerance=GRADIENTS,
)
