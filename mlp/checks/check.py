"""What a check is: a reference, fresh random inputs, and the mistakes that it can name.

A check calls the student's function on every case and compares. If something is wrong it looks
for an explanation (`mlp.checks.explain`).

    check = Check(
        mlp.neuron,
        _cases,  # a function of rng that returns a list of Case
        [("bias-left-out", "the bias is left out.", lambda a, w, b: mlp.sigmoid(w @ a))],
        ["The first step of help.", "The second."],
    )
"""

import functools
import linecache
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from mlp.checks import calling, comparing, explain, helping, in_use, pointing, rehearsal, writing
from mlp.checks.calling import as_student
from mlp.checks.cases import Case, Outcome
from mlp.checks.comparing import Difference
from mlp.checks.errors import Mistake, ReferenceCalled, Stopped, StudentRaised, TimeLimit
from mlp.checks.findings.evidence import Evidence
from mlp.checks.language import translated
from mlp.checks.mistakes import Known, read
from mlp.checks.refusals import not_attempted, reference_called
from mlp.checks.samples import Recorded
from mlp.exercises import EXERCISES

REDRAWN = 3  # times: what is right by chance seldom is so in all of them
SEED: int | None = None  # of the random inputs without `rng`; the grader sets it, to grade alike
RELAYED = (ArithmeticError, LookupError, TypeError, ValueError)  # by functions that crossed over


def generator(rng: np.random.Generator | int | None) -> np.random.Generator:
    """Return where a check's random inputs come from: `rng`, or what the grader has set."""
    return np.random.default_rng(SEED if rng is None else rng)


def _as_wanted(outcome: Outcome) -> Difference | None:
    return comparing.difference(outcome.raw, outcome.wanted, outcome.tolerance)


@dataclass(frozen=True, eq=False)
class Check(helping.Helps):
    """The check of one exercise: call it with the student's function.

    Attributes
    ----------
    reference : callable
        The function of `mlp` that does it right.
    cases : callable
        From a random generator to the list of cases, small ones first.
    mistakes : sequence of tuple
        What can be named, as rows (slug, words, functions …): see `mlp.checks.mistakes`.
    hints : sequence of str
        What `hint` says, step by step.
    tolerance : float
        Relative and absolute; ten times that for float32 arguments.
    judge : callable
        From an outcome to where it differs from what was wanted, or None.
    suspects : sequence of tuple
        What can be wrong of all outcomes together though each of them is right.
    by_value : bool
        There is one right result for each case: that of the reference.
    """

    reference: Callable
    cases: Callable[[np.random.Generator], Sequence[Case]]
    mistakes: Sequence[tuple] = ()
    hints: Sequence[str] = ()
    tolerance: float = comparing.VALUES
    judge: Callable[[Outcome], Difference | None] = _as_wanted
    suspects: Sequence[tuple] = ()
    by_value: bool = True
    name: str = field(init=False)
    parts: tuple[str, ...] = field(init=False)
    known: list[Known] = field(init=False)
    suspected: list[Known] = field(init=False)

    def __post_init__(self):
        name = self.reference.__name__
        facts = {
            "name": name,
            "__name__": name,
            "__doc__": f"Check the answer to the exercise `{name}`.",
            "parts": EXERCISES[name].parts,
            "known": read(self.mistakes),
            "suspected": read(self.suspects),
        }
        for key, value in facts.items():
            object.__setattr__(self, key, value)

    def __call__(
        self, function: Callable | None = None, *, rng: np.random.Generator | int | None = None
    ) -> None:
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
        try:
            mistake = self.find_mistake(function, generator(rng))
        except KeyboardInterrupt:
            raise Stopped(self.name) from None
        if mistake is not None:
            raise mistake
        in_use.PASSED[self.name] = function
        print(translated(f"{self.name}: right."))

    def find_mistake(self, function: Callable, rng: np.random.Generator) -> Mistake | None:
        """Return what is wrong, or None."""
        with in_use.reference_alone():
            return self._find_mistake(function, rng)

    def _find_mistake(self, function: Callable, rng: np.random.Generator) -> Mistake | None:
        student = as_student(function, self.name)
        if getattr(student, "is_blank", False):
            return not_attempted(self.name)
        first, *others = self.cases(rng)
        second = self.cases(rng)[0]  # the shapes of the first with other numbers: is it kept?
        cases, outcomes = [first, second, *others, first], []
        endless = rehearsal.find_endless_call(student, [comparing.copied(c.args) for c in cases])
        if endless is not None:
            return self._too_slow(cases[endless[0]], endless[1])
        for case in cases:
            try:
                outcomes.append(self.outcome(student, case))
            except ReferenceCalled as called:
                return reference_called(self.name, called)
            except TimeLimit as limit:
                return self._too_slow(case, limit)
            error = outcomes[-1].error
            unwritten = error is not None and error.type_name == "NotImplementedError"
            if unwritten and len(outcomes) == 1:
                return not_attempted(self.name, error)
        if all(outcome.right and outcome.changed is None for outcome in outcomes):
            suspect = next((each for each in self.suspected if each.explains(outcomes)), None)
            return suspect and self._suspicion(suspect, student, outcomes)
        return self._explain(student, outcomes, rng)

    def outcome(self, student: Callable, case: Case) -> Outcome:
        """Return what the student's function does with one case."""
        tolerance = self.tolerance * (comparing.FLOAT32 if comparing.has_float32(case.args) else 1)
        wanted = self.reference(*comparing.in_float64(comparing.copied(case.args)))
        outcome = Outcome(case, wanted, tolerance)
        given = comparing.copied(case.args)
        recorded = [argument for argument in case.args if isinstance(argument, Recorded)]
        for function in recorded:
            function.points.clear()
        try:
            value = comparing.bounded(student(*given), wanted)
        except StudentRaised as error:
            outcome.error = error
        except RELAYED as error:
            outcome.error = StudentRaised(type(error).__name__, str(error))
        else:
            outcome.value, outcome.raw = comparing.copied(value), value
        outcome.points = [point for function in recorded for point in function.points]
        outcome.advanced = any(map(comparing.advanced, case.args, given))
        if outcome.error is None:
            outcome.found = self.judge(outcome)
        outcome.printed = getattr(student, "printed", "")
        outcome.changed = next(
            (i for i, pair in enumerate(zip(case.args, given, strict=True))
             if comparing.changed(*pair)),
            None,
        )  # fmt: skip
        return outcome

    def _explain(self, student: Callable, outcomes: list[Outcome], rng) -> Mistake:
        def again(args):
            try:
                return self.outcome(student, Case(tuple(args)))
            except (ReferenceCalled, TimeLimit, ValueError):
                return None

        @functools.cache
        def redrawn():
            return [self.cases(rng) for _ in range(REDRAWN)]

        def alike(outcome):
            # the second call's case is drawn like the first, and the first comes last once more
            call = next(k for k, each in enumerate(outcomes) if each is outcome)
            found = [again(cases[max(call - 1, 0) % len(cases)].args) for cases in redrawn()]
            return [other for other in found if other is not None]

        evidence = Evidence(
            self.name, EXERCISES[self.name].signature, self.parts, self.known, outcomes, again,
            alike, self.reference, self.by_value,
        )  # fmt: skip
        found = explain.explain(evidence)
        shown = found.shown
        helping.keep(shown.case.args)
        remote = getattr(student, "is_remote", False)
        lines = [
            self._headline(shown, found.headline),
            found.sentence,
            self._line(student, outcomes, shown),
            writing.printed(shown.printed) if found.slug != "prints-not-returns" else "",
            "" if remote else writing.how_to_look_closer(self.reference, shown.case.args),
            writing.look(self.reference),
        ]
        return Mistake("\n".join(filter(None, lines)), found.slug)

    def _suspicion(self, suspect: Known, student: Callable, outcomes: list[Outcome]) -> Mistake:
        """Return what is wrong of all outcomes together though each of them is right."""
        lines = [
            f"Not yet: {suspect.sentence(raised=False)}",
            self._line(student, outcomes, outcomes[0]),
            writing.look(self.reference),
        ]
        return Mistake("\n".join(filter(None, lines)), suspect.slug)

    def _line(self, student: calling.Student, outcomes: list[Outcome], shown: Outcome) -> str:
        """Say which line to look at, if one edit there would make all cases right."""
        if getattr(student, "is_remote", False):
            return ""
        line = pointing.line_to_look_at(self, student.function, outcomes)
        if line is None or (shown.error is not None and f"line {line}:" in shown.error.line):
            return ""
        text = linecache.getline(student.function.__code__.co_filename, line).strip()
        return f"Look at line {line}: {text if len(text) <= 70 else text[:70] + '…'}"

    def _headline(self, outcome: Outcome, what: str) -> str:
        """Say what was asked, what came back and what was wanted."""
        asked = writing.call(self.name, self.reference, outcome.case.args)
        if what:
            return f"Not yet: {asked} {what}."
        if outcome.error is not None:
            error = outcome.error
            where = f"\n{error.line}" if error.line else ""
            message = f": {error.message}" if error.message else ""
            return f"Not yet: {asked} raised {error.type_name}{message}.{where}"
        return f"Not yet: {asked} {writing.outcome(outcome.found, self.parts)}."

    def _too_slow(self, case: Case, limit: TimeLimit) -> Mistake:
        asked = writing.call(self.name, self.reference, case.args)
        line = f"\n{limit.line}" if getattr(limit, "line", "") else ""
        seconds = f"{calling.CHECK_SECONDS:.0f} seconds"
        return Mistake(
            f"Not yet: {asked} did not come to an end in {seconds}.{line}\n"
            "Is there a loop whose condition stays true forever?",
            "too-slow",
        )
