"""Say whether the trusted step knows the form of an assignment.

It runs the tests in another process than the student's functions, so a test may do with them what
can cross between processes: call them, and look at what comes back. A notebook that wants more
(variables, classes, files, magics, exceptions caught by their type …) would be graded wrongly. It
is found here, before anything is graded, and executed as stock nbgrader does.
"""

import ast
import builtins
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from mlp.grading.intake.bundle import CHAPTER, SOLUTION, TEST, WRITTEN, Bundle, read_bundle

GIVEN = {"np", "mlp", "checks", "__name__"}  # what the tests have without an import
PURE = set(
    "cmath collections copy decimal fractions functools itertools math mlp numpy operator random "
    "statistics string".split()
)
REACHING = set(
    "breakpoint compile delattr dir eval exec getattr globals hasattr hash help id input "
    "isinstance issubclass locals open setattr type vars __import__".split()
)
CAUGHT = (ast.Try, ast.TryStar, ast.With, ast.AsyncWith, ast.ClassDef, ast.Global, ast.Await)
DEFINITION = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
FOLDERS = {".ipynb_checkpoints", "__pycache__"}
_MAGIC = re.compile(r"^\s*[%!].*$", re.MULTILINE)
_AUTOTEST = re.compile(r"^\s*#+ *(HASHED )?AUTOTEST\b", re.MULTILINE)


@cache
def why_unknown(source: Path, release: Path, name: str, stamp: tuple = ()) -> str:
    """Return why the trusted step does not know a notebook's form, '' if it does.

    Parameters
    ----------
    source, release : Path
        The instructor's and the students' folder of the assignment.
    name : str
        The notebook's, without its ending.
    stamp : tuple, optional
        Changes when one of the files does.

    Raises
    ------
    ValueError
        If the two notebooks do not belong together.
    """
    path = source / f"{name}.ipynb"
    for each in (path, release / path.name):
        if not each.is_file():
            return f"there is no {each.name} in {each.parent}"
    if beside := sorted(files_beside(source)):
        return f"files stand beside the notebook: {', '.join(beside[:3])}"
    metadata = json.loads(path.read_text("utf-8")).get("metadata", {})
    if (kernel := metadata.get("kernelspec", {}).get("name", "python3")) != "python3":
        return f"its kernel is {kernel!r}"
    return unknown_cells(read_bundle(source.name, source.parent, release.parent, name))


def files_beside(folder: Path) -> Iterator[str]:
    """Yield the names of the files in a folder that are no notebooks."""
    for path in folder.rglob("*"):
        parts = path.relative_to(folder).parts
        hidden = parts[-1].startswith(".") or FOLDERS & set(parts)
        if path.is_file() and path.suffix != ".ipynb" and not hidden:
            yield "/".join(parts)


def unknown_cells(bundle: Bundle) -> str:
    r"""Return which cell of an assignment has a form that the trusted step does not know, and why.

    Examples
    --------
    >>> from mlp.grading.intake.bundle import SourceCell
    >>> answer = SourceCell("square", SOLUTION, "code", "def square(x):\n    return x * x", "")
    >>> test = SourceCell("test", TEST, "code", "assert square(3) == 9", "")
    >>> unknown_cells(Bundle("own", "own", (answer, test)))
    ''
    >>> test = SourceCell("test", TEST, "code", "assert area == 9", "")
    >>> unknown_cells(Bundle("own", "own", (answer, test)))
    "the test 'test' uses area, which is the name of no answer's cell"
    """
    code = [cell for cell in bundle.cells if cell.cell_type == "code"]
    if not any(cell.role == TEST for cell in code):
        return "it has no test cell"
    for cell in code:
        if _AUTOTEST.search(cell.source):
            return f"{cell.key!r} is written by AUTOTEST"
        if cell.role == WRITTEN:
            return f"a human grades the code cell {cell.key!r} and needs its outputs, pictures too"
    answers = {cell.key: _parse(cell.source) for cell in code if cell.role == SOLUTION}
    for key, tree in answers.items():
        if tree is not None and key in {
            node.name for node in tree.body if isinstance(node, ast.ClassDef)
        }:
            return f"the answer {key!r} is a class"
    for cell in code:
        if cell.role == TEST and (why := _why_test(cell.source, answers)):
            return f"the test {cell.key!r} {why}"
    return _why_narrative(code, answers)


def _parse(source):
    """Return the tree of a cell, None if it holds more than Python and lines of magics."""
    try:
        return ast.parse(_MAGIC.sub("pass", source))
    except SyntaxError:
        return None


def _why_test(source, answers):
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return "is not plain Python: it holds a magic, perhaps"
    bound = _bound(tree)
    for node in ast.walk(tree):
        if isinstance(node, CAUGHT):
            return f"holds a statement {type(node).__name__.lower()!r}"
        if module := _impure(node):
            return f"imports {module}"
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            if node.id in REACHING:
                return f"uses {node.id}"
            if node.id not in GIVEN | bound | answers.keys() and not hasattr(builtins, node.id):
                return f"uses {node.id}, which is the name of no answer's cell"
        if isinstance(node, ast.Call) and node.keywords and _is_answer(node.func, answers):
            return f"calls {node.func.id} with arguments by name"
        if isinstance(node, ast.Attribute) and _is_answer(node.value, answers):
            return f"uses {node.value.id}.{node.attr}"
    rebound = bound & answers.keys()
    return f"gives {min(rebound)} another value" if rebound else ""


def _why_narrative(code, answers):
    """Say which cell of the text runs on what students write: the trusted step runs it alone."""
    theirs, ours = set(answers), set()
    for tree in filter(None, answers.values()):
        for node in tree.body:
            theirs |= {node.name} if isinstance(node, DEFINITION) else _bound(node)
    for cell in code:
        tree = _parse(cell.source) if cell.role == CHAPTER else None
        if tree is not None:
            used = {
                node.id
                for node in ast.walk(tree)
                if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
            }
            if needed := used & theirs - ours - _bound(tree) - set(dir(builtins)):
                return f"the cell {cell.key!r} of the text uses {min(needed)}, which students write"
            ours |= _bound(tree)
    return ""


def _impure(node):
    """Return the module that an import takes, if it may reach beyond the test."""
    modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
    if isinstance(node, ast.ImportFrom):
        modules = [node.module or "."]
    return next((name for name in modules if name.partition(".")[0] not in PURE), "")


def _is_answer(node, answers):
    return isinstance(node, ast.Name) and node.id in answers


def _bound(tree):
    """Return the names that a cell gives values, at whatever depth."""
    bound = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            bound.add(node.id)
        elif isinstance(node, DEFINITION):
            bound.add(node.name)
        elif isinstance(node, ast.arg):
            bound.add(node.arg)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            bound |= {(alias.asname or alias.name).partition(".")[0] for alias in node.names}
    return bound
