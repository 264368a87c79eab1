"""Compare the course's network with its peers, in one run: ``make bench``.

The peers live in an environment of their own, .venv-bench, which is made on the first run (this
needs the network; a peer that cannot be installed is named as missing).  Each measurement is a
fresh process on one core; rounds are interleaved, so that a busy minute hits all alike; the table
shows medians, and ratios to `mlp.sgd`.  Results go to bench/results.json, from which the book draws
its page 'How fast is it, and why'.
"""

import json
import os
import statistics
import subprocess
import sys
import time
import venv
from pathlib import Path

from bench.contenders import CONTENDERS, NEEDS
from bench.machine import describe

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench" / "results.json"
PEERS = ROOT / ".venv-bench"
PYTHON = PEERS / ("Scripts" if os.name == "nt" else "bin") / "python"
BATCH_SIZES = (10, 32, 128)
ROUNDS = 3
ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1",
}


def say(text: str) -> None:
    """Show progress at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def install_peers() -> None:
    """Make .venv-bench, one requirement at a time, so that a missing one stops no other."""
    wanted = (ROOT / "bench" / "requirements.txt").read_text(encoding="utf-8")
    done = PEERS / "installed.txt"
    if done.exists() and done.read_text(encoding="utf-8") == wanted:
        return
    venv.create(PEERS, with_pip=True)
    for line in filter(lambda line: line and not line.startswith("#"), wanted.splitlines()):
        say(f"installing {line}")
        subprocess.run([PYTHON, "-m", "pip", "install", "--quiet", line], check=False)
    done.write_text(wanted, encoding="utf-8")


def missing_peers() -> dict[str, str]:
    """Return {contender: the package it lacks}."""
    return {
        name: package
        for name, package in NEEDS.items()
        if subprocess.run([PYTHON, "-c", f"import {package}"], capture_output=True).returncode
    }


def run(*arguments: str) -> dict:
    """Run a module of this package in a fresh process of the peers' environment; read its JSON."""
    one_core = [] if not hasattr(os, "sched_setaffinity") else ["taskset", "-c", "0"]
    done = subprocess.run(
        [*one_core, str(PYTHON), "-m", *arguments],
        cwd=ROOT, env=os.environ | ONE_THREAD, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        return {"failed": (done.stderr.strip().splitlines() or ["no message"])[-1]}
    return json.loads(done.stdout.splitlines()[-1])


def train_all(missing: dict[str, str]) -> tuple[list[dict], list[dict]]:
    """Return the medians of all contenders, and of the floor, for each batch size."""
    rows, floors = [], []
    for batch in BATCH_SIZES:
        names = [name for name in CONTENDERS if name not in missing]
        got = {name: [] for name in names}
        floor = []
        for turn in range(ROUNDS):
            floor.append(run("bench.floor", str(batch)))
            for name in names[turn % len(names) :] + names[: turn % len(names)]:
                got[name].append(run("bench.contenders", name, str(batch), str(turn)))
        for name, runs in got.items():
            rows.append(_median(name, batch, runs))
        parts = {part: statistics.median(f[part] for f in floor) for part in floor[0]}
        floors.append({"batch_size": batch, **parts, "seconds": sum(parts.values())})
        say(_table(batch, rows, floors[-1]))
    return rows, floors


def _median(name: str, batch: int, runs: list[dict]) -> dict:
    failed = [r["failed"] for r in runs if "failed" in r]
    if failed:
        return {"contender": name, "batch_size": batch, "failed": failed[0]}
    numbers = ("seconds", "cpu_seconds", "accuracy")
    return {
        "contender": name,
        "batch_size": batch,
        **{key: statistics.median(r[key] for r in runs) for key in numbers},
        "all_seconds": [r["seconds"] for r in runs],
    }


def _table(batch: int, rows: list[dict], floor: dict) -> str:
    rows = [row for row in rows if row["batch_size"] == batch]
    ours = next(row for row in rows if row["contender"] == "course")
    lines = [
        f"\nbatch size {batch}: seconds per epoch of 60,000 digits, one core, median of {ROUNDS}",
        f"{'':16}{'wall':>9}{'cpu':>9}{'ratio':>8}{'accuracy':>10}",
    ]
    for row in sorted(rows, key=lambda row: row.get("seconds", float("inf"))):
        if "failed" in row:
            lines.append(f"{row['contender']:16}  failed: {row['failed']}")
            continue
        lines.append(
            f"{row['contender']:16}{row['seconds']:9.3f}{row['cpu_seconds']:9.3f}"
            f"{row['seconds'] / ours['seconds']:8.2f}{row['accuracy']:10.1%}"
        )
    share = floor["seconds"] / ours["seconds"]
    lines.append(f"{'floor':16}{floor['seconds']:9.3f}   course reaches {share:.0%} of it")
    return "\n".join(lines)


def main() -> None:
    """Run everything, print it, and keep it as JSON."""
    begin = time.perf_counter()
    machine = describe()
    say("\n".join(f"{key}: {value}" for key, value in machine.items()))
    install_peers()
    missing = missing_peers()
    for name, package in missing.items():
        say(f"missing: {name}, because {package} could not be installed")
    training, floors = train_all(missing)
    parts = run("bench.parts")
    for what, seconds in parts["calls"].items():
        say(f"{what:42}{1e6 * seconds:12,.0f} µs")
    results = {
        "machine": machine,
        "missing": missing,
        "training": training,
        "floor": floors,
        **parts,
    }
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    say(f"\n{time.perf_counter() - begin:.0f} s in all; kept in {RESULTS.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
