"""What can be said of wrong numbers without knowing the mistake: true by construction.

Each test gets the pairs (got, wanted) of all wrong results and says how the one follows from the
other in every pair, or nothing. They serve all exercises.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

Pairs = Sequence[tuple[np.ndarray, np.ndarray]]
CLOSE = 1e-6
ROWS = {1: ("entry", "entries"), 2: ("row", "rows")}


@dataclass(frozen=True)
class Statement:
    """What is true of all pairs: the name of it, and a clause after 'in W' or 'on the others'."""

    slug: str
    clause: str


def describe(pairs: Pairs) -> Statement | None:
    """Return the first statement that is true of all pairs, or None.

    Examples
    --------
    >>> wanted = np.array([1.0, 2.0, 5.0])
    >>> describe([(2 * wanted, wanted)]).clause
    'every number is twice as large as it should be'
    >>> describe([(wanted[::-1], wanted)]).clause
    'the numbers are right, in the opposite order'
    """
    if not pairs or not all(np.all(np.isfinite(wanted)) for _, wanted in pairs):
        return None
    if any(np.any(np.isnan(got)) for got, _ in pairs):
        return None
    same_shape = all(got.shape == wanted.shape for got, wanted in pairs)
    if sum(got.size for got, _ in pairs) < 2:
        return None
    return _first(SAME_SHAPE if same_shape else OTHER_SHAPE, pairs)


def _first(tests: Sequence[Callable], pairs: Pairs) -> Statement | None:
    with np.errstate(all="ignore"):
        return next((found for test in tests if (found := test(pairs)) is not None), None)


def _all(pairs: Pairs, change: Callable) -> bool:
    """Say whether got is change(wanted) in every pair, and that is not wanted itself."""
    changed = False
    for got, wanted in pairs:
        value = np.asarray(change(wanted), float)
        if value.shape != got.shape or not np.allclose(got, value, rtol=CLOSE, atol=CLOSE):
            return False
        changed = changed or value.shape != wanted.shape or not np.allclose(value, wanted)
    return changed


def _of(slug: str, clause: str, change: Callable) -> Callable:
    """Return the test whether got = change(wanted)."""
    return lambda pairs: Statement(slug, clause) if _all(pairs, change) else None


def _one(slug: str, clause: str, changes: Sequence[Callable]) -> Callable:
    """Return the test whether one of several changes does it in all pairs."""
    return lambda pairs: (
        Statement(slug, clause) if any(_all(pairs, change) for change in changes) else None
    )


TIMES = {2: "twice as large as", 4: "four times as large as", 0.5: "half of what", 0.25: "a "
         "quarter of what", 3: "three times as large as", 10: "ten times as large as"}  # fmt: skip


def _factor(pairs: Pairs) -> Statement | None:
    got, wanted = (np.concatenate([pair[k].ravel() for pair in pairs]) for k in (0, 1))
    if np.sum(wanted * wanted) < 1e-12 or np.sum(np.abs(wanted) > CLOSE) < 2:
        return None
    factor = float(got @ wanted / (wanted @ wanted))
    if abs(factor) < 1e-3 or abs(factor - 1) < 1e-4 or abs(factor + 1) < 1e-4:
        return None
    if not np.allclose(got, factor * wanted, rtol=1e-5, atol=CLOSE):
        return None
    for value, words in TIMES.items():
        if abs(abs(factor) - value) < 1e-5:
            turned = " and has the other sign" if factor < 0 else ""
            return Statement("constant-factor", f"every number is {words} it should be{turned}")
    return Statement("constant-factor", f"every number is {factor:.4g} times what it should be")


def _offset(pairs: Pairs) -> Statement | None:
    got, wanted = (np.concatenate([pair[k].ravel() for pair in pairs]) for k in (0, 1))
    offset = float(np.mean(got - wanted))
    if abs(offset) < 1e-4 or not np.allclose(got, wanted + offset, rtol=CLOSE, atol=CLOSE):
        return None
    way = "large" if offset > 0 else "small"
    return Statement("constant-offset", f"every number is {abs(offset):.4g} too {way}")


def _rounded(pairs: Pairs) -> Statement | None:
    for digits in range(7):
        if _all(pairs, lambda wanted, digits=digits: np.round(wanted, digits)):
            to = f"to {digits} decimal{'s' * (digits != 1)}" if digits else "to whole numbers"
            return Statement("rounded", f"the numbers are right but rounded {to}")
    if _all(pairs, np.trunc) or _all(pairs, np.floor):
        return Statement("rounded", "everything after the decimal point is cut off")
    return None


def _signs(pairs: Pairs) -> Statement | None:
    if _all(pairs, np.negative):
        return Statement("sign-wrong", "every number has the wrong sign")
    if _all(pairs, np.abs):
        return Statement("absolute-value", "the sizes are right, but no number is negative")
    if all(np.allclose(np.abs(got), np.abs(wanted), CLOSE, CLOSE) for got, wanted in pairs):
        return Statement("sign-wrong", "the sizes are right, but some numbers have the wrong sign")
    return None


def _one_value(pairs: Pairs) -> Statement | None:
    """Say so where one number stands everywhere, whatever is wanted there."""
    got, wanted = (np.concatenate([pair[k].ravel() for pair in pairs]) for k in (0, 1))
    if len(pairs) < 2 or got.size < 4 or np.ptp(got) > 0 or np.ptp(wanted) < CLOSE:
        return None
    slug = "hard-coded-answer" if got[0] else "always-zero"
    return Statement(slug, f"every number is {got[0]:.4g}")


def _clipped(pairs: Pairs) -> Statement | None:
    """Say so where everything beyond one bound, the same in all pairs, became that bound."""
    for pick, compare, way in ((np.max, np.minimum, "above"), (np.min, np.maximum, "below")):
        bound = float(pick([pick(got) for got, _ in pairs if got.size]))
        beyond = sum(int(np.sum(compare(wanted, bound) != wanted)) for _, wanted in pairs)
        if beyond > 1 and _all(pairs, lambda wanted, b=bound, c=compare: c(wanted, b)):
            return Statement("clipped", f"numbers {way} {bound:.4g} are cut to {bound:.4g}")
    return None


def _shifted(pairs: Pairs) -> Statement | None:
    if all(wanted.ndim and len(wanted) > 2 for _, wanted in pairs):
        for by, where in ((1, "late"), (-1, "early")):
            if _all(pairs, lambda wanted, by=by: np.roll(wanted, by, axis=0)):
                return Statement("shifted", f"the numbers are right, but one place too {where}")
    return None


def _permuted(pairs: Pairs) -> Statement | None:
    if all(wanted.size > 1 for _, wanted in pairs) and all(
        np.allclose(np.sort(got, axis=None), np.sort(wanted, axis=None), CLOSE, CLOSE)
        for got, wanted in pairs
    ):
        return Statement("permuted", "the numbers are right, but in other places")
    return None


PLACES = [  # of a wanted array: where
    ("last", slice(-1, None), slice(None, -1)),
    ("first", slice(0, 1), slice(1, None)),
]


def _places(pairs: Pairs) -> Statement | None:
    """Say which entries, rows or columns are wrong, if they are the same in all pairs."""
    dims = {wanted.ndim for _, wanted in pairs}
    if len(dims) != 1 or dims == {0}:
        return None
    for axis in range(min(dims.pop(), 2)):
        if any(wanted.shape[axis] < 2 for _, wanted in pairs):
            continue
        name = "column" if axis else ROWS.get(pairs[0][1].ndim, ROWS[2])[0]
        for word, part, rest in PLACES:
            parts = [tuple(np.swapaxes(a, 0, axis) for a in pair) for pair in pairs]
            right = all(np.allclose(g[rest], w[rest], CLOSE, CLOSE) for g, w in parts)
            if right:
                return Statement("some-entries", f"only the {word} {name} is wrong")
            wrong = [np.isclose(g, w, CLOSE, CLOSE) for g, w in parts]
            if all(np.all(each[part]) for each in wrong) and all(
                not np.all(each[rest], axis=tuple(range(1, each.ndim))).any() for each in wrong
            ) and all(len(each) > 2 for each in wrong):  # fmt: skip
                return Statement("some-entries", f"only the {word} {name} is right")
    return None


def _by_sign(pairs: Pairs) -> Statement | None:
    got, wanted = (np.concatenate([pair[k].ravel() for pair in pairs]) for k in (0, 1))
    right = np.isclose(got, wanted, CLOSE, CLOSE)
    for sign, word, other in ((1, "positive", "negative"), (-1, "negative", "positive")):
        these, those = sign * wanted > CLOSE, sign * wanted < -CLOSE
        if these.sum() > 2 and those.sum() > 2 and right[these].all() and not right[those].any():
            clause = f"numbers that should be {word} are right, those that should be {other} wrong"
            return Statement("some-entries", clause)
    return None


def _some_entries(pairs: Pairs) -> Statement | None:
    rights = [int(np.sum(np.isclose(got, wanted, CLOSE, CLOSE))) for got, wanted in pairs]
    right, size = sum(rights), sum(wanted.size for _, wanted in pairs)
    if min(rights) > 0 and right >= size / 4 and right < size:
        return Statement("some-entries", f"{right} of {size} numbers are right")
    return None


SAME_SHAPE = [
    _one_value, _signs, _factor, _offset, _rounded,
    _of("transposed", "rows and columns are exchanged", np.transpose),
    _of("reversed", "the numbers are right, in the opposite order", lambda w: w[::-1] if w.ndim
        else w),
    _of("reversed", "each row is right, in the opposite order",
        lambda w: w[:, ::-1] if w.ndim == 2 else w),
    _shifted,
    _of("squared", "every number is the square of what it should be", np.square),
    _of("root-taken", "every number is the square root of what it should be", np.sqrt),
    _of("upside-down", "every number is 1 divided by what it should be", lambda w: 1 / w),
    _of("one-minus", "every number is 1 minus what it should be", lambda w: 1 - w),
    _of("mean-everywhere", "every number is the mean of those that are wanted",
        lambda w: np.full(w.shape, np.mean(w))),
    _clipped, _permuted, _places, _by_sign, _some_entries,
]  # fmt: skip


def _axes(change: Callable) -> list[Callable]:
    return [lambda w, k=k: change(w, k) if w.ndim > k else w for k in (0, 1)]


def _from_more(pairs: Pairs) -> Statement | None:
    """Say how what is wanted follows from an array of more dimensions."""
    for slug, words, change in (
        ("sum-left-out", "add them up", np.sum), ("mean-left-out", "take their mean", np.mean),
    ):  # fmt: skip
        for axis in (None, 0, 1):
            turned = [(wanted, got) for got, wanted in pairs]
            if all(got.ndim > wanted.ndim and got.size > 1 for got, wanted in pairs) and _all(
                turned,
                lambda got, axis=axis, change=change: (
                    change(got, axis=axis) if axis is None or got.ndim > axis else got
                ),
            ):
                which = {None: "", 0: " down the columns", 1: " along the rows"}[axis]
                return Statement(slug, f"the numbers are there: {words}{which}")
    return None


def _a_row_too_many(pairs: Pairs) -> Statement | None:
    for word, part in (("first", slice(1, None)), ("last", slice(None, -1))):
        if all(got.ndim for got, _ in pairs) and _all(
            [(wanted, got) for got, wanted in pairs], lambda got, part=part: got[part]
        ):
            return Statement("one-too-many", f"the {word} is one too many, the rest is right")
    return None


OTHER_SHAPE = [
    _of("wrong-shape", "rows and columns are exchanged", np.transpose),
    _one("wrong-shape", "the numbers are right, the shape is not",
         [np.ravel, lambda w: w[None], lambda w: w[..., None], lambda w: w.T.ravel()]),
    _one("sum-not-vector", "the right numbers are added up to one",
         [np.sum, lambda w: [np.sum(w)]]),
    _one("averaged", "the mean of the right numbers is taken",
         [np.mean, lambda w: [np.mean(w)]]),
    _one("sum-not-vector", "the right numbers are added up along one axis", _axes(np.sum)),
    _one("averaged", "the mean of the right numbers is taken along one axis", _axes(np.mean)),
    _from_more, _a_row_too_many,
    _of("last-missing", "the last is missing, the rest is right",
        lambda w: w[:-1] if w.ndim else w),
    _of("first-missing", "the first is missing, the rest is right",
        lambda w: w[1:] if w.ndim else w),
    _one("only-first", "only the first is there",
         [lambda w: w[0] if w.ndim else w, lambda w: w[:1] if w.ndim else w]),
    _one("only-last", "only the last is there",
         [lambda w: w[-1] if w.ndim else w, lambda w: w[-1:] if w.ndim else w]),
    _one("largest-only", "only the largest or smallest number is there", [np.max, np.min]),
]  # fmt: skip
