"""Processes that are killed in a chosen state lose nothing: the class comes out as undisturbed.

The first student's notebook holds a cell that sleeps. While it does, one knows what each process
of the grader is at, however fast the machine is.
"""

import os
import select
import signal
import sqlite3
import subprocess
import time
from types import SimpleNamespace

import pytest
from graded_class import (
    STUDENTS,
    class_of,
    ended,
    finish,
    records,
    rows,
    said,
    sandbox_of,
    servers,
    start,
    wait_for,
    while_asleep,
    with_sleeper,
)
from grading_cluster import Cluster
from grading_course import mini_course, need_sandbox

from mlp.grading.processes import grader
from mlp.grading.processes.tree import descendants
from mlp.grading.processes.workers import Worker


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
        server, child = wait_for(lambda: with_sleeper(process.pid), process)
    else:
        server, child = while_asleep(folder, process)
    pids = {"fork server": server, "grader": child, "sandbox": sandbox_of(process.pid, server)}
    os.kill(pids[which], signal.SIGKILL)
    assert f"{STUDENTS + 1} graded, 0 graded before" in finish(folder, process)
    assert rows(folder) == undisturbed


def test_kills_of_a_fork_server_leave_no_grader_that_waits_for_it():
    """Killed when it has forked a grader and not yet told it to begin."""
    ours, theirs = os.pipe()
    server = os.fork()
    if server == 0:
        os.close(ours)
        killed = SimpleNamespace(send=lambda frame: os.kill(os.getpid(), signal.SIGKILL))
        grader._fork(killed, None)
    os.close(theirs)  # now the server and its grader alone hold this end
    os.waitpid(server, 0)
    ready, _, _ = select.select([ours], [], [], 10)
    os.close(ours)
    assert ready, "the grader is still there"


def test_kills_of_a_sandbox_that_only_starts_leave_none_of_its_processes(tmp_path):
    """Bubblewrap's child waits for its parent, and outlives it if that is killed meanwhile."""
    started = subprocess.Popen(["sh", "-c", "sleep 100 & wait"])
    below = wait_for(lambda: descendants(started.pid)[1:])
    worker = Worker(mini_course(tmp_path, 0))
    worker._processes = [started]
    worker.abort()
    worker.stop()
    time.sleep(1)
    assert ended(below)


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
