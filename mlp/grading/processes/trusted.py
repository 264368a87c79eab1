"""Run the course's test cells with a student's functions: the verdict is made here alone."""

import ast
import contextlib
import hashlib
import io
import random
import time
from dataclasses import dataclass

import numpy as np

import mlp
from mlp import checks
from mlp.checks import check, probing
from mlp.checks.errors import Mistake, StudentRaised
from mlp.exercises import TRAINING
from mlp.grading.processes import plain
from mlp.grading.processes.session import ProcessEnded, Session

for _name in checks.__all__:  # all of them now: a process for one notebook begins with these
    getattr(checks, _name)

UNNAMED = "wrong-value"  # what a check says where it recognises no mistake


@dataclass
class Verdict:
    """What a test cell came to.

    Attributes
    ----------
    score : float
    printed : str
        What the test printed.
    message : str
        Why not all points were given, '' if they were.
    kind : str
        The type of the exception behind that, '' if there was none: it alone says whether the
        test failed.
    slug : str
        The name of the mistake, if the check has one.
    review : bool
        Whether a human should look: there was no proper verdict.
    value : str or None
        The repr of the test's last expression.
    probe : str
        What a wrong answer without a named mistake does: see `mlp.checks.probing`.
    """

    score: float = 0.0
    printed: str = ""
    message: str = ""
    kind: str = ""
    slug: str = ""
    review: bool = False
    value: str | None = None
    probe: str = ""


def run_test(
    source: str, points: float, session: Session, exercise: str, seconds: float
) -> Verdict:
    """Run a test cell of the course with the student's functions and return its verdict.

    Parameters
    ----------
    source : str
        The test cell with its hidden part.
    points : float
        Of the cell.
    session : Session
        The student's process.
    exercise : str
        Whose test it is: its reference may not be called now.
    seconds : float
        What the test may take on the clock, once the student's cells have run.
    """
    printed = io.StringIO()
    try:
        if exercise in TRAINING:
            session.use_full_mlp(exercise)
        session.ready()
        session.deadline = time.monotonic() + seconds
        session.references.watch(exercise)
        _seed(source)
        tree = ast.parse(source)
        used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        namespace = {"np": np, "mlp": mlp, "checks": checks, "__name__": "__main__"}
        namespace |= session.bind(sorted(used & session.exercises))
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(io.StringIO()):
            value = _execute(tree, namespace)
        return _success(value, points, printed.getvalue())
    except ProcessEnded as error:
        message = f"No verdict: while your function was tested, its process ended ({error})."
        return Verdict(0.0, printed.getvalue(), message, "NoVerdict", "no-verdict", True)
    except Mistake as error:
        name = type(error).__name__
        done = _probe(session, exercise) if error.slug == UNNAMED else ""
        return Verdict(0.0, printed.getvalue(), str(error), name, error.slug, probe=done)
    except StudentRaised as error:
        kind, message = plain.of_stop(error)
        return Verdict(0.0, printed.getvalue(), message, kind)
    except AssertionError as error:
        message = plain.of_assertion(error, source)
        return Verdict(0.0, printed.getvalue(), message, "AssertionError")
    except Exception as error:
        message = " ".join(str(error).split())[:2000]
        return Verdict(0.0, printed.getvalue(), message, type(error).__name__)
    finally:
        session.deadline = float("inf")
        session.use_redacted_mlp()
        session.references.watch("")


def _probe(session, exercise):
    """Return what a wrong answer does on inputs that are the same for all, '' if unknown."""
    check_of = getattr(checks, exercise, None)
    if exercise in TRAINING or not hasattr(check_of, "cases"):
        return ""
    with contextlib.suppress(ProcessEnded, Exception):  # the report alone asks: there is a verdict
        return probing.probe(check_of, session.bind([exercise])[exercise])
    return ""


def _seed(source):
    """Have a test draw the same numbers each time; students, who lack its hidden part, not know."""
    seed = int.from_bytes(hashlib.sha256(source.encode()).digest()[:4])
    check.SEED = seed
    random.seed(seed)
    np.random.seed(seed)


def _execute(tree, namespace):
    last = None
    if tree.body and isinstance(tree.body[-1], ast.Expr):
        last = ast.Expression(tree.body.pop().value)
    exec(compile(tree, "<test>", "exec"), namespace)
    return None if last is None else eval(compile(last, "<test>", "eval"), namespace)


def _success(value, points, printed):
    """Give partial credit as nbgrader does: a number from 0 to the points."""
    shown = None if value is None else repr(value)
    number = isinstance(value, int | float | np.number) and not isinstance(value, bool)
    if number and value >= 0:
        if value > points:
            message = f"the test gave {value} points of {points}"
            return Verdict(0.0, printed, message, "NoVerdict", "no-verdict", True, shown)
        return Verdict(float(value), printed, value=f"{value}")  # so nbgrader reads it as a number
    return Verdict(points, printed, value=shown)
