"""The release chain: text sources become students' notebooks, and nothing leaks."""

import html
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from book.tools.address import published
from book.tools.release import read_source, release

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "solutions").glob("*/*.md"))
HEADER = """---
jupytext:
  text_representation:
    extension: .md
    format_name: myst
kernelspec:
  display_name: Python 3
  language: python
  name: python3
---
"""


def solutions_and_hidden_tests(notebook):
    """Yield what a student must not see: (grade_id, the lines between the markers)."""
    pattern = r"### BEGIN (?:SOLUTION|HIDDEN TESTS)\n(.*?)### END"
    for cell in notebook.cells:
        for secret in re.findall(pattern, cell.source, re.DOTALL):
            yield cell.metadata.nbgrader.grade_id, secret


def squeezed(text):
    return re.sub(r"\s+", "", text)


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    folder = tmp_path_factory.mktemp("release")
    release(ROOT / "solutions", folder / "source", folder / "chapters", published())
    return folder


def test_release_gives_the_committed_chapters_byte_for_byte(fresh):
    made = {p.relative_to(fresh / "chapters"): p for p in (fresh / "chapters").rglob("*.ipynb")}
    kept = {p.relative_to(ROOT / "chapters") for p in (ROOT / "chapters").glob("*/*.ipynb")}
    assert set(made) == kept
    for name, path in made.items():
        assert path.read_bytes() == (ROOT / "chapters" / name).read_bytes(), (
            f"run make chapters: {name}"
        )


def test_release_writes_nothing_the_second_time(fresh):
    made = (ROOT / "solutions", fresh / "source", fresh / "chapters", published())
    assert release(*made) == []


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: p.parent.name)
def test_chapter_holds_no_solution_and_no_hidden_test(source):
    chapter = nbformat.read(
        ROOT / "chapters" / source.parent.name / f"{source.stem}.ipynb", as_version=4
    )
    text = squeezed("\n".join(cell.source for cell in chapter.cells))
    secrets = list(solutions_and_hidden_tests(read_source(source)))
    assert secrets
    for grade_id, secret in secrets:
        assert squeezed(secret) not in text, grade_id
    assert "HIDDENTESTS" not in text
    assert "BEGINSOLUTION" not in text


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: p.parent.name)
def test_site_holds_no_solution_and_no_hidden_test(book, source):
    page = book / "chapters" / source.parent.name / f"{source.stem}.html"
    text = squeezed(html.unescape(re.sub(r"<[^>]+>", "", page.read_text(encoding="utf-8"))))
    assert squeezed("raise NotImplementedError()") in text  # the stubs are on the page
    for grade_id, secret in solutions_and_hidden_tests(read_source(source)):
        assert squeezed(secret) not in text, grade_id
    assert "HIDDENTESTS" not in text


def test_site_carries_no_source_of_a_chapter(book):
    leaked = [
        path
        for path in book.rglob("*")
        if path.is_file()
        and path.suffix in {".md", ".ipynb", ".txt", ".json", ".js"}
        and path.stem != "own_exercise"  # shows the marks around an invented answer
        and path.read_bytes().count(b"BEGIN SOLUTION") > (path.name == "search-texts.js")
    ]
    assert leaked == []


def test_cell_ids_do_not_change_when_a_cell_is_added(tmp_path):
    first = tmp_path / "first.md"
    second = tmp_path / "second.md"
    first.write_text(HEADER + "\n# One\n\n+++\n\nTwo words here\n", encoding="utf-8")
    second.write_text(HEADER + "\n# One\n\n+++\n\nNew\n\n+++\n\nTwo words here\n", encoding="utf-8")
    ids = [cell.id for cell in read_source(first).cells]
    assert ids == ["one", "two-words-here"]
    assert set(ids) < {cell.id for cell in read_source(second).cells}


def test_release_refuses_two_cells_of_one_grade_id_and_writes_nothing(tmp_path):
    cell = (
        "\n```{code-cell} ipython3\n---\nnbgrader: {grade: false, grade_id: same, locked: false, "
        "schema_version: 3, solution: true, task: false}\n---\npass\n```\n"
    )
    (tmp_path / "solutions" / "ch1").mkdir(parents=True)
    (tmp_path / "solutions" / "ch1" / "a.md").write_text(HEADER + cell + cell, encoding="utf-8")
    with pytest.raises(ValueError, match="two cells bear the grade_id 'same'"):
        release(tmp_path / "solutions", tmp_path / "source", tmp_path / "chapters")
    assert not (tmp_path / "chapters").exists()


def test_release_says_what_is_wrong_with_a_file_that_is_no_notebook(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("# A page\n", encoding="utf-8")
    with pytest.raises(ValueError, match="does not begin with a '---' header"):
        read_source(path)


def test_release_command_says_where_sources_were_looked_for(tmp_path):
    run = subprocess.run(
        [sys.executable, "-m", "book.tools.release"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 1
    assert "no chapter sources like ch1/neurons.md in solutions" in run.stderr
