"""Make the `mlp` that the student's process sees: without the exercises of the chapter.

The functions that the chapter asks for, and those that do the same job, keep their names,
signatures and docstrings; their bodies ask the process of the tests, which refuses while that very
exercise is tested. Checks, figures, widgets and the grader are left out. The digits that answers
are graded on are replaced by other digits.
"""

import ast
import shutil
from pathlib import Path

import numpy as np

import mlp
from mlp.checks.reference import SAME_JOB
from mlp.mnist import load_mnist, pack

PACKAGE = Path(mlp.__file__).parent
CARRIED = (  # of the grader and the checks: what a student's process runs itself
    "checks/calling.py",
    "checks/errors.py",
    "checks/reference.py",
    "grading/wire.py",
    "grading/isolate.py",
    "grading/cells.py",
    "grading/student.py",
)
DOORS = ("cli.py",)
UNDRAWN = '''"""Pictures are not drawn while grading."""


class _Undrawn:
    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *args, **kwargs):
        return self

    def __repr__(self):
        return "(not drawn while grading)"


def __getattr__(name):
    if name.startswith("__") and name.endswith("__"):
        raise AttributeError(name)
    return _Undrawn()
'''
UNCHECKED = '''"""Checks run in another process."""

import mlp.checks.calling


def __getattr__(name):
    if name.startswith("__") and name.endswith("__"):
        raise AttributeError(name)
    return lambda *args, **kwargs: None
'''


def same_job(names: set[str]) -> set[str]:
    """Return these exercises and the functions of mlp that do the job of one of them."""
    return names.union(*(SAME_JOB.get(name, ()) for name in names))


def build(folder: Path, exercises: set[str]) -> None:
    """Write the student's side of the package `mlp` into a folder.

    Parameters
    ----------
    folder : Path
        An empty folder; it gets `mlp/`.
    exercises : set of str
        The names of the chapter's exercises.
    """
    target = folder / "mlp"
    for path in PACKAGE.glob("*.py"):
        if path.name not in DOORS:
            _write(target / path.name, redacted(path.read_text("utf-8"), same_job(exercises)))
    for name in CARRIED:
        _write(target / name, (PACKAGE / name).read_text("utf-8"))
    _write(target / "grading/__init__.py", "")
    _write(target / "checks/__init__.py", UNCHECKED)
    for name in ("figures", "widgets"):
        _write(target / name / "__init__.py", UNDRAWN)
    _data(target / "data", keep_trained="train" not in exercises)


def redacted(source: str, names: set[str]) -> str:
    r"""Return the source of a module with the bodies of these functions replaced.

    Examples
    --------
    >>> print(redacted("def line(x, *, bias=0):\n    return 2 * x + bias", {"line"}))
    def line(x, *, bias=0):
        from mlp.grading.student import elsewhere
        return elsewhere('line', (x,), {'bias': bias})
    """
    tree = ast.parse(source)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name in names:
            docstring = ast.get_docstring(node, clean=False)
            node.body = [
                *([ast.Expr(ast.Constant(docstring))] if docstring else []),
                *ast.parse(_elsewhere(node)).body,
            ]
    return ast.unparse(ast.fix_missing_locations(tree))


def _elsewhere(function: ast.FunctionDef) -> str:
    args = function.args
    positional = ", ".join(arg.arg for arg in [*args.posonlyargs, *args.args])
    named = ", ".join(f"{arg.arg!r}: {arg.arg}" for arg in args.kwonlyargs)
    return (
        "from mlp.grading.student import elsewhere\n"
        f"return elsewhere({function.name!r}, ({positional},), {{{named}}})"
    )


def _data(folder: Path, *, keep_trained: bool) -> None:
    """Write data files whose test digits are training digits that the sample has not got."""
    folder.mkdir(parents=True)
    full, sample = load_mnist(), load_mnist(sample=True)
    seen = {image.tobytes() for image in sample.train_images}
    others = [k for k, image in enumerate(full.train_images) if image.tobytes() not in seen]
    for name, digits, tests in (
        ("mnist.npz", full, others[-10_000:]),
        ("mnist-sample.npz", sample, others[:1000]),
    ):
        _save(folder / name, digits, full.train_images[tests], full.train_labels[tests])
    if keep_trained and (trained := PACKAGE / "data/trained.npz").exists():
        shutil.copy(trained, folder)


def _save(path, digits, test_images, test_labels):
    arrays = {}
    for split, images, labels in (
        ("train", digits.train_images, digits.train_labels),
        ("test", test_images, test_labels),
    ):
        arrays[f"{split}_mask"], arrays[f"{split}_values"] = pack(images)
        arrays[f"{split}_labels"] = labels.astype(np.uint8)
    np.savez(path, **arrays)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
