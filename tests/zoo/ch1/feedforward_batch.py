#! wrong not-attempted: nothing written yet
def feedforward_batch(X, weights, biases):
    raise NotImplementedError()

#! wrong bias-left-out: forgot the biases
def feedforward_batch(X, weights, biases):
    A = X
    for W in weights:
        A = sigmoid(A @ W.T)
    return A

#! wrong weights-transposed: rows times the weights as they are
def feedforward_batch(X, weights, biases):
    for W, b in zip(weights, biases):
        X = sigmoid(X @ W + b)
    return X

#! wrong examples-as-columns: the weights times the rows
def feedforward_batch(X, weights, biases):
    for W, b in zip(weights, biases):
        X = sigmoid(W @ X + b)
    return X

#! wrong examples-as-columns: the weights times the rows, biases as columns
def feedforward_batch(X, weights, biases):
    for W, b in zip(weights, biases):
        X = sigmoid(W @ X + b[:, None])
    return X

#! wrong wrong-shape: one column an example, not transposed back
def feedforward_batch(X, weights, biases):
    A = X.T
    for W, b in zip(weights, biases):
        A = sigmoid(W @ A + b[:, None])
    return A

#! wrong batch-of-one: squeezes a batch of one
def feedforward_batch(X, weights, biases):
    for W, b in zip(weights, biases):
        X = sigmoid(X @ W.T + b)
    return X.squeeze()

#! wrong batch-of-one: returns a vector for one example
def feedforward_batch(X, weights, biases):
    for W, b in zip(weights, biases):
        X = sigmoid(X @ W.T + b)
    return X[0] if len(X) == 1 else X

#! wrong batch-of-one: fails for a batch of one
def feedforward_batch(X, weights, biases):
    A = np.squeeze(X)
    rows = []
    for a in A:
        for W, b in zip(weights, biases):
            a = sigmoid(W @ a + b)
        rows.append(a)
    return np.array(rows)

#! wrong only-first-example: only the first row
def feedforward_batch(X, weights, biases):
    a = X[0]
    for W, b in zip(weights, biases):
        a = sigmoid(W @ a + b)
    return a

#! wrong only-first-example: the return stands inside the loop
def feedforward_batch(X, weights, biases):
    rows = []
    for x in X:
        for W, b in zip(weights, biases):
            x = sigmoid(W @ x + b)
        rows.append(x)
        return np.array(rows)

#! wrong only-last-example: overwrites
def feedforward_batch(X, weights, biases):
    for x in X:
        for W, b in zip(weights, biases):
            x = sigmoid(W @ x + b)
    return x

#! wrong mean-not-rows: the mean over the batch
def feedforward_batch(X, weights, biases):
    for W, b in zip(weights, biases):
        X = sigmoid(X @ W.T + b)
    return X.mean(axis=0)

#! wrong mean-not-rows: the answer to the mean example
def feedforward_batch(X, weights, biases):
    a = np.mean(X, axis=0)
    for W, b in zip(weights, biases):
        a = sigmoid(W @ a + b)
    return a

#! wrong activation-left-out: no activation function on the last layer
def feedforward_batch(X, weights, biases):
    for W, b in zip(weights[:-1], biases[:-1]):
        X = sigmoid(X @ W.T + b)
    return X @ weights[-1].T + biases[-1]

#! wrong hard-coded-depth: two layers
def feedforward_batch(X, weights, biases):
    A = sigmoid(X @ weights[0].T + biases[0])
    return sigmoid(A @ weights[1].T + biases[1])

#! wrong hard-coded-depth: three layers
def feedforward_batch(X, weights, biases):
    for l in (0, 1, 2):
        X = sigmoid(X @ weights[l].T + biases[l])
    return X

#! wrong calls-the-reference: calls the reference in mlp
def feedforward_batch(X, weights, biases):
    return mlp.feedforward_batch(X, weights, biases)

#! wrong calls-the-reference: mlp.feedforward on the whole batch
def feedforward_batch(X, weights, biases):
    return mlp.feedforward(X, weights, biases)

#! wrong bias-as-column or examples-as-columns: the biases run over the examples
def feedforward_batch(X, weights, biases):
    A = X.T
    for W, b in zip(weights, biases):
        A = sigmoid(W @ A + b)
    return A.T

#! wrong layer-left-out: skips the last layer
def feedforward_batch(X, weights, biases):
    for l in range(len(weights) - 1):
        X = sigmoid(X @ weights[l].T + biases[l])
    return X

#! wrong early-return: the return inside the loop over the layers
def feedforward_batch(X, weights, biases):
    for W, b in zip(weights, biases):
        X = sigmoid(X @ W.T + b)
        return X

#! wrong off-by-one: leaves out the last example
def feedforward_batch(X, weights, biases):
    rows = []
    for k in range(len(X) - 1):
        a = X[k]
        for W, b in zip(weights, biases):
            a = sigmoid(W @ a + b)
        rows.append(a)
    return np.array(rows).reshape(len(rows), len(biases[-1]))

#! wrong mutates-input: writes the answers into X
def feedforward_batch(X, weights, biases):
    answers = []
    for k in range(len(X)):
        a = X[k]
        for W, b in zip(weights, biases):
            a = sigmoid(W @ a + b)
        answers.append(a)
        X[k] = 0
    return answers

#! wrong keeps-state: collects the rows of all calls
rows = []
def feedforward_batch(X, weights, biases):
    for x in X:
        for W, b in zip(weights, biases):
            x = sigmoid(W @ x + b)
        rows.append(x)
    return rows

#! wrong bias-as-column or examples-as-columns: the biases as columns beside rows
def feedforward_batch(X, weights, biases):
    for W, b in zip(weights, biases):
        X = sigmoid(X @ W.T + b[:, None])
    return X

#! right: rows
def feedforward_batch(X, weights, biases):
    A = X
    for W, b in zip(weights, biases):
        A = sigmoid(A @ W.T + b)
    return A

#! right: columns inside, transposed at the end
def feedforward_batch(X, weights, biases):
    A = X.T
    for W, b in zip(weights, biases):
        A = sigmoid(W @ A + b[:, np.newaxis])
    return A.T

#! right: row by row, the function of the course
def feedforward_batch(X, weights, biases):
    return np.array([mlp.feedforward(x, weights, biases) for x in X])

#! right: row by row, a list of lists
def feedforward_batch(X, weights, biases):
    answers = []
    for a in X:
        for W, b in zip(weights, biases):
            a = sigmoid(W @ a + b)
        answers.append(list(a))
    return answers

#! right: einsum
def feedforward_batch(X, weights, biases):
    for W, b in zip(weights, biases):
        X = sigmoid(np.einsum("jk,nk->nj", W, X) + b)
    return X

#! right: np.apply_along_axis
def feedforward_batch(X, weights, biases):
    def one(a):
        for W, b in zip(weights, biases):
            a = sigmoid(W @ a + b)
        return a
    return np.apply_along_axis(one, 1, X)

#! right: filled row by row
def feedforward_batch(X, weights, biases):
    out = np.empty((len(X), len(biases[-1])))
    for k in range(X.shape[0]):
        a = X[k]
        for l in range(len(weights)):
            a = sigmoid(weights[l].dot(a) + biases[l])
        out[k] = a
    return out

#! right: recursion over the layers
def feedforward_batch(X, weights, biases):
    if len(weights) == 0:
        return X
    return feedforward_batch(sigmoid(np.inner(X, weights[0]) + biases[0]), weights[1:], biases[1:])

#! right: the bias as a column of ones
def feedforward_batch(X, weights, biases):
    A = X
    for W, b in zip(weights, biases):
        ones = np.ones((len(A), 1))
        A = sigmoid(np.hstack([A, ones]) @ np.column_stack([W, b]).T)
    return A

#! wrong activation-left-out: rows, not squashed
def feedforward_batch(X, weights, biases):
    A = X
    for W, b in zip(weights, biases):
        A = A @ W.T + b
    return A

#! wrong bias-left-out: rows without biases
def feedforward_batch(X, weights, biases):
    A = X
    for W, b in zip(weights, biases):
        A = sigmoid(A @ W.T)
    return A

#! wrong early-return: rows, return inside the loop
def feedforward_batch(X, weights, biases):
    A = X
    for W, b in zip(weights, biases):
        A = sigmoid(A @ W.T + b)
        return A

#! wrong bias-sign-wrong: rows, the biases subtracted
def feedforward_batch(X, weights, biases):
    A = X
    for W, b in zip(weights, biases):
        A = sigmoid(A @ W.T - b)
    return A

#! wrong bias-outside-activation: rows, the biases after the sigmoid
def feedforward_batch(X, weights, biases):
    A = X
    for W, b in zip(weights, biases):
        A = sigmoid(A @ W.T) + b
    return A
