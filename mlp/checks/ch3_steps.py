"""Chapter 3, means and steps: average_nudges, sgd_step."""

import numpy as np

import mlp
from mlp.checks.check import Check, Variant, case, variants
from mlp.checks.comparing import GRADIENTS
from mlp.checks.samples import few, network, whole


def _average_cases(rng):
    def examples(n, *shapes, draw=lambda *shape: rng.normal(size=shape)):
        return [[draw(*shape) for shape in shapes] for _ in range(n)]

    def ints(*shape):
        return whole(rng, *shape)

    def floats32(*shape):
        return rng.normal(size=shape).astype(np.float32)

    return [
        case(examples(3, (2,), (2, 2), draw=lambda *shape: few(rng, *shape))),
        case(examples(5, (4, 3), (4,), (2, 4), (2,)), shows="hard-coded-size"),
        case(examples(2, (3,), (5, 2), (4, 3)), shows="hard-coded-size"),
        case(examples(4, (3, 3)), shows="hard-coded-size"),
        case(examples(1, (2, 3), (3,)), shows="batch-of-one"),
        case(examples(7, (2,), (3,))),
        case(examples(3, (3, 2), (3,), (3, 2)), shows="hard-coded-size"),
        case(examples(4, (2, 3), (2,), draw=ints), shows="int-dtype-kept"),
        case(examples(6, (3, 4), (3,), draw=floats32)),
    ]


def _places(nudges):
    """Return for each place in the lists the arrays of all examples, (n, …)."""
    return [np.array(arrays) for arrays in zip(*nudges, strict=True)]


def _over(make):
    """Return the variant that makes each mean of the examples' arrays (n, …): make(arrays, n)."""
    return lambda nudges: [make(arrays, len(nudges)) for arrays in _places(nudges)]


def _halved(arrays, n):
    mean = arrays[0].astype(float)
    for array in arrays[1:]:
        mean = (mean + array) / 2
    return mean


def _halved_from_zero(arrays, n):
    mean = 0 * arrays[0].astype(float)
    for array in arrays:
        mean = (mean + array) / 2
    return mean


average_nudges = Check(
    mlp.average_nudges,
    cases=_average_cases,
    tolerance=GRADIENTS,
    mistakes=[
        *variants(
            "sum-not-mean",
            "the examples are added up. Their mean is asked for: divide by how many there are.",
            _over(lambda arrays, n: arrays.sum(axis=0)),
        ),
        *variants(
            "mean-over-wrong-axis",
            "the mean is taken inside each example. Average over the examples, place by place.",
            lambda nudges: [np.mean([np.mean(array) for array in example]) for example in nudges],
            lambda nudges: [[np.mean(array) for array in example] for example in nudges],
            lambda nudges: [np.mean(np.array(example), axis=0) for example in nudges],
            lambda nudges: [sum(example) / len(example) for example in nudges],
            lambda nudges: [np.mean(np.concatenate([a.ravel() for a in e])) for e in nudges],
            lambda nudges: [[np.mean(array, axis=0) for array in example] for example in nudges],
            lambda nudges: [np.mean(array, axis=0) for array in nudges[0]],
            _over(lambda arrays, n: arrays.mean(axis=1)),
            _over(lambda arrays, n: arrays.mean(axis=-1)),
        ),
        *variants(
            "divided-by-wrong-count",
            "the sum is divided by the number of arrays in an example. Divide by the number of "
            "examples.",
            lambda nudges: [arrays.sum(axis=0) / len(nudges[0]) for arrays in _places(nudges)],
        ),
        *variants(
            "divided-by-wrong-count",
            "the sum is divided by something else than the number of examples.",
            _over(lambda arrays, n: arrays.sum(axis=0) / arrays[0].size),
            _over(lambda arrays, n: arrays.sum(axis=0) / len(arrays[0])),
            _over(lambda arrays, n: arrays.sum(axis=0) / (n - 1)),
            _over(lambda arrays, n: arrays.sum(axis=0) / (n + 1)),
        ),
        *variants(
            "mean-of-all-entries",
            "each array becomes one number. The mean is over the examples; the shapes stay.",
            _over(lambda arrays, n: arrays.mean()),
            _over(lambda arrays, n: np.full(arrays[0].shape, arrays.mean())),
        ),
        *variants(
            "only-first-example",
            "only the first example is there. Does return stand inside the loop?",
            lambda nudges: nudges[0],
            _over(lambda arrays, n: arrays[0] / n),
        ),
        *variants(
            "only-last-example",
            "only the last example is there. Add, do not overwrite.",
            lambda nudges: nudges[-1],
            _over(lambda arrays, n: arrays[-1] / n),
        ),
        *variants(
            "off-by-one",
            "an example is left out. Where does your loop or slice end?",
            _over(lambda arrays, n: arrays[:-1].sum(axis=0) / n),
            _over(lambda arrays, n: arrays[:-1].mean(axis=0)),
            _over(lambda arrays, n: arrays[1:].sum(axis=0) / n),
            _over(lambda arrays, n: arrays[1:].mean(axis=0)),
        ),
        *variants(
            "running-mean-wrong",
            "the mean so far and the next example count the same, so early examples fade. Add all "
            "up first, then divide once.",
            _over(_halved),
            _over(_halved_from_zero),
        ),
        *variants(
            "running-mean-wrong",
            "the sum is divided at each example. Add all up first, then divide once.",
            _over(lambda arrays, n: sum(a / n ** (n - i) for i, a in enumerate(arrays))),
            _over(lambda arrays, n: sum(a / 2 ** (n - i) for i, a in enumerate(arrays))),
        ),
        *variants(
            "mean-left-out",
            "the examples' arrays are put side by side, not averaged.",
            _over(lambda arrays, n: arrays),
        ),
        *variants(
            "mean-not-rows",
            "one array comes back for all places. Each place in the lists has its own mean.",
            lambda nudges: np.mean([np.mean(np.array(example), axis=0) for example in nudges], 0),
        ),
        *variants(
            "off-by-one",
            "a place in the lists is left out.",
            lambda nudges: [arrays.mean(axis=0) for arrays in _places(nudges)[:-1]],
            lambda nudges: [arrays.mean(axis=0) for arrays in _places(nudges)[1:]],
        ),
        *variants(
            "layers-reversed",
            "the places come back in the other order.",
            lambda nudges: [arrays.mean(axis=0) for arrays in _places(nudges)][::-1],
        ),
        *variants(
            "median-not-mean",
            "the median is taken. Every example has its say: the mean.",
            _over(lambda arrays, n: np.median(arrays, axis=0)),
        ),
    ],
)


def _step_cases(rng):
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


sgd_step = Check(
    mlp.sgd_step,
    cases=_step_cases,
    parts=("weights", "biases"),
    mistakes=[
        *variants(
            "gradient-ascent",
            "the step goes up the cost. The gradient points uphill: subtract it.",
            _stepped(lambda p, g, rate: p + rate * g),
            _stepped(_right, lambda p, g, rate: p + rate * g),
            _stepped(lambda p, g, rate: p + rate * g, _right),
            _stepped(lambda p, g, rate: p + g),
        ),
        *variants(
            "learning-rate-left-out",
            "the learning rate is left out. It says how far to go: η times the gradient.",
            _stepped(lambda p, g, rate: p - g),
            _stepped(lambda p, g, rate: p - g, _right),
            _stepped(_right, lambda p, g, rate: p - g),
        ),
        *variants(
            "biases-not-updated",
            "the biases stay as they were. They take a step too.",
            _stepped(_right, _still),
            lambda *args: (_stepped(_right)(*args)[0], args[3]),
        ),
        *variants(
            "biases-not-returned",
            "only the weights come back. Return (weights, biases).",
            lambda *args: _stepped(_right)(*args)[0],
            lambda *args: (_stepped(_right)(*args)[0],),
        ),
        *variants(
            "hard-coded-depth",
            "the number of layers is built in. Networks come in any depth: let the loop run over "
            "all the weights.",
            *(_depth(depth) for depth in (2, 3, 4)),
        ),
        *variants(
            "weights-not-updated",
            "the weights stay as they were. They take a step too.",
            _stepped(_still, _right),
            lambda *args: (args[2], _stepped(_right)(*args)[1]),
        ),
        *variants(
            "parts-swapped",
            "the biases come first. (weights, biases) is asked for.",
            lambda *args: _stepped(_right)(*args)[::-1],
        ),
        *variants(
            "layer-left-out",
            "only the last layer takes a step. All layers do.",
            _stepped(_right, only=lambda l, n: l == n - 1),
            _without_layer(slice(-1, None)),
        ),
        *variants(
            "layer-left-out",
            "the first layer takes no step. weights[0] is the first: counting starts at 0.",
            _stepped(_right, only=lambda l, n: l > 0),
            _without_layer(slice(1, None)),
        ),
        *variants(
            "layer-left-out",
            "the last layer takes no step. Where does your loop end?",
            _stepped(_right, only=lambda l, n: l < n - 1),
            _without_layer(slice(None, -1)),
        ),
        *variants(
            "layer-left-out",
            "only the first layer takes a step. Does return stand inside the loop?",
            _stepped(_right, only=lambda l, n: l == 0),
            _without_layer(slice(1)),
            lambda *args: tuple(part[0] for part in _stepped(_right)(*args)),
        ),
        *variants(
            "step-not-result",
            "only the steps come back. Where do the weights and biases stand after them?",
            _stepped(lambda p, g, rate: rate * g),
            _stepped(lambda p, g, rate: -rate * g),
            _stepped(lambda p, g, rate: g),
        ),
        *variants(
            "division-not-product",
            "the gradient is divided by the learning rate. A smaller rate is a smaller step.",
            _stepped(lambda p, g, rate: p - g / rate),
        ),
        *variants(
            "brackets-wrong",
            "the learning rate multiplies the whole difference. It multiplies the gradient alone.",
            _stepped(lambda p, g, rate: rate * (p - g)),
            _stepped(lambda p, g, rate: (p - rate) * g),
            _stepped(lambda p, g, rate: rate * p - g),
        ),
        *variants(
            "sign-wrong",
            "the difference is turned round: the weights come first.",
            _stepped(lambda p, g, rate: rate * g - p),
        ),
        *variants(
            "gradient-left-out",
            "the gradient is left out. The step is the learning rate times the gradient.",
            _stepped(lambda p, g, rate: p - rate),
        ),
        *variants(
            "divided-by-wrong-count",
            "the step is divided by a count. The gradient that comes in is a mean already.",
            _stepped(lambda p, g, rate: p - rate * g / len(g)),
            lambda *args: _stepped(lambda p, g, rate: p - rate * g / len(args[0]))(*args),
        ),
        *variants(
            "layers-reversed",
            "the layers come back in the other order. First layer first.",
            lambda *args: tuple(part[::-1] for part in _stepped(_right)(*args)),
        ),
        Variant(
            "not-moved",
            lambda weights, biases, nabla_W, nabla_b, rate: (weights, biases),
            "weights and biases come back as they were: no step.",
        ),
    ],
)
