def gradient(X, Y, weights, biases):
    activations = [X]
    for W, b in zip(weights, biases):
        activations.append(1 / (1 + np.exp(-(activations[-1] @ W.T + b))))
    nabla_W, nabla_b = [], []
    delta = 2 * (activations[-1] - Y) / len(X)
    for l in reversed(range(len(weights))):
        delta = delta * activations[l + 1] * (1 - activations[l + 1])
        nabla_W.insert(0, delta.T @ activations[l])
        nabla_b.insert(0, delta.sum(axis=0))
        delta = delta @ weights[l]
    return nabla_W, nabla_b


def step(weights, biases, nabla_W, nabla_b, learning_rate):
    return (
        [W - learning_rate * g for W, g in zip(weights, nabla_W)],
        [b - learning_rate * g for b, g in zip(biases, nabla_b)],
    )


def epochs_of(X, Y, weights, biases, rng, epochs, batch_size, learning_rate):
    for epoch in range(epochs):
        order = rng.permutation(len(X))
        for k in range(0, len(X), batch_size):
            rows = order[k:k + batch_size]
            nabla = gradient(X[rows], Y[rows], weights, biases)
            weights, biases = step(weights, biases, *nabla, learning_rate)
    return weights, biases

#! wrong not-attempted: nothing written yet
def train(X, Y, weights, biases, rng):
    raise NotImplementedError()

#! wrong not-trained: returns the weights as they came
def train(X, Y, weights, biases, rng):
    return weights, biases

#! wrong not-trained: copies of them
def train(X, Y, weights, biases, rng):
    return [W.copy() for W in weights], [b.copy() for b in biases]

#! wrong not-trained: trains, but returns the first
def train(X, Y, weights, biases, rng):
    epochs_of(X, Y, weights, biases, rng, 1, 50, 1.5)
    return weights, biases

#! wrong not-trained: fresh ones of its own
def train(X, Y, weights, biases, rng):
    start = mlp.initialise((784, 16, 16, 10), rng=rng)
    return start.weights, start.biases

#! wrong gradient-ascent: steps up the cost
def train(X, Y, weights, biases, rng):
    return epochs_of(X, Y, weights, biases, rng, 2, 10, -1.5)

#! wrong gradient-ascent: steps up the cost a little
def train(X, Y, weights, biases, rng):
    return epochs_of(X, Y, weights, biases, rng, 1, 50, -1e-3)

#! wrong learning-rate-too-small: a learning rate of one ten-thousandth for one epoch
def train(X, Y, weights, biases, rng):
    return epochs_of(X, Y, weights, biases, rng, 1, 10, 1e-4)

#! wrong learning-rate-too-small: one thousandth for two epochs
def train(X, Y, weights, biases, rng):
    return epochs_of(X, Y, weights, biases, rng, 2, 10, 1e-3)

#! wrong learning-rate-too-big: learning rate 1000
def train(X, Y, weights, biases, rng):
    return epochs_of(X, Y, weights, biases, rng, 1, 10, 1000)

#! wrong learning-rate-too-big: learning rate 100, one example at a time
def train(X, Y, weights, biases, rng):
    return epochs_of(X[:2000], Y[:2000], weights, biases, rng, 1, 1, 100)

#! wrong too-few-steps: one full-batch step
def train(X, Y, weights, biases, rng):
    return step(weights, biases, *gradient(X, Y, weights, biases), 1.5)

#! wrong too-few-steps: one full-batch step, a small one
def train(X, Y, weights, biases, rng):
    return step(weights, biases, *gradient(X, Y, weights, biases), 0.05)

#! wrong too-few-steps: one epoch of small steps
def train(X, Y, weights, biases, rng):
    return epochs_of(X, Y, weights, biases, rng, 1, 10, 0.2)

#! wrong too-few-steps: thirty full-batch steps
def train(X, Y, weights, biases, rng):
    return epochs_of(X, Y, weights, biases, rng, 30, 5000, 3)

#! wrong pairs-broken: shuffles X but not Y
def train(X, Y, weights, biases, rng):
    for epoch in range(3):
        X = rng.permutation(X)
        for k in range(0, len(X), 10):
            nabla = gradient(X[k:k + 10], Y[k:k + 10], weights, biases)
            weights, biases = step(weights, biases, *nabla, 1.5)
    return weights, biases

#! wrong pairs-broken: shuffles X in place but not Y
def train(X, Y, weights, biases, rng):
    rng.shuffle(X)
    return epochs_of(X, Y, weights, biases, rng, 3, 10, 1.0)

#! wrong pairs-broken: shuffles X and Y apart
def train(X, Y, weights, biases, rng):
    return epochs_of(rng.permutation(X), rng.permutation(Y), weights, biases, rng, 4, 20, 3)

#! wrong biases-not-returned: returns the weights only
def train(X, Y, weights, biases, rng):
    weights, biases = epochs_of(X, Y, weights, biases, rng, 1, 50, 1.5)
    return weights

#! wrong parts-swapped: biases first
def train(X, Y, weights, biases, rng):
    weights, biases = epochs_of(X, Y, weights, biases, rng, 1, 50, 1.5)
    return biases, weights

#! wrong mutates-input: trains the caller's arrays
def train(X, Y, weights, biases, rng):
    for epoch in range(4):
        order = rng.permutation(len(X))
        for k in range(0, len(X), 10):
            rows = order[k:k + 10]
            nabla_W, nabla_b = gradient(X[rows], Y[rows], weights, biases)
            for l in range(len(weights)):
                weights[l] -= 1.5 * nabla_W[l]
                biases[l] -= 1.5 * nabla_b[l]
    return weights, biases

#! wrong mutates-input: in place and nothing comes back
def train(X, Y, weights, biases, rng):
    for k in range(0, len(X), 50):
        nabla_W, nabla_b = gradient(X[k:k + 50], Y[k:k + 50], weights, biases)
        for l in range(len(weights)):
            weights[l] -= 1.5 * nabla_W[l]
            biases[l] -= 1.5 * nabla_b[l]

#! wrong mutates-input: takes arrays of float64 for copies
def train(X, Y, weights, biases, rng):
    weights = [np.asarray(W, dtype=float) for W in weights]
    biases = [np.asarray(b, dtype=float) for b in biases]
    for k in range(0, len(X), 50):
        nabla_W, nabla_b = gradient(X[k:k + 50], Y[k:k + 50], weights, biases)
        for l in range(len(weights)):
            weights[l] -= 1.5 * nabla_W[l]
            biases[l] -= 1.5 * nabla_b[l]
    return weights, biases

#! wrong calls-the-reference: calls the reference in mlp
def train(X, Y, weights, biases, rng):
    return mlp.train(X, Y, weights, biases, rng)

#! wrong calls-the-reference: the whole training of mlp
def train(X, Y, weights, biases, rng):
    return mlp.sgd(X, Y, weights, biases, epochs=15, batch_size=10, learning_rate=1.5, rng=rng)

#! wrong argument-ignored: the book's trained network
def train(X, Y, weights, biases, rng):
    network = mlp.load_trained()
    return network.weights, network.biases

#! wrong biases-not-updated: only the weights, for a short time
def train(X, Y, weights, biases, rng):
    for k in range(0, len(X), 20):
        nabla_W, nabla_b = gradient(X[k:k + 20], Y[k:k + 20], weights, biases)
        weights, _ = step(weights, biases, nabla_W, nabla_b, 0.3)
    return weights, biases

#! wrong returns-nothing: no return
def train(X, Y, weights, biases, rng):
    weights, biases = epochs_of(X, Y, weights, biases, rng, 1, 50, 1.5)

#! wrong wrong-shape: a smaller network
def train(X, Y, weights, biases, rng):
    start = mlp.initialise((784, 12, 10), rng=rng)
    return start.weights, start.biases

#! wrong raises: a name that is not there
def train(X, Y, weights, biases, rng):
    return epochs_of(X, Y, weights, biases, generator, 1, 50, 1.5)

#! right: mini-batches, learning rate 1.5
def train(X, Y, weights, biases, rng):
    return epochs_of(X, Y, weights, biases, rng, 15, 10, 1.5)

#! right: a learning rate that falls, the helpers of the course
def train(X, Y, weights, biases, rng):
    learning_rate = 2.0
    for epoch in range(12):
        for rows in mlp.minibatches(len(X), 10, rng):
            nabla = mlp.backprop_batch(X[rows], Y[rows], weights, biases)
            weights, biases = mlp.sgd_step(weights, biases, *nabla, learning_rate)
        learning_rate *= 0.85
    return weights, biases

#! right: epochs of the course, some digits kept aside to choose the best
def train(X, Y, weights, biases, rng):
    best, kept = 0, slice(0, 500)
    for epoch in range(16):
        weights, biases = mlp.sgd_epoch(
            X[500:], Y[500:], weights, biases, 10, 1.5 * 0.9 ** epoch, mlp.backprop_batch, rng)
        score = mlp.accuracy(X[kept], Y[kept].argmax(axis=1), weights, biases)
        if score > best:
            best, answer = score, (weights, biases)
    return answer

#! right: its own start, in place on its own arrays, momentum
def train(X, Y, weights, biases, rng):
    weights = [rng.normal(0, 1 / np.sqrt(W.shape[1]), W.shape) for W in weights]
    biases = [np.zeros(len(W)) for W in weights]
    speed = [np.zeros(p.shape) for p in weights + biases]
    for epoch in range(15):
        order = rng.permutation(len(X))
        for k in range(0, len(X), 10):
            rows = order[k:k + 10]
            nabla_W, nabla_b = gradient(X[rows], Y[rows], weights, biases)
            for p, v, g in zip(weights + biases, speed, nabla_W + nabla_b):
                v *= 0.8
                v -= 0.3 * 0.9 ** epoch * g
                p += v
    return weights, biases

#! right: copies, then in place; tuples come back
def train(X, Y, weights, biases, rng):
    weights, biases = [W.copy() for W in weights], [b.copy() for b in biases]
    for epoch in range(15):
        order = np.argsort(rng.random(len(X)))
        for k in range(0, len(X), 16):
            rows = order[k:k + 16]
            nabla_W, nabla_b = gradient(X[rows], Y[rows], weights, biases)
            for l in range(3):
                weights[l] -= 2.5 * 0.93 ** epoch * nabla_W[l]
                biases[l] -= 2.5 * 0.93 ** epoch * nabla_b[l]
    return tuple(weights), tuple(biases)
