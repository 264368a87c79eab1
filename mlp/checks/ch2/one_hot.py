"""The check of `one_hot`."""

import numpy as np

import mlp
from mlp.checks.kit import Check, case, seen


def _cases(rng):
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


def _rows_of_a_list_are_equal(outcomes):
    tables = [outcome.raw for outcome in outcomes if len(outcome.case.args[0]) > 1]
    return all(
        isinstance(table, list | tuple) and all(np.array_equal(table[0], row) for row in table)
        for table in tables
    )


EVERY_ROW = (
    "the column is set for every example. Row k gets its 1 in one place only: column labels[k]."
)


SHARED_ROW = (
    "the same row is in the table again and again: a list times n does that. Make a new row "
    "for each example."
)


# fmt: off
MISTAKES = [
    ("off-by-one", "digit 1 is in the first place. Digit 0 does: counting starts at 0.",
     lambda labels, n_classes=10: _hot(labels - 1, n_classes),
     lambda labels, n_classes=10: _hot(labels, n_classes + 1)[:, 1:]),
    ("off-by-one", "each 1 is one place too far to the right. Digit 0 belongs in column 0.",
     lambda labels, n_classes=10: _hot(labels + 1, n_classes),
     lambda labels, n_classes=10: _hot((labels + 1) % n_classes, n_classes),
     lambda labels, n_classes=10: _hot(labels + 1, n_classes + 1),
     lambda labels, n_classes=10: _hot(labels + 1, n_classes + 1)[:, :-1]),
    ("wrong-shape", "there is one column for each example. Examples are rows.",
     lambda labels, n_classes=10: _hot(labels, n_classes).T),
    ("argument-ignored", "there are always ten classes. n_classes says how many columns are "
     "wanted.", lambda labels, n_classes=10: _hot(labels)),
    ("hard-coded-size", "there are as many columns as the largest label needs. n_classes says how "
     "many.", lambda labels, n_classes=10: _hot(labels, max(labels) + 1),
     lambda labels, n_classes=10: _hot(
         np.unique(labels, return_inverse=True)[1], len(np.unique(labels))
     )),
    ("label-not-one", "the digit itself is written in its place. What is wanted there is 1.",
     lambda labels, n_classes=10: _hot(labels, n_classes) * np.asarray(labels)[:, None]),
    ("shared-row", f"That is what you get when {SHARED_ROW}", seen(_rows_of_a_list_are_equal)),
    ("every-row-filled", EVERY_ROW, _filled),
    ("shared-row", SHARED_ROW, _filled),
    ("zeros-and-ones-swapped", "0 and 1 change places. The label's own neuron is to be 1.",
     lambda labels, n_classes=10: 1 - _hot(labels, n_classes)),
    ("only-last-label", "only one row has its 1. Is there something of the loop left outside it?",
     lambda labels, n_classes=10: (
         _hot(labels, n_classes) * (np.arange(len(labels)) == len(labels) - 1)[:, None]
     ),
     lambda labels, n_classes=10: (
         _hot(labels, n_classes) * (np.arange(len(labels)) == 0)[:, None]
     )),
]
# fmt: on

HINTS = (
    "Begin with a table of zeros of the right shape: how many rows, how many columns?",
    "Row k gets its 1 in column labels[k]. A loop over the rows is fine; np.eye is another way.",
)

check = Check(mlp.one_hot, _cases, MISTAKES, HINTS)
