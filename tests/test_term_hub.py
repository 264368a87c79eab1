"""Several users of one machine, with a real folder of exchange, as on a JupyterHub."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from grading_course import as_bytes, mini_course, need_sandbox, notebook
from users import Machine

TEACHER, STUDENTS = "backup", ("games", "news")  # users that Debian has
CONFIG = "\nc.Exchange.root = {root!r}\n"
OWN = "c = get_config()\nc.CourseDirectory.course_id = 'mlp'\n"
WRONG = {"line": "def line(x, slope, intercept):\n    return slope * x"}
LOOK = """
import os
for path in {paths}:
    try:
        found = os.listdir(path)
    except OSError:
        continue
    raise SystemExit(f"{{path}} can be read: {{found}}")
"""


def steps(*lines):
    return [line.split() for line in lines]


@pytest.fixture(scope="module")
def hub():
    """Two students fetch and submit, a teacher who is not root collects, grades, releases."""
    need_sandbox()
    if os.geteuid() != 0:
        pytest.skip("only root can act as several users")
    folder = Path(tempfile.mkdtemp(prefix="mlp-hub-", dir="/tmp"))
    folder.chmod(0o755)
    machine = Machine(folder)
    exchange = folder / "exchange"
    exchange.mkdir()
    exchange.chmod(0o777)
    course = machine.home(TEACHER) / "course"
    course.mkdir()
    bundle = mini_course(course, 0)
    with (course / "nbgrader_config.py").open("a") as file:
        file.write(CONFIG.format(root=str(exchange)))
    machine.give(course, TEACHER)

    def ran(user, place, *words):
        done = machine.run(user, place, *steps(*words))
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-3000:]

    ran(TEACHER, course, "mlp release mini", "nbgrader release_assignment mini")
    for student in STUDENTS:
        home = machine.home(student)
        (home / "nbgrader_config.py").write_text(OWN + CONFIG.format(root=str(exchange)))
        machine.give(home, student)
        ran(student, home, "nbgrader fetch_assignment mini")
        answers = WRONG if student == STUDENTS[1] else {}
        (home / "mini/small.ipynb").write_bytes(as_bytes(notebook(bundle, answers=answers)))
        ran(student, home, "nbgrader submit mini")
    ran(
        TEACHER,
        course,
        "nbgrader collect mini",
        "mlp grade mini --jobs 2",
        "nbgrader release_feedback mini",
    )
    for student in STUDENTS:
        ran(student, machine.home(student), "nbgrader fetch_feedback mini")
    yield machine, course, exchange
    shutil.rmtree(folder)


def test_hub_each_student_gets_their_own_page(hub):
    machine, course, _ = hub
    for student, total in zip(STUDENTS, ("6 of 6", "5 of 6"), strict=True):
        (page,) = (machine.home(student) / "mini/feedback").glob("*/small.html")
        ours = course / f"grading/feedback/{student}/mini/small.html"
        assert page.read_text() == ours.read_text()
        assert f"<b>{total} points</b>" in page.read_text()


def test_hub_students_see_neither_the_course_nor_each_other(hub):
    machine, course, exchange = hub
    inbound, feedback = exchange / "mlp/inbound", exchange / "mlp/feedback"
    paths = [course, course / "grading", inbound, feedback, machine.home(STUDENTS[1])]
    code = LOOK.format(paths=[str(path) for path in paths])
    done = machine.run(STUDENTS[0], machine.home(STUDENTS[0]), ["python", code])
    assert done.returncode == 0, done.stderr
    done = machine.run(TEACHER, course, ["python", code])
    assert "can be read" in done.stderr  # the look itself works


def test_hub_what_the_teacher_writes_is_the_teachers(hub):
    _, course, _ = hub
    owner = subprocess.run(
        ["stat", "-c", "%U", str(course / "grading/gradebook.db")],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    assert owner == TEACHER
