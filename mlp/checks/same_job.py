"""Which functions of `mlp` do an exercise's whole job, found by trying each of them.

Made by ``python -m book.tools.same_job``, which says how; not to be edited. For each exercise,
`OTHERS` names such functions of no exercise, and `EARLIER` those of earlier exercises, which do the
job only where they are given all of its examples at once.
"""

OTHERS: dict[str, tuple[str, ...]] = {
    "line": ("all_activations",),
    "sigmoid": ("all_activations", "tanh"),
    "relu": ("relu_prime",),
    "tanh_from_sigmoid": ("tanh",),
    "neuron": ("all_activations",),
    "layer": ("all_activations",),
    "feedforward": ("all_activations",),
    "feedforward_batch": ("all_activations",),
    "sgd_epoch": ("sgd",),
    "sigmoid_prime": ("tanh_prime",),
    "backprop": ("numerical_backprop",),
    "backprop_batch": ("numerical_backprop", "sgd"),
    "train": ("sgd",),
}

EARLIER: dict[str, tuple[str, ...]] = {
    "feedforward_batch": ("feedforward",),
}
