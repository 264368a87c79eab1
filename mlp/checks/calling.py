"""Call the student's function: the one place where it happens.

A check calls an object with the protocol of `Student`. In a notebook that is a `Student` around
the function itself; the grader passes an object of its own whose `is_remote` is true, called the
same way, whose calls happen in another process.

The protocol: ``student(*args)`` returns what the function returned (an iterator as a `Yielded`
list), leaves in the mutable arguments whatever the function did to them, and raises
`StudentRaised`, `TimeLimit` or `ReferenceCalled`. Two attributes may be missing: `printed`, what
the last call printed, and `is_blank`, true if the function has no code yet.
"""

import dis
import io
import linecache
import re
import sys
import threading
import time
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from functools import cache, cached_property
from pathlib import Path
from types import CodeType

import numpy as np

from mlp.checks.errors import Mistake, ReferenceCalled, StudentRaised, TimeLimit
from mlp.checks.reference import MLP, watching

__all__ = ["ReferenceCalled", "Student", "StudentRaised", "TimeLimit", "Yielded", "as_student"]

CHECK_SECONDS = 20.0
KEPT = 2000  # characters of printed text
NAME = re.compile(r"(?<![.\w])[A-Za-z_]\w*")
DRAWN = 1_000_000  # items from an iterator that may well never end
LIBRARIES = (  # lines of these files are not the student's own
    MLP,
    str(Path(linecache.__file__).parent),
    str(Path(np.__file__).parents[1]),
    "<frozen",
    "<__array_function__",
)


class CallTimeout(BaseException):
    """Raised inside the student's code; a BaseException so that `except Exception` lets it by."""


class Yielded(list):
    """The items of an iterator that the function returned."""


class _Printed(io.TextIOBase):
    def __init__(self):
        self.text = ""

    def write(self, text: str) -> int:
        if len(self.text) < KEPT:
            self.text += text[:KEPT]
        return len(text)


class Student:
    """A function of the same process, called with care.

    Its prints and warnings are swallowed, its time is limited (over all calls together), a call of
    the reference is noticed.

    Parameters
    ----------
    function : callable
        What the student wrote.
    exercise : str
        The name of the exercise.
    seconds : float, default 20
        For all calls together.
    """

    is_remote = False

    def __init__(self, function: Callable, exercise: str, seconds: float = CHECK_SECONDS):
        self.function, self.exercise, self.seconds = function, exercise, seconds
        self.printed = ""

    @cached_property
    def is_blank(self) -> bool:
        """Whether nothing has been written yet."""
        return _is_blank(self.function)

    def __call__(self, *args):
        """Return what the function returns for these arguments."""
        if self.seconds <= 0:
            raise TimeLimit()
        started = time.monotonic()
        out = _Printed()
        try:
            with watching(self.exercise) as called, _quiet(out), limited(self.seconds):
                result = self.function(*args)
                if isinstance(result, Iterator):
                    result = Yielded(item for item, _ in zip(result, range(DRAWN), strict=False))
        except CallTimeout as late:
            raise TimeLimit(_raised(late, self.function).line) from None
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            if called:
                raise ReferenceCalled(called[0]) from None
            raise _raised(error, self.function) from None
        finally:
            self.printed = out.text.strip()
            self.seconds -= time.monotonic() - started
        if called:
            raise ReferenceCalled(called[0])
        return result


def as_student(function, exercise: str, seconds: float | None = None):
    """Return `function` as a check calls it; one that is remote is returned as it is.

    Raises
    ------
    Mistake
        If it is no function.
    """
    if getattr(function, "is_remote", False):
        return function
    if not callable(function):
        got = "nothing" if function is None else f"a value of type {type(function).__name__}"
        raise Mistake(
            f"Not yet: the check got {got} in place of a function.\n"
            f"Write checks.{exercise}({exercise}): the name of your function alone, without "
            "brackets after it. Its own cell has to be run first.",
            "not-a-function",
        )
    return Student(function, exercise, CHECK_SECONDS if seconds is None else seconds)


def _is_blank(function) -> bool:
    """Say whether a function does nothing but return None: `pass`, `...` or a docstring alone."""
    code = getattr(function, "__code__", None)
    if code is None:
        return False
    idle = {"RESUME", "NOP", "LOAD_CONST", "RETURN_VALUE", "RETURN_CONST", "POP_TOP"}
    steps = list(dis.get_instructions(code))
    returned = [step.argval for step in steps if step.opname in ("LOAD_CONST", "RETURN_CONST")]
    return {step.opname for step in steps} <= idle and returned == [None]


def _raised(error: BaseException, function: Callable) -> StudentRaised:
    """Say what was raised, in which line of the student's."""
    message = " ".join(str(error).split())
    own = [
        (frame, number)
        for frame, number in traceback.walk_tb(error.__traceback__)
        if not frame.f_code.co_filename.startswith(LIBRARIES)
    ]
    if not own:
        return StudentRaised(type(error).__name__, message)
    frame, number = own[-1]
    code = frame.f_code
    text = linecache.getline(code.co_filename, number).strip()
    line = f"line {number}: {text}{_shapes(text, frame)}" if text else f"line {number}"
    answer = code is getattr(function, "__code__", code)
    return StudentRaised(type(error).__name__, message, line, "" if answer else code.co_name)


def _shapes(text: str, frame) -> str:
    """Say which shapes the arrays have that a line names: '   (a has shape (2,))', or nothing."""
    values = [(name, frame.f_locals.get(name)) for name in dict.fromkeys(NAME.findall(text))]
    shapes = [
        f"{name} has shape {value.shape}"
        for name, value in values
        if isinstance(value, np.ndarray) and value.ndim
    ]
    return f"   ({', '.join(shapes[:4])})" if shapes else ""


@contextmanager
def _quiet(out: _Printed) -> Iterator[None]:
    with warnings.catch_warnings(), redirect_stdout(out), redirect_stderr(_Printed()):
        warnings.simplefilter("ignore")
        with np.errstate(all="ignore"):
            yield


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise `CallTimeout` in the code of the block after so many seconds."""
    by = _limited_by_alarm if _has_alarm() else _limited_by_trace
    with by(max(seconds, 0.001)):  # a timer of 0 would never ring
        yield


@cache
def _loops_in_a_line(code: CodeType) -> bool:
    """Say whether a loop of this code fits on one line, so that no other line comes up in it."""
    starts = {}  # of each instruction, its line
    line = code.co_firstlineno
    for step in dis.get_instructions(code):
        line = step.positions.lineno or line
        starts[step.offset] = line
    return any(
        step.opcode in dis.hasjrel or step.opcode in dis.hasjabs
        for step in dis.get_instructions(code)
        if isinstance(step.argval, int)
        and step.argval <= step.offset
        and starts.get(step.argval) == starts[step.offset]
    )


def _has_alarm() -> bool:
    if sys.platform in ("emscripten", "win32"):
        return False
    return threading.current_thread() is threading.main_thread()


@contextmanager
def _limited_by_alarm(seconds: float) -> Iterator[None]:
    import signal  # not there in the browser

    inside = True

    def ring(number, frame):
        if inside:
            raise CallTimeout

    before = signal.signal(signal.SIGALRM, ring)
    left = interval = 0.0
    try:
        try:
            # it rings again each second, in case the student's code swallows the exception
            left, interval = signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)
            yield
        finally:
            inside = False
    finally:  # also when the alarm rang just before that
        signal.setitimer(signal.ITIMER_REAL, left, interval)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _limited_by_trace(seconds: float) -> Iterator[None]:
    """Look at the clock before each line of the student's: no signals and threads are needed."""
    deadline = time.monotonic() + seconds

    def look(frame, event, argument):
        if time.monotonic() > deadline:
            raise CallTimeout
        if event == "call":
            if frame.f_code.co_filename.startswith(LIBRARIES):
                return None
            frame.f_trace_opcodes = _loops_in_a_line(frame.f_code)
        return look

    before = sys.gettrace()
    sys.settrace(look)
    try:
        yield
    finally:
        sys.settrace(before)
