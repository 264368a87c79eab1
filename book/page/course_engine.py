"""Run one exercise as the chapter's notebook would: the Python half of a page's engine.

The page's worker runs this file in Pyodide. It takes a chapter's notebook as it is handed in, runs
the cells that the answer needs (the course's own and the student's earlier ones), then the answer,
then its test cells, and says what they said. It works in any Python that has `mlp`.
"""

import ast
import json
import linecache
import traceback
import warnings
from contextlib import contextmanager
from dataclasses import dataclass, field

import course_data
import course_hunts
from course_cells import Cell, belongs, cells_of, needed
from course_outputs import drawn_by_pyplot, few, shown, shown_on
from course_world import put_back

from mlp import checks
from mlp.checks import check, pointing
from mlp.checks.errors import Mistake, NotAttempted
from mlp.exercises import CALL_SECONDS

ANSWER_SECONDS = 30.0  # on the clock, for the answer and its tests; then the page ends the worker
#: What Python says in a page where it is to start a thread or a process.
NO_PROCESSES = ("can't start new thread", "'_multiprocessing'", "does not support processes")
LACKS_PROCESSES = (
    "Python in a page has one thread and starts no processes. A loop does the same here; or do "
    "this exercise in a notebook on your own machine."
)
LACKS_PACKAGE = "There is no {} in this page. The exercises need NumPy alone."
_kept = {}  # the cells that have been run, and their namespace, after the last one without tests


@dataclass
class Result:
    """What a run shows.

    Attributes
    ----------
    verdict : str
        "right", "wrong" or "none" (nothing written yet, or no test was reached).
    slug : str
        The name of the mistake, if it has one.
    words : str
        What the tests said.
    outputs : list of (str, str)
        What the answer printed and drew, as (type, text).
    missing : str
        The package that an import did not find: the page loads it, if it can, and runs once more.
    """

    verdict: str = "none"
    slug: str = ""
    words: str = ""
    outputs: list = field(default_factory=list)
    missing: str = ""


def run(
    notebook: dict,
    name: str,
    stage=lambda *words: None,
    *,
    seed: int | None = None,
    point: bool = True,
) -> dict:
    """Run the answer to an exercise and its tests, or a cell that uses the answers.

    Parameters
    ----------
    notebook : dict
        The chapter with the student's answers, as JSON.
    name : str
        The exercise, or the id of the cell.
    stage : callable
        Is called with what is begun now: ("before", seconds that it may take), or ("answer", …).
    seed : int, optional
        Of the inputs that the checks draw; the same ones are drawn for the same seed.
    point : bool, default True
        Search for the line to look at. That tries edits of the answer, and one may not end.

    Returns
    -------
    dict
        The attributes of `Result`.
    """
    course_data.failed.clear()
    cells = cells_of(notebook)
    place = next(i for i, cell in enumerate(cells) if cell.key == name)
    tests = [cell for cell in cells if cell.test and belongs(cell.key, name)]
    result = Result()
    before = needed(cells, place, tests)
    stage("before", ANSWER_SECONDS + sum(CALL_SECONDS.get(cell.key, 0.0) * 4 for cell in before))
    namespace, failed = _run_before(before, result)
    namespace["display"] = lambda *values: result.outputs.extend(map(shown, values))
    stage("answer", ANSWER_SECONDS + 3 * CALL_SECONDS.get(name, 0.0) * len(tests))
    with put_back(), shown_on(result.outputs), warnings.catch_warnings(), _drawing(seed, point):
        warnings.filterwarnings("ignore", "Figure.* is non-interactive")  # plt.show()
        try:
            _execute(cells[place], namespace, result.outputs)
        except BaseException as error:  # SystemExit too: an answer does not end the page's Python
            result.missing = missing(error)
            result.verdict, result.words = "wrong" if tests else "none", in_words(error)
        else:
            if tests:
                _judge(tests, namespace, result)
            else:
                _keep([*before, cells[place]], namespace)
        drawn_by_pyplot(result.outputs)
    _say_what_a_page_lacks(result)
    if failed and result.verdict != "right" and result.words:
        named = ", ".join(dict.fromkeys(failed))
        result.words += f"\nBefore it, this raised an error: {named}."
    result.outputs = few(result.outputs)
    if course_data.failed:  # whatever came of it: it is not the answer's doing
        result.verdict, result.slug, result.words = "none", "", course_data.failed[0]
    return vars(result)


@contextmanager
def _drawing(seed: int | None, point: bool):
    """Let checks draw from a seed, and search for a line or not."""
    before = check.SEED, pointing.line_to_look_at
    check.SEED = before[0] if seed is None else seed
    if not point:
        pointing.line_to_look_at = lambda *args: None
    try:
        yield
    finally:
        check.SEED, pointing.line_to_look_at = before


def _say_what_a_page_lacks(result: Result) -> None:
    """Say what no Python in a page can do; whether the answer is right is then not known."""
    if result.verdict == "wrong" and any(each in result.words for each in NO_PROCESSES):
        result.verdict, result.slug = "none", ""
        result.words += "\n" + LACKS_PROCESSES
    elif result.missing:
        result.words += f"\n{LACKS_PACKAGE.format(result.missing)}"


def _run_before(cells: list[Cell], result: Result) -> tuple[dict, list[str]]:
    """Run the cells before one. Return their names, and the keys of those that raised an error."""
    if _kept.get("cells") == cells:
        return _kept["namespace"], []
    namespace, failed = {"__name__": "__main__"}, []
    for cell in cells:
        if error := _run_quietly(cell, namespace):
            result.missing = result.missing or missing(error)
            failed.append(cell.key if cell.solution else "a cell of the chapter")
    return namespace, failed


def _keep(cells: list[Cell], namespace: dict) -> None:
    """Keep what a cell without tests has made: it may have trained a network for a minute."""
    _kept.update(cells=cells, namespace=namespace)


def _judge(tests: list[Cell], namespace: dict, result: Result) -> None:
    said, wrong = [], False
    for test in tests:
        printed = []
        try:
            with shown_on(printed):
                _execute(test, namespace, printed)
        except NotAttempted as nothing:
            result.slug, result.words = nothing.slug, str(nothing)
            return
        except Mistake as mistake:
            wrong = True
            result.slug = result.slug or mistake.slug
            said.append(str(mistake))
        except BaseException as error:
            wrong = True
            said.append(in_words(error))
        else:
            said += [text.strip() for _, text in printed]
    result.verdict = "wrong" if wrong else "right"
    result.words = "\n".join(dict.fromkeys(said))


def _run_quietly(cell: Cell, namespace: dict) -> BaseException | None:
    """Run a cell of before; what it shows is not shown. Return what it raised."""
    with shown_on([]), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            _execute(cell, namespace, None)
        except BaseException as error:
            return error
    return None


def missing(error: BaseException | None) -> str:
    """Return the name of the package that an import did not find, or nothing."""
    found = isinstance(error, ModuleNotFoundError) and error.name
    return found.partition(".")[0] if found else ""


def _execute(cell: Cell, namespace: dict, outputs: list | None) -> None:
    """Run a cell; the value of its last line is shown, if there are `outputs` to show it on."""
    filename = f"<{cell.key}>"
    lines = cell.source.splitlines(keepends=True)
    linecache.cache[filename] = (len(cell.source), None, lines, filename)
    tree = ast.parse(cell.source, filename)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, filename, "exec"), namespace)
    if last is None:
        return
    if outputs is None and not isinstance(last.value, ast.Call):
        return
    value = eval(compile(ast.Expression(last.value), filename, "eval"), namespace)
    if outputs is not None and value is not None and not cell.source.rstrip().endswith(";"):
        outputs.append(shown(value))


def in_words(error: BaseException) -> str:
    """Return an exception as its last line, and the line of the student's that raised it.

    Examples
    --------
    >>> in_words(ValueError("too few"))
    'ValueError: too few'
    """
    said = "".join(traceback.format_exception_only(error)).strip()
    if isinstance(error, SyntaxError):
        return said
    if isinstance(error, NotImplementedError):
        said = "An exercise that this uses is not written yet."
    own = [f for f in traceback.extract_tb(error.__traceback__) if f.filename.startswith("<")]
    own = [frame for frame in own if frame.line]
    return f"{said}\nline {own[-1].lineno}: {own[-1].line}" if own else said


def run_text(notebook: str, name: str, stage, seed: int, point: bool) -> str:
    """Do what `run` does, from JSON to JSON: what crosses over between Python and a browser."""
    return json.dumps(run(json.loads(notebook), name, stage, seed=seed, point=point))


def hunts(notebook: dict, name: str, file: dict, stage=lambda *words: None) -> dict:
    """Open the bug hunts of an exercise with the student's answer, if that is right.

    Returns
    -------
    dict
        The attributes of `Result`, and "hunts": a list, or None where they do not open.
    """
    result = {**run(notebook, name, stage, point=False), "hunts": None}
    if result["verdict"] == "right":
        cells = cells_of(notebook)
        place = next(i for i, cell in enumerate(cells) if cell.key == name)
        namespace, _ = _run_before(needed(cells, place, []), Result())
        with shown_on([]), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            _execute(cells[place], namespace, None)
            result["hunts"] = course_hunts.opened(file, namespace[name], name)
    return result


def hunts_text(notebook: str, name: str, file: str, stage) -> str:
    """Do what `hunts` does, from JSON to JSON."""
    return json.dumps(hunts(json.loads(notebook), name, json.loads(file), stage))


def hint(name: str) -> str:
    """Return the next hint of an exercise, as its check prints it."""
    outputs = []
    with shown_on(outputs):
        getattr(checks, name).hint()
    return "".join(text for _, text in outputs).strip()
