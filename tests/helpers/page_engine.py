"""The engine of the exercises on a page: the same file in this Python, and in Pyodide."""

import copy
import json
import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from mlp.checks import calling, check
from mlp.exercises import EXERCISES

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "book" / "page"
sys.path.insert(0, str(PAGE))
import course_cells as cells  # noqa: E402
import course_engine as engine  # noqa: E402  (the folder is no package: the page reads it as text)

__all__ = ["cells", "engine", "in_pyodide", "judged", "notebook_with", "run_here"]


def notebook_with(answers, *, chapter=None):
    """Return a chapter's notebook, as JSON, with these answers in it: {exercise: source}."""
    first = EXERCISES[next(iter(answers))]
    name = chapter or first.chapter
    (path,) = (ROOT / "chapters" / name).glob("*.ipynb")
    notebook = copy.deepcopy(json.loads(path.read_text("utf-8")))
    for cell in notebook["cells"]:
        marks = cell["metadata"].get("nbgrader", {})
        if marks.get("solution") and marks["grade_id"] in answers:
            cell["source"] = answers[marks["grade_id"]]
    return notebook


def judged(result):
    """Return what a run decides: the verdict, and all names of mistakes in its words."""
    return result["verdict"], tuple(re.findall(r"\[([a-z][a-z0-9-]+)\]", result["words"]))


def run_here(notebook, name, seed, seconds=calling.SECONDS):
    """Run an answer on the engine in this Python, on inputs drawn from a seed."""
    before = check.SEED, calling.SECONDS
    check.SEED, calling.SECONDS = seed, seconds
    try:
        return engine.run(notebook, name)
    finally:
        check.SEED, calling.SECONDS = before


@contextmanager
def in_pyodide(wheel):
    """Start the engine in Pyodide, in Node.js; give a function like `run_here`."""
    folder = os.environ.get("PYODIDE_DIST")
    if not folder:
        pytest.skip("PYODIDE_DIST names no folder with Pyodide 0.27.7")
    if not shutil.which("node"):
        pytest.skip("Node.js is not installed")
    script = ROOT / "tests" / "helpers" / "page_engine.mjs"
    files = [Path(folder).resolve(), wheel, PAGE]
    node = subprocess.Popen(
        ["node", script, *files], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )

    def run(notebook, name, seed, seconds=calling.SECONDS):
        task = {"name": name, "notebook": notebook, "seed": seed, "seconds": seconds}
        node.stdin.write(json.dumps(task) + "\n")
        node.stdin.flush()
        return json.loads(node.stdout.readline())

    try:
        yield run
    finally:
        node.stdin.close()
        node.stdout.close()
        node.terminate()
        node.wait()
