"""JupyterLab, started in the student's folder as its README says."""

import html
import os
import re
import shlex
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import nbformat
import pytest
from browsing import visiting
from student_folder import unpack

BEGIN = ".venv/bin/jupyter lab --notebook-dir=. chapters/ch1/neurons.ipynb"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return unpack(tmp_path_factory.mktemp("student"))


@pytest.fixture(scope="module")
def lab(folder):
    """The address that JupyterLab gives, where the README's own line starts it."""
    assert BEGIN in (folder / "README.md").read_text("utf-8")
    command = shlex.split(BEGIN.replace(".venv/bin", str(Path(sys.executable).parent)))
    home = folder.parent / "home"
    home.mkdir()
    opened = home / "opened"  # what the browser is given: a page that leads on to the notebook
    browser = home / "browser"
    browser.write_text('#!/bin/sh\ncat "${1#file://}" > "$HOME/opened"\n')
    browser.chmod(0o755)
    env = {"PATH": os.environ["PATH"], "HOME": str(home), "BROWSER": f"{browser} %s"}
    root = ["--allow-root"] if os.geteuid() == 0 else []
    log = folder.parent / "log"
    with log.open("w") as told:
        server = subprocess.Popen(
            [*command, "--port=0", *root], cwd=folder, env=env, stdout=told,
            stderr=told,
        )  # fmt: skip
    until = time.monotonic() + 60
    address = re.compile(r"http://(?:localhost|127\.0\.0\.1):\d+/lab/tree/[^\"\s]+")
    while not (opened.exists() and (found := address.search(opened.read_text()))):
        assert server.poll() is None and time.monotonic() < until, log.read_text()
        time.sleep(0.1)
    yield html.unescape(found[0])
    server.terminate()
    server.wait(20)


def test_lab_has_the_targets_of_all_links(folder, lab):
    """Each relative link of each chapter leads to a file that the server gives."""
    parts = urllib.parse.urlsplit(lab)
    for path in folder.glob("chapters/*/*.ipynb"):
        for cell in nbformat.read(path, as_version=4).cells:
            for target in re.findall(r"\]\((\.\.[^)#]+)", cell.source):
                inside = os.path.normpath(path.parent.relative_to(folder) / target)
                url = f"http://{parts.netloc}/api/contents/{inside}?content=0&{parts.query}"
                try:
                    assert urllib.request.urlopen(url).status == 200
                except urllib.error.HTTPError as error:
                    raise AssertionError(f"{path.name}: {target}: {error}") from None


def test_lab_opens_the_chapter_with_validate_and_without_instructors_panes(lab, browser):
    with visiting(browser, lab) as visit:
        page = visit.page
        page.wait_for_selector(".jp-Notebook .jp-MarkdownCell", timeout=60_000)
        page.locator(".jp-NotebookPanel-toolbar").get_by_text("Validate").wait_for(timeout=60_000)
        said = page.locator("body").inner_text()
        for unwanted in ("Create Assignment", "Nbgrader", "Formgrader", "official Jupyter news"):
            assert unwanted not in said
        page.get_by_role("link", name="How to do the exercises").click()
        page.locator(".lm-TabBar-tabLabel", has_text="README.md").wait_for(timeout=30_000)
