"""A student's wrong answer as a mistake that the check knows: what its row and its file say.

The answer becomes part of a check, so it may do nothing but compute: loops over what is there,
NumPy, and functions of `mlp`. A person reads it before it is written.
"""

import ast
import re
import textwrap
from typing import NamedTuple

import numpy as np

import mlp
from mlp.exercises import EXERCISES
from mlp.grading.authoring import places

LINE = 100
PLAIN = {
    "abs", "bool", "enumerate", "float", "int", "len", "list", "max", "min", "pow", "range",
    "reversed", "round", "sorted", "sum", "tuple", "zip",
}  # fmt: skip
MODULES = {"np": "import numpy as np", "mlp": "import mlp"}
REFUSED = (
    ast.Import, ast.ImportFrom, ast.While, ast.Global, ast.Nonlocal, ast.ClassDef, ast.With,
    ast.Try, ast.Await, ast.Yield, ast.YieldFrom, ast.AsyncFunctionDef, ast.Delete,
)  # fmt: skip
OF_NUMPY = set("""
    array asarray zeros ones full empty eye arange linspace zeros_like ones_like dot outer inner sum
    mean prod max min argmax argmin where clip concatenate stack vstack hstack column_stack append
    reshape ravel transpose newaxis pi e inf nan float64 float32 int64 cumsum cumprod einsum copy
    sort argsort round diff atleast_1d atleast_2d tile repeat shape size ndim expand_dims squeeze
    std var median all any nan_to_num isclose linalg diag flip roll
""".split())  # fmt: skip
OF_VALUES = set("""
    T shape size ndim dtype sum mean max min dot reshape ravel flatten copy astype append extend
    argmax argmin transpose tolist cumsum prod clip std round norm
""".split())  # fmt: skip


class Unusable(ValueError):
    """An answer that cannot become a mistake of the check without a person's help."""


class Variant(NamedTuple):
    """A wrong answer as a function of its own.

    Attributes
    ----------
    name : str
        Of the function.
    source : str
        Its text.
    short : str
        It as a lambda, '' if it is longer than that.
    imports : list of str
        The lines that it needs.
    """

    name: str
    source: str
    short: str
    imports: list[str]


def variant(answer: str, exercise: str, slug: str) -> Variant:
    r"""Return a student's answer as a function that a check can compare with.

    Parameters
    ----------
    answer : str
        The student's cell.
    exercise : str
        The name of the function in it.
    slug : str
        The mistake's name, which names the new function.

    Raises
    ------
    Unusable
        If it does something else than compute.

    Examples
    --------
    >>> variant("def line(x, m, b):  # Ada\n    return m * x ** 2 + b", "line", "x-squared").short
    'lambda x, m, b: m * x ** 2 + b'
    """
    try:
        tree = ast.parse(answer)
    except SyntaxError as error:
        raise Unusable(f"the answer is no Python: {error}") from None
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    wanted = [node for node in functions if node.name == exercise]
    if len(wanted) != 1 or not all(isinstance(n, ast.FunctionDef | ast.Expr) for n in tree.body):
        raise Unusable(f"its cell holds more than functions, or not one called {exercise}")
    main, helpers = wanted[0], [node for node in functions if node is not wanted[0]]
    for node in functions:
        _without_words(node)
    main.body = helpers + main.body
    _look_at(main)
    main = _Names(_bound(main)).visit(main)
    main.name = "_" + re.sub(r"\W", "_", slug)
    source = ast.unparse(ast.fix_missing_locations(main))
    imports = [line for name, line in MODULES.items() if re.search(rf"\b{name}\.", source)]
    return Variant(main.name, source, _as_lambda(main), imports)


def _without_words(function):
    """Take out docstrings, annotations and decorators; comments are gone already."""
    body = [n for n in function.body if not (isinstance(n, ast.Expr)
            and isinstance(n.value, ast.Constant))]  # fmt: skip
    function.body = body or [ast.Pass()]
    if function.decorator_list:
        raise Unusable("its function has a decorator")
    function.returns = None
    for argument in ast.walk(function.args):
        if isinstance(argument, ast.arg):
            argument.annotation = None


def _look_at(function):
    bound = _bound(function)
    for node in ast.walk(function):
        if isinstance(node, REFUSED):
            raise Unusable(
                f"it holds {type(node).__name__.lower()}, which may do more than compute"
            )
        if isinstance(node, ast.Attribute) and not _computes(node):
            raise Unusable(f"it uses {ast.unparse(node)}, which may do more than compute")
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            if node.id not in bound | PLAIN | MODULES.keys() | EXERCISES.keys():
                raise Unusable(f"it uses {node.id}, which is no part of the answer")


def _computes(node: ast.Attribute) -> bool:
    """Say whether an attribute is known to compute: of NumPy, of mlp, or of numbers."""
    of = node.value.id if isinstance(node.value, ast.Name) else ""
    if of == "mlp":
        return node.attr in mlp.__all__ and not node.attr.startswith("load_")
    if of == "np":
        return node.attr in OF_NUMPY or isinstance(getattr(np, node.attr, None), np.ufunc)
    return node.attr in OF_VALUES


def _bound(function) -> set[str]:
    """Return the names that a function gives values to itself."""
    found = {node.arg for node in ast.walk(function) if isinstance(node, ast.arg)}
    found |= {n.name for n in ast.walk(function) if isinstance(n, ast.FunctionDef)}
    stored = [n for n in ast.walk(function) if isinstance(n, ast.Name)]
    return found | {n.id for n in stored if isinstance(n.ctx, ast.Store)}


class _Names(ast.NodeTransformer):
    """Have the student's own functions of other exercises be those of mlp."""

    def __init__(self, bound):
        self.bound = bound

    def visit_Name(self, node):
        if node.id in EXERCISES and node.id not in self.bound:
            return ast.Attribute(ast.Name("mlp", ast.Load()), node.id, ast.Load())
        return node


def _as_lambda(function) -> str:
    body = function.body
    if len(body) != 1 or not isinstance(body[0], ast.Return) or function.args.defaults:
        return ""
    text = f"lambda {ast.unparse(function.args)}: {ast.unparse(body[0].value)}"
    return text if len(text) <= LINE - 10 else ""


def with_mistake(module: str, slug: str, says: str, made: Variant) -> str:
    """Return the text of a check's module with one mistake more at the end of its table.

    Raises
    ------
    Unusable
        If the module has no list MISTAKES.
    """
    indent = "\n        "
    words = textwrap.wrap(says, LINE - 12, drop_whitespace=False)
    parts = [f'"{slug}",', *map(_quoted, words)]
    parts[-1] += ","
    row = f"    ({indent}{indent.join([*parts, (made.short or made.name) + ','])}\n    ),\n"
    try:
        start = places.start_of(module, "MISTAKES")
        text = places.with_row(module, "MISTAKES", row)
    except ValueError:
        raise Unusable("its check has no table of mistakes") from None
    if not made.short:
        lines = text.splitlines(keepends=True)
        lines.insert(start, f"{made.source}\n\n\n")
        text = "".join(lines)
    for line in made.imports:
        if not re.search(rf"^{line}$", text, re.MULTILINE):
            at = re.search(r"^(from|import) mlp", text, re.MULTILINE).start()
            gap = "\n" if line.startswith("import numpy") else ""
            text = f"{text[:at]}{line}\n{gap}{text[at:]}"
    return text


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
