"""Plain nbgrader with the trusted step: what nbgrader_config.py puts in the place of its own.

`nbgrader autograde ch1` and formgrader's button then read submissions with
`mlp.grading.intake.matching` and run them with `mlp.grading.processes.workers`, and everything else
stays stock. An assignment of a form that the trusted step does not know is read and executed as
stock nbgrader does, but in the sandbox (`mlp.grading.processes.stock`).
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
from nbgrader.preprocessors import Execute, NbGraderPreprocessor
from nbgrader.utils import compute_checksum, is_grade, is_locked, rmtree
from traitlets import Bool

from mlp.grading.grade import refuse
from mlp.grading.gradebook.agreement import check_agreement
from mlp.grading.gradebook.book import said_stock
from mlp.grading.gradebook.course import is_name
from mlp.grading.intake import finding, matching, reading
from mlp.grading.intake.bundle import Bundle, read_bundle
from mlp.grading.intake.form import why_unknown
from mlp.grading.intake.renamed import read_renames, with_new_names
from mlp.grading.intake.variants import with_seed
from mlp.grading.pages.harmless import is_harmless_file, make_harmless
from mlp.grading.pages.markup import clean_text
from mlp.grading.processes import sandbox, stock
from mlp.grading.processes.sandbox import NoSandbox
from mlp.grading.processes.workers import GradingStopped, Worker

NO_SANDBOX = "MLP_NO_SANDBOX"  # set to 1, nbgrader's commands grade without a sandbox
FIGURES = "MLP_FIGURES"  # set to 1, they draw the chapter's own figures as well
SETTINGS = (  # of nbgrader's Execute, that are heeded in the sandbox too
    "error_on_timeout",
    "extra_arguments",
    "interrupt_on_timeout",
    "iopub_timeout",
    "kernel_name",
    "raise_on_iopub_timeout",
    "startup_timeout",
    "timeout",
)
_workers: dict[str, Worker] = {}  # nbgrader makes new preprocessors for each notebook
BEGIN, END = "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"


class Intake(NotebookExporter):
    """Read a submission, whatever it is, as a clean notebook."""

    def __init__(self, **kwargs):
        """Begin a run: start the workers, so that what is wrong with the course stops it here."""
        super().__init__(**kwargs)
        coursedir = self.parent.coursedir
        try:
            for name in _notebooks(coursedir, coursedir.assignment_id):
                self._begin(coursedir, coursedir.assignment_id, name)
        except (GradingStopped, NoSandbox, OSError, ValueError) as error:
            self.log.error("%s", error)
            raise NbGraderException(str(error)) from None
        self._skip_unusable_names()

    def _begin(self, coursedir, assignment, name):
        if why := _why_stock(coursedir, assignment, name):
            self.log.warning(
                "%s/%s is executed as stock nbgrader does, in the sandbox: %s",
                assignment,
                name,
                why,
            )
            if _sandboxed():
                sandbox.require()
        elif _executes(self.parent.config):
            _worker(_bundle(coursedir, assignment, name)).start_for_sure()

    def _skip_unusable_names(self):
        """Leave out folders whose names nbgrader stops at, or that run as script in formgrader."""
        for folder in list(self.parent.assignments):
            if not all(map(is_name, Path(folder).parts[-2:])):
                self.log.error("%r is not graded: rename the folder and grade again", folder)
                del self.parent.assignments[folder]

    def from_filename(self, filename, resources=None, **kwargs):
        """Read the file; one that cannot be graded becomes the blank notebook with the reason."""
        names, coursedir = resources["nbgrader"], self.parent.coursedir
        sanitizing = getattr(self.parent, "_sanitizing", False)
        why = _why_stock(coursedir, names["assignment"], names["notebook"])
        if why or not sanitizing or not _executes(self.parent.config):
            return super().from_filename(filename, resources=resources, **kwargs)
        path = Path(filename)
        bundle = _bundle(coursedir, names["assignment"], names["notebook"])
        try:
            data, notes = finding.find(path.parent, bundle)
            data, notes = with_new_names(data, notes, _renames(coursedir, names["assignment"]))
            taken = matching.take(data, bundle)
            notebook = taken.notebook
            for note in notes + taken.repairs:
                self.log.warning("%s: %s", names["student"], note)
        except reading.Refused as refused:
            self.log.error("%s is refused: %s", filename, refused)
            notebook = nbformat.reads(refuse("", str(refused), bundle).notebook, as_version=4)
            notebook.metadata.refused = str(refused)
        resources["metadata"] = {"name": path.stem, "path": str(path.parent)}
        return self.from_notebook_node(notebook, resources=resources, **kwargs)


class TrustedExecute(Execute):
    """Run the student's cells and the course's tests, in two processes.

    A notebook of another form is executed as nbgrader's `Execute` does, whose settings count, in
    the sandbox.
    """

    def preprocess(self, nb, resources):
        """Return the notebook with the outputs of its cells and the verdicts of the tests."""
        names = resources["nbgrader"]
        coursedir = self.parent.parent.coursedir
        if why := _why_stock(coursedir, names["assignment"], names["notebook"]):
            names["stock"] = why
            stock.execute(
                nb,
                folder=Path(resources["metadata"]["path"]),
                settings={name: getattr(self, name) for name in SETTINGS},
                sandboxed=_sandboxed(),
            )
            return nb, resources
        bundle = _bundle(coursedir, names["assignment"], names["notebook"])
        try:
            result = self._grade(nb, names["student"], bundle)
        except (GradingStopped, NoSandbox) as error:  # nobody else can be graded either
            self.log.error("%s", error)
            rmtree(resources["metadata"]["path"])
            raise SystemExit(1) from None
        names["reviews"] = result.review
        checksums = {
            cell.id: cell.metadata.get("nbgrader", {}).get("checksum") for cell in nb.cells
        }
        graded = nbformat.reads(result.notebook, as_version=4)
        for cell in graded.cells:
            if checksums.get(cell.id):
                cell.metadata.nbgrader.checksum = checksums[cell.id]
        return graded, resources

    def _grade(self, nb, student, bundle):
        refused = nb.metadata.get("refused")
        if refused:
            return refuse(student, refused, bundle)
        result = _worker(bundle).grade(student, json.dumps(nb).encode(), [])
        check_agreement(result, bundle)
        return result


class SaveReviews(NbGraderPreprocessor):
    """Say in the gradebook what a human should know: no verdict, or stock execution."""

    say_stock = Bool(
        True, help="Whether comments say that a notebook was executed as stock nbgrader does."
    ).tag(config=True)

    def preprocess(self, nb, resources):
        """Set `needs_manual_grade` and automatic comments; the notebook stays as it is."""
        names = resources["nbgrader"]
        reviews, why = names.get("reviews", {}), names.get("stock") if self.say_stock else None
        if reviews or why:
            place = names["notebook"], names["assignment"], names["student"]
            with Gradebook(names["db_url"]) as gradebook:
                for key in reviews:
                    gradebook.find_grade(key, *place).needs_manual_grade = True
                if why:
                    for comment in gradebook.find_submission_notebook(*place).comments:
                        comment.auto_comment = clean_text(said_stock(why, comment.auto_comment))
                gradebook.db.commit()
        return nb, resources


class Harmless(NbGraderPreprocessor):
    """Take out of a notebook, and of its folder, what could run in a browser."""

    def preprocess(self, nb, resources):
        """Return the notebook without scripts; the course's own text stays as it is."""
        names, coursedir = resources["nbgrader"], _coursedir(self)
        own = _own_texts(coursedir, names["assignment"], names["notebook"])
        refused = nb.metadata.get("refused")
        make_harmless(nb, lambda cell: cell.source.strip() in own or _is_unchanged(cell))
        if refused:
            nb.metadata.refused = refused
        _remove_harmful_files(coursedir, names["assignment"], names["student"])
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


def move_irregular_files(assignment, student, notebooks):
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


def _coursedir(step):
    """Return the course's folders, from a preprocessor of any of nbgrader's converters."""
    while not hasattr(step, "coursedir"):
        step = step.parent
    return step.coursedir


def _folders(coursedir, assignment: str) -> tuple[Path, Path]:
    root = Path(coursedir.root)
    return tuple(
        root / coursedir.format_path(folder, ".", assignment)
        for folder in (coursedir.source_directory, coursedir.release_directory)
    )


def _notebooks(coursedir, assignment: str) -> list[str]:
    return sorted(path.stem for path in _folders(coursedir, assignment)[0].glob("*.ipynb"))


def _stamp(coursedir, assignment: str) -> tuple:
    files = (path for folder in _folders(coursedir, assignment) for path in folder.rglob("*"))
    return tuple(sorted((str(path), path.stat().st_mtime_ns) for path in files))


def _why_stock(coursedir, assignment: str, name: str) -> str:
    """Return why a notebook is executed as stock nbgrader does, '' if it is not."""
    source, release = _folders(coursedir, assignment)
    return why_unknown(source, release, name, _stamp(coursedir, assignment))


def _bundle(coursedir, assignment: str, name: str) -> Bundle:
    bundle = _read_bundle(*_folders(coursedir, assignment), name, _stamp(coursedir, assignment))
    return with_seed(bundle, _grading(coursedir))


@cache
def _read_bundle(source, release, name, stamp) -> Bundle:
    return read_bundle(source.name, source.parent, release.parent, name)


def _renames(coursedir, assignment: str) -> dict[str, str]:
    return read_renames(_grading(coursedir) / "changes" / assignment)


def _grading(coursedir) -> Path:
    return (Path(coursedir.root) / coursedir.autograded_directory).parent


def _executes(config) -> bool:
    return config.get("Execute", {}).get("enabled", True)  # nbgrader's --no-execute


def _sandboxed() -> bool:
    return os.environ.get(NO_SANDBOX) != "1"


def _worker(bundle: Bundle) -> Worker:
    if bundle.digest not in _workers:
        figures = os.environ.get(FIGURES) == "1"
        worker = Worker(bundle, sandboxed=_sandboxed(), figures=figures)
        _workers[bundle.digest] = worker
        atexit.register(worker.close)
    return _workers[bundle.digest]


def _own_texts(coursedir, assignment: str, name: str) -> set[str]:
    """Return the texts of the cells that were handed out: nobody need look at them."""
    path = _folders(coursedir, assignment)[1] / f"{name}.ipynb"
    if not path.is_file():
        return set()
    return {"".join(cell["source"]).strip() for cell in json.loads(path.read_text())["cells"]}


def _is_unchanged(cell) -> bool:
    marks = cell.metadata.get("nbgrader", {})
    return "grade_id" in marks and marks.get("checksum") == compute_checksum(cell)


def _remove_harmful_files(coursedir, assignment: str, student: str) -> None:
    """Remove what formgrader would serve as a page, unless it is the course's own file."""
    source, _ = _folders(coursedir, assignment)
    graded = Path(coursedir.format_path(coursedir.autograded_directory, student, assignment))
    folder = Path(coursedir.root) / graded
    for path in folder.rglob("*"):
        own = source / path.relative_to(folder)
        same = own.is_file() and path.is_file() and own.read_bytes() == path.read_bytes()
        if path.is_file() and not same and not is_harmless_file(path.name):
            path.unlink()
