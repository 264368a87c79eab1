"""What it takes to build the site, in a copy of the course: all of it, one chapter, nothing."""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CHAPTER = "solutions/ch1/neurons.md"
#: What a reader types, with the packages that are installed here.
COMMAND = ["make", "-o", ".venv/.ready", "-o", "node_modules/.ready", "book"]
COMMAND += [f"BIN={Path(sys.executable).parent}"]


def builds() -> list[dict]:
    """Build three times and return the seconds of each, clock and processor.

    Returns
    -------
    list of dict
        ``what`` was built, ``seconds``, ``cpu_seconds``.
    """
    with tempfile.TemporaryDirectory(prefix="mlp-bench-") as name:
        course = Path(name, "course")
        _copy(course)
        everything = _build(course, "everything")
        notebook = course / CHAPTER
        text = notebook.read_text(encoding="utf-8")
        notebook.write_text(text.replace("import mlp", "import mlp  # changed", 1), "utf-8")
        return [
            everything,
            _build(course, "one chapter changed"),
            _build(course, "nothing changed"),
        ]


def _copy(course):
    """Copy what git knows; the packages of npm are lent."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    for file in listed.stdout.decode().split("\0"):
        if file and (ROOT / file).is_file():
            (course / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / file, course / file)
    if (ROOT / "node_modules").is_dir():
        (course / "node_modules").symlink_to(ROOT / "node_modules")


def _build(course, what):
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(
        COMMAND, cwd=course, env=os.environ | {"PYTHONPATH": str(course)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{' '.join(COMMAND)} failed:\n{done.stdout}{done.stderr}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "what": what,
        "seconds": time.perf_counter() - begin,
        "cpu_seconds": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
    }
