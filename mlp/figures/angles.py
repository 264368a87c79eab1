"""How far the gradient of a mini-batch points beside that of all examples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from mlp.figures.picture import Picture
from mlp.look.axes import Axes
from mlp.look.svg import drawing, label, line, ring

Angles = Mapping[int, Sequence[float]]


def batch_angles(runs: Mapping[str, Angles] | None = None) -> Picture:
    """Draw the angles between batch gradients and the whole one, a panel for each network.

    Parameters
    ----------
    runs : dict of dicts
        Name of a panel: {batch size: the angles in degrees of several such batches}.

    Returns
    -------
    Picture
    """
    if runs is None:
        runs = {
            "at the start": {1: (33, 38, 41), 10: (9, 12, 17), 100: (3, 4, 5)},
            "later": {1: (62, 88, 110), 10: (60, 76, 97), 100: (40, 55, 71)},
        }
    said = "; ".join(
        f"{name}: "
        + ", ".join(
            f"batches of {n} are off by {np.mean(some):.0f}° on average" for n, some in run.items()
        )
        for name, run in runs.items()
    )
    return Picture(
        tuple(_panel(name, run) for name, run in runs.items()),
        alt="Angles, 0° to 130°, between the gradients of random batches and that of all examples. "
        f"{said}.",
    )


def _panel(name: str, run: Angles) -> str:
    """Return the angles of one network: a dot for each batch, a bar at their mean."""
    sizes = sorted(run)
    axes = Axes((-0.5, len(sizes) - 0.5), (0, 130), 40, 44, 270, 190)
    marks = [
        label(0, 14, name, fill="ink", bold=True),
        axes.y_axis([(0, "0°"), (45, "45°"), (90, "90°")]),
        line(*axes.at(-0.5, 90), *axes.at(len(sizes) - 0.5, 90), dash="2 4"),
        label(axes.right, axes.at(0, 90)[1] - 6, "nothing in common", anchor="end", size=12),
        axes.x_axis([(i, f"{n:,}") for i, n in enumerate(sizes)], "examples in the batch"),
    ]
    for i, n in enumerate(sizes):
        x, y = axes.at(i, float(np.mean(run[n])))
        for place, angle in enumerate(run[n]):
            shift = 14 * (place / max(len(run[n]) - 1, 1) - 0.5)
            at = axes.at(i, angle)
            marks.append(ring(at[0] + shift, at[1], 2.2, fill="ring", stroke="none"))
        marks.append(line(x - 13, y, x + 13, y, stroke="ink", width=2.5))
        marks.append(label(x + 17, y + 4.5, f"{np.mean(run[n]):.0f}°", fill="ink", bold=True))
    return drawing(328, 282, marks)
