"""Batches of different sizes compared: the same digits, another number of steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from mlp.figures.picture import Picture
from mlp.look.axes import Axes
from mlp.look.numbers import plain
from mlp.look.svg import disc, drawing, label


def batches_compared(runs: Mapping[int, Sequence[float]] | None = None) -> Picture:
    """Show the cost after each epoch, for several batch sizes.

    Parameters
    ----------
    runs : dict
        Batch size: the costs before the first epoch and after each.
    """
    if runs is None:
        epochs = np.arange(11)
        runs = {5000: 0.9 + 2 * 0.1**epochs, 50: 0.1 + 2.9 * 0.4**epochs}
    n = max(runs)
    epochs = len(runs[n]) - 1
    top = max(max(costs) for costs in runs.values())
    drawings = []
    for width in (680, 350):
        axes = Axes((0, epochs), (0, 1.04 * top), 44, 26, width - 176, 190)
        marks = [
            label(6, 12, "cost $C$", fill="cost"),
            axes.x_axis([0, epochs], "epochs: times it has seen every digit"),
            axes.y_axis([0, (float(top), plain(top))], fill="cost"),
        ]
        for size, costs in runs.items():
            marks.append(axes.curve(range(epochs + 1), costs, stroke="cost", width=2))
            marks += [disc(*axes.at(e, c), 0.0, r=3.5, ring_width=1) for e, c in enumerate(costs)]
            x, y = axes.at(epochs, costs[-1])
            steps = epochs * -(-n // size)
            marks.append(label(x + 12, y - 13, f"batches of {size:,}", fill="ink", bold=True))
            marks.append(label(x + 12, y + 4, f"{steps:,} steps: {plain(costs[-1])}", size=12))
        drawings.append(drawing(width, 254, marks))
    said = "; ".join(
        f"batches of {size}: {plain(costs[0])} at first, {plain(costs[-1])} at the end"
        for size, costs in runs.items()
    )
    return Picture(
        (drawings[0],), alt=f"The cost over {epochs} epochs. {said}.", narrow=(drawings[1],)
    )
