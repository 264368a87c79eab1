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
c.Autograde.pre_convert_hook = "mlp.grading.gradebook.preprocessor.set_aside"
c.Autograde.autograde_preprocessors = [
    "mlp.grading.gradebook.preprocessor.TrustedExecute",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "mlp.grading.gradebook.preprocessor.SaveReviews",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]
c.GenerateFeedback.preprocessors = [
    "nbgrader.preprocessors.GetGrades",
    "mlp.grading.gradebook.preprocessor.HideTests",
    "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
]
c.HTMLExporter.sanitize_html = True  # a student's Markdown may hold a script
c.SanitizeHTML.safe_output_keys = {  # no output is the student's but text
    "image/svg+xml",
    "metadata",
    "text/plain",
}
c.ExportApp.plugin_class = "mlp.grading.gradebook.spreadsheet.CsvExport"  # names are no formulas
