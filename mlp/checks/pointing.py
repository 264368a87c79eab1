"""Which line to look at: search one edit of the student's own code that makes all cases right.

The edit itself is never shown, only its line, and only if no edit of another line does it too.
Larger edits are tried where no small one does it. A function of a single line needs no search.
"""

import ast
import builtins
import inspect
import io
import linecache
import os
import textwrap
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from itertools import islice
from types import ModuleType

import numpy as np

import mlp
from mlp.checks import calling, comparing, rehearsal, writing
from mlp.checks.edits import edits
from mlp.checks.larger_edits import larger_edits

SEARCH_SECONDS = 1.0  # of processor time, for the whole search
ON_THE_CLOCK = 5.0  # then it is ended: an edited loop in C may never end
EACH = 0.1  # for one edited function: some never end


def line_to_look_at(check, function: Callable, outcomes) -> int | None:
    """Return the number of the line where one edit makes all cases right, or None.

    Parameters
    ----------
    check : Check
    function : callable
        What the student wrote; its source has to be known.
    outcomes : sequence of Outcome
        What it gave for the cases of the check.
    """
    code = getattr(function, "__code__", None)
    tree = _tree_of(code)
    if tree is None or function.__closure__:
        return None
    if _is_one_line(check, function, tree):
        return function.__code__.co_firstlineno - 1 + tree.body[0].body[-1].lineno
    if not rehearsal.can_fork():
        return _search(check, function, tree, outcomes)

    def work(writer: int) -> None:
        os.write(writer, str(_search(check, function, tree, outcomes) or "").encode())

    found = rehearsal.forked(work, ON_THE_CLOCK)
    return int(found) if found.isdigit() else None


def _is_one_line(check, function: Callable, tree: ast.Module) -> bool:
    """Say whether a single line does all: then it is wrong there, and nowhere else."""
    definition = tree.body[0]
    lines = definition.body[1:] if ast.get_docstring(definition) else definition.body
    if len(lines) != 1 or not isinstance(lines[0], ast.Return | ast.Assign | ast.Expr):
        return False
    names = [argument.arg for argument in definition.args.args]
    if names != writing.parameters(check.reference)[: len(names)]:
        return False
    loaded = {node.id for node in ast.walk(lines[0]) if isinstance(node, ast.Name)}
    used = {name: function.__globals__[name] for name in loaded if name in function.__globals__}
    return lines[0].lineno == lines[0].end_lineno and all(
        _is_sound(name, value) for name, value in used.items() if name not in names
    )


PROBE = np.array([-2.0, 0.5, 3.0])


def _is_sound(name: str, value) -> bool:
    """Say whether a name of the notebook has nothing of the student's own that may be wrong."""
    if isinstance(value, ModuleType) or value is getattr(builtins, name, None):
        return True
    if getattr(value, "__module__", "").partition(".")[0] in ("numpy", "mlp", "math"):
        return True
    right = getattr(mlp, name, None) if name in ("sigmoid", "sigmoid_prime", "relu") else None
    try:
        with _silence(), calling.limited(EACH):
            return right is not None and np.allclose(value(PROBE), right(PROBE))
    except (Exception, calling.CallTimeout):
        return False


def _search(check, function: Callable, tree: ast.Module, outcomes) -> int | None:
    wrong = [
        outcome.case for outcome in outcomes if not outcome.right or outcome.changed is not None
    ]
    cases = [*wrong[:1], *(outcome.case for outcome in outcomes), outcomes[0].case]
    first = next((outcome for outcome in outcomes if outcome.case is cases[0]), outcomes[0])
    deadline = time.process_time() + SEARCH_SECONDS
    for tries in (edits(tree, set(function.__globals__)), larger_edits(tree)):
        found = set()
        for line, edited in tries:
            if time.process_time() > deadline:
                return None
            if line not in found and (again := _compiled(edited, function)) is not None:
                if _may_be_right(check, again, first) and _is_right(check, again, cases):
                    found.add(line)
                    if len(found) > 1:
                        return None
        if found:
            return found.pop() + function.__code__.co_firstlineno - 1
    return None


def _tree_of(code) -> ast.Module | None:
    """Return the syntax tree of a function's own source, its first line being line 1."""
    if code is None or code.co_name == "<lambda>":
        return None
    lines = linecache.getlines(code.co_filename)[code.co_firstlineno - 1 :]
    try:
        tree = ast.parse(textwrap.dedent("".join(inspect.getblock(lines))))
    except (SyntaxError, IndexError, ValueError):
        return None
    if len(tree.body) != 1 or not isinstance(tree.body[0], ast.FunctionDef):
        return None
    return None if tree.body[0].decorator_list else tree


def _compiled(tree: ast.Module, function: Callable) -> Callable | None:
    namespace = dict(function.__globals__)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # an edit may look odd to Python
            exec(compile(tree, "<edited>", "exec"), namespace)
    except Exception:  # not every edit is a program
        return None
    edited = namespace[function.__name__]

    def again(*args):
        result = edited(*args)
        if isinstance(result, Iterator):
            return calling.Yielded(islice(result, comparing.ENOUGH))
        return result

    return again


def _may_be_right(check, function: Callable, first) -> bool:
    """Say whether a function gives what is wanted in the first wrong case: most do not."""
    if not check.by_value:
        return True
    try:
        with _silence(), calling.limited(EACH):
            value = comparing.bounded(function(*comparing.copied(first.case.args)), first.wanted)
            return comparing.agree(value, first.wanted, 10 * first.tolerance)
    except (Exception, calling.CallTimeout):
        return False


def _is_right(check, function: Callable, cases) -> bool:
    """Say whether a function is right on all cases, within its time."""
    outcomes = []
    try:
        with _silence(), calling.limited(EACH):
            for case in cases:
                outcome = check.outcome(function, case)
                if not outcome.right or outcome.changed is not None:
                    return False
                outcomes.append(outcome)
            return not any(each.explains(outcomes) for each in check.suspected)
    except (Exception, calling.CallTimeout):
        return False


class _silence(redirect_stdout):
    """Let nothing be printed or warned of."""

    def __init__(self):
        super().__init__(io.StringIO())
        self.others = [redirect_stderr(io.StringIO()), warnings.catch_warnings(), np.errstate(
            all="ignore")]  # fmt: skip

    def __enter__(self):
        for each in self.others:
            each.__enter__()
        warnings.simplefilter("ignore")
        return super().__enter__()

    def __exit__(self, *error):
        super().__exit__(*error)
        for each in reversed(self.others):
            each.__exit__(*error)
