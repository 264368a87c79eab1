"""What became of an exercise in a class: how many had it right, and who made which mistake."""

from collections import Counter
from dataclasses import dataclass, field

RIGHT, BLANK, OTHER = "right", "not-attempted", "something-else"


@dataclass
class Exercise:
    """What became of one exercise.

    Attributes
    ----------
    name : str
        The exercise.
    outcomes : dict
        From each student to "right", "not-attempted", the name of the mistake, or
        "something-else".
    """

    name: str
    outcomes: dict[str, str] = field(default_factory=dict)

    @property
    def right(self) -> int:
        """How many got it right."""
        return list(self.outcomes.values()).count(RIGHT)

    @property
    def share(self) -> float:
        """The part of the students that got it right."""
        return self.right / max(1, len(self.outcomes))

    @property
    def mistakes(self) -> list[tuple[str, int]]:
        """The mistakes and how many made each, the most frequent first, without the blank ones."""
        counts = Counter(self.outcomes.values())
        named = [pair for pair in counts.items() if pair[0] not in (RIGHT, BLANK)]
        return sorted(named, key=lambda pair: (pair[0] == OTHER, -pair[1], pair[0]))

    def students(self, outcome: str) -> list[str]:
        """Return who had this outcome."""
        return sorted(student for student, found in self.outcomes.items() if found == outcome)
