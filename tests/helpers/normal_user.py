"""Tests run again as the user nobody, who has no rights."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

from grading_course import ROOT

WHO = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]


def opened(paths, aside):
    """Return shell lines that let everybody reach these paths, in a mount space of their own."""
    keep, close, put = [], [], []
    for path in sorted(paths):
        shut = [each for each in reversed(path.parents) if not each.stat().st_mode & 0o001]
        if shut:
            kept, place, top = map(shlex.quote, (f"{aside}/{len(keep)}", f"{path}", f"{shut[0]}"))
            keep += [f"mkdir {kept}; mount --bind {place} {kept}"]
            close += [f"mount -t tmpfs -o mode=755 tmpfs {top}"]
            put += [f"mkdir -p {place}; mount --bind {kept} {place}"]
    return "; ".join([*keep, *dict.fromkeys(close), *put, "true"])


def run_as_nobody(folder, file, chosen, **environment):
    """Run tests of a file as the user nobody, who has no rights; they must pass."""
    aside, home = folder / "aside", Path("/tmp", f"mlp-nobody-{Path(file).stem}-{os.getpid()}")
    aside.mkdir()
    script = opened({Path(sys.executable).resolve().parents[1], ROOT}, aside)
    script += f'; mkdir -m 777 {home}; exec {shlex.join(WHO)} "$@"'
    tests = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", chosen, file]
    environment |= {"HOME": str(home), "TMPDIR": str(home), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        ["unshare", "--mount", "sh", "-ec", script, "sh", *tests],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    subprocess.run(["rm", "-rf", home], check=True)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-2000:]
    assert " passed" in done.stdout
    assert "skipped" not in done.stdout
