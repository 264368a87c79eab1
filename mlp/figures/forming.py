"""The weights of the first layer while the network learns."""

from __future__ import annotations

import numpy as np

from mlp import accuracy, load_mnist, load_trained
from mlp.figures.picture import Picture
from mlp.look.images import weight_map
from mlp.look.svg import drawing, label

_SEEN = (0, 1_000, 5_000, 20_000, 100_000, None)
_WIDE, _NARROW = 94, 86  # from one neuron to the next, in px


def weights_forming(neurons: tuple[int, ...] = (0, 1, 3, 6, 7, 9, 10)) -> Picture:
    """Draw the weights of some neurons of the first hidden layer at stages of one training.

    Parameters
    ----------
    neurons : tuple of int
        Which neurons, 0 to 15, from left to right. A narrow page shows the first four.
    """
    digits = load_mnist(sample=True)
    stages = []
    for seen in _SEEN:
        net = load_trained(seen=seen)
        share = accuracy(digits.test_images, digits.test_labels, net.weights, net.biases)
        name = f"after {1_500_000 if seen is None else seen:,} digits: reads {100 * share:.0f} %"
        stages.append((name, net.weights[0]))
    return Picture(
        (_rows(stages, neurons, _WIDE),),
        narrow=(_rows(stages, neurons[:4], _NARROW),),
        alt=f"The weights of {len(neurons)} neurons of the first hidden layer, at six stages of "
        f"one training: {'; '.join(name for name, _ in stages)}. First noise, then smooth "
        "blotches, at the end smaller spots.",
        caption="One training, from its start to its end. Each column is one neuron. Each row has "
        "its own scale: full colour means the largest weights of that moment.",
    )


def _rows(stages: list[tuple[str, np.ndarray]], neurons: tuple[int, ...], step: float) -> str:
    marks, height = [], step + 34
    for row, (name, W) in enumerate(stages):
        top = height * row
        largest = float(np.quantile(np.abs(W), 0.995))
        marks.append(label(1, top + 14, name, fill="ink", bold=True))
        marks += [
            weight_map(W[j], step * c + 1, top + 24, step - 8, largest=largest)
            for c, j in enumerate(neurons)
        ]
    return drawing(step * len(neurons), height * len(stages), marks)
