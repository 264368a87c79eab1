"""The fork server of the graders: it replays the chapter's own cells, then forks for a submission.

This process and its forks run the tests. All its work is done in its main thread, whatever thread
or process started it, so that limits of time may use signals.
"""

import contextlib
import gc
import json
import os
import random
import resource
import signal
import socket
import sys
import traceback
from dataclasses import asdict

from mlp.checks.errors import StudentRaised
from mlp.grading.grade import grade
from mlp.grading.intake.bundle import CHAPTER, Bundle, unpack
from mlp.grading.processes import isolate, redact, wire
from mlp.grading.processes.drawing import draw
from mlp.grading.processes.session import ProcessEnded, Session, Students

REPLAY_SECONDS = 300.0  # for the chapter's own cells


class _Replay(Session):
    """The session in which the parent of the students' processes runs the chapter's own cells."""

    def end(self) -> None:
        """Leave the parent's end to the worker."""
        self.channel = None


def replay(bundle: Bundle, control: socket.socket, limits: isolate.Limits) -> list[str]:
    """Have the students' parent run the chapter's own cells; return what went wrong.

    They run in the sandbox and may call the functions of mlp that are exercises meanwhile.

    Parameters
    ----------
    bundle : Bundle
    control : socket
        To the students' parent, which has just started.
    limits : Limits
        For the submissions to come.

    Returns
    -------
    list of str
        'cell: type: message' for each cell that failed.
    """
    cells = [
        (cell.key, cell.source)
        for cell in bundle.cells
        if cell.role == CHAPTER and cell.cell_type == "code"
    ]
    session = _Replay(Students(control, limits), bundle.in_order, float("inf"))
    session.channel = wire.Channel(control)
    return session.request(b"conf", (cells, tuple(limits)), REPLAY_SECONDS)


def main() -> None:
    """Get ready, say so, then fork a grader for each submission."""
    ours, control = (socket.socket(fileno=int(number)) for number in sys.argv[1:3])
    isolate.die_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    channel = wire.Channel(ours)
    with contextlib.suppress(wire.WireError):  # when the worker has gone
        settings = channel.receive()
        bundle = unpack(bytes(settings.payload))
        limits, figures = json.loads(settings.head)
        limits = isolate.Limits(*limits)
        try:
            failures = replay(bundle, control, limits)
        except (ProcessEnded, StudentRaised) as error:
            why = error.message if isinstance(error, StudentRaised) else str(error)
            channel.send(wire.Frame(b"gone", why.encode(), b""))
            return
        drawn = {}
        if figures and not failures:
            drawn, failures = draw(bundle)
        if failures:
            channel.send(wire.Frame(b"fail", json.dumps(failures).encode(), b""))
            return
        redact.missing(bundle.exercises)  # looked up here, once; a fork would forget it
        channel.send(wire.Frame(b"done", b"", b""))
        gc.collect()
        gc.freeze()
        students = Students(control, limits)
        while True:
            _fork(channel, channel.receive(), bundle, students, drawn)


def _fork(channel, frame, *course):
    """Have a child grade a submission; say who it is, and when it has ended."""
    waiting, go = os.pipe()
    server = os.getpid()
    pid = os.fork()
    if pid == 0:
        os.close(go)
        isolate.die_with_parent(server)
        if os.read(waiting, 1):
            _grade(channel, frame, *course)
        os._exit(0)
    channel.send(wire.Frame(b"pid ", str(pid).encode(), b""))
    os.write(go, b"g")
    os.waitpid(pid, 0)
    os.close(waiting)
    os.close(go)
    channel.send(wire.Frame(b"over", b"", b""))


def _grade(channel, frame, bundle, students, drawn):
    """Grade one submission: the life of a grader."""
    try:
        resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
        random.seed()
        student, notes = json.loads(frame.head)
        result = grade(student, bytes(frame.payload), notes, bundle, students, drawn)
        channel.send(wire.Frame(b"done", b"", json.dumps(asdict(result)).encode()))
    except Exception:
        traceback.print_exc()  # a fault of ours, for the maintainer
    finally:
        os._exit(0)
