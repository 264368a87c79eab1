"""The book's own examples, which a figure shows when it is called bare."""

from __future__ import annotations

from functools import cache

import numpy as np

from mlp import Parameters, load_mnist, load_trained
from mlp.mnist import THE_TWO


@cache
def the_two() -> np.ndarray:
    """Return the book's digit, a 2: (784,) uint8."""
    return load_mnist(sample=True).test_images[THE_TWO]


@cache
def trained() -> Parameters:
    """Return the book's trained network, 784-16-16-10."""
    return load_trained()
