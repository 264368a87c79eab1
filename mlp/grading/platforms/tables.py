"""Tables of grades in the forms that platforms import.

Canvas: the columns of its export up to Section, one column for each assignment, a row of points
possible (``lib/gradebook_importer.rb``). Moodle: the grading worksheet with the column Grade filled
in (``mod/assign/feedback/offline/importgradeslib.php``).
"""

import csv
import io
import re

import sqlalchemy as sa
from nbgrader import api

from mlp.grading.gradebook.book import explained
from mlp.grading.gradebook.course import Course
from mlp.grading.gradebook.marks import read_marks
from mlp.grading.gradebook.spreadsheet import as_text
from mlp.grading.intake.bundle import read_bundle
from mlp.grading.platforms.roster import POINTS_POSSIBLE, Person, Roster
from mlp.grading.platforms.senders import CANVAS, MOODLE

FORMATS = ("canvas", "moodle", "csv")
COLUMN = "The assignment's column in Canvas, 'Chapter 1 (12345)' say; in Moodle that of the grade."
LAST = "Section"  # of Canvas's columns about the student
MOST = re.compile(r"maximum grade", re.IGNORECASE)


class Table:
    """The grades of some chapters.

    Parameters
    ----------
    course : Course
    chapters : sequence of str
    roster : Roster or None
    db_url : str
    column : str or None
    missing : float or None
        Points of who handed in nothing.

    Attributes
    ----------
    rows : list of (Person or None, str, dict)
        The student's row in the roster, the name here, and the points by chapter.
    most : dict
        The points that can be reached, by chapter.
    absent, waiting, unknown : list of str
        Who handed in nothing, whose answers wait for a mark by hand, who is not in the roster.
    """

    def __init__(self, course, chapters, roster, db_url, column=None, missing=None) -> None:
        self.roster, self.column, self.missing = roster, column, missing
        self.chapters = list(dict.fromkeys(chapters))
        self.most: dict[str, float] = {}
        self.absent: list[str] = []
        self.waiting: list[str] = []
        self.points: dict[str, dict[str, float]] = {}
        for chapter in self.chapters:
            self._read(course, chapter, db_url)
        self.rows = self._rows()
        listed = {student for _, student, _ in self.rows}
        self.unknown = sorted(self.points.keys() - listed)

    def _read(self, course: Course, chapter: str, db_url: str) -> None:
        bundle = read_bundle(chapter, course.folder("source"), course.folder("release"))
        self.most[chapter] = sum(cell.points for cell in bundle.cells if cell.nbgrader.get("grade"))
        students = _students(db_url, chapter)
        for student, marks in read_marks(db_url, chapter, bundle.notebook, students):
            if all(mark.points is None for mark in marks.cells.values()):
                continue  # an extension, but nothing handed in
            self.points.setdefault(student, {})[chapter] = marks.total
            waits = (mark.waits or mark.points is None for mark in marks.cells.values())
            if any(waits) and student not in self.waiting:
                self.waiting.append(student)

    def _rows(self):
        if self.roster is None:
            people: list[tuple[Person | None, str]] = [(None, name) for name in sorted(self.points)]
        else:
            people = [(person, person.student) for person in self.roster.people]
        rows = []
        for person, student in people:
            points = self.points.get(student, {})
            if not points:
                self.absent.append(student)
            rows.append((person, student, points))
        return rows

    def text(self, points: dict[str, float], chapter: str, scale: float = 1.0) -> str:
        """Return the points of a chapter as the text of a field."""
        value = points.get(chapter, self.missing)
        return "" if value is None else f"{value * scale:.10g}"

    def unknown_text(self) -> str:
        """Return the grades of those who are not in the roster, as a table."""
        return _plain([(None, student, self.points[student]) for student in self.unknown], self)


def _students(db_url: str, chapter: str) -> list[str]:
    submission, assignment = api.SubmittedAssignment.__table__, api.Assignment.__table__
    query = (
        sa.select(submission.c.student_id)
        .join(assignment, assignment.c.id == submission.c.assignment_id)
        .where(assignment.c.name == chapter)
        .order_by(submission.c.student_id)
    )
    engine = sa.create_engine(db_url)
    try:
        with explained(db_url), engine.connect() as connection:
            return list(connection.scalars(query))
    finally:
        engine.dispose()


def write_table(table: Table, form: str) -> str:
    """Return a table of grades as the text of a CSV file.

    Parameters
    ----------
    table : Table
    form : str
        'canvas', 'moodle' or 'csv'.

    Raises
    ------
    ValueError
        If the roster is not the platform's, or its maximum is another than the chapter's.
    """
    if form == CANVAS:
        return _canvas(table, _wanted(table, CANVAS, "the export of its gradebook"))
    if form == MOODLE:
        return _moodle(table, _wanted(table, MOODLE, "the assignment's grading worksheet"))
    return _plain(table.rows, table)


def _wanted(table: Table, platform: str, what: str) -> Roster:
    if table.roster is None or table.roster.platform != platform:
        raise ValueError(
            f"{platform.capitalize()} finds students by its own numbers: download {what} there, "
            "and give it as --roster FILE"
        )
    return table.roster


def _canvas(table, roster):
    if LAST not in roster.header:
        raise ValueError(f"the roster has no column {LAST!r}: export the gradebook in Canvas again")
    end = roster.header.index(LAST) + 1
    if table.column and len(table.chapters) > 1:
        raise ValueError("--column names one column: export one chapter at a time")
    columns = [table.column or _titled(chapter, roster.header[end:]) for chapter in table.chapters]
    lines = [roster.header[:end] + columns]
    possible = [f"    {POINTS_POSSIBLE}"] + [""] * (end - 1)
    lines.append(possible + [f"{table.most[chapter]:g}" for chapter in table.chapters])
    for person, _, points in table.rows:
        lines.append(person.row[:end] + [table.text(points, chapter) for chapter in table.chapters])
    return _csv(lines)


def _titled(chapter, columns):
    """Return the column of Canvas that bears a chapter's name, with its number; else the name."""
    titled = [name for name in columns if re.sub(r" \(\d+\)$", "", name) == chapter]
    return titled[0] if len(titled) == 1 else chapter


def _moodle(table, roster):
    if len(table.chapters) > 1:
        raise ValueError("Moodle's worksheet is of one assignment: export one chapter at a time")
    chapter, header = table.chapters[0], roster.header
    wanted = table.column or "Grade"
    if wanted not in header:
        raise ValueError(
            f"the worksheet has no column {wanted!r}, but {', '.join(header)}: name the one of the "
            "grade with --column"
        )
    for k, name in enumerate(header):
        if MOST.fullmatch(name):
            _check_most({person.row[k] for person in roster.people}, table.most[chapter], chapter)
    place, lines = header.index(wanted), [header]
    for person, _, points in table.rows:
        row = list(person.row)
        row[place] = table.text(points, chapter) or row[place]
        lines.append(row)
    return _csv(lines)


def _check_most(theirs, ours, chapter):
    for text in theirs:
        if text.replace(",", ".").replace(".", "", 1).isdigit():
            if float(text.replace(",", ".")) != ours:
                raise ValueError(
                    f"Moodle's maximum grade is {text}, {chapter} has {ours:g} points: set the "
                    f"assignment's maximum grade to {ours:g} in Moodle and download the worksheet "
                    "again"
                )


def _plain(rows, table):
    header = ["student_id", *table.chapters, "total", "of"]
    lines = [header]
    of = f"{sum(table.most.values()):g}"
    for _, student, points in rows:
        fields = [table.text(points, chapter) for chapter in table.chapters]
        total = f"{sum(map(float, filter(None, fields))):.10g}"
        lines.append([as_text(student), *fields, total, of])
    return _csv(lines)


def _csv(lines):
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows(lines)
    return file.getvalue()
