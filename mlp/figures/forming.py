"""The weights of the first layer while the network learns."""

from __future__ import annotations

import numpy as np

from mlp import accuracy, load_mnist, load_trained
from mlp.figures.picture import Picture
from mlp.look.images import weight_map
from mlp.look.svg import drawing, label

_SEEN = (0, 1_000, 5_000, 20_000, 100_000, None)
_STEP = 80  # from one neuron to the next, in px


def weights_forming(neurons: tuple[int, ...] = (0, 1, 3, 6)) -> Picture:
    """Draw the weights of some neurons of the first hidden layer at stages of one training.

    Parameters
    ----------
    neurons : tuple of int
        Which neurons, 0 to 15, from left to right.
    """
    digits = load_mnist(sample=True)
    stages, said = [], []
    for seen in _SEEN:
        net = load_trained(seen=seen)
        share = accuracy(digits.test_images, digits.test_labels, net.weights, net.biases)
        name = f"after {1_500_000 if seen is None else seen:,} digits: reads {100 * share:.0f}%"
        said.append(name)
        stages.append(_stage(name, net.weights[0][list(neurons)]))
    return Picture(
        tuple(stages),
        alt=f"The weights of {len(neurons)} neurons of the first hidden layer, at six stages of "
        f"one training: {'; '.join(said)}. First noise, then smooth blotches, at the end smaller "
        "spots.",
        caption="One training, from its start to its end. The same neurons each time, in the same "
        "order. Each stage has its own scale: full colour means the largest weights of that "
        "moment.",
    )


def _stage(name: str, W: np.ndarray) -> str:
    largest = float(np.quantile(np.abs(W), 0.995))
    marks = [label(1, 14, name, fill="ink", bold=True)]
    marks += [
        weight_map(w, _STEP * column + 1, 24, _STEP - 8, largest=largest)
        for column, w in enumerate(W)
    ]
    return drawing(_STEP * len(W), _STEP + 18, marks)
