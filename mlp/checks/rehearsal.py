"""Make a student's calls in a forked process first: a loop in C is out of reach of a signal.

`sum(itertools.count())` never comes back to Python, where an alarm could raise something; only
the end of its process ends it. So a copy of the process goes first, and what never comes to an
end there is not begun here. Where processes cannot be forked (Windows, the browser) there is no
rehearsal: there a loop in C has to be stopped by restarting the kernel.
"""

import faulthandler
import linecache
import os
import re
import select
import signal
import sys
import threading
import time
import warnings
from collections.abc import Callable, Sequence

from mlp.checks.calling import LIBRARIES, Student
from mlp.checks.errors import TimeLimit

ON = True  # tests of many thousand answers that are known to end turn it off
MARGIN = 1.0  # seconds that the alarm has for a loop in Python before the process is ended
FRAME = re.compile(r'File "(.*)", line (\d+)')


def find_endless_call(student: Student, calls: Sequence[tuple]) -> tuple[int, TimeLimit] | None:
    """Return which of the calls does not come to an end, and where it was; None if all do.

    Parameters
    ----------
    student : Student
        It is called in another process: nothing changes here.
    calls : sequence of tuple
        The arguments of each call.
    """
    if not (ON and isinstance(student, Student) and can_fork()):
        return None
    said = forked(lambda writer: _rehearse(student, calls, writer), student.seconds + 3 * MARGIN)
    begun, _, end = said.partition("\n")
    if end.startswith("done") or not begun:
        return None
    return len(begun) - 1, TimeLimit(end if end.startswith("line") else _own_line(end))


def forked(work: Callable[[int], None], seconds: float) -> str:
    """Return what a copy of this process writes: work(writer) runs there, for so long at most.

    Parameters
    ----------
    work : callable
        Gets the number of the file to write to; whatever else it does is lost.
    seconds : float
        On the clock; then the copy is ended, wherever it is.
    """
    reader, writer = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a kernel has threads; the copy does not need them
        process = os.fork()
    if process == 0:
        try:
            nowhere = os.open(os.devnull, os.O_WRONLY)  # libraries in C print past sys.stdout
            os.dup2(nowhere, 1)
            os.dup2(nowhere, 2)
            work(writer)
        finally:
            os._exit(0)
    os.close(writer)
    try:
        return _read(reader, time.monotonic() + seconds)
    finally:
        os.close(reader)
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)


def can_fork() -> bool:
    """Say whether this process can be copied."""
    on_main_thread = threading.current_thread() is threading.main_thread()
    return hasattr(os, "fork") and sys.platform != "emscripten" and on_main_thread


def _rehearse(student: Student, calls: Sequence[tuple], writer: int) -> None:
    """Make the calls, a dot for each; then, or where it took too long, say so."""
    # a thread in C that needs no turn of Python: it writes where the call is, and ends it
    faulthandler.dump_traceback_later(student.seconds + MARGIN, exit=True, file=writer)
    for args in calls:
        os.write(writer, b".")
        try:
            student(*args)
        except TimeLimit as limit:
            os.write(writer, f"\n{limit.line}".encode())
            return
        except BaseException:  # what it raises is looked at later
            continue
    os.write(writer, b"\ndone")


def _read(reader: int, deadline: float) -> str:
    """Return what comes before the process ends or the deadline."""
    data = b""
    while (left := deadline - time.monotonic()) > 0:
        if not select.select([reader], [], [], left)[0]:
            break
        if not (more := os.read(reader, 65536)):
            break
        data += more
    return data.decode(errors="replace").replace("Timeout", "\nTimeout", 1)


def _own_line(traceback: str) -> str:
    """Return the student's own line in a dumped traceback, innermost first, or nothing."""
    for path, number in FRAME.findall(traceback):
        if not path.startswith(LIBRARIES):
            text = linecache.getline(path, int(number)).strip()
            return f"line {number}: {text}" if text else f"line {number}"
    return ""
