"""What became of an exercise in a class: how many had it right, and who made which mistake."""

import hashlib
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

RIGHT, BLANK, OTHER = "right", "not-attempted", "something-else"


UNNAMED = (OTHER, "wrong-value")  # what a check says where it recognises no mistake
ENOUGH = 10  # students; of fewer, a correlation says nothing


class Group(NamedTuple):
    """Students whose wrong answers gave the same on the same inputs.

    Attributes
    ----------
    said : str
        What the test said to the first of them.
    students : list of str
    key : str
        What names the group: the exercise, and a few signs made from what the answers do.
    """

    said: str
    students: list[str]
    key: str = ""


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
    said : dict
        From each student whose answer is wrong to what the first test that failed said.
    answers : dict
        From each student to the answer's text.
    probes : dict
        From students whose wrong answer has no name to what it does on the same few inputs.
    """

    name: str
    outcomes: dict[str, str] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    probes: dict[str, str] = field(default_factory=dict)

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

    @property
    def unnamed(self) -> list[Group]:
        """The wrong answers without a named mistake, by what they did; the largest group first.

        Answers are alike if they do the same on the same few inputs. Those to a test without a
        check, which tests all students on the same inputs, are alike if it says the same of them.
        """
        groups: dict[str, list[str]] = {}
        for student in sorted(s for outcome in UNNAMED for s in self.students(outcome)):
            said = " ".join(self.said.get(student, "").split())
            if like := self.probes.get(student) or said:
                groups.setdefault(like, []).append(student)
        found = [
            Group(self.said.get(students[0], ""), students, f"{self.name}-{_short(like)}")
            for like, students in groups.items()
        ]
        return sorted(found, key=lambda group: (-len(group.students), group.said))

    def shortest(self, group: Group) -> str:
        """Return the shortest answer of a group."""
        return min((self.answers.get(student, "") for student in group.students), key=len)


def _short(like: str) -> str:
    return hashlib.sha256(like.encode()).hexdigest()[:4]


def discrimination(exercise: Exercise, others: Sequence[Exercise]) -> float | None:
    """Return how well an exercise tells strong students from weak ones.

    That is the correlation, −1 to 1, between who has it right and how many of the other exercises
    each has right ("corrected item-total correlation"). None for fewer than ten students, or where
    all have it right or none.

    Examples
    --------
    >>> strong = {f"s{k}": RIGHT if k < 5 else OTHER for k in range(10)}
    >>> exercises = [Exercise("a", strong), Exercise("b", strong), Exercise("c", dict(strong))]
    >>> discrimination(exercises[0], exercises)
    1.0
    """
    students = sorted(exercise.outcomes)
    if len(students) < ENOUGH:
        return None
    mine = [float(exercise.outcomes[student] == RIGHT) for student in students]
    rest = [
        float(sum(o.outcomes.get(s) == RIGHT for o in others if o is not exercise))
        for s in students
    ]
    return _correlation(mine, rest)


def _correlation(xs, ys):
    x_mean, y_mean = sum(xs) / len(xs), sum(ys) / len(ys)
    both = sum((x - x_mean) * (y - y_mean) for x, y in zip(xs, ys, strict=True))
    size = math.sqrt(sum((x - x_mean) ** 2 for x in xs) * sum((y - y_mean) ** 2 for y in ys))
    return round(both / size, 6) if size > 1e-12 else None
