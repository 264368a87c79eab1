"""Faults of the machine, the course or the instructor are told, and cost no student a point."""

import socket
import time
from contextlib import chdir

import numpy as np
import pytest
from click.testing import CliRunner
from graded_class import rows
from grading_course import as_bytes, hand_in, mini_course, need_sandbox, page_of
from grading_course import notebook as handed_in

from book.tools.demo import answered
from mlp.grading.command import grade
from mlp.grading.intake import notebook
from mlp.grading.intake.bundle import SOLUTION, TEST, Bundle, SourceCell
from mlp.grading.processes import wire, workers
from mlp.grading.processes.session import Cell, ProcessEnded, Session
from mlp.grading.processes.trusted import _success
from mlp.grading.processes.workers import Worker


@pytest.fixture
def at_once(monkeypatch):
    monkeypatch.setattr(workers, "PAUSES", (0.0, 0.0))


def graded(folder, *arguments):
    return CliRunner().invoke(grade, ["mini", *arguments])


def records(folder):
    return {path.stem for path in (folder / "grading/results/mini").glob("*.json")}


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_faults_a_grader_that_cannot_start_grades_nobody_and_can_go_on(
    tmp_path, monkeypatch, at_once, jobs
):
    need_sandbox()
    mini_course(tmp_path, 2)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(workers, "STUDENT", "raise SystemExit")
    said = graded(tmp_path, "--jobs", jobs)
    assert said.exit_code == 1
    assert "could not be started" in said.output
    assert records(tmp_path) == set()
    monkeypatch.undo()
    monkeypatch.chdir(tmp_path)
    said = graded(tmp_path, "--jobs", "1")
    assert said.exit_code == 0
    assert "2 graded, 0 graded before, 0 repaired, 0 refused, 0 need review" in said.output


def test_faults_a_submission_after_which_one_start_fails_does_not_end_the_run(
    tmp_path, monkeypatch, at_once
):
    need_sandbox()
    mini_course(tmp_path, 1)
    monkeypatch.chdir(tmp_path)
    start, tries = Worker.start, []

    def once_in_vain(self):
        tries.append(self)
        if len(tries) == 1:
            raise workers.WorkerDied("for once")
        start(self)

    monkeypatch.setattr(Worker, "start", once_in_vain)
    said = graded(tmp_path, "--jobs", "1")
    assert said.exit_code == 0, said.output
    assert "1 graded, 0 graded before, 0 repaired, 0 refused" in said.output
    assert len(tries) == 2


@pytest.mark.parametrize("name", ["adaa", "../../x"])
def test_faults_a_student_who_is_not_there_is_not_invented(tmp_path, monkeypatch, name):
    need_sandbox()
    mini_course(tmp_path, 1)
    monkeypatch.chdir(tmp_path)
    said = graded(tmp_path, "--student", name)
    assert said.exit_code == 1
    assert f"{name}: handed in nothing for mini" in said.output
    assert records(tmp_path) == set()


def test_faults_an_unreachable_gradebook_is_told_in_words(tmp_path, monkeypatch):
    need_sandbox()
    mini_course(tmp_path, 1)
    monkeypatch.chdir(tmp_path)
    said = graded(tmp_path, "--db", "postgresql://nobody@127.0.0.1:1/none")
    assert said.exit_code == 1
    assert "Error: the gradebook postgresql://nobody@127.0.0.1:1/none cannot be used" in said.output


def small(*cells):
    """Return a bundle of exercises that a call of nothing answers."""
    return Bundle("ch1", "small", cells)


def exercise(name, test):
    marks = {"grade": True, "points": 1, "grade_id": f"test-{name}", "solution": False}
    answer = f"def {name}():\n    return 1"
    return (
        SourceCell(name, SOLUTION, "code", answer, "pass"),
        SourceCell(f"test-{name}", TEST, "code", test, test, marks),
    )


def test_faults_each_exercise_gets_its_hint_though_two_are_the_same():
    need_sandbox()
    test = "raise ValueError('the same for all')"
    bundle = small(*exercise("line", test), *exercise("relu", test))
    with Worker(bundle) as worker:
        data = notebook.write(answered(bundle, 1.0)).encode()
        result = worker.grade("ada", data, [])
    assert page_of(result, bundle).count("class=hint") == 2


@pytest.mark.parametrize(
    ("value", "score"), [(True, 3.0), (False, 3.0), (1.5, 1.5), (0, 0.0), (None, 3.0), (-1, 3.0)]
)
def test_faults_only_numbers_are_partial_credit_as_in_nbgrader(value, score):
    assert _success(value, 3.0, "").score == score


def test_faults_a_message_that_is_late_is_read_when_it_is_there():
    ours, theirs = socket.socketpair()
    channel = wire.Channel(ours)
    sent = wire.encode(b"done", np.arange(5.0), lambda function: None)
    wire.Channel(theirs).send(sent)
    data = ours.recv(1 << 16)
    for place in range(len(data)):
        theirs.send(data[:place])
        with pytest.raises(TimeoutError):
            channel.receive(time.monotonic() + 0.001)
        theirs.send(data[place:] + data)
        for _ in range(2):
            assert wire.decode(channel.receive(), None).tolist() == [0, 1, 2, 3, 4]
    ours.close()
    theirs.close()


def test_faults_a_slow_loan_blames_no_cell(monkeypatch):
    class Nobody:
        limits = workers.isolate.DEFAULT

        def fresh(self):
            return object()

        def end(self):
            pass

    session = Session(Nobody(), ["train"], seconds=1.0)
    session.done = [Cell(("intro",)), Cell(("train",), "def train(): pass")]
    session.full_mlp_for = "train"

    def lend():
        session.channel = None  # as when its time was up

    monkeypatch.setattr(session, "_send_sources", lend)
    session._begin_again()
    assert not any(cell.deadly for cell in session.done)
    with pytest.raises(ProcessEnded, match="no process"):
        session.ready()


ENDS = """
import os
calls = 0
def line(x, slope, intercept):
    global calls
    calls += 1
    if calls > {}:
        os._exit(1)
    return np.hypot(slope * x, intercept) + 0.3
"""


def test_faults_a_wrong_answer_that_ends_its_process_costs_no_other_points(tmp_path):
    """Whenever it does: while it is compared, and while it is looked at for the report."""
    need_sandbox()
    bundle = mini_course(tmp_path, 0)
    all_calls = range(0, 120, 3)  # the report looks at four in a row
    for k in all_calls:
        tree = handed_in(bundle, answers={"line": ENDS.format(k)})
        hand_in(tmp_path, f"after{k:03}", as_bytes(tree), bundle)
    with chdir(tmp_path):
        done = graded(tmp_path, "--jobs", "2")
    assert done.exit_code == 0, done.output
    scores = {}
    for student, name, score, *_ in rows(tmp_path):
        scores.setdefault(student, {})[name] = score
    of_others = {(each["test-relu"], each["test-count_parameters"]) for each in scores.values()}
    assert len(scores) == len(all_calls)
    assert {each["test-line"] for each in scores.values()} == {0.0}
    assert len(of_others) == 1
    assert min(min(of_others)) > 0
