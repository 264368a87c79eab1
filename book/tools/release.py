"""Make the students' notebooks from the text sources.

``solutions/ch1/neurons.md`` (MyST text, with solutions and hidden tests) becomes
``_build/source/ch1/neurons.ipynb`` (the notebook that nbgrader grades with) and
``chapters/ch1/neurons.ipynb`` (what a student opens and the site shows).  The same sources give
the same bytes, and a file is written only when its bytes changed.
"""

import hashlib
import os
import re
import tempfile
from pathlib import Path

import click
import jupytext
import nbformat
from nbformat import NotebookNode
from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from book.tools import address, copies


def read_source(path: Path) -> NotebookNode:
    """Read a chapter's text source as a notebook whose cell ids stay the same from run to run.

    A cell is named after its ``grade_id``; any other cell after its first words.

    Parameters
    ----------
    path : Path
        A MyST text notebook, such as ``solutions/ch1/neurons.md``.

    Returns
    -------
    NotebookNode
        nbformat 4.5, no outputs.

    Raises
    ------
    ValueError
        If two cells bear the same ``grade_id``, or the file is no notebook.
    """
    text = path.read_text(encoding="utf-8")
    if not text.startswith("---\n"):
        raise ValueError(
            f"{path} does not begin with a '---' header: expected a MyST text notebook; "
            "copy the first lines of another chapter's source"
        )
    notebook = jupytext.reads(text, fmt="md:myst")
    grade_ids = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in notebook.cells]
    taken: set[str] = set()
    for grade_id in filter(None, grade_ids):
        if grade_id in taken:
            raise ValueError(f"{path}: two cells bear the grade_id {grade_id!r}; rename one")
        taken.add(grade_id)
    for cell, grade_id in zip(notebook.cells, grade_ids, strict=True):
        cell.id = grade_id or _id_from_words(cell.source, taken)
        taken.add(cell.id)
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    notebook.metadata = NotebookNode(
        kernelspec={"display_name": "Python 3", "language": "python", "name": "python3"},
        language_info={"name": "python"},
    )
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    nbformat.validate(notebook)
    return notebook


def _id_from_words(source: str, taken: set[str]) -> str:
    words = re.findall(r"[A-Za-z0-9]+", source)[:6]
    stem = "-".join(words).lower()[:40] or "cell"
    if stem not in taken:
        return stem
    stem = f"{stem}-{hashlib.sha256(source.encode()).hexdigest()[:6]}"
    candidates = (stem, *(f"{stem}-{k}" for k in range(2, len(taken) + 3)))
    return next(name for name in candidates if name not in taken)


def release(solutions: Path, source: Path, chapters: Path, site: str = "") -> list[Path]:
    """Turn every text source into an instructor's and a student's notebook.

    Parameters
    ----------
    solutions : Path
        The folder that holds ``chN/NAME.md``.
    source, chapters : Path
        Where ``chN/NAME.ipynb`` goes: with solutions, and without.
    site : str, optional
        The published site's address, if there is one.

    Returns
    -------
    list of Path
        The files that were written, because their bytes changed.

    Raises
    ------
    FileNotFoundError
        If there is no source in `solutions`.
    ValueError
        If a source is malformed; nothing is written then.
    """
    paths = sorted(solutions.glob("*/*.md"))
    if not paths:
        raise FileNotFoundError(f"no chapter sources like ch1/neurons.md in {solutions}")
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for path in paths:
            target = root / "source" / path.parent.name / f"{path.stem}.ipynb"
            target.parent.mkdir(parents=True, exist_ok=True)
            _write(copies.prepare(read_source(path), site), target)
        for chapter in sorted({path.parent.name for path in paths}):
            _generate_assignment(root, chapter)
        for path in (root / "release").rglob("*.ipynb"):
            _write(copies.stamp(nbformat.read(path, as_version=4), site), path)
        return [
            *_copy_changed(root / "source", source),
            *_copy_changed(root / "release", chapters),
        ]


def _write(notebook: NotebookNode, path: Path) -> None:
    path.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")


def _generate_assignment(root: Path, chapter: str) -> None:
    """Let nbgrader clear solutions and hidden tests, and lock the tests."""
    config = Config()
    config.CourseDirectory.root = str(root)
    config.CourseDirectory.assignment_id = chapter
    config.CourseDirectory.source_directory = "source"
    config.CourseDirectory.release_directory = "release"
    config.GenerateAssignment.no_database = True
    config.SaveCells.enabled = False
    converter = GenerateAssignment(coursedir=CourseDirectory(config=config), config=config)
    converter.log.setLevel("WARNING")
    here = Path.cwd()
    try:
        converter.start()
    finally:
        os.chdir(here)  # nbgrader changes into the course's folder and stays there


def _copy_changed(made: Path, wanted: Path) -> list[Path]:
    """Make folder `wanted` hold the notebooks of `made`; leave equal files untouched."""
    written = []
    for path in sorted(made.rglob("*.ipynb")):
        target = wanted / path.relative_to(made)
        content = path.read_bytes()
        if target.exists() and target.read_bytes() == content:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        written.append(target)
    for path in wanted.glob("*/*.ipynb"):
        if not (made / path.relative_to(wanted)).exists():
            path.unlink()
    return written


@click.command("release")
def command() -> None:
    """Make chapters/ from solutions/, in the course's folder."""
    if Path("chapters").is_dir() and not Path("solutions").exists():
        click.echo("chapters are as they are: this copy of the course has no solutions/")
        return
    try:
        written = release(
            Path("solutions"),
            Path("_build/source"),
            Path("chapters"),
            address.published(Path("_config.yml")),
        )
    except (ValueError, FileNotFoundError) as error:
        raise click.ClickException(str(error)) from error
    click.echo("\n".join(f"wrote {path}" for path in written) or "chapters are up to date")


if __name__ == "__main__":
    command()
