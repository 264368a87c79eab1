"""Chapter 3, wishes of single neurons: output_nudges, three_ways."""

import numpy as np

import mlp
from mlp.checks.cases import case
from mlp.checks.check import Check
from mlp.checks.comparing import GRADIENTS
from mlp.checks.mistakes import Variant, variants
from mlp.checks.samples import few, sigma, whole
from mlp.checks.sentences import NO_TWO

DERIVATIVES = (
    "all signs are turned round: these are derivatives. A nudge points down the cost, so it is "
    "minus a derivative."
)


def _output_cases(rng):
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


output_nudges = Check(
    mlp.output_nudges,
    cases=_output_cases,
    tolerance=GRADIENTS,
    mistakes=[
        Variant(
            "factor-two-missing",
            lambda a, y: y - a,
            NO_TWO,
        ),
        Variant("sign-wrong", lambda a, y: 2 * (a - y), DERIVATIVES),
        Variant(
            "sign-wrong",
            lambda a, y: a - y,
            "the sign is turned round and the factor 2 is missing.",
        ),
        *variants(
            "sum-not-vector",
            "the wishes are added up. Each output neuron has its own.",
            lambda a, y: np.sum(2 * (y - a)),
            lambda a, y: np.sum(2 * (a - y)),
            lambda a, y: np.sum(y - a),
        ),
        *variants(
            "cost-not-derivative",
            "the cost stands there. Its derivative is asked for: how the cost changes with a.",
            lambda a, y: (a - y) ** 2,
            lambda a, y: -((a - y) ** 2),
            lambda a, y: np.sum((a - y) ** 2),
        ),
        *variants(
            "cost-not-derivative",
            "the square is still there. The derivative of a square is twice what was squared.",
            lambda a, y: 2 * (a - y) ** 2,
            lambda a, y: -2 * (a - y) ** 2,
        ),
        *variants(
            "sigmoid-prime-added",
            "the derivative of the sigmoid is there too. These are the wishes for a, not for z.",
            lambda a, y: 2 * (y - a) * a * (1 - a),
            lambda a, y: 2 * (y - a) * sigma(a) * (1 - sigma(a)),
            lambda a, y: 2 * (a - y) * a * (1 - a),
            lambda a, y: (y - a) * a * (1 - a),
        ),
        *variants(
            "absolute-value",
            "all wishes are positive. A neuron that is too bright wants to be darker.",
            lambda a, y: 2 * np.abs(y - a),
            lambda a, y: np.abs(y - a),
            lambda a, y: -2 * np.abs(y - a),
        ),
        *variants(
            "divided-by-outputs",
            "the wishes are divided by the number of neurons. The cost of an example is a sum.",
            lambda a, y: 2 * (y - a) / len(a),
            lambda a, y: 2 * (a - y) / len(a),
            lambda a, y: (y - a) / len(a),
            lambda a, y: 2 * np.mean(y - a),
            lambda a, y: np.mean(2 * (a - y)),
        ),
        Variant(
            "brackets-wrong",
            lambda a, y: 2 * y - a,
            "the 2 multiplies y alone. Put brackets around the difference.",
        ),
        Variant(
            "only-one-neuron",
            lambda a, y: np.where(y == y.max(), 2 * (y - a), 0.0),
            "only the desired neuron has a wish. The others want to be darker.",
        ),
        Variant(
            "factor-two-twice",
            lambda a, y: 4 * (y - a),
            "the factor 2 is there twice.",
        ),
        Variant(
            "thresholded",
            lambda a, y: np.sign(y - a),
            "only the direction is there. A neuron that is far off wishes more.",
        ),
    ],
)


def _ways_cases(rng):
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


three_ways = Check(
    mlp.three_ways,
    cases=_ways_cases,
    tolerance=GRADIENTS,
    parts=("nudge_b", "nudge_w", "nudge_a_prev"),
    mistakes=[
        *variants(
            "inputs-and-weights-swapped",
            "weights and activations change places: a weight matters as much as the activation "
            "behind it, an activation as much as its weight.",
            lambda a, w, nudge: (nudge, nudge * w, nudge * a),
        ),
        *variants(
            "sign-wrong",
            "the signs are turned round. To raise z, raise the weights of bright neurons.",
            lambda a, w, nudge: (-nudge, -nudge * a, -nudge * w),
            lambda a, w, nudge: (-nudge, nudge * a, nudge * w),
            lambda a, w, nudge: (nudge, -nudge * a, nudge * w),
            lambda a, w, nudge: (nudge, nudge * a, -nudge * w),
            lambda a, w, nudge: (nudge, -nudge * a, -nudge * w),
        ),
        *variants(
            "absolute-value",
            "the sign of the nudge is lost. A negative nudge is to darken the neuron.",
            lambda a, w, nudge: (abs(nudge), abs(nudge) * a, abs(nudge) * w),
            lambda a, w, nudge: (abs(nudge), abs(nudge * a), abs(nudge * w)),
        ),
        *variants(
            "nudge-left-out",
            "the derivatives come back alone. Multiply each by the nudge.",
            lambda a, w, nudge: (1.0, a, w),
            lambda a, w, nudge: (nudge, a, w),
            lambda a, w, nudge: (nudge, nudge * a, w),
            lambda a, w, nudge: (nudge, a, nudge * w),
        ),
        *variants(
            "bias-nudge-wrong",
            "the bias is nudged by 1. Its derivative is 1, so its nudge is the nudge itself.",
            lambda a, w, nudge: (1.0, nudge * a, nudge * w),
        ),
        *variants(
            "bias-nudge-wrong",
            "the bias is not nudged. Its derivative is 1, not 0.",
            lambda a, w, nudge: (0.0, nudge * a, nudge * w),
        ),
        *variants(
            "parts-swapped",
            "the order is another: first the bias, then the weights, then the activations before.",
            lambda a, w, nudge: (nudge * a, nudge, nudge * w),
            lambda a, w, nudge: (nudge * a, nudge * w, nudge),
            lambda a, w, nudge: (nudge * w, nudge * a, nudge),
            lambda a, w, nudge: (nudge * w, nudge, nudge * a),
        ),
        *variants(
            "sum-not-vector",
            "the parts are added up. There is one nudge for each weight, one for each activation.",
            lambda a, w, nudge: (nudge, nudge * np.sum(a), nudge * np.sum(w)),
            lambda a, w, nudge: (nudge, nudge * np.sum(a), nudge * w),
            lambda a, w, nudge: (nudge, nudge * a, nudge * np.sum(w)),
            lambda a, w, nudge: (nudge, np.sum(nudge * w), np.sum(nudge * a)),
        ),
        *variants(
            "wrong-shape",
            "the nudge of the bias is an array. A neuron has one bias: one number.",
            lambda a, w, nudge: (np.array([nudge]), nudge * a, nudge * w),
            lambda a, w, nudge: (nudge * np.ones(len(a)), nudge * a, nudge * w),
        ),
        *variants(
            "division-not-product",
            "the nudge is divided by what it should be multiplied by.",
            lambda a, w, nudge: (nudge, nudge / a, nudge / w),
        ),
        *variants(
            "step-not-result",
            "the nudges are added to what was there. The nudges alone are asked for.",
            lambda a, w, nudge: (nudge, w + nudge * a, a + nudge * w),
            lambda a, w, nudge: (nudge, a + nudge, w + nudge),
        ),
        *variants(
            "part-left-out",
            "there are only two answers. Three are asked for: bias, weights, activations before.",
            lambda a, w, nudge: (nudge, nudge * a),
            lambda a, w, nudge: (nudge * a, nudge * w),
            lambda a, w, nudge: (nudge, nudge * w),
        ),
    ],
)
