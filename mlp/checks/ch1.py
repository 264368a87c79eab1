"""Chapter 1, the parts: line, image_to_activations, neuron, layer."""

import numpy as np

import mlp
from mlp.checks.check import Check, Variant, case, variants
from mlp.checks.samples import few, sigma, whole


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


def _neuron_cases(rng):
    return [
        case(few(rng, 3, low=0.1, high=1), few(rng, 3), few(rng)),
        case(rng.random(5), rng.normal(size=5), rng.normal()),
        case(rng.random(784), rng.normal(0, 0.1, 784), rng.normal()),
        case(rng.random(1), rng.normal(size=1), rng.normal()),
        case(whole(rng, 4, low=0), whole(rng, 4), whole(rng), shows="int-dtype-kept"),
        case(rng.random(6).astype("f"), rng.normal(size=6).astype("f"), rng.normal()),
    ]


neuron = Check(
    mlp.neuron,
    cases=_neuron_cases,
    mistakes=[
        Variant(
            "bias-left-out",
            lambda a, w, b: sigma(w @ a),
            "the bias is left out. Where does b stand in z = w · a + b?",
        ),
        Variant(
            "bias-outside-activation",
            lambda a, w, b: sigma(w @ a) + b,
            "the bias is added after the sigmoid. It belongs to the sum z = w · a + b.",
        ),
        Variant(
            "bias-sign-wrong",
            lambda a, w, b: sigma(w @ a - b),
            "the bias is subtracted. In z = w · a + b it is added; a threshold of 10 is b = −10.",
        ),
        Variant(
            "activation-left-out",
            lambda a, w, b: w @ a + b,
            "z is returned as it is. One step is missing: squash it.",
        ),
        Variant(
            "activation-left-out",
            lambda a, w, b: w @ a,
            "the weighted sum is returned as it is. Bias and sigmoid are missing.",
        ),
        Variant(
            "bias-once-per-input",
            lambda a, w, b: sigma(np.sum(w * a + b)),
            "the bias is added once for each input. A neuron has one bias.",
        ),
        *variants(
            "activation-on-each-term",
            "each product is squashed on its own. Add up first, then squash once.",
            lambda a, w, b: np.sum(sigma(w * a)),
            lambda a, w, b: np.sum(sigma(w * a)) + b,
            lambda a, w, b: np.sum(sigma(w * a + b)),
            lambda a, w, b: sigma(np.sum(sigma(w * a)) + b),
            lambda a, w, b: np.mean(sigma(w * a + b)),
            lambda a, w, b: sigma(np.sum(sigma(w * a + b))),
            lambda a, w, b: sigma(w * a) + b,
        ),
        *variants(
            "mean-not-sum",
            "the mean of the products is taken. A neuron adds them up.",
            lambda a, w, b: sigma(np.mean(w * a) + b),
            lambda a, w, b: sigma(np.mean(w * a + b)),
            lambda a, w, b: sigma(np.mean(w * a)),
        ),
        Variant(
            "off-by-one",
            lambda a, w, b: sigma(w[:-1] @ a[:-1] + b),
            "the last input is left out. Where does your loop or slice end?",
        ),
        Variant(
            "off-by-one",
            lambda a, w, b: sigma(w[1:] @ a[1:] + b),
            "the first input is left out. Counting starts at 0.",
        ),
        Variant(
            "early-return",
            lambda a, w, b: sigma(w[0] * a[0] + b),
            "only the first input is added. Does return stand inside the loop?",
        ),
        Variant(
            "sum-left-out",
            lambda a, w, b: sigma(w * a + b),
            "the products are not added up. w @ a is one number, w * a one for each input.",
        ),
        Variant(
            "sum-left-out",
            lambda a, w, b: sigma(w * a),
            "the products are not added up, and the bias is missing.",
        ),
        Variant(
            "weights-left-out",
            lambda a, w, b: sigma(np.sum(a) + b),
            "the weights are left out. Each activation is multiplied by its weight.",
        ),
        Variant(
            "activation-twice",
            lambda a, w, b: sigma(sigma(w @ a + b)),
            "the sigmoid is applied twice. Once is enough.",
        ),
        Variant(
            "other-function",
            lambda a, w, b: np.tanh(w @ a + b),
            "tanh squashes instead of the sigmoid.",
        ),
        Variant(
            "other-function",
            lambda a, w, b: np.maximum(0, w @ a + b),
            "ReLU stands in the place of the sigmoid.",
        ),
        Variant(
            "sign-wrong",
            lambda a, w, b: sigma(-(w @ a + b)),
            "z has its sign turned round. A large z is a bright neuron.",
        ),
    ],
)


def _layer_cases(rng):
    def inputs(n_in, n_out, dtype=float):
        return (
            rng.random(n_in).astype(dtype),
            rng.normal(size=(n_out, n_in)).astype(dtype),
            rng.normal(size=n_out).astype(dtype),
        )

    return [
        case(few(rng, 2, low=0.1, high=1), few(rng, 3, 2), few(rng, 3), shows="hard-coded-size"),
        case(few(rng, 2, low=0.1, high=1), few(rng, 2, 2), few(rng, 2)),  # square: a transposed W
        case(*inputs(7, 4), shows="hard-coded-size"),
        case(*inputs(3, 6), shows="hard-coded-size"),
        case(*inputs(4, 4)),  # gives numbers too
        case(*inputs(3, 3)),
        case(*inputs(5, 1), shows="hard-coded-size"),
        case(*inputs(1, 3), shows="hard-coded-size"),
        case(
            whole(rng, 3, low=0),
            whole(rng, 4, 3),
            whole(rng, 4),
            shows="int-dtype-kept hard-coded-size",
        ),
        case(*inputs(6, 5, np.float32), shows="hard-coded-size"),
    ]


layer = Check(
    mlp.layer,
    cases=_layer_cases,
    mistakes=[
        Variant(
            "bias-left-out",
            lambda a, W, b: sigma(W @ a),
            "the bias is left out. Where does b stand in σ(W a + b)?",
        ),
        Variant(
            "weights-transposed",
            lambda a, W, b: sigma(W.T @ a + b),
            "W is transposed. Row j of W holds the weights of neuron j: W has shape (n_out, n_in).",
        ),
        Variant(
            "activation-left-out",
            lambda a, W, b: W @ a + b,
            "z is returned as it is. One step is missing: squash it.",
        ),
        Variant(
            "bias-outside-activation",
            lambda a, W, b: sigma(W @ a) + b,
            "the bias is added after the sigmoid. It belongs inside: σ(W a + b).",
        ),
        Variant(
            "bias-sign-wrong",
            lambda a, W, b: sigma(W @ a - b),
            "the bias is subtracted. In σ(W a + b) it is added.",
        ),
        *variants(
            "sum-left-out",
            "the products of each row are not added up. W @ a adds them, W * a does not.",
            lambda a, W, b: sigma(W * a + b),
            lambda a, W, b: sigma(W * a + b[:, None]),
            lambda a, W, b: sigma(W * a),
            lambda a, W, b: sigma(W * a[:, None] + b),
        ),
        Variant(
            "sum-over-wrong-axis",
            lambda a, W, b: sigma((W * a).sum(axis=0) + b),
            "the products are added up down the columns. Each row of W belongs to one neuron.",
        ),
        Variant(
            "bias-as-column",
            lambda a, W, b: sigma(W @ a + b[:, None]),
            "b is a column and W a a vector: NumPy makes a matrix of all their sums.",
        ),
        Variant(
            "bias-as-column",
            lambda a, W, b: sigma((W @ a)[:, None] + b),
            "W a is a column and b a vector: NumPy makes a matrix of all their sums.",
        ),
        Variant(
            "mean-not-sum",
            lambda a, W, b: sigma((W * a).mean(axis=1) + b),
            "the mean of the products is taken. A neuron adds them up.",
        ),
        Variant(
            "only-first-bias",
            lambda a, W, b: sigma(W @ a + b[0]),
            "every neuron gets the first bias. Each has its own.",
        ),
        Variant(
            "bias-once-per-input",
            lambda a, W, b: sigma((W * a + b[:, None]).sum(axis=1)),
            "the bias is added once for each input. A neuron has one bias.",
        ),
        Variant(
            "off-by-one",
            lambda a, W, b: sigma(W[:, :-1] @ a[:-1] + b),
            "the last input is left out. Where does your loop or slice end?",
        ),
        Variant(
            "activation-twice",
            lambda a, W, b: sigma(sigma(W @ a + b)),
            "the sigmoid is applied twice. Once is enough.",
        ),
        Variant(
            "other-function",
            lambda a, W, b: np.tanh(W @ a + b),
            "tanh squashes instead of the sigmoid.",
        ),
        Variant(
            "other-function",
            lambda a, W, b: np.maximum(0, W @ a + b),
            "ReLU stands in the place of the sigmoid.",
        ),
        Variant(
            "only-one-neuron",
            lambda a, W, b: sigma(W[0] @ a + b[0]),
            "only the first neuron of the layer is there. Is there a return inside a loop?",
        ),
    ],
)
