"""The check of `backprop_with`: several activation functions, several costs."""

from functools import partial

import numpy as np

import mlp
from mlp.checks.kit import GRADIENTS, Check, case, sigma
from mlp.checks.parts.backward import backward, prime
from mlp.checks.parts.backward_mistakes import (
    RETURNED,
    fitted,
    int_inputs,
    layer_before,
    network_inputs,
    not_transposed,
    outer_turned,
)


class Named:
    """A function that a message can name; its derivative, or that of a cost, is another."""

    def __init__(self, text, function):
        self.text, self.function = text, function

    def __call__(self, *args):
        """Return the value; arrays of any shape, floats or ints."""
        return self.function(*(np.asarray(arg, float) for arg in args))


TANH = (
    Named("np.tanh", np.tanh),
    Named("lambda z: 1 - np.tanh(z)**2", lambda z: 1 - np.tanh(z) ** 2),
)
SQUARE = Named("lambda z: z**2 / 4", lambda z: z**2 / 4), Named("lambda z: z / 2", lambda z: z / 2)
SIGMOID = Named("mlp.sigmoid", sigma), Named("mlp.sigmoid_prime", prime)
BENT = (
    Named("lambda z: np.sqrt(1 + z**2)", lambda z: np.sqrt(1 + z**2)),
    Named("lambda z: z / np.sqrt(1 + z**2)", lambda z: z / np.sqrt(1 + z**2)),
)
HALF = Named("lambda a, y: a - y", lambda a, y: a - y)
FULL = Named("lambda a, y: 2 * (a - y)", lambda a, y: 2 * (a - y))
CUBE = Named("lambda a, y: (a - y)**3", lambda a, y: (a - y) ** 3)
ODD = Named("lambda a, y: a**2 - y", lambda a, y: a**2 - y)  # not a function of a − y


def _cases(rng):
    return [
        case(*network_inputs(rng, [2, 3, 4, 3]), *TANH, HALF),
        case(*network_inputs(rng, [4, 5, 3, 6]), *SIGMOID, FULL),
        case(*network_inputs(rng, [4, 3, 5, 2]), *BENT, ODD),
        case(*network_inputs(rng, [3, 4, 2]), *SQUARE, CUBE, shows="hard-coded-depth"),
        case(*network_inputs(rng, [5, 3]), *TANH, ODD, shows="hard-coded-depth"),
        case(*network_inputs(rng, [3, 6, 5, 4, 3]), *BENT, FULL, shows="hard-coded-depth"),
        case(*network_inputs(rng, [4, 4, 4, 4]), *TANH, CUBE),
        case(*int_inputs(rng, [4, 3, 5, 3]), *TANH, HALF, shows="int-dtype-kept"),
        case(*network_inputs(rng, [6, 5, 4, 3], dtype=np.float32), *SIGMOID, ODD),
    ]


def _variant(make=None, finish=None):
    """Return the variant with the parts of `backward` that make(f, f_prime, cost_prime) gives."""

    def go(x, y, weights, biases, f, f_prime, cost_prime):
        right = dict(
            f=f,
            last=lambda z, a: f_prime(z),
            hidden=lambda z, a: f_prime(z),
            cost_slope=lambda a, y, z: cost_prime(a, y),
        )
        changes = {} if make is None else make(f, f_prime, cost_prime)
        nablas = backward(x[None], y[None], weights, biases, **(right | changes))
        return nablas if finish is None else finish(*nablas)

    return go


def _instead(make):
    """Return the variants with make(f, f_prime, z, a) for f′(z): everywhere, last, hidden."""

    def parts(f, f_prime, cost_prime, last, hidden):
        def slope(z, a):
            return make(f, f_prime, z, a)

        return ({"last": slope} if last else {}) | ({"hidden": slope} if hidden else {})

    return [
        _variant(partial(parts, last=last, hidden=hidden))
        for last, hidden in ((True, True), (True, False), (False, True))
    ]


def _back(back):
    return _variant(lambda f, f_prime, cost_prime: {"back": back})


# fmt: off
MISTAKES = [
    ("argument-ignored", "f is not used: the sigmoid is built in on the way forward.",
     _variant(lambda f, p, c: {"f": sigma})),
    ("argument-ignored", "f_prime is not used: the derivative of the sigmoid is built in.",
     *_instead(lambda f, p, z, a: prime(z)), *_instead(lambda f, p, z, a: a * (1 - a))),
    ("argument-ignored", "cost_prime is not used: 2 (a − y) is built in.",
     _variant(lambda f, p, c: {"cost_slope": lambda a, y, z: 2 * (a - y)})),
    ("argument-ignored", "neither f nor f_prime is used: the sigmoid and its derivative are built "
     "in.", _variant(lambda f, p, c: dict(f=sigma, last=lambda z, a: prime(z),
                                          hidden=lambda z, a: prime(z)))),
    ("argument-ignored", "none of the three functions is used: this is backprop, for the sigmoid "
     "and the squared error.", _variant(lambda f, p, c: dict(
         f=sigma, last=lambda z, a: prime(z), hidden=lambda z, a: prime(z),
         cost_slope=lambda a, y, z: 2 * (a - y)))),
    ("arguments-swapped", "cost_prime gets y before a. It is cost_prime(a, y).",
     _variant(lambda f, p, c: {"cost_slope": lambda a, y, z: c(y, a)})),
    ("activation-left-out", "cost_prime gets z. It is a function of the activation a = f(z).",
     _variant(lambda f, p, c: {"cost_slope": lambda a, y, z: c(z, y)})),
    ("factor-two-added", "cost_prime is doubled. It is the whole derivative already, the factor 2 "
     "included where there is one.",
     _variant(lambda f, p, c: {"cost_slope": lambda a, y, z: 2 * c(a, y)})),
    ("sigmoid-prime-missing", "f′(z) is missing, in one layer or in all. Whenever δ passes an "
     "activation function, it is multiplied by f′(z).",
     *_instead(lambda f, p, z, a: np.ones_like(z))),
    ("sigmoid-prime-of-a", "f_prime is taken at a. It is a function of z.",
     *_instead(lambda f, p, z, a: p(a))),
    ("value-not-derivative", "f is used where f_prime belongs.",
     *_instead(lambda f, p, z, a: f(z))),
    ("weights-transposed", "the weights are not transposed on the way back. Forward it is W a, "
     "backward Wᵀ δ.", _back(not_transposed)),
    ("weight-of-wrong-layer", "the weights of another layer carry δ back.", _back(layer_before)),
    ("weight-left-out", "the weights are left out on the way back.",
     _back(lambda delta, weights, l: delta)),
    ("sigmoid-prime-of-wrong-layer", "f′ is taken at the z of the wrong layer. A δ that arrives in "
     "a layer is multiplied by f′ of that layer's z.", _variant(lambda f, p, c: {"z_of": 0})),
    ("activation-of-wrong-layer", "the activations after the layer are used. A weight's derivative "
     "has the activation that it multiplies: the one before.",
     _variant(lambda f, p, c: {"a_of": 1})),
    ("gradient-transposed", "the weights' gradients are transposed.",
     _variant(lambda f, p, c: {"outer": outer_turned})),
    ("sign-wrong", "all signs are turned around.",
     _variant(finish=lambda nW, nb: ([-g for g in nW], [-g for g in nb]))),
    *fitted(RETURNED, lambda finish: _variant(finish=finish)),
]
# fmt: on

HINTS = (
    "Take your `backprop` and mark the lines that know the sigmoid or the cost. There are three.",
    "On the way forward, f squashes. At the output, ∂C/∂a comes from cost_prime, and it wants the"
    " activation, not z.",
    "Wherever σ′(z) stood there is now f_prime(z): at the output, and in each layer on the way "
    "back.",
)

check = Check(mlp.backprop_with, _cases, MISTAKES, HINTS, tolerance=GRADIENTS)
