"""A term of invented students: handed out, handed in, graded, marked, exported: `make term`.

Four chapters go four ways: by nbgrader's exchange, by an archive of Canvas, by one of Moodle and by
one of Blackboard. Some hand in late, some twice, some never; some answers are marked by hand, and
one exercise is dropped after grading began. Each command is printed before it runs. The table of
grades at the end is compared with one that is computed apart, from who answered what.
"""

import contextlib
import csv
import io
import json
import os
import random
import shutil
import sys
import warnings
import zipfile
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from mlp.grading.intake import notebook
from mlp.grading.intake.bundle import SOLUTION, TEST, Bundle, read_bundle, tested

DUE = datetime(2027, 2, 1, 12, tzinfo=UTC)
SLOW = {"train"}  # nobody answers what takes a minute to grade
NAMES = "Ada Bo Chi Dae Eva Fay Gil Hua Ivo Jun Kai Lea Max Noa Oda Pia Qi Rui Sol Tia".split()
LATE = """
from nbgrader.plugins import BasePlugin

class Tenth(BasePlugin):  # of the points, for each day that has begun
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return score * 0.1 * -(-total_seconds_late // 86400)

c.AssignLatePenalties.plugin_class = Tenth
c.Exchange.root = {exchange!r}
"""


@dataclass
class Student:
    """An invented student.

    Attributes
    ----------
    login, name : str
    number : int
        On the platforms.
    answered : dict
        From each chapter to the exercises that are answered rightly at last; no entry where
        nothing is handed in.
    late : dict
        From a chapter to the days that have begun after it was due.
    by_hand : dict
        From (chapter, test) to the points that a person gives.
    """

    login: str
    name: str
    number: int
    answered: dict[str, set[str]] = field(default_factory=dict)
    late: dict[str, int] = field(default_factory=dict)
    by_hand: dict[tuple[str, str], float] = field(default_factory=dict)


class Term:
    """A course with its class.

    Parameters
    ----------
    course : Path
        A folder with nbgrader_config.py and four chapters, made by `make chapters`; grades go
        below it.
    chapters : sequence of str
        Their names, in order.
    students : int
    seed : int, default 1
        Of who answers what.
    """

    def __init__(self, course: Path, chapters: list[str], students: int, seed: int = 1) -> None:
        self.course, self.chapters = course, chapters
        self.bundles = {name: self._bundle(name) for name in chapters}
        self.rng = random.Random(seed)
        self.students = [self._invent(k) for k in range(students)]
        exchange = course.parent / "exchange"
        exchange.mkdir()
        exchange.chmod(0o777)
        with (course / "nbgrader_config.py").open("a") as file:
            file.write(LATE.format(exchange=str(exchange)))

    def _bundle(self, chapter) -> Bundle:
        return read_bundle(chapter, self.course / "_build/source", self.course / "chapters")

    def _invent(self, k):
        name = f"{NAMES[k % len(NAMES)]} {'Miller' if k % 2 else 'O’Brien'} {k}"
        student = Student(f"s{k:02}", name, 4000 + k)
        for number, chapter in enumerate(self.chapters):
            if self.rng.random() < 0.1:
                continue
            exercises = [name for name in self.bundles[chapter].in_order if name not in SLOW]
            share = self.rng.uniform(0.3, 1)
            student.answered[chapter] = {n for n in exercises if self.rng.random() < share}
            if number >= 2 and self.rng.random() < 0.2:
                student.late[chapter] = self.rng.randint(1, 3)
        return student

    def run(self) -> tuple[dict, dict]:
        """Go through the term; return the table that was exported, and the one computed apart."""
        ways = (self._by_exchange, self._by_canvas, self._by_moodle, self._by_blackboard)
        for chapter, way in zip(self.chapters, ways, strict=True):
            due = f"{DUE:%Y-%m-%dT%H:%M:%SZ}"
            if way == self._by_exchange:  # which writes today's date
                due = f"{datetime.now(UTC) + timedelta(1):%Y-%m-%dT%H:%M:%SZ}"
            self._mlp("release", chapter)
            self._nbgrader("db", "assignment", "add", chapter, f"--duedate={due}")
            way(chapter)
            self._mlp("grade", chapter)
            self._mark_by_hand(chapter)
        self._extend()
        self._drop_an_exercise(self.chapters[1])
        for chapter in self.chapters:
            self._mlp("feedback", chapter, "--zip")
        self._nbgrader("release_feedback", self.chapters[0])
        self._mlp("export", *self.chapters, "--missing", "0")
        path = self.course / f"grading/export/{'-'.join(self.chapters)}-csv.csv"
        return _table(path), self.expected()

    def expected(self) -> dict[str, float]:
        """Return the total of each student, from who answered what alone."""
        totals = {}
        for student in self.students:
            if not student.answered:
                continue
            total = 0.0
            for chapter, answered in student.answered.items():
                points = 0.0
                for cell in self.bundles[chapter].cells:
                    if cell.role == TEST:
                        given = cell.points if tested(cell.key) in answered else 0.0
                        points += student.by_hand.get((chapter, cell.key), given)
                total += points * (1 - 0.1 * student.late.get(chapter, 0))
            totals[student.login] = round(total, 6)
        return totals

    def _book(self, chapter, answered) -> bytes:
        cells = []
        for cell in self.bundles[chapter].cells:
            right = cell.role == SOLUTION and cell.key in answered
            text = cell.source if right else cell.released
            cells.append(notebook.new_cell(cell.cell_type, text, id=cell.key))
            if cell.nbgrader:
                cells[-1].metadata.nbgrader = dict(cell.nbgrader)
        return notebook.write(notebook.new_notebook(cells)).encode()

    def _handed_in(self, chapter):
        return [student for student in self.students if chapter in student.answered]

    def _file(self, chapter):
        return f"{self.bundles[chapter].notebook}.ipynb"

    def _by_exchange(self, chapter):
        self._nbgrader("generate_assignment", chapter, "--force")
        self._nbgrader("release_assignment", chapter)
        for student in self._handed_in(chapter):
            home = self.course.parent / "homes" / student.login
            home.mkdir(parents=True)
            shutil.copy(self.course / "nbgrader_config.py", home)
            (home / "nbgrader_config.py").write_text(
                "c = get_config()\nc.CourseDirectory.course_id = 'mlp'\n"
                f"c.Exchange.root = {str(self.course.parent / 'exchange')!r}\n"
            )
            os.environ["JUPYTER_DATA_DIR"] = str(home / "data")
            self._nbgrader("fetch_assignment", chapter, folder=home)
            (home / chapter / self._file(chapter)).write_bytes(
                self._book(chapter, student.answered[chapter])
            )
            self._nbgrader("submit", chapter, f"--student={student.login}", folder=home)
        self._nbgrader("collect", chapter)

    def _by_canvas(self, chapter):
        rows = ["Student,ID,SIS User ID,SIS Login ID,Section"]
        rows += [f'"{s.name}",{s.number},,{s.login},Group' for s in self.students]
        roster = self._write("canvas.csv", "\n".join(rows) + "\n")
        first, again = {}, {}
        for k, student in enumerate(self._handed_in(chapter)):
            name = (
                f"{''.join(filter(str.isalnum, student.name.lower()))}_{student.number}_{900 + k}"
            )
            right = self._book(chapter, student.answered[chapter])
            if k % 5:
                first[f"{name}_{self._file(chapter)}"] = right
            else:  # handed in twice, at first nearly nothing
                first[f"{name}_{self._file(chapter)}"] = self._book(chapter, set())
                again[f"{name}1_{self.bundles[chapter].notebook}-1.ipynb"] = right
        self._mlp("collect", chapter, self._zip("submissions.zip", first), "--roster", roster)
        self._mlp("grade", chapter)
        self._mlp("collect", chapter, self._zip("submissions-2.zip", again))

    def _by_moodle(self, chapter):
        head = "Identifier,Full name,ID number,Status,Grade,Last modified (submission),"
        rows, files = [head + "Last modified (grade)"], {}
        for k, student in enumerate(self.students):
            there, when = chapter in student.answered, "-"
            if there:
                files[f"{student.name}_{k}_assignsubmission_file/work/{self._file(chapter)}"] = (
                    self._book(chapter, student.answered[chapter])
                )
                when = f'"{self._when(student, chapter):%A, %d %B %Y, %I:%M %p}"'
            rows.append(f"Participant {k},{student.name},{student.login},,,{when},-")
        roster = self._write("worksheet.csv", "\n".join(rows) + "\n")
        self._mlp("collect", chapter, self._zip("moodle.zip", files), "--roster", roster)

    def _by_blackboard(self, chapter):
        files = {}
        for student in self._handed_in(chapter):
            when = self._when(student, chapter)
            for moment, answered in ((when - timedelta(9), set()), (when, None)):
                right = student.answered[chapter] if answered is None else answered
                name = f"{chapter}_{student.login}_attempt_{moment:%Y-%m-%d-%H-%M-%S}"
                files[f"{name}.txt"] = f"Name: {student.name} ({student.login})\n".encode()
                files[f"{name}_{self._file(chapter)}"] = self._book(chapter, right)
        self._mlp("collect", chapter, self._zip("gradebook.zip", files))

    def _when(self, student, chapter):
        return DUE + timedelta(student.late.get(chapter, 0), hours=-1)

    def _mark_by_hand(self, chapter):
        from nbgrader.api import Gradebook

        tests = [cell for cell in self.bundles[chapter].cells if cell.role == TEST]
        with self._quiet(), Gradebook(f"sqlite:///{self.course}/grading/gradebook.db") as book:
            for student in self._handed_in(chapter)[::4]:
                test = self.rng.choice(tests)
                grade = book.find_grade(
                    test.key, self.bundles[chapter].notebook, chapter, student.login
                )
                grade.manual_score, grade.needs_manual_grade = test.points / 2, False
                student.by_hand[chapter, test.key] = test.points / 2
                print(f"by hand: {student.login}, {test.key} of {chapter}: {test.points / 2:g}")
            book.db.commit()

    def _extend(self):
        for student in self.students:
            for chapter, days in list(student.late.items()):
                if days == 1 and chapter in student.answered:
                    self._mlp("extend", chapter, student.login, "--days", "1")
                    del student.late[chapter]
                    return

    def _drop_an_exercise(self, chapter):
        gone = self.bundles[chapter].in_order[0]
        for folder in ("_build/source", "chapters"):
            path = self.course / folder / chapter / self._file(chapter)
            tree = json.loads(path.read_text())
            tree["cells"] = [
                cell
                for cell in tree["cells"]
                if tested(cell["metadata"].get("nbgrader", {}).get("grade_id", "")) != gone
            ]
            path.chmod(0o644)
            path.write_text(json.dumps(tree))
        print(f"dropped: {gone} of {chapter}")
        self.bundles[chapter] = self._bundle(chapter)
        self._mlp("release", chapter, "--change")
        self._mlp("grade", chapter)

    def _write(self, name, text):
        path = self.course.parent / name
        path.write_text(text)
        return path

    def _zip(self, name, files):
        path = self.course.parent / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for member, data in files.items():
                archive.writestr(member, data)
        return path

    def _mlp(self, *words):
        from mlp.cli import group

        print("$ mlp", *words, flush=True)
        with contextlib.chdir(self.course), self._quiet():
            group().main([str(word) for word in words], standalone_mode=False)

    def _nbgrader(self, *words, folder=None):
        print("$ nbgrader", *words, flush=True)
        said = io.StringIO()
        with contextlib.chdir(folder or self.course), self._quiet():
            with contextlib.redirect_stderr(said):
                try:
                    launch_nbgrader(*words)
                except SystemExit as ended:
                    if ended.code:
                        sys.exit(said.getvalue())

    @contextlib.contextmanager
    def _quiet(self):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # SQLAlchemy's, about nbgrader's queries
            yield


def launch_nbgrader(*words: str) -> None:
    """Run a command of nbgrader in this process, knowing nothing of those that ran before.

    traitlets keeps the application of each command, with the configuration that it has read: the
    second `nbgrader autograde` of a process would work in the folder of the first.
    """
    from nbgrader.apps import NbGrader, NbGraderApp

    commands = [NbGrader]
    for command in commands:
        commands += command.__subclasses__()
        command.clear_instance()
    NbGraderApp.launch_instance(list(words))


def _table(path):
    with path.open(newline="") as file:
        return {row["student_id"]: round(float(row["total"]), 6) for row in csv.DictReader(file)}


def main() -> None:
    """Play the term in grading/term; end with 1 if the two tables differ."""
    folder = Path("grading/term").resolve()
    shutil.rmtree(folder, ignore_errors=True)
    course = folder / "course"
    for name in ("_build/source", "chapters"):
        shutil.copytree(name, course / name)
    shutil.copy("nbgrader_config.py", course)
    chapters = sorted(path.name for path in (course / "_build/source").iterdir())
    exported, expected = Term(course, chapters, students=30).run()
    for student, total in exported.items():
        print(f"{student}  {total:7.2f}  computed apart: {expected.get(student, 0.0):7.2f}")
    if exported != expected:
        sys.exit("the two tables differ")


if __name__ == "__main__":
    main()
