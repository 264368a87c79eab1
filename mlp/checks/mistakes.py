"""How a mistake is known: by its numbers (`Variant`), or by something else (`Symptom`).

An exercise writes its mistakes as rows of a table, (slug, words, function, function …): the words
complete 'That is what you get when …' or, with a capital letter, are a sentence; a function is a
wrong way to compute the answer or, inside `seen`, a test of all outcomes. A mistake is named only
if it explains every outcome, those with an exception included.
"""

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from mlp.checks import comparing
from mlp.checks.cases import Outcome


@dataclass(frozen=True)
class Known:
    """A mistake that an exercise can name.

    Attributes
    ----------
    slug : str
        The mistake.
    says : str
        What it is: a sentence, or what completes 'That is what you get when …'.
    function : callable
        See `Variant` and `Symptom`.
    """

    slug: str
    says: str
    function: Callable

    def explains(self, outcomes: Sequence[Outcome]) -> bool:
        """Say whether this mistake explains all outcomes."""
        raise NotImplementedError

    def sentence(self, *, raised: bool) -> str:
        """Say what the mistake is; it happens if it made the function raise."""
        if self.says[0].isupper():
            return self.says
        if raised:
            return f"That happens when {self.says}"
        return f"That is what you get when {self.says}"

    def second_sentence(self) -> str:
        """Say what else it may be."""
        if self.says[0].isupper():
            return f"Or: {self.says}"
        return f"The same numbers come when {self.says}"


class Variant(Known):
    """A known-wrong way to solve an exercise: its function computes what the mistake gives."""

    def explains(self, outcomes: Sequence[Outcome]) -> bool:
        """Say whether the variant does on all cases what the student's function did."""
        looked_at = [outcome for outcome in outcomes if not outcome.passed_over]
        telling = any(outcome.error is None for outcome in looked_at)
        return telling and all(map(self._does_the_same, looked_at))

    def value_for(self, outcome: Outcome):
        """Return what the mistake gives for a case, or None if it raises."""
        if self not in outcome.variants:
            outcome.variants[self] = self._value(outcome.case.args)
        return outcome.variants[self]

    def _value(self, args):
        try:
            with warnings.catch_warnings(), np.errstate(all="ignore"):
                warnings.simplefilter("ignore")
                return self.function(*comparing.in_float64(comparing.copied(args)))
        except Exception:  # a wrong way may well not fit the shapes
            return None

    def _does_the_same(self, outcome: Outcome) -> bool:
        value = self.value_for(outcome)
        if value is None or outcome.error is not None:
            return value is None and outcome.error is not None
        return comparing.agree(outcome.value, value, outcome.tolerance)


class Symptom(Known):
    """A mistake that is known by something else than its numbers: a test of all outcomes."""

    def explains(self, outcomes: Sequence[Outcome]) -> bool:
        """Say whether the test says so; where something was raised, it has not seen all."""
        if any(outcome.error is not None and not outcome.passed_over for outcome in outcomes):
            return False
        try:
            return bool(self.function(outcomes))
        except Exception:  # a test looks at results that may be anything
            return False


@dataclass(frozen=True)
class seen:
    """Mark a test of all outcomes in a row of mistakes."""

    test: Callable[[Sequence[Outcome]], bool]


def read(rows: Sequence[tuple]) -> list[Known]:
    """Return the mistakes of a table's rows, one for each function."""
    return [
        Symptom(slug, says, function.test)
        if isinstance(function, seen)
        else Variant(slug, says, function)
        for slug, says, *functions in rows
        for function in functions
    ]
