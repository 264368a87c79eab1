"""Grading a class: resuming, dying processes, clusters, databases."""

import contextlib
import gc
import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa
from graded_class import SCORES, finish, start
from grading_cluster import Cluster, environment
from grading_course import as_bytes, hand_in, mini_course, need_sandbox, notebook, run

from mlp.grading.cluster import OtherVersion, run_task
from mlp.grading.intake.bundle import Bundle
from mlp.grading.local import Mode, Submission, grade_locally
from mlp.grading.processes.tree import descendants
from mlp.grading.processes.workers import Worker
from mlp.grading.result import Result

POSTGRES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


def rows(url):
    """Return what the gradebook says, without ids and times."""
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(sa.text(SCORES))]
    engine.dispose()
    return [(s, c, float(score), bool(human), comment) for s, c, score, human, comment in found]


def sqlite(folder):
    return f"sqlite:///{folder}/grading/gradebook.db"


def kill(pid):
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    """Return the rows of a class of 64 graded in peace."""
    need_sandbox()
    folder = tmp_path_factory.mktemp("peace")
    mini_course(folder, 64)
    finish(folder, start(folder, "--jobs", "0"))
    found = rows(sqlite(folder))
    assert len(found) == 64 * 3
    assert sum(row[2] for row in found) == 32 * 6
    return found


def test_scale_memory_does_not_grow_with_the_class(monkeypatch):
    """Drive the coordinator with workers that cost nothing: what stays of 100 kB each?"""
    page = "x" * 100_000
    monkeypatch.setattr(
        "mlp.grading.local.grade_one",
        lambda worker, mode, some: Result(some.student, notebook=page + some.student),
    )
    bundle = Bundle("mini", "small", ())
    coming = (Submission(str(k), (page + str(k)).encode(), []) for k in range(1600))
    seen = {}
    for k, result in enumerate(grade_locally(bundle, Mode(), coming, jobs=2), start=1):
        assert result.notebook == page + result.student
        if k in (200, 1600):
            gc.collect()
            seen[k] = memory()
    assert seen[1600] - seen[200] < 30e6  # results that are kept would be more than 100 MB


def memory():
    """Return how much memory this process alone uses, in bytes."""
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return sum(1024 * int(line.split()[1]) for line in lines if line.startswith("Private_"))


def test_scale_a_sandbox_that_died_is_started_again(tmp_path):
    need_sandbox()
    bundle = mini_course(tmp_path, 0)
    data = as_bytes(notebook(bundle))
    with Worker(bundle) as worker:
        for student in ("ada", "alan"):
            assert sum(worker.grade(student, data, []).scores.values()) == 6
            kill(descendants(os.getpid())[1])


def test_scale_second_run_grades_nothing_and_new_submissions_alone(tmp_path):
    need_sandbox()
    bundle = mini_course(tmp_path, 4)
    assert "4 graded, 0 graded before" in finish(tmp_path, start(tmp_path, "--jobs", "0"))
    assert "0 graded, 4 graded before" in finish(tmp_path, start(tmp_path, "--jobs", "0"))
    hand_in(tmp_path, "late", as_bytes(notebook(bundle)), bundle)
    path = tmp_path / "grading/submitted/student001/mini/small.ipynb"
    path.write_bytes(as_bytes(notebook(bundle, solved=False)))
    assert "2 graded, 3 graded before" in finish(tmp_path, start(tmp_path, "--jobs", "0"))
    scores = {}
    for student, _, score, *_ in rows(sqlite(tmp_path)):
        scores[student] = scores.get(student, 0) + score
    assert scores == {"late": 6, "student000": 6, "student001": 0, "student002": 4, "student003": 3}


def test_scale_a_deleted_gradebook_is_filled_again_without_grading(tmp_path):
    need_sandbox()
    mini_course(tmp_path, 3)
    finish(tmp_path, start(tmp_path, "--jobs", "0"))
    before = rows(sqlite(tmp_path))
    (tmp_path / "grading/gradebook.db").unlink()
    assert "0 graded, 3 graded before" in finish(tmp_path, start(tmp_path, "--jobs", "0"))
    assert rows(sqlite(tmp_path)) == before


@pytest.fixture
def cluster(tmp_path):
    need_sandbox()
    cluster = Cluster(tmp_path / "elsewhere")
    cluster.start()
    yield cluster
    cluster.stop()


def test_scale_two_tls_workers_without_the_course_grade_a_class(tmp_path, cluster, undisturbed):
    course = tmp_path / "course"
    course.mkdir()
    mini_course(course, 64)
    said = finish(course, start(course, *cluster.options))
    assert "64 graded, 0 graded before" in said
    assert rows(sqlite(course)) == undisturbed


def test_scale_a_machine_with_other_code_grades_nothing():
    with pytest.raises(OtherVersion, match="has another version of mlp, NumPy or Python"):
        run_task(Bundle("mini", "small", ()).packed, "another digest", Mode(), [])


@pytest.fixture
def postgres(tmp_path):
    """Run a PostgreSQL server on loopback in a temporary folder."""
    if not POSTGRES:
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    tmp = Path("/tmp") / f"mlp-postgres-{os.getpid()}"
    tmp.mkdir()
    become = []
    if os.geteuid() == 0:
        shutil.chown(tmp, "nobody")
        become = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--"]
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    def pg(program, *arguments):
        command = [*become, str(POSTGRES[-1] / program), "-D", str(tmp / "data"), *arguments]
        subprocess.run(command, cwd=tmp, check=True, stdout=subprocess.DEVNULL)

    pg("initdb", "--auth=trust", "--username=grader", "--no-sync", "--locale=C", "--encoding=UTF8")
    settings = (
        f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={tmp} -c fsync=off"
    )
    pg("pg_ctl", "--wait", "-l", str(tmp / "log"), "-o", settings, "start")
    yield f"postgresql://grader@127.0.0.1:{port}/postgres"
    pg("pg_ctl", "--mode=immediate", "stop")
    shutil.rmtree(tmp)


def test_scale_postgresql_gives_the_same_grades_as_sqlite(tmp_path, postgres, undisturbed):
    need_sandbox()
    mini_course(tmp_path, 64)
    finish(tmp_path, start(tmp_path, "--jobs", "0"))
    said = finish(tmp_path, start(tmp_path, "--jobs", "0", "--db", postgres))
    assert "0 graded, 64 graded before" in said  # only entered once more
    assert rows(postgres) == rows(sqlite(tmp_path)) == undisturbed
    tables = []
    for url in (postgres, sqlite(tmp_path)):
        run(tmp_path, "-m", "nbgrader", "export", f"--db={url}", "--to=g.csv")
        tables.append(sorted((tmp_path / "g.csv").read_text().splitlines()))
    assert tables[0] == tables[1]
    assert len(tables[0]) == 65


def test_scale_manual_scores_survive_grading_again(tmp_path):
    need_sandbox()
    mini_course(tmp_path, 2)
    finish(tmp_path, start(tmp_path, "--jobs", "0"))
    engine = sa.create_engine(sqlite(tmp_path))
    with engine.begin() as connection:
        connection.execute(sa.text("update grade set manual_score = 0.5"))
    finish(tmp_path, start(tmp_path, "--jobs", "0", "--force"))
    with engine.connect() as connection:
        found = set(connection.execute(sa.text("select manual_score from grade")).scalars())
    engine.dispose()
    assert found == {0.5}


def test_scale_grading_is_refused_without_a_sandbox(tmp_path):
    mini_course(tmp_path, 1)
    empty = tmp_path / "empty"
    empty.mkdir()
    code = "from mlp.grading.command import grade; grade()"
    done = subprocess.run(
        [sys.executable, "-c", code, "mini", "--jobs", "0"],
        cwd=tmp_path,
        check=False,
        env={**environment(), "PATH": str(empty)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "the sandbox needs the program bwrap" in done.stderr
    assert "--no-sandbox" in done.stderr
    assert not (tmp_path / "grading/results/mini/student000.json").exists()


def test_scale_no_sandbox_grades_and_says_what_it_gives_up(tmp_path):
    mini_course(tmp_path, 2)
    said = finish(tmp_path, start(tmp_path, "--jobs", "0", "--no-sandbox"))
    assert "the students' code runs with your rights" in said
    assert [row[2] for row in rows(sqlite(tmp_path))] == [3, 1, 2, 3, 0, 2]
