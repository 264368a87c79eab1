"""The points: all for the solved chapters, none for the blank ones, each exercise its own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from chapter_source import ROOT
from grading_course import as_bytes, hand_in, need_sandbox, new_course, notebook, scores

from mlp.exercises import NOTEBOOKS, of_chapter

ENVIRONMENT = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "PYTHONWARNINGS": "ignore"}


def points_of(chapter):
    return {exercise.name: exercise.points for exercise in of_chapter(chapter)}


@pytest.mark.parametrize("chapter", NOTEBOOKS)
def test_points_are_lost_for_a_blank_exercise_and_for_no_other(chapter, tmp_path):
    need_sandbox()
    points = points_of(chapter)
    long = {exercise.name for exercise in of_chapter(chapter) if exercise.trains}
    bundle = new_course(tmp_path, chapter)
    stubs = {cell.key: cell.released for cell in bundle.cells}
    hand_in(tmp_path, "solved", as_bytes(notebook(bundle)), bundle)
    hand_in(tmp_path, "blank", as_bytes(notebook(bundle, solved=False)), bundle)
    wanted = {"solved": sum(points.values()), "blank": 0}
    for name in points:  # what trains a network is blank in all of them: one training is enough
        blank = long | {name}
        without = as_bytes(notebook(bundle, answers={each: stubs[each] for each in blank}))
        hand_in(tmp_path, f"without-{name}", without, bundle)
        wanted[f"without-{name}"] = sum(points[each] for each in points.keys() - blank)
    program = ("-c", "from mlp.cli import main; main()")
    got = scores(tmp_path, *program, "grade", bundle.assignment, "--jobs", "0")
    assert got == wanted


@pytest.mark.parametrize("chapter", NOTEBOOKS)
def test_validate_names_every_exercise_of_a_blank_chapter(chapter, tmp_path):
    path = ROOT / "chapters" / chapter / f"{NOTEBOOKS[chapter]}.ipynb"
    said = validate(path, tmp_path)
    cells = sum(len(exercise.tests) for exercise in of_chapter(chapter))
    assert f"FAILED ON {cells} CELL(S)" in said
    for name in points_of(chapter):
        assert f"checks.{name}({name}" in said
    assert said.count("not attempted yet") == cells


def test_validate_finds_nothing_in_a_solved_chapter(tmp_path):
    assert "Success" in validate(ROOT / "_build/source/ch1/neurons.ipynb", tmp_path)


def validate(path: Path, folder: Path) -> str:
    """Return what `nbgrader validate`, JupyterLab's button, says of a notebook."""
    shutil.copy(path, folder)
    run = subprocess.run(
        [sys.executable, "-m", "nbgrader", "validate", path.name],
        cwd=folder, env=ENVIRONMENT, check=False, capture_output=True, text=True,
    )  # fmt: skip
    return run.stdout + run.stderr
