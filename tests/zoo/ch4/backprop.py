def forward(x, weights, biases):
    zs, activations = [], [x]
    for W, b in zip(weights, biases):
        zs.append(W @ activations[-1] + b)
        activations.append(sigmoid(zs[-1]))
    return zs, activations

#! wrong not-attempted: nothing written yet
def backprop(x, y, weights, biases):
    raise NotImplementedError()

#! wrong factor-two-missing: no factor 2
def backprop(x, y, weights, biases):
    zs, activations = forward(x, weights, biases)
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = (activations[-1] - y) * sigmoid_prime(zs[-1])
    for l in reversed(range(len(weights))):
        nabla_W[l] = np.outer(delta, activations[l])
        nabla_b[l] = delta
        if l > 0:
            delta = weights[l].T @ delta * sigmoid_prime(zs[l - 1])
    return nabla_W, nabla_b

#! wrong sigmoid-prime-of-a: the derivatives at the activations
def backprop(x, y, weights, biases):
    zs, activations = forward(x, weights, biases)
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = 2 * (activations[-1] - y) * sigmoid_prime(activations[-1])
    for l in reversed(range(len(weights))):
        nabla_W[l] = np.outer(delta, activations[l])
        nabla_b[l] = delta
        if l > 0:
            delta = weights[l].T @ delta * sigmoid_prime(activations[l])
    return nabla_W, nabla_b

#! wrong sigmoid-prime-of-a: only in the hidden layers
def backprop(x, y, weights, biases):
    zs, activations = forward(x, weights, biases)
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = 2 * (activations[-1] - y) * sigmoid_prime(zs[-1])
    for l in reversed(range(len(weights))):
        nabla_W[l] = np.outer(delta, activations[l])
        nabla_b[l] = delta
        if l > 0:
            delta = weights[l].T @ delta * sigmoid_prime(activations[l])
    return nabla_W, nabla_b

#! wrong sigmoid-prime-missing: no derivative of the sigmoid at the output
def backprop(x, y, weights, biases):
    zs, activations = forward(x, weights, biases)
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = 2 * (activations[-1] - y)
    for l in reversed(range(len(weights))):
        nabla_W[l] = np.outer(delta, activations[l])
        nabla_b[l] = delta
        if l > 0:
            delta = weights[l].T @ delta * sigmoid_prime(zs[l - 1])
    return nabla_W, nabla_b

#! wrong sigmoid-prime-missing: no derivative of the sigmoid in the hidden layers
def backprop(x, y, weights, biases):
    zs, activations = forward(x, weights, biases)
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = 2 * (activations[-1] - y) * sigmoid_prime(zs[-1])
    for l in reversed(range(len(weights))):
        nabla_W[l] = np.outer(delta, activations[l])
        nabla_b[l] = delta
        if l > 0:
            delta = weights[l].T @ delta
    return nabla_W, nabla_b

#! wrong weights-transposed: the weights not transposed on the way back
def backprop(x, y, weights, biases):
    zs, activations = forward(x, weights, biases)
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = 2 * (activations[-1] - y) * sigmoid_prime(zs[-1])
    for l in reversed(range(len(weights))):
        nabla_W[l] = np.outer(delta, activations[l])
        nabla_b[l] = delta
        if l > 0:
            delta = weights[l] @ delta * sigmoid_prime(zs[l - 1])
    return nabla_W, nabla_b

#! wrong weight-of-wrong-layer: W of the layer before on the way back
def backprop(x, y, weights, biases):
    zs, activations = forward(x, weights, biases)
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = 2 * (activations[-1] - y) * sigmoid_prime(zs[-1])
    for l in reversed(range(len(weights))):
        nabla_W[l] = np.outer(delta, activations[l])
        nabla_b[l] = delta
        if l > 0:
            delta = weights[l - 1].T @ delta * sigmoid_prime(zs[l - 1])
    return nabla_W, nabla_b

#! wrong sigmoid-prime-of-wrong-layer: the z of the layer itself
def backprop(x, y, weights, biases):
    zs, activations = forward(x, weights, biases)
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = 2 * (activations[-1] - y) * sigmoid_prime(zs[-1])
    for l in reversed(range(len(weights))):
        nabla_W[l] = np.outer(delta, activations[l])
        nabla_b[l] = delta
        if l > 0:
            delta = weights[l].T @ delta * sigmoid_prime(zs[l])
    return nabla_W, nabla_b

#! wrong activation-of-wrong-layer: the activations after the layer
def backprop(x, y, weights, biases):
    zs, activations = forward(x, weights, biases)
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = 2 * (activations[-1] - y) * sigmoid_prime(zs[-1])
    for l in reversed(range(len(weights))):
        nabla_W[l] = np.outer(delta, activations[l + 1])
        nabla_b[l] = delta
        if l > 0:
            delta = weights[l].T @ delta * sigmoid_prime(zs[l - 1])
    return nabla_W, nabla_b

#! wrong gradient-transposed: the weight gradients transposed
def backprop(x, y, weights, biases):
    zs, activations = forward(x, weights, biases)
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = 2 * (activations[-1] - y) * sigmoid_prime(zs[-1])
    for l in reversed(range(len(weights))):
        nabla_W[l] = np.outer(activations[l], delta)
        nabla_b[l] = delta
        if l > 0:
            delta = weights[l].T @ delta * sigmoid_prime(zs[l - 1])
    return nabla_W, nabla_b

#! wrong parts-swapped: biases first
def backprop(x, y, weights, biases):
    zs, activations = forward(x, weights, biases)
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = 2 * (activations[-1] - y) * sigmoid_prime(zs[-1])
    for l in reversed(range(len(weights))):
        nabla_W[l] = np.outer(delta, activations[l])
        nabla_b[l] = delta
        if l > 0:
            delta = weights[l].T @ delta * sigmoid_prime(zs[l - 1])
    return nabla_b, nabla_W

#! wrong layers-reversed: last layer first
def backprop(x, y, weights, biases):
    zs, activations = forward(x, weights, biases)
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = 2 * (activations[-1] - y) * sigmoid_prime(zs[-1])
    for l in reversed(range(len(weights))):
        nabla_W[l] = np.outer(delta, activations[l])
        nabla_b[l] = delta
        if l > 0:
            delta = weights[l].T @ delta * sigmoid_prime(zs[l - 1])
    return nabla_W[::-1], nabla_b[::-1]

#! wrong sign-wrong: the nudges, not the gradient
def backprop(x, y, weights, biases):
    zs, activations = forward(x, weights, biases)
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = 2 * (y - activations[-1]) * sigmoid_prime(zs[-1])
    for l in reversed(range(len(weights))):
        nabla_W[l] = np.outer(delta, activations[l])
        nabla_b[l] = delta
        if l > 0:
            delta = weights[l].T @ delta * sigmoid_prime(zs[l - 1])
    return nabla_W, nabla_b

#! wrong layer-left-out: only the last layer, zeros elsewhere
def backprop(x, y, weights, biases):
    zs, activations = forward(x, weights, biases)
    nabla_W, nabla_b = [np.zeros(W.shape) for W in weights], [np.zeros(b.shape) for b in biases]
    delta = 2 * (activations[-1] - y) * sigmoid_prime(zs[-1])
    for l in reversed(range(len(weights))):
        nabla_W[l] = np.outer(delta, activations[l])
        nabla_b[l] = delta
        break
    return nabla_W, nabla_b

#! wrong layer-left-out: the loop stops before the first layer
def backprop(x, y, weights, biases):
    zs, activations = forward(x, weights, biases)
    nabla_W, nabla_b = [np.zeros(W.shape) for W in weights], [np.zeros(b.shape) for b in biases]
    delta = 2 * (activations[-1] - y) * sigmoid_prime(zs[-1])
    for l in range(len(weights) - 1, 0, -1):
        nabla_W[l] = np.outer(delta, activations[l])
        nabla_b[l] = delta
        if l > 0:
            delta = weights[l].T @ delta * sigmoid_prime(zs[l - 1])
    return nabla_W, nabla_b

#! wrong -: leaves None where the loop does not reach
def backprop(x, y, weights, biases):
    zs, activations = forward(x, weights, biases)
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = 2 * (activations[-1] - y) * sigmoid_prime(zs[-1])
    for l in range(len(weights) - 1, 0, -1):
        nabla_W[l] = np.outer(delta, activations[l])
        nabla_b[l] = delta
        if l > 0:
            delta = weights[l].T @ delta * sigmoid_prime(zs[l - 1])
    return nabla_W, nabla_b

#! wrong weight-left-out: the weights left out on the way back
def backprop(x, y, weights, biases):
    zs, activations = forward(x, weights, biases)
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = 2 * (activations[-1] - y) * sigmoid_prime(zs[-1])
    for l in reversed(range(len(weights))):
        nabla_W[l] = np.outer(delta, activations[l])
        nabla_b[l] = delta
        if l > 0:
            delta = delta * sigmoid_prime(zs[l - 1])
    return nabla_W, nabla_b

#! wrong value-not-derivative: the sigmoid for its slope
def backprop(x, y, weights, biases):
    zs, activations = forward(x, weights, biases)
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = 2 * (activations[-1] - y) * activations[-1]
    for l in reversed(range(len(weights))):
        nabla_W[l] = np.outer(delta, activations[l])
        nabla_b[l] = delta
        if l > 0:
            delta = weights[l].T @ delta * activations[l]
    return nabla_W, nabla_b

#! wrong cost-not-derivative: the squares
def backprop(x, y, weights, biases):
    zs, activations = forward(x, weights, biases)
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = (activations[-1] - y) ** 2 * sigmoid_prime(zs[-1])
    for l in reversed(range(len(weights))):
        nabla_W[l] = np.outer(delta, activations[l])
        nabla_b[l] = delta
        if l > 0:
            delta = weights[l].T @ delta * sigmoid_prime(zs[l - 1])
    return nabla_W, nabla_b

#! wrong activation-left-out: z compared with y
def backprop(x, y, weights, biases):
    zs, activations = forward(x, weights, biases)
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = 2 * (zs[-1] - y) * sigmoid_prime(zs[-1])
    for l in reversed(range(len(weights))):
        nabla_W[l] = np.outer(delta, activations[l])
        nabla_b[l] = delta
        if l > 0:
            delta = weights[l].T @ delta * sigmoid_prime(zs[l - 1])
    return nabla_W, nabla_b

#! wrong bias-gradient-wrong: ones for the biases
def backprop(x, y, weights, biases):
    zs, activations = forward(x, weights, biases)
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = 2 * (activations[-1] - y) * sigmoid_prime(zs[-1])
    for l in reversed(range(len(weights))):
        nabla_W[l] = np.outer(delta, activations[l])
        nabla_b[l] = np.ones(len(delta))
        if l > 0:
            delta = weights[l].T @ delta * sigmoid_prime(zs[l - 1])
    return nabla_W, nabla_b

#! wrong biases-not-returned: the weights alone
def backprop(x, y, weights, biases):
    zs, activations = forward(x, weights, biases)
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = 2 * (activations[-1] - y) * sigmoid_prime(zs[-1])
    for l in reversed(range(len(weights))):
        nabla_W[l] = np.outer(delta, activations[l])
        nabla_b[l] = delta
        if l > 0:
            delta = weights[l].T @ delta * sigmoid_prime(zs[l - 1])
    return nabla_W

#! wrong divided-by-outputs: the mean squared error of other libraries
def backprop(x, y, weights, biases):
    zs, activations = forward(x, weights, biases)
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = 2 * (activations[-1] - y) / len(y) * sigmoid_prime(zs[-1])
    for l in reversed(range(len(weights))):
        nabla_W[l] = np.outer(delta, activations[l])
        nabla_b[l] = delta
        if l > 0:
            delta = weights[l].T @ delta * sigmoid_prime(zs[l - 1])
    return nabla_W, nabla_b

#! wrong bias-left-out: no biases
def backprop(x, y, weights, biases):
    zs, activations = forward(x, weights, [0 * b for b in biases])
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = 2 * (activations[-1] - y) * sigmoid_prime(zs[-1])
    for l in reversed(range(len(weights))):
        nabla_W[l] = np.outer(delta, activations[l])
        nabla_b[l] = delta
        if l > 0:
            delta = weights[l].T @ delta * sigmoid_prime(zs[l - 1])
    return nabla_W, nabla_b

#! wrong wrong-shape: bias gradients as columns
def backprop(x, y, weights, biases):
    zs, activations = forward(x, weights, biases)
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = 2 * (activations[-1] - y) * sigmoid_prime(zs[-1])
    for l in reversed(range(len(weights))):
        nabla_W[l] = np.outer(delta, activations[l])
        nabla_b[l] = delta.reshape(-1, 1)
        if l > 0:
            delta = weights[l].T @ delta * sigmoid_prime(zs[l - 1])
    return nabla_W, nabla_b

#! wrong hard-coded-depth: two steps back at most
def backprop(x, y, weights, biases):
    zs, activations = forward(x, weights, biases)
    nabla_W, nabla_b = [np.zeros(W.shape) for W in weights], [np.zeros(b.shape) for b in biases]
    delta = 2 * (activations[-1] - y) * sigmoid_prime(zs[-1])
    for l in reversed(range(max(len(weights) - 3, 0), len(weights))):
        nabla_W[l] = np.outer(delta, activations[l])
        nabla_b[l] = delta
        if l > 0:
            delta = weights[l].T @ delta * sigmoid_prime(zs[l - 1])
    return nabla_W, nabla_b

#! wrong mutates-input: fills the caller's lists
def backprop(x, y, weights, biases):
    zs, activations = forward(x, weights, biases)
    nabla_W, nabla_b = weights, biases
    delta = 2 * (activations[-1] - y) * sigmoid_prime(zs[-1])
    for l in reversed(range(len(weights))):
        gradient = np.outer(delta, activations[l]), delta
        if l > 0:
            delta = weights[l].T @ delta * sigmoid_prime(zs[l - 1])
        nabla_W[l], nabla_b[l] = gradient
    return nabla_W, nabla_b

#! wrong int-dtype-kept: keeps the type of the weights
def backprop(x, y, weights, biases):
    zs, activations = forward(x, weights, biases)
    nabla_W, nabla_b = [np.zeros_like(W) for W in weights], [np.zeros_like(b) for b in biases]
    delta = 2 * (activations[-1] - y) * sigmoid_prime(zs[-1])
    for l in reversed(range(len(weights))):
        nabla_W[l][...] = np.outer(delta, activations[l])
        nabla_b[l][...] = delta
        if l > 0:
            delta = weights[l].T @ delta * sigmoid_prime(zs[l - 1])
    return nabla_W, nabla_b

#! wrong -: the new weights on the way back
def backprop(x, y, weights, biases):
    zs, activations = forward(x, weights, biases)
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = 2 * (activations[-1] - y) * sigmoid_prime(zs[-1])
    for l in reversed(range(len(weights))):
        nabla_W[l] = np.outer(delta, activations[l])
        nabla_b[l] = delta
        if l > 0:
            weights = [W - 0.1 * g if g is not None else W for W, g in zip(weights, nabla_W)]
            delta = weights[l].T @ delta * sigmoid_prime(zs[l - 1])
    return nabla_W, nabla_b

#! wrong calls-the-reference: calls the reference in mlp
def backprop(x, y, weights, biases):
    return mlp.backprop(x, y, weights, biases)

#! wrong calls-the-reference: the batch of one
def backprop(x, y, weights, biases):
    return mlp.backprop_batch(x[None], y[None], weights, biases)

#! wrong calls-the-reference: the differences of mlp
def backprop(x, y, weights, biases):
    return mlp.numerical_backprop(x[None], y[None], weights, biases)

#! wrong calls-the-reference: from another module, under another name
def backprop(x, y, weights, biases):
    from mlp.core.backpropagation import backprop as helper
    nabla_W, nabla_b = helper(x, y, weights, biases)
    return [g.copy() for g in nabla_W], [g.copy() for g in nabla_b]

#! right: filled from the last layer to the first
def backprop(x, y, weights, biases):
    zs, activations = forward(x, weights, biases)
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = 2 * (activations[-1] - y) * sigmoid_prime(zs[-1])
    for l in reversed(range(len(weights))):
        nabla_W[l] = np.outer(delta, activations[l])
        nabla_b[l] = delta
        if l > 0:
            delta = weights[l].T @ delta * sigmoid_prime(zs[l - 1])
    return nabla_W, nabla_b

#! right: inserted at the front, deltas from dC/da
def backprop(x, y, weights, biases):
    zs, activations = forward(x, weights, biases)
    nabla_W, nabla_b = [], []
    dC_da = 2 * (activations[-1] - y)
    for W, z, a_prev in zip(weights[::-1], zs[::-1], activations[-2::-1]):
        delta = dC_da * sigmoid_prime(z)
        nabla_W.insert(0, delta[:, None] * a_prev)
        nabla_b.insert(0, delta)
        dC_da = W.T @ delta
    return nabla_W, nabla_b

#! right: as in Nielsen's book
def backprop(x, y, weights, biases):
    nabla_b = [np.zeros(b.shape) for b in biases]
    nabla_w = [np.zeros(w.shape) for w in weights]
    activation, activations, zs = x, [x], []
    for b, w in zip(biases, weights):
        z = np.dot(w, activation) + b
        zs.append(z)
        activation = sigmoid(z)
        activations.append(activation)
    delta = mlp.output_delta(zs[-1], y)
    nabla_b[-1] = delta
    nabla_w[-1] = np.outer(delta, activations[-2])
    for l in range(2, len(weights) + 1):
        delta = np.dot(weights[-l + 1].transpose(), delta) * sigmoid_prime(zs[-l])
        nabla_b[-l] = delta
        nabla_w[-l] = np.outer(delta, activations[-l - 1])
    return (nabla_w, nabla_b)

#! right: loops over neurons
def backprop(x, y, weights, biases):
    zs, activations = forward(x, weights, biases)
    nabla_W = [np.zeros(W.shape) for W in weights]
    nabla_b = [np.zeros(b.shape) for b in biases]
    dC_da = [2 * (a - t) for a, t in zip(activations[-1], y)]
    for l in range(len(weights) - 1, -1, -1):
        n_out, n_in = weights[l].shape
        before = [0.0] * n_in
        for j in range(n_out):
            a = activations[l + 1][j]
            delta = dC_da[j] * a * (1 - a)
            nabla_b[l][j] = delta
            for k in range(n_in):
                nabla_W[l][j, k] = delta * activations[l][k]
                before[k] += weights[l][j, k] * delta
        dC_da = before
    return nabla_W, nabla_b

#! right: recursion and tuples
def backprop(x, y, weights, biases):
    def back(a, weights, biases):
        if not weights:
            return 2 * (a - y), (), ()
        z = weights[0] @ a + biases[0]
        dC_da, nW, nb = back(sigmoid(z), weights[1:], biases[1:])
        delta = dC_da * sigmoid_prime(z)
        return delta @ weights[0], (np.outer(delta, a), *nW), (delta, *nb)
    return back(x, list(weights), list(biases))[1:]

#! right: einsum
def backprop(x, y, weights, biases):
    zs, activations = forward(x, weights, biases)
    delta = 2 * (activations[-1] - y) * sigmoid_prime(zs[-1])
    nW, nb = [], []
    for l in range(len(weights) - 1, -1, -1):
        nW.append(np.einsum("j,k->jk", delta, activations[l]))
        nb.append(delta)
        delta = np.einsum("jk,j->k", weights[l], delta) * activations[l] * (1 - activations[l])
    return nW[::-1], nb[::-1]

#! right: columns inside
def backprop(x, y, weights, biases):
    a = np.asarray(x, float).reshape(-1, 1)
    columns = [a]
    for W, b in zip(weights, biases):
        columns.append(sigmoid(W @ columns[-1] + b.reshape(-1, 1)))
    a = columns[-1]
    delta = 2 * (a - np.reshape(y, (-1, 1))) * a * (1 - a)
    nW, nb = [None] * len(weights), [None] * len(weights)
    for l in range(len(weights))[::-1]:
        nW[l], nb[l] = delta @ columns[l].T, delta[:, 0]
        delta = (weights[l].T @ delta) * columns[l] * (1 - columns[l])
    return nW, nb

#! right: by central differences, entry by entry
def backprop(x, y, weights, biases):
    weights, biases = [W.astype(float) for W in weights], [b.astype(float) for b in biases]
    def cost(_):
        return mlp.example_cost(mlp.feedforward(np.asarray(x, float), weights, biases), y)
    def slopes(p):
        g = np.zeros(p.shape)
        for i in np.ndindex(p.shape):
            old = p[i]
            p[i] = old + 1e-5
            up = cost(p)
            p[i] = old - 1e-5
            g[i] = (up - cost(p)) / 2e-5
            p[i] = old
        return g
    return [slopes(W) for W in weights], [slopes(b) for b in biases]
