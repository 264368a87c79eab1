"""Forbid a process the calls of the system that no answer needs: less of the kernel within reach.

The filter is a little program that the kernel runs at each call (seccomp, in BPF). It is written
here instruction by instruction, for there are few: load a word, compare it, return. What is
forbidden answers 'not permitted', so a curious program goes on.
"""

import ctypes
import errno
import platform
import struct

# name: number on x86_64 and on aarch64
FORBIDDEN = {
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "move_mount": (429, 429),
    "open_tree": (428, 428),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fspick": (433, 433),
    "mount_setattr": (442, 442),
    "unshare": (272, 97),
    "setns": (308, 268),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "kcmp": (312, 272),
    "pidfd_getfd": (438, 438),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "kexec_load": (246, 104),
    "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265),
    "fanotify_init": (300, 262),
    "quotactl": (179, 60),
    "acct": (163, 89),
    "swapon": (167, 224),
    "swapoff": (168, 225),
    "reboot": (169, 142),
    "memfd_create": (319, 279),  # memory that no process seems to use: this and the next three
    "memfd_secret": (447, 447),
    "shmget": (29, 194),
    "msgget": (68, 186),
    "syslog": (103, 116),
}
SOCKET, CLONE, CLONE3 = (41, 198), (56, 220), (435, 435)
FAMILIES = (1, 2, 10)  # of sockets: unix, and the internet that is not there
NAMESPACES = 0x7E020000  # flags of clone that make name spaces, with rights over them
MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}  # which column; its name
X32 = 0x40000000  # from here on: the same calls by other numbers, on x86_64

LOAD, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
NUMBER, MACHINE, ARGUMENT = 0, 4, 16  # where these stand in what the filter sees
ALLOW, KILL, FAIL = 0x7FFF0000, 0x80000000, 0x00050000
PR_SET_SECCOMP, FILTER = 22, 2


def program(machine: str) -> list[tuple[int, int, int, int]]:
    """Return the filter: instructions (code, steps to skip if so, if not, value)."""
    column, name = MACHINES[machine]
    not_permitted, not_there = FAIL | errno.EPERM, FAIL | errno.ENOSYS
    steps = [(LOAD, 0, 0, MACHINE), (EQUAL, 1, 0, name), (RETURN, 0, 0, KILL)]
    steps += [(LOAD, 0, 0, NUMBER), (AT_LEAST, 0, 1, X32), (RETURN, 0, 0, not_there)]
    for numbers in FORBIDDEN.values():
        steps += [(EQUAL, 0, 1, numbers[column]), (RETURN, 0, 0, not_permitted)]
    steps += [
        (EQUAL, 0, 1, CLONE3[column]),
        (RETURN, 0, 0, not_there),
    ]  # its flags are out of sight
    steps += [(EQUAL, 0, 4, CLONE[column]), (LOAD, 0, 0, ARGUMENT)]
    steps += [(ANY_BIT, 0, 1, NAMESPACES), (RETURN, 0, 0, not_permitted), (RETURN, 0, 0, ALLOW)]
    steps += [(EQUAL, 0, 2 + len(FAMILIES), SOCKET[column]), (LOAD, 0, 0, ARGUMENT)]
    steps += [(EQUAL, len(FAMILIES) - k, 0, family) for k, family in enumerate(FAMILIES)]
    steps += [(RETURN, 0, 0, FAIL | errno.EAFNOSUPPORT), (RETURN, 0, 0, ALLOW)]
    return steps


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_void_p))


def forbid() -> None:
    """Forbid this process, and all that it starts, for good.

    Raises
    ------
    OSError
        If the kernel has no such filters, or there is none for this kind of machine.
    """
    if platform.machine() not in MACHINES:
        raise OSError(errno.ENOSYS, f"no filter for {platform.machine()}")
    steps = program(platform.machine())
    code = ctypes.create_string_buffer(b"".join(struct.pack("<HBBI", *step) for step in steps))
    filled = _Program(len(steps), ctypes.cast(code, ctypes.c_void_p))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_SECCOMP, FILTER, ctypes.byref(filled), 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "the kernel takes no filter")
