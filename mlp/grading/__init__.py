"""For instructors: release notebooks, grade what comes back, see what a class found hard."""
