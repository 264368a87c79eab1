"""Processes that are killed in a chosen state lose nothing: the class comes out as undisturbed.

The first student's notebook holds a cell that sleeps. While it does, one knows what each process
of the grader is at, however fast the machine is.
"""

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from grading_cluster import Cluster, environment
from grading_course import as_bytes, hand_in, mini_course, need_sandbox, notebook

from mlp.grading.processes.workers import descendants

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
    with (folder / "said.txt").open("w") as said:
        return subprocess.Popen(
            [sys.executable, "-c", code, "mini", *options],
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


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    """Return the rows of the class graded in peace."""
    need_sandbox()
    folder = class_of(tmp_path_factory.mktemp("peace"))
    finish(folder, start(folder, "--jobs", "1"))
    found = rows(folder)
    assert len(found) == (STUDENTS + 1) * 3
    assert not any(review for *_, review, _ in found)
    return found


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("which", ["fork server", "grader", "sandbox"])
def test_kills_of_a_workers_processes_lose_nothing(tmp_path, undisturbed, which, jobs):
    folder = class_of(tmp_path / "course")
    process = start(folder, "--jobs", jobs)
    if jobs == "1":  # the sleeper comes first
        server, grader = wait_for(lambda: with_sleeper(process.pid), process)
    else:
        server, grader = while_asleep(folder, process)
    pids = {"fork server": server, "grader": grader, "sandbox": sandbox_of(process.pid, server)}
    os.kill(pids[which], signal.SIGKILL)
    assert f"{STUDENTS + 1} graded, 0 graded before" in finish(folder, process)
    assert rows(folder) == undisturbed


def test_kills_of_the_command_lose_nothing_and_leave_no_process(tmp_path, undisturbed):
    folder = class_of(tmp_path / "course")
    process = start(folder, "--jobs", "2")
    while_asleep(folder, process)
    below = descendants(process.pid)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    wait_for(lambda: ended(below))
    assert f"1 graded, {STUDENTS} graded before" in finish(folder, start(folder, "--jobs", "2"))
    assert rows(folder) == undisturbed


def test_kills_between_results_and_gradebook_lose_nothing(tmp_path, undisturbed):
    folder = class_of(tmp_path / "course")
    process = start(folder, "--jobs", "2")
    while_asleep(folder, process)
    with sqlite3.connect(folder / "grading/gradebook.db", isolation_level=None) as locked:
        locked.execute("begin exclusive")  # so it waits with all results in its hands
        wait_for(lambda: len(records(folder)) == STUDENTS + 1)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        locked.execute("rollback")
    assert rows(folder) == []
    assert f"0 graded, {STUDENTS + 1} graded before" in finish(folder, start(folder))
    assert rows(folder) == undisturbed


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("state", ["starting", "grading"])
def test_kills_by_ctrl_c_say_one_line_and_lose_nothing(tmp_path, undisturbed, state, jobs):
    folder = class_of(tmp_path / "course")
    process = start(folder, "--jobs", jobs)
    if state == "starting":
        wait_for(lambda: servers(process.pid), process)
    else:
        wait_for(lambda: with_sleeper(process.pid), process)
    below = descendants(process.pid)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does
    assert process.wait(timeout=60) == 130, said(folder)
    assert "Traceback" not in said(folder)
    assert "Run the same command to go on." in said(folder)
    assert f"Interrupted: {len(records(folder))} graded and kept." in said(folder)
    wait_for(lambda: ended(below))
    finish(folder, start(folder, "--jobs", jobs))
    assert rows(folder) == undisturbed


@pytest.fixture
def cluster(tmp_path):
    cluster = Cluster(tmp_path / "elsewhere")
    cluster.start()
    yield cluster
    cluster.stop()


def test_kills_of_a_clusters_worker_lose_nothing(tmp_path, undisturbed, cluster):
    folder = class_of(tmp_path / "course")
    process = start(folder, *cluster.options)
    workers = cluster.processes[1:]
    busy = wait_for(lambda: [each for each in workers if with_sleeper(each.pid)], process)
    below = descendants(busy[0].pid)
    busy[0].kill()
    assert f"{STUDENTS + 1} graded" in finish(folder, process)
    wait_for(lambda: ended(below[1:]))
    assert rows(folder) == undisturbed


def test_kills_of_a_clusters_scheduler_lose_nothing(tmp_path, undisturbed, cluster):
    folder = class_of(tmp_path / "course")
    process = start(folder, *cluster.options)
    workers = cluster.processes[1:]
    wait_for(lambda: [each for each in workers if with_sleeper(each.pid)], process)
    cluster.processes[0].kill()
    assert process.wait(timeout=120) == 1
    assert "Run the same command to go on" in said(folder)
    assert "Traceback" not in said(folder)
    cluster.stop()
    cluster.start()
    finish(folder, start(folder, *cluster.options))
    assert rows(folder) == undisturbed
