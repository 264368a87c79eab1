"""Digits: what a network is given, and what its ten output neurons say."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mlp import feedforward
from mlp.examples import the_two, trained
from mlp.figures.picture import Picture
from mlp.look.colours import ink_on
from mlp.look.images import digit
from mlp.look.numbers import plain
from mlp.look.svg import disc, drawing, label, line, rectangle


def digits(images: np.ndarray | None = None, labels: Sequence[object] = ()) -> Picture:
    """Draw digits side by side, each with a word below it.

    Parameters
    ----------
    images : ndarray, (n, 784) or (n, 28, 28), optional
        uint8 pixels or activations 0…1; by default the book's 2.
    labels : sequence, optional
        What stands below each: numbers or short words.
    """
    images = the_two()[None] if images is None else np.asarray(images)
    words = [str(word) for word in labels] or [""] * len(images)
    if len(words) != len(images):
        raise ValueError(f"expected {len(images)} labels for as many images, got {len(words)}")
    size = 64 if len(images) < 8 else 44  # ten stand in one row of a page
    parts = [
        drawing(
            *(size + 2, size + (26 if labels else 2)),
            digit(image, 1, 1, size),
            label(size / 2 + 1, size + 20, word, anchor="middle"),
        )
        for image, word in zip(images, words, strict=True)
    ]
    said = f": {', '.join(words)}" if labels else ""
    many = "One handwritten digit" if len(images) == 1 else f"{len(images)} handwritten digits"
    return Picture(tuple(parts), alt=f"{many} of 28 by 28 pixels{said}.")


def digit_as_column(image: np.ndarray | None = None) -> Picture:
    """Draw a digit unrolled, row by row, into a column of neurons with their values.

    Parameters
    ----------
    image : ndarray, (784,) or (28, 28), optional
        uint8 pixels; by default the book's 2.
    """
    image = the_two() if image is None else np.asarray(image)
    pixels = image.reshape(-1)
    # Seven pixels in a row, where the pen crosses the row: they hold dark, grey and bright.
    square = pixels.reshape(28, 28).astype(float)
    variety = [
        (
            np.ptp(square[row, k : k + 7]) + 255 * ((square[row, k : k + 7] % 255 > 20).mean()),
            row,
            k,
        )
        for row in range(8, 20)
        for k in range(6, 16)
    ]
    _, row, first = max(variety)
    inside = [28 * row + first + k for k in range(7)]
    shown = [0, 1, 2, None, *inside, None, 782, 783]
    values = [None if k is None else pixels[k] / 255 for k in shown]
    listed = ", ".join(f"pixel {k} {plain(pixels[k] / 255)}" for k in (0, *inside, 783))
    return Picture(
        (_unrolled(pixels, shown, values, 640, 280),),
        narrow=(_unrolled(pixels, shown, values, 350, 150),),
        alt=f"A digit of 28 by 28 pixels beside a column of 784 neurons, one for each pixel, row "
        f"by row. Values, 0 for black and 1 for white: {listed}.",
        caption="784 pixels, 784 neurons. Row after row goes into the column. A neuron’s grey is "
        "the pixel’s: 0.00 is black, 1.00 is white.",
    )


def _unrolled(pixels: np.ndarray, shown: list, values: list, width: float, size: float) -> str:
    step, r, top = 31.0, 14.0, 20.0
    height = top + step * len(shown)
    x, q = width - 80.0, size / 28
    y0 = (height - size) / 2
    marks = [digit(pixels, 1, y0, size)]
    for k, pixel in enumerate(shown):
        y = top + k * step
        if pixel is None:
            marks += [disc(x, y + j * 7, 0.5, r=1.5, ring="none") for j in (-1, 0, 1)]
            continue
        px, py = 1 + (pixel % 28 + 0.5) * q, y0 + (pixel // 28 + 0.5) * q
        if shown[k + 1 : k + 2] in ([], [None]):  # the last of its row: the leader starts behind it
            marks.append(line(px + q / 2, py, size + 6, py, stroke="ring", width=0.75, opacity=0.7))
        marks += [
            rectangle(px - q / 2, py - q / 2, q, q, stroke="ring", stroke_width=1),
            line(max(px + q / 2, size + 6), py, x - r - 4, y, stroke="ring", width=0.75),
            disc(x, y, values[k], r=r, ring="ring"),
            label(
                x,
                y + 4,
                plain(values[k]),
                anchor="middle",
                size=11,
                fill=ink_on(values[k]),
            ),
            label(x + r + 10, y + 4.5, f"$a_{{{pixel}}}$"),
        ]
    return drawing(width, height, marks)


def output_neurons(activations: np.ndarray | None = None) -> Picture:
    """Draw the ten output neurons, the brightest marked.

    Parameters
    ----------
    activations : ndarray, (10,), optional
        By default what the book's network says of the book's 2.
    """
    if activations is None:
        network = trained()
        activations = feedforward(the_two(), network.weights, network.biases)
    a = np.asarray(activations, float)
    best, step = int(a.argmax()), 34.5
    marks = [rectangle(3 + best * step, 32, 28, 22, fill="mark", radius=3)]
    for k, value in enumerate(a):
        x = 17 + k * step
        marks += [
            disc(x, 17, value, r=15.5),
            label(
                x,
                21,
                plain(value),
                anchor="middle",
                size=11,
                fill=ink_on(value),
            ),
            label(x, 48, str(k), anchor="middle", fill="ink", bold=k == best),
        ]
    said = ", ".join(f"{k}: {plain(value)}" for k, value in enumerate(a))
    return Picture(
        (drawing(345, 56, marks),),
        alt=f"Ten output neurons. {said}. The brightest is {best}.",
    )
