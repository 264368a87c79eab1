"""The engine of the exercises on a page: the same file in this Python, and in Pyodide."""

import copy
import json
import os
import queue
import re
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread

import pytest

from mlp.checks import calling, check
from mlp.exercises import EXERCISES

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "book" / "page"
SEARCH = 5.0  # seconds for the line to look at, as in runner.js
STARTING = 120.0  # seconds: Python starts in a few, and this may be a busy machine
sys.path.insert(0, str(PAGE))
import course_cells as cells  # noqa: E402
import course_engine as engine  # noqa: E402  (the folder is no package: the page reads it as text)

__all__ = ["cells", "engine", "in_pyodide", "judged", "notebook_with", "run_here"]


def notebook_with(answers, *, chapter=None):
    """Return a chapter's notebook, as JSON, with these answers in it: {exercise: source}."""
    first = EXERCISES[next(iter(answers))]
    name = chapter or first.chapter
    (path,) = (ROOT / "chapters" / name).glob("*.ipynb")
    notebook = copy.deepcopy(json.loads(path.read_text("utf-8")))
    for cell in notebook["cells"]:
        marks = cell["metadata"].get("nbgrader", {})
        if marks.get("solution") and marks["grade_id"] in answers:
            cell["source"] = answers[marks["grade_id"]]
    return notebook


def judged(result):
    """Return what a run decides: the verdict, and all names of mistakes in its words."""
    words = re.sub(r"^Look at line \d+: .*$", "", result["words"], flags=re.MULTILINE)  # code
    return result["verdict"], tuple(re.findall(r"\[([a-z][a-z0-9-]+)\]", words))


def run_here(notebook, name, seed, seconds=calling.CHECK_SECONDS):
    """Run an answer on the engine in this Python, on inputs drawn from a seed."""
    before = check.SEED, calling.CHECK_SECONDS
    check.SEED, calling.CHECK_SECONDS = seed, seconds
    try:
        return engine.run(notebook, name, point=False)
    finally:
        check.SEED, calling.CHECK_SECONDS = before


class _Engine:
    """A Node.js with the engine in it, ended and started again as the page does with its worker."""

    def __init__(self, folder, wheel):
        self.command = ["node", ROOT / "tests/helpers/page_engine.mjs", folder, wheel, PAGE]
        self.start()

    def start(self):
        self.errors = tempfile.TemporaryFile("w+")  # no pipe: nobody reads it before the end
        self.node = subprocess.Popen(
            self.command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.errors,
            text=True,
        )
        self.lines = queue.Queue()
        Thread(target=self._read, args=(self.node.stdout, self.lines), daemon=True).start()

    @staticmethod
    def _read(stdout, lines):
        try:
            with stdout:
                for line in stdout:
                    if line.endswith("\n"):  # not one that was cut when Node.js was ended
                        lines.put(json.loads(line))
        finally:
            lines.put(None)

    def stop(self):
        self.node.kill()
        self.node.wait()
        with suppress(BrokenPipeError):  # what was not yet written
            self.node.stdin.close()
        self.errors.close()

    def ended(self):
        """Return the error for a Node.js that has ended by itself, with its last words."""
        code = self.node.wait(timeout=STARTING)
        self.errors.seek(0)
        lines = [line[:200] for line in self.errors.read().splitlines() if line.strip()]
        return RuntimeError("\n".join([f"Node.js has ended with {code}:", *lines[-12:]]))

    def run(
        self, notebook, name, seed, seconds=calling.CHECK_SECONDS, on_the_clock=STARTING, **more
    ):
        task = {"name": name, "notebook": notebook, "seed": seed, "seconds": seconds, **more}
        try:
            self.node.stdin.write(json.dumps(task) + "\n")
            self.node.stdin.flush()
        except BrokenPipeError:
            raise self.ended() from None
        result = {"verdict": "wrong", "words": "[too-slow]", "slug": "too-slow"}
        try:
            while True:
                said = self.lines.get(timeout=on_the_clock)
                if said is None:
                    raise self.ended()
                result = said["result"]
                if said["kind"] == "result":
                    return result
                on_the_clock = SEARCH
        except queue.Empty:
            self.stop()
            self.start()
        return result


@contextmanager
def in_pyodide(wheel, folder=None):
    """Start the engine in Pyodide, in Node.js; give a function like `run_here`."""
    folder = folder or os.environ.get("PYODIDE_DIST")
    if not folder:
        pytest.skip("PYODIDE_DIST names no folder with Pyodide 0.27.7")
    if not shutil.which("node"):
        pytest.skip("Node.js is not installed")
    engine_there = _Engine(Path(folder).resolve(), wheel)
    try:
        yield engine_there.run
    finally:
        engine_there.stop()
