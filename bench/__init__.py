"""Benchmarks: `make bench` compares the course's network with its peers, in one run, as ratios."""
