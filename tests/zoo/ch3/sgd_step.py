#! wrong not-attempted: nothing written yet
def sgd_step(weights, biases, nabla_W, nabla_b, learning_rate):
    raise NotImplementedError()

#! wrong gradient-ascent: steps up the cost
def sgd_step(weights, biases, nabla_W, nabla_b, learning_rate):
    return (
        [W + learning_rate * g for W, g in zip(weights, nabla_W)],
        [b + learning_rate * g for b, g in zip(biases, nabla_b)],
    )

#! wrong gradient-ascent: only with the biases
def sgd_step(weights, biases, nabla_W, nabla_b, learning_rate):
    return (
        [W - learning_rate * g for W, g in zip(weights, nabla_W)],
        [b + learning_rate * g for b, g in zip(biases, nabla_b)],
    )

#! wrong learning-rate-left-out: forgot the learning rate
def sgd_step(weights, biases, nabla_W, nabla_b, learning_rate):
    return [W - g for W, g in zip(weights, nabla_W)], [b - g for b, g in zip(biases, nabla_b)]

#! wrong mutates-input: subtracts in place from the caller's arrays
def sgd_step(weights, biases, nabla_W, nabla_b, learning_rate):
    for W, g in zip(weights, nabla_W):
        W -= learning_rate * g
    for b, g in zip(biases, nabla_b):
        b -= learning_rate * g
    return weights, biases

#! wrong mutates-input: puts new arrays in the caller's lists
def sgd_step(weights, biases, nabla_W, nabla_b, learning_rate):
    for l in range(len(weights)):
        weights[l] = weights[l] - learning_rate * nabla_W[l]
        biases[l] = biases[l] - learning_rate * nabla_b[l]
    return weights, biases

#! wrong mutates-input: a copy of the lists, not of the arrays
def sgd_step(weights, biases, nabla_W, nabla_b, learning_rate):
    weights, biases = weights.copy(), list(biases)
    for l in range(len(weights)):
        weights[l] -= learning_rate * nabla_W[l]
        biases[l] -= learning_rate * nabla_b[l]
    return weights, biases

#! wrong mutates-input: scales the gradient
def sgd_step(weights, biases, nabla_W, nabla_b, learning_rate):
    for g in nabla_W + nabla_b:
        g *= learning_rate
    return [W - g for W, g in zip(weights, nabla_W)], [b - g for b, g in zip(biases, nabla_b)]

#! wrong biases-not-updated: only the weights
def sgd_step(weights, biases, nabla_W, nabla_b, learning_rate):
    return [W - learning_rate * g for W, g in zip(weights, nabla_W)], biases

#! wrong weights-not-updated: only the biases
def sgd_step(weights, biases, nabla_W, nabla_b, learning_rate):
    return weights, [b - learning_rate * g for b, g in zip(biases, nabla_b)]

#! wrong parts-swapped: biases first
def sgd_step(weights, biases, nabla_W, nabla_b, learning_rate):
    return (
        [b - learning_rate * g for b, g in zip(biases, nabla_b)],
        [W - learning_rate * g for W, g in zip(weights, nabla_W)],
    )

#! wrong layer-left-out: only the last layer
def sgd_step(weights, biases, nabla_W, nabla_b, learning_rate):
    weights, biases = list(weights), list(biases)
    weights[-1] = weights[-1] - learning_rate * nabla_W[-1]
    biases[-1] = biases[-1] - learning_rate * nabla_b[-1]
    return weights, biases

#! wrong layer-left-out: not the first layer
def sgd_step(weights, biases, nabla_W, nabla_b, learning_rate):
    weights, biases = list(weights), list(biases)
    for l in range(1, len(weights)):
        weights[l] = weights[l] - learning_rate * nabla_W[l]
        biases[l] = biases[l] - learning_rate * nabla_b[l]
    return weights, biases

#! wrong layer-left-out: not the last layer
def sgd_step(weights, biases, nabla_W, nabla_b, learning_rate):
    weights, biases = list(weights), list(biases)
    for l in range(len(weights) - 1):
        weights[l] = weights[l] - learning_rate * nabla_W[l]
        biases[l] = biases[l] - learning_rate * nabla_b[l]
    return weights, biases

#! wrong layer-left-out: the return stands inside the loop
def sgd_step(weights, biases, nabla_W, nabla_b, learning_rate):
    new_W, new_b = [], []
    for W, b, gW, gb in zip(weights, biases, nabla_W, nabla_b):
        new_W.append(W - learning_rate * gW)
        new_b.append(b - learning_rate * gb)
        return new_W, new_b

#! wrong step-not-result: returns only the steps
def sgd_step(weights, biases, nabla_W, nabla_b, learning_rate):
    return [learning_rate * g for g in nabla_W], [learning_rate * g for g in nabla_b]

#! wrong calls-the-reference: calls the reference in mlp
def sgd_step(weights, biases, nabla_W, nabla_b, learning_rate):
    return mlp.sgd_step(weights, biases, nabla_W, nabla_b, learning_rate)

#! wrong division-not-product: divides by the learning rate
def sgd_step(weights, biases, nabla_W, nabla_b, learning_rate):
    return (
        [W - g / learning_rate for W, g in zip(weights, nabla_W)],
        [b - g / learning_rate for b, g in zip(biases, nabla_b)],
    )

#! wrong returns-nothing: in place on copies, but no return
def sgd_step(weights, biases, nabla_W, nabla_b, learning_rate):
    weights = [W - learning_rate * g for W, g in zip(weights, nabla_W)]
    biases = [b - learning_rate * g for b, g in zip(biases, nabla_b)]

#! wrong biases-not-returned: only one list comes back
def sgd_step(weights, biases, nabla_W, nabla_b, learning_rate):
    return [W - learning_rate * g for W, g in zip(weights, nabla_W)]

#! wrong hard-coded-depth: three layers
def sgd_step(weights, biases, nabla_W, nabla_b, learning_rate):
    return (
        [weights[l] - learning_rate * nabla_W[l] for l in range(3)],
        [biases[l] - learning_rate * nabla_b[l] for l in range(3)],
    )

#! wrong keeps-state: collects in default arguments
def sgd_step(weights, biases, nabla_W, nabla_b, learning_rate, new_W=[], new_b=[]):
    for W, b, gW, gb in zip(weights, biases, nabla_W, nabla_b):
        new_W.append(W - learning_rate * gW)
        new_b.append(b - learning_rate * gb)
    return new_W, new_b

#! right: two list comprehensions
def sgd_step(weights, biases, nabla_W, nabla_b, learning_rate):
    return (
        [W - learning_rate * g for W, g in zip(weights, nabla_W)],
        [b - learning_rate * g for b, g in zip(biases, nabla_b)],
    )

#! right: an index loop with new lists
def sgd_step(weights, biases, nabla_W, nabla_b, learning_rate):
    new_weights, new_biases = [], []
    for l in range(len(weights)):
        new_weights.append(weights[l] - learning_rate * nabla_W[l])
        new_biases.append(biases[l] - learning_rate * nabla_b[l])
    return new_weights, new_biases

#! right: in place on copies of all arrays
def sgd_step(weights, biases, nabla_W, nabla_b, learning_rate):
    weights = [W.copy() for W in weights]
    biases = [b.copy() for b in biases]
    for l in range(len(weights)):
        weights[l] -= learning_rate * nabla_W[l]
        biases[l] -= learning_rate * nabla_b[l]
    return weights, biases

#! right: with the step of chapter 2
def sgd_step(weights, biases, nabla_W, nabla_b, learning_rate):
    def step(parts, nablas):
        return [mlp.gradient_step(p, g, learning_rate) for p, g in zip(parts, nablas)]
    return [step(weights, nabla_W), step(biases, nabla_b)]

#! right: tuples, entry by entry
def sgd_step(weights, biases, nabla_W, nabla_b, learning_rate):
    weights = [np.array(W, float) for W in weights]
    biases = [np.array(b, float) for b in biases]
    for W, g in zip(weights, nabla_W):
        for i in np.ndindex(W.shape):
            W[i] = W[i] - learning_rate * g[i]
    for b, g in zip(biases, nabla_b):
        for j in range(len(b)):
            b[j] += -learning_rate * g[j]
    return tuple(weights), tuple(biases)

#! right: restores what it changed
def sgd_step(weights, biases, nabla_W, nabla_b, learning_rate):
    both = [[p + 0.0 for p in weights], [p + 0.0 for p in biases]]
    for parts, nablas in zip(both, (nabla_W, nabla_b)):
        for i, g in enumerate(nablas):
            parts[i] = np.subtract(parts[i], np.multiply(g, learning_rate))
    return both

#! right: two list comprehensions in a line
def sgd_step(weights, biases, nabla_W, nabla_b, learning_rate):
    return [W - learning_rate * g for W, g in zip(weights, nabla_W)], [b - learning_rate * g for b, g in zip(biases, nabla_b)]

#! right: new arrays in copies of the lists
def sgd_step(weights, biases, nabla_W, nabla_b, learning_rate):
    weights, biases = list(weights), list(biases)
    for l in range(len(weights)):
        weights[l] = weights[l] - learning_rate * nabla_W[l]
        biases[l] = biases[l] - learning_rate * nabla_b[l]
    return weights, biases
