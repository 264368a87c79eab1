"""The processes of a worker: a parent of graders, a parent of students, a fork of each a time."""

import contextlib
import gc
import hashlib
import json
import os
import random
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import traceback
from dataclasses import asdict
from pathlib import Path

from mlp.grading.processes import isolate, redact, sandbox, wire
from mlp.grading.intake.bundle import NARRATIVE, Bundle, unpack
from mlp.grading.processes.drawing import draw
from mlp.grading.grade import Result, grade, refuse, seconds_allowed
from mlp.grading.processes.session import Gone, Session, Students

START_SECONDS = 300.0  # for the chapter's own cells
MARGIN = 30.0  # beyond the time that a submission has
MEMORY = 3 << 30  # bytes that a student's processes may use together
PAUSES = (0.0, 1.0, 5.0)  # seconds before each try to start
PATIENCE = 2.0  # seconds for the processes to end by themselves
LOOK = 0.5  # seconds between looks at the memory, of submissions that take long
PREFIX = "mlp-workshop-"  # of the temporary folders, then the number of the process
STUDENT = "from mlp.grading.processes.student import main; main()"
GRADER = "from mlp.grading.processes.workers import main; main()"


class Lost(RuntimeError):
    """A parent process has gone; start again."""


class CannotStart(RuntimeError):
    """The grader's own processes do not start: no submission is to blame."""


class _Telling(Session):
    """The conversation in which the students' parent is told the chapter's own cells."""

    def end(self) -> None:
        """Leave the parent's end to whoever started it."""
        self.channel = None


class Workshop:
    """Everything that grades submissions of one assignment, one at a time.

    Parameters
    ----------
    bundle : Bundle
        The assignment.
    sandboxed : bool, default True
        Whether students' processes are shut off.
    figures : bool, default False
        Whether to draw the chapter's own figures.
    limits : Limits, optional
        What a submission may use.
    """

    def __init__(
        self,
        bundle: Bundle,
        *,
        sandboxed: bool = True,
        figures: bool = False,
        limits: isolate.Limits = isolate.DEFAULT,
    ) -> None:
        self.figures = figures
        self.bundle, self.sandboxed, self.limits = bundle, sandboxed, limits
        self._folder: tempfile.TemporaryDirectory | None = None
        self._processes: list[subprocess.Popen] = []
        self._channel: wire.Channel | None = None

    def start(self) -> None:
        """Start the two parents; raises NoSandbox where there is none."""
        if self._folder is None:
            _remove_left_behind()
            self._folder = tempfile.TemporaryDirectory(prefix=f"{PREFIX}{os.getpid()}-")
            redact.build(Path(self._folder.name), self.bundle.exercises)
            Path(self._folder.name).chmod(0o755)  # students' processes have other user ids
        control, theirs = socket.socketpair()
        course = Path(self._folder.name)
        try:
            with theirs:
                students = sandbox.start(course, theirs, sandboxed=self.sandboxed, entry=STUDENT)
            self._processes = [students]
            self._tell_narrative(wire.Channel(control))
            self._start_grader(control)
        except (wire.WireError, wire.Overdue, Gone, OSError) as error:
            self.stop()
            raise Lost(f"the students' side did not start: {error}") from None
        finally:
            control.close()

    def _start_for_sure(self):
        """Start; try again after a pause, for what a submission left behind may be in the way."""
        for pause in PAUSES:
            time.sleep(pause)
            try:
                return self.start()
            except Lost as lost:
                error = lost
        raise CannotStart(f"the grader could not be started, {len(PAUSES)} times: {error}")

    def _tell_narrative(self, channel):
        """Run the chapter's own cells, in the sandbox; lend it the functions of mlp meanwhile."""
        cells = [
            (cell.key, cell.source)
            for cell in self.bundle.cells
            if cell.role == NARRATIVE and cell.cell_type == "code"
        ]
        session = _Telling(Students(channel.sock, self.limits), self.bundle.in_order, float("inf"))
        session.channel = channel
        failures = session.request(b"conf", (cells, tuple(self.limits)), START_SECONDS)
        for failure in failures:  # answers that need what these cells make will fail as well
            print(f"warning: a cell of the chapter fails while grading: {failure}", file=sys.stderr)

    def _start_grader(self, control):
        ours, theirs = socket.socketpair()
        with theirs:
            numbers = [theirs.fileno(), control.fileno()]
            grader = subprocess.Popen(
                [sys.executable, "-c", GRADER, *map(str, numbers)],
                pass_fds=numbers,
                env={**os.environ, **_one_thread(), "PYTHONPATH": os.pathsep.join(_path())},
                stdin=subprocess.DEVNULL,
            )
        self._processes.append(grader)
        self._channel = wire.Channel(ours)
        settings = json.dumps([self.limits, self.figures]).encode()
        self._channel.send(wire.Frame(b"conf", settings, self.bundle.packed))
        self._channel.receive(time.monotonic() + START_SECONDS)

    def grade(self, student: str, data: bytes, notes: list[str]) -> Result:
        """Grade a submission, whatever it does.

        Parameters
        ----------
        student : str
            The student's id.
        data : bytes
            The notebook as it was handed in.
        notes : list of str
            What was unusual about the files.

        Raises
        ------
        CannotStart, NoSandbox
            If nothing can be graded here at all.
        """
        digest = hashlib.sha256(data).hexdigest()
        for last in (False, True):
            try:
                if self._channel is None:
                    self._start_for_sure()
                result = self._grade(student, data, notes)
                break
            except (Lost, wire.WireError, wire.Overdue, OSError) as error:
                self.stop()
                if last:
                    why = f"the grader's processes ended twice while grading this: {error}"
                    result = refuse(student, why, self.bundle, "NoVerdict")
        result.digest = digest
        return result

    def _grade(self, student, data, notes):
        head = json.dumps([student, notes]).encode()
        self._channel.send(wire.Frame(b"grad", head, data))
        pid = int(self._channel.receive(time.monotonic() + MARGIN).head)
        deadline = time.monotonic() + seconds_allowed(self.bundle) + MARGIN
        result, why = None, ""
        while True:
            try:
                frame = self._channel.receive(time.monotonic() + LOOK)
            except wire.Overdue:
                if time.monotonic() > deadline:
                    why = "it took too long"
                    _kill(pid)
                elif self._memory() > MEMORY:
                    why = "it used too much memory"
                    self._end_students()
                continue
            if frame.kind == b"done":
                result = Result(**json.loads(frame.payload))
            elif frame.kind == b"over":
                break
        if result is None and not why:  # perhaps there is no sandbox any more
            raise Lost("its grader ended")
        if result is None:
            return refuse(student, f"no verdict: {why}", self.bundle, "NoVerdict")
        return result

    def _memory(self) -> int:
        """Return the bytes that the students' processes use together."""
        return sum(map(_resident, self._students()))

    def _end_students(self):
        for pid in self._students():
            _kill(pid)

    def _students(self):
        """Return the processes below the parent of students: bwrap, its init, the parent, them."""
        return descendants(self._processes[0].pid)[3 if self.sandboxed else 1 :]

    def stop(self) -> None:
        """End all processes: the graders' parent when nobody speaks to it, the students' next."""
        if self._channel is not None:
            self._channel.close()
            self._channel = None
        for process in reversed(self._processes):
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._processes = []

    def close(self) -> None:
        """End all processes and remove the temporary folder."""
        self.stop()
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def __enter__(self) -> "Workshop":
        self.start()
        return self

    def __exit__(self, *exception) -> None:
        self.close()


def _remove_left_behind() -> None:
    """Remove the folders of workshops whose process was killed."""
    if sys.platform != "linux":  # no /proc to tell which are still there
        return
    for path in Path(tempfile.gettempdir()).glob(f"{PREFIX}*-*"):
        number = path.name.removeprefix(PREFIX).partition("-")[0]
        if number.isdecimal() and not Path("/proc", number).exists():
            shutil.rmtree(path, ignore_errors=True)


def descendants(pid: int) -> list[int]:
    """Return a process and all below it, parents first."""
    found = [pid]
    for each in found:
        try:
            for task in Path(f"/proc/{each}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
        except OSError:
            continue
    return found


def _resident(pid):
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0
    return pages * resource.getpagesize()


def _kill(pid):
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _one_thread():
    return {name: "1" for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")}


def _path():
    return [path for path in sys.path if path and "site-packages" not in path]


def main() -> None:
    """Be the parent of the graders: fork one for each submission."""
    ours, control = (socket.socket(fileno=int(number)) for number in sys.argv[1:3])
    isolate.die_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    channel = wire.Channel(ours)
    settings = channel.receive()
    bundle = unpack(bytes(settings.payload))
    limits, figures = json.loads(settings.head)
    students = Students(control, isolate.Limits(*limits))
    drawn = draw(bundle) if figures else {}
    for exercise in bundle.exercises:  # looked up here, once; a fork would forget it
        redact.users(exercise)
    channel.send(wire.Frame(b"done", b"", b""))
    gc.collect()
    gc.freeze()
    with contextlib.suppress(wire.WireError):  # when the worker has gone
        while True:
            _fork(channel, channel.receive(), bundle, students, drawn)


def _fork(channel, frame, *course):
    """Have a child grade a submission; say who it is, and when it has ended."""
    waiting, go = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.read(waiting, 1)
        _grade(channel, frame, *course)
    channel.send(wire.Frame(b"pid ", str(pid).encode(), b""))
    os.write(go, b"g")
    os.waitpid(pid, 0)
    os.close(waiting)
    os.close(go)
    channel.send(wire.Frame(b"over", b"", b""))


def _grade(channel, frame, bundle, students, drawn):
    """Grade one submission: the life of a grader."""
    try:
        isolate.die_with_parent()
        resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
        random.seed()
        student, notes = json.loads(frame.head)
        result = grade(student, bytes(frame.payload), notes, bundle, students, drawn)
        channel.send(wire.Frame(b"done", b"", json.dumps(asdict(result)).encode()))
    except Exception:
        traceback.print_exc()  # a fault of ours, for whoever looks after the grader
    finally:
        os._exit(0)
