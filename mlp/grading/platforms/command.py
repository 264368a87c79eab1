"""The commands `mlp collect` and `mlp export`: from a learning platform, and back to it."""

import shutil
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click
from nbgrader.utils import parse_utc

from mlp.grading.gradebook.course import Course, replace
from mlp.grading.intake.bundle import read_bundle
from mlp.grading.platforms.collecting import Collected, Collection
from mlp.grading.platforms.roster import Roster, read_roster
from mlp.grading.platforms.tables import COLUMN, FORMATS, Table, write_table
from mlp.grading.saying import Stopped, as_json, counted, listed, say

PATH = click.Path(path_type=Path)


@click.command()
@click.argument("chapter")
@click.argument("archives", nargs=-1, required=True, type=PATH)
@click.option("--roster", type=PATH, help="Who is in the course.")
@click.option("--timezone", default="UTC", help="Of the platform's times; Europe/Berlin, say.")
@click.option("--late-at", metavar="TIME", help="When those marked LATE by Canvas handed in.")
@as_json
def collect(chapter, archives, roster, timezone, late_at, as_json) -> None:
    """Sort ARCHIVES of submissions of CHAPTER into grading/submitted.

    An archive is what Canvas, Moodle or Blackboard give when all submissions are downloaded, or a
    folder with a folder or a file for each student. The files' names say which of these it is. Of
    several attempts the last counts; earlier ones are kept in grading/collected.

    A roster is Canvas's export of the gradebook, Moodle's grading worksheet, or a table with a
    column student_id: it gives students their names, says who is missing, and is remembered.
    """
    try:
        course = Course(Path.cwd())
        bundle = read_bundle(chapter, course.folder("source"), course.folder("release"))
        zone = _zone(timezone)
        late_at = _moment(late_at)
        people = _remember(course, chapter, roster)
        with course.alone(chapter):
            collection = Collection(course, chapter, bundle.notebook, people, zone, late_at)
            said = collection.add(archives)
    except (OSError, ValueError) as error:
        raise Stopped(str(error)) from None
    facts, lines = {"chapter": chapter, **asdict(said)}, _lines(chapter, said)
    if people is not None:
        here = set(course.students(chapter))
        facts["missing"] = [p.student for p in people.people if p.student not in here]
        count = len(people.people)
        lines += listed(f"of {count} in the roster have handed in nothing", facts["missing"])
    say(facts, lines, as_json)


def _zone(name):
    try:
        return UTC if name == "UTC" else ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise ValueError(f"there is no time zone {name!r}: expected Europe/Berlin, say") from None


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        return parse_utc(text).replace(tzinfo=UTC)
    except (ValueError, OverflowError, TypeError, AttributeError):
        raise ValueError(f"{text!r} is no time: expected 2027-02-01 12:00 UTC, say") from None


def _remember(course: Course, chapter: str, path: Path | None) -> Roster | None:
    """Return the roster that was given, or else the one that was given before."""
    kept = course.collected(chapter) / "roster.csv"
    if path is None:
        return read_roster(kept) if kept.exists() else None
    roster = read_roster(path)
    kept.parent.mkdir(parents=True, exist_ok=True)
    new = kept.with_name(".roster.csv.new")
    shutil.copyfile(path, new)
    new.replace(kept)
    return roster


def _lines(chapter: str, said: Collected) -> list[str]:
    late = "marked late, without a time, so without a penalty (see --late-at)"
    return [
        f"{chapter}: {len(said.new)} new, {len(said.again)} handed in again, "
        f"{len(said.unchanged)} unchanged",
        *listed("not in the roster, collected all the same", said.strangers),
        *listed(late, said.late),
        *(f"  not collected: {student}: {why}" for student, why in sorted(said.refused.items())),
        *listed("files that nobody could be given", said.rest),
    ]


@click.command()
@click.argument("chapters", nargs=-1, required=True)
@click.option("--format", "form", type=click.Choice(FORMATS), default="csv", show_default=True)
@click.option("--roster", type=PATH, help="The platform's own list, which is filled in.")
@click.option("--column", metavar="NAME", help=COLUMN)
@click.option("--missing", type=float, help="Points of who handed in nothing; empty by default.")
@click.option("--out", type=PATH, help="The file; by default below grading/export.")
@click.option("--db", "db_url", metavar="URL", help="The gradebook, if not nbgrader_config.py's.")
@as_json
def export(chapters, form, roster, column, missing, out, db_url, as_json) -> None:
    """Write the grades of CHAPTERS as a table that Canvas or Moodle imports, or as plain CSV.

    Canvas wants the export of its gradebook as the roster, Moodle the grading worksheet of the
    assignment; the roster that `mlp collect` got is remembered.
    """
    try:
        course = Course(Path.cwd())
        people = None
        for chapter in chapters[::-1] if roster is None else ():
            people = _remember(course, chapter, None) or people
        if roster is not None:
            people = read_roster(roster)
        table = Table(course, chapters, people, db_url or course.db_url, column, missing)
        path = out or course.folder("autograded").parent / f"export/{'-'.join(chapters)}-{form}.csv"
        text = write_table(table, form)
        replace(path, text, 0o644)
    except (OSError, ValueError) as error:
        raise Stopped(str(error)) from None
    lines = [
        f"{counted(len(table.rows), 'student')} in {path}",
        *listed("handed in nothing", table.absent),
        *listed("still wait for a mark by hand; their points are those so far", table.waiting),
    ]
    facts = {"table": path, "absent": table.absent, "waiting": table.waiting}
    if table.unknown:
        beside = path.with_name(f"{path.stem}-not-in-roster.csv")
        replace(beside, table.unknown_text(), 0o644)
        lines += listed(f"graded, but not in the roster: they are in {beside}", table.unknown)
    say({**facts, "not_in_roster": table.unknown}, lines, as_json)
