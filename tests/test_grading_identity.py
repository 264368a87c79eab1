"""Scores of honest submissions equal stock nbgrader's, in our way and in ours of stock's."""

# ruff: noqa: E501 -- students' cells in single strings

import csv
import functools
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from grading_course import as_bytes, hand_in, need_sandbox, new_course, notebook, run

from bench.bench_grading import STOCK
from mlp.exercises import of_chapter
from mlp.grading.command import Grading
from mlp.grading.gradebook.course import Course
from mlp.grading.local import Mode, Submission, grade_locally

pytestmark = pytest.mark.filterwarnings("ignore")
STUDENTS = 40  # each answer below is handed in by at least three
# Answers that students give: right, wrong, blank. None is the course's solution; '' is left blank.
ANSWERS = {
    "line": [None, "def line(x, slope, intercept):\n    return slope * x", ""],
    "sigmoid": [
        None,
        "def sigmoid(z):\n    return np.exp(-np.logaddexp(0, -np.asarray(z, float)))",
        "def sigmoid(z):\n    return np.tanh(z)",
        "",
    ],
    "relu": [
        None,
        "def relu(z):\n    return np.asarray(z) * (np.asarray(z) > 0)",
        "def relu(z):\n    return np.abs(z)",
        "def relu(z):\n    return max(0, z)",
        "",
    ],
    "neuron": [None, "def neuron(a, w, b):\n    return sigmoid(w @ a)", ""],
    "layer": [
        None,
        "def layer(a, W, b):\n    return np.array([neuron(a, w, c) for w, c in zip(W, b)])",
        "def layer(a, W, b):\n    return sigmoid(W.T @ a + b)",
        "def layer(a, W, b)\n    return a",
        "",
    ],
    "feedforward": [
        None,
        "def feedforward(a, weights, biases):\n    for W, b in zip(weights, biases):\n"
        "        return layer(a, W, b)",
        "",
    ],
    "count_parameters": [
        None,
        "def count_parameters(sizes):\n    return sum((m + 1) * n for m, n in zip(sizes, sizes[1:]))",
        "def count_parameters(sizes):\n    return 13002",
        "",
    ],
    "predict": [None, "def predict(X, weights, biases):\n    print('digit')", ""],
}


def answers(k):
    """Return what student k wrote: all right, all blank, or a mixture."""
    if k % 10 == 0:
        return {}
    draw = np.random.default_rng(k)
    return {name: choices[draw.integers(len(choices))] for name, choices in ANSWERS.items()}


def submission(bundle, k):
    chosen = answers(k)
    released = {cell.key: cell.released for cell in bundle.cells}
    texts = {name: text or released[name] for name, text in chosen.items() if text is not None}
    tree = notebook(bundle, solved=k % 10 != 5, answers=texts, chapter_cells=False)
    return as_bytes(tree)


def scores(path):
    """Return {(student, cell): score} from a gradebook."""
    import sqlite3

    query = (
        "select s.student_id, c.name, g.auto_score from grade g "
        "join base_cell c on c.id = g.cell_id join submitted_notebook n on n.id = g.notebook_id "
        "join submitted_assignment s on s.id = n.assignment_id"
    )
    with sqlite3.connect(path) as connection:
        return {(student, cell): score for student, cell, score in connection.execute(query)}


def start_stock(folder, part):
    """Start stock autograding of the students whose number ends so."""
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "nbgrader",
        "autograde",
        "ch1",
        f"--student=*{part}",
        "--log-level=ERROR",
    ]
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "OPENBLAS_NUM_THREADS": "1"}
    return subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.PIPE)


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """Grade a class with stock nbgrader, in two processes, and with ours."""
    need_sandbox()
    mine = tmp_path_factory.mktemp("mine")
    bundle = new_course(mine)
    halves = [tmp_path_factory.mktemp(f"stock{half}") for half in range(2)]
    for half, folder in enumerate(halves):
        new_course(folder)
        (folder / "nbgrader_config.py").write_text(STOCK)
        run(folder, "-m", "nbgrader", "generate_assignment", "ch1", "--force")
        for k in range(half, STUDENTS, 2):
            hand_in(folder, f"student{k:03}", submission(bundle, k), bundle)
    running = [start_stock(folder, "") for folder in halves]
    for k in range(STUDENTS):
        hand_in(mine, f"student{k:03}", submission(bundle, k), bundle)
    course = Course(mine)
    grading = Grading(course, "ch1", Mode(), course.db_url)
    grade = functools.partial(grade_locally, jobs=2)
    grading.run(grade, course.students("ch1"), lambda: None)
    stock = {}
    for process, folder in zip(running, halves, strict=True):
        _, errors = process.communicate()
        assert process.returncode == 0, errors[-3000:]
        stock |= scores(folder / "gradebook.db")
    return bundle, mine, stock, scores(mine / "grading/gradebook.db")


def test_identity_each_answer_is_handed_in_by_at_least_three():
    for name, choices in ANSWERS.items():
        drawn = Counter(answers(k).get(name) for k in range(STUDENTS))
        assert min(drawn[each] for each in choices) >= 3


def test_identity_every_score_equals_stock_nbgraders(graded):
    _, _, stock, mine = graded
    assert len(stock) == STUDENTS * len(of_chapter("ch1"))
    different = {key: (stock[key], mine.get(key)) for key in stock if stock[key] != mine.get(key)}
    assert not different
    assert 0 < sum(stock.values()) < sum(row.points for row in of_chapter("ch1")) * STUDENTS


def test_identity_stock_export_reads_our_gradebook(graded):
    _, folder, _, mine = graded
    run(folder, "-m", "nbgrader", "export", "--to", "grades.csv")
    with (folder / "grades.csv").open() as file:
        rows = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
    for k in range(STUDENTS):
        student = f"student{k:03}"
        assert rows[student] == sum(score for key, score in mine.items() if key[0] == student)


def test_identity_stock_feedback_reads_our_notebooks(graded):
    _, folder, _, _ = graded
    run(folder, "-m", "nbgrader", "generate_feedback", "ch1", "--student=student001", "--force")
    text = (folder / "grading/feedback/student001/ch1/neurons.html").read_text()
    assert "(Score: " in text
    assert "HIDDEN TESTS" not in text


def test_identity_compat_mode_scores_as_stock_does(graded):
    bundle, _, stock, _ = graded
    some = [Submission(f"student{k:03}", submission(bundle, k), []) for k in (0, 1, 2, 5)]
    for result in grade_locally(bundle, Mode(compat=True), some):
        assert not result.refused
        for cell, score in result.scores.items():
            assert score == stock[result.student, cell]
