"""Where the student's functions take the place of those of `mlp`, and how a check goes back.

A public function calls what its ``__wrapped__`` is, and the functions of the core find each other
by the names of their modules and by their own default arguments. These are the places that
`put` fills; the originals are kept beside them. While a check runs, `mlp` is its own: what an
answer is compared with, and what it may call, is never an answer.
"""

import inspect
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from types import FunctionType, ModuleType

import mlp

PASSED: dict[str, Callable] = {}  # exercise: the function that its check found right last
YOURS: dict[str, Callable] = {}  # exercise: the function that is in the place of the reference
_undo: list[Callable[[], object]] = []  # what puts the originals back


def put(yours: dict[str, Callable]) -> None:
    """Let `mlp` run on these functions, each under the name of its reference, and on no others."""
    _take_out()
    YOURS.clear()
    YOURS.update(yours)
    _put_in()


@contextmanager
def reference_alone() -> Iterator[None]:
    """Let `mlp` run on its own functions for a while."""
    if not _undo:  # nothing is in use, or this is a check inside of a check
        yield
        return
    _take_out()
    try:
        yield
    finally:
        _put_in()


def _put_in() -> None:
    originals = {name: inspect.unwrap(getattr(mlp, name)) for name in YOURS}
    for name, original in originals.items():
        own = _in_order(YOURS[name], original)
        _set(getattr(mlp, name), "__wrapped__", own)
        for module in _core():
            if vars(module).get(name) is original:
                _set(module, name, own)
            for function in _functions(module):
                _set_defaults(function, original, own)
    if YOURS:
        _train_by_the_loop(originals)


def _train_by_the_loop(originals: dict[str, Callable]) -> None:
    """Leave out the fast way of `sgd`, which has its own backpropagation inside."""
    training, rules = sys.modules["mlp.core.training"], sys.modules["mlp.rules"]
    gradient = inspect.unwrap(mlp.backprop_batch)
    _set(training, "backprop_batch", None)  # no gradient is the one that has a fast way
    _set(rules, "backprop_batch", None)
    _set(rules, "default_gradient", gradient)
    _set(training, "sgd", mlp.sgd)  # `train` calls it: with what it asks of pixels and gradient


def _take_out() -> None:
    while _undo:
        _undo.pop()()


def _set(owner: object, name: str, value: object) -> None:
    before = getattr(owner, name)
    _undo.append(lambda: setattr(owner, name, before))
    setattr(owner, name, value)


def _set_defaults(function: FunctionType, original: Callable, own: Callable) -> None:
    named = function.__kwdefaults__ or {}
    if any(value is original for value in named.values()):
        changed = {key: own if value is original else value for key, value in named.items()}
        _set(function, "__kwdefaults__", changed)


def _core() -> list[ModuleType]:
    return [module for name, module in sys.modules.items() if name.startswith("mlp.core.")]


def _functions(module: ModuleType) -> list[FunctionType]:
    return [each for each in vars(module).values() if isinstance(each, FunctionType)]


def _in_order(function: Callable, original: Callable) -> Callable:
    """Return a function that can be called by the original's names of the arguments."""
    names = list(inspect.signature(original).parameters)
    try:
        if list(inspect.signature(function).parameters) == names:
            return function
    except (TypeError, ValueError):  # it does not say
        pass

    @wraps(function)
    def by_place(*args, **named):
        return function(*args, *(named[name] for name in names if name in named))

    return by_place
