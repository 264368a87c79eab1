"""Make a notebook harmless before it is written: no viewer has to trust it.

Formgrader, nbgrader's feedback page, JupyterLab and the course's own pages all read what is
written below autograded/ and feedback/. So whatever a student had a hand in is made of good parts
there: Markdown without scripts (`mlp.grading.pages.markup`), pictures that are pictures, outputs of
known types, and of the metadata the few values that mean something.
"""

import base64
import binascii
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from mlp.grading.pages.markup import clean_html, clean_text

PICTURE_BYTES = 8 << 20  # of one picture
PICTURES = 50  # attached to one cell
STARTS = {  # how the files of these types begin
    "image/png": b"\x89PNG\r\n\x1a\n",
    "image/jpeg": b"\xff\xd8\xff",
    "image/gif": b"GIF8",
    "image/webp": b"RIFF",
}
SVG = "image/svg+xml"
FLAGS = ("collapsed", "deletable", "editable", "scrolled")
MARKS = ("grade", "locked", "solution", "task")
_NAME = re.compile(r"[A-Za-z0-9_.-]{1,80}")
_CELL_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_WORD = re.compile(r"[\w .+:/()-]{0,100}")


def make_harmless(notebook: Any, is_ours: Callable[[Any], bool] = lambda cell: False) -> None:
    """Take out of a notebook, in place, what could run in a browser.

    Parameters
    ----------
    notebook : dict
        Of format 4, as nbformat's or as `mlp.grading.intake.notebook`'s.
    is_ours : callable, optional
        Says of a cell whether its text is the course's own, word for word: it stays as it is.
    """
    notebook["metadata"] = type(notebook)(_notebook_metadata(notebook.get("metadata", {})))
    for cell in notebook["cells"]:
        ours = is_ours(cell)
        if "id" in cell and not (isinstance(cell["id"], str) and _CELL_ID.fullmatch(cell["id"])):
            cell["id"] = f"cell-{notebook['cells'].index(cell)}"
        if cell["cell_type"] == "code":
            cell.pop("attachments", None)
            cell["outputs"] = [new for old in cell["outputs"] if (new := clean_output(old))]
        else:
            _clean_prose(cell, ours)
        cell["metadata"] = type(cell)(_cell_metadata(cell.get("metadata", {})))


def pictures(attachments: Any) -> dict[str, dict[str, str]]:
    """Return the attachments of a cell that are pictures indeed: {name: {type: base64}}.

    Examples
    --------
    >>> pictures({"a.png": {"image/png": "iVBORw0KGgo="}, "b.svg": {"image/svg+xml": "PHN2Zz4="}})
    {'a.png': {'image/png': 'iVBORw0KGgo='}}
    """
    found = {}
    if isinstance(attachments, dict):
        for name, bundle in list(attachments.items())[:PICTURES]:
            if isinstance(name, str) and isinstance(bundle, dict):
                good = {mime: text for mime in STARTS if (text := _picture(mime, bundle.get(mime)))}
                if good:
                    found[name] = good
    return found


def is_harmless_file(name: str) -> bool:
    """Say whether a file beside a graded notebook may stay: formgrader would serve it as it is.

    Examples
    --------
    >>> [is_harmless_file(name) for name in ("data.csv", "helper.py", "page.html", "x.svg", "js")]
    [True, True, False, False, False]
    """
    return bool(re.search(r"\.(csv|dat|gif|ipynb|jpe?g|json|npy|npz|png|py|tsv|txt)$", name, re.I))


def _clean_prose(cell, ours):
    cell.pop("outputs", None)
    cell.pop("execution_count", None)
    attached = pictures(cell.pop("attachments", None))
    source, kept = _text(cell["source"]), {}
    if ours and "attachment:" not in source:
        return
    for k, (name, bundle) in enumerate(attached.items()):
        new = name
        if not _NAME.fullmatch(name):
            new = f"picture-{k}.{next(iter(bundle)).removeprefix('image/')}"
            for old in (f"<attachment:{name}>", f"attachment:{quote(name)}", f"attachment:{name}"):
                source = source.replace(old, f"attachment:{new}")
        kept[new] = bundle
    cell["source"] = clean_text(source, kept)
    if kept:
        cell["attachments"] = kept


def _text(value):
    """Return a text of a notebook, which may be a list of its lines."""
    if isinstance(value, list):
        value = "".join(part for part in value if isinstance(part, str))
    return value if isinstance(value, str) else ""


def _picture(mime, value):
    """Return the base64 of a picture of this type, '' if it is none."""
    text = "".join(_text(value).split())
    if not text or len(text) > PICTURE_BYTES:
        return ""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return ""
    return text if data.startswith(STARTS[mime]) else ""


def clean_output(output: Any) -> Any:
    """Return an output of a known type with known contents, None if nothing is left."""
    kind = output.get("output_type")
    if kind == "stream":
        name = "stderr" if output.get("name") == "stderr" else "stdout"
        return type(output)(output_type=kind, name=name, text=_text(output.get("text")))
    if kind == "error":
        lines = output.get("traceback")
        return type(output)(
            output_type=kind,
            ename=_text(output.get("ename")),
            evalue=_text(output.get("evalue")),
            traceback=[_text(line) for line in lines] if isinstance(lines, list) else [],
        )
    if kind not in ("display_data", "execute_result") or not isinstance(output.get("data"), dict):
        return None
    data = _shown(output["data"])
    new = type(output)(output_type=kind, data=type(output)(data))
    new["metadata"] = type(output)(_sizes(output.get("metadata"), data))
    if kind == "execute_result":
        count = output.get("execution_count")
        new["execution_count"] = count if isinstance(count, int) else None
    return new


def _shown(data):
    """Return the forms of a result that can be shown; a drawing in SVG as a picture in HTML."""
    new = {mime: text for mime in STARTS if (text := _picture(mime, data.get(mime)))}
    if "text/plain" in data:
        new["text/plain"] = _text(data["text/plain"])
    for mime in ("text/latex", "text/markdown"):
        if mime in data:
            new[mime] = clean_text(_text(data[mime]))
    if "text/html" in data:
        new["text/html"] = clean_html(_text(data["text/html"]))
    if SVG in data and not new.keys() & STARTS.keys():
        drawing = base64.b64encode(_text(data[SVG]).encode("utf-8", "replace")).decode()
        new["text/html"] = f'<img alt="drawing" src="data:{SVG};base64,{drawing}">'
    return new


def _sizes(metadata, data):
    """Return the widths and heights of pictures: the metadata of outputs that pages use."""
    sizes = {}
    for mime in STARTS.keys() & data.keys():
        given = metadata.get(mime) if isinstance(metadata, dict) else None
        if isinstance(given, dict):
            sizes[mime] = {
                side: given[side]
                for side in ("width", "height")
                if type(given.get(side)) in (int, float) and 0 < given[side] < 1e5
            }
    return sizes


def _cell_metadata(metadata):
    if not isinstance(metadata, dict):
        return {}
    new = {name: metadata[name] for name in FLAGS if type(metadata.get(name)) is bool}
    tags = metadata.get("tags")
    if isinstance(tags, list):
        new["tags"] = [tag for tag in tags if isinstance(tag, str) and _NAME.fullmatch(tag)]
    nbgrader = metadata.get("nbgrader")
    if isinstance(nbgrader, dict):
        new["nbgrader"] = type(metadata)(_marks(nbgrader))
    return new


def _marks(nbgrader):
    """Return nbgrader's marks of a cell: they are written into pages, and into addresses."""
    new = {name: nbgrader[name] for name in MARKS if type(nbgrader.get(name)) is bool}
    for name in ("points", "schema_version"):
        if type(nbgrader.get(name)) in (int, float):
            new[name] = nbgrader[name]
    for name in ("cell_type", "checksum", "grade_id"):
        value = nbgrader.get(name)
        if isinstance(value, str) and re.fullmatch(r"[\w .:+-]{1,100}", value):
            new[name] = value
    return new


def _notebook_metadata(metadata):
    new = {}
    for part in ("kernelspec", "language_info"):
        given = metadata.get(part)
        if isinstance(given, dict):
            kept = {
                name: value
                for name, value in given.items()
                if name in ("display_name", "language", "name", "version", "file_extension")
                and isinstance(value, str)
                and _WORD.fullmatch(value)
            }
            if "name" in kept and (part == "language_info" or "display_name" in kept):
                new[part] = kept
    return new
