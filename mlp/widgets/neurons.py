"""Interactive figures of single neurons."""

from __future__ import annotations

import numpy as np

from mlp.examples import bars, edge_weights, stairs, the_two
from mlp.widgets.widget import Widget


def one_neuron() -> Widget:
    """Show one neuron with two inputs: its sum, its curve, and where it lights up.

    Examples
    --------
    >>> one_neuron()
    widgets.one_neuron()
    """
    return Widget(
        "one_neuron",
        "<b>The weights turn the boundary, the bias shifts it.</b> Each place in the map is a pair "
        "of inputs, its grey the neuron’s activation. Try: make the neuron bright only where both "
        "inputs are bright; then where at least one is. You can drag in the map.",
        {"a0": 0.8, "a1": 0.3, "w0": 6.0, "w1": -4.0, "b": -1.0},
    )


def edge_detector() -> Widget:
    """Show a neuron whose weights look for a horizontal stroke: an image slides behind them.

    Examples
    --------
    >>> edge_detector()
    widgets.edge_detector()
    """
    images = {
        "bar": ("a bar", bars(12)),
        "wall": ("a bright wall", bars(4, height=20)),
        "stairs": ("a slanting bar", stairs()),
        "two": ("our 2", the_two() / 255),
    }
    return Widget(
        "edge_detector",
        "<b>The bias says how much of a stroke is enough.</b> The pixels under the blue band count "
        "for the neuron, those under the orange rims against it: multiply each pixel by its weight "
        "and add up all 784 products. The last picture has this sum for every shift of the image, "
        "up (−) or down (+); the neuron lights up where it is above −<i>b</i>. Try: move the bar "
        "off the band. Then choose our 2 and move it to −3 px: find a bias at which the neuron "
        "lights up for it, but not for the bright wall.",
        {
            "w": edge_weights().astype(int).ravel().tolist(),
            "images": [
                {"key": key, "name": name, "pixels": np.round(image, 2).ravel().tolist()}
                for key, (name, image) in images.items()
            ],
            "start": {"image": "bar", "down": 0, "b": -10},
        },
    )
