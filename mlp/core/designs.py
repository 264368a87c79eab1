"""Networks whose weights are designed by hand, not learned."""

import numpy as np


def stroke_neuron() -> tuple[np.ndarray, float]:
    r"""Return a neuron that lights up for an upright stroke in the middle of an image.

    Its activation is $\sigma(\sum_{ij} w_{ij} a_{ij} + b)$. The weights are positive where the
    stroke is and negative everywhere else, and the bias keeps it dark for a black image.

    Returns
    -------
    w : (28, 28) array
        A weight for each pixel.
    b : float
        The bias.

    References
    ----------
    Chapter 1, 'What a neuron looks for'.

    Examples
    --------
    >>> w, b = stroke_neuron()
    >>> image = np.zeros((28, 28))
    >>> image[8:20, 13:16] = 1.0
    >>> float(np.sum(w * image) + b)  # z: far above 0
    12.0
    """
    w = np.full((28, 28), -0.5)
    w[7:21, 13:16] = 0.5
    return w, -6.0


def xor_network() -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Return a 2-2-1 network that lights up when one of its two inputs is 1, but not both.

    Its first hidden neuron says 'at least one', its second 'not both', and the output neuron
    lights up when both of them do. One layer alone cannot do it.

    Returns
    -------
    weights, biases : lists of arrays
        Shapes (2, 2) and (1, 2), and (2,) and (1,).

    References
    ----------
    Chapter 1, 'Why squash at all?'. M. Minsky, S. Papert, Perceptrons (1969).

    Examples
    --------
    >>> from mlp.core.network import feedforward_batch
    >>> X = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])
    >>> feedforward_batch(X, *xor_network()).round(2).ravel()
    array([0., 1., 1., 0.])
    """
    weights = [np.array([[20.0, 20.0], [-20.0, -20.0]]), np.array([[20.0, 20.0]])]
    return weights, [np.array([-10.0, 30.0]), np.array([-30.0])]
