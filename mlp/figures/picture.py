"""`Picture`: what every figure function returns."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from html import escape
from pathlib import Path

from mlp.look.colours import colour, font

_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


@dataclass(frozen=True)
class Picture:
    """A picture of the book: SVG in the course's colours, and the same in words.

    In a notebook and on the page a cell that ends with a `Picture` shows it. Several parts stand
    side by side and wrap, three in a row on a wide page, one below the other on a narrow one.

    Parameters
    ----------
    parts : tuple of str
        One or more SVG drawings, from `mlp.look.svg.drawing` or `mlp.look.plots.to_svg`.
    alt : str
        The text alternative: what the picture shows, with its numbers.
    caption : str
        Optional. The first sentence is the claim and is in bold type; the rest says how to read
        it. Symbols between dollars are set in italics.
    narrow : tuple of str
        Optional. The drawings to show instead where there is room for less than 560 px.

    Examples
    --------
    >>> from mlp.look.svg import disc, drawing
    >>> picture = Picture((drawing(40, 40, disc(20, 20, 0.5)),), alt="One neuron at 0.5")
    >>> picture
    Picture('One neuron at 0.5')
    """

    parts: tuple[str, ...]
    alt: str
    caption: str = ""
    narrow: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Picture({self.alt!r})"

    @property
    def svg(self) -> str:
        """One SVG, all parts side by side, with its name for screen readers."""
        if len(self.parts) == 1:
            width, height = size_of(self.parts[0])
            body = self.parts[0]
            root = f'<svg width="{width:g}" height="{height:g}" {self._name} '
            return _unique(body.replace("<svg ", root, 1))
        x, top, inner = 0.0, 0.0, []
        for part in self.parts:
            width, height = size_of(part)
            place = f'<svg x="{x:g}" width="{width:g}" height="{height:g}" '
            inner.append(part.replace("<svg ", place, 1))
            x, top = x + width + GAP, max(top, height)
        width = x - GAP
        return _unique(
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {top:g}" '
            f'width="{width:g}" height="{top:g}" {self._name}>{"".join(inner)}</svg>'
        )

    def _repr_html_(self) -> str:
        wide = _row(self.parts)
        if self.narrow:
            # No style sheet travels with a picture: of the two widths one is 0 by arithmetic.
            wide = (
                f'<div style="{_SHOW.format("100% - 559.5px")}">{wide}</div>'
                f'<div style="{_SHOW.format("560px - 100%")}">{_row(self.narrow)}</div>'
            )
        note = f'<figcaption style="{_CAPTION}">{_caption(self.caption)}</figcaption>'
        return _unique(
            f'<figure class="mlp-picture" style="margin:8px 0 16px"><div {self._name}>{wide}</div>'
            f"{note if self.caption else ''}</figure>"
        )

    @property
    def _name(self) -> str:
        return f'role="img" aria-label="{escape(self.alt)}"'

    def save(self, path: str | Path) -> Path:
        """Write the picture to an ``.svg`` file, with colours for a light and a dark page.

        Raises
        ------
        ValueError
            For another ending.
        """
        path = Path(path)
        if path.suffix != ".svg":
            raise ValueError(f"expected a name that ends in .svg, got {path.name!r}")
        path.write_text(self.svg, encoding="utf-8")
        return path


GAP = 24
_BELOW = f"min({GAP}px,100%)"  # the gap between rows: nothing where the width is 0
_SHOW = "width:clamp(0px,calc(({}) * 999),100%);overflow:hidden"
_CAPTION = (
    f"font-family:{font('label')};font-size:15px;line-height:1.45;text-align:left;max-width:620px;"
    f"margin:12px 0 0;color:{colour('ink2')}"
)


def size_of(svg: str) -> tuple[float, float]:
    """Return the width and height of a drawing, in CSS pixels."""
    if not (found := _SIZE.search(svg)):
        raise ValueError('a drawing begins with <svg viewBox="0 0 width height"')
    return float(found[1]), float(found[2])


def _row(parts: tuple[str, ...]) -> str:
    """Return the drawings in a row that wraps; none is ever wider than its true size."""
    drawings = []
    for part in parts:
        width = size_of(part)[0]
        style = (
            f"display:block;width:100%;max-width:{width:g}px;height:auto;flex:0 1 {width:g}px;"
            "overflow:visible" + (f";margin-bottom:{_BELOW}" if len(parts) > 1 else "")
        )
        drawings.append(part.replace("<svg ", f'<svg aria-hidden="true" style="{style}" ', 1))
    if len(drawings) == 1:
        return drawings[0]
    row = (
        f"display:flex;flex-wrap:wrap;column-gap:{GAP}px;align-items:flex-start;"
        f"margin-bottom:calc(0px - {_BELOW})"
    )
    return f'<div style="{row}">{"".join(drawings)}</div>'


def _caption(text: str) -> str:
    claim, stop, rest = text.partition(". ")
    ink = f"font-weight:600;color:{colour('ink')}"
    whole = f'<b style="{ink}">{escape(claim + stop.strip())}</b> {escape(rest)}'.strip()
    return re.sub(r"\$([^$]+)\$", r"<i>\1</i>", whole)


def _unique(html: str) -> str:
    """Give every id in the text a prefix made from the text: different pictures never clash."""
    if ' id="' not in html:
        return html
    prefix = "p" + hashlib.sha256(html.encode()).hexdigest()[:8]
    return re.sub(r'(\sid="|url\(#|href="#)', rf"\g<1>{prefix}-", html)
