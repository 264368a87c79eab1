#! wrong not-attempted: nothing written yet
def output_nudges(a, y):
    raise NotImplementedError()

#! wrong not-attempted: only a docstring
def output_nudges(a, y):
    """Return the wished change of each output activation."""

#! wrong factor-two-missing: the difference alone, no factor 2
def output_nudges(a, y):
    return y - a

#! wrong factor-two-missing: in a loop
def output_nudges(a, y):
    return [y[j] - a[j] for j in range(len(a))]

#! wrong sign-wrong: the derivative, not the nudge
def output_nudges(a, y):
    return 2 * (a - y)

#! wrong sign-wrong: no factor and the derivative
def output_nudges(a, y):
    return a - y

#! wrong sum-not-vector: one number, the sum
def output_nudges(a, y):
    return np.sum(2 * (y - a))

#! wrong sum-not-vector: adds up in a loop
def output_nudges(a, y):
    total = 0
    for j in range(len(a)):
        total += 2 * (y[j] - a[j])
    return total

#! wrong cost-not-derivative: the squares
def output_nudges(a, y):
    return (y - a) ** 2

#! wrong cost-not-derivative: the cost itself
def output_nudges(a, y):
    return float(((a - y) ** 2).sum())

#! wrong sigmoid-prime-added: with the derivative of the sigmoid too
def output_nudges(a, y):
    return 2 * (y - a) * a * (1 - a)

#! wrong sigmoid-prime-added: with the derivative of the sigmoid at a
def output_nudges(a, y):
    return 2 * (y - a) * sigmoid_prime(a)

#! wrong absolute-value: always positive
def output_nudges(a, y):
    return 2 * np.abs(y - a)

#! wrong divided-by-outputs: divides by the number of neurons
def output_nudges(a, y):
    return 2 * (y - a) / len(y)

#! wrong divided-by-outputs: the mean
def output_nudges(a, y):
    return np.mean(2 * (y - a))

#! wrong calls-the-reference: calls the reference in mlp
def output_nudges(a, y):
    return mlp.output_nudges(a, y)

#! wrong calls-the-reference: under another name, from another module
def output_nudges(a, y):
    from mlp.core.nudges import output_nudges as wishes
    return 1.0 * wishes(a, y)

#! wrong brackets-wrong: brackets left out
def output_nudges(a, y):
    return 2 * y - a

#! wrong only-one-neuron: only the desired neuron wishes
def output_nudges(a, y):
    return np.where(y == np.max(y), 2 * (y - a), 0)

#! wrong mutates-input: works in place on a
def output_nudges(a, y):
    a[:] = 2 * (y - a)
    return a

#! wrong mutates-input: works in place on y
def output_nudges(a, y):
    y -= a
    y *= 2
    return y

#! wrong prints-not-returns: prints the answer
def output_nudges(a, y):
    print(2 * (y - a))

#! wrong hard-coded-size: ten neurons
def output_nudges(a, y):
    return np.array([2 * (y[j] - a[j]) for j in range(10)])

#! wrong int-dtype-kept: keeps the type of y
def output_nudges(a, y):
    out = np.zeros_like(y)
    for j in range(len(y)):
        out[j] = 2 * (y[j] - a[j])
    return out

#! wrong wrong-shape: a column
def output_nudges(a, y):
    return (2 * (y - a)).reshape(-1, 1)

#! wrong -: uses numerical differences of the mean
def output_nudges(a, y):
    return np.array([2 * (y[j] - a[j]) + 0.01 for j in range(len(a))])

#! wrong only-first: the return stands inside the loop
def output_nudges(a, y):
    out = []
    for a_j, y_j in zip(a, y):
        out.append(2 * (y_j - a_j))
        return out

#! right: the formula
def output_nudges(a, y):
    return 2 * (y - a)

#! right: minus the derivative
def output_nudges(a, y):
    return -2 * (a - y)

#! right: a list
def output_nudges(a, y):
    return [2 * (y_j - a_j) for a_j, y_j in zip(a, y)]

#! right: a tuple of floats
def output_nudges(a, y):
    return tuple(float(2 * y[j] - 2 * a[j]) for j in range(len(a)))

#! right: an index loop into zeros
def output_nudges(a, y):
    nudges = np.zeros(len(a))
    for j in range(len(a)):
        nudges[j] = 2 * (y[j] - a[j])
    return nudges

#! right: by central differences of the cost
def output_nudges(a, y):
    return -mlp.numerical_gradient(lambda a: mlp.example_cost(a, y), a)

#! right: in place on a copy
def output_nudges(a, y):
    nudge = np.array(y, dtype=float)
    nudge -= a
    nudge += nudge
    return nudge

#! right: float32 inside
def output_nudges(a, y):
    return (2 * (np.float32(y) - np.float32(a))).astype(np.float32)
