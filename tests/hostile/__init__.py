"""A zoo of submissions that attack the grader, or that accidents have happened to.

Each `Case` says what was handed in and what it must get. The exercise `sigmoid` is the attackers'
usual aim: their own answer to it is wrong, everything else is right, so they should get `FAIR`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mlp.exercises import EXERCISES, of_chapter
from mlp.grading.intake.bundle import Bundle

FULL = float(sum(exercise.points for exercise in of_chapter("ch1")))
FAIR = FULL - EXERCISES["sigmoid"].points
WRONG = "def sigmoid(z):\n    return z * 0 + 0.5\n"


@dataclass(frozen=True)
class Case:
    """One submission.

    Attributes
    ----------
    name : str
        What it does.
    score : float or None
        What it must get; None if it may also spoil tests of its own.
    build : callable
        From the bundle to the bytes of the notebook.
    files : callable, optional
        Changes the folder of the submission: links, pipes, other files.
    review : bool or None
        Whether it must be marked 'needs review' or refused; None where either may be.
    """

    name: str
    score: float | None
    build: Callable[[Bundle], bytes]
    files: Callable[[Path], None] | None = None
    review: bool | None = False
