"""The check of `minibatches`."""

from collections.abc import Sequence

import numpy as np

import mlp
from mlp.checks.comparing import shape_of
from mlp.checks.kit import Check, Difference, Outcome, case, numbers, seen, something
from mlp.checks.parts.dealing import SAYS, Deal, suspects, wrong_deal

AGAIN = 16  # so many calls of one size, for the orders to differ


def _cases(rng):
    def generator():
        return np.random.default_rng(int(rng.integers(2**32)))

    twin = int(rng.integers(2**32))
    count = int(rng.integers(60, 99))
    return [
        case(7, 3, generator()),
        *(case(11, 4, generator()) for _ in range(AGAIN)),
        case(12, 4, generator()),
        case(10, 3, generator()),
        case(20, 7, generator()),
        case(6, 1, generator()),
        case(5, 5, generator()),
        case(3, 8, generator()),
        *(case(count, 8, generator()) for _ in range(2)),
        *(case(count, 10, np.random.default_rng(twin)) for _ in range(2)),
    ]


def _batches(value) -> list[np.ndarray] | None:
    """Return what came back as a list of vectors, or None if it is something else."""
    if not isinstance(value, (list, tuple, np.ndarray)) or not shape_of(value):
        return [] if isinstance(value, (list, tuple)) else None
    batches = [numbers(batch) for batch in value]
    return None if any(batch is None or batch.ndim != 1 for batch in batches) else batches


def _judge(outcome: Outcome) -> Difference | None:
    value = outcome.raw
    if _batches(value) is None:
        if isinstance(value, np.ndarray):
            text = f"gave an array of shape {value.shape}; expected a list of batches"
        else:
            text = f"gave {something(value)}; expected a list of batches: vectors of whole numbers"
        return Difference("type", (), value, outcome.wanted, text)
    deal = _deal(outcome)
    return None if deal.is_right else Difference("value", (), value, outcome.wanted, deal.text)


def _deal(outcome: Outcome) -> Deal:
    n, batch_size, rng = outcome.case.args
    batches = tuple(_batches(outcome.value))
    return Deal(n, batch_size, batches, str(rng.bit_generator.state), outcome.advanced)


def _deals(outcomes: Sequence[Outcome]) -> list[Deal]:
    return [_deal(outcome) for outcome in outcomes]


def _wrong(slug: str):
    return lambda outcomes: wrong_deal(_deals(outcomes)) == slug


def _one_long_vector(outcomes: Sequence[Outcome]) -> bool:
    return all(
        all(np.ndim(item) == 0 for item in outcome.value) and len(outcome.value)
        for outcome in outcomes
    )


# fmt: off
MISTAKES = [
    ("wrong-shape", "One long row of numbers comes back. Cut it into batches of batch_size.",
     seen(_one_long_vector)),
    *((slug, says, seen(_wrong(slug))) for slug, says in SAYS.items()),
]
# fmt: on

HINTS = (
    "First a random order of all indices, then cut it. rng.permutation(n) gives the order.",
    "The batches start at 0, batch_size, 2 · batch_size …: range has a third argument. A slice "
    "that runs beyond the end is simply shorter, and that is the last batch.",
    "The skeleton:\n  order = ...\n  return [order[...:...] for start in range(...)]",
)

check = Check(
    mlp.minibatches,
    _cases,
    MISTAKES,
    HINTS,
    judge=_judge,
    by_value=False,
    suspects=suspects(_deals),
)
