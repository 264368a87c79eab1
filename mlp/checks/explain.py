"""Why an answer is wrong: what is known of the mistake, and only what fits all cases.

`FINDERS` are tried in order; the last one always has something to say. A finder that can ask the
student's function again does so before it names a cause.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

import numpy as np

from mlp.checks import comparing, exceptions, statements, writing
from mlp.checks.cases import Outcome
from mlp.checks.mistakes import Known, Variant

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
    def shown(self) -> Outcome:
        """The first wrong outcome, if possible one without an exception."""
        return next((o for o in self.wrong if o.error is None), self.wrong[0])

    @cached_property
    def raised(self) -> bool:
        """Some call raised an exception."""
        return any(outcome.error is not None for outcome in self.wrong)


# Nothing comes back, or an argument is changed


def _nothing(evidence: Evidence) -> Finding | None:
    silent = [o for o in evidence.wrong if o.error is None and o.value is None]
    if not silent:
        return None
    if printed := " ".join(silent[0].printed.split()):
        said = printed if len(printed) <= 40 else f"{printed[:40]}…"
        sentence = f"Your lines print {said} but return nothing: write return in place of print."
        return Finding("prints-not-returns", sentence, silent[0])
    sentence = "Your lines return nothing here: does each path through them end with return?"
    return Finding("returns-nothing", sentence, silent[0])


def _changed(evidence: Evidence) -> Finding | None:
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


# Known mistakes


def _known(evidence: Evidence) -> Finding | None:
    """Name the known mistakes that explain every single outcome, exceptions included."""
    if not evidence.wrong:
        return None
    fitting = {}
    for mistake in evidence.known:
        if mistake.explains(evidence.outcomes):
            fitting.setdefault(mistake.slug, mistake)
    if not fitting:
        return None
    best, *others = fitting.values()
    shown = evidence.shown
    lines = [best.sentence(raised=shown.error is not None)]
    lines += [f"{other.second_sentence()} [{other.slug}]" for other in others]
    return Finding(best.slug, "\n".join(lines), shown)


def _known_where_wrong(evidence: Evidence) -> Finding | None:
    """Name what explains all wrong results, if other inputs happen to come out right."""
    if evidence.raised or len({id(outcome.case) for outcome in evidence.wrong}) < 2:
        return None
    if sum(len(_flat(outcome.value)) for outcome in evidence.wrong) < 3:
        return None
    for mistake in evidence.known:
        if isinstance(mistake, Variant) and mistake.explains(evidence.wrong):
            sentence = f"For the inputs that go wrong: {mistake.says}"
            return Finding(mistake.slug, sentence, evidence.shown)
    return None


# It remembers, or it always says the same


def _remembers(evidence: Evidence) -> Finding | None:
    """Say so if the same arguments give something else later, or others give an old answer."""
    first, *_, last = evidence.outcomes
    again = first.right and not last.right
    old = [
        (earlier, later)
        for i, later in enumerate(evidence.outcomes)
        if not later.right and later.error is None
        for earlier in evidence.outcomes[:i]
        if earlier.right and earlier.error is None and _tells(earlier.value)
        and comparing.alike(earlier.value, later.value)
    ]  # fmt: skip
    if not again and not old:
        return _changes_its_answer(evidence)
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
    if not _tells(one.value) or comparing.alike(one.value, other.value):
        return None
    sentence = (
        "Called twice with the same arguments, it gives two answers: it remembers something from "
        "one call to the next, or draws random numbers. Make everything new inside it."
    )
    return Finding("keeps-state", sentence, shown)


def _tells(value) -> bool:
    """Say whether two answers can hardly be equal by chance: not 0, 1 or the like."""
    numbers = _flat(value)
    return bool(np.any(np.isfinite(numbers) & (numbers != np.round(numbers)))) or (
        numbers.size > 2 and np.max(np.abs(numbers)) > 1
    )


def _constant(evidence: Evidence) -> Finding | None:
    first, *rest = evidence.outcomes[:-1]
    if first.error or len(rest) < 2 or any(outcome.error for outcome in rest):
        return None
    if not all(comparing.alike(first.value, outcome.value) for outcome in rest):
        return None
    if not np.any(numbers := _flat(first.value)):
        if not numbers.size:
            return None
        sentence = "0 comes back whatever goes in: does something cancel, or is it never filled in?"
        return Finding("always-zero", sentence, evidence.shown)
    if first.right:
        return Finding("keeps-state", REMEMBERS, evidence.shown)
    sentence = "The same answer comes back whatever goes in: compute it from the arguments."
    return Finding("hard-coded-answer", sentence, evidence.shown)


# Only one kind of input goes wrong


def _one_kind(evidence: Evidence) -> Finding | None:
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


CONFIRM = {"int-dtype-kept": _ints_alone, "overflow": _not_finite}


# An argument that is not used


def _unused(evidence: Evidence) -> list[str]:
    """Return the names of the arguments whose change changes nothing, though it should."""
    outcome = evidence.shown
    if outcome.error is not None or not _tells(outcome.value):
        return []  # whole numbers, such as digits read, may stay the same by chance
    names = []
    for i, name in enumerate(writing.parameters(evidence.reference)[: len(outcome.case.args)]):
        args = comparing.copied(list(outcome.case.args))
        args[i] = _otherwise(args[i])
        if args[i] is None:
            continue
        try:
            wanted = evidence.reference(*comparing.in_float64(comparing.copied(args)))
        except Exception:
            continue
        if comparing.alike(wanted, outcome.wanted):
            continue
        asked = evidence.again(args)
        if asked is not None and comparing.alike(asked.value, outcome.value):
            names.append(name)
    return names


def _otherwise(value):
    """Return an argument of the same shape with other numbers, or None if it is not numbers."""
    if type(value) is float:
        return 1.25 * value + 0.125
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        return (1.25 * value + 0.125).astype(value.dtype)
    if isinstance(value, (list, tuple)) and value:
        parts = [_otherwise(item) for item in value]
        return None if any(part is None for part in parts) else parts
    return None


def _unused_argument(evidence: Evidence) -> Finding | None:
    names = _unused(evidence) if evidence.by_value else []
    if not names:
        return None
    what = " and ".join(names)
    changes, it = ("changes", "it") if len(names) == 1 else ("change", "them")
    sentence = f"The answer stays the same when {what} {changes}: your lines do not use {it} yet."
    return Finding("argument-ignored", sentence, evidence.shown)


# True statements


def _pairs(outcomes: Sequence[Outcome], base: Callable | None = None):
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


def _grouped(pairs: dict) -> dict:
    """Return the pairs of each part, all its layers together."""
    groups = {}
    for path, some in pairs.items():
        groups.setdefault(path[:1], []).extend(some)
    return groups


def _is_right(pairs, tolerance: float) -> bool:
    return all(
        got.shape == wanted.shape and np.allclose(got, wanted, tolerance, tolerance)
        for got, wanted in pairs
    )


def _statement(evidence: Evidence) -> Finding | None:
    """Say what is true of all results: which parts and entries are right, how the others differ."""
    if evidence.raised or not evidence.by_value:
        return None
    pairs = _pairs(evidence.wrong)
    if not pairs:
        return None
    tolerance = max(outcome.tolerance for outcome in evidence.wrong)
    groups = _grouped(pairs)
    names = {key: _name_of(key, evidence.parts) for key in groups}
    right = [key for key, some in groups.items() if _is_right(some, tolerance)]
    where = _which_inputs(evidence)
    if len(groups) > 1 and all(names.values()):
        return _of_parts(evidence, groups, names, right, where)
    together = [pair for some in groups.values() for pair in some]
    if (layers := _which_layers(pairs, tolerance)) is not None:
        return Finding("some-parts", f"{where}{layers}", evidence.shown)
    if (found := statements.describe(together)) is None:
        if any(outcome.found.kind != "value" for outcome in evidence.wrong):
            return None
        return where and Finding("some-inputs", where.strip(), evidence.shown)
    clause = found.clause[0].upper() + found.clause[1:]
    return Finding(found.slug, f"{where}{clause}.", evidence.shown)


def _of_parts(evidence, groups, names, right, where) -> Finding | None:
    found = {key: statements.describe(groups[key]) for key in groups if key not in right}
    slugs = {statement.slug for statement in found.values() if statement is not None}
    clauses = {statement.clause for statement in found.values() if statement is not None}
    if not right:
        if len(clauses) == 1 and None not in found.values():
            clause = clauses.pop()
            return Finding(slugs.pop(), f"{where}In all parts {clause}.", evidence.shown)
        if not clauses:
            return where and Finding("some-inputs", where.strip(), evidence.shown)
    sentences = []
    if right:
        are = "are" if len(right) > 1 else "is"
        sentences.append(f"{' and '.join(names[key] for key in right)} {are} right.")
    for key, statement in found.items():
        if statement is not None:
            sentences.append(f"In {names[key]} {statement.clause}.")
        elif right:
            sentences.append(f"{names[key]} is not.")
    return Finding("some-parts", where + " ".join(sentences), evidence.shown)


def _name_of(key: tuple, parts: Sequence[str]) -> str:
    return parts[key[0]] if key and key[0] < len(parts) else ""


def _which_layers(pairs: dict, tolerance: float) -> str | None:
    """Say which arrays of a list are right, if the same ones are in all cases."""
    verdicts = {path: _is_right(some, tolerance) for path, some in pairs.items() if path}
    if len(verdicts) < 2 or len(set(verdicts.values())) < 2:
        return None
    right = [path for path, verdict in verdicts.items() if verdict]
    texts = ["".join(f"[{k}]" for k in path) for path in right]
    return f"Right: the arrays in place {', '.join(texts)} of the answer. The others are not."


def _which_inputs(evidence: Evidence) -> str:
    """Say which inputs go wrong and which do not, or nothing if all go wrong."""
    if not evidence.right:
        return ""
    for words, test in INPUTS.items():
        wrong = [test(outcome.case.args) for outcome in evidence.wrong]
        right = [test(outcome.case.args) for outcome in evidence.right]
        if all(wrong) and not any(right):
            return f"It is wrong for {words}, and right for all other inputs tried. "
        if all(right) and not any(wrong):
            return f"It is right for {words}, and wrong for all other inputs tried. "
    right, tried = len(evidence.right), len(evidence.right) + len(evidence.wrong)
    return f"It is right for {right} of {tried} inputs. "


def _flat(value) -> np.ndarray:
    """Return all numbers in a result or in arguments as one vector."""
    arrays = [comparing.numbers(leaf) for leaf in comparing.leaves(value)]
    return np.concatenate([np.zeros(0), *(np.ravel(a) for a in arrays if a is not None)])


def _has(test: Callable) -> Callable:
    return lambda args: any(test(leaf) for leaf in comparing.leaves(list(args)))


def _ndim(value) -> int:
    return len(comparing.shape_of(value))


INPUTS = {
    "very large numbers": lambda args: bool(np.any(np.abs(_flat(list(args))) > 500)),
    "numbers above 1": lambda args: bool(np.any(_flat(list(args[:1])) > 1)),
    "negative numbers": lambda args: bool(np.any(_flat(list(args[:1])) < 0)),
    "whole numbers (ints)": _has(lambda x: isinstance(x, np.ndarray) and x.dtype.kind in "iu"),
    "float32 numbers": lambda args: comparing.has_float32(list(args)),
    "a single number": lambda args: _ndim(args[0]) == 0 and not callable(args[0]),
    "a single example": lambda args: _ndim(args[0]) == 2 and len(args[0]) == 1,
    "vectors of one entry": lambda args: comparing.shape_of(args[0]) == (1,),
    "matrices": lambda args: isinstance(args[0], np.ndarray) and args[0].ndim == 2,
    "square matrices": _has(lambda x: np.ndim(x) == 2 and np.shape(x)[0] == np.shape(x)[1]),
}


# Two mistakes at once


def _composed(evidence: Evidence) -> Finding | None:
    """Name a known mistake on top of which all numbers are, say, twice too large."""
    if evidence.raised or not evidence.by_value:
        return None
    plain = _pairs(evidence.wrong)
    if plain and statements.describe([pair for some in plain.values() for pair in some]):
        return None  # what can be said of the numbers themselves needs no second mistake
    variants = [each for each in evidence.known if isinstance(each, Variant)]
    for variant in variants:
        pairs = _pairs(evidence.outcomes, base=variant.value_for)
        if not pairs:
            continue
        found = statements.describe([pair for some in pairs.values() for pair in some])
        if found is not None and found.clause in COMPOSABLE:
            clause = found.clause.replace("should be", "would be then")
            sentence = f"Two things at once: {variant.says}\nOn top of that {clause}."
            return Finding(variant.slug, sentence, evidence.shown)
    return _parts_of_two(evidence, variants)


COMPOSABLE = {  # any other factor may come about by chance
    "every number has the wrong sign",
    "every number is twice as large as it should be",
    "every number is half of what it should be",
    "rows and columns are exchanged",
    "the numbers are right, in the opposite order",
}


def _parts_of_two(evidence: Evidence, variants: Sequence[Variant]) -> Finding | None:
    """Name two mistakes of which one explains some parts of the results and one the others."""
    if not evidence.parts:
        return None
    fits = []
    for variant in variants:
        pairs = _pairs(evidence.outcomes, base=variant.value_for)
        if pairs:
            tolerance = max(outcome.tolerance for outcome in evidence.outcomes)
            keys = [k for k, some in _grouped(pairs).items() if _is_right(some, tolerance)]
            fits.append((variant, set(keys)))
    every = {(k,) for k in range(len(evidence.parts))}
    for (one, ones), (two, twos) in combinations(fits, 2):
        if ones | twos == every and ones - twos and twos - ones:
            names = [evidence.parts[k] for (k,) in sorted(ones - twos)]
            others = [evidence.parts[k] for (k,) in sorted(twos - ones)]
            sentence = (
                f"Two things at once. {' and '.join(names)}: {one.says}\n"
                f"{' and '.join(others)}: {two.says} [{two.slug}]"
            )
            return Finding(one.slug, sentence, evidence.shown)
    return None


# The shape, an exception, or just other numbers


def _not_a_number(evidence: Evidence) -> Finding | None:
    for outcome in evidence.wrong:
        array = comparing.numbers(outcome.found.got) if outcome.found else None
        if array is not None and np.any(np.isnan(array)):
            sentence = "nan is 'not a number': somewhere 0 / 0, inf − inf or a root below 0."
            return Finding("not-a-number", sentence, outcome)
    return None


def _shape(evidence: Evidence) -> Finding | None:
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
        return Finding("wrong-shape", f"{_which_inputs(evidence)}{sentence}", outcome)
    return None


def _type(evidence: Evidence) -> Finding | None:
    for outcome in evidence.wrong:
        if outcome.found is not None and outcome.found.kind == "type":
            if comparing.numbers(outcome.found.got) is not None:
                sentence = "The shape of the answer is not the one that the task asks for."
                return Finding("wrong-shape", sentence, outcome)
            sentence = "That is not made of numbers, or not in the form that the task asks for."
            return Finding("wrong-type", sentence, outcome)
    return None


def _scalars_only(evidence: Evidence) -> Finding | None:
    found = _exception(evidence)
    return found if found is not None and found.slug == "scalars-only" else None


def _exception(evidence: Evidence) -> Finding | None:
    if not evidence.raised:
        return None
    outcome = next(o for o in evidence.wrong if o.error is not None)
    words = exceptions.explain(outcome.error, evidence.name, evidence.signature)
    if words.message:
        outcome = replace(outcome, error=outcome.error.in_words(words.message))
    where = _which_inputs(evidence) if words.slug != "scalars-only" else ""
    return Finding(words.slug, f"{where}{words.advice}", outcome)


def _numbers(evidence: Evidence) -> Finding | None:
    sentence = "Work it out step by step and compare: print what each line of yours computes."
    if writing.is_small(evidence.shown.case.args):
        sentence = "Work this small case out by hand and compare, step by step."
    return Finding("wrong-value", sentence, evidence.shown)


FINDERS = (
    _known,
    _changed,
    _nothing,
    _scalars_only,
    _remembers,
    _constant,
    _one_kind,
    _known_where_wrong,
    _not_a_number,
    _composed,
    _unused_argument,
    _statement,
    _shape,
    _type,
    _exception,
    _numbers,
)


def explain(evidence: Evidence) -> Finding:
    """Return the first finding: what is surest and says most comes first."""
    return next(found for finder in FINDERS if (found := finder(evidence)))
