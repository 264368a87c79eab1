"""What a worker must know of an assignment: its cells, with the hidden tests, as one value.

A bundle goes to the workers with each task, so they need no course folder and no database.
"""

import hashlib
import json
import re
import zlib
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from pathlib import Path

from mlp.grading.intake import notebook

CHAPTER, SOLUTION, TEST, WRITTEN, SKIPPED = "chapter", "solution", "test", "written", "skipped"


@dataclass(frozen=True)
class SourceCell:
    """One cell of an assignment.

    Attributes
    ----------
    key : str
        Its cell id.
    role : str
        'chapter', 'solution', 'test', 'written' (an answer for a human to grade) or 'skipped'
        (a cell that uses the student's own functions for fun).
    cell_type : str
        'code', 'markdown' or 'raw'.
    source : str
        The instructor's text, with solution and hidden tests.
    released : str
        What students get.
    nbgrader : dict
        The released nbgrader metadata, empty if there is none.
    tags : list of str
        The released tags.
    """

    key: str
    role: str
    cell_type: str
    source: str
    released: str
    nbgrader: dict = field(default_factory=dict)
    tags: list[str] = field(default_factory=list)

    @property
    def points(self) -> float:
        """The points of a test or of a written answer."""
        return float(self.nbgrader.get("points", 0))


@dataclass(frozen=True)
class Bundle:
    """An assignment of one notebook.

    Attributes
    ----------
    assignment, notebook : str
        'ch1' and 'neurons', say.
    cells : tuple of SourceCell
        In the order of the notebook.
    seed : str
        Of the course's own hidden numbers, '' where the sources' own count.
    """

    assignment: str
    notebook: str
    cells: tuple[SourceCell, ...]
    seed: str = ""

    @cached_property
    def packed(self) -> bytes:
        """The bundle as bytes."""
        return zlib.compress(json.dumps(asdict(self)).encode(), 9)

    @cached_property
    def without_solutions(self) -> "Bundle":
        """The bundle for the processes that run tests: tests, and what students have got."""
        kept = (CHAPTER, TEST)
        cells = [
            cell if cell.role in kept else replace(cell, source=cell.released)
            for cell in self.cells
        ]
        return replace(self, cells=tuple(cells))

    @cached_property
    def digest(self) -> str:
        """The sha256 of the bundle: changes when a cell changes."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()

    @property
    def in_order(self) -> list[str]:
        """The names of the functions that are asked for, as they come."""
        return [cell.key for cell in self.cells if cell.role == SOLUTION]

    @property
    def exercises(self) -> set[str]:
        """The names of the functions that are asked for."""
        return set(self.in_order)


def tested(key: str) -> str:
    """Return the name of the exercise that a test cell of this name is about.

    Examples
    --------
    >>> tested("test-neuron"), tested("test-train-75")
    ('neuron', 'train')
    """
    return re.sub(r"-\d+$", "", key.removeprefix("test-"))


def unpack(packed: bytes) -> Bundle:
    """Return the bundle of these bytes."""
    fields = json.loads(zlib.decompress(packed))
    cells = tuple(SourceCell(**cell) for cell in fields.pop("cells"))
    return Bundle(cells=cells, **fields)


def read_bundle(assignment: str, source: Path, release: Path, name: str = "*") -> Bundle:
    """Read an assignment from the folders that `make chapters` fills.

    Parameters
    ----------
    assignment : str
        'ch1', say.
    source, release : Path
        The folders of the instructor's and of the students' notebooks; each holds a folder of the
        assignment's name.
    name : str, optional
        The notebook's, where an assignment has several.

    Raises
    ------
    FileNotFoundError, ValueError
        If there is not one notebook, or the two do not belong together.
    """
    paths = sorted((source / assignment).glob(f"{name}.ipynb"))
    if len(paths) > 1:
        raise ValueError(
            f"{assignment} has {len(paths)} notebooks in {source / assignment}, and `mlp grade` "
            f"grades one: `nbgrader autograde {assignment}` grades them all"
        )
    if not paths:
        raise FileNotFoundError(
            f"there is no notebook in {source / assignment}: run `make chapters` first"
        )
    path = paths[0]
    ours = notebook.read(path)
    theirs = notebook.read(release / assignment / path.name)
    if [_grade_id(cell) for cell in ours] != [_grade_id(cell) for cell in theirs]:
        raise ValueError(
            f"{path} and the released {path.name} have different cells: run `make chapters` again"
        )
    pairs = zip(ours, theirs, strict=True)
    cells = [_cell(k, mine, released) for k, (mine, released) in enumerate(pairs)]
    return Bundle(assignment, path.stem, tuple(cells))


def _grade_id(cell):
    return cell.metadata.get("nbgrader", {}).get("grade_id")


def _cell(k, mine, released):
    nbgrader = dict(released.metadata.get("nbgrader", {}))
    tags = list(mine.metadata.get("tags", []))
    return SourceCell(
        key=nbgrader.get("grade_id") or mine.get("id") or f"cell-{k}",
        role=_role(mine, nbgrader, tags),
        cell_type=mine.cell_type,
        source=mine.source,
        released=released.source,
        nbgrader=nbgrader,
        tags=tags,
    )


def _role(cell, nbgrader, tags):
    if nbgrader.get("task") or (nbgrader.get("grade") and nbgrader.get("solution")):
        return WRITTEN
    if nbgrader.get("grade"):
        return TEST if cell.cell_type == "code" else WRITTEN
    if nbgrader.get("solution"):
        return SOLUTION
    return SKIPPED if "now-with-yours" in tags else CHAPTER
