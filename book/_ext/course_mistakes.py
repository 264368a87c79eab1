"""The page of mistakes: every name that a check can print in square brackets, and what it means.

The names that belong to exercises come from the tables of the checks. Those that any answer can
have are found in the code of the checks: a name and the sentence that it is given with.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from mlp import checks
from mlp.exercises import EXERCISES

CHECKS = Path(checks.__file__).parent

#: A mistake's name: words in small letters, joined by hyphens.
_NAME = re.compile(r"[a-z]+(?:-[a-z]+)*")
#: Calls that give a name with a sentence, and where each of the two stands among the arguments.
_CALLS = {"Finding": (0, 1), "Statement": (0, 1), "Mistake": (1, 0), "_of": (0, 1), "_one": (0, 1),
          "_mistake": (2, 1)}  # fmt: skip
#: Where a sentence is made of the student's own numbers, what it says in general.
_IN_GENERAL = {
    "not-attempted": "Nothing is written yet: put your own lines in the place of raise "
    "NotImplementedError().",
    "raises": "Your lines stop with an error of Python; the message says which, and where.",
    "keeps-state": "It remembers something from one call to the next: make everything new inside.",
    "mutates-input": "Your lines change one of their arguments. Work on a copy, or make a new "
    "array.",
    "some-parts": "Some of the parts of the result are right, the others are not.",
    "some-inputs": "It is right for some inputs and wrong for others; the message says which.",
    "time-limit": "It takes too long: does a loop end, and does it do the work only once?",
    "scalars-only": "It works for one number but not for an array: write np.exp, np.maximum and "
    "np.where in the place of math.exp, max and if.",
    "wrong-shape": "The shape of the answer is not the one that the task asks for.",
    "constant-factor": "Every number is the right one times the same factor; the message says "
    "which.",
    "constant-offset": "Every number is too large or too small by the same amount.",
    "some-entries": "Some of the numbers are right, the others are not.",
    "one-too-many": "The first or the last entry is one too many, the rest is right.",
    "calls-the-reference": "Your lines call a function of mlp that is the answer itself, comes "
    "later in the course, or does the same job. Those of earlier exercises may help you.",
    "calls-unwritten": "Your lines call a function of yours that is not written yet: write "
    "that one first, and run its cell.",
    "not-a-function": "The check got something else in place of a function: give it the name of "
    "your function alone, without brackets after it.",
    "not-run": "The function does not exist so far: run the cell in which you write it. After a "
    "restart every cell is to be run again.",
    "wrong-value": "Work it out step by step and compare: print what each line of yours computes.",
    "prints-not-returns": "Your lines print the answer but return nothing: write return in place "
    "of print.",
}


def of_exercises() -> dict[str, dict[str, list[str]]]:
    """Return {name of the mistake: {what it is: exercises whose checks say so}}."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for exercise in EXERCISES:
        check = getattr(checks, exercise)
        for slug, says, *_ in [*getattr(check, "mistakes", ()), *getattr(check, "suspects", ())]:
            if exercise not in found[slug][says]:
                found[slug][says].append(exercise)
    return found


def _assigned(tree: ast.AST) -> list[tuple[int, str, ast.expr]]:
    """Return (line, name, value) of every assignment to a name, the last one first."""
    return sorted(
        (
            (node.lineno, node.targets[0].id, node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
        ),
        key=lambda each: -each[0],
    )


def _sentence(node: ast.expr | None, assigned: list[tuple[int, str, ast.expr]]) -> str:
    """Return a text of the code, where it is one: what is filled in later is an ellipsis."""
    if isinstance(node, ast.Name):
        before = (value for at, name, value in assigned if name == node.id and at <= node.lineno)
        return _sentence(next(before, None), [])
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.sub(r"\{[^}]*\}", "…", node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(_sentence(part, assigned) or "…" for part in node.values)
    return ""


def _pairs(tree: ast.AST) -> Iterator[tuple[ast.expr, ast.expr | None]]:
    """Yield the expressions for a name and for its sentence."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            yield from ((key, value) for key, value in zip(node.keys, node.values, strict=True)
                        if key is not None)  # fmt: skip
        if isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple):
            if len(node.value.elts) == 2:
                yield node.value.elts[0], node.value.elts[1]
        if not isinstance(node, ast.Call):
            continue
        named = next((each.value for each in node.keywords if each.arg == "slug"), None)
        called = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if named is not None:
            yield named, node.args[0] if node.args else None
        elif called in _CALLS:
            name, says = _CALLS[called]
            if len(node.args) > max(name, says):
                yield node.args[name], node.args[says]


@cache
def of_any_answer() -> dict[str, str]:
    """Return {name of a mistake that any answer can have: what it is}."""
    found = dict(_IN_GENERAL)
    for path in sorted(CHECKS.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assigned = _assigned(tree)
        for name, says in _pairs(tree):
            slug, sentence = _sentence(name, []), _sentence(says, assigned)
            if _NAME.fullmatch(slug) and ("-" in slug or slug in found) and " " in sentence:
                found.setdefault(slug, sentence)
    return found


def as_sentence(says: str) -> str:
    """Return the words of a check as a sentence.

    >>> as_sentence("the bias is left out. Where does b stand?")
    'The bias is left out. Where does b stand?'
    >>> as_sentence("z is returned as it is")
    'z is returned as it is.'
    """
    says = " ".join(says.split()).removeprefix("Not yet: ")
    if re.match(r"(?!nan |\w*_)(?:a )?[a-z]{2}", says):  # no symbol or name, as z
        says = says[0].upper() + says[1:]
    return says if says[-1] in ".?!" else says + "."


class Mistakes(SphinxDirective):
    """``{mistakes}``: a list of all names, each with an anchor of its own."""

    def run(self) -> list[nodes.Node]:
        """Return the list."""
        particular, general = of_exercises(), of_any_answer()
        items = nodes.definition_list(classes=["mistakes"])
        for slug in sorted(particular.keys() | general.keys()):
            meaning = nodes.definition()
            if slug in general:
                meaning += nodes.paragraph("", as_sentence(general[slug]))
            for says, exercises in particular.get(slug, {}).items():
                meaning += self._of(says, exercises)
            term = nodes.term("", "", nodes.literal("", slug), ids=[slug])
            items += nodes.definition_list_item("", term, meaning)
            self.state.document.note_explicit_target(term, term)
        return [items]

    def _of(self, says: str, exercises: list[str]) -> nodes.paragraph:
        line = nodes.paragraph("", as_sentence(says) + " ")
        where = nodes.inline(classes=["where"])
        for n, exercise in enumerate(exercises):
            chapter = next(
                Path(self.env.srcdir).glob(f"chapters/{EXERCISES[exercise].chapter}/*.ipynb")
            )
            page = f"{self.env.app.builder.get_relative_uri(self.env.docname, 'chapters')}"
            address = f"{page.removesuffix('.html')}/{chapter.parent.name}/{chapter.stem}.html"
            link = nodes.reference(
                "", "", nodes.literal("", exercise), internal=True,
                refuri=f"{address}#exercise-{exercise.replace('_', '-')}",
            )  # fmt: skip
            where += [nodes.Text(", " if n else ""), link]
        line += where
        return line


def setup(app: Sphinx) -> dict:
    """Register with Sphinx."""
    app.add_directive("mistakes", Mistakes)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
