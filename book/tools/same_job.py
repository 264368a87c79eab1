"""Find which functions of `mlp` do an exercise's whole job: write `mlp/checks/same_job.py`.

    python -m book.tools.same_job

An answer may call what comes before it in the course, and the functions of no exercise, unless one
of them is the answer already, or the answer in other clothes. Nobody's judgement decides that: each
such function is tried against each check, as it is and through the wrappers that come to mind:
arguments in another order, negated, doubled or halved, as a network of one layer or one neuron,
with the identity as activation function; the result negated, transposed, its first or last part,
times an argument, shifted and scaled as tanh and the sigmoid are.
"""

import inspect
import io
import itertools
import json
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, redirect_stdout
from functools import partial
from pathlib import Path

import numpy as np

import mlp
from mlp import checks
from mlp.checks import calling, rehearsal
from mlp.exercises import EXERCISES, earlier

TRIAL_SECONDS = 30.0  # for a check: an answer that takes longer is none
EXAMPLES = 3  # of a check, before all of it is run
PLACE = Path(mlp.__file__).parent / "checks" / "same_job.py"
HEAD = '''"""Which functions of `mlp` do an exercise's whole job, found by trying each of them.

Made by ``python -m book.tools.same_job``, which says how; not to be edited. For each exercise,
`OTHERS` names such functions of no exercise, and `EARLIER` those of earlier exercises, which do the
job only where they are given all of its examples at once.
"""
'''
Answer = Callable[..., object]


def found() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return what `same_job.py` holds: `OTHERS` and `EARLIER`."""
    free = sorted(name for name in mlp.__all__ if name not in EXERCISES and _is_function(name))
    others, before = {}, {}
    for exercise in EXERCISES:
        others[exercise] = [name for name in free if does_the_job(name, exercise)]
        before[exercise] = [
            name for name in earlier(exercise) if does_the_job(name, exercise, wrapped=False)
        ]
    return _without_empty(others), _without_empty(before)


def does_the_job(name: str, exercise: str, *, wrapped: bool = True) -> bool:
    """Say whether a function of `mlp` passes an exercise's check.

    Parameters
    ----------
    name, exercise : str
    wrapped : bool, default True
        Whether to try the wrappers too.
    """
    function, examples = getattr(mlp, name), _examples(exercise)
    wrappers = [lambda answer: answer, *(_wrappers(exercise) if wrapped else [])]
    if "rng" in EXERCISES[exercise].arguments:  # another right answer gives other numbers
        wrappers, examples = [wrappers[0], *_by_names(exercise)] if wrapped else wrappers, []
    for wrapper in wrappers:
        answer = wrapper(function)
        if all(_agree(answer, *example) for example in examples) and _passes(answer, exercise):
            return True
    return False


def _is_function(name: str) -> bool:
    function = inspect.unwrap(getattr(mlp, name)) if callable(getattr(mlp, name)) else None
    return inspect.isfunction(function) and function.__module__.startswith("mlp.core.")


def _without_empty(table: dict[str, list[str]]) -> dict[str, list[str]]:
    return {key: value for key, value in table.items() if value}


def _examples(exercise: str) -> list[tuple[tuple, object]]:
    """Return the arguments of a check's first calls, and what the reference gives for them."""
    reference = getattr(mlp, exercise)
    seen: list[tuple[tuple, object]] = []

    def record(*args):
        result = reference(*args)
        if len(seen) < EXAMPLES:
            seen.append((args, result))
        return result

    _passes(record, exercise)
    return seen


def _agree(answer: Answer, args: tuple, wanted: object) -> bool:
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            return _equal(answer(*args), wanted)
    except Exception:  # any function may fail on arguments that are not its own
        return False


def _equal(result: object, wanted: object) -> bool:
    if isinstance(wanted, list | tuple):
        both = list(result), list(wanted)
        return len(both[0]) == len(both[1]) and all(map(_equal, *both))
    result, wanted = np.asarray(result, float), np.asarray(wanted, float)
    return result.shape == wanted.shape and np.allclose(result, wanted, 1e-6, 1e-6)


def _passes(answer: Answer, exercise: str) -> bool:
    before, rehearsal.ON = rehearsal.ON, False  # these are functions of mlp: they come to an end
    try:
        with redirect_stdout(io.StringIO()), calling.limited(TRIAL_SECONDS):
            getattr(checks, exercise)(answer)
    except (AssertionError, calling.CallTimeout):
        return False
    finally:
        rehearsal.ON = before
    return True


def _wrappers(exercise: str) -> list[Callable[[Answer], Answer]]:
    """Return what to make of a function before it is tried as the answer to an exercise."""
    n = len(EXERCISES[exercise].arguments)
    parts = itertools.product(_arguments(n), ({}, {"activation": mlp.identity}), _results(n))
    plain = [partial(_wrapped, before, named, after) for before, named, after in parts]
    return [*plain, *_by_names(exercise), _a_step]


def _by_names(exercise: str) -> list[Callable[[Answer], Answer]]:
    return [partial(_by_name, EXERCISES[exercise].arguments, epochs) for epochs in (1, 30)]


def _wrapped(before: Callable, named: dict, after: Callable, function: Answer) -> Answer:
    if not named.keys() <= set(_parameters(function)):
        named = {}
    return lambda *args: after(function(*before(*args), **named), *args)


def _by_name(arguments: list[str], epochs: int, function: Answer) -> Answer:
    """Hand each argument on under its name; what a function of training asks besides is given."""

    def answer(*args):
        given = {"epochs": epochs, "batch_size": 10, "learning_rate": 1.0}
        given |= dict(zip(arguments, args, strict=True))
        if "Y" in given:
            given["labels"] = np.argmax(given["Y"], axis=1)
        return function(**{name: given[name] for name in _parameters(function) if name in given})

    return answer


def _parameters(function: Answer) -> list[str]:
    return list(inspect.signature(function).parameters)


def _a_step(function: Answer) -> Answer:
    """Make an answer of the difference that one step of training with all examples makes."""

    def answer(X, Y, weights, biases, *rest):
        rng = np.random.default_rng(0)
        labels = np.argmax(Y, axis=1) if np.ndim(Y) == 2 else Y
        step = {"epochs": 1, "batch_size": len(X), "learning_rate": 1.0, "rng": rng}
        after = function(X, labels, weights, biases, **step)
        pairs = zip((weights, biases), after, strict=True)
        return tuple([a - b for a, b in zip(*both, strict=True)] for both in pairs)

    return answer


def _arguments(n: int) -> Iterator[Callable]:
    """Give ways to hand the arguments on."""
    orders = itertools.permutations(range(n)) if n <= 3 else [range(n)]
    for order in orders:
        yield lambda *args, order=tuple(order): [args[k] for k in order]
    for factor in (-1.0, 0.5, 2.0):
        yield lambda *args, factor=factor: [np.multiply(factor, each) for each in args]
    if n == 1:  # one neuron for each number
        yield lambda z: (np.ones(1), [np.ravel(z)[:, np.newaxis]], [np.zeros(np.size(z))])
    if n == 3:  # one layer, or one neuron
        yield lambda a, W, b: (np.atleast_1d(a), [np.atleast_2d(W)], [np.atleast_1d(b)])
        yield lambda x, w, b: (np.reshape(x, (-1, 1)), [np.array([[w]])], [np.array([b])])
    if n == 4:  # one example as a batch
        yield lambda x, y, *rest: (np.atleast_2d(x), np.atleast_2d(y), *rest)


def _results(n: int) -> Iterator[Callable]:
    """Give ways to make the answer of a result."""
    yield lambda result, *args: result
    yield lambda result, *args: np.negative(result)
    yield lambda result, *args: np.transpose(result)
    yield lambda result, *args: result[0]
    yield lambda result, *args: result[-1]
    yield lambda result, *args: np.ravel(result[-1])[0]
    yield lambda result, *args: np.reshape(result, np.shape(args[0]))
    yield lambda result, *args: np.reshape(result[-1], np.shape(args[0]))
    for factor, shift in ((0.5, 0.5), (0.25, 0.0), (4.0, 0.0), (2.0, -1.0)):
        yield lambda result, *args, f=factor, s=shift: f * np.asarray(result) + s
    for k in range(n):
        yield lambda result, *args, k=k: np.multiply(result, args[k])


@contextmanager
def _unwatched() -> Iterator[None]:
    """Let the checks take the functions of `mlp` for a student's."""
    before = calling.watching
    calling.watching = lambda exercise: nullcontext([])
    try:
        yield
    finally:
        calling.watching = before


def text() -> str:
    """Return the text of `mlp/checks/same_job.py`."""
    with _unwatched():
        tables = dict(zip(("OTHERS", "EARLIER"), found(), strict=True))
    lines = [HEAD]
    for name, table in tables.items():
        lines.append(f"\n{name}: dict[str, tuple[str, ...]] = {{")
        lines += [
            f"    {json.dumps(key)}: ({''.join(f'{json.dumps(each)}, ' for each in value)[:-1]}),"
            if len(value) == 1
            else f"    {json.dumps(key)}: ({', '.join(map(json.dumps, value))}),"
            for key, value in table.items()
        ]
        lines.append("}")
    return "\n".join(lines).replace('"""\n\n\n', '"""\n\n') + "\n"


if __name__ == "__main__":
    PLACE.write_text(text(), encoding="utf-8")
