"""The whole network: every neuron's activation, and the connections that carried most."""

from __future__ import annotations

import numpy as np

from mlp.figures.defaults import the_two, trained
from mlp.figures.images import digit, weight_map
from mlp.figures.picture import Picture
from mlp.figures.svg import disc, drawing, edge, label, line, mesh, rectangle
from mlp.figures.tokens import plain
from mlp.network import all_activations

STRONGEST = 36  # connections drawn from one layer to the next


def network(
    image: np.ndarray | None = None,
    weights: list[np.ndarray] | None = None,
    biases: list[np.ndarray] | None = None,
) -> Picture:
    """Draw a digit going through a network with two hidden layers of 16.

    Parameters
    ----------
    image : ndarray, (784,), optional
        uint8 pixels or activations; by default the book's 2.
    weights, biases : lists of ndarray, optional
        By default those of the book's trained network, 784-16-16-10.
    """
    image = the_two() if image is None else np.asarray(image).reshape(-1)
    if weights is None or biases is None:
        weights, biases = trained().weights, trained().biases
    layers = all_activations(image, weights, biases)
    # Sixteen pixels stand for the 784: spread evenly over those that are not black.
    lit = np.flatnonzero(image)
    pixels = lit[np.linspace(0, len(lit) - 1, 16).astype(int)] if len(lit) >= 16 else range(16)
    pixels = np.asarray(pixels)
    answer = layers[-1]
    best = int(answer.argmax())
    wide = _diagram(image, pixels, layers, weights, 680, 150, (246, 376, 506, 612))
    narrow = _diagram(image, pixels, layers, weights, 350, 80, (116, 180, 242, 296))
    return Picture(
        (wide,),
        narrow=(narrow,),
        alt=f"A digit of 784 pixels goes through two hidden layers of {len(layers[1])} and "
        f"{len(layers[2])} neurons to {len(answer)} output neurons. The brightest is {best}, at "
        f"{plain(answer[best])}.",
        caption=f"The whole network reads a digit, and says {best}. Each disc is a neuron, "
        "its grey its activation; 16 of the 784 inputs are shown. Blue and orange are the "
        "connections that count most, for and against.",
    )


def _diagram(image, pixels, layers, weights, width, size, xs) -> str:
    step, top, r = 22.0, 46.0, 8.0
    columns = [layers[0][pixels], *layers[1:]]
    middle = top + 7.5 * step
    ys = [
        middle + (np.arange(len(a)) - (len(a) - 1) / 2) * step * (1.5 if len(a) == 10 else 1)
        for a in columns
    ]
    marks = [digit(image, 1, middle - size / 2, size)]
    q = size / 28
    for pixel, y in zip(pixels, ys[0], strict=True):
        px, py = 1 + (pixel % 28 + 0.5) * q, middle - size / 2 + (pixel // 28 + 0.5) * q
        marks += [
            rectangle(px - q / 2, py - q / 2, q, q, stroke="ring", stroke_width=1),
            line(size + 4, py, xs[0] - r - 3, y, stroke="ring", width=0.75, opacity=0.5),
        ]
    for layer, W in enumerate(weights):
        W = W[:, pixels] if layer == 0 else W
        x1, x2 = xs[layer] + r, xs[layer + 1] - r
        marks.append(
            mesh([(x1, y) for y in ys[layer]], [(x2, y) for y in ys[layer + 1]], opacity=0.14)
        )
        carried = np.abs(W * columns[layer])
        order = np.argsort(carried, axis=None)[::-1][:STRONGEST]
        for j, k in zip(*np.unravel_index(np.sort(order), W.shape), strict=True):
            marks.append(
                edge(
                    xs[layer],
                    ys[layer][k],
                    xs[layer + 1],
                    ys[layer + 1][j],
                    W[j, k],
                    largest=float(np.abs(W).max()),
                    r1=r,
                    r2=r,
                    widest=4,
                )
            )
    best = int(columns[-1].argmax())
    marks.append(
        rectangle(
            xs[-1] + 13, ys[-1][best] - 11, 36 if width < 400 else 48, 22, fill="mark", radius=3
        )
    )
    for x, y_column, a in zip(xs, ys, columns, strict=True):
        marks += [disc(x, y, value, r=r) for y, value in zip(y_column, a, strict=True)]
    for k, (y, a) in enumerate(zip(ys[-1], columns[-1], strict=True)):
        x = xs[-1] + 16
        marks.append(label(x, y + 4.5, str(k), fill="ink", bold=k == best))
        if k == best:
            marks.append(
                label(x + 11, y + 4.5, plain(a), fill="ink", size=11 if width < 400 else 13)
            )
    heads = ((784, "inputs"), (16, "hidden"), (16, "hidden"), (10, "outputs"))
    for x, (count, word) in zip(xs, heads, strict=True):
        marks += [
            label(x, 14, str(count), anchor="middle", fill="ink"),
            label(x, 29, word, anchor="middle"),
        ]
    return drawing(width, top + 16 * step - 8, marks)


def first_layer(weights: np.ndarray | None = None) -> Picture:
    """Draw what each neuron of a first hidden layer looks for: its weights, pixel by pixel.

    Parameters
    ----------
    weights : ndarray, (n, 784), optional
        W of the first layer; by default the book's trained network's, (16, 784).
    """
    W = trained().weights[0] if weights is None else np.asarray(weights)
    parts = tuple(
        drawing(64, 82, weight_map(row, 1, 1, 62), label(32, 78, str(k + 1), anchor="middle"))
        for k, row in enumerate(W)
    )
    ends = [float(value) for value in (W.min(), W.max())]
    return Picture(
        parts,
        alt=f"The weights of the {len(W)} neurons of the first hidden layer, each as a map of 28 "
        f"by 28 pixels. They reach from {plain(ends[0])} to {plain(ends[1])} and look like "
        "blotches, not like edges.",
        caption="What the first layer really looks for. Blue where brightness makes a neuron "
        "brighter, orange where it makes it darker, the page's colour where it does nothing. "
        "Each map is scaled to its own largest weight.",
    )
