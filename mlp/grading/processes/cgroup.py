"""A control group of Linux for the students' processes: the kernel itself limits their memory.

Everything counts that is kept for them: shared memory, files in memory, what the kernel holds. A
group can be had where the grader may make one: as root, and as a normal user below a service or
scope that systemd has delegated (`systemd-run --user --scope mlp grade …`). Version 2 has one tree
of groups, version 1 a tree for each kind of limit.
"""

import contextlib
import os
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

NAME = "mlp-grade-"  # of a group, then the number of the process that made it
LIMITS = {  # file: which limit, by controller; of version 2, then of version 1
    2: {"memory": ("memory.max", "memory.swap.max"), "pids": ("pids.max",)},
    1: {
        "memory": ("memory.limit_in_bytes", "memory.memsw.limit_in_bytes"),
        "pids": ("pids.max",),
    },
}
ENTER = """while [ "$1" != -- ]; do echo $$ > "$1" || exit 125; shift; done; shift; exec "$@" """
PATIENCE = 1.0  # seconds for the processes of a group to be gone


@dataclass(frozen=True)
class Group:
    """The folders of one group, one for each tree that limits something."""

    folders: tuple[Path, ...]

    def entering(self, command: list[str]) -> list[str]:
        """Return the command that runs this one within the group."""
        files = [str(folder / "cgroup.procs") for folder in self.folders]
        return ["sh", "-c", ENTER, "sh", *files, "--", *command]

    def remove(self) -> None:
        """Remove the group, whose processes have ended."""
        end = time.monotonic() + PATIENCE
        for folder in self.folders:
            while not _removed(folder) and time.monotonic() < end:
                time.sleep(0.01)


def make(memory: int, processes: int, trees: list | None = None) -> Group | None:
    """Make a group with limits, where one can be had.

    Parameters
    ----------
    memory : int
        Bytes.
    processes : int
        Processes and threads.
    trees : list, optional
        What `trees_here` returns.

    Returns
    -------
    Group or None
        None if no group can limit memory here.
    """
    folders, limited = [], set()
    values = {"memory": memory, "pids": processes}
    for version, own, top in trees_here() if trees is None else trees:
        for wanted in [["memory", "pids"]] if version == 2 else [["memory"], ["pids"]]:
            folder = _make_below(version, own, top, wanted)
            if folder is not None and _limit(folder, version, {k: values[k] for k in wanted}):
                folders.append(folder)
                limited.update(wanted)
    group = Group(tuple(folders))
    if "memory" in limited:
        return group
    group.remove()
    return None


def trees_here() -> list[tuple[int, dict[str, Path], dict[str, Path]]]:
    """Return the trees of groups: version, and by controller this process's folder and the top."""
    try:
        lines = Path("/proc/self/cgroup").read_text("utf-8").splitlines()
        mounts = Path("/proc/self/mountinfo").read_text("utf-8").splitlines()
    except OSError:
        return []
    own = {}
    for line in lines:
        _, controllers, path = line.split(":", 2)
        own.update((controller, path) for controller in controllers.split(","))
    found = {1: ({}, {}), 2: ({}, {})}
    for line in mounts:
        fields, rest = line.split(" - ", 1)
        root, top = fields.split()[3:5]
        kind, _, options = rest.split(" ", 2)
        version = {"cgroup": 1, "cgroup2": 2}.get(kind, 0)
        for name in ("memory", "pids") if version else ():
            key = "" if version == 2 else name
            if key in own and (version == 2 or name in options.split(",")):
                place = own[key].removeprefix(root if root != "/" else "").lstrip("/")
                found[version][0][name], found[version][1][name] = Path(top, place), Path(top)
    return [(version, *found[version]) for version in (2, 1)]


def _make_below(version, own, top, wanted):
    """Make a folder below this process's own group or, nearest first, one above it."""
    name = wanted[0]
    if name not in own:
        return None
    place = own[name]
    while place == top[name] or top[name] in place.parents:
        if version == 1 or _gives(place, wanted):
            folder = place / f"{NAME}{os.getpid()}-{time.monotonic_ns()}"
            _remove_left_behind(place)
            try:
                folder.mkdir()
            except OSError:
                return None  # nor may it above
            return folder
        place = place.parent
    return None


def _gives(place, wanted):
    """Say whether groups below this one can have these limits (version 2)."""
    try:
        return set(wanted) <= set((place / "cgroup.subtree_control").read_text("utf-8").split())
    except OSError:
        return False


def _limit(folder, version, values):
    """Set limits and see that a process may be put here; remove the folder if not."""
    try:
        for controller, value in values.items():
            needed, *optional = LIMITS[version][controller]
            (folder / needed).write_text(f"{value}\n")
            for name in optional:  # no swap: there is none on some machines
                if (folder / name).exists():
                    (folder / name).write_text(f"{0 if version == 2 else value}\n")
        return _may_enter(folder)
    except OSError:
        _removed(folder)
        return False


def _may_enter(folder):
    """See by a process of our own that one may be moved here; raises OSError if not."""
    with subprocess.Popen(["sleep", "60"]) as process:
        try:
            (folder / "cgroup.procs").write_text(f"{process.pid}\n")
        finally:
            process.kill()
    return True


def _remove_left_behind(place):
    """Remove the groups of graders that were killed, and what still runs in them."""
    for folder in place.glob(f"{NAME}*-*"):
        number = folder.name.removeprefix(NAME).partition("-")[0]
        if number.isdecimal() and not Path("/proc", number).exists():
            with contextlib.suppress(OSError):
                for pid in (folder / "cgroup.procs").read_text("utf-8").split():
                    os.kill(int(pid), signal.SIGKILL)
            Group((folder,)).remove()


def _removed(folder):
    try:
        folder.rmdir()
    except FileNotFoundError:
        return True
    except OSError:  # a process is still there
        return False
    return True
