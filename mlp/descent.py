"""Down a cost, step by step: on a curve, in a landscape, and for a line."""

from collections.abc import Callable
from math import isfinite

import numpy as np

from mlp import arguments
from mlp.gradients import line_gradient


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

    Raises
    ------
    ValueError
        If the shapes differ or something is NaN.

    References
    ----------
    Chapter 2, 'Downhill, one step at a time'.

    Examples
    --------
    >>> gradient_step(np.array([1.0, 2.0]), np.array([10.0, -10.0]), 0.1)
    array([0., 3.])
    """
    p, gradient = arguments.floats(p, "p"), arguments.floats(gradient, "gradient")
    arguments.same_shape(p, gradient, "p", "gradient")
    return p - arguments.rate(learning_rate) * gradient


def one_step_rate(curvature: float) -> float:
    r"""Return the learning rate that leads to the bottom of a parabola in one step.

    $C(w) = c\,(w - m)^2$ has the slope $2c\,(w - m)$, so a step of $\eta = 1/(2c)$ times the
    slope is $w - m$: it ends at m from anywhere.

    Parameters
    ----------
    curvature : float
        c, above 0.

    Returns
    -------
    float
        η.

    Raises
    ------
    ValueError
        If curvature is not above 0.

    References
    ----------
    Chapter 2, 'Downhill, one step at a time'.

    Examples
    --------
    >>> one_step_rate(4.0)
    0.125
    """
    return 1 / (2 * arguments.rate(curvature, "curvature"))


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

    Raises
    ------
    ValueError
        If steps is negative, or a point or gradient has another shape or is NaN.

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
    path = [arguments.floats(start, "start")]
    for _ in range(arguments.count(steps, "steps", least=0)):
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

    Raises
    ------
    ValueError
        If x and y differ in length, are empty, something is NaN, or the steps are so large that
        the line grows beyond all floats.

    References
    ----------
    Chapter 2, 'A line learns'.

    Examples
    --------
    >>> x = np.array([0.0, 1.0, 2.0])
    >>> slope, intercept = fit_line(x, 2 * x + 1, learning_rate=0.2, steps=200)
    >>> round(slope, 6), round(intercept, 6)
    (2.0, 1.0)
    """
    learning_rate = arguments.rate(learning_rate)
    slope = intercept = 0.0
    with np.errstate(over="ignore", invalid="ignore"):  # the error below says it in words
        for step in range(arguments.count(steps, "steps", least=0)):
            dC_dslope, dC_dintercept = line_gradient(x, y, slope, intercept)
            slope -= learning_rate * dC_dslope
            intercept -= learning_rate * dC_dintercept
            if not (isfinite(slope) and isfinite(intercept)):
                raise ValueError(
                    f"expected a line, got slope {slope:g} and intercept {intercept:g} after step "
                    f"{step + 1}: each step went further astray, try a smaller learning_rate than "
                    f"{learning_rate:g}"
                )
    return slope, intercept
