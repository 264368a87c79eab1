"""Training in mini-batches: sgd against the taught loop, and what it promises around it."""

import numpy as np
import pytest
import threadpoolctl
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from strategies import cases, seeds

import mlp
from mlp import threads


def copy_of(gradient):
    """Do what `gradient` does, but as another function: sgd must call it as it is."""

    def other(X, Y, weights, biases):
        return gradient(X, Y, weights, biases)

    return other


@given(st.integers(1, 60), st.integers(1, 70), seeds)
def test_minibatches_deal_every_index_once(n, batch_size, seed):
    batches = mlp.minibatches(n, batch_size, np.random.default_rng(seed))
    assert sorted(np.concatenate(batches)) == list(range(n))
    *full, last = map(len, batches)
    assert set(full) <= {batch_size}
    assert 1 <= last <= batch_size


@given(seeds)
def test_minibatches_draw_a_fresh_order_from_rng_alone(seed):
    rng, twin = np.random.default_rng(seed), np.random.default_rng(seed)
    first = np.concatenate(mlp.minibatches(50, 7, rng))
    second = np.concatenate(mlp.minibatches(50, 7, rng))
    assert_array_equal(first, np.concatenate(mlp.minibatches(50, 7, twin)))
    assert not np.array_equal(first, second)


def test_sgd_step_worked_by_hand():
    # 1 − 0.5·4 = −1, 2 − 0.5·0 = 2, 0.5 + 0.5·1 = 1
    W, b = np.array([[1.0, 2.0]]), np.array([0.5])
    weights, biases = mlp.sgd_step([W], [b], [np.array([[4.0, 0.0]])], [np.array([-1.0])], 0.5)
    assert_array_equal(weights[0], [[-1, 2]])
    assert_array_equal(biases[0], [1])
    assert_array_equal(W, [[1, 2]])


@given(cases(n=st.integers(1, 12)), st.integers(1, 5), seeds)
def test_sgd_epoch_is_one_step_for_each_minibatch(case, batch_size, seed):
    weights, biases = case.network
    for batch in mlp.minibatches(len(case.X), batch_size, np.random.default_rng(seed)):
        nabla_W, nabla_b = mlp.backprop_batch(case.X[batch], case.Y[batch], weights, biases)
        weights = [W - 0.3 * nabla for W, nabla in zip(weights, nabla_W, strict=True)]
        biases = [b - 0.3 * nabla for b, nabla in zip(biases, nabla_b, strict=True)]
    found = mlp.sgd_epoch(
        case.X, case.Y, *case.network, batch_size, 0.3, mlp.backprop_batch,
        np.random.default_rng(seed),
    )  # fmt: skip
    assert_allclose(mlp.flatten(*found), mlp.flatten(weights, biases), atol=1e-12)


@pytest.mark.parametrize("gradient", [mlp.backprop_batch, copy_of(mlp.backprop_batch)])
@given(case=cases(n=st.integers(1, 12)), batch_size=st.integers(1, 5), seed=seeds)
def test_sgd_takes_the_steps_of_the_taught_loop(gradient, case, batch_size, seed):
    rng, taught = np.random.default_rng(seed), case.network
    for epoch in range(3):
        taught = mlp.sgd_epoch(
            case.X, case.Y, *taught, batch_size, 0.5 * 0.9**epoch, mlp.backprop_batch, rng
        )
    before = mlp.flatten(*case.network)
    found = mlp.sgd(
        case.X,
        case.Y,
        *case.network,
        epochs=3,
        batch_size=batch_size,
        learning_rate=lambda epoch: 0.5 * 0.9**epoch,
        rng=np.random.default_rng(seed),
        gradient=gradient,
    )
    assert_allclose(mlp.flatten(*found), mlp.flatten(*taught), rtol=1e-9, atol=1e-12)
    assert_array_equal(mlp.flatten(*case.network), before)


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("batch_size", [10, 128])  # 325 digits leave a rest of 5 and of 69
@pytest.mark.parametrize("pixels", [True, False])
def test_sgd_for_one_epoch_is_sgd_epoch_to_rounding(pixels, batch_size, dtype):
    """The network of the book on 325 digits: each step rounds numbers below 1."""
    digits = mlp.load_mnist(sample=True)
    X, Y = digits.train_images[:325], mlp.one_hot(digits.train_labels[:325])
    X = X if pixels else (X / 255).astype(dtype)
    theta, *network = mlp.initialise(mlp.TRAINED_SIZES, rng=np.random.default_rng(0), dtype=dtype)
    settings = {"batch_size": batch_size, "learning_rate": 1.0}
    taught = mlp.flatten(
        *mlp.sgd_epoch(
            X, Y, *network, gradient=mlp.backprop_batch, rng=np.random.default_rng(1), **settings
        )
    )
    fast = mlp.flatten(*mlp.sgd(X, Y, *network, epochs=1, rng=np.random.default_rng(1), **settings))
    assert fast.dtype == taught.dtype == dtype
    assert np.abs(taught - theta).max() > 0.01
    steps = -(-325 // batch_size)
    assert_allclose(fast, taught, rtol=0, atol=steps * np.finfo(dtype).eps)


def test_sgd_on_pixels_is_sgd_on_their_activations(rng):
    network = mlp.initialise((784, 16, 10), rng=rng)
    pixels, labels = rng.integers(0, 256, (50, 784), np.uint8), rng.integers(0, 10, 50)
    settings = {"epochs": 2, "batch_size": 8, "learning_rate": 0.5}
    of_pixels, of_floats, of_copy = (
        mlp.flatten(
            *mlp.sgd(
                X, Y, *network[1:], rng=np.random.default_rng(1), gradient=gradient, **settings
            )
        )
        for X, Y, gradient in (
            (pixels, labels, mlp.backprop_batch),
            (pixels / np.float32(255), mlp.one_hot(labels), mlp.backprop_batch),
            (pixels, labels, copy_of(mlp.backprop_batch)),
        )
    )
    assert of_pixels.dtype == of_floats.dtype == np.float32
    assert_allclose(of_pixels, of_floats, atol=1e-5)
    assert_allclose(of_pixels, of_copy, atol=1e-5)


@pytest.mark.parametrize(
    "X", [np.full((5, 4), 255, np.uint8), np.ones((5, 4))], ids=["uint8", "float64"]
)
def test_sgd_hands_a_gradient_function_activations_in_the_dtype_of_the_network(X, rng):
    seen = []

    def watch(X, Y, weights, biases):
        seen.append((X.dtype, X.max(), Y.shape))
        return mlp.backprop_batch(X, Y, weights, biases)

    network = mlp.initialise((4, 3), rng=rng)
    mlp.sgd(
        X, np.zeros(5, int), *network[1:],
        epochs=1, batch_size=5, learning_rate=1.0, rng=rng, gradient=watch,
    )  # fmt: skip
    assert seen == [(np.float32, 1.0, (5, 3))]


def test_sgd_calls_back_after_each_epoch_and_stops_when_told(rng):
    _, weights, biases = mlp.initialise((2, 3), rng=rng)
    X, labels, seen = rng.uniform(size=(6, 2)), np.array([0, 1, 2, 0, 1, 2]), []

    def callback(epoch, weights, biases):
        seen.append((epoch, mlp.accuracy(X, labels, weights, biases)))
        return epoch == 2

    settings = {"epochs": 9, "batch_size": 2, "learning_rate": 0.1}
    mlp.sgd(X, labels, weights, biases, rng=rng, callback=callback, **settings)
    assert [epoch for epoch, _ in seen] == [0, 1, 2]


def test_sgd_told_to_stop_returns_what_it_has_learnt(rng):
    _, weights, biases = mlp.initialise((2, 3), rng=rng)
    X, labels = rng.uniform(size=(6, 2)), np.array([0, 1, 2, 0, 1, 2])
    one, stopped = (
        mlp.sgd(
            X, labels, weights, biases, epochs=epochs, batch_size=2, learning_rate=0.1,
            rng=np.random.default_rng(1), callback=lambda epoch, *_: True,
        )
        for epochs in (1, 9)
    )  # fmt: skip
    assert_array_equal(mlp.flatten(*stopped), mlp.flatten(*one))


@pytest.mark.parametrize("epochs", [0, 1])
@pytest.mark.parametrize("gradient", [mlp.backprop_batch, copy_of(mlp.backprop_batch)])
def test_sgd_returns_new_arrays_and_leaves_the_network_it_began_with(gradient, epochs, rng):
    theta, weights, biases = mlp.initialise((2, 4, 3), rng=rng)
    before, X = theta.copy(), rng.uniform(size=(6, 2))
    trained = mlp.sgd(
        X, np.arange(6) % 3, weights, biases,
        epochs=epochs, batch_size=2, learning_rate=0.1, rng=rng, gradient=gradient,
    )  # fmt: skip
    assert_array_equal(theta, before)
    for new, old in zip([*trained[0], *trained[1]], [*weights, *biases], strict=True):
        assert new.shape == old.shape
        assert not np.shares_memory(new, old)


def test_sgd_trains_a_network_of_ints_as_floats(rng):
    network = [np.array([[1, -1]])], [np.array([0])]
    settings = {"epochs": 1, "batch_size": 1, "learning_rate": 1.0, "rng": rng}
    # a = σ(0) = 1/2; δ = 2 (1/2 − 1) · 1/4 = −1/4; each weight grows by 1/4 · 1
    weights, biases = mlp.sgd(np.ones((1, 2)), np.ones((1, 1)), *network, **settings)
    assert_allclose(weights[0], [[1.25, -0.75]])
    assert_allclose(biases[0], [0.25])


def blas_threads():
    pools = threadpoolctl.threadpool_info()
    return {pool["num_threads"] for pool in pools if pool["user_api"] == "blas"}


@pytest.mark.parametrize("train", [mlp.sgd, mlp.sgd_epoch])
def test_training_keeps_to_one_blas_thread_and_sets_it_back(train, rng):
    seen = []

    def gradient(*arguments):
        seen.append(blas_threads())
        return mlp.backprop_batch(*arguments)

    _, weights, biases = mlp.initialise((2, 3), rng=rng)
    settings = {"batch_size": 1, "learning_rate": 1.0, "gradient": gradient, "rng": rng}
    settings |= {"epochs": 1} if train is mlp.sgd else {}
    with threadpoolctl.threadpool_limits(2, user_api="blas"):
        train(np.ones((1, 2)), np.ones((1, 3)), weights, biases, **settings)
        assert blas_threads() == {2}
    assert seen == [{1}]


def test_one_blas_thread_sets_the_number_back_after_an_error():
    with threadpoolctl.threadpool_limits(2, user_api="blas"):
        with pytest.raises(KeyError), threads.one_blas_thread():
            assert blas_threads() == {1}
            raise KeyError
        assert blas_threads() == {2}


def test_one_blas_thread_does_nothing_with_another_blas(monkeypatch):
    monkeypatch.setattr(threads, "_libraries", lambda: [])
    monkeypatch.setattr(threads, "_openblas", threads._openblas.__wrapped__)  # no cache
    before = blas_threads()
    with threads.one_blas_thread():
        assert blas_threads() == before


def test_sgd_for_no_epochs_returns_the_network_as_it_came(rng):
    theta, weights, biases = mlp.initialise((2, 3), rng=rng)
    found = mlp.sgd(
        np.ones((1, 2)), [0], weights, biases, epochs=0, batch_size=1, learning_rate=1, rng=rng
    )
    assert_array_equal(mlp.flatten(*found), theta)


def test_readme_example_learns_the_sample(rng):
    """The README's ten lines, on 5,000 digits instead of 60,000."""
    digits = mlp.load_mnist(sample=True)
    _, weights, biases = mlp.initialise((784, 16, 16, 10), rng=rng)
    weights, biases = mlp.sgd(
        digits.train_images,
        digits.train_labels,
        weights,
        biases,
        epochs=20,
        batch_size=32,
        learning_rate=lambda epoch: 1.0 * 0.9**epoch,
        rng=rng,
    )
    assert mlp.accuracy(digits.test_images, digits.test_labels, weights, biases) > 0.85


def test_train_reaches_what_the_exercise_asks_for_with_ease(rng):
    digits = mlp.load_mnist(sample=True)
    _, weights, biases = mlp.initialise((784, 16, 16, 10), rng=rng)
    Y = mlp.one_hot(digits.train_labels)
    weights, biases = mlp.train(digits.train_images / 255, Y, weights, biases, rng)
    assert mlp.accuracy(digits.test_images, digits.test_labels, weights, biases) > 0.89
