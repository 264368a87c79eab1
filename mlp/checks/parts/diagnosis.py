"""Chapter 4, why a trained network reads too few digits."""

from dataclasses import dataclass

import numpy as np

import mlp
from mlp.checks.parts.trial import Trial
from mlp.checks.samples import flat, forward


@dataclass(frozen=True)
class Signs:
    """What a training that did not succeed has left behind.

    Attributes
    ----------
    before, after : float
        The cost on the training digits.
    accuracy : float
        On the training digits.
    contrast : float
        How much the right output is above the others, in units of how the outputs vary.
    spread : float
        How much the outputs vary from digit to digit.
    shift : float
        How far the mean output is above 0.1.
    bent : float or None
        How far the way from the start is from the first gradient's direction: 1 − cos; None if
        it did not begin at the weights given.
    live : float
        Mean slope a (1 − a) of the outputs: 0 if all are stuck at 0 or 1.
    """

    before: float
    after: float
    accuracy: float
    contrast: float
    spread: float
    shift: float
    bent: float | None
    live: float


def _signs(trial: Trial) -> Signs:
    start = forward(trial.X, trial.weights, trial.biases)
    A = forward(trial.X, *trial.trained)
    right = trial.Y.argmax(axis=1)
    spread = (A - A.mean(axis=0)).std()
    above = A[np.arange(len(A)), right].mean() - A.mean()
    return Signs(
        before=float(np.mean(np.sum((start - trial.Y) ** 2, axis=1))),
        after=float(np.mean(np.sum((A - trial.Y) ** 2, axis=1))),
        accuracy=float(np.mean(A.argmax(axis=1) == right)),
        contrast=float(above / spread) if spread > 1e-9 else 0.0,
        spread=float(spread),
        shift=float(A.mean() - 0.1),
        bent=_bent(trial),
        live=float(np.mean(A * (1 - A))),
    )


def _bent(trial: Trial) -> float | None:
    dark = ~np.any(trial.X, axis=0)  # no gradient ever reaches the weights of these pixels
    if not np.allclose(trial.trained[0][0][:, dark], trial.weights[0][:, dark], atol=1e-7):
        return None
    way = flat(*trial.trained) - flat(trial.weights, trial.biases)
    X = trial.X.astype(float)
    start = [[p.astype(float) for p in parts] for parts in (trial.weights, trial.biases)]
    gradient = flat(*mlp.backprop_batch(X, trial.Y.astype(float), *start))
    lengths = np.linalg.norm(way) * np.linalg.norm(gradient)
    return float(1 + way @ gradient / lengths) if lengths else 0.0


def _unchanged(trial: Trial) -> str | None:
    """Return the name of the mistake that leaves some arrays as they were, or None."""
    parts = [
        [np.array_equal(new, old) for new, old in zip(news, olds, strict=True)]
        for news, olds in zip(trial.trained, (trial.weights, trial.biases), strict=True)
    ]
    if all(map(all, parts)):
        return "not-trained"
    if all(parts[0]):
        return "weights-not-updated"
    if all(parts[1]):
        return "biases-not-updated"
    if any(w and b for w, b in zip(*parts, strict=True)):
        return "layer-left-out"
    return None


SAYS = {
    "not-trained": "The weights are those of an untrained network. Take steps, and return what "
    "they lead to.",
    "weights-not-updated": "The weights are as they were: only the biases have learned.",
    "biases-not-updated": "The biases are as they were: only the weights have learned.",
    "layer-left-out": "One layer is as it was. A step changes the weights and biases of all.",
    "argument-ignored": "It does not read the digits by the names in Y: the check has given them "
    "other names, every 3 may be called 7. Train with the X and Y that come in.",
    "gradient-ascent": "The cost has risen, from {before:.3g} to {after:.3g}. The gradient points "
    "uphill: subtract it.",
    "learning-rate-too-big": "All outputs are stuck near 0 or 1, so no gradient is left: the steps "
    "were too big. Try a learning rate near 1.",
    "too-few-steps-one": "The network has taken one step along the gradient of all digits. It "
    "needs thousands: a step for each mini-batch, many times through.",
    "too-few-steps": "It is on its way, but has not gone far: the cost fell from {before:.3g} to "
    "{after:.3g}. Try more epochs, smaller batches, or a learning rate near 1.",
    "too-few-steps-near": "It has learned: the cost fell from {before:.3g} to {after:.3g}, and "
    "little is missing. Let the learning rate get smaller towards the end, or take more epochs.",
    "learning-rate-too-small": "The cost has only come down from {before:.3g} to {after:.3g}: the "
    "steps are too small. Try a learning rate near 1.",
    "pairs-broken": "It has learned how often each digit comes, but not what it looks like: every "
    "output is about 0.1. Does each row of X still stand beside its own row of Y?",
}


def diagnose(trial: Trial) -> tuple[str, str]:
    """Return the name of what went wrong and what to say of it."""
    signs = _signs(trial)
    slug = _unchanged(trial) if signs.bent is not None else None
    if slug is None and trial.accuracy_by_old_names > 0.5:
        slug = "argument-ignored"
    slug = slug or _by_signs(signs)
    says = SAYS[slug].format(before=signs.before, after=signs.after)
    return slug.removesuffix("-one").removesuffix("-near"), says


def _by_signs(signs: Signs) -> str:
    stuck = signs.live < 0.01
    if signs.after > 5 or (signs.after > signs.before and not stuck and signs.bent is not None):
        return "gradient-ascent"
    if signs.bent is not None and signs.bent < 1e-8 and signs.live > 1e-6:
        return "too-few-steps-one"
    if signs.accuracy > 0.8:  # outputs near 0 or 1 are right ones here
        return "too-few-steps-near"
    if stuck:
        return "learning-rate-too-big"
    if signs.accuracy > 0.2:
        return "too-few-steps"
    if signs.shift < -0.05:
        return "learning-rate-too-big"
    if signs.shift > 0.02 and signs.after > 0.97:
        return "not-trained" if signs.bent is None else "learning-rate-too-small"
    # All outputs are about 0.1, so far. The pairs are broken if what differs from digit to digit
    # is wrong; a network on its way differs a little, in the right way.
    straight = signs.bent is not None and signs.bent < 0.015
    by_chance = signs.contrast < (0.2 if straight else 0.35) and abs(signs.shift) < 0.02
    if signs.spread > 0.02 or by_chance:
        return "pairs-broken"
    return "too-few-steps"
