"""Pictures made of pixels: digits in grey, weights in orange and blue.

Both are small PNG files inside the SVG. A map of weights must follow the colours of the page, so
its pixels are not coloured: they are two masks, through which a blue and an orange square shine.
"""

from __future__ import annotations

import hashlib

import numpy as np

from mlp.look.colours import colour
from mlp.look.numbers import px
from mlp.look.png import png
from mlp.look.svg import rectangle


def _square(values: np.ndarray) -> np.ndarray:
    """Return the pixels as a 2-D array: 784 numbers become 28 × 28."""
    values = np.asarray(values)
    if values.ndim == 2:
        return values
    side = round(values.size**0.5)
    if values.ndim != 1 or side * side != values.size:
        raise ValueError(f"expected (height, width) or a square's pixels, got {values.shape}")
    return values.reshape(side, side)


def digit(image: np.ndarray, x: float, y: float, size: float, *, ring: str = "ring") -> str:
    """Return a map of activations, black 0 to white 1, in a frame: a digit.

    Parameters
    ----------
    image : ndarray, (784,) or (height, width)
        uint8 pixels 0…255, or activations 0…1.
    x, y, size : float
        Upper left corner and width.
    ring : str
        Colour of the frame; ``none`` for no frame.
    """
    image = _square(image)
    if image.dtype != np.uint8:
        image = np.rint(255 * np.clip(image, 0, 1)).astype(np.uint8)
    height = size * image.shape[0] / image.shape[1]
    picture = _image(png(image), x, y, size, height)
    return picture + (rectangle(x, y, size, height, stroke=ring) if ring != "none" else "")


def weight_map(
    weights: np.ndarray, x: float, y: float, size: float, *, largest: float | None = None
) -> str:
    """Return a map of signed numbers: blue above 0, orange below, the page where they are 0.

    Parameters
    ----------
    weights : ndarray, (784,) or (height, width)
    largest : float, optional
        The size that gets full colour; by default the largest in this map.
    """
    weights = _square(np.asarray(weights, float))
    largest = largest or float(np.abs(weights).max()) or 1.0
    height = size * weights.shape[0] / weights.shape[1]
    out = []
    for name, part in (("pos", weights), ("neg", -weights)):
        level = np.rint(255 * np.clip(part / largest, 0, 1)).astype(np.uint8)
        if not level.any():
            continue
        address = png(level, bits=4)
        # Same place and pixels, same mask: the name is made from them, so two never clash.
        place = f"{px(x)} {px(y)} {px(size)} {address}"
        key = "m" + hashlib.sha256(place.encode()).hexdigest()[:10]
        out.append(
            f'<mask id="{key}" style="mask-type:luminance">'
            f"{_image(address, x, y, size, height)}</mask>"
            f'<rect x="{px(x)}" y="{px(y)}" width="{px(size)}" height="{px(height)}" '
            f'fill="{colour(name)}" mask="url(#{key})"/>'
        )
    return "".join(out) + rectangle(x, y, size, height, stroke="ring", stroke_width=1)


def _image(address: str, x: float, y: float, width: float, height: float) -> str:
    return (
        f'<image href="{address}" x="{px(x)}" y="{px(y)}" width="{px(width)}" '
        f'height="{px(height)}" preserveAspectRatio="none" style="image-rendering:pixelated"/>'
    )
