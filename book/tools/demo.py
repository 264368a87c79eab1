"""Three invented submissions, graded by stock nbgrader commands: `make grade-demo`."""

import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path

from mlp.grading.intake import notebook
from mlp.grading.intake.bundle import SOLUTION, Bundle, read_bundle

CHAPTER = "ch1"
STUDENTS = {"all-right": 1.0, "half-right": 0.5, "blank": 0.0}  # the part that is answered


def answered(bundle: Bundle, part: float) -> notebook.Node:
    """Return the students' notebook with the first part of the exercises solved.

    Parameters
    ----------
    bundle : Bundle
        The assignment.
    part : float
        From 0 (blank) to 1 (all solved).
    """
    exercises = [cell.key for cell in bundle.cells if cell.role == SOLUTION]
    solved = set(exercises[: round(part * len(exercises))])
    cells = []
    for cell in bundle.cells:
        text = cell.source if cell.key in solved else cell.released
        cells.append(notebook.new_cell(cell.cell_type, text, id=cell.key))
        if cell.nbgrader:
            cells[-1].metadata.nbgrader = dict(cell.nbgrader)
    return notebook.new_notebook(cells)


def hand_in(bundle: Bundle, submitted: Path, students: dict[str, float]) -> None:
    """Write the submissions of these students, each with its part solved."""
    texts = {part: notebook.write(answered(bundle, part)) for part in set(students.values())}
    for student, part in students.items():
        path = submitted / student / bundle.assignment / f"{bundle.notebook}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(texts[part], encoding="utf-8")


def demonstrate(course: Path, folder: Path) -> Path:
    """Make a small course in a folder, grade it, and return the path of grades.csv.

    Parameters
    ----------
    course : Path
        The folder of the course, whose chapters have been made.
    folder : Path
        Where the demonstration goes; what was there is removed.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copy(course / "nbgrader_config.py", folder)
    shutil.copytree(course / "_build/source" / CHAPTER, folder / "_build/source" / CHAPTER)
    _nbgrader(folder, "generate_assignment", CHAPTER)
    bundle = read_bundle(CHAPTER, folder / "_build/source", folder / "chapters")
    hand_in(bundle, folder / "grading/submitted", STUDENTS)
    for command in ("autograde", "generate_feedback"):
        _nbgrader(folder, command, CHAPTER)
    _nbgrader(folder, "export", "--to", "grades.csv")
    return folder / "grades.csv"


def _nbgrader(folder, *arguments):
    command = [sys.executable, "-m", "nbgrader", *arguments, "--log-level=ERROR"]
    environment = {**os.environ, "PYTHONWARNINGS": "ignore"}  # SQLAlchemy's, about nbgrader's code
    subprocess.run(command, cwd=folder, check=True, env=environment)


def main() -> None:
    """Run the demonstration in grading/demo and print the table of grades."""
    folder = Path("grading/demo")
    grades = demonstrate(Path.cwd(), folder)
    with grades.open(newline="") as file:
        for row in csv.DictReader(file):
            print(f"{row['student_id']:12}{row['score']:>6} of {row['max_score']}")
    for name in ("grades.csv", "grading/autograded", "grading/feedback", "grading/gradebook.db"):
        print(f"see {folder / name}")


if __name__ == "__main__":
    main()
