"""The cells of a chapter's notebook, and which of them an answer needs, from their text alone."""

import ast
import re
import symtable
from dataclasses import dataclass

_TIMED = re.compile(r"^([ \t]*)%%?time\b[ \t]*", re.MULTILINE)
_MAGIC = re.compile(r"^([ \t]*)[%!].*$", re.MULTILINE)
_WORD = re.compile(r"[^\W\d]\w*")
_STAR = re.compile(r"\bimport\s*\(?\s*\*")
DYNAMIC = {"exec", "eval", "globals", "locals", "vars", "get_ipython"}


@dataclass(frozen=True)
class Cell:
    """A code cell.

    Attributes
    ----------
    key : str
        Its grade id, else its id or its place in the notebook.
    source : str
    solution, test : bool
        Whether a student answers in it; whether it gives points.
    """

    key: str
    source: str
    solution: bool = False
    test: bool = False


def cells_of(notebook: dict) -> list[Cell]:
    """Return the code cells of a notebook (nbformat 4, as JSON)."""
    cells = []
    for place, cell in enumerate(notebook["cells"]):
        if cell["cell_type"] == "code":
            marks = cell["metadata"].get("nbgrader", {})
            cells.append(Cell(
                marks.get("grade_id") or cell.get("id") or f"cell {place}",
                without_magics("".join(cell["source"])),
                bool(marks.get("solution")), bool(marks.get("grade")),
            ))  # fmt: skip
    return cells


def without_magics(source: str) -> str:
    r"""Return a cell without IPython's own lines, which do nothing on a page.

    Examples
    --------
    >>> without_magics("%matplotlib inline\nx = 1")
    'pass\nx = 1'
    """
    if not _MAGIC.search(source) or _compiles(source):
        return source
    plain = _MAGIC.sub(r"\1pass", _TIMED.sub(r"\1", source))
    return plain if _compiles(plain) else source


def belongs(test: str, name: str) -> bool:
    """Say whether a test cell is of this exercise; `train` has test-train-75 and others."""
    return test == f"test-{name}" or test.removeprefix(f"test-{name}-").isdigit()


def needed(cells: list[Cell], place: int, tests: list[Cell]) -> list[Cell]:
    """Return the cells before one that it needs, in order.

    A cell is needed if it binds or changes a name that the cell, its tests or a needed cell uses.
    Where names cannot be known from the text (`exec`, `import *`), all cells are.
    """
    before = [cell for cell in cells[:place] if not cell.test]
    wanted = set()
    for cell in (cells[place], *tests):
        facts = names(cell.source)
        if facts is None:
            return before
        wanted |= facts[0]
    found = []
    for cell in reversed(before):
        if not _may_bind(cell.source, wanted):
            continue
        facts = names(cell.source)
        if facts is None:  # it does not compile, or hides what it binds
            if not _compiles(cell.source):
                continue
            return before
        used, bound = facts
        if bound & wanted:
            wanted |= used
            found.append(cell)
    return found[::-1]


def _may_bind(source: str, wanted: set[str]) -> bool:
    """Say whether it takes a closer look at a cell to know that it binds none of these names."""
    if not source.isascii():  # Python takes some letters for others in a name
        return True
    words = set(_WORD.findall(source))
    return bool(words & wanted or words & DYNAMIC or _STAR.search(source))


def names(source: str) -> tuple[set[str], set[str]] | None:
    r"""Return the global names that a cell uses, and those that it binds or may change.

    None if the text does not say: it does not compile, imports ``*`` or looks names up itself.

    Examples
    --------
    >>> used, bound = names("def neuron(a, w, b):\n    return sigmoid(w @ a + b)")
    >>> sorted(used), sorted(bound)
    (['sigmoid'], ['neuron'])
    """
    try:
        tree = ast.parse(source)
        alike = ast.unparse(ast.fix_missing_locations(_AsGenerators().visit(ast.parse(source))))
        table = symtable.symtable(alike, "<cell>", "exec")
    except (SyntaxError, ValueError):
        return None
    added_to = [node.target for node in ast.walk(tree) if isinstance(node, ast.AugAssign)]
    used = _global_names(table, top=True).union(
        {target.id for target in added_to if isinstance(target, ast.Name)}
        & {symbol.get_name() for symbol in table.get_symbols()}
    )
    bound = {s.get_name() for s in table.get_symbols() if s.is_assigned() or s.is_imported()}
    stars = any(
        alias.name == "*"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    )
    return None if stars or used & DYNAMIC else (used, bound | _changed(tree))


class _AsGenerators(ast.NodeTransformer):
    """Comprehensions as generators, whose variables are their own in each version of Python.

    Since 3.12, which a page has, those of the others count as names of the cell.
    """

    def visit_ListComp(self, node: ast.ListComp | ast.SetComp) -> ast.GeneratorExp:
        self.generic_visit(node)
        return ast.GeneratorExp(node.elt, node.generators)

    visit_SetComp = visit_ListComp

    def visit_DictComp(self, node: ast.DictComp) -> ast.GeneratorExp:
        self.generic_visit(node)
        return ast.GeneratorExp(ast.Tuple([node.key, node.value], ast.Load()), node.generators)


def _global_names(table: symtable.SymbolTable, *, top: bool = False) -> set[str]:
    found = {
        symbol.get_name()
        for symbol in table.get_symbols()
        if symbol.is_referenced() and (top or symbol.is_global())
    }
    return found.union(*map(_global_names, table.get_children()))


def _changed(tree: ast.Module) -> set[str]:
    """Return the names whose objects a cell may change without binding them: ``x[0] = 1``."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript | ast.Attribute) and isinstance(node.ctx, ast.Store):
            found |= _root(node)
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            if isinstance(node.value.func, ast.Attribute):
                found |= _root(node.value.func).union(*map(_root, node.value.args))
    return found - {"mlp", "checks", "figures", "widgets", "np", "plt"}


def _root(node: ast.AST) -> set[str]:
    while isinstance(node, ast.Subscript | ast.Attribute | ast.Starred):
        node = node.value
    return {node.id} if isinstance(node, ast.Name) else set()


def _compiles(source: str) -> bool:
    try:
        ast.parse(source)
    except (SyntaxError, ValueError):
        return False
    return True
