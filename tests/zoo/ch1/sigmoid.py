import math

#! wrong not-attempted: nothing written yet
def sigmoid(z):
    """Return 1 / (1 + e^-z)."""
    raise NotImplementedError()

#! wrong sign-wrong: e to the plus z
def sigmoid(z):
    return 1 / (1 + np.exp(z))

#! wrong brackets-wrong: the brackets below the fraction line missing
def sigmoid(z):
    return 1 / 1 + np.exp(-z)

#! wrong overflow: e to the z above and below the line
def sigmoid(z):
    return np.exp(z) / (1 + np.exp(z))

#! wrong overflow: the same with a name
def sigmoid(z):
    e = np.exp(z)
    return e / (e + 1)

#! wrong overflow: raises for large numbers
def sigmoid(z):
    z = np.asarray(z, float)
    return np.array([1 / (1 + math.exp(-v)) for v in z.ravel()]).reshape(z.shape)

#! wrong scalars-only: the exponential of the math module
def sigmoid(z):
    return 1 / (1 + math.exp(-z))

#! wrong scalars-only: an if on the whole array
def sigmoid(z):
    if z >= 0:
        return 1 / (1 + np.exp(-z))
    return np.exp(z) / (1 + np.exp(z))

#! wrong thresholded: a step
def sigmoid(z):
    return np.where(z > 0, 1.0, 0.0)

#! wrong thresholded: a step with >=
def sigmoid(z):
    return 1.0 * (np.asarray(z) >= 0)

#! wrong thresholded: rounds
def sigmoid(z):
    return np.round(1 / (1 + np.exp(-z)))

#! wrong other-function: tanh
def sigmoid(z):
    return np.tanh(z)

#! wrong other-function: ReLU
def sigmoid(z):
    return np.maximum(0, z)

#! wrong other-function: the exponential alone
def sigmoid(z):
    return np.exp(-z)

#! wrong mutates-input: works in place
def sigmoid(z):
    if np.ndim(z) == 0:
        return 1 / (1 + np.exp(-z))
    z[...] = 1 / (1 + np.exp(-z))
    return z

#! wrong mutates-input: with out=, arrays alone
def sigmoid(z):
    np.negative(z, out=z)
    np.exp(z, out=z)
    z += 1
    np.reciprocal(z, out=z)
    return z

#! wrong mutates-input: in place step by step
def sigmoid(z):
    z *= -1
    z = np.exp(z)
    return 1 / (1 + z)

#! wrong derivative-not-value: the derivative instead
def sigmoid(z):
    s = 1 / (1 + np.exp(-z))
    return s * (1 - s)

#! wrong calls-the-reference: calls the reference in mlp
def sigmoid(z):
    return mlp.sigmoid(z)

#! wrong calls-the-reference: vectorised
sigmoid = np.vectorize(mlp.sigmoid)

#! wrong calls-the-reference: in a comprehension
def sigmoid(z):
    s = mlp.core.activations.sigmoid
    return np.array([s(v) for v in np.ravel(z)]).reshape(np.shape(z))

#! wrong activation-twice: twice
def sigmoid(z):
    s = 1 / (1 + np.exp(-z))
    return 1 / (1 + np.exp(-s))

#! wrong sign-wrong: minus in front
def sigmoid(z):
    return -1 / (1 + np.exp(-z))

#! wrong -: base 10
def sigmoid(z):
    return 1 / (1 + 10.0 ** -z)

#! wrong prints-not-returns: prints
def sigmoid(z):
    print(1 / (1 + np.exp(-z)))

#! wrong keeps-state: remembers by the shape
seen = {}
def sigmoid(z):
    if np.shape(z) not in seen:
        seen[np.shape(z)] = 1 / (1 + np.exp(-z))
    return seen[np.shape(z)]

#! wrong int-dtype-kept: two branches written into an array of z's dtype
def sigmoid(z):
    z = np.asarray(z)
    s = np.zeros_like(z)
    s[z >= 0] = 1 / (1 + np.exp(-z[z >= 0]))
    s[z < 0] = np.exp(z[z < 0]) / (1 + np.exp(z[z < 0]))
    return s

#! wrong wrong-shape: always flat
def sigmoid(z):
    return np.array([1 / (1 + np.exp(-v)) for v in np.ravel(z)])

#! wrong scalars-only: one loop for a vector alone
def sigmoid(z):
    return np.array([1 / (1 + math.exp(-max(-700, v))) for v in z])

#! right: the plain formula
def sigmoid(z):
    return 1 / (1 + np.exp(-z))

#! right: with tanh
def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))

#! right: two branches
def sigmoid(z):
    z = np.asarray(z, dtype=float)
    s = np.empty_like(z)
    right = z >= 0
    s[right] = 1 / (1 + np.exp(-z[right]))
    e = np.exp(z[~right])
    s[~right] = e / (1 + e)
    return s

#! right: two branches with where
def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(np.asarray(z) >= 0, 1 / (1 + e), e / (1 + e))

#! right: clipped far out
def sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -500, 500)))

#! right: number by number with math
def one(v):
    if v >= 0:
        return 1 / (1 + math.exp(-v))
    return math.exp(v) / (1 + math.exp(v))

def sigmoid(z):
    if np.ndim(z) == 0:
        return one(z)
    return np.array([sigmoid(v) for v in z])

#! right: np.vectorize
@np.vectorize
def sigmoid(z):
    return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

#! right: a power
def sigmoid(z):
    return (1 + np.exp(-np.asarray(z, float))) ** -1

#! right: logaddexp
def sigmoid(z):
    return np.exp(-np.logaddexp(0, -z))

#! right: in place on a copy
def sigmoid(z):
    s = np.array(z, dtype=float)
    np.negative(s, out=s)
    np.exp(s, out=s)
    s += 1
    return 1 / s

#! right: in place on a copy, arrays of floats alone
def sigmoid(z):
    s = z.copy()
    s *= -1
    s = np.exp(s)
    s += 1
    return 1 / s
