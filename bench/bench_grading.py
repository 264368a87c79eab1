"""Grading against stock nbgrader: processor and clock seconds per submission, feedback included.

Both grade the same submissions in the same run; starting the programs counts on both sides. The
last line is the ratio over all chapters, `mlp grade --jobs 1` against stock. With --class N, grade
a class of N alone and show how long it takes and how much memory the command and its workers (with
all that they start) use meanwhile.
"""

import argparse
import contextlib
import ctypes
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from book.tools.demo import hand_in
from book.tools.release import release
from mlp.grading.intake.bundle import read_bundle
from mlp.grading.processes.tree import descendants

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
PR_SET_CHILD_SUBREAPER = 36
PARTS = (1.0, 0.75, 0.5, 1.0, 0.0)  # how much of the exercises each student solved, in turn
STOCK = """
c = get_config()
c.CourseDirectory.course_id = "mlp"
c.CourseDirectory.source_directory = "_build/source"
c.CourseDirectory.release_directory = "chapters"
c.CourseDirectory.submitted_directory = "grading/submitted"
c.CourseDirectory.autograded_directory = "grading/autograded"
c.CourseDirectory.feedback_directory = "grading/feedback"
"""


def make_course(folder: Path, *, stock: bool) -> None:
    """Make a course in a folder from the text sources."""
    release(ROOT / "solutions", folder / "_build/source", folder / "chapters")
    if stock:
        (folder / "nbgrader_config.py").write_text(STOCK)
    else:
        shutil.copy(ROOT / "nbgrader_config.py", folder)


def submissions(folder: Path, chapter: str, count: int) -> None:
    """Write so many submissions of a chapter."""
    bundle = read_bundle(chapter, folder / "_build/source", folder / "chapters")
    students = {f"student{k:05}": PARTS[k % len(PARTS)] for k in range(count)}
    hand_in(bundle, folder / "grading/submitted", students)


def timed(folder: Path, *commands: list[str]) -> tuple[float, float]:
    """Run commands in a folder; return processor and clock seconds, of all that they started."""
    environment = {
        **os.environ,
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "ignore",
        "OPENBLAS_NUM_THREADS": "1",
    }
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)  # orphans come here, and are counted
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    for command in commands:
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            sys.exit(f"{' '.join(command)} failed:\n{done.stdout[-2000:]}{done.stderr[-3000:]}")
    end = time.perf_counter()
    with contextlib.suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu, end - start


def ours(chapter: str, jobs: int) -> list[str]:
    """Return our command."""
    code = "from mlp.grading.command import grade; grade()"
    return [sys.executable, "-c", code, chapter, "--jobs", str(jobs)]


def compare(chapters: list[str], count: int) -> list[dict]:
    """Print the table of a comparison and return its rows, in seconds for each submission."""
    print(f"{'':26}{'cpu s':>9}{'wall s':>9}   for each of {count} submissions")
    rows = []
    with tempfile.TemporaryDirectory(prefix="mlp-bench-") as name:
        theirs, mine = Path(name, "stock"), Path(name, "ours")
        make_course(theirs, stock=True)
        make_course(mine, stock=False)
        for chapter in chapters:
            submissions(mine, chapter, count)
            for jobs in (1, 2):
                for folder in ("autograded", "feedback", "results"):
                    shutil.rmtree(mine / "grading" / folder, ignore_errors=True)
                cpu, wall = timed(mine, ours(chapter, jobs))
                rows.append(_row(f"{chapter} mlp grade --jobs {jobs}", count, cpu, wall))
            nbgrader = [sys.executable, "-m", "nbgrader"]
            timed(theirs, [*nbgrader, "generate_assignment", chapter, "--force"])
            submissions(theirs, chapter, count)
            commands = [[*nbgrader, verb, chapter] for verb in ("autograde", "generate_feedback")]
            cpu, wall = timed(theirs, *commands)
            rows.append(_row(f"{chapter} stock nbgrader", count, cpu, wall))
    return rows


def _row(what, count, cpu, wall):
    """Print and return a line of the table."""
    print(f"{what:26}{cpu / count:9.3f}{wall / count:9.3f}", flush=True)
    return {"what": what, "count": count, "cpu_seconds": cpu / count, "seconds": wall / count}


def ratio(rows: list[dict]) -> float:
    """Return stock's processor seconds over those of `mlp grade --jobs 1`, all chapters."""
    stock, ours = (
        sum(row["cpu_seconds"] for row in rows if row["what"].endswith(end))
        for end in ("stock nbgrader", "--jobs 1")
    )
    return stock / ours


def grade_class(chapter: str, count: int, jobs: int) -> None:
    """Grade a large class and print its time and memory."""
    with tempfile.TemporaryDirectory(prefix="mlp-bench-") as name:
        folder = Path(name)
        make_course(folder, stock=False)
        submissions(folder, chapter, count)
        done = threading.Event()
        watcher = threading.Thread(target=_watch, args=(folder, count, done))
        print(f"{count} submissions of {chapter}, {jobs} workers; memory in MB (PSS)")
        print(
            f"{'graded':>9}{'coordinator':>13}{'workers':>10}{'all':>8}{'a second':>11}", flush=True
        )
        watcher.start()
        cpu, wall = timed(folder, ours(chapter, jobs))
        done.set()
        watcher.join()
        print(f"{wall:.0f} s, {cpu:.0f} cpu s: {count / wall:.1f} submissions a second, ", end="")
        print(f"{cpu / count:.3f} cpu s each")


def _watch(folder, count, done):
    """Print a line for each eighth of the class: what the processes use, how fast it goes."""
    results = folder / "grading/results"
    lines, start = 0, time.perf_counter()
    while not done.wait(1):
        graded = sum(1 for _ in results.rglob("*.json")) if results.exists() else 0
        if graded < max(1, lines * count // 8):
            continue
        lines = graded * 8 // count + 1
        first, *workers = (_private(pid) for pid in descendants(os.getpid())[1:])
        rate = graded / (time.perf_counter() - start)
        print(
            f"{graded:9}{first / 1e6:13.0f}{sum(workers) / 1e6:10.0f}"
            f"{(first + sum(workers)) / 1e6:8.0f}{rate:11.1f}",
            flush=True,
        )


def _private(pid: int) -> int:
    """Return the proportional set size of a process in bytes: shared pages count once."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chapters", nargs="+", default=["ch1", "ch2", "ch3"])
    parser.add_argument("--count", type=int, default=50, help="submissions of each chapter")
    parser.add_argument("--class", dest="size", type=int, help="grade a class of this size alone")
    parser.add_argument("--jobs", type=int, default=2, help="workers for --class")
    chosen = parser.parse_args()
    if chosen.size:
        grade_class(chosen.chapters[0], chosen.size, chosen.jobs)
        return
    rows = compare(chosen.chapters, chosen.count)
    print(f"cpu ratio to stock nbgrader: {ratio(rows):.1f}")


if __name__ == "__main__":
    main()
