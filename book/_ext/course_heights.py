"""How tall a section of a chapter will be, before the browser has laid it out.

A browser lays out a section as the reader comes near; until then it takes the height that the page
gives, so that the bar at the side of the window says how long the chapter is. This is an estimate:
letters, lines of code and pictures, on a wide page and on a telephone. Rather too much than too
little: what is taller than its section would lie over the next one.
"""

import html
import re
from collections.abc import Iterator
from math import ceil
from pathlib import Path

from sphinx.application import Sphinx

#: Width of a figure in px, letters in a line of text and of code, px of code's line.
WIDE, NARROW = (760, 74, 78, 23), (350, 39, 38, 22)
LINE = 29  # px of a line of text
GAP = 18  # px below a block
HEADING = 88
CODE = 50  # px around the lines of a cell: what it prints has a box of its own
FORMULA = 96
CONTROLS = 54  # px of a row with a slider or a choice
EDITOR = 190  # px of an exercise's buttons and verdict
RUN = 110  # px of the button that runs a cell with one's own functions

_SECTION = re.compile(r"<(?P<end>/?)section\b[^>]*>")
_STYLED = re.compile(r'<section style="--wide:\d+px;--narrow:\d+px"')
_UNSEEN = re.compile(
    r"<(script|style|template)\b.*?</\1>"
    r'|<div class="cell tag_draws[^>]*>\s*<div class="cell_input.*?</pre>',
    re.DOTALL,
)
_FOLDED = re.compile(r"(<details[^>]*>\s*<summary[^>]*>.*?</summary>).*?</details>", re.DOTALL)
_FIGURE = re.compile(r"<figure\b.*?</figure>", re.DOTALL)
_SVG = re.compile(r'<svg\b[^>]*viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"')
_CAPTION = re.compile(r"<figcaption.*?</figcaption>", re.DOTALL)
_CODE = re.compile(r"<pre\b.*?</pre>", re.DOTALL)
_ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
_FORMULA = re.compile(r'<div class="math[^"]*".*?</div>', re.DOTALL)
_HEADING = re.compile(r"<h[2-4]\b.*?</h[2-4]>", re.DOTALL)
_BLOCK = re.compile(
    r"<(p|li|dt|dd|summary)\b[^>]*>(.*?)(?=<(?:p|li|dt|dd|ul|ol)\b|</\1>)", re.DOTALL
)


def with_heights(page: str) -> str:
    """Give each section of a chapter its estimated heights, ``--wide`` and ``--narrow``.

    Parameters
    ----------
    page : str
        The HTML of a chapter, its figures drawn.
    """
    page = _STYLED.sub("<section", page)
    out, copied = [], 0
    for begin, opened, end in _sections(page):
        inside = page[opened:end]
        style = f' style="--wide:{height(inside, WIDE)}px;--narrow:{height(inside, NARROW)}px"'
        name = begin + len("<section")
        out += [page[copied:name], style, page[name:opened]]
        copied = opened
    return "".join([*out, page[copied:]])


def _sections(page: str) -> Iterator[tuple[int, int, int]]:
    """Yield where each section of the chapter begins, where its tag ends, and where it ends."""
    depth, begin = 0, None
    for tag in _SECTION.finditer(page):
        if tag["end"]:
            depth -= 1
            if depth == 1:
                yield (*begin.span(), tag.start())
        else:
            depth += 1
            if depth == 2:
                begin = tag


def height(section: str, page: tuple[int, int, int, int]) -> int:
    """Return the estimated height of a section's HTML on a page, WIDE or NARROW, in px."""
    column, letters, code_letters, code_line = page
    total = 0

    def taken(kind: re.Pattern, text: str, size) -> str:
        nonlocal total
        total += sum(size(found[0]) for found in kind.finditer(text))
        return kind.sub("", text)

    def lines(text: str) -> int:
        words = _words(text)  # none: a list's item, of which the paragraph comes
        return LINE * ceil(len(words) / letters) + GAP if words else 0

    def figure(text: str) -> float:
        rows = len(re.findall(r"<(?:label|fieldset|select)\b", text))
        caption = sum(lines(each) for each in _CAPTION.findall(text))
        return _drawn(text, column) + CONTROLS * rows + caption + 2 * GAP

    def code(text: str) -> int:
        wrapped = (max(1, ceil(len(line) / code_letters)) for line in _plain(text).split("\n"))
        return code_line * sum(wrapped) + CODE

    rest = _FOLDED.sub(r"\1", _UNSEEN.sub("", section))
    total += EDITOR * rest.count("data-exercise=") + RUN * rest.count("data-yours=")
    rest = taken(_FIGURE, rest, figure)
    rest = taken(_CODE, rest, code)
    rest = taken(_ROW, rest, lines)
    rest = taken(_FORMULA, rest, lambda formula: FORMULA)
    rest = taken(_HEADING, rest, lambda heading: HEADING)
    taken(_BLOCK, rest, lines)
    return round(total)


def _drawn(figure: str, column: int) -> float:
    """Return the height of a figure's drawings, which fill rows of the column."""
    parts = figure.split("overflow:hidden", 2)  # one drawing for a wide page, one for a narrow
    if len(parts) == 3:
        figure = parts[1] if column == WIDE[0] else parts[2]
    sizes = [(float(width), float(tall)) for width, tall in _SVG.findall(figure)]
    shown = [(min(width, column), tall * min(1, column / width)) for width, tall in sizes]
    rows = sum(width * tall for width, tall in shown) / column
    return max([rows, *(tall for _, tall in shown)], default=0)


def _plain(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", text)).strip("\n")


def _words(text: str) -> str:
    return " ".join(_plain(text).split())


def write_heights(app: Sphinx, error: Exception | None) -> None:
    """Write the heights into the built chapters."""
    if error or app.builder.format != "html":
        return
    for path in (Path(app.outdir) / "chapters").rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        path.write_text(with_heights(page), encoding="utf-8")


def setup(app: Sphinx) -> dict:
    """Register with Sphinx."""
    app.connect("build-finished", write_heights, priority=950)  # the figures are drawn first
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
