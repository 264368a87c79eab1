"""The folders of a course: what was handed in, what was graded.

```
grading/submitted/STUDENT/ch1/neurons.ipynb     what students handed in
grading/autograded/STUDENT/ch1/neurons.ipynb    graded notebooks, as nbgrader writes them
grading/feedback/STUDENT/ch1/neurons.html       pages for the students
grading/results/ch1/STUDENT.json                a record of each result, written last
```

A submission is done when its record is there and fits the bytes handed in, the assignment and the
way of grading. So grading can be killed at any moment and begun again.
"""

import fcntl
import hashlib
import json
import os
import stat
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

# nbformat's validator would load a grammar of internationalised addresses, for a second: none here
sys.modules.setdefault("rfc3987_syntax", None)

from nbgrader.coursedir import CourseDirectory  # noqa: E402
from traitlets.config import PyFileConfigLoader  # noqa: E402

from mlp.grading.intake.bundle import Bundle  # noqa: E402
from mlp.grading.judges import digest_of, judges  # noqa: E402
from mlp.grading.result import Result  # noqa: E402

CONFIG = "nbgrader_config.py"
MARKUP = frozenset('"<>&\\`')  # with these a name could be more than text in a page
STAMPS = ("timestamp.txt", "submission_secret.txt")  # nbgrader's exchange needs them
NAME = 128  # bytes of a student's name; nbgrader's column for it is as wide


class Course:
    """The folders and settings that nbgrader_config.py names.

    Parameters
    ----------
    root : Path
        The folder with nbgrader_config.py.

    Raises
    ------
    FileNotFoundError
        If there is none.
    """

    def __init__(self, root: Path) -> None:
        if not (root / CONFIG).is_file():
            raise FileNotFoundError(f"no {CONFIG} in {root}: run this in the course's folder")
        config = PyFileConfigLoader(CONFIG, path=str(root)).load_config()
        self.config = config
        self._directory = CourseDirectory(config=config)
        self.root = Path(self._directory.root)
        self.db_url = self._directory.db_url
        self.course_id = self._directory.course_id

    def folder(self, kind: str) -> Path:
        """Return the folder 'source', 'release', 'submitted', 'autograded' or 'feedback'."""
        return self.root / getattr(self._directory, f"{kind}_directory")

    @property
    def results(self) -> Path:
        """The folder of the records."""
        return self.folder("autograded").parent / "results"

    def collected(self, assignment: str) -> Path:
        """Return the folder that remembers which submissions came by archives."""
        return self.folder("autograded").parent / "collected" / assignment

    def changes(self, assignment: str) -> Path:
        """Return the folder that remembers how an assignment was changed after grading began."""
        return self.folder("autograded").parent / "changes" / assignment

    def students(self, assignment: str) -> list[str]:
        """Return who handed something in, in order."""
        return sorted(filter(is_name, self._folders(assignment)))

    def files_without_student(self, assignment: str) -> list[str]:
        """Return the folders whose names no gradebook can hold, written so that they can be shown.

        See `is_name`.
        """
        odd = [name for name in self._folders(assignment) if not is_name(name)]
        return sorted(ascii(name)[1:-1] for name in odd)

    def _folders(self, assignment):
        submitted = self.folder("submitted")
        if not submitted.is_dir():
            return []
        return [
            each.name
            for each in os.scandir(submitted)
            if not each.name.startswith(".") and os.path.lexists(Path(each.path) / assignment)
        ]

    def timestamp(self, student: str, assignment: str) -> str | None:
        """Return the text of a submission's timestamp.txt, if there is one."""
        return self.stamp(student, assignment, "timestamp.txt")

    def stamp(self, student: str, assignment: str, name: str) -> str | None:
        """Return the text of a small file that nbgrader puts beside a submission, if it is there.

        No link is followed, no pipe is waited for.
        """
        path = self.folder("submitted") / student / assignment / name
        try:
            number = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except OSError:
            return None
        try:
            if not stat.S_ISREG(os.fstat(number).st_mode):
                return None
            return os.read(number, 200).decode("utf-8", "replace")
        except OSError:
            return None
        finally:
            os.close(number)

    def notes(self, student: str, assignment: str) -> tuple[str, list[str]]:
        """Return why a submission was refused, '' if it was not, and what was put right in it."""
        try:
            record = json.loads(self._record(student, assignment).read_text("utf-8"))
            return str(record["refused"]), [str(each) for each in record["repairs"]]
        except (OSError, ValueError, KeyError, TypeError):
            return "", []

    def save(self, result: Result, bundle: Bundle, key: str) -> None:
        """Write the graded notebook and, last, the record of a result.

        Parameters
        ----------
        result : Result
        bundle : Bundle
        key : str
            Of the assignment and the way of grading: see `key_of`.
        """
        name, place = bundle.notebook, Path(result.student) / bundle.assignment
        graded = self.folder("autograded") / place
        replace(graded / f"{name}.ipynb", result.notebook, 0o444)
        for stamp in STAMPS:
            text = self.stamp(result.student, bundle.assignment, stamp)
            if text is None:
                (graded / stamp).unlink(missing_ok=True)
            else:
                replace(graded / stamp, text, 0o444)
        record = asdict(result) | {"notebook": "", "key": key}
        path = self._record(result.student, bundle.assignment)
        replace(path, json.dumps(record, ensure_ascii=True, indent=1), 0o644)

    def done(self, student: str, bundle: Bundle, digest: str, key: str) -> Result | None:
        """Return the result of a submission that need not be graded again."""
        try:
            text = self._record(student, bundle.assignment).read_text("utf-8")
            record = json.loads(text)
            if (record.pop("key"), record["digest"]) != (key, digest):
                return None
            result = Result(**record)
        except (OSError, ValueError, KeyError, TypeError):
            return None
        place = Path(student) / bundle.assignment
        graded = self.folder("autograded") / place / f"{bundle.notebook}.ipynb"
        return result if graded.exists() else None

    def _record(self, student, assignment):
        return self.results / assignment / f"{student}.json"

    @contextmanager
    def alone(self, assignment: str) -> Iterator[None]:
        """Keep a second `mlp grade` of the same assignment away; raises BlockingIOError there."""
        path = self.results / assignment
        path.mkdir(parents=True, exist_ok=True)
        with (path / ".lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise BlockingIOError(f"{assignment} is being graded already") from None
            yield


class Journal:
    """Which results have been entered in the gradebook: one line for each, added afterwards."""

    def __init__(self, course: Course, assignment: str, db_url: str) -> None:
        name = hashlib.sha256(db_url.encode()).hexdigest()[:12]
        self.path = course.results / assignment / f".entered-{name}"
        self.entered: dict[str, str] = {}
        if self.path.exists():
            for line in self.path.read_text("utf-8").splitlines():
                try:
                    student, version = json.loads(line)
                except ValueError:  # the last line of a run that was killed
                    continue
                self.entered[student] = version

    def knows(self, result: Result, key: str) -> bool:
        """Say whether this very result has been entered."""
        return self.entered.get(result.student) == _version(result, key)

    def add(self, results: list[Result], key: str) -> None:
        """Note that these results have been entered."""
        with self.path.open("a", encoding="utf-8") as file:
            for result in results:
                file.write(json.dumps([result.student, _version(result, key)]) + "\n")


def is_name(name: str) -> bool:
    r"""Say whether a folder's name can name a student: short UTF-8 that is text in any page.

    Formgrader writes names into its pages and scripts as they are.

    Examples
    --------
    >>> is_name("Ada O'Brien, 3"), is_name("ada\udcff"), is_name("ada\n"), is_name('"+alert()+"')
    (True, False, False, False)
    """
    try:
        short = len(name.encode()) <= NAME
    except UnicodeEncodeError:
        return False
    odd = any(letter in MARKUP or unicodedata.category(letter) == "Cc" for letter in name)
    return short and not odd


def key_of(bundle: Bundle, *, compat: bool, sandboxed: bool) -> str:
    """Return a key that changes with whatever can change a verdict."""
    way = "compat" if compat else "trusted"
    return f"{digest_of(bundle)[:24]} {judges()[:24]} {way}{'' if sandboxed else ' open'}"


def _version(result, key):
    return f"{result.digest} {key} {sorted(result.scores.items())}"


def replace(path: Path, text: str, mode: int) -> None:
    """Write a file so that at any moment the old or the new one is there, whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.parent / f".{path.name}.new"
    new.unlink(missing_ok=True)
    new.write_text(text, encoding="utf-8")
    new.chmod(mode)
    new.replace(path)
