"""Feedback that goes back to students: pages made from the gradebook, archives for platforms."""
