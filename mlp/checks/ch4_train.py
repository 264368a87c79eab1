"""Chapter 4, a whole training: train.

Judged by the accuracy on digits that it has not seen. The ten digits change names for each check
(every 3 may be called 7): a network learns new names as easily, one trained elsewhere has to fail.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

import mlp
from mlp.checks import comparing, writing
from mlp.checks.calling import as_student
from mlp.checks.check import Check
from mlp.checks.errors import Mistake, ReferenceCalled, StudentRaised, TimeLimit
from mlp.checks.samples import Network, forward

SIZES = (784, 16, 16, 10)
SECONDS = 60.0
CALL = "train(X, Y, weights, biases, rng)"


@cache
def _digits() -> mlp.Mnist:
    return mlp.load_mnist(sample=True)


@dataclass
class Trial:
    """One training.

    Attributes
    ----------
    names : (10,) array of ints
        What each digit is called.
    X, Y : arrays
        The training digits, 0 black to 1 white, and their names, one-hot.
    weights, biases : lists of arrays
        Where to start.
    trained : (weights, biases)
        What came back.
    """

    names: np.ndarray
    X: np.ndarray
    Y: np.ndarray
    weights: list[np.ndarray]
    biases: list[np.ndarray]
    trained: Network | None = None

    @property
    def unseen(self) -> np.ndarray:
        """What the trained network reads on each unseen digit."""
        return forward(_scaled(_digits().test_images), *self.trained).argmax(axis=1)

    @property
    def accuracy(self) -> float:
        """The part of the unseen digits that the trained network reads."""
        return float(np.mean(self.unseen == self.names[_digits().test_labels]))

    @property
    def accuracy_by_old_names(self) -> float:
        """The same, if the digits had kept their names."""
        return float(np.mean(self.unseen == _digits().test_labels))


def _scaled(images: np.ndarray) -> np.ndarray:
    return images.astype(np.float32) / 255


def _trial(rng: np.random.Generator) -> Trial:
    digits, names = _digits(), np.arange(10)
    while np.any(names == np.arange(10)):
        names = rng.permutation(10)
    order = rng.permutation(len(digits.train_images))
    X = _scaled(digits.train_images[order])
    Y = np.eye(10, dtype=np.float32)[names[digits.train_labels[order]]]
    start = mlp.initialise(SIZES, rng=rng)
    weights, biases = [W.copy() for W in start.weights], [b.copy() for b in start.biases]
    return Trial(names, X, Y, weights, biases)


# What went wrong, if it reads too few


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


def _flat(weights, biases) -> np.ndarray:
    return np.concatenate([np.ravel(np.asarray(p, float)) for p in (*weights, *biases)])


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
    way = _flat(*trial.trained) - _flat(trial.weights, trial.biases)
    X = trial.X.astype(float)
    start = [[p.astype(float) for p in parts] for parts in (trial.weights, trial.biases)]
    gradient = _flat(*mlp.backprop_batch(X, trial.Y.astype(float), *start))
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
    "weights-not-updated": "The weights are as they were: only the biases have learnt.",
    "biases-not-updated": "The biases are as they were: only the weights have learnt.",
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
    "learning-rate-too-small": "The cost has only come down from {before:.3g} to {after:.3g}: the "
    "steps are too small. Try a learning rate near 1.",
    "pairs-broken": "It has learnt how often each digit comes, but not what it looks like: every "
    "output is about 0.1. Does each row of X still stand beside its own row of Y?",
}


def _diagnose(trial: Trial) -> tuple[str, str]:
    """Return the name of what went wrong and what to say of it."""
    signs = _signs(trial)
    slug = _unchanged(trial) if signs.bent is not None else None
    if slug is None and trial.accuracy_by_old_names > 0.5:
        slug = "argument-ignored"
    slug = slug or _by_signs(signs)
    says = SAYS[slug].format(before=signs.before, after=signs.after)
    return slug.removesuffix("-one"), says


def _by_signs(signs: Signs) -> str:
    stuck = signs.live < 0.01
    if signs.after > 5 or (signs.after > signs.before and not stuck and signs.bent is not None):
        return "gradient-ascent"
    if signs.bent is not None and signs.bent < 1e-8 and signs.live > 1e-6:
        return "too-few-steps-one"
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


@dataclass(frozen=True)
class TrainCheck(Check):
    """The check of `train`: it has to reach an accuracy on digits that it has not seen."""

    def __call__(self, function, *, at_least: float = 0.88, rng=None) -> None:
        """Print one line if the function trains a network that reads enough digits.

        Parameters
        ----------
        function : callable
            What the student wrote.
        at_least : float, default 0.88
            The part of the unseen digits that the network has to read.
        rng : numpy.random.Generator or int, optional
            Where the start weights and the order of the digits come from; fresh without it.

        Raises
        ------
        NotAttempted
            If nothing has been written yet.
        Mistake
            If it is not right yet.
        """
        rng = np.random.default_rng(rng)
        trial = _trial(rng)
        own = np.random.default_rng(int(rng.integers(2**32)))
        mistake = self._trained(function, trial, own)
        if mistake is None and trial.accuracy < at_least:
            mistake = self._too_low(trial, at_least)
        if mistake is not None:
            raise mistake
        print(f"train: right. It reads {trial.accuracy:.1%} of 1,000 digits it has never seen.")

    def _trained(self, function, trial: Trial, rng: np.random.Generator) -> Mistake | None:
        """Have the function train; return what is wrong with that, whatever the network reads."""
        student = as_student(function, self.name, SECONDS)
        if getattr(student, "is_blank", False):
            return self._not_attempted()
        given = [comparing.copied(a) for a in (trial.X, trial.Y, trial.weights, trial.biases)]
        try:
            value = student(*given, rng)
        except ReferenceCalled as called:
            return self._reference_called(called)
        except TimeLimit:
            return self._mistake(
                f"did not come to an end in {SECONDS:.0f} seconds",
                "Fewer epochs take less time, and so does a batch as one matrix.",
                "too-slow",
            )
        except StudentRaised as error:
            if error.type_name == "NotImplementedError":
                return self._not_attempted(error)
            return self._mistake(
                f"raised {error.type_name}: {error.message}",
                error.line or "Which line does that?",
                "raises",
            )
        before = (trial.X, trial.Y, trial.weights, trial.biases)
        touched = [
            name
            for name, old, new in zip(("X", "Y", "weights", "biases"), before, given, strict=True)
            if comparing.changed(old, new)
        ]
        wrong = self._wrong_form(value, trial, getattr(student, "printed", ""))
        if wrong is None:
            trial.trained = tuple([np.array(p, float) for p in parts] for parts in value)
            if not all(np.all(np.isfinite(p)) for parts in trial.trained for p in parts):
                return self._mistake(
                    "gave weights that are no numbers any more (nan or inf)",
                    "The steps were too big: try a learning rate near 1.",
                    "learning-rate-too-big",
                )
            if touched and not {"weights", "biases"} & set(touched):
                slug, says = _diagnose(trial) if trial.accuracy < 0.5 else ("", "")
                if slug == "pairs-broken":
                    return self._mistake("gave a network that reads by chance", says, slug)
        if touched and (wrong is None or wrong.slug == "returns-nothing"):
            return self._mistake(
                f"changes the array {touched[0]} that it was given"
                if touched[0] in "XY"
                else f"changes the {touched[0]} that it was given",
                "The caller still needs them as they were: begin with a copy of each array, "
                "[W.copy() for W in weights].",
                "mutates-input",
            )
        return wrong

    def _wrong_form(self, value, trial: Trial, printed: str) -> Mistake | None:
        """Return what is wrong with the form of what came back."""
        wanted = trial.weights, trial.biases
        found = comparing.difference(value, wanted, tolerance=1.0)
        if found is None or found.kind == "value":
            return None
        gave = writing.outcome(found, ("weights", "biases"))
        if value is None:
            slug = "prints-not-returns" if printed else "returns-nothing"
            return self._mistake(gave, "Does the last line return (weights, biases)?", slug)
        forms = {
            "biases-not-returned": (trial.weights, (trial.weights,)),
            "weights-not-returned": (trial.biases, (trial.biases,)),
            "parts-swapped": (wanted[::-1],),
        }
        says = "Return (weights, biases): two lists, with the shapes of those that came in."
        for slug, shapes in forms.items():
            if any(_same_form(value, shape) for shape in shapes):
                return self._mistake(gave, says, slug)
        return self._mistake(gave, says, "wrong-shape")

    def _too_low(self, trial: Trial, at_least: float) -> Mistake:
        slug, says = _diagnose(trial)
        return self._mistake(
            f"gave a network that reads {trial.accuracy:.1%} of 1,000 digits it has never seen; "
            f"{at_least:.0%} are asked for",
            says,
            slug,
        )

    def _mistake(self, what: str, says: str, slug: str) -> Mistake:
        return Mistake(f"Not yet: {CALL} {what}.\n{says}\n{self.look()}", slug)


def _same_form(value, wanted) -> bool:
    found = comparing.difference(value, wanted, tolerance=1.0)
    return found is None or found.kind == "value"


train = TrainCheck(mlp.train, cases=lambda rng: ())
