"""What several test files need: a seeded generator, the built book, a browser."""

import os
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
import zoo
from browsing import browser, served  # noqa: F401
from filelock import FileLock
from python_site import site  # noqa: F401
from widget_page import show  # noqa: F401

ROOT = Path(__file__).resolve().parent.parent


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """In CI (NO_SKIPS=1) a skipped test is a failed one."""
    outcome = yield
    report = outcome.get_result()
    if report.skipped and os.environ.get("NO_SKIPS") == "1":
        report.outcome = "failed"
        report.longrepr = f"skipped, and CI allows no skip: {report.longrepr}"


def pytest_collection_modifyitems(items):
    """Mark what is slow: tests of the built book, in a browser, or of the grader's sandbox.

    Files with such tests come first, so that no worker begins a long one when the other is done.
    """
    for item in items:
        of_site = {"book", "browser", "show"} & set(getattr(item, "fixturenames", ()))
        if of_site or hasattr(getattr(item, "module", None), "need_sandbox"):
            item.add_marker("slow")
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


def pytest_terminal_summary(terminalreporter):
    """Print what became of the zoo's answers."""
    for line in zoo.counts(terminalreporter.stats):
        terminalreporter.write_line(line)


@pytest.fixture
def rng():
    return np.random.default_rng(20260)


@pytest.fixture(scope="session")
def book(tmp_path_factory, worker_id):
    """Build the website, once for all test workers, and return its folder."""
    html = ROOT / "_build" / "html"
    shared = tmp_path_factory.getbasetemp()
    if worker_id != "master":
        shared = shared.parent
    with FileLock(shared / "book.lock"):
        done = shared / "book.done"
        if not done.exists():
            made = subprocess.run(
                ["make", "book"], cwd=ROOT, capture_output=True, text=True, check=False
            )
            assert made.returncode == 0, made.stdout[-3000:] + made.stderr[-5000:]
            done.touch()
    return html


@pytest.fixture(scope="session")
def chromium_path():
    """Where Chromium is; without one the test is skipped."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    return found
