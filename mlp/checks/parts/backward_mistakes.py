"""What goes wrong on the way back: mistakes of chains, of networks, of batches."""

from collections.abc import Callable
from functools import partial

import numpy as np

from mlp.checks.kit import (
    COST_FOR_SLOPE,
    DEPTH,
    NO_PRIME,
    NO_TWO,
    PRIME_OF_A,
    TURNED,
    VALUE_FOR_SLOPE,
    Z_FOR_A,
    network,
    whole,
)
from mlp.checks.parts.backward import backward, prime


def fitted(rows: list[tuple], fit: Callable) -> list[tuple]:
    """Return rows of mistakes whose functions are made to fit an exercise's arguments."""
    return [(slug, says, *map(fit, functions)) for slug, says, *functions in rows]


# fmt: off
WRONG_DELTAS = [  # of the last layer, as functions of z, a, y: `fitted` makes them fit
    ("factor-two-missing", NO_TWO, lambda z, a, y: prime(z) * (a - y)),
    ("sigmoid-prime-missing", NO_PRIME, lambda z, a, y: 2 * (a - y)),
    ("sigmoid-prime-of-a", PRIME_OF_A, lambda z, a, y: prime(a) * 2 * (a - y)),
    ("sigmoid-prime-of-a", Z_FOR_A, lambda z, a, y: z * (1 - z) * 2 * (a - y),
     lambda z, a, y: 2 * (z - y) * z * (1 - z)),
    ("value-not-derivative", VALUE_FOR_SLOPE, lambda z, a, y: a * 2 * (a - y)),
    ("sign-wrong", TURNED, lambda z, a, y: prime(z) * 2 * (y - a)),
    ("activation-left-out", "z is compared with y. It is a = σ(z) that should be y.",
     lambda z, a, y: prime(z) * 2 * (z - y)),
    ("cost-not-derivative", COST_FOR_SLOPE, lambda z, a, y: prime(z) * (a - y) ** 2,
     lambda z, a, y: prime(z) * 2 * (a - y) ** 2),
]
# fmt: on


def _draw(rng, *shape):
    return rng.normal(0, 1.3, shape)


def network_inputs(rng, sizes, *n, dtype=float):
    """Return x, y (or n rows of them), weights, biases: what `backprop` takes."""
    X = rng.random((*n, sizes[0])).astype(dtype)
    Y = np.eye(sizes[-1])[rng.integers(0, sizes[-1], n)].astype(dtype)
    return X, Y, *network(rng, sizes, dtype, draw=_draw)


def int_inputs(rng, sizes, *n):
    """Return the same in whole numbers."""
    X = whole(rng, *n, sizes[0], low=0)
    Y = np.eye(sizes[-1], dtype=int)[rng.integers(0, sizes[-1], n)]
    return X, Y, *network(rng, sizes, int, draw=partial(whole, low=-1, high=1))


NO_WEIGHT = (
    "the weight is left out on the way back. a acts on the next z through w, so w is a factor of "
    "the chain."
)


def _one(z, a):
    return np.ones_like(z)


def _at_a(z, a):
    return prime(a)


def _at_z(z, a):
    return z * (1 - z)


def _value(z, a):
    return a


def _instead_of_slope(f: Callable) -> list[Callable]:
    """Return the variants with f in place of σ′: in all layers, the last, and those before."""
    return [
        partial(backward, last=f, hidden=f),
        partial(backward, last=f),
        partial(backward, hidden=f),
    ]


def _half(a, y, z):
    return a - y


def _z_not_a(a, y, z):
    return 2 * (z - y)


def _squared(a, y, z):
    return (a - y) ** 2


def _no_weights(delta, weights, l):
    return delta


def not_transposed(delta, weights, l):
    """Carry `delta` back through W instead of its transpose."""
    return delta @ weights[l].T


def layer_before(delta, weights, l):
    """Carry `delta` back through the weights of the layer before: the wrong ones."""
    return delta @ weights[l - 1]


def _layer_before_transposed(delta, weights, l):
    return delta @ weights[l - 1].T


def outer_turned(delta, a):
    """Return a weight gradient the other way round."""
    return np.outer(a, delta)


def _fail():
    raise ValueError("the shapes do not fit")


def changed(finish: Callable) -> Callable:
    """Return the variant finish(nabla_W, nabla_b) of the right answer."""
    return lambda X, Y, weights, biases: finish(*backward(X, Y, weights, biases))


def _layers(keep: Callable) -> Callable:
    """Return the change that puts zeros in the layers l of n that are not kept."""

    def finish(*parts):
        return tuple(
            [p if keep(l, len(part)) else 0 * p for l, p in enumerate(part)] for part in parts
        )

    return finish


def _from_last(depth: int) -> Callable:
    """Return the variant that goes back through this number of layers, then stops."""

    def go(X, Y, weights, biases):
        if len(weights) < depth:
            _fail()
        return tuple(part[-depth:] for part in backward(X, Y, weights, biases))

    return go


# fmt: off
RETURNED = [  # what is done with the right (nabla_W, nabla_b)
    ("layers-reversed", "the last layer comes first. Gradients come in layer order, first layer "
     "first.", lambda nW, nb: (nW[::-1], nb[::-1])),
    ("layers-reversed", "one of the two lists has the last layer first. Both have the first layer "
     "first.", lambda nW, nb: (nW[::-1], nb), lambda nW, nb: (nW, nb[::-1])),
    ("parts-swapped", "the biases come first. Weights first, then biases.",
     lambda nW, nb: (nb, nW)),
    ("layer-left-out", "only the last layer has a gradient. δ goes back through all of them.",
     _layers(lambda l, n: l == n - 1), lambda nW, nb: (nW[-1:], nb[-1:]),
     lambda nW, nb: (nW[-1], nb[-1])),
    ("layer-left-out", "the first layer has no gradient. Where does your loop end? It is to reach "
     "0.", _layers(lambda l, n: l > 0), lambda nW, nb: (nW[1:], nb[1:])),
    ("layer-left-out", "the last layer has no gradient. The loop starts there.",
     _layers(lambda l, n: l < n - 1), lambda nW, nb: (nW[:-1], nb[:-1])),
    ("biases-not-returned", "only the gradients of the weights come back. Return both lists.",
     lambda nW, nb: nW, lambda nW, nb: (nW,)),
    ("bias-gradient-wrong", "the biases' derivatives are wrong: dz/db is 1, so it is δ itself.",
     lambda nW, nb: (nW, [np.ones_like(g) for g in nb]),
     lambda nW, nb: (nW, [np.zeros_like(g) for g in nb])),
]

ANY = [  # of one example, of rows, and of a chain
    ("factor-two-missing", NO_TWO, partial(backward, cost_slope=_half)),
    ("sigmoid-prime-missing",
     NO_PRIME.replace("σ′(z) is missing", "σ′(z) is missing at the output"),
     partial(backward, last=_one)),
    ("sigmoid-prime-missing",
     NO_PRIME.replace("σ′(z) is missing", "σ′(z) is missing in the hidden layers"),
     partial(backward, hidden=_one)),
    ("sigmoid-prime-missing", NO_PRIME, partial(backward, last=_one, hidden=_one)),
    ("sigmoid-prime-of-a", PRIME_OF_A, *_instead_of_slope(_at_a)),
    ("sigmoid-prime-of-a", Z_FOR_A, *_instead_of_slope(_at_z)),
    ("value-not-derivative", VALUE_FOR_SLOPE, *_instead_of_slope(_value)),
    ("sigmoid-prime-of-wrong-layer", "σ′ is taken at the z of the wrong layer. A δ that arrives in "
     "a layer is multiplied by σ′ of that layer's z.", partial(backward, z_of=0)),
    ("activation-of-wrong-layer", "the activations after the layer are used. A weight's derivative "
     "has the activation that it multiplies: the one before.", partial(backward, a_of=1)),
    ("sign-wrong", "all signs are reversed. The derivative of (a − y)² is 2 (a − y); minus "
     "that is the nudge.", changed(lambda nW, nb: ([-g for g in nW], [-g for g in nb]))),
    ("activation-left-out", "z of the last layer is compared with y. It is a = σ(z) that should be "
     "y.", partial(backward, cost_slope=_z_not_a)),
    ("cost-not-derivative", COST_FOR_SLOPE, partial(backward, cost_slope=_squared)),
    *fitted(RETURNED, changed),
    ("bias-left-out", "the biases are left out of z = W a + b.",
     lambda X, Y, weights, biases: backward(X, Y, weights, [0 * b for b in biases])),
    ("hard-coded-depth", DEPTH, *(_from_last(depth) for depth in (2, 3)),
     *(changed(_layers(lambda l, n, depth=depth: l >= n - depth)) for depth in (2, 3))),
    ("divided-by-outputs", "it is divided by the number of outputs. The cost of an example is a "
     "sum.",
     lambda X, Y, weights, biases: backward(
         X, Y, weights, biases, cost_slope=lambda a, y, z: 2 * (a - y) / a.shape[1]
     )),
]

MATRICES = [  # of networks alone
    ("weights-transposed", "the weights are not transposed on the way back. Forward it is W a, "
     "backward Wᵀ δ.", partial(backward, back=not_transposed)),
    ("weight-of-wrong-layer", "the weights of another layer carry δ back. It goes back through "
     "those that it came by.", partial(backward, back=layer_before),
     partial(backward, back=_layer_before_transposed)),
    ("weight-left-out", NO_WEIGHT.replace("the weight is", "the weights are"),
     partial(backward, back=_no_weights)),
    ("gradient-transposed", "the weights' gradients are transposed. They have the shapes of the "
     "weights.", partial(backward, outer=outer_turned)),
]
# fmt: on
