"""Say so where an answer failed for what is missing in the grader alone: packages, files, network.

A student could not know that. The hint says what there is, the test is marked for review, and
the summary of a class counts such marks.
"""

import re

from mlp.checks.errors import Mistake

PACKAGES = ("matplotlib", "numpy", "pandas", "scipy", "tqdm")  # besides Python's own modules
SLUG = "not-in-the-grader"
_MODULE = re.compile(r"No module named '([\w.]+)'")
_BARRED = re.compile(
    r"\b(PermissionError|FileNotFoundError|ConnectionError|ConnectionRefusedError|URLError"
    r"|HTTPError|gaierror|Operation not permitted|Function not implemented)\b"
)
_HINT = "If this works on your machine: the grader has {}. A person will look at this mark."
_NAMED = re.compile(r"\s*\[[\w-]+\]$")


def explain(verdict, own: tuple | None, errors: list[tuple]) -> None:
    """Add to a failed test's verdict what the grader lacks, where that is the cause.

    Parameters
    ----------
    verdict : Verdict
        Changed in place.
    own : tuple or None
        What the cell of the answer raised: type, message, traceback.
    errors : list of tuple
        What all cells of the student's raised.
    """
    if not verdict.kind:
        return
    text = " ".join([verdict.message, *(own or ())[:2]])
    if "NameError" in text or own:  # perhaps an import above it failed
        text += " ".join(message for name, message, _ in errors if name == "ModuleNotFoundError")
    if missing := _MODULE.search(text):
        what = f"no package {missing[1]}, only {', '.join(PACKAGES)} and Python's own modules"
    elif _BARRED.search(text):
        what = "no network, no other programs, and no files but the notebook"
    else:
        return
    said = _NAMED.sub("", verdict.message)
    verdict.message = str(Mistake(f"{said}\n{_HINT.format(what)}", SLUG))
    verdict.slug, verdict.review = SLUG, True
