"""What grading a submission comes to."""

from dataclasses import dataclass, field


@dataclass
class Result:
    """What grading a submission came to.

    Attributes
    ----------
    student, digest : str
        Whose it is, and the sha256 of what was handed in.
    scores : dict
        The points of each graded cell, None where a human must grade.
    review : dict
        Graded cells that a human should look at, and why.
    messages, slugs : dict
        For each test cell that failed, what the check said and the name of the mistake.
    unanswered : list of str
        Solution cells that were left as they were.
    repairs : list of str
    refused : str
        Why it could not be read, '' if it could.
    stock : str
        Why it was executed as stock nbgrader does, '' if it was not.
    notebook : str
        The graded notebook (nbformat 4.5).
    """

    student: str
    digest: str = ""
    scores: dict[str, float | None] = field(default_factory=dict)
    review: dict[str, str] = field(default_factory=dict)
    messages: dict[str, str] = field(default_factory=dict)
    slugs: dict[str, str] = field(default_factory=dict)
    unanswered: list[str] = field(default_factory=list)
    repairs: list[str] = field(default_factory=list)
    refused: str = ""
    stock: str = ""
    notebook: str = ""
