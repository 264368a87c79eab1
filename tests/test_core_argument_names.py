"""An error names the argument that is wrong: the dimension, the NaN, the two that do not fit."""

import numpy as np
import pytest

import mlp

KINDS = {0: "a number", 1: "a vector", 2: "a matrix, one row each"}
PAIR = np.array([0.5, 0.25])
TABLE = np.array([[0.5, 0.25], [1.0, 0.0]])
_, WEIGHTS, BIASES = mlp.initialise((2, 3, 2), rng=np.random.default_rng(0), dtype=float)
TRAIN = {"epochs": 1, "batch_size": 1, "learning_rate": 0.1, "rng": np.random.default_rng(0)}

# arguments, each named as in the error, of the one dimension that the function takes
OF_ONE_DIMENSION = {
    mlp.neuron: {"a": PAIR, "w": PAIR, "b": 1.0},
    mlp.layer: {"a": PAIR, "W": TABLE, "b": PAIR},
    mlp.example_cost: {"a": PAIR, "y": PAIR},
    mlp.cost: {"A": TABLE, "Y": TABLE},
    mlp.output_nudges: {"a": PAIR, "y": PAIR},
    mlp.three_ways: {"a_prev": PAIR, "w": PAIR, "nudge": 0.5},
    mlp.layer_nudges: {"a_prev": PAIR, "W": TABLE, "nudges": PAIR},
    mlp.line_gradient: {"x": PAIR, "y": PAIR, "slope": 2.0, "intercept": 1.0},
    mlp.last_link: {"a_prev": 0.5, "w": 2.0, "b": -1.0, "y": 1.0},
    mlp.chain_gradient: {"x": 0.5, "ws": PAIR, "bs": PAIR, "y": 1.0},
    mlp.output_delta: {"z": PAIR, "y": PAIR},
}
OF_ANY_DIMENSION = {
    mlp.line: {"x": PAIR, "intercept": 1.0},
    mlp.image_to_activations: {"image": TABLE},
    mlp.gradient_step: {"p": PAIR, "gradient": PAIR},
    mlp.gradient_descent: {"start": PAIR},
    mlp.numerical_gradient: {"p": PAIR},
    mlp.all_activations: {"X": PAIR},
}
OTHERS = {  # what else the function needs
    mlp.line: {"slope": 2.0},
    mlp.gradient_step: {"learning_rate": 0.1},
    mlp.gradient_descent: {"gradient": np.sin, "learning_rate": 0.1, "steps": 1},
    mlp.numerical_gradient: {"f": np.sum},
    mlp.all_activations: {"weights": WEIGHTS, "biases": BIASES},
}
OF_ONE_SHAPE = [
    (mlp.neuron, "a", "w"),
    (mlp.example_cost, "a", "y"),
    (mlp.cost, "A", "Y"),
    (mlp.output_nudges, "a", "y"),
    (mlp.three_ways, "a_prev", "w"),
    (mlp.line_gradient, "x", "y"),
    (mlp.output_delta, "z", "y"),
]


def each(table):
    """List every argument of every function in the table, for parametrize."""
    return [
        pytest.param(f, arguments, name, id=f"{f.__name__}-{name}")
        for f, arguments in table.items()
        for name in arguments
    ]


def message_of(f, arguments):
    """Return what f says when it refuses these arguments."""
    with pytest.raises(ValueError) as raised:
        f(**arguments, **OTHERS.get(f, {}))
    return str(raised.value)


@pytest.mark.parametrize(("f", "arguments", "name"), each(OF_ONE_DIMENSION))
def test_error_names_the_argument_of_a_wrong_dimension(f, arguments, name):
    good = np.asarray(arguments[name])
    message = message_of(f, arguments | {name: good[np.newaxis]})
    assert message.startswith(f"expected {name} to be {KINDS[good.ndim]} ({good.ndim}-D), got")


@pytest.mark.parametrize(
    ("f", "arguments", "name"), each(OF_ONE_DIMENSION) + each(OF_ANY_DIMENSION)
)
def test_error_names_the_argument_that_is_nan(f, arguments, name):
    nan = np.full_like(arguments[name], np.nan)
    where = str([0] * nan.ndim) if nan.ndim else ""
    assert message_of(f, arguments | {name: nan}).startswith(f"{name}{where} is NaN")


@pytest.mark.parametrize(("f", "first", "second"), OF_ONE_SHAPE)
def test_error_names_the_two_arguments_of_unequal_shape(f, first, second):
    arguments = OF_ONE_DIMENSION[f]
    message = message_of(f, arguments | {second: arguments[second][:1]})
    assert message.startswith(f"expected {first} and {second} of the same shape")


@pytest.mark.parametrize(
    "f",
    [
        lambda x, y: mlp.feedforward_batch(x, WEIGHTS, BIASES),
        lambda x, y: mlp.predict(x, WEIGHTS, BIASES),
        lambda x, y: mlp.numerical_backprop(x, y, WEIGHTS, BIASES),
        lambda x, y: mlp.backprop_batch(x, y, WEIGHTS, BIASES),
        lambda x, y: mlp.sgd(x, y, WEIGHTS, BIASES, **TRAIN),
        lambda x, y: mlp.sgd_epoch(x, y, WEIGHTS, BIASES, 1, 0.1, mlp.backprop_batch, TRAIN["rng"]),
    ],
    ids=[
        "feedforward_batch",
        "predict",
        "numerical_backprop",
        "backprop_batch",
        "sgd",
        "sgd_epoch",
    ],
)
def test_function_of_rows_refuses_one_example(f):
    with pytest.raises(ValueError, match=r"expected X of shape \(n, 2\) .* got \(2,\)"):
        f(PAIR, PAIR)
