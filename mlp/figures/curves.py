"""Activation functions: sigmoid, ReLU and tanh, and their derivatives."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from mlp.core import activations
from mlp.figures.picture import Picture
from mlp.look.axes import Axes
from mlp.look.numbers import plain, short, signed
from mlp.look.svg import disc, drawing, label, line

Z = np.linspace(-5, 5, 201)


def sigmoid() -> Picture:
    """Draw the sigmoid, with three of its values."""
    return _alone(
        activations.sigmoid,
        "σ",
        (0, 1),
        [-4, 0, 2],
        "The sigmoid squashes every number into 0 to 1. Far left it is nearly 0, far right nearly "
        "1, and at 0 exactly half.",
    )


def relu() -> Picture:
    """Draw ReLU, with two of its values."""
    return _alone(
        activations.relu,
        "ReLU",
        (0, 5),
        [-4, 4],
        "ReLU lets what is positive pass. Everything below 0 becomes 0.",
    )


def tanh() -> Picture:
    """Draw tanh, with three of its values."""
    return _alone(
        activations.tanh,
        "tanh",
        (-1, 1),
        [-2, 0, 1],
        "The tanh is a sigmoid from −1 to 1. At 0 it is 0.",
    )


def _alone(f: Callable, name: str, ys: tuple[float, float], points: list, caption: str) -> Picture:
    axes = Axes((-5, 5), ys, 30, 22, 290, 150)
    zero = axes.at(0, 0)
    marks = [
        axes.x_axis([-5, 5] if ys[0] else [-5, 0, 5], y=0),
        axes.y_axis([*ys]),
        label(axes.right, zero[1] - 8, "$z$", anchor="end"),
        line(zero[0], axes.bottom, zero[0], axes.top),
        *(line(30, axes.at(0, a)[1], axes.right, axes.at(0, a)[1], stroke="rule") for a in ys),
        axes.curve(Z, f(Z)),
    ]
    places = [(z, float(f(z)), *axes.at(z, float(f(z)))) for z in points]
    marks += [line(x, zero[1], x, y, stroke="ink2", dash="2 3") for _, _, x, y in places]
    for z, a, x, y in places:
        # A value above the middle is named to its left, clear of the next one's guide.
        left, middle = z < 0, a > 0 and (z == 0 or ys[1] > 1)
        marks += [
            disc(x, y, 1, r=4.5, ring="ink", ring_width=2),
            label(
                x - 9 if middle else max(30, x - 60) if left else x + 9,
                y - 4 if middle else y - 26 if left and a > -0.5 else y + 18,
                f"{name}({_short(z)}) = {plain(a)}",
                anchor="end" if middle else "start",
                fill="ink",
                halo=True,
            ),
        ]
    said = ", ".join(f"{name}({_short(z)}) = {plain(float(f(z)))}" for z in points)
    return Picture(
        (drawing(345, 200, marks),),
        alt=f"The curve of {name} from z = −5 to 5: {said}.",
        caption=caption,
    )


def _short(z: float) -> str:
    return short(z)


def activation_functions() -> Picture:
    """Draw sigmoid, ReLU and tanh with their derivatives, side by side."""
    panels, said = [], []
    for name, f, prime, ys, name_at, slope_at in (
        (
            "sigmoid",
            activations.sigmoid,
            activations.sigmoid_prime,
            (0, 1),
            (-4.8, 0.62),
            (2.0, 0.2),
        ),
        ("ReLU", activations.relu, activations.relu_prime, (0, 5), (-0.2, 3.6), (1.9, 0.3)),
        ("tanh", activations.tanh, activations.tanh_prime, (-1, 1), (-4.8, -0.74), (-4.4, 0.32)),
    ):
        axes = Axes((-5, 5), ys, 24, 10, 178, 118)
        pieces = (Z[Z < 0], Z[Z > 0]) if name == "ReLU" else (Z,)
        marks = [
            axes.x_axis([-5, 5] if ys[0] else [-5, 0, 5], y=0),
            axes.y_axis([*ys] if ys[1] == 1 else [0, 1, 5]),
            *(axes.curve(z, prime(z), stroke="ring", width=1.25) for z in pieces),
            axes.curve(Z, f(Z)),
            label(*axes.at(*name_at), name, fill="ink", bold=True, halo=True),
            label(*axes.at(*slope_at), "derivative", halo=True),
        ]
        panels.append(drawing(209, 152, marks))
        slopes = [float(prime(np.array(z))) for z in (-5.0, 0.5, 5.0)]
        said.append(f"{name} has derivatives {', '.join(plain(s) for s in slopes)}")
    return Picture(
        tuple(panels),
        alt="Three activation functions with their derivatives, here at z = −5, 0.5 and 5. "
        + "; ".join(said)
        + ".",
        caption="Three ways to squash, and how strongly they react. The thick line is the "
        "function, the thin line its derivative. Only that of ReLU stays at 1 for large $z$.",
    )


def threshold(bias: float = -10) -> Picture:
    """Draw what a bias does: the weighted sum has to exceed minus the bias.

    Parameters
    ----------
    bias : float
        Between −15 and −4.
    """
    sums = np.linspace(-6, 20, 261)
    axes = Axes((-6, 20), (0, 1), 26, 28, 310, 110)
    bar, floor = axes.at(-bias, 0)
    marks = [
        axes.x_axis([0, -bias, 20], "weighted sum"),
        axes.y_axis([0, 1]),
        line(axes.at(0, 0)[0], floor, axes.at(0, 0)[0], axes.top, stroke="rule"),
        line(bar, floor, bar, axes.top, stroke="ink2", dash="2 3"),
        axes.curve(sums, activations.sigmoid(sums), stroke="ring", width=1.25),
        axes.curve(sums, activations.sigmoid(sums + bias)),
        label(axes.at(0, 0)[0], 16, "no bias", anchor="middle"),
        label(bar, 16, f"bias {signed(bias, 0)}", fill="ink", bold=True, anchor="middle"),
    ]
    return Picture(
        (drawing(345, 180, marks),),
        alt=f"The activation against the weighted sum. Without a bias it passes one half at 0, "
        f"with a bias of {signed(bias, 0)} at {_short(-bias)}.",
        caption=f"The bias sets the bar. With a bias of {signed(bias, 0)} the neuron waits until "
        f"the sum exceeds {_short(-bias)}.",
    )
