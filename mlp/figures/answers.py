"""What the ten output neurons say, what they should say, and what the difference costs."""

from __future__ import annotations

import numpy as np

from mlp import THE_TWO, load_mnist, one_hot
from mlp.figures.picture import Picture
from mlp.look.axes import Axes
from mlp.look.images import digit
from mlp.look.numbers import plain
from mlp.look.svg import disc, drawing, label, line, rectangle

_A_NET_AT_RANDOM = (0.62, 0.43, 0.51, 0.38, 0.57, 0.44, 0.66, 0.35, 0.52, 0.48)


def answer(image: np.ndarray | None = None, a: np.ndarray = _A_NET_AT_RANDOM) -> Picture:
    """Show a picture and what the ten output neurons say of it.

    Parameters
    ----------
    image : ndarray, (784,) or (28, 28)
        The picture that went in; by default the book's 2.
    a : ndarray, (10,)
        The activations of the output neurons.

    Returns
    -------
    Picture
        Ten discs; the brightest, which is the network's answer, is marked.
    """
    a = np.asarray(a, float)
    best = int(a.argmax())
    marks = []
    for j, value in enumerate(a):
        column, row = j % 5, j // 5
        x, y = 134 + 50 * column, 24 + 62 * row
        if j == best:
            marks.append(rectangle(x - 21, y - 20, 42, 58, fill="mark", radius=4))
        ink = "ink" if j == best else "ink2"
        marks.append(disc(x, y, value, r=15, text=f"{value:.2f}"[-3:] if value < 0.995 else "1"))
        marks.append(label(x, y + 32, str(j), anchor="middle", fill=ink, bold=j == best))
    image = load_mnist(sample=True).test_images[THE_TWO] if image is None else image
    marks.append(digit(image, 1, 12, 92))
    said = ", ".join(f"{j}: {plain(value)}" for j, value in enumerate(a))
    return Picture(
        (drawing(358, 128, marks),),
        alt=f"The ten output neurons and their activations. {said}. The brightest is {best}.",
    )


def cost_of_one_digit(a: np.ndarray = _A_NET_AT_RANDOM, y: np.ndarray | None = None) -> Picture:
    """Show how each output neuron's error adds to the cost of one example.

    Parameters
    ----------
    a : ndarray, (10,)
        What the output neurons say.
    y : ndarray, (10,)
        What they should say; by default the wish for a 2.

    Returns
    -------
    Picture
        Two drawings: a disc and a green ring for each neuron, and the squares of their distances.
    """
    a = np.asarray(a, float)
    y = one_hot(np.array([2]))[0] if y is None else np.asarray(y, float)
    squares = (a - y) ** 2
    total = squares.sum()
    columns = np.arange(len(a))
    said = ", ".join(
        f"neuron {j} says {plain(a[j])}, wanted {y[j]:g}, costs {plain(squares[j])}"
        for j in columns
    )
    return Picture(
        (_said_and_wanted(a, y), _squares(squares, total)),
        alt=f"The cost of one example is {plain(total)}: {said}.",
    )


def _said_and_wanted(a: np.ndarray, y: np.ndarray) -> str:
    """Return the drawing of discs at the height of a, and rings at the height of y."""
    axes = Axes((-0.5, len(a) - 0.5), (0, 1), left=28, top=34, width=300, height=130)
    marks = [label(0, 12, "what it says, and what we want", fill="ink", bold=True)]
    for j, (said, wanted) in enumerate(zip(a, y, strict=True)):
        x, at_said = axes.at(j, said)
        at_wanted = axes.at(j, wanted)[1]
        marks.append(line(x, at_said, x, at_wanted, stroke="cost", width=2.5))
        marks.append(disc(x, at_wanted, wanted, r=9, ring="want", ring_width=3))
        marks.append(disc(x, at_said, said, r=6))
        marks.append(label(x, 196, str(j), anchor="middle"))
    wanted = int(np.argmax(y))
    x, top = axes.at(wanted, 1)
    marks.append(label(x + 15, top + 4, "wanted", fill="want", bold=True))
    marks.append(axes.y_axis([0, 1]))
    return drawing(328, 204, marks)


def _squares(squares: np.ndarray, total: float) -> str:
    """Return the drawing of one bar for each neuron, and of all of them end to end."""
    top = max(0.25, float(squares.max()))
    axes = Axes((-0.5, len(squares) - 0.5), (0, top), left=28, top=34, width=300, height=82)
    name = label(0, 12, "the squares", fill="ink", bold=True)
    formula = label(96, 12, "$(a_j - y_j)^2$", fill="cost")
    marks = [name, formula, line(28, axes.bottom, 328, axes.bottom)]
    for j, square in enumerate(squares):
        x, upper = axes.at(j, square)
        marks.append(rectangle(x - 10, upper, 20, axes.bottom - upper, fill="cost"))
        text = f"{square:.2f}".lstrip("0") if square < 0.995 else f"{square:.1f}"
        marks.append(label(x, upper - 4, text, anchor="middle", size=11))
        marks.append(label(x, axes.bottom + 16, str(j), anchor="middle"))
    whole = max(2.5, float(total))
    x, top_of_sum = 28.0, 174.0
    for square in squares:
        width = 300 * float(square) / whole
        marks.append(rectangle(x, top_of_sum, max(width - 1, width / 2), 14, fill="cost"))
        x += width
    marks.append(
        label(28, top_of_sum - 7, f"end to end: $C_k$ = {total:.2f}", fill="cost", bold=True)
    )
    return drawing(328, 204, marks)
