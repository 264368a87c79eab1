"""Make the `mlp` that the student's process sees: without what the answers may not call.

These functions keep their names, signatures and docstrings; their bodies ask the process of the
tests, which refuses while an exercise is tested whose answer may not call them. What nothing but
these functions needs goes too. Checks, figures, widgets and
the grader are left out. The digits that answers are graded on are replaced by other digits.
"""

import ast
import itertools
import shutil
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import numpy as np

import mlp
from mlp.checks.reference import forbidden
from mlp.exercises import TRAINING

PACKAGE = Path(mlp.__file__).parent
CARRIED = (  # of the grader and the checks: what a student's process runs itself
    "checks/calling.py",
    "checks/errors.py",
    "checks/language.py",
    "checks/reference.py",
    "checks/same_job.py",
    "grading/processes/wire.py",
    "grading/processes/generators.py",
    "grading/processes/values.py",
    "grading/processes/isolate.py",
    "grading/processes/seccomp.py",
    "grading/processes/cells.py",
    "grading/processes/student.py",
)
NOT_HERE = "from mlp.checks.errors import ReferenceCalled\nraise ReferenceCalled({!r})"
DOORS = ("cli.py",)
UNDRAWN = '''"""Pictures are not drawn while grading; the data of the book's examples are there."""

from mlp import examples


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
    return getattr(examples, name, _Undrawn())
'''
UNUSED = '''"""While grading, `mlp` runs on its own functions."""


class Use:
    def __enter__(self):
        return self

    def __exit__(self, *raised):
        return None

    def __repr__(self):
        return "mlp runs on its own functions while grading."


def use(*sources):
    return Use()
'''
UNCHECKED = '''"""Checks run in another process."""

import mlp.checks.calling


def __getattr__(name):
    if name.startswith("__") and name.endswith("__"):
        raise AttributeError(name)
    return lambda *args, **kwargs: None
'''


def missing(exercises: Iterable[str]) -> frozenset[str]:
    """Return the public functions that are missing where these exercises are answered.

    What an answer to one of them may not call, and all that call such a function.
    """
    hidden = {name for exercise in exercises for name in forbidden(exercise)}
    callers = {caller for caller in mlp.__all__ if _reached(caller) & hidden}
    return frozenset(hidden | callers)


@cache
def _reached(name: str) -> frozenset[str]:
    """Return the functions of the core that this one calls, directly or through others."""
    calls, found, waiting = _calls(), set(), [name]
    while waiting:
        new = calls.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return frozenset(found)


@cache
def _calls() -> dict[str, set[str]]:
    """Return what each function of the core uses, by name."""
    calls: dict[str, set[str]] = {}
    for path in PACKAGE.glob("core/*.py"):
        for function in _functions(ast.parse(path.read_text("utf-8"))):
            calls.setdefault(function.name, set()).update(_loaded(function))
    return calls


def _loaded(function: ast.FunctionDef) -> set[str]:
    """Return the names that a function uses and that are not its own."""
    names = [node for node in ast.walk(function) if isinstance(node, ast.Name)]
    own = {node.arg for node in ast.walk(function) if isinstance(node, ast.arg)}
    own |= {node.id for node in names if isinstance(node.ctx, ast.Store)}
    return {node.id for node in names} - own


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
    for module, source in sources(missing(exercises)).items():
        _write(target / f"{module}.py", source)
    for name in CARRIED:
        _write(target / name, (PACKAGE / name).read_text("utf-8"))
    _write(target / "grading/__init__.py", "")
    _write(target / "grading/processes/__init__.py", "")
    _write(target / "checks/__init__.py", UNCHECKED)
    _write(target / "checks/using.py", UNUSED)
    for name in ("figures", "widgets"):
        _write(target / name / "__init__.py", UNDRAWN)
    _data(target / "data", keep_trained=not TRAINING & set(exercises))


def sources(without: frozenset[str]) -> dict[str, str]:
    """Return the sources of the core without these functions, each by its path without .py.

    What only they needed, such as the private function behind two of them, goes too.
    """
    paths = [path for path in PACKAGE.glob("*.py") if path.name not in DOORS]
    paths += PACKAGE.glob("core/*.py")
    names = {path: path.relative_to(PACKAGE).with_suffix("").as_posix() for path in paths}
    trees = {names[path]: ast.parse(path.read_text("utf-8")) for path in paths}
    core = [tree for name, tree in trees.items() if name.startswith("core/")]
    for function in itertools.chain(*map(_functions, core)):
        if function.name in without:
            _replace(function, _elsewhere(function))
    needed = _needed(trees.values(), {each.name for each in _functions(trees["examples"])})
    for function in itertools.chain(*map(_functions, core)):
        if function.name not in needed:
            _replace(function, NOT_HERE.format(function.name))
    return {name: ast.unparse(ast.fix_missing_locations(tree)) for name, tree in trees.items()}


def _needed(trees: Iterable[ast.Module], more: set[str]) -> set[str]:
    """Return the names that the public functions, and more, use, directly or through others."""
    bodies: dict[str, list[ast.AST]] = {}
    needed = more | set(mlp.__all__)
    for tree in trees:
        for node in tree.body:
            if isinstance(node, ast.FunctionDef):
                bodies.setdefault(node.name, []).append(node)
            elif not isinstance(node, ast.Import | ast.ImportFrom):
                needed |= _names(node)
    waiting = list(needed)
    while waiting:
        for node in bodies.get(waiting.pop(), []):
            waiting += _names(node) - needed
            needed |= _names(node)
    return needed


def _names(node: ast.AST) -> set[str]:
    names = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
    return names | {each.attr for each in ast.walk(node) if isinstance(each, ast.Attribute)}


def _functions(tree: ast.Module) -> list[ast.FunctionDef]:
    return [node for node in tree.body if isinstance(node, ast.FunctionDef)]


def _replace(function: ast.FunctionDef, body: str) -> None:
    """Give a function another body; signature and docstring stay."""
    docstring = ast.get_docstring(function, clean=False)
    function.body = [
        *([ast.Expr(ast.Constant(docstring))] if docstring else []),
        *ast.parse(body).body,
    ]


def _elsewhere(function: ast.FunctionDef) -> str:
    args = function.args
    positional = "".join(f"{arg.arg}, " for arg in [*args.posonlyargs, *args.args])
    named = ", ".join(f"{arg.arg!r}: {arg.arg}" for arg in args.kwonlyargs)
    return (
        "from mlp.grading.processes.student import ask_reference\n"
        f"return ask_reference({function.name!r}, ({positional}), {{{named}}})"
    )


def _data(folder: Path, *, keep_trained: bool) -> None:
    """Write data files whose test digits are training digits that the sample has not got."""
    folder.mkdir(parents=True)
    full, sample = (_load(PACKAGE / "data" / name) for name in ("mnist.npz", "mnist-sample.npz"))
    seen = {mask.tobytes() for mask in sample["train_mask"]}
    others = [k for k, mask in enumerate(full["train_mask"]) if mask.tobytes() not in seen]
    np.savez(folder / "mnist.npz", **full, **_some(full, others[-10_000:]))
    np.savez(folder / "mnist-sample.npz", **sample, **_some(full, others[:1000]))
    if keep_trained and (trained := PACKAGE / "data/trained.npz").exists():
        shutil.copy(trained, folder)


def _load(path: Path) -> dict[str, np.ndarray]:
    """Return the training digits of a data file as they are stored (see `mlp.mnist`)."""
    with np.load(path, allow_pickle=False) as stored:
        return {name: stored[name] for name in ("train_mask", "train_values", "train_labels")}


def _some(digits: dict[str, np.ndarray], rows: list[int]) -> dict[str, np.ndarray]:
    """Return these rows of stored training digits as test digits."""
    lit = np.unpackbits(digits["train_mask"], axis=1).sum(axis=1, dtype=np.intp)
    wanted = np.zeros(len(lit), bool)
    wanted[rows] = True
    return {
        "test_mask": digits["train_mask"][wanted],
        "test_values": digits["train_values"][np.repeat(wanted, lit)],
        "test_labels": digits["train_labels"][wanted],
    }


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
