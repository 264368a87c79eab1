"""The functions of mlp that a student's process may have computed here, and what it asked for.

Some functions are missing from the student's mlp: those that the answer to one of the chapter's
exercises may not call, and those that call them. Cells and other exercises may use them all the
same, so they are computed on this side, except while the test of such an exercise runs.
"""

import inspect
from collections.abc import Callable

import mlp
from mlp.checks.reference import forbidden, refuse
from mlp.grading.processes import wire
from mlp.grading.processes.cells import CellTimeout, limited


class References:
    """What one submission may ask of mlp, and what it has asked.

    Parameters
    ----------
    seconds : float
        What one call may take.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._refused: dict = {}
        self.forbidden_calls: list[str] = []  # refused functions that the tested function asked for

    def watch(self, exercise: str) -> None:
        """Refuse, from now on, what the answer to this exercise may not call; for '' nothing."""
        self.forbidden_calls = []
        self._refused = forbidden(exercise) if exercise else {}

    def call(self, name: str, args: tuple, named: dict):
        """Return what a function of mlp gives.

        Raises
        ------
        NotAvailable
            If the answer that is tested may not call it.
        WireError
            If there is no such function.
        """
        if not _is_public(name):
            raise wire.WireError("not a function of mlp")
        values = [*args, *named.values()]
        passed = [value.__name__ for value in values if _is_of_mlp(value)]
        caught = refuse(self._refused, name, next(iter(values), None), passed)
        if caught:
            self.forbidden_calls += caught
            raise wire.NotAvailable(f"the answer may not call mlp.{caught[0]}")
        try:
            with limited(self.seconds):
                return getattr(mlp, name)(*args, **named)
        except CellTimeout:
            raise TimeoutError(f"mlp.{name} ran longer than {self.seconds:.0f} s") from None

    def as_argument(self, name: str) -> Callable:
        """Return a function of mlp that comes as a value; a refused one asks first when called."""
        if not _is_public(name):
            raise wire.WireError("not a function of mlp")
        if name not in self._refused:
            return getattr(mlp, name)

        def asking(*args, **named):
            return self.call(name, args, named)

        asking.__name__, asking.__module__ = name, "mlp"
        return asking


def _is_public(name: str) -> bool:
    return name in mlp.__all__ and inspect.isfunction(getattr(mlp, name))


def _is_of_mlp(value: object) -> bool:
    return inspect.isfunction(value) and value.__module__ == "mlp" and _is_public(value.__name__)
