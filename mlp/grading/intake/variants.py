"""Hidden tests with numbers of their own for a course, and for each student.

The sources say ``checks.NAME(NAME, rng=20261)``, and so does everybody's copy of them. A course
with a seed of its own, a line in ``grading/seed.txt``, tests each student on other numbers, and on
the same ones whenever the student is graded again.
"""

import hashlib
import re
from dataclasses import replace
from pathlib import Path

from mlp.grading.intake.bundle import TEST, Bundle

_SEED = re.compile(r"\brng=(\d+)(?=\s*[,)])")


def read_seed(folder: Path) -> str:
    """Return a course's seed, '' if it has none.

    Parameters
    ----------
    folder : Path
        ``grading``, say.
    """
    try:
        return (folder / "seed.txt").read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def with_seed(bundle: Bundle, folder: Path) -> Bundle:
    """Return an assignment with the seed of its course."""
    seed = read_seed(folder)
    return replace(bundle, seed=seed) if seed else bundle


def for_student(bundle: Bundle, student: str) -> Bundle:
    """Return an assignment whose tests draw a student's own numbers.

    Examples
    --------
    >>> from mlp.grading.intake.bundle import SourceCell
    >>> cell = SourceCell("test-line", TEST, "code", "checks.line(line, rng=3)", "")
    >>> bundle = Bundle("ch1", "neurons", (cell,), seed="winter")
    >>> for_student(bundle, "ada").cells[0].source
    'checks.line(line, rng=3671643251)'
    >>> for_student(replace(bundle, seed=""), "ada").cells[0].source
    'checks.line(line, rng=3)'
    """
    if not bundle.seed:
        return bundle

    def own(match: re.Match) -> str:
        text = "\0".join((bundle.seed, student, match[1]))
        return f"rng={int.from_bytes(hashlib.sha256(text.encode()).digest()[:4])}"

    cells = [
        replace(cell, source=_SEED.sub(own, cell.source)) if cell.role == TEST else cell
        for cell in bundle.cells
    ]
    return replace(bundle, cells=tuple(cells))
