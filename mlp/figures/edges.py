"""What depends on what at the last link, and the chain rule, edge by edge."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from mlp.activations import sigmoid, sigmoid_prime
from mlp.figures.picture import Picture
from mlp.figures.svg import disc, drawing, edge, group, label, line, polyline, rectangle
from mlp.figures.tokens import plain, sign_colour, signed

_A, _W, _B, _Y = 0.83, -1.5, 0.6, 1.0


def dependency_tree(a_prev: float = _A, w: float = _W, b: float = _B, y: float = _Y) -> Picture:
    """Draw the tree of the last link: w, a, b make z, z makes a, a and y make the cost.

    Parameters
    ----------
    a_prev, w, b, y : float
        Activation of the neuron before, weight, bias, wanted output.

    Returns
    -------
    Picture
    """
    z = float(w * a_prev + b)
    a = float(sigmoid(z))
    cost = (a - y) ** 2
    marks = [
        line(x1, y1, x2, y2, stroke="ring", width=1.5)
        for x1, y1, x2, y2 in (
            (76, 76, 154, 140),
            (175, 90, 175, 134),
            (274, 76, 196, 140),
            (175, 188, 175, 220),
            (175, 280, 175, 314),
            (274, 270, 200, 322),
        )
    ]
    marks += [
        _quantity(52, 44, "$w^{(L)}$", signed(w), sign_colour(w, text=True)),
        disc(175, 60, a_prev, r=26, text=plain(a_prev)),
        label(175, 24, "$a^{(L-1)}$", anchor="middle", fill="ink"),
        _quantity(298, 44, "$b^{(L)}$", signed(b), sign_colour(b, text=True)),
        _quantity(175, 158, "$z^{(L)}$", plain(z), "ink"),
        disc(175, 250, a, r=26, text=plain(a)),
        label(141, 255, "$a^{(L)}$", anchor="end", fill="ink"),
        disc(298, 250, y, r=26, text=plain(y), ring="want", ring_width=3),
        label(298, 214, "$y$", anchor="middle", fill="want"),
        _quantity(175, 336, "$C_0$", plain(cost), "cost", name="cost"),
    ]
    return Picture(
        (drawing(350, 370, marks),),
        alt="A tree, read from top to bottom. At the top the weight "
        f"{signed(w)}, the activation before, {plain(a_prev)}, and the bias {signed(b)}. Lines "
        f"lead from all three to z = {plain(z)}, from z to the activation {plain(a)}, and from "
        f"there and from the wanted output {plain(y)} to the cost {plain(cost)}.",
    )


def chain_rule(a_prev: float = _A, w: float = _W, b: float = _B, y: float = _Y) -> Picture:
    """Draw the tree three times, with the path of w, of b and of the activation before.

    Each edge of the path carries its factor; below, the factors stand in a row, multiplied.

    Parameters
    ----------
    a_prev, w, b, y : float
        As for `dependency_tree`.

    Returns
    -------
    Picture
    """
    z = float(w * a_prev + b)
    a = float(sigmoid(z))
    shared = float(sigmoid_prime(z)), 2 * (a - y)
    panels, said = [], []
    for chosen, (name, first) in enumerate((("w", a_prev), ("b", 1.0), ("a", w))):
        panels.append(_path(chosen, (first, *shared)))
        product = first * shared[0] * shared[1]
        said.append(
            f"{name}: {plain(first)} times {plain(shared[0])} times {plain(shared[1])} "
            f"is {plain(product)}"
        )
    factors = float(a_prev), 1.0, float(w), *shared
    lines = [
        group(_product(26 + 100 * k, name, (factors[k], *shared)), x=60)
        for k, name in enumerate(_TOP)
    ]
    return Picture(
        tuple(panels),
        narrow=(_whole_tree(factors), drawing(350, 280, lines)),
        alt="The tree three times, each with one path to the cost drawn strongly. The factors on "
        f"the edges of the path, multiplied: {'; '.join(said)} (a is the activation before). "
        "The last two factors are the same in all three.",
    )


def three_slopes(a_prev: float = _A, w: float = _W, b: float = _B, y: float = _Y) -> Picture:
    """Draw the three steps to the cost as curves, each with its slope where the network stands.

    Parameters
    ----------
    a_prev, w, b, y : float
        As for `dependency_tree`.

    Returns
    -------
    Picture
    """
    z = float(w * a_prev + b)
    a = float(sigmoid(z))
    slopes = (float(a_prev), float(sigmoid_prime(z)), 2 * (a - y))
    reach = max(2.5, abs(w) + 0.5)
    panels = (
        _curve(lambda u: u * a_prev + b, w, slopes[0], (-reach, reach), None,
               ("$w^{(L)}$", "$z^{(L)}$"), "$a^{(L-1)}$", "ink"),
        _curve(sigmoid, z, slopes[1], (-5, 5), (0, 1), ("$z^{(L)}$", "$a^{(L)}$"),
               "$σ′(z^{(L)})$", "ink"),
        _curve(lambda u: (u - y) ** 2, a, slopes[2], (0, 1), (0, 1),
               ("$a^{(L)}$", "$C_0$"), "$2(a^{(L)} - y)$", "cost"),
    )  # fmt: skip
    return Picture(
        panels,
        alt="Three curves, each with a straight line that touches it. z against w is straight, "
        f"slope {signed(slopes[0], 2)}. a against z is the sigmoid, slope {signed(slopes[1], 2)} "
        f"at z = {plain(z)}. The cost against a is a parabola, slope {signed(slopes[2], 2)} at "
        f"a = {plain(a)}.",
    )


def several_paths(
    a_k: float = 0.8, w=(2.0, -1.0, 0.5), b=(-1.0, 0.4, 0.1), y=(1.0, 0.0, 0.0)
) -> Picture:
    """Draw one neuron that feeds several, and what each path brings to the cost.

    Parameters
    ----------
    a_k : float
        Activation of the neuron before.
    w, b, y : (n_out,) sequences
        Weights that lead away from it, biases and wanted outputs of the neurons they lead to.

    Returns
    -------
    Picture
    """
    w, b, y = (np.asarray(values, float) for values in (w, b, y))
    z = w * a_k + b
    a = sigmoid(z)
    along = w * sigmoid_prime(z) * 2 * (a - y)
    places = [66 + 82 * j for j in range(len(w))]
    middle = (places[0] + places[-1]) / 2
    marks = []
    for j, (at, brings) in enumerate(zip(places, along, strict=True)):
        marks += [
            edge(36, middle, 160, at, w[j], largest=2, r1=24, r2=24, widest=6),
            line(184, at, 296, middle, stroke="cost", width=1.5),
            disc(160, at, a[j], r=24, text=plain(a[j])),
            label(
                216 if at == middle else 252,
                middle - 9 if at == middle else (at + middle) / 2 + (-9 if at < middle else 19),
                signed(brings, 3),
                fill=sign_colour(brings, text=True),
            ),
        ]  # fmt: skip
    total = float(along.sum())
    marks += [
        disc(36, middle, a_k, r=24, text=plain(a_k)),
        label(36, middle - 34, "$a_k$", anchor="middle", fill="ink"),
        label(160, places[0] - 34, "$a_j$", anchor="middle", fill="ink"),
        label(302, middle + 5, "$C_0$", fill="cost"),
        label(344, places[-1] + 48, f"together {signed(total, 3)}", anchor="end", bold=True,
              fill=sign_colour(total, text=True)),
    ]  # fmt: skip
    return Picture(
        (drawing(350, places[-1] + 58, marks),),
        alt=f"A neuron at {plain(a_k)} feeds {len(w)} others. Along the paths it changes the cost "
        f"at the rates {', '.join(signed(r, 3) for r in along)}: {signed(total, 3)} in all.",
    )


def _quantity(x: float, y: float, symbol: str, value: str, ink: str, *, name: str = "ink") -> str:
    """Return a symbol with its number below it."""
    return label(x, y, symbol, anchor="middle", fill=name) + label(
        x, y + 20, value, anchor="middle", fill=ink
    )


_TOP = ("w^{(L)}", "b^{(L)}", "a^{(L-1)}")
_AT = {0: 28, 2: 104, 1: 180}  # where w, a and b stand, from left to right


def _path(chosen: int, factors: tuple[float, float, float]) -> str:
    """Return the tree with the path of one of w, b, a drawn strongly, and its product."""
    strong, faint = {"stroke": "ink", "width": 2.5}, {"stroke": "ring", "width": 1}
    marks = []
    for which, at in _AT.items():
        lean = 16 if at < 104 else -16 if at > 104 else 0
        marks.append(line(at + lean, 34, 104 - lean, 112, **(strong if which == chosen else faint)))
        ink = "ink" if which == chosen else "ink2"
        marks.append(label(at, 24, f"${_TOP[which]}$", anchor="middle", fill=ink))
    marks += [
        line(104, 140, 104, 210, **strong),
        line(104, 240, 104, 310, **strong),
        label(104, 132, "$z^{(L)}$", anchor="middle", fill="ink"),
        label(104, 230, "$a^{(L)}$", anchor="middle", fill="ink"),
        label(104, 330, "$C_0$", anchor="middle", fill="cost"),
    ]
    pairs = (("z^{(L)}", _TOP[chosen]), ("a^{(L)}", "z^{(L)}"), ("C_0", "a^{(L)}"))
    spots = (((_AT[chosen] + 104) / 2, 73), (104, 175), (104, 275))
    for k, ((above, below), (x, y), factor) in enumerate(zip(pairs, spots, factors, strict=True)):
        marks.append(_fraction(x, y, above, below, marked=k == 0, ground=True))
        marks.append(_value(x - 28 if x < 104 else x + 28, y + 5, factor, before=x < 104))
    return drawing(209, 432, marks, _product(376, _TOP[chosen], factors))


def _product(y: float, below: str, factors: tuple[float, float, float]) -> str:
    """Return the chain rule as a line: four fractions and, below them, their numbers."""
    pairs = (("z^{(L)}", below), ("a^{(L)}", "z^{(L)}"), ("C_0", "a^{(L)}"))
    product = factors[0] * factors[1] * factors[2]
    marks = [
        _fraction(26, y, "C_0", below),
        label(60, y + 5, "=", anchor="middle", fill="ink"),
        label(
            26, y + 44, signed(product, 2), anchor="middle", fill=sign_colour(product, text=True)
        ),
        label(60, y + 44, "=", anchor="middle"),
    ]
    for k, (x, (above, to), factor) in enumerate(zip((92, 139, 184), pairs, factors, strict=True)):
        number = "1" if factor == 1 else plain(factor)
        marks += [
            _fraction(x, y, above, to, marked=k == 0),
            label(x, y + 44, f"({number})" if factor < 0 < k else number, anchor="middle"),
            label((0, 116, 157)[k], y + 44, "·", anchor="middle") if k else "",
        ]
    return "".join(marks)


def _whole_tree(factors: tuple[float, ...]) -> str:
    """Return the tree with all five factors on its edges: of w, b, a, then the shared two."""
    marks = []
    for k, (at, name, factor) in enumerate(zip((44, 306, 175), _TOP, factors[:3], strict=True)):
        lean = 20 if at < 175 else -20 if at > 175 else 0
        x = (at + 175) / 2
        marks += [
            line(at + lean, 34, 175 - lean, 138, stroke="ring", width=1.5),
            label(at, 24, f"${name}$", anchor="middle", fill="ink"),
            _fraction(x, 84, "z^{(L)}", name, marked=True, ground=True),
            _value(*((x - 26, 89), (x + 26, 89), (183, 126))[k], factor, before=at < 175),
        ]
    for top, above, below, factor in (
        (166, "a^{(L)}", "z^{(L)}", factors[3]),
        (278, "C_0", "a^{(L)}", factors[4]),
    ):
        marks += [
            line(175, top, 175, top + 78, stroke="ring", width=1.5),
            _fraction(175, top + 37, above, below, ground=True),
            _value(203, top + 42, factor),
        ]
    for y, name, ink in (
        (158, "$z^{(L)}$", "ink"),
        (266, "$a^{(L)}$", "ink"),
        (376, "$C_0$", "cost"),
    ):
        marks.append(label(175, y, name, anchor="middle", fill=ink))
    return drawing(350, 384, marks)


def _value(x: float, y: float, factor: float, *, before: bool = False) -> str:
    """Return the number of a factor beside its fraction; it interrupts what runs behind it."""
    text = "1" if factor == 1 else signed(factor, 2)
    anchor, ink = "end" if before else "start", sign_colour(factor, text=True)
    return rectangle(x - 38 * before, y - 12, 38, 16, fill="ground") + label(
        x, y, text, anchor=anchor, fill=ink
    )


def _fraction(
    x: float, y: float, above: str, below: str, *, marked: bool = False, ground: bool = False
) -> str:
    """Return the derivative of `above` with respect to `below`, centred on (x, y)."""
    half = 24 if "L-1" in below else 20
    back = ""
    if ground:
        back = rectangle(x - half, y - 22, 2 * half, 45, fill="ground")
    if marked:
        back += rectangle(x - half - 1, y - 22, 2 * half + 2, 45, fill="mark", radius=4)
    return (
        back
        + label(x, y - 6, f"$∂{above}$", anchor="middle", fill="ink", size=12)
        + line(x - half + 3, y, x + half - 3, y, stroke="ink", width=1)
        + label(x, y + 17, f"$∂{below}$", anchor="middle", fill="ink", size=12)
    )


def _curve(
    f: Callable, at: float, slope: float, xs: tuple[float, float],
    ys: tuple[float, float] | None, names: tuple[str, str], meaning: str, ink: str,
) -> str:  # fmt: skip
    """Return a curve with the straight line that touches it at one point."""
    width, height, left, top, bottom = 209, 208, 20, 26, 152
    u = np.linspace(*xs, 101)
    v = np.asarray(f(u), float)
    low, high = ys or (float(v.min()), float(v.max()))

    def place(x: float, y: float) -> tuple[float, float]:
        return (
            left + (x - xs[0]) / (xs[1] - xs[0]) * (width - left - 16),
            bottom - (y - low) / (high - low) * (bottom - top),
        )

    value = float(f(at))
    ends = []
    for side in (-1, 1):
        # The touching line ends where it leaves the frame, or after 0.3 of the width.
        step = side * 0.3 * (xs[1] - xs[0])
        rise = slope * step
        if rise:
            room = (high - value) / rise if rise > 0 else (low - value) / rise
            step *= min(1.0, max(0.0, room))
        ends.append(place(at + step, value + slope * step))
    x0, y0 = place(at, value)
    floor = place(0, min(max(0.0, low), high))[1]
    marks = [
        line(left, floor, width - 16, floor, stroke="ring"),
        label(width - 16, floor + 18, names[0], anchor="end", fill="ink"),
        label(left, 14, names[1], fill="cost" if ink == "cost" else "ink"),
        polyline([place(x, y) for x, y in zip(u, v, strict=True)], stroke=ink),
        polyline(ends, stroke="ring", width=1.5) if ys else "",
        f'<circle cx="{x0:.2f}" cy="{y0:.2f}" r="5" fill="var(--mark, #e8b90055)" '
        'stroke="var(--ink, #757a83)" stroke-width="1.5"/>',
        label(width / 2, 200, f"slope {meaning} = {signed(slope, 2)}", anchor="middle",
              fill=sign_colour(slope, text=True)),
    ]  # fmt: skip
    return drawing(width, height, marks)
