"""One neuron: what it listens to, how much, and what comes of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mlp import sigmoid
from mlp.examples import bars, edge_weights
from mlp.figures.picture import Picture
from mlp.look.axes import Axes
from mlp.look.colours import ink_on, sign_colour
from mlp.look.images import digit, weight_map
from mlp.look.numbers import plain, signed
from mlp.look.svg import arrow, disc, drawing, edge, label, rectangle

_STEP, _LEFT, _RIGHT, _TOP = 70.0, 46.0, 226.0, 32.0  # of one neuron and those it listens to


def neuron(
    a: Sequence[float] = (0.9, 0.1, 0.5),
    w: Sequence[float] = (2.0, -1.0, 0.0),
    b: float | None = None,
) -> Picture:
    """Draw one neuron that listens to a few others.

    Without a bias it holds the weighted sum; with one, also z and the activation σ(z).

    Parameters
    ----------
    a, w : sequence of float, (n_in,)
        Activations before it, and its weights; up to six are legible.
    b : float, optional
        Its bias.
    """
    a, w = np.asarray(a, float), np.asarray(w, float)
    if a.shape != w.shape or a.ndim != 1:
        raise ValueError(f"expected as many weights as activations, got {w.shape} and {a.shape}")
    middle = _TOP + (len(a) - 1) * _STEP / 2
    largest = max(1.0, float(np.abs(w).max()), abs(b or 0.0))
    total = float(w @ a)
    marks = [
        _input(i, value, weight, middle, largest)
        for i, (value, weight) in enumerate(zip(a, w, strict=True))
    ]
    said = ", ".join(f"{plain(v)} with weight {signed(u)}" for v, u in zip(a, w, strict=True))
    if b is None:
        marks += [
            rectangle(_RIGHT - 32, middle - 32, 64, 64, fill="ground", stroke="ink", radius=32),
            label(_RIGHT, middle + 8, "Σ", anchor="middle", fill="ink", size=22),
            label(_RIGHT + 42, middle + 5, f"{plain(total)}", fill="ink", bold=True, size=16),
        ]
        said += f". The weighted sum is {plain(total)}."
    else:
        z = total + b
        marks.append(_biased(z, b, middle, largest))
        said += f", and bias {signed(b)}: z is {plain(z)} and the activation {plain(sigmoid(z))}."
    height = max(2 * _TOP + (len(a) - 1) * _STEP, 0 if b is None else middle + 84)
    return Picture((drawing(345, height, marks),), alt=f"A neuron listens to {said}")


def _input(i: int, value: float, weight: float, middle: float, largest: float) -> str:
    """Return one of the neurons listened to, and its edge with the weight beside it."""
    y = _TOP + i * _STEP
    reach = 32 + 5 * abs(weight) / largest  # a round end stays outside the rim
    x, at = _LEFT + 0.37 * (_RIGHT - _LEFT), y + 0.37 * (middle - y)
    lift = 9 + 5 * abs(weight) / largest + 0.12 * abs(middle - y)
    return (
        edge(_LEFT, y, _RIGHT, middle, weight, largest=largest, r1=22, r2=reach, widest=10)
        + disc(_LEFT, y, value, r=22, text=plain(value))
        + label(16, y + 5, f"$a_{i}$", anchor="end", fill="ink")
        + label(
            x + 4,
            at - lift,
            f"$w_{i}$ = {signed(weight)}",
            anchor="middle",
            fill=sign_colour(weight, text=True),
            bold=True,
            halo=True,
        )
    )


def _biased(z: float, b: float, middle: float, largest: float) -> str:
    """Return the neuron with its bias below, and its z and activation."""
    a = float(sigmoid(z))
    ink = sign_colour(b, text=True)
    return (
        edge(_RIGHT, middle + 34, _RIGHT, middle + 74, b, largest=largest, widest=10)
        + label(_RIGHT + 14, middle + 70, f"$b$ = {signed(b)}", fill=ink, bold=True)
        + disc(_RIGHT, middle, a, r=32, text=plain(a))
        + label(_RIGHT + 40, middle - 4, f"$z$ = {plain(z)}")
        + label(_RIGHT + 40, middle + 16, "$a$ = σ($z$)")
    )


def line_as_network(slope: float = 0.5, intercept: float = 1.0) -> Picture:
    """Draw the smallest network, one input and one output, beside the line that it is.

    Parameters
    ----------
    slope, intercept : float
        Its weight and its bias, from −2 to 2.
    """
    end = slope * 4 + intercept
    return Picture(
        (drawing(310, 156, _smallest_network(slope, intercept)), _its_line(intercept, end)),
        alt=f"One input joined to one output by a slope of {signed(slope)}, with an intercept of "
        f"{signed(intercept)}; beside it the line from {plain(intercept, 1)} at x = 0 to "
        f"{plain(end, 1)} at x = 4.",
        caption="The smallest network is a straight line. Its one weight is the slope, its one "
        "bias the intercept.",
    )


def _smallest_network(slope: float, intercept: float) -> list[str]:
    largest = max(2.0, abs(slope), abs(intercept))

    def named(x: float, y: float, name: str, value: float) -> str:
        ink = sign_colour(value, text=True)
        return label(x, y, f"{name} {signed(value)}", anchor="middle", fill=ink, bold=True)

    return [
        edge(46, 70, 216, 70, slope, largest=largest, r1=22, r2=22, widest=7),
        disc(46, 70, 1, r=22),
        disc(216, 70, 1, r=22),
        label(46, 75, "$x$", anchor="middle", fill=ink_on(1)),
        label(216, 75, "$a$", anchor="middle", fill=ink_on(1)),
        named(131, 54, "slope", slope),
        edge(216, 94, 216, 126, intercept, largest=largest, widest=7),
        named(216, 146, "intercept", intercept),
        label(46, 116, "input", anchor="middle"),
        label(254, 75, "output"),
    ]


def _its_line(intercept: float, end: float) -> str:
    low, high = sorted((0.0, intercept, end))[::2]
    axes = Axes((0, 4), (low, max(high, low + 1)), 36, 20, 270, 110)
    x0, y0 = axes.at(0, intercept)
    x4, y4 = axes.at(4, end)
    return drawing(
        340,
        156,
        axes.x_axis([(0, "$x$ = 0"), (4, "$x$ = 4")], y=0 if low < 0 else None),
        axes.curve(np.array([0.0, 4.0]), np.array([intercept, end])),
        disc(x0, y0, 1, r=4.5, ring="ink", ring_width=2),
        disc(x4, y4, 1, r=4.5, ring="ink", ring_width=2),
        label(x0 - 10, y0 + 4, plain(intercept, 1), anchor="end", fill="ink"),
        label(axes.right + 10, y4 + 5, plain(end, 1), fill="ink"),
    )


def edge_neuron(
    w: np.ndarray | None = None, images: Sequence[np.ndarray] | None = None, b: float = -10
) -> Picture:
    """Draw a neuron's weights as a map, and what it answers to a few images.

    Parameters
    ----------
    w : ndarray, (28, 28), optional
        By default a band of positive weights with negative rims.
    images : sequence of ndarray, (28, 28), optional
        Activations 0…1; by default a bar on the band, one a little lower, and a bright field.
    b : float
        Its bias.
    """
    w = edge_weights() if w is None else np.asarray(w, float).reshape(28, 28)
    if images is None:
        images = (bars(12), bars(16), bars(4, height=20))
    parts = [_weights_as_map(w, b)]
    said = []
    for image in images:
        image = np.asarray(image, float).reshape(28, 28)
        total = float((w * image).sum())
        activation = float(sigmoid(total + b))
        parts.append(_answer(image, total, b, activation))
        said.append(f"sum {signed(total, 0)}, activation {plain(activation)}")
    if (w < 0).any():
        rims = f"{(w > 0).sum()} positive and {(w < 0).sum()} negative ones"
        caption = (
            "A neuron that answers to one stroke. The blue weights add up what is bright on them, "
            "the orange ones take away what is bright beside it."
        )
    else:
        rims = f"{(w > 0).sum()} positive ones and none below 0"
        caption = "Without rims. The blue weights add up what is bright on them, and that is all."
    return Picture(
        tuple(parts),
        alt=f"The weights of a neuron as a map: {rims}, bias {signed(b, 0)}. "
        f"{len(said)} images and its answers: {'; '.join(said)}.",
        caption=caption,
    )


def _weights_as_map(w: np.ndarray, b: float) -> str:
    ink = sign_colour(b, text=True)
    return drawing(
        146,
        190,
        weight_map(w, 1, 1, 140),
        label(71, 162, "the weights", anchor="middle", fill="ink"),
        label(71, 182, f"bias {signed(b, 0)}", anchor="middle", fill=ink),
    )


def _answer(image: np.ndarray, total: float, b: float, activation: float) -> str:
    """Return an image, and below it the neuron's weighted sum and activation."""
    formula = f"σ({signed(total, 0)} {'−' if b < 0 else '+'} {abs(b):g})"
    return drawing(
        146,
        190,
        digit(image, 1, 1, 140),
        label(1, 162, f"sum {signed(total, 0)}", fill=sign_colour(total, text=True)),
        label(1, 182, formula, fill="ink"),
        arrow(86, 171, 99, 171, width=1.5, stroke="ink2"),
        disc(123, 171, activation, r=17, text=""),
        label(123, 175, plain(activation), anchor="middle", size=11, fill=ink_on(activation)),
    )
