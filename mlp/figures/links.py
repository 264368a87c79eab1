"""One neuron after another: the chain 1-1-1-1, its last link, and the sweep back through it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from mlp import chain_gradient, sigmoid, sigmoid_prime
from mlp.examples import CHAIN, forward
from mlp.figures.picture import Picture
from mlp.look.colours import sign_colour
from mlp.look.numbers import plain, signed
from mlp.look.svg import arrow, disc, drawing, edge, group, label, line

Numbers = Sequence[float]
_R, _WIDE, _NARROW = 24, 600, 350
_Y = 58  # where the row of neurons stands
_FAINT = 0.4


def chain(x: float = CHAIN.x, ws: Numbers = CHAIN.ws, bs: Numbers = CHAIN.bs) -> Picture:
    """Draw a network of one neuron in each layer, with all its parameters.

    Parameters
    ----------
    x : float
        The input.
    ws, bs : sequences of float
        Weight and bias of each neuron after the input.

    Returns
    -------
    Picture
    """
    names = [str(layer) for layer in range(len(ws) + 1)]
    parts = [_neurons(width, x, ws, bs, names) for width in (_WIDE, _NARROW)]
    activations, _ = forward(x, ws, bs)
    return Picture(
        (parts[0],),
        narrow=(parts[1],),
        alt=f"A chain of {len(activations)} neurons, one in each layer, joined in a row. "
        f"Activations: {_listed(activations)}. Weights: {_listed(ws)}. Biases: {_listed(bs)}.",
    )


def last_two(x: float = CHAIN.x, ws: Numbers = CHAIN.ws, bs: Numbers = CHAIN.bs) -> Picture:
    """Draw the chain with everything before its last two neurons faded.

    Parameters
    ----------
    x, ws, bs
        As for `chain`.

    Returns
    -------
    Picture
    """
    back = len(ws)
    names = [f"L-{back - layer}" if layer < back else "L" for layer in range(back + 1)]
    parts = [_neurons(width, x, ws, bs, names, faded=back - 1) for width in (_WIDE, _NARROW)]
    activations, _ = forward(x, ws, bs)
    return Picture(
        (parts[0],),
        narrow=(parts[1],),
        alt="The same chain; all but the last two neurons are faded. The last but one holds "
        f"{plain(activations[-2])}; the weight {signed(ws[-1])} and the bias {signed(bs[-1])} "
        f"lead to the last, which holds {plain(activations[-1])}.",
    )


def last_link(
    a_prev: float = 0.83, w: float = CHAIN.ws[-1], b: float = CHAIN.bs[-1], y: float = CHAIN.y
) -> Picture:
    """Draw the last two neurons, the wanted output, the cost, and the three formulas between.

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
    steps = (
        (
            "$z^{(L)} = w^{(L)} a^{(L-1)} + b^{(L)}$",
            f"= {plain(w)} · {plain(a_prev)} {'+' if b >= 0 else '−'} {plain(abs(b))} = {plain(z)}",
            "ink",
        ),
        ("$a^{(L)} = σ(z^{(L)})$", f"= σ({plain(z)}) = {plain(a)}", "ink"),
        ("$C_0 = (a^{(L)} - y)^2$", f"= ({plain(a)} − {plain(y)})² = {plain(cost)}", "cost"),
    )

    def draw(width: float) -> str:
        narrow = width < 500
        first, last, wanted = (40, 185, 305) if narrow else (60, 300, 460)
        marks = [
            _weight(first, last, w, "L", largest=max(2.0, abs(w), abs(b))),
            disc(first, _Y, a_prev, r=_R, text=plain(a_prev)),
            _name(first, "L-1"),
            _bias(last, b, "L", largest=max(2.0, abs(w), abs(b))),
            disc(last, _Y, a, r=_R, text=plain(a)),
            _name(last, "L"),
            line(last + _R + 6, _Y, wanted - _R - 7, _Y, stroke="cost", width=2.5),
            label((last + wanted) / 2, _Y - 10, "$C_0$", anchor="middle", fill="cost"),
            label((last + wanted) / 2, _Y + 22, plain(cost), anchor="middle", fill="cost"),
            disc(wanted, _Y, y, r=_R, text=plain(y), ring="want", ring_width=3),
            label(wanted, _Y - 34, "$y$", anchor="middle", fill="want"),
            label(wanted, _Y + 44, "wanted", anchor="middle", fill="want"),
        ]
        top = 172
        for formula, numbers, ink in steps:
            marks.append(label(16, top, formula, fill=ink))
            marks.append(label(36 if narrow else 250, top + 22 * narrow, numbers, fill=ink))
            top += 54 if narrow else 32
        return drawing(width, top - 12, marks)

    return Picture(
        (draw(_WIDE),),
        narrow=(draw(_NARROW),),
        alt=f"Two neurons and the cost. The one before holds {plain(a_prev)}. Weight {signed(w)} "
        f"and bias {signed(b)} give z = {plain(z)}, and the last neuron holds {plain(a)}. "
        f"Wanted is {plain(y)}; the cost is the squared gap, {plain(cost)}.",
    )


def backward_sweep(
    x: float = CHAIN.x, ws: Numbers = CHAIN.ws, bs: Numbers = CHAIN.bs, y: float = CHAIN.y
) -> Picture:
    """Draw the chain with its activations going forward and its deltas coming back.

    Parameters
    ----------
    x, ws, bs
        As for `chain`.
    y : float
        The wanted output.

    Returns
    -------
    Picture
    """
    activations, zs = forward(x, ws, bs)
    dC_dw, deltas = chain_gradient(x, ws, bs, y)
    largest = max(abs(d) for d in deltas) or 1.0
    strongest = max(2.0, *map(abs, ws))
    # What a delta is multiplied by on its way to the layer before: w σ′(z of that layer).
    factors = [float(ws[l + 1] * sigmoid_prime(zs[l])) for l in range(len(ws) - 1)]

    def draw(width: float) -> str:
        places = _places(width, len(activations))
        marks = []
        for l, (left, right) in enumerate(pairwise(places)):
            middle = (left + right) / 2
            marks.append(
                edge(left, _Y, right, _Y, ws[l], largest=strongest, r1=_R, r2=_R, widest=6)
            )
            marks.append(
                arrow(middle - 10, _Y + 24, middle + 10, _Y + 24, stroke="ink2", width=1.5)
            )
        for l, (a, at) in enumerate(zip(activations, places, strict=True)):
            marks += [disc(at, _Y, a, r=_R, text=plain(a)), _name(at, l)]
        for l, delta in enumerate(deltas):
            at, size = places[l + 1], 48 * abs(delta) / largest
            marks += [
                label(at, 132, f"$δ^{{({l + 1})}}$", anchor="middle", fill="ink"),
                line(at, 144, at, 144 + max(size, 1), stroke=sign_colour(delta), width=9),
                label(
                    at, 218, signed(delta, 3), anchor="middle", fill=sign_colour(delta, text=True)
                ),
            ]
        for l, factor in enumerate(factors):
            right, left = places[l + 2] - 20, places[l + 1] + 20
            marks.append(arrow(right, 150, left, 150, stroke="ink", width=1.5))
            marks.append(label((left + right) / 2, 174, f"× {signed(factor, 2)}", anchor="middle"))
        for l, slope in enumerate(dC_dw):
            at = (places[l] + places[l + 1]) / 2
            marks += [
                label(at, 252, f"$∂C_0/∂w^{{({l + 1})}}$", anchor="middle", fill="ink"),
                label(
                    at, 274, signed(slope, 3), anchor="middle", fill=sign_colour(slope, text=True)
                ),
            ]
        return drawing(width, 284, marks)

    return Picture(
        (draw(_WIDE),),
        narrow=(draw(_NARROW),),
        alt=f"Forward, the activations {_listed(activations)}. Backward, the deltas of layers "
        f"1 to {len(deltas)}: {_listed(deltas, 3)}. From the last layer to the first each is "
        f"the one after it times {_listed(factors[::-1])}. The derivatives of the weights: "
        f"{_listed(dC_dw, 3)}.",
    )


def _neurons(width, x, ws, bs, names, faded: int = 0) -> str:
    """Return the drawing of a chain; its first `faded` neurons and what leads on are faint."""
    activations, _ = forward(x, ws, bs)
    places = _places(width, len(activations))
    largest = max(2.0, *map(abs, [*ws, *bs]))
    marks = []
    for l, (a, at) in enumerate(zip(activations, places, strict=True)):
        # On a telephone there is no room for the long names of what is faded.
        name = "" if width < 500 and l <= faded and faded else names[l]
        before = _weight(places[l - 1], at, ws[l - 1], name, largest=largest) + _bias(
            at, bs[l - 1], names[l], largest=largest
        )
        neuron = disc(at, _Y, a, r=_R, text=plain(a)) + _name(at, names[l])
        marks.append(group(before if l else "", opacity=_FAINT if l <= faded and faded else 1))
        marks.append(group(neuron, opacity=_FAINT if l < faded else 1))
    if not faded:
        marks.append(label(places[0], _Y + 44, "input", anchor="middle"))
    return drawing(width, _Y + 80, marks)


def _places(width: float, count: int) -> list[float]:
    margin = 36 if width < 500 else 44
    return [margin + k * (width - 2 * margin) / (count - 1) for k in range(count)]


def _name(x, layer) -> str:
    return label(x, _Y - 34, f"$a^{{({layer})}}$", anchor="middle", fill="ink")


def _weight(x1, x2, w, layer, *, largest) -> str:
    """Return the line between two neurons, with the name and value of its weight."""
    middle = (x1 + x2) / 2
    return "".join(
        (
            edge(x1, _Y, x2, _Y, w, largest=largest, r1=_R, r2=_R, widest=6),
            label(middle, _Y - 10, f"$w^{{({layer})}}$", anchor="middle", fill="ink")
            if layer
            else "",
            label(middle, _Y + 22, signed(w), anchor="middle", fill=sign_colour(w, text=True)),
        )
    )


def _bias(x, b, layer, *, largest) -> str:
    """Return a bias below its neuron."""
    return "".join(
        (
            edge(x, _Y + _R + 22, x, _Y + _R, b, largest=largest, widest=6),
            label(x - 2, _Y + _R + 42, f"$b^{{({layer})}}$", anchor="end", fill="ink"),
            label(x + 4, _Y + _R + 42, signed(b), fill=sign_colour(b, text=True)),
        )
    )


def _listed(numbers: Sequence[float], digits: int = 2) -> str:
    return ", ".join(plain(number, digits) for number in numbers)
