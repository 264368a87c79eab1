"""The commands `mlp feedback` and `mlp extend`: what goes back to students, and more time."""

from pathlib import Path

import click

from mlp.grading.feedback.making import Pages
from mlp.grading.feedback.packing import write_archives
from mlp.grading.gradebook.course import Course
from mlp.grading.gradebook.penalties import assign_penalties, extend
from mlp.grading.intake.bundle import read_bundle
from mlp.grading.saying import Stopped, as_json, counted, say


@click.command()
@click.argument("chapter")
@click.option("--zip", "pack", is_flag=True, help="Pack them for Canvas or Moodle as well.")
@click.option("--db", "db_url", metavar="URL", help="The gradebook, if not nbgrader_config.py's.")
@as_json
def feedback(chapter: str, pack: bool, db_url: str | None, as_json: bool) -> None:
    """Make the students' pages of CHAPTER again where the gradebook has changed.

    After marking by hand, new due dates or extensions. Writes below grading/feedback; --zip writes
    archives below grading/export, in the names in which submissions came by `mlp collect`.
    """
    try:
        course = Course(Path.cwd())
        db_url = db_url or course.db_url
        bundle = read_bundle(chapter, course.folder("source"), course.folder("release"))
        with course.alone(chapter):
            pages = Pages(course, bundle, db_url)
            if not (graded := pages.graded()):
                raise FileNotFoundError(
                    f"no graded notebook of {chapter} in {course.folder('autograded')}: run  "
                    f"mlp grade {chapter}  first"
                )
            late = assign_penalties(db_url, course.config, chapter, bundle.notebook)
            changed = pages.make(graded)
            packed = write_archives(course, chapter, bundle.notebook, graded) if pack else {}
    except (OSError, ValueError) as error:
        raise Stopped(str(error)) from None
    made = (
        f"{counted(len(graded), 'page')} in {course.folder('feedback')}, {len(changed)} of them new"
    )
    lines = [
        f"{chapter}: {made}; {late} with a penalty for being late",
        *(f"  {len(students)} in {path}" for path, students in packed.items()),
    ]
    facts = {"chapter": chapter, "pages": graded, "new": changed, "with_penalty": late}
    say({**facts, "archives": [str(path) for path in packed]}, lines, as_json)


@click.command("extend")
@click.argument("chapter")
@click.argument("students", nargs=-1, required=True)
@click.option("--days", type=click.FloatRange(0), required=True, help="0 takes it back.")
@click.option("--db", "db_url", metavar="URL", help="The gradebook, if not nbgrader_config.py's.")
def extend_(chapter: str, students: tuple[str, ...], days: float, db_url: str | None) -> None:
    """Give STUDENTS more time for CHAPTER, counted from its due date.

    Penalties and pages of what has been graded change at once.
    """
    try:
        course = Course(Path.cwd())
        db_url = db_url or course.db_url
        bundle = read_bundle(chapter, course.folder("source"), course.folder("release"))
        with course.alone(chapter):
            extend(db_url, course.course_id, chapter, students, days)
            assign_penalties(db_url, course.config, chapter, bundle.notebook, set(students))
            Pages(course, bundle, db_url).make(students)
    except (OSError, ValueError) as error:
        raise Stopped(str(error)) from None
    more = f"{days:g} more {'day' if days == 1 else 'days'}" if days else "no more time than others"
    click.echo(f"{chapter}: {', '.join(students)} {'has' if len(students) == 1 else 'have'} {more}")
