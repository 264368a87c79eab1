"""What training left in the hidden layers: what lights their neurons up."""

from __future__ import annotations

import numpy as np

from mlp import all_activations, load_mnist, load_trained
from mlp.figures.picture import Picture
from mlp.look.svg import disc, drawing, label


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
