"""Formulas are set whatever this machine has: npm's KaTeX, Node.js alone, or neither."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CONF = f"""
import sys
sys.path.insert(0, {str(ROOT / "book" / "_ext")!r})
extensions = ["myst_parser", "course_maths"]
exclude_patterns = ["node_modules"]
html_math_renderer = "katex"
myst_enable_extensions = ["dollarmath"]
"""


def built(folder, *, npm, node):
    """Build a page with one formula and return its HTML and what the build said."""
    if (npm or node) and not shutil.which("node"):
        pytest.skip("Node.js is not installed")
    if npm and not (ROOT / "node_modules" / "katex").is_dir():
        pytest.skip("npm's katex is not installed (npm ci)")
    (folder / "conf.py").write_text(CONF)
    (folder / "index.md").write_text("# Sigmoid\n\nIt is $\\frac{1}{1 + e^{-z}}$.\n")
    if npm:
        (folder / "node_modules").symlink_to(ROOT / "node_modules")
    nowhere = folder / "nowhere"
    nowhere.mkdir()
    made = subprocess.run(
        [sys.executable, "-m", "sphinx", "-W", "-b", "html", ".", "out"],
        cwd=folder,
        env=os.environ | ({} if node else {"PATH": str(nowhere)}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    return (folder / "out" / "index.html").read_text("utf-8"), made.stdout


def test_maths_with_npm_are_html_with_local_fonts(tmp_path):
    html, _ = built(tmp_path, npm=True, node=True)
    assert "katex-html" in html and "<math" in html
    assert list((tmp_path / "out" / "_static" / "katex" / "fonts").glob("*.woff2"))


def test_maths_with_node_alone_are_mathml(tmp_path):
    html, said = built(tmp_path, npm=False, node=True)
    assert "<math" in html and "katex-html" not in html
    assert "npm's katex is missing" in said


def test_maths_with_neither_are_left_to_the_browser(tmp_path):
    html, said = built(tmp_path, npm=False, node=False)
    assert "\\frac{1}" in html and "<math" not in html
    assert (tmp_path / "out" / "_static" / "katex.min.js").exists()
    assert "Node.js is missing" in said
