"""What came back at all: nothing, an exception, another shape or type, or just other numbers."""

from dataclasses import replace

import numpy as np

from mlp.checks import comparing, writing
from mlp.checks.findings import exceptions
from mlp.checks.findings.evidence import Evidence, Finding
from mlp.checks.findings.inputs import which_inputs


def nothing(evidence: Evidence) -> Finding | None:
    """Say so if nothing comes back."""
    silent = [o for o in evidence.wrong if o.error is None and o.value is None]
    if not silent:
        return None
    if printed := " ".join(silent[0].printed.split()):
        said = printed if len(printed) <= 40 else f"{printed[:40]}…"
        sentence = f"Your lines print {said} but return nothing: write return in place of print."
        return Finding("prints-not-returns", sentence, silent[0])
    sentence = "Your lines return nothing here: does each path through them end with return?"
    return Finding("returns-nothing", sentence, silent[0])


def not_a_number(evidence: Evidence) -> Finding | None:
    """Say so where nan comes back."""
    for outcome in evidence.wrong:
        array = comparing.numbers(outcome.found.got) if outcome.found else None
        if array is not None and np.any(np.isnan(array)):
            sentence = "nan is 'not a number': somewhere 0 / 0, inf − inf or a root below 0."
            return Finding("not-a-number", sentence, outcome)
    return None


def shape(evidence: Evidence) -> Finding | None:
    """Say so if the shape is another."""
    for outcome in evidence.wrong:
        found = outcome.found
        if found is None or found.kind not in ("shape", "length"):
            continue
        sentence = "The shape of the answer is not the one that the task asks for."
        if found.kind == "shape" and not isinstance(found.got, comparing.Huge):
            got, wanted = found.got, np.asarray(found.wanted, float)
            flat = [got.ravel(), got.T.ravel()]
            if any(comparing.agree(f, wanted.ravel(), outcome.tolerance) for f in flat):
                sentence = "The numbers are right, the shape is not."
        return Finding("wrong-shape", f"{which_inputs(evidence)}{sentence}", outcome)
    return None


def wrong_type(evidence: Evidence) -> Finding | None:
    """Say so if no numbers come back."""
    for outcome in evidence.wrong:
        if outcome.found is not None and outcome.found.kind == "type":
            if comparing.numbers(outcome.found.got) is not None:
                sentence = "The shape of the answer is not the one that the task asks for."
                return Finding("wrong-shape", sentence, outcome)
            sentence = "That is not made of numbers, or not in the form that the task asks for."
            return Finding("wrong-type", sentence, outcome)
    return None


def scalars_only(evidence: Evidence) -> Finding | None:
    """Say so if it works for single numbers only."""
    found = exception(evidence)
    return found if found is not None and found.slug == "scalars-only" else None


def exception(evidence: Evidence) -> Finding | None:
    """Say in words what was raised."""
    if not evidence.raised:
        return None
    outcome = next(o for o in evidence.wrong if o.error is not None)
    words = exceptions.explain(outcome.error, evidence.name, evidence.signature)
    if words.message:
        outcome = replace(outcome, error=outcome.error.in_words(words.message))
    where = which_inputs(evidence) if words.slug != "scalars-only" else ""
    return Finding(words.slug, f"{where}{words.advice}", outcome)


def other_numbers(evidence: Evidence) -> Finding | None:
    """Say that the numbers are others: what is always true."""
    sentence = "Work it out step by step and compare: print what each line of yours computes."
    if writing.is_small(evidence.shown.case.args):
        sentence = "Work this small case out by hand and compare, step by step."
    return Finding("wrong-value", sentence, evidence.shown)
