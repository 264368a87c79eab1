"""The peers' own environment, .venv-bench, and fresh processes in it, each on one core."""

import json
import os
import shutil
import statistics
import subprocess
import tempfile
import venv
from pathlib import Path

from bench.contenders import NEEDS

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".venv-bench"
PYTHON = FOLDER / ("Scripts" if os.name == "nt" else "bin") / "python"
ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1",
}


def install() -> None:
    """Make the environment, one requirement at a time, so that a missing one stops no other."""
    wanted = (ROOT / "bench" / "requirements.txt").read_text(encoding="utf-8")
    done = FOLDER / "installed.txt"
    if done.exists() and done.read_text(encoding="utf-8") == wanted:
        return
    venv.create(FOLDER, with_pip=True, clear=True)  # what an interrupted install left goes
    for line in filter(lambda line: line and not line.startswith("#"), wanted.splitlines()):
        print(f"installing {line}", flush=True)
        subprocess.run([PYTHON, "-m", "pip", "install", "--quiet", line], check=False)
    done.write_text(wanted, encoding="utf-8")


def missing() -> dict[str, str]:
    """Return {contender: the package it lacks}."""
    return {
        name: package
        for name, package in NEEDS.items()
        if subprocess.run([PYTHON, "-c", f"import {package}"], capture_output=True).returncode
    }


def run(*arguments: str) -> dict:
    """Run a module of this package in a fresh process; return the JSON that it prints.

    A process that fails gives ``{"failed": its last line}``.
    """
    one_core = ["taskset", "-c", "0"] if shutil.which("taskset") else []
    done = subprocess.run(
        [*one_core, str(PYTHON), "-m", *arguments],
        cwd=ROOT, env=os.environ | ONE_THREAD, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        return {"failed": (done.stderr.strip().splitlines() or ["no message"])[-1]}
    return json.loads(done.stdout.splitlines()[-1])


def calls() -> dict[str, float]:
    """Return the median seconds of single calls, as pyperf finds them."""
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder, "calls.json")
        inherit = f"--inherit-environ={','.join(ONE_THREAD)}"
        options = ["--processes=5", "--values=3", "--warmups=1", "--affinity=0", "--quiet"]
        subprocess.run(
            [PYTHON, "-m", "bench.calls", "-o", kept, inherit, *options],
            cwd=ROOT, env=os.environ | ONE_THREAD, stdout=subprocess.DEVNULL, check=True,
        )  # fmt: skip
        suite = json.loads(kept.read_text(encoding="utf-8"))
    return {
        each["metadata"]["name"]: statistics.median(
            value for run in each["runs"] for value in run.get("values", [])
        )
        for each in suite["benchmarks"]
    }
