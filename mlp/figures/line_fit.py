"""A line that learns: sixty handwritten ones, the line through them, and its way down the cost."""

from __future__ import annotations

import numpy as np

from mlp import gradient_descent, line_gradient
from mlp.examples import ones_that_lean
from mlp.figures.landscape import contours
from mlp.figures.picture import Picture
from mlp.look.axes import Axes
from mlp.look.images import digit
from mlp.look.numbers import plain
from mlp.look.svg import disc, drawing, label, line, polyline


def _points(axes: Axes, x: np.ndarray, y: np.ndarray) -> str:
    return "".join(
        disc(*axes.at(a, b), 0.5, r=3.5, ring_width=1) for a, b in zip(x, y, strict=True)
    )


def _plane(x: np.ndarray, y: np.ndarray) -> Axes:
    spans = [(v.min() - 0.08 * np.ptp(v), v.max() + 0.08 * np.ptp(v)) for v in (x, y)]
    return Axes(spans[0], spans[1], 10, 44, 308, 200)


def _plane_axes(axes: Axes) -> str:
    x, y = axes.at(0, 0)
    return (
        line(axes.left, y, axes.right, y)
        + line(x, axes.top, x, axes.bottom)
        + label(axes.right, y + 16, "head $x$", anchor="end")
        + label(x + 6, axes.top - 4, "foot $y$")
    )


def leaning_ones(
    x: np.ndarray | None = None, y: np.ndarray | None = None, images: np.ndarray | None = None
) -> Picture:
    """Show three of the ones with their heads and feet, and all of them as points.

    Parameters
    ----------
    x, y : ndarray, (n,)
        Head and foot, in pixels right of the middle.
    images : ndarray, (n, 28, 28)
        The ones.
    """
    if x is None or y is None or images is None:
        x, y, images = ones_that_lean()
    order = np.argsort(x)
    chosen = [int(order[0]), int(order[len(order) // 2]), int(order[-1])]
    axes = _plane(x, y)
    plot = [_plane_axes(axes), _points(axes, x, y)]
    shown = []
    for i, (k, name) in enumerate(zip(chosen, "ABC", strict=True)):
        left, top, size = 6 + 108 * i, 44, 100
        px = size / 28
        shown.append(digit(images[k], left, top, size))
        shown.append(
            line(left, top + size / 2, left + size, top + size / 2, stroke="ring", dash="2 4")
        )
        for value, row in ((x[k], 7), (y[k], 21)):
            spot = left + (value + 14) * px
            shown.append(disc(spot, top + row * px, 0.0, r=5, ring="spot", ring_width=3))
        shown.append(label(left, 34, name, fill="ink", bold=True))
        shown.append(label(left, top + size + 20, f"head {plain(x[k], 1)}"))
        shown.append(label(left, top + size + 38, f"foot {plain(y[k], 1)}"))
        spot = axes.at(x[k], y[k])
        plot.append(disc(*spot, 0.0, r=5, ring="spot", ring_width=3))
        plot.append(label(spot[0] + 9, spot[1] - 7, name, fill="ink", bold=True, halo=True))
    return Picture(
        (drawing(328, 210, shown), drawing(328, 256, plot)),
        alt=f"{len(x)} handwritten ones as points: where the head is against where the foot is. "
        f"Head {plain(x.min(), 1)} to {plain(x.max(), 1)}, foot {plain(y.min(), 1)} to "
        f"{plain(y.max(), 1)} pixels right of the middle; heads to the right go with feet to the "
        "left.",
    )


def lines_learning(
    x: np.ndarray | None = None, y: np.ndarray | None = None, path: np.ndarray | None = None
) -> Picture:
    """Show the line at several moments of its training, and the same moments on the cost's map.

    Parameters
    ----------
    x, y : ndarray, (n,)
        The points.
    path : ndarray, (steps + 1, 2)
        Weight and bias after each step.
    """
    if x is None or y is None:
        x, y, _ = ones_that_lean()
    if path is None:
        path = gradient_descent(lambda p: np.array(line_gradient(x, y, *p)), np.zeros(2), 0.05, 60)
    last = len(path) - 1
    moments = sorted({0, 1, last} & set(range(last + 1)))
    return Picture(
        (_lines(x, y, path, moments), _map(x, y, path, moments)),
        alt="Left: points and the line at steps "
        + ", ".join(f"{k} (weight {plain(path[k][0])}, bias {plain(path[k][1])})" for k in moments)
        + ". Right: the same path on the map of the cost over weight and bias.",
    )


def _lines(x: np.ndarray, y: np.ndarray, path: np.ndarray, moments: list[int]) -> str:
    axes = _plane(x, y)
    marks = [
        label(6, 12, "the line", fill="ink", bold=True),
        _plane_axes(axes),
        _points(axes, x, y),
    ]
    ends = np.array(axes.xs)
    for k in moments:
        final = k == moments[-1]
        values = path[k][0] * ends + path[k][1]
        at = [axes.at(a, b) for a, b in zip(ends, values, strict=True)]
        marks.append(polyline(at, stroke="ink", width=2.5 if final else 1.25))
        if k == 0:
            marks.append(
                label(at[1][0], at[1][1] - 6, "start", anchor="end", fill="ink", halo=True)
            )
        else:
            marks.append(label(at[0][0] + 2, at[0][1] - 6, f"step {k}", fill="ink", bold=final))
    return drawing(328, 256, marks)


def _map(x: np.ndarray, y: np.ndarray, path: np.ndarray, moments: list[int]) -> str:
    def cost_at(p: np.ndarray) -> float:
        return float(np.mean((p[0] * x + p[1] - y) ** 2))

    low, high = path.min(axis=0), path.max(axis=0)
    room = 0.35 * np.maximum(high - low, 0.5)
    axes = Axes(
        (low[0] - room[0], high[0] + room[0]),
        (low[1] - room[1], high[1] + room[1]),
        40,
        52,
        280,
        176,
    )
    places = [axes.at(*p) for p in path]
    marks = [
        label(6, 12, "its cost, as a map", fill="ink", bold=True),
        contours(axes, cost_at),
        polyline(places, stroke="ink", width=1.5),
        *(disc(*place, 0.0, r=3, ring_width=1) for place in places[1:]),
        disc(*places[0], 1.0, r=5.5),
        axes.x_axis([(float(v), plain(v, 1)) for v in axes.xs]),
        label((axes.left + axes.right) / 2, axes.bottom + 18, "weight $w$", anchor="middle"),
        axes.y_axis([(float(v), plain(v, 1)) for v in axes.ys]),
    ]
    for k in moments:
        text = "start" if k == 0 else f"step {k}"
        below = 20 if k == 1 else 4.5
        marks.append(label(places[k][0] + 9, places[k][1] + below, text, fill="ink", halo=True))
    marks.append(label(6, 36, "bias $b$"))
    return drawing(328, 256, marks)
