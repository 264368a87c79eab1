"""What the search looks through: every section, entry and name of the book, as one script.

The reader's browser makes the index from it (npm's MiniSearch) when the search is first opened.
A page opened as a file may not fetch, so the text comes as a script.
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util import logging

LOGGER = logging.getLogger(__name__)
STATIC = Path(__file__).parent.parent / "_static"

_SYMBOLS = {"partial": "∂", "nabla": "∇", "sum": "Σ", "cdot": "·", "times": "×", "prime": "′",
            "le": "≤", "ge": "≥", "approx": "≈", "sqrt": "√", "infty": "∞", "to": "→"}  # fmt: skip


def _symbol(match: re.Match) -> str:
    name = match[1]
    if name in _SYMBOLS:
        return _SYMBOLS[name]
    size = "CAPITAL" if name[0].isupper() else "SMALL"
    try:
        return unicodedata.lookup(f"GREEK {size} LETTER {name.upper()}")
    except KeyError:
        return " "


def formula_text(latex: str) -> str:
    r"""Return a formula as it is typed into a search: ``\frac{\partial C}{\partial w}`` is ∂C ∂w.

    >>> formula_text(r"\\frac{\\partial C}{\\partial w}")
    '∂ C ∂ w'
    """
    latex = re.sub(r"\\text\{([^}]*)\}", r"\1", latex)
    words = re.sub(r"[{}^_&\\]", " ", re.sub(r"\\([a-zA-Z]+)", _symbol, latex))
    return " ".join(words.split())


def _text(node: nodes.Node) -> Iterator[str]:
    """Yield the words of a node; inner sections and entries are documents of their own."""
    for child in node.children:
        if isinstance(child, nodes.Text):
            yield child.astext()
        elif isinstance(child, nodes.math | nodes.math_block):
            yield f" {formula_text(child.astext())} "
        elif not isinstance(child, (nodes.section, addnodes.desc, nodes.raw, nodes.comment)):
            yield from _text(child)
            if isinstance(child, nodes.TextElement) and not isinstance(child, nodes.Inline):
                yield " "


def _words(node: nodes.Node) -> str:
    return " ".join("".join(_text(node)).split())


def _entries(doctree: nodes.document) -> Iterator[tuple[str, str, str]]:
    """Yield (anchor, title, text) of every section, entry of a list of terms, and name."""
    for section in doctree.findall(nodes.section):
        title = section.next_node(nodes.title)
        rest = " ".join(_words(child) for child in section.children if child is not title
                        and not isinstance(child, nodes.section | addnodes.desc))  # fmt: skip
        yield section["ids"][0], _words(title), rest
    for item in doctree.findall(nodes.definition_list_item):
        terms = [term for term in item.findall(nodes.term) if term["ids"]]
        if terms:
            meaning = _words(item.next_node(nodes.definition))
            yield terms[0]["ids"][0], ", ".join(_words(term) for term in terms), meaning
    for name in doctree.findall(addnodes.desc):
        signature = name.next_node(addnodes.desc_signature)
        if signature is not None and signature.get("ids"):
            text = name.next_node(addnodes.desc_content)
            yield signature["ids"][0], signature["ids"][0], _words(text) if text else ""


def documents(app: Sphinx) -> list[dict[str, str]]:
    """Return what can be found: its address ``u``, page ``p``, title ``t`` and text ``x``."""
    found = []
    for docname in sorted(app.env.found_docs):
        doctree = app.env.get_doctree(docname)
        page = app.env.titles[docname].astext()
        for n, (anchor, title, text) in enumerate(_entries(doctree)):
            address = app.builder.get_target_uri(docname) + (f"#{anchor}" if n else "")
            found.append({"u": address, "p": page if n else "", "t": title, "x": text})
    return found


def search_script() -> str:
    """Return the script of the search."""
    return (STATIC / "search.js").read_text(encoding="utf-8")


def write_search(app: Sphinx, error: Exception | None) -> None:
    """Write the texts, the search and its library into the site."""
    if error or app.builder.format != "html":
        return
    to = Path(app.outdir) / "_static"
    data = json.dumps(documents(app), ensure_ascii=False, separators=(",", ":"))
    (to / "search-texts.js").write_text(f"window.courseTexts = {data};\n", encoding="utf-8")
    (to / "search.js").write_text(search_script(), encoding="utf-8")
    library = Path(app.srcdir) / "node_modules" / "minisearch" / "dist" / "umd" / "index.js"
    if library.exists():
        text = re.sub(r"(?m)^//# sourceMappingURL=.*$", "", library.read_text(encoding="utf-8"))
        (to / "minisearch.js").write_text(text, encoding="utf-8")
    else:
        (to / "minisearch.js").write_text("// npm's minisearch was not there when this was built\n")


def setup(app: Sphinx) -> dict:
    """Register with Sphinx."""
    app.connect("build-finished", write_search)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
