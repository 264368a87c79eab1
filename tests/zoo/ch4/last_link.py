#! wrong not-attempted: nothing written yet
def last_link(a_prev, w, b, y):
    raise NotImplementedError()

#! wrong factor-two-missing: no factor 2
def last_link(a_prev, w, b, y):
    z = w * a_prev + b
    delta = (sigmoid(z) - y) * sigmoid_prime(z)
    return a_prev * delta, delta, w * delta

#! wrong sigmoid-prime-missing: no derivative of the sigmoid
def last_link(a_prev, w, b, y):
    delta = 2 * (sigmoid(w * a_prev + b) - y)
    return a_prev * delta, delta, w * delta

#! wrong sigmoid-prime-of-a: the derivative at a instead of z
def last_link(a_prev, w, b, y):
    a = sigmoid(w * a_prev + b)
    delta = 2 * (a - y) * sigmoid_prime(a)
    return a_prev * delta, delta, w * delta

#! wrong sigmoid-prime-of-a: z for a
def last_link(a_prev, w, b, y):
    z = w * a_prev + b
    delta = 2 * (sigmoid(z) - y) * z * (1 - z)
    return a_prev * delta, delta, w * delta

#! wrong value-not-derivative: the sigmoid in the place of its derivative
def last_link(a_prev, w, b, y):
    a = sigmoid(w * a_prev + b)
    delta = 2 * (a - y) * a
    return a_prev * delta, delta, w * delta

#! wrong sign-wrong: the difference reversed
def last_link(a_prev, w, b, y):
    z = w * a_prev + b
    delta = 2 * (y - sigmoid(z)) * sigmoid_prime(z)
    return a_prev * delta, delta, w * delta

#! wrong inputs-and-weights-swapped: the weight and the activation before it exchanged in the answers
def last_link(a_prev, w, b, y):
    z = w * a_prev + b
    delta = 2 * (sigmoid(z) - y) * sigmoid_prime(z)
    return w * delta, delta, a_prev * delta

#! wrong bias-gradient-wrong: 1 for the bias
def last_link(a_prev, w, b, y):
    z = w * a_prev + b
    delta = 2 * (sigmoid(z) - y) * sigmoid_prime(z)
    return a_prev * delta, 1.0, w * delta

#! wrong bias-gradient-wrong: b times delta
def last_link(a_prev, w, b, y):
    z = w * a_prev + b
    delta = 2 * (sigmoid(z) - y) * sigmoid_prime(z)
    return a_prev * delta, b * delta, w * delta

#! wrong calls-the-reference: calls the reference in mlp
def last_link(a_prev, w, b, y):
    return mlp.last_link(a_prev, w, b, y)

#! wrong parts-swapped: the bias first
def last_link(a_prev, w, b, y):
    z = w * a_prev + b
    delta = 2 * (sigmoid(z) - y) * sigmoid_prime(z)
    return delta, a_prev * delta, w * delta

#! wrong activation-left-out: compares z with y
def last_link(a_prev, w, b, y):
    z = w * a_prev + b
    delta = 2 * (z - y) * sigmoid_prime(z)
    return a_prev * delta, delta, w * delta

#! wrong bias-left-out: z without b
def last_link(a_prev, w, b, y):
    z = w * a_prev
    delta = 2 * (sigmoid(z) - y) * sigmoid_prime(z)
    return a_prev * delta, delta, w * delta

#! wrong cost-not-derivative: the square kept
def last_link(a_prev, w, b, y):
    z = w * a_prev + b
    delta = (sigmoid(z) - y) ** 2 * sigmoid_prime(z)
    return a_prev * delta, delta, w * delta

#! wrong sigmoid-prime-missing: only for the activation before
def last_link(a_prev, w, b, y):
    z = w * a_prev + b
    dC_da = 2 * (sigmoid(z) - y)
    delta = dC_da * sigmoid_prime(z)
    return a_prev * delta, delta, w * dC_da

#! wrong part-left-out: only two
def last_link(a_prev, w, b, y):
    z = w * a_prev + b
    delta = 2 * (sigmoid(z) - y) * sigmoid_prime(z)
    return a_prev * delta, delta

#! wrong wrong-shape: arrays of one
def last_link(a_prev, w, b, y):
    z = w * a_prev + b
    delta = np.array([2 * (sigmoid(z) - y) * sigmoid_prime(z)])
    return a_prev * delta, delta, w * delta

#! wrong returns-nothing: no return
def last_link(a_prev, w, b, y):
    z = w * a_prev + b
    delta = 2 * (sigmoid(z) - y) * sigmoid_prime(z)

#! right: every link a name
def last_link(a_prev, w, b, y):
    z = w * a_prev + b
    a = sigmoid(z)
    dC_da = 2 * (a - y)
    da_dz = sigmoid_prime(z)
    dz_dw, dz_db, dz_da_prev = a_prev, 1, w
    return dz_dw * da_dz * dC_da, dz_db * da_dz * dC_da, dz_da_prev * da_dz * dC_da

#! right: a (1 − a), a list
def last_link(a_prev, w, b, y):
    import math
    a = 1 / (1 + math.exp(-(w * a_prev + b)))
    delta = 2 * (a - y) * a * (1 - a)
    return [delta * a_prev, delta, delta * w]

#! right: an array of three
def last_link(a_prev, w, b, y):
    z = w * a_prev + b
    return np.array([a_prev, 1.0, w]) * sigmoid_prime(z) * 2 * (sigmoid(z) - y)

#! wrong calls-the-reference: by the numerical gradient of mlp
def last_link(a_prev, w, b, y):
    def cost(p):
        return (sigmoid(p[0] * p[2] + p[1]) - y) ** 2
    return tuple(mlp.numerical_gradient(cost, np.array([w, b, a_prev], float)))

#! right: 0-d arrays
def last_link(a_prev, w, b, y):
    z = np.array(w * a_prev + b)
    delta = -2 * (y - sigmoid(z)) * sigmoid_prime(z)
    return np.array(a_prev * delta), np.array(delta), np.array(w * delta)

#! wrong calls-the-reference: with output_delta, which comes later
def last_link(a_prev, w, b, y):
    delta = mlp.output_delta(np.array([w * a_prev + b]), np.array([y]))[0]
    return a_prev * delta, delta, w * delta

#! right: with the three ways of chapter 3, which come earlier
def last_link(a_prev, w, b, y):
    z = w * a_prev + b
    delta = 2 * (sigmoid(z) - y) * sigmoid_prime(z)
    d_b, d_w, d_a_prev = mlp.three_ways(np.array([a_prev]), np.array([w]), delta)
    return d_w[0], d_b, d_a_prev[0]

#! right: one delta for the three
def last_link(a_prev, w, b, y):
    z = w * a_prev + b
    delta = 2 * (sigmoid(z) - y) * sigmoid_prime(z)
    return a_prev * delta, delta, w * delta

#! right: one delta, from a alone
def last_link(a_prev, w, b, y):
    a = sigmoid(w * a_prev + b)
    delta = 2 * (a - y) * a * (1 - a)
    return a_prev * delta, delta, w * delta
