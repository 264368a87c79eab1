"""What an instructor changes in the course: exercises of their own, names for mistakes."""
