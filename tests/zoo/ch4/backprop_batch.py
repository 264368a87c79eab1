def forward(X, weights, biases):
    zs, activations = [], [X]
    for W, b in zip(weights, biases):
        zs.append(activations[-1] @ W.T + b)
        activations.append(sigmoid(zs[-1]))
    return zs, activations


def one(x, y, weights, biases):
    zs, activations = [], [x]
    for W, b in zip(weights, biases):
        zs.append(W @ activations[-1] + b)
        activations.append(sigmoid(zs[-1]))
    nabla_W, nabla_b = [], []
    delta = 2 * (activations[-1] - y) * sigmoid_prime(zs[-1])
    for l in reversed(range(len(weights))):
        nabla_W.insert(0, np.outer(delta, activations[l]))
        nabla_b.insert(0, delta)
        if l > 0:
            delta = weights[l].T @ delta * sigmoid_prime(zs[l - 1])
    return nabla_W, nabla_b

#! wrong not-attempted: nothing written yet
def backprop_batch(X, Y, weights, biases):
    raise NotImplementedError()

#! wrong sum-not-mean: the sum over the rows
def backprop_batch(X, Y, weights, biases):
    zs, activations = forward(X, weights, biases)
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = 2 * (activations[-1] - Y) * sigmoid_prime(zs[-1])
    for l in reversed(range(len(weights))):
        nabla_W[l] = delta.T @ activations[l]
        nabla_b[l] = delta.sum(axis=0)
        if l > 0:
            delta = delta @ weights[l] * sigmoid_prime(zs[l - 1])
    return nabla_W, nabla_b

#! wrong sum-not-mean: the sum over the rows for the biases only
def backprop_batch(X, Y, weights, biases):
    zs, activations = forward(X, weights, biases)
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = 2 * (activations[-1] - Y) * sigmoid_prime(zs[-1])
    for l in reversed(range(len(weights))):
        nabla_W[l] = delta.T @ activations[l] / len(X)
        nabla_b[l] = delta.sum(axis=0)
        if l > 0:
            delta = delta @ weights[l] * sigmoid_prime(zs[l - 1])
    return nabla_W, nabla_b

#! wrong sum-not-mean: the sum over the rows for the weights only
def backprop_batch(X, Y, weights, biases):
    zs, activations = forward(X, weights, biases)
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = 2 * (activations[-1] - Y) * sigmoid_prime(zs[-1])
    for l in reversed(range(len(weights))):
        nabla_W[l] = delta.T @ activations[l]
        nabla_b[l] = delta.mean(axis=0)
        if l > 0:
            delta = delta @ weights[l] * sigmoid_prime(zs[l - 1])
    return nabla_W, nabla_b

#! wrong factor-two-missing: no factor 2
def backprop_batch(X, Y, weights, biases):
    zs, activations = forward(X, weights, biases)
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = (activations[-1] - Y) * sigmoid_prime(zs[-1])
    for l in reversed(range(len(weights))):
        nabla_W[l] = delta.T @ activations[l] / len(X)
        nabla_b[l] = delta.mean(axis=0)
        if l > 0:
            delta = delta @ weights[l] * sigmoid_prime(zs[l - 1])
    return nabla_W, nabla_b

#! wrong bias-gradient-wrong: one row of bias gradients for each example
def backprop_batch(X, Y, weights, biases):
    zs, activations = forward(X, weights, biases)
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = 2 * (activations[-1] - Y) * sigmoid_prime(zs[-1])
    for l in reversed(range(len(weights))):
        nabla_W[l] = delta.T @ activations[l] / len(X)
        nabla_b[l] = delta
        if l > 0:
            delta = delta @ weights[l] * sigmoid_prime(zs[l - 1])
    return nabla_W, nabla_b

#! wrong bias-gradient-wrong: one row for each example, divided
def backprop_batch(X, Y, weights, biases):
    zs, activations = forward(X, weights, biases)
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = 2 * (activations[-1] - Y) * sigmoid_prime(zs[-1])
    for l in reversed(range(len(weights))):
        nabla_W[l] = delta.T @ activations[l] / len(X)
        nabla_b[l] = delta / len(X)
        if l > 0:
            delta = delta @ weights[l] * sigmoid_prime(zs[l - 1])
    return nabla_W, nabla_b

#! wrong sigmoid-prime-missing: no derivative of the sigmoid at the output
def backprop_batch(X, Y, weights, biases):
    zs, activations = forward(X, weights, biases)
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = 2 * (activations[-1] - Y)
    for l in reversed(range(len(weights))):
        nabla_W[l] = delta.T @ activations[l] / len(X)
        nabla_b[l] = delta.mean(axis=0)
        if l > 0:
            delta = delta @ weights[l] * sigmoid_prime(zs[l - 1])
    return nabla_W, nabla_b

#! wrong sigmoid-prime-missing: no derivative of the sigmoid in the hidden layers
def backprop_batch(X, Y, weights, biases):
    zs, activations = forward(X, weights, biases)
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = 2 * (activations[-1] - Y) * sigmoid_prime(zs[-1])
    for l in reversed(range(len(weights))):
        nabla_W[l] = delta.T @ activations[l] / len(X)
        nabla_b[l] = delta.mean(axis=0)
        if l > 0:
            delta = delta @ weights[l]
    return nabla_W, nabla_b

#! wrong sigmoid-prime-of-a: the derivative at the activation in the hidden layers
def backprop_batch(X, Y, weights, biases):
    zs, activations = forward(X, weights, biases)
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = 2 * (activations[-1] - Y) * sigmoid_prime(zs[-1])
    for l in reversed(range(len(weights))):
        nabla_W[l] = delta.T @ activations[l] / len(X)
        nabla_b[l] = delta.mean(axis=0)
        if l > 0:
            delta = delta @ weights[l] * sigmoid_prime(activations[l])
    return nabla_W, nabla_b

#! wrong weights-transposed: the weights transposed on the way back, wrong for rows
def backprop_batch(X, Y, weights, biases):
    zs, activations = forward(X, weights, biases)
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = 2 * (activations[-1] - Y) * sigmoid_prime(zs[-1])
    for l in reversed(range(len(weights))):
        nabla_W[l] = delta.T @ activations[l] / len(X)
        nabla_b[l] = delta.mean(axis=0)
        if l > 0:
            delta = delta @ weights[l].T * sigmoid_prime(zs[l - 1])
    return nabla_W, nabla_b

#! wrong gradient-transposed: the weight gradients transposed
def backprop_batch(X, Y, weights, biases):
    zs, activations = forward(X, weights, biases)
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = 2 * (activations[-1] - Y) * sigmoid_prime(zs[-1])
    for l in reversed(range(len(weights))):
        nabla_W[l] = activations[l].T @ delta / len(X)
        nabla_b[l] = delta.mean(axis=0)
        if l > 0:
            delta = delta @ weights[l] * sigmoid_prime(zs[l - 1])
    return nabla_W, nabla_b

#! wrong mean-example: the gradient at the mean of the rows
def backprop_batch(X, Y, weights, biases):
    return one(X.mean(axis=0), Y.mean(axis=0), weights, biases)

#! wrong calls-the-reference: calls the reference in mlp
def backprop_batch(X, Y, weights, biases):
    return mlp.backprop_batch(X, Y, weights, biases)

#! wrong calls-the-reference: row by row
def backprop_batch(X, Y, weights, biases):
    each = [mlp.backprop_batch(X[[k]], Y[[k]], weights, biases) for k in range(len(X))]
    return mlp.average_nudges([e[0] for e in each]), mlp.average_nudges([e[1] for e in each])

#! wrong divided-by-wrong-count: divided twice
def backprop_batch(X, Y, weights, biases):
    zs, activations = forward(X, weights, biases)
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = 2 * (activations[-1] - Y) / len(X) * sigmoid_prime(zs[-1])
    for l in reversed(range(len(weights))):
        nabla_W[l] = delta.T @ activations[l] / len(X)
        nabla_b[l] = delta.mean(axis=0)
        if l > 0:
            delta = delta @ weights[l] * sigmoid_prime(zs[l - 1])
    return nabla_W, nabla_b

#! wrong sign-wrong: the nudges
def backprop_batch(X, Y, weights, biases):
    zs, activations = forward(X, weights, biases)
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = 2 * (Y - activations[-1]) * sigmoid_prime(zs[-1])
    for l in reversed(range(len(weights))):
        nabla_W[l] = delta.T @ activations[l] / len(X)
        nabla_b[l] = delta.mean(axis=0)
        if l > 0:
            delta = delta @ weights[l] * sigmoid_prime(zs[l - 1])
    return nabla_W, nabla_b

#! wrong bias-gradient-wrong: one number for each layer
def backprop_batch(X, Y, weights, biases):
    zs, activations = forward(X, weights, biases)
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = 2 * (activations[-1] - Y) * sigmoid_prime(zs[-1])
    for l in reversed(range(len(weights))):
        nabla_W[l] = delta.T @ activations[l] / len(X)
        nabla_b[l] = delta.mean()
        if l > 0:
            delta = delta @ weights[l] * sigmoid_prime(zs[l - 1])
    return nabla_W, nabla_b

#! wrong bias-gradient-wrong: the mean over the neurons
def backprop_batch(X, Y, weights, biases):
    zs, activations = forward(X, weights, biases)
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = 2 * (activations[-1] - Y) * sigmoid_prime(zs[-1])
    for l in reversed(range(len(weights))):
        nabla_W[l] = delta.T @ activations[l] / len(X)
        nabla_b[l] = delta.mean(axis=1)
        if l > 0:
            delta = delta @ weights[l] * sigmoid_prime(zs[l - 1])
    return nabla_W, nabla_b

#! wrong sigmoid-prime-of-wrong-layer: the z of the layer itself
def backprop_batch(X, Y, weights, biases):
    zs, activations = forward(X, weights, biases)
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = 2 * (activations[-1] - Y) * sigmoid_prime(zs[-1])
    for l in reversed(range(len(weights))):
        nabla_W[l] = delta.T @ activations[l] / len(X)
        nabla_b[l] = delta.mean(axis=0)
        if l > 0:
            delta = delta @ weights[l] * sigmoid_prime(zs[l])
    return nabla_W, nabla_b

#! wrong activation-of-wrong-layer: the activations after the layer
def backprop_batch(X, Y, weights, biases):
    zs, activations = forward(X, weights, biases)
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = 2 * (activations[-1] - Y) * sigmoid_prime(zs[-1])
    for l in reversed(range(len(weights))):
        nabla_W[l] = delta.T @ activations[l + 1] / len(X)
        nabla_b[l] = delta.mean(axis=0)
        if l > 0:
            delta = delta @ weights[l] * sigmoid_prime(zs[l - 1])
    return nabla_W, nabla_b

#! wrong layers-reversed: last layer first
def backprop_batch(X, Y, weights, biases):
    zs, activations = forward(X, weights, biases)
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = 2 * (activations[-1] - Y) * sigmoid_prime(zs[-1])
    for l in reversed(range(len(weights))):
        nabla_W[l] = delta.T @ activations[l] / len(X)
        nabla_b[l] = delta.mean(axis=0)
        if l > 0:
            delta = delta @ weights[l] * sigmoid_prime(zs[l - 1])
    return nabla_W[::-1], nabla_b[::-1]

#! wrong parts-swapped: biases first
def backprop_batch(X, Y, weights, biases):
    zs, activations = forward(X, weights, biases)
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = 2 * (activations[-1] - Y) * sigmoid_prime(zs[-1])
    for l in reversed(range(len(weights))):
        nabla_W[l] = delta.T @ activations[l] / len(X)
        nabla_b[l] = delta.mean(axis=0)
        if l > 0:
            delta = delta @ weights[l] * sigmoid_prime(zs[l - 1])
    return nabla_b, nabla_W

#! wrong batch-of-one: leaves a batch of one as it is
def backprop_batch(X, Y, weights, biases):
    zs, activations = forward(X, weights, biases)
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = 2 * (activations[-1] - Y) * sigmoid_prime(zs[-1])
    for l in reversed(range(len(weights))):
        nabla_W[l] = delta.T @ activations[l] / len(X)
        nabla_b[l] = delta.mean(axis=0)
        if l > 0:
            delta = delta @ weights[l] * sigmoid_prime(zs[l - 1])
    if len(X) == 1:
        nabla_b = [g[None] for g in nabla_b]
    return nabla_W, nabla_b

#! wrong divided-by-outputs: the mean squared error of other libraries
def backprop_batch(X, Y, weights, biases):
    zs, activations = forward(X, weights, biases)
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = 2 * (activations[-1] - Y) / Y.shape[1] * sigmoid_prime(zs[-1])
    for l in reversed(range(len(weights))):
        nabla_W[l] = delta.T @ activations[l] / len(X)
        nabla_b[l] = delta.mean(axis=0)
        if l > 0:
            delta = delta @ weights[l] * sigmoid_prime(zs[l - 1])
    return nabla_W, nabla_b

#! wrong only-first-example: the return stands inside the loop
def backprop_batch(X, Y, weights, biases):
    total_W = [np.zeros(W.shape) for W in weights]
    total_b = [np.zeros(b.shape) for b in biases]
    for k in range(len(X)):
        nabla_W, nabla_b = one(X[k], Y[k], weights, biases)
        for l in range(len(weights)):
            total_W[l] += nabla_W[l]
            total_b[l] += nabla_b[l]
        return [g / len(X) for g in total_W], [g / len(X) for g in total_b]

#! wrong off-by-one: leaves out the last row
def backprop_batch(X, Y, weights, biases):
    total_W = [np.zeros(W.shape) for W in weights]
    total_b = [np.zeros(b.shape) for b in biases]
    for k in range(len(X) - 1):
        nabla_W, nabla_b = one(X[k], Y[k], weights, biases)
        for l in range(len(weights)):
            total_W[l] += nabla_W[l]
            total_b[l] += nabla_b[l]
    return [g / len(X) for g in total_W], [g / len(X) for g in total_b]

#! wrong only-last-example: overwrites
def backprop_batch(X, Y, weights, biases):
    total_W = [np.zeros(W.shape) for W in weights]
    total_b = [np.zeros(b.shape) for b in biases]
    for k in range(len(X)):
        nabla_W, nabla_b = one(X[k], Y[k], weights, biases)
        for l in range(len(weights)):
            total_W[l] = nabla_W[l]
            total_b[l] = nabla_b[l]
    return [g for g in total_W], [g for g in total_b]

#! wrong sum-not-mean: adds up in a loop
def backprop_batch(X, Y, weights, biases):
    total_W = [np.zeros(W.shape) for W in weights]
    total_b = [np.zeros(b.shape) for b in biases]
    for k in range(len(X)):
        nabla_W, nabla_b = one(X[k], Y[k], weights, biases)
        for l in range(len(weights)):
            total_W[l] += nabla_W[l]
            total_b[l] += nabla_b[l]
    return [g for g in total_W], [g for g in total_b]

#! wrong mutates-input: X scaled in place
def backprop_batch(X, Y, weights, biases):
    X *= 1.0 + 1e-6
    zs, activations = forward(X, weights, biases)
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = 2 * (activations[-1] - Y) * sigmoid_prime(zs[-1])
    for l in reversed(range(len(weights))):
        nabla_W[l] = delta.T @ activations[l] / len(X)
        nabla_b[l] = delta.mean(axis=0)
        if l > 0:
            delta = delta @ weights[l] * sigmoid_prime(zs[l - 1])
    return nabla_W, nabla_b

#! wrong hard-coded-size: batches of five
def backprop_batch(X, Y, weights, biases):
    zs, activations = forward(X, weights, biases)
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = 2 * (activations[-1] - Y) * sigmoid_prime(zs[-1])
    for l in reversed(range(len(weights))):
        nabla_W[l] = delta.T @ activations[l] / 5
        nabla_b[l] = delta.sum(axis=0) / 5
        if l > 0:
            delta = delta @ weights[l] * sigmoid_prime(zs[l - 1])
    return nabla_W, nabla_b

#! right: rows as matrices
def backprop_batch(X, Y, weights, biases):
    zs, activations = forward(X, weights, biases)
    nabla_W, nabla_b = [None] * len(weights), [None] * len(weights)
    delta = 2 * (activations[-1] - Y) * sigmoid_prime(zs[-1])
    for l in reversed(range(len(weights))):
        nabla_W[l] = delta.T @ activations[l] / len(X)
        nabla_b[l] = delta.mean(axis=0)
        if l > 0:
            delta = delta @ weights[l] * sigmoid_prime(zs[l - 1])
    return nabla_W, nabla_b

#! right: the sum of single examples, divided
def backprop_batch(X, Y, weights, biases):
    total_W = [np.zeros(W.shape) for W in weights]
    total_b = [np.zeros(b.shape) for b in biases]
    for k in range(len(X)):
        nabla_W, nabla_b = one(X[k], Y[k], weights, biases)
        for l in range(len(weights)):
            total_W[l] += nabla_W[l]
            total_b[l] += nabla_b[l]
    return [g / len(X) for g in total_W], [g / len(X) for g in total_b]

#! right: the mean of single examples with the helper of the course
def backprop_batch(X, Y, weights, biases):
    each = [mlp.backprop(x, y, weights, biases) for x, y in zip(X, Y)]
    nabla_W = [np.mean(gs, axis=0) for gs in zip(*(e[0] for e in each))]
    nabla_b = [np.mean(gs, axis=0) for gs in zip(*(e[1] for e in each))]
    return nabla_W, nabla_b

#! right: 1/n in delta, tuples
def backprop_batch(X, Y, weights, biases):
    zs, activations = forward(X, weights, biases)
    delta = mlp.sigmoid_prime(zs[-1]) * (activations[-1] - Y) * (2 / len(X))
    nW, nb = (), ()
    for l in range(len(weights) - 1, -1, -1):
        nW, nb = (delta.T @ activations[l], *nW), (delta.sum(axis=0), *nb)
        delta = (delta @ weights[l]) * activations[l] * (1 - activations[l])
    return nW, nb

#! right: einsum
def backprop_batch(X, Y, weights, biases):
    zs, activations = forward(X, weights, biases)
    n = X.shape[0]
    delta = 2 * (activations[-1] - Y) * sigmoid_prime(zs[-1])
    nW, nb = [], []
    for l in range(len(weights) - 1, -1, -1):
        nW.insert(0, np.einsum("nj,nk->jk", delta, activations[l]) / n)
        nb.insert(0, np.einsum("nj->j", delta) / n)
        if l:
            delta = np.einsum("nj,jk->nk", delta, weights[l]) * sigmoid_prime(zs[l - 1])
    return nW, nb

#! right: examples as columns inside
def backprop_batch(X, Y, weights, biases):
    A = [X.T]
    for W, b in zip(weights, biases):
        A.append(sigmoid(W @ A[-1] + b[:, None]))
    D = 2 * (A[-1] - Y.T) * A[-1] * (1 - A[-1])
    nW, nb = [None] * len(weights), [None] * len(weights)
    for l in range(len(weights) - 1, -1, -1):
        nW[l] = D @ A[l].T / X.shape[0]
        nb[l] = D.mean(axis=1)
        D = weights[l].T @ D * A[l] * (1 - A[l])
    return nW, nb

#! right: in two halves, weighted
def backprop_batch(X, Y, weights, biases):
    n = len(X)
    if n == 1:
        return one(X[0], Y[0], weights, biases)
    h = n // 2
    first = backprop_batch(X[:h], Y[:h], weights, biases)
    rest = backprop_batch(X[h:], Y[h:], weights, biases)
    return [
        [(h * a + (n - h) * b) / n for a, b in zip(p, q)] for p, q in zip(first, rest)
    ]
