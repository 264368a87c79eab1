"""Marks of which the course's diagrams are made: each function returns a piece of SVG as text.

Sizes are CSS pixels, x grows to the right and y downwards. A colour is the name of a token
(`mlp.look.colours`). Text may hold symbols between dollars: ``"bias $b_j = -10$"`` sets them in
the italic serif of the formulas, with ``_`` for an index and ``^`` for a superscript
(``$a_k^{(0)}$``).

>>> drawing(40, 40, disc(20, 20, 0.5))[:48]
'<svg viewBox="0 0 40 40" xmlns="http://www.w3.or'
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from html import escape

from mlp.look.colours import colour, font, grey, ink_on, sign_colour
from mlp.look.edges import WIDEST, between_rims, edge_width
from mlp.look.numbers import px
from mlp.look.thinning import thinned

LABEL_PX = 13
SYMBOL_PX = 16


def drawing(width: float, height: float, *marks: str | Iterable[str]) -> str:
    """Return an SVG of that size that holds the marks, in the order in which they are painted."""
    body = "".join(mark if isinstance(mark, str) else "".join(mark) for mark in marks)
    return (
        f'<svg viewBox="0 0 {px(width)} {px(height)}" xmlns="http://www.w3.org/2000/svg" '
        f'font-family="{font("label")}" font-variant-numeric="tabular-nums">{body}</svg>'
    )


def group(*marks: str | Iterable[str], x: float = 0, y: float = 0, opacity: float = 1) -> str:
    """Return the marks moved by (x, y), faded when `opacity` is below 1."""
    body = "".join(mark if isinstance(mark, str) else "".join(mark) for mark in marks)
    move = f' transform="translate({px(x)} {px(y)})"' if x or y else ""
    fade = f' opacity="{px(opacity)}"' if opacity < 1 else ""
    return f"<g{move}{fade}>{body}</g>"


def line(
    x1: float,
    y1: float,
    x2: float,
    y2: float,
    *,
    stroke: str = "ring",
    width: float = 1,
    dash: str = "",
    opacity: float = 1,
) -> str:
    """Return a straight line; `dash` as in SVG, for instance ``"2 3"`` for a guide."""
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    fade = f' stroke-opacity="{px(opacity)}"' if opacity < 1 else ""
    return (
        f'<line x1="{px(x1)}" y1="{px(y1)}" x2="{px(x2)}" y2="{px(y2)}" stroke="{colour(stroke)}" '
        f'stroke-width="{px(width)}" stroke-linecap="round"{dashed}{fade}/>'
    )


def rectangle(
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    fill: str = "none",
    stroke: str = "none",
    stroke_width: float = 1.5,
    radius: float = 0,
    opacity: float = 1,
) -> str:
    """Return a rectangle whose upper left corner is (x, y)."""
    drawn = stroke != "none"
    outline = f' stroke="{colour(stroke)}" stroke-width="{px(stroke_width)}"' if drawn else ""
    round_ = f' rx="{px(radius)}"' if radius else ""
    fade = f' fill-opacity="{px(opacity)}"' if opacity < 1 else ""
    return (
        f'<rect x="{px(x)}" y="{px(y)}" width="{px(width)}" height="{px(height)}" '
        f'fill="{colour(fill)}"{outline}{round_}{fade}/>'
    )


def polyline(
    points: Iterable[tuple[float, float]],
    *,
    stroke: str = "ink",
    width: float = 2.5,
    dash: str = "",
    opacity: float = 1,
) -> str:
    """Return a line through the points, without fill: a curve, a stroke of a pen.

    Points that the line needs for nothing are left out, and the others have one decimal.
    """
    path = "M" + "L".join(f"{px(x, 1)} {px(y, 1)}" for x, y in thinned(points))
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    fade = f' stroke-opacity="{px(opacity)}"' if opacity < 1 else ""
    return (
        f'<path d="{path}" fill="none" stroke="{colour(stroke)}" stroke-width="{px(width)}" '
        f'stroke-linecap="round" stroke-linejoin="round"{dashed}{fade}/>'
    )


def arrow(
    x1: float,
    y1: float,
    x2: float,
    y2: float,
    *,
    stroke: str = "ink",
    width: float = 2.5,
    head: float = 5,
    opacity: float = 1,
) -> str:
    """Return an arrow from (x1, y1) to its tip (x2, y2); nothing when it has no length."""
    length = math.hypot(x2 - x1, y2 - y1)
    if length < 0.5:
        return ""
    size = min(head, length)
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    left = (x2 - size * (ux + 0.75 * uy), y2 - size * (uy - 0.75 * ux))
    right = (x2 - size * (ux - 0.75 * uy), y2 - size * (uy + 0.75 * ux))
    return polyline([(x1, y1), (x2, y2)], stroke=stroke, width=width, opacity=opacity) + polyline(
        [left, (x2, y2), right], stroke=stroke, width=width, opacity=opacity
    )


def edge(
    x1: float,
    y1: float,
    x2: float,
    y2: float,
    weight: float,
    *,
    largest: float = 1.0,
    r1: float = 0,
    r2: float = 0,
    widest: float = WIDEST,
    opacity: float = 1,
) -> str:
    """Return a connection: its colour is the sign of the weight, its width the size.

    Parameters
    ----------
    weight, largest : float
        The width grows evenly from 0.5 px at 0 to `widest` at ``abs(weight) == largest``.
    r1, r2 : float
        Radii of the discs at its ends: an edge starts at the rim, not in the middle.
    widest : float
        4.5 px in a network; up to 10 on a single neuron.
    """
    return line(
        *between_rims(x1, y1, r1, x2, y2, r2),
        stroke=sign_colour(weight),
        width=edge_width(weight, largest, widest),
        opacity=opacity,
    )


def mesh(
    starts: Iterable[tuple[float, float]],
    ends: Iterable[tuple[float, float]],
    *,
    pairs: bool = False,
    opacity: float = 0.22,
) -> str:
    """Return thin lines from every start to every end: connections in the background.

    With ``pairs=True`` only from the first start to the first end, and so on.
    """
    starts, ends = list(starts), list(ends)
    both = zip(starts, ends, strict=True) if pairs else ((s, e) for s in starts for e in ends)
    path = "".join(f"M{px(a)} {px(b)}L{px(c)} {px(d)}" for (a, b), (c, d) in both)
    return (
        f'<path d="{path}" fill="none" stroke="{colour("ring")}" stroke-width="0.75" '
        f'stroke-opacity="{px(opacity)}"/>'
    )


def disc(
    x: float,
    y: float,
    a: float,
    *,
    r: float = 11,
    text: str = "",
    ring: str = "ring",
    ring_width: float = 1.5,
    opacity: float = 1,
) -> str:
    """Return a neuron: a ringed disc whose grey is its activation, with its value inside.

    Parameters
    ----------
    a : float
        The activation: 0 is black, 1 is white (beyond, it stays there).
    text : str
        What stands inside; it needs a radius of about 15.
    ring : str
        ``want`` marks a neuron with a wished-for output, ``cost`` one with an error.
    """
    fade = f' opacity="{px(opacity)}"' if opacity < 1 else ""
    mark = (
        f'<circle cx="{px(x)}" cy="{px(y)}" r="{px(r)}" fill="{grey(a)}" stroke="{colour(ring)}" '
        f'stroke-width="{px(ring_width)}"{fade}/>'
    )
    return mark + (label(x, y + 4.5, text, anchor="middle", fill=ink_on(a)) if text else "")


def ring(
    x: float, y: float, r: float, *, stroke: str = "ring", width: float = 1.5, fill: str = "none"
) -> str:
    """Return a circle of radius r: round a neuron that is wanted, or a point on a curve."""
    return (
        f'<circle cx="{px(x)}" cy="{px(y)}" r="{px(r)}" fill="{colour(fill)}" '
        f'stroke="{colour(stroke)}" stroke-width="{px(width)}"/>'
    )


def label(
    x: float,
    y: float,
    text: str,
    *,
    anchor: str = "start",
    fill: str = "ink2",
    size: float = LABEL_PX,
    bold: bool = False,
    halo: bool = False,
) -> str:
    """Return text whose base line starts at, is centred on or ends at (x, y).

    Parameters
    ----------
    text : str
        Symbols stand between dollars: ``"$w_1$ = +2.0"``.
    anchor : str
        ``start``, ``middle`` or ``end``.
    halo : bool
        Put a rim in the page's colour round the letters, for text that crosses lines.
    """
    weight = ' font-weight="600"' if bold else ""
    at = f' text-anchor="{anchor}"' if anchor != "start" else ""
    rim = (
        f' stroke="{colour("ground")}" stroke-width="4" paint-order="stroke" '
        'stroke-linejoin="round"'
        if halo
        else ""
    )
    return (
        f'<text x="{px(x)}" y="{px(y)}" fill="{colour(fill)}" '
        f'font-size="{px(size)}"{at}{weight}{rim}>'
        f"{_rich(text, size)}</text>"
    )


def _rich(text: str, size: float) -> str:
    """Return the tspans of a label with symbols between dollars."""
    parts = text.split("$")
    if len(parts) % 2 == 0:
        raise ValueError(f"a dollar without its partner in {text!r}")
    return "".join(
        _symbols(part, size * SYMBOL_PX / LABEL_PX) if i % 2 else escape(part)
        for i, part in enumerate(parts)
    )


_NARROW = {"(": 0.34, ")": 0.34, ",": 0.25, "-": 0.72}


def _width(text: str) -> float:
    """Return about how wide small text is, in its own size: a digit is half of it."""
    return sum(_NARROW.get(letter, 0.5) for letter in text)


_TOKEN = re.compile(r"[_^](?:\{[^}]*\}|.)|[^_^]+")


def _symbols(text: str, size: float) -> str:
    """Return tspans in the symbols' font: letters slanted, digits upright, _ and ^ shifted."""
    out, shift, previous = [], 0.0, ""
    family = font("symbol")
    small = size * 0.76
    tokens = _TOKEN.findall(text)
    for k, token in enumerate(tokens):
        move = {"_": 0.28 * size, "^": -0.42 * size}.get(token[0], 0.0)
        inner = token[1:].strip("{}") if token[0] in "_^" else token
        points = small if token[0] in "_^" else size
        # One above the other; a last index may be narrower than what it stands below.
        stacked = previous[:1] == "_" and token[0] == "^"
        stacked |= previous[:1] == "^" and token[0] == "_" and k == len(tokens) - 1
        back = f' dx="{px(-small * _width(previous[1:].strip("{}")))}"' if stacked else ""
        for i, piece in enumerate(re.findall(r"[^\W\d_]+|[\d\W]+", inner)):
            letters = piece[0].isalpha()
            slant = ' font-style="italic"' if letters else ""
            dy = f' dy="{px(move - shift)}"' if i == 0 and move != shift else ""
            out.append(
                f'<tspan font-family="{family}" font-size="{px(points)}"{slant}{dy}'
                f"{back if i == 0 else ''}>{escape(piece.replace('-', '−'))}</tspan>"
            )
        shift, previous = move, token
    # The next letters stand on the base line again.
    return "".join(out) + (f'<tspan dy="{px(-shift)}">\u200b</tspan>' if shift else "")
