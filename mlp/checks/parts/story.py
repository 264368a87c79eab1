"""Chapter 3, what happened in one call of sgd_epoch, told by the calls of `gradient`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from mlp.checks import comparing
from mlp.checks.cases import Outcome
from mlp.checks.parts.backward import backward
from mlp.checks.samples import Recorded, flat

CLOSE = 1e-6

# Of theta, its gradient, the learning rate, how many rows, and which entries are biases.
Rule = Callable[[np.ndarray, np.ndarray, float, int, np.ndarray], np.ndarray]


class Gradient(Recorded):
    """The function `gradient` handed to the student's, which remembers all that it was asked."""

    def __init__(self):
        super().__init__(backward, "gradient")

    def __call__(self, X, Y, weights, biases):
        """Return the gradient averaged over the rows."""
        X, Y = np.array(X, float), np.array(Y, float)
        weights, biases = [[np.array(p, float) for p in ps] for ps in (weights, biases)]
        if X.ndim != 2 or X.shape[1] != weights[0].shape[1] or not len(X):
            raise ValueError(
                f"gradient wants examples as rows, X of shape (n, {weights[0].shape[1]}), "
                f"got {X.shape}"
            )
        if Y.shape != (len(X), len(biases[-1])):
            raise ValueError(
                f"gradient wants Y of shape {(len(X), len(biases[-1]))} for these rows, "
                f"got {Y.shape}"
            )
        self.points.append((X, Y, weights, biases))
        return backward(X, Y, weights, biases)


@dataclass(frozen=True)
class Story:
    """What happened in one call.

    Attributes
    ----------
    calls : list of int arrays
        The examples in each call of `gradient`; -1 for a row that is none of them.
    paired : bool
        Each row came with its own desired output.
    mixed : bool
        Some came with that of another.
    batches : list of int arrays
        The examples that led to each step, as far as the weights at the calls tell.
    """

    calls: list[np.ndarray]
    paired: bool
    mixed: bool
    batches: list[np.ndarray]

    @property
    def batches_by_call(self) -> list[np.ndarray]:
        """The examples of each call; the same call twice in a row counts once."""
        return [
            call
            for k, call in enumerate(self.calls)
            if k == 0 or not np.array_equal(call, self.calls[k - 1])
        ]


def _distinct(rows: np.ndarray) -> np.ndarray:
    """Return each number once, in the order of their first coming."""
    return rows[np.sort(np.unique(rows, return_index=True)[1])]


def story_of(outcome: Outcome) -> Story:
    """Return what happened in this call, as far as the calls of `gradient` tell."""
    X, Y = (np.asarray(rows, float) for rows in outcome.case.args[:2])
    calls, paired, mixed, thetas = [], True, False, []
    for rows, wanted, weights, biases in outcome.points:
        distances = np.abs(rows[:, None] - X).max(axis=2)  # of each row asked from each example
        found = np.where(distances.min(axis=1) < CLOSE, distances.argmin(axis=1), -1)
        calls.append(found)
        known = found >= 0
        if not np.allclose(wanted[known], Y[found[known]], rtol=0, atol=CLOSE):
            paired = False
            others = np.abs(wanted[:, None] - Y).max(axis=2).min(axis=1)
            mixed = mixed or bool(np.all(others < CLOSE))
        thetas.append(flat(weights, biases))
    return Story(calls, paired, mixed, _batches(outcome, calls, thetas))


def _batches(outcome: Outcome, calls: Sequence, thetas: Sequence) -> list[np.ndarray]:
    """Return the examples behind each step.

    A step may follow from several calls at the same weights (one for each example, or one for the
    weights and one for the biases); a call that no step follows from does not count.
    """
    starts = [k for k, theta in enumerate(thetas) if k == 0 or not _same(theta, thetas[k - 1])]
    ends = [*starts[1:], len(calls)] if starts else []
    try:
        final = flat(*outcome.value)
    except Exception:  # it may have returned anything
        final = np.zeros(0)
    batches = []
    for start, end in zip(starts, ends, strict=True):
        after = thetas[end] if end < len(thetas) else final
        choices = [_distinct(np.concatenate(calls[start:end])), *calls[start:end]]
        if len(choices) > 2 and not any(np.any(choice < 0) for choice in choices):
            steps = (_after(outcome, thetas[start], choice) for choice in choices)
            fits = [c for c, step in zip(choices, steps, strict=True) if _same(step, after, CLOSE)]
            choices = fits or choices
        if not _same(thetas[start], after):
            batches.append(choices[0])
    return batches


def _same(theta: np.ndarray, other: np.ndarray, tolerance: float = 1e-12) -> bool:
    return theta.shape == other.shape and np.allclose(theta, other, rtol=0, atol=tolerance)


def _after(outcome: Outcome, theta: np.ndarray, batch: np.ndarray) -> np.ndarray:
    X, Y, weights, biases, _, rate, _, _ = outcome.case.args
    gradient = backward(X[batch], Y[batch], *_unflat(theta, weights, biases))
    return theta - rate * flat(*gradient)


def _unflat(theta: np.ndarray, weights, biases):
    parts, start = [], 0
    for p in (*weights, *biases):
        parts.append(theta[start : start + p.size].reshape(p.shape))
        start += p.size
    return parts[: len(weights)], parts[len(weights) :]


def descend(theta, gradient, rate, n, is_bias):
    """Take the right step."""
    return theta - rate * gradient


def replay(outcome: Outcome, batches: Sequence[np.ndarray], rule: Rule = descend, renew=True):
    """Return the network after a step by this rule with each of these batches.

    Parameters
    ----------
    outcome : Outcome
        The call: where it started, its examples and learning rate.
    batches : sequence of int arrays
        The examples of each step.
    rule : callable
        Takes the step.
    renew : bool
        Each step has the gradient where the last one ended, not that of the start.
    """
    X, Y, weights, biases, _, rate, _, _ = comparing.in_float64(outcome.case.args)
    theta = start = flat(weights, biases)
    is_bias = np.arange(theta.size) >= sum(W.size for W in weights)
    for batch in batches:
        at = _unflat(theta if renew else start, weights, biases)
        theta = rule(theta, flat(*backward(X[batch], Y[batch], *at)), rate, len(batch), is_bias)
    return _unflat(theta, weights, biases)
