"""Write many results into nbgrader's gradebook at once.

The tables are nbgrader's own, so `nbgrader export`, formgrader and `generate_feedback` see what
stock autograding would have left there. Manual scores and comments are never touched.
"""

import contextlib
import hashlib
import warnings
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

import nbformat
import sqlalchemy as sa
from nbgrader import api, dbutil
from nbgrader.preprocessors import ClearSolutions, ComputeChecksums, SaveCells
from nbgrader.utils import parse_utc
from traitlets.config import Config

from mlp.grading.intake.bundle import Bundle, tested
from mlp.grading.pages.markup import clean_text
from mlp.grading.result import Result

ASSIGNMENT = api.SubmittedAssignment.__table__
NOTEBOOK = api.SubmittedNotebook.__table__
GRADE = api.Grade.__table__
COMMENT = api.Comment.__table__
STUDENT = api.Student.__table__
TOGETHER = 200  # submissions in one statement


def _version_of_tables() -> str:
    from alembic.script import ScriptDirectory  # needed once, for a new gradebook

    return ScriptDirectory(dbutil.ALEMBIC_DIR).get_current_head()


api.get_alembic_version = _version_of_tables  # nbgrader starts a program for it: two seconds


class GradebookError(ValueError):
    """The gradebook cannot be used; the message says why."""


@contextlib.contextmanager
def explained(db_url: str) -> Iterator[None]:
    """Turn what goes wrong with a gradebook into a `GradebookError` that can be read."""
    wanted = "expected sqlite:////folder/gradebook.db or postgresql://user@host/name"
    try:
        yield
    except sa.exc.ArgumentError:  # also for a kind of database that SQLAlchemy does not know
        raise GradebookError(f"{db_url} is not the address of a gradebook: {wanted}") from None
    except ModuleNotFoundError as error:
        raise GradebookError(
            f"{db_url} needs the package {error.name}, which is not installed: {wanted}"
        ) from None
    except sa.exc.DatabaseError as error:
        raise GradebookError(f"the gradebook {db_url} cannot be used: {error.orig}") from None


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Hide SQLAlchemy's warnings about nbgrader's own queries."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


class Book:
    """The gradebook of a course, for one assignment.

    Parameters
    ----------
    db_url : str
        'sqlite:///…' or 'postgresql://…'.
    course_id : str
        As in nbgrader_config.py.
    bundle : Bundle
        The assignment.
    source : Path
        The instructor's notebook, from which the assignment's cells are entered.
    """

    def __init__(self, db_url: str, course_id: str, bundle: Bundle, source: Path) -> None:
        self.bundle = bundle
        with explained(db_url), api.Gradebook(db_url, course_id) as gradebook:
            self._enter(gradebook, db_url, source)
            notebook = gradebook.find_notebook(bundle.notebook, bundle.assignment)
            self.assignment_id, self.notebook_id = notebook.assignment_id, notebook.id
            self.graded = {
                cell.name: cell.id for cell in [*notebook.grade_cells, *notebook.task_cells]
            }
            self.answered = {
                cell.name: cell.id for cell in [*notebook.solution_cells, *notebook.task_cells]
            }
        self.db_url, self.engine = db_url, sa.create_engine(db_url)

    def _enter(self, gradebook, db_url, source):
        """Enter the assignment's cells as `nbgrader generate_assignment` does."""
        gradebook.update_or_create_assignment(self.bundle.assignment)
        notebook = nbformat.read(source, as_version=4)
        resources = {
            "nbgrader": {
                "notebook": self.bundle.notebook,
                "assignment": self.bundle.assignment,
                "student": ".",
                "db_url": db_url,
            }
        }
        for preprocessor in (ClearSolutions, ComputeChecksums, SaveCells):
            notebook, resources = preprocessor(config=Config()).preprocess(notebook, resources)
        gradebook.db.expire_all()

    def known(self) -> dict[str, dict[str, float | None]]:
        """Return the automatic scores that are in the gradebook: {student: {cell: score}}."""
        names = {number: name for name, number in self.graded.items()}
        query = (
            sa.select(ASSIGNMENT.c.student_id, GRADE.c.cell_id, GRADE.c.auto_score)
            .join(NOTEBOOK, NOTEBOOK.c.assignment_id == ASSIGNMENT.c.id)
            .join(GRADE, GRADE.c.notebook_id == NOTEBOOK.c.id)
            .where(ASSIGNMENT.c.assignment_id == self.assignment_id)
        )
        found: dict[str, dict] = {}
        with explained(self.db_url), self.engine.connect() as connection:
            for student, cell, score in connection.execute(query):
                found.setdefault(student, {})[names.get(cell)] = score
        return found

    def write(self, results: Sequence[Result], timestamps: dict[str, str]) -> None:
        """Enter results, in one transaction for every few hundred.

        Parameters
        ----------
        results : sequence of Result
            One for each student.
        timestamps : dict
            When they handed in, for those who have a timestamp.
        """
        for start in range(0, len(results), TOGETHER):
            some = results[start : start + TOGETHER]
            with explained(self.db_url), self.engine.begin() as connection:
                self._write(connection, some, timestamps)

    def _write(self, connection, results, timestamps):
        students = [result.student for result in results]
        known = set(connection.scalars(sa.select(STUDENT.c.id).where(STUDENT.c.id.in_(students))))
        _insert(connection, STUDENT, [{"id": each} for each in students if each not in known])
        submissions = self._submissions(connection, students, timestamps)
        notebooks = self._notebooks(connection, list(submissions.values()))
        ids = {student: notebooks[submissions[student]] for student in students}
        self._grades(connection, results, ids)
        self._comments(connection, results, ids)

    def _submissions(self, connection, students, timestamps):
        query = sa.select(ASSIGNMENT.c.student_id, ASSIGNMENT.c.id).where(
            ASSIGNMENT.c.assignment_id == self.assignment_id,
            ASSIGNMENT.c.student_id.in_(students),
        )
        found = {student: number for student, number in connection.execute(query)}
        rows = [
            {
                "id": _id("submission", self.assignment_id, student),
                "assignment_id": self.assignment_id,
                "student_id": student,
                "timestamp": None,
            }
            for student in students
            if student not in found
        ]
        _insert(connection, ASSIGNMENT, rows)
        found |= {row["student_id"]: row["id"] for row in rows}
        for student in timestamps.keys() & set(students):
            moment = _moment(timestamps[student])
            if moment is not None:
                connection.execute(
                    sa.update(ASSIGNMENT)
                    .where(ASSIGNMENT.c.id == found[student])
                    .values(timestamp=moment)
                )
        return found

    def _notebooks(self, connection, submissions):
        query = sa.select(NOTEBOOK.c.assignment_id, NOTEBOOK.c.id).where(
            NOTEBOOK.c.notebook_id == self.notebook_id, NOTEBOOK.c.assignment_id.in_(submissions)
        )
        found = {submission: number for submission, number in connection.execute(query)}
        rows = [
            {
                "id": _id("notebook", self.notebook_id, submission),
                "notebook_id": self.notebook_id,
                "assignment_id": submission,
                "flagged": False,
            }
            for submission in submissions
            if submission not in found
        ]
        _insert(connection, NOTEBOOK, rows)
        return found | {row["assignment_id"]: row["id"] for row in rows}

    def _grades(self, connection, results, ids):
        query = sa.select(GRADE.c.notebook_id, GRADE.c.cell_id, GRADE.c.manual_score).where(
            GRADE.c.notebook_id.in_(list(ids.values()))
        )
        manual = {(notebook, cell): score for notebook, cell, score in connection.execute(query)}
        rows = []
        for result in results:
            for name, cell in self.graded.items():
                score = result.scores.get(name)
                place = (ids[result.student], cell)
                human = score is None or name in result.review or manual.get(place) is not None
                rows.append(_row("grade", place, auto_score=score, needs_manual_grade=human))
        _upsert(connection, GRADE, rows, manual)

    def _comments(self, connection, results, ids):
        query = sa.select(COMMENT.c.notebook_id, COMMENT.c.cell_id).where(
            COMMENT.c.notebook_id.in_(list(ids.values()))
        )
        known = {(notebook, cell) for notebook, cell in connection.execute(query)}
        rows = []
        for result in results:
            for name, cell in self.answered.items():
                comment = "No response." if name in result.unanswered else None
                if result.refused:
                    comment = f"Not graded: {result.refused}."
                elif why := [why for key, why in result.review.items() if tested(key) == name]:
                    comment = f"Needs review. {why[0]}"
                if result.stock and not result.refused:
                    comment = said_stock(result.stock, comment)
                comment = comment and clean_text(comment)  # pages show it as Markdown
                rows.append(_row("comment", (ids[result.student], cell), auto_comment=comment))
        _upsert(connection, COMMENT, rows, known)


def said_stock(why: str, comment: str | None = None) -> str:
    """Return the comment on an answer that was executed as stock nbgrader does."""
    return f"{comment or ''} Executed as stock nbgrader does: {why}.".strip()


def _row(kind, place, **values):
    notebook, cell = place
    return {"id": _id(kind, *place), "notebook_id": notebook, "cell_id": cell, **values}


def _id(*parts: str) -> str:
    """Return a key of 32 characters that is the same in each run."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:32]


def _insert(connection, table, rows: Iterable[dict]) -> None:
    if rows:
        connection.execute(sa.insert(table), rows)


def _upsert(connection, table, rows, known) -> None:
    """Insert what is new; of what is known change the automatic columns alone."""
    _insert(connection, table, [r for r in rows if (r["notebook_id"], r["cell_id"]) not in known])
    old = [
        {f"new_{name}": value for name, value in row.items() if name != "id"}
        for row in rows
        if (row["notebook_id"], row["cell_id"]) in known
    ]
    if old:
        changed = [name for name in rows[0] if name not in ("id", "notebook_id", "cell_id")]
        connection.execute(
            sa.update(table)
            .where(
                table.c.notebook_id == sa.bindparam("new_notebook_id"),
                table.c.cell_id == sa.bindparam("new_cell_id"),
            )
            .values({name: sa.bindparam(f"new_{name}") for name in changed}),
            old,
        )


def _moment(text: str) -> datetime | None:
    try:
        return parse_utc(text.strip())
    except (ValueError, OverflowError, TypeError, AttributeError):
        return None
