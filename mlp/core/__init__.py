"""The mathematics of the course: each body is the formula of its chapter.

Nothing here looks at an argument; the functions of the same names in `mlp` do that once, before
they call these (see `mlp.validation`). These modules import NumPy and each other, nothing else.
"""

from collections.abc import Sequence

import numpy as np

Arrays = Sequence[np.ndarray]  # weights or biases, first layer first
