"""`nbgrader release_feedback` where not everybody has handed in by the exchange."""

from pathlib import Path

from nbgrader.exchange.default import ExchangeReleaseFeedback

from mlp.grading.gradebook.course import STAMPS


class ReleaseFeedback(ExchangeReleaseFeedback):
    """nbgrader's step, which stops at the first page that did not come by the exchange.

    Such a page is left out, and named in a warning.
    """

    def copy_files(self) -> None:
        """Release the pages of those who have handed in by the exchange."""
        excluded = set(filter(None, (self.coursedir.student_id_exclude or "").split(",")))
        strangers = []
        assignment = self.coursedir.assignment_id
        pattern = self.coursedir.format_path(self.coursedir.feedback_directory, "*", assignment)
        for folder in sorted(Path("/").glob(str(pattern).lstrip("/"))):
            student = folder.parent.name
            if student not in excluded and not all((folder / name).is_file() for name in STAMPS):
                strangers.append(student)
        if strangers:
            self.log.warning(
                "Not released, because not handed in by the exchange: %s. Their pages go back by"
                "  mlp feedback %s --zip",
                ", ".join(strangers),
                assignment,
            )
        self.coursedir.student_id_exclude = ",".join(sorted(excluded | set(strangers)))
        super().copy_files()
