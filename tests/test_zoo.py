"""Every wrong answer of the zoo is refused and its mistake named, every right one accepted.

ZOO_SEEDS=300 makes it a soak.
"""

import os
import re

import numpy as np
import pytest
import zoo

from mlp import checks
from mlp.checks import calling, pointing, rehearsal
from mlp.exercises import OWN

SEEDS = int(os.environ.get("ZOO_SEEDS", "3"))
ALL = [answer for exercise in zoo.exercises() for answer in zoo.answers(exercise)]
WRONG = [answer for answer in ALL if answer.slugs]
RIGHT = [answer for answer in ALL if not answer.slugs]


@pytest.fixture(autouse=True)
def names_alone(monkeypatch):
    """Thousands of answers: no process of its own for each, no search for the line."""
    monkeypatch.setattr(rehearsal, "ON", False)
    monkeypatch.setattr(pointing, "line_to_look_at", lambda *args: None)


def seeds(answer):
    """Return the seeds to try; a training takes seconds, so it has one."""
    return range(1 if answer.exercise == "train" else SEEDS)


def name(answer):
    return f"{answer.exercise}, {answer.words}"


def verdict(answer, seed, capsys):
    """Return the mistakes that the check names, or None; what else it must do is asserted."""
    function = answer.function()
    np.random.seed(seed)
    try:
        result = getattr(checks, answer.exercise)(function, rng=seed)
    except checks.Mistake as mistake:
        assert str(mistake).endswith(f"[{mistake.slug}]")
        assert isinstance(mistake, checks.NotAttempted) == (mistake.slug == "not-attempted")
        assert capsys.readouterr() == ("", "")
        return tuple(re.findall(r"\[([a-z][a-z0-9-]+)\]", str(mistake)))
    printed = capsys.readouterr()
    assert result is None
    assert printed.err == ""
    assert printed.out.count("\n") == 1
    return None


@pytest.mark.parametrize("answer", WRONG, ids=name)
def test_zoo_refuses(answer, capsys, monkeypatch, record_property):
    if "too-slow" in answer.slugs:
        monkeypatch.setattr(calling, "CHECK_SECONDS", 0.2)
    found = [verdict(answer, seed, capsys) for seed in seeds(answer)]
    refused = None not in found
    named = answer.slugs == ("-",) or all(
        slugs and set(slugs) == set(answer.slugs) for slugs in found
    )
    record_property("zoo", "named" if named else "refused" if refused else "let through")
    assert refused, "the check lets it pass"
    assert named, f"expected {answer.slugs}, found {set(found)}"
    assert len({slugs[-1] for slugs in found}) == 1, "other random numbers, another name"


@pytest.mark.parametrize("answer", RIGHT, ids=name)
def test_zoo_accepts(answer, capsys, record_property):
    record_property("zoo", "not accepted")
    for seed in seeds(answer):
        getattr(checks, answer.exercise)(answer.function(), rng=seed)
    assert capsys.readouterr().err == ""
    record_property("zoo", "accepted")


def test_zoo_has_ten_wrong_and_five_right_answers_for_each_exercise():
    few = {
        exercise: (wrong, right)
        for exercise in zoo.exercises()
        for wrong, right in [
            (
                sum(answer.exercise == exercise for answer in WRONG),
                sum(answer.exercise == exercise for answer in RIGHT),
            )
        ]
        if exercise not in OWN and (wrong < 10 or right < 5)
    }
    assert not few
