"""Compare the score that nbgrader reads from a graded notebook with the one the grader gave."""

import json

import nbformat
from nbgrader.utils import determine_grade

from mlp.grading.intake.bundle import TEST, Bundle
from mlp.grading.processes.workers import GradingStopped
from mlp.grading.result import Result


class Disagreement(GradingStopped):
    """Nbgrader would read another score from a graded notebook than the grader gave."""


def check_agreement(result: Result, bundle: Bundle) -> None:
    """Read the scores of a graded notebook as nbgrader does, and compare them with the result.

    Parameters
    ----------
    result : Result
        With its notebook.
    bundle : Bundle
        The assignment.

    Raises
    ------
    Disagreement
        If it reads another one: a fault of the grader, after which nothing may be written.
    """
    cells = {cell["id"]: cell for cell in json.loads(result.notebook)["cells"]}
    for cell in bundle.cells:
        if cell.role == TEST:
            read, score = _as_read(cells.get(cell.key)), result.scores.get(cell.key)
            if read != score:
                raise Disagreement(
                    f"{result.student}: the verdict on {cell.key!r} is {score!r} points, but "
                    f"nbgrader would read {read!r} from the graded notebook. Nothing was written "
                    "for this student. This is a fault of the grader, not of the submission"
                )


def _as_read(cell) -> float | None:
    if cell is None:
        return None
    try:
        return determine_grade(nbformat.from_dict(cell))[0]
    except (KeyError, ValueError):
        return None
