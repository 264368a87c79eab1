"""What has changed in an assignment since it was entered in the gradebook, and how it gets there.

nbgrader refuses an assignment whose cells are others than those of which there are grades. Here the
gradebook follows: cells get their new names, new cells are added, and what is dropped is written
to a file before its grades go.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import nbformat
import sqlalchemy as sa
from nbgrader import api
from nbgrader.preprocessors import ClearSolutions, ComputeChecksums
from nbgrader.utils import is_grade, is_locked, is_solution, is_task
from traitlets.config import Config

from mlp.grading.gradebook.book import GradebookError, explained
from mlp.grading.gradebook.course import replace
from mlp.grading.intake.bundle import tested
from mlp.grading.judges import meaning

BASE, GRADE, COMMENT = (kind.__table__ for kind in (api.BaseCell, api.Grade, api.Comment))
NOTEBOOK, ASSIGNMENT = api.Notebook.__table__, api.Assignment.__table__
SUBMITTED, SUBMISSION = api.SubmittedNotebook.__table__, api.SubmittedAssignment.__table__
SOURCE = api.SourceCell.__table__
KINDS = {  # cells that are rows of `base_cell` too
    kind.__name__: kind.__table__ for kind in (api.GradeCell, api.SolutionCell, api.TaskCell)
}
Cells = dict[tuple[str, str], dict]  # (kind, name): what nbgrader keeps of a cell


@dataclass
class Change:
    """What has changed in an assignment.

    Attributes
    ----------
    added, dropped : list of str
        Names of cells.
    renamed : dict
        From the old name of an exercise to the new one.
    points : dict
        From a cell's name to its points before and now.
    tests : list of str
        Graded cells that ask for something else now.
    submissions : int
        How many the gradebook has.
    """

    added: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    renamed: dict[str, str] = field(default_factory=dict)
    points: dict[str, tuple[float, float]] = field(default_factory=dict)
    tests: list[str] = field(default_factory=list)
    submissions: int = 0

    @property
    def is_safe(self) -> bool:
        """Whether grading can go on: every cell that has grades is still there, and no other."""
        return not self.submissions or not (self.added or self.dropped or self.renamed)

    def __str__(self) -> str:
        """Say what has changed, '' if nothing has."""
        parts = [f"{old} is now called {new}" for old, new in self.renamed.items()]
        parts += [f"{word} {', '.join(names)}" for word, names in
                  (("added:", self.added), ("dropped:", self.dropped)) if names]  # fmt: skip
        parts += [f"{name} has {now:g} points, before {was:g}" for name, (was, now) in
                  self.points.items()]  # fmt: skip
        parts += [f"other tests: {', '.join(self.tests)}"] if self.tests else []
        return "; ".join(parts)


def cells_of(source: Path) -> Cells:
    """Return what nbgrader keeps of each cell of an instructor's notebook."""
    notebook = nbformat.read(source, as_version=4)
    for step in (ClearSolutions, ComputeChecksums):
        notebook, _ = step(config=Config()).preprocess(notebook, {})
    found: Cells = {}
    for cell in notebook.cells:
        marks = cell.metadata.get("nbgrader", {})
        name, kind = marks.get("grade_id"), cell.cell_type
        graded = {"max_score": float(marks.get("points") or 0), "cell_type": kind}
        if is_grade(cell):
            found["GradeCell", name] = graded
        if is_solution(cell):
            found["SolutionCell", name] = {}
        if is_task(cell):
            found["TaskCell", name] = graded
        if is_grade(cell) or is_solution(cell) or is_task(cell) or is_locked(cell):
            found["SourceCell", name] = {
                "cell_type": kind,
                "locked": is_locked(cell),
                "source": cell.source,
                "checksum": marks.get("checksum"),
            }
    return found


class Changes:
    """An assignment in the gradebook, beside its notebook as it is now.

    Parameters
    ----------
    db_url : str
    assignment, notebook : str
        'ch1' and 'neurons', say.
    source : Path
        The instructor's notebook.
    renames : mapping, optional
        Exercises that have another name now; where one was dropped and one added in its place,
        with the same points, that is found.
    """

    def __init__(
        self,
        db_url: str,
        assignment: str,
        notebook: str,
        source: Path,
        renames: Mapping[str, str] | None = None,
    ) -> None:
        self.now, self.before = cells_of(source), {}
        self.notebook_id, submissions = None, 0
        self.db_url = db_url
        with explained(db_url):
            self.engine = sa.create_engine(db_url)
            if _is_there(db_url):
                with self.engine.connect() as connection:
                    self.notebook_id, submissions = _find(connection, assignment, notebook)
                    if self.notebook_id is not None:
                        self.before = _present(connection, self.notebook_id)
        self.change = Change(submissions=submissions)
        if self.notebook_id is not None:
            self._compare(renames or {})

    def _compare(self, renames):
        was, now = _exercises(self.before), _exercises(self.now)
        gone, new = [n for n in was if n not in now], [n for n in now if n not in was]
        for old, name in renames.items():
            if old not in gone or name not in new:
                raise GradebookError(
                    f"--rename {old}={name}: expected one of {', '.join(gone) or 'nothing'} "
                    f"(gone) and one of {', '.join(new) or 'nothing'} (new)"
                )
        found = dict(renames) or _same_place(was, now, gone, new, self.before, self.now)
        change = self.change
        change.renamed = found
        before = {(kind, _renamed(name, found)): cell for (kind, name), cell in self.before.items()}
        self._before_renamed = before
        change.dropped = sorted({name for _, name in before.keys() - self.now.keys()})
        change.added = sorted({name for _, name in self.now.keys() - before.keys()})
        for (kind, name), cell in self.now.items():
            old = before.get((kind, name))
            if old is None:
                continue
            if "max_score" in cell and cell["max_score"] != old["max_score"]:
                change.points[name] = (old["max_score"], cell["max_score"])
            if ("GradeCell", name) in self.now and kind == "SourceCell":
                if meaning(old["source"] or "") != meaning(cell["source"] or ""):
                    change.tests.append(name)

    def apply(self, kept: Path) -> Path | None:
        """Change the gradebook, in one transaction; what is dropped is kept in a file.

        Parameters
        ----------
        kept : Path
            The folder for that file.

        Returns
        -------
        Path or None
            The file, if something was dropped.
        """
        change, path = self.change, None
        with explained(self.db_url), self.engine.begin() as connection:
            for old, new in change.renamed.items():
                self._rename(connection, old, new)
            if change.dropped:
                path = self._keep(connection, kept)
                self._drop(connection)
            for (kind, name), cell in self.now.items():
                if name in change.added and (kind, name) not in self._before_renamed:
                    self._add(connection, kind, name, cell)
        return path

    def _rename(self, connection, old, new):
        for table in (BASE, SOURCE):
            names = {name for _, name in self.before}
            for name in sorted(name for name in names if _renamed(name, {old: new}) != name):
                connection.execute(
                    sa.update(table)
                    .where(table.c.notebook_id == self.notebook_id, table.c.name == name)
                    .values(name=_renamed(name, {old: new}))
                )

    def _dropped(self, connection):
        """Return (id, kind, name) of the cells that are dropped, one kind at a time."""
        query = sa.select(BASE.c.id, BASE.c.type, BASE.c.name).where(
            BASE.c.notebook_id == self.notebook_id, BASE.c.name.in_(self.change.dropped)
        )
        rows = list(connection.execute(query))
        return [row for row in rows if (row.type, row.name) not in self.now]

    def _keep(self, connection, kept):
        ids = {row.id: row.name for row in self._dropped(connection)}
        found = {}
        for word, table in (("grades", GRADE), ("comments", COMMENT)):
            query = (
                sa.select(SUBMISSION.c.student_id, table)
                .join(SUBMITTED, SUBMITTED.c.id == table.c.notebook_id)
                .join(SUBMISSION, SUBMISSION.c.id == SUBMITTED.c.assignment_id)
                .where(table.c.cell_id.in_(list(ids)))
                .order_by(SUBMISSION.c.student_id)
            )
            found[word] = [
                {"cell": ids[row["cell_id"]]}
                | {k: v for k, v in row.items() if k not in ("id", "cell_id", "notebook_id")}
                for row in connection.execute(query).mappings()
            ]
        path = kept / f"dropped-{datetime.now(UTC):%Y-%m-%dT%H-%M-%S}.json"
        replace(path, json.dumps(found, indent=1, default=str), 0o644)
        return path

    def _drop(self, connection):
        for row in self._dropped(connection):
            for table in (GRADE, COMMENT):
                connection.execute(sa.delete(table).where(table.c.cell_id == row.id))
            for table in (KINDS[row.type], BASE):
                connection.execute(sa.delete(table).where(table.c.id == row.id))
        for name in self.change.dropped:
            if ("SourceCell", name) not in self.now:
                connection.execute(
                    sa.delete(SOURCE).where(
                        SOURCE.c.notebook_id == self.notebook_id, SOURCE.c.name == name
                    )
                )

    def _add(self, connection, kind, name, cell):
        row = {"id": api.new_uuid(), "name": name, "notebook_id": self.notebook_id}
        if kind == "SourceCell":
            connection.execute(sa.insert(SOURCE).values(**row, **cell))
            return
        connection.execute(sa.insert(BASE).values(**row, type=kind))
        connection.execute(sa.insert(KINDS[kind]).values(id=row["id"], **cell))


def _is_there(db_url):
    """Say whether a gradebook may be there: to look into a missing file would make it."""
    file = db_url.removeprefix("sqlite:///")
    return file == db_url or Path(file).exists()


def _find(connection, assignment, notebook):
    """Return the notebook's id and how many submissions it has; None and 0 for a new one."""
    if not sa.inspect(connection).has_table(NOTEBOOK.name):
        return None, 0
    query = (
        sa.select(NOTEBOOK.c.id)
        .join(ASSIGNMENT, ASSIGNMENT.c.id == NOTEBOOK.c.assignment_id)
        .where(ASSIGNMENT.c.name == assignment, NOTEBOOK.c.name == notebook)
    )
    number = connection.scalar(query)
    count = sa.select(sa.func.count()).where(SUBMITTED.c.notebook_id == number)
    return number, connection.scalar(count) or 0


def _present(connection, notebook_id):
    found: Cells = {}
    queries = {
        kind: sa.select(BASE.c.name, table)
        .join(table, table.c.id == BASE.c.id)
        .where(BASE.c.notebook_id == notebook_id)
        for kind, table in KINDS.items()
    }
    queries["SourceCell"] = sa.select(SOURCE).where(SOURCE.c.notebook_id == notebook_id)
    for kind, query in queries.items():
        for row in connection.execute(query).mappings():
            found[kind, row["name"]] = {
                key: value for key, value in row.items() if key not in ("id", "name", "notebook_id")
            }
    return found


def _exercises(cells):
    """Return the exercises, each with its points."""
    points = {}
    for (kind, name), cell in cells.items():
        if kind in ("GradeCell", "TaskCell"):
            points[tested(name)] = points.get(tested(name), 0.0) + cell["max_score"]
    return points


def _same_place(was, now, gone, new, before, cells):
    """Find what was renamed: one is gone and one is new, with the same points and tests."""
    if len(gone) != 1 or len(new) != 1 or was[gone[0]] != now[new[0]]:
        return {}
    old, name = gone[0], new[0]
    was_test = str(before.get(("SourceCell", f"test-{old}"), {}).get("source", ""))
    test = str(cells.get(("SourceCell", f"test-{name}"), {}).get("source", ""))
    called = re.sub(rf"(?<![.\w]){re.escape(old)}\b", name, was_test)
    return {old: name} if was_test and called == test else {}


def _renamed(name, renames):
    """Return a cell's name, 'test-line-2' say, after its exercise was renamed."""
    old = tested(name)
    return name.replace(old, renames[old], 1) if old in renames else name
