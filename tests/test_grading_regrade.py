"""What can change a verdict has submissions graded again; what cannot does not."""

import dataclasses
import importlib
import shutil
import subprocess
import sys

import pytest
from grading_course import mini_course

from mlp.grading import judges
from mlp.grading.gradebook.course import key_of
from mlp.grading.intake.bundle import Bundle

BUNDLE = Bundle("ch1", "small", ())
JUDGES = ["exercises.py", "checks/check.py", "grading/grade.py", "grading/processes/trusted.py"]


@pytest.fixture
def package(tmp_path, monkeypatch):
    """Return a copy of the package that the digest is taken of."""
    copy = tmp_path / "mlp"
    shutil.copytree(judges.PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__", "mnist*"))
    monkeypatch.setattr(judges, "PACKAGE", copy)
    yield copy
    judges.judges.cache_clear()


def key(bundle=BUNDLE):
    judges.judges.cache_clear()
    return key_of(bundle, compat=False, sandboxed=True)


@pytest.mark.parametrize("name", JUDGES)
def test_regrade_a_changed_judge_changes_the_key(package, name):
    before = key()
    with (package / name).open("a") as file:
        file.write("\nMORE = 1\n")
    assert key() != before


@pytest.mark.parametrize("name", [*JUDGES, "checks/neuron.py"])
def test_regrade_words_and_layout_do_not_change_the_key(package, name):
    path = next(package.rglob(name.rpartition("/")[2]))
    before = key()
    source = path.read_text()
    source = f"# another comment\n{source}".replace("\n\n\ndef ", "\n\n\n\n# another one\ndef ")
    changed = source.replace('"""', '"""Otherwise said: ', 1)
    assert changed != source
    path.write_text(changed)
    assert key() == before


def test_regrade_a_page_changes_no_key(package):
    before = key()
    with (package / "grading/pages/feedback.py").open("a") as file:
        file.write("\nMORE = 1\n")
    assert key() == before


def test_regrade_other_data_and_another_numpy_change_the_key(package, monkeypatch):
    keys = {key()}
    (package / "data/trained.npz").write_bytes(b"other")
    keys.add(key())
    monkeypatch.setattr(judges.np, "__version__", "0.0.0")
    keys.add(key())
    assert len(keys) == 3


def test_regrade_each_way_of_grading_has_its_key():
    ways = [(compat, sandboxed) for compat in (False, True) for sandboxed in (False, True)]
    assert len({key_of(BUNDLE, compat=c, sandboxed=s) for c, s in ways}) == 4


@pytest.mark.parametrize(
    ("key_of_cell", "old", "new", "again"),
    [
        ("test-line", "rng=7", "rng=8", True),
        ("test-line", "checks.line(line)", "checks.line( line )  # the same", False),
        ("line", "def line(x, slope", "def line(x, k", True),
    ],
)
def test_regrade_a_chapter_counts_by_its_meaning(tmp_path, key_of_cell, old, new, again):
    bundle = mini_course(tmp_path, 0)
    cells = []
    for cell in bundle.cells:
        if cell.key == key_of_cell:
            assert old in cell.source
            texts = {name: getattr(cell, name).replace(old, new) for name in ("source", "released")}
            cell = dataclasses.replace(cell, **texts)
        cells.append(cell)
    changed = dataclasses.replace(bundle, cells=tuple(cells))
    assert (key(changed) != key(bundle)) == again


def test_regrade_more_points_change_the_key_and_prose_does_not(tmp_path):
    bundle = mini_course(tmp_path, 0)
    prose = [
        dataclasses.replace(cell, source="Other words.", released="Other words.")
        if cell.cell_type == "markdown" and not cell.nbgrader
        else cell
        for cell in bundle.cells
    ]
    assert key(dataclasses.replace(bundle, cells=tuple(prose))) == key(bundle)
    points = [
        dataclasses.replace(cell, nbgrader={**cell.nbgrader, "points": 9})
        if cell.key == "test-line"
        else cell
        for cell in bundle.cells
    ]
    assert key(dataclasses.replace(bundle, cells=tuple(points))) != key(bundle)


def test_regrade_what_the_grader_loads_is_a_judge_or_named_as_none():
    """Every module of mlp that the two processes of a submission load, but those that draw."""
    code = (
        "import sys, mlp.checks, mlp.grading.processes.grader, mlp.grading.processes.student\n"
        "print(*[name for name in sys.modules if name.partition('.')[0] == 'mlp'])"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    strangers = set()
    for name in loaded:
        path = importlib.import_module(name).__file__
        path = path.removeprefix(f"{judges.PACKAGE}/")
        if not judges.is_judge(path):
            strangers.add(path)
    allowed = ("figures/", "look/", "widgets/", "grading/pages/", "grading/processes/drawing.py")
    assert not [path for path in strangers if not path.startswith(allowed)]
