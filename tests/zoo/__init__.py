"""Wrong and right answers to every exercise, as students type them.

``chN/EXERCISE.py`` holds the answers to one exercise. A line that begins with ``#!`` starts an
answer and says what is to happen to it:

    #! wrong bias-left-out: the intercept left out
    #! wrong -: refused, but nothing to name it by
    #! wrong every-row-filled or shared-row: two mistakes that give the same numbers
    #! right: a loop over the entries

What comes before the first such line is put before each answer.
"""

import linecache
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import mlp
from mlp import checks
from mlp.exercises import EXERCISES, OWN

HERE = Path(__file__).parent
START = re.compile(r"^#! (?:wrong (?P<slug>[a-z0-9 -]+)|right): (?P<words>.+)$", re.MULTILINE)

# What a student's notebook holds when an exercise is reached: the course's imports and their
# own answers to the exercises before.
EARLIER = """
def sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -700, 700)))


def sigmoid_prime(z):
    return sigmoid(z) * (1 - sigmoid(z))
"""


@dataclass(frozen=True)
class Answer:
    """One answer.

    Attributes
    ----------
    exercise : str
    slugs : tuple of str
        The mistake in it, several if they give the same numbers, "-" for one without a name; none
        if it is right.
    words : str
        What it does.
    source : str
        Its code.
    """

    exercise: str
    slugs: tuple[str, ...]
    words: str
    source: str

    def function(self):
        """Run the code as a notebook would and return the student's function."""
        filename = f"<{self.exercise}: {self.words}>"
        linecache.cache[filename] = (
            len(self.source), None, self.source.splitlines(keepends=True), filename,
        )  # fmt: skip
        namespace = {"np": np, "mlp": mlp, "__name__": "__main__"}
        exec(EARLIER, namespace)
        exec(compile(self.source, filename, "exec"), namespace)
        return namespace[self.exercise]


def answers(exercise: str) -> list[Answer]:
    """Return the answers to an exercise, in the order of its file."""
    path = next(HERE.glob(f"ch*/{exercise}.py"))
    text = path.read_text()
    starts = list(START.finditer(text))
    common = text[: starts[0].start()]
    ends = [start.start() for start in starts[1:]] + [len(text)]
    return [
        Answer(
            exercise,
            tuple((start["slug"] or "").replace(" or ", " ").split()),
            start["words"],
            common + text[start.end() : end].strip("\n"),
        )
        for start, end in zip(starts, ends, strict=True)
    ]


def exercises() -> list[str]:
    """Return the exercises of the course that have answers here."""
    return sorted(path.stem for path in HERE.glob("ch*/*.py") if path.stem in EXERCISES)


def right(exercise: str):
    """Return a right answer, one that may be called: of `mlp`, or of a course's own check."""
    return getattr(checks, exercise).reference if exercise in OWN else getattr(mlp, exercise)


def counts(reports: dict) -> list[str]:
    """Return what became of the answers, from pytest's reports: the lines of its summary."""
    verdicts = [
        value
        for group in reports.values()
        for report in group
        if getattr(report, "when", "") == "call"
        for value in [dict(report.user_properties).get("zoo")]
        if value
    ]
    if not verdicts:
        return []
    named, refused = verdicts.count("named"), verdicts.count("refused")
    wrong = named + refused + verdicts.count("let through")
    accepted = verdicts.count("accepted")
    right = accepted + verdicts.count("not accepted")
    return [
        f"wrong answers: {wrong} tried, {named + refused} refused, {named} named",
        f"right answers: {right} tried, {accepted} accepted",
    ]


def cell(answer):
    """Return an answer's cell, its helpers under names that no later exercise uses."""
    if answer.exercise in ("sigmoid", "sigmoid_prime"):
        return answer.source
    return re.sub(r"(?<![\w.])sigmoid(?=\b|_prime)", "squash", EARLIER + answer.source)
