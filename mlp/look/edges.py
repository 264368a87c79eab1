"""Connections between neurons: the wider, the stronger."""

from __future__ import annotations

import math

THINNEST, WIDEST = 0.5, 4.5  # CSS pixels, as in tokens.json


def edge_width(weight: float, largest: float, widest: float = WIDEST) -> float:
    """Return how wide an edge is drawn, in CSS pixels.

    The width grows evenly with the size of the weight, from 0.5 px at 0 to `widest` at `largest`.
    So in one drawing with one `largest` a wider edge always has the larger weight.

    Parameters
    ----------
    weight : float
        The weight of the edge.
    largest : float
        The size of the largest weight in the drawing.
    widest : float
        4.5 px in a network; up to 10 on a single neuron.

    Raises
    ------
    ValueError
        If the weight is larger than the largest.

    Examples
    --------
    >>> edge_width(0, 2), edge_width(-1, 2), edge_width(2, 2)
    (0.5, 2.5, 4.5)
    """
    size = abs(weight) / largest if largest else 0.0
    if size > 1 + 1e-9:
        raise ValueError(f"a weight of {weight:g} in a drawing whose largest is {largest:g}")
    return THINNEST + (widest - THINNEST) * size


def between_rims(
    x1: float, y1: float, r1: float, x2: float, y2: float, r2: float
) -> tuple[float, float, float, float]:
    """Return the ends of an edge from rim to rim of two discs, so that it hides no number.

    Parameters
    ----------
    x1, y1, r1, x2, y2, r2 : float
        Centres and radii, in CSS pixels.

    Examples
    --------
    >>> between_rims(0, 0, 2, 10, 0, 3)
    (2.0, 0.0, 7.0, 0.0)
    """
    length = math.hypot(x2 - x1, y2 - y1) or 1.0
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    return x1 + ux * r1, y1 + uy * r1, x2 - ux * r2, y2 - uy * r2
