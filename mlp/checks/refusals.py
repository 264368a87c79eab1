"""What an answer is told before any of its numbers is looked at."""

from mlp.checks.errors import Mistake, NotAttempted, ReferenceCalled, StudentRaised


def not_attempted(exercise: str, error: StudentRaised | None = None) -> Mistake:
    """Return what to say where nothing was written yet, or where a helper was not.

    Parameters
    ----------
    exercise : str
        The name of the exercise.
    error : StudentRaised, optional
        The NotImplementedError, if there was one.
    """
    if error is not None and error.function:
        return Mistake(
            f"Not yet: {exercise} calls {error.function}, which is not written yet.\n"
            f"Write {error.function} first, run its cell, and then this one again.",
            "calls-unwritten",
        )
    return NotAttempted(
        f"{exercise}: not attempted yet.\n"
        "Put your own lines in the place of raise NotImplementedError()."
    )


def reference_called(exercise: str, called: ReferenceCalled) -> Mistake:
    """Return what to say where an answer calls a function of `mlp` that it may not call."""
    why = "is the answer itself" if called.name == exercise else "comes later or does the same job"
    return Mistake(
        f"Not yet: {exercise} calls mlp.{called.name}, which {why}.\n"
        "Write it in your own lines; functions of mlp from earlier exercises may help you.",
        "calls-the-reference",
    )
