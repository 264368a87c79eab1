"""The check of `layer_nudges`."""

import numpy as np

import mlp
from mlp.checks.kit import GRADIENTS, Check, case, few, one_layer, whole


def _cases(rng):
    return [
        case(few(rng, 2, low=0.1, high=0.9), few(rng, 3, 2), few(rng, 3)),
        case(few(rng, 3, low=0.1, high=0.9), few(rng, 3, 3), few(rng, 3)),  # a square one
        case(*one_layer(rng, 6, 4)),
        case(*one_layer(rng, 3, 5)),
        case(*one_layer(rng, 4, 4)),
        case(*one_layer(rng, 5, 1)),
        case(*one_layer(rng, 1, 4)),
        case(whole(rng, 3), whole(rng, 4, 3), whole(rng, 4), shows="int-dtype-kept"),
        case(whole(rng, 3), whole(rng, 4, 3), few(rng, 4), shows="int-dtype-kept"),
        case(*one_layer(rng, 7, 5, np.float32)),
    ]


def _layer(W_part=None, a_part=None, b_part=None):
    """Return the variant that gets these parts wrong, each a function of a_prev, W, nudges."""

    def go(a_prev, W, nudges):
        return (
            nudges if b_part is None else b_part(a_prev, W, nudges),
            np.outer(nudges, a_prev) if W_part is None else W_part(a_prev, W, nudges),
            W.T @ nudges if a_part is None else a_part(a_prev, W, nudges),
        )

    return go


def _layer_order(*order):
    return lambda *args: tuple(_layer()(*args)[i] for i in order)


def _layer_signs(b, W, a):
    return lambda *args: tuple(s * part for s, part in zip((b, W, a), _layer()(*args), strict=True))


# fmt: off
MISTAKES = [
    ("weights-transposed", "W is not transposed for the activations before. Column k of W holds "
     "the weights from neuron k: Wᵀ times the pulls adds them up.",
     _layer(a_part=lambda a, W, nudges: W @ nudges)),
    ("gradient-transposed", "the pulls on W stand the other way round. Row j belongs to neuron j, "
     "as in W.", _layer(W_part=lambda a, W, nudges: np.outer(a, nudges))),
    ("mean-not-sum", "the pulls on the activations before are averaged. They are added up.",
     _layer(a_part=lambda a, W, nudges: W.T @ nudges / len(nudges))),
    ("mean-not-sum", "everything is divided by the number of neurons. Pulls are added up.",
     lambda a, W, nudges: tuple(part / len(nudges) for part in _layer()(a, W, nudges))),
    ("sum-left-out", "the pulls on the activations before are not added up. All neurons of the "
     "layer pull at each of them.",
     _layer(a_part=lambda a, W, nudges: W * nudges[:, None]),
     _layer(a_part=lambda a, W, nudges: (W * nudges[:, None]).T),
     _layer(a_part=lambda a, W, nudges: W * nudges)),
    ("only-last-neuron", "only the last neuron's pull on the activations before is left. Add, do "
     "not overwrite.", _layer(a_part=lambda a, W, nudges: nudges[-1] * W[-1])),
    ("only-one-neuron", "only the first neuron's pull on the activations before is there.",
     _layer(a_part=lambda a, W, nudges: nudges[0] * W[0])),
    ("sum-over-wrong-axis", "the pulls are added up along the rows: for each neuron of this "
     "layer. Each activation before gets the pulls of its column.",
     _layer(a_part=lambda a, W, nudges: (W * nudges[:, None]).sum(axis=1))),
    ("nudge-left-out", "the weights are added up without the pulls. A neuron that is pulled more "
     "counts more.", _layer(a_part=lambda a, W, nudges: W.sum(axis=0)),
     _layer(a_part=lambda a, W, nudges: W.T @ np.ones(len(W)))),
    ("parts-swapped", "the order is another: first the biases, then W, then the activations "
     "before.",
     *(_layer_order(*order) for order in ((1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0), (0, 2, 1)))),
    ("sum-not-vector", "the biases get one pull for the whole layer. Each neuron has its own "
     "bias.", _layer(b_part=lambda a, W, nudges: np.sum(nudges)),
     _layer(b_part=lambda a, W, nudges: np.array([np.sum(nudges)])),
     _layer(b_part=lambda a, W, nudges: np.mean(nudges)),
     _layer(b_part=lambda a, W, nudges: np.full(len(nudges), np.sum(nudges)))),
    ("sum-not-vector", "the pulls on the activations before are added up to one number.",
     _layer(a_part=lambda a, W, nudges: np.sum(W.T @ nudges))),
    ("sign-wrong", "signs are reversed. A handle that raises z is pulled the way z is.",
     *(
         _layer_signs(b, W, a)
         for b in (1, -1)
         for W in (1, -1)
         for a in (1, -1)
         if (b, W, a) != (1, 1, 1)
     )),
    ("sum-left-out", "the pulls on W are one number for each neuron or input. Each weight has its "
     "own.", _layer(W_part=lambda a, W, nudges: nudges * a),
     _layer(W_part=lambda a, W, nudges: nudges @ a)),
    ("inputs-and-weights-swapped", "weights and activations change places: the pull on a weight "
     "has the activation behind it as a factor, that on an activation the weights.",
     _layer(W_part=lambda a, W, nudges: W * nudges[:, None]),
     _layer(W_part=lambda a, W, nudges: nudges[:, None] * W, a_part=lambda a, W, n: n @ W)),
    ("bias-nudge-wrong", "the pulls on the biases are 1 or 0. They are the pulls on "
     "z.", _layer(b_part=lambda a, W, nudges: np.ones(len(nudges))),
     _layer(b_part=lambda a, W, nudges: np.zeros(len(nudges)))),
    ("wrong-shape", "the pulls on the biases are a column. b has shape (n_out,).",
     _layer(b_part=lambda a, W, nudges: nudges[:, None])),
]
# fmt: on

HINTS = (
    "It is `three_ways` for each neuron of the layer. The shapes tell: (n_out,), (n_out, n_in) "
    "like W, (n_in,).",
    "For W: row j belongs to neuron j, so it is the pull on neuron j times all of a_prev. Look "
    "up np.outer, and the order of its arguments.",
    "For a_prev: each neuron's pull times its weights, added up over the neurons. That is a "
    "product with W, the other way round.",
)

check = Check(
    mlp.layer_nudges,
    _cases,
    MISTAKES,
    HINTS,
    tolerance=GRADIENTS,
)
