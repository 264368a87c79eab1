#! wrong not-attempted: nothing written yet
def tanh_from_sigmoid(z):
    raise NotImplementedError()

#! wrong factor-two-missing: the factor 2 inside the sigmoid missing
def tanh_from_sigmoid(z):
    return 2 * sigmoid(z) - 1

#! wrong factor-two-missing: the factor 2 in front of the sigmoid missing
def tanh_from_sigmoid(z):
    return sigmoid(2 * z) - 1

#! wrong factor-two-missing: both
def tanh_from_sigmoid(z):
    return sigmoid(z) - 1

#! wrong brackets-wrong: the 1 subtracted before doubling
def tanh_from_sigmoid(z):
    return 2 * (sigmoid(2 * z) - 1)

#! wrong brackets-wrong: the 1 subtracted inside
def tanh_from_sigmoid(z):
    return 2 * sigmoid(2 * z - 1)

#! wrong other-function: just the sigmoid
def tanh_from_sigmoid(z):
    return sigmoid(z)

#! wrong other-function: the sigmoid of 2z
def tanh_from_sigmoid(z):
    return sigmoid(2 * z)

#! wrong other-function: the tangent
def tanh_from_sigmoid(z):
    return np.tan(z)

#! wrong sign-wrong: the sign of the whole reversed
def tanh_from_sigmoid(z):
    return 1 - 2 * sigmoid(2 * z)

#! wrong sign-wrong: the argument reversed
def tanh_from_sigmoid(z):
    return 2 * sigmoid(-2 * z) - 1

#! wrong sign-wrong: 1 added
def tanh_from_sigmoid(z):
    return 2 * sigmoid(2 * z) + 1

#! wrong one-not-subtracted: the 1 forgotten
def tanh_from_sigmoid(z):
    return 2 * sigmoid(2 * z)

#! wrong calls-the-reference: calls the reference in mlp
def tanh_from_sigmoid(z):
    return mlp.tanh_from_sigmoid(z)

#! wrong calls-the-reference: calls mlp.tanh
def tanh_from_sigmoid(z):
    return mlp.tanh(z)

#! wrong scalars-only: the math module
import math
def tanh_from_sigmoid(z):
    return math.tanh(z)

#! wrong overflow: exponentials above and below the line
def tanh_from_sigmoid(z):
    return (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))

#! wrong prints-not-returns: prints
def tanh_from_sigmoid(z):
    print(2 * sigmoid(2 * z) - 1)

#! wrong mutates-input: doubles in place
def tanh_from_sigmoid(z):
    z *= 2
    return 2 * sigmoid(z) - 1

#! right: the formula
def tanh_from_sigmoid(z):
    return 2 * sigmoid(2 * z) - 1

#! right: the course's sigmoid as a helper
def tanh_from_sigmoid(z):
    return 2 * mlp.sigmoid(2 * z) - 1

#! right: tanh of NumPy
def tanh_from_sigmoid(z):
    return np.tanh(z)

#! right: steps with names
def tanh_from_sigmoid(z):
    steeper = sigmoid(z + z)
    taller = steeper + steeper
    return taller - 1

#! right: the mirror image
def tanh_from_sigmoid(z):
    return sigmoid(2 * z) - sigmoid(-2 * z)

#! right: written out
def tanh_from_sigmoid(z):
    return 2 / (1 + np.exp(-2 * np.asarray(z, float))) - 1

#! right: entry by entry
def tanh_from_sigmoid(z):
    z = np.asarray(z, float)
    return np.array([2 * sigmoid(2 * v) - 1 for v in z.flat]).reshape(z.shape)
