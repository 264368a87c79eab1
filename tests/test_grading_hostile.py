"""The zoo of hostile and unlucky submissions, one class, graded end to end in the sandbox."""

import hashlib
import os
import re
import socket
import threading
from pathlib import Path

import pytest
from grading_course import hand_in, need_sandbox, new_course
from hostile import FAIR, accidents, damage, doors, files, honest, limits, schemes, tricks
from nbgrader.api import Gradebook

from mlp.exercises import of_chapter
from mlp.grading.command import Grading
from mlp.grading.gradebook.course import Course
from mlp.grading.local import Mode, grade_locally
from mlp.grading.processes.isolate import Limits

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
CASES = [
    *tricks.CASES,
    *schemes.CASES,
    *damage.CASES,
    *limits.CASES,
    *files.CASES,
    *accidents.CASES,
    *doors.CASES,
    *honest.CASES,
]
EVERY = int(os.environ.get("HOSTILE_EVERY", "1"))
CASES = [case for k, case in enumerate(CASES) if k % EVERY == 0 or "user" in case.name]
SHORT = Limits(memory=2 << 30, together=1 << 30, call=2.0, cell=2.0)


def name_of(k, case):
    return f"{k:03} {re.sub('[^A-Za-z0-9 ]', '', case.name)}"[:60]


def digest_of(folder):
    """Return a digest of all that is in a folder."""
    found = hashlib.sha256()
    for path in sorted(Path(folder).rglob("*")):
        found.update(str(path).encode())
        if path.is_file() and not path.is_symlink():
            found.update(path.read_bytes())
    return found.hexdigest()


class Listener(threading.Thread):
    """Listen on the host's loopback; note whether anybody came."""

    def __init__(self):
        super().__init__(daemon=True)
        self.visited = False
        self.socket = socket.create_server(("127.0.0.1", damage.LISTENING))

    def run(self):
        try:
            self.socket.accept()
        except OSError:
            return
        self.visited = True


class Zoo:
    """What grading the whole zoo at once came to."""

    def __init__(self, folder):
        self.folder = folder
        self.bundle = new_course(folder)
        (folder / "solution").write_text("def sigmoid(z):\n    return 1 / (1 + np.exp(-z))\n")
        for k, case in enumerate(CASES):
            data = case.build(self.bundle).replace(b"SECRET", str(folder).encode())
            place = hand_in(folder, name_of(k, case), data, self.bundle)
            if case.files:
                case.files(place)
        before = digest_of(folder / "_build")
        listener = Listener()
        listener.start()
        course = Course(folder)
        grading = Grading(course, "ch1", Mode(limits=SHORT), course.db_url)
        self.summary = grading.run(grade_locally, course.students("ch1"), lambda: None)
        listener.socket.close()
        self.visited = listener.visited
        self.source_changed = digest_of(folder / "_build") != before
        self.scores, self.review = {}, {}
        with Gradebook(course.db_url, course.course_id) as gradebook:
            for each in gradebook.assignment_submissions("ch1"):
                self.scores[each.student.id] = each.score
                grades = each.notebooks[0].grades
                self.review[each.student.id] = any(grade.needs_manual_grade for grade in grades)
                assert len(grades) == len(of_chapter("ch1"))


@pytest.fixture(scope="module")
def zoo(tmp_path_factory):
    need_sandbox()
    return Zoo(tmp_path_factory.mktemp("zoo"))


@pytest.mark.parametrize(
    ("k", "case"), list(enumerate(CASES)), ids=lambda each: getattr(each, "name", "")
)
def test_hostile_submission_gets_what_its_functions_earn(zoo, k, case):
    student = name_of(k, case)
    page = zoo.folder / "grading/feedback" / student / "ch1/neurons.html"
    if case.score is None:
        assert zoo.scores[student] <= FAIR
    else:
        hints = re.findall(r"hint[^>]*>([^<]*)", page.read_text())
        assert zoo.scores[student] == case.score, hints
    if case.review is not None:
        assert zoo.review[student] == case.review
    assert page.exists()


def test_hostile_zoo_holds_sixty_attacks_and_more():
    assert len(CASES) >= 60
    assert len({case.name for case in CASES}) == len(CASES)


def test_hostile_class_changes_nothing_outside_its_sandbox(zoo):
    assert not zoo.visited
    assert not zoo.source_changed
    for top in ("/", "/usr", "/etc", "/tmp", "/usr/bin", "/dev/shm"):
        assert not Path(top, damage.MARK).exists()


def test_hostile_class_leaves_no_process_behind(zoo):
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            assert damage.MARK.encode() not in path.read_bytes()
        except OSError:
            continue


def test_hostile_feedback_holds_no_hidden_test_and_no_script(zoo):
    tests = "\n".join(cell.source for cell in zoo.bundle.cells if cell.role == "test")
    hidden = re.findall(r"^checks\.\w+\(\w+, rng=\d+\)$", tests, re.MULTILINE)
    assert len(hidden) == len(of_chapter("ch1"))
    for path in (zoo.folder / "grading/feedback").rglob("*.html"):
        text = path.read_text()
        assert "HIDDEN TESTS" not in text
        assert "<script" not in text
        assert not any(line in text for line in hidden)
    for path in (zoo.folder / "grading/autograded").rglob("*.ipynb"):
        text = path.read_text()
        assert not any(line in text for line in hidden)
