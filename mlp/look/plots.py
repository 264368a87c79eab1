"""Matplotlib in the course's language: no global state, colours that follow the page.

>>> figure, ax = panel()
>>> lines = ax.plot([0, 1], [0, 1], color=BOTH["pos"])
>>> to_svg(figure)[:13]
'<svg viewBox='
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from mlp.look.colours import BOTH, colour, font

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_STYLE = Path(__file__).with_name("course.mplstyle")
_NAMES = {value: name for name, value in BOTH.items()}


@contextmanager
def course_style() -> Iterator[None]:
    """Draw in the course's style inside this `with`, and change nothing outside it."""
    import matplotlib
    from matplotlib import style

    with matplotlib.rc_context():
        style.use(_STYLE)
        yield


def panel(
    width: float = 209,
    height: float = 151,
    *,
    left: float = 24,
    bottom: float = 24,
    right: float = 8,
    top: float = 8,
    **axes,
) -> tuple[Figure, Axes]:
    """Return a figure of that many CSS pixels and its axes, in the course's style.

    Parameters
    ----------
    width, height : float
        209 for one of three in a row, 680 for the width of the text, 350 for a telephone.
    left, bottom, right, top : float
        Room beside the axes, in pixels.
    **axes
        To `Figure.add_axes`, for instance ``projection="3d"``.

    Notes
    -----
    Draw with colours of `tokens.BOTH`, write on the lines, and end with `to_svg`.
    """
    from matplotlib.figure import Figure

    with course_style():
        figure = Figure(figsize=(width / 72, height / 72))
        box = (
            left / width,
            bottom / height,
            1 - (left + right) / width,
            1 - (bottom + top) / height,
        )
        return figure, figure.add_axes(box, **axes)


def to_svg(figure: Figure) -> str:
    """Return the figure as SVG for a `Picture`: course colours as ``var(--token, fallback)``.

    The style sheet that Matplotlib adds would leak into the page, and goes; so do the date and
    the creator, and every id gets a prefix made from the drawing.
    """
    with course_style():
        figure.savefig(out := io.StringIO(), format="svg", metadata={"Date": None})
    text = out.getvalue()
    text = text[text.index("<svg") :]
    text = re.sub(r"(?s) *<metadata>.*?</metadata>\n?| *<defs>\s*<style.*?</defs>\n?", "", text)
    width, height = (72 * inches for inches in figure.get_size_inches())
    text = re.sub(
        r"<svg[^>]*>",
        f'<svg viewBox="0 0 {width:g} {height:g}" xmlns="http://www.w3.org/2000/svg" '
        'xmlns:xlink="http://www.w3.org/1999/xlink">',
        text,
        count=1,
    )
    text = re.sub(r"#[0-9a-f]{6}\b", lambda m: colour(_NAMES.get(m[0], m[0])), text)
    text = re.sub(r"'?DejaVu Sans'?[^;\"]*", font("label"), text)
    text = re.sub(r"'?STIXGeneral'?[^;\"]*", font("symbol"), text)
    text = re.sub(r"(\d\.\d{2})\d+", r"\1", text)
    prefix = "f" + hashlib.sha256(text.encode()).hexdigest()[:8]
    text = re.sub(r'(\sid="|url\(#|href="#)', rf"\g<1>{prefix}-", text)
    return re.sub(r"\n\s*", " ", text).strip()
