"""What `make` says before it builds."""

import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ("make", "sh", "touch", "env")


def test_make_book_without_node_says_first_what_the_site_will_lack(tmp_path):
    """Python's commands are stand-ins that print what they were asked: nothing is built."""
    for name in ("Makefile", "package.json", "package-lock.json"):
        shutil.copy(ROOT / name, tmp_path / name)
    tools, python = tmp_path / "tools", tmp_path / "python"
    for folder in (tools, python):
        folder.mkdir()
    for name in TOOLS:
        (tools / name).symlink_to(shutil.which(name))
    for name in ("python", "jupyter-book"):
        (python / name).write_text('#!/bin/sh\necho "ran" "$@"\n')
        (python / name).chmod(0o755)
    ready = tmp_path / "ready"
    ready.touch()
    done = subprocess.run(
        ["make", "-s", f"BIN={python}", f"READY={ready}", "-o", str(ready), "book"],
        cwd=tmp_path, env=os.environ | {"PATH": str(tools)}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    first, *others = done.stdout.splitlines()
    assert first.startswith("npm is not installed: the site is built without its own fonts")
    assert "Node.js" in first
    assert [line for line in others if line.startswith("ran build")]
    assert others[-1] == "open _build/html/index.html"
