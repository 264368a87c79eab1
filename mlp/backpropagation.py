"""The gradient of the cost by the chain rule, from the last layer back to the first."""

from collections.abc import Callable, Sequence

import numpy as np

from mlp import arguments
from mlp.activations import sigmoid, sigmoid_prime
from mlp.arguments import Arrays
from mlp.network import all_activations, as_activations


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

    Raises
    ------
    ValueError
        If something is not a number.

    References
    ----------
    Chapter 4, 'The last link'.

    Examples
    --------
    >>> last_link(a_prev=0.5, w=2.0, b=-1.0, y=1.0)     # z = 0, a = 0.5, σ′ = 0.25, 2 (a − y) = −1
    (-0.125, -0.25, -0.5)
    """
    a_prev, w, b, y = (
        float(arguments.floats(value, name, ndim=0))
        for value, name in zip((a_prev, w, b, y), ("a_prev", "w", "b", "y"), strict=True)
    )
    z = w * a_prev + b
    delta = float(sigmoid_prime(z) * 2 * (sigmoid(z) - y))
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

    Raises
    ------
    ValueError
        If ws and bs differ in length or are empty, or something is NaN.

    References
    ----------
    Chapter 4, 'Back along the chain'.

    Examples
    --------
    >>> chain_gradient(0.5, ws=[2.0], bs=[-1.0], y=1.0)
    ([-0.125], [-0.25])
    """
    x, y = (float(arguments.floats(value, name, 0)) for value, name in ((x, "x"), (y, "y")))
    ws = arguments.floats(ws, "ws", ndim=1).tolist()
    bs = arguments.floats(bs, "bs", ndim=1).tolist()
    if len(ws) != len(bs) or not ws:
        raise ValueError(
            f"expected as many weights as biases, at least one, got {len(ws)} and {len(bs)}"
        )
    activations, zs = [x], []
    for w, b in zip(ws, bs, strict=True):
        zs.append(w * activations[-1] + b)
        activations.append(float(sigmoid(zs[-1])))
    dC_da, dC_dw, dC_db = 2 * (activations[-1] - y), [], []
    for l in reversed(range(len(ws))):  # ws[l] is w⁽ˡ⁺¹⁾, behind it stands activations[l], a⁽ˡ⁾
        delta = float(sigmoid_prime(zs[l])) * dC_da
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

    Raises
    ------
    ValueError
        If the shapes differ or something is NaN.

    References
    ----------
    Chapter 4, 'Several neurons in a layer'.

    Examples
    --------
    >>> output_delta(np.array([0.0, 0.0]), np.array([1.0, 0.0]))     # 2 (0.5 − y) · 0.25
    array([-0.25,  0.25])
    """
    z, y = arguments.floats(z, "z", ndim=1), arguments.floats(y, "y", ndim=1)
    arguments.same_shape(z, y, "z", "y")
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

    Raises
    ------
    ValueError
        If the shapes do not fit together, or something is NaN.

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
    arguments.network(weights, biases)
    x = arguments.inputs(x, weights)
    if x.ndim != 1:
        raise ValueError(
            f"expected one example x of shape {x.shape[1:]}, got {x.shape}: "
            "for rows use backprop_batch"
        )
    y = arguments.targets(y, x, biases)
    activations, zs = [as_activations(x, weights[0].dtype)], []
    for W, b in zip(weights, biases, strict=True):
        zs.append(W @ activations[-1] + b)
        activations.append(sigmoid(zs[-1]))
    delta, nabla_W, nabla_b = output_delta(zs[-1], y), [], []
    for l in reversed(range(len(weights))):  # weights[l] is W⁽ˡ⁺¹⁾, fed by activations[l], a⁽ˡ⁾
        nabla_W.insert(0, np.outer(delta, activations[l]))
        nabla_b.insert(0, delta)
        if l > 0:
            delta = weights[l].T @ delta * sigmoid_prime(zs[l - 1])
    return nabla_W, nabla_b


def backprop_with(
    x, y, weights: Arrays, biases: Arrays, f: Callable, f_prime: Callable, cost_prime: Callable
) -> tuple[list[np.ndarray], list[np.ndarray]]:
    r"""Return the gradient of any cost of one example, for any activation function.

    As `backprop`, with f in place of the sigmoid and $\partial C / \partial a$ in place of
    $2 (a - y)$.

    Parameters
    ----------
    x : (n_0,) array
        The example.
    y : (n_L,) array
        What the output neurons should hold.
    weights, biases : lists of arrays
        The network, as in `feedforward`.
    f, f_prime : functions
        The activation function and its derivative, of an array z of any shape.
    cost_prime : function
        Of a and y: the derivative of the cost with respect to each output activation.

    Returns
    -------
    nabla_W, nabla_b : lists of arrays
        The shapes of weights and biases, first layer first.

    Raises
    ------
    ValueError
        If the shapes do not fit together.

    References
    ----------
    Chapter 4, 'The whole network'.

    Examples
    --------
    >>> W, b = np.array([[2.0, 0.0]]), np.array([1.0])
    >>> backprop_with(
    ...     np.array([0.5, 1.0]), np.array([1.0]), [W], [b],
    ...     f=lambda z: z**2, f_prime=lambda z: 2 * z, cost_prime=lambda a, y: a - y)
    ([array([[ 6., 12.]])], [array([12.])])
    """
    activations, zs = [np.asarray(x)], []
    for W, b in zip(weights, biases, strict=True):
        zs.append(W @ activations[-1] + b)
        activations.append(f(zs[-1]))
    delta = cost_prime(activations[-1], y) * f_prime(zs[-1])
    nabla_W, nabla_b = [], []
    for l in reversed(range(len(weights))):  # weights[l] is W⁽ˡ⁺¹⁾, fed by activations[l], a⁽ˡ⁾
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

    Raises
    ------
    ValueError
        If the shapes do not fit together, the batch is empty, or something is NaN.

    References
    ----------
    Chapter 4, 'A batch at once'.

    Examples
    --------
    >>> W, b = np.array([[2.0]]), np.array([-1.0])
    >>> backprop_batch(np.array([[0.5], [0.5]]), np.array([[1.0], [0.0]]), [W], [b])
    ([array([[0.]])], [array([0.])])
    """
    arguments.network(weights, biases)
    X = arguments.inputs(X, weights, rows=True)
    Y = arguments.targets(Y, X, biases)
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
