"""What a class got right and which mistakes it made, from its graded notebooks: `mlp report`."""

import csv
import re
import warnings
from collections.abc import Iterable
from pathlib import Path

import click
import nbformat

from mlp.grading.intake.bundle import tested
from mlp.grading.outcomes import BLANK, OTHER, RIGHT, Exercise
from mlp.grading.saying import Stopped

SLUG = re.compile(r"\[([a-z][a-z0-9-]*)\]\s*$")
COLUMNS = ("exercise", "outcome", "students", "share")


def outcome_of(outputs: Iterable) -> str:
    """Return what the outputs of a test cell say.

    Parameters
    ----------
    outputs : iterable of notebook outputs

    Returns
    -------
    str
        "right", "not-attempted", the name at the end of the message, or "something-else".

    Examples
    --------
    >>> outcome_of([{"output_type": "error", "ename": "Mistake",
    ...              "evalue": "Not yet: 6; expected 7.    [bias-left-out]"}])
    'bias-left-out'
    """
    for output in outputs:
        if output["output_type"] == "error":
            found = SLUG.search(output["evalue"])
            if found:
                return found[1]
            return BLANK if output["ename"] == "NotImplementedError" else OTHER
        if output["output_type"] == "stream" and output["name"] == "stderr":
            return OTHER
    return RIGHT


def said_by(outputs: Iterable) -> str:
    """Return what a test that failed said, '' if it passed.

    Examples
    --------
    >>> said_by([{"output_type": "error", "ename": "AssertionError", "evalue": "got 3, not 4"}])
    'got 3, not 4'
    """
    for output in outputs:
        if output["output_type"] == "error":
            return SLUG.sub("", output["evalue"]).strip() or output["ename"]
        if output["output_type"] == "stream" and output["name"] == "stderr":
            return "".join(output["text"]).strip()
    return ""


def read_class(autograded: Path, chapter: str, scores: dict | None = None) -> list[Exercise]:
    """Read the graded notebooks of a chapter.

    Parameters
    ----------
    autograded : Path
        The folder with ``STUDENT/CHAPTER/*.ipynb``.
    chapter : str
        The assignment, "ch1" say.
    scores : dict, optional
        ``{student: {cell: full marks?}}`` from the gradebook: a human's word goes before ours.

    Returns
    -------
    list of Exercise
        In the order of the chapter.

    Raises
    ------
    FileNotFoundError
        If no graded notebook is there.
    """
    exercises: dict[str, Exercise] = {}
    answers: dict[tuple[str, str], str] = {}
    for path in sorted(autograded.glob(f"*/{chapter}/*.ipynb")):
        student = path.parts[-3]
        known = (scores or {}).get(student, {})
        for cell in nbformat.read(path, as_version=4).cells:
            marks = cell.metadata.get("nbgrader", {})
            key = str(marks.get("grade_id", ""))
            if cell.cell_type == "code" and marks.get("solution") and not marks.get("grade"):
                answers[student, key] = cell.source
            if cell.cell_type != "code" or not marks.get("grade") or not key.startswith("test-"):
                continue
            name = tested(key)
            found = outcome_of(cell.outputs)
            if key in known:
                found = RIGHT if known[key] else OTHER if found == RIGHT else found
            exercise = exercises.setdefault(name, Exercise(name))
            if exercise.outcomes.get(student, RIGHT) == RIGHT:  # the first test that fails
                exercise.outcomes[student] = found
                exercise.said[student] = said_by(cell.outputs)
                if done := cell.metadata.get("mlp", {}).get("probe"):
                    exercise.probes[student] = done
    if not exercises:
        raise FileNotFoundError(
            f"no graded notebook of {chapter} in {autograded}: run  mlp grade {chapter}  first"
        )
    for (student, key), text in answers.items():
        if key in exercises:
            exercises[key].answers[student] = text
    return list(exercises.values())


def read_scores(db_url: str, chapter: str) -> dict[str, dict[str, bool]]:
    """Return which test cells have full marks in the gradebook: ``{student: {cell: bool}}``.

    A gradebook without this assignment gives an empty dict.
    """
    from nbgrader.api import Gradebook, MissingEntry

    from mlp.grading.gradebook.book import explained

    with explained(db_url), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # SQLAlchemy's, about nbgrader's queries
        try:
            with Gradebook(db_url) as gradebook:
                return {
                    submission.student.id: {
                        grade.name: grade.score >= grade.max_score
                        for notebook in submission.notebooks
                        for grade in notebook.grades
                        if not grade.needs_manual_grade
                    }
                    for submission in gradebook.assignment_submissions(chapter)
                }
        except MissingEntry:
            return {}


def rows(exercises: Iterable[Exercise], *, names: bool = True) -> list[dict]:
    """Return the table: one row for each exercise and outcome, with who it was if `names`."""
    table = []
    for exercise in exercises:
        counts = [(RIGHT, exercise.right), *exercise.mistakes]
        counts.append((BLANK, len(exercise.students(BLANK))))
        for outcome, count in counts:
            row = {
                "exercise": exercise.name,
                "outcome": outcome,
                "students": count,
                "share": round(count / max(1, len(exercise.outcomes)), 4),
            }
            if names:
                row["names"] = "" if outcome == RIGHT else " ".join(exercise.students(outcome))
            table.append(row)
    return table


def write_csv(path: Path, table: list[dict], *, names: bool = True) -> None:
    """Write the table of `rows` for a spreadsheet."""
    from mlp.grading.gradebook.spreadsheet import as_text

    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, [*COLUMNS, "names"] if names else COLUMNS)
        writer.writeheader()
        writer.writerows({name: as_text(field) for name, field in row.items()} for row in table)


@click.command()
@click.argument("chapter")
@click.option("--out", type=click.Path(path_type=Path), help="The folder for the two files.")
@click.option("--anonymous", is_flag=True, help="Leave the students' names out.")
@click.option("--db", "db_url", metavar="URL", help="The gradebook, if not nbgrader_config.py's.")
def report(chapter: str, out: Path | None, anonymous: bool, db_url: str | None) -> None:
    """Show what the class got right in CHAPTER, ch1 say, and its most frequent mistakes.

    Reads the graded notebooks and writes CHAPTER.html and CHAPTER.csv into grading/report.
    """
    from mlp.grading.gradebook.book import GradebookError
    from mlp.grading.gradebook.course import Course
    from mlp.grading.gradebook.progress import progress
    from mlp.grading.intake.variants import read_seed
    from mlp.grading.pages.report_page import page

    try:
        course = Course(Path.cwd())
        db_url = db_url or course.db_url
        file = Path(db_url.removeprefix("sqlite:///"))
        scores = {} if db_url.startswith("sqlite") and not file.exists() else None
        if scores is None:
            scores = read_scores(db_url, chapter)
        exercises = read_class(course.folder("autograded"), chapter, scores)
    except (FileNotFoundError, GradebookError, nbformat.reader.NotJSONError) as error:
        raise Stopped(str(error)) from None
    folder = out or course.folder("autograded").parent / "report"
    folder.mkdir(parents=True, exist_ok=True)
    write_csv(folder / f"{chapter}.csv", rows(exercises, names=not anonymous), names=not anonymous)
    over = progress(course, db_url) if file.exists() or "sqlite" not in db_url else []
    if read_seed(course.results.parent):  # each student has other inputs: words do not compare
        for exercise in exercises:
            exercise.said = {s: exercise.said[s] for s in exercise.probes}
    html = page(chapter, exercises, names=not anonymous, over=over)
    (folder / f"{chapter}.html").write_text(html, encoding="utf-8")
    _show(exercises)
    click.echo(f"see {folder / f'{chapter}.html'} and {folder / f'{chapter}.csv'}")


def _show(exercises: list[Exercise]) -> None:
    width = max(len(exercise.name) for exercise in exercises)
    for exercise in exercises:
        blank = len(exercise.students(BLANK))
        most = ", ".join(f"{slug} {count}" for slug, count in exercise.mistakes[:2])
        click.echo(
            f"{exercise.name:{width}}  {exercise.share:4.0%} right  {blank:3} not attempted  {most}"
        )
