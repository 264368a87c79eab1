"""The worked examples of chapters 1 and 2 are right, are printed, and tell right from wrong."""

import warnings

import numpy as np
import pytest
from chapter_source import chapter
from worked_examples import OTHERWISE, alike, numbers
from zoo import answers

import mlp

PROSE = chapter(1).prose + chapter(2).prose


def arrays(*nested):
    return [np.array(part) for part in nested]


W3, B3 = arrays([[1, -1], [2, -1], [0, 1]], [[4, -2, 0]], [[2]]), arrays([1, 0, -2], [-1], [0])
W2, B2 = arrays([[1, -1], [0, 1], [2, 0]], [[2, 2, -2]]), arrays([1, -2, -2], [-1])

# Exercise: makes the arguments of its example, what the page prints, and the same as numbers.
EXAMPLES = {
    "line": (lambda: [np.array([4, 1]), 0.5, 1], "`[3, 1.5]`", [3, 1.5]),
    "image_to_activations": (
        lambda: arrays([[0, 51, 102], [204, 0, 153]]),
        "`[0, 0.2, 0.4, 0.8, 0, 0.6]`", [0, 0.2, 0.4, 0.8, 0, 0.6],
    ),
    "sigmoid": (
        lambda: arrays([[-4, 0, 2], [1, -1000, 1000]]),
        "`[[0.018, 0.5, 0.881], [0.731, 0, 1]]`", [0.018, 0.5, 0.881, 0.731, 0, 1],
    ),
    "neuron": (lambda: [*arrays([0.9, 0.1, 0.5], [2, -1, 0]), -1], "about 0.668", [0.668]),
    "layer": (
        lambda: arrays([0.9, 0.1, 0.5], [[2, -1, 0], [0, 1, 4]], [-1, -2]),
        "`[0.668, 0.525]`", [0.668, 0.525],
    ),
    "feedforward": (lambda: [np.array([1, 2]), W3, B3], "`[0.731]`", [0.731]),
    "count_parameters": (lambda: [(2, 3, 4, 1)], "`30`", [30]),
    "feedforward_batch": (
        lambda: [np.array([[1, 2], [2, 1], [0, 1]]), W2, B2],
        "`[[0.5], [0.386], [0.574]]`", [0.5, 0.386, 0.574],
    ),
    "relu": (
        lambda: arrays([[-2, 0.5], [3, -1]]), "`[[0, 0.5], [3, 0]]`", [0, 0.5, 3, 0],
    ),
    "tanh_from_sigmoid": (lambda: arrays([0, 1]), "`[0, 0.762]`", [0, 0.762]),
    "one_hot": (
        lambda: [np.array([2, 0, 0]), 4],
        "`[[0, 0, 1, 0], [1, 0, 0, 0], [1, 0, 0, 0]]`", [0, 0, 1, 0, 1, 0, 0, 0, 1, 0, 0, 0],
    ),
    "example_cost": (
        lambda: arrays([0.2, 0.9, 0.4], [0, 1, 0]), "0.04 + 0.01 + 0.16 = 0.21", [0.21],
    ),
    "cost": (
        lambda: arrays([[0.2, 0.9, 0.4], [1, 0, 0.5]], [[0, 1, 0], [1, 0, 0]]),
        "(0.21 + 0.25) / 2 = 0.23", [0.23],
    ),
    "slope": (lambda: [lambda w: w**3, 3, 2], "(125 − 1) / 4 = 31", [31]),
    "numerical_gradient": (
        lambda: [lambda p: p[0, 0] ** 3 + 3 * p[0, 0] * p[0, 1], np.array([[2, 5]]), 0.1],
        "`[[27.01, 6]]`", [27.01, 6],
    ),
    "gradient_step": (lambda: [*arrays([1, 2], [4, -2]), 0.1], "`[0.6, 2.2]`", [0.6, 2.2]),
    "one_step_rate": (lambda: [4], "`0.125`", [0.125]),
    "gradient_descent": (
        lambda: [lambda p: np.array([2 * p[0] + 2 * p[1], 2 * p[0] + 4 * p[1]]),
                 np.array([4, 0]), 0.25, 3],
        "`[[4, 0], [2, -2], [2, -1], [1.5, -1]]`", [4, 0, 2, -2, 2, -1, 1.5, -1],
    ),
    "line_gradient": (
        lambda: [*arrays([0, 1, 2], [1, 3, 5]), 1, 1], "`(-10/3, -2)`", [-10 / 3, -2],
    ),
    "fit_line": (lambda: [*arrays([0, 2], [1, 5]), 0.25, 2], "`(1.75, 1)`", [1.75, 1]),
}  # fmt: skip


def refused(name):
    """Return for each of the zoo's wrong values whether the example refuses it."""
    make, right, verdicts = EXAMPLES[name][0], getattr(mlp, name), {}
    for answer in answers(name):
        if not answer.slugs or set(answer.slugs) & {*OTHERWISE, "too-slow"}:
            continue
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            try:
                same = alike(answer.function()(*make()), right(*make()))
            except Exception:
                same = False
        verdicts[answer.words, answer.slugs] = not same
    return verdicts


@pytest.mark.parametrize("name", EXAMPLES)
def test_first_examples_are_printed_and_right(name):
    make, text, values = EXAMPLES[name]
    assert text in PROSE
    assert numbers(getattr(mlp, name)(*make())) == pytest.approx(values, abs=5e-4)


@pytest.mark.parametrize("name", EXAMPLES)
def test_first_examples_tell_right_from_wrong(name):
    verdicts = refused(name)
    passed = [words for words, no in verdicts.items() if not no]
    assert len(passed) <= 0.15 * len(verdicts), passed


def test_first_examples_together_tell_right_from_wrong():
    verdicts = [no for name in EXAMPLES for no in refused(name).values()]
    assert len(verdicts) > 200
    assert np.mean(verdicts) >= 0.95
