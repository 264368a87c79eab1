"""The checks of chapter 3: what the zoo does not show."""

import numpy as np
import pytest

from mlp import checks
from mlp.checks.parts.dealing import Deal, not_shuffled, sizes_of, wrong_deal
from mlp.checks.parts.story import Gradient


def deal(n, batch_size, *batches, state="", advanced=True):
    return Deal(n, batch_size, tuple(np.array(batch) for batch in batches), state, advanced)


def slug_of(check, function):
    with pytest.raises(checks.Mistake) as caught:
        check(function, rng=1)
    return caught.value.slug


def test_dealing_sizes_leave_the_rest_to_the_last():
    assert sizes_of(7, 3) == [3, 3, 1]
    assert sizes_of(6, 3) == [3, 3]
    assert sizes_of(3, 8) == [3]


def test_dealing_accepts_any_order():
    assert wrong_deal([deal(5, 2, [4, 0], [1, 3], [2]), deal(4, 2, [3, 1], [0, 2])]) is None


def test_dealing_tells_a_dropped_rest_from_a_lost_example():
    dropped = [deal(7, 3, [4, 0, 1], [3, 2, 6]), deal(6, 3, [4, 0, 1], [3, 2, 5])]
    lost = [deal(7, 3, [4, 0, 1], [3, 2, 5]), deal(6, 3, [4, 0, 1], [3, 2])]
    assert wrong_deal(dropped) == "last-batch-dropped"
    assert wrong_deal(lost) == "off-by-one"


def test_dealing_says_which_number_comes_how_often():
    assert "gives 0 twice" in deal(3, 3, [0, 0, 2]).text
    assert (
        "batches of 2, 2 and 2; expected batches of 2, 2 and 1"
        in deal(5, 2, [0, 1], [2, 3], [4, 4]).text
    )


def test_dealing_takes_no_rotation_for_a_shuffle():
    order = np.roll(np.arange(60), 17)
    assert not_shuffled([deal(60, 30, order[:30], order[30:])])
    order = np.random.default_rng(0).permutation(60)
    assert not not_shuffled([deal(60, 30, order[:30], order[30:])])


def test_minibatches_needs_the_order_to_follow_from_rng():
    own = np.random.default_rng(5)

    def minibatches(n, batch_size, rng):
        order = own.permutation(n)
        return [order[k : k + batch_size] for k in range(0, n, batch_size)]

    assert slug_of(checks.minibatches, minibatches) == "generator-ignored"


def test_sgd_epoch_allows_a_look_at_the_gradient_that_no_step_follows():
    def sgd_epoch(X, Y, weights, biases, batch_size, learning_rate, gradient, rng):
        order = rng.permutation(len(X))
        for k in range(0, len(X), batch_size):
            rows = order[k : k + batch_size]
            gradient(X, Y, weights, biases)
            nabla_W, nabla_b = gradient(X[rows], Y[rows], weights, biases)
            weights = [W - learning_rate * g for W, g in zip(weights, nabla_W, strict=True)]
            biases = [b - learning_rate * g for b, g in zip(biases, nabla_b, strict=True)]
        return weights, biases

    checks.sgd_epoch(sgd_epoch, rng=3)


def test_sgd_epoch_gradient_wants_rows():
    gradient = Gradient()
    with pytest.raises(ValueError, match="examples as rows"):
        gradient(np.zeros(2), np.zeros(1), [np.zeros((1, 2))], [np.zeros(1)])
    with pytest.raises(ValueError, match="Y of shape"):
        gradient(np.zeros((3, 2)), np.zeros((2, 1)), [np.zeros((1, 2))], [np.zeros(1)])


def test_sgd_epoch_gradient_is_right():
    """∂C/∂w of one neuron at z = 0: the mean of 2 (½ − y) ¼ x over the two rows."""
    gradient = Gradient()
    nabla_W, nabla_b = gradient(
        np.array([[1.0], [2.0]]), np.array([[0.0], [1.0]]), [np.zeros((1, 1))], [np.zeros(1)]
    )
    assert nabla_W[0][0, 0] == pytest.approx((0.25 * 1 - 0.25 * 2) / 2)
    assert nabla_b[0][0] == pytest.approx(0)
