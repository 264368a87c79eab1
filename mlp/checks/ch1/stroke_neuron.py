"""The check of `stroke_neuron`: any design is right that does what the task asks."""

import numpy as np

import mlp
from mlp.checks.kit import Check, case, seen, sigma
from mlp.checks.parts.design import Wish, judge_by, would_do


def _image(rows, columns, brightness=1.0):
    image = np.zeros((28, 28))
    image[rows, columns] = brightness
    return image


def _shifted(columns):
    side = "right" if columns > 0 else "left"
    image = _image(slice(8, 20), slice(13 + columns, 16 + columns))
    return Wish(f"the stroke moved {side} by {abs(columns)} columns", image, False)


UPRIGHT = [
    Wish(
        f"the upright stroke of brightness {brightness:g}{words}",
        _image(slice(8 + move, 20 + move), slice(13, 16), brightness),
        True,
    )
    for brightness in (1.0, 0.8, 0.9, 0.85)
    for move, words in ((0, ""), (1, ", moved down by one row"), (-1, ", moved up by one row"))
]
BLACK = Wish("a black image", np.zeros((28, 28)), False)
WHITE = Wish("a white image", np.ones((28, 28)), False)
LYING = Wish("a lying stroke", _image(slice(13, 16), slice(8, 20)), False)
BLOCK = Wish("a block", _image(slice(8, 20), slice(8, 21)), False)
ASIDE = [_shifted(sign * columns) for columns in range(4, 10) for sign in (1, -1)]
DARK = [BLACK, WHITE, *ASIDE, LYING, BLOCK]
WISHES = [*UPRIGHT, *DARK]


def _run(design, image):
    w, b = design
    return sigma(np.sum(w * image) + b)


def _sums(outcomes, wishes):
    (w, b), *_ = [outcome.notes for outcome in outcomes]
    return np.array([np.sum(w * wish.x) for wish in wishes]), float(b)


def _bias_could_do(outcomes):
    """Say whether another bias alone would make it right: z above 2.2 here, below −2.2 there."""
    lit, dark = _sums(outcomes, UPRIGHT)[0].min(), _sums(outcomes, DARK)[0].max()
    return lit - dark > 2 * np.log(9)


def _bias_is(sign):
    def test(outcomes):
        (sums, b) = _sums(outcomes, WISHES)
        lit = np.array([wish.lit for wish in WISHES])
        high, low = np.all(sums[lit] + b > np.log(9)), np.all(sums[~lit] + b < -np.log(9))
        return _bias_could_do(outcomes) and (high and not low if sign > 0 else low and not high)

    return seen(test)


def _no_bias(outcomes):
    return _sums(outcomes, WISHES)[1] == 0


def _nothing_against(outcomes):
    return np.min(outcomes[0].notes[0]) >= 0 and _sums(outcomes, WISHES)[1] < 0


# fmt: off
MISTAKES = [
    ("sign-wrong", "All signs are turned around: it is dark where it should be lit, and lit where "
     "it should be dark.", would_do(WISHES, _run, lambda design: [-part for part in design])),
    ("weights-transposed", "Rows and columns are exchanged: it sees the lying stroke. In w[j, k], "
     "j counts the rows from the top.", would_do(WISHES, _run, lambda d: [d[0].T, d[1]])),
    ("bias-left-out", "The bias is 0, so a black image gives σ(0) = 0.5 whatever the weights are. "
     "A negative bias keeps the neuron dark until enough speaks for lighting up.", seen(_no_bias)),
    ("bias-too-high", "The weights could do it, the bias is too high: the neuron is not dark where "
     "it should be.", _bias_is(1)),
    ("bias-too-low", "The weights could do it, the bias is too low: the neuron does not light up "
     "for every upright stroke.", _bias_is(-1)),
    ("weights-too-small", "Everything points the right way, but not strongly enough: make all "
     "weights and the bias larger.", would_do(WISHES, _run, lambda d: [10 * p for p in d])),
    ("nothing-against", "No weight is negative, so nothing speaks against: whatever covers the "
     "stroke and more, such as a white image, lights the neuron up as well.",
     seen(_nothing_against)),
]
# fmt: on

HINTS = (
    "Think of the weights as an image. Where the stroke is, a bright pixel speaks for lighting "
    "up. What should a bright pixel say where no pixel of the stroke is?",
    "np.full((28, 28), …) makes an image of one number, and w[8:20, 13:16] = … sets the rows 8 to"
    " 19 and columns 13 to 15. The stroke may be one row higher or lower: which rows then?",
    "Compute z for a few images before you choose b: for the stroke at brightness 0.8, for the "
    "block, for black (that is b itself). b has to lie so that z is above 2.2 for the first and "
    "below −2.2 for the others.",
)

check = Check(
    mlp.stroke_neuron,
    lambda rng: [case()],
    MISTAKES,
    HINTS,
    judge=judge_by(WISHES, _run),
    by_value=False,
)
