"""Whatever never comes to an end is ended, with the line where it was."""

import itertools
import os
import subprocess
import sys

import pytest

from mlp import checks
from mlp.checks import calling, rehearsal

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes to fork here")


@pytest.fixture(autouse=True)
def little_time(monkeypatch):
    monkeypatch.setattr(calling, "CHECK_SECONDS", 0.3)
    monkeypatch.setattr(rehearsal, "MARGIN", 0.3)


def counts(x, slope, intercept):
    return sum(itertools.count())


def multiplies(x, slope, intercept):
    return len(str(7**100_000_000))


def repeats(x, slope, intercept):
    return max(itertools.cycle([1, 2]))


def one_line(x, slope, intercept):
    while True: pass  # noqa: E701  # fmt: skip


ENDLESS = [counts, multiplies, repeats, one_line]


@needs_fork
@pytest.mark.parametrize("function", ENDLESS, ids=lambda f: f.__name__)
def test_check_ends_loops_in_c_and_says_the_line(function):
    with pytest.raises(checks.Mistake, match=r"did not come to an end") as caught:
        checks.line(function, rng=0)
    assert caught.value.slug == "too-slow"
    number = function.__code__.co_firstlineno + 1
    assert f"line {number}:" in str(caught.value).splitlines()[1]


@needs_fork
def test_check_ends_a_loop_that_only_some_arguments_begin():
    def line(x, slope, intercept):
        return sum(itertools.count()) if isinstance(x, float) else slope * x + intercept

    with pytest.raises(checks.Mistake, match="did not come to an end"):
        checks.line(line, rng=0)


def test_a_rehearsal_changes_nothing_here():
    seen = []

    def line(x, slope, intercept):
        seen.append(1)
        return slope * x + intercept

    checks.line(line, rng=0)
    once = len(seen)
    rehearsal_was, rehearsal.ON = rehearsal.ON, False
    try:
        seen.clear()
        checks.line(line, rng=0)
    finally:
        rehearsal.ON = rehearsal_was
    assert len(seen) == once


def test_limit_without_signals_ends_a_loop_on_one_line(monkeypatch):
    """As in the browser, where there are no signals and no processes."""
    monkeypatch.setattr(rehearsal, "ON", False)
    monkeypatch.setattr(calling, "_has_alarm", lambda: False)
    with pytest.raises(checks.Mistake, match="did not come to an end"):
        checks.line(one_line, rng=0)


def test_ctrl_c_shows_one_line_and_no_insides():
    program = (
        "from mlp import checks, examples\n"
        "from IPython.core.interactiveshell import InteractiveShell\n"
        "shell = InteractiveShell()\n"
        "shell.run_cell('from mlp import checks')\n"
        "shell.run_cell('def line(x, slope, intercept):\\n    raise KeyboardInterrupt')\n"
        "shell.run_cell('checks.line(line)')\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60
    )
    assert "line: the check was stopped before it was done." in run.stdout
    assert "Traceback" not in run.stdout + run.stderr
    assert "check.py" not in run.stdout + run.stderr
