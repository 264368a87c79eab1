"""Answers are kept until their date, and hidden tests draw numbers of their own."""

import contextlib
import shutil
import sqlite3
from datetime import datetime

import nbformat
import pytest
from exchange import nbgrader
from grading_course import as_bytes, hand_in, mini_course, mlp, need_sandbox, notebook

from mlp.grading.gradebook.solutions import why_not_yet

WRONG = {"line": "def line(x, slope, intercept):\n    return slope * x ** 2 + intercept"}
HIDDEN = {  # passes where the hidden numbers of the sources are known, and nowhere else
    "relu": "def relu(z):\n    return np.maximum(0, z)"
}
SCORES = """
select s.student_id, c.name, g.auto_score from grade g join base_cell c on c.id = g.cell_id
join submitted_notebook n on n.id = g.notebook_id
join submitted_assignment s on s.id = n.assignment_id order by 1, 2
"""


def scores(course):
    with contextlib.closing(sqlite3.connect(course / "grading/gradebook.db")) as connection:
        return list(connection.execute(SCORES))


def hints(course):
    found = {}
    for path in sorted((course / "grading/autograded").glob("*/mini/small.ipynb")):
        for cell in nbformat.read(path, as_version=4).cells:
            for output in cell.get("outputs", ()):
                if output.output_type == "error":
                    found[path.parts[-3], cell.id] = output.evalue
    return found


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """Two students with the same wrong answer, in a course with a seed."""
    need_sandbox()
    course = tmp_path_factory.mktemp("seeded")
    bundle = mini_course(course, 0)
    (course / "grading").mkdir(exist_ok=True)
    for student in ("ada", "bob"):
        hand_in(course, student, as_bytes(notebook(bundle, answers=WRONG)), bundle)
    (course / "grading/seed.txt").write_text("winter 2027\n")
    mlp(course, "grade", "mini", "--jobs", "2")
    return course


def test_answers_each_student_is_tested_on_other_numbers(graded):
    found = hints(graded)
    assert found["ada", "test-line"] != found["bob", "test-line"]
    assert [row[2] for row in scores(graded)] == [3.0, 0.0, 2.0] * 2


def test_answers_the_numbers_are_the_same_again_and_by_nbgrader(graded, tmp_path):
    before = hints(graded), scores(graded)
    again, theirs = (shutil.copytree(graded, tmp_path / name) for name in ("again", "theirs"))
    mlp(again, "grade", "mini", "--jobs", "1", "--force")
    assert (hints(again), scores(again)) == before
    nbgrader(theirs, "generate_assignment mini --force", "autograde mini --force")
    assert (hints(theirs), scores(theirs)) == before


def test_answers_another_seed_draws_other_numbers_and_grades_again(graded, tmp_path):
    course = shutil.copytree(graded, tmp_path / "course")
    assert "0 graded, 2 graded before" in mlp(course, "grade", "mini")
    (course / "grading/seed.txt").write_text("summer 2027\n")
    assert "2 graded, 0 graded before" in mlp(course, "grade", "mini", "--jobs", "1")
    assert hints(course)["ada", "test-line"] != hints(graded)["ada", "test-line"]


def test_answers_of_a_seeded_course_are_not_grouped_by_their_words(graded):
    mlp(graded, "report", "mini")
    assert "tested on the same inputs" not in (graded / "grading/report/mini.html").read_text()


def test_answers_are_written_after_the_due_date_alone(tmp_path):
    mini_course(tmp_path, 0)
    said = mlp(tmp_path, "solutions", "mini", fails=True)
    assert "mini has no due date in the gradebook" in said
    mlp(tmp_path, "release", "mini")
    nbgrader(tmp_path, "db assignment add mini --duedate=2027-02-01T12:00:00Z")
    db = f"sqlite:///{tmp_path}/grading/gradebook.db"
    before, after = datetime(2027, 2, 1, 11), datetime(2027, 2, 1, 13)
    assert "is due on 01 February 2027, 12:00 UTC" in why_not_yet(db, "mlp", "mini", before)
    assert why_not_yet(db, "mlp", "mini", after) == ""
    mlp(tmp_path, "extend", "mini", "ada", "--days", "1")
    assert why_not_yet(db, "mlp", "mini", after) == "ada may still hand in mini"
    assert not (tmp_path / "grading/export").exists()


def test_answers_hold_solutions_and_no_hidden_test(tmp_path):
    bundle = mini_course(tmp_path, 0)
    mlp(tmp_path, "solutions", "mini", "--now")
    for name in ("mini-solutions.ipynb", "mini-solutions.html"):
        text = (tmp_path / "grading/export" / name).read_text()
        assert "HIDDEN" not in text
        assert "rng=7" not in text
        assert "BEGIN SOLUTION" not in text
    cells = nbformat.read(tmp_path / "grading/export/mini-solutions.ipynb", as_version=4).cells
    sources = [cell.source for cell in cells]
    assert any("return slope * x + intercept" in source for source in sources)
    assert len(cells) == len(bundle.cells)
