"""All that is known of an answer that is not right, and what a finder makes of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from mlp.checks import comparing
from mlp.checks.cases import Outcome
from mlp.checks.mistakes import Known


@dataclass(frozen=True)
class Finding:
    """What is wrong: its name, what to say, and the case to show."""

    slug: str
    sentence: str
    shown: Outcome
    headline: str = ""


@dataclass
class Evidence:
    """All that is known of an answer that is not right.

    Attributes
    ----------
    name : str
        The exercise.
    signature : str
        How the task writes its function.
    parts : tuple of str
        What the parts of a result are called.
    known : sequence of Known
        The mistakes that the exercise can name.
    outcomes : list of Outcome
        What came of all calls, the first case last once more.
    again : callable
        From arguments to the outcome of another call of the student's function, or None.
    alike : callable
        From an outcome to those of other calls with random numbers drawn in the same way.
    reference : callable
    by_value : bool
        There is one right result, so that a wrong one can be compared with it number by number.
    """

    name: str
    signature: str
    parts: tuple[str, ...]
    known: Sequence[Known]
    outcomes: list[Outcome]
    again: Callable
    alike: Callable
    reference: Callable
    by_value: bool = True

    @cached_property
    def wrong(self) -> list[Outcome]:
        """The outcomes that are not right."""
        return [outcome for outcome in self.outcomes if not outcome.right]

    @cached_property
    def right(self) -> list[Outcome]:
        """The outcomes that are right, without those that are let pass."""
        return [o for o in self.outcomes if o.right and not o.passed_over]

    @cached_property
    def right_always(self) -> list[Outcome]:
        """The outcomes that are right whatever numbers are drawn for their inputs."""
        return [o for o in self.right if all(other.right for other in self.alike(o))]

    @cached_property
    def shown(self) -> Outcome:
        """The first wrong outcome, if possible one without an exception."""
        return next((o for o in self.wrong if o.error is None), self.wrong[0])

    @cached_property
    def raised(self) -> bool:
        """Some call raised an exception."""
        return any(outcome.error is not None for outcome in self.wrong)


def pairs_of(outcomes: Sequence[Outcome], base: Callable | None = None):
    """Return, for each named part or for the whole, the pairs (got, wanted) of its arrays.

    The key says where: () for one array, (k,) for part k. None if the forms do not agree.
    """
    found = {}
    for outcome in outcomes:
        wanted = outcome.wanted if base is None else base(outcome)
        if wanted is None or not _collect(outcome.value, wanted, (), found):
            return None
    return found


def _collect(got, wanted, path, found) -> bool:
    if comparing.is_parts(wanted):
        if not comparing.has_parts(got) or len(got) != len(wanted):
            return False
        return all(
            _collect(g, w, (*path, k), found)
            for k, (g, w) in enumerate(zip(got, wanted, strict=True))
        )
    array = comparing.numbers(got)
    if array is None:
        return False
    found.setdefault(path, []).append((array, np.asarray(wanted, float)))
    return True


def grouped(pairs: dict) -> dict:
    """Return the pairs of each part, all its layers together."""
    groups = {}
    for path, some in pairs.items():
        groups.setdefault(path[:1], []).extend(some)
    return groups


def is_right(pairs, tolerance: float) -> bool:
    """Say whether all pairs agree."""
    return all(
        got.shape == wanted.shape and np.allclose(got, wanted, tolerance, tolerance)
        for got, wanted in pairs
    )


def all_numbers(value) -> np.ndarray:
    """Return all numbers in a result or in arguments as one vector."""
    arrays = [comparing.numbers(leaf) for leaf in comparing.leaves(value)]
    return np.concatenate([np.zeros(0), *(np.ravel(a) for a in arrays if a is not None)])
