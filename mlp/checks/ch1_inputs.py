"""Chapter 1, what goes in and the smallest network: line, image_to_activations."""

import numpy as np

import mlp
from mlp.checks.cases import case
from mlp.checks.check import Check
from mlp.checks.mistakes import Variant, variants
from mlp.checks.samples import few, whole


def _line_cases(rng):
    return [
        case(few(rng), few(rng), few(rng)),
        case(few(rng, 3), few(rng), few(rng)),
        case(rng.normal(size=(2, 3)), rng.normal(), rng.normal()),
        case(whole(rng), whole(rng), whole(rng)),
        case(whole(rng, 4), whole(rng), whole(rng), shows="int-dtype-kept"),
        case(whole(rng, 4), rng.normal(), rng.normal(), shows="int-dtype-kept"),
        case(rng.normal(size=5).astype(np.float32), rng.normal(), rng.normal()),
    ]


line = Check(
    mlp.line,
    cases=_line_cases,
    mistakes=[
        Variant(
            "arguments-swapped",
            lambda x, slope, intercept: intercept * x + slope,
            "slope and intercept change places. Which of the two is multiplied by x?",
        ),
        Variant(
            "bias-left-out",
            lambda x, slope, intercept: slope * x,
            "the intercept is left out. How high is the line at x = 0?",
        ),
        Variant(
            "sign-wrong",
            lambda x, slope, intercept: slope * x - intercept,
            "the intercept is subtracted. It lifts the line when it is positive.",
        ),
        Variant(
            "sign-wrong",
            lambda x, slope, intercept: -slope * x + intercept,
            "the slope has a minus in front. A positive slope rises to the right.",
        ),
        Variant(
            "brackets-wrong",
            lambda x, slope, intercept: slope * (x + intercept),
            "the slope multiplies the intercept too. Only x is multiplied.",
        ),
        Variant(
            "slope-left-out",
            lambda x, slope, intercept: x + intercept,
            "the slope is left out. What does x get multiplied by?",
        ),
        *variants(
            "input-left-out",
            "x is left out. What does the slope multiply?",
            lambda x, slope, intercept: slope + intercept,
            lambda x, slope, intercept: slope + intercept + 0 * x,
        ),
    ],
)


def _image_cases(rng):
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


image_to_activations = Check(
    mlp.image_to_activations,
    cases=_image_cases,
    mistakes=[
        Variant(
            "not-scaled",
            lambda image: image.ravel(),
            "the pixels stay numbers from 0 to 255. White is to be 1.00.",
        ),
        Variant(
            "divided-by-256",
            lambda image: image.ravel() / 256,
            "the pixels are divided by 256. There are 256 values, but the largest is 255.",
        ),
        Variant(
            "divided-by-maximum",
            lambda image: image.ravel() / image.max(),
            "the pixels are divided by the brightest of this image. What becomes of a dark one?",
        ),
        Variant(
            "divided-by-maximum",
            _stretched,
            "the darkest pixel becomes 0 and the brightest 1. What would a grey image become?",
        ),
        Variant(
            "columns-first",
            lambda image: image.T.ravel() / 255,
            "the image is read column by column. It is to be read like a page: row by row.",
        ),
        Variant(
            "inverted",
            lambda image: 1 - image.ravel() / 255,
            "black and white change places. 0 is black, 255 is white.",
        ),
        Variant(
            "thresholded",
            lambda image: (image.ravel() > 127).astype(float),
            "each pixel becomes either 0 or 1. Greys lie between.",
        ),
        Variant(
            "integer-division",
            lambda image: image.ravel() // 255,
            "the division drops what comes after the point. Greys lie between 0 and 1.",
        ),
        Variant(
            "only-first-row",
            lambda image: image[0] / 255,
            "only the first row of the image is there. All rows go into one long vector.",
        ),
    ],
)
