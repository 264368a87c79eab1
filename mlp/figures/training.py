"""How training goes with different learning rates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from mlp import accuracy, initialise, sgd
from mlp.figures.picture import Picture
from mlp.look.svg import drawing, label, line, polyline
from mlp.mnist import load_mnist


def three_runs(runs: Mapping[float, Sequence[float]] | None = None) -> Picture:
    """Draw the share of unseen digits read correctly after each epoch, a line for each rate.

    Parameters
    ----------
    runs : mapping from float to sequence of float
        Accuracy (0…1) after each epoch, for each learning rate. By default three short runs on
        500 digits.

    Returns
    -------
    Picture
    """
    runs = runs or {rate: _short_run(rate) for rate in (0.01, 1.5, 60.0)}
    longest = max(len(seen) for seen in runs.values())

    def draw(width: float) -> str:
        left, right, top, bottom = 52, width - 106, 38, 258

        def place(epoch: float, share: float) -> tuple[float, float]:
            return left + (right - left) * (epoch - 1) / max(longest - 1, 1), bottom - (
                bottom - top
            ) * share

        guess = place(1, 0.1)[1]
        marks = [
            line(left, bottom, right, bottom, stroke="ring"),
            line(left, guess, right, guess, stroke="ring", dash="2 4"),
            label(0, 14, "unseen digits read correctly"),
            *(
                label(left - 8, place(0, share)[1] + 5, f"{100 * share:.0f}%", anchor="end")
                for share in (0, 0.5, 1)
            ),
            label(left - 8, guess + 5, "guess", anchor="end"),
            label((left + right) / 2, bottom + 22, "epochs", anchor="middle"),
            label(left, bottom + 22, "1", anchor="middle"),
            label(right, bottom + 22, f"{longest}", anchor="middle"),
        ]
        best = max(runs, key=lambda rate: runs[rate][-1])
        ends = _spread({rate: place(0, seen[-1])[1] for rate, seen in runs.items()})
        for rate, seen in runs.items():
            points = [place(k + 1, share) for k, share in enumerate(seen)]
            strong = rate == best
            marks.append(polyline(points, stroke="ink" if strong else "ring", width=1.5 + strong))
            text = f"$η$ = {rate:g}: {100 * seen[-1]:.0f}%"
            marks.append(
                label(points[-1][0] + 6, ends[rate] + 5, text, bold=strong,
                      fill="ink" if strong else "ink2", size=12)
            )  # fmt: skip
        return drawing(width, bottom + 32, marks)

    ends = "; ".join(
        f"learning rate {rate:g}: {100 * seen[-1]:.1f}%" for rate, seen in runs.items()
    )
    return Picture(
        (draw(680),),
        narrow=(draw(350),),
        alt=f"Share of unseen digits read correctly, after each of {longest} epochs, as a line "
        f"for each learning rate. At the end {ends}.",
    )


def _short_run(learning_rate: float) -> list[float]:
    """Return the accuracy on 500 other digits after each of three epochs on 500 digits."""
    digits, rng, scores = load_mnist(sample=True), np.random.default_rng(0), []
    _, weights, biases = initialise((784, 16, 16, 10), rng=rng)
    sgd(
        digits.train_images[:500], digits.train_labels[:500], weights, biases, epochs=3,
        batch_size=10, learning_rate=learning_rate, rng=rng,
        callback=lambda epoch, *net: scores.append(
            accuracy(digits.test_images[:500], digits.test_labels[:500], *net)
        ),
    )  # fmt: skip
    return scores


def _spread(heights: Mapping[float, float], gap: float = 17) -> dict[float, float]:
    """Move labels apart that would stand on one another, downwards."""
    placed, last = {}, -gap
    for rate in sorted(heights, key=heights.__getitem__):
        last = placed[rate] = max(heights[rate], last + gap)
    return placed
