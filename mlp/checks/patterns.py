"""Mistakes that any exercise knows: what the pattern of right and wrong cases says.

`PATTERNS` are tried in order when no known-wrong variant fits; the last one always does.
"""

import inspect
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from mlp.checks import comparing, writing
from mlp.checks.cases import Outcome
from mlp.checks.errors import Mistake

if TYPE_CHECKING:
    from mlp.checks.check import Check

SCALARS_ONLY = re.compile(
    "(length-1|size-1|0-dimensional) arrays|truth value of an array|only integer scalar arrays"
)

# What it means that only cases of one kind go wrong.
KINDS = {
    "int-dtype-kept": "It is right for numbers with a decimal point but not for whole numbers: an "
    "array of ints cuts off everything after the point. Make a float array first.",
    "batch-of-one": "It is right for several examples but not for a single one: a batch of one "
    "row keeps both its dimensions.",
    "overflow": "It is right for moderate numbers but not for very large ones: e to the power "
    "1000 is too large for a float.",
    "hard-coded-depth": "It is right for some networks but not for those with another number of "
    "layers: let the loop run over all the weights that come in.",
    "hard-coded-size": "It is right for one size but not for others: take the size from the "
    "array that comes in.",
    "argument-ignored": "It is right as long as the last argument has its usual value: your "
    "lines do not use it.",
}


@dataclass(frozen=True)
class Pattern:
    """A way in which any answer can be wrong."""

    test: Callable[[Sequence[Outcome]], bool]
    mistake: Callable[["Check", Sequence[Outcome]], Mistake]


def _wrong(outcomes: Sequence[Outcome]) -> list[Outcome]:
    return [outcome for outcome in outcomes if not outcome.right]


def _write(check: "Check", outcome: Outcome, sentence: str, slug: str) -> Mistake:
    return Mistake(f"{check.headline(outcome)}\n{sentence}\n{writing.look(check.reference)}", slug)


def _first(slug: str, sentence: str) -> Callable:
    def mistake(check: "Check", outcomes: Sequence[Outcome]) -> Mistake:
        return _write(check, _wrong(outcomes)[0], sentence, slug)

    return mistake


# Nothing comes back


def _is_nothing(outcome: Outcome) -> bool:
    return outcome.error is None and outcome.value is None and not outcome.right


def _gives_nothing(outcomes: Sequence[Outcome]) -> bool:
    return any(_is_nothing(outcome) for outcome in outcomes)


def _nothing(check: "Check", outcomes: Sequence[Outcome]) -> Mistake:
    silent = next(outcome for outcome in outcomes if _is_nothing(outcome))
    sentence = "Your lines return nothing here: does each path through them end with return?"
    return _write(check, silent, sentence, "returns-nothing")


def _prints(outcomes: Sequence[Outcome]) -> bool:
    return any(_is_nothing(outcome) and outcome.printed for outcome in outcomes)


def _printed(check: "Check", outcomes: Sequence[Outcome]) -> Mistake:
    silent = next(outcome for outcome in outcomes if _is_nothing(outcome) and outcome.printed)
    printed = " ".join(silent.printed.split())
    said = printed if len(printed) <= 40 else f"{printed[:40]}…"
    sentence = f"Your lines print {said} but return nothing: write return in place of print."
    return _write(check, silent, sentence, "prints-not-returns")


# An argument is changed


def _changes(outcomes: Sequence[Outcome]) -> bool:
    return any(outcome.changed is not None for outcome in outcomes)


def _changed(check: "Check", outcomes: Sequence[Outcome]) -> Mistake:
    outcome = next(outcome for outcome in outcomes if outcome.changed is not None)
    name = list(inspect.signature(check.reference).parameters)[outcome.changed]
    asked = writing.call(check.name, check.reference, outcome.case.args)
    return Mistake(
        f"Not yet: {asked} changes the array {name} that it was given.\n"
        f"The caller still needs {name} as it was: work on a copy, or compute a new array.\n"
        f"{writing.look(check.reference)}",
        "mutates-input",
    )


# Numbers but no arrays


def _scalars_only(outcomes: Sequence[Outcome]) -> bool:
    errors = [outcome.error for outcome in _wrong(outcomes)]
    if not errors or not all(error and SCALARS_ONLY.search(error.message) for error in errors):
        return False
    right = [outcome for outcome in outcomes if outcome.right and not outcome.passed_over]
    return all(np.ndim(outcome.case.args[0]) == 0 for outcome in right)


# It remembers, or it always says the same


def _same(one: Outcome, other: Outcome) -> bool:
    return (
        one.error is None
        and other.error is None
        and one.value is not None
        and comparing.agree(one.value, other.value, 1e-12)
        and not comparing.agree(one.wanted, other.wanted, one.tolerance)
    )


def _remembers(outcomes: Sequence[Outcome]) -> bool:
    if not outcomes[0].right:
        return False
    return not (outcomes[1].right and outcomes[-1].right) or any(
        _same(earlier, later)
        for i, later in enumerate(outcomes)
        if not later.right
        for earlier in outcomes[:i]
        if earlier.right and not earlier.passed_over
    )


def _constant(outcomes: Sequence[Outcome]) -> bool:
    first, *rest = outcomes[:-1]
    return len(rest) > 1 and all(
        outcome.error is None and comparing.agree(outcome.value, first.value, 1e-12)
        for outcome in rest
    )


# Only one kind of input goes wrong


def kind_of(outcomes: Sequence[Outcome]) -> str | None:
    """Return the kind of input that alone goes wrong, or None."""
    wrong = _wrong(outcomes)
    if not wrong or not any(outcome.right for outcome in outcomes):
        return None
    shared = set.intersection(*(set(outcome.case.shows) for outcome in wrong))
    return next((kind for kind in KINDS if kind in shared), None)


def _one_kind(outcomes: Sequence[Outcome]) -> bool:
    return kind_of(outcomes) is not None


def _name_kind(check: "Check", outcomes: Sequence[Outcome]) -> Mistake:
    kind = kind_of(outcomes)
    return _first(kind, KINDS[kind])(check, outcomes)


# The shape, an exception, or just other numbers


def _shaped(outcome: Outcome) -> bool:
    found = outcome.found
    if found is None or found.kind == "value":
        return False
    return found.kind != "type" or comparing.numbers(found.got) is not None


def _wrong_shape(outcomes: Sequence[Outcome]) -> bool:
    return any(_shaped(outcome) for outcome in outcomes)


def _name_shape(check: "Check", outcomes: Sequence[Outcome]) -> Mistake:
    outcome = next(outcome for outcome in outcomes if _shaped(outcome))
    sentence = "The shape of the answer is not the one that the task asks for."
    if outcome.found.kind == "shape":
        got, wanted = outcome.found.got, np.asarray(outcome.found.wanted, float)
        flat = [got.ravel(), got.T.ravel()]
        if any(comparing.agree(f, wanted.ravel(), outcome.tolerance) for f in flat):
            sentence = "The numbers are right, the shape is not."
    return _write(check, outcome, sentence, "wrong-shape")


def _no_numbers(outcomes: Sequence[Outcome]) -> bool:
    return any(outcome.found is not None and outcome.found.kind == "type" for outcome in outcomes)


def _name_type(check: "Check", outcomes: Sequence[Outcome]) -> Mistake:
    outcome = next(o for o in outcomes if o.found is not None and o.found.kind == "type")
    sentence = "That is not made of numbers, or not in the form that the task asks for."
    return _write(check, outcome, sentence, "wrong-type")


def _raises(outcomes: Sequence[Outcome]) -> bool:
    return all(outcome.error for outcome in _wrong(outcomes))


def _name_error(check: "Check", outcomes: Sequence[Outcome]) -> Mistake:
    outcome = _wrong(outcomes)[0]
    kind, message = outcome.error.type_name, outcome.error.message
    sentence = "Read the line above from right to left: what does each part hold there?"
    if kind == "NameError":
        sentence = "Is the name spelt as where it was made? Has that cell been run?"
    elif kind == "TypeError" and re.search(r"positional argument", message):
        parameters = ", ".join(inspect.signature(check.reference).parameters)
        sentence = f"The task asks for a function {check.name}({parameters})."
    elif "matmul" in message or "broadcast" in message or "not aligned" in message:
        sentence = "The shapes do not fit together: print them just before that line."
    return _write(check, outcome, sentence, "raises")


def _always(outcomes: Sequence[Outcome]) -> bool:
    return True


PATTERNS = (
    Pattern(_prints, _printed),
    Pattern(_changes, _changed),
    Pattern(_gives_nothing, _nothing),
    Pattern(
        _scalars_only,
        _first(
            "scalars-only",
            "It works for one number but not for an array: functions of NumPy (np.exp, "
            "np.where …) take each entry, those of math and a plain if take only one number.",
        ),
    ),
    Pattern(
        _remembers,
        _first(
            "keeps-state",
            "The first call was right, a later one was not: your function remembers something "
            "from one call to the next. Make everything anew inside it.",
        ),
    ),
    Pattern(
        _constant,
        _first(
            "hard-coded-answer",
            "The same answer comes back whatever goes in: compute it from the arguments.",
        ),
    ),
    Pattern(_one_kind, _name_kind),
    Pattern(_wrong_shape, _name_shape),
    Pattern(_no_numbers, _name_type),
    Pattern(_raises, _name_error),
    Pattern(
        _always,
        _first("wrong-value", "Work this small case out by hand and compare, step by step."),
    ),
)
