"""Questions about mistakes: 'which mistake made this number?', from the mistakes that checks know.

A question shows a call of an exercise's function on small numbers, what is right, what somebody's
function gave, and four mistakes; one of the four gives that number, the other three do not.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mlp import checks
from mlp.checks import comparing, writing
from mlp.checks.mistakes import Variant
from mlp.exercises import EXERCISES, NOTEBOOKS, of_chapter

CHOICES = 4
ENTRIES = 4  # so many numbers a result may have, to be read at a glance
_SYMBOL = re.compile(r"[b-z]\b|[a-z]+_|a (and|is)\b")  # x stays x; "a number …" begins with A
TRIES = 200  # draws of an exercise before the rest is given up


@dataclass(frozen=True)
class Question:
    """One question.

    Attributes
    ----------
    exercise : str
    call, wanted, given : str
        The call, the right result, and the wrong one, as text.
    choices : tuple of str
        What may have been done wrong.
    explained : tuple of str
        Of each choice, what it gives for these numbers and what the check says of it.
    right : int
        Which choice it is.
    """

    exercise: str
    call: str
    wanted: str
    given: str
    choices: tuple[str, ...]
    explained: tuple[str, ...]
    right: int


def before(chapter: str) -> list[str]:
    """Return the exercises of the chapters before one.

    Raises
    ------
    ValueError
        If there is no such chapter, or none before it.
    """
    chapters = list(NOTEBOOKS)
    if chapter not in chapters[1:]:
        raise ValueError(
            f"{chapter!r} has no warm-up, which asks about the chapters before: "
            f"expected one of {', '.join(chapters[1:])}"
        )
    earlier = chapters[: chapters.index(chapter)]
    return [exercise.name for name in earlier for exercise in of_chapter(name)]


def draw(exercises: Sequence[str], rng: np.random.Generator, count: int = 5) -> list[Question]:
    """Draw questions about different exercises, as long as there are enough of these.

    Parameters
    ----------
    exercises : sequence of str
        What may be asked about.
    rng : numpy.random.Generator
        The same state gives the same questions.
    count : int, default 5
        How many.

    Raises
    ------
    ValueError
        If these exercises do not give so many questions.

    Examples
    --------
    >>> question, = draw(["line"], np.random.default_rng(0), 1)
    >>> question.exercise, len(question.choices)
    ('line', 4)
    """
    found, asked = [], set()
    order = list(rng.permutation(list(exercises)))
    for turn in range(TRIES):
        if len(found) == count or not order:
            break
        name = str(order[turn % len(order)])
        question = _question(name, rng)
        if question is not None and (question.call, question.given) not in asked:
            found.append(question)
            asked.add((question.call, question.given))
    if len(found) < count:
        raise ValueError(f"these exercises give {len(found)} questions, not {count}")
    return found


def pool(exercises: Sequence[str], rng: np.random.Generator, count: int) -> list[list[Question]]:
    """Return so many questions about each exercise, with different numbers, in a random order.

    Exercises that give no question, or give fewer, are left out.
    """
    found = []
    for name in rng.permutation(list(exercises)):
        drawn = filter(None, (_question(str(name), rng) for _ in range(3 * count)))
        different = list({(each.call, each.given): each for each in drawn}.values())
        if len(different) >= count:
            found.append(different[:count])
    return found


def _question(name: str, rng: np.random.Generator) -> Question | None:
    """Return a question about an exercise, or None if its first case gives none."""
    check = getattr(checks, name)
    if EXERCISES[name].parts or not check.by_value:
        return None
    case = check.cases(rng)[0]
    if not writing.is_small(case.args):
        return None
    wanted = check.reference(*comparing.in_float64(comparing.copied(case.args)))
    if not _is_short(wanted):
        return None
    given = {}  # phrase: (value, the whole sentence)
    for known in check.known:
        if isinstance(known, Variant):
            value, phrase = known._value(case.args), _phrase(known.says)
            if _is_short(value) and not comparing.agree(value, wanted, 1e-3):
                given.setdefault(phrase, (value, known.says))
    return _ask(name, check, case, wanted, _apart(given, rng), rng)


def _ask(name, check, case, wanted, given, rng) -> Question | None:
    if len(given) < CHOICES:
        return None
    phrases = list(given)[:CHOICES]
    right = int(rng.integers(CHOICES))
    return Question(
        name,
        writing.call(name, check.reference, case.args, bare=False),
        writing.short(wanted),
        writing.short(given[phrases[right]][0]),
        tuple(phrases),
        tuple(f"That gives {writing.short(value)}: {says}" for value, says in given.values())[
            :CHOICES
        ],
        right,
    )


def _apart(given: dict, rng: np.random.Generator) -> dict:
    """Return mistakes, in a random order, whose numbers differ at a glance."""
    apart = {}
    for phrase in rng.permutation(list(given)):
        value = given[str(phrase)][0]
        if all(not comparing.agree(value, other, 1e-3) for other, _ in apart.values()):
            apart[str(phrase)] = given[str(phrase)]
    return apart


def _phrase(says: str) -> str:
    """Return what was done: the first sentence, without its full stop.

    Examples
    --------
    >>> _phrase("the bias is left out. Where does b stand?"), _phrase("x is left out.")
    ('The bias is left out', 'x is left out')
    """
    first = re.split(r"(?<=[.?!:;])\s", says)[0].rstrip(".:;")
    return first if _SYMBOL.match(first) else first[0].upper() + first[1:]


def _is_short(value) -> bool:
    array = comparing.numbers(value) if value is not None else None
    return array is not None and array.size <= ENTRIES and bool(np.all(np.isfinite(array)))
