"""What an answer does on a few inputs that are the same for everybody, as a short digest.

Two wrong answers with one digest are wrong in the same way, whatever numbers their tests drew.
"""

import hashlib
from collections.abc import Callable

import numpy as np

from mlp.checks import comparing
from mlp.checks.errors import StudentRaised

SEED, CASES, DIGITS = 20_301, 4, 6


def probe(check, student: Callable) -> str:
    """Return a digest of what a student's function gives for the first cases of a check.

    Parameters
    ----------
    check : mlp.checks.check.Check
    student : callable
        With the protocol of `mlp.checks.calling.Student`.

    Examples
    --------
    >>> from mlp import checks
    >>> doubled, added = lambda x, m, b: 2 * m * x + b, lambda x, m, b: m * x + b + m * x
    >>> probe(checks.line, doubled) == probe(checks.line, added) != probe(checks.line, max)
    True
    """
    given = []
    for case in check.cases(np.random.default_rng(SEED))[:CASES]:
        try:
            value = comparing.copied(student(*comparing.copied(case.args)))
        except StudentRaised as error:
            given.append(error.type_name)
        except (ArithmeticError, LookupError, TypeError, ValueError) as error:
            given.append(type(error).__name__)
        else:
            given.append(_written(value))
    return hashlib.sha256("\n".join(given).encode()).hexdigest()[:8]


def _written(value) -> str:
    """Return a value as text, in which close numbers are the same."""
    array = comparing.numbers(value)
    if array is not None:
        return f"{np.shape(array)}{[f'{number:.{DIGITS}g}' for number in np.ravel(array)]}"
    if comparing.has_parts(value):
        return f"({','.join(map(_written, value))})"
    return type(value).__name__
