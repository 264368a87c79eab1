"""What is said of right results that were changed in a known way: never another change's name."""

from functools import wraps

import numpy as np
import pytest
import zoo

from book.tools import same_job
from mlp import checks
from mlp.checks import pointing, rehearsal
from mlp.exercises import EXERCISES

SLOW = {"train", "sgd_epoch", "minibatches"}
FOUND = {"stroke_neuron", "xor_network"}  # weights that one finds: others are right too
CHANGES = {
    "zeros": (np.zeros_like, {"always-zero", "brackets-wrong"}),  # σ · 1 − σ is always 0
    "ones": (np.ones_like, {"hard-coded-answer", "argument-ignored"}),
    "not numbers": (lambda a: a * np.nan, {"not-a-number"}),
    "a third more": (lambda a: a * 1.3, {"constant-factor"}),
    "another sign": (np.negative, {"sign-wrong"}),
    "one more": (
        lambda a: a + 1,
        {"constant-offset", "off-by-one", "one-not-subtracted", "nothing-against"},
    ),
}


def changed(change, value):
    if isinstance(value, (list, tuple)):
        return [changed(change, item) for item in value]
    array = change(np.array(value, float))
    return array if isinstance(value, np.ndarray) else float(array)


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("exercise", sorted(set(EXERCISES) - SLOW - FOUND))
def test_findings_name_what_was_done_to_right_results(exercise, change, monkeypatch):
    monkeypatch.setattr(pointing, "line_to_look_at", lambda *args: None)
    monkeypatch.setattr(rehearsal, "ON", False)
    right = zoo.right(exercise)
    how, names = CHANGES[change]

    @wraps(right)
    def answer(*args, **kwargs):
        return changed(how, right(*args, **kwargs))

    with same_job._unwatched(), pytest.raises(checks.Mistake) as caught:
        getattr(checks, exercise)(answer, rng=1)
    assert caught.value.slug in names, str(caught.value)
