"""Down a cost, step by step: on a curve, in a landscape, and for a line."""

from collections.abc import Callable

import numpy as np

from mlp.core.gradients import line_gradient


def gradient_step(p, gradient, learning_rate: float) -> np.ndarray:
    r"""Take one step against the gradient: $p - \eta\,\nabla C$.

    Parameters
    ----------
    p, gradient : arrays of one shape
        Where we are, and the gradient there.
    learning_rate : float
        η.

    Returns
    -------
    array
        A new one, the shape of p.

    References
    ----------
    Chapter 2, 'Downhill, one step at a time'.

    Examples
    --------
    >>> gradient_step(np.array([1.0, 2.0]), np.array([10.0, -10.0]), 0.1)
    array([0., 3.])
    """
    return p - learning_rate * gradient


def one_step_rate(curvature: float) -> float:
    r"""Return the learning rate with which one step leads to the bottom of a parabola.

    The slope of $C(w) = c\,(w - m)^2$ is $2c\,(w - m)$, so a step from anywhere is
    $\eta \cdot 2c\,(w - m)$, and it is all of the way $w - m$ if

    $$ \eta = \frac{1}{2c} $$

    Parameters
    ----------
    curvature : float
        c, above 0.

    Returns
    -------
    float
        η.

    References
    ----------
    Chapter 2, 'Downhill, one step at a time'. Y. LeCun, L. Bottou, G. Orr, K.-R. Müller, Efficient
    BackProp (1998), 5.

    Examples
    --------
    >>> one_step_rate(4.0)
    0.125
    """
    return 1 / (2 * curvature)


def gradient_descent(gradient: Callable, start, learning_rate: float, steps: int) -> np.ndarray:
    """Walk down: take `steps` steps, and return the whole path.

    Parameters
    ----------
    gradient : function
        Takes a point of the shape of start, returns the gradient there.
    start : float or array
        Where to begin.
    learning_rate : float
        η.
    steps : int
        How many steps to take, 0 or more.

    Returns
    -------
    (steps + 1, …) array
        The first row is start, the last where the walk ended.

    References
    ----------
    Chapter 2, 'Downhill, one step at a time'.

    Examples
    --------
    >>> gradient_descent(lambda p: 2 * p, np.array([8.0]), learning_rate=0.25, steps=3)
    array([[8.],
           [4.],
           [2.],
           [1.]])
    """
    path = [start]
    for _ in range(steps):
        path.append(gradient_step(path[-1], gradient(path[-1].copy()), learning_rate))
    return np.array(path)


def fit_line(x, y, learning_rate: float, steps: int) -> tuple[float, float]:
    """Fit a line to data by gradient descent from slope 0 and intercept 0.

    Parameters
    ----------
    x, y : (n,) arrays
        The data.
    learning_rate : float
        η.
    steps : int
        How many steps, each with all the data.

    Returns
    -------
    slope, intercept : floats
        The line after that many steps.

    References
    ----------
    Chapter 2, 'A line learns'.

    Examples
    --------
    >>> x = np.array([0.0, 1.0, 2.0])
    >>> slope, intercept = fit_line(x, 2 * x + 1, learning_rate=0.2, steps=200)
    >>> print(round(slope, 6), round(intercept, 6))
    2.0 1.0
    """
    slope = intercept = 0.0
    for _ in range(steps):
        dC_dslope, dC_dintercept = line_gradient(x, y, slope, intercept)
        slope -= learning_rate * dC_dslope
        intercept -= learning_rate * dC_dintercept
    return slope, intercept
