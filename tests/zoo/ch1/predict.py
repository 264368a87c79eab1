def outputs(X, weights, biases):
    for W, b in zip(weights, biases):
        X = sigmoid(X @ W.T + b)
    return X

#! wrong not-attempted: nothing written yet
def predict(X, weights, biases):
    raise NotImplementedError()

#! wrong argmax-wrong-axis: the brightest example of each output neuron
def predict(X, weights, biases):
    return np.argmax(outputs(X, weights, biases), axis=0)

#! wrong argmax-wrong-axis: of the whole table
def predict(X, weights, biases):
    return np.argmax(outputs(X, weights, biases))

#! wrong maximum-not-argmax: the largest activation
def predict(X, weights, biases):
    return outputs(X, weights, biases).max(axis=1)

#! wrong maximum-not-argmax: of the whole table
def predict(X, weights, biases):
    return np.max(outputs(X, weights, biases))

#! wrong off-by-one: digits from 1 to 10
def predict(X, weights, biases):
    return outputs(X, weights, biases).argmax(axis=1) + 1

#! wrong thresholded: the first above one half
def predict(X, weights, biases):
    return np.argmax(outputs(X, weights, biases) > 0.5, axis=1)

#! wrong thresholded: the brightest if it is above one half, else -1
def predict(X, weights, biases):
    A = outputs(X, weights, biases)
    return np.where(A.max(axis=1) > 0.5, A.argmax(axis=1), -1)

#! wrong thresholded: rounded first
def predict(X, weights, biases):
    return np.argmax(np.round(outputs(X, weights, biases)), axis=1)

#! wrong thresholded: the last above one half in a loop
def predict(X, weights, biases):
    digits = []
    for a in outputs(X, weights, biases):
        digit = 0
        for j in range(len(a)):
            if a[j] > 0.5:
                digit = j
        digits.append(digit)
    return digits

#! wrong activations-not-digits: returns the activations
def predict(X, weights, biases):
    return outputs(X, weights, biases)

#! wrong bias-left-out: forgot the biases
def predict(X, weights, biases):
    for W in weights:
        X = sigmoid(X @ W.T)
    return X.argmax(axis=1)

#! wrong calls-the-reference: calls the reference in mlp
def predict(X, weights, biases):
    return mlp.predict(X, weights, biases)

#! wrong argmin-not-argmax: the darkest
def predict(X, weights, biases):
    return outputs(X, weights, biases).argmin(axis=1)

#! wrong wrong-shape: a column of digits
def predict(X, weights, biases):
    return outputs(X, weights, biases).argmax(axis=1).reshape(-1, 1)

#! wrong only-first-example: one digit
def predict(X, weights, biases):
    return int(np.argmax(mlp.feedforward(X[0], weights, biases)))

#! wrong batch-of-one: a bare number for one example
def predict(X, weights, biases):
    return np.squeeze(outputs(X, weights, biases).argmax(axis=1))

#! wrong one-hot-not-digits: a 1 at the brightest
def predict(X, weights, biases):
    A = outputs(X, weights, biases)
    return (A == A.max(axis=1, keepdims=True)).astype(int)

#! wrong layer-left-out: skips the last layer
def predict(X, weights, biases):
    return outputs(X, weights[:-1], biases[:-1]).argmax(axis=1)

#! wrong activation-left-out: nowhere an activation function
def predict(X, weights, biases):
    for W, b in zip(weights, biases):
        X = X @ W.T + b
    return X.argmax(axis=1)

#! wrong weights-transposed: not transposed
def predict(X, weights, biases):
    for W, b in zip(weights, biases):
        X = sigmoid(X @ W + b)
    return X.argmax(axis=1)

#! wrong off-by-one: ten digits counted as nine
def predict(X, weights, biases):
    return outputs(X, weights, biases)[:, :9].argmax(axis=1)

#! wrong hard-coded-depth: three layers
def predict(X, weights, biases):
    A = sigmoid(X @ weights[0].T + biases[0])
    A = sigmoid(A @ weights[1].T + biases[1])
    A = sigmoid(A @ weights[2].T + biases[2])
    return A.argmax(axis=1)

#! wrong keeps-state: a list outside
digits = []
def predict(X, weights, biases):
    for a in outputs(X, weights, biases):
        digits.append(int(np.argmax(a)))
    return digits

#! right: argmax of the rows
def predict(X, weights, biases):
    return np.argmax(outputs(X, weights, biases), axis=1)

#! right: the function of the course
def predict(X, weights, biases):
    return mlp.feedforward(X, weights, biases).argmax(axis=-1)

#! right: a list of ints
def predict(X, weights, biases):
    return [int(np.argmax(mlp.feedforward(x, weights, biases))) for x in X]

#! right: a tuple, with max and index
def predict(X, weights, biases):
    digits = []
    for row in outputs(X, weights, biases).tolist():
        digits.append(row.index(max(row)))
    return tuple(digits)

#! right: floats
def predict(X, weights, biases):
    return outputs(X, weights, biases).argmax(axis=1).astype(float)

#! right: z of the last layer will do
def predict(X, weights, biases):
    A = outputs(X, weights[:-1], biases[:-1])
    return (A @ weights[-1].T + biases[-1]).argmax(axis=1)

#! right: sorted
def predict(X, weights, biases):
    return np.argsort(outputs(X, weights, biases), axis=1)[:, -1]

#! right: two loops
def predict(X, weights, biases):
    A = mlp.feedforward_batch(X, weights, biases)
    digits = np.zeros(len(X), dtype=int)
    for k in range(len(X)):
        best = 0
        for j in range(A.shape[1]):
            if A[k, j] > A[k, best]:
                best = j
        digits[k] = best
    return digits

#! right: the batch of the course
def predict(X, weights, biases):
    return np.argmax(mlp.feedforward_batch(X, weights, biases), axis=1)

#! wrong argmax-wrong-axis: the batch of the course, down the columns
def predict(X, weights, biases):
    return np.argmax(mlp.feedforward_batch(X, weights, biases), axis=0)

#! wrong maximum-not-argmax: the batch of the course, its largest activations
def predict(X, weights, biases):
    return np.max(mlp.feedforward_batch(X, weights, biases), axis=1)

#! wrong argmin-not-argmax: the batch of the course, its darkest neurons
def predict(X, weights, biases):
    return np.argmin(mlp.feedforward_batch(X, weights, biases), axis=1)

#! wrong off-by-one: the batch of the course, digits from 1 on
def predict(X, weights, biases):
    return np.argmax(mlp.feedforward_batch(X, weights, biases), axis=1) + 1

#! wrong layer-left-out: the batch of the course, without the last layer
def predict(X, weights, biases):
    return np.argmax(mlp.feedforward_batch(X, weights[:-1], biases[:-1]), axis=1)

#! wrong argmax-wrong-axis: the batch of the course, one number for all
def predict(X, weights, biases):
    return np.argmax(mlp.feedforward_batch(X, weights, biases))

#! wrong activations-not-digits: the batch of the course as it is
def predict(X, weights, biases):
    return mlp.feedforward_batch(X, weights, biases)

#! wrong always-zero: zeros of the right shape
def predict(X, weights, biases):
    return np.zeros(len(X), dtype=int)

#! wrong hard-coded-answer: the same digit for all
def predict(X, weights, biases):
    return np.full(len(X), 3)
