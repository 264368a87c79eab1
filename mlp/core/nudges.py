"""Pulls, in names called nudges: minus a derivative, so a pull points down the cost."""

from collections.abc import Sequence

import numpy as np

from mlp.core import Arrays


def output_nudges(a, y) -> np.ndarray:
    r"""Return the pull on each output activation: minus the derivative of the cost.

    $$ -\frac{\partial C_k}{\partial a_j} = 2\,(y_j - a_j) $$

    Parameters
    ----------
    a : (n_L,) array
        What the output neurons hold.
    y : (n_L,) array
        What they should hold.

    Returns
    -------
    (n_L,) array
        Positive where the neuron should be brighter.

    References
    ----------
    Chapter 3, 'What the output layer wants'.

    Examples
    --------
    >>> output_nudges(np.array([0.2, 0.5]), np.array([1.0, 0.0]))
    array([ 1.6, -1. ])
    """
    return 2 * (y - a)


def three_ways(a_prev, w, nudge: float) -> tuple[float, np.ndarray, np.ndarray]:
    r"""Return the pulls on one neuron's bias, on its weights, on the activations before it.

    The neuron has $z = w \cdot a_{prev} + b$, and the pull on z is `nudge`. The pull on each of
    the three is in proportion to what it can do: nudge × ∂z/∂(that).

    Parameters
    ----------
    a_prev : (n_in,) array
        Activations of the layer before.
    w : (n_in,) array
        The neuron's weights.
    nudge : float
        The pull on z.

    Returns
    -------
    nudge_b : float
        nudge · 1.
    nudge_w : (n_in,) array
        nudge · a_prev: brighter neurons matter more.
    nudge_a_prev : (n_in,) array
        nudge · w.

    References
    ----------
    Chapter 3, 'Three ways to raise a neuron'.

    Examples
    --------
    >>> three_ways(np.array([1.0, 0.0]), np.array([3.0, -2.0]), nudge=0.5)
    (0.5, array([0.5, 0. ]), array([ 1.5, -1. ]))
    """
    return nudge, nudge * a_prev, nudge * w


def layer_nudges(a_prev, W, nudges) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the pulls on a layer's biases, on its weights, on the activations before it.

    Parameters
    ----------
    a_prev : (n_in,) array
        Activations of the layer before.
    W : (n_out, n_in) array
        The layer's weights.
    nudges : (n_out,) array
        The pull on each z.

    Returns
    -------
    nudge_b : (n_out,) array
        The same pulls.
    nudge_W : (n_out, n_in) array
        Row j is nudges[j] · a_prev.
    nudge_a_prev : (n_in,) array
        The pulls of all neurons on the layer before, added up: Wᵀ nudges.

    References
    ----------
    Chapter 3, 'All pulls added up'.

    Examples
    --------
    >>> W = np.array([[3.0, -2.0], [1.0, 1.0]])
    >>> nudges = layer_nudges(np.array([1.0, 0.0]), W, np.array([0.5, -1.0]))
    >>> nudges[2]       # 3·0.5 + 1·(−1) and −2·0.5 + 1·(−1)
    array([ 0.5, -2. ])
    """
    return nudges.copy(), np.outer(nudges, a_prev), W.T @ nudges


def average_nudges(nudges: Sequence[Arrays]) -> list[np.ndarray]:
    """Average the pulls of the examples, array by array.

    Parameters
    ----------
    nudges : list with one item for each example
        Each item is an equally long list of arrays, of the same shapes in each example.

    Returns
    -------
    list of arrays
        Item i is the mean over the examples of their array i.

    References
    ----------
    Chapter 3, 'Every example has its say'.

    Examples
    --------
    >>> average_nudges([[np.array([1.0, 0.0]), np.array([4.0])],
    ...                 [np.array([3.0, 2.0]), np.array([0.0])]])
    [array([2., 1.]), array([2.])]
    """
    return [np.mean(arrays, axis=0) for arrays in zip(*nudges, strict=True)]
