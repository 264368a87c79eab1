"""The check of `feedforward`."""

import numpy as np

import mlp
from mlp.checks.kit import Check, case, forward, network, sigma, whole, with_input
from mlp.checks.parts.forward import FORWARD, by_layer


def _cases(rng):
    return [
        case(*with_input(rng, [4, 5, 3, 6])),
        case(*with_input(rng, [2, 4, 3]), shows="hard-coded-depth"),
        case(*with_input(rng, [5, 3]), shows="hard-coded-depth"),
        case(*with_input(rng, [3, 6, 5, 7, 4]), shows="hard-coded-depth"),
        case(*with_input(rng, [5, 4, 2, 3, 6, 1]), shows="hard-coded-depth"),
        case(*with_input(rng, [4, 4, 4, 4])),  # square: most mistakes give numbers
        case(*with_input(rng, [3, 3, 3]), shows="hard-coded-depth"),
        case(
            whole(rng, 4, low=0),
            *network(rng, [4, 3, 5, 3], int, draw=whole),
            shows="int-dtype-kept",
        ),
        case(*with_input(rng, [6, 5, 4, 3], dtype=np.float32)),
    ]


# fmt: off
MISTAKES = [
    *FORWARD,
    ("weights-transposed", "W is transposed. Row j of W holds the weights of neuron j, so it is W "
     "@ a.", by_layer(lambda a, W, b: sigma(W.T @ a + b))),
    ("sum-left-out", "the products are not added up. W @ a adds them, W * a does not.",
     by_layer(lambda a, W, b: sigma(W * a + b))),
    ("bias-as-column", "b is a column and W a a vector: NumPy makes a matrix of all their sums.",
     by_layer(lambda a, W, b: sigma(W @ a + b[:, None]))),
    ("all-layers-returned", "all layers come back. Only the activations of the last one are asked "
     "for.",
     lambda a, weights, biases: [
         forward(a, weights[: l + 1], biases[: l + 1]) for l in range(len(weights))
     ],
     lambda a, weights, biases: [
         forward(a, weights[:l], biases[:l]) for l in range(len(weights) + 1)
     ]),
]
# fmt: on

HINTS = (
    "What one layer gives is what the next one takes. So one variable is enough, and each layer "
    "overwrites it.",
    "The loop has to run over weights and biases together: look up zip.",
    "The skeleton:\n"
    "  for W, b in ...:\n"
    "      a = ...\n"
    "  return ...\n"
    "mlp.layer, or mlp.sigmoid, may help.",
)

check = Check(mlp.feedforward, _cases, MISTAKES, HINTS)
