"""The gradient of the cost by the chain rule, from the last layer back to the first."""

from collections.abc import Callable, Sequence

import numpy as np

from mlp.core import Arrays
from mlp.core.activations import sigmoid, sigmoid_prime
from mlp.core.network import all_activations


def last_link(a_prev: float, w: float, b: float, y: float) -> tuple[float, float, float]:
    r"""Return the three derivatives of the cost at the last link of a chain of single neurons.

    With $z = w\,a_{prev} + b$, $a = \sigma(z)$ and $C_0 = (a - y)^2$:

    $$ \frac{\partial C_0}{\partial w} = a_{prev}\,\sigma'(z)\,2(a - y) \qquad
       \frac{\partial C_0}{\partial b} = \sigma'(z)\,2(a - y) \qquad
       \frac{\partial C_0}{\partial a_{prev}} = w\,\sigma'(z)\,2(a - y) $$

    Parameters
    ----------
    a_prev, w, b, y : float
        Activation before, weight, bias, and the desired output.

    Returns
    -------
    dC_dw, dC_db, dC_da_prev : floats

    References
    ----------
    Chapter 4, 'The last link'.

    Examples
    --------
    >>> dC_dw, dC_db, dC_da_prev = last_link(a_prev=0.5, w=2.0, b=-1.0, y=1.0)
    >>> print(dC_dw, dC_db, dC_da_prev)     # z = 0, a = 0.5, σ′ = 0.25, 2 (a − y) = −1
    -0.125 -0.25 -0.5
    """
    z = w * a_prev + b
    delta = sigmoid_prime(z) * 2 * (sigmoid(z) - y)
    return a_prev * delta, delta, w * delta


def chain_gradient(
    x: float, ws: Sequence[float], bs: Sequence[float], y: float
) -> tuple[list[float], list[float]]:
    r"""Return the gradient for a network of one neuron in each layer.

    $$ \delta^{(L)} = \sigma'(z^{(L)})\,2(a^{(L)} - y) \qquad
       \delta^{(l)} = \sigma'(z^{(l)})\,w^{(l+1)}\,\delta^{(l+1)} \qquad
       \frac{\partial C_0}{\partial w^{(l)}} = a^{(l-1)} \delta^{(l)} \qquad
       \frac{\partial C_0}{\partial b^{(l)}} = \delta^{(l)} $$

    Parameters
    ----------
    x : float
        The input.
    ws, bs : lists of floats
        Weight and bias of each neuron after the input, first layer first.
    y : float
        The desired output.

    Returns
    -------
    dC_dw, dC_db : lists of floats
        First layer first.

    References
    ----------
    Chapter 4, 'Back along the chain'.

    Examples
    --------
    >>> dC_dw, dC_db = chain_gradient(0.5, ws=[2.0], bs=[-1.0], y=1.0)
    >>> print(*dC_dw, *dC_db)
    -0.125 -0.25
    """
    activations, zs = [x], []
    for w, b in zip(ws, bs, strict=True):
        zs.append(w * activations[-1] + b)
        activations.append(sigmoid(zs[-1]))
    dC_da, dC_dw, dC_db = 2 * (activations[-1] - y), [], []
    for l in reversed(range(len(ws))):  # ws[l] is w⁽ˡ⁺¹⁾, its input is activations[l], a⁽ˡ⁾
        delta = sigmoid_prime(zs[l]) * dC_da
        dC_dw.insert(0, activations[l] * delta)
        dC_db.insert(0, delta)
        dC_da = ws[l] * delta
    return dC_dw, dC_db


def output_delta(z, y) -> np.ndarray:
    r"""Return ∂C_k/∂z of the last layer.

    $$ \delta^{(L)} = 2\,(\sigma(z^{(L)}) - y) \odot \sigma'(z^{(L)}) $$

    Parameters
    ----------
    z : (n_L,) array
        Weighted sums of the output neurons.
    y : (n_L,) array
        What they should hold.

    Returns
    -------
    (n_L,) array

    References
    ----------
    Chapter 4, 'Several neurons in a layer'.

    Examples
    --------
    >>> output_delta(np.array([0.0, 0.0]), np.array([1.0, 0.0]))     # 2 (0.5 − y) · 0.25
    array([-0.25,  0.25])
    """
    return 2 * (sigmoid(z) - y) * sigmoid_prime(z)


def backprop(x, y, weights: Arrays, biases: Arrays) -> tuple[list[np.ndarray], list[np.ndarray]]:
    r"""Return the gradient of the cost of one example.

    $$ \delta^{(L)} = 2\,(a^{(L)} - y) \odot \sigma'(z^{(L)}) \qquad
       \delta^{(l)} = (W^{(l+1)})^T \delta^{(l+1)} \odot \sigma'(z^{(l)}) $$
    $$ \frac{\partial C_k}{\partial W^{(l)}} = \delta^{(l)} (a^{(l-1)})^T \qquad
       \frac{\partial C_k}{\partial b^{(l)}} = \delta^{(l)} $$

    Parameters
    ----------
    x : (n_0,) array
        The example (uint8: pixels).
    y : (n_L,) array
        What the output neurons should hold.
    weights, biases : lists of arrays
        The network, as in `feedforward`.

    Returns
    -------
    nabla_W, nabla_b : lists of arrays
        The shapes of weights and biases, first layer first.

    References
    ----------
    Chapter 4, 'The whole network'. D. E. Rumelhart, G. E. Hinton, R. J. Williams, Learning
    representations by back-propagating errors, Nature 323 (1986).

    Examples
    --------
    >>> W, b = np.array([[2.0, 0.0]]), np.array([-1.0])
    >>> backprop(np.array([0.5, 1.0]), np.array([1.0]), [W], [b])
    ([array([[-0.125, -0.25 ]])], [array([-0.25])])
    """
    activations, zs = [x], []
    for W, b in zip(weights, biases, strict=True):
        zs.append(W @ activations[-1] + b)
        activations.append(sigmoid(zs[-1]))
    delta, nabla_W, nabla_b = output_delta(zs[-1], y), [], []
    for l in reversed(range(len(weights))):  # weights[l] is W⁽ˡ⁺¹⁾, its input activations[l], a⁽ˡ⁾
        nabla_W.insert(0, np.outer(delta, activations[l]))
        nabla_b.insert(0, delta)
        if l > 0:
            delta = weights[l].T @ delta * sigmoid_prime(zs[l - 1])
    return nabla_W, nabla_b


def backprop_with(
    x,
    y,
    weights: Arrays,
    biases: Arrays,
    f: Callable,
    f_prime: Callable,
    cost_prime: Callable,
) -> tuple[list[np.ndarray], list[np.ndarray]]:
    r"""Return the gradient for one example with any activation function and any cost.

    $$ \delta^{(L)} = \frac{\partial C}{\partial a^{(L)}} \odot f'(z^{(L)}) \qquad
       \delta^{(l)} = (W^{(l+1)})^T \delta^{(l+1)} \odot f'(z^{(l)}) $$

    With the sigmoid and 2 (a − y) this is `backprop`.

    Parameters
    ----------
    x : (n_0,) array
        The example (uint8: pixels).
    y : (n_L,) array
        What the output neurons should hold.
    weights, biases : lists of arrays
        The network, as in `feedforward`.
    f, f_prime : functions of an array of any shape
        The activation function of every layer, and its slope.
    cost_prime : function
        ``cost_prime(a, y)`` returns ∂C/∂a of the output layer.

    Returns
    -------
    nabla_W, nabla_b : lists of arrays
        The shapes of weights and biases, first layer first.

    References
    ----------
    Chapter 4, 'The whole network'.

    Examples
    --------
    >>> from mlp.core.activations import identity, identity_prime
    >>> W, b = np.array([[2.0, 0.0]]), np.array([-1.0])     # a = z = 0, and 2 (a − y) = −2
    >>> backprop_with(np.array([0.5, 1.0]), np.array([1.0]), [W], [b],
    ...               identity, identity_prime, lambda a, y: 2 * (a - y))
    ([array([[-1., -2.]])], [array([-2.])])
    """
    activations, zs = [x], []
    for W, b in zip(weights, biases, strict=True):
        zs.append(W @ activations[-1] + b)
        activations.append(f(zs[-1]))
    delta, nabla_W, nabla_b = cost_prime(activations[-1], y) * f_prime(zs[-1]), [], []
    for l in reversed(range(len(weights))):
        nabla_W.insert(0, np.outer(delta, activations[l]))
        nabla_b.insert(0, delta)
        if l > 0:
            delta = weights[l].T @ delta * f_prime(zs[l - 1])
    return nabla_W, nabla_b


def backprop_batch(
    X, Y, weights: Arrays, biases: Arrays
) -> tuple[list[np.ndarray], list[np.ndarray]]:
    r"""Return the gradient of the cost of a batch: the mean over its rows.

    Row k of each delta belongs to example k, so $\delta^T a$ adds up the examples' outer products.

    Parameters
    ----------
    X : (n, n_0) array
        Examples as rows (uint8: pixels).
    Y : (n, n_L) array
        What the output neurons should hold.
    weights, biases : lists of arrays
        The network, as in `feedforward`.

    Returns
    -------
    nabla_W, nabla_b : lists of arrays
        The shapes of weights and biases, first layer first.

    References
    ----------
    Chapter 4, 'A batch at once'.

    Examples
    --------
    >>> W, b = np.array([[2.0]]), np.array([-1.0])
    >>> backprop_batch(np.array([[0.5], [0.5]]), np.array([[1.0], [0.0]]), [W], [b])
    ([array([[0.]])], [array([0.])])
    """
    activations = all_activations(X, weights, biases)
    a = activations[-1]
    delta = 2 * (a - Y) * (a * (1 - a))  # σ′(z) is a (1 − a)
    delta /= len(X)  # so the sums over the rows below are means
    nabla_W, nabla_b = [], []
    for l in reversed(range(len(weights))):
        a = activations[l]
        nabla_W.insert(0, delta.T @ a)
        nabla_b.insert(0, delta.sum(axis=0))
        if l > 0:
            delta = delta @ weights[l] * (a * (1 - a))
    return nabla_W, nabla_b
