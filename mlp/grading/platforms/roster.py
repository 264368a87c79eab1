"""A roster: the list of a course's students, as a platform or a person writes it.

Canvas's is the export of its gradebook, Moodle's the grading worksheet of the assignment. A list of
one's own has a column ``student_id``, and ``name``, ``email``, ``username``, ``id`` if it likes.
"""

import csv
import io
import re
import unicodedata
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from pathlib import Path

import dateutil.parser

from mlp.grading.gradebook.course import is_name
from mlp.grading.platforms.senders import CANVAS, MOODLE

POINTS_POSSIBLE = "Points Possible"
HANDED_IN = "Last modified (submission)"  # of Moodle's grading worksheet
OWN = ("student_id", "student id", "username", "user name", "login", "id", "email")
ALSO = (*OWN, "name", "full name", "student", "e-mail", "email address", "id number")


@dataclass
class Person:
    """A student of the roster.

    Attributes
    ----------
    student : str
        The name of the student's folder, and in the gradebook.
    number : str
        What the platform calls the student in its files' names, '' where it does not say.
    keys : set of str
        All that the row calls the student.
    row : list of str
    """

    student: str
    number: str
    keys: set[str]
    row: list[str]


@dataclass
class Roster:
    """A list of students.

    Attributes
    ----------
    platform : str
        'canvas', 'moodle' or 'csv'.
    header : list of str
    people : list of Person
    others : list of list of str
        Rows that are no student's, such as Canvas's points possible.
    """

    platform: str
    header: list[str]
    people: list[Person] = field(default_factory=list)
    others: list[list[str]] = field(default_factory=list)

    def handed_in(self, number: str, name: str, zone: tzinfo) -> datetime | None:
        """Return when a student handed in, where the list says so and it can be read."""
        person = self.find(number, name)
        if person is None or HANDED_IN not in self.header:
            return None
        text = person.row[self.header.index(HANDED_IN)].strip()
        try:
            return dateutil.parser.parse(text).replace(tzinfo=zone) if len(text) > 1 else None
        except (ValueError, OverflowError):
            return None

    def find(self, number: str, *names: str) -> Person | None:
        """Return who has this number there, or is the only one with one of these names."""
        for person in self.people:
            if person.number and person.number == number:
                return person
        for key in filter(None, map(plain, (number, *names))):
            called = [person for person in self.people if key in person.keys]
            if called:
                return called[0] if len(called) == 1 else None
        return None


def plain(text: str) -> str:
    """Return a name or number in the form in which it is compared.

    Examples
    --------
    >>> plain(" Zoë  Müller "), plain("Participant 12")
    ('zoë müller', 'participant 12')
    """
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def read_roster(path: Path) -> Roster:
    """Read a roster.

    Raises
    ------
    ValueError
        If the file is no such list, or a student's name cannot name a folder.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"{path} cannot be read as UTF-8: {error}") from None
    first = text.split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    rows = [row for row in csv.reader(io.StringIO(text), delimiter=separator) if any(row)]
    if len(rows) < 2:
        raise ValueError(f"{path} lists nobody: expected a header and a line for each student")
    header = [name.strip() for name in rows[0]]
    platform, person = _platform(header, rows[1:], path)
    roster = Roster(platform, header)
    for row in rows[1:]:
        row += [""] * (len(header) - len(row))
        found = person(dict(zip(header, row, strict=False)), row)
        if found is None:
            roster.others.append(row)
        else:
            roster.people.append(found)
    _check(roster, path)
    return roster


def _platform(header, rows, path):
    if header[:2] == ["Student", "ID"] or header[:3] == ["LastName", "FirstName", "ID"]:
        return CANVAS, _of_canvas
    if all(re.fullmatch(r"\D+\d+", row[0]) for row in rows) and len(header) > 3:
        return MOODLE, _of_moodle
    column = next((name for own in OWN for name in header if name.lower() == own), None)
    if column is None:
        raise ValueError(
            f"{path} has the columns {', '.join(header)}: expected Canvas's export of its "
            "gradebook, Moodle's grading worksheet, or a table with a column student_id"
        )
    return "csv", lambda fields, row: _own(fields, row, column)


def _of_canvas(fields, row):
    if POINTS_POSSIBLE in row[0] or not fields["ID"].strip():
        return None
    name = fields.get("Student") or f"{fields.get('LastName')}, {fields.get('FirstName')}"
    student = fields.get("SIS Login ID", "").strip() or fields["ID"].strip()
    names = [fields["ID"], name, " ".join(reversed(name.split(", ", 1)))]
    names += [fields.get(column, "") for column in ("SIS Login ID", "SIS User ID")]
    return _person(student, fields["ID"].strip(), names, row)


def _of_moodle(fields, row):
    number = re.sub(r"\D", "", row[0])
    name = row[1] if len(row) > 1 else ""
    wanted = ("ID number", "Email address", "Username")
    student = next((fields[key].strip() for key in wanted if fields.get(key, "").strip()), name)
    names = [row[0], name, *(fields.get(key, "") for key in wanted)]
    return _person(student or f"Participant {number}", number, names, row)


def _own(fields, row, column):
    names = [value for name, value in fields.items() if name.lower() in ALSO]
    return _person(fields[column].strip(), "", names, row) if fields[column].strip() else None


def _person(student, number, names, row):
    return Person(student, number, {plain(name) for name in [student, *names] if plain(name)}, row)


def _check(roster, path):
    if not roster.people:
        raise ValueError(f"{path} lists nobody: expected a line for each student")
    seen = set()
    for person in roster.people:
        if not is_name(person.student) or "/" in person.student or person.student[0] == ".":
            raise ValueError(
                f"{path}: {person.student!r} cannot name a student: expected up to 128 bytes "
                'without / and without one of "<>&\\`'
            )
        if person.student in seen:
            raise ValueError(f"{path} lists {person.student!r} twice: whose points are whose?")
        seen.add(person.student)
