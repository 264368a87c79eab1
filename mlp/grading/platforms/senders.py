"""Who handed in what, from the names that platforms give to files in their archives.

Canvas      ``lovelaceada_4711_98765_neurons.ipynb``, ``lovelaceada_LATE_4711_98765_neurons.ipynb``
Moodle      ``Ada Lovelace_4711_assignsubmission_file/neurons.ipynb`` (before 4.1 with a ``_`` more)
Blackboard  ``Chapter 1_alovelace_attempt_2027-01-31-20-50-44_neurons.ipynb``
a folder    ``alovelace/neurons.ipynb``, ``alovelace.ipynb``, ``alovelace_neurons.ipynb``

Sources: Canvas's ``lib/content_zipper.rb``; Moodle's ``mod/assign/feedback/file/importziplib.php``;
Blackboard's name as its downloads have it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath

CANVAS, MOODLE, BLACKBOARD, FOLDER = "canvas", "moodle", "blackboard", "folder"
_CANVAS = re.compile(
    r"(?P<prefix>(?P<name>.+?)(?P<late>_LATE)?_(?P<id>\d+)_\d+_|"
    r"(?P<late2>LATE_)?anon_(?P<anon>[^\W_]+)_\d+_)(?P<rest>.+)"
)
_MOODLE = re.compile(
    r"(?P<prefix>(?P<name>.+?)_(?P<id>\d+)_assignsubmission_[a-z]+)(?:_(?P<rest>.*))?"
)
_BLACKBOARD = re.compile(
    r"(?P<task>.+)_(?P<id>[^_]+)_attempt_(?P<when>\d{4}(?:-\d\d){5})(?:_(?P<rest>.+)|\.txt)"
)
_AGAIN = re.compile(r"(?:-\d+| ?\(\d+\))$")  # what a browser or Canvas adds to a second upload


@dataclass
class Attempt:
    """What one student handed in at one time.

    Attributes
    ----------
    platform : str
        'canvas', 'moodle', 'blackboard' or 'folder'.
    key : str
        The student's number or login there.
    name : str
        The student's name, '' where the platform does not give it.
    sent : str
        The first part of the files' names, as the platform wants it back.
    late : bool
        Whether the platform calls it late.
    when : datetime or None
        When it was handed in, without a zone, where the name gives it.
    files : dict
        From each file's name in the submission to its place in the archive.
    note : str
        The place of the platform's own text about the attempt, '' if there is none.
    """

    platform: str
    key: str
    name: str
    sent: str
    late: bool = False
    when: datetime | None = None
    files: dict[str, str] = field(default_factory=dict)
    note: str = ""


def attempts(places: Iterable[str], notebook: str) -> tuple[list[Attempt], list[str]]:
    """Sort the files of an archive by who handed them in.

    Parameters
    ----------
    places : iterable of str
        The paths of the files in the archive.
    notebook : str
        The name of the assignment's notebook, 'neurons' say.

    Returns
    -------
    tuple
        The attempts, and the files that no form fits.

    Examples
    --------
    >>> found, rest = attempts(["lovelaceada_LATE_12_34_neurons-1.ipynb", "x.ipynb"], "neurons")
    >>> found[0].platform, found[0].key, found[0].late, found[0].files, rest
    ('canvas', '12', True, {'neurons.ipynb': 'lovelaceada_LATE_12_34_neurons-1.ipynb'}, ['x.ipynb'])
    """
    places = list(places)
    reader = next(
        (read for form, read in FORMS if any(form(place) for place in places)), _read_folder
    )
    found: dict[tuple, Attempt] = {}
    rest = []
    pairs = [(place, place) for place in places]
    for inside, whole in _below_one_folder(places) if reader is _read_folder else pairs:
        read = reader(inside, notebook)
        if read is None:
            rest.append(whole)
            continue
        attempt, file = read
        known = found.setdefault((attempt.key, attempt.when), attempt)
        if file:
            known.files[_free(file, known.files)] = whole
        else:
            known.note = whole
    for attempt in found.values():
        _call_the_only_notebook_by_its_name(attempt, notebook)
    return list(found.values()), rest


def _moodle_part(place):
    for k, part in enumerate(parts := PurePosixPath(place).parts):
        if match := _MOODLE.fullmatch(part):
            return match, parts[k + 1 :]
    return None


def _read_moodle(place, _):
    found = _moodle_part(place)
    if found is None:
        return None
    match, below = found
    file = "/".join(filter(None, [match["rest"], *below]))
    name = f"Participant {match['id']}" if match["name"] == "Participant" else match["name"]
    sent = match["prefix"] + ("_" if match["rest"] is not None else "")
    return Attempt(MOODLE, match["id"], name, sent), file


def _base(place):
    return PurePosixPath(place).name


def _is_canvas(place):
    return _CANVAS.fullmatch(_base(place))


def _read_canvas(place, _):
    match = _is_canvas(place)
    if not match:
        return None
    late = bool(match["late"] or match["late2"])
    key, name = match["id"] or f"anon_{match['anon']}", match["name"] or ""
    return Attempt(CANVAS, key, name, match["prefix"], late), match["rest"]


def _is_blackboard(place):
    return _BLACKBOARD.fullmatch(_base(place))


def _read_blackboard(place, _):
    match = _is_blackboard(place)
    if not match:
        return None
    try:
        when = datetime.strptime(match["when"], "%Y-%m-%d-%H-%M-%S")
    except ValueError:
        return None
    sent = f"{match['task']}_{match['id']}_attempt_{match['when']}_"
    attempt = Attempt(BLACKBOARD, match["id"], "", sent, when=when)
    return attempt, match["rest"] or ""  # the .txt is Blackboard's own


def _read_folder(place, notebook):
    parts = PurePosixPath(place).parts
    if len(parts) > 1:
        return Attempt(FOLDER, parts[0], "", parts[0]), "/".join(parts[1:])
    stem = PurePosixPath(place).stem
    student = re.sub(rf"[_ -]{re.escape(notebook)}$", "", stem)
    if not student or _AGAIN.sub("", stem) == notebook:
        return None  # whose is it?
    return Attempt(FOLDER, student, "", student), f"{notebook}{PurePosixPath(place).suffix}"


FORMS = (
    (_moodle_part, _read_moodle),
    (_is_blackboard, _read_blackboard),
    (_is_canvas, _read_canvas),
)


def _below_one_folder(places):
    """Give each place below the folder that all are in, if that one holds folders itself."""
    parts = [PurePosixPath(place).parts for place in places]
    while len({part[0] for part in parts}) == 1 and any(len(part) > 2 for part in parts):
        if any(len(part) < 2 for part in parts):
            break
        parts = [part[1:] for part in parts]
    return [("/".join(part), place) for part, place in zip(parts, places, strict=True)]


def _free(file, taken):
    """Return a file's name that is not taken yet."""
    path, number = PurePosixPath(file), 2
    while file in taken:
        file = str(path.with_name(f"{path.stem} {number}{path.suffix}"))
        number += 1
    return file


def _call_the_only_notebook_by_its_name(attempt, notebook):
    """Take off what a second upload adds to a name: neurons-1.ipynb is neurons.ipynb."""
    books = [file for file in attempt.files if file.endswith(".ipynb")]
    if len(books) == 1 and _AGAIN.sub("", PurePosixPath(books[0]).stem) == notebook:
        place = attempt.files.pop(books[0])
        attempt.files[f"{notebook}.ipynb"] = place
