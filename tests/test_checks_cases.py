"""The inputs of the checks tell apart what the contract tells apart."""

import numpy as np
import pytest

from mlp import checks
from mlp.checks import comparing
from mlp.checks.parts.trial import draw_trial

ROWS = ["feedforward_batch", "predict", "cost", "sgd_epoch", "backprop_batch"]


def first_case(name, seed=0):
    return getattr(checks, name).cases(np.random.default_rng(seed))[0]


@pytest.mark.parametrize("name", ROWS)
def test_number_of_examples_is_unlike_every_other_size(name):
    """Half a sum is a mean where there are two, and a wrong axis is right in a square."""
    args = first_case(name).args
    arrays = [leaf for leaf in comparing.leaves(list(args)) if isinstance(leaf, np.ndarray)]
    n, others = len(arrays[0]), {size for a in arrays for size in a.shape} - {len(arrays[0])}
    assert n > 2
    assert arrays[0].shape[1] in others
    assert all(len(a) == n or n not in a.shape for a in arrays)
    assert arrays[1].shape[-1] != 2 or name != "cost"


def test_valleys_are_oblique_and_one_walk_is_long():
    for case in checks.gradient_descent.cases(np.random.default_rng(0)):
        gradient, start = case.args[0].function, np.asarray(case.args[1], float)
        if start.size > 1:
            step = np.zeros(start.shape)
            step.flat[0] = 1e-3
            moved = np.abs(gradient(start + step) - gradient(start)).ravel()
            assert np.all(moved[1:] > 0)  # every coordinate feels the first one
    assert (
        max(case.args[3] for case in checks.gradient_descent.cases(np.random.default_rng(0))) > 100
    )
    assert max(case.args[3] for case in checks.fit_line.cases(np.random.default_rng(0))) > 100


def test_a_training_starts_from_arrays_of_both_kinds():
    trial = draw_trial(np.random.default_rng(0))
    for parts in (trial.weights, trial.biases):
        assert {part.dtype.name for part in parts} == {"float32", "float64"}
