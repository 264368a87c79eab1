"""The command `mlp solutions`: the answers to a chapter, once nobody can hand in any more."""

from datetime import UTC, datetime
from pathlib import Path

import click
import nbformat
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.preprocessors import ClearHiddenTests

from mlp.grading.gradebook.book import explained, quiet
from mlp.grading.gradebook.course import Course, replace
from mlp.grading.intake.bundle import read_bundle
from mlp.grading.saying import Stopped

MARKS = ("### BEGIN SOLUTION", "### END SOLUTION")


@click.command()
@click.argument("chapter")
@click.option("--now", is_flag=True, help="Also before the due date, or where there is none.")
@click.option("--db", "db_url", metavar="URL", help="The gradebook, if not nbgrader_config.py's.")
def solutions(chapter: str, now: bool, db_url: str | None) -> None:
    """Write the answers to CHAPTER as a notebook and a page below grading/export.

    Without the hidden tests. Only after the due date and the last extension, unless you say --now.
    """
    try:
        course = Course(Path.cwd())
        bundle = read_bundle(chapter, course.folder("source"), course.folder("release"))
        if not now and (why := why_not_yet(db_url or course.db_url, course.course_id, chapter)):
            raise ValueError(f"{why}. --now writes them all the same")
        source = course.folder("source") / chapter / f"{bundle.notebook}.ipynb"
        folder = course.folder("autograded").parent / "export"
        notebook = answered(nbformat.read(source, as_version=4))
        written = [folder / f"{chapter}-solutions.ipynb", folder / f"{chapter}-solutions.html"]
        replace(written[0], nbformat.writes(notebook) + "\n", 0o644)
        replace(written[1], _page(notebook), 0o644)
    except (OSError, ValueError) as error:
        raise Stopped(str(error)) from None
    click.echo("\n".join(f"wrote {path}" for path in written))


def why_not_yet(db_url: str, course_id: str, chapter: str, at: datetime | None = None) -> str:
    """Return why the answers to a chapter should not be given yet, '' if they may.

    Parameters
    ----------
    db_url, course_id, chapter : str
    at : datetime, optional
        The moment in UTC, without a zone as in the gradebook; by default now.
    """
    at = at or datetime.now(UTC).replace(tzinfo=None)
    none = f"{chapter} has no due date in the gradebook, so it is not known who is still at work"
    file = Path(db_url.removeprefix("sqlite:///"))
    if db_url.startswith("sqlite") and not file.exists():
        return none
    with explained(db_url), quiet(), Gradebook(db_url, course_id) as gradebook:
        try:
            assignment = gradebook.find_assignment(chapter)
        except MissingEntry:
            return none
        if assignment.duedate is None:
            return none
        last = {each.student.id: each.duedate for each in assignment.submissions if each.extension}
        if assignment.duedate > at:
            return f"{chapter} is due on {assignment.duedate:%d %B %Y, %H:%M} UTC"
        waiting = sorted(student for student, due in last.items() if due > at)
        return f"{', '.join(waiting)} may still hand in {chapter}" if waiting else ""


def answered(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Return an instructor's notebook without hidden tests and without marks for nbgrader."""
    notebook, _ = ClearHiddenTests().preprocess(notebook, {})
    for cell in notebook.cells:
        cell.metadata.pop("nbgrader", None)
        lines = cell.source.splitlines()
        cell.source = "\n".join(line for line in lines if line.strip() not in MARKS)
    return notebook


def _page(notebook):
    from nbconvert.exporters import HTMLExporter

    return HTMLExporter().from_notebook_node(notebook)[0]
