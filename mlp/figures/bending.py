"""What one neuron can separate, and what neurons that listen to neurons can."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mlp import feedforward_batch, sigmoid
from mlp.figures.contours import level_lines
from mlp.figures.picture import Picture
from mlp.look.axes import Axes
from mlp.look.colours import grey
from mlp.look.images import digit
from mlp.look.numbers import plain, short
from mlp.look.svg import disc, drawing, label, line, polyline

_GRID = 61  # points to a side of a map
_MAP, _LEFT, _TOP = 160, 24, 28  # the map in its panel of 209 px
Ends = tuple[float, float]

_CORNERS = ((0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0))

# Two neurons that each look at one input, and one that wants both: it sees a corner.
CORNER = (
    [np.array([[20.0, 0.0], [0.0, 20.0]]), np.array([[20.0, 20.0]])],
    [np.array([-8.0, -8.0]), np.array([-30.0])],
)


def step_and_sigmoid() -> Picture:
    """Draw the step of the first artificial neurons and the sigmoid that took its place."""
    z = np.linspace(-6, 6, 121)
    axes = Axes((-6, 6), (0, 1), 30, 26, 290, 110)
    zero = axes.at(0, 0)[0]
    marks = [
        axes.x_axis([-6, 0, 6]),
        label(axes.right, axes.bottom - 8, "$z$", anchor="end"),
        axes.y_axis([0, 1]),
        line(axes.left, axes.bottom, zero, axes.bottom, stroke="ring", width=2.5),
        line(zero, axes.bottom, zero, axes.top, stroke="ring", dash="2 4"),
        line(zero, axes.top, axes.right, axes.top, stroke="ring", width=2.5),
        axes.curve(z, sigmoid(z)),
        label(zero + 8, axes.top - 9, "step: 0 or 1"),
        label(*axes.at(1.9, 0.66), "sigmoid", fill="ink", bold=True, halo=True),
    ]
    values = ", ".join(f"{plain(sigmoid(v))} at {short(v)}" for v in (-2, 0, 2))
    return Picture(
        (drawing(345, 166, marks),),
        alt="Two curves against z. The step jumps from 0 to 1 at z = 0. The sigmoid goes the same "
        f"way without a jump: {values}.",
        caption="The sigmoid is a step with its corners rounded. A small change of $z$ always "
        "changes it a little.",
    )


def network_map(
    weights: Sequence[np.ndarray] | None = None,
    biases: Sequence[np.ndarray] | None = None,
    wanted: Sequence[float] | None = None,
) -> Picture:
    """Draw what a network with two inputs answers to every pair of inputs round 0 and 1.

    Parameters
    ----------
    weights, biases : lists of arrays, optional
        A network with two inputs and one output; by default one that sees a corner.
    wanted : sequence of four floats, optional
        What is wanted for the inputs (0, 0), (0, 1), (1, 0), (1, 1), drawn as green rings: black
        for 0, white for 1. By default exclusive or: 0, 1, 1, 0.
    """
    if weights is None or biases is None:
        weights, biases = CORNER
    wanted = (0.0, 1.0, 1.0, 0.0) if wanted is None else tuple(map(float, wanted))
    answers = feedforward_batch(np.array(_CORNERS), list(weights), list(biases))[:, 0]
    ends = (-0.25, 1.25)
    marks = _map(_values(weights, biases, ends), "a network's answers", ends)
    for (x0, x1), want in zip(_CORNERS, wanted, strict=True):
        marks.append(disc(*_spot(x0, x1, ends), want, r=8, ring="want", ring_width=3))
    said = "; ".join(
        f"({x0:g}, {x1:g}): {plain(a)}, wanted {want:g}"
        for (x0, x1), a, want in zip(_CORNERS, answers, wanted, strict=True)
    )
    return Picture(
        (drawing(209, 226, marks),),
        alt=f"A map of a network's answers to two inputs. At four pairs: {said}.",
        caption="The discs say what is wanted, the grey round them what the network answers. "
        "Yellow is the border, where it answers 0.5.",
    )


def two_neurons_bend() -> Picture:
    """Draw two neurons' answers to two inputs, and those of a third that listens to both."""
    (W1, W2), (b1, b2) = CORNER
    panels = [
        ([W1[:1]], [b1[:1]], "neuron 0"),
        ([W1[1:]], [b1[1:]], "neuron 1"),
        ([W1, W2], [b1, b2], "listens to both"),
    ]
    inside = feedforward_batch(np.array([[0.8, 0.8], [0.8, 0.2], [0.2, 0.8]]), [W1, W2], [b1, b2])
    return Picture(
        tuple(drawing(209, 226, *_map(_values(W, b), name)) for W, b, name in panels),
        alt="Three maps over two inputs from 0 to 1. Neuron 0 is bright right of 0.4, neuron 1 "
        "above 0.4. The neuron that listens to both is bright in the upper right corner: "
        f"{plain(inside[0, 0])} at (0.8, 0.8), {plain(inside[1, 0])} at (0.8, 0.2) and "
        f"{plain(inside[2, 0])} at (0.2, 0.8).",
        caption="Two neurons bend a line. Each of the first two can only cut straight. The third "
        "is bright where both are, and its border has a corner.",
    )


def _values(
    weights: Sequence[np.ndarray], biases: Sequence[np.ndarray], ends: Ends = (0.0, 1.0)
) -> np.ndarray:
    """Return the answers on a grid; row 0 is the lower edge."""
    axis = np.linspace(*ends, _GRID)
    x0, x1 = np.meshgrid(axis, axis)
    pairs = np.column_stack([x0.ravel(), x1.ravel()])
    answers = feedforward_batch(pairs, list(weights), list(biases))
    if answers.shape[1] != 1:
        raise ValueError(f"expected a network with one output, got {answers.shape[1]}")
    return answers.reshape(_GRID, _GRID)


def _spot(x0: float, x1: float, ends: Ends = (0.0, 1.0)) -> tuple[float, float]:
    low, high = ends
    scale = _MAP / (high - low)
    return _LEFT + scale * (x0 - low), _TOP + scale * (high - x1)


def _map(values: np.ndarray, name: str, ends: Ends = (0.0, 1.0)) -> list[str]:
    """Return the answers in grey, with the border where they are 0.5, and the axes."""
    floor = _TOP + _MAP + 18
    marks = [
        label(_LEFT, 16, name, fill="ink", bold=True),
        digit(values[::-1], _LEFT, _TOP, _MAP),
        label(_LEFT + _MAP / 2, floor, "$x_0$", anchor="middle"),
        label(_LEFT - 6, _TOP + _MAP / 2 + 4, "$x_1$", anchor="end"),
    ]
    for value in (0.0, 1.0):
        x, y = _spot(value, value, ends)
        marks.append(label(x, floor, f"{value:g}", anchor="middle"))
        marks.append(label(_LEFT - 8, y + 5, f"{value:g}", anchor="end"))
    for border in level_lines(values, 0.5):
        at = ends[0] + border / (_GRID - 1) * (ends[1] - ends[0])
        points = [_spot(x0, x1, ends) for x0, x1 in at]
        marks.append(polyline(points, stroke=grey(0.5), width=5))
        marks.append(polyline(points, stroke="spot", width=3))
    return marks
