"""Slopes by differences, and the line's gradient."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from strategies import cases, numbers

import mlp


def test_slope_is_the_central_difference_with_the_h_given():
    # ((2 + 1)³ − (2 − 1)³) / (2·1) = (27 − 1) / 2 = 13, while the slope is 3·2² = 12
    assert mlp.slope(lambda w: w**3, 2, h=1) == 13
    assert mlp.slope(lambda w: w**3, 2) == pytest.approx(12, abs=1e-8)


def test_numerical_gradient_worked_by_hand():
    # f = p₀² p₁: ∂f/∂p₀ = 2·3·5 = 30, ∂f/∂p₁ = 9
    p = np.array([3, 5])
    assert_allclose(mlp.numerical_gradient(lambda p: p[0] ** 2 * p[1], p), [30, 9], atol=1e-7)
    assert_array_equal(p, [3, 5])


def test_numerical_gradient_has_the_shape_of_p():
    p = np.arange(6.0).reshape(2, 3)
    assert_allclose(mlp.numerical_gradient(lambda p: np.sum(p**2), p), 2 * p, atol=1e-8)
    assert mlp.numerical_gradient(np.sin, 0.0) == pytest.approx(1)


def test_numerical_gradient_of_float32_is_taken_in_float64():
    # float32 has steps of 1e-7 at 1: with h = 1e-5 its slopes would be right to 1 % only
    p = np.array([1, 2], np.float32)
    assert_allclose(mlp.numerical_gradient(lambda p: np.sum(p**2), p), [2, 4], atol=1e-8)


@given(cases())
def test_numerical_backprop_is_the_plain_loop_over_all_parameters(case):
    sizes = [case.X.shape[1], *map(len, case.biases)]

    def f(theta):
        A = mlp.feedforward_batch(case.X, *mlp.views(theta, sizes))
        return mlp.cost(A, case.Y)

    plain = mlp.numerical_gradient(f, mlp.flatten(*case.network))
    fast = mlp.flatten(*mlp.numerical_backprop(case.X, case.Y, *case.network))
    assert_allclose(fast, plain, atol=1e-9)


def test_numerical_backprop_adds_up_more_rows_than_it_takes_at_once(rng):
    X, Y = rng.uniform(size=(37, 5)), rng.uniform(size=(37, 2))
    _, *network = mlp.initialise((5, 4, 2), rng=rng, dtype=float)
    whole = mlp.flatten(*mlp.numerical_backprop(X, Y, *network))
    rows = [mlp.flatten(*mlp.numerical_backprop(X[[k]], Y[[k]], *network)) for k in range(37)]
    assert_allclose(whole, np.mean(rows, axis=0), atol=1e-9)


def test_relative_error_worked_by_hand():
    # |1 − 1.5| / 1.5 = 1/3 and |−2 − −1| / 2 = 1/2; the largest counts
    assert mlp.relative_error([np.array([1.0]), np.array([[-2.0]])], [[1.5], [[-1.0]]]) == 0.5


def test_relative_error_has_a_floor_of_1e_minus_8():
    # |0 − 1e−9| / 1e−8 = 0.1
    assert mlp.relative_error([np.array([0.0])], [np.array([1e-9])]) == pytest.approx(0.1)
    assert mlp.relative_error([np.zeros(2)], [np.zeros(2)]) == 0


def test_line_gradient_worked_by_hand():
    # errors 1·1 + 2 − 2 = 1 and 1·3 + 2 − 2 = 3: 2/2 (1·1 + 3·3) = 10 and 2/2 (1 + 3) = 4
    assert mlp.line_gradient([1, 3], [2, 2], slope=1, intercept=2) == (10, 4)


@given(st.lists(st.tuples(numbers, numbers), min_size=1, max_size=6), numbers, numbers)
def test_line_gradient_is_the_slope_of_the_mean_squared_error(points, slope, intercept):
    x, y = np.array(points).T

    def error(p):
        return np.mean((mlp.line(x, *p) - y) ** 2)

    differences = mlp.numerical_gradient(error, np.array([slope, intercept]))
    assert_allclose(mlp.line_gradient(x, y, slope, intercept), differences, atol=1e-6)
