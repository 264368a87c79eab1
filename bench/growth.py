"""How the cost of training grows with one thing at a time: ``python -m bench.growth`` prints JSON.

Batch size, width, depth and number of examples, each beside the count of operations.
"""

import json
import sys
import time
from itertools import pairwise

import numpy as np

import mlp
from mlp.threads import one_blas_thread

N = 20_000
RUNS = {
    "batch size": [(mlp.TRAINED_SIZES, batch, N) for batch in (1, 2, 5, 10, 32, 128, 512, 2000)],
    "width": [((784, w, w, 10), 32, N) for w in (4, 8, 16, 32, 64, 128, 256)],
    "depth": [((784, *[16] * hidden, 10), 32, N) for hidden in (1, 2, 4, 8, 16)],
    "examples": [(mlp.TRAINED_SIZES, 32, n) for n in (2_500, 5_000, 10_000, 20_000, 40_000)],
}  # (sizes of the layers, batch size, examples)


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
        callback=lambda *_: ticks.append(time.process_time()),
    )  # fmt: skip
    return min(np.diff(ticks))


def measure(sizes: tuple[int, ...], batch_size: int, examples: int) -> dict:
    """Return one point: the setting, the seconds of an epoch and its operations."""
    return {
        "sizes": sizes,
        "batch_size": batch_size,
        "examples": examples,
        "seconds": epoch_seconds(sizes, batch_size, examples),
        "operations": operations(sizes, examples),
    }


if __name__ == "__main__":
    with one_blas_thread():
        found = {what: [measure(*each) for each in runs] for what, runs in RUNS.items()}
    sys.stdout.write(json.dumps(found) + "\n")
