"""Submissions from before an exercise got another name: their answer counts under the new one."""

import json
from collections.abc import Mapping
from pathlib import Path


def read_renames(folder: Path) -> dict[str, str]:
    """Return which exercises of an assignment have another name now: {old: new}.

    Parameters
    ----------
    folder : Path
        ``grading/changes/ch1``, say.
    """
    try:
        return dict(json.loads((folder / "renames.json").read_text("utf-8")))
    except (OSError, ValueError):
        return {}


def with_new_names(
    data: bytes, notes: list[str], renames: Mapping[str, str]
) -> tuple[bytes, list[str]]:
    """Give the cells of renamed exercises their new names in a notebook's bytes.

    The answer gets one line more, ``new = old``, so that the new tests find it.

    Parameters
    ----------
    data : bytes
        A notebook; what is none is returned as it is.
    notes : list of str
        On the submission.
    renames : mapping
        From old names to new ones.

    Returns
    -------
    tuple
        Bytes, and notes with one for each exercise that was renamed in them.
    """
    try:
        tree = json.loads(data) if renames else None
        cells = tree["cells"] if renames else []
        ids = {_grade_id(cell): cell for cell in cells}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return data, notes
    found = {old: new for old, new in renames.items() if old in ids and new not in ids}
    if not found:
        return data, notes
    for name, cell in ids.items():
        for old, new in found.items():
            if name == old or name.removeprefix("test-").rstrip("0123456789").rstrip("-") == old:
                _rename(cell, name, old, new)
    more = [f"{old!r} is now called {new!r}: the answer counts" for old, new in found.items()]
    return json.dumps(tree, ensure_ascii=False).encode(), notes + more


def _grade_id(cell):
    return str(cell.get("metadata", {}).get("nbgrader", {}).get("grade_id", ""))


def _rename(cell, name, old, new):
    cell["metadata"]["nbgrader"]["grade_id"] = name.replace(old, new, 1)
    if "id" in cell:
        cell["id"] = name.replace(old, new, 1)
    if name == old and cell.get("cell_type") == "code":
        cell["source"] = "".join(cell["source"]) + f"\n\n{new} = {old}"
