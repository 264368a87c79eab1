"""What a check is: a reference, fresh random inputs, and the mistakes that it can name.

A check calls the student's function on every case and compares. If something is wrong it looks
for an explanation: a known-wrong variant that gives the same numbers, else what the pattern of
right and wrong cases says (`mlp.checks.patterns`).

    neuron = Check(
        mlp.neuron,
        cases=_neuron_cases,            # a function of rng that returns a list of Case
        mistakes=[
            Variant(
                "bias-left-out",
                lambda a, w, b: mlp.sigmoid(w @ a),
                "the bias is left out. Where does b stand in z = w · a + b?",
            ),
        ],
    )
"""

import re
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from mlp.checks import comparing, writing
from mlp.checks.calling import as_student
from mlp.checks.comparing import Difference
from mlp.checks.errors import Mistake, NotAttempted, ReferenceCalled, StudentRaised, TimeLimit
from mlp.checks.patterns import PATTERNS, kind_of
from mlp.checks.samples import Recorded

CASTING = re.compile("Cannot cast ufunc")
LENT = (ArithmeticError, LookupError, TypeError, ValueError)


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
        That itself: are its rows one object?
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
            try:
                with warnings.catch_warnings(), np.errstate(all="ignore"):
                    warnings.simplefilter("ignore")
                    args = comparing.in_float64(comparing.copied(outcome.case.args))
                    value, raised = self.function(*args), False
            except Exception:  # a wrong variant may well not fit the shapes
                value, raised = None, True
            same = (
                raised == (outcome.error is not None)
                if raised or outcome.error
                else comparing.agree(outcome.value, value, outcome.tolerance)
            )
            if not outcome.right and outcome.error is None:
                if not same:
                    return 0
                same_numbers += 1
            exact = exact and same
        if exact and (same_numbers or any(outcome.right for outcome in outcomes)):
            return 2
        return 1 if same_numbers else 0

    def sentence(self, raised: bool) -> str:
        """Say what the mistake is."""
        return f"That {'happens' if raised else 'is what you get'} when {self.says}"


def variants(slug: str, says: str, *functions: Callable) -> list[Variant]:
    """Return a `Variant` for each way in which one mistake is made."""
    return [Variant(slug, function, says) for function in functions]


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

    def sentence(self, raised: bool) -> str:
        """Say what the mistake is."""
        return self.says


def _as_wanted(outcome: Outcome) -> Difference | None:
    return comparing.difference(outcome.raw, outcome.wanted, outcome.tolerance)


@dataclass(frozen=True)
class Check:
    """The check of one exercise: call it with the student's function.

    Attributes
    ----------
    reference : callable
        The function of `mlp` that does it right.
    cases : callable
        From a random generator to the list of cases, small ones first.
    mistakes : sequence of Variant and Symptom
        What can be named; the first that fits best is.
    tolerance : float
        Relative and absolute; ten times that for float32 arguments.
    parts : tuple of str
        What the parts of a result are called, if it has several.
    judge : callable
        From an outcome to where it differs from what was wanted, or None.
    suspects : sequence of Symptom
        What can be wrong of all outcomes together though each of them is right.
    """

    reference: Callable
    cases: Callable[[np.random.Generator], Sequence[Case]]
    mistakes: Sequence[Variant | Symptom] = ()
    tolerance: float = comparing.VALUES
    parts: tuple[str, ...] = ()
    judge: Callable[[Outcome], Difference | None] = _as_wanted
    suspects: Sequence[Symptom] = ()
    name: str = field(init=False)

    def __post_init__(self):
        name = self.reference.__name__
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "__name__", name)
        object.__setattr__(self, "__doc__", f"Check the answer to the exercise `{name}`.")

    def __call__(self, function: Callable, *, rng: np.random.Generator | int | None = None) -> None:
        """Print one line if the function is right.

        Parameters
        ----------
        function : callable
            What the student wrote.
        rng : numpy.random.Generator or int, optional
            Where the random inputs come from; fresh ones without it.

        Raises
        ------
        NotAttempted
            If nothing has been written yet.
        Mistake
            If it is not right yet.
        """
        mistake = self.find_mistake(function, np.random.default_rng(rng))
        if mistake is not None:
            raise mistake
        print(f"{self.name}: right.")

    def find_mistake(self, function: Callable, rng: np.random.Generator) -> Mistake | None:
        """Return what is wrong, or None."""
        student = as_student(function, self.name)
        if getattr(student, "is_blank", False):
            return self._not_attempted()
        cases = list(self.cases(rng))
        outcomes = []
        for each in [cases[0], *cases, cases[0]]:  # the first again: does it remember something?
            try:
                outcomes.append(self._outcome(student, each))
            except ReferenceCalled as called:
                return self._reference_called(called)
            except TimeLimit:
                return self._too_slow(each)
            error = outcomes[-1].error
            unwritten = error is not None and error.type_name == "NotImplementedError"
            if unwritten and len(outcomes) == 1:
                return self._not_attempted(error)
        if all(outcome.right and outcome.changed is None for outcome in outcomes):
            suspect = next((each for each in self.suspects if each.explains(outcomes)), None)
            return suspect and Mistake(
                f"Not yet: {suspect.sentence(False)}\n{self.look()}", suspect.slug
            )
        return self._explain(outcomes)

    def _outcome(self, student: Callable, each: Case) -> Outcome:
        tolerance = self.tolerance * (comparing.FLOAT32 if comparing.has_float32(each.args) else 1)
        wanted = self.reference(*comparing.in_float64(comparing.copied(each.args)))
        outcome = Outcome(each, wanted, tolerance)
        given = comparing.copied(each.args)
        recorded = [argument for argument in each.args if isinstance(argument, Recorded)]
        for function in recorded:
            function.points.clear()
        try:
            value = student(*given)
        except StudentRaised as error:
            outcome.error = error
        except LENT as error:  # by a function that the check lent to another process
            outcome.error = StudentRaised(type(error).__name__, str(error))
        else:
            outcome.value, outcome.raw = comparing.copied(value), value
        outcome.points = [point for function in recorded for point in function.points]
        outcome.advanced = any(map(comparing.advanced, each.args, given))
        if outcome.error is None:
            outcome.found = self.judge(outcome)
        outcome.printed = getattr(student, "printed", "")
        touched = [
            i
            for i, (before, after) in enumerate(zip(each.args, given, strict=True))
            if comparing.changed(before, after)
        ]
        outcome.changed = touched[0] if touched else None
        return outcome

    def _explain(self, outcomes: Sequence[Outcome]) -> Mistake:
        wrong = [outcome for outcome in outcomes if not outcome.right]
        shown = next((o for o in wrong if o.error is None), wrong[0]) if wrong else None
        fitting = self._fitting(outcomes) if wrong else []
        if not fitting:
            fitting = [next(p for p in PATTERNS if p.test(self, outcomes))]
            return fitting[0].mistake(self, outcomes)
        best, *others = fitting
        lines = [self.headline(shown), best.sentence(shown.error is not None)]
        lines += [
            f"The same numbers come when {other.says} [{other.slug}]"
            if isinstance(other, Variant)
            else f"Or: {other.says} [{other.slug}]"
            for other in others
        ]
        return Mistake("\n".join([*lines, self.look()]), best.slug)

    def _fitting(self, outcomes: Sequence[Outcome]) -> list[Variant | Symptom]:
        """Return the mistakes that fit best, one for each slug."""
        scored = [(mistake.explains(outcomes), mistake) for mistake in self.mistakes]
        best = max((score for score, _ in scored), default=0)
        if best == 1 and kind_of(outcomes) is not None:
            return []  # that only one kind of input goes wrong says more
        fitting = {}
        for score, mistake in scored:
            if score and score == best:
                fitting.setdefault(mistake.slug, mistake)
        return list(fitting.values())

    def headline(self, outcome: Outcome) -> str:
        """Say what was asked, what came back and what was wanted."""
        asked = writing.call(self.name, self.reference, outcome.case.args)
        if outcome.error is not None:
            error = outcome.error
            where = f"\n{error.line}" if error.line else ""
            message = f": {error.message}" if error.message else ""
            return f"Not yet: {asked} raised {error.type_name}{message}.{where}"
        return f"Not yet: {asked} {writing.outcome(outcome.found, self.parts)}."

    def look(self) -> str:
        """Say where the course explains it, as the reference's docstring does."""
        found = re.search(r"(Chapter \d+), '([^']+)'", self.reference.__doc__ or "")
        return f"See {found[1].lower()}, '{found[2]}'." if found else "See the task above."

    def _not_attempted(self, error: StudentRaised | None = None) -> Mistake:
        if error is not None and error.function:
            return Mistake(
                f"Not yet: {self.name} calls {error.function}, which is not written yet.\n"
                f"Write {error.function} first, run its cell, and then this one again.",
                "calls-unwritten",
            )
        return NotAttempted(
            f"{self.name}: not attempted yet.\n"
            "Put your own lines in the place of raise NotImplementedError()."
        )

    def _reference_called(self, called: ReferenceCalled) -> Mistake:
        return Mistake(
            f"Not yet: {self.name} calls mlp.{called.name}, which is the answer itself.\n"
            "Write it in your own lines; other functions of mlp may help you.",
            "calls-the-reference",
        )

    def _too_slow(self, each: Case) -> Mistake:
        asked = writing.call(self.name, self.reference, each.args)
        return Mistake(
            f"Not yet: {asked} did not come to an end in 20 seconds.\n"
            "Is there a loop whose condition stays true for ever?",
            "too-slow",
        )
