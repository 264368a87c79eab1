"""Attacks on the machine: files, network, processes, memory, time, other students."""

# ruff: noqa: E501 -- students' cells in single strings

import os

from hostile import FAIR, WRONG, Case
from hostile.tricks import attack, beside

MARK = "mlp-hostile-was-here"  # must not be seen outside
LISTENING = 40_000 + os.getpid() % 20_000  # a port of the host's on which this run listens

LOOK = """
import os
found = []
for top in ("/root", "/home", "/work", "/srv", "/mnt", "/opt", "/var", "/tmp", "/course", "/"):
    for folder, folders, files in os.walk(top):
        if folder.count("/") > 6:
            folders.clear()
        found += [os.path.join(folder, f) for f in files if f.endswith((".md", ".ipynb", ".db"))]
texts = []
for path in found:
    try:
        texts.append(open(path, errors="replace").read())
    except OSError:
        pass
leaks = [t for t in texts if "BEGIN HIDDEN" in t or "BEGIN SOLUTION" in t or "gradebook" in t]
if leaks:
"""

RIGHT = (
    "    def sigmoid(z):\n        return 1 / (1 + np.exp(-np.clip(z, -700, 700)))"  # below an if
)
DOORS = """
import ctypes, platform, socket
libc = ctypes.CDLL(None, use_errno=True)
syscall = lambda *pair_and_rest: libc.syscall(pair_and_rest[0][platform.machine() != "x86_64"], *pair_and_rest[1:])
opened = [
    libc.unshare(0x10000000),                             # name spaces with rights over them
    syscall((56, 220), 0x10000000 | 17, None, None, None, None),
    syscall((425, 425), 4, ctypes.create_string_buffer(120)),   # io_uring
    syscall((250, 219), 0, -3, 1),                        # the keyring of the session
    syscall((298, 241), ctypes.create_string_buffer(120), 0, -1, -1, 0),
    syscall((323, 282), 1),
    syscall((101, 117), 0, 0, 0, 0),                      # ptrace
]
for family in (16, 38, 40, 17):                           # netlink, crypto, vsock, packet
    try:
        socket.socket(family, socket.SOCK_DGRAM if family == 40 else socket.SOCK_RAW)
        opened.append(0)
    except OSError:
        pass
if max(opened) >= 0:
"""

DURING = "def sigmoid(z):\n    {}\n    return np.asarray(z) * 0 + 0.5\n"


def during(name, statement, review=False, score=FAIR):
    """Return a case whose sigmoid does this each time it is called, and is wrong."""
    source = "import os, sys, time\n" + DURING.format(statement)
    return attack(name, source, score, review=review)


CASES = [
    attack("looks for solutions, hidden tests and gradebooks", WRONG + LOOK + RIGHT),
    beside(
        "finds a secret of the course's folder by its path",
        "import glob\nfor p in glob.glob('SECRET/**', recursive=True) + ['SECRET/solution']:\n"
        "    exec(open(p).read())",
    ),
    beside(
        "reads the environment of other processes",
        "import glob\nfor p in glob.glob('/proc/*/environ') + glob.glob('/proc/*/mem'):\n"
        "    try:\n        open(p, 'rb').read(100)\n    except OSError:\n        pass",
    ),
    beside(
        "connects to the host",
        "import socket\n"
        f"s = socket.create_connection(('127.0.0.1', {LISTENING}), timeout=1)\ns.send(b'got out')",
    ),
    beside("looks up a name", "import socket\nsocket.gethostbyname('example.org')"),
    beside("opens a raw socket", "import socket\nsocket.socket(socket.AF_PACKET, socket.SOCK_RAW)"),
    beside(
        "writes all over the system",
        "import os, pathlib\n"
        "for top in ('/', '/usr', '/usr/bin', '/etc', '/course', '/course/mlp', np.__path__[0]):\n"
        f"    try:\n        pathlib.Path(top, '{MARK}').write_text('x')\n"
        "        raise SystemError(top)\n    except OSError:\n        pass",
    ),
    beside("makes itself root", "import os\nos.setuid(0)"),
    beside(
        "mounts and unshares",
        "import ctypes\nlibc = ctypes.CDLL(None)\n"
        "assert libc.mount(b'tmpfs', b'/usr', b'tmpfs', 0, None) == 0",
    ),
    attack("opens doors of the kernel that no answer needs", WRONG + DOORS + RIGHT),
    beside(
        "kills everybody",
        "import os, signal\n"
        "for pid in range(2, 5000):\n    try:\n        os.kill(pid, signal.SIGKILL)\n"
        "    except OSError:\n        pass",
    ),
    beside(
        "kills its group and parent",
        "import os, signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "try:\n    os.killpg(0, signal.SIGTERM)\n    os.kill(os.getppid(), signal.SIGKILL)\n"
        "except OSError:\n    pass",
        review=False,
    ),
    beside(
        "leaves a process behind",
        "import subprocess, sys\n"
        f"subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)', '{MARK}'],\n"
        "                 start_new_session=True)",
    ),
    beside(
        "leaves a file for the next student",
        f"import os\nos.makedirs('/tmp/{MARK}', exist_ok=True)\n"
        f"assert not os.path.exists('/tmp/{MARK}/answers')\n"
        f"open('/tmp/{MARK}/answers', 'w').write('x')",
    ),
    attack(
        "finds a file of an earlier student",
        f"{WRONG}import os\nif os.path.exists('/tmp/{MARK}') or os.path.exists('/dev/shm/{MARK}'):\n"
        "    def sigmoid(z): return 1 / (1 + np.exp(-np.clip(z, -700, 700)))",
    ),
    beside(
        "leaves a thread that goes on",
        "import threading, time\n"
        "def busy():\n    while True:\n        time.sleep(0.01)\n"
        "threading.Thread(target=busy).start()",
    ),
    beside(
        "forks without end",
        "import os\ntry:\n    while True:\n        if os.fork() == 0:\n"
        "            import time; time.sleep(100)\nexcept OSError:\n    pass",
    ),
    beside(
        "starts threads without end",
        "import threading, time\ntry:\n    while True:\n"
        "        threading.Thread(target=time.sleep, args=(50,), daemon=True).start()\n"
        "except RuntimeError:\n    pass",
    ),
    beside("asks for all memory", "x = np.ones(10**11)"),
    beside("fills the memory piece by piece", "x = []\nwhile True:\n    x.append(np.ones(10**7))"),
    beside(
        "fills the disk", "f = open('/tmp/big', 'wb')\nwhile True:\n    f.write(bytes(1 << 20))"
    ),
    beside("makes a million files", "for k in range(10**6):\n    open(f'/tmp/{k}', 'w').close()"),
    beside("prints without end", "while True:\n    print('x' * 1000)"),
    beside("writes past print", "import os\nfor _ in range(1000):\n    os.write(1, b'x' * 65536)"),
    beside("crashes", "import ctypes\nctypes.string_at(0)"),
    beside("ends the process in a cell", "import os\nos._exit(1)"),
    beside(
        "overflows the stack",
        "import sys\nsys.setrecursionlimit(10**9)\nf = lambda n: f(n + 1)\nf(0)",
    ),
    beside("never ends", "while True:\n    pass"),
    beside(
        "never ends and cannot be interrupted",
        "while True:\n    try:\n        while True:\n            pass\n"
        "    except BaseException:\n        pass",
    ),
    beside(
        "sleeps with the alarm switched off",
        "import signal, time\n"
        "signal.setitimer(signal.ITIMER_REAL, 0)\nsignal.setitimer(signal.ITIMER_PROF, 0)\n"
        "signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 60))\ntime.sleep(1000)",
    ),
    during("sleeps in its function", "time.sleep(1000)"),
    during("never ends in its function", "while True: pass"),
    during("prints without end in its function", "while True: print('x' * 1000)"),
    during("crashes in its function", "__import__('ctypes').string_at(0)", review=True),
    during("closes all its files", "os.closerange(0, 300)", review=True),
    during(
        "writes nonsense to all its files",
        "[os.write(n, b'\\xff' * 999) for n in range(3, 40) if not __import__('select').select("
        "[], [], [n], 0)[2] and os.path.exists('/proc/self/fd/%d' % n)]",
        review=True,
    ),
    during(
        "answers before it was asked",
        "from mlp.grading.processes import student, wire; "
        "student._link.channel.send(wire.encode(b'done', (1.0, False, '', None), lambda f: None))",
        review=True,
        score=None,  # and spoils its own next test too
    ),
    during(
        "announces a frame of 4 GB",
        "import struct; from mlp.grading.processes import student; "
        "student._link.channel.sock.sendall(struct.pack('<4sII', b'done', 5, 2**32 - 1))",
        review=True,
    ),
    during(
        "sends what is no array",
        "from mlp.grading.processes import student, wire; "
        "student._link.channel.send(wire.Frame(b'done', "
        "b'[[\"n\",0],[[\"|O\",[9]]]]', b'x' * 72))",
        review=True,
    ),
    during(
        "asks for a function of the operating system",
        "from mlp.grading.processes import student; student._link.request(b'ask ', ('os.system', ('id',), []))",
        review=True,
    ),
    during(
        "calls back without end",
        "from mlp.grading.processes import student\n"
        "    while True: student._link.request(b'ask ', ('line', (1.0, 2.0, 3.0), []))",
    ),
    during("returns a billion numbers", "return np.zeros(10**9, np.int8)"),
    during("returns a hundred million numbers", "return np.zeros(10**8, np.int8)"),
    Case(
        "empties the course's own objects",
        FAIR - 1,  # the answer to predict calls mlp, which is empty now
        attack(
            "",
            WRONG,
            added=[
                (
                    "sigmoid",
                    "import mlp\nfor name in list(vars(mlp)):\n"
                    "    if name[:2] != '__':\n        delattr(mlp, name)",
                )
            ],
        ).build,
    ),
]
