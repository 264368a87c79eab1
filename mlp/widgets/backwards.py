"""Interactive figures of backpropagation."""

from __future__ import annotations

from functools import cache

import numpy as np

from mlp import Parameters, feedforward_batch, flatten, initialise, one_hot, sgd
from mlp.figures import links
from mlp.mnist import load_mnist
from mlp.widgets.pictures import png, rounded
from mlp.widgets.widget import Widget


def nudge_the_chain() -> Widget:
    """Show a nudge running from w, b or the activation before through z and a to the cost.

    It stands at the last neuron of the chapter's chain 1-1-1-1.

    Examples
    --------
    >>> nudge_the_chain()
    widgets.nudge_the_chain()
    """
    at = _last_link()
    return Widget(
        "nudge_the_chain",
        "<b>What one change does, the next picks up.</b> The rise of one picture is the run of the "
        "next. Dashed: the slope at the point, the derivative; a ratio of changes comes near it as "
        "the nudge shrinks. Try: set the bias to 3 and the weight to 3, and nudge again; "
        "where does the change die?",
        at | {"a": round(at["a"], 2), "d": 0.8},
    )


def chain_rule() -> Widget:
    """Show the chain rule beside its tree: an edge and its factor light up together.

    It stands at the last neuron of the chapter's chain 1-1-1-1, as `nudge_the_chain` does.

    Examples
    --------
    >>> chain_rule()
    widgets.chain_rule()
    """
    return Widget(
        "chain_rule",
        "<b>Every edge is one factor.</b> Follow the path of <i>w</i>, of <i>b</i>, of the neuron "
        "before down to the cost, and multiply what you meet: each path is one line of the table. "
        "Try: point at an edge, or choose its factor. Which factors stand in one line only?",
        _last_link() | {"lit": "az"},
    )


def _last_link() -> dict[str, float]:
    """Return where the last neuron of the chapter's chain stands: a before it, w, b and y."""
    activations, _ = links.forward(links.X, links.WS, links.BS)
    return {"a": round(activations[-2], 4), "w": links.WS[-1], "b": links.BS[-1], "y": links.Y}


#: The four inputs of the small network: squares of the image, as rows and columns from, to.
BOXES = {
    "top": (4, 10, 10, 18),
    "left": (10, 18, 4, 10),
    "middle": (10, 18, 10, 18),
    "right": (10, 18, 18, 24),
}


def brightness(images: np.ndarray) -> np.ndarray:
    """Return the mean brightness of the four squares: (n, 784) of uint8 to (n, 4) of 0 … 1."""
    x = np.asarray(images).reshape(-1, 28, 28) / 255
    return np.stack([x[:, t:b, l:r].mean((1, 2)) for t, b, l, r in BOXES.values()], axis=1)


@cache
def small_network() -> Parameters:
    """Return 4-3-2, trained for a short while to tell zeros from ones by four brightnesses."""
    digits, rng = load_mnist(sample=True), np.random.default_rng(1)
    some = digits.train_labels < 2
    X, Y = brightness(digits.train_images[some]), one_hot(digits.train_labels[some], 2)
    start = initialise((4, 3, 2), rng=rng, dtype=np.float64)
    weights, biases = sgd(
        X, Y, start.weights, start.biases, epochs=2, batch_size=10, learning_rate=0.5, rng=rng
    )
    return Parameters(flatten(weights, biases), weights, biases)


def _examples() -> list[int]:
    """Return test digits for the small network: those it reads worst and best of 0 and 1."""
    digits, net = load_mnist(sample=True), small_network()
    out = feedforward_batch(brightness(digits.test_images), net.weights, net.biases)
    chosen = []
    for label in (0, 1):
        right = np.where(digits.test_labels == label, out[:, label] - out[:, 1 - label], np.nan)
        chosen += [int(np.nanargmax(right)), int(np.nanargmin(right))]
    return [chosen[1], chosen[0], chosen[2], chosen[3]]


def step_back() -> Widget:
    """Step back through a real small network and see every number of backpropagation.

    Examples
    --------
    >>> step_back()
    widgets.step_back()
    """
    digits, net, indices = load_mnist(sample=True), small_network(), _examples()
    return Widget(
        "step_back",
        "<b>Backpropagation, with nothing left out.</b> This network has four inputs, the mean "
        "brightness of four squares, and learned for a moment to tell 0 from 1; an arrow is a "
        "wish, up or down. Try the first and the last digit, which it reads worst, and the two "
        "between them, which it reads best: where are the wishes large?",
        {
            "digits": [
                {
                    "y": int(digits.test_labels[i]),
                    "image": png(digits.test_images[i]),
                    "x": rounded(brightness(digits.test_images[i])[0]),
                }
                for i in indices
            ],
            "weights": [rounded(W) for W in net.weights],
            "biases": [rounded(b) for b in net.biases],
            "boxes": list(BOXES.values()),
            "inputs": list(BOXES),
            "rate": 1,
        },
    )
