"""A course in a temporary folder, and submissions for it, for the tests of the grader."""

# ruff: noqa: E501 -- students' cells in single strings

import atexit
import contextlib
import csv
import functools
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from nbformat import from_dict

from book.tools.release import release
from mlp.cli import group
from mlp.grading.intake.bundle import SOLUTION, Bundle, read_bundle
from mlp.grading.marks import Mark, Marks
from mlp.grading.pages import feedback
from mlp.grading.processes import sandbox
from mlp.grading.result import Result

SQUASH = "squash = lambda z: np.exp(-np.logaddexp(0, -np.asarray(z, float)))\n\n"
ROOT = Path(__file__).resolve().parents[2]


def need_sandbox() -> None:
    """Skip the test where there is no sandbox."""
    try:
        sandbox.require()
    except sandbox.NoSandbox as error:
        pytest.skip(str(error))


@functools.cache
def made() -> Path:
    """Return a folder with the chapters made from the sources."""
    folder = Path(tempfile.mkdtemp(prefix="mlp-test-chapters-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    release(ROOT / "solutions", folder / "_build/source", folder / "chapters")
    return folder


def new_course(folder: Path, chapter: str = "ch1") -> Bundle:
    """Make a course with one chapter in a folder and return its bundle."""
    for name in ("_build/source", "chapters"):
        shutil.copytree(made() / name / chapter, folder / name / chapter)
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    return read_bundle(chapter, folder / "_build/source", folder / "chapters")


def notebook(bundle: Bundle, *, solved=True, answers=None, added=(), chapter_cells=True) -> dict:
    """Return a submission as nbformat's JSON.

    Parameters
    ----------
    bundle : Bundle
    solved : bool
        Whether the exercises hold the course's solutions or nothing.
    answers : dict
        What some exercises have instead.
    added : sequence of (str, str)
        Cells that the student added: the key of the cell that they come before ('' for the end),
        and their source.
    chapter_cells : bool
        Whether the course's other cells are still there.
    """
    answers, cells = answers or {}, []
    first_code = next(c.key for c in bundle.cells if c.cell_type == "code")
    for cell in bundle.cells:
        cells += [code(text) for before, text in added if before == cell.key]
        if cell.role == "chapter" and not chapter_cells and cell.key != first_code:
            continue
        text = solution(cell) if solved and cell.role == SOLUTION else cell.released
        new = {
            "cell_type": cell.cell_type,
            "id": cell.key,
            "metadata": {"nbgrader": dict(cell.nbgrader)} if cell.nbgrader else {},
            "source": answers.get(cell.key, text),
        }
        if cell.cell_type == "code":
            new.update(outputs=[], execution_count=None)
        cells.append(new)
    cells += [code(text) for before, text in added if before == ""]
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def solution(cell) -> str:
    """Return the course's solution, made to work beside a changed `mlp` too."""
    if cell.key == "sigmoid":
        return cell.source
    return SQUASH + re.sub(r"\b(mlp\.)?sigmoid\(", "squash(", cell.source)


def code(source: str) -> dict:
    """Return a code cell that the course did not have."""
    fields = {"outputs": [], "execution_count": None, "metadata": {}}
    return {"cell_type": "code", "source": source, **fields}


def as_bytes(tree) -> bytes:
    """Return a notebook as the bytes of a file."""
    return json.dumps(tree).encode()


def hand_in(course: Path, student: str, data: bytes, bundle: Bundle) -> Path:
    """Write a submission and return its folder."""
    folder = course / "grading/submitted" / student / bundle.assignment
    folder.mkdir(parents=True)
    (folder / f"{bundle.notebook}.ipynb").write_bytes(data)
    return folder


def run(course: Path, *arguments: str) -> None:
    """Have Python run something in a course's folder (``-m nbgrader autograde ch1``)."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=course,
        env=os.environ | {"PATH": path, "OPENBLAS_NUM_THREADS": "1", "PYTHONWARNINGS": "ignore"},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]


def mlp(course: Path, *words: str, fails: bool = False) -> str:
    """Run `mlp …` in a course's folder; return what it says."""
    with contextlib.chdir(course):
        done = CliRunner().invoke(group(), [str(word) for word in words])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert bool(done.exit_code) == fails, done.output
    return done.output


def page_of(result: Result, bundle: Bundle) -> str:
    """Return the student's page on a result, all of whose points are automatic."""
    marks = Marks({key: Mark(points) for key, points in result.scores.items()})
    cells = from_dict(json.loads(result.notebook)).cells
    for cell in cells:
        cell.source = "".join(cell.source)
    return feedback.page(result.student, marks, cells, bundle, result.refused, result.repairs)


def scores(course: Path, *command: str) -> dict[str, float]:
    """Grade a class by a command, as in `run`; return {student: points}."""
    run(course, *command)
    run(course, "-m", "nbgrader", "export", "--to", "grades.csv")
    with (course / "grades.csv").open(newline="") as file:
        return {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}


MINI = """---
kernelspec:
  name: python3
  display_name: Python 3
  language: python
---

# A small chapter

```{{code-cell}} ipython3
import numpy as np
import mlp
from mlp import checks
```

{exercises}
"""
EXERCISE = """```{{code-cell}} ipython3
---
nbgrader: {{grade: false, grade_id: {name}, locked: false, schema_version: 3, solution: true, task: false}}
---
def {name}({parameters}):
    ### BEGIN SOLUTION
    return {answer}
    ### END SOLUTION
```

```{{code-cell}} ipython3
---
nbgrader: {{grade: true, grade_id: test-{name}, locked: true, points: {points}, schema_version: 3, solution: false, task: false}}
---
checks.{name}({name})
### BEGIN HIDDEN TESTS
checks.{name}({name}, rng=7)
### END HIDDEN TESTS
```
"""


THREE = (  # name, parameters, answer, points
    ("line", "x, slope, intercept", "slope * x + intercept", 1),
    ("relu", "z", "np.maximum(0, z)", 2),
    ("count_parameters", "sizes", "sum((m + 1) * n for m, n in zip(sizes, sizes[1:]))", 3),
)


@functools.cache
def made_mini() -> Path:
    """Return a folder with a chapter of three exercises, quick to grade."""
    folder = Path(tempfile.mkdtemp(prefix="mlp-test-mini-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    small_course(folder, THREE)
    return folder


def small_course(folder: Path, exercises) -> Bundle:
    """Make a course with a small chapter of these exercises; see `THREE`."""
    cells = [
        EXERCISE.format(name=name, parameters=parameters, answer=answer, points=points)
        for name, parameters, answer, points in exercises
    ]
    (folder / "solutions/mini").mkdir(parents=True)
    (folder / "solutions/mini/small.md").write_text(MINI.format(exercises="\n".join(cells)))
    release(folder / "solutions", folder / "_build/source", folder / "chapters")
    return read_bundle("mini", folder / "_build/source", folder / "chapters")


def mini_course(folder: Path, students: int) -> Bundle:
    """Make a course with the small chapter and a class whose answers differ."""
    for name in ("_build/source", "chapters"):
        shutil.copytree(made_mini() / name, folder / name)
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    bundle = read_bundle("mini", folder / "_build/source", folder / "chapters")
    wrong = {
        "line": "def line(x, slope, intercept):\n    return slope * x",
        "relu": "def relu(z):\n    return np.abs(z)",
        "count_parameters": "def count_parameters(sizes):\n    return 13002",
    }
    for k in range(students):
        answers = {name: text for bit, (name, text) in enumerate(wrong.items()) if k >> bit & 1}
        data = as_bytes(notebook(bundle, answers=answers))
        hand_in(folder, f"student{k:03}", data, bundle)
    return bundle
