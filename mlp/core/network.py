"""The network, and what it answers.

Rows are examples. `weights[l]` is W⁽ˡ⁺¹⁾ of the notation, of shape (n_out, n_in): its entry
[j, k] joins neuron k of one layer to neuron j of the next. So `a @ W.T + b` serves one example
`(n_in,)` and a batch `(n, n_in)`.

An array of dtype uint8 holds pixels, 0 to 255, and is scaled by 1/255 when used; any other array
is taken as it is.
"""

from collections.abc import Callable

import numpy as np

from mlp.core import Arrays
from mlp.core.activations import sigmoid

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

    References
    ----------
    Chapter 1, 'A machine with knobs'.

    Examples
    --------
    >>> line(np.array([0.0, 1.0, 2.0]), slope=3, intercept=-1)
    array([-1.,  2.,  5.])
    """
    return slope * x + intercept


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

    References
    ----------
    Chapter 1, 'Neurons hold numbers'.

    Examples
    --------
    >>> image_to_activations(np.array([[0, 51], [102, 255]]))
    array([0. , 0.2, 0.4, 1. ])
    """
    return image.ravel() / 255


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

    References
    ----------
    Chapter 1, 'One whole neuron'.

    Examples
    --------
    >>> a, w = np.array([0.9, 0.1, 0.5]), np.array([2.0, -1.0, 0.0])
    >>> print(round(neuron(a, w, b=-1.0), 3))       # 2·0.9 − 1·0.1 + 0·0.5 − 1 = 0.7
    0.668
    """
    return sigmoid(w @ a + b)


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

    References
    ----------
    Chapter 1, 'A whole layer at once'.

    Examples
    --------
    >>> W = np.array([[2.0, -1.0, 0.0], [0.0, 0.0, 0.0]])
    >>> layer(np.array([0.9, 0.1, 0.5]), W, b=np.array([-1.0, 0.0])).round(3)
    array([0.668, 0.5  ])
    """
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
    for W, b in zip(weights, biases, strict=True):
        a = activation(a @ W.T + b)
    return a


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
    A = X
    for W, b in zip(weights, biases, strict=True):
        A = sigmoid(A @ W.T + b)
    return A


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

    Examples
    --------
    >>> W, b = np.array([[1.0, -1.0]]), np.array([0.0])
    >>> [a.round(3).tolist() for a in all_activations(np.array([2.0, 1.3]), [W], [b])]
    [[2.0, 1.3], [0.668]]
    """
    activations = [X]
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

    References
    ----------
    Chapter 1, 'Many digits at once'.

    Examples
    --------
    >>> W, b = np.array([[1.0], [-1.0]]), np.array([0.0, 0.5])
    >>> predict(np.array([[0.9], [0.1]]), [W], [b])     # z = (0.9, −0.4) and (0.1, 0.4)
    array([0, 1])
    """
    answers = []
    for start in range(0, len(X), ROWS_AT_ONCE):
        rows = as_activations(X[start : start + ROWS_AT_ONCE], weights[0].dtype)
        answers.append(feedforward_batch(rows, weights, biases).argmax(axis=1))
    return np.concatenate(answers)


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

    Examples
    --------
    >>> W, b = np.array([[1.0], [-1.0]]), np.array([0.0, 0.5])
    >>> print(accuracy(np.array([[0.9], [0.1]]), np.array([0, 0]), [W], [b]))
    0.5
    """
    return np.mean(predict(X, weights, biases) == labels)
