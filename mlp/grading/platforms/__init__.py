"""Learning platforms: their archives of submissions, their lists of students and of grades."""
