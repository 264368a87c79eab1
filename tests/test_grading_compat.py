"""Grading as stock nbgrader does shuts a submission off all the same; what the sandbox mounts."""

import json
import os
import sys
from pathlib import Path

import pytest
from grading_course import ROOT, as_bytes, mini_course, need_sandbox, notebook
from normal_user import run_as_nobody

from mlp.grading.local import Mode, Submission, grade_locally
from mlp.grading.processes import isolate, sandbox

pytestmark = pytest.mark.filterwarnings("ignore")

# A cell that prints what it could do, and what the kernel says of its rights (none) and of its
# walls (no new privileges: 1, a seccomp filter: 2).
TRIES = """
import ctypes, os, pathlib, socket, subprocess
libc = ctypes.CDLL(None, use_errno=True)
BIND, REMOUNT, DETACH, NEWNS = 4096, 32, 2, 0x20000
done = []
def attempt(name, work):
    try:
        result = work()
    except Exception:
        return
    if result is not False and result != -1:
        done.append(name)
def remount(place):
    return libc.mount(None, place.encode(), None, BIND | REMOUNT, None)
def write(place):
    path = pathlib.Path(place, 'mlp-test-hostile')
    path.write_text('1')
    path.unlink()
def run(*command):
    return subprocess.run(command, capture_output=True).returncode == 0
def many_processes():
    for _ in range(100):
        started.append(subprocess.Popen(['sleep', '60']))
def big_file():
    with open('/tmp/big', 'wb') as file:
        for _ in range(80):
            file.write(bytes(1 << 20))
for place in ('/usr', '/course', '/course/mlp', '/'):
    attempt(f'remount {place}', lambda: remount(place))
    attempt(f'write {place}', lambda: write(place))
os.mkdir('/tmp/mine')
attempt('mount', lambda: libc.mount(b'none', b'/tmp/mine', b'tmpfs', 0, None))
attempt('have a mount space', lambda: libc.unshare(NEWNS))
attempt('have a user space', lambda: run('unshare', '--user', '--map-root-user', 'true'))
attempt('be root', lambda: os.setuid(0))
attempt('own /usr', lambda: os.chown('/usr', os.getuid(), -1))
attempt('open a raw socket', lambda: socket.socket(socket.AF_INET, socket.SOCK_RAW, 1).close())
attempt('reach the network', lambda: socket.create_connection(('192.0.2.1', 9), timeout=2))
attempt('set the kernel', lambda: open('/proc/sys/kernel/core_pattern', 'w').close())
attempt('see the solutions', lambda: os.path.exists(SOLUTIONS))
started = []
attempt('start a hundred processes', many_processes)
for process in started:
    process.kill(), process.wait()
attempt('make a big file', big_file)
print('done:', done)
status = dict(line.split(':\\t') for line in open('/proc/self/status') if ':\\t' in line)
print('rights:', *(int(status[name], 16) for name in ('CapInh', 'CapPrm', 'CapEff', 'CapAmb')))
print('walls:', int(status['NoNewPrivs']), int(status['Seccomp']))
attempt('unmount', lambda: libc.umount2(b'/usr', DETACH))
print('done:', done)
"""
SEEN = "done: []\nrights: 0 0 0 0\nwalls: 1 2\ndone: []\n"


def graded(bundle, **submissions):
    some = [Submission(name, as_bytes(tree), []) for name, tree in submissions.items()]
    return list(grade_locally(bundle, Mode(compat=True), some))


def printed(result, start):
    """Return what the cell that starts so printed, in the graded notebook."""
    cells = json.loads(result.notebook)["cells"]
    cell = next(cell for cell in cells if "".join(cell["source"]).startswith(start))
    return "".join("".join(output.get("text", [str(output)])) for output in cell["outputs"])


def test_compat_lets_a_submission_do_nothing_and_gives_its_right_answers_their_points(tmp_path):
    need_sandbox()
    bundle = mini_course(tmp_path, 0)
    first = f"SOLUTIONS = {str(ROOT / 'solutions')!r}"
    hostile = notebook(bundle, added=[("line", first + TRIES)])
    (result,) = graded(bundle, hostile=hostile)
    assert not result.refused, result.messages
    assert printed(result, first) == SEEN
    assert result.scores == {"test-line": 1, "test-relu": 2, "test-count_parameters": 3}


def test_compat_gives_a_wrong_answer_alone_no_points(tmp_path):
    need_sandbox()
    bundle = mini_course(tmp_path, 0)
    wrong = notebook(bundle, answers={"relu": "def relu(z):\n    return np.abs(z)"})
    (result,) = graded(bundle, wrong=wrong)
    assert not result.refused, result.messages
    assert result.scores == {"test-line": 1, "test-relu": 0, "test-count_parameters": 3}


def test_compat_as_a_normal_user_shuts_off_and_scores_alike(tmp_path):
    need_sandbox()
    if os.geteuid() != 0:
        pytest.skip("the tests above are run by a normal user already")
    run_as_nobody(tmp_path, "tests/test_grading_compat.py", "not normal")


@pytest.mark.parametrize(
    ("prefix", "bound"),
    [
        ("/usr/local", False),
        ("/usr", False),
        ("/usr/lib/python3", False),
        ("/usr/local/share/python", True),  # that is hidden, so Python is shown in it
        ("/opt/python", True),
    ],
)
def test_sandbox_binds_what_is_below_usr_only_where_it_is_hidden(monkeypatch, prefix, bound):
    for name in ("prefix", "base_prefix"):
        monkeypatch.setattr(sys, name, prefix)
    monkeypatch.setattr(sys, "executable", f"{prefix}/bin/python")
    command = sandbox.arguments(Path("/opt/course"), [])
    binds = [command[k + 2] for k, word in enumerate(command) if word == "--ro-bind"]
    assert (prefix in binds) == bound
    assert bound or not [path for path in binds if path.startswith("/usr")]


def test_dying_with_the_parent_is_asked_of_linux_alone(monkeypatch):
    asked = []
    monkeypatch.setattr(isolate, "_prctl", lambda *option: asked.append(option))
    monkeypatch.setattr(sys, "platform", "darwin")
    isolate.die_with_parent()
    assert asked == []
    monkeypatch.setattr(sys, "platform", "linux")
    isolate.die_with_parent()
    assert asked == [(isolate.PR_SET_PDEATHSIG, 9)]
