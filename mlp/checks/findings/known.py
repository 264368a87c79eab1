"""Known mistakes: alone, on the wrong inputs only, or two of them at once."""

from collections.abc import Sequence
from itertools import combinations

from mlp.checks.findings import describing
from mlp.checks.findings.evidence import (
    Evidence,
    Finding,
    all_numbers,
    grouped,
    is_right,
    pairs_of,
)
from mlp.checks.mistakes import Variant


def known(evidence: Evidence) -> Finding | None:
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


def known_where_wrong(evidence: Evidence) -> Finding | None:
    """Name what explains all wrong results, if other inputs happen to come out right."""
    if evidence.raised or len({id(outcome.case) for outcome in evidence.wrong}) < 2:
        return None
    numbers = [number for outcome in evidence.wrong for number in all_numbers(outcome.value)]
    if len(numbers) < 3 or not any(numbers):  # 0 is near whatever is very small
        return None
    for mistake in evidence.known:
        if isinstance(mistake, Variant) and mistake.explains(evidence.wrong):
            sentence = f"For the inputs that go wrong: {mistake.says}"
            return Finding(mistake.slug, sentence, evidence.shown)
    return None


def composed(evidence: Evidence) -> Finding | None:
    """Name a known mistake on top of which all numbers are, say, twice too large."""
    if evidence.raised or not evidence.by_value:
        return None
    plain = pairs_of(evidence.wrong)
    if plain and describing.describe([pair for some in plain.values() for pair in some]):
        return None  # what can be said of the numbers themselves needs no second mistake
    variants = [each for each in evidence.known if isinstance(each, Variant)]
    for variant in variants:
        pairs = pairs_of(evidence.outcomes, base=variant.value_for)
        if not pairs:
            continue
        found = describing.describe([pair for some in pairs.values() for pair in some])
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
        pairs = pairs_of(evidence.outcomes, base=variant.value_for)
        if pairs:
            tolerance = max(outcome.tolerance for outcome in evidence.outcomes)
            keys = [k for k, some in grouped(pairs).items() if is_right(some, tolerance)]
            fits.append((variant, set(keys)))
    every = {(k,) for k in range(len(evidence.parts))}
    plain = grouped(pairs_of(evidence.wrong) or {})
    if any(is_right(some, 1e-5) for some in plain.values()):
        return None  # a part that is right has no mistake in it
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
