"""Descent on curves and for a line."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

import mlp


def test_gradient_step_worked_by_hand():
    # (1, 2) − 0.1 (10, −10) = (0, 3)
    p = np.array([1.0, 2.0])
    assert_allclose(mlp.gradient_step(p, np.array([10, -10]), 0.1), [0, 3])
    assert_array_equal(p, [1, 2])


def test_gradient_descent_returns_the_path_with_its_start():
    # C = w²: each step multiplies w by 1 − 2·0.25 = 1/2
    path = mlp.gradient_descent(lambda w: 2 * w, 8, learning_rate=0.25, steps=3)
    assert_array_equal(path, [8, 4, 2, 1])
    assert mlp.gradient_descent(lambda w: 2 * w, np.ones((2, 3)), 0.1, 0).shape == (1, 2, 3)


def test_gradient_descent_keeps_its_points_from_the_gradient_function():
    def spoil(p):
        gradient = 2 * p
        p[:] = 99
        return gradient

    assert_array_equal(mlp.gradient_descent(spoil, np.array([8.0]), 0.25, 1), [[8], [4]])


def test_fit_line_worked_by_hand():
    # from (0, 0) on (1, 2), (3, 2): ∂slope = 2/2 (−2·1 − 2·3) = −8, ∂intercept = 2/2 (−2 − 2) = −4
    # step 1, η = 0.1: (0.8, 0.4); errors −0.8 and 0.8: ∂ = (−0.8 + 2.4, 0) = (1.6, 0)
    # step 2: (0.64, 0.4)
    assert_allclose(mlp.fit_line([1, 3], [2, 2], 0.1, 1), (0.8, 0.4))
    assert_allclose(mlp.fit_line([1, 3], [2, 2], 0.1, 2), (0.64, 0.4))
    assert mlp.fit_line([1, 3], [2, 2], 0.1, 0) == (0, 0)


def test_fit_line_says_that_its_steps_are_too_large():
    # on x = 0, 1 the cost is most curved along an eigenvector of (1 1; 1 2), by (3 + √5)/2 = 2.6:
    # there each step multiplies the distance by 1 − 10 · 2.6 = −25, and 25^221 is beyond 1.8e308
    with pytest.raises(
        ValueError, match=r"after step \d+: .* try a smaller learning_rate than 10$"
    ):
        mlp.fit_line([0, 1], [1, 1], learning_rate=10, steps=1000)


@pytest.mark.parametrize(
    ("x", "y", "step"),
    [
        ([1], [1e308], 1),  # both derivatives are −2e308, beyond 1.8e308
        ([1e200], [1e200], 1),  # the slope's alone: −2e400
        ([1e200, -1e200], [1, -1], 2),  # from slope 2e199 on: the errors are ∞ and −∞
    ],
)
@pytest.mark.parametrize("more_steps", [0, 1])
def test_fit_line_refuses_a_line_beyond_all_floats(x, y, step, more_steps):
    with pytest.raises(ValueError, match=f"after step {step}: "):
        mlp.fit_line(x, y, learning_rate=0.1, steps=step + more_steps)
