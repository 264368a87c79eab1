"""Allow a process the calls of the system that Python and NumPy need, and no others.

The kernel looks at each call of the process and of all that it starts (seccomp). The filter is
made by libseccomp, which knows the calls by name on every kind of machine, once in the parent of
the students' processes; each of them only sets it. What is not allowed answers 'not implemented',
so that programs take their other way where they have one.
"""

import ctypes
import errno
import os
import socket
from functools import cache

ALLOWED = frozenset(
    """
    access chdir chmod chown close close_range copy_file_range dup dup2 dup3 faccessat faccessat2
    fadvise64 fallocate fchdir fchmod fchmodat fchmodat2 fchown fchownat fcntl fdatasync fgetxattr
    flistxattr flock fstat fstatfs fsync ftruncate futimesat getcwd getdents getdents64 getxattr
    lchown lgetxattr link linkat listxattr llistxattr lseek lstat mkdir mkdirat newfstatat open
    openat pipe pipe2 pread64 preadv preadv2 pwrite64 pwritev pwritev2 read readlink readlinkat
    readv rename renameat renameat2 rmdir sendfile stat statfs statx symlink symlinkat truncate
    umask unlink unlinkat utime utimensat utimes write writev

    brk madvise membarrier mincore mprotect mremap msync munmap

    arch_prctl capget execve exit exit_group fork futex get_robust_list getcpu getegid geteuid
    getgid getgroups getpgid getpgrp getpid getppid getpriority getresgid getresuid getrlimit
    getrusage getsid gettid getuid kill pidfd_open pidfd_send_signal prlimit64 restart_syscall rseq
    sched_get_priority_max sched_get_priority_min sched_getaffinity sched_getparam
    sched_getscheduler sched_setaffinity sched_setparam sched_setscheduler sched_yield
    set_robust_list set_tid_address setpgid setpriority setrlimit setsid sysinfo tgkill times tkill
    uname vfork wait4 waitid

    alarm getitimer pause rt_sigaction rt_sigpending rt_sigprocmask rt_sigreturn rt_sigsuspend
    rt_sigtimedwait setitimer sigaltstack

    clock_getres clock_gettime clock_nanosleep getrandom gettimeofday nanosleep time
    timerfd_create timerfd_gettime timerfd_settime

    epoll_create epoll_create1 epoll_ctl epoll_pwait epoll_pwait2 epoll_wait eventfd eventfd2
    poll ppoll pselect6 select

    accept accept4 bind connect getpeername getsockname getsockopt listen recvfrom recvmmsg recvmsg
    sendmmsg sendmsg sendto setsockopt shutdown
    """.split()
)
FAMILIES = (socket.AF_UNIX, socket.AF_INET, socket.AF_INET6)  # the internet that is not there
REFUSED_FAMILIES = range(46)  # the others of these: 'no such family' instead of 'no such call'
NAMESPACES = 0x7E020000  # flags of clone that make name spaces, with rights over them
SHARED_ANONYMOUS = 0x21  # flags of mmap: memory that can be kept while no process seems to use it
TERMINAL = (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)  # ioctl: is it one, its size; waiting
PROCESS = (1, 3, 15, 16)  # prctl: end with the parent, dumpable?, the name of a thread

ALLOW, KILL, FAIL = 0x7FFF0000, 0x80000000, 0x00050000
EQUAL, MASKED = 4, 7
BAD_ARCHITECTURE, OPTIMIZE = 2, 8
PR_SET_SECCOMP, FILTER = 22, 2
LIBRARY = "libseccomp.so.2"


class _Comparison(ctypes.Structure):
    _fields_ = (
        ("argument", ctypes.c_uint),
        ("how", ctypes.c_int),
        ("a", ctypes.c_uint64),
        ("b", ctypes.c_uint64),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_void_p))


class _Filter:
    """A filter of libseccomp while it is made."""

    def __init__(self) -> None:
        self.library = ctypes.CDLL(LIBRARY)
        self.library.seccomp_init.restype = ctypes.c_void_p
        self.filter = ctypes.c_void_p(self.library.seccomp_init(FAIL | errno.ENOSYS))
        self._set(BAD_ARCHITECTURE, KILL)  # the same calls by other numbers: of 32 bits, of x32
        self._set(OPTIMIZE, 2)  # a tree instead of a list, where the library is new enough

    def _set(self, attribute, value):
        self.library.seccomp_attr_set(self.filter, attribute, ctypes.c_uint32(value))

    def add(self, name: str, *comparisons: tuple, action: int = ALLOW) -> None:
        """Allow a call, or only with these arguments: (which one, how, a, b)."""
        number = self.library.seccomp_syscall_resolve_name(name.encode())
        if number < 0:  # there is no such call on this machine
            return
        array = (_Comparison * len(comparisons))(*comparisons)
        add = self.library.seccomp_rule_add_array
        if code := add(self.filter, ctypes.c_uint32(action), number, len(comparisons), array):
            raise OSError(-code, f"libseccomp takes no rule for {name}")

    def program(self) -> bytes:
        """Return the filter as the kernel wants it."""
        number = os.memfd_create("filter")
        try:
            if code := self.library.seccomp_export_bpf(self.filter, number):
                raise OSError(-code, "libseccomp writes no filter")
            return os.pread(number, os.fstat(number).st_size, 0)
        finally:
            os.close(number)
            self.library.seccomp_release(self.filter)


@cache
def program(families: tuple[int, ...] = FAMILIES) -> bytes:
    """Return the filter that allows sockets of these families.

    Raises
    ------
    OSError
        If libseccomp is not here, or does not work.
    """
    made = _Filter()
    for name in ALLOWED:
        made.add(name)
    made.add("clone", (0, MASKED, NAMESPACES, 0))  # clone3 hides its flags: libc does without
    for flags in (0x00, 0x01, 0x20):
        made.add("mmap", (3, MASKED, SHARED_ANONYMOUS, flags))
    for request in TERMINAL:
        made.add("ioctl", (1, EQUAL, request, 0))
    for option in PROCESS:
        made.add("prctl", (0, EQUAL, option, 0))
    made.add("socketpair", (0, EQUAL, socket.AF_UNIX, 0))
    for family in {*REFUSED_FAMILIES, *families}:
        action = ALLOW if family in families else FAIL | errno.EAFNOSUPPORT
        made.add("socket", (0, EQUAL, family, 0), action=action)
    return made.program()


def limit_calls(families: tuple[int, ...] = FAMILIES) -> None:
    """Have the kernel refuse this process, and all that it starts, other calls, for good.

    Raises
    ------
    OSError
        If the kernel has no such filters, or libseccomp is not here.
    """
    code = program(families)
    buffer = ctypes.create_string_buffer(code, len(code))
    filled = _Program(len(code) // 8, ctypes.cast(buffer, ctypes.c_void_p))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_SECCOMP, FILTER, ctypes.byref(filled), 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "the kernel takes no filter of calls")
