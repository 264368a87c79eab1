"""From the cells that a student handed in to a notebook that can be graded.

What honest students' programs do to a notebook is repaired, and the repairs are listed. What
cannot be read is refused (`mlp.grading.intake.reading`), with a reason, for that student alone.
Nothing of the submission but the text of its cells is used.
"""

import re
from dataclasses import dataclass, field

from mlp.grading.intake.bundle import (
    CHAPTER,
    SKIPPED,
    SOLUTION,
    TEST,
    WRITTEN,
    Bundle,
    SourceCell,
)
from mlp.grading.intake.notebook import Node, new_cell, new_notebook
from mlp.grading.intake.reading import read_cells

_DEFINED = re.compile(r"^def\s+(\w+)\s*\(|^(\w+)\s*=", re.MULTILINE)


@dataclass
class Step:
    """One thing to do with a cell of the submission, in order.

    Attributes
    ----------
    kind : str
        'replay' (the course's own cell, run long ago), 'run' (a cell of the student's) or 'test'.
    key : str
        The id of the cell.
    index : int
        Its place in the notebook, −1 for a cell of the course that the student has deleted.
    """

    kind: str
    key: str
    index: int = -1


@dataclass
class Taken:
    """A submission that can be graded.

    Attributes
    ----------
    notebook : Node
        Clean: known metadata, the course's own test cells, no outputs.
    steps : list of Step
    repairs : list of str
    """

    notebook: Node
    steps: list[Step]
    repairs: list[str] = field(default_factory=list)


def take(data: bytes, bundle: Bundle) -> Taken:
    """Make a clean notebook of a submission's bytes.

    Raises
    ------
    Refused
        If it is no notebook.
    """
    repairs: list[str] = []
    return _arrange(read_cells(data, repairs), bundle, repairs)


def _arrange(cells, bundle, repairs):
    matched = _match(cells, bundle, repairs)
    notebook = new_notebook([])
    _add_missing(cells, matched, bundle, repairs)
    steps, replayed = [], set()
    present = {source.key for source in matched.values()}
    used = {cell.key for cell in bundle.cells}
    for index, cell in enumerate(cells):
        source = matched.get(id(cell))
        if source is not None:
            steps += _before(source, bundle, replayed, present)
        steps += _steps(cell, source, index, replayed)
        _restore_metadata(cell, source, used, repairs)
        notebook.cells.append(cell)
    return Taken(notebook, steps, list(dict.fromkeys(repairs)))


def _match(cells, bundle, repairs):
    """Find for each cell the cell of the course that it was; return {id(cell): SourceCell}."""
    matched: dict[int, SourceCell] = {}
    graded = {cell.key: cell for cell in bundle.cells if cell.role not in (CHAPTER, SKIPPED)}
    taken: dict[str, Node] = {}
    for cell in reversed(cells):  # of copies the last one counts, as in stock nbgrader
        grade_id = cell.metadata.found["grade_id"]
        if grade_id in graded:
            if grade_id in taken:
                repairs.append(f"cell {grade_id!r} was there more than once")
            else:
                taken[grade_id] = cell
                matched[id(cell)] = graded[grade_id]
    _match_without_metadata(cells, graded, matched, taken, repairs)
    free = [cell for cell in bundle.cells if cell.role in (CHAPTER, SKIPPED)]
    by_text = {(cell.cell_type, cell.released.strip()): cell for cell in reversed(free)}
    by_id = {cell.key: cell for cell in free}
    for ways in (by_text, by_id):
        for cell in cells:
            if id(cell) in matched:
                continue
            key = cell.metadata.found["id"]
            source = ways.get((cell.cell_type, cell.source.strip()) if ways is by_text else key)
            if source is not None and source.key not in taken:
                matched[id(cell)], taken[source.key] = source, cell
    return matched


def _match_without_metadata(cells, graded, matched, taken, repairs):
    """Find graded cells whose nbgrader metadata was lost: by id, else by what they define."""
    for cell in cells:
        key = cell.metadata.found["id"]
        if id(cell) not in matched and key in graded and key not in taken:
            matched[id(cell)], taken[key] = graded[key], cell
            repairs.append(f"cell {key!r} had lost its metadata")
    if len(taken) == len(graded):
        return
    for cell in reversed(cells):
        if id(cell) in matched or cell.cell_type != "code":
            continue
        for names in _DEFINED.findall(cell.source):
            name = next(filter(None, names))
            known = graded.get(name)
            if known is not None and known.role == SOLUTION and name not in taken:
                matched[id(cell)], taken[name] = known, cell
                repairs.append(f"cell {name!r} was found by the function in it")
                break


def _add_missing(cells, matched, bundle, repairs):
    """Put graded cells that are not there back, each after its nearest predecessor."""
    places = {source.key: cell for cell in cells if (source := matched.get(id(cell)))}
    previous = None
    for source in bundle.cells:
        if source.key in places:
            previous = places[source.key]
        elif source.role in (SOLUTION, TEST, WRITTEN):
            new = new_cell(source.cell_type, source.released)
            new.metadata.found = {"id": None, "grade_id": source.key, "nbgrader": {}}
            at = 0
            if previous is not None:
                at = next(k for k, cell in enumerate(cells) if cell is previous) + 1
            cells.insert(at, new)
            matched[id(new)] = source
            places[source.key] = previous = new
            repairs.append(f"cell {source.key!r} was missing")


def _before(source, bundle, replayed, present):
    """Tell the course's own cells that come before this one and that the student has deleted."""
    steps = []
    for cell in bundle.cells:
        if cell is source:
            break
        if cell.role == CHAPTER and cell.cell_type == "code" and cell.key not in present | replayed:
            replayed.add(cell.key)
            steps.append(Step("replay", cell.key))
    return steps


def _steps(cell, source, index, replayed):
    if source is None:
        return [Step("run", f"added-{index}", index)] if cell.cell_type == "code" else []
    if source.role == TEST:
        return [Step("test", source.key, index)]
    if source.cell_type != "code":
        return []
    if source.role in (SOLUTION, WRITTEN):
        return [Step("run", source.key, index)]
    steps = []
    if source.role == CHAPTER:
        replayed.add(source.key)
        steps.append(Step("replay", source.key, index))
    if cell.cell_type == "code" and cell.source.strip() != source.released.strip():
        steps.append(Step("run", f"changed-{source.key}", index))
    return steps


def _restore_metadata(cell, source, used, repairs):
    """Give a cell the metadata that the course gave it, and a test its text."""
    found = cell.metadata.pop("found")
    if source is None:
        key = found["id"]
        if key is None or not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", key) or key in used:
            key = next(name for k in range(len(used) + 1) if (name := f"added-{k}") not in used)
        used.add(key)
        cell["id"] = key
        return
    cell["id"] = key = source.key
    if source.tags:
        cell.metadata.tags = list(source.tags)
    if not source.nbgrader:
        return
    if cell.cell_type != source.cell_type:
        repairs.append(f"cell {key!r} had become {cell.cell_type}")
        _retype(cell, source.cell_type)
    if source.role == TEST and cell.source.strip() != source.released.strip():
        repairs.append(f"the test {key!r} had been changed; the course's own was used")
    for name in ("points", "schema_version", "grade", "solution", "locked"):
        theirs = found["nbgrader"].get(name, source.nbgrader.get(name))
        if theirs != source.nbgrader.get(name):
            repairs.append(f"{name} of {key!r} had been changed")
    cell.metadata.nbgrader = dict(source.nbgrader)
    if source.role == TEST:
        cell.source = source.released
        cell.metadata.update(deletable=False, editable=False)


def _retype(cell, cell_type):
    cell.cell_type = cell_type
    if cell_type == "code":
        cell.update(outputs=[], execution_count=None)
    else:
        cell.pop("outputs", None)
        cell.pop("execution_count", None)
