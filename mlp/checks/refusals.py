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
    """Return what to say where `mlp` does the exercise's own job."""
    return Mistake(
        f"Not yet: {exercise} calls mlp.{called.name}, which is the answer itself.\n"
        "Write it in your own lines; other functions of mlp may help you.",
        "calls-the-reference",
    )
