"""How a mistake is known: by its numbers (`Variant`), or by something else (`Symptom`).

An exercise writes its mistakes as rows of a table, (slug, words, function, function …): the words
complete 'That is what you get when …' or, with a capital letter, are a sentence; a function is a
wrong way to compute the answer or, inside `seen`, a test of all outcomes.
"""

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from mlp.checks import comparing
from mlp.checks.cases import Outcome


@dataclass(frozen=True)
class Variant:
    """A known-wrong way to solve an exercise.

    Attributes
    ----------
    slug : str
        The mistake.
    function : callable
        Computes what this mistake gives, from the arguments of the exercise.
    says : str
        Completes 'That is what you get when …'.
    """

    slug: str
    function: Callable
    says: str

    def explains(self, outcomes: Sequence[Outcome]) -> int:
        """Return 2 if the variant does on all cases what the student's did, 1 if on the wrong ones.

        Return 0 if it gives other numbers.
        """
        exact, same_numbers = True, 0
        for outcome in outcomes:
            if outcome.passed_over:
                continue
            same = self._does_the_same(outcome)
            if not outcome.right and outcome.error is None:
                if not same:
                    return 0
                same_numbers += 1
            exact = exact and same
        if exact and (same_numbers or any(outcome.right for outcome in outcomes)):
            return 2
        return 1 if same_numbers else 0

    def _does_the_same(self, outcome: Outcome) -> bool:
        try:
            with warnings.catch_warnings(), np.errstate(all="ignore"):
                warnings.simplefilter("ignore")
                value = self.function(*comparing.in_float64(comparing.copied(outcome.case.args)))
        except Exception:  # a wrong variant may well not fit the shapes
            return outcome.error is not None
        return outcome.error is None and comparing.agree(outcome.value, value, outcome.tolerance)

    def sentence(self, *, raised: bool) -> str:
        """Say what the mistake is; it happens if it made the function raise."""
        if self.says[0].isupper():
            return self.says
        return f"That {'happens' if raised else 'is what you get'} when {self.says}"

    def second_sentence(self) -> str:
        """Say what else it may be."""
        return f"The same numbers come when {self.says}"


@dataclass(frozen=True)
class Symptom:
    """A mistake that is known by something else than its numbers.

    Attributes
    ----------
    slug : str
        The mistake.
    test : callable
        From the list of all outcomes to a bool.
    says : str
        A sentence.
    """

    slug: str
    test: Callable[[Sequence[Outcome]], bool]
    says: str

    def explains(self, outcomes: Sequence[Outcome]) -> int:
        """Return 2 if the test says so, else 0."""
        try:
            return 2 if self.test(outcomes) else 0
        except (TypeError, ValueError, IndexError, AttributeError):
            return 0  # a test looks at results that may have any shape

    def sentence(self, *, raised: bool) -> str:
        """Say what the mistake is."""
        return self.says

    def second_sentence(self) -> str:
        """Say what else it may be."""
        return f"Or: {self.says}"


@dataclass(frozen=True)
class seen:
    """Mark a test of all outcomes in a row of mistakes."""

    test: Callable[[Sequence[Outcome]], bool]


def read(rows: Sequence[tuple]) -> list[Variant | Symptom]:
    """Return the mistakes of a table's rows, one for each function."""
    return [
        Symptom(slug, function.test, says)
        if isinstance(function, seen)
        else Variant(slug, function, says)
        for slug, says, *functions in rows
        for function in functions
    ]
