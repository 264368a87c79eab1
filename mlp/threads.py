"""One thread for the matrix products of training: they are too small to share out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import numpy as np


@contextmanager
def one_blas_thread() -> Iterator[None]:
    """Have NumPy's OpenBLAS keep to one thread in the block, and set it back afterwards.

    A product of 10 × 784 and 784 × 16 numbers takes microseconds: more threads gain nothing, and on
    a busy machine they wait for each other. With another BLAS this does nothing.

    Examples
    --------
    >>> with one_blas_thread():
    ...     pass
    """
    get, put = _openblas() or (lambda: 1, None)
    before = get()
    if before <= 1:
        yield
        return
    put(1)
    try:
        yield
    finally:
        put(before)


@cache
def _openblas() -> tuple[Callable[[], int], Callable[[int], None]] | None:
    """Return what reads and sets the number of threads of NumPy's OpenBLAS, None without one."""
    try:
        import ctypes  # here, for `import mlp` does not need it

        for path in _libraries():
            library = ctypes.CDLL(path)
            for prefix in ("scipy_openblas", "openblas"):
                for suffix in ("64_", ""):
                    get = getattr(library, f"{prefix}_get_num_threads{suffix}", None)
                    put = getattr(library, f"{prefix}_set_num_threads{suffix}", None)
                    if get is not None and put is not None:
                        return get, put
    except (ImportError, OSError):  # no ctypes in this Python, or no such library
        pass
    return None


def _libraries() -> list[str]:
    """Return the paths of the OpenBLAS that NumPy has brought along or has loaded."""
    package = Path(np.__file__).parent
    folders = (package.parent / "numpy.libs", package / ".dylibs", package / ".libs")
    found = [str(path) for folder in folders for path in folder.glob("*openblas*")]
    maps = Path("/proc/self/maps")  # Linux: what this process has loaded
    if not found and maps.exists():
        lines = maps.read_text(errors="replace").splitlines()
        found = sorted({line.split(maxsplit=5)[-1] for line in lines if "openblas" in line})
    return found
