"""Chapter 4, a whole training: train.

Judged by the accuracy on digits that it has not seen.
"""

import numpy as np

import mlp
from mlp.checks import comparing, writing
from mlp.checks.calling import as_student
from mlp.checks.check import generator
from mlp.checks.errors import Mistake, ReferenceCalled, Stopped, StudentRaised, TimeLimit
from mlp.checks.helping import Helps
from mlp.checks.language import translated
from mlp.checks.parts.diagnosis import diagnose
from mlp.checks.parts.trial import Trial, draw_trial
from mlp.checks.refusals import not_attempted, reference_called

TRAIN_SECONDS = 60.0
CALL = "train(X, Y, weights, biases, rng)"
GIVEN = ("X", "Y", "weights", "biases")


def _have_it_trained(function, trial: Trial, rng: np.random.Generator) -> Mistake | None:
    """Fill in `trial.trained`; return what is wrong with that, whatever the network reads."""
    student = as_student(function, "train", TRAIN_SECONDS)
    if getattr(student, "is_blank", False):
        return not_attempted("train")
    given = comparing.copied(trial.given)
    try:
        value = student(*given, rng)
    except ReferenceCalled as called:
        return reference_called("train", called)
    except TimeLimit:
        return _mistake(
            f"did not come to an end in {TRAIN_SECONDS:.0f} seconds",
            "Fewer epochs take less time, and so does a batch as one matrix.",
            "too-slow",
        )
    except StudentRaised as error:
        if error.type_name == "NotImplementedError":
            return not_attempted("train", error)
        return _mistake(
            f"raised {error.type_name}: {error.message}",
            error.line or "Which line does that?",
            "raises",
        )
    touched = [
        name
        for name, old, new in zip(GIVEN, trial.given, given, strict=True)
        if comparing.changed(old, new)
    ]
    wrong = _wrong_form(value, trial, getattr(student, "printed", ""))
    if wrong is None:
        trial.trained = tuple([np.array(p, float) for p in parts] for parts in value)
        wrong = _wrong_numbers(trial, touched)
    if touched and (wrong is None or wrong.slug == "returns-nothing"):
        return _arguments_changed(touched[0])
    return wrong


def _wrong_form(value, trial: Trial, printed: str) -> Mistake | None:
    """Return what is wrong with the form of what came back."""
    wanted = trial.weights, trial.biases
    found = comparing.difference(value, wanted, tolerance=1.0)
    if found is None or found.kind == "value":
        return None
    gave = writing.outcome(found, ("weights", "biases"))
    if value is None:
        slug = "prints-not-returns" if printed else "returns-nothing"
        return _mistake(gave, "Does the last line return (weights, biases)?", slug)
    forms = {
        "biases-not-returned": (trial.weights, (trial.weights,)),
        "weights-not-returned": (trial.biases, (trial.biases,)),
        "parts-swapped": (wanted[::-1],),
    }
    says = "Return (weights, biases): two lists, with the shapes of those that came in."
    for slug, shapes in forms.items():
        if any(_same_form(value, shape) for shape in shapes):
            return _mistake(gave, says, slug)
    return _mistake(gave, says, "wrong-shape")


def _same_form(value, wanted) -> bool:
    found = comparing.difference(value, wanted, tolerance=1.0)
    return found is None or found.kind == "value"


def _wrong_numbers(trial: Trial, touched: list[str]) -> Mistake | None:
    """Return what is wrong with the network, if that says more than its accuracy does."""
    if not all(np.all(np.isfinite(p)) for parts in trial.trained for p in parts):
        return _mistake(
            "gave weights that are no numbers any more (nan or inf)",
            "The steps were too big: try a learning rate near 1.",
            "learning-rate-too-big",
        )
    # X or Y shuffled in place: that they no longer belong together matters more than the change
    if touched and not {"weights", "biases"} & set(touched) and trial.accuracy < 0.5:
        slug, says = diagnose(trial)
        if slug == "pairs-broken":
            return _mistake("gave a network that reads by chance", says, slug)
    return None


def _arguments_changed(name: str) -> Mistake:
    return _mistake(
        f"changes the {'array ' if name in 'XY' else ''}{name} that it was given",
        "The caller still needs them as they were: begin with a copy of each array, "
        "[W.copy() for W in weights].",
        "mutates-input",
    )


def _mistake(what: str, says: str, slug: str) -> Mistake:
    return Mistake(f"Not yet: {CALL} {what}.\n{says}\n{writing.look(mlp.train)}", slug)


HINTS = (
    "It is a loop over epochs, and mlp.sgd_epoch is one epoch. Hand it mlp.backprop_batch as the "
    "gradient.",
    "Small batches make many steps. With batches of 10 to 30 examples a learning rate near 1 is a"
    " good start, and a few epochs reach 75%.",
    "Short of 88%? More epochs, or a learning rate that gets smaller towards the end. Each epoch"
    " starts from the weights that the last one returned.",
    "The skeleton:\n"
    "  for epoch in range(...):\n"
    "      weights, biases = mlp.sgd_epoch(X, Y, ..., ..., ..., ..., mlp.backprop_batch, rng)\n"
    "  return ...",
)


class TrainCheck(Helps):
    """The check of `train`: call it with the student's function."""

    name = __name__ = "train"
    hints = HINTS

    def __call__(self, function=None, *, at_least: float = 0.88, rng=None) -> None:
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
        rng = generator(rng)
        trial = draw_trial(rng)
        try:
            twin = np.random.default_rng(int(rng.integers(2**32)))
            mistake = _have_it_trained(function, trial, twin)
        except KeyboardInterrupt:
            raise Stopped("train") from None
        if mistake is None and trial.accuracy < at_least:
            slug, says = diagnose(trial)
            mistake = _mistake(
                f"gave a network that reads {trial.accuracy:.1%} of 1,000 digits it has never "
                f"seen; {at_least:.0%} are asked for",
                says,
                slug,
            )
        if mistake is not None:
            raise mistake
        right = f"train: right. It reads {trial.accuracy:.1%} of 1,000 digits it has never seen."
        print(translated(right))


check = TrainCheck()
