"""The limits of a submission, one by one: what the zoo of attacks shows from inside, from outside.

Control groups of version 1 are the kernel's own here; the choice of a group of version 2 is tested
on a copy of its files, for a kernel has only one of the two.
"""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from grading_course import as_bytes, mini_course, need_sandbox, notebook, small_course
from hostile import crossing
from hostile.limits import PRIVATE, SHARED, ZEROS

from mlp.grading.intake.bundle import SOLUTION, TEST, WRITTEN
from mlp.grading.processes import cgroup, sandbox, seccomp, workers
from mlp.grading.processes.isolate import Limits
from mlp.grading.processes.workers import Worker

DEAL = "(lambda o: [o[k : k + batch_size] for k in range(0, n, batch_size)])(rng.permutation(n))"
SOLVED, HIDDEN = "marks-a-solution-in-memory", "marks-a-test-in-memory"
HOARD = """
import mmap
held = mmap.mmap(-1, 1 << 29)
for start in range(0, 1 << 29, 1 << 24):
    held[start : start + (1 << 24)] = b"x" * (1 << 24)
    held.madvise(mmap.MADV_DONTNEED, start, 1 << 24)
"""


@pytest.fixture(scope="module")
def dealing(tmp_path_factory):
    """A worker for a chapter with the exercise `minibatches`."""
    need_sandbox()
    folder = tmp_path_factory.mktemp("dealing")
    bundle = small_course(folder, [("minibatches", "n, batch_size, rng", DEAL, 2)])
    with Worker(bundle, limits=Limits(cell=5.0)) as worker:
        yield worker


def outputs(result):
    cells = json.loads(result.notebook)["cells"]
    return [output for cell in cells for output in cell.get("outputs", [])]


@pytest.mark.parametrize("name", crossing.CELLS)
def test_crossing_the_process_of_the_tests_takes_nothing(dealing, name):
    added = [("minibatches", crossing.CELLS[name])]
    result = dealing.grade("eve", as_bytes(notebook(dealing.bundle, added=added)), [])
    assert result.scores == {"test-minibatches": 2.0}
    assert "GOT" not in json.dumps(outputs(result))


def test_crossing_a_value_of_the_form_is_taken(dealing):
    added = [("minibatches", crossing.TAKEN)]
    result = dealing.grade("eve", as_bytes(notebook(dealing.bundle, added=added)), [])
    assert "GOT" in json.dumps(outputs(result))


@pytest.mark.parametrize("kind", ["PCG64", "PCG64DXSM", "MT19937", "Philox", "SFC64"])
def test_crossing_every_generator_of_numpy_may(dealing, kind):
    added = [("minibatches", crossing.state(kind, "rng.random(5)"))]
    result = dealing.grade("ada", as_bytes(notebook(dealing.bundle, added=added)), [])
    assert "GOT" in json.dumps(outputs(result))


def in_memory(pid, text):
    """Say whether the memory of a process holds a text."""
    with Path(f"/proc/{pid}/mem").open("rb", 0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            start, end = (int(each, 16) for each in line.split()[0].split("-"))
            try:
                memory.seek(start)
                if text.encode() in memory.read(end - start):
                    return True
            except (OSError, ValueError, OverflowError):
                continue
    return False


def test_limits_the_process_of_the_tests_holds_no_solution(tmp_path):
    need_sandbox()
    bundle = mini_course(tmp_path, 0)
    marks = {SOLUTION: SOLVED, TEST: HIDDEN}
    cells = [
        replace(cell, source=f"{cell.source}\n# {marks[cell.role]}") if cell.role in marks else cell
        for cell in bundle.cells
    ]
    with Worker(replace(bundle, cells=tuple(cells))) as worker:
        assert worker.grade("ada", as_bytes(notebook(bundle)), []).scores["test-relu"] == 2
        grader = worker._processes[1].pid
        assert in_memory(grader, HIDDEN)
        assert not in_memory(grader, SOLVED)


def test_limits_a_bundle_without_solutions_has_all_else(tmp_path):
    bundle = mini_course(tmp_path, 0)
    for mine, theirs in zip(bundle.cells, bundle.without_solutions.cells, strict=True):
        given = mine.released if mine.role in (SOLUTION, WRITTEN) else mine.source
        assert theirs == replace(mine, source=given)


def test_limits_a_group_counts_memory_that_no_process_seems_to_use():
    group = cgroup.make(200 << 20, 20)
    if os.geteuid() == 0:
        assert group is not None
    if group is None:
        pytest.skip("a normal user may make no control group here")
    try:
        run = group.entering([sys.executable, "-c", HOARD])
        assert subprocess.run(run, check=False).returncode == -9
        run = group.entering([sys.executable, "-c", "print(1)"])
        assert subprocess.run(run, check=False, capture_output=True).stdout == b"1\n"
    finally:
        group.remove()
    assert not any(folder.exists() for folder in group.folders)


def test_limits_a_group_counts_processes():
    group = cgroup.make(200 << 20, 3)
    if group is None:
        pytest.skip("a normal user may make no control group here")
    forks = "import os\nfor k in range(5):\n    os.fork() or __import__('time').sleep(1)"
    try:
        run = group.entering([sys.executable, "-c", forks])
        done = subprocess.run(run, check=False, capture_output=True, text=True)
        assert "BlockingIOError" in done.stderr
    finally:
        group.remove()


@pytest.fixture
def version_2(tmp_path, monkeypatch):
    """The files of a user's session as systemd makes them: the slice gives limits to its groups."""
    monkeypatch.setattr(cgroup, "_may_enter", lambda folder: True)
    slice_ = tmp_path / "user.slice/app.slice"
    own = slice_ / "run-1.scope"
    own.mkdir(parents=True)
    (own / "cgroup.subtree_control").write_text("")
    (slice_ / "cgroup.subtree_control").write_text("cpu memory pids\n")
    places = {"memory": own, "pids": own}, {"memory": tmp_path, "pids": tmp_path}
    return slice_, [(2, *places)]


def test_limits_a_group_of_version_2_is_made_where_the_parent_gives_limits(version_2):
    slice_, trees = version_2
    group = cgroup.make(1 << 30, 20, trees)
    (folder,) = group.folders
    assert folder.parent == slice_
    assert (folder / "memory.max").read_text() == f"{1 << 30}\n"
    assert (folder / "pids.max").read_text() == "20\n"


def test_limits_no_group_of_version_2_where_nobody_gives_limits(version_2):
    slice_, trees = version_2
    (slice_ / "cgroup.subtree_control").write_text("cpu\n")
    assert cgroup.make(1 << 30, 20, trees) is None
    assert not list(slice_.rglob("mlp-*"))


def test_limits_groups_of_killed_graders_are_removed(version_2):
    slice_, trees = version_2
    left = slice_ / f"{cgroup.NAME}4194999-1"
    left.mkdir()
    cgroup.make(1 << 30, 20, trees)
    assert not left.exists()


@pytest.mark.parametrize("source", [SHARED, ZEROS, PRIVATE], ids=["shared", "zeros", "private"])
def test_limits_hold_where_no_group_can_be_had(tmp_path, monkeypatch, source):
    need_sandbox()
    monkeypatch.setattr(cgroup, "make", lambda *limits: None)
    bundle = mini_course(tmp_path, 0)
    added = [("line", source + "    print('G' + 'OT')")]
    limits = Limits(together=1 << 30, cell=5.0)
    with Worker(bundle, limits=limits) as worker:
        result = worker.grade("eve", as_bytes(notebook(bundle, added=added)), [])
    assert "GOT" not in json.dumps(outputs(result))


def test_limits_nothing_is_graded_without_the_library(monkeypatch):
    need_sandbox()
    monkeypatch.setattr(seccomp, "LIBRARY", "libmissing.so")
    sandbox.require.cache_clear()
    seccomp.program.cache_clear()
    try:
        with pytest.raises(sandbox.NoSandbox, match="apt install libseccomp2"):
            sandbox.require()
    finally:
        monkeypatch.undo()
        seccomp.program.cache_clear()
        sandbox.require.cache_clear()


def test_limits_nothing_is_graded_on_a_machine_that_is_not_known(monkeypatch):
    monkeypatch.setattr("platform.machine", lambda: "riscv64")
    sandbox.require.cache_clear()
    with pytest.raises(sandbox.NoSandbox, match="this is riscv64"):
        sandbox.require()


def test_limits_nothing_is_graded_where_a_submission_cannot_be_shut_off(tmp_path, monkeypatch):
    need_sandbox()
    monkeypatch.setattr(workers, "PAUSES", (0.0,))
    worker = Worker(mini_course(tmp_path, 0), limits=Limits(file=-1))
    with pytest.raises(workers.StartFailed, match=r"cannot be shut off here: .*cannot mount /tmp"):
        worker.start_for_sure()
    worker.close()


def test_limits_every_allowed_call_has_a_name_that_is_known():
    import ctypes

    library = ctypes.CDLL(seccomp.LIBRARY)
    resolve = library.seccomp_syscall_resolve_name_arch
    for machine in (0xC000003E, 0xC00000B7):  # x86_64, aarch64
        known = [resolve(ctypes.c_uint32(machine), name.encode()) for name in seccomp.ALLOWED]
        assert -1 not in known
