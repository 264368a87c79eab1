"""What depends on what at the last link, the derivative of each step, and several paths."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from mlp import sigmoid, sigmoid_prime
from mlp.figures.picture import Picture
from mlp.look.colours import sign_colour
from mlp.look.numbers import plain, signed
from mlp.look.svg import disc, drawing, edge, label, line, polyline, ring

_A, _W, _B, _Y = 0.83, -1.5, 0.6, 1.0


def dependency_tree(a_prev: float = _A, w: float = _W, b: float = _B, y: float = _Y) -> Picture:
    """Draw the tree of the last link: w, a, b make z, z makes a, a and y make the cost.

    Parameters
    ----------
    a_prev, w, b, y : float
        Activation of the neuron before, weight, bias, wanted output.

    Returns
    -------
    Picture
    """
    z = float(w * a_prev + b)
    a = float(sigmoid(z))
    cost = (a - y) ** 2
    marks = [
        line(x1, y1, x2, y2, stroke="ring", width=1.5)
        for x1, y1, x2, y2 in (
            (76, 76, 154, 140),
            (175, 90, 175, 134),
            (274, 76, 196, 140),
            (175, 188, 175, 220),
            (175, 280, 175, 314),
            (274, 270, 200, 322),
        )
    ]
    marks += [
        _quantity(52, 44, "$w^{(L)}$", signed(w), sign_colour(w, text=True)),
        disc(175, 60, a_prev, r=26, text=plain(a_prev)),
        label(175, 24, "$a^{(L-1)}$", anchor="middle", fill="ink"),
        _quantity(298, 44, "$b^{(L)}$", signed(b), sign_colour(b, text=True)),
        _quantity(175, 158, "$z^{(L)}$", plain(z), "ink"),
        disc(175, 250, a, r=26, text=plain(a)),
        label(141, 255, "$a^{(L)}$", anchor="end", fill="ink"),
        disc(298, 250, y, r=26, text=plain(y), ring="want", ring_width=3),
        label(298, 214, "$y$", anchor="middle", fill="want"),
        _quantity(175, 336, "$C_0$", plain(cost), "cost", name="cost"),
    ]
    return Picture(
        (drawing(350, 370, marks),),
        alt="A tree, read from top to bottom. At the top the weight "
        f"{signed(w)}, the activation before, {plain(a_prev)}, and the bias {signed(b)}. Lines "
        f"lead from all three to z = {plain(z)}, from z to the activation {plain(a)}, and from "
        f"there and from the wanted output {plain(y)} to the cost {plain(cost)}.",
    )


def three_slopes(a_prev: float = _A, w: float = _W, b: float = _B, y: float = _Y) -> Picture:
    """Draw the three steps to the cost as curves, each with its derivative at the network's place.

    Parameters
    ----------
    a_prev, w, b, y : float
        As for `dependency_tree`.

    Returns
    -------
    Picture
    """
    z = float(w * a_prev + b)
    a = float(sigmoid(z))
    slopes = (float(a_prev), float(sigmoid_prime(z)), 2 * (a - y))
    reach = max(2.5, abs(w) + 0.5)
    panels = (
        _curve(lambda u: u * a_prev + b, w, slopes[0], (-reach, reach), None,
               ("$w^{(L)}$", "$z^{(L)}$"), "$a^{(L-1)}$", "ink"),
        _curve(sigmoid, z, slopes[1], (-5, 5), (0, 1), ("$z^{(L)}$", "$a^{(L)}$"),
               "$σ^{′}(z^{(L)})$", "ink"),
        _curve(lambda u: (u - y) ** 2, a, slopes[2], (0, 1), (0, 1),
               ("$a^{(L)}$", "$C_0$"), "$2(a^{(L)} - y)$", "cost"),
    )  # fmt: skip
    return Picture(
        panels,
        alt="Three curves, each with a straight line that touches it, and the derivatives there. "
        f"z against w is straight: {signed(slopes[0], 2)}. a against z is the sigmoid: "
        f"{signed(slopes[1], 2)} at z = {plain(z)}. The cost against a is a parabola: "
        f"{signed(slopes[2], 2)} at a = {plain(a)}.",
    )


def several_paths(
    a_i: float = 0.8, w=(2.0, -1.0, 0.5), b=(-1.0, 0.4, 0.1), y=(1.0, 0.0, 0.0)
) -> Picture:
    """Draw one neuron that feeds several, the rate on each edge, and what each path brings.

    Parameters
    ----------
    a_i : float
        Activation of the neuron before.
    w, b, y : (n_out,) sequences
        Weights that lead away from it, biases and wanted outputs of the neurons they lead to.

    Returns
    -------
    Picture
    """
    w, b, y = (np.asarray(values, float) for values in (w, b, y))
    z = w * a_i + b
    a = sigmoid(z)
    deltas = sigmoid_prime(z) * 2 * (a - y)
    places = [66 + 82 * j for j in range(len(w))]
    middle = (places[0] + places[-1]) / 2
    largest = max(2.0, float(np.abs(w).max()))
    marks, below = [], places[-1] + 58
    for j, (at, delta) in enumerate(zip(places, deltas, strict=True)):
        y_left, y_right = (middle + at) / 2, (at + middle) / 2
        away = -10 if at == middle else -17 if at < middle else 27
        marks += [
            edge(36, middle, 160, at, w[j], largest=largest, r1=24, r2=24, widest=6),
            line(184, at, 296, middle, stroke="cost", width=1.5),
            disc(160, at, a[j], r=24, text=plain(a[j])),
            label(98, y_left + away, signed(w[j]), anchor="middle", halo=True,
                  fill=sign_colour(w[j], text=True)),
            label(240, y_right + away, signed(delta, 3), anchor="middle", halo=True,
                  fill=sign_colour(delta, text=True)),
            label(10, below + 22 * j, f"path {j}"),
            label(64, below + 22 * j, f"{signed(w[j])} · ({signed(delta, 3)})", fill="ink"),
            label(252, below + 22 * j, f"{signed(w[j] * delta, 3)}", anchor="end",
                  fill=sign_colour(w[j] * delta, text=True)),
        ]  # fmt: skip
    total, bottom = float(w @ deltas), below + 22 * len(w)
    marks += [
        disc(36, middle, a_i, r=24, text=plain(a_i)),
        label(36, middle - 34, "$a_i$", anchor="middle", fill="ink"),
        label(160, places[0] - 34, "$a_j$", anchor="middle", fill="ink"),
        label(98, places[0] - 34, "$w_{ji}$", anchor="middle", fill="ink"),
        label(240, places[0] - 34, "$δ_j$", anchor="middle", fill="ink"),
        label(302, middle + 5, "$C_0$", fill="cost"),
        line(64, bottom - 14, 252, bottom - 14),
        label(64, bottom + 4, "together", fill="ink", bold=True),
        label(252, bottom + 4, signed(total, 3), anchor="end", bold=True,
              fill=sign_colour(total, text=True)),
    ]  # fmt: skip
    return Picture(
        (drawing(350, bottom + 14, marks),),
        alt=f"A neuron at {plain(a_i)} feeds {len(w)} others. The rates along the paths are weight "
        f"times delta: {', '.join(signed(r, 3) for r in w * deltas)}; {signed(total, 3)} in all.",
    )


def _quantity(x: float, y: float, symbol: str, value: str, ink: str, *, name: str = "ink") -> str:
    """Return a symbol with its number below it."""
    return label(x, y, symbol, anchor="middle", fill=name) + label(
        x, y + 20, value, anchor="middle", fill=ink
    )


def _curve(
    f: Callable, at: float, slope: float, xs: tuple[float, float],
    ys: tuple[float, float] | None, names: tuple[str, str], meaning: str, ink: str,
) -> str:  # fmt: skip
    """Return a curve with the straight line that touches it at one point."""
    width, height, left, top, bottom = 209, 208, 20, 26, 152
    u = np.linspace(*xs, 101)
    v = np.asarray(f(u), float)
    low, high = ys or (float(v.min()), float(v.max()))

    def place(x: float, y: float) -> tuple[float, float]:
        return (
            left + (x - xs[0]) / (xs[1] - xs[0]) * (width - left - 16),
            bottom - (y - low) / (high - low) * (bottom - top),
        )

    value = float(f(at))
    ends = []
    for side in (-1, 1):
        # The touching line ends where it leaves the axes, or after 0.3 of the width.
        step = side * 0.3 * (xs[1] - xs[0])
        rise = slope * step
        if rise:
            room = (high - value) / rise if rise > 0 else (low - value) / rise
            step *= min(1.0, max(0.0, room))
        ends.append(place(at + step, value + slope * step))
    x0, y0 = place(at, value)
    floor = place(0, min(max(0.0, low), high))[1]
    marks = [
        line(left, floor, width - 16, floor, stroke="ring"),
        label(width - 16, floor + 18, names[0], anchor="end", fill="ink"),
        label(left, 14, names[1], fill="cost" if ink == "cost" else "ink"),
        polyline([place(x, y) for x, y in zip(u, v, strict=True)], stroke=ink),
        polyline(ends, stroke="ring", width=1.5) if ys else "",
        ring(x0, y0, 5, fill="spot", stroke="ink"),
        label(width / 2, 200, f"{meaning} = {signed(slope, 2)}", anchor="middle",
              fill=sign_colour(slope, text=True)),
    ]  # fmt: skip
    return drawing(width, height, marks)
