"""Stock nbgrader's execution: student and tests in one process, with a kernel, in the sandbox.

For assignments whose form the trusted step does not know, and for comparison. What stock grading
gets wrong, this gets wrong too; but the student's code stays shut off, as it is in
`mlp.grading.processes.student`: in a forked child without rights. Of what comes back, outputs alone
are used.
"""

import base64
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
from mlp.grading.grade import refuse, score_answers
from mlp.grading.intake import matching, reading
from mlp.grading.intake.bundle import TEST, Bundle
from mlp.grading.intake.variants import for_student
from mlp.grading.pages.harmless import clean_output, make_harmless
from mlp.grading.processes import isolate, sandbox, seccomp
from mlp.grading.result import Result

EXECUTION_SECONDS = 600.0
BESIDE = 48 << 20  # bytes of all files that stand beside a notebook
RUN = "from mlp.grading.processes.stock import main; main()"
UNREADABLE = ("NoVerdict", "No verdict: no score can be read from what this test shows.")


class NotExecuted(RuntimeError):
    """The kernel did not come to the end of a notebook; the message says why."""


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

    digest = hashlib.sha256(data).hexdigest()
    bundle = for_student(bundle, student)
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
    notebook = nbformat.from_dict(taken.notebook)
    try:
        execute(notebook, sandboxed=sandboxed)
    except NotExecuted as error:
        result = refuse(student, f"the kernel did not finish: {error!s:.200}", bundle, "NoVerdict")
        result.digest = digest
        return result
    result = Result(student, digest, repairs=notes + taken.repairs)
    score_answers(result, notebook, bundle)
    for cell in notebook.cells:
        if cell.id in tests:
            _score(result, cell)
            cell.source = tests[cell.id].released
    ours = {cell.key: cell.released.strip() for cell in bundle.cells}
    make_harmless(notebook, lambda cell: ours.get(cell["id"]) == cell["source"].strip())
    result.notebook = nbformat.writes(notebook) + "\n"
    return result


def _score(result, cell):
    from nbformat.v4 import new_output
    from nbgrader.utils import determine_grade

    try:
        result.scores[cell.id] = determine_grade(cell)[0]
    except (KeyError, ValueError):
        name, message = UNREADABLE
        cell.outputs = [new_output("error", ename=name, evalue=message, traceback=[message])]
        result.scores[cell.id], result.review[cell.id] = 0.0, message
    errors = [each.evalue or each.ename for each in cell.outputs if each.output_type == "error"]
    result.messages.update((cell.id, text) for text in errors[:1])


def execute(
    notebook, *, folder: Path | None = None, settings: dict | None = None, sandboxed: bool = True
) -> None:
    """Run all cells of a notebook with a kernel in a process of its own; set their outputs.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        Changed in place.
    folder : Path, optional
        What is in it is copied to where the kernel runs.
    settings : dict, optional
        Traits of `nbgrader.preprocessors.Execute`.
    sandboxed : bool, default True

    Raises
    ------
    NotExecuted
        If the kernel died, took too long, or does not exist.
    """
    from nbformat import from_dict

    given = {"notebook": notebook, "settings": settings or {}, "files": _files(folder)}
    try:
        executed = json.loads(_run(json.dumps(given).encode(), sandboxed))["cells"]
        for cell, done in zip(notebook.cells, executed, strict=True):
            if cell.cell_type == "code":
                outputs = map(clean_output, from_dict(done["outputs"]))
                cell.outputs = [output for output in outputs if output]
                count = done.get("execution_count")
                cell.execution_count = count if isinstance(count, int) else None
    except subprocess.TimeoutExpired:
        raise NotExecuted(f"it was stopped after {EXECUTION_SECONDS:.0f} s") from None
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise NotExecuted(str(error)) from None


def _files(folder: Path | None) -> dict[str, str]:
    """Return what stands beside a notebook: {path: base64}."""
    found, size = {}, 0
    for path in sorted(folder.rglob("*")) if folder else ():
        if path.is_file() and not path.is_symlink():
            size += path.stat().st_size
            if size > BESIDE:
                raise NotExecuted(f"the files beside it have more than {BESIDE >> 20} MB")
            name = str(path.relative_to(folder))
            found[name] = base64.b64encode(path.read_bytes()).decode()
    return found


def _run(given: bytes, sandboxed: bool) -> bytes:
    """Run `main` on these bytes and return what it wrote: a file, so that its size is limited."""
    python = [sys.executable, "-s", "-c", RUN, "sandboxed" if sandboxed else "open"]
    course = Path(mlp.__file__).parents[1]
    environment = {**sandbox.ENVIRONMENT, "PYTHONPATH": str(course)}
    with (
        tempfile.TemporaryDirectory(prefix="mlp-") as folder,
        tempfile.TemporaryFile() as out,
        tempfile.TemporaryFile() as err,
    ):
        if sandboxed:
            sandbox.require()
            Path(folder).chmod(0o755)  # the kernel has another user id
            Path(folder, "mlp").mkdir()  # to be mounted on: the course's folder itself is not shown
            command = sandbox.arguments(Path(folder), [])
            command += ["--ro-bind", str(course / "mlp"), f"{sandbox.COURSE}/mlp"]
            python = [*command, *python]
        done = subprocess.run(
            python,
            input=given,
            stdout=out,
            stderr=err,
            timeout=EXECUTION_SECONDS,
            check=False,
            env=None if sandboxed else environment,
        )
        out.seek(0)
        err.seek(max(0, err.seek(0, os.SEEK_END) - 2000))
        if done.returncode != 0:
            lines = err.read().decode("utf-8", "replace").strip().splitlines()
            raise ValueError(lines[-1] if lines else "it ended without a word")
        return out.read()


def main() -> None:
    """Read a notebook, run it as nbgrader does, write it: the process in the sandbox.

    As root this process has rights, so that a child can be parted from it; the child has none, and
    it alone reads the notebook and starts the kernel.
    """
    folder = tempfile.mkdtemp() if sys.argv[1] == "open" else "/tmp"
    if sys.argv[1] == "sandboxed":
        child = isolate.fork(sandboxed=True)
        if child:
            _, status = os.waitpid(child, 0)
            sys.exit(status != 0)
        families = (*seccomp.FAMILIES, socket.AF_NETLINK)  # ZeroMQ asks for the interfaces
        user = isolate.NOBODY + secrets.randbelow(1_000_000_000)
        isolate.shut_off(isolate.DEFAULT, user, families)
    _run_cells(Path(folder, "work"))


def _run_cells(folder):
    import nbformat
    from nbgrader.preprocessors import Execute
    from traitlets.config import Config

    given = json.load(sys.stdin)
    folder.mkdir()
    for name, text in given["files"].items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(base64.b64decode(text))
    os.environ["NBGRADER_EXECUTION"] = "autograde"
    os.chdir(folder)
    notebook = nbformat.from_dict(given["notebook"])
    step = Execute(config=Config(), **given["settings"])
    notebook, _ = step.preprocess(notebook, {"metadata": {"path": str(folder)}})
    json.dump(notebook, sys.stdout)
