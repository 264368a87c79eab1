"""Chapter 1, neurons and their layers: neuron, layer."""

import numpy as np

import mlp
from mlp.checks.cases import case
from mlp.checks.check import Check
from mlp.checks.mistakes import Variant, variants
from mlp.checks.samples import few, one_layer, sigma, whole

OTHER_SQUASH = [  # of one neuron and of a layer
    Variant(
        "activation-twice",
        lambda a, W, b: sigma(sigma(W @ a + b)),
        "the sigmoid is applied twice. Once is enough.",
    ),
    Variant(
        "other-function",
        lambda a, W, b: np.tanh(W @ a + b),
        "tanh squashes instead of the sigmoid.",
    ),
    Variant(
        "other-function",
        lambda a, W, b: np.maximum(0, W @ a + b),
        "ReLU stands in the place of the sigmoid.",
    ),
]


def _neuron_cases(rng):
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


neuron = Check(
    mlp.neuron,
    cases=_neuron_cases,
    mistakes=[
        Variant(
            "bias-left-out",
            lambda a, w, b: sigma(w @ a),
            "the bias is left out. Where does b stand in z = w · a + b?",
        ),
        Variant(
            "bias-outside-activation",
            lambda a, w, b: sigma(w @ a) + b,
            "the bias is added after the sigmoid. It belongs to the sum z = w · a + b.",
        ),
        Variant(
            "bias-sign-wrong",
            lambda a, w, b: sigma(w @ a - b),
            "the bias is subtracted. In z = w · a + b it is added; a threshold of 10 is b = −10.",
        ),
        Variant(
            "activation-left-out",
            lambda a, w, b: w @ a + b,
            "z is returned as it is. One step is missing: squash it.",
        ),
        Variant(
            "activation-left-out",
            lambda a, w, b: w @ a,
            "the weighted sum is returned as it is. Bias and sigmoid are missing.",
        ),
        Variant(
            "bias-once-per-input",
            lambda a, w, b: sigma(np.sum(w * a + b)),
            "the bias is added once for each input. A neuron has one bias.",
        ),
        *variants(
            "activation-on-each-term",
            "each product is squashed on its own. Add up first, then squash once.",
            lambda a, w, b: np.sum(sigma(w * a)),
            lambda a, w, b: np.sum(sigma(w * a)) + b,
            lambda a, w, b: np.sum(sigma(w * a + b)),
            lambda a, w, b: sigma(np.sum(sigma(w * a)) + b),
            lambda a, w, b: np.mean(sigma(w * a + b)),
            lambda a, w, b: sigma(np.sum(sigma(w * a + b))),
            lambda a, w, b: sigma(w * a) + b,
        ),
        *variants(
            "mean-not-sum",
            "the mean of the products is taken. A neuron adds them up.",
            lambda a, w, b: sigma(np.mean(w * a) + b),
            lambda a, w, b: sigma(np.mean(w * a + b)),
            lambda a, w, b: sigma(np.mean(w * a)),
        ),
        Variant(
            "off-by-one",
            lambda a, w, b: sigma(w[:-1] @ a[:-1] + b),
            "the last input is left out. Where does your loop or slice end?",
        ),
        Variant(
            "off-by-one",
            lambda a, w, b: sigma(w[1:] @ a[1:] + b),
            "the first input is left out. Counting starts at 0.",
        ),
        Variant(
            "early-return",
            lambda a, w, b: sigma(w[0] * a[0] + b),
            "only the first input is added. Does return stand inside the loop?",
        ),
        Variant(
            "sum-left-out",
            lambda a, w, b: sigma(w * a + b),
            "the products are not added up. w @ a is one number, w * a one for each input.",
        ),
        Variant(
            "sum-left-out",
            lambda a, w, b: sigma(w * a),
            "the products are not added up, and the bias is missing.",
        ),
        Variant(
            "weights-left-out",
            lambda a, w, b: sigma(np.sum(a) + b),
            "the weights are left out. Each activation is multiplied by its weight.",
        ),
        *OTHER_SQUASH,
        Variant(
            "sign-wrong",
            lambda a, w, b: sigma(-(w @ a + b)),
            "z has its sign turned round. A large z is a bright neuron.",
        ),
    ],
)


def _layer_cases(rng):
    return [
        case(few(rng, 2, low=0.1, high=1), few(rng, 3, 2), few(rng, 3), shows="hard-coded-size"),
        case(few(rng, 2, low=0.1, high=1), few(rng, 2, 2), few(rng, 2)),  # square: a transposed W
        case(*one_layer(rng, 7, 4), shows="hard-coded-size"),
        case(*one_layer(rng, 3, 6), shows="hard-coded-size"),
        case(*one_layer(rng, 4, 4)),  # gives numbers too
        case(*one_layer(rng, 3, 3)),
        case(*one_layer(rng, 5, 1), shows="hard-coded-size"),
        case(*one_layer(rng, 1, 3), shows="hard-coded-size"),
        case(
            whole(rng, 3, low=0),
            whole(rng, 4, 3),
            whole(rng, 4),
            shows="int-dtype-kept hard-coded-size",
        ),
        case(*one_layer(rng, 6, 5, np.float32), shows="hard-coded-size"),
    ]


layer = Check(
    mlp.layer,
    cases=_layer_cases,
    mistakes=[
        Variant(
            "bias-left-out",
            lambda a, W, b: sigma(W @ a),
            "the bias is left out. Where does b stand in σ(W a + b)?",
        ),
        Variant(
            "weights-transposed",
            lambda a, W, b: sigma(W.T @ a + b),
            "W is transposed. Row j of W holds the weights of neuron j: W has shape (n_out, n_in).",
        ),
        Variant(
            "activation-left-out",
            lambda a, W, b: W @ a + b,
            "z is returned as it is. One step is missing: squash it.",
        ),
        Variant(
            "bias-outside-activation",
            lambda a, W, b: sigma(W @ a) + b,
            "the bias is added after the sigmoid. It belongs inside: σ(W a + b).",
        ),
        Variant(
            "bias-sign-wrong",
            lambda a, W, b: sigma(W @ a - b),
            "the bias is subtracted. In σ(W a + b) it is added.",
        ),
        *variants(
            "sum-left-out",
            "the products of each row are not added up. W @ a adds them, W * a does not.",
            lambda a, W, b: sigma(W * a + b),
            lambda a, W, b: sigma(W * a + b[:, None]),
            lambda a, W, b: sigma(W * a),
            lambda a, W, b: sigma(W * a[:, None] + b),
        ),
        Variant(
            "sum-over-wrong-axis",
            lambda a, W, b: sigma((W * a).sum(axis=0) + b),
            "the products are added up down the columns. Each row of W belongs to one neuron.",
        ),
        Variant(
            "bias-as-column",
            lambda a, W, b: sigma(W @ a + b[:, None]),
            "b is a column and W a a vector: NumPy makes a matrix of all their sums.",
        ),
        Variant(
            "bias-as-column",
            lambda a, W, b: sigma((W @ a)[:, None] + b),
            "W a is a column and b a vector: NumPy makes a matrix of all their sums.",
        ),
        Variant(
            "mean-not-sum",
            lambda a, W, b: sigma((W * a).mean(axis=1) + b),
            "the mean of the products is taken. A neuron adds them up.",
        ),
        Variant(
            "only-first-bias",
            lambda a, W, b: sigma(W @ a + b[0]),
            "every neuron gets the first bias. Each has its own.",
        ),
        Variant(
            "bias-once-per-input",
            lambda a, W, b: sigma((W * a + b[:, None]).sum(axis=1)),
            "the bias is added once for each input. A neuron has one bias.",
        ),
        Variant(
            "off-by-one",
            lambda a, W, b: sigma(W[:, :-1] @ a[:-1] + b),
            "the last input is left out. Where does your loop or slice end?",
        ),
        *OTHER_SQUASH,
        Variant(
            "only-one-neuron",
            lambda a, W, b: sigma(W[0] @ a + b[0]),
            "only the first neuron of the layer is there. Is there a return inside a loop?",
        ),
    ],
)
