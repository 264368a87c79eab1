"""Which way the cost pulls at neurons: from the outputs back to the first hidden layer.

A pull is minus a derivative of the cost: how strongly, and which way, for each unit of change.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mlp import (
    THE_TWO,
    layer_nudges,
    load_mnist,
    output_nudges,
)
from mlp.examples import untrained_reading
from mlp.figures.picture import Picture
from mlp.look.colours import sign_colour
from mlp.look.images import digit
from mlp.look.numbers import signed
from mlp.look.svg import arrow, disc, drawing, group, label, line, rectangle


def _nudge_z(a: np.ndarray, y: np.ndarray) -> np.ndarray:
    return output_nudges(a, y) * a * (1 - a)


def output_pulls(
    a: np.ndarray | None = None, y: np.ndarray | None = None, image: np.ndarray | None = None
) -> Picture:
    """Show what each output neuron says and should say, and the pull on it.

    Parameters
    ----------
    a, y : ndarray, (10,)
        What the output neurons say, and what they should say.
    image : ndarray, (784,)
        The picture that went in; by default the book's 2.
    """
    if a is None or y is None:
        activations, _, wanted = untrained_reading()
        a, y = activations[-1], wanted
    image = load_mnist(sample=True).test_images[THE_TWO] if image is None else image
    a, y = np.asarray(a, float), np.asarray(y, float)
    marks = _says_and_wants(a, y)
    names = [
        label(366, row, text, fill="want" if text == "wanted" else "ink2")
        for row, text in ((166, "digit"), (190, "wanted"), (218, "pull"))
    ]
    said = ", ".join(
        f"{j} says {v:.2f} and is pulled {signed(w, 2)}"
        for j, (v, w) in enumerate(zip(a, output_nudges(a, y), strict=True))
    )
    # The names of the rows stand at the right where there is room, and are left out where not.
    return Picture(
        (drawing(540, 228, digit(image, 1, 28, 96), group(marks, names, x=120)),),
        alt=f"A digit and the ten output neurons, each with an arrow as long as its error. {said}.",
        narrow=(drawing(350, 300, digit(image, 1, 1, 64), group(marks, y=70)),),
    )


def _says_and_wants(a: np.ndarray, y: np.ndarray) -> str:
    """Return a disc, an arrow, the wanted ring and the pull for each output neuron, 350 wide."""
    middle, reach, marks = 76, 58, []
    digits = 1 if np.abs(y - a).max() > 0.2 else 2
    for j, (said, wanted, nudge) in enumerate(zip(a, y, output_nudges(a, y), strict=True)):
        x = 18 + 35 * j
        begin = middle - np.sign(wanted - said) * 15
        end = begin - reach * (wanted - said)
        if reach * abs(wanted - said) > 2:  # shorter, it would be a speck
            marks.append(arrow(x, begin, x, end, stroke=sign_colour(nudge), width=2.5, head=6))
        text = f"{said:.2f}".lstrip("0") if said < 0.995 else "1"
        marks.append(disc(x, middle, said, r=13, text=text))
        marks.append(label(x, 166, str(j), anchor="middle", fill="ink", bold=bool(wanted)))
        marks.append(disc(x, 186, wanted, r=7, ring="want", ring_width=2.5))
        ink = sign_colour(round(nudge, digits), text=True)
        marks.append(label(x, 218, signed(nudge, digits), anchor="middle", fill=ink, size=12))
    return "".join(marks)


def brightness_matters(
    a_prev: np.ndarray | None = None,
    nudge_z: np.ndarray | None = None,
    neurons: Sequence[int] = (2, 0),
) -> Picture:
    """Show the pulls on all weights into a few neurons below the brightness behind them.

    Parameters
    ----------
    a_prev : ndarray, (n_in,)
        Activations of the layer before.
    nudge_z : ndarray, (n_out,)
        The pull on each z.
    neurons : sequence of int
        Which neurons to show.
    """
    if a_prev is None or nudge_z is None:
        activations, _, y = untrained_reading()
        a_prev, nudge_z = activations[-2], _nudge_z(activations[-1], y)
    pulls = {j: np.asarray(a_prev, float) * float(nudge_z[j]) for j in neurons}
    said = (
        f"into neuron {j}: from {signed(min(values, key=abs), 2)} behind the darkest to "
        f"{signed(max(values, key=abs), 2)} behind the brightest"
        for j, values in pulls.items()
    )
    return Picture(
        (_rows_of_pulls(a_prev, pulls, left=92, step=36, r=13),),
        alt=f"{len(a_prev)} neurons in a row. Below each, the pulls on the weights that lead away "
        f"from it, as bars in proportion to its brightness; "
        f"{'; '.join(said)}.",
        narrow=(_rows_of_pulls(a_prev, pulls, left=80, step=16.6, r=7.5),),
    )


def _rows_of_pulls(
    a_prev: np.ndarray, pulls: dict[int, np.ndarray], *, left: float, step: float, r: float
) -> str:
    """Return the neurons before in a row, and a row of bars for each neuron they lead to."""
    right, row = left + step * len(a_prev), 84
    scale = 52 / max(float(np.abs(values).max()) for values in pulls.values())
    marks = [label(0, 20, "brightness"), label(0, 36, "$a_i$ behind it", size=12)]
    for i, value in enumerate(a_prev):
        text = f"{value:.2f}".lstrip("0") if r > 10 else ""
        marks.append(disc(left + step * (i + 0.5), 20, value, r=r, text=text))
    for depth, (j, values) in enumerate(pulls.items()):
        zero = 56 + row * depth + (58 if values.max() > 0 else 12)
        longest = int(np.abs(values).argmax())
        beside = zero + (-26 if values.max() > 0 else 24)  # in the middle of the bars
        marks.append(label(0, beside, f"into '{j}'", fill="ink", bold=True))
        marks.append(label(0, beside + 16, "pull on $w_{ji}$", size=12))
        marks.append(line(left, zero, right, zero, stroke="ring"))
        for i, value in enumerate(values):
            x, size = left + step * (i + 0.25), scale * abs(float(value))
            top = zero - size if value > 0 else zero
            marks.append(rectangle(x, top, 0.5 * step, max(size, 0.75), fill=sign_colour(value)))
        x, value = left + step * (longest + 0.5), float(values[longest])
        y = zero - scale * value + (-5 if value > 0 else 14)
        ink = sign_colour(value, text=True)
        marks.append(label(x, y, signed(value, 2), anchor="middle", fill=ink, size=12))
    return drawing(right + 8, 64 + row * len(pulls), marks)


def pulls_added(W: np.ndarray | None = None, nudge_z: np.ndarray | None = None) -> Picture:
    """Show how each neuron of a layer pulls at the neurons before, and the sum of the pulls.

    Parameters
    ----------
    W : ndarray, (n_out, n_in)
        The weights between the layers.
    nudge_z : ndarray, (n_out,)
        The pull on each z.
    """
    if W is None or nudge_z is None:
        activations, weights, y = untrained_reading()
        W, nudge_z = weights[-1], _nudge_z(activations[-1], y)
    pulls = np.asarray(nudge_z)[:, None] * np.asarray(W)
    total = pulls.sum(axis=0)
    up, down = int(total.argmax()), int(total.argmin())
    return Picture(
        (_added(pulls, nudge_z, left=104, step=36, row=38),),
        alt=f"A grid of {len(pulls)} rows and {len(total)} columns: how each output neuron "
        f"pulls at each neuron before it, and the sums. The largest sums are "
        f"{signed(total[up], 2)} for neuron {up} and {signed(total[down], 2)} for neuron {down}, "
        "counted from 0.",
        narrow=(_added(pulls, nudge_z, left=60, step=18, row=32),),
    )


def _added(pulls: np.ndarray, nudge_z: np.ndarray, *, left: float, step: float, row: float) -> str:
    """Return a row of bars for each output neuron, and below them, marked, the row of sums."""
    total = pulls.sum(axis=0)
    n_out, n_in = pulls.shape
    right, sums = left + step * n_in, 34 + row * (n_out + 1.2) + 6
    scale = 1.1 * row / float(np.abs(total).max())

    def bars(values: np.ndarray, y: float) -> list[str]:
        return [
            rectangle(
                left + step * k + 0.25 * step,
                min(y, y - scale * value),
                0.5 * step,
                max(abs(scale * value), 0.75),
                fill=sign_colour(value),
            )
            for k, value in enumerate(values)
        ]

    marks = [
        label(0, 12, "pull on $z$", size=12),
        label(left, 12, f"how it pulls at the {n_in} neurons before", fill="ink", bold=True),
        rectangle(0, sums - 1.3 * row, right, 2.6 * row, fill="mark", radius=4, opacity=0.6),
        label(6, sums + 4.5, "sum", fill="ink", bold=True),
        line(left, sums, right, sums, stroke="ring"),
        *bars(total, sums),
    ]
    for j, (pulled, nudge) in enumerate(zip(pulls, nudge_z, strict=True)):
        y = 34 + row * (j + 0.4)
        marks.append(label(0, y + 4.5, f"'{j}'", fill="ink", bold=True))
        ink = sign_colour(nudge, text=True)
        marks.append(label(22, y + 4.5, signed(nudge, 2), size=12, fill=ink))
        marks.append(line(left, y, right, y, stroke="rule"))
        marks += bars(pulled, y)
    return drawing(right + 4, sums + 1.3 * row + 2, marks)


def pulls_back(
    activations: Sequence[np.ndarray] | None = None, nudges: Sequence[np.ndarray] | None = None
) -> Picture:
    """Show the pulls on all layers, the output on top, on one scale.

    Parameters
    ----------
    activations : sequence of arrays
        Of all layers, the input first.
    nudges : sequence of arrays
        The pull on z of each neuron, first hidden layer first.
    """
    if activations is None or nudges is None:
        activations, weights, y = untrained_reading()
        nudge, nudges = output_nudges(activations[-1], y), []
        for layer in (2, 1, 0):
            out = activations[layer + 1]
            nudge_b, _, nudge = layer_nudges(
                activations[layer], weights[layer], nudge * out * (1 - out)
            )
            nudges = [nudge_b, *nudges]
    strongest = ", ".join(
        f"{name} {np.abs(part).max():#.2g}"
        for name, part in zip(_layer_names(len(nudges)), reversed(nudges), strict=True)
    )
    return Picture(
        (_back(activations, nudges, step=42, r=13, reach=64),),
        alt="Pulls on the z of the neurons of all layers as arrows on one scale. The strongest in "
        f"each layer: {strongest}. They fade on their way back.",
        narrow=(_back(activations, nudges, step=21.6, r=7.5, reach=40),),
    )


def _layer_names(n: int) -> list[str]:
    """Return the names of n layers, the last one first."""
    return ["output layer", *(f"hidden layer {depth}" for depth in range(n - 1, 0, -1))]


def _back(
    activations: Sequence[np.ndarray],
    nudges: Sequence[np.ndarray],
    *,
    step: float,
    r: float,
    reach: float,
) -> str:
    """Return the layers, the output on top: discs with the pulls as arrows, on one scale."""
    scale = reach / max(float(np.abs(part).max()) for part in nudges)
    across = step * max(len(part) for part in nudges) - step + 2 * r + 2
    marks, y = [], 0.0
    for depth, name in zip(reversed(range(len(nudges))), _layer_names(len(nudges)), strict=True):
        pulled, strongest = nudges[depth], float(np.abs(nudges[depth]).max())
        last = depth == len(nudges) - 1
        marks.append(label(0, y + 12, name, fill="ink", bold=True))
        marks.append(
            label(across, y + 12, f"strongest pull {strongest:#.2g}", anchor="end", size=12)
        )
        y += 24 + r + scale * max(0.0, float(pulled.max()))
        for k, (value, nudge) in enumerate(zip(activations[depth + 1], pulled, strict=True)):
            x, away = r + 1 + step * k, -np.sign(nudge) * (r + 2)
            marks.append(disc(x, y, value, r=r))
            tip = y + away - scale * nudge
            marks.append(arrow(x, y + away, x, tip, stroke=sign_colour(nudge), head=5))
            if last:
                below = y + r + scale * max(0.0, -float(pulled.min())) + 20
                marks.append(label(x, below, str(k), anchor="middle", size=12))
        y += r + scale * max(0.0, -float(pulled.min())) + (48 if last else 30)
    return drawing(across, y - 20, marks)
