"""A zoo of submissions that attack the grader, or that accidents have happened to.

Each `Case` says what was handed in and what it must get. The exercise `sigmoid` (2 points of 18) is
the attackers' usual aim: their own answer to it is wrong, everything else is right, so 16 is fair.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mlp.grading.bundle import Bundle

FULL = 18.0
FAIR = 16.0  # all but sigmoid
WRONG = "def sigmoid(z):\n    return z * 0 + 0.5\n"


@dataclass(frozen=True)
class Case:
    """One submission.

    Attributes
    ----------
    name : str
        What it does.
    score : float
        What it must get.
    build : callable
        From the bundle to the bytes of the notebook.
    files : callable, optional
        Changes the folder of the submission: links, pipes, other files.
    review : bool
        Whether it must be marked 'needs review' or refused.
    """

    name: str
    score: float
    build: Callable[[Bundle], bytes]
    files: Callable[[Path], None] | None = None
    review: bool = False
