"""Chapter 4: its arithmetic, the chain rule against differences, and its pictures."""

import re

import numpy as np
import pytest

import mlp
from mlp import figures
from mlp.examples import CHAIN, forward

X, Y, WS, BS = CHAIN


@pytest.fixture(scope="module")
def the_2():
    """Give the book's 2, the answer wanted, and a network that has learned nothing (float64)."""
    image = mlp.load_mnist(sample=True).test_images[mlp.mnist.THE_TWO] / 255
    net = mlp.initialise((784, 16, 16, 10), rng=np.random.default_rng(4), dtype=float)
    return image, mlp.one_hot([2])[0], net.weights, net.biases


# The chain rule


def test_chain_rule_by_hand_is_backprop_in_every_layer():
    a, z = forward(X, WS, BS)
    slope = [mlp.sigmoid(u) * (1 - mlp.sigmoid(u)) for u in z]
    to_cost = 2 * (a[3] - Y)
    # Each path from z to the cost, written out edge by edge.
    delta3 = slope[2] * to_cost
    delta2 = slope[1] * WS[2] * slope[2] * to_cost
    delta1 = slope[0] * WS[1] * slope[1] * WS[2] * slope[2] * to_cost
    net = [np.array([[w]]) for w in WS], [np.array([b]) for b in BS]
    nabla_W, nabla_b = mlp.backprop(np.array([X]), np.array([Y]), *net)
    assert [W.item() for W in nabla_W] == pytest.approx(
        [a[0] * delta1, a[1] * delta2, a[2] * delta3], rel=1e-12
    )
    assert [b.item() for b in nabla_b] == pytest.approx([delta1, delta2, delta3], rel=1e-12)


def test_chain_rule_by_hand_is_the_slope_that_is_measured():
    for l in range(3):
        for parameters, found in zip((WS, BS), mlp.chain_gradient(X, WS, BS, Y), strict=True):

            def cost(value, l=l, parameters=parameters):
                changed = [*parameters[:l], value, *parameters[l + 1 :]]
                net = (changed, BS) if parameters is WS else (WS, changed)
                return (forward(X, *net)[0][-1] - Y) ** 2

            assert found[l] == pytest.approx(mlp.slope(cost, parameters[l]), rel=1e-7)


def test_backprop_is_the_difference_quotient_for_all_13002(the_2):
    # The plain loop of chapter 2: one parameter at a time, two runs of the network for each.
    image, wanted, weights, biases = the_2
    sizes = (784, 16, 16, 10)
    theta = mlp.flatten(weights, biases)

    def cost(theta):
        return mlp.example_cost(mlp.feedforward(image, *mlp.views(theta, sizes)), wanted)

    analytic = mlp.flatten(*mlp.backprop(image, wanted, weights, biases))
    assert analytic.size == 13_002
    numerical = mlp.numerical_gradient(cost, theta)
    assert np.linalg.norm(analytic - numerical) < 1e-8 * np.linalg.norm(analytic)


def test_backprop_is_the_batched_difference_quotient_for_all_13002(the_2):
    image, wanted, weights, biases = the_2
    analytic = mlp.flatten(*mlp.backprop(image, wanted, weights, biases))
    numerical = mlp.flatten(*mlp.numerical_backprop([image], [wanted], weights, biases))
    assert np.linalg.norm(analytic - numerical) < 1e-8 * np.linalg.norm(analytic)


def test_backprop_of_a_batch_is_the_difference_quotient(the_2, rng):
    _, _, weights, biases = the_2
    digits = mlp.load_mnist(sample=True)
    X, Y = digits.train_images[:7] / 255, mlp.one_hot(digits.train_labels[:7])
    analytic = mlp.flatten(*mlp.backprop_batch(X, Y, weights, biases))
    numerical = mlp.flatten(*mlp.numerical_backprop(X, Y, weights, biases))
    assert np.linalg.norm(analytic - numerical) < 1e-8 * np.linalg.norm(analytic)


# The arithmetic of the text


def test_text_slope_of_the_square_at_3():
    assert 3.01**2 == pytest.approx(9.0601)


def test_text_vanishing_gradient():
    assert 0.25**10 < 1e-6


def test_text_count_of_differences():
    assert 2 * mlp.count_parameters((784, 16, 16, 10)) == 26_004


def test_text_two_runs_that_learn_and_one_that_cannot(the_2):
    """What the text says of three learning rates: creeping, learning, stuck at flat sigmoids."""
    digits, (_, _, weights, biases) = mlp.load_mnist(sample=True), the_2
    ends = {}
    for rate in (0.01, 1.5, 60.0):
        net = mlp.sgd(
            digits.train_images, digits.train_labels, weights, biases,
            epochs=3, batch_size=10, learning_rate=rate, rng=np.random.default_rng(1),
        )  # fmt: skip
        a = mlp.feedforward(digits.test_images, *net)
        score = mlp.accuracy(digits.test_images, digits.test_labels, *net)
        ends[rate] = score, float(np.mean(a * (1 - a)))
    assert 0.05 < ends[0.01][0] < 0.6 < 0.8 < ends[1.5][0]
    assert ends[60.0][0] < 0.2
    assert ends[60.0][1] < 1e-3


# The pictures


def test_chain_picture_states_its_six_parameters():
    alt = figures.chain(0.5, (1.25, -2.0), (0.25, 0.75)).alt
    for number in ("0.50", "1.25", "−2.00", "0.25", "0.75"):
        assert number in alt


def test_several_paths_picture_adds_up_the_column_of_w():
    a, w, b, y = 0.3, np.array([1.0, -2.0]), np.array([0.1, 0.2]), np.array([1.0, 0.0])
    total = w @ mlp.output_delta(w * a + b, y)
    assert f"{total:+.3f}".replace("-", "−") in figures.several_paths(a, w, b, y).alt


def test_gradient_column_picture_counts_13002(the_2):
    picture = figures.gradient_column(*mlp.backprop(*the_2))
    assert "13,002" in picture.alt
    for count in ("12,544", ">256<", ">160<", ">10<"):
        assert count in picture.svg


def test_gradient_check_picture_shows_a_planted_bug(the_2):
    nabla_W, nabla_b = mlp.backprop(*the_2)
    right = [*nabla_W, *nabla_b]
    halved = [nabla_W[0] / 2, *nabla_W[1:], *nabla_b]

    def lines_of_dots(analytic):
        svg = figures.analytic_against_numerical(analytic, right).svg
        dots = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', svg)
        return {round(float(x) + float(y)) for x, y in dots}  # one number for each diagonal

    assert len(lines_of_dots(right)) == 1
    assert len(lines_of_dots(halved)) > 1
    assert "off it by more than 1%" in figures.analytic_against_numerical(halved, right).alt
    assert " 0 off it" in figures.analytic_against_numerical(right, right).alt
