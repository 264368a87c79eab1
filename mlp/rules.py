"""What the arguments of one call have to do with each other: networks, rows, targets, gradients.

A rule is a function of the dictionary of a call's arguments; `mlp.validation` says how it is used.
"""

from collections.abc import Callable
from itertools import pairwise
from math import prod

import numpy as np

from mlp.core import Arrays
from mlp.core.backpropagation import backprop_batch
from mlp.core.network import as_activations
from mlp.results import without_nan
from mlp.validation import Given, count, floats, function, plain, rate, same_shape, wrong

EMPTY = "an empty batch (0 rows)"


def pixels(given: Given) -> None:
    """Look at an image: height and width, and numbers from 0 to 255."""
    image = given["image"] = floats(given["image"], "image")
    if image.ndim != 2:
        hint = "for a row of load_mnist try image.reshape(28, 28)"
        raise wrong("an image of shape (height, width)", image.shape, hint)
    if image.size and (image.min() < 0 or image.max() > 255):
        raise wrong("pixels from 0 to 255", f"{image.min():g} to {image.max():g}")


def class_labels(labels, n_classes: int) -> np.ndarray:
    """Return `labels` as a vector of ints from 0 to n_classes − 1."""
    array = np.asarray(labels)
    if array.ndim != 1 or (array.dtype.kind not in "iu" and array.size):
        raise wrong("labels to be a vector of ints", f"shape {array.shape} of {array.dtype}")
    outside = array[(array < 0) | (array >= n_classes)]
    if outside.size:
        hint = "is n_classes the number of classes?"
        raise wrong(f"labels from 0 to {n_classes - 1}", outside[0], hint)
    return array.astype(np.intp)


def labels_below_n_classes(given: Given) -> None:
    """Look at labels: from 0 to n_classes − 1."""
    given["labels"] = class_labels(given["labels"], given.get("n_classes", 10))


def labels_of_rows(given: Given) -> None:
    """Look at labels: one for each row of X, and an output neuron for each."""
    given["labels"] = class_labels(given["labels"], len(given["biases"][-1]))
    _one_each(given["X"], given["labels"], "labels")


def labels_to_targets(given: Given) -> None:
    """Turn labels, if Y holds them, into what the output neurons should hold."""
    n_classes = len(given["biases"][-1])
    if np.ndim(given["Y"]) == 1:
        labels = class_labels(given["Y"], n_classes)
        given["Y"] = np.equal.outer(labels, np.arange(n_classes)).astype(np.float32)


def at_least_one(name: str, what: str, none: str) -> Callable[[Given], None]:
    """Make the rule that an array has at least one row."""

    def rule(given: Given) -> None:
        if not len(given[name]):
            raise wrong(f"at least one {what}", none)

    return rule


def arrays_of_examples(given: Given) -> None:
    """Look at nudges: a list for each example, equally long, with arrays of the same shapes."""
    lengths = {len(example) for example in given["nudges"]}
    if len(lengths) != 1:
        wanted = "equally long lists of arrays, one list for each example and at least one"
        raise wrong(wanted, f"lists of lengths {sorted(lengths)}")
    columns = list(zip(*given["nudges"], strict=True))
    for i, arrays in enumerate(columns):
        shapes = sorted({np.shape(array) for array in arrays})
        if len(shapes) != 1:
            raise wrong(f"array {i} to have one shape in all examples", shapes)
        columns[i] = floats(arrays, f"array {i}")
    given["nudges"] = list(zip(*columns, strict=True))


def lists_alike(first: str, second: str) -> Callable[[Given], None]:
    """Make the rule that two lists hold arrays of the same shapes, at least one."""

    def rule(given: Given) -> None:
        lengths = len(given[first]), len(given[second])
        if lengths[0] != lengths[1] or not lengths[0]:
            wanted = "two lists of equally many arrays, at least one"
            raise wrong(wanted, f"{lengths[0]} and {lengths[1]}")
        for name in (first, second):
            given[name] = [floats(array, f"{name}[{i}]") for i, array in enumerate(given[name])]
        for i, (a, b) in enumerate(zip(given[first], given[second], strict=True)):
            same_shape(a, b, f"{first}[{i}]", f"{second}[{i}]")

    return rule


def not_zero(name: str) -> Callable[[Given], None]:
    """Make the rule that a gradient is not 0 everywhere: such a one has no direction."""

    def rule(given: Given) -> None:
        if not any(array.any() for array in given[name]):
            raise wrong(f"{name} to have a direction", "a gradient that is 0 everywhere")

    return rule


def chain(given: Given) -> None:
    """Look at the weights and biases of a chain of single neurons: as many of both."""
    ws, bs = given["ws"], given["bs"]
    if len(ws) != len(bs) or not len(ws):
        raise wrong("as many weights as biases, at least one", f"{len(ws)} and {len(bs)}")


def layer_sizes(given: Given) -> None:
    """Look at the layer sizes n_0 … n_L: at least two, each at least 1."""
    sizes = tuple(given["sizes"])
    if len(sizes) < 2:
        raise wrong("at least two layer sizes (input and output)", sizes, "try (784, 16, 16, 10)")
    given["sizes"] = tuple(count(n, f"sizes[{i}]") for i, n in enumerate(sizes))


def whole_theta(given: Given) -> None:
    """Look at theta: an entry for each parameter of a network of these sizes."""
    sizes, shape = given["sizes"], np.shape(given["theta"])
    wanted = sum((n_in + 1) * n_out for n_in, n_out in pairwise(sizes))
    if shape != (wanted,):
        raise wrong(f"theta of shape {(wanted,)} for the sizes {sizes}", shape)


def network(given: Given) -> None:
    """Look at weights and biases: arrays that make a network, without NaN."""
    network_shapes(given)
    for name in ("weights", "biases"):
        given[name] = [floats(array, f"{name}[{i}]") for i, array in enumerate(given[name])]


def network_shapes(given: Given) -> None:
    """Look at weights and biases in shapes and dtypes alone, where each mini-batch comes by."""
    weights, biases = given["weights"], given["biases"]
    if len(weights) != len(biases) or not len(weights):
        wanted = "as many weight matrices as bias vectors, at least one of each"
        raise wrong(wanted, f"{len(weights)} and {len(biases)}")
    n_in = None
    for i, (W, b) in enumerate(zip(weights, biases, strict=True)):
        if not isinstance(W, np.ndarray) or not isinstance(b, np.ndarray):
            types = f"{type(W).__name__} and {type(b).__name__}"
            raise wrong(
                f"weights[{i}] and biases[{i}] to be NumPy arrays", types, "try np.array(...)"
            )
        if W.ndim != 2 or b.ndim != 1 or len(W) != len(b) or not W.size:
            wanted = f"weights[{i}] of shape (n_out, n_in) and biases[{i}] of shape (n_out,)"
            hint = _transposed(W, len(b) if b.ndim == 1 else -1)
            raise wrong(wanted, f"{W.shape} and {b.shape}", hint)
        if n_in is not None and W.shape[1] != n_in:
            wanted = f"weights[{i}] with {n_in} columns, one for each neuron of the layer before"
            raise wrong(wanted, f"shape {W.shape}", _transposed(W, -1, n_in))
        n_in = len(W)
    given["weights"] = [_of_floats(W, "weights") for W in weights]
    given["biases"] = [_of_floats(b, "biases") for b in biases]


def _of_floats(array, name: str) -> np.ndarray:
    """Return an array of floats, in which a NaN may be."""
    array = np.asarray(array)
    return array if array.dtype.kind == "f" else floats(array, name)


def _transposed(W: np.ndarray, n_out: int, n_in: int = -1) -> str:
    fits = W.ndim == 2 and (W.shape[1] == n_out or W.shape[0] == n_in)
    return "did you transpose it?" if fits else ""


def inputs(name: str, *, ndims: tuple[int, ...], pixels: bool = False) -> Callable[[Given], None]:
    """Make the rule for one example `(n_0,)`, for rows `(n, n_0)`, or for either.

    What is uint8 becomes activations, unless pixels will do: then they are scaled batch by batch.
    """

    def rule(given: Given) -> None:
        X, W = given[name], given["weights"][0]
        X = X if isinstance(X, np.ndarray) and X.dtype == np.uint8 else floats(X, "X")
        n_in = W.shape[1]
        if X.ndim not in ndims and X.shape[1:] == (n_in,):
            hint = "for rows use backprop_batch"
            raise wrong(f"one example {name} of shape {(n_in,)}", X.shape, hint)
        if X.ndim not in ndims or X.shape[-1] != n_in:
            shapes = " or ".join(f"({n_in},)" if ndim == 1 else f"(n, {n_in})" for ndim in ndims)
            wanted = f"X of shape {shapes} for weights[0] of shape {W.shape}"
            raise wrong(wanted, X.shape, _hint(X, n_in))
        if X.ndim == 2 and not len(X):
            raise wrong("at least one example", EMPTY)
        given[name] = X if pixels else as_activations(X, W.dtype)

    return rule


def _hint(X: np.ndarray, n_in: int) -> str:
    if X.ndim == 2 and len(X) == n_in:
        return "examples are rows, did you transpose it?"
    if X.shape == (n_in,):
        return "for one example write X[np.newaxis]"
    if X.ndim >= 2 and n_in in (X.size, prod(X.shape[1:])):
        return "flatten each image into one row, as image_to_activations does"
    return ""


def _one_each(X: np.ndarray, Y: np.ndarray, name_y: str) -> None:
    if len(X) != len(Y):
        raise wrong(f"one row of {name_y} for each row of X", f"{len(Y)} for {len(X)}")


def targets(name: str, name_x: str) -> Callable[[Given], None]:
    """Make the rule for what the output neurons should hold: it gets the dtype of the network."""

    def rule(given: Given) -> None:
        X, b = given[name_x], given["biases"][-1]
        Y = floats(given[name], "Y", ndim=X.ndim)
        if X.ndim == 2:
            _one_each(X, Y, "Y")
        if Y.shape[-1:] != b.shape:
            wanted = f"Y with one entry for each of {len(b)} output neurons"
            raise wrong(wanted, f"shape {Y.shape}")
        given[name] = Y.astype(np.result_type(b, np.float32), copy=False)

    return rule


def gradient_of_network(given: Given) -> None:
    """Look at a gradient: an array for each weight matrix and bias vector, of its shape."""
    n_layers, n_W, n_b = len(given["weights"]), len(given["nabla_W"]), len(given["nabla_b"])
    if not n_layers == n_W == n_b:
        wanted = f"a gradient for each of {n_layers} layers"
        raise wrong(wanted, f"{n_W} for the weights and {n_b} for the biases")
    for parts, nablas in (("weights", "nabla_W"), ("biases", "nabla_b")):
        given[nablas] = [_of_floats(nabla, nablas) for nabla in given[nablas]]
        for i, (part, nabla) in enumerate(zip(given[parts], given[nablas], strict=True)):
            if part.shape != nabla.shape:
                same_shape(part, nabla, f"{parts}[{i}]", f"{nablas}[{i}]")


def gradient_at_points(given: Given) -> None:
    """Have the gradient at each point looked at, which a function finds."""
    gradient = function(given["gradient"], "gradient")

    def looked_at(p: np.ndarray) -> np.ndarray:
        found = floats(gradient(p), "gradient")
        same_shape(floats(p, "p"), found, "p", "gradient")
        return found

    given["gradient"] = looked_at


default_gradient = backprop_batch  # of those who name none


def gradient_of_rows(*, of_pixels: bool) -> Callable[[Given], None]:
    """Make the rule for a gradient function: it gets activations, and what it returns must fit.

    X gets the dtype of the network. With `of_pixels` those who call `backprop_batch` scale pixels.
    """

    def rule(given: Given) -> None:
        weights, biases, X = given["weights"], given["biases"], given["X"]
        gradient, dtype = (
            plain(given.get("gradient", default_gradient)),
            np.result_type(*weights, *biases),
        )
        given["X"] = X if X.dtype == np.uint8 else X.astype(dtype, copy=False)
        shapes = [[part.shape for part in parts] for parts in (weights, biases)]

        def of_activations(X: np.ndarray, Y: np.ndarray, weights: Arrays, biases: Arrays):
            return gradient(as_activations(X, dtype), Y, weights, biases)

        def looked_at(*arguments):
            nablas = of_activations(*arguments)
            for kind, wanted, nabla in zip("Wb", shapes, nablas, strict=True):
                got = [np.shape(each) for each in nabla]
                if wanted != got:
                    raise wrong(f"gradient(…) to return nabla_{kind} of shapes {wanted}", got)
            return [[np.asarray(each, dtype) for each in nabla] for nabla in nablas]

        if gradient is not backprop_batch:
            given["gradient"] = looked_at
        else:
            given["gradient"] = gradient if of_pixels or X.dtype != np.uint8 else of_activations

    return rule


def rate_or_schedule(value, name: str) -> float | Callable:
    """Return a learning rate, or the function of the epoch that returns one."""
    return value if callable(value) else rate(value, name)


def rates_and_networks(given: Given) -> None:
    """Have the learning rate looked at before each epoch, and the network after it."""
    schedule, callback, eta = given["learning_rate"], given.get("callback"), 0.0

    def looked_at(epoch: int) -> float:
        nonlocal eta
        eta = rate(schedule(epoch) if callable(schedule) else schedule, "learning_rate")
        return eta

    def call_back(epoch: int, weights: Arrays, biases: Arrays) -> object:
        without_nan((weights, biases), f" in epoch {epoch}", eta)
        return callback is not None and callback(epoch, weights, biases)

    given["learning_rate"], given["callback"] = looked_at, call_back
