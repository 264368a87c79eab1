"""The processes below a process, as Linux shows them: which, their memory, their end."""

import contextlib
import os
import resource
import signal
from pathlib import Path


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


def memory_of(pid: int) -> int:
    """Return the bytes of a process; what it shares counts in parts, where that is known."""
    try:
        rolled = Path(f"/proc/{pid}/smaps_rollup").read_text()
        return 1024 * int(rolled.partition("\nPss:")[2].split(maxsplit=1)[0])
    except (OSError, IndexError, ValueError):  # not for a normal user
        pass
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0
    return pages * resource.getpagesize()


def kill(pid: int) -> None:
    """Kill a process, if it is still there."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def kill_all(pid: int) -> None:
    """Kill a process and all below it: bwrap, killed alone, may leave a child that waits for it."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGSTOP)  # it starts no other child meanwhile
    for each in descendants(pid):
        kill(each)
