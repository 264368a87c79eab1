"""The doors of the grader: what listens, what a fault of the course or of a command's user says."""

import contextlib
import csv
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from graded_class import class_of, descendants, finish, rows, said, start
from grading_cluster import Cluster, environment, recipe
from grading_course import as_bytes, hand_in, mini_course, need_sandbox, notebook, run
from normal_user import run_as_nobody

from mlp.grading.command import grade
from mlp.grading.report import report

LISTENING = "0A"  # in /proc/net/tcp
ACCEPTS = 0x10000  # in the flags of /proc/net/unix
CLIENT = """
import sys
from distributed import Client
from distributed.security import Security
address, *files = sys.argv[1:]
names = ("tls_ca_file", "tls_client_cert", "tls_client_key")
security = Security(require_encryption=True, **dict(zip(names, files))) if files else None
with Client(address, timeout=10, security=security) as client:
    print("ran as", client.submit(__import__("os").getuid).result(timeout=20))
"""


def sockets_of(pid):
    """Return the inodes of a process's sockets; none of a process that has ended."""
    found = set()
    with contextlib.suppress(OSError):
        for path in Path(f"/proc/{pid}/fd").iterdir():
            with contextlib.suppress(OSError):
                link = str(path.readlink())
                found |= {link[8:-1]} if link.startswith("socket:[") else set()
    return found


def lines_of(pid, table):
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]
    return []


def listeners(pids):
    """Return the sockets of these processes at which anybody may knock: (pid, table, line)."""
    found = []
    for pid in pids:
        mine = sockets_of(pid)
        for table in ("tcp", "tcp6", "udp", "udp6", "unix"):
            for line in lines_of(pid, table) if mine else ():
                fields = line.split()
                if table == "unix":
                    inode, open_to_all = fields[6], int(fields[3], 16) & ACCEPTS or len(fields) > 7
                else:
                    inode, open_to_all = fields[9], table[:3] == "udp" or fields[3] == LISTENING
                if inode in mine and open_to_all:
                    found.append((pid, table, line))
    return found


def test_doors_the_list_of_listeners_sees_one():
    with socket.create_server(("127.0.0.1", 0)), socket.socket(socket.AF_UNIX) as named:
        named.bind("\0mlp-test-listener")
        named.listen()
        assert {table for _, table, _ in listeners([os.getpid()])} >= {"tcp", "unix"}


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_doors_nothing_listens_while_a_class_is_graded(tmp_path, jobs):
    need_sandbox()
    folder = class_of(tmp_path / "course")
    process = start(folder, "--jobs", jobs)
    seen = set()
    while process.poll() is None:
        pids = descendants(process.pid)
        assert listeners(pids) == []
        seen.update(pids)
        time.sleep(0.1)
    finish(folder, process)
    assert len(seen) > 4 * int(jobs)


def test_doors_as_a_normal_user_nothing_listens_and_kills_lose_nothing(tmp_path):
    need_sandbox()
    if os.geteuid() != 0:
        pytest.skip("the tests above are run by a normal user already")
    chosen = "(nothing_listens or workers_processes) and not normal_user"
    files = ("tests/test_grading_doors.py", "tests/test_grading_kills.py")
    for file in files:
        run_as_nobody(tmp_path, file, chosen)
        shutil.rmtree(tmp_path / "aside")


def test_doors_one_machine_needs_no_dask(tmp_path):
    need_sandbox()
    mini_course(tmp_path, 1)
    code = (
        "import sys\nsys.modules['dask'] = sys.modules['distributed'] = None\n"
        "from mlp.grading.command import grade\ngrade()"
    )
    run(tmp_path, "-c", code, "mini", "--jobs", "2")
    assert rows(tmp_path)


def asks(folder, *arguments, command=grade):
    """Run `mlp grade mini` in this process; return its exit code and what it says."""
    with contextlib.chdir(folder):
        done = CliRunner().invoke(command, ["mini", *arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


def test_doors_a_scheduler_without_tls_wants_a_flag(tmp_path):
    mini_course(tmp_path, 1)
    status, words = asks(tmp_path, "--scheduler", "tcp://127.0.0.1:1")
    assert status == 1
    assert "can run code" in words
    assert "--insecure-scheduler" in words


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--scheduler", "tls://127.0.0.1:1"], "needs --tls-ca-file, --tls-cert, --tls-key"),
        (["--scheduler", "127.0.0.1:8786"], "expected tls://HOST:PORT"),
        (
            ["--scheduler", "tls://127.0.0.1:1", "--tls-key", "none.pem"],
            "there is no file none.pem",
        ),
        (["--tls-key", "none.pem"], "need --scheduler"),
        (["--insecure-scheduler", "--scheduler", "tcp://127.0.0.1:1"], "no Dask scheduler at"),
        (["--db", "foo"], "foo is not the address of a gradebook"),
        (["--db", "mysql://root@127.0.0.1/x"], "needs the package MySQLdb"),
        (["--db", "oracl://root@127.0.0.1/x"], "is not the address of a gradebook"),
        (["--db", "sqlite:////nowhere/at/all.db"], "cannot be used"),
        (["--db", "sqlite:///chapters/mini/small.ipynb"], "file is not a database"),
    ],
)
def test_doors_an_option_that_makes_no_sense_is_said_in_words(tmp_path, options, words):
    need_sandbox()
    mini_course(tmp_path, 1)
    status, said = asks(tmp_path, *options)
    assert status == 1
    assert words in said
    assert not (tmp_path / "grading/results/mini/student000.json").exists()


def test_doors_the_report_says_what_is_wrong_with_a_gradebook(tmp_path):
    need_sandbox()
    mini_course(tmp_path, 1)
    for url in ("foo", "mysql://root@127.0.0.1/x", "sqlite:///chapters/mini/small.ipynb"):
        status, said = asks(tmp_path, "--db", url, command=report)
        assert status == 1
        assert url in said


@pytest.fixture
def another_user():
    """Return the words that run a command as nobody."""
    if os.geteuid() != 0:
        pytest.skip("only root can be two users")
    return ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--"]


def test_doors_a_cluster_with_tls_grades_and_lets_nobody_else_in(tmp_path, another_user):
    """The page's own recipe, on loopback, with two users."""
    need_sandbox()
    cluster = Cluster(tmp_path / "elsewhere")
    cluster.start()
    try:
        folder = class_of(tmp_path / "course")
        assert "graded" in finish(folder, start(folder, *cluster.options))
        ours = tried(cluster, [], cluster.files[1::2])
        assert "ran as 0" in ours.stdout, ours.stderr
        place = Path("/tmp", f"mlp-other-user-{os.getpid()}")
        made = subprocess.run(
            [*another_user, "sh", "-ec", f"mkdir {place}; cd {place}; {recipe()['mkdir']}"],
            capture_output=True,
            text=True,
            check=False,
        )
        assert made.returncode == 0, made.stderr
        own = [str(place / "tls" / name) for name in ("ca.pem", "grader.pem", "grader-key.pem")]
        theirs = [str(Path(cluster.files[1])), *own[1:]]
        plain = cluster.address.replace("tls", "tcp")
        for address, files in ((plain, []), (cluster.address, own), (cluster.address, theirs)):
            assert "ran as" not in tried(cluster, another_user, files, address).stdout
        shutil.rmtree(place)
    finally:
        cluster.stop()


def tried(cluster, who, files, address=None):
    """Have a user run something on the cluster's workers."""
    return subprocess.run(
        [*who, sys.executable, "-c", CLIENT, address or cluster.address, *files],
        env=environment() | {"HOME": "/tmp"},
        cwd="/tmp",
        capture_output=True,
        text=True,
        check=False,
    )


def test_doors_a_cluster_without_tls_lets_anybody_in(tmp_path, another_user):
    """What the flag's warning says is so: otherwise the test above would prove nothing."""
    cluster = Cluster(tmp_path / "elsewhere", tls=False)
    cluster.start()
    try:
        done = tried(cluster, another_user, [])
        assert "ran as 0" in done.stdout, done.stderr
    finally:
        cluster.stop()


def with_a_failing_cell(folder):
    """Put a cell that fails into the chapter itself."""
    for place in ("_build/source", "chapters"):
        path = folder / place / "mini/small.ipynb"
        text = path.read_text()
        assert "import mlp\\n" in text
        path.write_text(text.replace("import mlp\\n", "import mlp\\nimport no_such_package\\n"))


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_doors_a_failing_cell_of_the_chapter_stops_the_run(tmp_path, jobs):
    need_sandbox()
    mini_course(tmp_path, 3)
    with_a_failing_cell(tmp_path)
    status, words = asks(tmp_path, "--jobs", jobs)
    assert status == 1
    assert "cells of the chapter itself fail while grading, so nothing is graded" in words
    assert "ModuleNotFoundError: No module named 'no_such_package'" in words
    assert not list((tmp_path / "grading/results").rglob("*.json"))
    assert rows(tmp_path) == []


def test_doors_a_failing_cell_of_the_chapter_stops_nbgrader_too(tmp_path):
    need_sandbox()
    mini_course(tmp_path, 3)
    with_a_failing_cell(tmp_path)
    run(tmp_path, "-m", "nbgrader", "generate_assignment", "mini", "--force")
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", "autograde", "mini"],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.count("cells of the chapter itself fail while grading") == 1
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "grading/autograded").exists()
    assert rows(tmp_path) == []


def test_doors_names_are_no_formulas_in_any_table(tmp_path):
    need_sandbox()
    bundle = mini_course(tmp_path, 0)
    names = ["=cmd|'C calc'!A0", "+1+1", "-1+1", "@SUM(1)", "Lovelace, Ada", "ada"]
    for name in names:
        hand_in(tmp_path, name, as_bytes(notebook(bundle, solved=name == "ada")), bundle)
    finish(tmp_path, start(tmp_path, "--jobs", "1"))
    run(tmp_path, "-c", "from mlp.grading.report import report; report()", "mini")
    run(tmp_path, "-m", "nbgrader", "export", "--to", "grades.csv")
    formula = re.compile(r"^[=+@\t\r]|^-(?!\d)|^-\d.*[-+*/]")
    for path in (tmp_path / "grades.csv", tmp_path / "grading/report/mini.csv"):
        with path.open(newline="") as file:
            table = list(csv.reader(file))
        assert {len(row) for row in table} == {len(table[0])}
        assert not [field for row in table for field in row if formula.match(field)]
    with (tmp_path / "grades.csv").open(newline="") as file:
        found = {row["student_id"].removeprefix("'"): row for row in csv.DictReader(file)}
    assert found.keys() == set(names)
    assert {name for name, row in found.items() if float(row["score"])} == {"ada"}


def test_doors_a_folder_with_a_line_break_in_its_name_stops_nobody(tmp_path):
    need_sandbox()
    bundle = mini_course(tmp_path, 1)
    hand_in(tmp_path, "a\nb", as_bytes(notebook(bundle)), bundle)
    words = finish(tmp_path, start(tmp_path))
    assert "1 graded" in words
    assert r"refused: a\nb: the folder's name is too long, no UTF-8, or holds a line break" in words
    run(tmp_path, "-m", "nbgrader", "generate_assignment", "mini", "--force")
    run(tmp_path, "-m", "nbgrader", "autograde", "mini", "--force")
    assert {row[0] for row in rows(tmp_path)} == {"student000"}


def test_doors_very_long_outputs_are_cut_and_graded(tmp_path):
    need_sandbox()
    bundle = mini_course(tmp_path, 0)
    loud = [("line", "print('\\x01' * 20_000)") for _ in range(1900)]
    hand_in(tmp_path, "loud", as_bytes(notebook(bundle, added=loud)), bundle)
    words = finish(tmp_path, start(tmp_path))
    assert "1 graded, 0 graded before, 0 repaired, 0 refused, 0 need review" in words
    assert sum(row[2] for row in rows(tmp_path)) == 6
    graded = tmp_path / "grading/autograded/loud/mini/small.ipynb"
    assert graded.stat().st_size < 20e6
    assert "left out" in graded.read_text()


def test_doors_a_gradebook_that_is_used_elsewhere_is_said_so(tmp_path):
    need_sandbox()
    mini_course(tmp_path, 1)
    finish(tmp_path, start(tmp_path, "--jobs", "1"))
    with sqlite3.connect(tmp_path / "grading/gradebook.db", isolation_level=None) as locked:
        locked.execute("begin exclusive")
        status, words = asks(tmp_path, "--force")
        locked.execute("rollback")
    assert status == 1
    assert "database is locked" in words
    assert said(tmp_path)
