"""Start a process that is shut off from the machine, with bubblewrap.

Inside there is no network, no home, no course folder and no other submission; the system and
Python's packages can be read, not written; processes are its own. Needs Linux, the program `bwrap`
(Debian's package bubblewrap) and the library libseccomp (libseccomp2).
"""

import os
import platform
import shutil
import socket
import subprocess
import sys
from functools import cache
from pathlib import Path

from mlp.grading.processes import cgroup, isolate, seccomp

SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/etc/ld.so.cache", "/etc/fonts")
HIDDEN = ("/usr/local/share", "/usr/src")  # an exchange of nbgrader's may be there
ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "HOME": "/tmp",
    "LANG": "C.UTF-8",
    "MPLBACKEND": "Agg",
    "MPLCONFIGDIR": "/tmp",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONHASHSEED": "0",
}
COURSE = "/course"  # where the student's side of the package mlp is, inside
INSTALL = "on Debian and Ubuntu: sudo apt install {}"


class NoSandbox(RuntimeError):
    """There is no sandbox here; the message says why and what to do."""


@cache
def require() -> None:
    """Raise NoSandbox unless a sandbox can be made here.

    Raises
    ------
    NoSandbox
        Saying what is missing.
    """
    if sys.platform != "linux":
        raise NoSandbox(f"the sandbox needs Linux, this is {sys.platform}")
    if platform.machine() not in isolate.SYS_CLONE:
        known = " and ".join(isolate.SYS_CLONE)
        raise NoSandbox(f"the sandbox is made for {known}, this is {platform.machine()}")
    if shutil.which("bwrap") is None:
        install = INSTALL.format("bubblewrap")
        raise NoSandbox(f"the sandbox needs the program bwrap, which is not here; {install}")
    try:
        seccomp.program()
    except OSError as error:
        install = INSTALL.format("libseccomp2")
        raise NoSandbox(f"the sandbox needs {seccomp.LIBRARY} ({error}); {install}") from None
    probe = [*arguments(Path("/usr"), []), sys.executable, "-c", "pass"]
    done = subprocess.run(probe, capture_output=True, text=True, timeout=60, check=False)
    if done.returncode != 0:
        raise NoSandbox(f"bwrap does not work here: {done.stderr.strip()[-300:]}")


def arguments(course: Path, hidden: list[Path]) -> list[str]:
    """Return the command that runs what follows it in a sandbox.

    Parameters
    ----------
    course : Path
        The folder that is seen as `/course`.
    hidden : list of Path
        Folders of the readable system whose contents must not be seen.

    Notes
    -----
    As root, what runs inside has rights: `isolate.fork` and `isolate.shut_off` need them to part a
    submission's process from it. So no student's code may run before these.
    """
    command = ["bwrap", "--die-with-parent", "--new-session", "--clearenv", "--hostname", "course"]
    command += [f"--unshare-{space}" for space in ("net", "pid", "ipc", "uts")]
    command += ["--unshare-cgroup-try", "--cap-drop", "ALL"]
    if os.geteuid() == 0:
        rights = ("SYS_ADMIN", "SETUID", "SETGID", "SYS_CHROOT", "KILL", "SETPCAP", "NET_ADMIN")
    else:
        command += ["--unshare-user", "--uid", "65534", "--gid", "65534"]
        rights = ()
    for right in rights:
        command += ["--cap-add", f"CAP_{right}"]
    for path in SYSTEM:
        if Path(path).is_symlink():
            command += ["--symlink", str(Path(path).readlink()), path]
        else:
            command += ["--ro-bind-try", path, path]
    command += ["--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp", "--chdir", "/tmp"]
    command += ["--dev-bind", "/dev/null", "/dev/zero"]  # memory that can be shared, and hidden
    for path in HIDDEN:
        command += ["--tmpfs", path] if Path(path).is_dir() else []
    for path in _python_folders():
        for above in reversed(Path(path).parents[:-1]):  # bwrap itself would make them private
            command += ["--perms", "0755", "--dir", str(above)]
        command += ["--ro-bind", path, path]
    for path in hidden:
        command += ["--tmpfs", str(path)]
    command += ["--ro-bind", str(course), COURSE]
    shown = [path for path in HIDDEN if Path(path).is_dir()]
    for path in ("/", "/dev", *shown, *map(str, hidden)):  # all that outlives a submission
        command += ["--remount-ro", path]
    for name, value in {**ENVIRONMENT, "PYTHONPATH": COURSE}.items():
        command += ["--setenv", name, value]
    return command


def _python_folders() -> list[str]:
    """Return the folders of the interpreter and its packages that are not in sight with /usr."""
    folders = {sys.prefix, sys.base_prefix, str(Path(sys.executable).resolve().parents[1])}
    return sorted(path for path in folders if path != "/" and not _in_sight(Path(path)))


def _in_sight(path):
    return path.is_relative_to("/usr") and not any(map(path.is_relative_to, HIDDEN))


def start(
    course: Path,
    control: socket.socket,
    *,
    sandboxed: bool,
    entry: str,
    group: cgroup.Group | None = None,
) -> subprocess.Popen:
    """Start the parent of the students' processes.

    Parameters
    ----------
    course : Path
        The folder with the student's side of `mlp`.
    control : socket
        Its end of the socket over which it is told what to do.
    sandboxed : bool
        Whether to shut it off.
    entry : str
        The statement that it runs.
    group : Group, optional
        The control group that it runs in.

    Returns
    -------
    subprocess.Popen
        The process, which ends with this one.
    """
    mode = "sandboxed" if sandboxed else "open"
    python = [sys.executable, "-s", "-c", entry, str(control.fileno()), mode]
    environment = {**ENVIRONMENT, "PYTHONPATH": str(course)}
    if sandboxed:
        require()
        installed = [Path(path) / "mlp" for path in sys.path if path.endswith("-packages")]
        command = arguments(course, [path for path in installed if path.is_dir()])
        python = [*command, *python]
        environment = dict(os.environ)
    if group is not None:
        python = group.entering(python)
    return subprocess.Popen(
        python,
        pass_fds=[control.fileno()],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
