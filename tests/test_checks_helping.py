"""What a student gets to work with: hints, the failing arguments, what was printed."""

import ast
import re
from functools import cache

import numpy as np
import pytest
from chapter_source import ROOT

from book.tools.release import read_source
from mlp import checks
from mlp.checks import helping
from mlp.exercises import EXERCISES, NOTEBOOKS

SOLUTION = re.compile(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", re.DOTALL)


@cache
def graded_cells(path):
    """Return the source of each graded cell."""
    return {
        cell.metadata.nbgrader.grade_id: cell.source
        for cell in read_source(path).cells
        if "nbgrader" in cell.metadata
    }


def solution_lines(exercise):
    """Return the lines of code that the chapter's own solution has."""
    path = ROOT / "solutions" / exercise.chapter / f"{NOTEBOOKS[exercise.chapter]}.md"
    lines = SOLUTION.search(graded_cells(path)[exercise.name])[1].splitlines()
    return [line.strip() for line in lines if line.strip() and not line.strip().startswith("#")]


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=list(EXERCISES))
def test_every_exercise_has_hints_and_long_ones_three(exercise):
    hints = getattr(checks, exercise.name).hints
    assert len(hints) >= (3 if len(solution_lines(exercise)) > 3 else 1)


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=list(EXERCISES))
def test_no_hint_holds_the_answer(exercise):
    """No whole line of a solution, save what any such loop begins with."""
    said = "\n".join(getattr(checks, exercise.name).hints).replace(" ", "")
    common = re.compile(r"for|return(path|weights,biases|nabla_W,nabla_b)?$|else|if[a-z]+>0:")
    for line in solution_lines(exercise):
        bare = line.replace(" ", "")
        assert common.match(bare) or bare not in said, line


def test_hints_come_one_after_the_other_and_begin_again(capsys, monkeypatch):
    monkeypatch.setattr(helping, "_steps", {})
    for _ in range(len(checks.neuron.hints) + 1):
        assert checks.neuron.hint() is None
    steps = re.findall(r"^neuron, hint (\d) of 2", capsys.readouterr().out, re.MULTILINE)
    assert steps == ["1", "2", "1"]


def test_skeletons_are_python():
    for exercise in EXERCISES:
        for hint in getattr(checks, exercise).hints:
            if "keleton" in hint:
                code = "\n".join(line for line in hint.splitlines() if line.startswith("  "))
                assert ast.parse("if True:\n" + code.replace("..,", "0,").replace("..]", "0]"))


def test_last_case_gives_the_failing_arguments():
    with pytest.raises(checks.Mistake, match="To look closer: a, W, b = checks"):
        checks.layer(lambda a, W, b: np.zeros(len(b)) if len(b) == 4 else 1 / (
            1 + np.exp(-(W @ a + b))), rng=1)  # fmt: skip
    a, W, b = checks.last_case()
    assert (W.shape, b.shape) == ((4, len(a)), (4,))
    a[:] = 0
    assert checks.last_case()[0].any()  # a copy each time


def test_last_case_before_any_check(monkeypatch):
    monkeypatch.setattr(helping, "_last", {})
    with pytest.raises(LookupError, match="no check has failed yet"):
        checks.last_case()


def test_message_shows_what_was_printed_and_no_more_than_that():
    def neuron(a, w, b):
        for k in range(100):
            print(k, "z =", w @ a)
        return w @ a

    with pytest.raises(checks.Mistake) as caught:
        checks.neuron(neuron, rng=0)
    lines = str(caught.value).splitlines()
    assert "Your function printed there:" in lines
    at = lines.index("Your function printed there:")
    assert lines[at + 1].strip().startswith("0 z = ")
    assert "more lines" in lines[at + 5]


def test_by_hand_is_said_only_of_numbers_that_are_shown_and_few():
    def small(a, w, b):
        return np.cos(w @ a * 3 + b)

    def network(a, weights, biases):
        return np.cos(3 * weights[-1][:, 0] + biases[-1])

    with pytest.raises(checks.Mistake, match="by hand"):
        checks.neuron(small, rng=0)
    with pytest.raises(checks.Mistake) as caught:
        checks.feedforward(network, rng=0)
    assert "by hand" not in str(caught.value)


def test_page_about_exercises_names_the_help_that_there_is():
    page = (ROOT / "book" / "exercises.md").read_text(encoding="utf-8")
    for call in re.findall(r"checks\.(\w+(?:\.hint)?)\(", page):
        assert callable(eval(f"checks.{call}", {"checks": checks})), call
    assert "checks.neuron.hint()" in page
    assert "checks.last_case()" in page
