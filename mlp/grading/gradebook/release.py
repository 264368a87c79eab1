"""The command `mlp release`: enter an assignment in the gradebook, and change it there."""

import contextlib
import json
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import click

from mlp.grading.gradebook.book import Book, GradebookError
from mlp.grading.gradebook.changes import Changes
from mlp.grading.gradebook.course import Course, replace
from mlp.grading.intake.bundle import read_bundle
from mlp.grading.intake.renamed import read_renames
from mlp.grading.saying import Stopped, counted

SQLITE = "sqlite:///"


@click.command()
@click.argument("chapter")
@click.option("--change", "may", is_flag=True, help="Change what has been graded already.")
@click.option("--rename", "renames", metavar="OLD=NEW", multiple=True, help="Its new name.")
@click.option("--db", "db_url", metavar="URL", help="The gradebook, if not nbgrader_config.py's.")
def release(chapter: str, may: bool, renames: tuple[str, ...], db_url: str | None) -> None:
    """Enter CHAPTER in the gradebook, or say what has changed in it since it was graded.

    Exercises may be added, dropped and renamed after grading began, if you say --change. Scores,
    marks by hand and comments of all others stay; those of what is dropped are written to a file
    below grading/changes, where a copy of the gradebook is put first. Then grade again.
    """
    try:
        course = Course(Path.cwd())
        db_url = db_url or course.db_url
        bundle = read_bundle(chapter, course.folder("source"), course.folder("release"))
        source = course.folder("source") / chapter / f"{bundle.notebook}.ipynb"
        with course.alone(chapter):
            found = Changes(db_url, chapter, bundle.notebook, source, _pairs(renames))
            change = found.change
            if not change.is_safe and not may:
                raise GradebookError(f"{chapter} has changed since it was graded: {change}. {DO}")
            lines = [] if change.is_safe else _apply(course, chapter, found)
            Book(db_url, course.course_id, bundle, source)
    except (OSError, ValueError) as error:
        raise Stopped(str(error)) from None
    points = sum(cell.points for cell in bundle.cells if cell.nbgrader.get("grade"))
    click.echo(
        f"{chapter} is in the gradebook with {counted(points, 'point')} and "
        f"{counted(change.submissions, 'submission')}{': ' if str(change) else ''}{change}"
    )
    for line in lines:
        click.echo(f"  {line}")


DO = (
    "Add --change to change the gradebook too: scores, marks by hand and comments of all other "
    "exercises are kept"
)


def _pairs(renames):
    pairs = dict(pair.partition("=")[::2] for pair in renames)
    if not all(old and new for old, new in pairs.items()):
        raise ValueError(f"--rename {' '.join(renames)}: expected OLD=NEW")
    return pairs


def _apply(course: Course, chapter: str, found: Changes) -> list[str]:
    """Change the gradebook; return what to say about it."""
    folder = course.changes(chapter)
    lines = [f"a copy of the gradebook is {copy}" for copy in _copied(found.db_url, folder)]
    if found.change.renamed:
        renames = read_renames(folder)
        renames = {old: found.change.renamed.get(new, new) for old, new in renames.items()}
        replace(folder / "renames.json", json.dumps(renames | found.change.renamed), 0o644)
    if kept := found.apply(folder):
        lines.append(f"grades and comments of what was dropped are in {kept}")
    return [*lines, f"run  mlp grade {chapter}  to grade again"]


def _copied(db_url: str, folder: Path) -> list[Path]:
    """Copy a gradebook that is a file; a server's has copies of its own."""
    file = Path(db_url.removeprefix(SQLITE))
    if not db_url.startswith(SQLITE) or not file.is_file():
        return []
    folder.mkdir(parents=True, exist_ok=True)
    copy = folder / f"gradebook-{datetime.now(UTC):%Y-%m-%dT%H-%M-%S}.db"
    new = folder / ".gradebook.new"
    with contextlib.closing(sqlite3.connect(file)) as old:
        with contextlib.closing(sqlite3.connect(new)) as into:
            old.backup(into)
    new.replace(copy)
    return [copy]
