"""Why one sweep back is cheap: the paths from one weight, and each connection walked once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import prod

from mlp.figures.picture import Picture
from mlp.look.svg import arrow, disc, drawing, edge, label, line, mesh

_WIDTH, _TOP, _HEIGHT = 328, 76, 250
_AT = (34, 116, 202, 268)  # where the layers stand, and beyond them the cost


def paths_and_sweep(sizes: Sequence[int] = (784, 16, 16, 10)) -> Picture:
    """Draw all paths from one first-layer weight to the cost beside the sweep that shares them.

    Parameters
    ----------
    sizes : sequence of int
        Neurons in each of four layers.

    Returns
    -------
    Picture
    """
    paths = prod(sizes[2:])
    weights = sizes[0] * sizes[1]
    connections = sum(a * b for a, b in pairwise(sizes))
    return Picture(
        (_paths(sizes, paths, weights), _sweep(sizes, connections)),
        alt=f"Two drawings of a network {'-'.join(map(str, sizes))}. Left: one weight of the first "
        f"layer, from which {paths} paths lead through {sizes[2]} neurons and {sizes[3]} outputs "
        f"to the cost; the {weights:,} weights of that layer together have {paths * weights:,}. "
        f"Right: one sweep from the cost back, in which each of the {connections:,} connections is "
        "walked once.",
    )


def _places(count: int) -> list[float]:
    return [_TOP + _HEIGHT * (j + 0.5) / count for j in range(count)]


def _columns(sizes: Sequence[int]) -> list[list[tuple[float, float]]]:
    """Return where the neurons of the last three layers stand."""
    return [[(x, y) for y in _places(n)] for x, n in zip(_AT[1:], sizes[1:], strict=True)]


def _frame(title: str, under: str, below: Sequence[str]) -> list[str]:
    bottom = _TOP + _HEIGHT
    return [
        label(0, 16, title, fill="ink", bold=True),
        label(0, 36, under),
        *(label(0, bottom + 26 + 20 * i, text, fill="ink") for i, text in enumerate(below)),
        label(316, _TOP + _HEIGHT / 2 + 5, "$C_0$", anchor="middle", fill="cost"),
    ]


def _paths(sizes: Sequence[int], paths: int, weights: int) -> str:
    """Return one lit weight and everything that it acts through."""
    first, second, last = _columns(sizes)
    chosen = first[len(first) // 2]
    cost, start = (300.0, _TOP + _HEIGHT / 2), (_AT[0], _TOP + _HEIGHT / 2)
    marks = _frame(
        f"{paths} paths from one weight",
        f"1 · {sizes[2]} · {sizes[3]} ways to the cost",
        (f"{weights:,} such weights: {paths * weights:,} paths",),
    )
    marks += [
        mesh([chosen], second, opacity=0.7),
        mesh(second, last, opacity=0.45),
        "".join(line(x + 6, y, *cost, stroke="cost", width=0.75, opacity=0.7) for x, y in last),
        edge(*start, *chosen, 1, r1=5, r2=6, widest=4.5),
        label(start[0] + 4, start[1] - 14, "$w$", anchor="middle", fill="pos"),
        disc(*start, 0.8, r=5),
    ]
    for column in (first, second, last):
        for at in column:
            faint = 0.3 if column is first and at != chosen else 1
            marks.append(disc(*at, 0.5, r=5, ring_width=1, opacity=faint))
    return drawing(_WIDTH, _TOP + _HEIGHT + 56, marks)


def _sweep(sizes: Sequence[int], connections: int) -> str:
    """Return the whole network with the direction of the sweep above it."""
    first, second, last = _columns(sizes)
    pixels = [(_AT[0], y) for y in _places(28)]  # 28 of 784 are drawn
    cost = (300.0, _TOP + _HEIGHT / 2)
    counts = [f"{a * b:,}" for a, b in pairwise(sizes)]
    marks = _frame(
        "one sweep for all weights",
        "each connection is walked once",
        (f"{' + '.join(counts)} = {connections:,}",),
    )
    marks += [
        mesh(pixels, first, opacity=0.2),
        mesh(first, second, opacity=0.3),
        mesh(second, last, opacity=0.4),
        "".join(line(x + 6, y, *cost, stroke="cost", width=0.75, opacity=0.7) for x, y in last),
    ]
    for left, right in pairwise(_AT):
        marks.append(arrow(right - 14, 58, left + 14, 58, stroke="ink", width=1.5, head=6))
    for column in (pixels, first, second, last):
        for at in column:
            marks.append(disc(*at, 0.5, r=2.5 if column is pixels else 5, ring_width=1))
    return drawing(_WIDTH, _TOP + _HEIGHT + 56, marks)
