"""What a check raises, and what a call of the student's function may raise."""

import textwrap

from mlp.checks.language import translated

WIDTH = 88  # of a message; its last line ends with the identifier of the mistake
LONGEST_NAME = 60  # of an exception, in a message
NAMELESS = "an exception without a name"


class Mistake(AssertionError):
    """The answer is not right yet.

    Parameters
    ----------
    text : str
        What was asked, what came back, what was wanted, the likely mistake, where to look.
    slug : str
        The stable name of the mistake; instructors count it. The message ends with ``[slug]``.

    Examples
    --------
    >>> print(Mistake("Not yet: line(2, slope=3, intercept=1) gave 6.", "bias-left-out"))
    Not yet: line(2, slope=3, intercept=1) gave 6.                           [bias-left-out]
    """

    def __init__(self, text: str, slug: str):
        super().__init__(translated(text), slug)
        self.slug = slug

    def __str__(self) -> str:
        text, slug = self.args
        *lines, last = [
            part
            for line in text.splitlines()
            for part in textwrap.wrap(line, WIDTH, break_long_words=False, break_on_hyphens=False)
        ]
        gap = max(2, WIDTH - len(last) - len(slug) - 2)
        return "\n".join([*lines, f"{last}{' ' * gap}[{slug}]"])

    def _render_traceback_(self) -> list[str]:
        """Return what IPython shows in place of a traceback: the message alone."""
        return str(self).splitlines()


class NotAttempted(Mistake):
    """Nothing has been written yet."""

    def __init__(self, text: str, slug: str = "not-attempted"):
        super().__init__(text, slug)


class StudentRaised(Exception):
    """The student's function raised an exception of its own.

    Parameters
    ----------
    type_name, message : str
        Of that exception.
    line : str or int
        The student's line: ``"line 3: return W @ a"``, or its number alone.
    function : str, optional
        The function that the line is in, if it is known and not the answer itself.
    """

    def __init__(self, type_name: str, message: str, line: str | int = "", function: str = ""):
        super().__init__(type_name, message, line, function)
        self.type_name = " ".join(type_name.split())[:LONGEST_NAME] or NAMELESS
        self.message, self.function = message, function
        self.line = f"line {line}" if isinstance(line, int) else line

    def in_words(self, message: str) -> "StudentRaised":
        """Return the same with another message."""
        return StudentRaised(self.type_name, message, self.line, self.function)


class TimeLimit(Exception):
    """The student's function has used up the time of this check.

    Parameters
    ----------
    line : str, optional
        Where it was at that time.
    """

    def __init__(self, line: str = ""):
        super().__init__(line)
        self.line = line


class Stopped(KeyboardInterrupt):
    """The user has stopped a check.

    Parameters
    ----------
    exercise : str
        Whose check it was.
    """

    def __str__(self) -> str:
        return translated(f"{self.args[0]}: the check was stopped before it was done.")

    def _render_traceback_(self) -> list[str]:
        """Return what IPython shows in place of a traceback."""
        return [str(self)]


class ReferenceCalled(Exception):
    """The student's function called the one in `mlp` that does the exercise's own job.

    Parameters
    ----------
    name : str
        The function that it called.
    """

    def __init__(self, name: str):
        super().__init__(name)
        self.name = name
