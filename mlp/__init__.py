"""Neural networks in NumPy: the reference package of the course."""
