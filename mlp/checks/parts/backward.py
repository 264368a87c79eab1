"""Backpropagation with every part to be exchanged: what variants are made of."""

from collections.abc import Callable

import numpy as np

from mlp.checks.samples import sigma


def prime(z):
    """Return the derivative of the sigmoid."""
    return sigma(z) * (1 - sigma(z))


def slope(z, a):
    """Return the derivative of the sigmoid at z; a is the sigmoid of z."""
    return prime(z)


def cost_slope(a, y, z):
    """Return the derivative of the cost of an example with respect to its output a."""
    return 2 * (a - y)


def by_weights(delta, weights, l):
    """Return the rows `delta` of layer l + 1 carried back through the weights behind it."""
    return delta @ weights[l]


def backward(
    X,
    Y,
    weights,
    biases,
    *,
    f: Callable = sigma,
    cost_slope: Callable = cost_slope,
    last: Callable = slope,
    hidden: Callable = slope,
    back: Callable = by_weights,
    z_of: int = -1,
    a_of: int = 0,
    outer: Callable = np.outer,
):
    """Return (nabla_W, nabla_b) averaged over the rows, right unless a part is exchanged.

    Parameters
    ----------
    X, Y, weights, biases : arrays, lists of arrays
        As `mlp.backprop_batch` takes them.
    f : callable
        The activation function.
    cost_slope : callable
        ∂C/∂a of the last layer, of a, y and z.
    last, hidden : callable
        σ′ of the last layer and of those before it, of z and a.
    back : callable
        How a delta goes back through the weights.
    z_of : int
        Whose z the derivative is taken at, counted from the layer that the delta leaves.
    a_of : int
        Whose activations the weights' gradient has, counted from those before the layer.
    outer : callable
        Makes a weight gradient of a delta and activations, of one example.
    """
    weights, biases = (
        [np.asarray(W, float) for W in weights],
        [np.asarray(b, float) for b in biases],
    )
    zs, activations = [], [np.asarray(X, float)]
    for W, b in zip(weights, biases, strict=True):
        zs.append(activations[-1] @ W.T + b)
        activations.append(f(zs[-1]))
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = cost_slope(activations[-1], Y, zs[-1]) * last(zs[-1], activations[-1])
    for l in reversed(range(len(weights))):  # weights[l] is W⁽ˡ⁺¹⁾
        a = activations[l + a_of]
        nabla_W[l] = np.mean([outer(d, row) for d, row in zip(delta, a, strict=True)], axis=0)
        nabla_b[l] = delta.mean(axis=0)
        if l > 0:
            delta = back(delta, weights, l) * hidden(zs[l + z_of], activations[l + 1 + z_of])
    return nabla_W, nabla_b
