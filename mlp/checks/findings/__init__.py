"""What is found to be wrong with an answer; `mlp.checks.explain` has the order."""
