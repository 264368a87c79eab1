"""The processes of grading: workers, the sandbox, the student's side, the side of the tests."""
