"""What became of a class, and how `mlp grade` says so."""

from dataclasses import dataclass, field
from pathlib import Path

from mlp.grading.result import Result


@dataclass
class Summary:
    """What became of a class.

    Attributes
    ----------
    before : int
        Submissions that had been graded by an earlier run.
    graded : int
        Submissions graded by this run.
    repaired, refused, review : dict
        Students, and what was repaired, why it was refused, what a human should look at.
    by_hand : list of str
        Students who have written what only a person can mark.
    """

    before: int = 0
    graded: int = 0
    repaired: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    review: dict[str, str] = field(default_factory=dict)
    by_hand: list[str] = field(default_factory=list)

    def add(self, result: Result) -> None:
        """Count a result."""
        if result.refused:
            self.refused[result.student] = result.refused
        elif result.repairs:
            self.repaired[result.student] = "; ".join(result.repairs)
        if None in result.scores.values():
            self.by_hand.append(result.student)
        if result.review and not result.refused:
            self.review[result.student] = ", ".join(result.review)


def nothing(folder: Path, chapter: str) -> str:
    """Say where submissions were looked for, and what is there instead."""
    there = sorted({path.name for path in folder.glob("*/*") if path.is_dir()})[:10]
    found = f"found only {', '.join(there)}" if there else "found nothing"
    return (
        f"  nothing was handed in: looked for {folder}/STUDENT/{chapter}/, {found}. "
        f"`mlp collect {chapter} ARCHIVE` or the exchange puts it there"
    )


def lines_of(summary: Summary, chapter: str) -> list[str]:
    """Return what a summary says to people: the numbers, then whom they are about."""
    lines = [
        f"{chapter}: {summary.graded} graded, {summary.before} graded before, "
        f"{len(summary.repaired)} repaired, {len(summary.refused)} refused, "
        f"{len(summary.review)} need review"
    ]
    if summary.by_hand:
        lines.append(f"  {len(summary.by_hand)} have written answers for a person to mark")
    for word in ("refused", "review", "repaired"):
        found = sorted(getattr(summary, word).items())
        lines += [f"  {word}: {student}: {why:.200}" for student, why in found[:20]]
        lines += [f"  {word}: and {len(found) - 20} more"] if len(found) > 20 else []
    return lines
