"""The three handles on one neuron: its bias, its weights, the activations before it."""

from __future__ import annotations

import numpy as np

from mlp.examples import untrained_reading
from mlp.figures.picture import Picture
from mlp.look.colours import sign_colour
from mlp.look.numbers import signed
from mlp.look.svg import arrow, disc, drawing, edge, group, label, line, ring

_X, _OUT, _MIDDLE, _UNIT = 76.0, 168.0, 142.0, 31.0
_YS = _MIDDLE + 33 * (np.arange(6) - 2.5)


def three_handles(
    a_prev: np.ndarray | None = None, w: np.ndarray | None = None, a: float | None = None
) -> Picture:
    """Show how far each of three handles moves one neuron's z.

    Parameters
    ----------
    a_prev, w : ndarray, (n_in,)
        Activations of the layer before, and the neuron's weights; six of them are drawn.
    a : float
        What the neuron holds.
    """
    if a_prev is None or w is None or a is None:
        activations, weights, _ = untrained_reading()
        a_prev, w, a = activations[-2], weights[-1][2], activations[-1][2]
    order = np.argsort(w)
    chosen = [*order[::-1][:3], *order[:3][::-1]]
    a_six, w_six, a = np.asarray(a_prev)[chosen], np.asarray(w)[chosen], float(a)
    parts = (
        ("The bias", "counts in full", _bias(a_six, w_six)),
        ("The weights", "count by $a_i$", _weights(a_six, w_six)),
        ("The activations", "count by $w_i$", _inputs(a_six, w_six)),
    )
    said = "; ".join(
        f"activation {value:.2f}, weight {signed(weight, 2)}"
        for value, weight in zip(a_six, w_six, strict=True)
    )
    return Picture(
        tuple(
            drawing(
                209,
                252,
                label(0, 14, title, fill="ink", bold=True),
                label(209, 14, how, anchor="end"),
                marks,
                _target(a),
            )
            for title, how, marks in parts
        ),
        alt=f"The neuron '2' holds {a:.1f} and should hold 1. Three handles with arrows as long as "
        f"what they do to z: the bias 1; each weight as its activation; each activation as its "
        f"weight. Six of {len(w)} neurons before it: {said}.",
    )


def _target(a: float) -> list[str]:
    """Return the neuron that all three move, with what it should hold."""
    return [
        disc(_OUT, _MIDDLE, a, r=16, text=f"{a:.1f}"),
        ring(_OUT, _MIDDLE, 18.5, stroke="want", width=2.5),
        label(_OUT + 26, _MIDDLE + 5, "2", fill="ink"),
        label(_OUT, _MIDDLE - 28, "wanted 1", anchor="middle", fill="want", bold=True),
    ]


def _edges(w: np.ndarray, opacity: float) -> str:
    largest = float(np.abs(w).max())
    return "".join(
        edge(_X, y, _OUT, _MIDDLE, weight, largest=largest, r1=11, r2=19, opacity=opacity)
        for y, weight in zip(_YS, w, strict=True)
    )


def _discs(a: np.ndarray) -> str:
    return "".join(disc(_X, y, value) for y, value in zip(_YS, a, strict=True))


def _bias(a: np.ndarray, w: np.ndarray) -> list[str]:
    return [
        group(_edges(w, 1), _discs(a), opacity=0.3),
        line(_OUT, _MIDDLE + 19, _OUT, _MIDDLE + 62),
        label(_OUT, _MIDDLE + 78, "$b$", anchor="middle", fill="ink"),
        arrow(_OUT + 18, _MIDDLE + 76, _OUT + 18, _MIDDLE + 76 - _UNIT, stroke="pos"),
        label(_OUT + 26, _MIDDLE + 66, "1", fill="pos"),
    ]


def _weights(a: np.ndarray, w: np.ndarray) -> list[str]:
    marks = [_edges(w, 0.45), _discs(a), label(34, 38, "$a_i$", anchor="end")]
    for y, value in zip(_YS, a, strict=True):
        middle, half = y + (_MIDDLE - y) * 0.14, _UNIT * value / 2
        marks += [
            label(34, y + 4.5, f"{value:.2f}", anchor="end", fill="ink"),
            arrow(_X + 20, middle + half, _X + 20, middle - half, stroke="pos"),
        ]
    return marks


def _inputs(a: np.ndarray, w: np.ndarray) -> list[str]:
    marks = [_edges(w, 1), _discs(a), label(34, 38, "$w_i$", anchor="end")]
    for y, weight in zip(_YS, w, strict=True):
        ink, half = sign_colour(weight, text=True), _UNIT * weight / 2
        marks += [
            label(34, y + 4.5, signed(weight, 2), anchor="end", fill=ink),
            arrow(50, y + half, 50, y - half, stroke=sign_colour(weight), head=4),
        ]
    return marks
