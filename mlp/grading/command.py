"""The command `mlp grade`: grade a class."""

import contextlib
import functools
import hashlib
import os
import sys
import warnings
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

import click

from mlp.checks import language
from mlp.grading.cluster import Scheduler, SchedulerLost, connect
from mlp.grading.feedback.making import Pages
from mlp.grading.grade import refuse
from mlp.grading.gradebook.agreement import check_agreement
from mlp.grading.gradebook.book import Book, GradebookError
from mlp.grading.gradebook.changes import Changes
from mlp.grading.gradebook.course import Course, Journal, key_of
from mlp.grading.gradebook.penalties import assign_penalties
from mlp.grading.intake import finding, reading
from mlp.grading.intake.bundle import Bundle, read_bundle
from mlp.grading.intake.form import files_beside, why_unknown
from mlp.grading.intake.renamed import read_renames, with_new_names
from mlp.grading.intake.variants import with_seed
from mlp.grading.local import Mode, Submission, grade_locally
from mlp.grading.processes import sandbox
from mlp.grading.processes.workers import GradingStopped
from mlp.grading.result import Result
from mlp.grading.saying import Stopped, as_json, say
from mlp.grading.summary import Summary, lines_of, nothing

ENTER = 50  # results that are entered in the gradebook together
WITHOUT = (
    "no sandbox: the students' code runs with your rights. It can read and change your files, "
    "reach the network, and read other students' work."
)
AS_STOCK = "is executed as stock nbgrader does, in the sandbox"
UNUSABLE_NAME = (
    "the folder's name is too long, no UTF-8, or holds a line break or one of \"<>&\\`, which "
    "would run as script in a page: rename it and grade again"
)


class Grading:
    """Grade a class: read, grade somewhere, write files, enter in the gradebook.

    Parameters
    ----------
    course : Course
    assignment : str
    mode : Mode
    db_url : str
        The gradebook.
    force : bool
        Grade again what has been graded.
    """

    def __init__(
        self, course: Course, assignment: str, mode: Mode, db_url: str, *, force: bool = False
    ) -> None:
        self.course, self.mode, self.force = course, mode, force
        bundle = read_bundle(assignment, course.folder("source"), course.folder("release"))
        self.bundle = with_seed(bundle, course.results.parent)
        self.why_stock = _why_stock(course, self.bundle)
        if self.why_stock:
            self.mode = mode = mode._replace(compat=True)
        self.key = key_of(self.bundle, compat=mode.compat, sandboxed=mode.sandboxed)
        source = course.folder("source") / assignment / f"{self.bundle.notebook}.ipynb"
        self.changed = _changed(db_url, self.bundle, source)
        self.renames = read_renames(course.changes(assignment))
        self.book = Book(db_url, course.course_id, self.bundle, source)
        self.journal = Journal(course, assignment, db_url)
        self.pages = Pages(course, self.bundle, db_url)
        self.known = self.book.known()
        self.summary = Summary()
        self._waiting: list[Result] = []

    def run(self, grade: Callable, students: list[str], tick: Callable[[], None]) -> Summary:
        """Grade these students' submissions.

        Parameters
        ----------
        grade : callable
            `mlp.grading.local.grade_locally`, or like it.
        students : list of str
        tick : callable
            Called after each submission.
        """
        results = grade(self.bundle, self.mode, self._submissions(students, tick))
        try:
            with contextlib.closing(results):  # its workers end before the gradebook is written
                for result in results:
                    self._save(result)
                    tick()
        finally:
            self._enter()
        self._give()  # a mark by hand, an extension or a due date may have changed
        return self.summary

    def _give(self, students: set[str] | None = None) -> None:
        """Set penalties, and make the pages of those whose marks have changed."""
        names = self.bundle.assignment, self.bundle.notebook
        assign_penalties(self.book.db_url, self.course.config, *names, students)
        self.pages.make(students, note=students is None)

    def _submissions(self, students, tick) -> Iterator[Submission]:
        """Read what is to be graded; deal with what has been graded or cannot be read."""
        submitted = self.course.folder("submitted")
        for student in students:
            folder = submitted / student / self.bundle.assignment
            try:
                data, notes = finding.find(folder, self.bundle)
                data, notes = with_new_names(data, notes, self.renames)
            except reading.Refused as refused:
                self._save(refuse(student, str(refused), self.bundle))
                tick()
                continue
            digest = hashlib.sha256(data).hexdigest()
            known = self.course.done(student, self.bundle, digest, self.key)
            if known is None or self.force:
                yield Submission(student, data, notes)
                continue
            self.summary.before += 1
            self.summary.add(known)
            if self.known.get(student) != known.scores or not self.journal.knows(known, self.key):
                self._later(known)
            tick()

    def _save(self, result):
        result.stock = self.why_stock
        check_agreement(result, self.bundle)
        self.course.save(result, self.bundle, self.key)
        self.summary.graded += 1
        self.summary.add(result)
        self._later(result)

    def _later(self, result):
        result.notebook = ""
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
        self._give({result.student for result in self._waiting})
        self.journal.add(self._waiting, self.key)
        self._waiting = []


def _changed(db_url: str, bundle: Bundle, source: Path) -> str:
    """Return what has changed in an assignment since it was graded, '' if nothing.

    Raises
    ------
    GradebookError
        If exercises came, went or got other names: grades would be lost.
    """
    name = bundle.assignment
    change = Changes(db_url, name, bundle.notebook, source).change
    if not change.is_safe:
        raise GradebookError(
            f"{name} has changed since it was graded: {change}. `mlp release {name} --change` "
            "changes the gradebook too; scores, marks by hand and comments of all other exercises "
            "are kept"
        )
    return str(change) if change.submissions else ""


def _why_stock(course: Course, bundle: Bundle) -> str:
    """Return why an assignment is executed as stock nbgrader does, '' if it is not.

    Raises
    ------
    ValueError
        If that needs files beside the notebook, which no worker gets.
    """
    name = bundle.assignment
    folders = [course.folder(kind) / name for kind in ("source", "release")]
    why = why_unknown(*folders, bundle.notebook)
    if why and any(files_beside(folders[0])):
        raise ValueError(
            f"{name} cannot be graded by `mlp grade`: {why}. `nbgrader autograde {name}` executes "
            "it as stock nbgrader does, in the sandbox"
        )
    return why


@click.command()
@click.argument("chapter")
@click.option("--jobs", type=click.IntRange(0), default=None, help="Workers on this machine.")
@click.option("--scheduler", metavar="tls://…", help="Use this Dask cluster instead.")
@click.option("--tls-ca-file", metavar="FILE", help="With --scheduler: whom to trust.")
@click.option("--tls-cert", metavar="FILE", help="With --scheduler: your certificate.")
@click.option("--tls-key", metavar="FILE", help="With --scheduler: your private key.")
@click.option("--insecure-scheduler", is_flag=True, help="Allow tcp://, which protects nothing.")
@click.option("--db", "db_url", metavar="URL", help="The gradebook, if not nbgrader_config.py's.")
@click.option("--force", is_flag=True, help="Grade again what has been graded.")
@click.option("--figures", is_flag=True, help="Draw the chapter's own figures as well.")
@click.option("--compat", is_flag=True, help="Execute as stock nbgrader does, to compare.")
@click.option("--no-sandbox", is_flag=True, help="Run students' code with your own rights.")
@click.option("--student", "only", multiple=True, help="Grade this student alone (repeatable).")
@as_json
def grade(
    chapter, jobs, db_url, force, figures, compat, no_sandbox, only, as_json, **cluster
) -> None:
    """Grade all submissions of CHAPTER, ch1 say, in grading/submitted.

    What an earlier run has graded is kept: run it again after new submissions, or after it was
    interrupted. --figures are for reading the graded notebooks; --force --figures adds them
    to what was graded without.
    """
    warnings.filterwarnings("ignore", module="nbgrader")
    grading = None
    try:
        course = Course(Path.cwd())
        language.require()
        scheduler = _scheduler(**cluster)
        if no_sandbox:
            click.echo(f"warning: {WITHOUT}", err=True)
        elif scheduler is None:
            sandbox.require()
        with course.alone(chapter):
            mode = Mode(not no_sandbox, compat, figures=figures)
            grading = Grading(course, chapter, mode, db_url or course.db_url, force=force)
            if grading.why_stock:
                click.echo(f"{chapter} {AS_STOCK}: {grading.why_stock}", err=as_json)
            if grading.changed:
                said = f"{chapter} has changed since it was graded: {grading.changed}"
                click.echo(said, err=as_json)
            students = _students(course, chapter, only, grading.summary)
            with _runner(jobs, scheduler) as run:
                _with_progress(grading, run, students)
    except sandbox.NoSandbox as error:
        raise Stopped(
            f"{error}.\nNothing was graded. --no-sandbox grades all the same; then: {WITHOUT}"
        ) from None
    except (OSError, ValueError, GradingStopped) as error:
        raise Stopped(str(error)) from None
    except SchedulerLost as error:
        raise Stopped(f"{error}. Run the same command to go on.") from None
    except KeyboardInterrupt:
        done = 0 if grading is None else grading.summary.graded
        click.echo(f"Interrupted: {done} graded and kept. Run the same command to go on.", err=True)
        sys.exit(130)
    lines = lines_of(grading.summary, chapter)
    if not students and not grading.summary.refused:
        lines.append(nothing(course.folder("submitted"), chapter))
    say({"chapter": chapter, **asdict(grading.summary)}, lines, as_json)


def _scheduler(scheduler, tls_ca_file, tls_cert, tls_key, insecure_scheduler) -> Scheduler | None:
    """Return what the options say of a cluster; raises ValueError where they make no sense."""
    if scheduler is not None:
        return Scheduler(scheduler, tls_ca_file, tls_cert, tls_key, insecure_scheduler)
    if tls_ca_file or tls_cert or tls_key or insecure_scheduler:
        raise ValueError(
            "--tls-ca-file, --tls-cert, --tls-key, --insecure-scheduler need --scheduler"
        )
    return None


def _students(course: Course, chapter: str, only: tuple[str, ...], summary: Summary) -> list[str]:
    """Return whom to grade, note in the summary who cannot be."""
    students = course.students(chapter)
    if unknown := sorted(set(only) - set(students)):
        raise ValueError(
            f"{', '.join(unknown)}: handed in nothing for {chapter}. A student's name is "
            f"that of the folder in {course.folder('submitted')}"
        )
    for name in course.files_without_student(chapter):
        summary.refused[name] = UNUSABLE_NAME
    return list(dict.fromkeys(only)) or students


@contextlib.contextmanager
def _runner(jobs: int | None, scheduler: Scheduler | None) -> Iterator[Callable]:
    """Yield what grades submissions: workers of this machine, or a cluster."""
    if scheduler is None:
        yield functools.partial(grade_locally, jobs=os.cpu_count() if jobs is None else jobs)
        return
    with connect(scheduler) as run:
        yield run


def _with_progress(grading, run, students):
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

        grading.run(run, students, tick)


if __name__ == "__main__":
    grade()
