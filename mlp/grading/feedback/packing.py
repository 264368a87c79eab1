"""The students' pages in archives whose names platforms give back to the right students.

Canvas takes what "Download Submissions" named, with the student's and the file's number; Moodle
takes the folders of "Download all submissions". Who came otherwise gets a folder of their name.
"""

import zipfile
from collections.abc import Collection
from pathlib import Path

from mlp.grading.gradebook.course import Course
from mlp.grading.platforms.collecting import known
from mlp.grading.platforms.senders import CANVAS, MOODLE

DATE = (1980, 1, 1, 0, 0, 0)  # of each member: the same pages give the same archive


def write_archives(
    course: Course, assignment: str, notebook: str, students: Collection[str]
) -> dict[Path, list[str]]:
    """Write an archive for each platform that submissions came from.

    Parameters
    ----------
    course : Course
    assignment, notebook : str
        'ch1' and 'neurons', say.
    students : collection of str

    Returns
    -------
    dict
        From each archive's path, below ``grading/export``, to the students whose pages it holds.
    """
    came = known(course, assignment)
    groups: dict[str, dict[str, str]] = {}
    for student in sorted(students):
        origin = came.get(student, {})
        platform = origin.get("platform") if origin.get("platform") in (CANVAS, MOODLE) else ""
        groups.setdefault(platform, {})[student] = _member(platform, origin, student, notebook)
    folder = course.folder("autograded").parent / "export"
    folder.mkdir(parents=True, exist_ok=True)
    written = {}
    for platform, members in sorted(groups.items()):
        name = "-".join(filter(None, (assignment, "feedback", platform)))
        new, path = folder / f".{name}.zip.new", folder / f"{name}.zip"
        with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as archive:
            for student, member in members.items():
                page = course.folder("feedback") / student / assignment / f"{notebook}.html"
                archive.writestr(zipfile.ZipInfo(member, DATE), page.read_bytes())
        new.replace(path)
        written[path] = list(members)
    return written


def _member(platform, origin, student, notebook):
    sent = str(origin.get("sent", ""))
    if platform == CANVAS:
        return f"{sent}{notebook}.html"
    return f"{sent if platform == MOODLE else student}/{notebook}.html"
