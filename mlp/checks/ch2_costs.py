"""Chapter 2, costs: one_hot, example_cost, cost."""

import numpy as np

import mlp
from mlp.checks.cases import case
from mlp.checks.check import Check
from mlp.checks.mistakes import Symptom, Variant, variants
from mlp.checks.samples import few, whole


def _one_hot_cases(rng):
    return [
        case(np.append(rng.permutation(3), 1), 5, shows="argument-ignored"),
        case(rng.integers(0, 8, 3)),
        case(np.append(rng.permutation(10), rng.integers(0, 10, 4))),
        case(rng.integers(0, 5, 6), 7, shows="argument-ignored"),
        case(np.append(rng.integers(0, 12, 5), 11), 12, shows="argument-ignored"),
        case(rng.integers(1, 9, 1), shows="batch-of-one"),
    ]


def _hot(labels, n_classes=10):
    return np.eye(n_classes)[labels]


def _filled(labels, n_classes=10):
    Y = np.zeros((len(labels), n_classes))
    Y[:, labels] = 1
    return Y


def _rows_are_one_object(outcomes):
    return any(
        isinstance(outcome.raw, (list, tuple)) and outcome.raw[0] is outcome.raw[1]
        for outcome in outcomes
        if len(outcome.case.args[0]) > 1
    )


EVERY_ROW = (
    "the column is set for every example. Row k gets its 1 in one place only: column labels[k]."
)
SHARED_ROW = (
    "the same row stands in the table again and again: a list times n does that. Make a new row "
    "for each example."
)

one_hot = Check(
    mlp.one_hot,
    cases=_one_hot_cases,
    mistakes=[
        *variants(
            "off-by-one",
            "digit 1 stands in the first place. Digit 0 does: counting starts at 0.",
            lambda labels, n_classes=10: _hot(labels - 1, n_classes),
            lambda labels, n_classes=10: _hot(labels, n_classes + 1)[:, 1:],
        ),
        *variants(
            "off-by-one",
            "each 1 stands one place too far to the right. Digit 0 belongs in column 0.",
            lambda labels, n_classes=10: _hot(labels + 1, n_classes),
            lambda labels, n_classes=10: _hot((labels + 1) % n_classes, n_classes),
            lambda labels, n_classes=10: _hot(labels + 1, n_classes + 1),
            lambda labels, n_classes=10: _hot(labels + 1, n_classes + 1)[:, :-1],
        ),
        Variant(
            "wrong-shape",
            lambda labels, n_classes=10: _hot(labels, n_classes).T,
            "there is one column for each example. Examples are rows.",
        ),
        *variants(
            "argument-ignored",
            "there are always ten classes. n_classes says how many columns are wanted.",
            lambda labels, n_classes=10: _hot(labels),
        ),
        *variants(
            "hard-coded-size",
            "there are as many columns as the largest label needs. n_classes says how many.",
            lambda labels, n_classes=10: _hot(labels, max(labels) + 1),
            lambda labels, n_classes=10: _hot(
                np.unique(labels, return_inverse=True)[1], len(np.unique(labels))
            ),
        ),
        *variants(
            "label-not-one",
            "the digit itself is written in its place. What is wanted there is 1.",
            lambda labels, n_classes=10: _hot(labels, n_classes) * np.asarray(labels)[:, None],
        ),
        Symptom(
            "shared-row",
            _rows_are_one_object,
            f"That is what you get when {SHARED_ROW}",
        ),
        Variant("every-row-filled", _filled, EVERY_ROW),
        Variant("shared-row", _filled, SHARED_ROW),
        *variants(
            "zeros-and-ones-swapped",
            "0 and 1 change places. The label's own neuron is to be 1.",
            lambda labels, n_classes=10: 1 - _hot(labels, n_classes),
        ),
        *variants(
            "only-last-label",
            "only one row has its 1. Is there something of the loop left outside it?",
            lambda labels, n_classes=10: (
                _hot(labels, n_classes) * (np.arange(len(labels)) == len(labels) - 1)[:, None]
            ),
            lambda labels, n_classes=10: (
                _hot(labels, n_classes) * (np.arange(len(labels)) == 0)[:, None]
            ),
        ),
    ],
)


def _example_cost_cases(rng):
    return [
        case(few(rng, 3, low=0.1, high=1), np.eye(3)[rng.integers(3)]),
        case(rng.random(10), np.eye(10)[rng.integers(10)]),
        case(rng.random(5), rng.random(5)),
        case(rng.normal(size=4), rng.normal(size=4)),
        case(rng.random(1), rng.random(1)),
        case(whole(rng, 6), whole(rng, 6), shows="int-dtype-kept"),
        case(rng.random(7).astype("f"), rng.random(7).astype("f")),
    ]


example_cost = Check(
    mlp.example_cost,
    cases=_example_cost_cases,
    mistakes=[
        Variant(
            "factor-half-added",
            lambda a, y: np.sum((a - y) ** 2) / 2,
            "there is a factor ½ in front. Other books add it; here C_k is the plain sum.",
        ),
        Variant(
            "mean-not-sum",
            lambda a, y: np.mean((a - y) ** 2),
            "the mean over the output neurons is taken. C_k is their sum.",
        ),
        Variant(
            "absolute-not-square",
            lambda a, y: np.sum(np.abs(a - y)),
            "absolute values are added up. C_k adds squares.",
        ),
        *variants(
            "square-left-out",
            "the differences are added up as they are, so that they cancel. C_k adds squares.",
            lambda a, y: np.sum(a - y),
            lambda a, y: np.sum(y - a),
        ),
        Variant(
            "square-of-sum",
            lambda a, y: np.sum(a - y) ** 2,
            "the sum is squared. Square each difference first, then add up.",
        ),
        *variants(
            "square-of-sum",
            "the bracket is missing: first the difference, then its square.",
            lambda a, y: np.sum(a**2 - y**2),
            lambda a, y: np.sum(a - y**2),
            lambda a, y: np.sum(a**2 - y),
        ),
        Variant(
            "sum-left-out",
            lambda a, y: (a - y) ** 2,
            "there is one number for each neuron. C_k is their sum.",
        ),
        Variant(
            "root-taken",
            lambda a, y: np.sqrt(np.sum((a - y) ** 2)),
            "the root of the sum is taken: the length of the difference. C_k is its square.",
        ),
        Variant(
            "root-taken",
            lambda a, y: np.sqrt(np.mean((a - y) ** 2)),
            "the root of the mean is taken. C_k is the plain sum of squares.",
        ),
        Variant(
            "sign-wrong",
            lambda a, y: np.sum((a + y) ** 2),
            "a and y are added. The cost squares their difference.",
        ),
        Variant(
            "sign-wrong",
            lambda a, y: -np.sum((a - y) ** 2),
            "the whole has a minus in front. A cost is never negative.",
        ),
        Variant(
            "only-wanted-neuron",
            lambda a, y: (a - y)[np.argmax(y)] ** 2,
            "only the neuron that should light up counts. All output neurons do.",
        ),
        Variant(
            "maximum-of-all",
            lambda a, y: np.max((a - y) ** 2),
            "only the largest square counts. C_k is the sum of all.",
        ),
    ],
)


def _cost_cases(rng):
    return [
        case(few(rng, 2, 3, low=0.1, high=1), np.eye(3)[rng.integers(0, 3, 2)]),
        case(rng.random((5, 10)), np.eye(10)[rng.integers(0, 10, 5)]),
        case(rng.random((7, 4)), rng.random((7, 4))),
        case(rng.random((1, 6)), rng.random((1, 6)), shows="batch-of-one"),
        case(rng.random((4, 4)), rng.random((4, 4))),
        case(whole(rng, 5, 3), whole(rng, 5, 3), shows="int-dtype-kept"),
        case(rng.random((6, 5)).astype("f"), rng.random((6, 5)).astype("f")),
    ]


cost = Check(
    mlp.cost,
    cases=_cost_cases,
    mistakes=[
        Variant(
            "sum-not-mean",
            lambda A, Y: np.sum((A - Y) ** 2),
            "the costs of the examples are added up. C is their mean: divide by n.",
        ),
        *variants(
            "divided-by-outputs",
            "the number of output neurons divides too. C is the mean over the n examples alone.",
            lambda A, Y: np.mean((A - Y) ** 2),
            lambda A, Y: np.sum((A - Y) ** 2) / A.shape[1],
        ),
        *variants(
            "sum-over-wrong-axis",
            "the squares are added up down the columns. Add up along each row, then take the mean.",
            lambda A, Y: np.mean(np.sum((A - Y) ** 2, axis=0)),
        ),
        Variant(
            "factor-half-added",
            lambda A, Y: np.sum((A - Y) ** 2) / (2 * len(A)),
            "there is a factor ½ in front. Other books add it; here there is none.",
        ),
        Variant(
            "absolute-not-square",
            lambda A, Y: np.sum(np.abs(A - Y)) / len(A),
            "absolute values are added up. The cost adds squares.",
        ),
        *variants(
            "square-of-sum",
            "the sum over the neurons is squared. Square each difference first, then add up.",
            lambda A, Y: np.mean(np.sum(A - Y, axis=1) ** 2),
            lambda A, Y: np.sum(A - Y) ** 2 / len(A),
            lambda A, Y: np.sum(np.mean(A - Y, axis=0) ** 2),
        ),
        Variant(
            "square-left-out",
            lambda A, Y: np.sum(A - Y) / len(A),
            "the differences are added up as they are, so that they cancel. The cost adds squares.",
        ),
        *variants(
            "root-taken",
            "the length of each row's difference is taken. Its cost is the square of that.",
            lambda A, Y: np.mean(np.sqrt(np.sum((A - Y) ** 2, axis=1))),
            lambda A, Y: np.sum(np.sqrt(np.sum((A - Y) ** 2, axis=1))),
            lambda A, Y: np.sqrt(np.sum((A - Y) ** 2)),
        ),
        *variants(
            "root-taken",
            "the root of the mean is taken. C is the mean itself.",
            lambda A, Y: np.sqrt(np.sum((A - Y) ** 2) / len(A)),
            lambda A, Y: np.sqrt(np.mean((A - Y) ** 2)),
        ),
        Variant(
            "mean-left-out",
            lambda A, Y: np.sum((A - Y) ** 2, axis=1),
            "there is one cost for each example. C is their mean.",
        ),
        *variants(
            "sum-over-wrong-axis",
            "there is one cost for each output neuron. Add up along each row, then take the mean.",
            lambda A, Y: np.sum((A - Y) ** 2, axis=0),
            lambda A, Y: np.mean((A - Y) ** 2, axis=0),
        ),
        Variant(
            "only-first-example",
            lambda A, Y: np.sum((A[0] - Y[0]) ** 2),
            "only the first example counts. C is the mean over all.",
        ),
        Variant(
            "sign-wrong",
            lambda A, Y: np.sum((A + Y) ** 2) / len(A),
            "A and Y are added. The cost squares their difference.",
        ),
    ],
)
