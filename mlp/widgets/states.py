"""What the figures show: digits, activations and weights of the trained network, as JSON."""

from __future__ import annotations

import base64
import json
from functools import cache
from typing import Any

import numpy as np

from mlp import accuracy, all_activations, predict
from mlp.look.png import png as grey_png
from mlp.mnist import THE_TWO, TRAINED_SIZES, load_mnist, load_trained

_SHOWN = 16  # input neurons drawn of the 784
_EDGES = (96, 96, 80)  # edges drawn between one layer and the next: the strongest


def png(image: np.ndarray) -> str:
    """Return a digit as the address of a PNG: (28, 28) or (784,) of uint8."""
    return grey_png(np.asarray(image).reshape(28, 28), small=True)


def rounded(values: np.ndarray, digits: int = 3) -> list[Any]:
    """Return an array as nested lists of short numbers."""
    return np.round(np.asarray(values, float), digits).tolist()


def trained_module() -> str:
    """Return ``trained.js``: the trained network's 13,002 numbers as base64 float32."""
    network = load_trained()
    return f"export const trained = {json.dumps(packed(network.weights, network.biases))};\n"


def packed(weights: list[np.ndarray], biases: list[np.ndarray]) -> dict[str, Any]:
    """Return a network's sizes, and its numbers as base64 float32, layer by layer."""
    parts = [part.ravel() for pair in zip(weights, biases, strict=True) for part in pair]
    theta = np.concatenate(parts).astype("<f4")
    return {"sizes": TRAINED_SIZES, "theta": base64.b64encode(theta.tobytes()).decode()}


@cache
def shown_pixels() -> tuple[int, ...]:
    """Return the input neurons that are drawn: 16 pixels that matter, none beside another."""
    weights = load_trained().weights
    spread = load_mnist(sample=True).train_images.std(axis=0)
    matters = np.abs(weights[0]).sum(axis=0) * spread
    chosen: list[int] = []
    for p in np.argsort(-matters):
        if all(abs(p % 28 - q % 28) + abs(p // 28 - q // 28) > 4 for q in chosen):
            chosen.append(int(p))
        if len(chosen) == _SHOWN:
            break
    return tuple(sorted(chosen))


def network_state(weights: list[np.ndarray] | None = None) -> dict[str, Any]:
    """Return the drawn part of a network: pixels, and the strongest edges (j, k, w).

    Of the trained network, without `weights`.
    """
    weights = load_trained().weights if weights is None else weights
    pixels = shown_pixels()
    edges = []
    for W, count in zip([weights[0][:, pixels], *weights[1:]], _EDGES, strict=True):
        strongest = np.argsort(np.abs(W), axis=None)[-count:]
        edges.append(
            [
                [int(i // W.shape[1]), int(i % W.shape[1]), round(float(W.flat[i]), 2)]
                for i in strongest
            ]
        )
    return {"pixels": pixels, "edges": edges}


def digit_states(indices: list[int]) -> list[dict[str, Any]]:
    """Return digits of the sample's test images with all that the network makes of them."""
    digits, network = load_mnist(sample=True), load_trained()
    X = digits.test_images[indices]
    layers = all_activations(X, network.weights, network.biases)
    layers[0] = (X / 255)[:, shown_pixels()]
    return [
        {
            "y": int(digits.test_labels[index]),
            "pixels": base64.b64encode(digits.test_images[index].tobytes()).decode(),
            "a": [rounded(layer[row]) for layer in layers],
        }
        for row, index in enumerate(indices)
    ]


@cache
def easy_and_hard() -> tuple[list[int], list[int]]:
    """Return for each digit 0 … 9 one that is read well, and one that is misread or nearly so.

    The well-read 2 is the book's own.
    """
    digits, network = load_mnist(sample=True), load_trained()
    labels = digits.test_labels
    out = all_activations(digits.test_images, network.weights, network.biases)[-1]
    of_label = out[np.arange(len(out)), labels]
    others = out.copy()
    others[np.arange(len(out)), labels] = -1
    margin = of_label - others.max(axis=1)
    easy = [int(np.flatnonzero((labels == d) & (margin > 0.9))[0]) for d in range(10)]
    easy[2] = THE_TWO
    hard = [int(np.where(labels == d, margin, 2).argmin()) for d in range(10)]
    return easy, hard


def test_accuracy() -> tuple[float, int]:
    """Return the trained network's accuracy, and on how many digits that it had never seen."""
    network = load_trained()
    try:
        digits = load_mnist()
    except OSError:
        digits = load_mnist(sample=True)
    right = accuracy(digits.test_images, digits.test_labels, network.weights, network.biases)
    return right, len(digits.test_labels)


def reads(index: int) -> int:
    """Return what the trained network takes a digit of the sample's test images for."""
    image = load_mnist(sample=True).test_images[index : index + 1]
    network = load_trained()
    return int(predict(image, network.weights, network.biases)[0])
