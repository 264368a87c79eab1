"""Other kinds of network: a filter that slides, and a cell that remembers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mlp import accuracy, load_mnist, sigmoid
from mlp.figures.defaults import the_two, trained
from mlp.figures.picture import Picture
from mlp.look.axes import Axes
from mlp.look.images import digit, weight_map
from mlp.look.numbers import plain, short, signed
from mlp.look.svg import arrow, drawing, label, line

LEVEL_EDGE = np.array([[1.0, 1.0, 1.0], [0.0, 0.0, 0.0], [-1.0, -1.0, -1.0]])


def slide(image: np.ndarray, w: np.ndarray = LEVEL_EDGE) -> np.ndarray:
    """Return what a small filter answers at every place, ReLU(Σ w a): (26, 26) for 28 × 28."""
    windows = np.lib.stride_tricks.sliding_window_view(image, w.shape)
    return np.maximum(0, (windows * w).sum(axis=(2, 3)))


def edge_filter(
    images: Sequence[np.ndarray] | None = None, responses: Sequence[np.ndarray] | None = None
) -> Picture:
    """Draw images beside the answers of a filter that slid over them.

    Parameters
    ----------
    images : sequence of ndarray, (28, 28), optional
        Activations 0…1; by default the book's 2, and the same three pixels further right.
    responses : sequence of ndarray, (26, 26), optional
        By default those of a filter of 3 × 3 weights that looks for level edges.
    """
    if images is None:
        images = [_move(the_two()[None], k).reshape(28, 28) / 255 for k in (0, 3)]
    if responses is None:
        responses = [slide(image) for image in images]
    largest = max(float(np.max(response)) for response in responses) or 1.0
    parts, said = [], []
    for image, response in zip(images, responses, strict=True):
        best = float(np.max(response))
        row, column = np.unravel_index(np.argmax(response), response.shape)
        parts.append(
            drawing(
                316,
                174,
                digit(image, 1, 1, 140),
                arrow(150, 71, 170, 71, width=1.5, stroke="ink2"),
                digit(np.asarray(response) / largest, 180, 6, 130),
                label(71, 162, "image", anchor="middle"),
                label(245, 162, f"strongest answer {plain(best)}", anchor="middle", fill="ink"),
            )
        )
        said.append(f"{plain(best)} in row {row + 1}, column {column + 1}")
    return Picture(
        tuple(parts),
        alt=f"{len(parts)} images and the answers of a filter at every place. The strongest "
        f"answers: {'; '.join(said)}.",
        caption="The filter's answers move with the digit. The same nine weights are used at "
        "every place, so an edge is found wherever it stands.",
    )


def shifted(
    shifts: Sequence[int] = (0, 1, 2, 3, 4), accuracies: Sequence[float] | None = None
) -> Picture:
    """Draw the accuracy of a network as its digits are moved sideways.

    Parameters
    ----------
    shifts : sequence of int
        By how many pixels.
    accuracies : sequence of float, optional
        From 0 to 1; by default those of the book's network on the sample's 1,000 test digits.
    """
    if accuracies is None:
        test, network = load_mnist(sample=True), trained()
        accuracies = [
            accuracy(_move(test.test_images, k), test.test_labels, network.weights, network.biases)
            for k in shifts
        ]
    axes = Axes((min(shifts), max(shifts)), (0, 1), 46, 18, 254, 116)
    first, last = accuracies[0], accuracies[-1]
    guess = axes.at(min(shifts), 0.1)[1]
    marks = [
        axes.x_axis([*shifts], "pixels to the right"),
        axes.y_axis([(0, "0 %"), (1, "100 %")]),
        line(axes.left, guess, axes.right, guess, stroke="ink2", dash="2 3"),
        label(axes.left + 4, guess - 6, "guessing", halo=True),
        axes.curve(np.array(shifts, float), np.array(accuracies, float)),
        label(
            axes.left + 6,
            axes.at(shifts[0], first)[1] - 8,
            f"{100 * first:.0f} %",
            fill="ink",
            bold=True,
            halo=True,
        ),
        label(
            axes.right + 6,
            axes.at(shifts[-1], last)[1] + 4.5,
            f"{100 * last:.0f} %",
            fill="ink",
            bold=True,
        ),
    ]
    said = ", ".join(f"{100 * a:.0f} % at {k}" for k, a in zip(shifts, accuracies, strict=True))
    return Picture(
        (drawing(345, 176, marks),),
        alt=f"Accuracy against the number of pixels by which the digits are moved: {said}.",
        caption="Moved digits are strangers to our network. It learned what is bright where, and "
        "nothing about shapes that may stand elsewhere.",
    )


def memory(
    plain_cell: Sequence[float] | None = None, lstm: Sequence[float] | None = None
) -> Picture:
    """Draw what a plain recurrent cell and an LSTM cell still hold, step after step.

    Parameters
    ----------
    plain_cell, lstm : sequence of float, equally long
        What each cell holds after every step, from 0 to 1; by default after it heard 0.8 once.
    """
    if plain_cell is None or lstm is None:
        plain_cell, lstm = _after_one_sound(0.8, 50)
    held = {"LSTM cell": np.asarray(lstm, float), "plain cell": np.asarray(plain_cell, float)}
    steps = len(lstm) - 1
    axes = Axes((0, steps), (0, 1), 30, 12, 300, 120)
    marks = [axes.x_axis([0, steps], "steps"), axes.y_axis([0, 1])]
    for (name, values), style in zip(
        held.items(), ({"width": 2.5}, {"width": 1.25, "stroke": "ring"}), strict=True
    ):
        marks.append(axes.curve(np.arange(steps + 1), values, **style))
        at = axes.at(steps, values[-1])[1]
        marks.append(
            label(
                axes.right,
                at - 9,
                f"{name}: {plain(values[-1])}",
                anchor="end",
                fill="ink" if name.startswith("LSTM") else "ink2",
                halo=True,
                bold=name.startswith("LSTM"),
            )
        )
    said = "; ".join(f"{name} from {plain(v[0])} to {plain(v[-1])}" for name, v in held.items())
    return Picture(
        (drawing(345, 172, marks),),
        alt=f"What two cells hold over {steps} steps: {said}.",
        caption="One keeps its number, one loses it. Both were shown the same number once, and "
        "nothing afterwards.",
    )


def _move(images: np.ndarray, k: int) -> np.ndarray:
    """Return images (n, 784) moved k pixels to the right, black behind them."""
    square = images.reshape(-1, 28, 28)
    return np.pad(square, ((0, 0), (0, 0), (k, 0)))[:, :, :28].reshape(-1, 784)


def _after_one_sound(sound: float, steps: int) -> tuple[list[float], list[float]]:
    """Return what the chapter's two cells hold after a sound and after each silent step."""
    h = [float(np.tanh(sound))]
    c = [float(sigmoid(20 * sound - 10) * np.tanh(sound))]
    for _ in range(steps):
        h.append(float(np.tanh(h[-1])))
        c.append(float(sigmoid(10) * c[-1]))
    return h, c


def filter_weights(w: np.ndarray = LEVEL_EDGE) -> Picture:
    """Draw the few weights of a filter, as a map with its numbers."""
    w = np.asarray(w, float)
    rows, columns = w.shape
    marks = [weight_map(w, 1, 1, 36 * columns, largest=2.5 * float(np.abs(w).max()))]
    marks += [
        label(
            19 + 36 * c,
            24 + 36 * r,
            signed(w[r, c], 0),
            anchor="middle",
            fill="ink",
        )
        for r in range(rows)
        for c in range(columns)
    ]
    said = "; ".join(" ".join(short(x) for x in row) for row in w)
    return Picture(
        (drawing(36 * columns + 2, 36 * rows + 2, marks),),
        alt=f"A filter of {rows} by {columns} weights, row by row: {said}.",
    )
