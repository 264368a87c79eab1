"""What the cost is computed from, two layers deep and step by step, with a rate at every edge."""

from __future__ import annotations

from collections.abc import Sequence

from mlp import sigmoid, sigmoid_prime
from mlp.examples import CHAIN, forward
from mlp.figures.picture import Picture
from mlp.look.colours import sign_colour
from mlp.look.numbers import plain, signed
from mlp.look.svg import arrow, drawing, label, line, ring


def two_layer_tree(
    x: float = CHAIN.x,
    ws: Sequence[float] = CHAIN.ws,
    bs: Sequence[float] = CHAIN.bs,
    y: float = CHAIN.y,
) -> Picture:
    """Draw the tree of the last two layers of a chain, with the path of the earlier weight.

    Parameters
    ----------
    x : float
        The input.
    ws, bs : sequences of float
        Weight and bias of each neuron after the input; at least two.
    y : float
        The wanted output.

    Returns
    -------
    Picture
    """
    a, z = forward(x, ws, bs)
    cost = (a[-1] - y) ** 2
    path = (
        ("$w^{(L-1)}$", signed(ws[-2]), "$a^{(L-2)}$", a[-3]),
        ("$z^{(L-1)}$", plain(z[-2]), "$σ^{′}(z^{(L-1)})$", float(sigmoid_prime(z[-2]))),
        ("$a^{(L-1)}$", plain(a[-2]), "$w^{(L)}$", float(ws[-1])),
        ("$z^{(L)}$", plain(z[-1]), "$σ^{′}(z^{(L)})$", float(sigmoid_prime(z[-1]))),
        ("$a^{(L)}$", plain(a[-1]), "$2(a^{(L)} - y)$", 2 * (a[-1] - y)),
        ("$C_0$", plain(cost), "", 1.0),
    )
    # What else enters at a step: its name and value, on which side, into the row below.
    beside = (
        (0, -78, "$a^{(L-2)}$", plain(a[-3])),
        (0, 78, "$b^{(L-1)}$", signed(bs[-2])),
        (2, -78, "$w^{(L)}$", signed(ws[-1])),
        (2, 78, "$b^{(L)}$", signed(bs[-1])),
        (4, 78, "$y$", plain(y)),
    )
    middle, step, product = 104, 92, 1.0
    marks = [
        line(middle + 0.86 * way, 54 + step * row, middle + 0.36 * way, 14 + step * (row + 1),
             stroke="ring", width=1.25)
        for row, way, _, _ in beside
    ]  # fmt: skip
    for row, (symbol, value, factor, rate) in enumerate(path):
        top = 24 + step * row
        ink = "cost" if symbol == "$C_0$" else "ink"
        if factor:
            marks.append(
                line(middle, top + 35, middle, top + step - 25, stroke="mark", width=12)
                + line(middle, top + 28, middle, top + step - 18, stroke="ink", width=1.5)
            )
            marks.append(label(216, top + 61, factor, fill="ink"))
            marks.append(
                label(350, top + 61, signed(rate, 3), anchor="end",
                      fill=sign_colour(rate, text=True))
            )  # fmt: skip
            product *= rate
        marks.append(label(middle, top, symbol, anchor="middle", fill=ink))
        marks.append(label(middle, top + 20, value, anchor="middle", fill=ink))
    marks += [
        label(middle + way, 24 + step * row, symbol, anchor="middle",
              fill="want" if symbol == "$y$" else "ink2")
        + label(middle + way, 44 + step * row, value, anchor="middle")
        for row, way, symbol, value in beside
    ]  # fmt: skip
    bottom = 24 + step * 5
    marks += [
        label(216, 24, "factor", bold=True, fill="ink"),
        line(216, bottom - 4, 350, bottom - 4),
        label(216, bottom + 16, "product", bold=True, fill="ink"),
        label(350, bottom + 16, signed(product, 3), anchor="end", bold=True,
              fill=sign_colour(product, text=True)),
    ]  # fmt: skip
    return Picture(
        (drawing(352, bottom + 30, marks),),
        alt="A tree of two layers, read downwards. Marked is the path from the weight one layer "
        f"back, {path[0][1]}, through z = {path[1][1]}, a = {path[2][1]}, the last "
        f"z = {path[3][1]} and a = {path[4][1]} to the cost, {path[5][1]}. Its edges carry "
        f"{', '.join(signed(rate, 3) for *_, rate in path[:5])}; the product is "
        f"{signed(product, 3)}.",
    )


def computational_graph(
    a_prev: float = 0.83, w: float = CHAIN.ws[-1], b: float = CHAIN.bs[-1], y: float = CHAIN.y
) -> Picture:
    """Draw the last link as single operations: values forward, derivatives of the cost back.

    Parameters
    ----------
    a_prev, w, b, y : float
        Activation of the neuron before, weight, bias, wanted output.

    Returns
    -------
    Picture
    """
    product, z = w * a_prev, w * a_prev + b
    a = float(sigmoid(z))
    gap, cost = a - y, (a - y) ** 2
    # Each operation: sign, what it gives, its local derivative along the main path.
    steps = (
        ("×", product, a_prev, "$a^{(L-1)}$"),
        ("+", z, 1.0, "1"),
        ("σ", a, float(sigmoid_prime(z)), "$σ^{′}(z)$"),
        ("−", gap, 1.0, "1"),
        ("x²", cost, 2 * gap, "$2(a - y)$"),
    )
    back = [1.0]
    for _, _, local, _ in reversed(steps):
        back.insert(0, back[0] * local)
    inputs = (w, product, z, a, gap, cost)
    sides = {0: ("$a^{(L-1)}$", a_prev), 1: ("$b^{(L)}$", b), 3: ("$y$", y)}

    def value(x, y, number, ink="ink"):
        return label(x, y, signed(number, 3), anchor="middle", fill=ink, halo=True)

    def back_at(x, y, number, anchor="middle"):
        return label(
            x, y, signed(number, 3), anchor=anchor, fill=sign_colour(number, text=True), halo=True
        )

    marks, rows = [], 66
    middle, left, right = 130, 204, 300
    marks += [
        label(40, 16, "operation", fill="ink", anchor="middle"),
        label(middle, 16, "value ↓", fill="ink", anchor="middle"),
        label(left + 8, 16, "local derivative", fill="ink", anchor="middle"),
        label(right + 46, 16, "that of $C_0$ ↑", fill="ink", anchor="end"),
        label(middle - 34, 47, "$w^{(L)}$", anchor="end", fill="ink"),
    ]
    for row, number in enumerate(inputs):
        top = 46 + rows * row
        marks.append(value(middle, top, number, "cost" if row == len(steps) else "ink"))
        marks.append(back_at(right + 40, top, back[row], anchor="end"))
        if row == len(steps):
            break
        sign, _, rate, local = steps[row]
        marks.append(line(middle, top + 7, middle, top + 13, stroke="ring", width=1.5))
        marks.append(
            arrow(middle, top + 41, middle, top + rows - 16, stroke="ring", width=1.5, head=4)
        )
        marks.append(
            arrow(right + 20, top + rows - 18, right + 20, top + 8, stroke="ink", width=1.5)
        )
        marks.append(_operation(middle, top + 27, sign))
        marks.append(label(left + 8, top + 23, local, anchor="middle", fill="ink"))
        number = "" if local == "1" else plain(rate, 3)
        marks.append(label(left + 8, top + 42, number, anchor="middle", size=12))
        if row in sides:
            name, number = sides[row]
            marks.append(line(64, top + 27, middle - 14, top + 27, stroke="ring", width=1.5))
            marks.append(
                label(60, top + 24, name, anchor="end", fill="want" if name == "$y$" else "ink")
            )
            marks.append(label(60, top + 42, plain(number), anchor="end"))
    marks.append(label(middle - 34, 47 + rows * 5, "$C_0$", anchor="end", fill="cost"))
    return Picture(
        (drawing(350, 60 + rows * 5, marks),),
        alt="Five operations in a row: times, plus, sigma, minus, square. Downwards the values "
        f"{', '.join(signed(v, 3) for v in inputs)}. Upwards, from 1 at the cost, each derivative "
        "is the one below times the local derivative: "
        f"{', '.join(signed(v, 3) for v in reversed(back))}.",
    )


def _operation(x: float, y: float, sign: str) -> str:
    """Return an operation: an empty ring with its sign inside."""
    return ring(x, y, 14, stroke="ink") + label(
        x, y + 5, sign, anchor="middle", fill="ink", size=15
    )
