#! wrong not-attempted: nothing written yet
def sigmoid_prime(z):
    raise NotImplementedError()

#! wrong sigmoid-prime-of-a: takes z for the activation
def sigmoid_prime(z):
    return z * (1 - z)

#! wrong value-not-derivative: the sigmoid itself
def sigmoid_prime(z):
    return sigmoid(z)

#! wrong sigmoid-prime-of-a: the sigmoid in the first factor only, z itself in the second
def sigmoid_prime(z):
    return sigmoid(z) * (1 - z)

#! wrong sign-wrong: the second factor reversed
def sigmoid_prime(z):
    return sigmoid(z) * (sigmoid(z) - 1)

#! wrong sign-wrong: a plus in the second factor
def sigmoid_prime(z):
    return sigmoid(z) * (1 + sigmoid(z))

#! wrong activation-twice: the sigmoid of the sigmoid
def sigmoid_prime(z):
    a = sigmoid(z)
    return sigmoid(a) * (1 - sigmoid(a))

#! wrong relu-not-sigmoid: the derivative of ReLU
def sigmoid_prime(z):
    return np.where(z > 0, 1.0, 0.0)

#! wrong relu-not-sigmoid: as a condition
def sigmoid_prime(z):
    return (np.asarray(z) > 0) * 1

#! wrong scalars-only: the exponential of the math module, which takes no array
def sigmoid_prime(z):
    import math
    s = 1 / (1 + math.exp(-z))
    return s * (1 - s)

#! wrong calls-the-reference: calls the reference in mlp
def sigmoid_prime(z):
    return mlp.sigmoid_prime(z)

#! wrong overflow: e^-z above and below the line
def sigmoid_prime(z):
    return np.exp(-z) / (1 + np.exp(-z)) ** 2

#! wrong overflow: e^z above and below the line
def sigmoid_prime(z):
    s = np.exp(z) / (1 + np.exp(z))
    return s * (1 - s)

#! wrong other-function: the derivative of tanh
def sigmoid_prime(z):
    return 1 - np.tanh(z) ** 2

#! wrong brackets-wrong: the brackets left out
def sigmoid_prime(z):
    return sigmoid(z) * 1 - sigmoid(z)

#! wrong sign-wrong: minus the other way
def sigmoid_prime(z):
    return sigmoid(z) ** 2 - sigmoid(z)

#! wrong mutates-input: works in place
def sigmoid_prime(z):
    if np.ndim(z) == 0:
        return sigmoid(z) * (1 - sigmoid(z))
    z[...] = sigmoid(z)
    return z * (1 - z)

#! wrong prints-not-returns: prints
def sigmoid_prime(z):
    print(sigmoid(z) * (1 - sigmoid(z)))

#! wrong int-dtype-kept: fills an array like z
def sigmoid_prime(z):
    if np.ndim(z) == 0:
        return sigmoid(z) * (1 - sigmoid(z))
    out = np.zeros_like(z)
    for i in np.ndindex(z.shape):
        out[i] = sigmoid(z[i]) * (1 - sigmoid(z[i]))
    return out

#! wrong -: only rows, no matrix
def sigmoid_prime(z):
    return np.array([sigmoid(v) * (1 - sigmoid(v)) for v in np.ravel(z)])

#! right: s (1 − s)
def sigmoid_prime(z):
    s = sigmoid(z)
    return s * (1 - s)

#! right: the helper called twice
def sigmoid_prime(z):
    return mlp.sigmoid(z) * (1 - mlp.sigmoid(z))

#! right: from exponentials of −|z|
def sigmoid_prime(z):
    e = np.exp(-np.abs(z))
    return e / (1 + e) ** 2

#! right: by tanh
def sigmoid_prime(z):
    return (1 - np.tanh(np.asarray(z, float) / 2) ** 2) / 4

#! right: by cosh, which overflows to a right 0
def sigmoid_prime(z):
    return 1 / (4 * np.cosh(np.asarray(z, dtype=float) / 2) ** 2)

#! right: entry by entry with the math module
def sigmoid_prime(z):
    import math
    z = np.asarray(z, float)
    out = np.zeros(z.shape)
    for i in np.ndindex(z.shape):
        e = math.exp(-abs(z[i]))
        out[i] = e / (1 + e) ** 2
    return out

#! right: by a central difference
def sigmoid_prime(z):
    z, h = np.asarray(z, float), 1e-5
    return (mlp.sigmoid(z + h) - mlp.sigmoid(z - h)) / (2 * h)

#! right: for a float or an array, recursion into lists
def sigmoid_prime(z):
    if np.ndim(z):
        return [sigmoid_prime(each) for each in z]
    a = sigmoid(z)
    return float(a - a * a)
