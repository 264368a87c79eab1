"""The command `mlp grade`: grade a class."""

import hashlib
import sys
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import click
from sqlalchemy.exc import OperationalError

from mlp.grading.intake import reading
from mlp.grading.processes import sandbox
from mlp.grading.intake.bundle import Bundle, read_bundle
from mlp.grading.cluster import Mode, SchedulerLost, Submission, connect
from mlp.grading.gradebook.course import Course, Journal, key_of
from mlp.grading.grade import Result, refuse
from mlp.grading.gradebook.book import Book
from mlp.grading.processes.workers import CannotStart

ENTER = 50  # results that are entered in the gradebook together
WITHOUT = (
    "no sandbox: the students' code runs with your rights. It can read and change your files, "
    "reach the network, and read other students' work."
)


@dataclass
class Summary:
    """What became of a class.

    Attributes
    ----------
    before : int
        Submissions that had been graded by an earlier run.
    graded : int
        Submissions graded by this run.
    repaired, refused, review : dict
        Students, and what was repaired, why it was refused, what a human should look at.
    """

    before: int = 0
    graded: int = 0
    repaired: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    review: dict[str, str] = field(default_factory=dict)

    def add(self, result: Result) -> None:
        """Count a result."""
        if result.refused:
            self.refused[result.student] = result.refused
        elif result.repairs:
            self.repaired[result.student] = "; ".join(result.repairs)
        if result.review and not result.refused:
            self.review[result.student] = ", ".join(result.review)


class Grading:
    """Grade a class: read, grade somewhere, write files, enter in the gradebook.

    Parameters
    ----------
    course : Course
    assignment : str
    mode : Mode
    db_url : str
        The gradebook.
    afresh : bool
        Grade again what has been graded.
    """

    def __init__(
        self, course: Course, assignment: str, mode: Mode, db_url: str, *, afresh: bool = False
    ) -> None:
        self.course, self.mode, self.afresh = course, mode, afresh
        self.bundle = read_bundle(assignment, course.folder("source"), course.folder("release"))
        self.key = key_of(self.bundle, compat=mode.compat, sandboxed=mode.sandboxed)
        source = course.folder("source") / assignment / f"{self.bundle.notebook}.ipynb"
        self.book = Book(db_url, course.course_id, self.bundle, source)
        self.journal = Journal(course, assignment, db_url)
        self.known = self.book.known()
        self.summary = Summary()
        self._waiting: list[Result] = []

    def run(self, grade: Callable, students: list[str], tick: Callable[[], None]) -> Summary:
        """Grade these students' submissions.

        Parameters
        ----------
        grade : callable
            From `mlp.grading.cluster.connect`.
        students : list of str
        tick : callable
            Called after each submission.
        """
        try:
            for result in grade(self.bundle, self.mode, self._submissions(students, tick)):
                self._save(result)
                tick()
        finally:
            self._enter()
        return self.summary

    def _submissions(self, students, tick) -> Iterator[Submission]:
        """Read what is to be graded; deal with what has been graded or cannot be read."""
        submitted = self.course.folder("submitted")
        for student in students:
            folder = submitted / student / self.bundle.assignment
            try:
                data, notes = reading.read_file(folder, self.bundle.notebook)
            except reading.Refused as refused:
                self._save(refuse(student, str(refused), self.bundle))
                tick()
                continue
            digest = hashlib.sha256(data).hexdigest()
            known = self.course.done(student, self.bundle, digest, self.key)
            if known is None or self.afresh:
                yield Submission(student, data, notes)
                continue
            self.summary.before += 1
            self.summary.add(known)
            if self.known.get(student) != known.scores or not self.journal.knows(known, self.key):
                self._later(known)
            tick()

    def _save(self, result):
        self.course.save(result, self.bundle, self.key)
        self.summary.graded += 1
        self.summary.add(result)
        self._later(result)

    def _later(self, result):
        result.notebook = result.feedback = ""
        self._waiting.append(result)
        if len(self._waiting) >= ENTER:
            self._enter()

    def _enter(self):
        """Enter the waiting results in the gradebook."""
        if not self._waiting:
            return
        stamps = {}
        for result in self._waiting:
            if stamp := self.course.timestamp(result.student, self.bundle.assignment):
                stamps[result.student] = stamp
        self.book.write(self._waiting, stamps)
        self.journal.add(self._waiting, self.key)
        self._waiting = []


@click.command()
@click.argument("chapter")
@click.option("--jobs", type=click.IntRange(0), default=None, help="Workers on this machine.")
@click.option("--scheduler", metavar="tcp://…", help="Use this Dask cluster instead.")
@click.option("--db", "db_url", metavar="URL", help="The gradebook, if not nbgrader_config.py's.")
@click.option("--afresh", is_flag=True, help="Grade again what has been graded.")
@click.option("--figures", is_flag=True, help="Draw the chapter's own figures as well.")
@click.option("--compat", is_flag=True, help="Execute as stock nbgrader does, to compare.")
@click.option("--no-sandbox", is_flag=True, help="Run students' code with your own rights.")
@click.option("--student", "only", multiple=True, help="Grade this student alone (repeatable).")
def grade(chapter, jobs, scheduler, db_url, afresh, figures, compat, no_sandbox, only) -> None:
    """Grade all submissions of CHAPTER, ch1 say, in grading/submitted.

    What an earlier run has graded is kept: run it again after new submissions, or after it was
    interrupted. --jobs 1 grades in this process, without Dask. --figures are for whoever reads the
    graded notebooks; --afresh --figures adds them to what was graded without.
    """
    warnings.filterwarnings("ignore", module="nbgrader")
    try:
        course = Course(Path.cwd())
        if no_sandbox:
            click.echo(f"warning: {WITHOUT}", err=True)
        elif scheduler is None:
            sandbox.require()
        with course.alone(chapter):
            mode = Mode(not no_sandbox, compat, figures=figures)
            grading = Grading(course, chapter, mode, db_url or course.db_url, afresh=afresh)
            students = course.students(chapter)
            if strangers := sorted(set(only) - set(students)):
                raise click.ClickException(
                    f"{', '.join(strangers)}: handed in nothing for {chapter}. A student's name is "
                    f"that of the folder in {course.folder('submitted')}"
                )
            students = list(dict.fromkeys(only)) or students
            for name in course.nameless(chapter):
                why = "the folder's name is too long or no UTF-8: rename it and grade again"
                grading.summary.refused[name] = why
            summary = _with_progress(grading, students, jobs, scheduler)
    except sandbox.NoSandbox as error:
        raise click.ClickException(
            f"{error}.\nNothing was graded. --no-sandbox grades all the same; then: {WITHOUT}"
        ) from None
    except (OSError, ValueError, CannotStart) as error:
        raise click.ClickException(str(error)) from None
    except OperationalError as error:
        raise click.ClickException(f"the gradebook cannot be used: {error.orig}") from None
    except SchedulerLost as error:
        raise click.ClickException(f"{error}. Run the same command to go on.") from None
    _show(summary, grading.bundle)


def _with_progress(grading, students, jobs, scheduler):
    import os

    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.progress import TimeRemainingColumn as Left

    rate = TextColumn("{task.fields[rate]}")
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), rate, Left())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task(grading.bundle.assignment, total=len(students), rate="")

        def tick():
            speed = progress.tasks[0].speed
            progress.update(task, advance=1, rate=f"{speed:.1f}/s" if speed else "")

        workers = os.cpu_count() if jobs is None else jobs
        with connect(min(workers, max(1, len(students))), scheduler) as run:
            return grading.run(run, students, tick)


def _show(summary: Summary, bundle: Bundle) -> None:
    click.echo(
        f"{bundle.assignment}: {summary.graded} graded, {summary.before} graded before, "
        f"{len(summary.repaired)} repaired, {len(summary.refused)} refused, "
        f"{len(summary.review)} need review"
    )
    for word in ("refused", "review", "repaired"):
        for student, why in sorted(getattr(summary, word).items())[:20]:
            click.echo(f"  {word}: {student}: {why:.200}")
        if (more := len(getattr(summary, word)) - 20) > 0:
            click.echo(f"  {word}: and {more} more", file=sys.stdout)


if __name__ == "__main__":
    grade()
