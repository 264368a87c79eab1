"""How much chapters 3 and 4 help with an exercise: enough to begin, not the lines themselves."""

import ast
import re

import pytest
from chapter_source import chapter

CHAPTERS = {number: chapter(number) for number in (3, 4)}
COMMON = {"mlp.sigmoid(z)", "w*a_prev+b"}  # the two formulas that chapter 1 began with


def exercises(number):
    """List for each exercise: its name, its solution, and all that stands before it."""
    before, found = "", []
    for cell in CHAPTERS[number].cells:
        settings = cell.metadata.get("nbgrader", {})
        if settings.get("solution"):
            head, _, rest = cell.source.partition("### BEGIN SOLUTION")
            body = rest.partition("### END SOLUTION")[0]
            found.append((settings["grade_id"], head + body, before))
        elif not settings.get("grade"):
            before += cell.source + "\n"
    return found


ALL = [(number, *exercise) for number in CHAPTERS for exercise in exercises(number)]
NAMES = [name for _, name, _, _ in ALL]


def squeezed(text):
    return re.sub(r"\s", "", text)


def expressions(solution):
    """Return the parts of a solution that are worth copying, without their spaces."""
    parts = {
        squeezed(ast.unparse(node))
        for node in ast.walk(ast.parse(solution))
        if isinstance(node, (ast.BinOp, ast.Call, ast.ListComp))
    }
    return {part for part in parts if len(part) >= 9} - COMMON


@pytest.mark.parametrize(("number", "name", "solution", "before"), ALL, ids=NAMES)
def test_chapters_do_not_print_what_solves_the_next_exercise(number, name, solution, before):
    text = squeezed(before)
    assert [part for part in expressions(solution) if part in text] == []
