"""A newer text of a chapter reaches a student's notebook, and the student's work stays."""

import json
import random
import shutil
import subprocess
import sys
from copy import deepcopy
from pathlib import Path

import pytest
from click.testing import CliRunner

from mlp import merging
from mlp.update import update

ROOT = Path(__file__).resolve().parent.parent
CHAPTERS = sorted(ROOT.glob("chapters/*/*.ipynb"))
JAVASCRIPT = ROOT / "book" / "lite" / "notebook" / "merging.js"


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def stamped(notebook):
    """As the course hands a notebook out, after its text was changed."""
    cells = {cell["id"]: merging.checksum(merging.text_of(cell)) for cell in notebook["cells"]}
    version = merging.checksum(json.dumps(cells))
    notebook["metadata"]["course"] = {"version": version, "site": "", "cells": cells}
    return notebook


def cell_of(notebook, name):
    return next(cell for cell in notebook["cells"] if merging.name_of(cell) == name)


def sources(notebook):
    return [merging.text_of(cell) for cell in notebook["cells"]]


@pytest.fixture
def first():
    return read(CHAPTERS[0])


@pytest.fixture
def corrected(first):
    """Chapter 1 with one paragraph, one code cell, one stub and one check corrected."""
    new = deepcopy(first)
    for name in ("ink-three-127-print-a-and", "for-this-program-a-belongs-to", "line", "test-line"):
        cell = cell_of(new, name)
        cell["source"] = merging.text_of(cell) + "\n# corrected"
    return stamped(new)


def test_update_takes_the_new_text_and_keeps_the_answers(first, corrected):
    cell_of(first, "neuron")["source"] = "def neuron(a, w, b):\n    return 1"
    made = merging.merge(first, corrected)
    expected = deepcopy(corrected)
    cell_of(expected, "neuron")["source"] = "def neuron(a, w, b):\n    return 1"
    assert sources(made) == sources(expected)
    assert merging.version_of(made) == merging.version_of(corrected)


def test_update_keeps_an_answer_whose_stub_was_corrected(first, corrected):
    cell_of(first, "line")["source"] = "mine"
    assert cell_of(merging.merge(first, corrected), "line")["source"] == "mine"


def test_update_gives_a_corrected_stub_to_who_has_not_begun(first, corrected):
    assert "# corrected" in merging.text_of(cell_of(merging.merge(first, corrected), "line"))


def test_update_keeps_a_change_to_a_cell_that_was_not_corrected(first, corrected):
    cell_of(first, "figures-line-as-network-slope-0")["source"] = "figures.line_as_network(slope=9)"
    made = merging.merge(first, corrected)
    assert "figures.line_as_network(slope=9)" in sources(made)


def test_update_shows_both_where_both_changed_a_cell(first, corrected):
    cell_of(first, "ink-three-127-print-a-and")["source"] = "ink = three > 99"
    texts = sources(merging.merge(first, corrected))
    k = texts.index(f"# {merging.YOURS}:\nink = three > 99")
    assert texts[k - 1].endswith("# corrected")


def test_update_keeps_own_cells_where_they_were(first, corrected):
    k = first["cells"].index(cell_of(first, "line")) + 1
    own = {"cell_type": "code", "id": "abc", "metadata": {}, "source": "line(1, 2, 3)",
           "outputs": [], "execution_count": 4}  # fmt: skip
    first["cells"].insert(k, own)
    texts = sources(merging.merge(first, corrected))
    assert texts[k] == "line(1, 2, 3)"


def test_update_puts_a_changed_check_right(first, corrected):
    cell_of(first, "test-line")["source"] = "pass"
    made = merging.merge(first, corrected)
    assert merging.text_of(cell_of(made, "test-line")).endswith("# corrected")


def test_update_keeps_outputs_of_cells_that_stay(first, corrected):
    said = [{"name": "stdout", "output_type": "stream", "text": "hello"}]
    for name in ("test-relu", "test-line"):
        cell_of(first, name)["outputs"] = said
    made = merging.merge(first, corrected)
    assert cell_of(made, "test-relu")["outputs"] == said
    assert cell_of(made, "test-line")["outputs"] == []


def a_student(notebook, rng):
    """Do to a notebook what a student may do."""
    cells = notebook["cells"]
    for k, cell in enumerate(rng.sample(cells, 12)):
        what = rng.choice("write write write empty delete double move own lines nameless".split())
        at = cells.index(cell)
        if what == "write":
            cell["source"] = rng.choice(["x = 1", "Ünïcode → 🙂\n", "", "a\nb\n"]) + str(k)
        elif what == "lines":
            cell["source"] = merging.text_of(cell).splitlines(keepends=True)
        elif what == "empty":
            cell["source"] = []
        elif what == "delete":
            del cells[at]
        elif what == "double":
            cells.insert(at, deepcopy(cell))
        elif what == "move":
            cells.insert(rng.randrange(len(cells)), cells.pop(at))
        elif what == "own":
            cells.insert(at, {"cell_type": "markdown", "metadata": {}, "source": f"own {k}"})
        elif what == "nameless":
            cell.pop("id")
    return notebook


def an_author(notebook, rng):
    """Do to a chapter what its author may do."""
    for k, cell in enumerate(rng.sample(notebook["cells"], 8)):
        if rng.random() < 0.3:
            notebook["cells"].remove(cell)
        else:
            cell["source"] = f"corrected {k}"
    return stamped(notebook)


def cases():
    rng = random.Random(20260)
    for path in CHAPTERS:
        for k in range(10):
            mine = a_student(read(path), rng)
            if k % 5 == 4:
                del mine["metadata"]["course"]  # saved before there were versions
            yield mine, an_author(read(path), rng)


def test_update_loses_nothing_that_a_student_wrote():
    for mine, new in cases():
        made = "\0".join(sources(merging.merge(mine, new)))
        stamps = mine["metadata"].get("course", {}).get("cells", {})
        locked = {merging.name_of(c) for c in new["cells"]
                  if c["metadata"].get("nbgrader", {}).get("locked")}  # fmt: skip
        for cell in mine["cells"]:
            text, name = merging.text_of(cell), merging.name_of(cell)
            if text.strip() and stamps.get(name) != merging.checksum(text) and name not in locked:
                assert text in made, (name, text)


def test_update_twice_is_once():
    for mine, new in cases():
        once = merging.merge(mine, new)
        assert sources(merging.merge(once, new)) == sources(once)


def test_update_is_the_same_in_the_browser():
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node.js is not installed")
    given = list(cases())
    program = (
        f"import {{merge}} from {json.dumps(JAVASCRIPT.as_uri())};\n"
        "import {readFileSync} from 'node:fs';\n"
        "const given = JSON.parse(readFileSync(0, 'utf8'));\n"
        "console.log(JSON.stringify(given.map(([mine, fresh]) => merge(mine, fresh))));\n"
    )
    done = subprocess.run(
        [node, "--input-type=module", "-e", program],
        input=json.dumps(given), capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert json.loads(done.stdout) == [merging.merge(mine, new) for mine, new in given]


def run(*arguments):
    return CliRunner().invoke(update, [str(part) for part in arguments])


def test_update_command_writes_a_notebook_and_keeps_the_old_file(tmp_path, first, corrected):
    mine, new = tmp_path / "my neurons.ipynb", tmp_path / "new.ipynb"
    cell_of(first, "line")["source"] = "def line(x, slope, intercept):\n    return 'π'"
    mine.write_text(json.dumps(first), encoding="utf-8")
    new.write_text(json.dumps(corrected), encoding="utf-8")
    before = mine.read_bytes()
    done = run(mine, "--from", new)
    assert done.exit_code == 0, done.output
    assert (tmp_path / "my neurons.ipynb.before").read_bytes() == before
    made = read(mine)
    assert merging.text_of(cell_of(made, "line")).endswith("return 'π'")
    assert sources(made) == sources(merging.merge(first, corrected))
    assert "newest text already" in run(mine, "--from", new).output


def test_update_command_starts_one_exercise_over(tmp_path, first):
    path = tmp_path / "neurons.ipynb"
    for name in ("line", "relu"):
        cell_of(first, name)["source"] = f"def {name}(): ..."
    path.write_text(json.dumps(first), encoding="utf-8")
    assert run(path, "--start-over", "relu").exit_code == 0
    made = read(path)
    assert "raise NotImplementedError" in merging.text_of(cell_of(made, "relu"))
    assert merging.text_of(cell_of(made, "line")) == "def line(): ..."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("no notebook", "is no notebook that can be read"),
        ('{"cells": [{"cell_type": "code"}]}', "is no notebook that can be read"),
        ('{"cells": [], "metadata": {}}', "has no chapter with an exercise of this notebook"),
    ],
)
def test_update_command_refuses_what_it_cannot_update(tmp_path, text, said):
    path = tmp_path / "neurons.ipynb"
    path.write_text(text, encoding="utf-8")
    done = run(path)
    assert done.exit_code == 1
    assert said in done.output
    assert path.read_text("utf-8") == text
    assert list(tmp_path.iterdir()) == [path]


def test_update_command_names_the_exercises_where_one_is_not_there(tmp_path, first):
    path = tmp_path / "neurons.ipynb"
    path.write_text(json.dumps(first), encoding="utf-8")
    done = run(path, "--start-over", "neurone")
    assert done.exit_code == 1
    assert "'neurone'" in done.output
    assert "neuron," in done.output


def test_update_is_a_command_of_mlp():
    done = subprocess.run(
        [Path(sys.executable).with_name("mlp"), "update", "--help"], capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    assert "--start-over" in done.stdout
