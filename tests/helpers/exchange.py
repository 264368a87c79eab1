"""nbgrader's exchange in a folder, an instructor's course and the home folders of students."""

import contextlib
import io
import os
import warnings
from pathlib import Path
from unittest import mock

from book.tools.term import launch_nbgrader


def nbgrader(folder: Path, *lines: str) -> str:
    """Run nbgrader's commands in a folder, one after the other; return what they say."""
    said = io.StringIO()
    with contextlib.ExitStack() as stack:
        stack.enter_context(contextlib.chdir(folder))
        stack.enter_context(warnings.catch_warnings())
        warnings.simplefilter("ignore")  # SQLAlchemy's, about nbgrader's queries
        stack.enter_context(contextlib.redirect_stdout(said))
        stack.enter_context(contextlib.redirect_stderr(said))
        for line in lines:
            try:
                launch_nbgrader(*line.split())
            except SystemExit as ended:
                assert not ended.code, said.getvalue()[-3000:]
    return said.getvalue()


class Exchange:
    """An exchange that everybody can write to. Commands run as `nbgrader …` runs them.

    Parameters
    ----------
    folder : Path
        Where exchange and homes go.
    course : Path
        The instructor's folder, with nbgrader_config.py.
    """

    def __init__(self, folder: Path, course: Path) -> None:
        self.folder, self.course = folder, course
        self.root = folder / "exchange"
        self.root.mkdir()
        self.root.chmod(0o777)
        with (course / "nbgrader_config.py").open("a") as file:
            file.write(f"\nc.Exchange.root = {str(self.root)!r}\n")

    def home(self, student: str) -> Path:
        """Return a student's folder, made at the first call."""
        home = self.folder / "homes" / student
        if not home.exists():
            home.mkdir(parents=True)
            (home / "nbgrader_config.py").write_text(
                f"c = get_config()\nc.Exchange.root = {str(self.root)!r}\n"
                "c.CourseDirectory.course_id = 'mlp'\n"
            )
        return home

    def as_instructor(self, *lines: str) -> str:
        """Run nbgrader's commands, one after the other, in the course's folder."""
        return self._run(self.course, "instructor", lines)

    def as_student(self, student: str, *lines: str) -> str:
        """Run nbgrader's commands in the student's folder."""
        return self._run(self.home(student), student, lines)

    def _run(self, folder, user, lines):
        cache = {"JUPYTER_DATA_DIR": str(self.folder / "data" / user)}  # nbgrader's cache is in it
        with mock.patch.dict(os.environ, cache):
            return nbgrader(folder, *lines)
