"""How wrong the network is, as one number.

C_k = Σ_j (a_j − y_j)² for one example, the sum over the output neurons; C is the mean of C_k over
the examples. No factor ½ anywhere: ∂C_k/∂a_j = 2 (a_j − y_j).
"""

import numpy as np


def one_hot(labels, n_classes: int = 10) -> np.ndarray:
    """Turn labels into what the output neurons should hold: 1 for the label's, 0 for the others.

    Parameters
    ----------
    labels : (n,) array of ints
        From 0 to n_classes − 1.
    n_classes : int, default 10
        Number of output neurons.

    Returns
    -------
    (n, n_classes) array of 0.0 and 1.0
        Row k has its 1 in column labels[k].

    References
    ----------
    Chapter 2, 'What we want: labels'.

    Examples
    --------
    >>> one_hot(np.array([2, 0]), n_classes=3)
    array([[0., 0., 1.],
           [1., 0., 0.]])
    """
    Y = np.zeros((len(labels), n_classes))
    Y[np.arange(len(labels)), labels] = 1
    return Y


def example_cost(a, y) -> float:
    r"""Return the cost of one example.

    $$ C_k = \sum_j (a_j - y_j)^2 $$

    Parameters
    ----------
    a : (n_L,) array
        What the output neurons hold.
    y : (n_L,) array
        What they should hold.

    Returns
    -------
    float
        0 only where both agree.

    References
    ----------
    Chapter 2, 'How wrong is one answer?'.

    Examples
    --------
    >>> print(example_cost(np.array([0.5, 0.0, 1.0]), np.array([0.0, 0.0, 1.0])))   # 0.5² + 0² + 0²
    0.25
    """
    return np.sum((a - y) ** 2)


def cost(A, Y) -> float:
    r"""Return the cost of the network: the mean of the costs of its examples.

    $$ C = \frac1n \sum_k C_k = \frac1n \sum_k \sum_j (a_{kj} - y_{kj})^2 $$

    Parameters
    ----------
    A : (n, n_L) array
        What the output neurons hold, a row for each example.
    Y : (n, n_L) array
        What they should hold.

    Returns
    -------
    float
        n_L times what other libraries call the mean squared error, which also divides by n_L.

    References
    ----------
    Chapter 2, 'How wrong is the network?'.

    Examples
    --------
    >>> A = np.array([[0.5, 0.0], [1.0, 0.0]])
    >>> print(cost(A, np.array([[0.0, 0.0], [0.0, 1.0]])))      # (0.25 + (1 + 1)) / 2
    1.125
    """
    return np.sum((A - Y) ** 2) / len(A)
