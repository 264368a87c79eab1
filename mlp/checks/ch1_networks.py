"""Chapter 1, whole networks: feedforward, feedforward_batch."""

import numpy as np

import mlp
from mlp.checks.cases import case
from mlp.checks.check import Check
from mlp.checks.mistakes import Variant, variants
from mlp.checks.samples import forward, network, sigma, whole, with_input
from mlp.checks.sentences import DEPTH, TRANSPOSED_ROWS


def same(z):
    """Return z as it is: no activation function."""
    return z


def no_biases(biases):
    """Return biases of the same shapes that are all 0."""
    return [0 * b for b in biases]


def by_layer(step):
    """Return the variant that takes this step at each layer: step(a, W, b)."""

    def go(a, weights, biases):
        for W, b in zip(weights, biases, strict=True):
            a = step(a, W, b)
        return a

    return go


def exactly(depth):
    """Return the variant that has this number of weight layers built in."""

    def go(a, weights, biases):
        for l in range(depth):
            a = sigma(a @ weights[l].T + biases[l])
        return a

    return go


def _input_again(a, weights, biases):
    return [sigma(a @ W.T + b) for W, b in zip(weights, biases, strict=True)][-1]


def _if_it_fits(a, weights, biases):
    for W, b in zip(weights[1:], biases[1:], strict=True):
        a = sigma(a @ W.T + b) if W.shape[1] == a.shape[-1] else a
    return a


def _biases_shifted(a, weights, biases):
    return forward(a, weights, [biases[-1], *biases[:-1]])


def _first_bias(a, weights, biases):
    return forward(a, weights, [biases[0]] * len(biases))


def _first_bias_twice(a, weights, biases):
    return forward(a, weights, [biases[0], *biases[:-1]])


def _no_bias_first(a, weights, biases):
    return forward(a, weights, [0 * biases[0], *biases[:-1]])


FORWARD = [  # of one example and of rows
    Variant(
        "bias-left-out",
        lambda a, weights, biases: forward(a, weights, no_biases(biases)),
        "the biases are left out. Each layer computes σ(W a + b).",
    ),
    *variants(
        "activation-left-out",
        "no layer squashes its z. Each layer computes σ(W a + b), not W a + b.",
        lambda a, weights, biases: forward(a, weights, biases, last=same, hidden=same),
    ),
    *variants(
        "activation-left-out",
        "the last layer does not squash its z. Every layer does, the last one too.",
        lambda a, weights, biases: forward(a, weights, biases, last=same),
    ),
    *variants(
        "activation-left-out",
        "only the last layer squashes its z. Every layer does.",
        lambda a, weights, biases: forward(a, weights, biases, hidden=same),
    ),
    *variants(
        "early-return",
        "only the first layer is computed. Does return stand inside the loop?",
        lambda a, weights, biases: forward(a, weights[:1], biases[:1]),
    ),
    *variants(
        "layer-left-out",
        "the last layer is skipped. Where does your loop end?",
        lambda a, weights, biases: forward(a, weights[:-1], biases[:-1]),
    ),
    *variants(
        "layer-left-out",
        "the first layer is skipped. Counting starts at 0.",
        lambda a, weights, biases: forward(a, weights[1:], biases[1:]),
        _if_it_fits,
    ),
    Variant(
        "input-not-passed-on",
        _input_again,
        "every layer is fed the input again. One layer's activations are the next one's input.",
    ),
    *variants(
        "wrong-bias",
        "a layer gets the bias of another. The weights and biases of one layer belong together.",
        _biases_shifted,
        _first_bias,
        _first_bias_twice,
        _no_bias_first,
        lambda a, weights, biases: forward(a, weights, biases[::-1]),
    ),
    *variants("hard-coded-depth", DEPTH, *map(exactly, (2, 3, 4))),
    *variants(
        "bias-outside-activation",
        "the biases are added after the sigmoid. They belong inside: σ(W a + b).",
        by_layer(lambda a, W, b: sigma(a @ W.T) + b),
    ),
    *variants(
        "bias-sign-wrong",
        "the biases are subtracted. Each layer computes σ(W a + b).",
        by_layer(lambda a, W, b: sigma(a @ W.T - b)),
    ),
    *variants(
        "layers-reversed",
        "the layers are gone through from last to first. The input meets the first weights.",
        lambda a, weights, biases: forward(a, weights[::-1], biases[::-1]),
    ),
    *variants(
        "other-function",
        "another function squashes than the sigmoid.",
        by_layer(lambda a, W, b: np.tanh(a @ W.T + b)),
        by_layer(lambda a, W, b: np.maximum(0, a @ W.T + b)),
    ),
    *variants(
        "activation-twice",
        "the sigmoid is applied twice. Once in each layer is enough.",
        lambda a, weights, biases: forward(a, weights, biases, last=lambda z: sigma(sigma(z))),
        by_layer(lambda a, W, b: sigma(sigma(a @ W.T + b))),
    ),
]


def _feedforward_cases(rng):
    return [
        case(*with_input(rng, [4, 5, 3, 6])),
        case(*with_input(rng, [2, 4, 3]), shows="hard-coded-depth"),
        case(*with_input(rng, [5, 3]), shows="hard-coded-depth"),
        case(*with_input(rng, [3, 6, 5, 7, 4]), shows="hard-coded-depth"),
        case(*with_input(rng, [5, 4, 2, 3, 6, 1]), shows="hard-coded-depth"),
        case(*with_input(rng, [4, 4, 4, 4])),  # square: most mistakes give numbers
        case(*with_input(rng, [3, 3, 3]), shows="hard-coded-depth"),
        case(
            whole(rng, 4, low=0),
            *network(rng, [4, 3, 5, 3], int, draw=whole),
            shows="int-dtype-kept",
        ),
        case(*with_input(rng, [6, 5, 4, 3], dtype=np.float32)),
    ]


feedforward = Check(
    mlp.feedforward,
    cases=_feedforward_cases,
    mistakes=[
        *FORWARD,
        *variants(
            "weights-transposed",
            "W is transposed. Row j of W holds the weights of neuron j, so it is W @ a.",
            by_layer(lambda a, W, b: sigma(W.T @ a + b)),
        ),
        *variants(
            "sum-left-out",
            "the products are not added up. W @ a adds them, W * a does not.",
            by_layer(lambda a, W, b: sigma(W * a + b)),
        ),
        *variants(
            "bias-as-column",
            "b is a column and W a a vector: NumPy makes a matrix of all their sums.",
            by_layer(lambda a, W, b: sigma(W @ a + b[:, None])),
        ),
        *variants(
            "all-layers-returned",
            "all layers come back. Only the activations of the last one are asked for.",
            lambda a, weights, biases: [
                forward(a, weights[: l + 1], biases[: l + 1]) for l in range(len(weights))
            ],
            lambda a, weights, biases: [
                forward(a, weights[:l], biases[:l]) for l in range(len(weights) + 1)
            ],
        ),
    ],
)


def _batch_cases(rng):
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


feedforward_batch = Check(
    mlp.feedforward_batch,
    cases=_batch_cases,
    mistakes=[
        *FORWARD,
        *variants(
            "weights-transposed",
            TRANSPOSED_ROWS,
            by_layer(lambda X, W, b: sigma(X @ W + b)),
        ),
        *variants(
            "examples-as-columns",
            "W stands before X, as if examples were columns. Here each example is a row of X.",
            by_layer(lambda X, W, b: sigma(W @ X + b)),
            by_layer(lambda X, W, b: sigma(W @ X + b[:, None])),
            lambda X, weights, biases: (
                by_layer(lambda A, W, b: sigma(W @ A + b[:, None]))(X, weights, biases).T
            ),
        ),
        *variants(
            "bias-as-column",
            "the biases stand in a column beside rows: one for each example, not for each neuron.",
            by_layer(lambda X, W, b: sigma(X @ W.T + b[:, None])),
        ),
        *variants(
            "examples-as-columns",
            "the biases run over the examples. With examples as columns, b is a column too.",
            lambda X, weights, biases: (
                by_layer(lambda A, W, b: sigma(W @ A + b))(X.T, weights, biases).T
            ),
        ),
        *variants(
            "wrong-shape",
            "the answer has one column for each example. Transpose it back: rows are examples.",
            lambda X, weights, biases: forward(X, weights, biases).T,
        ),
        *variants(
            "batch-of-one",
            "a batch of one loses its first dimension. One row in is one row out.",
            lambda X, weights, biases: np.squeeze(forward(X, weights, biases)),
            lambda X, weights, biases: (
                forward(X, weights, biases)[0] if len(X) == 1 else forward(X, weights, biases)
            ),
        ),
        *variants(
            "only-first-example",
            "only the first row of X is answered. Each row of X is an example.",
            lambda X, weights, biases: forward(X[0], weights, biases),
            lambda X, weights, biases: forward(X[:1], weights, biases),
        ),
        *variants(
            "only-last-example",
            "only the last row of X is answered. Each row of X is an example.",
            lambda X, weights, biases: forward(X[-1], weights, biases),
            lambda X, weights, biases: forward(X[-1:], weights, biases),
        ),
        *variants(
            "mean-not-rows",
            "the examples are averaged. Each row of X has an answer of its own.",
            lambda X, weights, biases: forward(X, weights, biases).mean(axis=0),
            lambda X, weights, biases: forward(X, weights, biases).mean(axis=0, keepdims=True),
            lambda X, weights, biases: forward(X.mean(axis=0), weights, biases),
            lambda X, weights, biases: forward(X, weights, biases).mean(axis=1),
            lambda X, weights, biases: forward(X, weights, biases).mean(),
        ),
        *variants(
            "off-by-one",
            "an example is left out. Where does your loop over the rows end?",
            lambda X, weights, biases: forward(X[:-1], weights, biases),
            lambda X, weights, biases: forward(X[1:], weights, biases),
        ),
    ],
)
