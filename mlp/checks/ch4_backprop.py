"""Chapter 4, backpropagation: chain_gradient, backprop, backprop_batch."""

from collections.abc import Callable
from functools import partial

import numpy as np

import mlp
from mlp.checks.backward import backward
from mlp.checks.cases import case
from mlp.checks.ch4_mistakes import ANY, MATRICES, NO_WEIGHT, changed, layer_before
from mlp.checks.check import Check
from mlp.checks.comparing import GRADIENTS
from mlp.checks.mistakes import Variant, variants
from mlp.checks.samples import few, network, whole


def _of_rows(table, fit: Callable) -> list[Variant]:
    return [
        Variant(slug, fit(function), says)
        for slug, says, functions in table
        for function in functions
    ]


def _chain_cases(rng):
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


chain_gradient = Check(
    mlp.chain_gradient,
    cases=_chain_cases,
    tolerance=GRADIENTS,
    parts=("dC_dw", "dC_db"),
    mistakes=[
        *_of_rows(ANY, _chain),
        *variants(
            "weight-left-out",
            NO_WEIGHT,
            _chain(partial(backward, back=lambda delta, weights, l: delta)),
        ),
        *variants(
            "weight-of-wrong-layer",
            "another neuron's weight carries the derivative back. It goes back by the weight that "
            "it came by.",
            _chain(partial(backward, back=layer_before)),
        ),
    ],
)


def _draw(rng, *shape):
    return rng.normal(0, 1.3, shape)


def _inputs(rng, sizes, *n, dtype=float):
    X = rng.random((*n, sizes[0])).astype(dtype)
    Y = np.eye(sizes[-1])[rng.integers(0, sizes[-1], n)].astype(dtype)
    return X, Y, *network(rng, sizes, dtype, draw=_draw)


def _int_inputs(rng, sizes, *n):
    X = whole(rng, *n, sizes[0], low=0)
    Y = np.eye(sizes[-1], dtype=int)[rng.integers(0, sizes[-1], n)]
    return X, Y, *network(rng, sizes, int, draw=partial(whole, low=-1, high=1))


def _backprop_cases(rng):
    *_, weights, biases = _inputs(rng, [4, 3, 5])
    return [
        case(*_inputs(rng, [2, 3, 4, 3])),
        case(*_inputs(rng, [4, 5, 3, 6])),
        case(*_inputs(rng, [3, 4, 2]), shows="hard-coded-depth"),
        case(*_inputs(rng, [5, 3]), shows="hard-coded-depth"),
        case(*_inputs(rng, [3, 6, 5, 4, 3]), shows="hard-coded-depth"),
        case(*_inputs(rng, [4, 4, 4, 4])),  # square: most mistakes give numbers
        case(*_inputs(rng, [3, 3, 3]), shows="hard-coded-depth"),
        case(*_inputs(rng, [4, 3, 5, 1])),
        case(rng.normal(size=4), rng.random(5), weights, biases, shows="hard-coded-depth"),
        case(*_int_inputs(rng, [4, 3, 5, 3]), shows="int-dtype-kept"),
        case(*_inputs(rng, [6, 5, 4, 3], dtype=np.float32)),
    ]


def _one_example(function: Callable) -> Callable:
    """Return a variant of `backward` for rows as one for a single example."""
    return lambda x, y, weights, biases: function(x[None], y[None], weights, biases)


backprop = Check(
    mlp.backprop,
    cases=_backprop_cases,
    tolerance=GRADIENTS,
    parts=("nabla_W", "nabla_b"),
    mistakes=[
        *_of_rows(ANY, _one_example),
        *_of_rows(MATRICES, _one_example),
        *variants(
            "sum-left-out",
            "the gradient of W has one number for each neuron. Each weight has its own.",
            lambda x, y, weights, biases: (
                (nabla := backward(x[None], y[None], weights, biases))[1],
                nabla[1],
            ),
        ),
        *variants(
            "wrong-shape",
            "the gradients of the biases stand in columns. They have the shapes of the biases.",
            _one_example(changed(lambda nW, nb: (nW, [g[:, None] for g in nb]))),
        ),
    ],
)


def _batch_cases(rng):
    size, depth = "hard-coded-size", "hard-coded-depth hard-coded-size"
    return [
        case(*_inputs(rng, [2, 3, 4, 3], 5)),
        case(*_inputs(rng, [4, 5, 3, 6], 7), shows=size),
        case(*_inputs(rng, [3, 4, 2], 6), shows=depth),
        case(*_inputs(rng, [5, 3], 4), shows=depth),
        case(*_inputs(rng, [3, 6, 5, 4, 3], 8), shows=depth),
        case(*_inputs(rng, [4, 4, 4, 4], 4), shows=size),  # all square: most mistakes give numbers
        case(*_inputs(rng, [3, 3, 3, 3], 6), shows=size),
        case(*_inputs(rng, [4, 5, 6, 3], 1), shows=f"batch-of-one {size}"),
        case(*_inputs(rng, [4, 3, 5, 1], 3), shows=size),
        case(*_int_inputs(rng, [4, 3, 5, 3], 6), shows=f"int-dtype-kept {size}"),
        case(*_inputs(rng, [6, 5, 4, 3], 9, dtype=np.float32), shows=size),
    ]


def _scaled(W: Callable, b: Callable) -> Callable:
    """Return the variant whose means are multiplied by functions of n, the number of rows."""

    def go(X, Y, weights, biases):
        nabla_W, nabla_b = backward(X, Y, weights, biases)
        n = len(X)
        return [W(n) * g for g in nabla_W], [b(n) * g for g in nabla_b]

    return go


def _row_by_row(X, Y, weights, biases):
    """Return the bias gradients of each example: one row each."""
    each = [backward(x[None], y[None], weights, biases)[1] for x, y in zip(X, Y, strict=True)]
    return [np.array(rows) for rows in zip(*each, strict=True)]


def _biases_of_rows(scale: Callable) -> Callable:
    return lambda X, Y, weights, biases: (
        backward(X, Y, weights, biases)[0],
        [scale(len(X)) * g for g in _row_by_row(X, Y, weights, biases)],
    )


def _only(rows: slice, *, mean: bool = True) -> Callable:
    """Return the variant that sees these rows alone: their mean, or their sum over all n."""

    def go(X, Y, weights, biases):
        if not len(X[rows]):
            return tuple([0.0 * p for p in parts] for parts in (weights, biases))
        part = 1 if mean else len(X[rows]) / len(X)
        nablas = backward(X[rows], Y[rows], weights, biases)
        return tuple([part * g for g in nabla] for nabla in nablas)

    return go


def _one_row_kept(X, Y, weights, biases):
    nabla_W, nabla_b = backward(X, Y, weights, biases)
    return nabla_W, [g[None] for g in nabla_b] if len(X) == 1 else nabla_b


backprop_batch = Check(
    mlp.backprop_batch,
    cases=_batch_cases,
    tolerance=GRADIENTS,
    parts=("nabla_W", "nabla_b"),
    mistakes=[
        *variants(
            "sum-not-mean",
            "the rows are added up. The gradient of a batch is the mean over its rows.",
            _scaled(lambda n: n, lambda n: n),
        ),
        *variants(
            "sum-not-mean",
            "the rows are added up for one of the two lists. Both are means over the rows.",
            _scaled(lambda n: 1, lambda n: n),
            _scaled(lambda n: n, lambda n: 1),
        ),
        *variants(
            "divided-by-wrong-count",
            "it is divided by the number of rows twice.",
            _scaled(lambda n: 1 / n, lambda n: 1 / n),
            _scaled(lambda n: 1, lambda n: 1 / n),
            _scaled(lambda n: 1 / n, lambda n: 1),
        ),
        *variants(
            "bias-gradient-wrong",
            "the biases have one row for each example. Take the mean over the rows.",
            _biases_of_rows(lambda n: 1),
            _biases_of_rows(lambda n: 1 / n),
        ),
        *_of_rows(ANY, lambda function: function),
        *_of_rows(MATRICES[:-1], lambda function: function),
        *variants(
            "gradient-transposed",
            "the weights' gradients are transposed. They have the shapes of the weights.",
            changed(lambda nW, nb: ([g.T for g in nW], nb)),
        ),
        *variants(
            "mean-example",
            "the gradient is taken at the mean of the rows. Take the gradient of each row, then "
            "the mean.",
            lambda X, Y, weights, biases: backward(
                X.mean(axis=0, keepdims=True), Y.mean(axis=0, keepdims=True), weights, biases
            ),
        ),
        *variants(
            "only-first-example",
            "only the first row is there. Does return stand inside the loop?",
            _only(slice(1)),
            _only(slice(1), mean=False),
        ),
        *variants(
            "only-last-example",
            "only the last row is there. Add, do not overwrite.",
            _only(slice(-1, None)),
            _only(slice(-1, None), mean=False),
        ),
        *variants(
            "off-by-one",
            "a row is left out. Where does your loop or slice end?",
            *(
                _only(rows, mean=mean)
                for rows in (slice(-1), slice(1, None))
                for mean in (True, False)
            ),
        ),
        *variants(
            "batch-of-one",
            "a batch of one keeps a dimension too many. Its mean over the rows has none of them.",
            _one_row_kept,
        ),
        *variants(
            "bias-gradient-wrong",
            "the biases' gradient is one number for a layer. Each neuron has its own.",
            changed(lambda nW, nb: (nW, [np.mean(g) for g in nb])),
            changed(lambda nW, nb: (nW, [np.sum(g) for g in nb])),
            lambda X, Y, weights, biases: (
                backward(X, Y, weights, biases)[0],
                [g.mean(axis=1) for g in _row_by_row(X, Y, weights, biases)],
            ),
            lambda X, Y, weights, biases: (
                backward(X, Y, weights, biases)[0],
                [g.sum(axis=1) for g in _row_by_row(X, Y, weights, biases)],
            ),
        ),
    ],
)
