"""A copy of the tree that commands may change: what an exercise is in, and what looks at it."""

import os
import shutil
import subprocess
import sys

from grading_course import ROOT


def tree(folder):
    """Copy what an exercise is in, and what looks at it."""
    for name in ("mlp", "solutions/ch1", "tests"):
        skipped = shutil.ignore_patterns("__pycache__", "hostile", "data", "*.js")
        shutil.copytree(ROOT / name, folder / name, ignore=skipped)
    (folder / "mlp/data").symlink_to(ROOT / "mlp/data")
    (folder / "book").symlink_to(ROOT / "book")
    for name in ("pyproject.toml", "nbgrader_config.py"):
        shutil.copy(ROOT / name, folder)
    return folder


def contents(folder):
    """Return the text of each file of a tree that is written by hand or made from such."""
    parts = ("mlp", "solutions", "chapters", "tests/zoo")
    paths = [path for part in parts for path in (folder / part).rglob("*")]
    found = [path for path in paths if path.suffix in (".py", ".md", ".ipynb")]
    return {path.relative_to(folder).as_posix(): path.read_text() for path in found}


def python(folder, *words):
    """Run Python in a tree, with the tree's own mlp."""
    done = subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder), "OPENBLAS_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout
