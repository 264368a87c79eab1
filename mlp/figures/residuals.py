"""What a line gets wrong: a residual at each point, and its square."""

from __future__ import annotations

import numpy as np

from mlp import fit_line
from mlp.examples import ones_that_lean
from mlp.figures.picture import Picture
from mlp.look.axes import Axes
from mlp.look.numbers import plain
from mlp.look.svg import disc, drawing, label, line, rectangle

_WIDE = 304.0  # px for the axis; both axes have one scale, so that a square is a square


def residuals(
    x: np.ndarray | None = None,
    y: np.ndarray | None = None,
    lines: tuple[tuple[float, float], ...] | None = None,
) -> Picture:
    """Draw points with lines through them, and the square of what each line gets wrong.

    Parameters
    ----------
    x, y : ndarray, (n,)
        The points; by default every fourth of the sixty ones that lean.
    lines : tuple of pairs of float
        Weight and bias of each line; by default the flat one, and the one that descent finds.
    """
    if x is None or y is None:
        x, y = (v[::4] for v in ones_that_lean()[:2])
    if lines is None:
        lines = ((0.0, 0.0), fit_line(x, y, 0.05, 600))
    panels, said = [], []
    tall = 0.3 + float(np.abs(y).max())
    for w, b in lines:
        r = w * x + b - y
        panels.append(_panel(x, y, w, b, tall))
        said.append(
            f"weight {plain(w)}, bias {plain(b)}: the squares have a mean of {plain(np.mean(r**2))}"
        )
    return Picture(
        tuple(panels),
        alt=f"{len(x)} points with a line, the vertical distance from each point to the line, and "
        f"the square on it. {'; '.join(said)}.",
        caption="The cost of a line is the mean of its red squares. Each has a residual as its "
        "side: the distance from the line to the point, straight up or down.",
    )


def _panel(x: np.ndarray, y: np.ndarray, w: float, b: float, tall: float) -> str:
    half = float(np.abs(x).max()) + 0.2
    unit = _WIDE / (2 * half)
    axes = Axes((-half, half), (-tall, tall), 8, 44, _WIDE, 2 * tall * unit)
    mean = float(np.mean((w * x + b - y) ** 2))
    marks = [
        label(8, 14, f"$w$ = {plain(w)}, $b$ = {plain(b)}", fill="ink", bold=True),
        label(8, 33, f"mean of the squares {plain(mean)}", fill="cost"),
    ]
    for at, want in zip(x, y, strict=True):
        says = w * at + b
        side = abs(says - want)
        left, top = axes.at(at - side if at > 0 else at, max(says, want))
        marks.append(
            rectangle(
                left, top, side * unit, side * unit, fill="cost", stroke="cost",
                stroke_width=0.75, opacity=0.14,
            )
        )  # fmt: skip
        marks.append(line(*axes.at(at, says), *axes.at(at, want), stroke="cost", width=2))
    axis = np.linspace(-half, half, 201)
    marks.append(axes.curve(axis, w * axis + b))
    marks += [disc(*axes.at(*p), 0.5, r=4, ring_width=1) for p in zip(x, y, strict=True)]
    return drawing(_WIDE + 16, axes.bottom + 6, marks)
