"""How an answer behaves: what it changes, remembers, ignores, and on which kind it goes wrong."""

import numpy as np

from mlp.checks import comparing, writing
from mlp.checks.cases import Outcome
from mlp.checks.findings.evidence import Evidence, Finding, all_numbers


def changed(evidence: Evidence) -> Finding | None:
    """Say so if an argument is changed."""
    for outcome in evidence.outcomes:
        if outcome.changed is not None:
            name = writing.parameters(evidence.reference)[outcome.changed]
            return Finding(
                "mutates-input",
                f"The caller still needs {name} as it was: work on a copy, or compute a new array.",
                outcome,
                f"changes the argument {name} that it was given",
            )
    return None


def remembers(evidence: Evidence) -> Finding | None:
    """Say so if the same arguments give something else later, or others give an old answer."""
    first, *_, last = evidence.outcomes
    again = first.right and not last.right
    old = [
        (earlier, later)
        for i, later in enumerate(evidence.outcomes)
        if not later.right and later.error is None
        for earlier in evidence.outcomes[:i]
        if earlier.right and earlier.error is None and tells(earlier.value)
        and comparing.alike(earlier.value, later.value)
    ]  # fmt: skip
    if not again and not old:
        return _changes_its_answer(evidence)
    if not again and len(old) < 2 and len(all_numbers(old[0][0].value)) < 2:
        return _changes_its_answer(evidence)  # a single number may be met again by chance
    shown = last if again else old[0][1]
    return Finding("keeps-state", REMEMBERS, shown)


REMEMBERS = (
    "The first call was right, a later one was not: your function remembers something from one "
    "call to the next. Make everything new inside it."
)


def _changes_its_answer(evidence: Evidence) -> Finding | None:
    """Ask twice for the same arguments."""
    shown = evidence.shown if evidence.wrong and evidence.by_value else None
    if shown is None or shown.error is not None:
        return None
    one, other = (evidence.again(shown.case.args) for _ in range(2))
    if one is None or other is None or one.error or other.error:
        return None
    if not tells(one.value) or comparing.alike(one.value, other.value):
        return None
    sentence = (
        "Called twice with the same arguments, it gives two answers: it remembers something from "
        "one call to the next, draws random numbers, or reads places of np.empty that it has not "
        "filled."
    )
    return Finding("keeps-state", sentence, shown)


def tells(value) -> bool:
    """Say whether two answers can hardly be equal by chance: not 0, 1 or the like."""
    numbers = all_numbers(value)
    return bool(np.any(np.isfinite(numbers) & (numbers != np.round(numbers)))) or (
        numbers.size > 2 and np.max(np.abs(numbers)) > 1
    )


def constant(evidence: Evidence) -> Finding | None:
    """Say so if the same answer comes back whatever goes in."""
    first, *rest = evidence.outcomes[:-1]
    if first.error or len(rest) < 2 or any(outcome.error for outcome in rest):
        return None
    if not all(comparing.alike(first.value, outcome.value) for outcome in rest):
        return None
    numbers = all_numbers(first.value)
    if not numbers.size or np.all(np.isnan(numbers)):
        return None
    if not np.any(numbers):
        sentence = "0 comes back whatever goes in: does something cancel, or is it never filled in?"
        return Finding("always-zero", sentence, evidence.shown)
    if first.right:
        return Finding("keeps-state", REMEMBERS, evidence.shown)
    sentence = "The same answer comes back whatever goes in: compute it from the arguments."
    return Finding("hard-coded-answer", sentence, evidence.shown)


KINDS = {  # what it means that only cases of one kind go wrong, where asking again confirms it
    "int-dtype-kept": "It is right for numbers with a decimal point but not for whole numbers: an "
    "array of ints cuts off everything after the point. Make a float array first.",
    "batch-of-one": "It is right for several examples but not for a single one. Does a row lose or "
    "gain a dimension when it is alone?",
    "overflow": "It is right for moderate numbers but not for very large ones: e to the power "
    "1000 is too large for a float.",
    "hard-coded-depth": "It is right for some networks but not for those with another number of "
    "layers: let the loop run over all the weights that come in.",
    "hard-coded-size": "It is right for one size but not for others: take the size from the "
    "array that comes in.",
    "argument-ignored": "It is right as long as the last argument has its usual value, and wrong "
    "for others. Do your lines use it as it comes in?",
    "same-direction": "It is right for gradients that point different ways, but not for two that "
    "point the same way or opposite ways.",
}


def one_kind(evidence: Evidence) -> Finding | None:
    """Name the kind of input that alone goes wrong, once that is confirmed."""
    if not evidence.wrong or not evidence.right:
        return None
    shared = set.intersection(*(set(outcome.case.shows) for outcome in evidence.wrong))
    kind = next((kind for kind in KINDS if kind in shared), None)
    if kind is None or not CONFIRM.get(kind, lambda evidence: True)(evidence):
        return None
    return Finding(kind, KINDS[kind], evidence.wrong[0])


def _ints_alone(evidence: Evidence) -> bool:
    """Ask again with the same numbers as floats."""
    for outcome in evidence.wrong:
        if outcome.error is not None and "Cast" not in outcome.error.type_name:
            return False
        asked = evidence.again([_in_floats(arg) for arg in outcome.case.args])
        if asked is None or not asked.right:
            return False
    return True


def _in_floats(value):
    if isinstance(value, np.ndarray):
        return value.astype(float)
    if isinstance(value, (list, tuple)):
        return [_in_floats(item) for item in value]
    return value


def _not_finite(evidence: Evidence) -> bool:
    return all(
        (outcome.error is not None and "Overflow" in outcome.error.type_name)
        or ((array := comparing.numbers(outcome.value)) is not None
        and not np.all(np.isfinite(array)))
        for outcome in evidence.wrong
    )  # fmt: skip


def _by_size(evidence: Evidence) -> bool:
    """Say whether no arguments of the same shapes are right once and wrong another time."""
    wrong, right = ({_shapes(o) for o in some} for some in (evidence.wrong, evidence.right))
    return not wrong & right


def _shapes(outcome: Outcome) -> str:
    return str([comparing.shape_of(leaf) for leaf in comparing.leaves(list(outcome.case.args))])


CONFIRM = {
    "int-dtype-kept": _ints_alone,
    "overflow": _not_finite,
    "hard-coded-size": _by_size,
    "hard-coded-depth": _by_size,
}


CHANGES = ((1.25, 0.125), (-1.0, 0.25), (0.5, -1.5))  # times so much, and so much added


def _unused(evidence: Evidence) -> list[str]:
    """Return the names of the arguments whose changes change nothing, though they should."""
    outcomes = [outcome for outcome in evidence.wrong if outcome.error is None]
    if not outcomes or not tells(evidence.shown.value):
        return []
    whole = np.all(all_numbers(evidence.shown.value) % 1 == 0)
    if whole and evidence.raised:
        return []  # digits that are read may stay the same by chance
    names = writing.parameters(evidence.reference)[: len(outcomes[0].case.args)]
    return [
        name
        for i, name in enumerate(names)
        if all(
            _is_the_same(evidence, outcome, i, change)
            for outcome in (outcomes if whole else outcomes[:2])  # in one alone it may be chance
            for change in CHANGES
        )
    ]


def _is_the_same(evidence: Evidence, outcome: Outcome, i: int, change: tuple) -> bool:
    """Say whether the answer stays as it was where argument i has other numbers."""
    args = comparing.copied(list(outcome.case.args))
    if i >= len(args) or (other := _otherwise(args[i], *change)) is None:
        return False
    args[i] = other
    try:
        wanted = evidence.reference(*comparing.in_float64(comparing.copied(args)))
    except Exception:
        return False
    if comparing.alike(wanted, outcome.wanted):
        return False
    asked = evidence.again(args)
    return asked is not None and comparing.alike(asked.value, outcome.value)


def _otherwise(value, times: float, more: float):
    """Return an argument of the same shape with other numbers, or None if it is not numbers."""
    if type(value) is float:
        return times * value + more
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        return (times * value + more).astype(value.dtype)
    if isinstance(value, (list, tuple)) and value:
        parts = [_otherwise(item, times, more) for item in value]
        return None if any(part is None for part in parts) else parts
    return None


def unused_argument(evidence: Evidence) -> Finding | None:
    """Name the arguments that nothing depends on."""
    names = _unused(evidence) if evidence.by_value else []
    if not names:
        return None
    what = " and ".join(names)
    used = ("changes. Is it used, or does it get", "change. Are they used, or do they get")
    sentence = (
        f"The answer stays the same when {what} {used[len(names) > 1]} lost on the way to the "
        "answer?"
    )
    return Finding("argument-ignored", sentence, evidence.shown)
