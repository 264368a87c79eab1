"""The bug hunts: one line from right, refused, and closed to those who have no right answer."""

import base64
import contextlib
import io
import json
import zlib

import numpy as np
import pytest
import zoo
from page_engine import engine, notebook_with

import mlp
from book.page import course_hunts
from book.tools import hunts
from mlp import checks
from mlp.checks import calling
from mlp.checks.errors import ReferenceCalled, TimeLimit
from mlp.exercises import EXERCISES

# A wrong answer may give right values and be refused for something else, or for other inputs.
RIGHT_VALUES = {
    "calls-the-reference", "mutates-input", "wrong-shape", "int-dtype-kept", "batch-of-one",
    "keeps-state", "-",
}  # fmt: skip
SAME_JOB = {("feedforward_batch", "feedforward"), ("slope", "numerical_gradient")}
SEED = 5  # not that of the tool


@pytest.fixture(scope="module")
def collection():
    return {name: hunts.collection(name) for name in hunts.with_hunts()}


@pytest.fixture(scope="module")
def files():
    return hunts.kept()


def find_mistake(source, exercise):
    """Return what the check says of an answer on inputs that the tool has not seen."""
    check, function = getattr(checks, exercise), hunts.function(source, exercise)
    with hunts.quick():
        return check.find_mistake(function, np.random.default_rng(SEED))


def test_hunts_are_many_and_of_many_exercises(collection, record_property):
    counts = {name: len(found) for name, found in collection.items() if found}
    record_property("hunts", counts)
    assert sum(counts.values()) >= 400
    assert sum(count >= 6 for count in counts.values()) >= 29
    for found in collection.values():
        assert len({hunt.source for hunt in found}) == len(found)


def test_hunt_is_refused_and_one_line_away_is_accepted(collection):
    for exercise, found in collection.items():
        for hunt in found:
            mistake = find_mistake(hunt.source, exercise)
            assert mistake is not None, hunt.source
            assert mistake.slug == hunt.slug, hunt.source
            assert hunt.says
            wrong, right = hunt.source.splitlines(), hunt.right.splitlines()
            assert abs(len(wrong) - len(right)) <= 1
            changed = [line for line in wrong if line not in right]
            assert len(changed) <= 1, hunt.source
        for right in {hunt.right for hunt in found}:
            assert find_mistake(right, exercise) is None, right


def does(function, exercise, cases):
    """Say whether a function is right for an exercise, on the cases of its check."""
    check = getattr(checks, exercise)
    if exercise not in hunts.with_hunts():
        try:
            check(function, rng=SEED)
        except checks.Mistake:
            return False
        return True
    student = calling.as_student(function, exercise)
    try:
        return all(check.outcome(student, case).right for case in cases)
    except (ReferenceCalled, TimeLimit):  # it has the answer from mlp
        return False


def test_hunt_is_no_answer_to_another_exercise(collection):
    """What a hunt's function does, under the name of every other exercise, is wrong there."""
    cases = {
        name: getattr(checks, name).cases(np.random.default_rng(SEED))
        for name in hunts.with_hunts()
    }
    for exercise, found in collection.items():
        for hunt in found:
            function = hunts.function(hunt.source, exercise)
            count = function.__code__.co_argcount
            for other in EXERCISES:
                if other != exercise and len(EXERCISES[other].arguments) == count:
                    with hunts.quick():
                        assert not does(function, other, cases.get(other)), (other, hunt.source)


@pytest.mark.parametrize(
    ("exercise", "source", "revealed"),
    [
        (
            "layer",
            "def neuron(a, w, b):\n    return 0\n\ndef layer(a, W, b):\n    return W",
            "neuron",
        ),
        (
            "layer",
            "def layer(a, W, b):\n    def squash(t):\n        return 0.5 + np.tanh(t / 2) / 2\n"
            "    return squash(W @ a)",
            "sigmoid",
        ),
        ("relu", "def relu(z):\n    z = z * 1.0\n    return 1 / (1 + np.exp(-z))", "sigmoid"),
        ("cost", "def cost(A, Y):\n    return np.sum((A - Y) ** 2)", "example_cost"),
    ],
)
def test_hunt_with_another_answer_in_it_is_left_out(exercise, source, revealed):
    hunt = hunts.Hunt(exercise, source, "", "", 2, "")
    assert revealed in hunts.revealed(hunt)


@pytest.mark.parametrize("exercise", hunts.with_hunts())
def test_hunts_open_with_right_values_alone(files, exercise):
    """All right answers of the zoo open them; no wrong values do, nor any other function of mlp."""
    if exercise not in files:
        return
    file, closed, opened = files[exercise], [], []
    with np.errstate(all="ignore"), contextlib.redirect_stdout(io.StringIO()):
        for answer in zoo.answers(exercise):
            if "too-slow" in answer.slugs or "overflow" in answer.slugs:
                continue
            there = course_hunts.opened(file, answer.function(), exercise)
            if not answer.slugs and there is None:
                closed.append(answer.words)
            if answer.slugs and there is not None and not RIGHT_VALUES & {*answer.slugs}:
                opened.append(answer.words)
        for other in EXERCISES:
            if other not in (exercise, "train") and (exercise, other) not in SAME_JOB:
                if course_hunts.opened(file, getattr(mlp, other), exercise) is not None:
                    opened.append(f"mlp.{other}")
    assert closed == []
    assert opened == []


def test_file_of_hunts_has_no_answer_to_read(files):
    for exercise, file in files.items():
        text = json.dumps(file)
        assert "return" not in text
        with pytest.raises(zlib.error):
            zlib.decompress(base64.b64decode(file["sealed"]))
        reference = getattr(mlp, exercise)
        assert course_hunts.opened(file, lambda *args: None, exercise) is None
        assert len(course_hunts.opened(file, reference, exercise)) == file["count"]
        values = [v for _, v in course_hunts._chosen(course_hunts.values(reference, exercise))]
        _, counts = np.unique([course_hunts.written(v) for v in values], return_counts=True)
        bits = -np.sum(counts * np.log2(counts / counts.sum()))
        assert bits >= 128, f"{exercise}: a key of {bits:.0f} bits can be guessed"


@pytest.mark.parametrize("exercise", ["layer", "cost"])
def test_page_engine_opens_hunts_for_a_right_answer_alone(files, exercise):
    for answer in zoo.answers(exercise):
        notebook = notebook_with({exercise: zoo.EARLIER + answer.source})
        result = engine.hunts(notebook, exercise, files[exercise])
        assert (result["hunts"] is not None) == (not answer.slugs), answer.words


def test_public_tree_has_the_same_hunts(tmp_path, monkeypatch, files):
    before = tmp_path / "book" / "hunts"
    hunts.write(before)
    monkeypatch.setattr(hunts, "ZOO", tmp_path / "tests" / "zoo" / "__init__.py")
    monkeypatch.setattr(hunts, "MADE_BEFORE", before)
    assert hunts.kept() == files
    (before / "line.json").write_text(json.dumps({**files["line"], "mark": "other values"}))
    assert hunts.kept().keys() == files.keys() - {"line"}, "what does not open is left out"
