"""Grade one submission: bytes in; scores, graded notebook out.

Runs in a process of its own for each submission, beside the student's.
"""

import ast
import itertools
from collections.abc import Mapping
from types import MappingProxyType

from mlp.exercises import CALL_SECONDS
from mlp.grading.intake import matching, reading
from mlp.grading.intake import notebook as nb
from mlp.grading.intake.bundle import SOLUTION, TEST, WRITTEN, Bundle, SourceCell, tested
from mlp.grading.intake.notebook import Node
from mlp.grading.intake.variants import for_student
from mlp.grading.pages.harmless import make_harmless
from mlp.grading.processes import lacking
from mlp.grading.processes.isolate import DEFAULT, Limits
from mlp.grading.processes.session import ENDED, Cell, Session, Students, clock_seconds
from mlp.grading.processes.trusted import Verdict, run_test
from mlp.grading.result import Result

CELLS_SECONDS = 180.0  # on the clock, for all of the student's own cells together, answers apart
TEST_SECONDS = 120.0  # on the clock, for one test cell
SLOW = 6  # a test of an answer that may take so many seconds may take so many times as long

OUTPUT = 2_000_000  # characters of all outputs of a submission together
LEFT_OUT = "(the output is left out: those of the notebook are very long)"


def seconds_allowed(bundle: Bundle, limits: Limits = DEFAULT) -> float:
    """Return how long the slowest submission of this assignment may take, on the clock.

    No honest one comes near: every test has its own time, and so has every answer.
    """
    tests = [cell for cell in bundle.cells if cell.role == TEST]
    answers = len(bundle.exercises) * clock_seconds(limits.cell)
    return 2 * (CELLS_SECONDS + answers + sum(_test_seconds(test, bundle) for test in tests))


def _test_seconds(test: SourceCell, bundle: Bundle) -> float:
    """Return how long a test may take on the clock, whatever the other tests took."""
    return max(TEST_SECONDS, SLOW * CALL_SECONDS.get(exercise_of(test, bundle), 0.0))


def grade(
    student: str,
    data: bytes,
    notes: list[str],
    bundle: Bundle,
    students: Students,
    drawn: Mapping[str, list[Node]] = MappingProxyType({}),
) -> Result:
    """Grade a submission.

    Parameters
    ----------
    student : str
        The student's id.
    data : bytes
        The notebook as it was handed in.
    notes : list of str
        What was unusual about the files, for the list of repairs.
    bundle : Bundle
        The assignment.
    students : Students
        Where the student's process comes from.
    drawn : mapping, optional
        Outputs of the chapter's own cells: see `mlp.grading.processes.drawing`.

    Returns
    -------
    Result
    """
    bundle = for_student(bundle, student)
    try:
        taken = matching.take(data, bundle)
    except reading.Refused as refused:
        return refuse(student, str(refused), bundle)
    verdicts, reports = run(taken, bundle, students)
    result = Result(student, repairs=notes + taken.repairs)
    _score(result, taken.notebook, verdicts, bundle)
    _write(result, taken, verdicts, reports, bundle, drawn)
    return result


def refuse(student: str, reason: str, bundle: Bundle, kind: str = "Refused") -> Result:
    """Return the result of a submission that could not be graded: 0, and a human should look.

    Examples
    --------
    >>> from mlp.grading.intake.bundle import Bundle
    >>> refuse("ada", "the file is empty", Bundle("ch1", "neurons", ())).refused
    'the file is empty'
    """
    blank = nb.new_notebook([])
    verdicts = {}
    for cell in bundle.cells:
        new = nb.new_cell(cell.cell_type, cell.released, id=cell.key)
        if cell.nbgrader:
            new.metadata.nbgrader = dict(cell.nbgrader)
        blank.cells.append(new)
        if cell.role == TEST:
            verdicts[cell.key] = Verdict(0.0, "", reason, kind, "no-verdict", True)
    result = Result(student, refused=reason)
    _score(result, blank, verdicts, bundle)
    result.scores.update((cell.key, 0.0) for cell in bundle.cells if cell.role == WRITTEN)
    result.unanswered = []
    _write(result, matching.Taken(blank, []), verdicts, {}, bundle, {})
    return result


def run(
    taken: matching.Taken, bundle: Bundle, students: Students
) -> tuple[dict[str, Verdict], dict[int, tuple]]:
    """Run a notebook's cells and tests.

    Returns
    -------
    tuple
        The verdict of each test cell, and the report of each of the student's cells by its place
        in the notebook.
    """
    tests = {cell.key: cell for cell in bundle.cells if cell.role == TEST}
    session = Session(students, bundle.in_order, CELLS_SECONDS)
    try:
        verdicts, reports = _in_order(taken, bundle, tests, session)
        _once_more(taken, bundle, tests, session, verdicts)
        for key in tests.keys() - verdicts.keys():
            verdicts[key] = Verdict(0.0, "", "No verdict.", "NoVerdict", "no-verdict", True)
        _explain(verdicts, reports, taken, bundle, tests)
        return verdicts, reports
    finally:
        session.end()


def _in_order(taken, bundle, tests, session):
    verdicts, reports = {}, {}
    for kind, group in itertools.groupby(taken.steps, key=lambda step: step.kind):
        steps = list(group)
        if kind == "replay":
            session.run(Cell(tuple(step.key for step in steps)))
        for step in steps:
            if kind == "run":
                cell = Cell((step.key,), taken.notebook.cells[step.index].source)
                session.run(cell)
                reports[step.index] = cell.report or (True, "", None, None)
            elif kind == "test":
                verdicts[step.key] = _test(tests[step.key], bundle, session)
    return verdicts, reports


def _test(test, bundle, session):
    seconds = _test_seconds(test, bundle)
    return run_test(test.source, test.points, session, exercise_of(test, bundle), seconds)


def _once_more(taken, bundle, tests, session, verdicts):
    """Test again, after all cells, what failed before a later cell could define what it needs.

    A later answer may define a helper; so it counts where the failure was a missing name.
    """
    later = helper = False
    for step in reversed(taken.steps):
        if step.kind == "run":
            helper = True
            later = later or step.key not in bundle.exercises or _is_late(step, taken)
        elif step.kind == "test" and verdicts[step.key].kind:
            verdict = verdicts[step.key]
            if (later or (helper and "NameError" in verdict.message)) and not verdict.review:
                again = _test(tests[step.key], bundle, session)
                if again.score > verdict.score:
                    verdicts[step.key] = again


def _is_late(step, taken):
    """Say whether a solution cell is after its own test."""
    tests = [each for each in taken.steps if each.kind == "test" and tested(each.key) == step.key]
    return any(test.index < step.index for test in tests)


def exercise_of(test: SourceCell, bundle: Bundle) -> str:
    """Return the name of the exercise that a test cell is about, '' if that is unclear.

    Examples
    --------
    >>> cells = (SourceCell("train", SOLUTION, "code", "", ""),)
    >>> test = SourceCell("test-train-75", TEST, "code", "checks.train(train)", "")
    >>> exercise_of(test, Bundle("ch4", "calculus", cells))
    'train'
    """
    if tested(test.key) in bundle.exercises:
        return tested(test.key)
    used = {node.id for node in ast.walk(ast.parse(test.source)) if isinstance(node, ast.Name)}
    used &= bundle.exercises
    return used.pop() if len(used) == 1 else ""


def _explain(verdicts, reports, taken, bundle, tests):
    """Say what went wrong in the cell that should define a function, and what only graders lack."""
    places = {step.key: step.index for step in taken.steps if step.kind == "run"}
    for key, verdict in verdicts.items():
        exercise = exercise_of(tests[key], bundle)
        error = None
        if verdict.kind == "NameError" and f"'{exercise}'" in verdict.message:
            error = reports.get(places.get(exercise, -1), (True, "", None, None))[3]
            verdict.slug = "not-defined"
            verdict.message = f"Not yet: there is no function {exercise}."
            if error is not None:
                verdict.message += f" Its cell stopped with {error[0]}: {error[1]}".rstrip(": ")
                verdict.review = error[0] == ENDED
        lacking.explain(verdict, error, [report[3] for report in reports.values() if report[3]])


def _score(result, notebook, verdicts, bundle):
    score_answers(result, notebook, bundle)
    for cell in bundle.cells:
        if cell.role == TEST:
            verdict = verdicts[cell.key]
            result.scores[cell.key] = verdict.score
            if verdict.review:
                result.review[cell.key] = _clean(verdict.message)
            if verdict.kind:
                result.messages[cell.key] = _clean(verdict.message or verdict.kind)
            if verdict.slug:
                result.slugs[cell.key] = verdict.slug


def score_answers(result: Result, notebook: Node, bundle: Bundle) -> None:
    """Note what was left as it was; a written answer awaits a human, 0 if there is none."""
    texts = {cell.id: cell.source for cell in notebook.cells}
    for cell in bundle.cells:
        if cell.role not in (SOLUTION, WRITTEN):
            continue
        unchanged = texts.get(cell.key, "").strip() == cell.released.strip()
        if unchanged and not cell.nbgrader.get("task"):
            result.unanswered.append(cell.key)
        if cell.role == WRITTEN:
            zero = cell.nbgrader.get("solution") and unchanged
            result.scores[cell.key] = 0.0 if zero else None


def _write(result, taken, verdicts, reports, bundle, drawn):
    notebook, left = taken.notebook, OUTPUT
    for index, report in sorted(reports.items()):
        _, printed, shown, error = report
        left -= sum(map(len, (printed, shown or "", *(error or ()))))
        outputs = _cell_outputs(*report) if left >= 0 else [nb.printed(LEFT_OUT)]
        notebook.cells[index].outputs = outputs
    for cell in notebook.cells:
        if cell.id in verdicts and cell.cell_type == "code":
            cell.outputs = _test_outputs(verdicts[cell.id])
    ours = {cell.key: cell.released.strip() for cell in bundle.cells}
    make_harmless(notebook, lambda cell: ours.get(cell["id"]) == cell["source"].strip())
    for cell in notebook.cells:
        if cell.id in verdicts and verdicts[cell.id].probe:
            cell.metadata.mlp = {"probe": verdicts[cell.id].probe}
    for step in taken.steps:
        if step.kind == "replay" and step.index >= 0 and step.key in drawn:
            notebook.cells[step.index].outputs = drawn[step.key]
    result.notebook = nb.write(notebook)


def _cell_outputs(ok, printed, shown, error) -> list[Node]:
    outputs = []
    if printed:
        outputs.append(nb.printed(_clean(printed)))
    if shown is not None:
        outputs.append(nb.shown({"text/plain": _clean(shown)}))
    if error is not None:
        name, message, trace = map(_clean, error)
        lines = [*trace.splitlines(), f"{name}: {message}"]
        outputs.append(nb.error(name, message, lines))
    return outputs


def _test_outputs(verdict) -> list[Node]:
    """Return outputs in which nbgrader reads the verdict's score: an error for any failure."""
    if not verdict.kind:
        return _cell_outputs(True, verdict.printed, verdict.value, None)
    error = (verdict.kind, verdict.message or verdict.kind, "")
    return _cell_outputs(False, verdict.printed, None, error)


def _clean(text: str) -> str:
    """Return text that can be written as UTF-8 and shown: no lone surrogates, no escapes."""
    text = text.encode("utf-8", "replace").decode()
    return "".join(c if c >= " " or c in "\n\t" else "\ufffd" for c in text)
