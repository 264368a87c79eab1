"""Backpropagation: worked by hand, against differences, and its versions against each other."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from strategies import cases, numbers, seeds

import mlp

LN3 = np.log(3)  # σ(ln 3) = 3/4, σ′(ln 3) = 3/4 · 1/4 = 3/16


def norm_wise_error(analytic, numerical):
    """The largest difference, in units of the largest entry of either."""
    a, n = mlp.flatten(*analytic), mlp.flatten(*numerical)
    return np.abs(a - n).max() / max(np.abs(a).max(), np.abs(n).max(), 1e-3)


def test_last_link_worked_by_hand():
    # z = 2·0.5 − 1 = 0, a = 1/2, σ′ = 1/4, 2 (a − y) = −1
    # ∂w: 0.5 · 1/4 · −1; ∂b: 1/4 · −1; ∂a_prev: 2 · 1/4 · −1
    assert mlp.last_link(0.5, 2, -1, 1) == (-0.125, -0.25, -0.5)


def test_output_delta_worked_by_hand():
    # 2 (3/4 − 1) · 3/16 = −3/32, 2 (1/2 − 0) · 1/4 = 1/4
    assert_allclose(mlp.output_delta([LN3, 0], [1, 0]), [-3 / 32, 1 / 4])


def test_chain_gradient_worked_by_hand():
    # x = 1: z⁽¹⁾ = ln 3, a⁽¹⁾ = 3/4; z⁽²⁾ = 4·3/4 − 3 = 0, a⁽²⁾ = 1/2; y = 0
    # δ⁽²⁾ = 2·1/2 · 1/4 = 1/4; ∂w⁽²⁾ = 3/4 · 1/4 = 3/16
    # δ⁽¹⁾ = 4 · 1/4 · 3/16 = 3/16; ∂w⁽¹⁾ = 1 · 3/16
    dC_dw, dC_db = mlp.chain_gradient(1, [LN3, 4], [0, -3], 0)
    assert_allclose(dC_dw, [3 / 16, 3 / 16])
    assert_allclose(dC_db, [3 / 16, 1 / 4])
    assert all(isinstance(value, float) for value in dC_dw + dC_db)


def test_backprop_worked_by_hand():
    # x = (1, 0): z⁽¹⁾ = (ln 3, 0), a⁽¹⁾ = (3/4, 1/2); z⁽²⁾ = 4·3/4 − 8·1/2 + 1 = 0, a⁽²⁾ = 1/2
    # y = 1: δ⁽²⁾ = 2 (1/2 − 1) · 1/4 = −1/4; ∇W⁽²⁾ = −1/4 · (3/4, 1/2)
    # δ⁽¹⁾ = (4, −8) · −1/4 ⊙ (3/16, 1/4) = (−3/16, 1/2); ∇W⁽¹⁾ = δ⁽¹⁾ (1, 0)ᵀ
    weights = [np.array([[LN3, 7.0], [0.0, -7.0]]), np.array([[4.0, -8.0]])]
    biases = [np.zeros(2), np.array([1.0])]
    nabla_W, nabla_b = mlp.backprop([1, 0], [1], weights, biases)
    assert_allclose(nabla_W[1], [[-3 / 16, -1 / 8]])
    assert_allclose(nabla_b[1], [-1 / 4])
    assert_allclose(nabla_W[0], [[-3 / 16, 0], [1 / 2, 0]])
    assert_allclose(nabla_b[0], [-3 / 16, 1 / 2])


@given(cases(n=st.just(1)))
def test_backprop_is_the_central_difference_for_all_parameters(case):
    analytic = mlp.backprop(case.X[0], case.Y[0], *case.network)
    numerical = mlp.numerical_backprop(case.X, case.Y, *case.network)
    assert norm_wise_error(analytic, numerical) < 1e-7


@given(cases(n=st.just(1)))
def test_backprop_with_the_sigmoid_and_squares_is_backprop(case):
    prime = lambda a, y: 2 * (a - y)  # noqa: E731
    given = (case.X[0], case.Y[0], *case.network)
    ours = mlp.backprop_with(*given, mlp.sigmoid, mlp.sigmoid_prime, prime)
    assert_allclose(mlp.flatten(*ours), mlp.flatten(*mlp.backprop(*given)), atol=1e-15)


@given(cases(n=st.just(1)))
def test_backprop_with_another_function_and_cost_is_the_central_difference(case):
    # tanh in every layer, and C = Σ (a − y)⁴
    x, y, network = case.X[0], case.Y[0], case.network
    sizes = (len(x), *map(len, case.biases))
    tanh_prime = lambda z: 1 - np.tanh(z) ** 2  # noqa: E731
    ours = mlp.backprop_with(x, y, *network, np.tanh, tanh_prime, lambda a, y: 4 * (a - y) ** 3)

    def cost_of(parameters):
        a = x
        for W, b in zip(*mlp.views(parameters, sizes), strict=True):
            a = np.tanh(W @ a + b)
        return float(np.sum((a - y) ** 4))

    numerical = mlp.numerical_gradient(cost_of, mlp.flatten(*network))
    assert_allclose(mlp.flatten(*ours), numerical, rtol=1e-6, atol=1e-7)


@pytest.mark.parametrize("seed", range(3))
def test_backprop_of_all_13002_parameters_is_the_central_difference(seed):
    rng = np.random.default_rng(seed)
    _, *network = mlp.initialise(mlp.TRAINED_SIZES, rng=rng, dtype=float)
    digits = mlp.load_mnist(sample=True)
    X, Y = digits.test_images[seed : seed + 3], mlp.one_hot(digits.test_labels[seed : seed + 3])
    numerical = mlp.numerical_backprop(X, Y, *network)
    assert norm_wise_error(mlp.backprop_batch(X, Y, *network), numerical) < 1e-8
    assert mlp.flatten(*numerical).size == 13_002


@given(cases())
def test_backprop_batch_is_the_mean_of_the_rows(case):
    rows = [
        mlp.flatten(*mlp.backprop(x, y, *case.network)) for x, y in zip(case.X, case.Y, strict=True)
    ]
    batch = mlp.flatten(*mlp.backprop_batch(case.X, case.Y, *case.network))
    assert_allclose(batch, np.mean(rows, axis=0), rtol=1e-9, atol=1e-14)


@given(st.lists(st.tuples(numbers, numbers), min_size=1, max_size=5), numbers, st.floats(0, 1))
def test_chain_gradient_is_backprop_of_a_network_of_single_neurons(links, x, y):
    ws, bs = map(list, zip(*links, strict=True))
    dC_dw, dC_db = mlp.chain_gradient(x, ws, bs, y)
    network = [np.array([[w]]) for w in ws], [np.array([b]) for b in bs]
    nabla_W, nabla_b = mlp.backprop([x], [y], *network)
    assert_allclose(dC_dw, np.ravel(nabla_W), rtol=1e-9, atol=1e-14)
    assert_allclose(dC_db, np.ravel(nabla_b), rtol=1e-9, atol=1e-14)


@given(numbers, numbers, numbers, numbers)
def test_last_link_is_the_end_of_the_chain(a_prev, w, b, y):
    dC_dw, dC_db, dC_da_prev = mlp.last_link(a_prev, w, b, y)
    assert ([dC_dw], [dC_db]) == mlp.chain_gradient(a_prev, [w], [b], y)

    def cost_of(a_prev):
        return (mlp.sigmoid(w * a_prev + b) - y) ** 2

    assert dC_da_prev == pytest.approx(mlp.slope(cost_of, a_prev), abs=1e-6)


@given(cases(), seeds)
def test_gradient_points_up_the_cost(case, seed):
    """A small step along any direction changes the cost by step · gradient, to second order."""
    sizes = [case.X.shape[1], *map(len, case.biases)]
    theta, step = mlp.flatten(*case.network), 1e-5
    direction = np.random.default_rng(seed).normal(size=theta.size)

    def f(theta):
        return mlp.cost(mlp.feedforward_batch(case.X, *mlp.views(theta, sizes)), case.Y)

    measured = (f(theta + step * direction) - f(theta - step * direction)) / (2 * step)
    gradient = mlp.flatten(*mlp.backprop_batch(case.X, case.Y, *case.network))
    assert measured == pytest.approx(direction @ gradient, abs=1e-7)


@given(cases())
def test_backprop_leaves_its_arguments_alone(case):
    before = [array.copy() for array in (case.X, case.Y, *case.weights, *case.biases)]
    mlp.backprop(case.X[0], case.Y[0], *case.network)
    mlp.backprop_batch(case.X, case.Y, *case.network)
    mlp.numerical_backprop(case.X, case.Y, *case.network)
    for array, old in zip((case.X, case.Y, *case.weights, *case.biases), before, strict=True):
        assert_array_equal(array, old)


def test_backprop_stays_in_the_dtype_of_the_network(rng):
    _, weights, biases = mlp.initialise((784, 16, 10), rng=rng)
    X, Y = rng.integers(0, 256, (3, 784), np.uint8), mlp.one_hot([1, 2, 3])
    for gradient in (
        mlp.backprop(X[0], Y[0], weights, biases),
        mlp.backprop_batch(X, Y, weights, biases),
    ):
        assert {part.dtype for parts in gradient for part in parts} == {np.dtype(np.float32)}


def test_backprop_of_a_network_of_ints_is_that_of_floats():
    # z = 0, a = 1/2; y = 1/4: δ = 2 (1/2 − 1/4) · 1/4 = 1/8, ∇W = δ · (1, 1)
    nabla_W, nabla_b = mlp.backprop([1, 1], [0.25], [np.array([[1, -1]])], [np.array([0])])
    assert_array_equal(nabla_W[0], [[1 / 8, 1 / 8]])
    assert_array_equal(nabla_b[0], [1 / 8])
