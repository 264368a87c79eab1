#! wrong not-attempted: nothing written yet
def backprop_with(x, y, weights, biases, f, f_prime, cost_prime):
    """Return (nabla_W, nabla_b) for this activation function and cost."""
    raise NotImplementedError()

#! wrong argument-ignored: the sigmoid forward
def backprop_with(x, y, weights, biases, f, f_prime, cost_prime):
    activations, zs = [x], []
    for W, b in zip(weights, biases):
        zs.append(W @ activations[-1] + b)
        activations.append(sigmoid(zs[-1]))
    delta = cost_prime(activations[-1], y) * f_prime(zs[-1])
    nabla_W, nabla_b = [], []
    for l in reversed(range(len(weights))):
        nabla_W.insert(0, np.outer(delta, activations[l]))
        nabla_b.insert(0, delta)
        if l > 0:
            delta = (weights[l].T @ delta) * f_prime(zs[l - 1])
    return nabla_W, nabla_b

#! wrong argument-ignored: the derivative of the sigmoid everywhere
def backprop_with(x, y, weights, biases, f, f_prime, cost_prime):
    activations, zs = [x], []
    for W, b in zip(weights, biases):
        zs.append(W @ activations[-1] + b)
        activations.append(f(zs[-1]))
    delta = cost_prime(activations[-1], y) * sigmoid_prime(zs[-1])
    nabla_W, nabla_b = [], []
    for l in reversed(range(len(weights))):
        nabla_W.insert(0, np.outer(delta, activations[l]))
        nabla_b.insert(0, delta)
        if l > 0:
            delta = (weights[l].T @ delta) * sigmoid_prime(zs[l - 1])
    return nabla_W, nabla_b

#! wrong argument-ignored: the derivative of the sigmoid in the hidden layers
def backprop_with(x, y, weights, biases, f, f_prime, cost_prime):
    activations, zs = [x], []
    for W, b in zip(weights, biases):
        zs.append(W @ activations[-1] + b)
        activations.append(f(zs[-1]))
    delta = cost_prime(activations[-1], y) * f_prime(zs[-1])
    nabla_W, nabla_b = [], []
    for l in reversed(range(len(weights))):
        nabla_W.insert(0, np.outer(delta, activations[l]))
        nabla_b.insert(0, delta)
        if l > 0:
            delta = (weights[l].T @ delta) * sigmoid_prime(zs[l - 1])
    return nabla_W, nabla_b

#! wrong argument-ignored: the squared error built in
def backprop_with(x, y, weights, biases, f, f_prime, cost_prime):
    activations, zs = [x], []
    for W, b in zip(weights, biases):
        zs.append(W @ activations[-1] + b)
        activations.append(f(zs[-1]))
    delta = 2 * (activations[-1] - y) * f_prime(zs[-1])
    nabla_W, nabla_b = [], []
    for l in reversed(range(len(weights))):
        nabla_W.insert(0, np.outer(delta, activations[l]))
        nabla_b.insert(0, delta)
        if l > 0:
            delta = (weights[l].T @ delta) * f_prime(zs[l - 1])
    return nabla_W, nabla_b

#! wrong argument-ignored: backprop as it was
def backprop_with(x, y, weights, biases, f, f_prime, cost_prime):
    activations, zs = [x], []
    for W, b in zip(weights, biases):
        zs.append(W @ activations[-1] + b)
        activations.append(sigmoid(zs[-1]))
    delta = 2 * (activations[-1] - y) * sigmoid_prime(zs[-1])
    nabla_W, nabla_b = [], []
    for l in reversed(range(len(weights))):
        nabla_W.insert(0, np.outer(delta, activations[l]))
        nabla_b.insert(0, delta)
        if l > 0:
            delta = (weights[l].T @ delta) * sigmoid_prime(zs[l - 1])
    return nabla_W, nabla_b

#! wrong arguments-swapped: y before a
def backprop_with(x, y, weights, biases, f, f_prime, cost_prime):
    activations, zs = [x], []
    for W, b in zip(weights, biases):
        zs.append(W @ activations[-1] + b)
        activations.append(f(zs[-1]))
    delta = cost_prime(y, activations[-1]) * f_prime(zs[-1])
    nabla_W, nabla_b = [], []
    for l in reversed(range(len(weights))):
        nabla_W.insert(0, np.outer(delta, activations[l]))
        nabla_b.insert(0, delta)
        if l > 0:
            delta = (weights[l].T @ delta) * f_prime(zs[l - 1])
    return nabla_W, nabla_b

#! wrong activation-left-out: the cost of z
def backprop_with(x, y, weights, biases, f, f_prime, cost_prime):
    activations, zs = [x], []
    for W, b in zip(weights, biases):
        zs.append(W @ activations[-1] + b)
        activations.append(f(zs[-1]))
    delta = cost_prime(zs[-1], y) * f_prime(zs[-1])
    nabla_W, nabla_b = [], []
    for l in reversed(range(len(weights))):
        nabla_W.insert(0, np.outer(delta, activations[l]))
        nabla_b.insert(0, delta)
        if l > 0:
            delta = (weights[l].T @ delta) * f_prime(zs[l - 1])
    return nabla_W, nabla_b

#! wrong factor-two-added: cost_prime doubled
def backprop_with(x, y, weights, biases, f, f_prime, cost_prime):
    activations, zs = [x], []
    for W, b in zip(weights, biases):
        zs.append(W @ activations[-1] + b)
        activations.append(f(zs[-1]))
    delta = 2 * cost_prime(activations[-1], y) * f_prime(zs[-1])
    nabla_W, nabla_b = [], []
    for l in reversed(range(len(weights))):
        nabla_W.insert(0, np.outer(delta, activations[l]))
        nabla_b.insert(0, delta)
        if l > 0:
            delta = (weights[l].T @ delta) * f_prime(zs[l - 1])
    return nabla_W, nabla_b

#! wrong sigmoid-prime-missing: no slope at the output
def backprop_with(x, y, weights, biases, f, f_prime, cost_prime):
    activations, zs = [x], []
    for W, b in zip(weights, biases):
        zs.append(W @ activations[-1] + b)
        activations.append(f(zs[-1]))
    delta = cost_prime(activations[-1], y)
    nabla_W, nabla_b = [], []
    for l in reversed(range(len(weights))):
        nabla_W.insert(0, np.outer(delta, activations[l]))
        nabla_b.insert(0, delta)
        if l > 0:
            delta = (weights[l].T @ delta) * f_prime(zs[l - 1])
    return nabla_W, nabla_b

#! wrong sigmoid-prime-missing: no slope in the hidden layers
def backprop_with(x, y, weights, biases, f, f_prime, cost_prime):
    activations, zs = [x], []
    for W, b in zip(weights, biases):
        zs.append(W @ activations[-1] + b)
        activations.append(f(zs[-1]))
    delta = cost_prime(activations[-1], y) * f_prime(zs[-1])
    nabla_W, nabla_b = [], []
    for l in reversed(range(len(weights))):
        nabla_W.insert(0, np.outer(delta, activations[l]))
        nabla_b.insert(0, delta)
        if l > 0:
            delta = (weights[l].T @ delta)
    return nabla_W, nabla_b

#! wrong sigmoid-prime-of-a: f_prime of the activations
def backprop_with(x, y, weights, biases, f, f_prime, cost_prime):
    activations, zs = [x], []
    for W, b in zip(weights, biases):
        zs.append(W @ activations[-1] + b)
        activations.append(f(zs[-1]))
    delta = cost_prime(activations[-1], y) * f_prime(activations[-1])
    nabla_W, nabla_b = [], []
    for l in reversed(range(len(weights))):
        nabla_W.insert(0, np.outer(delta, activations[l]))
        nabla_b.insert(0, delta)
        if l > 0:
            delta = (weights[l].T @ delta) * f_prime(activations[l])
    return nabla_W, nabla_b

#! wrong value-not-derivative: f in place of f_prime
def backprop_with(x, y, weights, biases, f, f_prime, cost_prime):
    activations, zs = [x], []
    for W, b in zip(weights, biases):
        zs.append(W @ activations[-1] + b)
        activations.append(f(zs[-1]))
    delta = cost_prime(activations[-1], y) * f(zs[-1])
    nabla_W, nabla_b = [], []
    for l in reversed(range(len(weights))):
        nabla_W.insert(0, np.outer(delta, activations[l]))
        nabla_b.insert(0, delta)
        if l > 0:
            delta = (weights[l].T @ delta) * f(zs[l - 1])
    return nabla_W, nabla_b

#! wrong weights-transposed: the weights not transposed on the way back
def backprop_with(x, y, weights, biases, f, f_prime, cost_prime):
    activations, zs = [x], []
    for W, b in zip(weights, biases):
        zs.append(W @ activations[-1] + b)
        activations.append(f(zs[-1]))
    delta = cost_prime(activations[-1], y) * f_prime(zs[-1])
    nabla_W, nabla_b = [], []
    for l in reversed(range(len(weights))):
        nabla_W.insert(0, np.outer(delta, activations[l]))
        nabla_b.insert(0, delta)
        if l > 0:
            delta = (weights[l] @ delta) * f_prime(zs[l - 1])
    return nabla_W, nabla_b

#! wrong sigmoid-prime-of-wrong-layer: the z of the layer itself
def backprop_with(x, y, weights, biases, f, f_prime, cost_prime):
    activations, zs = [x], []
    for W, b in zip(weights, biases):
        zs.append(W @ activations[-1] + b)
        activations.append(f(zs[-1]))
    delta = cost_prime(activations[-1], y) * f_prime(zs[-1])
    nabla_W, nabla_b = [], []
    for l in reversed(range(len(weights))):
        nabla_W.insert(0, np.outer(delta, activations[l]))
        nabla_b.insert(0, delta)
        if l > 0:
            delta = (weights[l].T @ delta) * f_prime(zs[l])
    return nabla_W, nabla_b

#! wrong activation-of-wrong-layer: the activations after the layer
def backprop_with(x, y, weights, biases, f, f_prime, cost_prime):
    activations, zs = [x], []
    for W, b in zip(weights, biases):
        zs.append(W @ activations[-1] + b)
        activations.append(f(zs[-1]))
    delta = cost_prime(activations[-1], y) * f_prime(zs[-1])
    nabla_W, nabla_b = [], []
    for l in reversed(range(len(weights))):
        nabla_W.insert(0, np.outer(delta, activations[l + 1]))
        nabla_b.insert(0, delta)
        if l > 0:
            delta = (weights[l].T @ delta) * f_prime(zs[l - 1])
    return nabla_W, nabla_b

#! wrong gradient-transposed: outer the other way round
def backprop_with(x, y, weights, biases, f, f_prime, cost_prime):
    activations, zs = [x], []
    for W, b in zip(weights, biases):
        zs.append(W @ activations[-1] + b)
        activations.append(f(zs[-1]))
    delta = cost_prime(activations[-1], y) * f_prime(zs[-1])
    nabla_W, nabla_b = [], []
    for l in reversed(range(len(weights))):
        nabla_W.insert(0, np.outer(activations[l], delta))
        nabla_b.insert(0, delta)
        if l > 0:
            delta = (weights[l].T @ delta) * f_prime(zs[l - 1])
    return nabla_W, nabla_b

#! wrong layers-reversed: last layer first
def backprop_with(x, y, weights, biases, f, f_prime, cost_prime):
    activations, zs = [x], []
    for W, b in zip(weights, biases):
        zs.append(W @ activations[-1] + b)
        activations.append(f(zs[-1]))
    delta = cost_prime(activations[-1], y) * f_prime(zs[-1])
    nabla_W, nabla_b = [], []
    for l in reversed(range(len(weights))):
        nabla_W.append(np.outer(delta, activations[l]))
        nabla_b.append(delta)
        if l > 0:
            delta = (weights[l].T @ delta) * f_prime(zs[l - 1])
    return nabla_W, nabla_b

#! wrong parts-swapped: biases first
def backprop_with(x, y, weights, biases, f, f_prime, cost_prime):
    activations, zs = [x], []
    for W, b in zip(weights, biases):
        zs.append(W @ activations[-1] + b)
        activations.append(f(zs[-1]))
    delta = cost_prime(activations[-1], y) * f_prime(zs[-1])
    nabla_W, nabla_b = [], []
    for l in reversed(range(len(weights))):
        nabla_W.insert(0, np.outer(delta, activations[l]))
        nabla_b.insert(0, delta)
        if l > 0:
            delta = (weights[l].T @ delta) * f_prime(zs[l - 1])
    return nabla_b, nabla_W

#! wrong layer-left-out: the loop stops before the first layer
def backprop_with(x, y, weights, biases, f, f_prime, cost_prime):
    activations, zs = [x], []
    for W, b in zip(weights, biases):
        zs.append(W @ activations[-1] + b)
        activations.append(f(zs[-1]))
    delta = cost_prime(activations[-1], y) * f_prime(zs[-1])
    nabla_W, nabla_b = [], []
    for l in reversed(range(1, len(weights))):
        nabla_W.insert(0, np.outer(delta, activations[l]))
        nabla_b.insert(0, delta)
        if l > 0:
            delta = (weights[l].T @ delta) * f_prime(zs[l - 1])
    return nabla_W, nabla_b

#! wrong sign-wrong: the nudges
def backprop_with(x, y, weights, biases, f, f_prime, cost_prime):
    activations, zs = [x], []
    for W, b in zip(weights, biases):
        zs.append(W @ activations[-1] + b)
        activations.append(f(zs[-1]))
    delta = cost_prime(activations[-1], y) * f_prime(zs[-1])
    nabla_W, nabla_b = [], []
    for l in reversed(range(len(weights))):
        nabla_W.insert(0, np.outer(delta, activations[l]))
        nabla_b.insert(0, delta)
        if l > 0:
            delta = (weights[l].T @ delta) * f_prime(zs[l - 1])
    return [-g for g in nabla_W], [-g for g in nabla_b]

#! wrong biases-not-returned: the weights alone
def backprop_with(x, y, weights, biases, f, f_prime, cost_prime):
    activations, zs = [x], []
    for W, b in zip(weights, biases):
        zs.append(W @ activations[-1] + b)
        activations.append(f(zs[-1]))
    delta = cost_prime(activations[-1], y) * f_prime(zs[-1])
    nabla_W, nabla_b = [], []
    for l in reversed(range(len(weights))):
        nabla_W.insert(0, np.outer(delta, activations[l]))
        nabla_b.insert(0, delta)
        if l > 0:
            delta = (weights[l].T @ delta) * f_prime(zs[l - 1])
    return nabla_W

#! wrong calls-the-reference: calls the reference in mlp
def backprop_with(x, y, weights, biases, f, f_prime, cost_prime):
    return mlp.backprop_with(x, y, weights, biases, f, f_prime, cost_prime)

#! right: step by step
def backprop_with(x, y, weights, biases, f, f_prime, cost_prime):
    activations, zs = [x], []
    for W, b in zip(weights, biases):
        zs.append(W @ activations[-1] + b)
        activations.append(f(zs[-1]))
    delta = cost_prime(activations[-1], y) * f_prime(zs[-1])
    nabla_W, nabla_b = [], []
    for l in reversed(range(len(weights))):
        nabla_W.insert(0, np.outer(delta, activations[l]))
        nabla_b.insert(0, delta)
        if l > 0:
            delta = (weights[l].T @ delta) * f_prime(zs[l - 1])
    return nabla_W, nabla_b

#! right: filled from the last layer
def backprop_with(x, y, weights, biases, f, f_prime, cost_prime):
    n = len(weights)
    zs, activations = [], [np.asarray(x, float)]
    for l in range(n):
        zs.append(np.dot(weights[l], activations[l]) + biases[l])
        activations.append(f(zs[l]))
    nabla_W, nabla_b = [None] * n, [None] * n
    delta = f_prime(zs[-1]) * cost_prime(activations[-1], y)
    for l in range(n - 1, -1, -1):
        nabla_W[l] = delta[:, None] * activations[l]
        nabla_b[l] = delta
        delta = delta @ weights[l]
        if l:
            delta = delta * f_prime(zs[l - 1])
    return nabla_W, nabla_b

#! right: recursion
def backprop_with(x, y, weights, biases, f, f_prime, cost_prime):
    def sweep(a, l):
        z = weights[l] @ a + biases[l]
        if l == len(weights) - 1:
            back, nabla_W, nabla_b = cost_prime(f(z), y), [], []
        else:
            back, nabla_W, nabla_b = sweep(f(z), l + 1)
        delta = back * f_prime(z)
        return weights[l].T @ delta, [np.outer(delta, a)] + nabla_W, [delta] + nabla_b
    return sweep(x, 0)[1:]

#! right: columns
def backprop_with(x, y, weights, biases, f, f_prime, cost_prime):
    a, zs, activations = np.reshape(x, (-1, 1)), [], [np.reshape(x, (-1, 1))]
    for W, b in zip(weights, biases):
        zs.append(W @ a + b.reshape(-1, 1))
        a = f(zs[-1])
        activations.append(a)
    delta = cost_prime(a, np.reshape(y, (-1, 1))) * f_prime(zs[-1])
    nabla_W, nabla_b = [delta @ activations[-2].T], [delta.ravel()]
    for l in range(2, len(weights) + 1):
        delta = weights[-l + 1].T @ delta * f_prime(zs[-l])
        nabla_W.insert(0, delta @ activations[-l - 1].T)
        nabla_b.insert(0, delta.ravel())
    return (nabla_W, nabla_b)

#! right: differences of the z, one layer at a time
def backprop_with(x, y, weights, biases, f, f_prime, cost_prime):
    def after(z, l):
        a = f(z)
        for W, b in zip(weights[l + 1:], biases[l + 1:]):
            a = f(W @ a + b)
        return a
    a, nabla_W, nabla_b = np.asarray(x, float), [], []
    for l, (W, b) in enumerate(zip(weights, biases)):
        z = np.asarray(W @ a + b, float)
        wish, h, delta = cost_prime(after(z, l), y), 1e-6, []
        for i in range(len(z)):
            up, down = z.copy(), z.copy()
            up[i] += h
            down[i] -= h
            delta.append(np.sum(wish * (after(up, l) - after(down, l))) / (2 * h))
        nabla_W.append(np.outer(delta, a))
        nabla_b.append(np.array(delta))
        a = f(z)
    return nabla_W, nabla_b
