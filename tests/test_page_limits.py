"""What a page's Python shows, cannot do, and keeps from one run to the next."""

import gzip
import shutil
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest
from page_engine import in_pyodide, notebook_with, run_here
from python_site import need_python

import mlp
from book.tools.copies import wheel_name

LINE = "def line(x, slope, intercept):\n    return slope * x + intercept\n"
SEED = 7


def run(source):
    return run_here(notebook_with({"line": source}), "line", SEED)


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("print('x' * 10**7)", "… and more"),
        ("for i in range(2 * 10**5): print(i)", "… and more"),
        ("for i in range(2 * 10**5): display(i)", "outputs more"),
        ("list(range(10**6))", "…"),
        ("'x' * 10**7", "… and more"),
        ("type('H', (), {'_repr_html_': lambda self: '<p>' * 10**7})()", "too large to be shown"),
        ("type('H', (), {'__repr__': lambda self: 1 / 0})()", "ZeroDivisionError"),
        ("type('H', (), {'_repr_html_': lambda self: 1 / 0})()", "ZeroDivisionError"),
        ("int", "<class 'int'>"),
    ],
)
def test_page_shows_the_beginning_of_what_is_large(source, shown):
    result = run(LINE + source)
    assert result["verdict"] == "right"
    text = "".join(text for _, text in result["outputs"])
    assert shown in text.replace("...", "…")
    assert len(text) < 50_000


def test_page_has_nobody_to_ask():
    result = run("name = input('who? ')\n" + LINE)
    assert result["verdict"] == "wrong"
    assert "write the value into your code" in result["words"]
    assert result["outputs"] == [("text", "who? ")]


@pytest.mark.parametrize(
    "before", ["%matplotlib inline", "!pip install numpy", "%%time", "%time x = 1\nassert x == 1"]
)
def test_page_passes_over_lines_of_a_notebook(before):
    assert run(f"{before}\n{LINE}")["verdict"] == "right"
    assert run(f"{before}\nx = = 1\n{LINE}")["verdict"] == "wrong"


@pytest.mark.parametrize(
    "change",
    ["np.seterr(all='raise')", "np.exp = np.sin", "mlp.sigmoid = abs", "import builtins; "
     "builtins.sum = max", "import os; os.chdir('/')", "import sys; sys.setrecursionlimit(200)",
     "import sys; sys.path.clear()", "import sys; sys.stdout.close()"],
)  # fmt: skip
def test_page_run_leaves_the_next_one_nothing_but_its_names(change):
    def world():
        return (np.geterr(), np.exp, mlp.sigmoid, sum, Path.cwd(), sys.getrecursionlimit(),
                list(sys.path))  # fmt: skip

    before = world()
    run(f"import numpy as np, mlp\n{change}\n{LINE}")
    assert world() == before
    assert run(LINE)["verdict"] == "right"


@pytest.fixture(scope="module")
def page_folder(book, tmp_path_factory):
    """The page's wheel, without the data that comes when it is opened."""
    folder = tmp_path_factory.mktemp("page")
    shutil.copy(book / "lite" / "page" / wheel_name(), folder)
    return folder


def test_page_python_weighs_less_than_ten_megabytes(book):
    """What the first verdict needs, compressed as a server does it; zip files already are."""
    need_python()
    python, page = book / "lite" / "pyodide", book / "lite" / "page"
    packed = ["pyodide.js", "pyodide.asm.js", "pyodide.asm.wasm", "pyodide-lock.json"]
    weight = sum(len(gzip.compress((python / name).read_bytes(), 6)) for name in packed)
    zipped = [python / "python_stdlib.zip", *python.glob("numpy-*.whl"), page / wheel_name()]
    weight += sum(path.stat().st_size for path in zipped)
    weight += len(gzip.compress((book / "_static" / "page" / "worker.js").read_bytes()))
    assert weight < 10_000_000
    inside = zipfile.ZipFile(page / wheel_name()).namelist()
    assert not [name for name in inside if name.endswith(".npz")]
    browser_notebook = zipfile.ZipFile(book / "lite" / "wheels" / wheel_name()).namelist()
    data = {f"mlp/data/{path.name}" for path in (page / "data").iterdir()}
    assert set(browser_notebook) - set(inside) == data


def test_page_says_what_its_python_cannot_do(book, page_folder):
    """One start of Pyodide: threads, processes, packages, drawing, and data, offline and not."""
    with in_pyodide(page_folder / wheel_name()) as there:

        def said(source):
            result = there(notebook_with({"line": source + "\n" + LINE}), "line", SEED)
            return result["verdict"], result["words"], result["outputs"]

        for source in (
            "import threading\nthreading.Thread(target=print).start()",
            "import multiprocessing\nmultiprocessing.Pool(2)",
            "import subprocess\nsubprocess.run(['ls'])",
        ):
            verdict, words, _ = said(source)
            assert verdict == "none", "it would be right in a notebook"
            assert "one thread and starts no processes" in words
        names = 'import course_cells\nassert course_cells.names("[d for d in x]") == ({"x"}, set())'
        assert said(names)[:2] == ("right", "line: right."), "a page's Python is newer"
        lazy = "from mlp import figures\nassert type(figures).__name__ == '_LazyModule'"
        assert said(lazy)[:2] == ("right", "line: right."), "no picture, no time for pictures"
        verdict, words, _ = said("import torch")
        assert verdict == "wrong"
        assert "There is no torch in this page. The exercises need NumPy alone." in words
        plot = "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()\nplt.figure()"
        verdict, words, outputs = said(plot)
        assert verdict == "right", words
        assert [text[:4] for _, text in outputs if text.startswith("<svg")] == ["<svg"] * 2
        assert not [text for _, text in outputs if "non-interactive" in text]

        digits = "import mlp\nassert mlp.load_mnist(sample=True).train_images.shape == (5000, 784)"
        verdict, words, _ = said(digits)
        assert verdict == "none", "offline it is not the answer's doing"
        assert "did not load: perhaps you are offline" in words
        shutil.copytree(book / "lite" / "page" / "data", page_folder / "data")
        assert said(digits)[:2] == ("right", "line: right.")
        assert said(digits.replace("sample=True", ""))[0] == "wrong", "10 MB never come"
