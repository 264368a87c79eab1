"""What a run changes outside its own names is put back: the next one finds what it would alone."""

import builtins
import math
import os
import sys
from contextlib import contextmanager
from pathlib import Path

import numpy as np

import mlp

MODULES = (builtins, math, np, np.linalg, np.random, mlp)


@contextmanager
def put_back():
    """Put back settings and the names of modules, ``np.exp = …`` say, that the code inside changes.

    Examples
    --------
    >>> with put_back():
    ...     np.exp = np.sin
    >>> round(float(np.exp(0.0)))
    1
    """
    errors, folder, depth, path = np.geterr(), Path.cwd(), sys.getrecursionlimit(), sys.path[:]
    names = [(module, dict(vars(module))) for module in MODULES]
    try:
        yield
    finally:
        for module, before in names:
            for name, value in before.items():
                if vars(module).get(name) is not value:
                    setattr(module, name, value)
        np.seterr(**errors)
        os.chdir(folder)
        sys.setrecursionlimit(depth)
        sys.path[:] = path
