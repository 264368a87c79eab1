#! wrong not-attempted: nothing written yet
def layer(a, W, b):
    raise NotImplementedError()

#! wrong bias-left-out: forgot the bias
def layer(a, W, b):
    return sigmoid(W @ a)

#! wrong weights-transposed: W transposed
def layer(a, W, b):
    return sigmoid(W.T @ a + b)

#! wrong weights-transposed: a first
def layer(a, W, b):
    return sigmoid(a @ W + b)

#! wrong weights-transposed: columns in a loop
def layer(a, W, b):
    return np.array([sigmoid(W[:, j] @ a + b[j]) for j in range(len(b))])

#! wrong activation-left-out: returns z
def layer(a, W, b):
    return W @ a + b

#! wrong bias-outside-activation: the bias added after the sigmoid
def layer(a, W, b):
    return sigmoid(W @ a) + b

#! wrong sum-left-out: elementwise product, one row per neuron
def layer(a, W, b):
    return sigmoid(W * a + b[:, None])

#! wrong sum-left-out: elementwise product
def layer(a, W, b):
    return sigmoid(W * a + b)

#! wrong sum-left-out: without the bias
def layer(a, W, b):
    return sigmoid(W * a)

#! wrong bias-as-column: the bias as a column makes a matrix
def layer(a, W, b):
    return sigmoid(W @ a + b.reshape(-1, 1))

#! wrong bias-as-column: the product as a column
def layer(a, W, b):
    return sigmoid(W @ a.reshape(-1, 1) + b)

#! wrong wrong-shape: a column instead of a vector
def layer(a, W, b):
    return sigmoid(W @ a[:, np.newaxis] + b[:, np.newaxis])

#! wrong wrong-shape: a row of a matrix
def layer(a, W, b):
    return sigmoid(W @ a + b)[np.newaxis]

#! wrong calls-the-reference: calls the reference in mlp
def layer(a, W, b):
    return mlp.layer(a, W, b)

#! wrong bias-sign-wrong: the bias subtracted
def layer(a, W, b):
    return sigmoid(W @ a - b)

#! wrong only-first-bias: the first bias for all
def layer(a, W, b):
    return np.array([sigmoid(row @ a + b[0]) for row in W])

#! wrong bias-once-per-input: the bias inside the sum
def layer(a, W, b):
    return np.array([sigmoid(sum(W[j] * a + b[j])) for j in range(len(b))])

#! wrong only-one-neuron: the return stands inside the loop
def layer(a, W, b):
    for row, bias in zip(W, b):
        return sigmoid(row @ a + bias)

#! wrong off-by-one: leaves out the last input
def layer(a, W, b):
    return sigmoid(W[:, :-1] @ a[:-1] + b)

#! wrong last-missing: leaves out the last neuron
def layer(a, W, b):
    return np.array([sigmoid(W[j] @ a + b[j]) for j in range(len(b) - 1)])

#! wrong mutates-input: adds the bias in the caller's array
def layer(a, W, b):
    b += W @ a
    return sigmoid(b)

#! wrong hard-coded-size: as many neurons as inputs
def layer(a, W, b):
    out = np.zeros(len(a))
    for j in range(len(a)):
        out[j] = sigmoid(W[j] @ a + b[j])
    return out

#! wrong keeps-state: appends to a default argument
def layer(a, W, b, out=[]):
    for row, bias in zip(W, b):
        out.append(sigmoid(row @ a + bias))
    return out

#! right: the formula
def layer(a, W, b):
    return sigmoid(W @ a + b)

#! right: the other way round
def layer(a, W, b):
    return sigmoid(b + np.dot(a, W.T))

#! right: neuron by neuron with the helper of the course
def layer(a, W, b):
    return np.array([mlp.neuron(a, w, bias) for w, bias in zip(W, b)])

#! right: index loops
def layer(a, W, b):
    n_out, n_in = W.shape
    out = []
    for j in range(n_out):
        z = b[j]
        for k in range(n_in):
            z += W[j, k] * a[k]
        out.append(sigmoid(z))
    return out

#! right: products summed along the rows
def layer(a, W, b):
    return sigmoid((W * a).sum(axis=1) + b)

#! right: einsum
def layer(a, W, b):
    return sigmoid(np.einsum("jk,k->j", W, a) + b)

#! right: columns inside, flat outside
def layer(a, W, b):
    return sigmoid(W @ a.reshape(-1, 1) + b.reshape(-1, 1)).ravel()

#! right: a tuple
def layer(a, W, b):
    return tuple(float(sigmoid(w @ a + c)) for w, c in zip(W, b))

#! right: in place on a copy
def layer(a, W, b):
    z = b.copy()
    z = z + W @ a
    np.negative(z, out=z)
    return 1 / (1 + np.exp(z))

#! right: the bias as one more weight
def layer(a, W, b):
    return sigmoid(np.column_stack([W, b]) @ np.append(a, 1))
