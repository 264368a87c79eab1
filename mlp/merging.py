"""Give a student's notebook the newest text of its chapter, and keep what the student wrote.

A notebook is a dict, as `json.load` reads its file. The browser notebook does the same in
JavaScript (``book/lite/notebook/merging.js``); a test compares the two.

A chapter's notebook notes a checksum of each of its cells (``metadata.course``). So a cell that the
student changed is told from one that the chapter changed.
"""

import zlib
from copy import deepcopy

YOURS = "Your version, from before the text was updated"


def checksum(text: str) -> str:
    """Return eight hexadecimal digits that change with a text."""
    return f"{zlib.crc32(text.encode()):08x}"


def text_of(cell: dict) -> str:
    """Return a cell's source, which a file holds as a text or as a list of lines."""
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)


def name_of(cell: dict) -> str:
    """Return what a cell is known by: its grade_id, or its id; '' if it has neither."""
    metadata = cell.get("metadata", {})
    grade_id = metadata.get("nbgrader", {}).get("grade_id")
    return grade_id or cell.get("id") or metadata.get("id") or ""


def is_answer(cell: dict) -> bool:
    """Say whether the student writes in this cell."""
    return bool(cell.get("metadata", {}).get("nbgrader", {}).get("solution"))


def version_of(notebook: dict) -> str:
    """Return which text of its chapter a notebook has; '' for one from before there were any."""
    return notebook.get("metadata", {}).get("course", {}).get("version", "")


def merge(mine: dict, new: dict) -> dict:
    """Return the new text with the student's answers, changes and own cells.

    Parameters
    ----------
    mine, new : dict
        The student's notebook, and the chapter's newest; both stay as they are.

    Returns
    -------
    dict
        The new notebook's cells, in its order. An answer has the student's source. So has a cell
        that the student changed and the chapter did not. Where both did, the student's cell
        follows the new one. The student's own cells follow the cell that they followed.
    """
    stamps = mine.get("metadata", {}).get("course", {}).get("cells", {})
    wanted = {name_of(cell) for cell in new["cells"]}
    theirs, own = _sort_out(mine["cells"], wanted, stamps)
    cells = list(own.get("", []))
    for cell in new["cells"]:
        name = name_of(cell)
        cells += _renewed(cell, theirs.get(name), stamps.get(name))
        cells += own.get(name, [])
    metadata = deepcopy(mine.get("metadata", {}))
    metadata["course"] = deepcopy(new["metadata"]["course"])
    made = {key: deepcopy(value) for key, value in new.items() if key not in ("cells", "metadata")}
    return made | {"metadata": metadata, "cells": _with_own_ids(cells)}


def _sort_out(cells: list, wanted: set, stamps: dict) -> tuple[dict, dict]:
    """Return the cells that the new text has too, by name, and the others by what they follow."""
    theirs: dict[str, dict] = {}
    own: dict[str, list] = {}
    before = ""
    for cell in cells:
        name = name_of(cell)
        if name in wanted and name not in theirs:
            theirs[name] = cell
            before = name
        elif name not in wanted and stamps.get(name) == checksum(text_of(cell)):
            continue  # the chapter's, left as it was: the new text has it no more
        elif text_of(cell).strip():
            kept = deepcopy(cell)
            kept.get("metadata", {}).pop("nbgrader", None)
            own.setdefault(before, []).append(kept)
    return theirs, own


def _renewed(cell: dict, mine: dict | None, stamp: str | None) -> list[dict]:
    """Return what becomes of one cell of the new text: itself, and the student's if both differ."""
    made = deepcopy(cell)
    if mine is None:
        return [made]
    new, old = text_of(cell), text_of(mine)
    locked = cell.get("metadata", {}).get("nbgrader", {}).get("locked")
    touched = stamp != checksum(old)
    keep = not locked and touched and (is_answer(cell) or stamp == checksum(new))
    if old == new or keep:
        made["source"] = old
        for part in ("outputs", "execution_count"):
            if part in cell and part in mine:
                made[part] = deepcopy(mine[part])
        return [made]
    return [made, _copy(mine)] if touched and not locked else [made]


def _copy(mine: dict) -> dict:
    """Return the student's version of a cell that the chapter changed too."""
    kept = deepcopy(mine)
    kept.get("metadata", {}).pop("nbgrader", None)
    kept["id"] = f"{name_of(mine)}-yours"
    note = f"# {YOURS}:\n" if mine["cell_type"] == "code" else f"*{YOURS}:*\n\n"
    kept["source"] = note + text_of(mine)
    return kept


def _with_own_ids(cells: list[dict]) -> list[dict]:
    """Give each cell an id that no other has."""
    taken = set()
    for k, cell in enumerate(cells):
        known = cell.get("id") or f"own-{k}"
        while known in taken:
            known += "-2"
        taken.add(known)
        cell["id"] = known
    return cells


def start_over(mine: dict, new: dict, name: str) -> dict:
    """Return a student's notebook with one answer as the chapter has it.

    Raises
    ------
    KeyError
        If one of the two has no such exercise.
    """
    made = deepcopy(mine)
    (fresh,) = [c for c in new["cells"] if name_of(c) == name and is_answer(c)] or [None]
    found = [c for c in made["cells"] if name_of(c) == name and is_answer(c)]
    if fresh is None or not found:
        raise KeyError(name)
    found[0] |= {"source": text_of(fresh), "outputs": [], "execution_count": None}
    return made
