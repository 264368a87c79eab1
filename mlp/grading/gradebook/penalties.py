"""Penalties for late submissions, by nbgrader's own step and the plugin that the course names.

`nbgrader autograde` runs that step on each submission that it grades. Here it runs on those whose
penalty may have changed, so that a new due date, an extension or a mark by hand counts without
grading again.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

import sqlalchemy as sa
from nbgrader import api
from nbgrader.preprocessors import AssignLatePenalties
from traitlets.config import Config

from mlp.grading.gradebook.book import GradebookError, explained, quiet

ASSIGNMENT = api.Assignment.__table__
SUBMISSION = api.SubmittedAssignment.__table__
SUBMITTED = api.SubmittedNotebook.__table__
NOTEBOOK = api.Notebook.__table__


def assign_penalties(
    db_url: str,
    config: Config,
    assignment: str,
    notebook: str,
    students: Collection[str] | None = None,
) -> int:
    """Set the penalty of each submission that is late, take it from each that is not.

    Parameters
    ----------
    db_url : str
    config : traitlets.config.Config
        Of nbgrader_config.py: `AssignLatePenalties.plugin_class`, and the plugin's own settings.
    assignment, notebook : str
        'ch1' and 'neurons', say.
    students : collection of str, optional
        Whose; by default all.

    Returns
    -------
    int
        How many have a penalty.
    """
    rows = _late_or_penalized(db_url, assignment, notebook, students)
    if not rows:
        return 0
    step = AssignLatePenalties(config=config)
    step.log.setLevel("ERROR")  # it warns of each late submission, twice
    for student, _ in rows:
        names = {"notebook": notebook, "assignment": assignment, "student": student}
        with explained(db_url):
            step.preprocess(_Empty(cells=[]), {"nbgrader": {**names, "db_url": db_url}})
    rows = _late_or_penalized(db_url, assignment, notebook, students)
    return sum(bool(penalty) for _, penalty in rows)


class _Empty(dict):
    """A notebook without cells: the step looks at the gradebook alone."""

    cells: tuple = ()


def _late_or_penalized(db_url, assignment, notebook, students):
    """Return (student, penalty) of the submissions that are late or have a penalty."""
    query = (
        sa.select(
            SUBMISSION.c.student_id,
            SUBMISSION.c.timestamp,
            SUBMISSION.c.extension,
            ASSIGNMENT.c.duedate,
            SUBMITTED.c.late_submission_penalty,
        )
        .join(ASSIGNMENT, ASSIGNMENT.c.id == SUBMISSION.c.assignment_id)
        .join(SUBMITTED, SUBMITTED.c.assignment_id == SUBMISSION.c.id)
        .join(NOTEBOOK, NOTEBOOK.c.id == SUBMITTED.c.notebook_id)
        .where(ASSIGNMENT.c.name == assignment, NOTEBOOK.c.name == notebook)
        .order_by(SUBMISSION.c.student_id)
    )
    if students is not None:
        query = query.where(SUBMISSION.c.student_id.in_(list(students)))
    engine = sa.create_engine(db_url)
    try:
        with explained(db_url), engine.connect() as connection:
            found = list(connection.execute(query))
    finally:
        engine.dispose()
    return [
        (row.student_id, row.late_submission_penalty)
        for row in found
        if row.late_submission_penalty is not None
        or is_late(row.timestamp, row.duedate, row.extension)
    ]


def is_late(stamp: datetime | None, due: datetime | None, extension: timedelta | None) -> bool:
    """Say whether a submission came after its due date, extension included.

    Examples
    --------
    >>> due = datetime(2027, 1, 31)
    >>> is_late(datetime(2027, 2, 1), due, None), is_late(datetime(2027, 2, 1), due, timedelta(2))
    (True, False)
    """
    return stamp is not None and due is not None and stamp > due + (extension or timedelta(0))


def extend(db_url: str, course_id: str, assignment: str, students: Collection[str], days: float):
    """Give some students more time for an assignment; 0 days take it back.

    The extension is in the gradebook even where nothing has been handed in yet.

    Raises
    ------
    GradebookError
        If the gradebook has no such assignment, or the assignment no due date.
    """
    with explained(db_url), quiet(), api.Gradebook(db_url, course_id) as gradebook:
        try:
            due = gradebook.find_assignment(assignment).duedate
        except api.MissingEntry:
            raise GradebookError(
                f"the gradebook has no {assignment} yet: run  mlp grade {assignment}  once"
            ) from None
        if due is None:
            raise GradebookError(
                f"{assignment} has no due date, so nothing can be late: enter one with  nbgrader "
                f'db assignment add {assignment} --duedate="2027-01-31 23:59 UTC"'
            )
        for student in students:
            gradebook.update_or_create_student(student)
            gradebook.update_or_create_submission(assignment, student)
            gradebook.grant_extension(assignment, student, minutes=round(days * 24 * 60))
