"""Chapter 3, wishes of whole layers and of many examples: layer_nudges, average_nudges."""

import numpy as np

import mlp
from mlp.checks.cases import case
from mlp.checks.check import Check
from mlp.checks.comparing import GRADIENTS
from mlp.checks.mistakes import variants
from mlp.checks.samples import few, one_layer, whole


def _layer_cases(rng):
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


layer_nudges = Check(
    mlp.layer_nudges,
    cases=_layer_cases,
    tolerance=GRADIENTS,
    parts=("nudge_b", "nudge_W", "nudge_a_prev"),
    mistakes=[
        *variants(
            "weights-transposed",
            "W is not transposed for the activations before. Column k of W holds the weights from "
            "neuron k: Wᵀ times the nudges adds them up.",
            _layer(a_part=lambda a, W, nudges: W @ nudges),
        ),
        *variants(
            "gradient-transposed",
            "the nudges of W stand the other way round. Row j belongs to neuron j, as in W.",
            _layer(W_part=lambda a, W, nudges: np.outer(a, nudges)),
        ),
        *variants(
            "mean-not-sum",
            "the wishes for the activations before are averaged. They are added up.",
            _layer(a_part=lambda a, W, nudges: W.T @ nudges / len(nudges)),
        ),
        *variants(
            "mean-not-sum",
            "everything is divided by the number of neurons. Wishes are added up.",
            lambda a, W, nudges: tuple(part / len(nudges) for part in _layer()(a, W, nudges)),
        ),
        *variants(
            "sum-left-out",
            "the wishes for the activations before are not added up. All neurons of the layer wish "
            "something of each of them.",
            _layer(a_part=lambda a, W, nudges: W * nudges[:, None]),
            _layer(a_part=lambda a, W, nudges: (W * nudges[:, None]).T),
            _layer(a_part=lambda a, W, nudges: W * nudges),
        ),
        *variants(
            "only-last-neuron",
            "only the last neuron's wish for the activations before is left. Add, do not "
            "overwrite.",
            _layer(a_part=lambda a, W, nudges: nudges[-1] * W[-1]),
        ),
        *variants(
            "only-one-neuron",
            "only the first neuron's wish for the activations before is there.",
            _layer(a_part=lambda a, W, nudges: nudges[0] * W[0]),
        ),
        *variants(
            "sum-over-wrong-axis",
            "the wishes are added up along the rows: for each neuron of this layer. Each "
            "activation before gets the wishes of its column.",
            _layer(a_part=lambda a, W, nudges: (W * nudges[:, None]).sum(axis=1)),
        ),
        *variants(
            "nudge-left-out",
            "the weights are added up without the nudges. A neuron that wishes more counts more.",
            _layer(a_part=lambda a, W, nudges: W.sum(axis=0)),
            _layer(a_part=lambda a, W, nudges: W.T @ np.ones(len(W))),
        ),
        *variants(
            "parts-swapped",
            "the order is another: first the biases, then W, then the activations before.",
            *(
                _layer_order(*order)
                for order in ((1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0), (0, 2, 1))
            ),
        ),
        *variants(
            "sum-not-vector",
            "the biases get one nudge for the whole layer. Each neuron has its own bias.",
            _layer(b_part=lambda a, W, nudges: np.sum(nudges)),
            _layer(b_part=lambda a, W, nudges: np.array([np.sum(nudges)])),
            _layer(b_part=lambda a, W, nudges: np.mean(nudges)),
            _layer(b_part=lambda a, W, nudges: np.full(len(nudges), np.sum(nudges))),
        ),
        *variants(
            "sum-not-vector",
            "the wishes for the activations before are added up to one number.",
            _layer(a_part=lambda a, W, nudges: np.sum(W.T @ nudges)),
        ),
        *variants(
            "sign-wrong",
            "signs are turned round. A nudge and its derivative have the same sign here.",
            *(
                _layer_signs(b, W, a)
                for b in (1, -1)
                for W in (1, -1)
                for a in (1, -1)
                if (b, W, a) != (1, 1, 1)
            ),
        ),
        *variants(
            "sum-left-out",
            "the nudges of W are one number for each neuron or input. Each weight has its own.",
            _layer(W_part=lambda a, W, nudges: nudges * a),
            _layer(W_part=lambda a, W, nudges: nudges @ a),
        ),
        *variants(
            "inputs-and-weights-swapped",
            "weights and activations change places: a weight's nudge has the activation behind it, "
            "an activation's nudge has the weights.",
            _layer(W_part=lambda a, W, nudges: W * nudges[:, None]),
            _layer(W_part=lambda a, W, nudges: nudges[:, None] * W, a_part=lambda a, W, n: n @ W),
        ),
        *variants(
            "bias-nudge-wrong",
            "the biases are nudged by 1 or not at all. Their nudges are the nudges of z.",
            _layer(b_part=lambda a, W, nudges: np.ones(len(nudges))),
            _layer(b_part=lambda a, W, nudges: np.zeros(len(nudges))),
        ),
        *variants(
            "wrong-shape",
            "the nudges of the biases stand in a column. b has shape (n_out,).",
            _layer(b_part=lambda a, W, nudges: nudges[:, None]),
        ),
    ],
)


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
