"""What hypothesis draws: networks, batches for them, and numbers of a sane size."""

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st

settings.register_profile("course", deadline=None, max_examples=40)
settings.load_profile("course")

seeds = st.integers(0, 2**32 - 1)
numbers = st.floats(-4, 4)
batch_sizes = st.integers(1, 7)
sizes = st.lists(st.integers(1, 6), min_size=2, max_size=5)


class Case(NamedTuple):
    """A float64 network with biases, and a batch for it."""

    X: np.ndarray
    Y: np.ndarray
    weights: list[np.ndarray]
    biases: list[np.ndarray]

    @property
    def network(self):
        return self.weights, self.biases


@st.composite
def cases(draw, sizes=sizes, n=batch_sizes):
    """Draw a network of any depth and widths, and n examples with what they should give."""
    sizes, n = draw(sizes), draw(n)
    rng = np.random.default_rng(draw(seeds))
    return Case(
        rng.uniform(0, 1, (n, sizes[0])),
        rng.uniform(0, 1, (n, sizes[-1])),
        [rng.normal(size=(n_out, n_in)) for n_in, n_out in pairwise(sizes)],
        [rng.normal(size=n_out) for n_out in sizes[1:]],
    )
