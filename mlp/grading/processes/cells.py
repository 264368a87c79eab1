"""Run the cells of a notebook without a kernel, in the student's process."""

import ast
import builtins
import gc
import importlib
import inspect
import io
import linecache
import re
import signal
import sys
import traceback
import warnings
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from types import ModuleType
from typing import Any

KEPT = 20_000  # characters of a cell's output
_MAGIC = re.compile(r"^\s*(?:[^#\n]*=\s*)?[%!?]|\?\s*$", re.MULTILINE)
TIMED = ("time", "timeit", "prun", "memit", "mprun")
CELL_SECONDS = 30.0  # of processor time, for a cell of the course's own


class CellTimeout(BaseException):
    """Raised in a cell that runs too long."""


class _Text(io.TextIOBase):
    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> int:
        if len(self.text) < KEPT:
            self.text += str(text)[: KEPT - len(self.text)]
        return len(text)

    def isatty(self) -> bool:
        return False


class Lines(list):
    """What `files = !ls` gives: no line, since no program can be started; like IPython's SList."""

    l = list_ = property(lambda self: list(self))
    n = nlstr = s = spstr = property(lambda self: "")


class Shell:
    """What `get_ipython()` gives a cell: the magics that run code or write a file, once.

    All other magics and shell lines do nothing.
    """

    def __init__(self, namespace: dict) -> None:
        self.user_ns = namespace

    def run_line_magic(self, name: str, line: str, *rest) -> None:
        """Run the statement after %time or %timeit once, or the file after %run."""
        if name in TIMED and (statement := _after_options(line)):
            exec(_without_magics(statement), self.user_ns)
        elif name == "run" and (words := line.split()):
            exec(compile(Path(words[0]).read_text("utf-8"), words[0], "exec"), self.user_ns)

    def run_cell_magic(self, name: str, line: str, cell: str) -> None:
        """Run the cell below %%time or %%capture as it is; write the one below %%writefile."""
        if name in (*TIMED, "capture"):
            exec(_without_magics(cell), self.user_ns)
        elif name in ("writefile", "file") and (words := line.split()):
            with Path(words[-1]).open("a" if "-a" in words else "w", encoding="utf-8") as file:
                file.write(cell)
            importlib.invalidate_caches()

    magic = run_line_magic

    def getoutput(self, command: str, *rest, **named) -> Lines:
        """Return what a shell command prints: nothing."""
        return Lines()

    def __getattr__(self, name: str):
        return lambda *args, **kwargs: None


def _after_options(line: str) -> str:
    """Return the statement of a %timeit line, without options such as `-n 10 -r1 -q`.

    Examples
    --------
    >>> _after_options("-n 10 -r1 -q sigmoid(-1.0)")
    'sigmoid(-1.0)'
    """
    return re.sub(r"^(?:\s*-(?:[nrps]\s*\w+|[tcqorlTD])(?=\s))*\s*", "", f"{line} ").strip()


class ChapterCells:
    """The chapter's own cells: run once in the parent, replayed in each child.

    Replaying a cell gives its names the values that they had after it.
    """

    def __init__(self) -> None:
        main = sys.modules["__main__"] = ModuleType("__main__")  # where pickle looks names up
        self.namespace: dict = vars(main)
        self.namespace.update({"__name__": "__main__", "__builtins__": builtins})
        self._named: dict[str, dict] = {}
        builtins.get_ipython = lambda: Shell(self.namespace)
        builtins.display = lambda *things, **kwargs: print(*(repr(each) for each in things))

    def add(self, key: str, source: str) -> str:
        """Run a cell and keep the names that it sets; return what went wrong, if anything."""
        before = dict(self.namespace)
        ok, _, _, error = run_cell(self.namespace, source, key, CELL_SECONDS)
        self._named[key] = {
            name: value
            for name, value in self.namespace.items()
            if name not in before or before[name] is not value
        }
        return "" if ok else f"{key}: {error[0]}: {error[1]}"

    def forget(self) -> None:
        """Begin a submission: nothing has been replayed yet."""
        gc.freeze()
        self.namespace.clear()
        self.namespace.update({"__name__": "__main__", "__builtins__": builtins})

    def replay(self, *keys: str) -> None:
        """Set the names of these cells, in this order."""
        for key in keys:
            self.namespace.update(self._named.get(key, {}))


def text_of(value: Any) -> str:
    """Return the `repr` of a value, of reasonable length."""
    return str(repr(value))[:KEPT]


def run_cell(
    namespace: dict,
    source: str,
    key: str,
    seconds: float,
    show: Callable[[Any], Any] = text_of,
) -> tuple:
    """Run a cell as a notebook does.

    Parameters
    ----------
    namespace : dict
        Where its names live.
    source : str
        The cell; magics are allowed.
    key : str
        Its name in tracebacks.
    seconds : float
        Of processor time.
    show : callable, default text_of
        What to return of the value of the last expression.

    Returns
    -------
    tuple
        Whether it ended well, what it printed, what it shows of its last expression or None, and
        (type, message, traceback) of what it raised or None.
    """
    out, result, error = _Text(), None, None
    name = f"<cell {key}>"
    try:
        with redirect_stdout(out), redirect_stderr(out), limited(seconds):
            warnings.simplefilter("default")
            result = _execute(namespace, source, name, show)
    except CellTimeout:
        error = ("TimeoutError", f"the cell ran longer than {seconds:.0f} s", "")
    except BaseException as raised:
        error = _describe(raised, name)
    return error is None, out.text, result, error


def _execute(namespace, source, name, show):
    source = _without_magics(source)
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    tree = ast.parse(source, name)
    last = None
    if tree.body and isinstance(tree.body[-1], ast.Expr):
        last = ast.Expression(tree.body.pop().value)
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    _run(compile(tree, name, "exec", flags), namespace)
    if last is None:
        return None
    value = _run(compile(last, name, "eval", flags), namespace)
    if value is None or source.rstrip().endswith(";"):
        return None
    return show(value)


def _run(code, namespace):
    value = eval(code, namespace)
    if not code.co_flags & inspect.CO_COROUTINE:
        return value
    import asyncio  # slow to import, rarely needed

    return asyncio.run(value)


def _without_magics(source):
    """Turn lines like `%matplotlib inline` and `!ls` into calls of `get_ipython()`."""
    if not _MAGIC.search(source):
        return source
    try:
        from IPython.core.inputtransformer2 import TransformerManager
    except ImportError:
        return source
    return TransformerManager().transform_cell(source)


def _describe(error, name):
    """Return type, message and traceback of what a cell raised, however odd the exception is."""
    try:
        message = str(error)[:KEPT]
    except BaseException:
        message = "(its message cannot be had)"
    try:
        frames = traceback.extract_tb(error.__traceback__)
        own = [frame for frame in frames if frame.filename.startswith("<cell ")]
        lines = traceback.format_list(own[-10:])
    except BaseException:
        lines = []
    if isinstance(error, SyntaxError) and error.filename == name:
        lines = [f"  line {error.lineno}: {error.text or ''}"]
    return type(error).__name__[:100], message, "".join(lines)[:KEPT]


class limited:
    """End the block after so many seconds of processor time, or three times that on the clock."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def __enter__(self) -> None:
        def ring(number, frame):
            raise CellTimeout

        self.before = [signal.signal(number, ring) for number in (signal.SIGPROF, signal.SIGALRM)]
        signal.setitimer(signal.ITIMER_PROF, self.seconds, 1.0)
        signal.setitimer(signal.ITIMER_REAL, 3 * self.seconds, 1.0)

    def __exit__(self, *exception) -> None:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number, before in zip((signal.SIGPROF, signal.SIGALRM), self.before, strict=True):
            signal.signal(number, before)
        sys.settrace(None)
        sys.setprofile(None)
