"""The interactive figure of a training: recorded for the page, live in a notebook."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from mlp import cost, feedforward_batch, one_hot, sgd
from mlp.examples import untrained
from mlp.mnist import THE_TWO, Mnist, load_mnist
from mlp.widgets.states import png, rounded
from mlp.widgets.widget import Widget

TOTAL = 120_000  # digits seen: all of MNIST's twice, or the sample's 24 times
BATCH_SIZE = 10
RATES = (0.01, 0.5, 12.0)
MAPPED = (0, 4, 8, 11, 14, 17, 19, 22, 26, 32, 40, 54)  # looks that show weights
NEURONS = (0, 5, 10, 15)  # of the first layer, whose weights are shown
CROP = slice(3, 25)  # the rows and columns of the maps: a digit has no ink beside them
RECORDING = Path(__file__).parent / "recorded_training.json"


@cache
def _digits() -> Mnist:
    """Return all of MNIST, or the sample where only that is there (in the browser)."""
    try:
        return load_mnist()
    except OSError:
        return load_mnist(sample=True)


def stops() -> list[int]:
    """Return after how many digits to look: often at first, then every 3,000."""
    return [0, *np.geomspace(100, 6000, 16).astype(int).tolist(), *range(9000, TOTAL + 1, 3000)]


def _maps(W: np.ndarray) -> str:
    """Return the shown neurons' weights as base64: four bits for each, 0 to 14 for −1 to 1.

    Each map is in units of its own largest weight (of all but the largest half percent).
    """
    levels = []
    for j in NEURONS:
        w = W[j].reshape(28, 28)[CROP, CROP].ravel()
        largest = float(np.quantile(np.abs(w), 0.995)) or 1.0
        levels.append(np.rint(7 * np.clip(w / largest, -1, 1)).astype(int) + 7)
    pairs = np.concatenate(levels).reshape(-1, 2)
    return base64.b64encode((16 * pairs[:, 0] + pairs[:, 1]).astype(np.uint8).tobytes()).decode()


def training(learning_rate: float, seed: int = 0) -> Iterator[dict[str, Any]]:
    """Train chapter 2's untrained network on mini-batches of 10, and look up now and then.

    Parameters
    ----------
    learning_rate : float
        η.
    seed : int
        Fixes the order of the digits.

    Yields
    ------
    dict
        ``seen`` digits so far, ``cost`` and ``accuracy`` on the test digits, and ``two``, the ten
        activations that answer to the book's 2. Often also ``maps``, the weights of a few neurons
        of the first layer.
    """
    digits, rng = _digits(), np.random.default_rng(seed)
    net = untrained()
    weights, biases = net.weights, net.biases
    n = len(digits.train_labels)
    two = load_mnist(sample=True).test_images[THE_TWO : THE_TWO + 1]
    wanted = one_hot(digits.test_labels)
    order = np.concatenate([rng.permutation(n) for _ in range(-(-TOTAL // n))])
    looks = stops()
    for k, (before, seen) in enumerate(zip([0, *looks], looks, strict=False)):
        chunk = order[before:seen]
        if len(chunk):
            weights, biases = sgd(
                digits.train_images[chunk],
                digits.train_labels[chunk],
                weights,
                biases,
                epochs=1,
                batch_size=BATCH_SIZE,
                learning_rate=learning_rate,
                rng=rng,
            )
        out = feedforward_batch(digits.test_images, weights, biases)
        point = {
            "seen": seen,
            "cost": round(float(cost(out, wanted)), 4),
            "accuracy": round(float(np.mean(out.argmax(axis=1) == digits.test_labels)), 4),
            "two": rounded(feedforward_batch(two, weights, biases)[0], 2),
        }
        yield point | ({"maps": _maps(weights[0])} if k in MAPPED else {})


class Live:
    """A training that the figure starts and stops, a little at a time, so that nothing waits."""

    def __init__(self) -> None:
        self.task: asyncio.Task | None = None

    def start(self, say: Callable[[dict], None], content: dict[str, Any]) -> None:
        """Begin again with the learning rate asked for; a training under way is ended."""
        self.stop(say, content)
        self.task = asyncio.ensure_future(self._train(say, float(content["rate"])))

    def stop(self, say: Callable[[dict], None], content: dict[str, Any]) -> None:
        """End the training, if one is under way."""
        if self.task is not None:
            self.task.cancel()
            self.task = None

    @staticmethod
    async def _train(say: Callable[[dict], None], rate: float) -> None:
        """Train, and say each point; between two of them others have their turn."""
        for point in training(rate):
            say({"point": point})
            await asyncio.sleep(0.01)
        say({"done": True})


@cache
def recorded() -> list[list[dict[str, Any]]]:
    """Return the recording in the package, made by ``book/tools/record_training.py``."""
    return json.loads(RECORDING.read_text(encoding="utf-8"))


def train_live() -> Widget:
    """Show 784-16-16-10 learning MNIST: live in a notebook, a recorded run on the page.

    Examples
    --------
    >>> train_live()
    widgets.train_live()
    """
    live = Live()
    two = load_mnist(sample=True).test_images[THE_TWO]
    return Widget(
        "train_live",
        "<b>From guessing to reading.</b> The share of digits read correctly, among those that it "
        f"is not trained on, while it is shown {TOTAL:,} others, many of them more than once, in "
        f"batches of {BATCH_SIZE}; with it what it says of our 2, and four neurons' weights to "
        "the 22 × 22 pixels in the middle, each map in units of its own largest weight. Try: press "
        "Play and watch noise become blotches. Then the other learning rates: one is too small, "
        "one too large. What does each look like?",
        {
            "rates": RATES,
            "runs": recorded(),
            "total": TOTAL,
            "image": png(two),
            "maps": len(NEURONS),
            "start": {"run": 1, "at": 0},
        },
        commands={"start": live.start, "stop": live.stop},
    )
