"""nbgrader's exchange, all the way round: release, fetch, submit, collect, grade, give back."""

import shutil
import sqlite3

import pytest
from exchange import Exchange
from grading_course import as_bytes, hand_in, mini_course, need_sandbox, notebook, run

HAND = """
update grade set manual_score = 0.5, needs_manual_grade = 0
where cell_id = (select id from base_cell where name = 'test-line')
and notebook_id in (select n.id from submitted_notebook n
join submitted_assignment s on s.id = n.assignment_id where s.student_id = 'bob')
"""
SAID = """
update comment set manual_comment = 'The <b>slope</b> alone?'
where cell_id = (select id from base_cell where name = 'line')
and notebook_id in (select n.id from submitted_notebook n
join submitted_assignment s on s.id = n.assignment_id where s.student_id = 'bob')
"""


@pytest.fixture(scope="module")
def term(tmp_path_factory):
    """Ada and Bob hand in by the exchange, Zoe's notebook was sent by mail; all are graded."""
    need_sandbox()
    folder = tmp_path_factory.mktemp("exchange")
    course = folder / "course"
    course.mkdir()
    bundle = mini_course(course, 0)
    exchange = Exchange(folder, course)
    exchange.as_instructor("generate_assignment mini --force", "release_assignment mini")
    for student, answers in {
        "ada": {},
        "bob": {"line": "def line(x, slope, intercept):\n    return slope * x"},
    }.items():
        exchange.as_student(student, "fetch_assignment mini")
        path = exchange.home(student) / "mini/small.ipynb"
        assert path.exists()
        path.write_bytes(as_bytes(notebook(bundle, answers=answers)))
        exchange.as_student(student, f"submit mini --student={student}")
    exchange.as_instructor("collect mini")
    hand_in(course, "zoe", as_bytes(notebook(bundle)), bundle)
    run(course, "-m", "mlp.grading.command", "mini", "--jobs", "2")
    said = exchange.as_instructor("release_feedback mini")
    return exchange, said


def fetched(exchange, student):
    """Fetch the feedback as a student does; return the pages."""
    shutil.rmtree(exchange.home(student) / "mini/feedback", ignore_errors=True)
    exchange.as_student(student, f"fetch_feedback mini --student={student}")
    return [path.read_text() for path in exchange.home(student).glob("mini/feedback/*/*.html")]


def test_exchange_gives_each_student_their_page_and_no_other(term):
    exchange, _ = term
    for student, total in {"ada": "6 of 6", "bob": "5 of 6"}.items():
        (page,) = fetched(exchange, student)
        ours = exchange.course / f"grading/feedback/{student}/mini/small.html"
        assert page == ours.read_text()
        assert f"<b>{total} points</b>" in page


def test_exchange_is_not_stopped_by_who_handed_in_otherwise(term):
    _, said = term
    assert "not handed in by the exchange: zoe" in said


def test_exchange_calls_no_honest_submission_repaired(term):
    exchange, _ = term
    for student in ("ada", "bob"):
        page = exchange.course / f"grading/feedback/{student}/mini/small.html"
        assert "Put right" not in page.read_text()


def test_exchange_gives_back_what_was_marked_by_hand(term):
    exchange, _ = term
    with sqlite3.connect(exchange.course / "grading/gradebook.db") as connection:
        connection.execute(HAND)
        connection.execute(SAID)
    run(exchange.course, "-m", "mlp.cli", "feedback", "mini")
    exchange.as_instructor("release_feedback mini")
    (page,) = fetched(exchange, "bob")
    assert "<b>5.5 of 6 points</b>" in page
    assert "The &lt;b&gt;slope&lt;/b&gt; alone?" in page
    assert "marked by hand" in page
