"""Attacks on the limits: memory that nobody sees, rights that come back, traces of other students.

Each of them finds the right answer if it gets past the limit, so it must get the points of a wrong
one.
"""

# ruff: noqa: E501 -- students' cells in single strings

from hostile import WRONG, Case
from hostile.damage import RIGHT
from hostile.tricks import attack

EACH = 600 << 20  # bytes in each of three processes: more than they may use together
PORT = 45_555

CALL = """
import ctypes, platform
libc = ctypes.CDLL(None, use_errno=True)
def call(x86_64, aarch64, *rest):
    return libc.syscall(x86_64 if platform.machine() == "x86_64" else aarch64, *rest)
"""

HOLD = """
import mmap, os, time
def fill(size):
    held = {}
    view = np.frombuffer(held, np.uint8)
    for start in range(0, size, 50 << 20):
        view[start : start + (50 << 20) : 4096] = 7
        {}
    return view
children = []
for _ in range({}):
    read, write = os.pipe()
    if os.fork() == 0:
        try:
            view = fill({})
            time.sleep(3)  # without a control group the grader looks every half second
            os.write(write, b"k" if view[:: 50 << 20].min() == 7 else b"n")
            time.sleep(9)
        finally:
            os._exit(0)
    os.close(write)
    children.append(read)
if all([os.read(read, 1) == b"k" for read in children]):
"""
HIDE = "held.madvise(mmap.MADV_DONTNEED, start, 50 << 20)"
SHARED = HOLD.format("mmap.mmap(-1, size)", HIDE, 3, EACH)
ZEROS = HOLD.format('mmap.mmap(os.open("/dev/zero", os.O_RDWR), size)', HIDE, 3, EACH)
PRIVATE = HOLD.format("mmap.mmap(-1, size, flags=mmap.MAP_PRIVATE)", "pass", 6, EACH // 2)
SEMAPHORES = (
    CALL
    + """
made = [call(64, 190, 0, 32_000, 0o1600) for _ in range(20)]
if min(made) >= 0:
"""
)
DOORS = (
    CALL
    + """
buffer = ctypes.create_string_buffer(4096)
number = ctypes.c_int(0)
opened = [
    call(240, 180, b"queue", 0o102, 0o600, None),        # mq_open
    call(222, 107, 1, None, ctypes.byref(number)),       # timer_create
    call(294, 26, 0),                                    # inotify_init1
    call(206, 0, 8, ctypes.byref(ctypes.c_ulong(0))),    # io_setup
    call(135, 92, 0x0040000),                            # personality: memory at fixed places
    call(149, 228, buffer, 4096),                        # mlock
    call(188, 5, b"/tmp", b"user.x", b"x", 1, 0),        # setxattr
    call(133, 33, b"/tmp/node", 0o10600, 0),             # mknod, where there is one
    call(444, 444, None, 0, 1),                          # landlock_create_ruleset
    call(317, 277, 2, 0, ctypes.byref(number)),          # seccomp: what actions are there
    call(275, 76, 0, None, 1, None, 0, 0),               # splice
    call(454, 454, 0, 0, 0, 0),                          # futex_wake
]
if max(opened) >= 0:
"""
)
THIRTY_TWO_BITS = """
import mmap, ctypes, platform
code = mmap.mmap(-1, 4096, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
code.write(bytes.fromhex("53b814000000cd805bc3"))  # getpid by the numbers of 32 bits
assert platform.machine() == "x86_64"
number = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(code)))()
if number > 0:
"""
STATUS = """
status = dict(line.split(":\\t", 1) for line in open("/proc/self/status").read().splitlines() if ":\\t" in line)
"""
BOUNDING = STATUS + "if int(status['CapBnd'], 16):\n"
OTHERS = STATUS + (
    "if any(int(status[name], 16) for name in ('CapInh', 'CapPrm', 'CapEff', 'CapAmb'))"
    " or status['NoNewPrivs'] != '1' or status['Seccomp'] != '2':\n"
)
STARTED = """
import subprocess
done = subprocess.run(["grep", "CapBnd", "/proc/self/status"], capture_output=True, text=True)
if int(done.stdout.split()[1], 16):
"""
NOT_FIRST = "if int(open('/proc/self/oom_score_adj').read()) < 1000:\n"
LOWER = """
import contextlib
for value in ("-1000", "0", "999"):
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as file:
        file.write(value)
"""
LEAVE = f"""
import socket
server = socket.create_server(("127.0.0.1", {PORT}))
for _ in range(8):
    there = socket.create_connection(server.getsockname())
    here, _ = server.accept()
    here.close()  # first: this end waits for a minute
    there.close()
server.close()
"""
WAITING = f"""
import socket
here = socket.socket()
try:
    here.bind(("127.0.0.1", {PORT}))
    taken = False
except OSError:
    taken = True
if taken:
"""
COUNTED = """
lines = [line.split() for line in open("/proc/net/snmp") if line.startswith("Tcp:")]
if int(dict(zip(*lines))["PassiveOpens"]):
"""
CONNECTIONS = "if len(open('/proc/net/tcp').readlines()) > 1:\n"
NAMES = """
import socket
there = socket.socket(socket.AF_UNIX)
try:
    there.bind("\\0mlp-left-here")
    taken = False
except OSError:
    taken = True
if taken:
"""

SOCKETS = """
import os, stat
kinds = []
for number in range(3, 256):
    try:
        kinds.append(stat.S_ISSOCK(os.fstat(number).st_mode))
    except OSError:
        pass
if sum(kinds) > 1:
"""
LISTENERS = """
found = [line.split() for name in ("tcp", "tcp6", "unix") for line in open("/proc/net/" + name).readlines()[1:]]
if found:
"""
PROCESSES = """
import os
if [each for each in os.listdir("/proc") if each.isdecimal() and int(each) != os.getpid()]:
"""
FILES = """
import os
links = [os.readlink(f"/proc/self/fd/{each}") for each in os.listdir("/proc/self/fd") if os.path.exists(f"/proc/self/fd/{each}")]
if [each for each in links if each.startswith("/") and each not in ("/dev/null", "/proc") and "/proc/" not in each]:
"""


def passes(name: str, source: str, review: bool | None = False) -> Case:
    """Return a case with a wrong sigmoid that is right if what comes before it succeeds."""
    return attack(f"limits: {name}", f"{WRONG}{source}{RIGHT}\n", review=review)


CASES = [
    passes("user: keeps shared memory that no process seems to use", SHARED),
    passes("user: keeps the zeros of /dev/zero in shared memory", ZEROS),
    passes("keeps memory in many processes at once", PRIVATE, review=None),
    passes("keeps memory in semaphores", SEMAPHORES),
    passes("opens more doors of the kernel that no answer needs", DOORS),
    passes("calls by the numbers of 32 bits", THIRTY_TWO_BITS, review=None),
    passes("user: finds another socket of the grader's among its own", SOCKETS),
    passes("user: finds somebody who listens", LISTENERS),
    passes("user: sees a process of the grader's", PROCESSES),
    passes("user: finds an open file of the grader's", FILES),
    passes("user: finds capabilities in its bounding set", BOUNDING),
    passes("user: finds other rights", OTHERS),
    passes("finds rights in a program that it starts", STARTED),
    passes("user: is not ended first when memory runs out", NOT_FIRST),
    passes("user: asks not to be ended first", LOWER + NOT_FIRST),
    attack("limits: user: 1 leaves connections behind", WRONG + LEAVE),
    passes("user: 2 finds a port that an earlier student used", WAITING),
    passes("user: 3 reads how often an earlier student connected", COUNTED),
    passes("user: 4 sees connections of an earlier student", CONNECTIONS),
    attack(
        "limits: user: 5 leaves a name behind",
        f"{WRONG}import socket\nkept = socket.socket(socket.AF_UNIX)\nkept.bind('\\0mlp-left-here')\n",
    ),
    passes("user: 6 finds a name that an earlier student used", NAMES),
]
