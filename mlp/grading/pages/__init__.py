"""Pages for people: feedback for a student, a report on the class."""
