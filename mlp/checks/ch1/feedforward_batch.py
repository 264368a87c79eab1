"""The check of `feedforward_batch`."""

import numpy as np

import mlp
from mlp.checks.kit import TRANSPOSED_ROWS, Check, case, forward, network, sigma, whole, with_input
from mlp.checks.parts.forward import FORWARD, by_layer


def _cases(rng):
    return [
        case(*with_input(rng, [4, 5, 3, 6], 7)),
        case(*with_input(rng, [3, 4, 5], 2), shows="hard-coded-depth"),
        case(*with_input(rng, [5, 4, 6, 3], 1), shows="batch-of-one"),
        case(*with_input(rng, [2, 5], 3), shows="hard-coded-depth"),
        case(*with_input(rng, [3, 6, 5, 7, 4], 9), shows="hard-coded-depth"),
        case(*with_input(rng, [4, 4, 4, 4], 6)),
        case(*with_input(rng, [5, 5, 5, 5], 5)),  # all square: most mistakes give numbers
        case(
            whole(rng, 5, 4, low=0),
            *network(rng, [4, 3, 6, 3], int, draw=whole),
            shows="int-dtype-kept",
        ),
        case(*with_input(rng, [6, 5, 4, 3], 8, dtype=np.float32)),
    ]


# fmt: off
MISTAKES = [
    *FORWARD,
    ("weights-transposed", TRANSPOSED_ROWS, by_layer(lambda X, W, b: sigma(X @ W + b))),
    ("examples-as-columns", "W stands before X, as if examples were columns. Here each example is "
     "a row of X.", by_layer(lambda X, W, b: sigma(W @ X + b)),
     by_layer(lambda X, W, b: sigma(W @ X + b[:, None])),
     lambda X, weights, biases: (
         by_layer(lambda A, W, b: sigma(W @ A + b[:, None]))(X, weights, biases).T
     )),
    ("bias-as-column", "the biases stand in a column beside rows: one for each example, not for "
     "each neuron.", by_layer(lambda X, W, b: sigma(X @ W.T + b[:, None]))),
    ("examples-as-columns", "the biases run over the examples. With examples as columns, b is a "
     "column too.",
     lambda X, weights, biases: (
         by_layer(lambda A, W, b: sigma(W @ A + b))(X.T, weights, biases).T
     )),
    ("wrong-shape", "the answer has one column for each example. Transpose it back: rows are "
     "examples.", lambda X, weights, biases: forward(X, weights, biases).T),
    ("batch-of-one", "a batch of one loses its first dimension. One row in is one row out.",
     lambda X, weights, biases: np.squeeze(forward(X, weights, biases)),
     lambda X, weights, biases: (
         forward(X, weights, biases)[0] if len(X) == 1 else forward(X, weights, biases)
     )),
    ("only-first-example", "only the first row of X is answered. Each row of X is an example.",
     lambda X, weights, biases: forward(X[0], weights, biases),
     lambda X, weights, biases: forward(X[:1], weights, biases)),
    ("only-last-example", "only the last row of X is answered. Each row of X is an example.",
     lambda X, weights, biases: forward(X[-1], weights, biases),
     lambda X, weights, biases: forward(X[-1:], weights, biases)),
    ("mean-not-rows", "the examples are averaged. Each row of X has an answer of its own.",
     lambda X, weights, biases: forward(X, weights, biases).mean(axis=0),
     lambda X, weights, biases: forward(X, weights, biases).mean(axis=0, keepdims=True),
     lambda X, weights, biases: forward(X.mean(axis=0), weights, biases),
     lambda X, weights, biases: forward(X, weights, biases).mean(axis=1),
     lambda X, weights, biases: forward(X, weights, biases).mean()),
    ("off-by-one", "an example is left out. Where does your loop over the rows end?",
     lambda X, weights, biases: forward(X[:-1], weights, biases),
     lambda X, weights, biases: forward(X[1:], weights, biases)),
]
# fmt: on

HINTS = (
    "The rows of X are examples, so the shapes are X (n, n_in) and W (n_out, n_in). What has to "
    "be done to W for the two to fit?",
    "The result of the product has shape (n, n_out). NumPy adds a vector of shape (n_out,) to "
    "each of its rows.",
    "The loop over the layers is that of `feedforward`. No loop over the examples is needed.",
)

check = Check(mlp.feedforward_batch, _cases, MISTAKES, HINTS)
