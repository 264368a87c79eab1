"""The score is the verdict's, and nbgrader reads the same one from the graded notebook."""

import json
import subprocess
import sys

import numpy as np
import pytest
from grading_course import as_bytes, hand_in, mini_course, need_sandbox, notebook, run, scores

from mlp.grading.grade import _test_outputs
from mlp.grading.gradebook.agreement import Disagreement, check_agreement
from mlp.grading.intake.bundle import TEST, Bundle, SourceCell
from mlp.grading.intake.notebook import new_cell, new_notebook, write
from mlp.grading.processes.trusted import Verdict, _success
from mlp.grading.result import Result

POINTS = 3.0
MARKS = {"grade": True, "solution": False, "points": POINTS, "grade_id": "test-f"}
BUNDLE = Bundle("ch1", "small", (SourceCell("test-f", TEST, "code", "", "", MARKS),))
SILENT = """
class TimeLimit(Exception):
    pass
class ReferenceCalled(Exception):
    pass
def line(x, slope, intercept):
    raise TimeLimit
def relu(z):
    raise ReferenceCalled("")
def count_parameters(sizes):
    raise AssertionError
"""


def graded(verdict):
    cell = new_cell("code", "", id="test-f")
    cell.metadata.nbgrader = MARKS
    cell.outputs = _test_outputs(verdict)
    return Result("ada", scores={"test-f": verdict.score}, notebook=write(new_notebook([cell])))


@pytest.mark.parametrize(
    "verdict",
    [
        Verdict(0.0, kind="TimeLimit"),
        Verdict(0.0, kind="AssertionError", message=""),
        Verdict(0.0, kind="Mistake", message="no", value="3"),
        Verdict(0.0, kind="NoVerdict", message="gone", review=True, printed="right!"),
        *(_success(value, POINTS, "ok") for value in (None, True, 0, 1.5, np.float64(1.5), -1)),
        *(_success(value, POINTS, "") for value in (np.int64(2), np.nan, np.inf, 4, "0", [0.5])),
    ],
    ids=repr,
)
def test_agreement_nbgrader_reads_the_score_of_any_verdict(verdict):
    check_agreement(graded(verdict), BUNDLE)


def test_agreement_is_missed_where_a_failure_leaves_no_error():
    result = graded(Verdict(3.0))
    result.scores["test-f"] = 0.0
    with pytest.raises(Disagreement, match=r"0\.0 points, but nbgrader would read 3\.0"):
        check_agreement(result, BUNDLE)


def test_agreement_exceptions_without_a_message_are_failures_by_both_commands(tmp_path):
    need_sandbox()
    bundle = mini_course(tmp_path, 0)
    silent = notebook(bundle, solved=False, added=[("", SILENT)])
    for student in ("by-autograde", "by-mlp"):
        hand_in(tmp_path, student, as_bytes(silent), bundle)
    run(tmp_path, "-m", "nbgrader", "generate_assignment", "mini", "--force")
    first = scores(tmp_path, "-m", "nbgrader", "autograde", "mini", "--student", "by-autograde")
    assert first["by-autograde"] == 0.0
    command = ("-m", "mlp.grading.command", "mini", "--jobs", "1", "--student", "by-mlp")
    assert scores(tmp_path, *command)["by-mlp"] == 0.0


def test_agreement_a_bare_assert_passes_no_wrong_answer(tmp_path):
    need_sandbox()
    bundle = mini_course(tmp_path, 0)
    path = tmp_path / "_build/source/mini/small.ipynb"
    path.write_text(path.read_text().replace("checks.relu(relu)", "assert relu(-1.0) == 0"))
    wrong = notebook(bundle, answers={"relu": "def relu(z):\n    return abs(z)"})
    hand_in(tmp_path, "ada", as_bytes(wrong), bundle)
    run(tmp_path, "-m", "nbgrader", "generate_assignment", "mini", "--force")
    assert scores(tmp_path, "-m", "nbgrader", "autograde", "mini")["ada"] == 4.0
    graded = tmp_path / "grading/autograded/ada/mini/small.ipynb"
    cells = {cell["id"]: cell for cell in json.loads(graded.read_text())["cells"]}
    said = cells["test-relu"]["outputs"][-1]["evalue"]
    assert said == "This does not hold: assert relu(-1.0) == 0"


STOPPED = """
import sys
from mlp.grading.gradebook import agreement
agreement.determine_grade = lambda cell: (1.0, 1.0)
sys.argv = ["command", "mini", *sys.argv[1:]]
"""
MLP = "from mlp.grading.command import grade; grade()"
NBGRADER = """
sys.argv[1:1] = ["autograde"]
from nbgrader.apps.nbgraderapp import main; main()"""


@pytest.mark.parametrize("command", [MLP, NBGRADER], ids=["mlp", "nbgrader"])
def test_agreement_missed_the_run_stops_and_writes_nothing(tmp_path, command):
    need_sandbox()
    mini_course(tmp_path, 2)
    run(tmp_path, "-m", "nbgrader", "generate_assignment", "mini", "--force")
    done = subprocess.run(
        [sys.executable, "-c", STOPPED + command],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.count("nbgrader would read 1.0 from the graded notebook") == 1
    assert "Traceback" not in done.stderr
    assert not list((tmp_path / "grading").rglob("autograded/*/mini/*.ipynb"))
