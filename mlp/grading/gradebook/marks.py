"""Read from the gradebook what was given for submissions."""

from collections.abc import Iterable, Iterator

import sqlalchemy as sa
from nbgrader import api

from mlp.grading.gradebook.book import explained
from mlp.grading.marks import Mark, Marks

TOGETHER = 500  # students in one query
SUBMISSION = api.SubmittedAssignment.__table__
ASSIGNMENT = api.Assignment.__table__
SUBMITTED = api.SubmittedNotebook.__table__
NOTEBOOK = api.Notebook.__table__
CELL = api.BaseCell.__table__
GRADE = api.Grade.__table__
COMMENT = api.Comment.__table__


def read_marks(
    db_url: str, assignment: str, notebook: str, students: Iterable[str]
) -> Iterator[tuple[str, Marks]]:
    """Read the marks of some students, a few hundred at once.

    Parameters
    ----------
    db_url : str
    assignment, notebook : str
        'ch1' and 'neurons', say.
    students : iterable of str

    Yields
    ------
    tuple of (str, Marks)
        For each student that the gradebook has a submission of, in the order given.

    Raises
    ------
    mlp.grading.gradebook.book.GradebookError
        If the gradebook cannot be read.
    """
    students = list(students)
    engine = sa.create_engine(db_url)
    with explained(db_url), engine.connect() as connection:
        for start in range(0, len(students), TOGETHER):
            some = students[start : start + TOGETHER]
            found = _read(connection, assignment, notebook, some)
            yield from ((student, found[student]) for student in some if student in found)
    engine.dispose()


def _read(connection, assignment, notebook, students):
    submitted = (
        sa.select(SUBMISSION.c.student_id, SUBMITTED.c.id, SUBMITTED.c.late_submission_penalty)
        .join(SUBMITTED, SUBMITTED.c.assignment_id == SUBMISSION.c.id)
        .join(NOTEBOOK, NOTEBOOK.c.id == SUBMITTED.c.notebook_id)
        .join(ASSIGNMENT, ASSIGNMENT.c.id == SUBMISSION.c.assignment_id)
        .where(ASSIGNMENT.c.name == assignment, NOTEBOOK.c.name == notebook)
        .where(SUBMISSION.c.student_id.in_(students))
    )
    found, marks = {}, {}
    for student, number, penalty in connection.execute(submitted):
        found[student] = marks[number] = Marks(penalty=penalty or 0.0)
    grades = (
        sa.select(GRADE, CELL.c.name)
        .join(CELL, CELL.c.id == GRADE.c.cell_id)
        .where(GRADE.c.notebook_id.in_(list(marks)))
    )
    for row in connection.execute(grades):
        marks[row.notebook_id].cells[row.name] = _mark(row)
    comments = (
        sa.select(COMMENT.c.notebook_id, COMMENT.c.manual_comment, CELL.c.name)
        .join(CELL, CELL.c.id == COMMENT.c.cell_id)
        .where(COMMENT.c.notebook_id.in_(list(marks)), COMMENT.c.manual_comment.is_not(None))
    )
    for row in connection.execute(comments):
        if row.manual_comment.strip():
            marks[row.notebook_id].comments[row.name] = row.manual_comment
    return found


def _mark(row):
    by_hand = row.manual_score is not None
    points = row.manual_score if by_hand else row.auto_score
    if points is not None or row.extra_credit:
        points = (points or 0.0) + (row.extra_credit or 0.0)
    return Mark(points, by_hand, bool(row.needs_manual_grade) and not by_hand)
