"""What the tests of the chapters' worked examples share."""

import numpy as np

# Wrong in another way than by its value: no example shows that.
OTHERWISE = {
    "mutates-input", "calls-the-reference", "keeps-state", "not-attempted",
    "not-shuffled", "same-order-each-call", "generator-ignored", "with-replacement",
}  # fmt: skip


def numbers(result):
    """List all numbers of a result, whatever it is nested in."""
    if isinstance(result, (list, tuple)):
        return [number for part in result for number in numbers(part)]
    return np.ravel(np.asarray(result, float)).tolist()


def alike(result, right):
    """Return whether two results have the same form and, but for rounding, the same numbers."""
    if isinstance(right, (list, tuple)):
        return len(result) == len(right) and all(map(alike, result, right))
    return np.shape(result) == np.shape(right) and np.allclose(result, right, atol=0.002)
