"""One thread for the matrix products of training: they are too small to share out."""

from contextlib import nullcontext
from functools import cache


def one_blas_thread():
    """Return a context in which NumPy's BLAS keeps to one thread.

    A product of 10 × 784 and 784 × 16 numbers takes microseconds: more threads gain nothing, and on
    a busy machine they wait for each other. Without the package threadpoolctl this does nothing;
    the environment variable OPENBLAS_NUM_THREADS=1, set before NumPy is imported, does the same.

    Examples
    --------
    >>> with one_blas_thread():
    ...     pass
    """
    controller = _controller()
    return nullcontext() if controller is None else controller.limit(limits=1, user_api="blas")


@cache
def _controller():
    """Return what limits the threads of the BLAS that is loaded, found once: that takes 1 ms."""
    try:
        from threadpoolctl import ThreadpoolController
    except ImportError:
        return None
    return ThreadpoolController()
