"""The built site with Python in it, which the exercises and the browser notebooks load."""

import os
from pathlib import Path

import pytest

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
STARTING = 180_000  # milliseconds: Python is 20 to 30 MB, and this may be a busy machine


def need_python():
    """Skip the test where the site has no Python to serve."""
    if not os.environ.get("PYODIDE_DIST"):
        pytest.skip("PYODIDE_DIST names no folder with Pyodide 0.27.7 to serve from the site")


@pytest.fixture(scope="module")
def site(book, served):
    """The address of a site that has Python in it."""
    need_python()
    assert (book / "_static" / "page" / "exercises.js").exists()
    return served
