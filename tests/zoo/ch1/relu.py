#! wrong not-attempted: nothing written yet
def relu(z):
    raise NotImplementedError

#! wrong sign-wrong: the smaller of 0 and z
def relu(z):
    return np.minimum(0, z)

#! wrong sign-wrong: keeps the negative ones
def relu(z):
    return np.where(z < 0, z, 0)

#! wrong sign-wrong: reversed
def relu(z):
    return np.maximum(0, -z)

#! wrong other-function: the absolute value
def relu(z):
    return np.abs(z)

#! wrong other-function: the sigmoid
def relu(z):
    return sigmoid(z)

#! wrong other-function: z itself
def relu(z):
    return z

#! wrong leaky: a leaky ReLU
def relu(z):
    return np.where(z > 0, z, 0.01 * z)

#! wrong leaky: another slope
def relu(z):
    return np.maximum(0.2 * z, z)

#! wrong derivative-not-value: 1 where z is positive
def relu(z):
    return np.where(z > 0, 1, 0)

#! wrong derivative-not-value: a comparison
def relu(z):
    return z > 0

#! wrong maximum-of-all: the largest entry only
def relu(z):
    return np.max(z)

#! wrong maximum-of-all: the largest of 0 and all
def relu(z):
    return max(0, np.max(z))

#! wrong maximum-of-all: np.max with two arguments flattened
def relu(z):
    return np.max(np.append(z, 0))

#! wrong scalars-only: an if on the whole array
def relu(z):
    if z > 0:
        return z
    else:
        return 0

#! wrong scalars-only: the built-in max
def relu(z):
    return max(0, z)

#! wrong mutates-input: sets the negative entries of the caller's array to 0
def relu(z):
    z[z < 0] = 0
    return z

#! wrong mutates-input: only where it is an array
def relu(z):
    if np.ndim(z) == 0:
        return max(z, 0)
    z[z < 0] = 0
    return z

#! wrong mutates-input: with out=
def relu(z):
    return np.maximum(z, 0, out=z)

#! wrong calls-the-reference: calls the reference in mlp
def relu(z):
    return mlp.relu(z)

#! wrong prints-not-returns: prints
def relu(z):
    print(np.maximum(0, z))

#! wrong wrong-shape: drops the negative entries
def relu(z):
    return z[z > 0]

#! wrong wrong-shape: always flat
def relu(z):
    return np.array([max(0, v) for v in np.ravel(z)])

#! wrong -: caps at 1 as well
def relu(z):
    return np.clip(z, 0, 1)

#! wrong -: caps at 6
def relu(z):
    return np.clip(z, 0, 6)

#! wrong scalars-only: loops over a vector alone
def relu(z):
    out = []
    for v in z:
        out.append(v if v > 0 else 0)
    return out

#! wrong int-dtype-kept: rounds by writing into ints
def relu(z):
    out = np.zeros(np.shape(z), dtype=int)
    out[...] = np.maximum(0, z)
    return out + np.where(np.asarray(z).dtype.kind == "f", np.maximum(0, z) - out, 1)

#! wrong maximum-of-all: built-in functions
def relu(z):
    return max(0, max(z))

#! right: maximum
def relu(z):
    return np.maximum(0, z)

#! right: a choice
def relu(z):
    return np.where(z > 0, z, 0)

#! right: z times the condition
def relu(z):
    return z * (z > 0)

#! right: half of z and its size
def relu(z):
    return (z + abs(z)) / 2

#! right: in place on a copy
def relu(z):
    a = np.array(z, dtype=float)
    a[a < 0] = 0
    return a

#! right: in place on a copy, arrays alone
def relu(z):
    a = z.copy()
    a[a < 0] = 0
    return a

#! right: clip
def relu(z):
    return np.clip(z, 0, None)

#! right: entry by entry
def relu(z):
    if np.ndim(z) == 0:
        return max(0.0, float(z))
    return [relu(v) for v in z]

#! right: vectorised
relu = np.vectorize(lambda v: v if v > 0 else 0.0, otypes=[float])

#! right: np.fmax
def relu(z):
    return np.fmax(z, 0.0)

#! wrong always-zero: zeros of the right shape
def relu(z):
    return np.zeros(np.shape(z))
