"""The check of `chain_gradient`."""

from collections.abc import Callable
from functools import partial

import numpy as np

import mlp
from mlp.checks.kit import GRADIENTS, Check, case, few, whole
from mlp.checks.parts.backward import backward
from mlp.checks.parts.backward_mistakes import ANY, NO_WEIGHT, fitted, layer_before


def _cases(rng):
    def normal(n):
        return rng.normal(0, 1.2, n)

    def inputs(length, draw=normal, x=None):
        """Return x, ws, bs, y with no derivative so small that 0 would do as well."""
        while True:
            start = float(rng.random()) if x is None else x
            drawn = start, draw(length).tolist(), draw(length).tolist(), int(rng.integers(2))
            if np.min(np.abs(mlp.chain_gradient(*drawn))) > 10 * GRADIENTS:
                return drawn

    return [
        case(*inputs(2, lambda n: few(rng, n)), shows="hard-coded-depth"),
        case(*inputs(3)),
        case(*inputs(1), shows="hard-coded-depth"),
        case(*inputs(4), shows="hard-coded-depth"),
        case(*inputs(3)),
        case(*inputs(6), shows="hard-coded-depth"),
        case(float(rng.normal()), *inputs(2)[1:3], float(rng.normal()), shows="hard-coded-depth"),
        case(*inputs(3, lambda n: whole(rng, n), x=1), shows="int-dtype-kept"),
    ]


def _chain(function: Callable) -> Callable:
    """Return a variant of `backward` for networks as one for chains."""

    def go(x, ws, bs, y):
        nablas = function(
            np.array([[x]]),
            np.array([[y]]),
            [np.array([[w]], float) for w in ws],
            [np.array([b], float) for b in bs],
        )
        if len(nablas) == 2 and all(isinstance(part, list) for part in nablas):
            return tuple([float(g.item()) for g in part] for part in nablas)
        return [g.item() for g in nablas] if isinstance(nablas, list) else nablas

    return go


# fmt: off
MISTAKES = [
    *fitted(ANY, _chain),
    ("weight-left-out", NO_WEIGHT, _chain(partial(backward, back=lambda delta, weights, l: delta))),
    ("weight-of-wrong-layer", "another neuron's weight carries the derivative back. It goes back "
     "by the weight that it came by.", _chain(partial(backward, back=layer_before))),
]
# fmt: on

HINTS = (
    "Two sweeps. Forward: keep every z and every a in lists, x first. Backward: carry the "
    "derivative of C with respect to z from the last neuron to the first.",
    "At the last neuron it is 2 (a − y) times σ′(z). One neuron further back: times the weight "
    "that leads forward, times σ′ of the z there.",
    "With δ of a neuron in hand, its bias has the derivative δ, and its weight δ times the "
    "activation before it. Mind the order of the lists: first layer first.",
    "The skeleton of the way back:\n"
    "  delta = ...\n"
    "  for l in reversed(range(len(ws))):\n"
    "      dC_dw[l], dC_db[l] = ..., ...\n"
    "      if l > 0:\n"
    "          delta = delta * ... * ...",
)

check = Check(mlp.chain_gradient, _cases, MISTAKES, HINTS, tolerance=GRADIENTS)
