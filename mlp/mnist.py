"""The digits, and the book's trained network.

MNIST by Y. LeCun, C. Cortes and C. J. C. Burges, CC BY-SA 3.0: 70,000 handwritten digits of
28 × 28 pixels. The files beside this module hold them without loss: for each image a mask of one
bit a pixel, and the values of the pixels that are not 0 (`scripts/make_mnist.py` writes them).
"""

import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np

from mlp.core.parameters import Parameters, count_parameters, views

DATA = Path(__file__).parent / "data"
PIXELS = 28 * 28
TRAINED_SIZES = (784, 16, 16, 10)
THE_TWO = 967  # the book's digit: a clear 2 among the sample's test_images

ROWS_AT_ONCE = 500  # unpacked together: some 400 kB more than what is returned


class Mnist(NamedTuple):
    """Handwritten digits and what they show.

    Attributes
    ----------
    train_images : (60000, 784) array of uint8
        Row by row, 0 black to 255 white; 5,000 of them in the sample.
    train_labels : (60000,) array of ints
        0 to 9.
    test_images : (10000, 784) array of uint8
        Digits by other writers; 1,000 of them in the sample.
    test_labels : (10000,) array of ints
        0 to 9.
    """

    train_images: np.ndarray
    train_labels: np.ndarray
    test_images: np.ndarray
    test_labels: np.ndarray


def load_mnist(*, sample: bool = False) -> Mnist:
    """Load the handwritten digits.

    Parameters
    ----------
    sample : bool, default False
        Load 5,000 + 1,000 digits instead of 60,000 + 10,000: as many of each digit, shuffled, drawn
        from the training and the test digits. The sample is there in the browser too.

    Returns
    -------
    Mnist
        train_images, train_labels, test_images, test_labels.

    Raises
    ------
    OSError
        If the data file is missing or damaged; in the browser only the sample is there.

    References
    ----------
    Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, Gradient-based learning applied to document
    recognition, Proceedings of the IEEE 86 (1998).

    Examples
    --------
    >>> digits = load_mnist(sample=True)
    >>> digits.train_images.shape, digits.train_images.dtype, digits.test_labels.shape
    ((5000, 784), dtype('uint8'), (1000,))
    """
    path = DATA / ("mnist-sample.npz" if sample else "mnist.npz")
    parts = []
    for split in ("train", "test"):
        mask, values, labels = _read(path, f"{split}_mask", f"{split}_values", f"{split}_labels")
        try:
            parts += unpack(mask, values), labels.astype(np.intp)
        except ValueError as error:
            raise OSError(_damaged(path, str(error))) from error
    return Mnist(*parts)


def load_trained(*, seen: int | None = None) -> Parameters:
    """Load the book's trained network, 784-16-16-10, or an earlier stage of it.

    Trained by `scripts/make_trained.py`, which says how and measures its accuracy.

    Parameters
    ----------
    seen : int, optional
        How many digits it had been trained on: 0 for the untrained start, 1,000, 5,000, 20,000 or
        100,000. By default all 1,500,000, each of 50,000 digits 30 times.

    Returns
    -------
    network : Parameters
        theta (13002,) of float32, and weights and biases as views into it.

    Raises
    ------
    OSError
        If the data file is missing or damaged.
    ValueError
        If there is no stage after that many digits.

    Examples
    --------
    >>> from mlp import predict
    >>> digits, network = load_mnist(sample=True), load_trained()
    >>> the_two = digits.test_images[THE_TWO]
    >>> predict(the_two[np.newaxis], network.weights, network.biases)
    array([2])
    """
    path = DATA / "trained.npz"
    theta, stages, stops = _read(path, "theta", "stages", "seen")
    if seen is not None:
        if seen not in stops:
            raise ValueError(f"expected seen to be one of {', '.join(map(str, stops))}, got {seen}")
        (theta,) = stages[stops == seen]
    if theta.shape != (count_parameters(TRAINED_SIZES),):
        raise OSError(_damaged(path, f"theta has shape {theta.shape}"))
    return Parameters(theta, *views(theta, TRAINED_SIZES))


def pack(images: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Split images (n, 784) into a mask of a bit a pixel (n, 98) and the values that are not 0."""
    return np.packbits(images != 0, axis=1), images[images != 0]


def unpack(mask: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Put images together again: the inverse of `pack`. A ValueError says that they do not fit."""
    images = np.zeros((len(mask), PIXELS), np.uint8)
    used = 0
    for start in range(0, len(mask), ROWS_AT_ONCE):
        lit = np.unpackbits(mask[start : start + ROWS_AT_ONCE], axis=1).view(bool)
        n_lit = np.count_nonzero(lit)
        images[start : start + ROWS_AT_ONCE][lit] = values[used : used + n_lit]
        used += n_lit
    if used != len(values):
        raise ValueError(f"expected values for {used} pixels, got {len(values)}")
    return images


def _read(path: Path, *names: str) -> list[np.ndarray]:
    """Read the arrays of these names from an npz file, or say what is wrong with it."""
    import zipfile  # here, for `import mlp` needs neither
    import zlib

    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            return [stored[name] for name in names]
    except FileNotFoundError:
        in_browser = sys.platform == "emscripten"
        raise FileNotFoundError(
            "in the browser there are 5,000 + 1,000 of the digits, not all 70,000 (10 MB): "
            "try load_mnist(sample=True), or run this on your own machine"
            if in_browser
            else f"expected the data file {path}, found none: install the package again, "
            "or make it with scripts/make_mnist.py (the digits), scripts/make_trained.py (trained)"
        ) from None
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise OSError(_damaged(path, str(error))) from error


def _damaged(path: Path, why: str) -> str:
    return f"the data file {path} is damaged ({why}): restore it, or install the package again"
