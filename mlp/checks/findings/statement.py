"""What is true of all results: which parts and inputs are right, and how the others differ."""

from collections.abc import Sequence

from mlp.checks.findings import describing
from mlp.checks.findings.evidence import Evidence, Finding, grouped, is_right, pairs_of
from mlp.checks.findings.inputs import which_inputs


def statement(evidence: Evidence) -> Finding | None:
    """Say what is true of all results: which parts and entries are right, how the others differ."""
    if evidence.raised or not evidence.by_value:
        return None
    pairs = pairs_of(evidence.wrong)
    if not pairs:
        return None
    tolerance = max(outcome.tolerance for outcome in evidence.wrong)
    groups = grouped(pairs)
    names = {key: name_of(key, evidence.parts) for key in groups}
    right = [key for key, some in groups.items() if is_right(some, tolerance)]
    where = which_inputs(evidence)
    if len(groups) > 1 and all(names.values()):
        return _of_parts(evidence, groups, names, right, where)
    together = [pair for some in groups.values() for pair in some]
    if (layers := _which_layers(pairs, tolerance)) is not None:
        return Finding("some-parts", f"{where}{layers}", evidence.shown)
    if (found := describing.describe(together)) is None:
        if any(outcome.found.kind != "value" for outcome in evidence.wrong):
            return None
        return where and Finding("some-inputs", where.strip(), evidence.shown)
    return Finding(found.slug, where + _sentence(found.clause, where), evidence.shown)


def _sentence(clause: str, where: str) -> str:
    """Return a clause as a sentence, after the one that says where the answer is wrong."""
    clause = f"where it is wrong, {clause}" if where else clause
    return f"{clause[0].upper()}{clause[1:]}."


def _of_parts(evidence, groups, names, right, where) -> Finding | None:
    found = {key: describing.describe(groups[key]) for key in groups if key not in right}
    slugs = {statement.slug for statement in found.values() if statement is not None}
    clauses = {statement.clause for statement in found.values() if statement is not None}
    if not right:
        if len(clauses) == 1 and None not in found.values():
            clause = clauses.pop()
            sentence = _sentence(f"in all parts {clause}", where)
            return Finding(slugs.pop(), where + sentence, evidence.shown)
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


def name_of(key: tuple, parts: Sequence[str]) -> str:
    """Return what a part is called, or nothing."""
    return parts[key[0]] if key and key[0] < len(parts) else ""


def _which_layers(pairs: dict, tolerance: float) -> str | None:
    """Say which arrays of a list are right, if the same ones are in all cases."""
    verdicts = {path: is_right(some, tolerance) for path, some in pairs.items() if path}
    if len(verdicts) < 2 or len(set(verdicts.values())) < 2:
        return None
    right = [path for path, verdict in verdicts.items() if verdict]
    texts = ["".join(f"[{k}]" for k in path) for path in right]
    return f"Right: the arrays in place {', '.join(texts)} of the answer. The others are not."
