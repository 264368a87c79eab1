"""Interactive figures of backpropagation."""

from __future__ import annotations

import numpy as np

from mlp import feedforward_batch
from mlp.examples import CHAIN, SQUARES, brightness, forward, small_network
from mlp.mnist import load_mnist
from mlp.widgets.states import png, rounded
from mlp.widgets.widget import Widget


def nudge_the_chain() -> Widget:
    """Show a nudge running from w, b or the activation before through z and a to the cost.

    It starts at the last neuron of the chapter's chain 1-1-1-1.

    Examples
    --------
    >>> nudge_the_chain()
    widgets.nudge_the_chain()
    """
    at = _last_link()
    return Widget(
        "nudge_the_chain",
        "<b>What one change does, the next picks up.</b> The rise of one picture is the run of the "
        "next. Dashed: as steep as the curve at the open point; that is the derivative. Try: make "
        "the nudge smaller and look at it enlarged; when do curve and dashes become one line? Then "
        "set the bias to 3 and the weight to 3, and nudge again; where does the change die?",
        at | {"a": round(at["a"], 2), "d": 0.8},
    )


def chain_rule() -> Widget:
    """Show the chain rule beside its tree: an edge and its factor light up together.

    It starts at the last neuron of the chapter's chain 1-1-1-1, as `nudge_the_chain` does.

    Examples
    --------
    >>> chain_rule()
    widgets.chain_rule()
    """
    return Widget(
        "chain_rule",
        "<b>Every edge is one factor.</b> Follow the path of <i>w</i>, of <i>b</i>, of the neuron "
        "before down to the cost, and multiply what you meet: each path is one line of the table. "
        "Try: point at an edge, or choose its factor, and see which lines have it.",
        _last_link() | {"lit": "az"},
    )


def _last_link() -> dict[str, float]:
    """Return the last neuron of the chapter's chain: a before it, w, b and y."""
    activations, _ = forward(CHAIN.x, CHAIN.ws, CHAIN.bs)
    return {"a": round(activations[-2], 4), "w": CHAIN.ws[-1], "b": CHAIN.bs[-1], "y": CHAIN.y}


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
        "brightness of four squares, and has learned for a moment to tell 0 from 1; an arrow is a "
        "pull, up or down. Go through it step by step. Try the first and the last digit, which it "
        "reads worst, and the two between them, which it reads best: where are the pulls large?",
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
            "boxes": list(SQUARES.values()),
            "inputs": list(SQUARES),
            "rate": 1,
        },
    )
