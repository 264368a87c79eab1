"""The gradebook is the only truth: penalties, extensions, marks by hand, the students' pages."""

import shutil
import sqlite3

import pytest
from exchange import nbgrader
from grading_course import as_bytes, hand_in, mini_course, mlp, need_sandbox, notebook, run

TENTH = """
from nbgrader.plugins import BasePlugin

class Tenth(BasePlugin):  # of the points, for each day that has begun
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return score * 0.1 * -(-total_seconds_late // 86400)

c.AssignLatePenalties.plugin_class = Tenth
"""
STAMPS = {  # due on the first of February, at noon
    "early": "2027-01-31 10:00:00 UTC",
    "late": "2027-02-01 12:00:01 UTC",
    "later": "2027-02-03 13:00:00 UTC",
    "nobody-knows": None,
}
DUE = "db assignment add mini --duedate=2027-02-01T12:00:00Z"
PENALTIES = """
select s.student_id, n.late_submission_penalty from submitted_notebook n
join submitted_assignment s on s.id = n.assignment_id
"""
MARK = """
update grade set manual_score = 0, needs_manual_grade = 0
where cell_id = (select id from base_cell where name = 'test-count_parameters')
"""


def penalties(course):
    with sqlite3.connect(course / "grading/gradebook.db") as connection:
        return {student: penalty or 0.0 for student, penalty in connection.execute(PENALTIES)}


def pages(course):
    found = (course / "grading/feedback").rglob("*.html")
    return {path.parts[-3]: path.read_text() for path in found}


@pytest.fixture(scope="module")
def ways(tmp_path_factory):
    """A class, some of it late, graded by `mlp grade` and by `nbgrader autograde`."""
    need_sandbox()
    folder = tmp_path_factory.mktemp("late")
    ours, theirs = folder / "mlp", folder / "nbgrader"
    ours.mkdir()
    bundle = mini_course(ours, 0)
    with (ours / "nbgrader_config.py").open("a") as file:
        file.write(TENTH)
    for student, stamp in STAMPS.items():
        place = hand_in(ours, student, as_bytes(notebook(bundle)), bundle)
        if stamp:
            (place / "timestamp.txt").write_text(stamp)
    nbgrader(ours, "generate_assignment mini --force", DUE)
    shutil.copytree(ours, theirs)
    run(ours, "-m", "mlp.grading.command", "mini", "--jobs", "1")
    nbgrader(theirs, "autograde mini")
    return ours, theirs


def test_marks_penalties_are_the_same_by_both_ways(ways):
    ours, theirs = ways
    expected = {"early": 0.0, "late": 0.6, "later": 1.8, "nobody-knows": 0.0}
    assert penalties(ours) == penalties(theirs) == pytest.approx(expected)


def test_marks_pages_are_the_same_by_both_ways(ways):
    ours, theirs = ways
    mlp(theirs, "feedback", "mini")
    assert pages(ours) == pages(theirs)
    assert "<b>4.2 of 6 points</b>: 6, less 1.8 because it came late" in pages(ours)["later"]


def test_marks_an_extension_resets_the_penalty_by_both_ways(ways, tmp_path):
    ours, theirs = (shutil.copytree(way, tmp_path / way.name) for way in ways)
    mlp(ours, "extend", "mini", "late", "later", "--days", "2")
    assert penalties(ours)["late"] == 0.0
    assert penalties(ours)["later"] == pytest.approx(0.6)
    assert "<b>5.4 of 6 points</b>" in pages(ours)["later"]
    mlp(theirs, "extend", "mini", "late", "later", "--days", "2")
    nbgrader(theirs, "autograde mini --force")
    assert penalties(ours) == penalties(theirs)
    mlp(ours, "extend", "mini", "late", "--days", "0")
    assert penalties(ours)["late"] == pytest.approx(0.6)


def test_marks_a_mark_by_hand_changes_page_and_penalty_when_graded_again(ways, tmp_path):
    course = shutil.copytree(ways[0], tmp_path / "course")
    before = pages(course)
    assert "mini: 0 graded, 4 graded before" in mlp(course, "grade", "mini")
    assert pages(course) == before
    with sqlite3.connect(course / "grading/gradebook.db") as connection:
        connection.execute(MARK)
    mlp(course, "grade", "mini")
    assert "<b>2.1 of 6 points</b>: 3, less 0.9" in pages(course)["later"]
    assert penalties(course)["later"] == pytest.approx(0.9)


def test_marks_generate_feedback_shows_the_gradebook_without_force(ways, tmp_path):
    course = shutil.copytree(ways[1], tmp_path / "course")
    nbgrader(course, "generate_feedback mini --student=later")
    with sqlite3.connect(course / "grading/gradebook.db") as connection:
        connection.execute(MARK)
    nbgrader(course, "generate_feedback mini --student=later")
    assert "(Score: 1.2 / 6.0)" in pages(course)["later"]
    mlp(course, "feedback", "mini")
    assert "<b>2.1 of 6 points</b>: 3, less 0.9" in pages(course)["later"]


def test_marks_an_extension_before_grading_needs_a_due_date(ways, tmp_path):
    with pytest.raises(AssertionError, match="the gradebook has no mini yet"):
        mini_course(tmp_path, 0)
        mlp(tmp_path, "extend", "mini", "ada", "--days", "2")
