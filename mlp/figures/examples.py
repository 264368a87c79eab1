"""The table of weights and examples: each digit's pull on each weight, and the mean of all."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mlp import backprop, load_mnist, one_hot
from mlp.examples import untrained
from mlp.figures.picture import Picture
from mlp.look.colours import sign_colour
from mlp.look.images import digit
from mlp.look.numbers import signed
from mlp.look.svg import drawing, label, line, rectangle

#: (layer from 0, neuron j, neuron i before it), in the order of the rows.
ROWS = ((2, 2, 7), (2, 0, 7), (2, 7, 7), (2, 4, 3), (1, 5, 5), (0, 3, 406))


def pulls_table(
    images: np.ndarray | None = None,
    pulls: Sequence[Sequence[np.ndarray]] | None = None,
    average: Sequence[np.ndarray] | None = None,
    shown: Sequence[int] = range(10),
    rows: Sequence[tuple[int, int, int]] = ROWS,
) -> Picture:
    """Show the pulls of single examples on a few weights, and the mean over all examples.

    Parameters
    ----------
    images : ndarray, (n, 784)
        The examples.
    pulls : sequence of n lists of arrays
        For each example minus the derivatives: of the weights of each layer, then of the biases.
    average : list of arrays
        Their mean over all n examples.
    shown : sequence of int
        Which examples get a column; where there is little room, the first four of them.
    rows : sequence of (layer, j, i)
        Which weights to show: the one that leads from neuron i to neuron j, layers counted from 0.
    """
    if images is None or pulls is None or average is None:
        images, pulls, average = _of_the_book(60)
    wide, narrow = (_table(images, pulls, average, rows, list(shown)[:n]) for n in (10, 4))
    said = "; ".join(
        f"weight {j},{i} of layer {layer + 1}: "
        + ", ".join(signed(pulls[example][layer][j, i], 3) for example in shown)
        + f", mean {signed(average[layer][j, i], 4)}"
        for layer, j, i in rows
    )
    return Picture(
        (wide,),
        alt=f"A table. Columns: {len(shown)} digits and the mean over {len(pulls)}. Rows: {said}.",
        narrow=(narrow,),
    )


def _of_the_book(n: int) -> tuple[np.ndarray, list[list[np.ndarray]], list[np.ndarray]]:
    """Return the first n training digits of the sample, their pulls, and the mean of them."""
    from mlp import average_nudges

    network = untrained()
    digits = load_mnist(sample=True)
    images, labels = digits.train_images[:n], digits.train_labels[:n]
    pulls = []
    for x, y in zip(images / 255, one_hot(labels), strict=True):
        nabla_W, nabla_b = backprop(x, y, network.weights, network.biases)
        pulls.append([-derivatives for derivatives in [*nabla_W, *nabla_b]])
    return images, pulls, average_nudges(pulls)


def _table(
    images: np.ndarray,
    pulls: Sequence[Sequence[np.ndarray]],
    average: Sequence[np.ndarray],
    rows: Sequence[tuple[int, int, int]],
    shown: Sequence[int],
) -> str:
    left, cell, row = 52, 53, 30
    mean_at = left + cell * len(shown) + 26
    width, height = mean_at + 68, 62 + row * (len(rows) + 1)
    marks = [
        rectangle(mean_at - 4, 2, 72, height - 4, fill="mark", radius=4, opacity=0.6),
        label(mean_at + 32, 22, "mean", anchor="middle", fill="ink", bold=True),
        label(mean_at + 32, 40, f"of {len(pulls)}", anchor="middle", fill="ink"),
        label(left + cell * len(shown) + 9, 30, "…", anchor="middle"),
        line(0, 54, width, 54),
    ]
    for column, example in enumerate(shown):
        marks.append(digit(images[example], left + cell * column + 14, 4, 40))
    for r, (layer, j, i) in enumerate(rows):
        y = 62 + row * r + 18
        marks.append(label(0, y, f"$w^{{({layer + 1})}}_{{{j}, {i}}}$", fill="ink"))
        for column, example in enumerate(shown):
            value = float(pulls[example][layer][j, i])
            x = left + cell * (column + 1) - 4
            ink = sign_colour(round(value, 3), text=True)
            marks.append(label(x, y, signed(value, 3), anchor="end", fill=ink))
        marks.append(label(left + cell * len(shown) + 9, y, "…", anchor="middle"))
        value = float(average[layer][j, i])
        marks.append(
            label(
                mean_at + 62,
                y,
                signed(value, 4),
                anchor="end",
                fill=sign_colour(value, text=True),
                bold=True,
            )
        )
    y = 62 + row * len(rows) + 16
    marks.append(label(0, y, "⋮"))
    marks.append(label(mean_at + 32, y, "⋮", anchor="middle"))
    return drawing(width, height, marks)
