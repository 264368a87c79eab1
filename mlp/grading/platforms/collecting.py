"""Put what an archive holds where `mlp grade` looks for it, and remember who came from where."""

import hashlib
import json
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from pathlib import Path, PurePosixPath

from mlp.grading.gradebook.course import Course, is_name, replace
from mlp.grading.intake.reading import BYTES, Refused
from mlp.grading.platforms.opening import Archive
from mlp.grading.platforms.roster import Roster
from mlp.grading.platforms.senders import FOLDER, Attempt, attempts

FILES = 300  # of a submission
STAMP = "timestamp.txt"
NOTE = re.compile(r"^Name: (?P<name>.*) \((?P<key>[^()\s]+)\)", re.MULTILINE)


@dataclass
class Collected:
    """What became of some archives.

    Attributes
    ----------
    new, again, unchanged : list of str
        Students whose submission is new, takes the place of another, or was there already.
    strangers : list of str
        Students who are not in the roster; collected all the same.
    late : list of str
        Students whom the platform calls late, without saying when they handed in.
    rest : list of str
        Files that could not be given to anybody.
    refused : dict
        From a student to why nothing could be collected.
    """

    new: list[str] = field(default_factory=list)
    again: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)


class Collection:
    """The submissions of an assignment that came by archives.

    Parameters
    ----------
    course : Course
    assignment, notebook : str
        'ch1' and 'neurons', say.
    roster : Roster, optional
    zone : tzinfo
        Of the times in names and rosters.
    late_at : datetime, optional
        When those handed in whom the platform calls late without saying when.
    """

    def __init__(
        self,
        course: Course,
        assignment: str,
        notebook: str,
        roster: Roster | None = None,
        zone: tzinfo = UTC,
        late_at: datetime | None = None,
    ) -> None:
        self.course, self.assignment, self.notebook = course, assignment, notebook
        self.roster, self.zone, self.late_at = roster, zone, late_at
        self.folder = course.collected(assignment)
        self.said = Collected()
        self.known = known(course, assignment)

    def add(self, paths: Iterable[Path]) -> Collected:
        """Collect these archives or folders; of several attempts the last one counts."""
        for path in paths:
            archive = Archive(path)
            try:
                self._add(archive)
            finally:
                archive.close()
        return self.said

    def _add(self, archive):
        found, rest = attempts(archive.places, self.notebook)
        self.said.rest += [f"{archive.path.name}: {place}" for place in rest]
        latest: dict[str, Attempt] = {}
        for attempt in found:
            _read_note(attempt, archive)
            student, stranger = self._student(attempt, found)
            if student in latest and not _is_later(attempt, latest[student]):
                continue
            latest[student] = attempt
            if stranger and student not in self.said.strangers:
                self.said.strangers.append(student)
        for student, attempt in latest.items():
            try:
                self._collect(student, attempt, archive)
            except Refused as refused:
                self.said.refused[student] = str(refused)

    def _student(self, attempt, found):
        """Return a student's name here, and whether the roster has no such student."""
        if self.roster is not None:
            person = self.roster.find(attempt.key, attempt.name)
            if person is not None:
                return person.student, False
        if attempt.platform != "moodle":
            return attempt.key, self.roster is not None
        called = {each.key for each in found if each.name == attempt.name}
        name = attempt.name if len(called) == 1 else f"{attempt.name} {attempt.key}"
        return name, self.roster is not None

    def _collect(self, student, attempt, archive):
        if not is_name(student) or "/" in student or student.startswith("."):
            raise Refused("the name cannot name a folder: give a roster with another student_id")
        if not attempt.files:
            raise Refused("no file was handed in")
        files = _read(attempt, archive)
        if stamp := self._stamp(attempt):
            files[STAMP] = f"{stamp.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f} UTC\n".encode()
        elif attempt.late:
            self.said.late.append(student)
        self._put(student, files)
        self.known[student] = {
            "platform": attempt.platform,
            "name": attempt.name,
            "sent": attempt.sent,
            "files": sorted(attempt.files),
        }
        replace(self.folder / "students.json", json.dumps(self.known, indent=1), 0o644)

    def _stamp(self, attempt):
        if attempt.when is not None:
            return attempt.when.replace(tzinfo=self.zone)
        if attempt.late and self.late_at is not None:
            return self.late_at
        if self.roster is not None:
            return self.roster.handed_in(attempt.key, attempt.name, self.zone)
        return None

    def _put(self, student, files):
        """Write a submission beside the old one, then let it take its place."""
        place = self.course.folder("submitted") / student / self.assignment
        if place.is_dir() and _contents(place) == files:
            self.said.unchanged.append(student)
            return
        new = place.parent / f".{self.assignment}.new"
        shutil.rmtree(new, ignore_errors=True)
        for name, data in files.items():
            path = new / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        kind = self.said.new
        if place.exists():
            kind = self.said.again
            digest = hashlib.sha256(repr(sorted(_contents(place).items())).encode()).hexdigest()
            old = self.folder / "earlier" / student / digest[:12]
            shutil.rmtree(old, ignore_errors=True)
            old.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(place, old)
        new.rename(place)
        kind.append(student)


def known(course: Course, assignment: str) -> dict[str, dict]:
    """Return who came by an archive: from the student to platform, name, and names of files."""
    try:
        return dict(json.loads((course.collected(assignment) / "students.json").read_text("utf-8")))
    except (OSError, ValueError):
        return {}


def _is_later(attempt, other):
    if attempt.when is None or other.when is None:
        return True
    return attempt.when >= other.when


def _read_note(attempt, archive):
    """Read who it is from Blackboard's text: a login may hold what separates names of files."""
    if attempt.note:
        match = NOTE.search(archive.read(attempt.note)[:1000].decode("utf-8", "replace"))
        if match:
            attempt.name, attempt.key = match["name"], match["key"]


def _read(attempt, archive):
    """Return a submission's files; none is written outside of its folder."""
    files, left = {}, 2 * BYTES
    for name, place in sorted(attempt.files.items())[:FILES]:
        data = archive.read(place)
        if (left := left - len(data)) < 0:
            raise Refused(f"the submission holds more than {2 * BYTES >> 20} MB")
        parts = [part for part in PurePosixPath(name).parts if part.strip("./\\\0")]
        name = "/".join(part.replace("\0", "_") for part in parts) or "unnamed"
        files[f"handed-in-{name}" if name == STAMP and attempt.platform != FOLDER else name] = data
    return files


def _contents(folder):
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            found[path.relative_to(folder).as_posix()] = path.read_bytes()
    return found
