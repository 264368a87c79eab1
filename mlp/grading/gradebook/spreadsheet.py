"""Text that a spreadsheet shows as it is: a name that begins with `=` is no formula.

https://owasp.org/www-community/attacks/CSV_Injection
"""

import csv
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.plugins import CsvExportPlugin

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
COLUMNS = (
    *("assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email"),
    *("raw_score", "late_submission_penalty", "score", "max_score"),
)


def as_text(field: object) -> object:
    """Return a field of a table such that no spreadsheet computes it: numbers as they are.

    Examples
    --------
    >>> as_text("=1+1"), as_text("-2.5"), as_text("Ada")
    ("'=1+1", '-2.5', 'Ada')
    """
    if not isinstance(field, str) or not field.startswith(FORMULA):
        return field
    try:
        float(field)
    except ValueError:
        return f"'{field}"
    return field


class CsvExport(CsvExportPlugin):
    """nbgrader's export of grades, each field quoted as it needs; nbgrader_config.py names it."""

    def export(self, gradebook: Gradebook) -> None:
        """Write the columns of nbgrader's own export, a row for each assignment and student."""
        assignments, students = set(map(str, self.assignment)), set(map(str, self.student))
        with Path(self.to or "grades.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
            writer.writeheader()
            for assignment in gradebook.assignments:
                for student in gradebook.students:
                    if assignments and assignment.name not in assignments:
                        continue
                    if students and student.id not in students:
                        continue
                    row = _row(gradebook, assignment, student)
                    writer.writerow({name: as_text(field) for name, field in row.items()})


def _row(gradebook, assignment, student):
    row = {"assignment": assignment.name, "duedate": assignment.duedate, "student_id": student.id}
    row |= {name: getattr(student, name) for name in ("last_name", "first_name", "email")}
    row |= {"timestamp": "", "raw_score": 0.0, "late_submission_penalty": 0.0, "score": 0.0}
    row["max_score"] = assignment.max_score
    try:
        submission = gradebook.find_submission(assignment.name, student.id)
    except MissingEntry:  # nothing was handed in
        return row
    penalty = submission.late_submission_penalty
    row |= {"timestamp": submission.timestamp, "raw_score": submission.score}
    return row | {"late_submission_penalty": penalty, "score": max(0, submission.score - penalty)}
