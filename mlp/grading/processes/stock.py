"""Stock nbgrader's execution, for comparison: student and tests in one process, in the sandbox.

What stock grading gets wrong, this gets wrong too; but the student's code stays shut off, as it is
in `mlp.grading.processes.student`: in a forked child without rights.
"""

import hashlib
import json
import os
import secrets
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import mlp
from mlp.grading.intake import matching, reading
from mlp.grading.pages import feedback
from mlp.grading.processes import isolate, sandbox, seccomp
from mlp.grading.intake.bundle import TEST, Bundle
from mlp.grading.grade import refuse, score_answers
from mlp.grading.result import Result

SECONDS = 600.0
RUN = "from mlp.grading.processes.stock import main; main()"


def grade(
    student: str, data: bytes, notes: list[str], bundle: Bundle, *, sandboxed: bool = True
) -> Result:
    """Grade a submission as stock `nbgrader autograde` does, with an IPython kernel.

    Parameters
    ----------
    student, data, notes, bundle
        As in `mlp.grading.grade.grade`.
    sandboxed : bool, default True
        Whether the kernel is shut off.
    """
    import nbformat
    from nbgrader.utils import determine_grade

    digest = hashlib.sha256(data).hexdigest()
    try:
        taken = matching.take(data, bundle)
    except reading.Refused as refused:
        result = refuse(student, str(refused), bundle)
        result.digest = digest
        return result
    tests = {cell.key: cell for cell in bundle.cells if cell.role == TEST}
    for cell in taken.notebook.cells:
        if cell.id in tests:
            cell.source = tests[cell.id].source
    try:
        notebook = nbformat.reads(_execute(taken.notebook, sandboxed), as_version=4)
    except (subprocess.SubprocessError, ValueError) as error:
        result = refuse(student, f"the kernel did not finish: {error!s:.200}", bundle, "NoVerdict")
        result.digest = digest
        return result
    result = Result(student, digest, repairs=notes + taken.repairs)
    score_answers(result, notebook, bundle)
    for cell in notebook.cells:
        if cell.id in tests:
            result.scores[cell.id] = determine_grade(cell)[0]
            errors = [each.evalue for each in cell.outputs if each.output_type == "error"]
            result.messages.update((cell.id, text) for text in errors[:1])
            cell.source = tests[cell.id].released
    result.feedback = feedback.page(result, notebook, bundle)
    result.notebook = nbformat.writes(notebook) + "\n"
    return result


def _execute(notebook, sandboxed):
    """Run all cells with a kernel in a process of its own; return the notebook as text."""
    python = [sys.executable, "-s", "-c", RUN, "sandboxed" if sandboxed else "open"]
    course = Path(mlp.__file__).parents[1]
    environment = {**sandbox.ENVIRONMENT, "PYTHONPATH": str(course)}
    with tempfile.TemporaryDirectory(prefix="mlp-") as folder:
        if sandboxed:
            sandbox.require()
            Path(folder).chmod(0o755)  # the kernel has another user id
            Path(folder, "mlp").mkdir()  # to be mounted on: the course's folder itself is not shown
            command = sandbox.arguments(Path(folder), [])
            command += ["--ro-bind", str(course / "mlp"), f"{sandbox.COURSE}/mlp"]
            python = [*command, *python]
        done = subprocess.run(
            python,
            input=json.dumps(notebook).encode(),
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env=None if sandboxed else environment,
        )
    if done.returncode != 0:
        raise ValueError(done.stderr.decode("utf-8", "replace")[-300:])
    return done.stdout.decode()


def main() -> None:
    """Read a notebook, run it as nbgrader does, write it: the process in the sandbox.

    As root this process has rights, so that a child can be parted from it; the child has none, and
    it alone reads the notebook and starts the kernel.
    """
    if sys.argv[1] == "sandboxed":
        child = isolate.fork(sandboxed=True)
        if child:
            _, status = os.waitpid(child, 0)
            sys.exit(status != 0)
        families = (*seccomp.FAMILIES, socket.AF_NETLINK)  # ZeroMQ asks for the interfaces
        user = isolate.NOBODY + secrets.randbelow(1_000_000_000)
        isolate.shut_off(isolate.DEFAULT, user, families)
    _run_cells()


def _run_cells():
    import nbformat
    from nbgrader.preprocessors import Execute
    from traitlets.config import Config

    notebook = nbformat.from_dict(json.load(sys.stdin))
    notebook, _ = Execute(config=Config()).preprocess(notebook, {"metadata": {"path": "/tmp"}})
    sys.stdout.write(nbformat.writes(notebook))
