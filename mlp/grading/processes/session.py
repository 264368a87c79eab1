"""A student's process, as the side of the tests sees it.

A `Session` is one submission's life over there: its cells are run, its functions are seen as
`Remote` objects whose calls cross, and what it asks meanwhile is answered (see `references`).
"""

import contextlib
import random
import socket
import time
from dataclasses import dataclass
from typing import Any

import numpy as np

from mlp.checks import calling
from mlp.exercises import CALL_SECONDS
from mlp.grading.processes import redact, replies, wire
from mlp.grading.processes.cells import CellTimeout
from mlp.grading.processes.isolate import NOBODY, Limits
from mlp.grading.processes.references import References
from mlp.grading.processes.student import FORK, KILL, USER

PATIENCE = 3  # on the clock, a call may take so many times its processor time
GRACE = 5.0  # seconds
BROKEN = "it broke the rules of the conversation"
ENDED = "ProcessEnded"
NOT_RUN = "not run: the cells before it took {:.0f} s together, which is all that they have"


def clock_seconds(seconds: float) -> float:
    """Return how long to wait, on the clock, for what may take these seconds of processor time."""
    return PATIENCE * seconds + GRACE


class ProcessEnded(BaseException):
    """The student's process ended, or had to be ended; no `except Exception` hides that."""


class Students:
    """Where students' processes come from: the socket to the parent that forks them."""

    def __init__(self, control: socket.socket, limits: Limits) -> None:
        self.control, self.limits = control, limits
        control.settimeout(None)

    def fresh(self) -> wire.Channel:
        """End the process that there is and fork another one."""
        ours, theirs = socket.socketpair()
        user = NOBODY + random.SystemRandom().randrange(1_000_000_000)
        with theirs:
            socket.send_fds(self.control, [FORK + USER.pack(user)], [theirs.fileno()])
            if self.control.recv(1) != b"k":
                raise wire.WireError("the sandbox has gone")
        return wire.Channel(ours)

    def end(self) -> None:
        """End the process that there is, and all that it started."""
        self.control.sendall(KILL + USER.pack(0))
        if self.control.recv(1) != b"k":
            raise wire.WireError("the sandbox has gone")


@dataclass
class Cell:
    """A cell for the student's process: replayed or run."""

    keys: tuple[str, ...]
    source: str | None = None  # None: cells of the course, replayed
    report: tuple | None = None  # see cells.run_cell
    deadly: bool = False  # it ended the process: never run it again


class Session:
    """One submission's life in a student's process, which may have to be begun again.

    Parameters
    ----------
    students : Students
    exercises : sequence of str
        What the chapter asks for, in order.
    seconds : float
        What all cells of the student's own may take together, on the clock. The cells of answers
        do not count: each has its own time.
    """

    def __init__(self, students, exercises, seconds) -> None:
        self.students, self.seconds = students, seconds
        self.exercises = set(exercises)
        self.references = References(students.limits.cell)
        self.deadline = float("inf")  # of the test that runs
        self.spent = self.repeated = 0.0  # seconds of experiments, and of running them again
        self.channel: wire.Channel | None = None
        self.done: list[Cell] = []
        self.exports: list = []
        self.raised: list[BaseException] = []
        self.full_mlp_for = ""  # the exercise whose test may have all other functions over there

    def run(self, cell: Cell) -> None:
        """Run one more cell."""
        if self._is_experiment(cell) and self.spent > self.seconds:
            cell.report = (False, "", None, ("NotRun", NOT_RUN.format(self.seconds), ""))
            return
        started = time.monotonic()
        self.ready()
        self.done.append(cell)
        self._run(cell)
        if self._is_experiment(cell):
            self.spent += time.monotonic() - started

    def ready(self) -> None:
        """Start a process, if there is none, and run all cells so far in it."""
        for _ in range(len(self.done) + 2):  # a cell that ends its process is not run again
            if self.channel is not None:
                return
            self._begin_again()
        raise ProcessEnded("no process stays long enough to run the cells")

    def _is_experiment(self, cell):
        """Say whether a cell is the student's own, but no answer."""
        return cell.source is not None and cell.keys[0] not in self.exercises

    def use_full_mlp(self, exercise: str) -> None:
        """Begin again in a process that has all of mlp but what does the job of this exercise."""
        self.end()
        self.full_mlp_for = exercise

    def use_redacted_mlp(self) -> None:
        """End the process that has all of mlp: from now on the exercises are missing again."""
        if self.full_mlp_for:
            self.end()
            self.full_mlp_for = ""

    def _send_sources(self):
        with contextlib.suppress(ProcessEnded, Exception):
            self.request(
                b"srcs", list(redact.sources(redact.missing([self.full_mlp_for])).items()), GRACE
            )

    def _begin_again(self):
        self.channel = self.students.fresh()
        if self.full_mlp_for:
            self._send_sources()
            if self.channel is None:  # that took too long: no cell of the student's is to blame
                return
        started = time.monotonic()
        for cell in self.done:
            if cell.deadly or (self._is_experiment(cell) and self.repeated > self.seconds):
                continue
            self._run(cell)
            if self.channel is None:
                break
        self.repeated += time.monotonic() - started

    def _run(self, cell):
        try:
            if cell.source is None:
                self.request(b"play", cell.keys, GRACE)
                return
            seconds = self.students.limits.cell
            value = (cell.source, cell.keys[0], seconds)
            report = self.request(b"cell", value, clock_seconds(seconds))
            cell.report = replies.report(report)
        except (ProcessEnded, Exception):  # or it answers with a failure, which no cell does
            self.end()
            cell.deadly = True
            cell.report = (False, "", None, (ENDED, "this cell ended the process", ""))

    def bind(self, names: list[str]) -> dict[str, Any]:
        """Return what these names are bound to: a Remote for a function, else its value."""
        if not names:
            return {}
        found = {}
        answer = self.request(b"bind", names, GRACE * 2)
        for name, kind, value, blank in self.read(replies.bound, answer, names):
            if kind == "function":
                found[name] = Remote(self, name, value, blank)
            elif kind == "value":
                found[name] = value
        return found

    def read(self, form, value, *given):
        """Read an answer of this form; one of another form ends the process."""
        try:
            return form(value, *given)
        except wire.WireError as error:
            self.end()
            raise ProcessEnded(f"{BROKEN}: {error}") from None

    def request(self, kind: bytes, value, seconds: float):
        """Ask the student's process; answer what it asks meanwhile."""
        if self.channel is None:
            raise ProcessEnded("the process had ended")
        deadline = min(time.monotonic() + seconds, self.deadline)
        try:
            self.channel.send(wire.encode(kind, value, self._export))
            while True:
                frame = self.channel.receive(deadline)
                if frame.kind == b"done":
                    return wire.decode(frame, self._proxy)
                if frame.kind == b"fail":
                    return self._raise(wire.decode(frame, self._proxy))
                self._answer(frame)
        except TimeoutError:
            self.end()
            if time.monotonic() >= self.deadline:
                raise calling.TimeLimit from None
            raise ProcessEnded("it did not answer in time and was stopped") from None
        except wire.WireError as error:
            self.end()
            raise ProcessEnded(str(error)) from None
        except MemoryError:
            self.end()
            raise ProcessEnded("its answers took too much memory") from None
        except CellTimeout:  # a reference that waits for the student's function
            self.end()
            raise ProcessEnded("it kept a function of mlp waiting") from None

    def _raise(self, value):
        name, message, line, function, token = replies.failure(value)
        if name == "TimeLimit":
            raise calling.TimeLimit
        if name == "ReferenceCalled":
            raise calling.ReferenceCalled(message)
        if 0 <= token < len(self.raised):
            raise self.raised[token]
        raise calling.StudentRaised(name, message, line, function)

    def _answer(self, frame):
        """Answer a request of the student's process: a function of ours, or of mlp."""
        value = wire.decode(frame, self._proxy)
        try:
            if frame.kind == b"back":
                number, args = replies.back(value, len(self.exports))
                result = self.exports[number](*args)
            elif frame.kind == b"ask ":
                asked = replies.question(value)
                given = [*asked.args, *asked.named.values()]
                drawn = [each for each in given if isinstance(each, np.random.Generator)]
                result = self.references.call(*asked), drawn
            else:
                raise wire.WireError(f"unknown request {frame.kind!r}")
        except (wire.WireError, TimeoutError):
            raise
        except Exception as error:
            self.raised.append(error.with_traceback(None))  # which holds all arguments
            name = type(error).__name__
            failure = (name, str(error), len(self.raised) - 1)
            self.channel.send(wire.encode(b"fail", failure, self._export))
        else:
            self.channel.send(wire.encode(b"done", result, self._export))

    def _export(self, function):
        if isinstance(function, Proxy):
            return wire.Handle(~function.number, "")
        self.exports.append(function)
        return wire.Handle(len(self.exports) - 1, getattr(function, "__name__", "function"))

    def _proxy(self, handle):
        if handle.number is None:
            return self.references.as_argument(handle.name)
        return self.exports[~handle.number] if handle.number < 0 else Proxy(self, handle.number)

    def end(self) -> None:
        """End the student's process."""
        if self.channel is not None:
            self.channel.close()
            self.channel = None
            self.students.end()


class Proxy:
    """A function of the student's that came as a value."""

    def __init__(self, session: Session, number: int) -> None:
        self.session, self.number = session, number

    def __call__(self, *args):
        """Call it."""
        seconds = self.session.students.limits.call
        reply = self.session.request(b"call", (self.number, seconds, args), PATIENCE * seconds)
        return self.session.read(replies.call, reply, len(args)).result


class Remote:
    """The student's function, as the checks call it: see `mlp.checks.calling`."""

    is_remote = True

    def __init__(self, session: Session, exercise: str, number: int, is_blank: bool) -> None:
        self.session, self.exercise, self.number = session, exercise, number
        self.is_blank, self.printed = is_blank, ""
        self.__name__ = exercise

    def __call__(self, *args):
        """Return what the function returns for these arguments."""
        session, references = self.session, self.session.references
        seconds = CALL_SECONDS.get(self.exercise, session.students.limits.call)
        references.forbidden_calls.clear()
        session.exports.clear()
        session.raised.clear()
        try:
            reply = session.request(b"call", (self.number, seconds, args), clock_seconds(seconds))
        except calling.StudentRaised:
            if references.forbidden_calls:
                raise calling.ReferenceCalled(references.forbidden_calls[0]) from None
            raise
        if references.forbidden_calls:
            raise calling.ReferenceCalled(references.forbidden_calls[0])
        result, yielded, self.printed, after = session.read(replies.call, reply, len(args))
        if after is not None:
            wire.write_back(args, after)
        return calling.Yielded(result) if yielded and type(result) is list else result
