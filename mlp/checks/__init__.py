"""One check for each graded exercise: ``checks.NAME(NAME)``.

A check draws fresh random inputs, prints one line if the answer is right, and else raises a
`Mistake` that says what came back, what was wanted, which mistake that looks like, and its stable
name in brackets. Where nothing was written yet it raises `NotAttempted`. It needs NumPy alone.

Examples
--------
>>> from mlp import checks
>>> checks.line(lambda x, slope, intercept: slope * x + intercept)
line: right.
>>> try:
...     checks.line(lambda x, slope, intercept: slope * x)
... except checks.Mistake as mistake:
...     print(mistake.slug)
bias-left-out
"""

from mlp.checks.ch1_activations import relu, sigmoid, tanh_from_sigmoid
from mlp.checks.ch1_answers import count_parameters, predict
from mlp.checks.ch1_inputs import image_to_activations, line
from mlp.checks.ch1_networks import feedforward, feedforward_batch
from mlp.checks.ch1_neurons import layer, neuron
from mlp.checks.ch2_costs import cost, example_cost, one_hot
from mlp.checks.ch2_descent import gradient_descent, gradient_step
from mlp.checks.ch2_line import fit_line, line_gradient
from mlp.checks.ch2_slopes import numerical_gradient, slope
from mlp.checks.ch3_batches import minibatches
from mlp.checks.ch3_epoch import sgd_epoch
from mlp.checks.ch3_layers import average_nudges, layer_nudges
from mlp.checks.ch3_steps import sgd_step
from mlp.checks.ch3_wishes import output_nudges, three_ways
from mlp.checks.ch4_backprop import backprop, backprop_batch, chain_gradient
from mlp.checks.ch4_error import relative_error
from mlp.checks.ch4_links import last_link, output_delta, sigmoid_prime
from mlp.checks.ch4_train import train
from mlp.checks.errors import Mistake, NotAttempted

__all__ = [
    "Mistake",
    "NotAttempted",
    "average_nudges",
    "backprop",
    "backprop_batch",
    "chain_gradient",
    "cost",
    "count_parameters",
    "example_cost",
    "feedforward",
    "feedforward_batch",
    "fit_line",
    "gradient_descent",
    "gradient_step",
    "image_to_activations",
    "last_link",
    "layer",
    "layer_nudges",
    "line",
    "line_gradient",
    "minibatches",
    "neuron",
    "numerical_gradient",
    "one_hot",
    "output_delta",
    "output_nudges",
    "predict",
    "relative_error",
    "relu",
    "sgd_epoch",
    "sgd_step",
    "sigmoid",
    "sigmoid_prime",
    "slope",
    "tanh_from_sigmoid",
    "three_ways",
    "train",
]
