"""The check of `backprop`."""

from collections.abc import Callable

import numpy as np

import mlp
from mlp.checks.kit import GRADIENTS, Check, case
from mlp.checks.parts.backward import backward
from mlp.checks.parts.backward_mistakes import (
    ANY,
    MATRICES,
    changed,
    fitted,
    int_inputs,
    network_inputs,
)


def _cases(rng):
    *_, weights, biases = network_inputs(rng, [4, 3, 5])
    return [
        case(*network_inputs(rng, [2, 3, 4, 3])),
        case(*network_inputs(rng, [4, 5, 3, 6])),
        case(*network_inputs(rng, [3, 4, 2]), shows="hard-coded-depth"),
        case(*network_inputs(rng, [5, 3]), shows="hard-coded-depth"),
        case(*network_inputs(rng, [3, 6, 5, 4, 3]), shows="hard-coded-depth"),
        case(*network_inputs(rng, [4, 4, 4, 4])),  # square: most mistakes give numbers
        case(*network_inputs(rng, [3, 3, 3]), shows="hard-coded-depth"),
        case(*network_inputs(rng, [4, 3, 5, 1])),
        case(rng.normal(size=4), rng.random(5), weights, biases, shows="hard-coded-depth"),
        case(*int_inputs(rng, [4, 3, 5, 3]), shows="int-dtype-kept"),
        case(*network_inputs(rng, [6, 5, 4, 3], dtype=np.float32)),
    ]


def _one_example(function: Callable) -> Callable:
    """Return a variant of `backward` for rows as one for a single example."""
    return lambda x, y, weights, biases: function(x[None], y[None], weights, biases)


# fmt: off
MISTAKES = [
    *fitted(ANY, _one_example),
    *fitted(MATRICES, _one_example),
    ("sum-left-out", "the gradient of W has one number for each neuron. Each weight has its own.",
     lambda x, y, weights, biases: (
         (nabla := backward(x[None], y[None], weights, biases))[1],
         nabla[1],
     )),
    ("wrong-shape", "the gradients of the biases stand in columns. They have the shapes of the "
     "biases.", _one_example(changed(lambda nW, nb: (nW, [g[:, None] for g in nb])))),
]
# fmt: on

HINTS = (
    "Forward: keep all zs, and all activations beginning with x. Then start at the end: "
    "mlp.output_delta(zs[-1], y) is the δ of the last layer.",
    "What a layer's δ gives: its biases δ itself, its weights an outer product of δ (rows) and "
    "the activations before the layer (columns). Shapes: those of b and W.",
    "One layer back: the transpose of W times δ, then entry by entry times σ′ of the z of that "
    "earlier layer.",
    "The skeleton of the way back:\n"
    "  for l in reversed(range(len(weights))):\n"
    "      nabla_W[l], nabla_b[l] = ..., ...\n"
    "      if l > 0:\n"
    "          delta = (... @ delta) * ...",
)

check = Check(mlp.backprop, _cases, MISTAKES, HINTS, tolerance=GRADIENTS)
