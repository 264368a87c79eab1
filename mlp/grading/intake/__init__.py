"""From what a student handed in to the cells of an assignment, without running anything."""
