"""What a student's copy of a chapter has besides the text of its source.

- Its first cell says what to do where `mlp` is not installed.
- Its links lead to the published site, once there is one: a notebook is opened in many places, and
  only an address reaches something from all of them. Until then they are relative, as in the
  source.
- It says which text it is (``metadata.course``), so that a student's file can take a newer text.
"""

import re
import tomllib
import zlib
from pathlib import Path

from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parents[2]
IMPORTS = "import numpy as np\nimport mlp\nfrom mlp import checks, figures, widgets"
_LINK = re.compile(r"\]\((?:\.\./)+((?:book|ch\d)/\w+)\.(?:md|ipynb)(#[\w-]+)?\)")
_RELATIVE = re.compile(r"\[([^\]]+)\]\(\.\./[^)]+\)")
_CODE = re.compile(r"\[`(mlp\.\w+)`\]\((?:\.\./)+mlp/[\w/]+\.py\)")


def project() -> tuple[str, str]:
    """Return the distribution's name and version."""
    known = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return known["name"], known["version"]


def wheel_name() -> str:
    """Return the name of the file that installs `mlp`."""
    name, version = project()
    return f"{name.replace('-', '_')}-{version}-py3-none-any.whl"


def where_to_begin(address: str) -> str:
    """Return the first cell: the imports, and what to do where they fail.

    Parameters
    ----------
    address : str
        The published site's, '' if there is none.
    """
    name = project()[0]
    if address:
        what = f"""Install the course's package: restart the kernel after
this line in a cell: %pip install "{name}[figures] @ {address}student/{wheel_name()}" """
    else:
        what = f"""Install the course's package. In its folder:
    python -m pip install -r requirements.txt
With the file from the page of this chapter, restart the kernel after this line in
a cell: %pip install "./{wheel_name()}[figures]" """
    other = f"""
Is another package named mlp there? Before that,
in a cell: %pip uninstall -y mlp {name}
A file mlp.py of your own beside the notebook needs another name."""
    # The browser's Python runs a line that begins with %pip, even in a text: none may.
    imports = IMPORTS.replace("\n", "\n    ")
    return f"""try:
    {imports}
except (ImportError, AttributeError) as error:
    raise ImportError(f'''{{error}}. {what.rstrip()}{other}''') from None"""


def to_site(text: str, address: str) -> str:
    """Return Markdown with its links to files of the course led to the published site.

    Examples
    --------
    >>> to_site("[notation](../../book/notation.md)", "https://a.org/")
    '[notation](https://a.org/book/notation.html)'
    >>> to_site("[`mlp.cost`](../../mlp/core/costs.py)", "https://a.org/")
    '[`mlp.cost`](https://a.org/book/api.html#mlp.cost)'
    """

    def page(match: re.Match) -> str:
        folder = "chapters/" if match[1].startswith("ch") else ""
        return f"]({address}{folder}{match[1]}.html{match[2] or ''})"

    return _LINK.sub(page, _CODE.sub(rf"[`\1`]({address}book/api.html#\1)", text))


def without_book(text: str, *, alone: bool = False) -> str:
    """Return Markdown without links to what only the whole course has.

    Parameters
    ----------
    text : str
        Markdown of a chapter.
    alone : bool, default False
        The notebook has no folder of the course around it, with README.md and the other chapters.

    Examples
    --------
    >>> without_book("[How to](../../book/exercises.md), [2](../ch2/b.ipynb)")
    '[How to](../../README.md), [2](../ch2/b.ipynb)'
    >>> without_book("[How to](../../book/exercises.md), [2](../ch2/b.ipynb)", alone=True)
    'How to, 2'
    >>> without_book("[`mlp.cost`](../../mlp/core/costs.py)")
    '`mlp.cost`'
    """
    if alone:
        return _RELATIVE.sub(r"\1", text)
    text = text.replace("../../book/exercises.md", "../../README.md")
    return re.sub(r"\[([^\]]+)\]\(\.\./\.\./(?:book|mlp)/[^)]+\)", r"\1", text)


def for_site(notebook: NotebookNode, address: str) -> NotebookNode:
    """Lead a student's copy to the site of this build, in place.

    Parameters
    ----------
    notebook : NotebookNode
        A notebook of ``chapters/``.
    address : str
        The site's, '' if it has none.
    """
    before = notebook.metadata.course.site
    for cell in notebook.cells:
        if before:
            cell.source = cell.source.replace(before, address)
        elif cell.source == where_to_begin(""):
            cell.source = where_to_begin(address)
        elif cell.cell_type == "markdown" and address:
            cell.source = to_site(cell.source, address)
    return stamp(notebook, address)


def for_folder(notebook: NotebookNode, *, alone: bool = False) -> NotebookNode:
    """Take from a student's copy the relative links that reach nothing, in place."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = without_book(cell.source, alone=alone)
    return stamp(notebook, notebook.metadata.course.site)


def prepare(notebook: NotebookNode, address: str) -> NotebookNode:
    """Give a source its first cell and its links, in place.

    Parameters
    ----------
    notebook : NotebookNode
        A chapter, as `book.tools.release.read_source` returns it.
    address : str
        The published site's, '' if there is none.
    """
    for cell in notebook.cells:
        if cell.cell_type == "code" and cell.source == IMPORTS:
            cell.source = where_to_begin(address)
        if cell.cell_type == "markdown" and address:
            cell.source = to_site(cell.source, address)
    return notebook


def stamp(notebook: NotebookNode, address: str) -> NotebookNode:
    """Note in a student's copy which text it is and what each of its cells says, in place.

    The version is the same whatever its links lead to and its first cell says.
    """
    cells = {cell.id: checksum(cell.source) for cell in notebook.cells}
    told = [
        re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", cell.source)
        for cell in notebook.cells
        if not cell.source.startswith("try:\n    " + IMPORTS[:18])
    ]
    version = checksum("\0".join(told))
    notebook.metadata.course = NotebookNode(version=version, site=address, cells=cells)
    return notebook


def checksum(text: str) -> str:
    """Return eight hexadecimal digits that change with a text.

    Examples
    --------
    >>> checksum("x = 1")
    '475ba176'
    """
    return f"{zlib.crc32(text.encode()):08x}"
