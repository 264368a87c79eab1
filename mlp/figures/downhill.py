"""Walking down a curve: the derivative at your feet, the steps, the learning rate, the history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np

from mlp import gradient_descent
from mlp.figures.picture import Picture
from mlp.look.axes import Axes
from mlp.look.numbers import plain, signed
from mlp.look.svg import arrow, disc, drawing, label, line, polyline

Curve = Callable[[float], float]


def _square(w: float) -> float:
    return w**2


def _walk(rate: float, steps: int) -> np.ndarray:
    return gradient_descent(lambda w: 2 * w, 4.0, rate, steps)


def central_difference(f: Curve = _square, w: float = 1.0, h: float = 0.6) -> Picture:
    """Show why a derivative is measured to both sides: the chord runs along the curve.

    Parameters
    ----------
    f : function of one number
    w, h : float
        Where the derivative is measured, and how far to each side.
    """
    low, high = w - 2.1 * h, w + 1.9 * h
    xs = np.linspace(low, high, 80)
    ys = np.array([f(x) for x in xs])
    room = 0.08 * np.ptp(ys)
    axes = Axes((low, high), (ys.min() - room, ys.max()), left=16, top=10, width=318, height=196)
    two_sided = (f(w + h) - f(w - h)) / (2 * h)
    one_sided = (f(w + h) - f(w)) / h

    def through(x: float, slope: float, reach: float, **style) -> str:
        ends = [(x - reach, f(x) - slope * reach), (x + reach, f(x) + slope * reach)]
        return line(*axes.at(*ends[0]), *axes.at(*ends[1]), **style)

    left, middle, right = (axes.at(x, f(x)) for x in (w - h, w, w + h))
    marks = [
        axes.curve(xs, ys, stroke="cost"),
        *(line(x, y, x, axes.bottom, dash="2 4") for x, y in (left, middle, right)),
        line(*middle, *right, stroke="ring", width=2, dash="5 5"),
        line(*left, *right, stroke="ink", width=2),
        through(w, two_sided, 0.75 * h, stroke="ink", width=0.75),
        *(disc(x, y, 0.0, r=5) for x, y in (left, right)),
        disc(*middle, 1.0, r=5),
        label(middle[0] - 22, middle[1] - 66, "both sides", anchor="end", fill="ink", bold=True),
        label(
            middle[0] - 22, middle[1] - 48, f"slope {plain(two_sided)}", anchor="end", fill="ink"
        ),
        label(right[0] + 9, middle[1] - 2, "one side"),
        label(right[0] + 9, middle[1] + 16, f"slope {plain(one_sided)}"),
        label(axes.right - 14, axes.at(high, f(high))[1] + 4, "$C$", anchor="end", fill="cost"),
        axes.x_axis([(w - h, ""), (w, ""), (w + h, "")]),
        label(left[0], axes.bottom + 20, "$w - h$", anchor="middle"),
        label(middle[0], axes.bottom + 20, "$w$", anchor="middle"),
        label(right[0], axes.bottom + 20, "$w + h$", anchor="middle"),
    ]
    return Picture(
        (drawing(350, 236, marks),),
        alt=f"A curve and two lines. Through the points h = {h:g} to both sides of w = {w:g}: "
        f"slope {plain(two_sided)}, almost parallel to the curve at w. Through w and the point on "
        f"the right only: slope {plain(one_sided)}, too steep.",
    )


def descent(f: Curve = _square, path: Sequence[float] | None = None) -> Picture:
    """Show descent along a curve: the places on it, and the steps as arrows below.

    Parameters
    ----------
    f : function of one number
    path : sequence of float, (steps + 1,)
        Where the walk stood, from `mlp.gradient_descent`.
    """
    path = _walk(0.1, 12) if path is None else np.asarray(path, float)
    wide, narrow = (_descent(f, path, width) for width in (680, 350))
    steps = np.diff(path)
    return Picture(
        (wide,),
        alt=f"A cost curve and {len(steps)} steps down it, from w = {plain(path[0])} to "
        f"w = {plain(path[-1])}. The first step is {signed(steps[0], 2)}, the last "
        f"{signed(steps[-1], 2)}: the steps shrink as the ground gets flatter.",
        narrow=(narrow,),
    )


def _descent(f: Curve, path: np.ndarray, width: float) -> str:
    reach = 1.12 * np.abs(path).max()
    xs = np.linspace(-0.45 * reach, reach, 160)
    ys = np.array([f(x) for x in xs])
    axes = Axes((xs[0], xs[-1]), (ys.min(), ys.max()), 12, 10, width - 24, 200)
    places = [axes.at(w, f(w)) for w in path]
    arrows_at = axes.bottom + 18
    marks = [axes.curve(xs, ys, stroke="cost"), axes.x_axis([])]
    marks += [line(x, y + 6, x, arrows_at, dash="1 4") for x, y in places[:5]]
    for (x0, _), (x1, _) in pairwise(places):
        marks.append(arrow(x0, arrows_at, x1, arrows_at, width=2, head=6))
    marks += [disc(x, y, 0.0 if i else 1.0, r=6) for i, (x, y) in reversed([*enumerate(places)])]
    marks.append(label(places[0][0] - 12, places[0][1] - 6, "start", anchor="end", fill="ink"))
    marks.append(label(places[0][0], arrows_at + 22, "long ones", anchor="end"))
    marks.append(label(places[-1][0], arrows_at + 22, "short ones", anchor="middle"))
    marks.append(label(axes.left + 8, axes.at(xs[0], ys[0])[1] - 10, "$C(w)$", fill="cost"))
    marks.append(label(axes.right, arrows_at - 5, "$w$", anchor="end"))
    return drawing(width, arrows_at + 30, marks)


def three_rates(
    f: Curve = _square,
    paths: Sequence[Sequence[float]] | None = None,
    rates: Sequence[float] = (0.02, 0.9, 1.05),
) -> Picture:
    """Show the same start with several learning rates, side by side.

    Parameters
    ----------
    f : function of one number
    paths : sequence of (steps + 1,) arrays
        One walk for each rate.
    rates : sequence of float
        The learning rates.
    """
    walks = [_walk(r, 8) for r in rates] if paths is None else [np.asarray(p) for p in paths]
    reach = 1.08 * max(np.abs(walk).max() for walk in walks)
    parts, said = [], []
    for rate, walk in zip(rates, walks, strict=True):
        xs = np.linspace(-reach, reach, 120)
        ys = np.array([f(x) for x in xs])
        axes = Axes((-reach, reach), (ys.min(), ys.max()), 6, 34, 197, 150)
        places = [axes.at(w, f(w)) for w in walk]
        closer = abs(walk[-1]) < abs(walk[0])
        leaps = walk[1] * walk[0] < 0
        verdict = "leaps closer" if closer and leaps else "creeps" if closer else "flies off"
        said.append(f"learning rate {rate:g}: from {plain(walk[0])} to {plain(walk[-1])}")
        parts.append(
            drawing(
                209,
                208,
                label(6, 12, f"$η$ = {rate:g}", fill="ink", bold=True),
                label(203, 12, verdict, anchor="end"),
                axes.curve(xs, ys, stroke="cost", width=2),
                polyline(places, stroke="ink", width=1),
                [disc(x, y, 0.0, r=5) for x, y in places[1:]],
                disc(*places[0], 1.0, r=5),
                axes.x_axis([(0, "0"), (float(walk[0]), f"{walk[0]:g}")]),
            )
        )
    return Picture(
        tuple(parts),
        alt=f"Walks of {len(walks[0]) - 1} steps on the same curve from the same start. "
        + "; ".join(said)
        + ".",
    )


def cost_along(
    cost_of: Callable[[np.ndarray], float] | None = None,
    theta: np.ndarray | None = None,
    knob: int = 0,
    *,
    name: str = "one weight",
    reach: float = 6.0,
) -> Picture:
    """Show the cost of a network as one of its parameters moves and all others stand still.

    Parameters
    ----------
    cost_of : function of an array
        The cost as a function of all parameters; by default a bowl.
    theta : ndarray, (n_parameters,)
        Where the network stands.
    knob : int
        The place in `theta` of the parameter that moves.
    name : str
        What to call it.
    reach : float
        How far to move it, to each side.
    """
    cost_of = cost_of or (lambda p: float(np.sum((p - 1.0) ** 2)))
    theta = np.zeros(2) if theta is None else np.asarray(theta, float)
    here = float(theta[knob])
    xs = np.linspace(here - reach, here + reach, 61)

    def at(value: float) -> float:
        moved = theta.copy()
        moved[knob] = value
        return float(cost_of(moved))

    ys = np.array([at(x) for x in xs])
    room = 0.12 * np.ptp(ys)
    axes = Axes((xs[0], xs[-1]), (ys.min() - room, ys.max() + room), 46, 26, 292, 150)
    lowest = float(xs[ys.argmin()])
    marks = [
        axes.curve(xs, ys, stroke="cost"),
        line(*axes.at(here, at(here)), axes.at(here, 0)[0], axes.bottom, dash="2 4"),
        disc(*axes.at(here, at(here)), 1.0, r=7),
        axes.x_axis(
            [
                (float(xs[0]), plain(xs[0], 1)),
                (here, plain(here)),
                (float(xs[-1]), plain(xs[-1], 1)),
            ],
            name,
        ),
        axes.y_axis([(float(y), plain(y)) for y in (ys.min(), ys.max())], fill="cost"),
        label(axes.left - 38, 14, "cost $C$", fill="cost"),
    ]
    return Picture(
        (drawing(350, 218, marks),),
        alt=f"The cost as {name} moves from {plain(xs[0])} to {plain(xs[-1])}. The network stands "
        f"at {plain(here)}, where the cost is {plain(at(here), 3)}; the lowest point of the curve "
        f"is near {plain(lowest)}, at {plain(ys.min(), 3)}.",
    )


def cost_history(
    costs: Sequence[float] | None = None, *, unit: str = "step", shelf: float | None = None
) -> Picture:
    """Show how the cost fell.

    Parameters
    ----------
    costs : sequence of float
        The cost after each step, in order.
    unit : str
        What is counted from left to right.
    shelf : float, optional
        A height at which to draw a guide, for a cost that means something.
    """
    costs = np.asarray(_walk(0.1, 20) ** 2 if costs is None else costs, float)
    top = float(costs.max())
    said = f"The cost over {len(costs)} {unit}s: it starts at {plain(costs[0])}, " + (
        f"is {plain(costs[len(costs) // 2])} half-way and {plain(costs[-1])} at the end."
    )
    drawings = []
    for width in (680, 350):
        axes = Axes((0, len(costs) - 1), (0, 1.04 * top), 44, 26, width - 100, 170)
        end = axes.at(len(costs) - 1, costs[-1])
        marks = [
            label(6, 12, "cost $C$", fill="cost"),
            axes.curve(range(len(costs)), costs, stroke="cost"),
            axes.x_axis([0, len(costs) - 1], unit),
            axes.y_axis([0, (top, plain(top))], fill="cost"),
            label(end[0] + 8, end[1] + 4.5, plain(costs[-1]), fill="cost", bold=True),
        ]
        if shelf is not None:
            x0, y = axes.at(0, shelf)
            marks.insert(1, line(x0, y, axes.right, y, dash="2 4"))
            marks.append(label(axes.right + 8, y + 4.5, plain(shelf)))
        drawings.append(drawing(width, 234, marks))
    return Picture((drawings[0],), alt=said, narrow=(drawings[1],))
