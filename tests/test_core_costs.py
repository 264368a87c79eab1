"""Costs and nudges, worked by hand, and what they have to do with each other."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose, assert_array_equal
from strategies import cases, numbers

import mlp

tables = st.integers(1, 5).flatmap(
    lambda n: st.tuples(
        arrays(float, (n, 3), elements=numbers), arrays(float, (n, 3), elements=numbers)
    )
)


def test_one_hot_puts_the_one_in_the_labels_column():
    assert_array_equal(mlp.one_hot([2, 0], 3), [[0, 0, 1], [1, 0, 0]])
    assert mlp.one_hot(np.array([9])).shape == (1, 10)
    assert mlp.one_hot(np.array([], int)).shape == (0, 10)


@given(st.lists(st.integers(0, 9)))
def test_one_hot_is_undone_by_argmax(labels):
    Y = mlp.one_hot(labels)
    assert_array_equal(Y.sum(axis=1), np.ones(len(labels)))
    assert_array_equal(Y.argmax(axis=1), labels)


def test_example_cost_worked_by_hand():
    # (0.5 − 0)² + (0.25 − 1)² + (1 − 1)² = 0.25 + 0.5625 + 0
    assert mlp.example_cost([0.5, 0.25, 1], [0, 1, 1]) == 0.8125


def test_cost_worked_by_hand():
    # rows cost 0.25 + 0 and 1 + 1; their mean is 2.25 / 2
    assert mlp.cost(np.array([[0.5, 0], [1, 0]]), np.array([[0, 0], [0, 1]])) == 1.125


@given(tables)
def test_cost_is_the_mean_of_the_examples_costs(table):
    A, Y = table
    rows = [mlp.example_cost(a, y) for a, y in zip(A, Y, strict=True)]
    assert mlp.cost(A, Y) == pytest.approx(np.mean(rows), abs=1e-12)


@given(tables)
def test_cost_is_n_outputs_times_the_mean_squared_error(table):
    A, Y = table
    assert mlp.cost(A, Y) == pytest.approx(3 * np.mean((A - Y) ** 2), abs=1e-12)


def test_output_nudges_worked_by_hand():
    # 2 (1 − 0.2) = 1.6 up, 2 (0 − 0.5) = −1 down
    assert_allclose(mlp.output_nudges([0.2, 0.5], [1, 0]), [1.6, -1])


@given(tables)
def test_output_nudges_are_minus_the_slopes_of_the_cost(table):
    a, y = table[0][0], table[1][0]
    slopes = mlp.numerical_gradient(lambda a: mlp.example_cost(a, y), a)
    assert_allclose(mlp.output_nudges(a, y), -slopes, atol=1e-8)


def test_three_ways_worked_by_hand():
    # b by 0.5·1; w by 0.5·(1, 0) ; a_prev by 0.5·(3, −2)
    nudge_b, nudge_w, nudge_a_prev = mlp.three_ways([1, 0], [3, -2], 0.5)
    assert nudge_b == 0.5
    assert_array_equal(nudge_w, [0.5, 0])
    assert_array_equal(nudge_a_prev, [1.5, -1])


@given(cases(n=st.just(1)))
def test_layer_nudges_are_three_ways_of_each_neuron_with_the_wishes_added_up(case):
    a_prev, W = case.X[0], case.weights[0]
    nudges = np.linspace(-1, 2, len(W))
    nudge_b, nudge_W, nudge_a_prev = mlp.layer_nudges(a_prev, W, nudges)
    ways = [mlp.three_ways(a_prev, w, nudge) for w, nudge in zip(W, nudges, strict=True)]
    assert_allclose(nudge_b, [b for b, _, _ in ways])
    assert_allclose(nudge_W, [w for _, w, _ in ways])
    assert_allclose(nudge_a_prev, sum(a for _, _, a in ways), atol=1e-12)


@given(cases(n=st.just(1)))
def test_wishes_of_the_output_layer_are_minus_its_gradient(case):
    """Nudges of z, handed back by layer_nudges, are what backprop finds, reversed."""
    activations = mlp.all_activations(case.X[0], *case.network)
    z = case.weights[-1] @ activations[-2] + case.biases[-1]
    wish = mlp.output_nudges(activations[-1], case.Y[0]) * mlp.sigmoid_prime(z)
    nudge_b, nudge_W, _ = mlp.layer_nudges(activations[-2], case.weights[-1], wish)
    nabla_W, nabla_b = mlp.backprop(case.X[0], case.Y[0], *case.network)
    assert_allclose(nudge_W, -nabla_W[-1], atol=1e-12)
    assert_allclose(nudge_b, -nabla_b[-1], atol=1e-12)


def test_average_nudges_worked_by_hand():
    # ((1, 0) + (3, 2) + (2, 1)) / 3 = (2, 1), and (4 + 0 + 5) / 3 = 3
    examples = [
        [np.array([1.0, 0.0]), np.array([[4.0]])],
        [np.array([3.0, 2.0]), np.array([[0.0]])],
        [np.array([2.0, 1.0]), np.array([[5.0]])],
    ]
    first, second = mlp.average_nudges(examples)
    assert_allclose(first, [2, 1])
    assert_allclose(second, [[3]])
