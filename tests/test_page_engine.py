"""An answer gets the same verdict on the page as in a notebook: the engine, here and in Pyodide.

PAGE_ZOO=all tries every answer of the zoo (half an hour, 9 minutes of it for `train`); without it
one right and one wrong answer to each exercise.
"""

import json
import os
from pathlib import Path

import pytest
import zoo
from page_engine import cells as reading
from page_engine import in_pyodide, judged, notebook_with, run_here

from book.tools import hunts
from book.tools.copies import wheel_name
from mlp.exercises import EXERCISES, NOTEBOOKS

ROOT = Path(__file__).resolve().parent.parent
ALL = os.environ.get("PAGE_ZOO") == "all"
SEED = 7


@pytest.fixture(scope="module")
def run_there(book):
    wheel = book / "lite" / "page" / wheel_name()
    with in_pyodide(wheel) as run:
        yield run


def some_answers(exercise):
    """Return the answers to try: all, or a wrong and a right one that take no long time."""
    answers = zoo.answers(exercise)
    if ALL:
        return answers
    wrong = [a for a in answers if a.slugs and not {"too-slow", "not-attempted"} & {*a.slugs}]
    right = [a for a in answers if not a.slugs and exercise != "train"]
    return [wrong[len(wrong) // 2], *right[:1]]


@pytest.mark.parametrize("exercise", EXERCISES)
def test_page_engine_judges_as_a_notebook_does(run_there, exercise, record_property):
    different = []
    answers = some_answers(exercise)
    for answer in answers:
        notebook = notebook_with({exercise: zoo.EARLIER + answer.source})
        limits = (2.0, 40.0) if "too-slow" in answer.slugs else ()
        there = run_there(notebook, exercise, SEED, *limits)
        here = run_here(notebook, exercise, SEED, *limits[:1])
        if judged(there) != judged(here):
            different.append((answer.words, judged(there), judged(here)))
        assert there["verdict"] == ("right" if not answer.slugs else there["verdict"]), answer.words
        assert not answer.slugs or there["verdict"] != "right", answer.words
    record_property("page", len(answers))
    assert not different


def test_page_engine_opens_bug_hunts_for_right_answers(run_there):
    """What opens them are numbers, and Pyodide has another NumPy than the build."""
    for exercise, file in hunts.kept().items():
        right = next(answer for answer in zoo.answers(exercise) if not answer.slugs)
        notebook = notebook_with({exercise: zoo.EARLIER + right.source})
        result = run_there(notebook, exercise, SEED, sealed=json.dumps(file))
        assert len(result["hunts"] or []) == file["count"], (exercise, result["words"])


def test_page_engine_in_pyodide_says_why_node_ended(tmp_path):
    with in_pyodide(tmp_path / "a.whl", tmp_path) as run:
        for _ in range(2):
            with pytest.raises(RuntimeError, match=r"(?s)ended with 1:.*pyodide\.mjs"):
                run(notebook_with({"line": "1"}), "line", SEED)


@pytest.mark.parametrize("chapter", ["ch1", "ch2", "ch3", "ch4"])
def test_page_engine_needs_few_cells_and_has_all_names(chapter):
    (path,) = (ROOT / "_build" / "source" / chapter).glob("*.ipynb")
    notebook = json.loads(path.read_text("utf-8"))
    cells = reading.cells_of(notebook)
    for place, cell in enumerate(cells):
        if not cell.solution or cell.key == "train":
            continue
        tests = [each for each in cells if each.test and reading.belongs(each.key, cell.key)]
        assert tests
        assert len(reading.needed(cells, place, tests)) < 6
        assert run_here(notebook, cell.key, SEED)["verdict"] == "right"


def test_page_engine_runs_earlier_answers_first():
    answers = {
        "sigmoid": "def sigmoid(z):\n    return 1 / (1 + np.exp(-z))",
        "neuron": "def neuron(a, w, b):\n    return sigmoid(w @ a + b)",
    }
    assert run_here(notebook_with(answers), "neuron", SEED)["verdict"] == "right"
    answers["sigmoid"] = "def sigmoid(z):\n    return 2 / (1 + np.exp(-z))"
    assert run_here(notebook_with(answers), "neuron", SEED)["verdict"] == "wrong"
    answers["sigmoid"] = "def sigmoid(z)"
    result = run_here(notebook_with(answers), "neuron", SEED)
    assert result["verdict"] == "wrong"
    assert "sigmoid" in result["words"]


def test_page_engine_runs_a_cell_of_the_chapter_that_an_answer_uses():
    source = (
        "def line(x, slope, intercept):\n    assert two.shape == (28, 28)\n    return slope * x"
    )
    result = run_here(notebook_with({"line": source}), "line", SEED)
    assert "NameError" in result["words"], "the cell comes after the exercise"
    source = source.replace("line(x, slope, intercept)", "relu(z)").replace("slope * x", "z * 1.0")
    result = run_here(notebook_with({"relu": source}), "relu", SEED)
    assert "NameError" not in result["words"]


@pytest.mark.parametrize(
    ("source", "used", "bound"),
    [
        ("x[0] = f(y)", {"x", "f", "y"}, {"x"}),
        ("rng.shuffle(order)", {"rng", "order"}, {"rng", "order"}),
        ("for i in range(3): total += i", {"range", "total", "i"}, {"i", "total"}),
        ("def f(a):\n    return [a * b for b in c]", {"c"}, {"f"}),
        ("class A:\n    n = size", {"size"}, {"A"}),
    ],
)
def test_page_engine_knows_the_names_of_a_cell(source, used, bound):
    found = reading.names(source)
    assert found[1] == bound
    assert used <= found[0]


@pytest.mark.parametrize(
    "source", ["from mlp import *", "exec('x = 1')", "def f(:", "x = globals()"]
)
def test_page_engine_knows_where_names_cannot_be_known(source):
    assert reading.names(source) is None


def test_page_engine_shows_what_is_printed_and_drawn():
    source = "print('one')\ndef line(x, slope, intercept):\n    return slope * x + intercept\n"
    result = run_here(notebook_with({"line": source + "2 + 2"}), "line", SEED)
    assert result["outputs"] == [("text", "one\n4\n")] or result["outputs"] == [
        ("text", "one\n"),
        ("text", "4\n"),
    ]
    result = run_here(notebook_with({"line": source + "figures.line_as_network()"}), "line", SEED)
    assert result["outputs"][1][0] == "html"
    assert "<svg" in result["outputs"][1][1]


@pytest.mark.parametrize("source", ["raise SystemExit", "def line(:", "1 / 0", "x = unknown"])
def test_page_engine_says_what_an_answer_raises(source):
    result = run_here(notebook_with({"line": source}), "line", SEED)
    assert result["verdict"] == "wrong"
    assert "Error" in result["words"] or "SystemExit" in result["words"]


@pytest.mark.parametrize("chapter", NOTEBOOKS)
def test_engine_needs_the_cells_that_it_would_need_if_it_looked_at_all(chapter, monkeypatch):
    """A cell without a wanted name in its text is not parsed: that leaves none out."""
    path = ROOT / "chapters" / chapter / f"{NOTEBOOKS[chapter]}.ipynb"
    cells = reading.cells_of(json.loads(path.read_text("utf-8")))
    tried = [("import math", "from math import *"), ("%%time\nx = 1", "exec('x = 2')"), ("ℎ = 1",)]
    odd = [
        [*(reading.Cell(f"odd {k}", source) for k, source in enumerate(sources)),
         reading.Cell("last", "print(x, h)")]
        for sources in tried
    ]  # fmt: skip

    def needed():
        places = [(cells, place) for place in range(len(cells))]
        places += [(each, len(each) - 1) for each in odd]
        return [[cell.key for cell in reading.needed(each, n, [])] for each, n in places]

    quick = needed()
    monkeypatch.setattr(reading, "_may_bind", lambda source, wanted: True)
    assert quick == needed()
    assert any(quick)
