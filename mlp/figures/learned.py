"""What training left in the hidden layers: their weights, and what lights them up."""

from __future__ import annotations

import numpy as np

from mlp import all_activations, initialise, load_mnist, load_trained
from mlp.figures.picture import Picture
from mlp.look.images import weight_map
from mlp.look.numbers import plain
from mlp.look.svg import disc, drawing, label

_CELL = 82


def before_and_after(before: np.ndarray | None = None, after: np.ndarray | None = None) -> Picture:
    """Show the weights of the first hidden layer before and after training, one map a neuron.

    Parameters
    ----------
    before, after : ndarray, (16, 784)
        The matrix of weights; by default a random one and that of the book's network.
    """
    if before is None:
        before = initialise((784, 16, 16, 10), rng=np.random.default_rng(910)).weights[0]
    if after is None:
        after = load_trained().weights[0]
    parts = []
    for name, weights in (("before training", before), ("after training", after)):
        largest = float(np.quantile(np.abs(weights), 0.995))
        maps = [
            weight_map(row, _CELL * (k % 4) + 1, 24 + _CELL * (k // 4), 74, largest=largest)
            for k, row in enumerate(weights)
        ]
        rows = -(-len(weights) // 4)
        parts.append(
            drawing(328, 24 + _CELL * rows, label(0, 12, name, fill="ink", bold=True), maps)
        )
    return Picture(
        tuple(parts),
        alt=f"Maps of the 784 weights of each of {len(after)} neurons, twice. Before training they "
        f"are noise, at most {plain(np.abs(before).max())} in size; after it they are smooth "
        f"blotches of positive and negative weights, at most {plain(np.abs(after).max())}.",
    )


def what_lights_up(liking: np.ndarray | None = None) -> Picture:
    """Show how brightly each neuron of a layer lights up for each digit, on average.

    Parameters
    ----------
    liking : ndarray, (10, n_neurons)
        Mean activations, one row a digit; by default the second hidden layer of the book's network.
    """
    if liking is None:
        digits, trained = load_mnist(sample=True), load_trained()
        hidden = all_activations(digits.test_images / 255, trained.weights, trained.biases)[2]
        liking = np.array([hidden[digits.test_labels == d].mean(axis=0) for d in range(10)])
    rows, columns = liking.shape
    marks = [label(0, 12, "the picture is a", fill="ink2")]
    marks.append(label(30 + 20 * (columns - 1) + 8, 12, f"{columns} neurons", anchor="end"))
    for d in range(rows):
        y = 34 + 22 * d
        marks.append(label(8, y + 4.5, str(d), anchor="middle", fill="ink", bold=True))
        marks += [disc(34 + 20 * k, y, liking[d, k], r=8) for k in range(columns)]
    brightest = ", ".join(f"{d}: neuron {int(row.argmax())}" for d, row in enumerate(liking))
    return Picture(
        (drawing(350, 34 + 22 * rows, marks),),
        alt=f"Mean activation of {columns} neurons for each digit. The brightest for each, counted "
        f"from 0: {brightest}. Most neurons light up for several digits.",
    )
