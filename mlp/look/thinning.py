"""Leave out the points of a line that nobody would miss: curves are most of a page's bytes."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

TOLERANCE = 0.1  # px


def thinned(points: Iterable[tuple[float, float]], tolerance: float = TOLERANCE) -> np.ndarray:
    """Return the points of a line that are needed to draw it to a tolerance (Douglas and Peucker).

    Parameters
    ----------
    points : iterable of (x, y)
        In CSS pixels, in the order of the line. A closed line ends where it began.
    tolerance : float
        How far the line may come to lie from a point that is left out, in CSS pixels.

    Returns
    -------
    ndarray, (n, 2)
        The first point, the last, and those between that are needed.

    Examples
    --------
    >>> thinned([(0, 0), (1, 0.01), (2, 0), (3, 5)]).tolist()
    [[0.0, 0.0], [2.0, 0.0], [3.0, 5.0]]
    """
    points = np.array(list(points), float)
    kept = np.zeros(len(points), bool)
    kept[[0, -1]] = True
    pieces = [(0, len(points) - 1)]
    while pieces:
        first, last = pieces.pop()
        away = _distances(points[first + 1 : last], points[first], points[last])
        if away.size and away.max() > tolerance:
            farthest = first + 1 + int(away.argmax())
            kept[farthest] = True
            pieces += [(first, farthest), (farthest, last)]
    return points[kept]


def _distances(points: np.ndarray, begin: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Return how far each point is from the straight piece between two others."""
    along, beside = end - begin, points - begin
    length = along @ along
    share = np.clip(beside @ along / length, 0, 1) if length else np.zeros(len(points))
    return np.hypot(*(beside - share[:, None] * along).T)
