"""What goes wrong on the way forward: mistakes of layers and whole networks."""

import numpy as np

from mlp.checks.kit import DEPTH, forward, sigma


def same(z):
    """Return z as it is: no activation function."""
    return z


def no_biases(biases):
    """Return biases of the same shapes that are all 0."""
    return [0 * b for b in biases]


def by_layer(step):
    """Return the variant that takes this step at each layer: step(a, W, b)."""

    def go(a, weights, biases):
        for W, b in zip(weights, biases, strict=True):
            a = step(a, W, b)
        return a

    return go


def exactly(depth):
    """Return the variant that has this number of weight layers built in."""

    def go(a, weights, biases):
        for l in range(depth):
            a = sigma(a @ weights[l].T + biases[l])
        return a

    return go


def _input_again(a, weights, biases):
    return [sigma(a @ W.T + b) for W, b in zip(weights, biases, strict=True)][-1]


def _if_it_fits(a, weights, biases):
    for W, b in zip(weights[1:], biases[1:], strict=True):
        a = sigma(a @ W.T + b) if W.shape[1] == a.shape[-1] else a
    return a


def _biases_shifted(a, weights, biases):
    return forward(a, weights, [biases[-1], *biases[:-1]])


def _first_bias(a, weights, biases):
    return forward(a, weights, [biases[0]] * len(biases))


def _first_bias_twice(a, weights, biases):
    return forward(a, weights, [biases[0], *biases[:-1]])


def _no_bias_first(a, weights, biases):
    return forward(a, weights, [0 * biases[0], *biases[:-1]])


# fmt: off
FORWARD = [
    ("bias-left-out", "the biases are left out. Each layer computes σ(W a + b).",
     lambda a, weights, biases: forward(a, weights, no_biases(biases))),
    ("activation-left-out", "no layer squashes its z. Each layer computes σ(W a + b), not W a + b.",
     lambda a, weights, biases: forward(a, weights, biases, last=same, hidden=same)),
    ("activation-left-out", "the last layer does not squash its z. Every layer does, the last one "
     "too.", lambda a, weights, biases: forward(a, weights, biases, last=same)),
    ("activation-left-out", "only the last layer squashes its z. Every layer does.",
     lambda a, weights, biases: forward(a, weights, biases, hidden=same)),
    ("early-return", "only the first layer is computed. Does return stand inside the loop?",
     lambda a, weights, biases: forward(a, weights[:1], biases[:1])),
    ("layer-left-out", "the last layer is skipped. Where does your loop end?",
     lambda a, weights, biases: forward(a, weights[:-1], biases[:-1])),
    ("layer-left-out", "the first layer is skipped. Counting starts at 0.",
     lambda a, weights, biases: forward(a, weights[1:], biases[1:]), _if_it_fits),
    ("input-not-passed-on", "every layer is fed the input again. One layer's activations are the "
     "next one's input.", _input_again),
    ("wrong-bias", "a layer gets the bias of another. The weights and biases of one layer belong "
     "together.", _biases_shifted, _first_bias, _first_bias_twice, _no_bias_first,
     lambda a, weights, biases: forward(a, weights, biases[::-1])),
    ("hard-coded-depth", DEPTH, *map(exactly, (2, 3, 4))),
    ("bias-outside-activation", "the biases are added after the sigmoid. They belong inside: σ(W a "
     "+ b).", by_layer(lambda a, W, b: sigma(a @ W.T) + b)),
    ("bias-sign-wrong", "the biases are subtracted. Each layer computes σ(W a + b).",
     by_layer(lambda a, W, b: sigma(a @ W.T - b))),
    ("layers-reversed", "the layers are gone through from last to first. The input meets the first "
     "weights.", lambda a, weights, biases: forward(a, weights[::-1], biases[::-1])),
    ("other-function", "another function squashes than the sigmoid.",
     by_layer(lambda a, W, b: np.tanh(a @ W.T + b)),
     by_layer(lambda a, W, b: np.maximum(0, a @ W.T + b))),
    ("activation-twice", "the sigmoid is applied twice. Once in each layer is enough.",
     lambda a, weights, biases: forward(a, weights, biases, last=lambda z: sigma(sigma(z))),
     by_layer(lambda a, W, b: sigma(sigma(a @ W.T + b)))),
]
# fmt: on


# fmt: off
OTHER_SQUASH = [
    ("activation-twice", "the sigmoid is applied twice. Once is enough.",
     lambda a, W, b: sigma(sigma(W @ a + b))),
    ("other-function", "tanh squashes instead of the sigmoid.", lambda a, W, b: np.tanh(W @ a + b)),
    ("other-function", "ReLU is used in place of the sigmoid.",
     lambda a, W, b: np.maximum(0, W @ a + b)),
]
# fmt: on
