"""What the core says when it is given something that cannot be right."""

import numpy as np
import pytest

import mlp

rng = np.random.default_rng(0)
_, WEIGHTS, BIASES = mlp.initialise((4, 3, 2), rng=rng, dtype=float)
X, Y = rng.uniform(size=(5, 4)), rng.uniform(size=(5, 2))
NAN_X = X.copy()
NAN_X[2, 1] = np.nan
NAN_WEIGHTS = [WEIGHTS[0], np.full((2, 3), np.nan)]
TRAIN = {"epochs": 1, "batch_size": 2, "learning_rate": 0.1, "rng": rng}


def net(f, X=X, weights=WEIGHTS, biases=BIASES):
    return lambda: f(X, weights, biases)


def grad(f, X=X, Y=Y, weights=WEIGHTS, biases=BIASES, **more):
    return lambda: f(X, Y, weights, biases, **more)


CASES = {
    "W transposed": (
        net(mlp.feedforward, weights=[WEIGHTS[0].T, WEIGHTS[1]]),
        "got (4, 3) and (3,): did you transpose it?",
    ),
    "second W transposed": (
        net(mlp.feedforward, weights=[WEIGHTS[0], WEIGHTS[1].T]),
        "got (3, 2) and (2,): did you transpose it?",
    ),
    "layers that do not meet": (
        net(mlp.feedforward, weights=[WEIGHTS[0], np.ones((2, 5))]),
        "expected weights[1] with 3 columns, one for each neuron of the layer before, "
        "got shape (2, 5)",
    ),
    "square layer transposed": (
        net(mlp.feedforward, weights=[WEIGHTS[0], np.ones((3, 2))], biases=[BIASES[0], np.ones(3)]),
        "expected weights[1] with 3 columns, one for each neuron of the layer before, "
        "got shape (3, 2): did you transpose it?",
    ),
    "a list for an array": (
        net(mlp.feedforward, weights=[[[1, 2]], [[1]]]),
        "expected weights[0] and biases[0] to be NumPy arrays, got list and ndarray",
    ),
    "bias missing": (
        net(mlp.feedforward, biases=BIASES[:1]),
        "expected as many weight matrices as bias vectors, at least one of each, got 2 and 1",
    ),
    "no layer": (net(mlp.feedforward, weights=[], biases=[]), "got 0 and 0"),
    "bias as a column": (
        net(mlp.feedforward, biases=[BIASES[0][:, None], BIASES[1]]),
        "expected weights[0] of shape (n_out, n_in) and biases[0] of shape (n_out,), "
        "got (3, 4) and (3, 1)",
    ),
    "examples as columns": (
        net(mlp.feedforward_batch, X=np.ones((4, 7))),
        "expected X of shape (n, 4) for weights[0] of shape (3, 4), got (4, 7): "
        "examples are rows, did you transpose it?",
    ),
    "one example for a batch": (
        net(mlp.predict, X=X[0]),
        "got (4,): for one example write X[np.newaxis]",
    ),
    "images not flattened": (
        net(mlp.feedforward, X=np.ones((5, 2, 2))),
        "flatten each image into one row, as image_to_activations does",
    ),
    "image not flattened": (
        net(mlp.feedforward, X=np.ones((2, 2))),
        "flatten each image into one row, as image_to_activations does",
    ),
    "one image not flattened": (
        net(mlp.feedforward, X=np.ones((1, 2, 2))),
        "flatten each image into one row, as image_to_activations does",
    ),
    "example too short": (
        net(mlp.feedforward, X=np.ones(3)),
        "expected X of shape (4,) or (n, 4) for weights[0] of shape (3, 4), got (3,)",
    ),
    "empty batch, too narrow": (net(mlp.predict, X=np.ones((0, 3))), "got (0, 3)"),
    "number for an example": (net(mlp.feedforward, X=3.0), "got ()"),
    "empty batch": (
        net(mlp.feedforward_batch, X=np.ones((0, 4))),
        "expected at least one example, got an empty batch (0 rows)",
    ),
    "empty batch, predict": (net(mlp.predict, X=np.ones((0, 4))), "empty batch"),
    "empty batch, uint8": (net(mlp.predict, X=np.ones((0, 4), np.uint8)), "empty batch"),
    "empty batch, cost": (lambda: mlp.cost(np.ones((0, 2)), np.ones((0, 2))), "empty batch"),
    "empty batch, backprop": (
        grad(mlp.backprop_batch, np.ones((0, 4)), np.ones((0, 2))),
        "empty batch",
    ),
    "empty batch, sgd": (grad(mlp.sgd, np.ones((0, 4)), [], **TRAIN), "empty batch"),
    "NaN input": (net(mlp.feedforward, X=NAN_X), "X[2, 1] is NaN"),
    "NaN weight": (net(mlp.feedforward, weights=NAN_WEIGHTS), "weights[1][0, 0] is NaN"),
    "NaN bias": (
        net(mlp.feedforward, biases=[BIASES[0], np.array([0, np.nan])]),
        "biases[1][1] is NaN",
    ),
    "NaN weight in training": (
        grad(mlp.sgd, weights=NAN_WEIGHTS, **TRAIN),
        "weights[1][0, 0] is NaN",
    ),
    "NaN target": (grad(mlp.backprop_batch, Y=Y * np.nan), "Y[0, 0] is NaN"),
    "NaN in a cost": (lambda: mlp.cost(Y, Y * np.nan), "Y[0, 0] is NaN"),
    "NaN in a line": (lambda: mlp.line(np.nan, 1, 2), "x is NaN"),
    "NaN in data": (lambda: mlp.fit_line([1, np.nan], [1, 2], 0.1, 1), "x[1] is NaN"),
    "NaN in a step": (lambda: mlp.gradient_step([1.0], [np.nan], 1), "gradient[0] is NaN"),
    "NaN from f": (lambda: mlp.slope(lambda w: np.nan, 1.0), "the slope is NaN"),
    "NaN from f at a point": (
        lambda: mlp.numerical_gradient(lambda p: np.nan, [1.0, 2.0]),
        "the gradient[0] is NaN",
    ),
    "NaN in an analytic gradient": (
        lambda: mlp.relative_error([np.ones(2), [1, np.nan]], [np.ones(2), np.ones(2)]),
        "analytic[1][1] is NaN",
    ),
    "NaN in a numerical gradient": (
        lambda: mlp.relative_error([np.ones(2), np.ones(2)], [np.ones(2), [1, np.nan]]),
        "numerical[1][1] is NaN",
    ),
    "NaN in an example's nudges": (
        lambda: mlp.average_nudges([[[1.0], [2.0]], [[3.0], [np.nan]]]),
        "array 1[1, 0] is NaN",
    ),
    "text": (lambda: mlp.sigmoid("0.5"), "expected z to hold numbers, got dtype <U3"),
    "complex numbers": (
        lambda: mlp.sigmoid(1j),
        "expected z to hold numbers, got dtype complex128",
    ),
    "a and w of unequal length": (
        lambda: mlp.neuron([1, 2], [1, 2, 3], 0),
        "expected a and w of the same shape, got (2,) and (3,)",
    ),
    "layer's W transposed": (
        lambda: mlp.layer(np.ones(3), np.ones((3, 5)), np.ones(5)),
        "expected W of shape (5, 3), got (3, 5): did you transpose it?",
    ),
    "layer nudges' W transposed": (
        lambda: mlp.layer_nudges(np.ones(3), np.ones((3, 5)), np.ones(5)),
        "expected W of shape (5, 3), got (3, 5): did you transpose it?",
    ),
    "bias not a number": (
        lambda: mlp.neuron([1.0], [1.0], [1.0, 2.0]),
        "expected b to be a number (0-D), got shape (2,)",
    ),
    "image already flat": (
        lambda: mlp.image_to_activations(np.zeros(784)),
        "got (784,): for a row of load_mnist try image.reshape(28, 28)",
    ),
    "pixel too bright": (
        lambda: mlp.image_to_activations(np.array([[0, 256]])),
        "expected pixels from 0 to 255, got 0 to 256",
    ),
    "costs of unequal shape": (
        lambda: mlp.cost(np.ones((2, 3)), np.ones((3, 2))),
        "expected A and Y of the same shape, got (2, 3) and (3, 2): did you transpose one of them?",
    ),
    "nudges of unequal length": (lambda: mlp.output_nudges([1, 2], [1]), "of the same shape"),
    "label out of range": (
        lambda: mlp.one_hot([3, 10]),
        "expected labels from 0 to 9, got 10: is n_classes the number of classes?",
    ),
    "negative label": (lambda: mlp.one_hot([-1]), "expected labels from 0 to 9, got -1"),
    "no classes": (
        lambda: mlp.one_hot([0], n_classes=0),
        "expected n_classes to be a whole number of at least 1, got 0",
    ),
    "labels as floats": (
        lambda: mlp.one_hot([1.0, 2.0]),
        "expected labels to be a vector of ints, got shape (2,) of float64",
    ),
    "labels already one-hot": (lambda: mlp.one_hot(np.eye(3, dtype=int)), "got shape (3, 3)"),
    "label out of range in training": (
        grad(mlp.sgd, Y=[0, 1, 2, 0, 1], **TRAIN),
        "expected labels from 0 to 1, got 2",
    ),
    "label out of range in accuracy": (
        lambda: mlp.accuracy(X, [0, 1, 2, 0, 1], WEIGHTS, BIASES),
        "expected labels from 0 to 1, got 2",
    ),
    "too few labels": (
        lambda: mlp.accuracy(X, [0, 1], WEIGHTS, BIASES),
        "expected one row of labels for each row of X, got 2 for 5",
    ),
    "too few targets": (
        grad(mlp.backprop_batch, Y=Y[:3]),
        "expected one row of Y for each row of X, got 3 for 5",
    ),
    "too many outputs": (
        grad(mlp.backprop_batch, Y=np.ones((5, 3))),
        "expected Y with one entry for each of 2 output neurons, got shape (5, 3)",
    ),
    "rows for one example": (
        grad(mlp.backprop),
        "expected one example x of shape (4,), got (5, 4): for rows use backprop_batch",
    ),
    "a row of targets for one example": (
        grad(mlp.backprop, X[0], Y[:1]),
        "expected Y to be a vector (1-D), got shape (1, 2)",
    ),
    "one target for rows": (
        grad(mlp.backprop_batch, Y=Y[0]),
        "expected Y to be a matrix, one row each (2-D), got shape (2,)",
    ),
    "chain of unequal lists": (
        lambda: mlp.chain_gradient(1.0, [1.0, 2.0], [1.0], 0.0),
        "expected as many weights as biases, at least one, got 2 and 1",
    ),
    "gradients of unequal length": (
        lambda: mlp.relative_error([np.ones(2)], []),
        "expected two lists of equally many arrays, at least one, got 1 and 0",
    ),
    "gradients of unequal shape": (
        lambda: mlp.relative_error([np.ones((2, 3))], [np.ones((3, 2))]),
        "expected analytic[0] and numerical[0] of the same shape",
    ),
    "no examples to average": (lambda: mlp.average_nudges([]), "got lists of lengths []"),
    "examples with unequal lists": (
        lambda: mlp.average_nudges([[np.ones(1)], []]),
        "got lists of lengths [0, 1]",
    ),
    "examples with unequal shapes": (
        lambda: mlp.average_nudges([[np.ones(1)], [np.ones(2)]]),
        "expected array 0 to have one shape in all examples, got [(1,), (2,)]",
    ),
    "data of unequal length": (lambda: mlp.line_gradient([1, 2], [1], 0, 0), "of the same shape"),
    "no data": (lambda: mlp.line_gradient([], [], 0, 0), "expected at least one data point"),
    "h of zero": (
        lambda: mlp.slope(np.sin, 1.0, h=0),
        "expected h to be a small positive number, got 0: try 1e-5",
    ),
    "h of infinity": (
        lambda: mlp.slope(np.sin, 1.0, h=np.inf),
        "expected h to be a finite number, got inf",
    ),
    "one size": (
        lambda: mlp.count_parameters([784]),
        "expected at least two layer sizes (input and output), got (784,)",
    ),
    "size of zero": (
        lambda: mlp.count_parameters([784, 0]),
        "expected sizes[1] to be a whole number of at least 1, got 0",
    ),
    "theta of the wrong length": (
        lambda: mlp.views(np.ones(5), (3, 1)),
        "expected theta of shape (4,) for the sizes (3, 1), got (5,)",
    ),
    "a seed for a generator": (
        lambda: mlp.initialise((2, 1), rng=0),
        "expected rng to be a NumPy Generator, got int: try rng=np.random.default_rng(0)",
    ),
    "batch size of zero": (
        lambda: mlp.minibatches(3, 0, rng),
        "expected batch_size to be a whole number of at least 1, got 0",
    ),
    "no examples to deal": (lambda: mlp.minibatches(0, 3, rng), "expected n to be a whole number"),
    "half an epoch": (
        grad(mlp.sgd, **TRAIN | {"epochs": 0.5}),
        "expected epochs to be a whole number of at least 0, got 0.5",
    ),
    "learning rate of infinity": (
        grad(mlp.sgd, **TRAIN | {"learning_rate": np.inf}),
        "expected learning_rate to be a finite number, got inf",
    ),
    "learning rate of text": (
        grad(mlp.sgd, **TRAIN | {"learning_rate": lambda epoch: "fast"}),
        "expected learning_rate to be a finite number, got 'fast'",
    ),
    "steps below zero": (
        lambda: mlp.gradient_descent(np.cos, 0.0, 0.1, -1),
        "expected steps to be a whole number of at least 0, got -1",
    ),
    "steps below zero for a line": (
        lambda: mlp.fit_line([1, 2], [1, 2], 0.1, -1),
        "expected steps to be a whole number of at least 0, got -1",
    ),
    "gradient of another shape": (
        lambda: mlp.gradient_descent(lambda p: p[:1], np.ones(2), 0.1, 1),
        "expected p and gradient of the same shape, got (2,) and (1,)",
    ),
    "gradient function that transposes": (
        grad(mlp.sgd, gradient=lambda *_: ([W.T for W in WEIGHTS], BIASES), **TRAIN),
        "expected gradient(…) to return nabla_W of shapes [(3, 4), (2, 3)], got [(4, 3), (3, 2)]",
    ),
    "gradient function that forgets a bias": (
        grad(mlp.sgd, gradient=lambda *_: (WEIGHTS, BIASES[:1]), **TRAIN),
        "expected gradient(…) to return nabla_b of shapes [(3,), (2,)], got [(3,)]",
    ),
    "gradient function that runs away": (
        grad(mlp.sgd, gradient=lambda *_: ([W * np.nan for W in WEIGHTS], BIASES), **TRAIN),
        "the network became NaN in epoch 0: try a smaller learning_rate than 0.1",
    ),
    "gradient lists too short": (
        lambda: mlp.sgd_step(WEIGHTS, BIASES, WEIGHTS[:1], BIASES, 0.1),
        "expected a gradient for each of 2 layers, got 1 for the weights and 2 for the biases",
    ),
    "no gradient": (
        lambda: mlp.sgd_epoch(X, Y[:2], WEIGHTS, BIASES, 2, 0.1, mlp.backprop_batch, rng),
        "expected one row of Y for each row of X, got 2 for 5",
    ),
}


@pytest.mark.parametrize(("call", "message"), CASES.values(), ids=CASES)
def test_error_says_what_came_and_what_was_wanted(call, message):
    with pytest.raises(ValueError) as raised:
        call()
    assert message in str(raised.value)


NOT_TRANSPOSED = {
    "costs": (lambda: mlp.cost(np.ones((2, 3)), np.ones((2, 2))), "got (2, 3) and (2, 2)"),
    "layer": (lambda: mlp.layer(np.ones(3), np.ones((4, 4)), np.ones(5)), "got (4, 4)"),
    "rows and bias": (
        net(mlp.feedforward, weights=[np.ones((5, 4)), WEIGHTS[1]]),
        "got (5, 4) and (3,)",
    ),
    "square W, bias as a column": (
        net(mlp.feedforward, weights=[np.ones((3, 3))], biases=[np.ones((3, 1))]),
        "got (3, 3) and (3, 1)",
    ),
    "narrow W, bias as a column": (
        net(mlp.feedforward, weights=[np.ones((3, 1))], biases=[np.ones((3, 1))]),
        "got (3, 1) and (3, 1)",
    ),
    "narrow second W": (
        net(mlp.feedforward, weights=[WEIGHTS[0], np.ones((2, 1))]),
        "got shape (2, 1)",
    ),
    "example": (net(mlp.feedforward, X=np.ones(5)), "got (5,)"),
    "rows": (net(mlp.feedforward, X=np.ones((5, 3))), "got (5, 3)"),
}


@pytest.mark.parametrize(("call", "end"), NOT_TRANSPOSED.values(), ids=NOT_TRANSPOSED)
def test_error_gives_no_hint_where_none_would_help(call, end):
    with pytest.raises(ValueError) as raised:
        call()
    assert str(raised.value).endswith(end)
