"""Make the students' pages from the gradebook, and again where it has changed."""

import hashlib
import json
from collections.abc import Collection
from pathlib import Path

from mlp.grading.gradebook.course import STAMPS, Course, replace
from mlp.grading.gradebook.marks import read_marks
from mlp.grading.intake import notebook
from mlp.grading.intake.bundle import Bundle
from mlp.grading.pages import feedback


class Pages:
    """The pages of an assignment: which there are, and from what each was made.

    Parameters
    ----------
    course : Course
    bundle : Bundle
    db_url : str
        The gradebook.
    """

    def __init__(self, course: Course, bundle: Bundle, db_url: str) -> None:
        self.course, self.bundle, self.db_url = course, bundle, db_url
        self.path = course.results / bundle.assignment / ".pages"
        self._unnoted = False
        self.made: dict[str, list] = {}  # what each was made from, and when it was written
        if self.path.exists():
            try:
                self.made = dict(json.loads(self.path.read_text("utf-8")))
            except ValueError:  # not ours: make them all
                self.made = {}
        code = Path(feedback.__file__).read_bytes()
        self._base = hashlib.sha256(code + bundle.digest.encode()).hexdigest()

    def graded(self) -> list[str]:
        """Return whose graded notebooks are there."""
        name = f"*/{self.bundle.assignment}/{self.bundle.notebook}.ipynb"
        return sorted(path.parts[-3] for path in self.course.folder("autograded").glob(name))

    def make(self, students: Collection[str] | None = None, *, note: bool = True) -> list[str]:
        """Make the pages of these students, of all by default, where something has changed.

        With `note` it is written down from what they were made; else they may be made once more.

        Returns
        -------
        list of str
            Whose pages are new.
        """
        changed = []
        students = self.graded() if students is None else students
        for student, marks in read_marks(
            self.db_url, self.bundle.assignment, self.bundle.notebook, students
        ):
            version = self._version(student, marks)
            if version is None:
                continue
            if self.made.get(student) != [version, _written(self._page(student))]:
                changed.append(student)
                self._write(student, marks)
                self.made[student] = [version, _written(self._page(student))]
        if note and (changed or self._unnoted):
            self._unnoted = False
            replace(self.path, json.dumps(self.made), 0o644)
        self._unnoted = self._unnoted or bool(changed and not note)
        return changed

    def _folder(self, kind, student):
        return self.course.folder(kind) / student / self.bundle.assignment

    def _graded(self, student):
        return self._folder("autograded", student) / f"{self.bundle.notebook}.ipynb"

    def _page(self, student):
        return self._folder("feedback", student) / f"{self.bundle.notebook}.html"

    def _version(self, student, marks):
        """Return a digest of all that a page shows, None where nothing was graded."""
        try:
            status = self._graded(student).stat()
        except OSError:
            return None
        facts = [self._base, status.st_mtime_ns, status.st_size, repr(marks)]
        facts += [self.course.stamp(student, self.bundle.assignment, name) for name in STAMPS]
        return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:32]

    def _write(self, student, marks):
        refused, repairs = self.course.notes(student, self.bundle.assignment)
        cells = notebook.read(self._graded(student))
        for cell in cells:
            cell.metadata = notebook.Node(cell.metadata)
        html = feedback.page(student, marks, cells, self.bundle, refused, repairs)
        folder = self._folder("feedback", student)
        for name in STAMPS:
            text = self.course.stamp(student, self.bundle.assignment, name)
            if text is not None:
                replace(folder / name, text, 0o644)
        replace(self._page(student), html, 0o644)


def _written(path):
    """Return when a file was written, 0 if there is none; nbgrader may have written another."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0
