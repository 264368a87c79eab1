"""The functions of mlp that a student's process may have computed here, and what it asked for.

The exercises of a chapter are missing from the student's mlp. Their own lines may use them all the
same, as helpers of another exercise, so they are computed on this side: all but those that tell the
answer to the exercise whose test runs.
"""

from collections.abc import Callable, Iterable

import numpy as np

import mlp
from mlp.checks.reference import HELPERS, own_job
from mlp.grading.processes import redact, wire
from mlp.grading.processes.cells import CellTimeout, limited


class OutOfReach(Exception):
    """A reference was asked for that is the exercise itself."""


class References:
    """What one submission may ask of mlp, and what it has asked.

    Parameters
    ----------
    exercises : iterable of str
        What the chapter asks for, in order.
    seconds : float
        What one call may take.
    """

    def __init__(self, exercises: Iterable[str], seconds: float) -> None:
        self.order, self.seconds = list(exercises), seconds
        self._known = redact.same_job(set(self.order))
        self._exercise = ""  # what is being tested
        self._watched: dict = {}
        self._through: set[str] = set()  # references that call what is being tested
        self.caught: list[str] = []  # references that the tested function asked for

    def watch(self, exercise: str) -> None:
        """Refuse, from now on, the references that tell the answer of this exercise."""
        self._exercise, self.caught = exercise, []
        self._watched = own_job(exercise) if exercise else {}
        self._through = redact.users(exercise) - self._watched.keys()

    def call(self, name: str, args: tuple, named: dict, helper: str):
        """Return what a function of mlp gives.

        Parameters
        ----------
        name : str
        args, named : tuple and dict
            What it is called with.
        helper : str
            The function of mlp that asked for it, if that is to be believed.

        Raises
        ------
        OutOfReach
            If it is the exercise itself.
        WireError
            If it is no exercise, so that nobody had to ask for it.
        """
        if name not in self._known:
            raise wire.WireError("not an exercise")
        if self._is_refused(name, [*args, *named.values()], helper):
            self.caught.append(name)
            raise OutOfReach(f"mlp.{name} is the exercise itself: write it yourself")
        try:
            with limited(self.seconds):
                return getattr(mlp, name)(*args, **named)
        except CellTimeout:
            raise TimeoutError(f"mlp.{name} ran longer than {self.seconds:.0f} s") from None

    def as_argument(self, name: str) -> Callable:
        """Return a function of mlp that is an argument; one that tells the answer asks first."""
        if name not in mlp.__all__ or not callable(getattr(mlp, name)):
            raise wire.WireError("not a function of mlp")
        if name not in self._telling(self._exercise):
            return getattr(mlp, name)
        return lambda *args, **named: self.call(name, args, named, "")

    def _telling(self, exercise):
        """Return the references that may tell an exercise's answer.

        Its own, those that call it, and all later ones: a step of training tells the gradient.
        """
        own = redact.same_job({exercise})
        own = own.union(redact.users(exercise) & self._known)
        if exercise not in self.order:
            return own
        here = self.order.index(exercise)
        return own | redact.same_job(set(self.order[here + 1 :])) - set(self.order[:here])

    def _is_refused(self, name, args, helper):
        if helper in HELPERS.get(name, ()):
            return False
        if name in self._watched:
            return self._watched[name](next(iter(args), None))
        return name in self._through
