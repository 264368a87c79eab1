#! wrong not-attempted: nothing written yet
def count_parameters(sizes):
    raise NotImplementedError()

#! wrong bias-left-out: weights only
def count_parameters(sizes):
    return sum(a * b for a, b in zip(sizes, sizes[1:]))

#! wrong input-biases-counted: biases for the input layer too
def count_parameters(sizes):
    return sum(a * b for a, b in zip(sizes, sizes[1:])) + sum(sizes)

#! wrong one-bias-per-layer: one bias a layer
def count_parameters(sizes):
    n = 0
    for l in range(len(sizes) - 1):
        n += sizes[l] * sizes[l + 1] + 1
    return n

#! wrong one-bias-per-layer: for the input layer too
def count_parameters(sizes):
    return sum(a * b for a, b in zip(sizes, sizes[1:])) + len(sizes)

#! wrong hard-coded-answer: the number of the course's own network
def count_parameters(sizes):
    return 13002

#! wrong hard-coded-answer: computed from other numbers
def count_parameters(sizes):
    return 784 * 16 + 16 + 16 * 16 + 16 + 16 * 10 + 10

#! wrong neurons-not-parameters: the number of neurons
def count_parameters(sizes):
    return sum(sizes)

#! wrong neurons-not-parameters: without the input layer
def count_parameters(sizes):
    return sum(sizes[1:])

#! wrong product-of-all: the product of all sizes
def count_parameters(sizes):
    n = 1
    for size in sizes:
        n *= size
    return n

#! wrong off-by-one: leaves out the last layer
def count_parameters(sizes):
    n = 0
    for l in range(len(sizes) - 2):
        n += sizes[l] * sizes[l + 1] + sizes[l + 1]
    return n

#! wrong off-by-one: leaves out the first layer
def count_parameters(sizes):
    n = 0
    for l in range(1, len(sizes) - 1):
        n += sizes[l] * sizes[l + 1] + sizes[l + 1]
    return n

#! wrong off-by-one: the biases of the layer before
def count_parameters(sizes):
    return sum(a * b + a for a, b in zip(sizes, sizes[1:]))

#! wrong early-return: the return stands inside the loop
def count_parameters(sizes):
    n = 0
    for l in range(len(sizes) - 1):
        n += sizes[l] * sizes[l + 1] + sizes[l + 1]
        return n

#! wrong hard-coded-depth: four layers of neurons
def count_parameters(sizes):
    a, b, c, d = sizes
    return a * b + b + b * c + c + c * d + d

#! wrong hard-coded-depth: by index
def count_parameters(sizes):
    n = sizes[0] * sizes[1] + sizes[1] * sizes[2] + sizes[2] * sizes[3]
    return n + sizes[1] + sizes[2] + sizes[3]

#! wrong raises: one step too far
def count_parameters(sizes):
    n = 0
    for l in range(len(sizes)):
        n += sizes[l] * sizes[l + 1] + sizes[l + 1]
    return n

#! wrong prints-not-returns: prints
def count_parameters(sizes):
    print(sum(a * b + b for a, b in zip(sizes, sizes[1:])))

#! wrong wrong-shape: one number for each layer
def count_parameters(sizes):
    return [a * b + b for a, b in zip(sizes, sizes[1:])]

#! wrong mutates-input: takes the sizes out of the list
def count_parameters(sizes):
    n, before = 0, sizes.pop(0)
    while sizes:
        size = sizes.pop(0)
        n += (before + 1) * size
        before = size
    return n

#! wrong keeps-state: adds up over the calls
n = 0
def count_parameters(sizes):
    global n
    for a, b in zip(sizes, sizes[1:]):
        n += a * b + b
    return n

#! wrong calls-the-reference: calls the reference in mlp
def count_parameters(sizes):
    return mlp.count_parameters(sizes)

#! wrong calls-the-reference: imported inside
def count_parameters(sizes):
    from mlp import count_parameters as same
    return same(tuple(sizes))

#! right: zip
def count_parameters(sizes):
    return sum(n_in * n_out + n_out for n_in, n_out in zip(sizes[:-1], sizes[1:]))

#! right: an index loop
def count_parameters(sizes):
    total = 0
    for l in range(1, len(sizes)):
        total += sizes[l - 1] * sizes[l]
        total += sizes[l]
    return total

#! right: a float
def count_parameters(sizes):
    return float(np.dot(np.array(sizes[:-1]) + 1, sizes[1:]))

#! right: a network made and measured
def count_parameters(sizes):
    theta, weights, biases = mlp.initialise(sizes, rng=np.random.default_rng())
    return sum(W.size for W in weights) + sum(b.size for b in biases)

#! right: recursion
def count_parameters(sizes):
    if len(sizes) < 2:
        return 0
    return (sizes[0] + 1) * sizes[1] + count_parameters(sizes[1:])

#! right: a NumPy int
def count_parameters(sizes):
    n = np.array(sizes)
    return (n[:-1] * n[1:]).sum() + n[1:].sum()
