def deal(n, batch_size, rng):
    order = rng.permutation(n)
    return [order[k:k + batch_size] for k in range(0, n, batch_size)]


def step(weights, biases, nabla_W, nabla_b, learning_rate):
    return (
        [W - learning_rate * g for W, g in zip(weights, nabla_W)],
        [b - learning_rate * g for b, g in zip(biases, nabla_b)],
    )

#! wrong not-attempted: nothing written yet
def sgd_epoch(X, Y, weights, biases, batch_size, learning_rate, gradient, rng):
    raise NotImplementedError()

#! wrong calls-unwritten: a helper that is not written yet
def my_step(weights, biases, nabla_W, nabla_b, learning_rate):
    raise NotImplementedError()

def sgd_epoch(X, Y, weights, biases, batch_size, learning_rate, gradient, rng):
    for batch in deal(len(X), batch_size, rng):
        nabla_W, nabla_b = gradient(X[batch], Y[batch], weights, biases)
        weights, biases = my_step(weights, biases, nabla_W, nabla_b, learning_rate)
    return weights, biases

#! wrong full-batch-step: one step with all examples
def sgd_epoch(X, Y, weights, biases, batch_size, learning_rate, gradient, rng):
    nabla_W, nabla_b = gradient(X, Y, weights, biases)
    return step(weights, biases, nabla_W, nabla_b, learning_rate)

#! wrong full-batch-step: as many steps, each with all examples
def sgd_epoch(X, Y, weights, biases, batch_size, learning_rate, gradient, rng):
    for batch in deal(len(X), batch_size, rng):
        nabla_W, nabla_b = gradient(X, Y, weights, biases)
        weights, biases = step(weights, biases, nabla_W, nabla_b, learning_rate)
    return weights, biases

#! wrong last-batch-dropped: drops the smaller last batch
def sgd_epoch(X, Y, weights, biases, batch_size, learning_rate, gradient, rng):
    order = rng.permutation(len(X))
    for k in range(len(X) // batch_size):
        batch = order[k * batch_size:(k + 1) * batch_size]
        nabla_W, nabla_b = gradient(X[batch], Y[batch], weights, biases)
        weights, biases = step(weights, biases, nabla_W, nabla_b, learning_rate)
    return weights, biases

#! wrong pairs-broken: shuffles X but not Y
def sgd_epoch(X, Y, weights, biases, batch_size, learning_rate, gradient, rng):
    X = rng.permutation(X)
    for k in range(0, len(X), batch_size):
        nabla_W, nabla_b = gradient(X[k:k + batch_size], Y[k:k + batch_size], weights, biases)
        weights, biases = step(weights, biases, nabla_W, nabla_b, learning_rate)
    return weights, biases

#! wrong pairs-broken: shuffles X in place but not Y
def sgd_epoch(X, Y, weights, biases, batch_size, learning_rate, gradient, rng):
    rng.shuffle(X)
    for k in range(0, len(X), batch_size):
        nabla_W, nabla_b = gradient(X[k:k + batch_size], Y[k:k + batch_size], weights, biases)
        weights, biases = step(weights, biases, nabla_W, nabla_b, learning_rate)
    return weights, biases

#! wrong pairs-broken: shuffles X and Y independently
def sgd_epoch(X, Y, weights, biases, batch_size, learning_rate, gradient, rng):
    X, Y = rng.permutation(X), rng.permutation(Y)
    for k in range(0, len(X), batch_size):
        nabla_W, nabla_b = gradient(X[k:k + batch_size], Y[k:k + batch_size], weights, biases)
        weights, biases = step(weights, biases, nabla_W, nabla_b, learning_rate)
    return weights, biases

#! wrong pairs-broken: the batch for X, the next rows for Y
def sgd_epoch(X, Y, weights, biases, batch_size, learning_rate, gradient, rng):
    start = 0
    for batch in deal(len(X), batch_size, rng):
        end = start + len(batch)
        nabla_W, nabla_b = gradient(X[batch], Y[start:end], weights, biases)
        weights, biases = step(weights, biases, nabla_W, nabla_b, learning_rate)
        start = end
    return weights, biases

#! wrong not-shuffled: no shuffle
def sgd_epoch(X, Y, weights, biases, batch_size, learning_rate, gradient, rng):
    for k in range(0, len(X), batch_size):
        nabla_W, nabla_b = gradient(X[k:k + batch_size], Y[k:k + batch_size], weights, biases)
        weights, biases = step(weights, biases, nabla_W, nabla_b, learning_rate)
    return weights, biases

#! wrong not-shuffled: only the batches
def sgd_epoch(X, Y, weights, biases, batch_size, learning_rate, gradient, rng):
    full = [np.arange(k, k + batch_size) for k in range(0, len(X) - batch_size + 1, batch_size)]
    rng.shuffle(full)
    rest = len(X) % batch_size
    for batch in [*full, np.arange(len(X) - rest, len(X))] if rest else full:
        nabla_W, nabla_b = gradient(X[batch], Y[batch], weights, biases)
        weights, biases = step(weights, biases, nabla_W, nabla_b, learning_rate)
    return weights, biases

#! wrong same-order-each-call: a fixed seed inside
def sgd_epoch(X, Y, weights, biases, batch_size, learning_rate, gradient, rng):
    for batch in deal(len(X), batch_size, np.random.default_rng(1)):
        nabla_W, nabla_b = gradient(X[batch], Y[batch], weights, biases)
        weights, biases = step(weights, biases, nabla_W, nabla_b, learning_rate)
    return weights, biases

#! wrong generator-ignored: the global random numbers
def sgd_epoch(X, Y, weights, biases, batch_size, learning_rate, gradient, rng):
    order = np.random.permutation(len(X))
    for k in range(0, len(X), batch_size):
        batch = order[k:k + batch_size]
        nabla_W, nabla_b = gradient(X[batch], Y[batch], weights, biases)
        weights, biases = step(weights, biases, nabla_W, nabla_b, learning_rate)
    return weights, biases

#! wrong gradient-not-renewed: the gradients of all batches at the first weights
def sgd_epoch(X, Y, weights, biases, batch_size, learning_rate, gradient, rng):
    first = weights, biases
    for batch in deal(len(X), batch_size, rng):
        nabla_W, nabla_b = gradient(X[batch], Y[batch], *first)
        weights, biases = step(weights, biases, nabla_W, nabla_b, learning_rate)
    return weights, biases

#! wrong gradient-not-renewed: collects all gradients, then steps
def sgd_epoch(X, Y, weights, biases, batch_size, learning_rate, gradient, rng):
    found = [gradient(X[batch], Y[batch], weights, biases) for batch in deal(len(X), batch_size, rng)]
    for nabla_W, nabla_b in found:
        weights, biases = step(weights, biases, nabla_W, nabla_b, learning_rate)
    return weights, biases

#! wrong gradient-ascent: steps up the cost
def sgd_epoch(X, Y, weights, biases, batch_size, learning_rate, gradient, rng):
    for batch in deal(len(X), batch_size, rng):
        nabla_W, nabla_b = gradient(X[batch], Y[batch], weights, biases)
        weights, biases = step(weights, biases, nabla_W, nabla_b, -learning_rate)
    return weights, biases

#! wrong mutates-input: changes the caller's arrays
def sgd_epoch(X, Y, weights, biases, batch_size, learning_rate, gradient, rng):
    for batch in deal(len(X), batch_size, rng):
        nabla_W, nabla_b = gradient(X[batch], Y[batch], weights, biases)
        for l in range(len(weights)):
            weights[l] -= learning_rate * nabla_W[l]
            biases[l] -= learning_rate * nabla_b[l]
    return weights, biases

#! wrong mutates-input: shuffles the caller's X and Y alike
def sgd_epoch(X, Y, weights, biases, batch_size, learning_rate, gradient, rng):
    order = rng.permutation(len(X))
    X[:], Y[:] = X[order], Y[order]
    for k in range(0, len(X), batch_size):
        nabla_W, nabla_b = gradient(X[k:k + batch_size], Y[k:k + batch_size], weights, biases)
        weights, biases = step(weights, biases, nabla_W, nabla_b, learning_rate)
    return weights, biases

#! wrong biases-not-updated: only the weights
def sgd_epoch(X, Y, weights, biases, batch_size, learning_rate, gradient, rng):
    for batch in deal(len(X), batch_size, rng):
        nabla_W, nabla_b = gradient(X[batch], Y[batch], weights, biases)
        weights, _ = step(weights, biases, nabla_W, nabla_b, learning_rate)
    return weights, biases

#! wrong calls-the-reference: calls the reference in mlp
def sgd_epoch(X, Y, weights, biases, batch_size, learning_rate, gradient, rng):
    return mlp.sgd_epoch(X, Y, weights, biases, batch_size, learning_rate, gradient, rng)

#! wrong calls-the-reference: mlp.sgd for one epoch
def sgd_epoch(X, Y, weights, biases, batch_size, learning_rate, gradient, rng):
    return mlp.sgd(X, Y, weights, biases, epochs=1, batch_size=batch_size,
                   learning_rate=learning_rate, rng=rng, gradient=gradient)

#! wrong learning-rate-left-out: steps by the whole gradient
def sgd_epoch(X, Y, weights, biases, batch_size, learning_rate, gradient, rng):
    for batch in deal(len(X), batch_size, rng):
        nabla_W, nabla_b = gradient(X[batch], Y[batch], weights, biases)
        weights, biases = step(weights, biases, nabla_W, nabla_b, 1)
    return weights, biases

#! wrong divided-by-wrong-count: divides the mean by the batch size
def sgd_epoch(X, Y, weights, biases, batch_size, learning_rate, gradient, rng):
    for batch in deal(len(X), batch_size, rng):
        nabla_W, nabla_b = gradient(X[batch], Y[batch], weights, biases)
        weights, biases = step(weights, biases, nabla_W, nabla_b, learning_rate / len(batch))
    return weights, biases

#! wrong early-return: the return stands inside the loop
def sgd_epoch(X, Y, weights, biases, batch_size, learning_rate, gradient, rng):
    for batch in deal(len(X), batch_size, rng):
        nabla_W, nabla_b = gradient(X[batch], Y[batch], weights, biases)
        weights, biases = step(weights, biases, nabla_W, nabla_b, learning_rate)
        return weights, biases

#! wrong with-replacement: random batches
def sgd_epoch(X, Y, weights, biases, batch_size, learning_rate, gradient, rng):
    for k in range(0, len(X), batch_size):
        batch = rng.integers(0, len(X), min(batch_size, len(X) - k))
        nabla_W, nabla_b = gradient(X[batch], Y[batch], weights, biases)
        weights, biases = step(weights, biases, nabla_W, nabla_b, learning_rate)
    return weights, biases

#! wrong batches-of-one: each example on its own
def sgd_epoch(X, Y, weights, biases, batch_size, learning_rate, gradient, rng):
    for k in rng.permutation(len(X)):
        nabla_W, nabla_b = gradient(X[k:k + 1], Y[k:k + 1], weights, biases)
        weights, biases = step(weights, biases, nabla_W, nabla_b, learning_rate)
    return weights, biases

#! wrong parts-swapped: biases first
def sgd_epoch(X, Y, weights, biases, batch_size, learning_rate, gradient, rng):
    for batch in deal(len(X), batch_size, rng):
        nabla_W, nabla_b = gradient(X[batch], Y[batch], weights, biases)
        weights, biases = step(weights, biases, nabla_W, nabla_b, learning_rate)
    return biases, weights

#! wrong not-moved: returns what came in
def sgd_epoch(X, Y, weights, biases, batch_size, learning_rate, gradient, rng):
    for batch in deal(len(X), batch_size, rng):
        nabla_W, nabla_b = gradient(X[batch], Y[batch], weights, biases)
        new = step(weights, biases, nabla_W, nabla_b, learning_rate)
    return weights, biases

#! wrong start-repeated: each step from the first weights
def sgd_epoch(X, Y, weights, biases, batch_size, learning_rate, gradient, rng):
    for batch in deal(len(X), batch_size, rng):
        nabla_W, nabla_b = gradient(X[batch], Y[batch], weights, biases)
        new_weights, new_biases = step(weights, biases, nabla_W, nabla_b, learning_rate)
    return new_weights, new_biases

#! wrong calls-the-reference: its own gradient, by a function that comes later
def sgd_epoch(X, Y, weights, biases, batch_size, learning_rate, gradient, rng):
    for batch in deal(len(X), batch_size, rng):
        nabla_W, nabla_b = mlp.backprop_batch(X[batch], Y[batch], weights, biases)
        weights, biases = step(weights, biases, nabla_W, nabla_b, learning_rate)
    return weights, biases

#! wrong keeps-state: adds the steps to a default argument
def sgd_epoch(X, Y, weights, biases, batch_size, learning_rate, gradient, rng, kept={}):
    shapes = str([W.shape for W in weights]) + str(weights[0][0, 0])
    weights, biases = kept.get(shapes, (weights, biases))
    for batch in deal(len(X), batch_size, rng):
        nabla_W, nabla_b = gradient(X[batch], Y[batch], weights, biases)
        weights, biases = step(weights, biases, nabla_W, nabla_b, learning_rate)
    kept[shapes] = weights, biases
    return weights, biases

#! wrong -: the learning rate shrinks from step to step
def sgd_epoch(X, Y, weights, biases, batch_size, learning_rate, gradient, rng):
    for batch in deal(len(X), batch_size, rng):
        nabla_W, nabla_b = gradient(X[batch], Y[batch], weights, biases)
        weights, biases = step(weights, biases, nabla_W, nabla_b, learning_rate)
        learning_rate *= 0.9
    return weights, biases

#! wrong -: two epochs
def sgd_epoch(X, Y, weights, biases, batch_size, learning_rate, gradient, rng):
    for batch in deal(len(X), batch_size, rng) + deal(len(X), batch_size, rng):
        nabla_W, nabla_b = gradient(X[batch], Y[batch], weights, biases)
        weights, biases = step(weights, biases, nabla_W, nabla_b, learning_rate)
    return weights, biases

#! right: with mini-batches and steps
def sgd_epoch(X, Y, weights, biases, batch_size, learning_rate, gradient, rng):
    for batch in deal(len(X), batch_size, rng):
        nabla_W, nabla_b = gradient(X[batch], Y[batch], weights, biases)
        weights, biases = step(weights, biases, nabla_W, nabla_b, learning_rate)
    return weights, biases

#! right: with the helpers of the course
def sgd_epoch(X, Y, weights, biases, batch_size, learning_rate, gradient, rng):
    for batch in mlp.minibatches(len(X), batch_size, rng):
        nabla = gradient(X[batch], Y[batch], weights, biases)
        weights, biases = mlp.sgd_step(weights, biases, *nabla, learning_rate)
    return weights, biases

#! right: in place on copies of all arrays, X and Y shuffled alike
def sgd_epoch(X, Y, weights, biases, batch_size, learning_rate, gradient, rng):
    order = rng.permutation(len(X))
    X, Y = X[order], Y[order]
    weights, biases = [W.copy() for W in weights], [b.copy() for b in biases]
    for k in range(0, len(X), batch_size):
        nabla_W, nabla_b = gradient(X[k:k + batch_size], Y[k:k + batch_size], weights, biases)
        for l in range(len(weights)):
            weights[l] -= learning_rate * nabla_W[l]
            biases[l] -= learning_rate * nabla_b[l]
    return weights, biases

#! right: shuffles pairs
def sgd_epoch(X, Y, weights, biases, batch_size, learning_rate, gradient, rng):
    order = list(range(len(X)))
    rng.shuffle(order)
    pairs = [(X[i], Y[i]) for i in order]
    while pairs:
        batch, pairs = pairs[:batch_size], pairs[batch_size:]
        nabla_W, nabla_b = gradient([x for x, y in batch], [y for x, y in batch], weights, biases)
        weights = tuple(W - learning_rate * g for W, g in zip(weights, nabla_W))
        biases = tuple(b - learning_rate * g for b, g in zip(biases, nabla_b))
    return weights, biases

#! right: asks gradient twice
def sgd_epoch(X, Y, weights, biases, batch_size, learning_rate, gradient, rng):
    for batch in deal(len(X), batch_size, rng):
        x, y = X[batch], Y[batch]
        new_weights = [
            W - learning_rate * g for W, g in zip(weights, gradient(x, y, weights, biases)[0])
        ]
        biases = [b - learning_rate * g for b, g in zip(biases, gradient(x, y, weights, biases)[1])]
        weights = new_weights
    return [weights, biases]

#! right: asks for each example and averages
def sgd_epoch(X, Y, weights, biases, batch_size, learning_rate, gradient, rng):
    for batch in deal(len(X), batch_size, rng):
        each = [gradient(X[[k]], Y[[k]], weights, biases) for k in batch]
        nabla_W = mlp.average_nudges([e[0] for e in each])
        nabla_b = mlp.average_nudges([e[1] for e in each])
        weights, biases = step(weights, biases, nabla_W, nabla_b, learning_rate)
    return weights, biases

#! right: recursion over the batches
def sgd_epoch(X, Y, weights, biases, batch_size, learning_rate, gradient, rng):
    def go(order, weights, biases):
        if len(order) == 0:
            return weights, biases
        batch, rest = order[:batch_size], order[batch_size:]
        nabla_W, nabla_b = gradient(X[batch], Y[batch], weights, biases)
        return go(rest, *step(weights, biases, nabla_W, nabla_b, learning_rate))
    return go(np.argsort(rng.random(len(X))), weights, biases)

#! right: looks at the whole gradient too, to report it
def sgd_epoch(X, Y, weights, biases, batch_size, learning_rate, gradient, rng):
    for batch in deal(len(X), batch_size, rng):
        nabla_W, nabla_b = gradient(X[batch], Y[batch], weights, biases)
        weights, biases = step(weights, biases, nabla_W, nabla_b, learning_rate)
    print("length of the gradient:", np.linalg.norm(gradient(X, Y, weights, biases)[1][-1]))
    return weights, biases

#! right: looks at the whole gradient before and at each step
def sgd_epoch(X, Y, weights, biases, batch_size, learning_rate, gradient, rng):
    lengths = []
    for batch in deal(len(X), batch_size, rng):
        nabla_W, nabla_b = gradient(X[batch], Y[batch], weights, biases)
        lengths.append(np.linalg.norm(gradient(X, Y, weights, biases)[1][-1]))
        weights, biases = step(weights, biases, nabla_W, nabla_b, learning_rate)
    return weights, biases

#! wrong wrong-value: a step of the weights is divided by their number of rows, and a gradient is printed
def sgd_epoch(X, Y, weights, biases, batch_size, learning_rate, gradient, rng):
    order = rng.permutation(len(X))
    for k in range(0, len(X), batch_size):
        batch = order[k : k + batch_size]
        nabla_W, nabla_b = gradient(X[batch], Y[batch], weights, biases)
        weights = [W - learning_rate / len(g) * g for W, g in zip(weights, nabla_W)]
        biases = [b - learning_rate * g for b, g in zip(biases, nabla_b)]
    print("length:", np.linalg.norm(gradient(X, Y, weights, biases)[1][-1]))
    return weights, biases
