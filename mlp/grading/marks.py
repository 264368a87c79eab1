"""What was given for a submission: points, by hand or automatic, comments, a penalty."""

from dataclasses import dataclass, field
from typing import NamedTuple


class Mark(NamedTuple):
    """The points of one cell.

    Attributes
    ----------
    points : float or None
        Given by hand before automatic ones, with extra credit; None where a person must mark.
    by_hand : bool
        Whether a person has given them.
    waits : bool
        Whether a person should look at the cell and has not yet.
    """

    points: float | None
    by_hand: bool = False
    waits: bool = False


@dataclass
class Marks:
    """What the gradebook says about a submission.

    Attributes
    ----------
    cells : dict
        From the name of each graded cell to its `Mark`.
    comments : dict
        What a person wrote about an answer, by the name of its cell.
    penalty : float
        Points taken off because the submission came late.
    """

    cells: dict[str, Mark] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)
    penalty: float = 0.0

    @property
    def points(self) -> float:
        """All points, before the penalty."""
        return sum(mark.points or 0.0 for mark in self.cells.values())

    @property
    def total(self) -> float:
        """All points less the penalty, as nbgrader exports them."""
        return max(0.0, self.points - self.penalty)
