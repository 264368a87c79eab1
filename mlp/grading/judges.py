"""What can change a verdict, as a digest: whether a submission must be graded again.

Code counts by its meaning. A comment, a docstring or the layout of a line cannot judge, so they do
not count; every module of `mlp` counts but those named in `NO_JUDGES`.
"""

import ast
import hashlib
import json
import platform
from dataclasses import asdict
from functools import cache
from pathlib import Path

import numpy as np

from mlp.grading.intake.bundle import CHAPTER, SOLUTION, TEST, WRITTEN, Bundle

PACKAGE = Path(__file__).parents[1]
NO_JUDGES = (  # they draw, show, store or distribute; no verdict depends on them
    "cli.py",
    "figures/",
    "look/",
    "widgets/",
    "grading/authoring/",
    "grading/cluster.py",
    "grading/command.py",
    "grading/feedback/",
    "grading/gradebook/",
    "grading/local.py",
    "grading/marks.py",
    "grading/pages/",
    "grading/platforms/",
    "grading/processes/drawing.py",
    "grading/report.py",
    "grading/saying.py",
    "grading/summary.py",
)


def meaning(source: str) -> str:
    """Return what Python code does: its syntax tree without comments, docstrings and layout.

    Code that is not plain Python, a cell with a magic say, is returned as it is.

    Examples
    --------
    >>> meaning("x = 1  # one") == meaning("x=(1)")
    True
    >>> meaning("x = 1") == meaning("x = 2")
    False
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return source
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            if ast.get_docstring(node, clean=False) is not None:
                node.body = node.body[1:]
    return ast.dump(tree)


def is_judge(path: str) -> bool:
    """Say whether a file of the package, 'grading/grade.py' say, can change a verdict.

    Examples
    --------
    >>> is_judge("grading/grade.py"), is_judge("figures/neurons.py")
    (True, False)
    """
    return not path.startswith(NO_JUDGES)


@cache
def judges() -> str:
    """Return a digest of what judges besides the chapter: mlp, checks, grader, NumPy, Python."""
    found = {"numpy": np.__version__, "python": platform.python_version()}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        if is_judge(name):
            found[name] = meaning(path.read_text("utf-8"))
    for path in sorted((PACKAGE / "data").glob("*")):
        if path.is_file() and path.suffix != ".py":
            found[path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return _sha256(found)


def digest_of(bundle: Bundle) -> str:
    """Return a digest of what judges in a chapter: its tests, its points, its own code."""
    fields = asdict(bundle)
    fields["cells"] = [_of_cell(cell) for cell in bundle.cells]
    return _sha256(fields)


def _of_cell(cell):
    if cell.role in (TEST, CHAPTER) and cell.cell_type == "code":
        return cell.role, cell.key, cell.points, meaning(cell.source)
    if cell.role == SOLUTION:
        return cell.role, cell.key, meaning(cell.released)
    if cell.role in (TEST, WRITTEN):
        return cell.role, cell.key, cell.points, cell.released
    return (cell.role, cell.key, cell.released) if cell.cell_type == "code" else ()


def _sha256(value) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()
