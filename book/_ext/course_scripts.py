"""The site's own script: the parts in ``book/_static/page``, joined; and the glossary beside it.

Everything is a classic script. A page that is opened as a file, not from a server, may neither
load modules nor fetch: what a script needs later comes as another script.
"""

import json
import posixpath
import re
from pathlib import Path

from sphinx.application import Sphinx

PARTS = Path(__file__).parent.parent / "_static" / "page"

#: What the widgets keep things with; the page's scripts have it as ``courseKept``.
KEPT = Path(__file__).parents[2] / "mlp" / "widgets" / "kept.js"

#: An entry of the glossary: one or more terms, and what they mean.
_ENTRY = re.compile(r"((?:<dt id=\"term-[^\"]+\">.*?</dt>\s*)+)<dd>(.*?)</dd>", re.DOTALL)
_TERM = re.compile(r"<dt id=\"(term-[^\"]+)\"")
_LINK = re.compile(r"href=\"(?![a-z]+:)([^\"]*)\"")


def page_script() -> str:
    """Return the script of every page: each part in a function of its own, by its name's order."""
    kept = KEPT.read_text(encoding="utf-8").replace("export const", "const")
    parts = [path.read_text(encoding="utf-8") for path in sorted(PARTS.glob("*.js"))]
    parts.insert(0, f"{kept}window.courseKept = {{keep, recall}};\n")
    return "".join(f"(() => {{\n{part}}})();\n" for part in parts)


def glossary_entries(html: str, page: str) -> dict[str, str]:
    """Return what each term means, as HTML whose links start at the site's root.

    Parameters
    ----------
    html : str
        The page of the glossary.
    page : str
        Its address from the site's root, ``book/glossary.html``.
    """

    def from_root(match: re.Match) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page), match[1]))
        return f'href="{page + match[1] if match[1].startswith("#") else target}"'

    return {
        term: _LINK.sub(from_root, meaning)
        for terms, meaning in _ENTRY.findall(html)
        for term in _TERM.findall(terms)
    }


def write_scripts(app: Sphinx, error: Exception | None) -> None:
    """Write the script that holds the glossary."""
    if error or app.builder.format != "html":
        return
    static = Path(app.outdir) / "_static"
    page = "book/glossary.html"
    if (Path(app.outdir) / page).exists():
        entries = glossary_entries((Path(app.outdir) / page).read_text(encoding="utf-8"), page)
        data = json.dumps(entries, ensure_ascii=False, separators=(",", ":"))
        (static / "glossary.js").write_text(f"window.courseGlossary = {data};\n", encoding="utf-8")


def setup(app: Sphinx) -> dict:
    """Register with Sphinx."""
    app.connect("build-finished", write_scripts)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
