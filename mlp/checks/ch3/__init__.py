"""The checks of chapter 3, a module for each exercise."""
