"""What the neurons of a first hidden layer look for."""

from __future__ import annotations

import numpy as np

from mlp.examples import trained
from mlp.figures.picture import Picture
from mlp.look.images import weight_map
from mlp.look.numbers import plain
from mlp.look.svg import drawing, label


def first_layer(weights: np.ndarray | None = None) -> Picture:
    """Draw what each neuron of a first hidden layer looks for: its weights, pixel by pixel.

    Parameters
    ----------
    weights : ndarray, (n, 784), optional
        W of the first layer; by default the book's trained network's, (16, 784).
    """
    W = trained().weights[0] if weights is None else np.asarray(weights)
    largest = float(np.quantile(np.abs(W), 0.995))

    def maps(columns: int, step: float) -> str:
        rows = -(-len(W) // columns)
        marks = []
        for j, row in enumerate(W):
            x, y = step * (j % columns), step * 1.15 * (j // columns)
            marks += [
                weight_map(row, x + 1, y + 1, step - 14, largest=largest),
                label(x + step / 2 - 6, y + step + 2, str(j), anchor="middle"),
            ]
        return drawing(step * min(columns, len(W)) - 10, step * 1.15 * rows, marks)

    ends = [float(value) for value in (W.min(), W.max())]
    return Picture(
        (maps(8, 84),),
        narrow=(maps(4, 86),),
        alt=f"The weights of the {len(W)} neurons of the first hidden layer, each as a map of 28 "
        f"by 28 pixels. They reach from {plain(ends[0])} to {plain(ends[1])} and are mostly "
        "blotches, with a few streaks.",
        caption="What the first layer really looks for. Blue where brightness makes a neuron "
        "brighter, orange where it makes it darker, the page’s colour where it does nothing. "
        "All maps have the same scale.",
    )
