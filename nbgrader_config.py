"""What nbgrader must know of the course; nbgrader finds this file in the folder it is run in."""

import os
import sys
from pathlib import Path

# nbgrader starts the program alembic to make a gradebook: let it find the one beside this Python
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])

course = Path(__file__).resolve().parent
(course / "grading").mkdir(exist_ok=True)  # submissions and grades: not in git

c = get_config()  # noqa: F821

c.CourseDirectory.root = str(course)
c.CourseDirectory.course_id = "mlp"
c.CourseDirectory.source_directory = "_build/source"  # made by `make chapters`
c.CourseDirectory.release_directory = "chapters"
c.CourseDirectory.submitted_directory = "grading/submitted"
c.CourseDirectory.autograded_directory = "grading/autograded"
c.CourseDirectory.feedback_directory = "grading/feedback"
c.CourseDirectory.db_url = f"sqlite:///{course}/grading/gradebook.db"

# The execution step: the student's functions and the tests in separate processes (mlp.grading).
c.Autograde.exporter_class = "mlp.grading.gradebook.preprocessor.Intake"
c.Autograde.pre_convert_hook = "mlp.grading.gradebook.preprocessor.move_irregular_files"
c.Autograde.sanitize_preprocessors = [
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.DeduplicateIds",
    "nbgrader.preprocessors.OverwriteKernelspec",
    "nbgrader.preprocessors.OverwriteCells",
    "nbgrader.preprocessors.CheckCellMetadata",
    "mlp.grading.gradebook.preprocessor.Harmless",
]
c.Autograde.autograde_preprocessors = [
    "mlp.grading.gradebook.preprocessor.TrustedExecute",
    "nbgrader.preprocessors.IgnorePattern",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "mlp.grading.gradebook.preprocessor.SaveReviews",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
    "mlp.grading.gradebook.preprocessor.Harmless",
]
c.GenerateFeedback.preprocessors = [
    "mlp.grading.gradebook.preprocessor.Harmless",
    "nbgrader.preprocessors.GetGrades",
    "mlp.grading.gradebook.preprocessor.HideTests",
    "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
]
c.GenerateFeedback.force = True  # a page is made from the gradebook as it is now
c.ExchangeFactory.release_feedback = "mlp.grading.gradebook.exchange.ReleaseFeedback"
c.ExportApp.plugin_class = "mlp.grading.gradebook.spreadsheet.CsvExport"  # names are no formulas
