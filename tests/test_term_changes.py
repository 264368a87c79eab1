"""A chapter that changes after grading began: nothing that was given is lost."""

import contextlib
import json
import shutil
import sqlite3

import pytest
from exchange import nbgrader
from grading_course import THREE, mini_course, mlp, need_sandbox, run, small_course

from mlp.grading.gradebook.changes import Changes

SIGMOID = ("sigmoid", "z", "1 / (1 + np.exp(-np.asarray(z, float)))", 2)
LINE, RELU, COUNT = THREE
SCORES = """
select s.student_id, c.name, g.auto_score, g.manual_score from grade g
join base_cell c on c.id = g.cell_id join submitted_notebook n on n.id = g.notebook_id
join submitted_assignment s on s.id = n.assignment_id
"""
BY_HAND = """
update grade set manual_score = 0.5, needs_manual_grade = 0 where notebook_id in
(select n.id from submitted_notebook n join submitted_assignment s on s.id = n.assignment_id
where s.student_id = 'student000') and cell_id = (select id from base_cell where name = ?)
"""
SAID = """
update comment set manual_comment = 'by ' || ? where notebook_id in
(select n.id from submitted_notebook n join submitted_assignment s on s.id = n.assignment_id
where s.student_id = 'student000') and cell_id =
(select id from base_cell where name = ? and type = 'SolutionCell')
"""


def execute(course, *statements):
    with contextlib.closing(sqlite3.connect(course / "grading/gradebook.db")) as connection:
        for statement, values in statements:
            connection.execute(statement, values)
        connection.commit()


def scores(course):
    """Return {(student, cell): (automatic, by hand)}."""
    with contextlib.closing(sqlite3.connect(course / "grading/gradebook.db")) as connection:
        return {(row[0], row[1]): row[2:] for row in connection.execute(SCORES)}


def page(course, student):
    return (course / f"grading/feedback/{student}/mini/small.html").read_text()


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """Four students; the first has a mark and a comment by hand on each exercise."""
    need_sandbox()
    course = tmp_path_factory.mktemp("graded")
    mini_course(course, 4)
    run(course, "-m", "mlp.grading.command", "mini", "--jobs", "2")
    for name in ("line", "relu", "count_parameters"):
        execute(course, (BY_HAND, [f"test-{name}"]), (SAID, [name, name]))
    return course


@pytest.fixture
def course(graded, tmp_path):
    return shutil.copytree(graded, tmp_path / "course")


def change(course, *exercises, renamed=None):
    """Make the chapter again of other exercises, as `make chapters` does."""
    new = course.parent / "new"
    small_course(new, exercises)
    if renamed:
        from book.tools.release import release

        path, (old, name) = new / "solutions/mini/small.md", renamed
        text = path.read_text().replace(f"def {old}(", f"def {name}(")
        text = text.replace(f"grade_id: {old},", f"grade_id: {name},")
        text = text.replace(f"test-{old},", f"test-{name},")
        path.write_text(text.replace(f"checks.{old}({old}", f"checks.{old}({name}"))
        for folder in ("_build", "chapters"):
            shutil.rmtree(new / folder)
        release(new / "solutions", new / "_build/source", new / "chapters")
    for folder in ("_build/source", "chapters"):
        shutil.rmtree(course / folder)
        shutil.copytree(new / folder, course / folder)


def test_changes_of_points_and_tests_are_said_and_graded_again(course):
    change(course, LINE, (*RELU[:3], 4), COUNT)
    said = mlp(course, "grade", "mini", "--jobs", "1")
    assert "mini has changed since it was graded: test-relu has 4 points, before 2" in said
    assert "4 graded, 0 graded before" in said
    found = scores(course)
    assert found["student001", "test-relu"] == (4.0, None)
    assert found["student000", "test-relu"] == (4.0, 0.5)
    assert "changed since" not in mlp(course, "grade", "mini")


def test_changes_of_exercises_stop_grading_and_name_the_command(course):
    before = scores(course)
    change(course, LINE, SIGMOID, COUNT)
    said = mlp(course, "grade", "mini", fails=True)
    assert "added: sigmoid, test-sigmoid; dropped: relu, test-relu" in said
    assert "`mlp release mini --change`" in said
    assert "Traceback" not in said
    assert scores(course) == before
    assert "Add --change" in mlp(course, "release", "mini", fails=True)
    assert scores(course) == before


def test_changes_are_made_by_one_command_that_keeps_all_else(course):
    before = scores(course)
    change(course, LINE, SIGMOID, COUNT)
    said = mlp(course, "release", "mini", "--change")
    (kept,) = (course / "grading/changes/mini").glob("dropped-*.json")
    assert str(kept) in said
    dropped = json.loads(kept.read_text())
    assert {(each["student_id"], each["cell"]): (each["auto_score"], each["manual_score"])
            for each in dropped["grades"]} == {
        place: score for place, score in before.items() if place[1] == "test-relu"
    }  # fmt: skip
    assert "by relu" in {each["manual_comment"] for each in dropped["comments"]}
    (copy,) = (course / "grading/changes/mini").glob("gradebook-*.db")
    assert sqlite3.connect(copy).execute("select count(*) from grade").fetchone() == (12,)
    mlp(course, "grade", "mini", "--jobs", "1")
    after = scores(course)
    for place, score in before.items():
        assert after.get(place) == (None if place[1] == "test-relu" else score)
    assert after["student001", "test-sigmoid"] == (0.0, None)
    assert "by line" in page(course, "student000")
    assert "<b>1 of 6 points</b>" in page(course, "student000")
    nbgrader(course, "generate_assignment mini --force", "autograde mini --force")
    assert scores(course) == after


def test_changes_of_a_name_keep_scores_marks_and_comments(course):
    before = scores(course)
    change(course, LINE, RELU, COUNT, renamed=("line", "straight"))
    assert "line is now called straight" in mlp(course, "grade", "mini", fails=True)
    mlp(course, "release", "mini", "--change")
    mlp(course, "grade", "mini", "--jobs", "1")
    renamed = {(student, name.replace("line", "straight")): score
               for (student, name), score in before.items()}  # fmt: skip
    assert scores(course) == renamed
    assert "by line" in page(course, "student000")
    assert "the answer counts" in page(course, "student000")
    nbgrader(course, "autograde mini --force")
    assert scores(course) == renamed


def test_changes_that_are_stopped_in_the_middle_change_nothing(course, monkeypatch):
    before = scores(course)
    change(course, LINE, SIGMOID, COUNT)
    with monkeypatch.context() as patch:
        patch.setattr(Changes, "_add", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            mlp(course, "release", "mini", "--change")
    assert scores(course) == before
    mlp(course, "release", "mini", "--change")
    mlp(course, "grade", "mini", "--jobs", "1")
    assert scores(course)["student000", "test-line"] == before["student000", "test-line"]


def test_changes_of_a_name_that_is_none_are_refused(course):
    change(course, LINE, SIGMOID, COUNT)
    said = mlp(course, "release", "mini", "--change", "--rename", "lin=sigmoid", fails=True)
    assert "expected one of relu (gone) and one of sigmoid (new)" in said


def test_changes_before_anything_was_handed_in_need_no_word(tmp_path):
    mini_course(tmp_path, 0)
    assert "mini is in the gradebook with 6 points" in mlp(tmp_path, "release", "mini")
    (tmp_path / "course").mkdir()
    change(tmp_path, LINE, SIGMOID)
    assert "mini is in the gradebook with 3 points" in mlp(tmp_path, "release", "mini")
