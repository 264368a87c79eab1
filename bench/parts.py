"""What single calls cost, and how training's cost grows: ``python -m bench.parts`` prints JSON."""

import json
import statistics
import sys
import time
from collections.abc import Callable
from itertools import pairwise

import numpy as np

import mlp
from mlp.threads import one_blas_thread

SIZES = (784, 16, 16, 10)


def seconds(call: Callable[[], object], repeats: int, rounds: int = 7) -> float:
    """Return the median over rounds of the time of one call."""
    times = []
    for _ in range(rounds):
        begin = time.perf_counter()
        for _ in range(repeats):
            call()
        times.append((time.perf_counter() - begin) / repeats)
    return statistics.median(times)


def single_calls() -> dict[str, float]:
    """Return seconds for a forward pass and for the gradient of one example, found three ways."""
    digits = mlp.load_mnist(sample=True)
    net = mlp.load_trained()
    image = digits.test_images[mlp.THE_TWO] / np.float32(255)
    weights, biases = [W.astype(float) for W in net.weights], [b.astype(float) for b in net.biases]
    x, y = image.astype(float), mlp.one_hot(np.array([2]))[0]

    def cost_of(theta):
        return mlp.example_cost(mlp.feedforward(x, *mlp.views(theta, SIZES)), y)

    theta = mlp.flatten(weights, biases)
    return {
        "forward, one image": seconds(lambda: mlp.feedforward(image, *net[1:]), 500),
        "forward, 1,000 images": seconds(lambda: mlp.feedforward(digits.test_images, *net[1:]), 5),
        "gradient, backprop": seconds(lambda: mlp.backprop(x, y, weights, biases), 200),
        "gradient, differences, all at once": seconds(
            lambda: mlp.numerical_backprop(x[None], y[None], weights, biases), 2
        ),
        "gradient, differences, the taught loop": seconds(
            lambda: mlp.numerical_gradient(cost_of, theta), 1, rounds=3
        ),
    }


def operations(sizes: tuple[int, ...], examples: int) -> float:
    """Return the multiplications and additions of one epoch: forward, and twice that backward.

    The first layer's input needs no gradient, so its weights count twice, the others three times.
    """
    pairs = list(pairwise(sizes))
    products = 2 * pairs[0][0] * pairs[0][1] + sum(3 * m * n for m, n in pairs[1:])
    return 2.0 * products * examples


def epoch_seconds(sizes: tuple[int, ...], batch_size: int, examples: int) -> float:
    """Return the seconds of one epoch of `mlp.sgd`, the fastest of three, after a warm-up."""
    digits, rng = mlp.load_mnist(), np.random.default_rng(0)
    _, weights, biases = mlp.initialise(sizes, rng=rng)
    ticks = []
    mlp.sgd(
        digits.train_images[:examples], digits.train_labels[:examples], weights, biases,
        epochs=4, batch_size=batch_size, learning_rate=0.5, rng=rng,
        callback=lambda *_: ticks.append(time.perf_counter()),
    )  # fmt: skip
    return min(np.diff(ticks))


def growth() -> dict[str, list[dict]]:
    """Return how an epoch's cost grows with one thing at a time, beside the count of operations."""
    n = 20_000
    runs = {
        "batch size": [(SIZES, batch, n) for batch in (1, 2, 5, 10, 32, 128, 512, 2000)],
        "width": [((784, w, w, 10), 32, n) for w in (4, 8, 16, 32, 64, 128, 256)],
        "depth": [((784, *[16] * hidden, 10), 32, n) for hidden in (1, 2, 4, 8, 16)],
        "examples": [(SIZES, 32, count) for count in (2_500, 5_000, 10_000, 20_000, 40_000)],
    }
    return {
        what: [
            {
                "sizes": sizes,
                "batch_size": batch,
                "examples": examples,
                "seconds": epoch_seconds(sizes, batch, examples),
                "operations": operations(sizes, examples),
            }
            for sizes, batch, examples in settings
        ]
        for what, settings in runs.items()
    }


if __name__ == "__main__":
    with one_blas_thread():
        sys.stdout.write(json.dumps({"calls": single_calls(), "growth": growth()}) + "\n")
