"""The graded exercises are in the chapters, the package and the checks as the table names them."""

import ast
import inspect
from functools import cache

import pytest
from chapter_source import ROOT

import mlp
from book.tools.release import read_source
from mlp import checks
from mlp.exercises import EXERCISES, NOTEBOOKS, OWN, of_chapter

each_exercise = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=list(EXERCISES))


@cache
def graded_cells(chapter):
    cells = read_source(ROOT / "solutions" / chapter / f"{NOTEBOOKS[chapter]}.md").cells
    graded = [cell for cell in cells if "nbgrader" in cell.metadata]
    own = [cell for cell in graded if "own" in cell.metadata.get("tags", ())]  # added to the course
    return {cell.metadata.nbgrader.grade_id: cell for cell in graded if cell not in own}


@each_exercise
def test_exercise_has_the_stub_that_the_table_names(exercise):
    cell = graded_cells(exercise.chapter)[exercise.name]
    assert (cell.metadata.nbgrader.solution, cell.metadata.nbgrader.grade) == (True, False)
    functions = [node for node in ast.parse(cell.source).body if isinstance(node, ast.FunctionDef)]
    stub = next(node for node in functions if node.name == exercise.name)
    assert f"{exercise.name}({ast.unparse(stub.args)})" == exercise.signature
    assert ast.get_docstring(stub)


@each_exercise
def test_exercise_has_the_tests_and_points_that_the_table_names(exercise):
    for grade_id, points in exercise.tests.items():
        cell = graded_cells(exercise.chapter)[grade_id]
        settings = cell.metadata.nbgrader
        assert (settings.grade, settings.locked, settings.points) == (True, True, points)
        visible, hidden = cell.source.split("### BEGIN HIDDEN TESTS")
        assert f"checks.{exercise.name}({exercise.name}" in visible
        assert f"checks.{exercise.name}({exercise.name}" in hidden


@each_exercise
def test_points_are_those_of_the_tests_together(exercise):
    assert sum(exercise.tests.values()) == exercise.points


@pytest.mark.parametrize("chapter", NOTEBOOKS)
def test_chapter_has_the_graded_cells_of_the_table_and_no_other(chapter):
    wanted = [cell for row in of_chapter(chapter) for cell in (row.name, *row.tests)]
    assert sorted(graded_cells(chapter)) == sorted(wanted)


@each_exercise
def test_reference_and_check_bear_the_name_and_arguments_of_the_exercise(exercise):
    check = getattr(checks, exercise.name)
    reference = check.reference if exercise.name in OWN else getattr(mlp, exercise.name)
    parameters = list(inspect.signature(reference).parameters)
    assert parameters[: len(exercise.arguments)] == exercise.arguments


def test_checks_has_no_check_beyond_the_table():
    functions = set(checks.__all__) - {"Mistake", "NotAttempted", "last_case"}
    assert functions == set(EXERCISES)


@each_exercise
def test_check_calls_the_parts_of_a_result_as_the_table_does(exercise):
    assert getattr(getattr(checks, exercise.name), "parts", exercise.parts) == exercise.parts


def test_table_loads_nothing_but_what_names_are_typed_with():
    tree = ast.parse(inspect.getsource(inspect.getmodule(of_chapter)))
    imports = [ast.unparse(n) for n in ast.walk(tree) if isinstance(n, ast.Import | ast.ImportFrom)]
    assert imports == ["from typing import NamedTuple", "from mlp.own import ADDED, DROPPED"]
    assert "import" not in (ROOT / "mlp/own.py").read_text()
