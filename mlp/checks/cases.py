"""One input of a check, and what the student's function did with it."""

import re
from dataclasses import dataclass, field

from mlp.checks.comparing import Difference
from mlp.checks.errors import StudentRaised

CASTING = re.compile("Cannot cast ufunc")


@dataclass(frozen=True)
class Case:
    """One input.

    Attributes
    ----------
    args : tuple
        The arguments, in order.
    shows : tuple of str
        Mistakes that are at work if only cases with this word go wrong: "batch-of-one" …
    lenient : bool
        An exception here is let pass (inputs that the text of the exercise does not insist on).
    """

    args: tuple
    shows: tuple[str, ...] = ()
    lenient: bool = False


def case(*args, shows: str = "", lenient: bool = False) -> Case:
    """Return the `Case` of these arguments; `shows` holds words with blanks between them."""
    return Case(args, tuple(shows.split()), lenient)


@dataclass
class Outcome:
    """What the student's function did with one case.

    Attributes
    ----------
    case : Case
        The input.
    wanted, value : object
        What the reference returns, and a copy of what the student's function did.
    raw : object
        That itself: is it a list?
    tolerance : float
        Of this case.
    error : StudentRaised or None
        What it raised.
    found : Difference or None
        Where the two values differ.
    changed : int or None
        The argument that was changed.
    printed : str
        What the call printed.
    points : list
        What the function among the arguments was asked, if there is a `Recorded` one.
    advanced : bool
        A random generator among the arguments has moved on.
    notes : object
        What the judge of the check makes of it, for the mistakes to use.
    variants : dict
        What the known mistakes give for the case, as far as it was asked.
    """

    case: Case
    wanted: object
    tolerance: float
    value: object = None
    raw: object = None
    error: StudentRaised | None = None
    found: Difference | None = None
    changed: int | None = None
    printed: str = ""
    points: list = field(default_factory=list)
    advanced: bool = False
    notes: object = None
    variants: dict = field(default_factory=dict)

    @property
    def passed_over(self) -> bool:
        """An exception that is not held against the answer."""
        if self.error is None:
            return False
        cast = "int-dtype-kept" in self.case.shows and CASTING.search(self.error.message)
        return self.case.lenient or bool(cast)

    @property
    def right(self) -> bool:
        """What came back is what was wanted."""
        return self.passed_over or (self.error is None and self.found is None)
