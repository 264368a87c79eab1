"""A class that is being graded by `mlp grade` in a process of its own: start, ask, end it."""

import contextlib
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from grading_cluster import environment
from grading_course import as_bytes, hand_in, mini_course, notebook

from mlp.grading.processes.tree import descendants

SLEEP = 5.0  # seconds
STUDENTS = 6
SCORES = """
select s.student_id, c.name, g.auto_score, g.needs_manual_grade, k.auto_comment
from grade g join base_cell c on c.id = g.cell_id
join submitted_notebook n on n.id = g.notebook_id
join submitted_assignment s on s.id = n.assignment_id
left join base_cell o on 'test-' || o.name = c.name
left join comment k on k.cell_id = o.id and k.notebook_id = n.id
order by 1, 2
"""


def class_of(folder):
    """Make a course with a class whose first student's notebook sleeps for a while."""
    folder.mkdir(exist_ok=True)
    bundle = mini_course(folder, STUDENTS)
    sleeps = notebook(bundle, added=[("line", f"import time\ntime.sleep({SLEEP})")])
    hand_in(folder, "asleep", as_bytes(sleeps), bundle)
    return folder


def start(folder, *options):
    """Start `mlp grade mini` as a shell does, with a process group of its own."""
    code = "from mlp.grading.command import grade; grade()"
    hears = "import signal as s; s.signal(s.SIGINT, s.default_int_handler); "  # also below nohup
    with (folder / "said.txt").open("w") as said:
        return subprocess.Popen(
            [sys.executable, "-c", hears + code, "mini", *options],
            cwd=folder,
            env=environment(),
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def said(folder):
    return (folder / "said.txt").read_text()


def finish(folder, process):
    assert process.wait(timeout=300) == 0, said(folder)
    return said(folder)


def rows(folder):
    """Return what the gradebook says, without ids and times."""
    with sqlite3.connect(folder / "grading/gradebook.db") as connection:
        return list(connection.execute(SCORES))


def records(folder):
    return {path.stem for path in (folder / "grading/results").glob("*/*.json")}


def wait_for(condition, process=None):
    end = time.monotonic() + 300
    while not (found := condition()):
        assert time.monotonic() < end, "it did not happen in time"
        assert process is None or process.poll() is None, "it ended before"
        time.sleep(0.01)
    return found


def command_of(pid):
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


def servers(pid):
    """Return the fork servers of graders below a process."""
    return [each for each in descendants(pid)[1:] if b"processes.grader" in command_of(each)]


def with_sleeper(pid):
    """Return (fork server, grader) of the only submission that is being graded, once it sleeps."""
    busy = [found for found in map(descendants, servers(pid)) if len(found) > 1]
    return busy[0][:2] if len(busy) == 1 else None


def while_asleep(folder, process, pid=None):
    """Wait until all others are graded; return (fork server, grader) of the one that sleeps."""
    wait_for(lambda: len(records(folder)) == STUDENTS, process)
    found = wait_for(lambda: with_sleeper(pid or process.pid), process)
    assert "asleep" not in records(folder)
    return found


def sandbox_of(pid, number):
    """Return the sandbox that belongs to a fork server: the child that came before it."""
    children = [each for each in descendants(pid)[1:] if parent(each) == parent(number)]
    return max(each for each in children if each < number and b"bwrap" in command_of(each))


def parent(pid):
    stat = Path(f"/proc/{pid}/stat").read_text()
    return int(stat.rpartition(")")[2].split()[1])


def ended(pids):
    return not any(command_of(pid) for pid in pids)
