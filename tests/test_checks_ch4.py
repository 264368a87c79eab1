"""The checks of chapter 4: what the zoo does not show."""

import numpy as np
import pytest

import mlp
from mlp import checks
from mlp.checks.ch4 import train as train_check
from mlp.checks.parts import diagnosis
from mlp.checks.parts import trial as trials
from mlp.checks.parts.backward import backward
from mlp.checks.samples import network


def slug_of(function, **kwargs):
    with pytest.raises(checks.Mistake) as caught:
        checks.train(function, rng=2, **kwargs)
    return caught.value.slug


def test_backward_agrees_with_differences(rng):
    weights, biases = network(rng, [4, 5, 3, 6])
    X, Y = rng.random((7, 4)), rng.random((7, 6))
    wanted = mlp.numerical_backprop(X, Y, weights, biases)
    for got, want in zip(backward(X, Y, weights, biases), wanted, strict=True):
        for g, w in zip(got, want, strict=True):
            np.testing.assert_allclose(g, w, atol=1e-7)


def test_train_gives_every_digit_another_name(rng):
    trial = trials.draw_trial(rng)
    assert sorted(trial.names) == list(range(10))
    assert not np.any(trial.names == np.arange(10))
    np.testing.assert_array_equal(trial.Y.sum(axis=0), np.full(10, 500))


def test_train_starts_as_the_exercise_says(rng):
    trial = trials.draw_trial(rng)
    assert [W.shape for W in trial.weights] == [(16, 784), (16, 16), (10, 16)]
    assert not any(b.any() for b in trial.biases)
    assert trial.weights[0].std() == pytest.approx(1 / 28, rel=0.05)
    assert trial.X.shape == (5000, 784)
    assert trial.X.min() == 0
    assert trial.X.max() == 1


def test_train_asks_for_less_where_the_test_cell_does(capsys):
    """Two epochs are enough for 75 %, not for 88 %."""
    seen = {}

    def train(X, Y, weights, biases, rng):
        if not seen:
            for _ in range(2):
                weights, biases = mlp.sgd_epoch(
                    X, Y, weights, biases, 10, 1.5, mlp.backprop_batch, rng
                )
            seen["network"] = weights, biases
        return seen["network"]

    checks.train(train, at_least=0.75, rng=2)
    assert "never seen" in capsys.readouterr().out
    assert slug_of(train) == "too-few-steps"


def test_train_that_nearly_succeeds_is_not_told_that_it_is_stuck():
    """A good network's outputs are near 0 and 1, where the gradient is small: they are right."""
    found = diagnosis._by_signs(
        diagnosis.Signs(
            before=2.77, after=0.09, accuracy=0.97, contrast=3.1, spread=0.3, shift=0.0, bent=0.6,
            live=0.006,
        )
    )  # fmt: skip
    assert found == "too-few-steps-near"


def test_train_stops_a_training_without_end(monkeypatch):
    monkeypatch.setattr(train_check, "TRAIN_SECONDS", 0.2)

    def train(X, Y, weights, biases, rng):
        while True:
            X = X + 0

    assert slug_of(train) == "too-slow"


def test_train_tells_weights_that_became_nan():
    def train(X, Y, weights, biases, rng):
        return [W * np.nan for W in weights], biases

    assert slug_of(train) == "learning-rate-too-big"


def test_train_refuses_a_network_that_learnt_the_old_names():
    network = mlp.load_trained()

    def train(X, Y, weights, biases, rng):
        return network.weights, network.biases

    assert slug_of(train, at_least=0.75) == "argument-ignored"
