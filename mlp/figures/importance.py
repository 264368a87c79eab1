"""Which weights of the first layer matter most: their derivatives, where the pixels are."""

from __future__ import annotations

import numpy as np

from mlp import backprop_batch, load_mnist, load_trained, one_hot
from mlp.figures.picture import Picture
from mlp.look.images import weight_map
from mlp.look.svg import drawing, label


def importance(nabla_W: np.ndarray | None = None) -> Picture:
    """Draw how much the weights behind each pixel matter, and the derivatives of three neurons.

    Parameters
    ----------
    nabla_W : ndarray, (n, 784), optional
        The derivatives of the cost with respect to the weights of the first layer; by default
        those of the untrained network on the sample's 5,000 digits.
    """
    if nabla_W is None:
        digits, (_, weights, biases) = load_mnist(sample=True), load_trained(seen=0)
        Y = one_hot(digits.train_labels)
        nabla_W = backprop_batch(digits.train_images / 255, Y, weights, biases)[0][0]
    sizes = np.abs(nabla_W).mean(axis=0)
    largest = float(np.quantile(np.abs(nabla_W), 0.995))
    strongest = np.argsort(-np.abs(nabla_W).mean(axis=1))[:3]
    panels = [_panel(sizes, "mean size, all neurons", float(sizes.max()))]
    panels += [_panel(nabla_W[j], f"neuron {j}", largest) for j in sorted(strongest)]
    dead = int((sizes == 0).sum())
    row, column = divmod(int(sizes.argmax()), 28)
    return Picture(
        tuple(panels),
        alt=f"Maps of 28 by 28 pixels. The derivatives are largest at row {row}, column {column} "
        f"and exactly 0 at {dead} of 784 pixels, near the edges and in the corners.",
        caption="Where a knob of the first layer counts. First the mean size of the derivatives at "
        "each pixel, then the three neurons whose weights matter most: blue where raising the "
        "weight raises the cost. (Orange would say that it lowers it.)",
    )


def _panel(values: np.ndarray, name: str, largest: float) -> str:
    return drawing(
        146,
        168,
        weight_map(values, 1, 1, 142, largest=largest),
        label(72, 162, name, anchor="middle", fill="ink"),
    )
