"""The network: worked by hand, its algebra, and its parameters as views of one vector."""

import numpy as np
import pytest
from hypothesis import given
from numpy.testing import assert_allclose, assert_array_equal
from strategies import cases, seeds, sizes

import mlp

LN3 = np.log(3)  # σ(ln 3) = 3/4, σ(−ln 3) = 1/4


def test_line_is_slope_times_x_plus_intercept():
    # 3·2 − 1 = 5, 3·0 − 1 = −1
    assert_array_equal(mlp.line(np.array([2, 0]), 3, -1), [5, -1])
    assert mlp.line(2, 3, -1) == 5


def test_image_to_activations_goes_row_by_row():
    # 51/255 = 0.2, 102/255 = 0.4, 255/255 = 1
    image = np.array([[0, 51, 102], [255, 0, 0]], np.uint8)
    assert_allclose(mlp.image_to_activations(image), [0, 0.2, 0.4, 1, 0, 0])


def test_neuron_worked_by_hand():
    # w·a + b = 2·0.5 + (−1)·1 + ln 3 = ln 3
    a = mlp.neuron(np.array([0.5, 1.0]), np.array([2.0, -1.0]), LN3)
    assert a == pytest.approx(0.75)
    assert isinstance(a, float)


def test_layer_worked_by_hand():
    # row 0: 1·ln 3 + 0 + 0 = ln 3; row 1: 0 + 1·1 − 1 = 0; row 2: −1·ln 3 + 2·1 − 2 = −ln 3
    W = np.array([[1.0, 0.0], [0.0, 1.0], [-1.0, 2.0]])
    a = mlp.layer(np.array([LN3, 1.0]), W, np.array([0.0, -1.0, -2.0]))
    assert_allclose(a, [0.75, 0.5, 0.25])


def test_feedforward_worked_by_hand():
    # layer 1: σ(ln 3) = 3/4 and σ(−ln 3) = 1/4
    # layer 2: z = 4·3/4 − 12·1/4 + ln 3 = ln 3, so a = 3/4
    weights = [np.array([[1.0], [-1.0]]), np.array([[4.0, -12.0]])]
    biases = [np.zeros(2), np.array([LN3])]
    assert_allclose(mlp.feedforward(np.array([LN3]), weights, biases), [0.75])
    a0, a1, a2 = mlp.all_activations(np.array([LN3]), weights, biases)
    assert_allclose(a0, [LN3])
    assert_allclose(a1, [0.75, 0.25])
    assert_allclose(a2, [0.75])


def test_feedforward_takes_another_activation():
    # relu(2·1 − 3) = 0, relu(2·1 + 1) = 3
    W, b = np.array([[2.0], [2.0]]), np.array([-3.0, 1.0])
    assert_array_equal(mlp.feedforward(np.array([1.0]), [W], [b], activation=mlp.relu), [0, 3])


@given(cases())
def test_feedforward_is_layer_after_layer(case):
    for x in case.X:
        a = x
        for W, b in zip(*case.network, strict=True):
            a = np.array([mlp.neuron(a, w, b_j) for w, b_j in zip(W, b, strict=True)])
        assert_allclose(mlp.feedforward(x, *case.network), a, rtol=1e-12)


@given(cases())
def test_feedforward_batch_is_the_rows_one_by_one(case):
    rows = [mlp.feedforward(x, *case.network) for x in case.X]
    assert_allclose(mlp.feedforward_batch(case.X, *case.network), rows, rtol=1e-12)


@given(cases())
def test_network_without_activation_function_collapses_to_one_matrix(case):
    W, b = np.eye(case.X.shape[1]), np.zeros(case.X.shape[1])
    for W_next, b_next in zip(*case.network, strict=True):
        W, b = W_next @ W, W_next @ b + b_next
    A = mlp.feedforward(case.X, *case.network, activation=mlp.identity)
    assert_allclose(A, case.X @ W.T + b, rtol=1e-9, atol=1e-9)


@given(cases())
def test_predict_is_the_place_of_the_brightest_output(case):
    A = mlp.feedforward_batch(case.X, *case.network)
    answers = mlp.predict(case.X, *case.network)
    assert answers.shape == (len(case.X),)
    assert answers.dtype.kind == "i"
    assert_array_equal(A[np.arange(len(A)), answers], A.max(axis=1))


def test_predict_of_many_rows_is_that_of_few(rng):
    _, weights, biases = mlp.initialise((784, 16, 10), rng=rng)
    X = rng.integers(0, 256, (2001, 784), np.uint8)
    few = [mlp.predict(X[i : i + 7], weights, biases) for i in range(0, len(X), 7)]
    assert_array_equal(mlp.predict(X, weights, biases), np.concatenate(few))


@given(cases())
def test_accuracy_is_one_on_its_own_answers(case):
    answers = mlp.predict(case.X, *case.network)
    assert mlp.accuracy(case.X, answers, *case.network) == 1


def test_accuracy_is_the_share_of_right_answers():
    # outputs z = (x, −x + 0.5): x = 0.9 reads 0, x = 0.1 reads 1; two of three labels agree
    W, b = np.array([[1.0], [-1.0]]), np.array([0.0, 0.5])
    X = np.array([[0.9], [0.1], [0.1]])
    assert mlp.accuracy(X, np.array([0, 0, 1]), [W], [b]) == pytest.approx(2 / 3)


def test_uint8_pixels_are_scaled_and_other_dtypes_are_not(rng):
    _, weights, biases = mlp.initialise((784, 16, 10), rng=rng, dtype=float)
    pixels = rng.integers(0, 256, (3, 784), np.uint8)
    A = mlp.feedforward(pixels, weights, biases)
    assert_allclose(A, mlp.feedforward(pixels / 255, weights, biases), rtol=1e-12)
    assert not np.allclose(A, mlp.feedforward(pixels.astype(float), weights, biases))


def test_pixels_reach_a_network_of_ints_as_fractions():
    # z = 1·51/255 + 2·102/255 − 1 = 0.2 + 0.8 − 1 = 0
    a = mlp.feedforward(np.array([51, 102], np.uint8), [np.array([[1, 2]])], [np.array([-1])])
    assert_allclose(a, [0.5])


def test_pixels_stay_in_the_dtype_of_the_network(rng):
    network = mlp.initialise((784, 16, 10), rng=rng)
    pixels = rng.integers(0, 256, (3, 784), np.uint8)
    assert mlp.feedforward(pixels, network.weights, network.biases).dtype == np.float32


def test_count_parameters_worked_by_hand():
    # 784·16 + 16 = 12,560; 16·16 + 16 = 272; 16·10 + 10 = 170; in all 13,002
    assert mlp.count_parameters((784, 16, 16, 10)) == 12_560 + 272 + 170 == 13_002
    assert mlp.count_parameters([3, 1]) == 4


@given(sizes, seeds)
def test_initialise_makes_as_many_numbers_as_are_counted(sizes, seed):
    theta, weights, biases = mlp.initialise(sizes, rng=np.random.default_rng(seed))
    assert theta.shape == (mlp.count_parameters(sizes),)
    assert [W.shape for W in weights] == list(zip(sizes[1:], sizes[:-1], strict=True))
    assert [b.shape for b in biases] == [(n,) for n in sizes[1:]]
    assert theta.dtype == np.float32


@given(sizes, seeds)
def test_views_share_memory_and_flatten_copies_them_back(sizes, seed):
    theta = np.random.default_rng(seed).normal(size=mlp.count_parameters(sizes))
    weights, biases = mlp.views(theta, sizes)
    assert all(np.shares_memory(theta, part) for part in (*weights, *biases))
    assert_array_equal(mlp.flatten(weights, biases), theta)
    theta[:] = 7  # every entry of theta is seen in exactly one place
    assert sum(part.size for part in (*weights, *biases)) == theta.size
    assert all((part == 7).all() for part in (*weights, *biases))
    weights[-1][-1, -1] = 8
    assert (theta == 8).sum() == 1


def test_initialise_draws_weights_of_the_promised_spread(rng):
    _, weights, biases = mlp.initialise((400, 200, 100), rng=rng, dtype=float)
    for W, n_in in zip(weights, (400, 200), strict=True):
        # the mean of W.size numbers is within 5 standard errors of 0, the spread within 5 % of
        # 1/√n_in (its standard error is 1/√(2·20,000), 0.5 %)
        assert abs(W.mean()) < 5 / np.sqrt(n_in * W.size)
        assert W.std() * np.sqrt(n_in) == pytest.approx(1, rel=0.05)
    assert all((b == 0).all() for b in biases)


def test_initialise_depends_on_the_generator_alone():
    first, again, other = (
        mlp.initialise((4, 3), rng=np.random.default_rng(seed)).theta for seed in (1, 1, 2)
    )
    assert_array_equal(first, again)
    assert not np.array_equal(first, other)


@pytest.mark.parametrize("name", ["x", "slope", "intercept"])
def test_line_refuses_nan_and_names_it(name):
    with pytest.raises(ValueError, match=f"{name} is NaN"):
        mlp.line(**({"x": 1.0, "slope": 2.0, "intercept": 3.0} | {name: np.nan}))


def test_stroke_neuron_is_lit_by_its_stroke_and_by_no_other():
    # the stroke fills 14 rows and 3 columns: z = 0.5 · 42 − 6 = 15
    w, b = mlp.stroke_neuron()
    stroke = np.zeros((28, 28))
    stroke[7:21, 13:16] = 1.0
    assert np.sum(w * stroke) + b == 15
    assert b == -6  # a black image
    assert np.sum(w * np.roll(stroke, 3, axis=1)) + b == -0.5 * 42 - 6
    assert np.sum(w * np.ones((28, 28))) + b == 0.5 * 42 - 0.5 * (784 - 42) - 6


def test_xor_network_worked_by_hand():
    # 'at least one': 20 (x₁ + x₂) − 10; 'not both': 30 − 20 (x₁ + x₂); then 20 (a₁ + a₂) − 30
    (hidden, output), (b_hidden, b_output) = mlp.xor_network()
    assert_array_equal(hidden @ [1, 0] + b_hidden, [10, 10])
    assert_array_equal(hidden @ [0, 1] + b_hidden, [10, 10])
    assert_array_equal(hidden @ [1, 1] + b_hidden, [30, -10])
    assert_array_equal(output @ [1, 1] + b_output, [10])
    assert_array_equal(output @ [1, 0] + b_output, [-10])
    assert_array_equal(output @ [0, 1] + b_output, [-10])
