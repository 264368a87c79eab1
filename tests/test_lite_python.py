"""How Python comes into the browser notebook: by settings of the kernel, in one version."""

import filecmp
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
from importlib.metadata import distribution
from pathlib import Path

import pytest
from browsing import serving, visiting
from python_site import need_python
from site_copy import copy_site, python_from

from book.tools import lite_page

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOK = "lite/notebooks/index.html?path=chapters/ch1/neurons.ipynb"
PLUGIN = "@jupyterlite/pyodide-kernel-extension:kernel"
STARTING = 180_000


@pytest.fixture(scope="module")
def pyodide():
    need_python()
    return Path(os.environ["PYODIDE_DIST"])


def scripts(folder):
    return {path.relative_to(folder).as_posix(): path for path in folder.rglob("*.js")}


def test_lite_scripts_are_as_they_were_installed(book):
    made = scripts(book / "lite" / "extensions")
    installed = scripts(Path(sys.prefix) / "share" / "jupyter" / "labextensions")
    theirs = [name for name in made if not name.startswith("course-notebook/")]
    assert any(name.startswith(PLUGIN.split(":")[0]) for name in theirs)
    assert [n for n in theirs if not filecmp.cmp(made[n], installed[n], shallow=False)] == []

    files = distribution("jupyterlite-core").files
    (archive,) = [file.locate() for file in files if file.suffix == ".tgz"]
    with tarfile.open(archive) as app:
        for member in app.getmembers():
            if member.name.endswith(".js") and "/build/" in member.name:
                path = book / "lite" / member.name.removeprefix("package/")
                assert not path.exists() or path.read_bytes() == app.extractfile(member).read()


def test_lite_page_of_another_jupyterlite_is_told():
    page = '<html><head><title>A</title><meta name="Description" content=""></head></html>'
    with pytest.raises(ValueError, match=r"0 of '\.jupyterlite-loading-indicator-text'"):
        lite_page.adapt(page, "<script></script>")


def settings(book):
    lite = json.loads((book / "lite" / "jupyter-lite.json").read_text("utf-8"))
    return lite["jupyter-config-data"]["litePluginSettings"][PLUGIN]["loadPyodideOptions"]


def test_lite_has_one_pyodide_here_and_at_its_public_address(book, pyodide):
    public = (ROOT / "book" / "lite" / "jupyter-lite.json").read_text("utf-8")
    (version,) = re.findall(r"/pyodide/v([\d.]+)/", public)
    lock = json.loads((book / "lite" / "pyodide" / "pyodide-lock.json").read_text("utf-8"))
    assert lock["info"]["version"] == version
    assert settings(book)["pyodideURL"] == "./pyodide/pyodide.mjs"


@pytest.mark.parametrize(
    ("info", "found"),
    [
        ({"version": "0.26.4", "python": "3.12.1"}, "Pyodide 0.26.4"),
        (None, "no Pyodide"),
    ],
)
def test_lite_refuses_another_pyodide(tmp_path, info, found):
    (tmp_path / "pyodide.mjs").touch()
    if info:
        (tmp_path / "pyodide-lock.json").write_text(json.dumps({"info": info, "packages": {}}))
    made = subprocess.run(
        [sys.executable, "-m", "book.tools.lite"],
        cwd=ROOT, env=os.environ | {"PYODIDE_DIST": str(tmp_path)}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert made.returncode == 1
    assert f"holds {found}; name a folder with Pyodide 0.27.7" in made.stderr


def run_first_cell(page, text):
    """Put a text into the first cell and run it; return what it shows."""
    cell = page.locator(".jp-CodeCell").first
    cell.locator(".cm-content").click(timeout=60_000)
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)
    page.keyboard.press("Shift+Enter")
    cell.locator(".jp-OutputArea-output", has_text="done").wait_for(timeout=STARTING)
    return cell.locator(".jp-OutputArea").inner_text()


def test_lite_completes_names_and_installs_packages(book, pyodide, served, browser):
    with visiting(browser, f"{served}/{NOTEBOOK}") as visit:
        page = visit.page
        said = run_first_cell(page, "%pip install -q pyparsing\nimport pyparsing\nprint('done')")
        assert said.strip() == "done"
        said = run_first_cell(page, "%pip list\nprint('done')")
        assert "only this works: %pip install NAME" in said
        run_first_cell(page, "import numpy as np\nprint('done')")
        cell = page.locator(".jp-CodeCell").nth(1)
        cell.locator(".cm-content").click()
        page.keyboard.press("Control+a")
        page.keyboard.insert_text("np.arct")
        page.keyboard.press("Tab")
        page.locator(".jp-Completer-item", has_text="arctanh").wait_for(timeout=20_000)
        own = (served, "blob:", "data:")
        assert [url for url in visit.requests if not url.startswith(own)] == []


def test_lite_loads_python_from_another_address(book, pyodide, browser, tmp_path):
    """As from its public address, which a test cannot reach."""
    site = copy_site(book, tmp_path / "site")
    shutil.rmtree(site / "lite" / "pyodide")
    with (
        serving(pyodide, public=True) as elsewhere,
        serving(site) as served,
        visiting(browser, "about:blank") as visit,
    ):
        python_from(site, elsewhere)
        page = visit.page
        page.goto(f"{served}/{NOTEBOOK}")
        said = run_first_cell(page, "import mlp, numpy\nprint('done', numpy.__version__)")
        assert re.search(r"done \d", said)
        assert f"{elsewhere}/pyodide.asm.wasm" in visit.requests
