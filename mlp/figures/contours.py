"""Lines of equal height on a grid of numbers, in NumPy alone."""

from __future__ import annotations

import numpy as np

Edge = tuple[int, int, int]  # row and column where it begins, and 1 if it leads to the next row


def level_lines(zs: np.ndarray, level: float) -> list[np.ndarray]:
    """Return the lines along which the heights on a grid equal `level`.

    Every cell of the grid that the line crosses gives a piece between two of its edges; pieces
    that share an edge are joined ("marching squares").

    Parameters
    ----------
    zs : ndarray, (rows, columns)
        Heights at the points of the grid.
    level : float

    Returns
    -------
    list of (n, 2) arrays
        Column and row of the points of each line, as fractions; a closed line ends where it began.

    Examples
    --------
    >>> [line.tolist() for line in level_lines(np.array([[0.0, 1.0], [0.0, 1.0]]), 0.25)]
    [[[0.25, 0.0], [0.25, 1.0]]]
    """
    zs = np.asarray(zs, float)
    above = zs > level
    corners = 1 * above[:-1, :-1] + above[:-1, 1:] + above[1:, :-1] + above[1:, 1:]
    neighbours: dict[Edge, list[Edge]] = {}
    for r, c in np.argwhere((corners > 0) & (corners < 4)).tolist():
        top, bottom, left, right = (r, c, 0), (r + 1, c, 0), (r, c, 1), (r, c + 1, 1)
        crossed = [edge for edge in (top, right, bottom, left) if _crosses(above, edge)]
        if len(crossed) == 4 and (zs[r : r + 2, c : c + 2].mean() > level) == above[r, c]:
            crossed = [*crossed[1:], crossed[0]]  # a saddle: join the edges the other way round
        for one, other in zip(crossed[::2], crossed[1::2], strict=True):
            neighbours.setdefault(one, []).append(other)
            neighbours.setdefault(other, []).append(one)
    ends = [edge for edge, others in neighbours.items() if len(others) == 1]
    lines = []
    for start in [*ends, *neighbours]:
        if start in neighbours:
            chain = _walk(neighbours, start)
            lines.append(np.array([_crossing(zs, level, edge) for edge in chain]))
    return lines


def _crosses(above: np.ndarray, edge: Edge) -> bool:
    r, c, down = edge
    return bool(above[r, c] != above[r + down, c + 1 - down])


def _crossing(zs: np.ndarray, level: float, edge: Edge) -> tuple[float, float]:
    """Return column and row of the point of an edge that has the height `level`."""
    r, c, down = edge
    begin, end = zs[r, c], zs[r + down, c + 1 - down]
    share = (level - begin) / (end - begin)
    return c + share * (1 - down), r + share * down


def _walk(neighbours: dict[Edge, list[Edge]], start: Edge) -> list[Edge]:
    """Take the edges of one line out of the dictionary, in order."""
    chain, here = [start], start
    while nexts := neighbours.pop(here, []):
        onward = [edge for edge in nexts if edge in neighbours]
        if not onward:
            if len(chain) > 2 and start in nexts:
                chain.append(start)
            break
        here = onward[0]
        chain.append(here)
    return chain
