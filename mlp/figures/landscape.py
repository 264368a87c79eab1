"""Costs of two parameters: the surface, the map with arrows of the gradient, walks on the map."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from mlp import gradient_descent, numerical_gradient
from mlp.examples import two_valleys
from mlp.figures.contours import level_lines
from mlp.figures.picture import Picture
from mlp.look.axes import Axes
from mlp.look.colours import colour
from mlp.look.numbers import plain
from mlp.look.svg import arrow, disc, drawing, label, line, polyline

Land = Callable[[np.ndarray], float]
LEVELS = 12


def heights(f: Land, xs: np.ndarray, ys: np.ndarray) -> np.ndarray:
    """Return f on a grid, shape (len(ys), len(xs))."""
    return np.array([[f(np.array([x, y])) for x in xs] for y in ys], float)


def contours(
    axes: Axes, f: Land, levels: int | Sequence[float] = LEVELS, *, opacity: float = 0.55
) -> str:
    """Return quiet lines of equal height in the axes, the lower ones closer in value.

    Parameters
    ----------
    axes : Axes
    f : function of an array of two numbers
    levels : int or sequence of float
        How many lines, or their heights.
    """
    xs = np.linspace(*axes.xs, 61)
    ys = np.linspace(*axes.ys, 61)
    zs = heights(f, xs, ys)
    if isinstance(levels, int):
        levels = zs.min() + np.ptp(zs) * (np.arange(1, levels + 1) / (levels + 1)) ** 2
    drawn = []
    for level in levels:
        for points in level_lines(zs, float(level)):
            x = np.interp(points[:, 0], np.arange(len(xs)), xs)
            y = np.interp(points[:, 1], np.arange(len(ys)), ys)
            places = [axes.at(*p) for p in zip(x, y, strict=True)]
            drawn.append(polyline(places, stroke="ring", width=1, opacity=opacity))
    return "".join(drawn)


def _axes(axes: Axes, names: tuple[str, str]) -> str:
    (x0, x1), (y0, y1) = axes.xs, axes.ys
    return (
        axes.x_axis([(x0, plain(x0, 1)), (x1, plain(x1, 1))])
        + label((axes.left + axes.right) / 2, axes.bottom + 18, names[0], anchor="middle")
        + axes.y_axis([(y0, plain(y0, 1)), (y1, plain(y1, 1))])
        + label(axes.left - 8, (axes.top + axes.bottom) / 2 + 4, names[1], anchor="end")
    )


def _map_axes(width: float, half: Sequence[float]) -> Axes:
    """Return a axes in which both parameters have the same scale: right angles look right."""
    across = width - 56
    return Axes(
        (-half[0], half[0]), (-half[1], half[1]), 40, 10, across, across * half[1] / half[0]
    )


def _arrows(axes: Axes, tails: Sequence[np.ndarray], tips: Sequence[np.ndarray]) -> str:
    """Return many arrows as one mark: a map has a hundred of them."""
    path = ""
    for tail, tip in zip(tails, tips, strict=True):
        (x0, y0), (x1, y1) = axes.at(*tail), axes.at(*tip)
        length = max(float(np.hypot(x1 - x0, y1 - y0)), 0.1)
        ux, uy = (x1 - x0) / length, (y1 - y0) / length
        head = min(5.0, max(3.0, 0.4 * length))
        left = (x1 - head * (ux + 0.75 * uy), y1 - head * (uy - 0.75 * ux))
        right = (x1 - head * (ux - 0.75 * uy), y1 - head * (uy + 0.75 * ux))
        ends = [(x0, y0), (x1, y1)], [left, (x1, y1), right]
        path += "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in part) for part in ends)
    return (
        f'<path d="{path}" fill="none" stroke="{colour("ink")}" stroke-width="1.75" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
    )


def downhill_arrows(f: Land = two_valleys) -> Picture:
    """Show minus the gradient as arrows on a map with lines of equal height.

    Parameters
    ----------
    f : function of an array of two numbers
    """
    drawings = []
    for width, half, columns, rows in ((680, (1.4, 0.8), 13, 7), (350, (1.4, 1.1), 9, 7)):
        axes = _map_axes(width, half)
        grid = [
            np.array([w, b])
            for w in np.linspace(-0.86, 0.86, columns) * half[0]
            for b in np.linspace(-0.86, 0.86, rows) * half[1]
        ]
        slopes = [numerical_gradient(f, p) for p in grid]
        longest = max(np.linalg.norm(s) for s in slopes)
        reach = 0.92 * (grid[rows][0] - grid[0][0]) / longest
        marks = [contours(axes, f)]
        tips = [p - reach * s for p, s in zip(grid, slopes, strict=True)]
        marks.append(_arrows(axes, grid, tips))
        drawings.append(drawing(width, axes.bottom + 26, marks, _axes(axes, ("$w$", "$b$"))))
    steep = grid[int(np.argmax([np.linalg.norm(s) for s in slopes]))]
    return Picture(
        (drawings[0],),
        alt="A map of a cost with two parameters. Arrows of minus the gradient cross the lines of "
        "equal height at right angles and lead into two valleys. The longest arrow stands at "
        f"({plain(steep[0], 1)}, {plain(steep[1], 1)}), where the gradient has the length "
        f"{plain(longest, 1)}.",
        narrow=(drawings[1],),
    )


def descent_map(f: Land = two_valleys, walks: Sequence[np.ndarray] | None = None) -> Picture:
    """Show walks on a map with lines of equal height.

    Parameters
    ----------
    f : function of an array of two numbers
    walks : sequence of (steps + 1, 2) arrays
        From `mlp.gradient_descent`.
    """
    if walks is None:
        walks = [
            gradient_descent(lambda p: numerical_gradient(f, p), np.array(start), 0.08, 40)
            for start in [(1.35, 0.7), (-0.2, 0.75), (0.2, -0.7)]
        ]
    every = np.concatenate([np.asarray(walk) for walk in walks])
    half = np.maximum(np.abs(every).max(axis=0) * 1.06, (1.4, 0.8))
    drawings = []
    for width in (680, 350):
        axes = _map_axes(width, half)
        size = 3.5 if width > 400 else 2.5
        marks = [contours(axes, f)]
        for walk in walks:
            places = [axes.at(*p) for p in walk]
            marks.append(polyline(places, stroke="ink", width=1.5))
            marks += [disc(x, y, 0.0, r=size, ring_width=1) for x, y in places[1:]]
            marks.append(disc(*places[0], 1.0, r=size + 2))
        drawings.append(drawing(width, axes.bottom + 26, marks, _axes(axes, ("$w$", "$b$"))))
    said = "; ".join(
        f"from ({plain(walk[0][0])}, {plain(walk[0][1])}) to "
        f"({plain(walk[-1][0])}, {plain(walk[-1][1])}), cost {plain(f(walk[-1]))}"
        for walk in walks
    )
    return Picture(
        (drawings[0],),
        alt=f"Walks down the gradient on a map of the cost: {said}.",
        narrow=(drawings[1],),
    )


def cost_surface(f: Land = two_valleys) -> Picture:
    """Show a cost of two parameters as a landscape, seen from above at a slant.

    Parameters
    ----------
    f : function of an array of two numbers
    """
    wide = _surface(f, np.linspace(-1.4, 1.4, 29), np.linspace(-0.9, 0.9, 13), 1.6)
    narrow = _surface(f, np.linspace(-1.4, 1.4, 21), np.linspace(-0.9, 0.9, 10), 1.0)
    ws = np.linspace(-1.4, 1.4, 81)
    zs = heights(f, ws, np.zeros(1))
    low = [zs[:, ws < 0].min(), zs[:, ws > 0].min()]
    return Picture(
        (wide,),
        alt="A landscape over the plane of w and b, whose height is the cost. It has two valleys, "
        f"one on the left with its bottom at {plain(low[0])}, one on the right at {plain(low[1])}, "
        "and a pass between them. A line across it shows the cut at b = 0.",
        narrow=(narrow,),
    )


def _surface(f: Land, ws: np.ndarray, bs: np.ndarray, size: float) -> str:
    """Return the landscape, faces from the back to the front, `size` times 350 px wide."""
    zs = heights(f, ws, bs)
    base = float(zs.min())

    def at(w: float, b: float, z: float) -> tuple[float, float]:
        x = 172 + 92 * w + 46 * b
        y = 176 + 10 * w - 52 * b - 56 * (z - base)
        return size * x, size * y

    faces = []
    for j in reversed(range(len(bs) - 1)):
        for i in range(len(ws) - 1):
            corners = [(i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1)]
            level = np.mean([zs[row, column] for column, row in corners])
            share = round(6 + 64 * float((level - base) / np.ptp(zs)))
            places = (at(ws[column], bs[row], zs[row, column]) for column, row in corners)
            path = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
            faces.append(
                f'<path d="M{path}Z" fill="color-mix(in srgb,{colour("cost")} {share}%,'
                'var(--ground, #fff))"/>'
            )
    cut = [at(w, 0.0, f(np.array([w, 0.0]))) for w in np.linspace(ws[0], ws[-1], 80)]
    valley = cut[round(0.14 * len(cut))]
    front = [at(w, bs[0], base - 0.25) for w in (ws[0], ws[-1])]
    side = at(ws[-1] + 0.1, 0.7 * bs[-1], base - 0.25)
    right = at(ws[-1] + 0.1, bs[0], base - 0.25)
    middle = at(0.0, bs[0], base - 0.25)
    return drawing(
        350 * size,
        size * 246 + 12,
        f'<g stroke="{colour("ring")}" stroke-opacity="0.55" stroke-width="0.5">',
        faces,
        "</g>",
        polyline(cut, stroke="ink", width=2),
        line(valley[0], valley[1] + 4, valley[0] + 24, valley[1] + 44, stroke="ink2"),
        label(valley[0] + 30, valley[1] + 52, "the cut $b$ = 0", fill="ink"),
        arrow(*front[0], *front[1], stroke="ring", width=1, head=5),
        label(middle[0], middle[1] + 16, "$w$", anchor="middle"),
        arrow(*right, *side, stroke="ring", width=1, head=5),
        label((right[0] + side[0]) / 2 + 8, (right[1] + side[1]) / 2 + 10, "$b$"),
        label(4, 14, "height: cost $C$", fill="cost"),
    )
