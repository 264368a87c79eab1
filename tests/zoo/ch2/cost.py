#! wrong not-attempted: nothing written yet
def cost(A, Y):
    raise NotImplementedError()

#! wrong sum-not-mean: the sum over the examples
def cost(A, Y):
    return np.sum((A - Y) ** 2)

#! wrong divided-by-outputs: the mean over everything
def cost(A, Y):
    return np.mean((A - Y) ** 2)

#! wrong sum-over-wrong-axis or divided-by-outputs: divides by the columns
def cost(A, Y):
    return np.sum((A - Y) ** 2) / A.shape[1]

#! wrong factor-half-added: one half in front
def cost(A, Y):
    return np.sum((A - Y) ** 2) / (2 * len(A))

#! wrong absolute-not-square: absolute values
def cost(A, Y):
    return np.mean(np.sum(np.abs(A - Y), axis=1))

#! wrong square-of-sum: the square of the sum over the neurons
def cost(A, Y):
    return np.mean(np.sum(A - Y, axis=1) ** 2)

#! wrong root-taken: the length, not its square
def cost(A, Y):
    return np.mean(np.linalg.norm(A - Y, axis=1))

#! wrong root-taken: the root of the mean
def cost(A, Y):
    return np.sqrt(np.sum((A - Y) ** 2) / len(A))

#! wrong mean-left-out: one cost for each example
def cost(A, Y):
    return np.sum((A - Y) ** 2, axis=1)

#! wrong mean-left-out: a list
def cost(A, Y):
    return [np.sum((a - y) ** 2) for a, y in zip(A, Y)]

#! wrong sum-over-wrong-axis: one cost for each output neuron
def cost(A, Y):
    return np.mean((A - Y) ** 2, axis=0)

#! wrong sum-over-wrong-axis: added up down the columns
def cost(A, Y):
    return np.sum((A - Y) ** 2, axis=0)

#! wrong only-first-example: the return stands inside the loop
def cost(A, Y):
    total = 0
    for a, y in zip(A, Y):
        total += np.sum((a - y) ** 2)
        return total

#! wrong square-left-out: no square
def cost(A, Y):
    return np.sum(A - Y) / len(A)

#! wrong calls-the-reference: calls the reference in mlp
def cost(A, Y):
    return mlp.cost(A, Y)

#! wrong mutates-input: in place
def cost(A, Y):
    A -= Y
    return np.sum(A ** 2) / len(A)

#! wrong keeps-state: a global total
total = 0.0
def cost(A, Y):
    global total
    for a, y in zip(A, Y):
        total += np.sum((a - y) ** 2)
    return total / len(A)

#! wrong wrong-shape: keeps dimensions
def cost(A, Y):
    return np.sum((A - Y) ** 2, keepdims=True) / len(A)

#! wrong -: divides by n - 1
def cost(A, Y):
    return np.sum((A - Y) ** 2) / max(len(A) - 1, 1)

#! wrong sum-over-wrong-axis or divided-by-outputs: columns added up, then their mean
def cost(A, Y):
    return np.mean(np.sum((A - Y) ** 2, axis=0))

#! right: the mean of the sums
def cost(A, Y):
    return np.mean(np.sum((A - Y) ** 2, axis=1))

#! right: the sum divided by n
def cost(A, Y):
    return np.sum((Y - A) ** 2) / len(A)

#! right: example by example
def cost(A, Y):
    return sum(mlp.example_cost(a, y) for a, y in zip(A, Y)) / len(A)

#! right: two loops
def cost(A, Y):
    n, n_out = A.shape
    total = 0.0
    for k in range(n):
        for j in range(n_out):
            total += (A[k, j] - Y[k, j]) ** 2
    return total / n

#! right: einsum
def cost(A, Y):
    D = A - Y
    return np.einsum("kj,kj->", D, D) / D.shape[0]

#! right: the mean of everything times the outputs
def cost(A, Y):
    return np.mean((A - Y) ** 2) * A.shape[1]

#! right: squared lengths
def cost(A, Y):
    return np.average([np.dot(d, d) for d in A - Y])

#! right: a running mean
def cost(A, Y):
    C = 0.0
    for k in range(len(A)):
        C += (np.sum((A[k] - Y[k]) ** 2) - C) / (k + 1)
    return C
