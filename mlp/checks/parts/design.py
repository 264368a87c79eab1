"""Networks of the student's own design: what they hold for given inputs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from mlp.checks import comparing
from mlp.checks.kit import Difference, Outcome, seen

HIGH, LOW = 0.9, 0.1


@dataclass(frozen=True)
class Wish:
    """What a design is to hold for one input: more than 0.9 if `lit`, else less than 0.1."""

    words: str
    x: np.ndarray
    lit: bool

    def is_granted(self, activation: float) -> bool:
        """Say whether an activation is what is wished."""
        return activation > HIGH if self.lit else activation < LOW


def _as_floats(design, wanted):
    """Return a design with arrays of floats where the reference's has arrays or numbers."""
    if isinstance(wanted, (list, tuple)):
        return [_as_floats(*pair) for pair in zip(design, wanted, strict=True)]
    return np.array(design, float)


def judge_by(wishes: Sequence[Wish], run: Callable) -> Callable:
    """Return the judge of designs: `run(design, x)` gives the activation."""

    def judge(outcome: Outcome) -> Difference | None:
        form = comparing.difference(outcome.raw, outcome.wanted, outcome.tolerance)
        if form is not None and form.kind != "value":
            return form
        design = [
            [np.array(p, float) for p in part]
            if isinstance(wanted, list)
            else np.array(part, float)
            for part, wanted in zip(outcome.raw, outcome.wanted, strict=True)
        ]
        outcome.notes = design
        for wish in wishes:
            activation = float(run(design, wish.x))
            if not wish.is_granted(activation):
                asked = "more than 0.9 is" if wish.lit else "less than 0.1 is"
                text = f"holds {activation:.3g} for {wish.words}; {asked} asked for"
                return Difference("value", text=text)
        return None

    return judge


def would_do(wishes: Sequence[Wish], run: Callable, change: Callable) -> seen:
    """Return the test whether a design, changed like this, grants all wishes."""

    def test(outcomes: Sequence[Outcome]) -> bool:
        for outcome in outcomes:
            design = change(outcome.notes)
            if not all(wish.is_granted(float(run(design, wish.x))) for wish in wishes):
                return False
        return True

    return seen(test)
