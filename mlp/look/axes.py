"""`Axes`: where numbers stand in a drawing. For curves and maps made of plain SVG marks.

>>> axes = Axes((0, 10), (0, 1), left=20, top=10, width=100, height=50)
>>> axes.at(10, 1)
(120.0, 10.0)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from mlp.look.numbers import short
from mlp.look.svg import label, line, polyline

Ticks = Iterable[float | tuple[float, str]]


@dataclass(frozen=True)
class Axes:
    """A box of pixels and the numbers at its edges.

    Parameters
    ----------
    xs, ys : pair of float
        The numbers at the left and right edge, at the lower and upper edge.
    left, top, width, height : float
        The box, in CSS pixels.
    """

    xs: tuple[float, float]
    ys: tuple[float, float]
    left: float
    top: float
    width: float
    height: float

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Return the pixel of a point."""
        (x0, x1), (y0, y1) = self.xs, self.ys
        return (
            self.left + self.width * float(x - x0) / (x1 - x0),
            self.top + self.height * float(y1 - y) / (y1 - y0),
        )

    @property
    def bottom(self) -> float:
        """The pixel of the lower edge."""
        return self.top + self.height

    @property
    def right(self) -> float:
        """The pixel of the right edge."""
        return self.left + self.width

    def curve(self, x: Sequence[float], y: Sequence[float], **style) -> str:
        """Return the line through the points (x, y), cut where it leaves the box upwards or down.

        The style is that of `mlp.look.svg.polyline`.
        """
        x, y = np.asarray(x, float), np.asarray(y, float)
        inside = (y >= min(self.ys)) & (y <= max(self.ys))
        runs, start = [], None
        for i, ok in enumerate([*inside, False]):
            if ok and start is None:
                start = i
            elif not ok and start is not None:
                runs.append((start, i))
                start = None
        return "".join(
            polyline([self.at(*p) for p in zip(x[a:b], y[a:b], strict=True)], **style)
            for a, b in runs
            if b - a > 1
        )

    def x_axis(self, ticks: Ticks, name: str = "", *, y: float | None = None) -> str:
        """Return the horizontal axis, at the lower edge or at height `y`, and its few numbers.

        Parameters
        ----------
        ticks : iterable
            Numbers, or pairs of a number and what is written there.
        name : str
            Written below the middle of the axis.
        """
        level = self.bottom if y is None else self.at(self.xs[0], y)[1]
        marks = [line(self.left, level, self.right, level)]
        for value, text in map(_tick, ticks):
            x = self.at(value, self.ys[0])[0]
            marks.append(label(x, level + 18, text, anchor="middle"))
        if name:
            middle = (self.left + self.right) / 2
            marks.append(label(middle, level + 34, name, anchor="middle"))
        return "".join(marks)

    def y_axis(self, ticks: Ticks, name: str = "", *, fill: str = "ink2") -> str:
        """Return the numbers of the vertical axis, which has no line, and its name above them."""
        marks = [
            label(self.left - 8, self.at(self.xs[0], value)[1] + 4.5, text, anchor="end", fill=fill)
            for value, text in map(_tick, ticks)
        ]
        if name:
            marks.append(label(self.left - 8, self.top - 12, name, fill=fill))
        return "".join(marks)


def _tick(tick: float | tuple[float, str]) -> tuple[float, str]:
    value, text = tick if isinstance(tick, tuple) else (tick, short(tick))
    return value, text
