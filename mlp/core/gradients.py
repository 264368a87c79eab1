"""Slopes: by differences, which need no theory, and of the line, by hand."""

from collections.abc import Callable

import numpy as np

from mlp.core import Arrays
from mlp.core.activations import sigmoid
from mlp.core.network import all_activations

EXAMPLES_AT_ONCE = 16  # numerical_backprop nudges so many examples together: 5 MB at 784 inputs


def slope(f: Callable[[float], float], w: float, h: float = 1e-5) -> float:
    r"""Return the slope of f at w by a central difference.

    $$ \frac{df}{dw} \approx \frac{f(w + h) - f(w - h)}{2h} $$

    Parameters
    ----------
    f : function of a number
        For example a cost as a function of one weight.
    w : float
        Where.
    h : float, default 1e-5
        How far to step to each side.

    Returns
    -------
    float
        The error shrinks like h², until rounding (like 1/h) takes over.

    References
    ----------
    Chapter 2, 'One number first'.

    Examples
    --------
    >>> round(slope(lambda w: w ** 2, 3.0), 6)
    6.0
    """
    return (f(w + h) - f(w - h)) / (2 * h)


def numerical_gradient(f: Callable[[np.ndarray], float], p, h: float = 1e-5) -> np.ndarray:
    r"""Return all partial derivatives of f at p by central differences, one entry after another.

    $$ \frac{\partial f}{\partial p_i} \approx \frac{f(p + h e_i) - f(p - h e_i)}{2h} $$

    Parameters
    ----------
    f : function of an array of p's shape
        Returns a number.
    p : array of any shape
        Where.
    h : float, default 1e-5
        How far to step to each side.

    Returns
    -------
    array
        The shape of p, float64.

    References
    ----------
    Chapter 2, 'Two numbers: a landscape'.

    Examples
    --------
    >>> numerical_gradient(lambda p: p[0] ** 2 + 3 * p[1], np.array([2.0, 5.0])).round(6)
    array([4., 3.])
    """
    p = np.array(p, float)  # a copy
    gradient = np.empty_like(p)
    for i in np.ndindex(p.shape):
        here = p[i]
        p[i] = here + h
        above = f(p)
        p[i] = here - h
        below = f(p)
        p[i] = here
        gradient[i] = (above - below) / (2 * h)
    return gradient


def numerical_backprop(
    X, Y, weights: Arrays, biases: Arrays, *, h: float = 1e-5
) -> tuple[list[np.ndarray], list[np.ndarray]]:
    r"""Return the gradient of the cost by central differences for all parameters, fast.

    A nudge of one weight by h moves only its neuron's z, by h times the activation behind it. So
    for each neuron all its nudges go through the layers after it as one batch. The numbers are
    those of `numerical_gradient`, in a small part of its time.

    Parameters
    ----------
    X : (n, n_0) array
        Examples as rows (uint8: pixels).
    Y : (n, n_L) array
        What the output neurons should hold.
    weights, biases : lists of arrays
        The network, as in `feedforward`. Computed in float64.
    h : float, default 1e-5
        How far to nudge to each side.

    Returns
    -------
    nabla_W, nabla_b : lists of arrays
        The shapes of weights and biases: derivatives of the cost, averaged over the rows.

    References
    ----------
    Chapter 4, 'Is it right?'.

    Examples
    --------
    >>> nabla_W, nabla_b = numerical_backprop(
    ...     np.array([[1.0]]), np.array([[0.0]]), [np.array([[0.0]])], [np.array([0.0])])
    >>> nabla_W[0].round(6), nabla_b[0].round(6)        # 2 (0.5 − 0) · 0.25 · 1
    (array([[0.25]]), array([0.25]))
    """
    weights, biases = [W.astype(float) for W in weights], [b.astype(float) for b in biases]
    nabla_W, nabla_b = [np.zeros_like(W) for W in weights], [np.zeros_like(b) for b in biases]
    for start in range(0, len(X), EXAMPLES_AT_ONCE):
        rows = slice(start, start + EXAMPLES_AT_ONCE)
        activations = all_activations(X[rows], weights, biases)
        for l, a in enumerate(activations[:-1]):
            # nudges of z: h a_k for the weight of each neuron k behind, and h for the bias
            dz = h * np.vstack([a.T, np.ones(len(a))])  # (n_in + 1, n)
            z = a @ weights[l].T + biases[l]
            tail = weights[l + 1 :], biases[l + 1 :]
            for j in range(len(biases[l])):
                above = _costs_with(z[:, j] + dz, j, activations[l + 1], Y[rows], *tail)
                below = _costs_with(z[:, j] - dz, j, activations[l + 1], Y[rows], *tail)
                slopes = (above - below) / (2 * h * len(X))
                nabla_W[l][j] += slopes[:-1]
                nabla_b[l][j] += slopes[-1]
    return nabla_W, nabla_b


def _costs_with(z_j, j, a, Y, weights, biases) -> np.ndarray:
    """Sum the costs of the rows if neuron j had each z of `z_j` (nudges, n) instead of its own."""
    a = np.tile(a, (len(z_j), 1, 1))
    a[:, :, j] = sigmoid(z_j)
    for W, b in zip(weights, biases, strict=True):
        a = sigmoid(a @ W.T + b)
    return ((a - Y) ** 2).sum(axis=(1, 2))


def relative_error(analytic: Arrays, numerical: Arrays) -> float:
    r"""Return the largest relative difference between two gradients, over all their entries.

    $$ \max_i \frac{|a_i - n_i|}{\max(|a_i|, |n_i|, 10^{-8})} $$

    Parameters
    ----------
    analytic, numerical : lists of arrays
        Of the same shapes.

    Returns
    -------
    float
        About 1e-5 or less for a right gradient (differences cannot resolve the tiniest entries);
        about 1 for a wrong one.

    References
    ----------
    Chapter 4, 'Is it right?'.

    Examples
    --------
    >>> print(relative_error([np.array([1.0, 2.0])], [np.array([1.0, 4.0])]))       # |2 − 4| / 4
    0.5
    """
    largest = 0.0
    for a, n in zip(analytic, numerical, strict=True):
        size = np.maximum(np.maximum(np.abs(a), np.abs(n)), 1e-8)
        largest = np.max(np.abs(a - n) / size, initial=largest)
    return largest


def angle_between(first: Arrays, second: Arrays) -> float:
    r"""Return the angle between two gradients, in degrees, each taken as one long vector.

    $$ \cos\varphi = \frac{u \cdot v}{|u|\,|v|} $$

    Parameters
    ----------
    first, second : lists of arrays
        Of the same shapes; not 0 everywhere.

    Returns
    -------
    float
        From 0 (the same direction) to 180 (opposite directions).

    References
    ----------
    Chapter 3, 'Small batches'.

    Examples
    --------
    >>> east, north = [np.array([2.0]), np.array([0.0])], [np.array([0.0]), np.array([3.0])]
    >>> print(round(angle_between(east, north), 6))
    90.0
    """
    u = np.concatenate([np.ravel(array) for array in first])
    v = np.concatenate([np.ravel(array) for array in second])
    cosine = u @ v / (np.linalg.norm(u) * np.linalg.norm(v))
    return np.degrees(np.arccos(np.clip(cosine, -1, 1)))  # rounding may lead beyond 1


def line_gradient(x, y, slope: float, intercept: float) -> tuple[float, float]:
    r"""Return the gradient of the mean squared error of a line on data.

    $$ \frac{\partial C}{\partial m} = \frac2n \sum_i (m x_i + c - y_i)\,x_i \qquad
       \frac{\partial C}{\partial c} = \frac2n \sum_i (m x_i + c - y_i) $$

    Parameters
    ----------
    x, y : (n,) arrays
        The data.
    slope, intercept : float
        The line, m and c in the formula.

    Returns
    -------
    dC_dslope, dC_dintercept : floats

    References
    ----------
    Chapter 2, 'A line learns'.

    Examples
    --------
    >>> x, y = np.array([0.0, 1.0, 2.0]), np.array([1.0, 3.0, 5.0])
    >>> print(*line_gradient(x, y, slope=2, intercept=1))       # the best line: no slope left
    0.0 0.0
    >>> print(*line_gradient(x, y, slope=2, intercept=2))   # 2/3 (1·0 + 1·1 + 1·2), 2/3 (1 + 1 + 1)
    2.0 2.0
    """
    errors = slope * x + intercept - y
    return 2 * np.mean(errors * x), 2 * np.mean(errors)
