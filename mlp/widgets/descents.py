"""Interactive figures of gradient descent, from a curve to the network."""

from __future__ import annotations

from typing import Any

import numpy as np

from mlp.examples import ones_that_lean
from mlp.widgets.widget import Widget


def descent_on_a_curve() -> Widget:
    """Show gradient descent on a curve with two minima: learning rate, start and steps.

    Examples
    --------
    >>> descent_on_a_curve()
    widgets.descent_on_a_curve()
    """
    return Widget(
        "descent_on_a_curve",
        "<b>Where it starts decides where it ends.</b> From one disc to the next is one step; the "
        "steps shrink where the curve gets flat. Try: find two starts, close together, that end in "
        "different valleys; then put the start at 1.5, high on the right: which learning rates "
        "leap over the ridge? You can drag in the picture.",
        {"start": 0.25, "rate": 0.05, "steps": 12, "most": 40},
    )


def _bowl(x: np.ndarray, y: np.ndarray) -> dict[str, Any]:
    """Return the five means that hold the mean squared error of every line on these points."""
    products = {"xx": x * x, "x": x, "xy": x * y, "y": y, "yy": y * y}
    return {name: float(np.mean(values)) for name, values in products.items()}


def line_fit() -> Widget:
    """Show a line learning: the points, the path on the map of the cost, the cost after each step.

    Examples
    --------
    >>> line_fit()
    widgets.line_fit()
    """
    x, y, _ = ones_that_lean(60)
    return Widget(
        "line_fit",
        "<b>One training, seen three ways.</b> The line among the points, with the square of each "
        "error; its two numbers on the map of the cost; the cost, the mean of the squares, after "
        "each step. Try first to find the best line by hand: drag it, by its middle or its ends. "
        "Then let it learn: raise the learning rate until the path zigzags, and then a little "
        "further.",
        {
            "x": np.round(x, 3).tolist(),
            "y": np.round(y, 3).tolist(),
            "means": _bowl(x, y),
            "most": 60,
            "start": {"rate": 0.1, "steps": 12, "w": 0, "b": 0},
            "rates": [0.005, 0.2],
            "map": {"weight": [-2, 1], "bias": [-2, 2], "levels": [0.1, 0.4, 1, 2, 4, 8, 16]},
        },
    )


def batch_paths() -> Widget:
    """Show descent with all examples a step, with mini-batches, and with one example a step.

    Examples
    --------
    >>> batch_paths()
    widgets.batch_paths()
    """
    n, passes = 240, 4
    x, y, _ = ones_that_lean(n)
    rng = np.random.default_rng(7)
    return Widget(
        "batch_paths",
        f"<b>Fewer examples before each step: further along, and less sure.</b> Three descents on "
        f"the same {n} handwritten 1s, all with the same learning rate. The thick line with open "
        "discs looks at all of them before a step, the one with filled discs at some, the thin "
        "line at one. Try: raise the learning rate, and see which of them suffers first. You can "
        "drag in the map to start elsewhere.",
        {
            "x": np.round(x, 3).tolist(),
            "y": np.round(y, 3).tolist(),
            "means": _bowl(x, y),
            "orders": [int(k) for _ in range(passes) for k in rng.permutation(n)],
            "sizes": [n, 24, 1],
            "start": {"rate": 0.02, "seen": 2 * n},
            "rates": [0.002, 0.07],
            "map": {
                "weight": [-1.6, 0.4],
                "bias": [-0.5, 1.5],
                "levels": [0.03, 0.1, 0.25, 0.5, 1, 2, 4, 8],
            },
        },
    )
