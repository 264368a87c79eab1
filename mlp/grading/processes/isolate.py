"""Shut a forked process off: its own processes, files and limits, no rights.

Runs inside the sandbox that `mlp.grading.processes.sandbox` makes, in the child that a submission
gets. Linux only; the calls that Python 3.11 does not know go through libc.
"""

import ctypes
import errno
import fcntl
import os
import platform
import resource
import signal
import socket
import struct
import sys
from typing import NamedTuple

from mlp.grading.processes import seccomp

_libc = ctypes.CDLL(None, use_errno=True)

NEWNS, NEWUTS, NEWIPC, NEWUSER, NEWPID = 0x00020000, 0x04000000, 0x08000000, 0x10000000, 0x20000000
MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_BIND, MS_REC, MS_PRIVATE = 2, 4, 8, 0x1000, 0x4000, 1 << 18
NEWNET = 0x40000000
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS = 1, 4, 24, 38
SIOCSIFFLAGS, UP = 0x8914, 0x41
SYS_CLONE = {"x86_64": 56, "aarch64": 220}
NOBODY = 200_000  # user ids from here on belong to nobody: one for each submission


class Limits(NamedTuple):
    """What a submission may use.

    Attributes
    ----------
    memory : int
        Bytes of address space of each process.
    together : int
        Bytes of memory of all processes together, with what they share and what the kernel holds.
    processes : int
        Processes and threads.
    file : int
        Bytes of one file, and of all files together.
    cpu : int
        Seconds of processor time of each process.
    call, cell : float
        Seconds of processor time of one call of a function, and of one cell.
    """

    memory: int = 3 << 30
    together: int = 3 << 30
    processes: int = 24
    file: int = 64 << 20
    cpu: int = 600
    call: float = 20.0
    cell: float = 30.0


DEFAULT = Limits()


def fork(*, sandboxed: bool) -> int:
    """Fork, as os.fork does; the child of a sandboxed parent has its own processes and network.

    Such a child is process 1 of its space: when it ends, whatever it started ends too.
    """
    if not sandboxed:
        return os.fork()
    flags = NEWPID | NEWNS | NEWNET | NEWIPC | NEWUTS | signal.SIGCHLD
    if os.geteuid() != 0:
        flags |= NEWUSER
    number = SYS_CLONE[platform.machine()]
    pid = _libc.syscall(number, ctypes.c_ulong(flags), None, None, None, None)
    if pid < 0:
        raise OSError(ctypes.get_errno(), "no new process space for a submission")
    return pid


def shut_off(limits: Limits, user: int, families: tuple[int, ...] = seccomp.FAMILIES) -> None:
    """Give up all rights: own /tmp and /proc, limits, a user id of its own, no capabilities.

    Raises
    ------
    OSError
        If anything of this cannot be had here; then no code of a student's may run.
    """
    if os.geteuid() != 0:
        _have_user_id()
    be_ended_first()
    _loopback()
    _mount(None, "/", None, MS_REC | MS_PRIVATE)
    _empty_tmp(limits)
    _mount("tmpfs", "/dev/shm", "tmpfs", MS_NOSUID | MS_NODEV, f"size={limits.file},nr_inodes=200")
    try:
        _mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC)
    except OSError:  # not allowed in a user namespace of this kernel: then none at all
        _mount("tmpfs", "/proc", "tmpfs", MS_NOSUID | MS_NODEV, "size=4096,nr_inodes=2,mode=555")
    os.chdir("/tmp")
    _drop_bounding_set()  # while there is still the capability to do so
    if os.geteuid() == 0:
        os.setgroups([])
        os.setresgid(user, user, user)
        set_limits(limits)
        os.setresuid(user, user, user)  # and with the last user id go the capabilities
    else:
        set_limits(limits)
    _drop_capabilities()
    _prctl(PR_SET_DUMPABLE, 0)
    _prctl(PR_SET_NO_NEW_PRIVS, 1)
    seccomp.limit_calls(families)


def be_ended_first() -> None:
    """Have the kernel end this process, and those it starts, before others if memory runs out."""
    if sys.platform == "linux":
        with open("/proc/self/oom_score_adj", "w") as file:  # noqa: PTH123
            file.write("1000")


def _loopback():
    """Switch on the loopback of the new network, which nobody else can reach."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", UP))


def _have_user_id():
    """Be one user of the new user namespace, without whom no file can be made there."""
    user, group = os.geteuid(), os.getegid()
    maps = {"setgroups": "deny", "uid_map": f"{user} {user} 1", "gid_map": f"{group} {group} 1"}
    for name, text in maps.items():
        with open(f"/proc/self/{name}", "w") as file:  # noqa: PTH123
            file.write(text)


def _empty_tmp(limits):
    """Mount an empty /tmp; where Python itself lives below /tmp, it stays in its place."""
    folders = {path for path in (sys.prefix, sys.base_prefix) if path.startswith("/tmp/")}
    kept = {path: os.open(path, os.O_PATH | os.O_DIRECTORY) for path in sorted(folders)}
    _mount("tmpfs", "/tmp", "tmpfs", MS_NOSUID | MS_NODEV, f"size={limits.file},nr_inodes=2000")
    os.chmod("/tmp", 0o1777)  # noqa: PTH101
    for path, number in kept.items():
        if not os.path.exists(path):  # noqa: PTH110
            os.makedirs(path, 0o755)  # noqa: PTH103
            _mount(f"/proc/self/fd/{number}", path, None, MS_BIND | MS_REC)  # with what hides mlp
        os.close(number)


def set_limits(limits: Limits) -> None:
    """Set the limits of this process and those that it will start."""
    queues = getattr(resource, "RLIMIT_MSGQUEUE", None)  # bytes in the kernel; on Linux alone
    if queues is not None:
        resource.setrlimit(queues, (0, 0))
    for what, value in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_NPROC, limits.processes),
        (resource.RLIMIT_FSIZE, limits.file),
        (resource.RLIMIT_CPU, limits.cpu),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 256),
        (resource.RLIMIT_STACK, 64 << 20),
    ):
        resource.setrlimit(what, (value, value))


def die_with_parent(parent: int | None = None) -> None:
    """Have the kernel kill this process when its parent ends; only Linux can.

    Parameters
    ----------
    parent : int, optional
        The parent's number. If it has ended already, this process ends at once.
    """
    if sys.platform == "linux":
        _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if parent is not None and os.getppid() != parent:
        os._exit(0)


def _mount(source, target, kind, flags, options=None):
    encoded = [text and text.encode() for text in (source, target, kind)]
    if _libc.mount(*encoded, ctypes.c_ulong(flags), options and options.encode()) != 0:
        raise OSError(ctypes.get_errno(), f"cannot mount {target}")


def _prctl(option, value):
    if _libc.prctl(option, ctypes.c_ulong(value), 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), f"prctl {option} failed")


def _drop_bounding_set():
    """Drop what a program with set-user-id or file capabilities could bring back."""
    for capability in range(64):
        if _libc.prctl(PR_CAPBSET_DROP, ctypes.c_ulong(capability), 0, 0, 0) != 0:
            if ctypes.get_errno() == errno.EINVAL:  # this kernel has no more of them
                return
            raise OSError(ctypes.get_errno(), "cannot drop the bounding set")


def _drop_capabilities():
    """Drop all capabilities, also those to inherit."""
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    if _libc.capset(header, (ctypes.c_uint32 * 6)()) != 0:
        raise OSError(ctypes.get_errno(), "cannot drop capabilities")
