"""Interactive figures in which the trained network reads digits."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from mlp.mnist import TRAINED_SIZES
from mlp.widgets import states
from mlp.widgets.widget import Widget


def hero() -> Widget:
    """Show the trained network reading a digit, layer by layer: the welcome page's picture.

    Examples
    --------
    >>> hero()
    widgets.hero()
    """
    easy, hard = states.easy_and_hard()
    digits = states.digit_states([easy[2], easy[7], easy[3], easy[4], hard[2]])
    digits[-1]["hard"] = True
    share, n = states.test_accuracy()
    return Widget(
        "hero",
        "<b>A real network, with its real 13,002 weights and biases.</b> It reads "
        f"{100 * share:.1f}% of {n:,} digits that it had never seen. Blue weights speak for the "
        "next neuron, orange ones against it. Try the last digit.",
        {**states.network_state(), "digits": digits},
    )


def pick_a_digit() -> Widget:
    """Show all activations of the trained network for a digit of one's choice.

    Examples
    --------
    >>> pick_a_digit()
    widgets.pick_a_digit()
    """
    easy, hard = states.easy_and_hard()
    digits = states.digit_states([*easy, *hard])
    for digit in digits[len(easy) :]:
        digit["hard"] = True
    return Widget(
        "pick_a_digit",
        "<b>One layer’s activations bring about the next.</b> The first ten digits are clear, the "
        "second ten are those it finds hardest. Try to guess what it takes each of those for, "
        "before you choose it. Then look at one neuron, by the slider or by a click: a neuron of "
        "the first hidden layer multiplies each of its 784 weights by one pixel and adds up.",
        {
            **states.network_state(),
            "digits": digits,
            "start": 2,
            "neuron": int(np.argmax(digits[2]["a"][1])),
        },
    )


def draw_a_digit(
    weights: Sequence[np.ndarray] | None = None, biases: Sequence[np.ndarray] | None = None
) -> Widget:
    """Let the reader draw a digit, and show what a network makes of it on the way.

    Parameters
    ----------
    weights, biases : list of array, optional
        Of a 784-16-16-10 network, for instance your own; without them the book's trained one.

    Raises
    ------
    ValueError
        If only one of the two is given, or the shapes are others.

    Examples
    --------
    >>> draw_a_digit()
    widgets.draw_a_digit()
    """
    return Widget(
        "draw_a_digit",
        "<b>Every stroke changes the activations, layer by layer.</b> Your drawing is scaled to "
        "20 × 20 pixels and centred by its mass in 28 × 28, as MNIST’s digits were. Try to turn "
        "the 3 into an 8, stroke by stroke, and see where it changes its mind; then clear the pad "
        "and draw a digit of your own, and something that is no digit.",
        {**_reader(weights, biases), "start": 3},
    )


def _reader(weights, biases):
    """Return the state of a network that reads: the trained one, or one with its numbers."""
    if weights is None and biases is None:
        return states.network_state()
    if weights is None or biases is None:
        raise ValueError("give both weights and biases, or neither for the book's own network")
    weights, biases = ([np.asarray(part, float) for part in parts] for parts in (weights, biases))
    wanted = [((n_out, n_in), (n_out,)) for n_in, n_out in pairwise(TRAINED_SIZES)]
    if (found := [(W.shape, b.shape) for W, b in zip(weights, biases, strict=False)]) != wanted:
        raise ValueError(
            f"expected the weights and biases of a 784-16-16-10 network, got the shapes {found}"
        )
    return {**states.network_state(weights), "own": states.packed(weights, biases)}
