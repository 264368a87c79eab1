"""Other kinds of network: a filter that slides, and a cell that remembers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from mlp import accuracy, load_mnist, sigmoid
from mlp.examples import the_two, trained
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
        By default those of a filter of 3 × 3 weights that looks for horizontal edges.
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
        caption="The filter’s answers move with the digit. The same nine weights are used at "
        "every place, so an edge is found wherever it is.",
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
        axes.y_axis([(0, "0%"), (1, "100%")]),
        line(axes.left, guess, axes.right, guess, stroke="ink2", dash="2 3"),
        label(axes.left + 4, guess - 6, "guessing", halo=True),
        axes.curve(np.array(shifts, float), np.array(accuracies, float)),
        label(
            axes.left + 6,
            axes.at(shifts[0], first)[1] - 8,
            f"{100 * first:.0f}%",
            fill="ink",
            bold=True,
            halo=True,
        ),
        label(
            axes.right + 6,
            axes.at(shifts[-1], last)[1] + 4.5,
            f"{100 * last:.0f}%",
            fill="ink",
            bold=True,
        ),
    ]
    said = ", ".join(f"{100 * a:.0f}% at {k}" for k, a in zip(shifts, accuracies, strict=True))
    return Picture(
        (drawing(345, 176, marks),),
        alt=f"Accuracy against the number of pixels by which the digits are moved: {said}.",
        caption="Moved digits are strangers to our network. It learned what is bright where, and "
        "nothing about shapes that may be elsewhere.",
    )


def memory(effects: Mapping[str, Sequence[float]] | None = None) -> Picture:
    """Draw how much of a nudge of the first sound still reaches what a cell holds.

    Parameters
    ----------
    effects : mapping from str to sequence of float, equally long
        For each cell the change of what it holds after 0, 1, 2, … silent steps, per unit of the
        nudge; by default of the page's three cells over 50 steps.
    """
    effects = effects or _effects(50)
    held = {name: np.asarray(values, float) for name, values in effects.items()}
    steps = max(map(len, held.values())) - 1
    axes = Axes((0, steps), (0, 0.7), 34, 12, 296, 130)
    marks = [axes.x_axis([0, steps], "silent steps since the sound"), axes.y_axis([0, 0.7])]
    for k, (name, values) in enumerate(held.items()):
        strong = k == len(held) - 1
        style = {"width": 2.5} if strong else {"stroke": "ring", "width": 1.5}
        marks.append(axes.curve(np.arange(len(values)), values, **style))
        at = axes.at(steps, values[-1])[1] - 9 - (0 if strong else 18 * k)
        text = f"{name}: {_small(values[-1])}"
        ink = "ink" if strong else "ink2"
        marks.append(label(axes.right, at, text, anchor="end", fill=ink, halo=True, bold=strong))
    said = "; ".join(f"{name} from {plain(v[0])} to {_small(v[-1])}" for name, v in held.items())
    return Picture(
        (drawing(345, 182, marks),),
        alt=f"How much of a nudge of the first sound is left after up to {steps} steps: {said}.",
        caption="What a nudge of the sound still changes. In the plain cells it fades, in the LSTM "
        "cell it does not. What changes nothing cannot be learned from.",
    )


def _small(number: float) -> str:
    """Write a number with two decimals, or a very small one as a power of ten."""
    if abs(number) >= 0.005 or number == 0:
        return plain(number)
    digits, _, power = f"{number:.0e}".partition("e-")
    return f"{digits} · 10⁻{power.lstrip('0').translate(str.maketrans('0123456789', '⁰¹²³⁴⁵⁶⁷⁸⁹'))}"


def _move(images: np.ndarray, k: int) -> np.ndarray:
    """Return images (n, 784) moved k pixels to the right, black behind them."""
    square = images.reshape(-1, 28, 28)
    return np.pad(square, ((0, 0), (0, 0), (k, 0)))[:, :, :28].reshape(-1, 784)


def _effects(steps: int) -> dict[str, list[float]]:
    """Return the effect of a nudge of the sound 0.8 on the page's cells after each step."""

    def hear(cell: Callable[[float, float], float], sound: float, silent: int) -> float:
        held = cell(0.0, sound)
        for _ in range(silent):
            held = cell(held, 0.0)
        return held

    def lstm(held: float, x: float) -> float:
        return float(sigmoid(10 - 20 * x) * held + sigmoid(20 * x - 10) * np.tanh(x))

    cells = {f"plain, weight {w:g}": _plain(w) for w in (1.0, 1.2)} | {"LSTM": lstm}
    h = 1e-4
    return {
        name: [
            (hear(cell, 0.8 + h, k) - hear(cell, 0.8 - h, k)) / (2 * h) for k in range(steps + 1)
        ]
        for name, cell in cells.items()
    }


def _plain(w: float) -> Callable[[float, float], float]:
    return lambda held, x: float(np.tanh(w * held + x))


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
