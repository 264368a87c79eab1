"""Digits drawn with a pen of our own: loops, strokes and small edges, 28 × 28 pixels each.

Coordinates are pixels, x to the right and y downwards, 0 to 28.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

SIDE = 28


def pen(*lines: np.ndarray, width: float = 2.6) -> np.ndarray:
    """Return the pixels, (28, 28) from 0 black to 1 white, that a pen leaves along the lines.

    Parameters
    ----------
    *lines : ndarray, (n, 2)
        Points (x, y) that the pen joins, one line after the other.
    width : float
        Of the pen, in pixels; its rim is one pixel soft.
    """
    y, x = np.mgrid[:SIDE, :SIDE] + 0.5
    nearest = np.full((SIDE, SIDE), np.inf)
    for points in lines:
        points = np.asarray(points, float)
        for start, end in pairwise(points):
            along = end - start
            t = ((x - start[0]) * along[0] + (y - start[1]) * along[1]) / (along @ along)
            t = np.clip(t, 0, 1)
            distance = np.hypot(x - start[0] - t * along[0], y - start[1] - t * along[1])
            nearest = np.minimum(nearest, distance)
    return np.clip(width / 2 + 0.5 - nearest, 0, 1)


def arc(x: float, y: float, rx: float, ry: float, start: float, end: float) -> np.ndarray:
    """Return points on an ellipse, from one angle to another in turns (0 right, ¼ below)."""
    angle = 2 * np.pi * np.linspace(start, end, 25)
    return np.column_stack([x + rx * np.cos(angle), y + ry * np.sin(angle)])


NINE_LOOP = arc(13.5, 9.5, 5, 5, 0, 1)
NINE_STROKE = np.array([[18.5, 9.5], [18.2, 14], [17.4, 19], [16.6, 24]])
EIGHT_TOP = arc(14, 9, 4.2, 4.4, 0, 1)
EIGHT_BOTTOM = arc(14, 18.6, 5.2, 5.2, 0, 1)
FOUR_LEFT = np.array([[10.5, 4.5], [9, 10], [7.5, 15]])
FOUR_BAR = np.array([[7.5, 15], [14, 14.8], [21, 14.2]])
FOUR_RIGHT = np.array([[18.5, 5], [18, 14], [17, 24]])

#: What the digits are made of: name of each part and its line.
PARTS = {
    9: [("loop", NINE_LOOP), ("stroke", NINE_STROKE)],
    8: [("loop", EIGHT_TOP), ("loop", EIGHT_BOTTOM)],
    4: [("stroke", FOUR_LEFT), ("stroke", FOUR_BAR), ("stroke", FOUR_RIGHT)],
}

#: The loop of the 9 in five small edges, its stroke in three.
LOOP_EDGES = [arc(13.5, 9.5, 5, 5, k / 5 - 0.25, (k + 1) / 5 - 0.25) for k in range(5)]
STROKE_EDGES = [NINE_STROKE[k : k + 2] for k in range(3)]
