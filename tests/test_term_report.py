"""The report on a class: unnamed answers in groups, what tells students apart, progress."""

import contextlib

import pytest
from grading_course import (
    THREE,
    as_bytes,
    hand_in,
    mini_course,
    mlp,
    need_sandbox,
    notebook,
    small_course,
)

from mlp.grading.outcomes import OTHER, RIGHT, Exercise, discrimination

SQUARE = (
    "def line(x, slope, intercept):\n    # by Ada Secret\n    return slope * x ** 2 + intercept"
)
ALSO = "def line(x, slope, intercept):\n    y = x * x\n    return y * slope + intercept"
SINES = "def line(x, slope, intercept):\n    return slope * np.sin(x) + intercept"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    need_sandbox()
    course = tmp_path_factory.mktemp("report")
    bundle = mini_course(course, 0)
    for student, text in {"ada": SQUARE, "bob": ALSO, "eve": SINES, "zoe": None}.items():
        answers = {"line": text} if text else {}
        hand_in(course, student, as_bytes(notebook(bundle, answers=answers)), bundle)
    mlp(course, "grade", "mini", "--jobs", "2")
    return course


def test_report_groups_unnamed_answers_by_what_they_do(course):
    mlp(course, "report", "mini")
    page = (course / "grading/report/mini.html").read_text()
    assert "<b>2</b> (ada, bob): " in page
    assert "<b>1</b> (eve): " in page
    assert page.index("(ada, bob)") < page.index("(eve)")
    assert "return slope * x ** 2 + intercept" in page or "y = x * x" in page


def test_report_without_names_shows_no_comment_of_a_student(course):
    mlp(course, "report", "mini", "--anonymous")
    page = (course / "grading/report/mini.html").read_text()
    assert "<b>2</b>: " in page
    assert "slope * x ** 2" in page or "y = x * x" in page
    for name in ("Ada", "ada", "bob", "Secret"):
        assert name not in page


def test_report_shows_the_chapters_so_far(course):
    assert "The chapters so far" not in (course / "grading/report/mini.html").read_text()
    made = course / "more"
    small_course(made, THREE[:1])
    for folder in ("_build/source", "chapters"):
        (made / folder / "mini").rename(course / folder / "mini2")
    with contextlib.suppress(FileNotFoundError):
        (course / "grading/submitted/ada/mini2").mkdir()
    source = (course / "chapters/mini2/small.ipynb").read_bytes()
    (course / "grading/submitted/ada/mini2/small.ipynb").write_bytes(source)
    mlp(course, "grade", "mini2", "--jobs", "1")
    mlp(course, "report", "mini2")
    page = (course / "grading/report/mini2.html").read_text()
    assert "The chapters so far" in page
    assert "88% of 4 students" in page  # five of six points for three of the four
    assert "0% of 1 student<" in page


def test_report_discrimination_is_the_correlation_with_the_other_exercises():
    students = [f"s{k}" for k in range(12)]
    hard = Exercise("hard", {s: RIGHT if k < 3 else OTHER for k, s in enumerate(students)})
    easy = Exercise("easy", {s: RIGHT if k < 6 else OTHER for k, s in enumerate(students)})
    against = Exercise("no", {s: OTHER if k < 3 else RIGHT for k, s in enumerate(students)})
    # of 12 students 3 have both, 3 the easy one alone: r = (3·12 − 3·6) / √(3·9·6·6) = 18 / √972
    assert discrimination(hard, [hard, easy]) == pytest.approx(18 / 972**0.5, abs=1e-6)
    assert discrimination(against, [against, hard]) == -1.0
    assert discrimination(hard, [hard]) is None
    few = Exercise("few", dict.fromkeys(students[:9], RIGHT))
    assert discrimination(few, [few, hard]) is None
