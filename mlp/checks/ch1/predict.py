"""The check of `predict`."""

import numpy as np

import mlp
from mlp.checks.kit import (
    DEPTH,
    TRANSPOSED_ROWS,
    Check,
    case,
    forward,
    network,
    seen,
    sigma,
    whole,
    with_input,
)
from mlp.checks.parts.forward import by_layer, exactly, no_biases, same


def _reads_clearly(X, weights, biases):
    """Say whether rounding, in float32 too, changes no digit, with the biases and without."""
    outputs = [forward(X, weights, each) for each in (biases, no_biases(biases))]
    return all(np.all(np.diff(np.sort(A, axis=1)[:, -2:]) > 1e-6) for A in outputs)


def _cases(rng):
    def inputs(sizes, n, light="mixed", dtype=float):
        """Return X and a network that reads many digits, none of them with a near tie."""
        digits = sizes[-1] if n > 2 * sizes[-1] else min(n, 2)
        while True:
            X, weights, biases = with_input(rng, sizes, n)
            weights[-1] *= 3
            z = forward(X, weights, biases, last=same)
            middle = z.mean(axis=0) if n > 1 else 0
            biases[-1] -= middle
            z -= middle
            if len(set(z.argmax(axis=1).tolist())) < digits:
                continue
            gaps = np.diff(np.sort(z, axis=1))[:, [0, -1]]
            if np.all(gaps > 1e-3) and _reads_clearly(X, weights, biases):
                break
        above = {  # what z needs for a neuron to be brighter than one half
            "mixed": 0,
            "dark": z.max() + 0.3,
            "bright": z.min() - 0.3,
            "single": np.sort(z, axis=1)[:, -2:].mean(),  # in many rows, one neuron alone
        }
        biases[-1] -= above[light]
        return (
            X.astype(dtype),
            [W.astype(dtype) for W in weights],
            [b.astype(dtype) for b in biases],
        )

    def ints():
        """Return whole numbers everywhere, and no two outputs nearly as bright."""
        while True:
            drawn = whole(rng, 9, 4, low=0), *network(rng, [4, 3, 10], int, draw=whole)
            if _reads_clearly(*drawn):
                return drawn

    return [
        case(*inputs([3, 5, 4], 6)),
        case(*inputs([4, 7, 6, 10], 90)),
        case(*inputs([6, 8, 7, 10], 80, "dark")),
        case(*inputs([6, 8, 7, 10], 80, "bright")),
        case(*inputs([5, 9, 10], 70, "single"), shows="hard-coded-depth"),
        case(*inputs([5, 6, 4, 10], 1), shows="batch-of-one"),
        case(*inputs([5, 5, 5, 5], 5)),  # all square: most mistakes give numbers
        case(*inputs([4, 4, 4, 4], 30)),
        case(*ints(), shows="int-dtype-kept"),
        case(*inputs([7, 8, 6, 10], 60, dtype=np.float32)),
    ]


def _reads(read):
    """Return the variant that reads the digits from the outputs in this way."""

    def go(X, weights, biases):
        return read(forward(X, weights, biases))

    return go


def _needs_one_half(outcomes):
    """Say whether rows with one bright neuron are read, and most with none, or with many, not."""
    right, bright = [], []
    for outcome in outcomes:
        A = forward(*outcome.case.args)
        digits = np.asarray(outcome.value, float)
        if digits.shape != (len(A),):
            return False
        right.append(digits == A.argmax(axis=1))
        bright.append((A > 0.5).sum(axis=1))
    right, bright = np.concatenate(right), np.concatenate(bright)
    misread = [np.mean(~right[rows]) for rows in (bright == 0, bright > 1)]
    return np.sum(bright == 1) > 19 and np.all(right[bright == 1]) and max(misread) > 0.5


# fmt: off
MISTAKES = [
    ("argmax-wrong-axis", "the brightest example of each output neuron is looked for. Each row "
     "wants its own brightest neuron: axis=1.", _reads(lambda A: A.argmax(axis=0))),
    ("argmax-wrong-axis", "argmax looks at the whole table and gives one number. Each row wants "
     "its own: axis=1.", _reads(lambda A: A.argmax()), _reads(lambda A: [A.argmax()])),
    ("maximum-not-argmax", "the largest activation comes back. Its place is the digit.",
     _reads(lambda A: A.max(axis=1)), _reads(lambda A: A.max(axis=0)), _reads(lambda A: A.max())),
    ("off-by-one", "the digits run from 1 to 10. The first output neuron stands for 0.",
     _reads(lambda A: A.argmax(axis=1) + 1)),
    ("off-by-one", "each digit is one too small. The first output neuron stands for 0.",
     _reads(lambda A: A.argmax(axis=1) - 1)),
    ("off-by-one", "the last output neuron is left out.",
     _reads(lambda A: A[:, :-1].argmax(axis=1))),
    ("off-by-one", "the first output neuron is left out.",
     _reads(lambda A: A[:, 1:].argmax(axis=1)), _reads(lambda A: A[:, 1:].argmax(axis=1) + 1)),
    ("thresholded", "only neurons above one half count. The brightest one wins, however dark it "
     "is.", _reads(lambda A: (A > 0.5).argmax(axis=1)), _reads(lambda A: (A > 0.5).astype(int)),
     _reads(lambda A: [np.flatnonzero(a > 0.5)[0] for a in A]),
     _reads(lambda A: [max(np.flatnonzero(a > 0.5), default=0) for a in A]),
     _reads(lambda A: [a.argmax() if a.max() > 0.5 else -1 for a in A]),
     _reads(lambda A: [a.argmax() if a.max() > 0.5 else 0 for a in A])),
    ("thresholded", "Only neurons above one half count here. The brightest one wins, however dark "
     "it is.", seen(_needs_one_half)),
    ("activations-not-digits", "the activations come back as they are. Which neuron of each row is "
     "brightest?", _reads(lambda A: A)),
    ("argmin-not-argmax", "the darkest neuron is taken. The brightest one says which digit it is.",
     _reads(lambda A: A.argmin(axis=1))),
    ("bias-left-out", "the biases are left out. Each layer computes σ(W a + b).",
     lambda X, weights, biases: forward(X, weights, no_biases(biases)).argmax(axis=1)),
    ("activation-left-out", "the layers do not squash their z. Each layer computes σ(W a + b).",
     lambda X, weights, biases: forward(X, weights, biases, same, same).argmax(axis=1)),
    ("layer-left-out", "a layer of the network is skipped.",
     lambda X, weights, biases: forward(X, weights[:-1], biases[:-1]).argmax(axis=1),
     lambda X, weights, biases: forward(X, weights[1:], biases[1:]).argmax(axis=1)),
    ("weights-transposed", TRANSPOSED_ROWS,
     lambda X, weights, biases: by_layer(lambda X, W, b: sigma(X @ W + b))(
         X, weights, biases
     ).argmax(axis=1)),
    ("hard-coded-depth", DEPTH, lambda *args: exactly(1)(*args).argmax(axis=1),
     lambda *args: exactly(2)(*args).argmax(axis=1),
     lambda *args: exactly(3)(*args).argmax(axis=1)),
    ("only-first-example", "only the first row of X is read. Each row is an example.",
     _reads(lambda A: A[0].argmax()), _reads(lambda A: [A[0].argmax()])),
    ("batch-of-one", "one example comes back as a bare number. One row in is one digit in an "
     "array.", _reads(lambda A: np.squeeze(A.argmax(axis=1)))),
    ("one-hot-not-digits", "each row holds a 1 at the brightest neuron. The place of the 1 is the "
     "digit.", _reads(lambda A: (A == A.max(axis=1, keepdims=True)).astype(int))),
    ("wrong-shape", "the digits stand in a column. A vector of one digit for each row is asked "
     "for.", _reads(lambda A: A.argmax(axis=1)[:, None])),
]
# fmt: on

HINTS = (
    "First run the network on all rows: an earlier function does that, and gives shape (n, 10). "
    "Then look for the brightest neuron of each row.",
    "The digit is not the largest activation but its place. Look up np.argmax, and its argument "
    "axis.",
)

check = Check(mlp.predict, _cases, MISTAKES, HINTS)
