#! wrong not-attempted: nothing written yet
def feedforward(a, weights, biases):
    raise NotImplementedError()

#! wrong bias-left-out: forgot the biases
def feedforward(a, weights, biases):
    for W in weights:
        a = sigmoid(W @ a)
    return a

#! wrong weights-transposed: W transposed
def feedforward(a, weights, biases):
    for W, b in zip(weights, biases):
        a = sigmoid(W.T @ a + b)
    return a

#! wrong weights-transposed: a first
def feedforward(a, weights, biases):
    for W, b in zip(weights, biases):
        a = sigmoid(a @ W + b)
    return a

#! wrong activation-left-out: no activation function on any layer
def feedforward(a, weights, biases):
    for W, b in zip(weights, biases):
        a = W @ a + b
    return a

#! wrong activation-left-out: no activation function on the last layer
def feedforward(a, weights, biases):
    for W, b in zip(weights[:-1], biases[:-1]):
        a = sigmoid(W @ a + b)
    return weights[-1] @ a + biases[-1]

#! wrong activation-left-out: only on the last layer
def feedforward(a, weights, biases):
    for W, b in zip(weights, biases):
        z = W @ a + b
        a = z
    return sigmoid(a)

#! wrong layer-left-out: skips the last layer
def feedforward(a, weights, biases):
    for l in range(len(weights) - 1):
        a = sigmoid(weights[l] @ a + biases[l])
    return a

#! wrong layer-left-out: skips the first layer
def feedforward(a, weights, biases):
    for l in range(1, len(weights)):
        a = sigmoid(weights[l] @ a + biases[l])
    return a

#! wrong layer-left-out: skips the first layer if the shapes allow it
def feedforward(a, weights, biases):
    if weights[0].shape[0] == weights[0].shape[1]:
        weights, biases = weights[1:], biases[1:]
    for W, b in zip(weights, biases):
        a = sigmoid(W @ a + b)
    return a

#! wrong layer-left-out: skips any layer whose shape does not fit
def feedforward(a, weights, biases):
    for W, b in zip(weights[1:], biases[1:]):
        if W.shape[1] == len(a):
            a = sigmoid(W @ a + b)
    return a

#! wrong early-return: the return stands inside the loop
def feedforward(a, weights, biases):
    for W, b in zip(weights, biases):
        a = sigmoid(W @ a + b)
        return a

#! wrong input-not-passed-on: every layer is fed the input again
def feedforward(a, weights, biases):
    for W, b in zip(weights, biases):
        out = sigmoid(W @ a + b)
    return out

#! wrong wrong-bias: the bias of the layer before
def feedforward(a, weights, biases):
    for l in range(len(weights)):
        a = sigmoid(weights[l] @ a + biases[l - 1])
    return a

#! wrong wrong-bias: the bias of the layer before, the first its own
def feedforward(a, weights, biases):
    for l in range(len(weights)):
        a = sigmoid(weights[l] @ a + biases[max(l - 1, 0)])
    return a

#! wrong wrong-bias: the bias of the layer before, none for the first
def feedforward(a, weights, biases):
    for l in range(len(weights)):
        z = weights[l] @ a
        if l > 0:
            z = z + biases[l - 1]
        a = sigmoid(z)
    return a

#! wrong wrong-bias: the first bias for all
def feedforward(a, weights, biases):
    for W in weights:
        a = sigmoid(W @ a + biases[0])
    return a

#! wrong hard-coded-depth: exactly two layers
def feedforward(a, weights, biases):
    hidden = sigmoid(weights[0] @ a + biases[0])
    return sigmoid(weights[1] @ hidden + biases[1])

#! wrong hard-coded-depth: exactly three layers
def feedforward(a, weights, biases):
    W1, W2, W3 = weights
    b1, b2, b3 = biases
    return sigmoid(W3 @ sigmoid(W2 @ sigmoid(W1 @ a + b1) + b2) + b3)

#! wrong hard-coded-depth: three layers by range
def feedforward(a, weights, biases):
    for l in range(3):
        a = sigmoid(weights[l] @ a + biases[l])
    return a

#! wrong hard-coded-depth: at most two layers
def feedforward(a, weights, biases):
    a = sigmoid(weights[0] @ a + biases[0])
    if len(weights) > 1:
        a = sigmoid(weights[1] @ a + biases[1])
    return a

#! wrong keeps-state: remembers the first answer
cache = {}
def feedforward(a, weights, biases):
    if "answer" not in cache:
        for W, b in zip(weights, biases):
            a = sigmoid(W @ a + b)
        cache["answer"] = a
    return cache["answer"]

#! wrong keeps-state: remembers by the number of layers
cache = {}
def feedforward(a, weights, biases):
    if len(weights) not in cache:
        for W, b in zip(weights, biases):
            a = sigmoid(W @ a + b)
        cache[len(weights)] = a
    return cache[len(weights)]

#! wrong bias-outside-activation: the biases added after the sigmoid
def feedforward(a, weights, biases):
    for W, b in zip(weights, biases):
        a = sigmoid(W @ a) + b
    return a

#! wrong layers-reversed: from last to first
def feedforward(a, weights, biases):
    for W, b in zip(reversed(weights), reversed(biases)):
        a = sigmoid(W @ a + b)
    return a

#! wrong mutates-input: takes the layers out of the list
def feedforward(a, weights, biases):
    while weights:
        a = sigmoid(weights.pop(0) @ a + biases.pop(0))
    return a

#! wrong mutates-input: adds the bias in place
def feedforward(a, weights, biases):
    for W, b in zip(weights, biases):
        b += W @ a
        a = sigmoid(b)
    return a

#! wrong calls-the-reference: calls the reference in mlp
def feedforward(a, weights, biases):
    return mlp.feedforward(a, weights, biases)

#! wrong calls-the-reference: the batch of one
def feedforward(a, weights, biases):
    return mlp.feedforward_batch(a[np.newaxis], weights, biases)[0]

#! wrong calls-the-reference: all activations
def feedforward(a, weights, biases):
    return mlp.all_activations(a, weights, biases)[-1]

#! wrong all-layers-returned: a list of all activations
def feedforward(a, weights, biases):
    out = []
    for W, b in zip(weights, biases):
        a = sigmoid(W @ a + b)
        out.append(a)
    return out

#! wrong wrong-shape: a column at the end
def feedforward(a, weights, biases):
    a = a.reshape(-1, 1)
    for W, b in zip(weights, biases):
        a = sigmoid(W @ a + b.reshape(-1, 1))
    return a

#! wrong other-function: ReLU in all layers
def feedforward(a, weights, biases):
    for W, b in zip(weights, biases):
        a = np.maximum(0, W @ a + b)
    return a

#! right: zip
def feedforward(a, weights, biases):
    for W, b in zip(weights, biases):
        a = sigmoid(W @ a + b)
    return a

#! right: an index loop and a name for every part
def feedforward(a, weights, biases):
    activation = a
    for l in range(len(weights)):
        z = np.dot(weights[l], activation) + biases[l]
        activation = sigmoid(z)
    return activation

#! right: the layer of the course
def feedforward(a, weights, biases):
    for W, b in zip(weights, biases):
        a = mlp.layer(a, W, b)
    return a

#! right: recursion
def feedforward(a, weights, biases):
    if not weights:
        return a
    return feedforward(sigmoid(weights[0] @ a + biases[0]), weights[1:], biases[1:])

#! right: reduce
from functools import reduce
def feedforward(a, weights, biases):
    return reduce(lambda a, layer: sigmoid(layer[0] @ a + layer[1]), zip(weights, biases), a)

#! right: neuron by neuron
def feedforward(a, weights, biases):
    for W, b in zip(weights, biases):
        a = [sigmoid(sum(W[j, k] * a[k] for k in range(len(a))) + b[j]) for j in range(len(b))]
    return a

#! right: columns inside
def feedforward(a, weights, biases):
    a = np.asarray(a, float).reshape(-1, 1)
    for W, b in zip(weights, biases):
        a = sigmoid(W @ a + b[:, None])
    return a[:, 0]

#! right: keeps all activations, returns the last
def feedforward(a, weights, biases):
    activations = [a]
    for W, b in zip(weights, biases):
        activations.append(sigmoid(activations[-1] @ W.T + b))
    return activations[-1]

#! right: a while loop on copies of the lists
def feedforward(a, weights, biases):
    weights, biases = list(weights), list(biases)
    while weights:
        a = sigmoid(weights.pop(0) @ a + biases.pop(0))
    return tuple(a)
