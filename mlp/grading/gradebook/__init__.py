"""The course's folders, nbgrader's gradebook, and the steps that nbgrader's own commands use."""
