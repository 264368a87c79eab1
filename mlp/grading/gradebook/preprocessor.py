"""Plain nbgrader with the trusted step: what nbgrader_config.py puts in the place of its own.

`nbgrader autograde ch1` and formgrader's button then read submissions with `mlp.grading.intake.matching`
and run them with `mlp.grading.processes.workers`, and everything else stays stock.
"""

import atexit
import contextlib
import json
import os
from functools import cache
from pathlib import Path

import nbformat
from nbconvert.exporters import NotebookExporter
from nbgrader.api import Gradebook
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade, is_locked

from mlp.grading.intake import finding, matching, reading
from mlp.grading.intake.bundle import TEST, Bundle, read_bundle
from mlp.grading.grade import refuse
from mlp.grading.processes.sandbox import NoSandbox
from mlp.grading.processes.workers import GradingStopped, Worker

NO_SANDBOX = "MLP_NO_SANDBOX"  # set to 1, nbgrader's commands grade without a sandbox
FIGURES = "MLP_FIGURES"  # set to 1, they draw the chapter's own figures as well
_workers: dict[str, Worker] = {}  # nbgrader makes its preprocessors anew for each notebook
BEGIN, END = "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"


class Intake(NotebookExporter):
    """Read a submission, whatever it is, as a clean notebook."""

    def __init__(self, **kwargs):
        """Begin a run: start the worker, so that what is wrong with the course stops it here."""
        super().__init__(**kwargs)
        coursedir = self.parent.coursedir
        try:
            _worker(_bundle(coursedir, coursedir.assignment_id)).start_for_sure()
        except (GradingStopped, NoSandbox, OSError, ValueError) as error:
            self.log.error("%s", error)
            raise NbGraderException(str(error)) from None
        self._skip_unusable_names()

    def _skip_unusable_names(self):
        """Leave out folders that nbgrader itself would stop at: names with a line break."""
        for folder in list(self.parent.assignments):
            if "\n" in folder:
                self.log.error("%r is not graded: rename the folder and grade again", folder)
                del self.parent.assignments[folder]

    def from_filename(self, filename, resources=None, **kwargs):
        """Read the file; one that cannot be graded becomes the blank notebook with the reason."""
        if not getattr(self.parent, "_sanitizing", False):
            return super().from_filename(filename, resources=resources, **kwargs)
        path = Path(filename)
        bundle = _bundle(self.parent.coursedir, resources["nbgrader"]["assignment"])
        try:
            data, notes = finding.find(path.parent, bundle)
            taken = matching.take(data, bundle)
            notebook = taken.notebook
            for note in notes + taken.repairs:
                self.log.warning("%s: %s", resources["nbgrader"]["student"], note)
        except reading.Refused as refused:
            self.log.error("%s is refused: %s", filename, refused)
            notebook = nbformat.reads(refuse("", str(refused), bundle).notebook, as_version=4)
            notebook.metadata.refused = str(refused)
        resources["metadata"] = {"name": path.stem, "path": str(path.parent)}
        return self.from_notebook_node(notebook, resources=resources, **kwargs)


class TrustedExecute(NbGraderPreprocessor):
    """Run the student's cells and the course's tests, in two processes."""

    def preprocess(self, nb, resources):
        """Return the notebook with the outputs of its cells and the verdicts of the tests."""
        student = resources["nbgrader"]["student"]
        bundle = _bundle(self.parent.parent.coursedir, resources["nbgrader"]["assignment"])
        refused = nb.metadata.get("refused")
        if refused:
            result = refuse(student, refused, bundle)
        else:
            result = _worker(bundle).grade(student, json.dumps(nb).encode(), [])
        resources["nbgrader"]["reviews"] = result.review
        checksums = {
            cell.id: cell.metadata.get("nbgrader", {}).get("checksum") for cell in nb.cells
        }
        graded = nbformat.reads(result.notebook, as_version=4)
        for cell in graded.cells:
            if checksums.get(cell.id):
                cell.metadata.nbgrader.checksum = checksums[cell.id]
        return graded, resources


class SaveReviews(NbGraderPreprocessor):
    """Mark in the gradebook what a human should look at: tests that came to no verdict."""

    def preprocess(self, nb, resources):
        """Set `needs_manual_grade` of these cells; the notebook stays as it is."""
        names = resources["nbgrader"]
        reviews = names.get("reviews", {})
        if reviews:
            with Gradebook(names["db_url"]) as gradebook:
                for key in reviews:
                    grade = gradebook.find_grade(
                        key, names["notebook"], names["assignment"], names["student"]
                    )
                    grade.needs_manual_grade = True
                gradebook.db.commit()
        return nb, resources


class HideTests(NbGraderPreprocessor):
    """Take the hidden tests out of the feedback, also where a notebook was graded elsewhere."""

    def preprocess_cell(self, cell, resources, index):
        """Return a test cell as it was released, its error as the last line alone."""
        if cell.cell_type != "code" or not (is_grade(cell) and is_locked(cell)):
            return cell, resources
        lines, hidden = [], False
        for line in cell.source.splitlines():
            hidden = hidden or line.strip().startswith(BEGIN)
            if not hidden:
                lines.append(line)
            hidden = hidden and not line.strip().startswith(END)
        cell.source = "\n".join(lines)
        for output in cell.outputs:
            if output.output_type == "error":
                output.traceback = output.evalue.splitlines() or [output.ename]
        return cell, resources


def set_aside(assignment, student, notebooks):
    """Move what is no regular file out of a submission: stock nbgrader would follow or wait for it.

    Links, pipes and devices go to a hidden folder beside the submission.
    """
    for folder in {Path(path).parent for path in notebooks}:
        aside = folder.parent / f".set-aside-{folder.name}"
        for path in folder.rglob("*"):
            if path.is_symlink() or not (path.is_file() or path.is_dir()):
                aside.mkdir(exist_ok=True)
                with contextlib.suppress(OSError):
                    path.rename(aside / path.name)


def _bundle(coursedir, assignment: str) -> Bundle:
    root = Path(coursedir.root)
    source = root / coursedir.source_directory
    release = root / coursedir.release_directory
    paths = [*(source / assignment).glob("*.ipynb"), *(release / assignment).glob("*.ipynb")]
    stamp = tuple(path.stat().st_mtime_ns for path in paths)
    return _read_bundle(assignment, source, release, stamp)


@cache
def _read_bundle(assignment, source, release, stamp) -> Bundle:
    bundle = read_bundle(assignment, source, release)
    if not any(cell.role == TEST for cell in bundle.cells):
        raise ValueError(f"{assignment} has no test cell in {source}")
    return bundle


def _worker(bundle: Bundle) -> Worker:
    if bundle.digest not in _workers:
        worker = Worker(
            bundle,
            sandboxed=os.environ.get(NO_SANDBOX) != "1",
            figures=os.environ.get(FIGURES) == "1",
        )
        _workers[bundle.digest] = worker
        atexit.register(worker.close)
    return _workers[bundle.digest]
