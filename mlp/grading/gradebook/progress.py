"""How a class has done over the chapters, from the gradebook."""

from typing import NamedTuple

import sqlalchemy as sa
from nbgrader import api

from mlp.grading.gradebook.book import explained
from mlp.grading.gradebook.course import Course
from mlp.grading.gradebook.marks import read_marks


class Step(NamedTuple):
    """A chapter of the term.

    Attributes
    ----------
    chapter : str
    students : int
        Who handed in.
    share : float
        The mean part of the points that they reached, before penalties.
    """

    chapter: str
    students: int
    share: float


def progress(course: Course, db_url: str) -> list[Step]:
    """Return a step for each chapter that has been graded, in the order of their names."""
    submission, assignment = api.SubmittedAssignment.__table__, api.Assignment.__table__
    notebook = api.Notebook.__table__
    most = _points()
    steps = []
    with explained(db_url):
        engine = sa.create_engine(db_url)
        with engine.connect() as connection:
            notebooks = list(
                connection.execute(
                    sa.select(assignment.c.name, notebook.c.name.label("notebook"), notebook.c.id)
                    .join(notebook, notebook.c.assignment_id == assignment.c.id)
                    .order_by(assignment.c.name)
                )
            )
            for row in notebooks:
                students = connection.scalars(
                    sa.select(submission.c.student_id)
                    .join(assignment, assignment.c.id == submission.c.assignment_id)
                    .where(assignment.c.name == row.name)
                ).all()
                points = connection.scalar(most, {"notebook": row.id}) or 0.0
                shares = [
                    marks.points / points
                    for _, marks in read_marks(db_url, row.name, row.notebook, students)
                    if points and any(mark.points is not None for mark in marks.cells.values())
                ]
                if shares:
                    steps.append(Step(row.name, len(shares), sum(shares) / len(shares)))
        engine.dispose()
    return steps


def _points():
    """Return the query of the points of a notebook."""
    base = api.BaseCell.__table__
    graded = [kind.__table__ for kind in (api.GradeCell, api.TaskCell)]
    sums = [
        sa.select(sa.func.coalesce(sa.func.sum(table.c.max_score), 0.0))
        .join(base, base.c.id == table.c.id)
        .where(base.c.notebook_id == sa.bindparam("notebook"))
        .scalar_subquery()
        for table in graded
    ]
    return sa.select(sums[0] + sums[1])
