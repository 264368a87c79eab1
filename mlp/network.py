"""The network, and what it answers.

Rows are examples. `weights[l]` is W⁽ˡ⁺¹⁾ of the notation, of shape (n_out, n_in): its entry
[j, k] joins neuron k of one layer to neuron j of the next. So `a @ W.T + b` serves one example
`(n_in,)` and a batch `(n, n_in)`.

An array of dtype uint8 holds pixels, 0 to 255, and is scaled by 1/255 when used; any other array
is taken as it is.
"""

from collections.abc import Callable

import numpy as np

from mlp import arguments
from mlp.activations import sigmoid
from mlp.arguments import Arrays

ROWS_AT_ONCE = 1000  # predict scales so many uint8 images at a time: 3 MB instead of 188


def line(x, slope: float, intercept: float):
    """Return the line's height at x: the smallest network, one weight and one bias.

    Parameters
    ----------
    x : float or array
        The input.
    slope, intercept : float
        The weight and the bias.

    Returns
    -------
    float or array
        slope · x + intercept, the shape of x.

    Raises
    ------
    ValueError
        If something is NaN.

    References
    ----------
    Chapter 1, 'A machine with knobs'.

    Examples
    --------
    >>> line(np.array([0.0, 1.0, 2.0]), slope=3, intercept=-1)
    array([-1.,  2.,  5.])
    """
    slope, intercept = arguments.floats(slope, "slope"), arguments.floats(intercept, "intercept")
    return slope * arguments.floats(x, "x") + intercept


def image_to_activations(image) -> np.ndarray:
    """Turn an image into the activations of the input layer, row by row.

    Parameters
    ----------
    image : (h, w) array of ints
        Pixels, 0 black to 255 white.

    Returns
    -------
    (h·w,) array of floats
        0.0 black to 1.0 white; 784 of them for 28 × 28 pixels.

    Raises
    ------
    ValueError
        If the image has not two dimensions, or holds a NaN or numbers outside 0 … 255.

    References
    ----------
    Chapter 1, 'Neurons hold numbers'.

    Examples
    --------
    >>> image_to_activations(np.array([[0, 51], [102, 255]]))
    array([0. , 0.2, 0.4, 1. ])
    """
    pixels = arguments.floats(image, "image")
    if pixels.ndim != 2:
        raise ValueError(
            f"expected an image of shape (height, width), got {pixels.shape}: "
            "for a row of load_mnist try image.reshape(28, 28)"
        )
    if pixels.size and (pixels.min() < 0 or pixels.max() > 255):
        raise ValueError(f"expected pixels from 0 to 255, got {pixels.min():g} to {pixels.max():g}")
    return pixels.ravel() / 255


def neuron(a, w, b: float) -> float:
    r"""Return the activation of one neuron, $\sigma(w \cdot a + b)$.

    Parameters
    ----------
    a : (n_in,) array
        Activations of the layer before.
    w : (n_in,) array
        This neuron's weights.
    b : float
        Its bias.

    Returns
    -------
    float
        Between 0 and 1.

    Raises
    ------
    ValueError
        If a and w have not one length, or something is NaN.

    References
    ----------
    Chapter 1, 'One whole neuron'.

    Examples
    --------
    >>> a, w = np.array([0.9, 0.1, 0.5]), np.array([2.0, -1.0, 0.0])
    >>> round(neuron(a, w, b=-1.0), 3)      # 2·0.9 − 1·0.1 + 0·0.5 − 1 = 0.7
    0.668
    """
    a, w = arguments.floats(a, "a", ndim=1), arguments.floats(w, "w", ndim=1)
    arguments.same_shape(a, w, "a", "w")
    return float(sigmoid(w @ a + arguments.floats(b, "b", ndim=0)))


def layer(a, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    r"""Return the activations of one layer, $\sigma(W a + b)$.

    Parameters
    ----------
    a : (n_in,) array
        Activations of the layer before.
    W : (n_out, n_in) array
        Row j holds the weights of neuron j.
    b : (n_out,) array
        The biases.

    Returns
    -------
    (n_out,) array
        Between 0 and 1.

    Raises
    ------
    ValueError
        If the shapes do not fit together, or something is NaN.

    References
    ----------
    Chapter 1, 'A whole layer at once'.

    Examples
    --------
    >>> W = np.array([[2.0, -1.0, 0.0], [0.0, 0.0, 0.0]])
    >>> layer(np.array([0.9, 0.1, 0.5]), W, b=np.array([-1.0, 0.0])).round(3)
    array([0.668, 0.5  ])
    """
    a, b = arguments.floats(a, "a", ndim=1), arguments.floats(b, "b", ndim=1)
    W = arguments.matrix(W, "W", (len(b), len(a)))
    return sigmoid(W @ a + b)


def feedforward(
    a, weights: Arrays, biases: Arrays, *, activation: Callable = sigmoid
) -> np.ndarray:
    r"""Return what the output neurons hold: one layer's activations bring about the next.

    $$ a^{(l+1)} = \sigma(W^{(l+1)} a^{(l)} + b^{(l+1)}) $$

    Parameters
    ----------
    a : (n_0,) array or (n, n_0) array
        Activations of the input layer: one example, or rows of examples (uint8: pixels).
    weights : list of (n_out, n_in) arrays
        weights[l] is W⁽ˡ⁺¹⁾.
    biases : list of (n_out,) arrays
        biases[l] is b⁽ˡ⁺¹⁾.
    activation : function, default sigmoid
        The activation function of every layer.

    Returns
    -------
    (n_L,) array or (n, n_L) array
        The activations of the last layer.

    Raises
    ------
    ValueError
        If the shapes do not fit together, the batch is empty, or something is NaN.

    References
    ----------
    Chapter 1, 'The whole network'.

    Examples
    --------
    >>> weights = [np.array([[2.0, -1.0, 0.0]]), np.array([[1.0], [-1.0]])]
    >>> biases = [np.array([-1.0]), np.array([0.0, 0.0])]
    >>> feedforward(np.array([0.9, 0.1, 0.5]), weights, biases).round(3)
    array([0.661, 0.339])
    """
    return all_activations(a, weights, biases, activation=activation)[-1]


def feedforward_batch(X, weights: Arrays, biases: Arrays) -> np.ndarray:
    """Return what the output neurons hold for each row of X.

    Parameters
    ----------
    X : (n, n_0) array
        Examples as rows (uint8: pixels).
    weights, biases : lists of arrays
        The network, as in `feedforward`.

    Returns
    -------
    (n, n_L) array
        Row k is ``feedforward(X[k], weights, biases)``.

    Raises
    ------
    ValueError
        If the shapes do not fit together, the batch is empty, or something is NaN.

    References
    ----------
    Chapter 1, 'Many digits at once'.

    Examples
    --------
    >>> W, b = np.array([[1.0, -1.0]]), np.array([0.0])
    >>> feedforward_batch(np.array([[0.0, 0.0], [2.0, 1.3]]), [W], [b]).round(3)
    array([[0.5  ],
           [0.668]])
    """
    arguments.network(weights, biases)
    return _forward(arguments.inputs(X, weights, rows=True), weights, biases, sigmoid)[-1]


def all_activations(
    X, weights: Arrays, biases: Arrays, *, activation: Callable = sigmoid
) -> list[np.ndarray]:
    """Return the activations of every layer, from a⁽⁰⁾ (the input) to a⁽ᴸ⁾ (the output).

    Parameters
    ----------
    X : (n_0,) array or (n, n_0) array
        One example, or rows of examples (uint8: pixels).
    weights, biases : lists of arrays
        The network, as in `feedforward`.
    activation : function, default sigmoid
        The activation function of every layer.

    Returns
    -------
    list of L + 1 arrays
        Item l has shape (n_l,) or (n, n_l).

    Raises
    ------
    ValueError
        If the shapes do not fit together, the batch is empty, or something is NaN.

    Examples
    --------
    >>> W, b = np.array([[1.0, -1.0]]), np.array([0.0])
    >>> [a.round(3).tolist() for a in all_activations(np.array([2.0, 1.3]), [W], [b])]
    [[2.0, 1.3], [0.668]]
    """
    arguments.network(weights, biases)
    return _forward(arguments.inputs(X, weights), weights, biases, activation)


def _forward(
    X: np.ndarray, weights: Arrays, biases: Arrays, activation: Callable
) -> list[np.ndarray]:
    """Do what `all_activations` does, with arguments that have been looked at."""
    activations = [as_activations(X, weights[0].dtype)]
    for W, b in zip(weights, biases, strict=True):
        activations.append(activation(activations[-1] @ W.T + b))
    return activations


def as_activations(X: np.ndarray, dtype) -> np.ndarray:
    """Scale pixels (uint8, 0 to 255) to activations 0.0 to 1.0; leave any other array as it is."""
    if X.dtype != np.uint8:
        return X
    scale = np.dtype(dtype if np.dtype(dtype).kind == "f" else float).type(1 / 255)
    return X * scale


def predict(X, weights: Arrays, biases: Arrays) -> np.ndarray:
    """Return the digit that the network reads in each row: the place of its brightest output.

    Parameters
    ----------
    X : (n, n_0) array
        Examples as rows (uint8: pixels).
    weights, biases : lists of arrays
        The network, as in `feedforward`.

    Returns
    -------
    (n,) array of ints
        From 0 to n_L − 1.

    Raises
    ------
    ValueError
        If the shapes do not fit together, the batch is empty, or something is NaN.

    References
    ----------
    Chapter 1, 'Many digits at once'.

    Examples
    --------
    >>> W, b = np.array([[1.0], [-1.0]]), np.array([0.0, 0.5])
    >>> predict(np.array([[0.9], [0.1]]), [W], [b])     # z = (0.9, −0.4) and (0.1, 0.4)
    array([0, 1])
    """
    arguments.network(weights, biases)
    X = arguments.inputs(X, weights, rows=True)
    answers = np.empty(len(X), np.intp)
    for start in range(0, len(X), ROWS_AT_ONCE):
        rows = slice(start, start + ROWS_AT_ONCE)
        answers[rows] = _forward(X[rows], weights, biases, sigmoid)[-1].argmax(axis=1)
    return answers


def accuracy(X, labels, weights: Arrays, biases: Arrays) -> float:
    """Return the share of the examples that the network reads rightly.

    Parameters
    ----------
    X : (n, n_0) array
        Examples as rows (uint8: pixels).
    labels : (n,) array of ints
        What they show.
    weights, biases : lists of arrays
        The network, as in `feedforward`.

    Returns
    -------
    float
        From 0 to 1.

    Raises
    ------
    ValueError
        If X and labels differ in length, a label is out of range, the shapes do not fit together,
        the batch is empty, or something is NaN.

    Examples
    --------
    >>> W, b = np.array([[1.0], [-1.0]]), np.array([0.0, 0.5])
    >>> accuracy(np.array([[0.9], [0.1]]), np.array([0, 0]), [W], [b])
    0.5
    """
    answers = predict(X, weights, biases)
    labels = arguments.class_labels(labels, len(biases[-1]))
    arguments.one_each(answers, labels, "labels")
    return float(np.mean(answers == labels))
