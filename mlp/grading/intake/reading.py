"""From a folder that a student handed in to the plain cells of a notebook.

Whatever is there: no link is followed, no pipe is waited for, nothing is executed, and of what
can be read only the type, the text and the name of each cell are kept.
"""

import codecs
import errno
import json
import os
import re
import stat
from pathlib import Path

from mlp.grading.intake.notebook import Node, new_cell
from mlp.grading.pages.harmless import pictures

BYTES = 64 << 20  # of a file; with pictures in the outputs, notebooks can be long
TEXT = 1 << 20  # characters of all cells together
CELLS = 2000
DEPTH = 60

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LONE = re.compile("[\ud800-\udfff]")


class Refused(Exception):
    """The submission cannot be graded; the message is for the student and the instructor."""


def check_folder(folder: Path) -> None:
    """Raise Refused if a submission's folder, or the one it is in, is a link or cannot be read."""
    for each in (folder.parent, folder):
        if each.is_symlink():
            raise Refused(f"the folder {each.name} is a link, not a folder")
    try:
        next(folder.iterdir(), None)
    except OSError as error:
        raise Refused(f"the submission's folder cannot be read: {error.strerror}") from None


def read_regular(path: Path) -> bytes:
    """Return the bytes of a regular file, without following a link or waiting for a pipe.

    Raises
    ------
    Refused
        If it is no regular file of a reasonable size.
    """
    name = path.name.encode("utf-8", "replace").decode()
    try:
        number = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        link = error.errno == errno.ELOOP
        why = "is a link, not a file" if link else f"cannot be read: {error.strerror}"
        raise Refused(f"{name} {why}") from None
    try:
        status = os.fstat(number)
        if not stat.S_ISREG(status.st_mode):
            raise Refused(f"{name} is not a regular file")
        if status.st_size > BYTES:
            raise Refused(f"{name} has {status.st_size >> 20} MB; at most {BYTES >> 20} MB")
        with open(number, "rb", closefd=False) as file:
            return file.read(BYTES + 1)
    except OSError as error:
        raise Refused(f"{name} cannot be read: {error.strerror}") from None
    finally:
        os.close(number)


def read_cells(data: bytes, repairs: list[str]) -> list[Node]:
    """Return the cells of a notebook file; what was put right is added to `repairs`.

    Raises
    ------
    Refused
        If it is no notebook.
    """
    cells = [_clean(cell, repairs) for cell in _cells(_parse(data, repairs), repairs)]
    cells = [cell for cell in cells if cell is not None]
    if sum(len(cell.source) for cell in cells) > TEXT:
        raise Refused(f"the cells hold more than {TEXT:,} characters")
    return cells


def _parse(data, repairs):
    if not data.strip(b"\0 \r\n\t"):
        raise Refused("the file is empty")
    if len(data) > BYTES:
        raise Refused(f"the file is longer than {BYTES >> 20} MB")
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), "utf-8")
    try:
        text = data.decode(encoding)
        if encoding != "utf-8":
            repairs.append(f"the file was written as {encoding}")
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        repairs.append("some characters could not be read")
    try:
        notebook = json.loads(text)
    except RecursionError:
        raise Refused("the file is nested too deeply to be a notebook") from None
    except ValueError as error:
        raise Refused(f"the file is not a notebook: {str(error)[:100]}") from None
    if not isinstance(notebook, dict) or _depth(notebook) > DEPTH:
        raise Refused("the file is not a notebook")
    return notebook


def _depth(tree):
    """Return how deeply lists and dicts are nested, without recursion."""
    depth, level = 0, [tree]
    while level and depth <= DEPTH:
        depth += 1
        level = [
            item
            for node in level
            for item in (node.values() if isinstance(node, dict) else node)
            if isinstance(item, dict | list)
        ]
    return depth


def _cells(notebook, repairs):
    """Return the raw cells of a notebook of any version."""
    cells = notebook.get("cells")
    worksheets = notebook.get("worksheets")
    if not isinstance(cells, list) and isinstance(worksheets, list):
        repairs.append("the notebook was in the old format 3")
        sheets = [sheet.get("cells") for sheet in worksheets if isinstance(sheet, dict)]
        cells = [cell for sheet in sheets if isinstance(sheet, list) for cell in sheet]
    if not isinstance(cells, list):
        raise Refused("the file has no cells: it is not a notebook")
    if len(cells) > CELLS:
        raise Refused(f"the notebook has {len(cells)} cells; at most {CELLS}")
    if notebook.get("nbformat") not in (3, 4):
        repairs.append("the notebook's format version is unknown")
    return cells


def _clean(cell, repairs):
    """Keep type, text, attached pictures, id, grade_id and nothing else of a cell."""
    if not isinstance(cell, dict):
        repairs.append("something that is no cell was left out")
        return None
    kind = cell.get("cell_type")
    text = cell.get("source", cell.get("input", ""))
    if isinstance(text, list):
        text = "".join(part for part in text if isinstance(part, str))
    if not isinstance(text, str):
        text = ""
    if kind not in ("code", "markdown", "raw"):
        kind = "markdown"
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _LONE.search(text):
        text = _LONE.sub("\ufffd", text)
        repairs.append("characters that are none were replaced")
    metadata = cell.get("metadata")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
    new = new_cell(kind, text)
    if kind == "markdown" and (attached := pictures(cell.get("attachments"))):
        new["attachments"] = attached
    key = cell.get("id")
    new.metadata.found = {
        "id": key if isinstance(key, str) else None,
        "grade_id": grade_id if isinstance(grade_id, str) else None,
        "nbgrader": nbgrader if isinstance(nbgrader, dict) else {},
    }
    return new
