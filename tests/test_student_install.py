"""The student's folder installs by the README's own lines, into an empty Python, without a network.

What pip would load is in a folder of wheels.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import tomllib
from importlib.metadata import distributions
from pathlib import Path

import nbformat
import pytest
import wheelhouse
from packaging.specifiers import SpecifierSet
from student_folder import unpack

from book.tools import copies, pack, wheels

ROOT = Path(__file__).resolve().parent.parent
INSTALL = (
    "python3 -m venv .venv",
    ".venv/bin/python -m pip install -r requirements.txt",
)
#: Packages of other people's that are called mlp, too: what their module holds.
OTHERS = {"needs a package": b"import keras\n", "can be imported": b"class MLP:\n    pass\n"}


class Folder:
    """A student's folder: its path, and how a line is typed there."""

    def __init__(self, path):
        self.path = path
        self.env = {
            "PATH": os.environ["PATH"],
            "HOME": str(path.parent),
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": str(path.parent / "wheels"),
            "PIP_NO_COMPILE": "1",
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        }

    def types(self, line):
        """Return what a line says: its output, and its errors."""
        done = subprocess.run(
            shlex.split(line), cwd=self.path, env=self.env, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The folder, after the README's two lines."""
    path = unpack(tmp_path_factory.mktemp("student"))
    found = path.parent / "wheels"
    found.mkdir()
    wheelhouse.fill(found, pack.lock())
    made = Folder(path)
    for line in INSTALL:
        assert line in (path / "README.md").read_text("utf-8")
        code, said = made.types(line)
        assert code == 0, said
    yield made
    shutil.rmtree(path.parent)  # 700 MB


def test_install_leaves_nothing_to_chance(folder):
    assert folder.types(".venv/bin/python -m pip check") == (0, "No broken requirements found.\n")
    code, said = folder.types(".venv/bin/python -m pip list --format=json")
    assert code == 0
    there = {one["name"].lower().replace("_", "-"): one["version"] for one in json.loads(said)}
    lock = (folder.path / "lock.txt").read_text("utf-8").lower().replace("_", "-")
    pinned = dict(re.findall(r"^([\w.-]+)==(\S+)$", lock, re.MULTILINE))
    brought = {"pip", "setuptools", copies.project()[0]}
    assert {name: v for name, v in there.items() if name not in brought and pinned[name] != v} == {}


def test_install_gives_a_chapter_that_runs(folder):
    chapter = nbformat.read(folder.path / "chapters/ch1/neurons.ipynb", as_version=4)
    first = next(cell for cell in chapter.cells if cell.cell_type == "code")
    own = nbformat.v4.new_code_cell("checks.relu(lambda z: z * (z > 0)); widgets.one_neuron()")
    chapter.cells = [first, own]
    nbformat.write(chapter, folder.path / "try.ipynb")
    code, said = folder.types(".venv/bin/jupyter execute --inplace try.ipynb")
    assert code == 0, said
    check = nbformat.read(folder.path / "try.ipynb", as_version=4).cells[1].outputs
    assert "relu: right" in check[0]["text"]
    assert "application/vnd.jupyter.widget-view+json" in check[1]["data"]
    assert folder.types(".venv/bin/jupyter lab --version")[0] == 0
    assert folder.types(".venv/bin/mlp update chapters/ch1/neurons.ipynb")[0] == 0


@pytest.mark.parametrize(
    ("other", "ours"), [("needs a package", "never"), ("can be imported", "before it")]
)
def test_first_cell_leads_out_of_another_package_of_the_name(folder, other, ours):
    """The lines that it says are typed, and it runs."""
    pip = ".venv/bin/python -m pip"
    foreign = wheels.write_wheel(
        folder.path / "mlp-1.1-py3-none-any.whl", "mlp", "1.1", {"mlp/__init__.py": OTHERS[other]}
    )
    if ours == "never":
        folder.types(f"{pip} uninstall -q -y {copies.project()[0]}")
    assert folder.types(f"{pip} install -q --no-deps {foreign}")[0] == 0
    (folder.path / "cell.py").write_text(copies.where_to_begin(""), encoding="utf-8")
    code, said = folder.types(".venv/bin/python cell.py")
    assert code == 1
    install, uninstall = re.findall(r"a cell: %(pip .+)", said)
    for line in (uninstall, install):
        code, said = folder.types(f".venv/bin/python -m {line}")
        assert code == 0, said
    assert folder.types(".venv/bin/python cell.py") == (0, "")


def test_first_cell_says_what_to_do_about_a_file_of_the_students_own(folder):
    (folder.path / "mlp.py").write_text("weights = []\n", encoding="utf-8")
    (folder.path / "cell.py").write_text(copies.where_to_begin(""), encoding="utf-8")
    code, said = folder.types(".venv/bin/python cell.py")
    (folder.path / "mlp.py").unlink()
    assert code == 1
    assert "A file mlp.py of your own beside the notebook needs another name." in said


def test_pins_install_with_the_oldest_python_that_the_course_takes():
    """Debian 12 has Python 3.11.2: where a package wants 3.11.5, a student does not get further."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    oldest = re.fullmatch(r">=([\d.]+)", project["requires-python"])[1] + ".0"
    wants = {
        dist.metadata["Name"]: dist.metadata.get("Requires-Python") for dist in distributions()
    }
    assert len(wants) > 100
    refuses = {name: said for name, said in wants.items() if oldest not in SpecifierSet(said or "")}
    assert refuses == {}
