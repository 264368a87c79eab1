"""Chapter 4: its arithmetic, the chain rule against differences, and its pictures."""

import re
from itertools import pairwise

import numpy as np
import pytest
from chapter_source import chapter

import mlp
from mlp import figures
from mlp.examples import CHAIN, forward
from mlp.look.numbers import signed

X, Y, WS, BS = CHAIN


@pytest.fixture(scope="module")
def story():
    """What the names of the chapter hold after its cells have run."""
    return chapter(4).story()


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


def test_text_long_way_back_is_the_measured_derivative(story):
    """The five factors of the tree of two layers, multiplied, against the difference quotient."""
    found = mlp.chain_gradient(X, WS, BS, Y)[0][1]
    assert mlp.slope(story["cost_one_back"], WS[1]) == pytest.approx(found, rel=1e-6)
    assert signed(found, 3) in figures.two_layer_tree(X, WS, BS, Y).alt


def test_text_product_of_the_three_factors_is_about_a_quarter(story):
    assert round(0.83 * 0.23 * -1.31, 2) == -0.25
    factors = story["a_prev"], mlp.sigmoid_prime(story["z"]), 2 * (story["a"] - story["y"])
    assert [round(float(factor), 2) for factor in factors] == [0.83, 0.23, -1.31]


def test_text_paths_and_connections():
    assert 1 * 16 * 10 == 160
    assert 784 * 16 * 160 == 2_007_040
    assert 784 * 16 + 16 * 16 + 16 * 10 == 12_960
    alt = figures.paths_and_sweep().alt
    for number in ("160", "12,544", "2,007,040", "12,960"):
        assert number in alt


def test_text_tape_finds_what_last_link_finds(story):
    found = [story["rates"][i] for i in (story["at_w"], story["at_b"], story["at_a"])]
    expected = mlp.last_link(*(story[name] for name in ("a_prev", "w", "b", "y")))
    assert found == pytest.approx(expected, rel=1e-12)


def test_text_tape_differentiates_any_formula(story):
    """u v + u² σ(v): a value that is used twice gets the sum of its paths."""
    tape = {name: story[name] for name in ("values", "made_from")}
    for part in tape.values():
        part.clear()
    u, v = story["step"](0.7), story["step"](-0.4)
    square = story["multiply"](story["multiply"](u, u), story["squash"](v))
    story["add"](story["multiply"](u, v), square)
    rates = story["backward"]()

    def f(p):
        return p[0] * p[1] + p[0] ** 2 * mlp.sigmoid(p[1])

    assert rates[:2] == pytest.approx(mlp.numerical_gradient(f, np.array([0.7, -0.4])), rel=1e-8)


def test_text_shortcut_of_the_open_problem():
    """The rate of a neuron with a shortcut is 1 + w σ′(z); ten layers keep at least 1."""
    ws, bs = np.linspace(0.05, 0.95, 10), np.linspace(-1, 1, 10)

    def run(x):
        for w, b in zip(ws, bs, strict=True):
            x = x + mlp.sigmoid(w * x + b)
        return x

    x, product = 0.3, 1.0
    for w, b in zip(ws, bs, strict=True):
        product *= 1 + w * mlp.sigmoid_prime(w * x + b)
        x = x + mlp.sigmoid(w * x + b)
    assert mlp.slope(run, 0.3) == pytest.approx(product, rel=1e-7)
    assert product >= 1 > 0.25**10


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_text_eight_layers_of_sigmoids_do_not_learn(seed, the_2):
    image, wanted, *_ = the_2
    digits, rng = mlp.load_mnist(sample=True), np.random.default_rng(seed)
    tall = mlp.initialise((784, *8 * (16,), 10), rng=rng, dtype=float)
    _, deltas = mlp.backprop(image, wanted, tall.weights, tall.biases)
    lengths = [np.linalg.norm(delta) for delta in deltas]
    for before, after in pairwise(lengths):
        assert 0.12 < before / after < 0.33, "about a quarter or a fifth"
    W, b = mlp.sgd(
        digits.train_images, digits.train_labels, tall.weights, tall.biases,
        epochs=5, batch_size=10, learning_rate=3.0, rng=rng,
    )  # fmt: skip
    moved = np.linalg.norm(W[0] - tall.weights[0]) / np.linalg.norm(tall.weights[0])
    assert moved < 0.01, "a fraction of a percent"
    assert mlp.accuracy(digits.train_images, digits.train_labels, W, b) < 0.15


@pytest.mark.parametrize("seed", [910, 1, 2, 3])
def test_text_thresholds_of_the_gradient_check(seed, the_2):
    """Lengths agree to 1e-7 without a bug; bugs give more than a hundredth."""
    image, wanted, *_ = the_2
    _, weights, biases = mlp.initialise(
        (784, 16, 16, 10), rng=np.random.default_rng(seed), dtype=float
    )
    right = mlp.flatten(*mlp.backprop(image, wanted, weights, biases))
    measured = mlp.flatten(*mlp.numerical_backprop([image], [wanted], weights, biases))
    off = np.linalg.norm(right - measured) / np.linalg.norm(right)
    assert off < 1e-7
    both_zero = int(np.sum((right == 0) & (measured == 0)))
    assert both_zero == 9_728, "no bug can be seen there"
    larger = np.maximum(np.maximum(np.abs(right), np.abs(measured)), 1e-8)
    worst = np.argmax(np.abs(right - measured) / larger)
    assert np.abs(right[worst]) < 1e-4 * np.abs(right).max(), "the worst entry is a tiny one"
    assert np.max(np.abs(right - measured) / larger) > 1000 * off, "thousands of times larger"
    flat = sigmoid_with_derivative(lambda z: np.ones_like(z))
    no_two = mlp.flatten(*with_bug(image, wanted, weights, biases, lambda a, y: a - y))
    no_prime = mlp.flatten(
        *with_bug(image, wanted, weights, biases, lambda a, y: 2 * (a - y), flat)
    )
    for wrong in (no_two, no_prime):
        assert np.linalg.norm(wrong - measured) > 0.01 * np.linalg.norm(measured)


def sigmoid_with_derivative(f_prime):
    return mlp.sigmoid, f_prime


def with_bug(x, y, weights, biases, cost_prime, functions=(mlp.sigmoid, mlp.sigmoid_prime)):
    return mlp.backprop_with(x, y, weights, biases, *functions, cost_prime)


def test_text_falling_rate_jumps_up_less_often():
    """Twelve epochs from four starts: how often the training cost rises from epoch to epoch."""
    digits = mlp.load_mnist(sample=True)
    wanted, rises = mlp.one_hot(digits.train_labels), {"constant": 0, "falling": 0}
    lasts, shares = {"constant": [], "falling": []}, {"constant": [], "falling": []}
    for seed in range(4):
        for name, rate in (("constant", 1.5), ("falling", lambda epoch: 1.5 * 0.9**epoch)):
            rng, costs, reads = np.random.default_rng(seed), [], []
            start = mlp.initialise((784, 16, 16, 10), rng=rng)
            mlp.sgd(
                digits.train_images, digits.train_labels, start.weights, start.biases, epochs=12,
                batch_size=10, learning_rate=rate, rng=rng,
                callback=lambda _, *net, costs=costs, reads=reads: (
                    costs.append(mlp.cost(mlp.feedforward_batch(digits.train_images, *net), wanted))
                    or reads.append(mlp.accuracy(digits.test_images, digits.test_labels, *net))
                ),
            )  # fmt: skip
            rises[name] += sum(b > a for a, b in pairwise(costs))
            lasts[name].append(costs[-1])
            shares[name].append(reads[-6:])
    assert rises["falling"] <= 4, "it hardly ever jumps up"
    assert rises["constant"] >= 8, "now and then up"
    assert np.all(np.array(lasts["falling"]) < lasts["constant"]), "it ends lower"
    ends = {name: np.mean(reads, axis=0)[-1] for name, reads in shares.items()}
    assert abs(ends["falling"] - ends["constant"]) < 0.01, "about equally well"
    spread = {name: np.std(reads, axis=1) for name, reads in shares.items()}
    assert np.all(spread["falling"] < spread["constant"]), "it varies less from epoch to epoch"


def test_text_cross_entropy_cancels_the_flat_sigmoid(story):
    a, y, h = np.array([0.3, 0.9]), np.array([1.0, 0.0]), 1e-6

    def cross_entropy(a):
        return float(-np.sum(y * np.log(a) + (1 - y) * np.log(1 - a)))

    slopes = mlp.numerical_gradient(cross_entropy, a, h)
    np.testing.assert_allclose(slopes, (a - y) / (a * (1 - a)), rtol=1e-6)
    np.testing.assert_allclose(slopes * a * (1 - a), a - y, rtol=1e-6)
    z = np.array([0.5, -1.0, 2.0])
    wanted = np.array([0.0, 1.0, 0.0])

    def soft(z):
        return np.exp(z) / np.exp(z).sum()

    found = mlp.numerical_gradient(lambda z: float(-np.log(soft(z)[1])), z, h)
    np.testing.assert_allclose(found, soft(z) - wanted, atol=1e-6)
    steps = story["steps_needed"]
    assert steps(lambda a: 2 * a * a * (1 - a)) > 10 * steps(lambda a: a)


def test_text_stuck_outputs_are_all_dark():
    """The third run: large negative sums, flat sigmoids, cost 1, whatever the image."""
    digits, rng = mlp.load_mnist(sample=True), np.random.default_rng(0)
    start = mlp.initialise((784, 16, 16, 10), rng=rng)
    net = mlp.sgd(
        digits.train_images, digits.train_labels, start.weights, start.biases, epochs=2,
        batch_size=10, learning_rate=60.0, rng=rng,
    )  # fmt: skip
    A = mlp.feedforward_batch(digits.train_images, *net)
    assert A.max() < 1e-3
    assert mlp.cost(A, mlp.one_hot(digits.train_labels)) == pytest.approx(1, abs=1e-3)


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
