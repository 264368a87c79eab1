"""What one neuron of the first hidden layer adds up for one digit, pixel by pixel."""

from __future__ import annotations

import numpy as np

from mlp import sigmoid
from mlp.examples import the_two, trained
from mlp.figures.picture import Picture
from mlp.look.colours import sign_colour
from mlp.look.images import digit, weight_map
from mlp.look.numbers import plain, signed
from mlp.look.svg import drawing, label


def weights_times_pixels(
    image: np.ndarray | None = None, w: np.ndarray | None = None, b: float | None = None
) -> Picture:
    """Draw a digit, a neuron's weights, and their products, which it adds up.

    Parameters
    ----------
    image : ndarray, (784,) or (28, 28), optional
        Activations from 0 to 1; by default the book's 2.
    w : ndarray, (784,), optional
        The neuron's weights; by default those of the book's network that add up to most.
    b : float, optional
        Its bias.
    """
    a = np.asarray(the_two() / 255 if image is None else image, float).ravel()
    if w is None or b is None:
        net = trained()
        j = int((net.weights[0] @ a + net.biases[0]).argmax())
        w, b = net.weights[0][j], float(net.biases[0][j])
    w = np.asarray(w, float).ravel()
    products = w * a
    up, down = float(products[products > 0].sum()), float(products[products < 0].sum())
    z = up + down + b
    largest = float(np.quantile(np.abs(w), 0.995))
    parts = (
        _panel(digit(a, 1, 1, 180), "the pixels $a_i$"),
        _panel(weight_map(w, 1, 1, 180, largest=largest), "its weights $w_i$"),
        _panel(weight_map(products, 1, 1, 180, largest=largest), "the products $w_i a_i$"),
    )
    ink = {True: sign_colour(1, text=True), False: sign_colour(-1, text=True)}
    total = drawing(
        330,
        66,
        label(1, 18, f"blue {signed(up, 2)}", fill=ink[True], bold=True),
        label(110, 18, f"orange {signed(down, 2)}", fill=ink[False], bold=True),
        label(230, 18, f"bias {signed(b, 2)}", fill=ink[b > 0], bold=True),
        label(1, 46, f"together: $z$ = {signed(z, 2)}", fill="ink", bold=True),
        label(230, 46, f"$a$ = {plain(sigmoid(z))}", fill="ink", bold=True),
    )
    return Picture(
        (*parts, total),
        alt="A digit, the weights of one neuron as a map of 28 by 28 pixels, and the products of "
        f"the two. The positive products add up to {signed(up, 2)}, the negative ones to "
        f"{signed(down, 2)}; with the bias {signed(b, 2)}, z is {signed(z, 2)} and the activation "
        f"{plain(sigmoid(z))}.",
        caption="A weight counts only where there is ink. All three have the same 784 places; "
        "where the picture is black, the product is 0.",
    )


def _panel(mark: str, name: str) -> str:
    return drawing(182, 206, mark, label(91, 202, name, anchor="middle", fill="ink"))
