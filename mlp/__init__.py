"""Neural networks in NumPy: the reference package of the course.

Free functions over plain arrays, in the order of the chapters. Importing this loads NumPy and
nothing else; pictures, interactive figures and checks are `from mlp import figures`, `widgets`,
`checks`.

The bodies of the functions are in `mlp.core`, and ``mlp.neuron??`` in a notebook shows one. Here
each is given what it asks of its arguments. An argument that cannot be right, as its shape does not
fit, it is NaN, or a batch is empty, raises a ValueError that says what came, what was wanted and
what to try.

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

from importlib import import_module

from mlp import results, rules, threads
from mlp.core import (
    activations,
    backpropagation,
    costs,
    descent,
    designs,
    gradients,
    network,
    nudges,
    parameters,
    training,
)
from mlp.core.parameters import Parameters
from mlp.mnist import THE_TWO, TRAINED_SIZES, Mnist, load_mnist, load_trained
from mlp.results import number, numbers
from mlp.validation import validated

_rows, _pixels = rules.inputs("X", ndims=(2,)), rules.inputs("X", ndims=(2,), pixels=True)
_network, _targets = rules.network, rules.targets("Y", "X")
_one = rules.inputs("x", ndims=(1,)), rules.targets("y", "x")
_data = rules.at_least_one("x", "data point", "none")

# activation functions: each of a number or an array of any shape
sigmoid = validated(activations.sigmoid, z="...")
sigmoid_prime = validated(activations.sigmoid_prime, z="...")
relu = validated(activations.relu, z="...")
relu_prime = validated(activations.relu_prime, z="...")
tanh = validated(activations.tanh, z="...")
tanh_prime = validated(activations.tanh_prime, z="...")
tanh_from_sigmoid = validated(activations.tanh_from_sigmoid, z="...")
identity = validated(activations.identity, z="...")
identity_prime = validated(activations.identity_prime, z="...")

# the network, and what it answers
line = validated(network.line, x="...", slope="...", intercept="...")
image_to_activations = validated(network.image_to_activations, rules.pixels)
neuron = validated(network.neuron, a="n_in", w="n_in", b="", returns=number)
layer = validated(network.layer, a="n_in", W="n_out n_in", b="n_out")
_either = rules.inputs("a", ndims=(1, 2))
feedforward = validated(network.feedforward, _network, _either)
feedforward_batch = validated(network.feedforward_batch, _network, _rows)
_either = rules.inputs("X", ndims=(1, 2))
all_activations = validated(network.all_activations, _network, _either)
predict = validated(network.predict, _network, _pixels)
accuracy = validated(network.accuracy, _network, _pixels, rules.labels_of_rows, returns=number)
stroke_neuron = validated(designs.stroke_neuron)
xor_network = validated(designs.xor_network)

# its parameters
count_parameters = validated(parameters.count_parameters, rules.layer_sizes)
initialise = validated(parameters.initialise, rules.layer_sizes)
views = validated(parameters.views, rules.layer_sizes, rules.whole_theta)
flatten = validated(parameters.flatten, _network)

# costs
one_hot = validated(costs.one_hot, rules.labels_below_n_classes)
example_cost = validated(costs.example_cost, a="n_L", y="n_L", returns=number)
_examples = rules.at_least_one("A", "example", rules.EMPTY)
cost = validated(costs.cost, _examples, A="n n_L", Y="n n_L", returns=number)

# slopes and gradients
slope = validated(gradients.slope, returns=results.slope_without_nan)
numerical_gradient = validated(
    gradients.numerical_gradient, p="...", returns=results.gradient_without_nan
)
numerical_backprop = validated(gradients.numerical_backprop, _network, _rows, _targets)
relative_error = validated(
    gradients.relative_error, rules.lists_alike("analytic", "numerical"), returns=number
)
angle_between = validated(
    gradients.angle_between,
    rules.lists_alike("first", "second"),
    rules.not_zero("first"),
    rules.not_zero("second"),
    returns=number,
)
line_gradient = validated(
    gradients.line_gradient, _data, x="n", y="n", slope="", intercept="", returns=numbers
)

# descent
gradient_step = validated(descent.gradient_step, p="...p", gradient="...p")
one_step_rate = validated(descent.one_step_rate)
gradient_descent = validated(descent.gradient_descent, rules.gradient_at_points, start="...")
fit_line = validated(
    descent.fit_line,
    _data,
    x="n",
    y="n",
    around=results.overflow_allowed,
    returns=results.finite_line,
)

# nudges
output_nudges = validated(nudges.output_nudges, a="n_L", y="n_L")
three_ways = validated(nudges.three_ways, a_prev="n_in", w="n_in", nudge="")
layer_nudges = validated(nudges.layer_nudges, a_prev="n_in", W="n_out n_in", nudges="n_out")
average_nudges = validated(nudges.average_nudges, rules.arrays_of_examples)

# backpropagation
last_link = validated(backpropagation.last_link, a_prev="", w="", b="", y="", returns=numbers)
chain_gradient = validated(
    backpropagation.chain_gradient, rules.chain, x="", ws="L", bs="M", y="", returns=numbers
)
output_delta = validated(backpropagation.output_delta, z="n_L", y="n_L")
backprop = validated(backpropagation.backprop, _network, *_one)
backprop_with = validated(backpropagation.backprop_with, _network, *_one)
backprop_batch = validated(backpropagation.backprop_batch, rules.network_shapes, _rows, _targets)

# training
minibatches = validated(training.minibatches)
sgd_step = validated(training.sgd_step, rules.network_shapes, rules.gradient_of_network)
sgd_epoch = validated(
    training.sgd_epoch,
    _network,
    _pixels,
    _targets,
    rules.gradient_of_rows(of_pixels=False),
    around=threads.one_blas_thread,
    returns=results.network_without_nan,
)
_digits = _network, _pixels, rules.labels_to_targets, _targets
sgd = validated(
    training.sgd,
    *_digits,
    rules.gradient_of_rows(of_pixels=True),
    rules.rates_and_networks,
    learning_rate=rules.rate_or_schedule,
    around=threads.one_blas_thread,
)
train = validated(training.train, *_digits, around=threads.one_blas_thread)


def use(*sources):
    """Run `mlp` on your own functions, those that pass their checks.

    From then on ``mlp.feedforward``, and all in `mlp` that feeds a network forward, calls yours.
    Checks and the grader do not: an answer is always compared with the course's own function.

    Parameters
    ----------
    *sources : functions, dict, str or None
        Your answers to exercises; ``globals()``, for all that this notebook has; the path of
        another chapter's notebook, whose answers are run. None goes back to `mlp`'s own.

    Returns
    -------
    object
        Printed, it says which functions are yours, and why others are not in use. In a ``with``
        statement it ends with the block.

    Raises
    ------
    ValueError
        If a source is none of these.

    Notes
    -----
    ``mlp.feedforward??`` shows what is run now. An answer whose check has not been run yet is
    checked at once, except `train`, whose check takes too long. A path where there is no file is
    named among what is not in use.

    Examples
    --------
    >>> import mlp
    >>> def line(x, slope, intercept):
    ...     return slope * x + intercept
    >>> with mlp.use(line) as mine:
    ...     print(mine)
    ...     float(mlp.line(2.0, 3.0, 1.0))
    mlp runs on 1 function of yours: line.
    mlp.use(None) goes back.
    7.0
    >>> mlp.use(None)
    mlp runs on its own functions.
    """
    return import_module("mlp.checks.using").use(*sources)  # checks are loaded by who asks


# fmt: off
__all__ = [
    "THE_TWO", "TRAINED_SIZES", "Mnist", "Parameters", "accuracy", "all_activations",
    "angle_between", "average_nudges", "backprop", "backprop_batch", "backprop_with",
    "chain_gradient", "cost", "count_parameters", "example_cost", "feedforward",
    "feedforward_batch", "fit_line", "flatten", "gradient_descent", "gradient_step", "identity",
    "identity_prime", "image_to_activations", "initialise", "last_link", "layer", "layer_nudges",
    "line", "line_gradient", "load_mnist", "load_trained", "minibatches", "neuron",
    "numerical_backprop", "numerical_gradient", "one_hot", "one_step_rate", "output_delta",
    "output_nudges", "predict", "relative_error", "relu", "relu_prime", "sgd", "sgd_epoch",
    "sgd_step", "sigmoid", "sigmoid_prime", "slope", "stroke_neuron", "tanh", "tanh_from_sigmoid",
    "tanh_prime", "three_ways", "train", "use", "views", "xor_network",
]
# fmt: on
