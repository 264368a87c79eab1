"""The page around a browser notebook: JupyterLite's own, with the course's words in it."""

from pathlib import Path

from bs4 import BeautifulSoup, Tag

TITLE = "Neural networks in NumPy"
ABOUT = "A chapter's notebook, with Python, in your browser."
OPENING = "Opening the notebook …"
NO_SCRIPTS = (
    'The notebook needs JavaScript. <a href="../../book/exercises.html">How to do the exercises</a>'
    " without it."
)


def _one(page: BeautifulSoup, selector: str) -> Tag:
    found = page.select(selector)
    if len(found) != 1:
        raise ValueError(
            f"JupyterLite's page has {len(found)} of {selector!r}, not one: see {__name__}"
        )
    return found[0]


def adapt(html: str, opening: str) -> str:
    """Give a page of JupyterLite's the course's name and words, and a script that runs first.

    Parameters
    ----------
    html : str
        JupyterLite's page.
    opening : str
        The script, as HTML.

    Raises
    ------
    ValueError
        If the page lacks a part, or has two of one.
    """
    page = BeautifulSoup(html, "html.parser")
    _one(page, "html")["lang"] = "en"
    _one(page, "title").string = TITLE
    _one(page, "meta[name=Description]")["content"] = ABOUT
    _one(page, ".jupyterlite-loading-indicator-text").string = OPENING
    words = _one(page, "noscript div")
    words.clear()
    words.append(BeautifulSoup(NO_SCRIPTS, "html.parser"))
    first = _one(page, "head > script#jupyter-config-data")
    first.insert_before(BeautifulSoup(opening, "html.parser"))
    return str(page)


def change(path: Path, opening: str) -> None:
    """Adapt the page in a file."""
    path.write_text(adapt(path.read_text(encoding="utf-8"), opening), encoding="utf-8")
