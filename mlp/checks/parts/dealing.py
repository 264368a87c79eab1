"""How the examples were dealt into batches, and what is wrong with it: minibatches, sgd_epoch."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mlp.checks.mistakes import seen


@dataclass(frozen=True)
class Deal:
    """The batches of one call.

    Attributes
    ----------
    n, batch_size : int
        What was to be dealt.
    batches : tuple of int arrays
        What was.
    state : str
        Of the random generator before the call.
    advanced : bool
        The generator has moved on.
    """

    n: int
    batch_size: int
    batches: tuple[np.ndarray, ...]
    state: str
    advanced: bool

    @property
    def sizes(self) -> list[int]:
        """How many examples each batch holds."""
        return [len(batch) for batch in self.batches]

    @property
    def wanted(self) -> list[int]:
        """How many examples each batch is to hold."""
        return sizes_of(self.n, self.batch_size)

    @property
    def order(self) -> np.ndarray:
        """All examples in the order in which they come."""
        return np.concatenate([np.zeros(0), *self.batches])

    @property
    def is_complete(self) -> bool:
        """Every example comes once."""
        return np.array_equal(np.sort(self.order), np.arange(self.n))

    @property
    def is_right(self) -> bool:
        """Every example comes once, in batches of the right sizes."""
        return self.sizes == self.wanted and self.is_complete

    @property
    def text(self) -> str:
        """What a message says of a wrong deal."""
        if self.sizes != self.wanted:
            return f"gave {_sizes(self.sizes)}; expected {_sizes(self.wanted)}"
        known = set(range(self.n))
        counts = {i: int(np.sum(self.order == i)) for i in sorted(known | set(self.order.tolist()))}
        odd = next(i for i, count in counts.items() if count != 1 or i not in known)
        times = {1: "once", 2: "twice"}.get(counts[odd], f"{counts[odd]} times")
        came = f"gives {odd:g} {times}" if counts[odd] else f"leaves out {odd:g}"
        return f"{came}; expected each number from 0 to {self.n - 1} once"


def sizes_of(n: int, batch_size: int) -> list[int]:
    """Return the sizes of the batches: all of batch_size save the last, which holds the rest."""
    return [min(batch_size, n - start) for start in range(0, n, batch_size)]


def _sizes(sizes: Sequence[int]) -> str:
    if not sizes:
        return "no batches"
    if len(sizes) > 6:
        return f"{len(sizes)} batches of {sizes[0]}, …, {sizes[-1]}"
    if len(sizes) == 1:
        return f"one batch of {sizes[0]}"
    return f"batches of {', '.join(map(str, sizes[:-1]))} and {sizes[-1]}"


# Wrong batches


def _swapped(deal: Deal) -> bool:
    n, count = deal.n, deal.batch_size
    split = [len(part) for part in np.array_split(np.arange(n), count)]
    rounded = [sizes_of(n, size) for size in (n // count, -(-n // count)) if size]
    return deal.sizes == split or deal.sizes in rounded or deal.sizes == [n // count] * count


def _repeated(deals: Sequence[Deal]) -> bool:
    """Say whether examples come twice, and nothing comes that is none."""
    return all(set(deal.order.tolist()) <= set(range(deal.n)) for deal in deals) and any(
        len(np.unique(deal.order)) < len(deal.order) for deal in deals
    )


def _shifted(deal: Deal) -> bool:
    return np.array_equal(np.sort(deal.order), np.arange(1, deal.n + 1))


def _one_missing(deal: Deal) -> bool:
    here = np.sort(deal.order)
    return np.array_equal(here, np.arange(deal.n - 1)) or np.array_equal(here, np.arange(1, deal.n))


def _uneven(deal: Deal) -> bool:
    splits = [
        np.array_split(np.arange(deal.n), count)
        for count in (len(deal.wanted), max(deal.n // deal.batch_size, 1))
    ]
    return deal.sizes in [[len(part) for part in split] for split in splits]


def _joined(deal: Deal) -> bool:
    *whole, rest = deal.wanted
    return bool(whole) and deal.sizes == [*whole[:-1], whole[-1] + rest]


def _one_off(deals: Sequence[Deal]) -> bool:
    seen = [deal for deal in deals if 2 < deal.batch_size < deal.n - 1]
    offs = {deal.sizes[0] - deal.batch_size if deal.sizes else 0 for deal in seen}
    return offs in ({-1}, {1})


SAYS = {
    "full-batch-step": "All examples are in one batch. Deal them into batches of batch_size.",
    "count-and-size-swapped": "There are batch_size batches. There are to be batch_size examples "
    "in each batch.",
    "off-by-one": "An example too few or too many: slices end before their end, and counting "
    "starts at 0.",
    "with-replacement": "Some examples come more than once. Make one random order of all of them, "
    "then cut it into batches.",
    "last-batch-dropped": "The last batch is missing: it is smaller, but its examples count too.",
    "last-batch-too-big": "The rest is joined to the batch before. It makes a batch of its own.",
    "uneven-batches": "The examples are dealt evenly. All batches have batch_size examples, save "
    "the last, which holds the rest.",
    "empty-batch": "There is an empty batch. Where batch_size divides the number of examples, "
    "there is no rest.",
    "early-return": "Only the first batch is there. Does return stand inside the loop?",
    "batches-of-one": "Each example is a batch of its own.",
}


def wrong_deal(deals: Sequence[Deal]) -> str | None:
    """Return the name of what is wrong with the batches of these calls, or None."""
    wrong = [deal for deal in deals if not deal.is_right]
    if not wrong:
        return None
    cut = [deal for deal in wrong if 1 < deal.batch_size < deal.n]
    tests = {
        "full-batch-step": lambda: cut and all(deal.sizes == [deal.n] for deal in cut),
        "early-return": lambda: (
            all(deal.sizes == deal.wanted[:1] for deal in wrong)
            and any(len(deal.wanted) > 2 for deal in wrong)
        ),
        "with-replacement": lambda: _repeated(wrong) and not _one_off(deals),
        "last-batch-dropped": lambda: all(deal.sizes == deal.wanted[:-1] for deal in wrong),
        "off-by-one": lambda: (
            _one_off(deals) or all(map(_shifted, wrong)) or all(map(_one_missing, wrong))
        ),
        "count-and-size-swapped": lambda: len(cut) > 1 and all(map(_swapped, cut)),
        "empty-batch": lambda: all(
            0 in deal.sizes and [s for s in deal.sizes if s] == deal.wanted for deal in wrong
        ),
        "last-batch-too-big": lambda: all(map(_joined, wrong)),
        "uneven-batches": lambda: all(map(_uneven, wrong)),
        "batches-of-one": lambda: all(set(deal.sizes) == {1} for deal in wrong),
    }
    return next((slug for slug, test in tests.items() if test()), None)


# Right batches, but in what order?


def _groups(deals: Sequence[Deal]) -> list[list[Deal]]:
    """Return the deals of the same sizes from different states, where there are several."""
    groups = {}
    for deal in deals:
        groups.setdefault((deal.n, deal.batch_size), {})[deal.state] = deal
    return [list(group.values()) for group in groups.values() if len(group) > 1]


def _same_states(deals: Sequence[Deal]) -> list[list[Deal]]:
    groups = {}
    for deal in deals:
        groups.setdefault((deal.n, deal.batch_size, deal.state), []).append(deal)
    return [group for group in groups.values() if len(group) > 1]


def _all_equal(group: Sequence[Deal]) -> bool:
    return all(np.array_equal(deal.order, group[0].order) for deal in group)


def _in_order(deal: Deal) -> bool:
    """Say whether the examples stand as they came: whole, reversed, or batch by batch."""
    n = deal.n
    steps = np.diff(deal.order) % n
    if np.sum(steps == 1) > n / 2 or np.sum(steps == n - 1) > n / 2:
        return True
    blocks = {
        frozenset(range(k, min(k + deal.batch_size, n))) for k in range(0, n, deal.batch_size)
    }
    return deal.batch_size > 1 and {frozenset(batch.tolist()) for batch in deal.batches} == blocks


def not_shuffled(deals: Sequence[Deal]) -> bool:
    """Say whether examples stay where they were, or together, whatever the random numbers."""
    large = [deal for deal in deals if deal.n > 50]
    if large and all(map(_in_order, large)):
        return True
    for group in _groups(deals):
        orders = np.array([deal.order for deal in group])
        stays = np.all(orders == np.arange(orders.shape[1]), axis=0)
        if len(group) > 10 and np.any(stays) and not _all_equal(group):
            return True
    return False


def same_order(deals: Sequence[Deal]) -> bool:
    """Say whether every call gives the same order, or would give it to the same generator."""
    groups = _groups(deals)
    return bool(groups) and (
        all(map(_all_equal, groups))
        or (all(map(_all_equal, _same_states(deals))) and not any(deal.advanced for deal in deals))
    )


def generator_ignored(deals: Sequence[Deal]) -> bool:
    """Say whether the order does not follow from the state of the generator."""
    return not all(map(_all_equal, _same_states(deals)))


def suspects(deals_of) -> list[tuple]:
    """Return the rows of what may be wrong with the order; `deals_of` gives all outcomes' deals."""
    return [
        (
            "not-shuffled",
            "The batches are right, their order is not random: examples stay where they were, or "
            "together. All of them are to be shuffled.",
            seen(lambda outcomes: not_shuffled(deals_of(outcomes))),
        ),
        (
            "same-order-each-call",
            "Every call gives the same order. Draw a new one each time, from the rng that comes "
            "in.",
            seen(lambda outcomes: same_order(deals_of(outcomes))),
        ),
        (
            "generator-ignored",
            "The order does not come from the rng that comes in: the same rng gives another order "
            "each time. Ask rng itself for random numbers, not np.random or random.",
            seen(lambda outcomes: generator_ignored(deals_of(outcomes))),
        ),
    ]
