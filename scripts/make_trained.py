"""Write mlp/data/trained.npz: the book's trained network, 784-16-16-10.

    python scripts/make_trained.py

Trains one network from each of a few seeds on the first 50,000 training digits and keeps the one
that reads the other 10,000 best. (Learning rate, its decay and the batch size were chosen on that
split too.) Only then does the network kept see the test digits, once, for the accuracy
printed. Takes about a minute. On another processor the last digits of the parameters may differ.
"""

import argparse
from pathlib import Path

import numpy as np

from mlp import TRAINED_SIZES, accuracy, flatten, initialise, load_mnist, sgd, views
from mlp.mnist import DATA

SEEDS = range(8)
SETTINGS = {"epochs": 30, "batch_size": 10, "learning_rate": lambda epoch: 0.5 * 0.93**epoch}
N_TRAIN = 50_000


def main(to: Path) -> None:
    """Train, choose and write."""
    digits = load_mnist()
    X, labels = digits.train_images[:N_TRAIN], digits.train_labels[:N_TRAIN]
    X_held, labels_held = digits.train_images[N_TRAIN:], digits.train_labels[N_TRAIN:]
    best, best_held = None, 0.0
    for seed in SEEDS:
        theta = train(seed, X, labels)
        held = accuracy(X_held, labels_held, *views(theta, TRAINED_SIZES))
        print(f"seed {seed}: {held:.2%} of the {len(X_held):,} digits held back")
        if held > best_held:
            best, best_held = theta, held
    test = accuracy(digits.test_images, digits.test_labels, *views(best, TRAINED_SIZES))
    print(
        f"kept: {best_held:.2%} of those, {test:.2%} of the {len(digits.test_labels):,} test digits"
    )
    np.savez(to / "trained.npz", theta=best)


def train(seed: int, X: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Return the parameters, as one vector, of a network trained from this seed."""
    rng = np.random.default_rng(seed)
    _, weights, biases = initialise(TRAINED_SIZES, rng=rng)
    return flatten(*sgd(X, labels, weights, biases, rng=rng, **SETTINGS))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--to", type=Path, default=DATA, help="where to write (default: mlp/data)")
    main(parser.parse_args().to)
