"""What a student gets to work with: the failing arguments, hints in steps, the line to look at."""

from collections.abc import Sequence

from mlp.checks import comparing
from mlp.checks.language import translated

_last = {}  # "args": the arguments of the case that the last failing check showed
_steps = {}  # exercise: how many hints it has given


def keep(args: tuple) -> None:
    """Keep the arguments of a failing case for `last_case`."""
    _last["args"] = comparing.copied(args)


def last_case():
    """Return the arguments that the last check that failed has shown.

    Returns
    -------
    tuple, or the argument itself if there is one
        Copies: change them as you like.

    Raises
    ------
    LookupError
        If no check has failed yet.

    Examples
    --------
    >>> from mlp import checks
    >>> try:
    ...     checks.line(lambda x, slope, intercept: slope * x, rng=0)
    ... except checks.Mistake:
    ...     x, slope, intercept = checks.last_case()
    >>> abs((slope * x + intercept) - slope * x - intercept) < 1e-9
    True
    """
    if "args" not in _last:
        raise LookupError("no check has failed yet: run a check first, checks.NAME(NAME)")
    args = comparing.copied(_last["args"])
    return args[0] if len(args) == 1 else args


class Helps:
    """A check that gives hints."""

    name: str
    hints: Sequence[str]

    def hint(self) -> None:
        """Print the next step of help; after the last one it begins again."""
        if not self.hints:
            none = f"{self.name}: there is no hint for this one. Read its task once more."
            print(translated(none))
            return
        step = _steps.get(self.name, 0) % len(self.hints)
        _steps[self.name] = step + 1
        more = "" if step + 1 < len(self.hints) else " (the last)"
        begin = f"{self.name}, hint {step + 1} of {len(self.hints)}{more}:"
        print(f"{translated(begin)} {translated(self.hints[step])}")
