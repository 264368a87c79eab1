"""All derivatives at once: the gradient as a column, and its check against differences."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mlp import backprop, chain_gradient, initialise, numerical_backprop
from mlp.core import Arrays
from mlp.examples import CHAIN
from mlp.figures.picture import Picture
from mlp.look.colours import colour, sign_colour
from mlp.look.numbers import signed
from mlp.look.svg import drawing, label, line, polyline, rectangle

_ROW = 26


def gradient_column(nabla_W: Arrays | None = None, nabla_b: Arrays | None = None) -> Picture:
    """Draw the gradient as a column: one row for each parameter, or a few of each layer's.

    Parameters
    ----------
    nabla_W, nabla_b : lists of arrays or of floats
        Derivatives of the weights and biases, first layer first; by default the book's chain.

    Returns
    -------
    Picture
    """
    if nabla_W is None or nabla_b is None:
        nabla_W, nabla_b = chain_gradient(CHAIN.x, CHAIN.ws, CHAIN.bs, CHAIN.y)
    pairs = zip(nabla_W, nabla_b, strict=True)
    arrays = [np.asarray(array) for pair in pairs for array in pair]
    count = sum(array.size for array in arrays)
    largest = max(float(np.abs(array).max()) for array in arrays) or 1.0
    marks, y, shown = [], 30.0, []
    for i, array in enumerate(arrays):
        start, before = y, None
        for index in _chosen(array):
            if before is not None and not _next_to(before, index, array.shape):
                marks.append(label(66, y - 4, "⋮", anchor="middle"))
                y += 18
            value = float(array[index])
            marks.append(
                _row(y, _symbol("wb"[i % 2], i // 2 + 1, index, array.size), value, largest)
            )
            shown.append(value)
            before, y = index, y + _ROW
        y += 6 if array.size > 1 else 0
        if array.size > 1:
            kind = ("weights", "biases")[i % 2]
            marks += [
                line(284, start - 14, 284, y - _ROW, stroke="rule"),
                label(291, (start + y - _ROW - 12) / 2, f"{array.size:,}", fill="ink"),
                label(291, (start + y - _ROW - 12) / 2 + 16, kind, size=12),
            ]
    for x, way in ((22, 1), (270, -1)):
        marks.append(
            polyline([(x + 7 * way, 6), (x, 6), (x, y - 8), (x + 7 * way, y - 8)],
                     stroke="ink", width=1.5)
        )  # fmt: skip
    return Picture(
        (drawing(350, y, marks),),
        alt=f"The gradient as a column of {count:,} numbers, weights and biases layer by layer. "
        f"{len(shown)} are shown, with a bar each: from {signed(min(shown), 4)} to "
        f"{signed(max(shown), 4)}. The largest of all is {largest:.4f} in size.",
    )


def analytic_against_numerical(
    analytic: Arrays | None = None, numerical: Arrays | None = None
) -> Picture:
    """Draw each derivative from backpropagation against the same one from differences.

    Both axes are logarithmic and show sizes; dots that would cover each other are drawn once.

    Parameters
    ----------
    analytic, numerical : lists of arrays
        Two lists of the same shapes; by default those of a small network.

    Returns
    -------
    Picture
    """
    if analytic is None or numerical is None:
        analytic, numerical = _of_a_small_network()
    a, d = (np.concatenate([np.ravel(part) for part in parts]) for parts in (analytic, numerical))
    zero = (a == 0) & (d == 0)
    sizes = np.abs(a[~zero]), np.abs(d[~zero])
    near = int(np.sum(np.abs(a - d)[~zero] <= 0.01 * np.maximum(*sizes)))
    distance = float(np.linalg.norm(a - d) / np.linalg.norm(a))
    low = np.floor(np.log10(min(float(size[size > 0].min()) for size in sizes)))
    high = np.ceil(np.log10(max(float(size.max()) for size in sizes)))
    counts = [f"{a.size:,} parameters"]
    if zero.any():
        counts.append(f"{int(zero.sum()):,} of them 0 in both")
    return Picture(
        (_on_the_diagonal(460, sizes, (low, high), counts),),
        narrow=(_on_the_diagonal(350, sizes, (low, high), counts),),
        alt=f"{a.size:,} dots, one for each parameter: across, the size of the derivative from "
        f"backpropagation; up, that from differences, from 10 to the power {int(low)} to 10 to the "
        f"power {int(high)}. {int(zero.sum()):,} are zero in both; of the others {near:,} lie on "
        f"the diagonal, {int((~zero).sum()) - near:,} off it by more than 1%. "
        f"The two columns differ by {distance:.1e} of their length.",
    )


def _of_a_small_network() -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Return its gradient by backpropagation and by differences, all arrays in one list each."""
    _, weights, biases = initialise((5, 4, 3), rng=np.random.default_rng(1), dtype=float)
    x, y = np.linspace(0, 1, 5), np.array([1.0, 0.0, 0.0])
    found = backprop(x, y, weights, biases)
    measured = numerical_backprop(x[None], y[None], weights, biases)
    return tuple([*nabla_W, *nabla_b] for nabla_W, nabla_b in (found, measured))


def _on_the_diagonal(
    side: float,
    sizes: tuple[np.ndarray, np.ndarray],
    powers: tuple[float, float],
    counts: Sequence[str],
) -> str:
    """Return a square of logarithmic axes between two powers of ten, with a dot for each pair."""
    left, top, (low, high) = 46, 14, powers
    scale = (side - left - 12) / (high - low)
    bottom, right = top + (high - low) * scale, left + (high - low) * scale
    x, y = ((np.log10(np.maximum(size, 10.0**low)) - low) * scale for size in sizes)
    dots = sorted(set(zip((x / 1.5).round().tolist(), (y / 1.5).round().tolist(), strict=True)))
    marks = [
        line(left, bottom, right, bottom, stroke="ring"),
        line(left, top, left, bottom, stroke="ring"),
        line(left, bottom, right, top, stroke="rule"),
        *(
            f'<circle cx="{left + 1.5 * i:.1f}" cy="{bottom - 1.5 * j:.1f}" r="1.8" '
            f'fill="{colour("ink")}" fill-opacity="0.7"/>'
            for i, j in dots
        ),
    ]
    for power in powers:
        at = (power - low) * scale
        text = f"$10^{{{int(power)}}}$"
        marks.append(label(left + at, bottom + 20, text, anchor="middle"))
        marks.append(label(left - 6, bottom - at + 5, text, anchor="end"))
    marks += [
        label((left + right) / 2, bottom + 20, "backpropagation", anchor="middle"),
        f'<g transform="rotate(-90 {left - 16} {(top + bottom) / 2})">',
        label(left - 16, (top + bottom) / 2, "differences", anchor="middle"),
        "</g>",
        label(left + 14, top + 18, counts[0], fill="ink"),
        *(label(left + 14, top + 36, text) for text in counts[1:]),
    ]
    return drawing(side, bottom + 30, marks)


def _chosen(array: np.ndarray) -> list[tuple[int, ...]]:
    """Return the places to show: all of a short array, else first, largest and last."""
    places = list(np.ndindex(array.shape))
    if array.size <= 2:
        return places
    peak = tuple(int(i) for i in np.unravel_index(np.abs(array).argmax(), array.shape))
    return sorted({places[0], peak, places[-1]} if array.ndim == 2 else {places[0], places[-1]})


def _next_to(one: tuple[int, ...], other: tuple[int, ...], shape: tuple[int, ...]) -> bool:
    return np.ravel_multi_index(other, shape) == np.ravel_multi_index(one, shape) + 1


def _symbol(kind: str, layer: int, index: tuple[int, ...], size: int) -> str:
    """Return the name of a derivative; with indices where the layer has more than one."""
    below = f"_{{{', '.join(map(str, index))}}}" if size > 1 else ""
    return f"$∂C_0/∂{kind}^{{({layer})}}{below}$"


def _row(y: float, symbol: str, value: float, largest: float) -> str:
    """Return one row: name, a bar from the middle in the colour of its sign, number."""
    ink = sign_colour(value)
    width = 44 * abs(value) / largest
    bar = rectangle(165 if value > 0 else 165 - width, y - 11, width, 12, fill=ink) if value else ""
    return (
        label(36, y, symbol, fill="ink")
        + line(165, y - 15, 165, y + 5, stroke="ring", width=0.75)
        + bar
        + label(264, y, signed(value, 4), anchor="end", fill=sign_colour(value, text=True))
    )
