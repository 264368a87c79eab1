#! wrong not-attempted: nothing written yet
def output_delta(z, y):
    raise NotImplementedError()

#! wrong factor-two-missing: no factor 2
def output_delta(z, y):
    return (sigmoid(z) - y) * sigmoid_prime(z)

#! wrong sigmoid-prime-missing: no derivative of the sigmoid
def output_delta(z, y):
    return 2 * (sigmoid(z) - y)

#! wrong activation-left-out: the weighted sum compared with the target, not the activation
def output_delta(z, y):
    return 2 * (z - y) * sigmoid_prime(z)

#! wrong sign-wrong: the difference reversed
def output_delta(z, y):
    return 2 * (y - sigmoid(z)) * sigmoid_prime(z)

#! wrong sigmoid-prime-of-a: the derivative at a
def output_delta(z, y):
    a = sigmoid(z)
    return 2 * (a - y) * sigmoid_prime(a)

#! wrong sigmoid-prime-of-a: takes z for the activation
def output_delta(z, y):
    return 2 * (z - y) * z * (1 - z)

#! wrong sigmoid-prime-of-a: z in the derivative alone
def output_delta(z, y):
    return 2 * (sigmoid(z) - y) * z * (1 - z)

#! wrong calls-the-reference: calls the reference in mlp
def output_delta(z, y):
    return mlp.output_delta(z, y)

#! wrong value-not-derivative: the sigmoid for its slope
def output_delta(z, y):
    return 2 * (sigmoid(z) - y) * sigmoid(z)

#! wrong sum-not-vector: one number
def output_delta(z, y):
    return np.sum(2 * (sigmoid(z) - y) * sigmoid_prime(z))

#! wrong divided-by-outputs: the mean squared error of other libraries
def output_delta(z, y):
    return 2 * (sigmoid(z) - y) * sigmoid_prime(z) / len(y)

#! wrong cost-not-derivative: the square kept
def output_delta(z, y):
    return (sigmoid(z) - y) ** 2 * sigmoid_prime(z)

#! wrong sum-left-out: a table
def output_delta(z, y):
    return np.outer(2 * (sigmoid(z) - y), sigmoid_prime(z))

#! wrong brackets-wrong: no brackets
def output_delta(z, y):
    return 2 * sigmoid(z) - y * sigmoid_prime(z)

#! wrong overflow: exponentials above and below the line
def output_delta(z, y):
    a = np.exp(z) / (1 + np.exp(z))
    return 2 * (a - y) * a * (1 - a)

#! wrong mutates-input: z in place
def output_delta(z, y):
    slopes = sigmoid_prime(z)
    z[:] = sigmoid(z)
    return 2 * (z - y) * slopes

#! wrong hard-coded-size: ten outputs
def output_delta(z, y):
    a = sigmoid(z)
    return [2 * (a[j] - y[j]) * a[j] * (1 - a[j]) for j in range(10)]

#! wrong int-dtype-kept: the type of y
def output_delta(z, y):
    delta = np.zeros_like(y)
    for j in range(len(y)):
        delta[j] = 2 * (sigmoid(z[j]) - y[j]) * sigmoid_prime(z[j])
    return delta

#! wrong wrong-shape: a column
def output_delta(z, y):
    return (2 * (sigmoid(z) - y) * sigmoid_prime(z))[:, None]

#! right: the formula
def output_delta(z, y):
    return 2 * (sigmoid(z) - y) * sigmoid_prime(z)

#! right: a (1 − a)
def output_delta(z, y):
    a = sigmoid(z)
    return -2 * (y - a) * a * (1 - a)

#! right: neuron by neuron
def output_delta(z, y):
    return [2 * (sigmoid(z_j) - y_j) * sigmoid_prime(z_j) for z_j, y_j in zip(z, y)]

#! right: minus the nudges times the slopes
def output_delta(z, y):
    return -mlp.output_nudges(mlp.sigmoid(z), y) * mlp.sigmoid_prime(z)

#! right: a diagonal matrix
def output_delta(z, y):
    return np.diag(sigmoid_prime(z)) @ (2 * (sigmoid(z) - y))

#! right: the plain formula, which warns far out
def output_delta(z, y):
    a = 1 / (1 + np.exp(-np.asarray(z, float)))
    return tuple(2 * (a - y) * (a - a ** 2))
