"""The activation functions: values worked by hand, identities, slopes against differences."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

import mlp

PAIRS = [
    (mlp.sigmoid, mlp.sigmoid_prime),
    (mlp.relu, mlp.relu_prime),
    (mlp.tanh, mlp.tanh_prime),
    (mlp.identity, mlp.identity_prime),
]
ALL = [f for pair in PAIRS for f in pair] + [mlp.tanh_from_sigmoid]


def test_sigmoid_gives_the_values_worked_by_hand():
    # e^−ln 3 = 1/3, so σ(ln 3) = 1 / (1 + 1/3) = 3/4, and σ(−ln 3) = 1 / (1 + 3) = 1/4
    assert_allclose(mlp.sigmoid(np.log([1, 3, 1 / 3])), [0.5, 0.75, 0.25], rtol=1e-15)


def test_sigmoid_prime_is_taken_at_z():
    # σ(ln 3) = 3/4, so σ′(ln 3) = 3/4 · 1/4 = 3/16
    assert mlp.sigmoid_prime(np.log(3)) == pytest.approx(3 / 16)


def test_relu_prime_is_0_at_the_kink():
    assert mlp.relu_prime(0) == 0


@pytest.mark.parametrize("f", ALL, ids=lambda f: f.__name__)
def test_activation_survives_huge_arguments_without_a_warning(f):
    z = np.array([-1000.0, 1000.0])
    wanted = {
        "sigmoid": [0, 1],
        "relu": [0, 1000],
        "relu_prime": [0, 1],
        "tanh": [-1, 1],
        "tanh_from_sigmoid": [-1, 1],
        "identity": [-1000, 1000],
        "identity_prime": [1, 1],
    }
    assert_array_equal(f(z), wanted.get(f.__name__, [0, 0]))


@given(st.floats(-30, 30))
def test_sigmoid_is_the_formula(z):
    assert mlp.sigmoid(z) == pytest.approx(1 / (1 + np.exp(-z)), abs=1e-15)


@given(st.floats(-30, 30))
def test_sigmoid_of_minus_z_is_one_minus_sigmoid(z):
    assert mlp.sigmoid(-z) == pytest.approx(1 - mlp.sigmoid(z), abs=1e-15)


@given(st.floats(-30, 30))
def test_tanh_from_sigmoid_is_tanh(z):
    assert mlp.tanh_from_sigmoid(z) == pytest.approx(np.tanh(z), abs=1e-14)


@pytest.mark.parametrize(("f", "f_prime"), PAIRS, ids=lambda f: f.__name__)
@given(z=st.floats(-6, 6).filter(lambda z: abs(z) > 1e-3))  # ReLU has a kink at 0
def test_prime_is_the_slope(f, f_prime, z):
    assert f_prime(z) == pytest.approx(mlp.slope(f, z), abs=1e-9)


@pytest.mark.parametrize("f", ALL, ids=lambda f: f.__name__)
@pytest.mark.parametrize("shape", [(), (3,), (2, 3), (0,), (2, 1, 3)])
def test_activation_keeps_shape_dtype_and_argument(f, shape):
    z = np.linspace(-2, 2, int(np.prod(shape)), dtype=np.float32).reshape(shape)
    before = z.copy()
    a = f(z)
    assert (a.shape, a.dtype) == (shape, np.float32)
    assert_array_equal(z, before)
    assert not np.shares_memory(a, z)


@pytest.mark.parametrize("f", ALL, ids=lambda f: f.__name__)
def test_activation_of_ints_is_that_of_floats(f):
    assert_array_equal(f(np.array([-2, 1, 3])), f(np.array([-2.0, 1.0, 3.0])))


@pytest.mark.parametrize("f", ALL, ids=lambda f: f.__name__)
def test_activation_says_where_the_nan_is(f):
    with pytest.raises(ValueError, match=r"z\[1, 0\] is NaN"):
        f(np.array([[0.0, 1.0], [np.nan, 2.0]]))
