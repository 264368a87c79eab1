"""Slopes: by differences, which need no theory, and of the line, by hand."""

from collections.abc import Callable

import numpy as np

from mlp import arguments
from mlp.activations import sigmoid
from mlp.arguments import Arrays
from mlp.network import all_activations

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

    Raises
    ------
    ValueError
        If h is not a positive number, or f answers NaN.

    References
    ----------
    Chapter 2, 'One number first'.

    Examples
    --------
    >>> round(slope(lambda w: w ** 2, 3.0), 6)
    6.0
    """
    h = _positive(h)
    return float(arguments.floats((f(w + h) - f(w - h)) / (2 * h), "the slope"))


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

    Raises
    ------
    ValueError
        If h is not a positive number, p holds a NaN, or f answers NaN.

    References
    ----------
    Chapter 2, 'Two numbers: a landscape'.

    Examples
    --------
    >>> numerical_gradient(lambda p: p[0] ** 2 + 3 * p[1], np.array([2.0, 5.0])).round(6)
    array([4., 3.])
    """
    h = _positive(h)
    p = np.array(arguments.floats(p, "p"), float)
    gradient = np.empty_like(p)
    for i in np.ndindex(p.shape):
        here = p[i]
        p[i] = here + h
        above = f(p)
        p[i] = here - h
        below = f(p)
        p[i] = here
        gradient[i] = (above - below) / (2 * h)
    return arguments.floats(gradient, "the gradient")


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

    Raises
    ------
    ValueError
        If the shapes do not fit together, the batch is empty, h is not positive, or something is
        NaN.

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
    h = _positive(h)
    arguments.network(weights, biases)
    X = arguments.inputs(X, weights, rows=True)
    Y = arguments.targets(Y, X, biases)
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


def angle_between(first: Arrays, second: Arrays) -> float:
    r"""Return the angle between two gradients, each taken as one long vector.

    $$ \cos\alpha = \frac{u \cdot v}{|u|\,|v|} $$

    Parameters
    ----------
    first, second : lists of arrays
        The same shapes in both, neither of them 0 everywhere.

    Returns
    -------
    float
        In degrees: 0 if they point the same way, 180 if they are opposite.

    Raises
    ------
    ValueError
        If the two hold unlike counts of numbers.

    References
    ----------
    Chapter 3, 'Small batches'.

    Examples
    --------
    >>> angle_between([np.array([[1.0]]), np.array([0.0])], [np.array([[0.0]]), np.array([2.0])])
    90.0
    """
    u, v = (np.concatenate([np.ravel(array) for array in each]) for each in (first, second))
    cosine = u @ v / (np.linalg.norm(u) * np.linalg.norm(v))
    return float(np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0))))  # rounding may exceed 1


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

    Raises
    ------
    ValueError
        If the lists or shapes differ, are empty, or something is NaN.

    References
    ----------
    Chapter 4, 'Is it right?'.

    Examples
    --------
    >>> relative_error([np.array([1.0, 2.0])], [np.array([1.0, 4.0])])      # |2 − 4| / 4
    0.5
    """
    if len(analytic) != len(numerical) or not len(analytic):
        raise ValueError(
            "expected two lists of equally many arrays, at least one, "
            f"got {len(analytic)} and {len(numerical)}"
        )
    largest = 0.0
    for i, (a, n) in enumerate(zip(analytic, numerical, strict=True)):
        a, n = arguments.floats(a, f"analytic[{i}]"), arguments.floats(n, f"numerical[{i}]")
        arguments.same_shape(a, n, f"analytic[{i}]", f"numerical[{i}]")
        size = np.maximum(np.maximum(np.abs(a), np.abs(n)), 1e-8)
        largest = max(largest, float(np.max(np.abs(a - n) / size, initial=0.0)))
    return largest


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

    Raises
    ------
    ValueError
        If x and y differ in length, are empty, or something is NaN.

    References
    ----------
    Chapter 2, 'A line learns'.

    Examples
    --------
    >>> x, y = np.array([0.0, 1.0, 2.0]), np.array([1.0, 3.0, 5.0])
    >>> line_gradient(x, y, slope=2, intercept=1)       # the best line: no slope left
    (0.0, 0.0)
    >>> line_gradient(x, y, slope=2, intercept=2)       # 2/3 (1·0 + 1·1 + 1·2), 2/3 (1 + 1 + 1)
    (2.0, 2.0)
    """
    x, y = arguments.floats(x, "x", ndim=1), arguments.floats(y, "y", ndim=1)
    arguments.same_shape(x, y, "x", "y")
    if not len(x):
        raise ValueError("expected at least one data point, got none")
    slope = arguments.floats(slope, "slope", ndim=0)
    intercept = arguments.floats(intercept, "intercept", ndim=0)
    errors = slope * x + intercept - y
    return float(2 * np.mean(errors * x)), float(2 * np.mean(errors))


def _positive(h: float) -> float:
    if arguments.rate(h, "h") <= 0:
        raise ValueError(f"expected h to be a small positive number, got {h!r}: try 1e-5")
    return float(h)
