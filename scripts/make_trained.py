"""Write mlp/data/trained.npz: the book's network, 784-16-16-10, from its start to its end.

    python scripts/make_trained.py

The start is the untrained network of chapters 2 and 3. It is trained on the first 50,000 training
digits, several times, each time with the digits in another order, and the run is kept that reads
the other 10,000 best. (Learning rate, its decay and the batch size were chosen on that split too.)
Only then does the network kept see the test digits, once, for the accuracy printed. The file holds
``theta``, the parameters at the end, and ``stages``, those on the way, after ``seen`` digits.

Takes two or three minutes. On another processor the last digits of the parameters may differ.
"""

import argparse
from itertools import pairwise
from pathlib import Path

import numpy as np

from mlp import TRAINED_SIZES, accuracy, flatten, initialise, load_mnist, sgd, views
from mlp.mnist import DATA

START = 910  # the seed of the untrained network
ORDERS = range(8)  # the seeds of the orders in which the digits come
EPOCHS, N_TRAIN = 30, 50_000
SEEN = (0, 1_000, 5_000, 20_000, 100_000, EPOCHS * N_TRAIN)  # digits, where to keep a stage


def main(to: Path) -> None:
    """Train, choose and write."""
    digits = load_mnist()
    X, labels = digits.train_images[:N_TRAIN], digits.train_labels[:N_TRAIN]
    X_held, labels_held = digits.train_images[N_TRAIN:], digits.train_labels[N_TRAIN:]
    best, best_held = None, 0.0
    for order in ORDERS:
        stages = train(order, X, labels)
        held = accuracy(X_held, labels_held, *views(stages[-1], TRAINED_SIZES))
        print(f"order {order}: {held:.2%} of the {len(X_held):,} digits held back")
        if held > best_held:
            best, best_held = stages, held
    test = accuracy(digits.test_images, digits.test_labels, *views(best[-1], TRAINED_SIZES))
    print(
        f"kept: {best_held:.2%} of those, {test:.2%} of the {len(digits.test_labels):,} test digits"
    )
    np.savez_compressed(to / "trained.npz", theta=best[-1], stages=best[:-1], seen=SEEN[:-1])


def train(order: int, X: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Return the parameters after each number of digits in SEEN, one row each."""
    start = initialise(TRAINED_SIZES, rng=np.random.default_rng(START))
    rng, network, stages = np.random.default_rng(order), start[1:], [start.theta]
    turns = np.concatenate([rng.permutation(len(X)) for _ in range(EPOCHS)])
    looks = sorted({*SEEN, *range(0, EPOCHS * N_TRAIN + 1, N_TRAIN)})
    for before, seen in pairwise(looks):
        chunk, rate = turns[before:seen], 0.5 * 0.93 ** (before // N_TRAIN)
        network = sgd(
            X[chunk], labels[chunk], *network, epochs=1, batch_size=10, learning_rate=rate, rng=rng
        )
        if seen in SEEN:
            stages.append(flatten(*network))
    return np.array(stages)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--to", type=Path, default=DATA, help="where to write (default: mlp/data)")
    main(parser.parse_args().to)
