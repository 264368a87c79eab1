"""Small honest experiments: learning by heart, and ReLU against the sigmoid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np

from mlp import accuracy, activations, initialise, load_mnist, minibatches, one_hot, sgd
from mlp.figures.picture import Picture
from mlp.look.axes import Axes
from mlp.look.svg import drawing, label, line

Curves = Mapping[str, Sequence[float]]

#: Best of the learning rates 0.03, 0.1, 0.3, 1 and 3 for each: mean of two starts, eight epochs.
RATES = {("sigmoid", 2): 1.0, ("ReLU", 2): 0.3, ("sigmoid", 4): 3.0, ("ReLU", 4): 0.3}


def learning_curves(curves: Curves | None = None, unit: str = "epochs") -> Picture:
    """Draw shares of digits read correctly, after each epoch, a line for each name.

    Parameters
    ----------
    curves : mapping from str to sequence of float
        The share, 0 to 1, after epoch 1, 2, …; by default of a network that learns 100 digits,
        on those and on 1,000 others.
    unit : str
        What is counted along the axis.
    """
    curves = curves or _by_heart()
    said = "; ".join(f"{name} {100 * shares[-1]:.1f}%" for name, shares in curves.items())
    longest = max(map(len, curves.values()))
    return Picture(
        (_panel("", curves, 680, unit),),
        narrow=(_panel("", curves, 350, unit),),
        alt=f"Share of digits read correctly over {longest} {unit}. At the end: {said}.",
    )


def relu_or_sigmoid() -> Picture:
    """Train small networks with sigmoids and with ReLU, and draw how fast they learn."""
    panels, said = [], []
    for depth, word in ((2, "two"), (4, "four")):
        curves = {kind: _train(kind, depth) for kind in ("sigmoid", "ReLU")}
        panels.append(_panel(f"{word} hidden layers", curves, 328, "epochs"))
        ends = ", ".join(
            f"{kind} {100 * shares[0]:.0f}% after the first and {100 * shares[-1]:.0f}% after "
            f"the last of {len(shares)} epochs"
            for kind, shares in curves.items()
        )
        said.append(f"with {word} hidden layers: {ends}")
    return Picture(
        tuple(panels),
        alt=f"Share of 1,000 unseen digits read correctly, {'; '.join(said)}.",
        caption="ReLU gets going faster, most of all in the deeper network. Each hidden layer has "
        "16 neurons, and each network the best of five learning rates.",
    )


def _panel(title: str, curves: Curves, width: float, unit: str) -> str:
    longest = max(map(len, curves.values()))
    top = 34 if title else 14
    axes = Axes((1, longest), (0, 1), 46, top, width - 46 - 116, 170)
    guess = axes.at(1, 0.1)[1]
    marks = [
        label(1, 14, title, fill="ink", bold=True),
        axes.x_axis([1, longest], unit),
        axes.y_axis([(0, "0%"), (0.5, "50%"), (1, "100%")]),
        line(axes.left, guess, axes.right, guess, dash="2 4"),
        label(axes.right + 6, guess + 4, "guessing"),
    ]
    ends = {name: axes.at(longest, shares[-1])[1] for name, shares in curves.items()}
    last = -20.0
    for name in sorted(ends, key=ends.__getitem__):
        last = max(ends[name], last + 17)
        strong = name == next(reversed(curves))
        shares = curves[name]
        epochs = np.arange(1, len(shares) + 1)
        stroke = {"stroke": "ink" if strong else "ring", "width": 2.5 if strong else 2}
        text = f"{name} {100 * shares[-1]:.0f}%"
        marks.append(axes.curve(epochs, shares, **stroke))
        marks.append(label(axes.right + 6, last + 4, text, fill="ink", bold=strong))
    return drawing(width, axes.bottom + 40, marks)


def _by_heart(n: int = 100, epochs: int = 150) -> Curves:
    digits, rng = load_mnist(sample=True), np.random.default_rng(0)
    X, labels, X_new, labels_new = digits
    seen, new = [], []

    def look(epoch: int, *net: list[np.ndarray]) -> None:
        seen.append(accuracy(X[:n], labels[:n], *net))
        new.append(accuracy(X_new, labels_new, *net))

    _, weights, biases = initialise((784, 16, 16, 10), rng=rng)
    sgd(X[:n], labels[:n], weights, biases, epochs=epochs, batch_size=10, learning_rate=1.0,
        rng=rng, callback=look)  # fmt: skip
    return {"new digits": new, "its own": seen}


@cache
def _train(kind: str, depth: int, epochs: int = 6, seed: int = 0) -> list[float]:
    """Return the accuracy after each epoch of a network with `depth` hidden layers of 16.

    The output neurons are sigmoids in any case, so that the cost is the course's own. With ReLU
    the first weights are wider by a factor of √2 (K. He et al., 2015).
    """
    digits, rng = load_mnist(sample=True), np.random.default_rng(seed)
    X, Y = np.float32(digits.train_images / 255), np.float32(one_hot(digits.train_labels))
    X_new, rate = np.float32(digits.test_images / 255), np.float32(RATES[kind, depth])
    _, weights, biases = initialise((784, *[16] * depth, 10), rng=rng)
    hidden, prime = activations.sigmoid, lambda a: a * (1 - a)
    if kind == "ReLU":
        hidden, prime = activations.relu, lambda a: a > 0
        weights = [W * np.float32(2**0.5) for W in weights[:-1]] + weights[-1:]

    def forward(A: np.ndarray) -> list[np.ndarray]:
        layers = [A]
        for W, b in zip(weights, biases, strict=True):
            f = activations.sigmoid if W is weights[-1] else hidden
            layers.append(f(layers[-1] @ W.T + b))
        return layers

    shares = []
    for _ in range(epochs):
        for batch in minibatches(len(X), 10, rng):
            layers = forward(X[batch])
            delta = 2 * (layers[-1] - Y[batch]) * layers[-1] * (1 - layers[-1]) / len(batch)
            for layer in reversed(range(len(weights))):
                step = rate * delta
                delta = (delta @ weights[layer]) * prime(layers[layer]) if layer else delta
                weights[layer] = weights[layer] - step.T @ layers[layer]
                biases[layer] = biases[layer] - step.sum(axis=0)
        answers = forward(X_new)[-1].argmax(axis=1)
        shares.append(float(np.mean(answers == digits.test_labels)))
    return shares
