"""The check of `backprop_batch`."""

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
    size, depth = "hard-coded-size", "hard-coded-depth hard-coded-size"
    return [
        case(*network_inputs(rng, [2, 3, 4, 3], 5)),
        case(*network_inputs(rng, [4, 5, 3, 6], 7), shows=size),
        case(*network_inputs(rng, [3, 4, 2], 6), shows=depth),
        case(*network_inputs(rng, [5, 3], 4), shows=depth),
        case(*network_inputs(rng, [3, 6, 5, 4, 3], 8), shows=depth),
        case(
            *network_inputs(rng, [4, 4, 4, 4], 4), shows=size
        ),  # all square: most mistakes give numbers
        case(*network_inputs(rng, [3, 3, 3, 3], 6), shows=size),
        case(*network_inputs(rng, [4, 5, 6, 3], 1), shows=f"batch-of-one {size}"),
        case(*network_inputs(rng, [4, 3, 5, 1], 3), shows=size),
        case(*int_inputs(rng, [4, 3, 5, 3], 6), shows=f"int-dtype-kept {size}"),
        case(*network_inputs(rng, [6, 5, 4, 3], 9, dtype=np.float32), shows=size),
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


# fmt: off
MISTAKES = [
    ("sum-not-mean", "the rows are added up. The gradient of a batch is the mean over its rows.",
     _scaled(lambda n: n, lambda n: n)),
    ("sum-not-mean", "the rows are added up for one of the two lists. Both are means over the "
     "rows.", _scaled(lambda n: 1, lambda n: n), _scaled(lambda n: n, lambda n: 1)),
    ("divided-by-wrong-count", "it is divided by the number of rows twice.",
     _scaled(lambda n: 1 / n, lambda n: 1 / n), _scaled(lambda n: 1, lambda n: 1 / n),
     _scaled(lambda n: 1 / n, lambda n: 1)),
    ("bias-gradient-wrong", "the biases have one row for each example. Take the mean over the "
     "rows.", _biases_of_rows(lambda n: 1), _biases_of_rows(lambda n: 1 / n)),
    *fitted(ANY, lambda function: function),
    *fitted(MATRICES[:-1], lambda function: function),
    ("gradient-transposed", "the weights' gradients are transposed. They have the shapes of the "
     "weights.", changed(lambda nW, nb: ([g.T for g in nW], nb))),
    ("mean-example", "the gradient is taken at the mean of the rows. Take the gradient of each "
     "row, then the mean.",
     lambda X, Y, weights, biases: backward(
         X.mean(axis=0, keepdims=True), Y.mean(axis=0, keepdims=True), weights, biases
     )),
    ("only-first-example", "only the first row is there. Does return stand inside the loop?",
     _only(slice(1)), _only(slice(1), mean=False)),
    ("only-last-example", "only the last row is there. Add, do not overwrite.",
     _only(slice(-1, None)), _only(slice(-1, None), mean=False)),
    ("off-by-one", "a row is left out. Where does your loop or slice end?",
     *(_only(rows, mean=mean) for rows in (slice(-1), slice(1, None)) for mean in (True, False))),
    ("batch-of-one", "a batch of one keeps a dimension too many. Its mean over the rows has none "
     "of them.", _one_row_kept),
    ("bias-gradient-wrong", "the biases' gradient is one number for a layer. Each neuron has its "
     "own.", changed(lambda nW, nb: (nW, [np.mean(g) for g in nb])),
     changed(lambda nW, nb: (nW, [np.sum(g) for g in nb])),
     lambda X, Y, weights, biases: (
         backward(X, Y, weights, biases)[0],
         [g.mean(axis=1) for g in _row_by_row(X, Y, weights, biases)],
     ),
     lambda X, Y, weights, biases: (
         backward(X, Y, weights, biases)[0],
         [g.sum(axis=1) for g in _row_by_row(X, Y, weights, biases)],
     )),
]
# fmt: on

HINTS = (
    "Now a δ is a table: one row for each example, shape (n, n_l). The forward sweep is that of "
    "feedforward_batch, with all layers kept.",
    "On the way back with rows: delta has shape (n, n_out) and W (n_out, n_in). Which product "
    "gives (n, n_in)? Is a transpose needed?",
    "The gradient of W has to have W's shape, and be the mean over the rows: a product of delta, "
    "transposed, and the activations before, divided by n. For b: the mean of delta over the "
    "rows.",
    "To call backprop for each row and average (mlp.average_nudges does that for lists) is right "
    "too.",
)

check = Check(mlp.backprop_batch, _cases, MISTAKES, HINTS, tolerance=GRADIENTS)
