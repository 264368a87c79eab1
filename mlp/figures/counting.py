"""Why a cost: the number of mistakes moves in jumps, the cost does not."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mlp import cost, feedforward_batch, load_mnist, load_trained, one_hot, views
from mlp.figures.picture import Picture
from mlp.look.axes import Axes
from mlp.look.numbers import plain
from mlp.look.svg import drawing, label, line
from mlp.mnist import TRAINED_SIZES

_KNOB = 13_002 - 10 - 160 + 2  # from neuron 2 of the last hidden layer to output neuron 0


def mistakes_and_cost(
    values: Sequence[float] | None = None,
    costs: Sequence[float] | None = None,
    mistakes: Sequence[int] | None = None,
) -> Picture:
    """Draw the cost and the number of mistakes while one weight is turned.

    Parameters
    ----------
    values : sequence of float
        Of the weight; by default of one weight of the untrained network.
    costs : sequence of float
        The cost at each value.
    mistakes : sequence of int
        How many digits are misread at each value.
    """
    if values is None or costs is None or mistakes is None:
        values, costs, mistakes = _turn()
    values, steps = np.asarray(values, float), np.asarray(mistakes, float)
    jumps = int((np.diff(steps) != 0).sum())
    left = _panel("the cost $C$", "cost", values, np.asarray(costs, float), 2)
    right = _panel("mistakes", "ink", np.repeat(values, 2)[1:], np.repeat(steps, 2)[:-1], 0)
    return Picture(
        (left, right),
        alt=f"Two curves against the value of one weight, {len(values)} values from "
        f"{plain(values[0])} to {plain(values[-1])}. The cost goes from {plain(costs[0])} to "
        f"{plain(costs[-1])} without a jump. The number of mistakes goes from {steps[0]:.0f} to "
        f"{steps[-1]:.0f}; it stays the same in all but {jumps} of {len(values) - 1} steps.",
        caption="The same knob, twice. The cost says which way is better at every place. The "
        "number of mistakes is flat almost everywhere, and then it jumps.",
    )


def _panel(name: str, ink: str, xs: np.ndarray, ys: np.ndarray, decimals: int) -> str:
    room = 0.15 * (np.ptp(ys) or 1)
    axes = Axes((xs[0], xs[-1]), (ys.min() - room, ys.max() + room), 44, 34, 266, 130)
    ticks = [(float(v), plain(v, decimals)) for v in (ys.min(), ys.max())]
    middle = float((xs[0] + xs[-1]) / 2)
    at = axes.at(middle, 0)[0]
    return drawing(
        328,
        204,
        label(1, 14, name, fill=ink, bold=True),
        line(at, axes.top, at, axes.bottom, dash="2 4"),
        axes.curve(xs, ys, stroke=ink),
        axes.x_axis([(float(v), plain(v, 1)) for v in (xs[0], middle, xs[-1])], "one weight"),
        axes.y_axis(ticks, fill=ink),
    )


def _turn() -> tuple[np.ndarray, list[float], list[int]]:
    """Return values of the weight round its own, and the cost and mistakes on 500 digits."""
    digits, start = load_mnist(sample=True), load_trained(seen=0).theta
    X, labels = digits.train_images[:500], digits.train_labels[:500]
    values = start[_KNOB] + np.linspace(-3, 3, 61)
    costs, mistakes = [], []
    for value in values:
        theta = start.copy()
        theta[_KNOB] = value
        A = feedforward_batch(X, *views(theta, TRAINED_SIZES))
        costs.append(float(cost(A, one_hot(labels))))
        mistakes.append(int((A.argmax(axis=1) != labels).sum()))
    return values, costs, mistakes
