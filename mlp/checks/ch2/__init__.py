"""The checks of chapter 2, a module for each exercise."""
