"""Assignments of other forms: the same points as stock nbgrader, in the sandbox, and it says so."""

import csv
import json
import subprocess
import sys

import foreign_forms
import pytest
from grading_course import ROOT, need_sandbox, new_course, run
from nbgrader.api import Gradebook

from mlp.grading.gradebook.course import Course
from mlp.grading.intake.bundle import SOLUTION, TEST, Bundle, SourceCell
from mlp.grading.intake.form import unknown_cells, why_unknown


def course(folder, *, stock):
    """Make a course with the three assignments, handed in solved and blank, and grade it."""
    config = (ROOT / "nbgrader_config.py").read_text()
    if stock:
        config = config.partition("# The execution step")[0]
    folder.mkdir()
    (folder / "nbgrader_config.py").write_text(config)
    submitted = folder / "grading/submitted"
    for name, files in foreign_forms.ASSIGNMENTS.items():
        foreign_forms.write(folder / "_build/source" / name, files)
        run(folder, "-m", "nbgrader", "generate_assignment", name)
        foreign_forms.write(submitted / "solved" / name, foreign_forms.solved(files))
        released = {path.name: path.read_text() for path in (folder / "chapters" / name).iterdir()}
        foreign_forms.write(submitted / "blank" / name, released)
        run(folder, "-m", "nbgrader", "autograde", name)
    run(folder, "-m", "nbgrader", "export", "--to", "grades.csv")
    with (folder / "grades.csv").open(newline="") as file:
        return {
            (row["assignment"], row["student_id"]): (row["raw_score"], row["max_score"])
            for row in csv.DictReader(file)
        }


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    need_sandbox()
    folder = tmp_path_factory.mktemp("forms")
    graded = course(folder / "ours", stock=False)
    return folder / "ours", graded, course(folder / "stock", stock=True)


def test_forms_of_other_courses_get_the_points_that_stock_gives(both):
    _, ours, stock = both
    assert ours == stock
    assert stock["statistics", "solved"] == ("6.5", "10.0")
    assert stock["files", "solved"] == ("5.0", "5.0")
    assert stock["files", "blank"] == ("0.0", "5.0")


def test_forms_are_said_in_the_gradebooks_comment(both):
    folder, _, _ = both
    found = Course(folder)
    with Gradebook(found.db_url, found.course_id) as gradebook:
        notebook = gradebook.find_submission_notebook("statistics", "statistics", "solved")
        comments = {each.comment for each in notebook.comments}
    assert len(comments) == 1
    assert "Executed as stock nbgrader does: the test " in comments.pop()


def test_forms_a_human_sees_what_a_manually_graded_cell_draws_and_prints(both):
    folder, _, _ = both
    text = (folder / "grading/autograded/solved/by-hand/essay.ipynb").read_text()
    outputs = next(
        cell["outputs"]
        for cell in json.loads(text)["cells"]
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == "plot"
    )
    assert "drawn\n" in ["".join(each.get("text", [])) for each in outputs]
    assert any("image/png" in each.get("data", {}) for each in outputs)


def mlp_grade(folder, name):
    return subprocess.run(
        [sys.executable, "-m", "mlp.grading.command", name, "--jobs", "1"],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_forms_by_mlp_grade_get_the_same_or_are_refused_at_the_start(both):
    folder, ours, _ = both
    said = mlp_grade(folder, "statistics")
    assert said.returncode == 0, said.stderr
    assert "statistics is executed as stock nbgrader does, in the sandbox: the test" in said.stdout
    results = folder / "grading/results/statistics"
    for student in ("solved", "blank"):
        record = json.loads((results / f"{student}.json").read_text())
        assert sum(record["scores"].values()) == float(ours["statistics", student][0])
        assert record["stock"].startswith("the test ")
    said = mlp_grade(folder, "files")
    assert said.returncode == 1
    assert "nbgrader autograde files" in said.stderr and "Traceback" not in said.stderr


@pytest.mark.parametrize("chapter", ["ch1", "ch2", "ch3", "ch4"])
def test_forms_the_trusted_step_knows_every_chapter(tmp_path, chapter):
    bundle = new_course(tmp_path, chapter)
    folders = [tmp_path / kind / chapter for kind in ("_build/source", "chapters")]
    assert why_unknown(*folders, bundle.notebook) == ""


KNOWN = "assert line(1, slope, 3) == 5\nnp.allclose([line(x, 1, 1) for x in range(3)], [1, 2, 3])"


@pytest.mark.parametrize(
    ("test", "why"),
    [
        (KNOWN.replace("slope", "2"), ""),
        ("import math\nassert math.isclose(line(1, 2, 3), 5)", ""),
        (KNOWN, "uses slope"),
        ("%time line(1, 2, 3)", "no plain|not plain"),
        ("assert line(x=1, slope=2, intercept=3) == 5", "arguments by name"),
        ("try:\n    line('a', 1, 2)\nexcept TypeError:\n    pass", "'try'"),
        ("with open('x') as file:\n    pass", "'with'"),
        ("assert isinstance(line(1, 2, 3), float)", "isinstance"),
        ("assert line.__doc__", "line.__doc__"),
        ("import inspect\nassert 'for' not in inspect.getsource(line)", "imports inspect"),
        ("from helper import check\ncheck(line)", "imports helper"),
        ("line = 3", "another value"),
        ("### AUTOTEST line(1, 2, 3)", "AUTOTEST"),
        ("assert get_ipython()", "get_ipython"),
    ],
)
def test_forms_of_tests_are_told_apart(test, why):
    answer = SourceCell("line", SOLUTION, "code", "def line(x, slope, intercept):\n    pass", "")
    marks = {"grade": True, "points": 1}
    found = unknown_cells(
        Bundle("own", "own", (answer, SourceCell("t", TEST, "code", test, "", marks)))
    )
    assert bool(found) == bool(why)
    assert any(part in found for part in why.split("|"))


@pytest.mark.parametrize(
    ("text", "why"),
    [("y = line(1, 2, 3)", "uses line"), ("line = 3\nline", ""), ("y = 3\n%matplotlib inline", "")],
)
def test_forms_of_texts_that_run_on_answers_are_told_apart(text, why):
    cells = (
        SourceCell("line", SOLUTION, "code", "def line(x, slope, intercept):\n    pass", ""),
        SourceCell("text", "chapter", "code", text, text),
        SourceCell("t", TEST, "code", "assert line(1, 2, 3) == 5", "", {"grade": True}),
    )
    found = unknown_cells(Bundle("own", "own", cells))
    assert bool(found) == bool(why) and why in found
