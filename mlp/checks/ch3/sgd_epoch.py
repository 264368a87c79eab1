"""The check of `sgd_epoch`."""

from collections.abc import Callable, Sequence

import numpy as np

import mlp
from mlp.checks import comparing
from mlp.checks.kit import Check, Difference, Outcome, case, network, seen
from mlp.checks.parts.dealing import SAYS, Deal, suspects, wrong_deal
from mlp.checks.parts.story import Gradient, Rule, descend, replay, story_of

AGAIN = 12  # so many calls of one size, for the orders to differ


def _cases(rng):
    def inputs(n, sizes, batch_size, seed=None, dtype=float):
        X, Y = rng.random((n, sizes[0])).astype(dtype), rng.random((n, sizes[-1])).astype(dtype)
        return (
            X,
            Y,
            *network(rng, sizes, dtype),
            batch_size,
            float(rng.uniform(0.5, 0.9)),
            Gradient(),
            np.random.default_rng(int(rng.integers(2**32)) if seed is None else seed),
        )

    twin = int(rng.integers(2**32))
    X = np.array([[k % 3, k // 3, 1 + k % 2] for k in range(8)])
    one_hot = np.eye(4, dtype=int)[rng.integers(0, 4, 8)]
    return [
        case(*inputs(7, [2, 3, 4], 3)),
        *(case(*inputs(11, [3, 4, 2], 4)) for _ in range(AGAIN)),
        case(*inputs(12, [4, 3, 5, 3], 4)),
        case(*inputs(10, [3, 4, 3], 3)),
        case(*inputs(6, [3, 2], 1)),
        case(*inputs(5, [2, 3, 3], 5)),
        case(*inputs(4, [3, 4, 2], 9)),
        case(X, one_hot, *inputs(8, [3, 5, 4], 3)[2:], shows="int-dtype-kept"),
        *(case(*inputs(60, [4, 3], 8, seed=twin)) for _ in range(2)),
        case(*inputs(9, [4, 3, 5], 2, dtype=np.float32)),
    ]


def _deal(outcome: Outcome, batches: Sequence[np.ndarray]) -> Deal:
    X, _, _, _, batch_size, _, _, rng = outcome.case.args
    state = str(rng.bit_generator.state)
    return Deal(len(X), batch_size, tuple(batches), state, outcome.advanced)


def _deals(outcomes: Sequence[Outcome]) -> list[Deal]:
    return [_deal(outcome, outcome.notes.batches) for outcome in outcomes]


def _judge(outcome: Outcome) -> Difference | None:
    story = outcome.notes = story_of(outcome)
    found = comparing.difference(outcome.raw, outcome.wanted, outcome.tolerance)
    if found is not None and found.kind != "value":
        return found
    if any(np.any(call < 0) for call in story.calls):
        return Difference("rows", text="calls gradient with rows that are no rows of X")
    if not story.calls:
        return Difference("calls", text="never calls the function gradient that comes in")
    if not story.paired:
        others = "those of other Y" if story.mixed else "what are no rows of Y"
        return Difference("pairs", text=f"calls gradient with rows of X beside {others}")
    deal = _deal(outcome, story.batches)
    if not deal.is_right:
        by_call = _deal(outcome, story.batches_by_call)
        if by_call.is_right:
            return comparing.difference(
                outcome.raw, replay(outcome, by_call.batches), outcome.tolerance
            ) or Difference("calls", text="calls gradient always with the first weights")
        text = by_call.text.replace("gave", "calls gradient with", 1)
        return Difference("deal", text=text)
    return comparing.difference(outcome.raw, replay(outcome, deal.batches), outcome.tolerance)


def _judged(outcomes: Sequence[Outcome]) -> list[Outcome]:
    return [outcome for outcome in outcomes if outcome.error is None]


def _pairs_broken(outcomes: Sequence[Outcome]) -> bool:
    return any(not outcome.notes.paired for outcome in _judged(outcomes))


def _mixed(outcomes: Sequence[Outcome]) -> bool:
    return any(outcome.notes.mixed for outcome in _judged(outcomes))


def _never_asked(outcomes: Sequence[Outcome]) -> bool:
    return all(not outcome.points for outcome in _judged(outcomes))


def _wrong_deal(slug: str) -> Callable:
    def test(outcomes: Sequence[Outcome]) -> bool:
        if _pairs_broken(outcomes) or _never_asked(outcomes):
            return False
        return wrong_deal(_asked(outcomes)) == slug

    return test


def _asked(outcomes: Sequence[Outcome]) -> list[Deal]:
    """Return the deal of each call: that of the steps where it is right, else that of all calls.

    An answer may ask for more gradients than it takes steps by, to print their lengths, say.
    """
    seen = _judged(outcomes)
    by_step = [_deal(outcome, outcome.notes.batches) for outcome in seen]
    by_call = [_deal(outcome, outcome.notes.batches_by_call) for outcome in seen]
    return [a if a.is_right else b for a, b in zip(by_step, by_call, strict=True)]


def _replayed(rule: Rule = descend, renew: bool = True, finish: Callable | None = None):
    """Return the test whether all answers are those of stepping by this rule."""

    def test(outcomes: Sequence[Outcome]) -> bool:
        seen = _judged(outcomes)
        if not seen or _pairs_broken(seen) or _never_asked(seen):
            return False
        for outcome in seen:
            batches = outcome.notes.batches_by_call
            if np.any(np.concatenate(batches) < 0):
                return False
            value = replay(outcome, batches, rule, renew)
            value = value if finish is None else finish(value, outcome)
            if not comparing.agree(outcome.value, value, outcome.tolerance):
                return False
        return True

    return test


def _from_start(step, outcome: Outcome):
    """Return the network one step away from the start."""
    return [
        [p + change for p, change in zip(parts, changes, strict=True)]
        for parts, changes in zip(outcome.case.args[2:4], step, strict=True)
    ]


def _by_rule(test: Callable) -> seen:
    def right_deal(outcomes):
        return wrong_deal(_asked(outcomes)) is None

    return seen(lambda outcomes: right_deal(outcomes) and test(outcomes))


# fmt: off
MISTAKES = [
    ("pairs-broken", "X and Y are shuffled apart: a row of X is no longer paired with its own row "
     "of Y. Take one random order of row numbers for both.", seen(_mixed)),
    ("gradient-not-used", "The function gradient that comes in is never called: it says which way "
     "to step.", seen(_never_asked)),
    *((slug, says, seen(_wrong_deal(slug))) for slug, says in SAYS.items()),
    ("gradient-not-renewed", "All batches get the gradient at the first weights. Each step starts "
     "where the last one ended.", _by_rule(_replayed(renew=False))),
    ("start-repeated", "Every step starts from the first weights again. Each begins where the last "
     "one ended.",
     _by_rule(_replayed(
         lambda theta, g, rate, n, is_bias: -rate * g, renew=False, finish=_from_start
     ))),
    ("gradient-ascent", "The steps go up the cost. The gradient points uphill: subtract it.",
     _by_rule(_replayed(lambda theta, g, rate, n, is_bias: theta + rate * g))),
    ("learning-rate-left-out", "The learning rate is left out. It says how far to go: η times the "
     "gradient.", _by_rule(_replayed(lambda theta, g, rate, n, is_bias: theta - g))),
    ("biases-not-updated", "The biases stay as they were. They take a step too.",
     _by_rule(_replayed(lambda theta, g, rate, n, is_bias: theta - rate * g * ~is_bias)),
     _by_rule(_replayed(finish=lambda value, o: (value[0], o.case.args[3])))),
    ("weights-not-updated", "The weights stay as they were. They take a step too.",
     _by_rule(_replayed(lambda theta, g, rate, n, is_bias: theta - rate * g * is_bias)),
     _by_rule(_replayed(finish=lambda value, o: (o.case.args[2], value[1])))),
    ("not-moved", "Weights and biases come back as they were. Return what the last step gave.",
     _by_rule(_replayed(finish=lambda value, o: o.case.args[2:4]))),
    ("parts-swapped", "The biases come first. (weights, biases) is asked for.",
     _by_rule(_replayed(finish=lambda value, o: value[::-1]))),
    ("divided-by-wrong-count", "The gradient is divided by the number of examples. It is a mean "
     "over them already.",
     _by_rule(_replayed(lambda theta, g, rate, n, is_bias: theta - rate * g / n))),
    ("sum-not-mean", "The gradient is multiplied by the number of examples. A step takes the mean.",
     _by_rule(_replayed(lambda theta, g, rate, n, is_bias: theta - rate * g * n))),
]
# fmt: on

HINTS = (
    "For each batch of indices: the gradient on these rows of X and Y, then one step. X[batch] "
    "takes the rows.",
    "Each step begins where the last one ended, so hand the new weights and biases to gradient.",
    "The skeleton:\n"
    "  for batch in mlp.minibatches(...):\n"
    "      nabla_W, nabla_b = gradient(...)\n"
    "      weights, biases = ...  # mlp.sgd_step helps\n"
    "  return ...",
)

check = Check(
    mlp.sgd_epoch,
    _cases,
    MISTAKES,
    HINTS,
    judge=_judge,
    by_value=False,
    suspects=suspects(_deals),
)
