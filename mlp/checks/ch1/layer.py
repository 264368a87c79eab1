"""The check of `layer`."""

import numpy as np

import mlp
from mlp.checks.kit import Check, case, few, one_layer, sigma, whole
from mlp.checks.parts.forward import OTHER_SQUASH


def _cases(rng):
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


# fmt: off
MISTAKES = [
    ("bias-left-out", "the bias is left out. Where does b stand in σ(W a + b)?",
     lambda a, W, b: sigma(W @ a)),
    ("weights-transposed", "W is transposed. Row j of W holds the weights of neuron j: W has shape "
     "(n_out, n_in).", lambda a, W, b: sigma(W.T @ a + b)),
    ("activation-left-out", "z is returned as it is. One step is missing: squash it.",
     lambda a, W, b: W @ a + b),
    ("bias-outside-activation", "the bias is added after the sigmoid. It belongs inside: σ(W a + "
     "b).", lambda a, W, b: sigma(W @ a) + b),
    ("bias-sign-wrong", "the bias is subtracted. In σ(W a + b) it is added.",
     lambda a, W, b: sigma(W @ a - b)),
    ("sum-left-out", "the products of each row are not added up. W @ a adds them, W * a does not.",
     lambda a, W, b: sigma(W * a + b), lambda a, W, b: sigma(W * a + b[:, None]),
     lambda a, W, b: sigma(W * a), lambda a, W, b: sigma(W * a[:, None] + b)),
    ("sum-over-wrong-axis", "the products are added up down the columns. Each row of W belongs to "
     "one neuron.", lambda a, W, b: sigma((W * a).sum(axis=0) + b)),
    ("bias-as-column", "b is a column and W a a vector: NumPy makes a matrix of all their sums.",
     lambda a, W, b: sigma(W @ a + b[:, None])),
    ("bias-as-column", "W a is a column and b a vector: NumPy makes a matrix of all their sums.",
     lambda a, W, b: sigma((W @ a)[:, None] + b)),
    ("mean-not-sum", "the mean of the products is taken. A neuron adds them up.",
     lambda a, W, b: sigma((W * a).mean(axis=1) + b)),
    ("only-first-bias", "every neuron gets the first bias. Each has its own.",
     lambda a, W, b: sigma(W @ a + b[0])),
    ("bias-once-per-input", "the bias is added once for each input. A neuron has one bias.",
     lambda a, W, b: sigma((W * a + b[:, None]).sum(axis=1))),
    ("off-by-one", "the last input is left out. Where does your loop or slice end?",
     lambda a, W, b: sigma(W[:, :-1] @ a[:-1] + b)),
    *OTHER_SQUASH,
    ("only-one-neuron", "only the first neuron of the layer is there. Is there a return inside a "
     "loop?", lambda a, W, b: sigma(W[0] @ a + b[0])),
]
# fmt: on

HINTS = (
    "W has one row for each neuron of the layer: shape (n_out, n_in), and a has shape (n_in,). "
    "What comes out has shape (n_out,).",
    "It is the line of `neuron` with a matrix in the place of the vector w. Which of the two "
    "stands on the left of @?",
)

check = Check(mlp.layer, _cases, MISTAKES, HINTS)
