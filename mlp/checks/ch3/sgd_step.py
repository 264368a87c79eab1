"""The check of `sgd_step`."""

import numpy as np

import mlp
from mlp.checks.kit import ASCENT, DEPTH, RATE_LEFT_OUT, Check, case, few, network, whole


def _cases(rng):
    def inputs(sizes, rate=None, dtype=float, draw=None):
        rate = float(rng.uniform(0.1, 0.9)) if rate is None else rate
        return (
            *network(rng, sizes, dtype, draw=draw),
            *network(rng, sizes, dtype, draw=draw),
            rate,
        )

    return [
        case(*inputs([1, 2, 1], few(rng, low=0.1, high=0.9), draw=few)),
        case(*inputs([4, 5, 3, 6])),
        case(*inputs([2, 3], 1.5 + rng.random()), shows="hard-coded-depth"),
        case(*inputs([3, 3, 3, 3])),
        case(*inputs([5, 4, 2, 3, 6]), shows="hard-coded-depth"),
        case(*inputs([3, 4, 2]), shows="hard-coded-depth"),
        case(*inputs([4, 3, 5, 3], draw=whole, dtype=int), shows="int-dtype-kept"),
        case(*inputs([3, 2, 4], 2, draw=whole, dtype=int), shows="int-dtype-kept"),
        case(*inputs([6, 5, 4, 3], dtype=np.float32)),
    ]


def _stepped(step, biases_step=None, only=lambda l, n: True):
    """Return the variant that takes step(p, gradient, rate) in the layers where `only` says so."""

    def go(weights, biases, nabla_W, nabla_b, rate):
        def all_of(parts, nablas, step):
            n = len(parts)
            return [
                step(p, g, rate) if only(l, n) else p
                for l, (p, g) in enumerate(zip(parts, nablas, strict=True))
            ]

        return (
            all_of(weights, nabla_W, step),
            all_of(biases, nabla_b, step if biases_step is None else biases_step),
        )

    return go


def _right(p, gradient, rate):
    return p - rate * gradient


def _still(p, gradient, rate):
    return p


def _without_layer(l):
    """Return the variant whose lists lack what this slice of layers leaves out."""

    def go(*args):
        weights, biases = _stepped(_right)(*args)
        return weights[l], biases[l]

    return go


def _depth(depth):
    """Return the variant that has this number of layers built in."""

    def go(weights, biases, nabla_W, nabla_b, rate):
        return (
            [_right(weights[l], nabla_W[l], rate) for l in range(depth)],
            [_right(biases[l], nabla_b[l], rate) for l in range(depth)],
        )

    return go


# fmt: off
MISTAKES = [
    ("gradient-ascent", ASCENT, _stepped(lambda p, g, rate: p + rate * g),
     _stepped(_right, lambda p, g, rate: p + rate * g),
     _stepped(lambda p, g, rate: p + rate * g, _right), _stepped(lambda p, g, rate: p + g)),
    ("learning-rate-left-out", RATE_LEFT_OUT, _stepped(lambda p, g, rate: p - g),
     _stepped(lambda p, g, rate: p - g, _right), _stepped(_right, lambda p, g, rate: p - g)),
    ("biases-not-updated", "the biases stay as they were. They take a step too.",
     _stepped(_right, _still), lambda *args: (_stepped(_right)(*args)[0], args[3])),
    ("biases-not-returned", "only the weights come back. Return (weights, biases).",
     lambda *args: _stepped(_right)(*args)[0], lambda *args: (_stepped(_right)(*args)[0],)),
    ("hard-coded-depth", DEPTH, *(_depth(depth) for depth in (2, 3, 4))),
    ("weights-not-updated", "the weights stay as they were. They take a step too.",
     _stepped(_still, _right)),
    ("parts-swapped", "the biases come first. (weights, biases) is asked for.",
     lambda *args: _stepped(_right)(*args)[::-1]),
    ("layer-left-out", "only the last layer takes a step. All layers do.",
     _stepped(_right, only=lambda l, n: l == n - 1), _without_layer(slice(-1, None))),
    ("layer-left-out", "the first layer takes no step. weights[0] is the first: counting starts at "
     "0.", _stepped(_right, only=lambda l, n: l > 0), _without_layer(slice(1, None))),
    ("layer-left-out", "the last layer takes no step. Where does your loop end?",
     _stepped(_right, only=lambda l, n: l < n - 1), _without_layer(slice(None, -1))),
    ("layer-left-out", "only the first layer takes a step. Does return stand inside the loop?",
     _stepped(_right, only=lambda l, n: l == 0), _without_layer(slice(1)),
     lambda *args: tuple(part[0] for part in _stepped(_right)(*args))),
    ("step-not-result", "only the steps come back. Where do the weights and biases stand after "
     "them?", _stepped(lambda p, g, rate: rate * g), _stepped(lambda p, g, rate: -rate * g),
     _stepped(lambda p, g, rate: g)),
    ("division-not-product", "the gradient is divided by the learning rate. A smaller rate is a "
     "smaller step.", _stepped(lambda p, g, rate: p - g / rate)),
    ("brackets-wrong", "the learning rate multiplies the whole difference. It multiplies the "
     "gradient alone.", _stepped(lambda p, g, rate: rate * (p - g)),
     _stepped(lambda p, g, rate: (p - rate) * g), _stepped(lambda p, g, rate: rate * p - g)),
    ("sign-wrong", "the difference is reversed: the weights come first.",
     _stepped(lambda p, g, rate: rate * g - p)),
    ("gradient-left-out", "the gradient is left out. The step is the learning rate times the "
     "gradient.", _stepped(lambda p, g, rate: p - rate)),
    ("divided-by-wrong-count", "the step is divided by a count. The gradient that comes in is a "
     "mean already.", _stepped(lambda p, g, rate: p - rate * g / len(g)),
     lambda *args: _stepped(lambda p, g, rate: p - rate * g / len(args[0]))(*args)),
    ("layers-reversed", "the layers come back in the other order. First layer first.",
     lambda *args: tuple(part[::-1] for part in _stepped(_right)(*args))),
    ("not-moved", "weights and biases come back as they were: no step.",
     lambda weights, biases, nabla_W, nabla_b, rate: (weights, biases)),
]
# fmt: on

HINTS = (
    "Each array takes the step of chapter 2, p minus the learning rate times its gradient. W "
    "belongs with nabla_W, b with nabla_b.",
    "Two new lists, by a loop with zip or a list comprehension for each. Do not use -= on the "
    "arrays that came in.",
    "Both lists have one array for each layer, of the shapes that came in. Return (weights, biases)"
    " in this order.",
)

check = Check(mlp.sgd_step, _cases, MISTAKES, HINTS)
