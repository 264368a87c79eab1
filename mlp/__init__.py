"""Neural networks in NumPy: the reference package of the course.

Free functions over plain arrays, in the order of the chapters. Importing this loads NumPy and
nothing else; pictures, interactive figures and checks are `from mlp import figures`, `widgets`,
`checks`.

Examples
--------
>>> import numpy as np
>>> import mlp
>>> digits, rng = mlp.load_mnist(sample=True), np.random.default_rng(0)
>>> theta, weights, biases = mlp.initialise((784, 16, 16, 10), rng=rng)
>>> weights, biases = mlp.sgd(
...     digits.train_images, digits.train_labels, weights, biases,
...     epochs=10, batch_size=10, learning_rate=1.5, rng=rng)
>>> mlp.accuracy(digits.test_images, digits.test_labels, weights, biases) > 0.85
True
"""

from mlp.activations import (
    identity,
    identity_prime,
    relu,
    relu_prime,
    sigmoid,
    sigmoid_prime,
    tanh,
    tanh_from_sigmoid,
    tanh_prime,
)
from mlp.backpropagation import (
    backprop,
    backprop_batch,
    backprop_with,
    chain_gradient,
    last_link,
    output_delta,
)
from mlp.costs import cost, example_cost, one_hot
from mlp.descent import fit_line, gradient_descent, gradient_step, one_step_rate
from mlp.designs import stroke_neuron, xor_network
from mlp.gradients import (
    angle_between,
    line_gradient,
    numerical_backprop,
    numerical_gradient,
    relative_error,
    slope,
)
from mlp.mnist import THE_TWO, TRAINED_SIZES, Mnist, load_mnist, load_trained
from mlp.network import (
    accuracy,
    all_activations,
    feedforward,
    feedforward_batch,
    image_to_activations,
    layer,
    line,
    neuron,
    predict,
)
from mlp.nudges import average_nudges, layer_nudges, output_nudges, three_ways
from mlp.parameters import Parameters, count_parameters, flatten, initialise, views
from mlp.training import minibatches, sgd, sgd_epoch, sgd_step, train

__all__ = [
    "THE_TWO",
    "TRAINED_SIZES",
    "Mnist",
    "Parameters",
    "accuracy",
    "all_activations",
    "angle_between",
    "average_nudges",
    "backprop",
    "backprop_batch",
    "backprop_with",
    "chain_gradient",
    "cost",
    "count_parameters",
    "example_cost",
    "feedforward",
    "feedforward_batch",
    "fit_line",
    "flatten",
    "gradient_descent",
    "gradient_step",
    "identity",
    "identity_prime",
    "image_to_activations",
    "initialise",
    "last_link",
    "layer",
    "layer_nudges",
    "line",
    "line_gradient",
    "load_mnist",
    "load_trained",
    "minibatches",
    "neuron",
    "numerical_backprop",
    "numerical_gradient",
    "one_hot",
    "one_step_rate",
    "output_delta",
    "output_nudges",
    "predict",
    "relative_error",
    "relu",
    "relu_prime",
    "sgd",
    "sgd_epoch",
    "sgd_step",
    "sigmoid",
    "sigmoid_prime",
    "slope",
    "stroke_neuron",
    "tanh",
    "tanh_from_sigmoid",
    "tanh_prime",
    "three_ways",
    "train",
    "views",
    "xor_network",
]
