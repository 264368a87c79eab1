"""The check of `image_to_activations`."""

import numpy as np

import mlp
from mlp.checks.kit import Check, case


def _cases(rng):
    def image(*shape):
        return rng.integers(10, 245, shape)

    course = image(28, 28)
    course[3, 5], course[20, 4] = 0, 255
    return [
        case(image(2, 3), shows="hard-coded-size"),
        case(course),
        case(image(28, 28)),
        case(image(4, 3), shows="hard-coded-size"),
        case(image(30, 31), shows="hard-coded-size"),
        case(image(1, 5), shows="hard-coded-size"),
        case(image(28, 28).astype(np.uint8)),
    ]


def _stretched(image):
    low, high = image.min(), image.max()
    return ((image - low) / (high - low)).ravel()


# fmt: off
MISTAKES = [
    ("not-scaled", "the pixels stay numbers from 0 to 255. White is to be 1.00.",
     lambda image: image.ravel()),
    ("divided-by-256", "the pixels are divided by 256. There are 256 values, but the largest is "
     "255.", lambda image: image.ravel() / 256),
    ("divided-by-maximum", "the pixels are divided by the brightest of this image. What becomes of "
     "a dark one?", lambda image: image.ravel() / image.max()),
    ("divided-by-maximum", "the darkest pixel becomes 0 and the brightest 1. What would a grey "
     "image become?", _stretched),
    ("columns-first", "the image is read column by column. It is to be read like a page: row by "
     "row.", lambda image: image.T.ravel() / 255),
    ("inverted", "black and white change places. 0 is black, 255 is white.",
     lambda image: 1 - image.ravel() / 255),
    ("thresholded", "each pixel becomes either 0 or 1. Greys lie between.",
     lambda image: (image.ravel() > 127).astype(float)),
    ("integer-division", "the division drops what comes after the point. Greys lie between 0 and "
     "1.", lambda image: image.ravel() // 255),
    ("only-first-row", "only the first row of the image is there. All rows go into one long "
     "vector.", lambda image: image[0] / 255),
]
# fmt: on

HINTS = (
    "Two things are wrong with the image: its numbers run to 255, and it is a table, not one long"
    " vector.",
    "Look up what an array's ravel or reshape does. The shape to come out is (784,) for 28 by 28 "
    "pixels, and the brightest possible pixel has to become 1.",
)

check = Check(mlp.image_to_activations, _cases, MISTAKES, HINTS)
