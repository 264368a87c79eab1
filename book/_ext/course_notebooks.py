"""How the site reads a chapter: the student's notebook itself, with what only the page needs added.

The file on disk stays as it is; a student, Colab and the grader open the same bytes.  On the page

- cells of an exercise, and cells tagged ``now-with-yours``, are shown and not run;
- an exercise gets an address (``#exercise-neuron``) and says what it is worth;
- links to the code of `mlp` lead to the API page, and those to the published site to this one;
- the first cell is its imports alone: what to do where `mlp` is missing is for a notebook;
- chapters 2 to 4 begin with a warm-up: which mistake made this number?
"""

import ast
import hashlib
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from textwrap import dedent

import nbformat
from course_warmups import warm_up
from nbformat import NotebookNode

from mlp.exercises import EXERCISES

NOT_RUN = "skip-execution"
YOURS = "now-with-yours"

_CODE_LINK = re.compile(r"\[`?(?P<text>[^\]`]+)`?\]\((?:\.\./)+mlp/(?P<path>[\w/]+)\.py\)")
_FIRST = re.compile(r"\Atry:\n((?:    .*\n)+)except .*", re.DOTALL)
_EXERCISE = re.compile(r"^(#+ Exercise\b.*)$", re.MULTILINE)


def read(text: str) -> NotebookNode:
    """Return the notebook that the site renders.

    Parameters
    ----------
    text : str
        The JSON of a student's notebook.

    Returns
    -------
    NotebookNode
        nbformat 4, a changed copy; see the module's text for what is changed.
    """
    notebook = nbformat.reads(text, as_version=4)
    site = notebook.metadata.pop("course", {}).get("site", "")
    points = _points(notebook)
    task = None
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = _api_links(_own_links(cell.source, site))
            task = cell if _EXERCISE.search(cell.source) else task
            continue
        cell.source = _FIRST.sub(lambda match: dedent(match[1]).rstrip(), cell.source)
        nbgrader = cell.metadata.get("nbgrader", {})
        tags = cell.metadata.setdefault("tags", [])
        if only_draws(cell.source) and YOURS not in tags:
            tags.append("draws")
        if nbgrader or YOURS in tags:
            tags.append(NOT_RUN)
        if YOURS in tags:
            cell.metadata["yours"] = cell.id
        if nbgrader.get("solution"):
            tags.append("answer")
            if task is not None:
                _announce(task, nbgrader["grade_id"], points)
                task = None
        elif nbgrader.get("grade"):
            tags.append("check")
    _warm_up(notebook)
    # The cache of outputs is keyed on code cells and kernel: a changed `mlp` must run them again.
    notebook.metadata.setdefault("kernelspec", {"name": "python3", "display_name": "Python 3"})
    notebook.metadata.kernelspec["mlp"] = digest_of_mlp()
    return notebook


def only_draws(source: str) -> bool:
    """Say whether a cell is one call of a figure, ``figures.sigmoid()``: the page may fold it.

    A call with numbers in it is not folded: the text asks the reader to change them.
    """
    try:
        (statement,) = ast.parse(source).body
    except (SyntaxError, ValueError):
        return False
    call = getattr(statement, "value", None)
    drawn = getattr(getattr(call, "func", None), "value", None)
    is_call = isinstance(statement, ast.Expr) and isinstance(call, ast.Call)
    if any(isinstance(node, ast.Constant) and not isinstance(node.value, str)
           for node in ast.walk(statement)):  # fmt: skip
        return False
    return is_call and getattr(drawn, "id", "") in ("figures", "widgets")


def _warm_up(notebook: NotebookNode) -> None:
    """Put questions on the chapters before behind the first code cell."""
    names = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in notebook.cells]
    chapter = next((EXERCISES[name].chapter for name in names if name in EXERCISES), "ch1")
    if chapter == "ch1" or not (text := warm_up(chapter)):
        return
    first = next(i for i, cell in enumerate(notebook.cells) if cell.cell_type == "code")
    cell = nbformat.v4.new_markdown_cell(text, id="warm-up")
    notebook.cells.insert(first + 1, cell)


@cache
def digest_of_mlp() -> str:
    """Return a fingerprint of what a chapter's outputs are made from: the sources of `mlp`."""
    spec = find_spec("mlp")
    folder = Path(spec.submodule_search_locations[0])
    unused = {"grading", "__pycache__"}
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if path.is_file() and path.suffix in {".py", ".js", ".html", ".json", ".npz", ".mplstyle"}:
            if inside.parts[0] not in unused and "__pycache__" not in inside.parts:
                digest.update(str(inside).encode() + path.read_bytes())
    return digest.hexdigest()


def _points(notebook: NotebookNode) -> dict[str, float]:
    """Return what each exercise is worth; tests of NAME are test-NAME or test-NAME-75."""
    cells = [cell.metadata.get("nbgrader", {}) for cell in notebook.cells]
    tests = [cell for cell in cells if cell.get("grade")]
    names = [cell["grade_id"] for cell in cells if cell.get("solution")]
    return {
        name: sum(
            test["points"]
            for test in tests
            if re.fullmatch(rf"(test-)?{re.escape(name)}(-\d+)?", test["grade_id"])
        )
        for name in names
    }


def _announce(task: NotebookNode, name: str, points: dict[str, float]) -> None:
    worth = points[name]
    label = f"{worth:g} point" + ("s" if worth != 1 else "")
    before = f"(exercise-{name})=\n"
    after = f'\n\n<p class="points">{label}</p>\n'
    task.source = _EXERCISE.sub(lambda match: before + match[1] + after, task.source, count=1)


def _own_links(source: str, site: str) -> str:
    """Turn links to the published site into links to the files that its pages are made from."""
    if not site:
        return source
    site = re.escape(site)
    source = re.sub(rf"\]\({site}book/api\.html#mlp\.\w+\)", "](../../mlp/__init__.py)", source)
    source = re.sub(rf"\]\({site}(book/\w+)\.html", r"](../../\1.md", source)
    return re.sub(rf"\]\({site}chapters/(ch\d/\w+)\.html", r"](../\1.ipynb", source)


def _api_links(source: str) -> str:
    """Turn [`mlp.sigmoid`](../../mlp/core/activations.py) into a link to its description."""

    def role(match: re.Match) -> str:
        text, module = match["text"], "mlp." + match["path"].replace("/", ".")
        target = re.sub(r"\(.*", "", text)
        if re.fullmatch(r"mlp(\.\w+)+", target):
            return f"{{py:obj}}`{text} <{target}>`"
        return f"{{py:mod}}`{text} <{module.removesuffix('.__init__')}>`"

    return _CODE_LINK.sub(role, source)
