"""For instructors: release the notebooks, grade what comes back, and see what a class found hard."""
