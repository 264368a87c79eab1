"""What a check is: a reference, fresh random inputs, and the mistakes that it can name.

A check calls the student's function on every case and compares. If something is wrong it looks
for an explanation: a known-wrong variant that gives the same numbers, else what the pattern of
right and wrong cases says (`mlp.checks.patterns`).

    check = Check(
        mlp.neuron,
        _cases,  # a function of rng that returns a list of Case
        [("bias-left-out", "the bias is left out.", lambda a, w, b: mlp.sigmoid(w @ a))],
    )
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from mlp.checks import comparing, writing
from mlp.checks.calling import as_student
from mlp.checks.cases import Case, Outcome
from mlp.checks.comparing import Difference
from mlp.checks.errors import Mistake, ReferenceCalled, StudentRaised, TimeLimit
from mlp.checks.mistakes import Symptom, Variant, read
from mlp.checks.patterns import PATTERNS, kind_of
from mlp.checks.refusals import not_attempted, reference_called
from mlp.checks.samples import Recorded
from mlp.exercises import EXERCISES

SEED: int | None = None  # of the random inputs without `rng`; the grader sets it, to grade alike
LENT = (ArithmeticError, LookupError, TypeError, ValueError)


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
    mistakes : sequence of tuple
        What can be named, as rows (slug, words, functions …): see `mlp.checks.mistakes`.
    tolerance : float
        Relative and absolute; ten times that for float32 arguments.
    judge : callable
        From an outcome to where it differs from what was wanted, or None.
    suspects : sequence of tuple
        What can be wrong of all outcomes together though each of them is right.
    """

    reference: Callable
    cases: Callable[[np.random.Generator], Sequence[Case]]
    mistakes: Sequence[tuple] = ()
    tolerance: float = comparing.VALUES
    judge: Callable[[Outcome], Difference | None] = _as_wanted
    suspects: Sequence[tuple] = ()
    name: str = field(init=False)
    parts: tuple[str, ...] = field(init=False)
    known: list[Variant | Symptom] = field(init=False)
    suspected: list[Symptom] = field(init=False)

    def __post_init__(self):
        name = self.reference.__name__
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "parts", EXERCISES[name].parts)
        object.__setattr__(self, "known", read(self.mistakes))
        object.__setattr__(self, "suspected", read(self.suspects))
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
        mistake = self.find_mistake(function, np.random.default_rng(SEED if rng is None else rng))
        if mistake is not None:
            raise mistake
        print(f"{self.name}: right.")

    def find_mistake(self, function: Callable, rng: np.random.Generator) -> Mistake | None:
        """Return what is wrong, or None."""
        student = as_student(function, self.name)
        if getattr(student, "is_blank", False):
            return not_attempted(self.name)
        cases = list(self.cases(rng))
        outcomes = []
        for each in [cases[0], *cases, cases[0]]:  # the first again: does it remember something?
            try:
                outcomes.append(self._outcome(student, each))
            except ReferenceCalled as called:
                return reference_called(self.name, called)
            except TimeLimit:
                return self._too_slow(each)
            error = outcomes[-1].error
            unwritten = error is not None and error.type_name == "NotImplementedError"
            if unwritten and len(outcomes) == 1:
                return not_attempted(self.name, error)
        if all(outcome.right and outcome.changed is None for outcome in outcomes):
            suspect = next((each for each in self.suspected if each.explains(outcomes)), None)
            return suspect and Mistake(
                f"Not yet: {suspect.sentence(raised=False)}\n{writing.look(self.reference)}",
                suspect.slug,
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
        fitting = self._fitting(outcomes) if wrong else []
        if not fitting:
            pattern = next(pattern for pattern in PATTERNS if pattern.test(outcomes))
            return pattern.mistake(self, outcomes)
        shown = next((outcome for outcome in wrong if outcome.error is None), wrong[0])
        best, *others = fitting
        lines = [
            self.headline(shown),
            best.sentence(raised=shown.error is not None),
            *(f"{other.second_sentence()} [{other.slug}]" for other in others),
            writing.look(self.reference),
        ]
        return Mistake("\n".join(lines), best.slug)

    def _fitting(self, outcomes: Sequence[Outcome]) -> list[Variant | Symptom]:
        """Return the mistakes that fit best, one for each slug."""
        scored = [(mistake.explains(outcomes), mistake) for mistake in self.known]
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

    def _too_slow(self, each: Case) -> Mistake:
        asked = writing.call(self.name, self.reference, each.args)
        return Mistake(
            f"Not yet: {asked} did not come to an end in 20 seconds.\n"
            "Is there a loop whose condition stays true for ever?",
            "too-slow",
        )
