"""A worker: the two fork servers that grade submissions, as the process beside them sees it."""

import contextlib
import hashlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from mlp.grading.grade import refuse, seconds_allowed
from mlp.grading.intake.bundle import Bundle
from mlp.grading.processes import cgroup, isolate, redact, sandbox, wire
from mlp.grading.processes.tree import descendants, kill, kill_all, memory_of
from mlp.grading.result import Result

START_SECONDS = 400.0  # the chapter's own cells may take 300 of them
TRIES = 3  # of a submission whose worker died
MARGIN = 30.0  # beyond the time that a submission has
SERVER_MEMORY, SERVER_PROCESSES = 512 << 20, 8  # of their fork server, in the same control group
PAUSES = (0.0, 1.0, 5.0)  # seconds before each try to start
PATIENCE = 2.0  # seconds for the processes to end by themselves
LOOK = 0.5  # seconds between looks at the memory, of submissions that take long
PREFIX = "mlp-worker-"  # of the temporary folders, then the number of the process
STUDENT = "from mlp.grading.processes.student import main; main()"
GRADER = "from mlp.grading.processes.grader import main; main()"


class WorkerDied(RuntimeError):
    """A process of the worker has ended; start it again."""


class GradingStopped(RuntimeError):
    """Grading cannot go on, and no submission is to blame."""


class StartFailed(GradingStopped):
    """The grader's own processes do not start."""


class ChapterFailed(GradingStopped):
    """A cell of the chapter fails while grading: a fault of the course or of the machine."""


class Worker:
    """The processes that grade submissions of one assignment, one at a time.

    Two fork servers: one in the sandbox forks a process for each student's code, the other forks a
    grader for each submission (`mlp.grading.processes.grader`). They end with the thread that
    started them.

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
        self._group: cgroup.Group | None = None
        self._channel: wire.Channel | None = None
        self._aborted = False

    def prepare(self) -> None:
        """Write the students' side of mlp: in one thread, as ast.parse of Python 3.11 asks for."""
        if self._folder is None:
            _remove_left_behind()
            self._folder = tempfile.TemporaryDirectory(prefix=f"{PREFIX}{os.getpid()}-")
            redact.build(Path(self._folder.name), self.bundle.exercises)
            Path(self._folder.name).chmod(0o755)  # students' processes have other user ids

    def start(self) -> None:
        """Start the two fork servers, if they do not run.

        Raises
        ------
        NoSandbox
            If there is no sandbox here.
        ChapterFailed
            If a cell of the chapter fails.
        WorkerDied
            If one of them ended, or took too long.
        """
        if self._channel is not None:
            return
        self.prepare()
        control, theirs = socket.socketpair()
        try:
            with control, theirs:
                course = Path(self._folder.name)
                self._processes = [self._start_students(course, theirs)]
                self._start_grader(control)
            self._wait_until_ready()
        except (wire.WireError, OSError) as error:
            self.stop()
            raise WorkerDied(f"its processes did not start: {error}") from None
        except BaseException:
            self.stop()
            raise

    def start_for_sure(self) -> None:
        """Start; try again after a pause, for what a submission left behind may be in the way.

        Raises
        ------
        GradingStopped, NoSandbox
            If it cannot be started.
        """
        for pause in PAUSES:
            time.sleep(pause)
            try:
                return self.start()
            except WorkerDied as died:
                if self._aborted:
                    raise
                error = died
        raise StartFailed(f"the grader could not be started, {len(PAUSES)} times: {error}")

    def _start_students(self, course, control):
        if self.sandboxed:
            processes = self.limits.processes + SERVER_PROCESSES
            self._group = cgroup.make(self.limits.together + SERVER_MEMORY, processes)
        return sandbox.start(
            course, control, sandboxed=self.sandboxed, entry=STUDENT, group=self._group
        )

    def _start_grader(self, control):
        ours, theirs = socket.socketpair()
        self._channel = wire.Channel(ours)
        with theirs:
            numbers = [theirs.fileno(), control.fileno()]
            grader = subprocess.Popen(
                [sys.executable, "-c", GRADER, *map(str, numbers)],
                pass_fds=numbers,
                env={**os.environ, **_one_thread(), "PYTHONPATH": os.pathsep.join(_path())},
                stdin=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C is for the command alone
            )
        self._processes.append(grader)
        settings = json.dumps([self.limits, self.figures]).encode()
        self._channel.send(wire.Frame(b"conf", settings, self.bundle.without_solutions.packed))

    def _wait_until_ready(self):
        """Wait until the chapter's own cells were replayed."""
        if self._aborted:
            raise WorkerDied("it was stopped")
        answer = self._channel.receive(time.monotonic() + START_SECONDS)
        if answer.kind == b"fail":
            raise ChapterFailed(_failures(self.bundle, json.loads(answer.head)))
        if answer.kind != b"done":
            raise WorkerDied(f"the students' side did not start: {bytes(answer.head).decode()}")

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
        GradingStopped, NoSandbox
            If nothing can be graded here at all.
        """
        digest = hashlib.sha256(data).hexdigest()
        for tried in range(1, TRIES + 1):
            try:
                if self._channel is None:
                    self.start_for_sure()
                result = self._grade(student, data, notes)
                break
            except (WorkerDied, wire.WireError, OSError) as error:
                self.stop()
                if self._aborted:
                    raise
                if tried == TRIES:
                    why = f"the grader's processes ended {TRIES} times while grading this: {error}"
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
            except TimeoutError:
                if any(process.poll() is not None for process in self._processes):
                    raise WorkerDied("one of its processes has ended") from None
                if time.monotonic() > deadline:
                    why = "it took too long"
                    kill(pid)
                elif self._memory() > self.limits.together:
                    why = "it used too much memory"
                    self._end_students()
                continue
            if frame.kind == b"done":
                result = Result(**json.loads(frame.payload))
            elif frame.kind == b"over":
                break
        if result is None and not why:  # perhaps there is no sandbox any more
            raise WorkerDied("its grader ended")
        if result is None:
            return refuse(student, f"no verdict: {why}", self.bundle, "NoVerdict")
        return result

    def _memory(self) -> int:
        """Return the bytes that the students' processes use together."""
        return sum(map(memory_of, self._students()))

    def _end_students(self):
        for pid in self._students():
            kill(pid)

    def _students(self):
        """Return the processes below the parent of students: bwrap, its init, the parent, them."""
        return descendants(self._processes[0].pid)[3 if self.sandboxed else 1 :]

    def abort(self) -> None:
        """Have a thread that waits for this worker wait no longer; whatever it does fails."""
        self._aborted = True
        channel = self._channel
        if channel is not None:
            with contextlib.suppress(OSError):
                channel.sock.shutdown(socket.SHUT_RDWR)

    def stop(self) -> None:
        """End all processes: the graders' parent when nobody speaks to it, the students' next."""
        if self._channel is not None:
            self._channel.close()
            self._channel = None
        for process in reversed(self._processes):
            if self._aborted:
                kill_all(process.pid)
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                kill_all(process.pid)
                process.wait()
        self._processes = []
        if self._group is not None:
            self._group.remove()
            self._group = None

    def close(self) -> None:
        """End all processes and remove the temporary folder."""
        self.stop()
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def __enter__(self) -> "Worker":
        self.start()
        return self

    def __exit__(self, *exception) -> None:
        self.close()


def _remove_left_behind() -> None:
    """Remove the folders of workers whose process was killed."""
    if sys.platform != "linux":  # no /proc to tell which are still there
        return
    for path in Path(tempfile.gettempdir()).glob(f"{PREFIX}*-*"):
        number = path.name.removeprefix(PREFIX).partition("-")[0]
        if number.isdecimal() and not Path("/proc", number).exists():
            shutil.rmtree(path, ignore_errors=True)


def _one_thread():
    return {name: "1" for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")}


def _path():
    return [path for path in sys.path if path and "site-packages" not in path]


def _failures(bundle, failures):
    """Say which cells of the chapter fail, and what to do."""
    named = "\n".join(f"  {each}" for each in failures[:10])
    return (
        f"{bundle.assignment}: cells of the chapter itself fail while grading, so nothing is "
        f"graded:\n{named}\nNo submission is to blame. Run the chapter's notebook to see the "
        "error; `make chapters` makes it again from solutions/."
    )
