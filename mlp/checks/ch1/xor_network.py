"""The check of `xor_network`: any numbers are right that do what the task asks."""

import numpy as np

import mlp
from mlp.checks.kit import Check, case, forward, seen
from mlp.checks.parts.design import Wish, judge_by, would_do

WISHES = [
    Wish(f"the input {list(x)}", np.array(x, float), lit)
    for x, lit in [((0, 0), False), ((0, 1), True), ((1, 0), True), ((1, 1), False)]
]


def _run(design, x):
    return forward(x, *design)[0]


def _lights(*pattern):
    """Return the test whether it lights up for these of (0, 0), (0, 1), (1, 0), (1, 1)."""
    return seen(
        lambda outcomes: all(
            [bool(_run(outcome.notes, wish.x) > 0.5) for wish in WISHES] == [*map(bool, pattern)]
            for outcome in outcomes
        )
    )


def _no_biases(outcomes):
    return not any(np.any(b) for b in outcomes[0].notes[1])


# fmt: off
MISTAKES = [
    ("bias-left-out", "All biases are 0. Then (0, 0) gives both hidden neurons 0.5, whatever the "
     "weights are, and no line that separates the inputs can miss (0, 0).", seen(_no_biases)),
    ("weights-transposed", "The first matrix is transposed. Row j of W holds the weights to hidden "
     "neuron j.", would_do(WISHES, _run, lambda d: [[d[0][0].T, d[0][1]], d[1]])),
    ("weights-too-small", "It lights up in the right places, but not strongly enough: make all "
     "weights and biases larger.", would_do(WISHES, _run, lambda d: [[10 * p for p in ps]
                                                                     for ps in d])),
    ("sign-wrong", "It lights up where it should be dark, and is dark where it should be lit: turn "
     "the signs of the last layer around.", _lights(1, 0, 0, 1)),
    ("other-function", "It lights up for one input or both: that is OR. For [1, 1] it has to be "
     "dark.", _lights(0, 1, 1, 1)),
    ("other-function", "It lights up when both inputs are 1: that is AND.", _lights(0, 0, 0, 1)),
    ("other-function", "It is dark only when both inputs are 1: that is NAND, 'not both'. For "
     "[0, 0] it has to be dark too.", _lights(1, 1, 1, 0)),
    ("other-function", "It lights up only when neither input is 1: that is NOR.",
     _lights(1, 0, 0, 0)),
    ("only-one-input", "Only one of the two inputs decides. Both have to.",
     _lights(0, 0, 1, 1), _lights(0, 1, 0, 1), _lights(1, 1, 0, 0), _lights(1, 0, 1, 0)),
    ("only-one-input", "It lights up for one of [0, 1] and [1, 0], not for both.",
     _lights(0, 1, 0, 0), _lights(0, 0, 1, 0)),
    ("other-function", "It lights up for none of the four inputs.", _lights(0, 0, 0, 0)),
    ("other-function", "It lights up for all four inputs.", _lights(1, 1, 1, 1)),
]
# fmt: on

HINTS = (
    "Give each hidden neuron a question: 'is at least one input 1?' and 'are both 1?'. What "
    "should the output neuron make of the two answers?",
    "A neuron that asks 'is at least one 1?' has two equal positive weights. Its z must be "
    "negative for no input, positive for one: where does the bias lie?",
    "Large numbers make clear answers: with a weight of 20 the sigmoid is nearly 0 or 1. The "
    "output neuron needs a positive weight for one question, a negative one for the other.",
    "The skeleton:\n"
    "  weights = [np.array([[.., ..], [.., ..]]), np.array([[.., ..]])]\n"
    "  biases = [np.array([.., ..]), np.array([..])]",
)

check = Check(
    mlp.xor_network,
    lambda rng: [case()],
    MISTAKES,
    HINTS,
    judge=judge_by(WISHES, _run),
    by_value=False,
)
