import math

#! wrong not-attempted: nothing written yet
def neuron(a, w, b):
    """Return the activation of one neuron: sigma(w . a + b)."""
    raise NotImplementedError()

#! wrong bias-left-out: forgot the bias
def neuron(a, w, b):
    return sigmoid(w @ a)

#! wrong bias-outside-activation: the bias added after the sigmoid
def neuron(a, w, b):
    return sigmoid(np.dot(w, a)) + b

#! wrong bias-sign-wrong: the bias subtracted, as a threshold
def neuron(a, w, b):
    return sigmoid(w @ a - b)

#! wrong activation-left-out: returns z
def neuron(a, w, b):
    return w @ a + b

#! wrong bias-once-per-input: the bias inside the sum over the inputs
def neuron(a, w, b):
    return sigmoid(sum(wi * ai + b for wi, ai in zip(w, a)))

#! wrong activation-on-each-term: a sigmoid of every product
def neuron(a, w, b):
    total = 0
    for i in range(len(a)):
        total += sigmoid(w[i] * a[i])
    return total + b

#! wrong activation-on-each-term: without the bias
def neuron(a, w, b):
    return np.sum(sigmoid(w * a))

#! wrong activation-on-each-term: with the bias inside
def neuron(a, w, b):
    return sum(sigmoid(w * a + b))

#! wrong activation-on-each-term: squashed again
def neuron(a, w, b):
    return sigmoid(sum(sigmoid(w * a)) + b)

#! wrong mean-not-sum: the mean of the products
def neuron(a, w, b):
    return sigmoid(np.mean(w * a) + b)

#! wrong off-by-one: leaves out the last input
def neuron(a, w, b):
    z = b
    for i in range(len(a) - 1):
        z += w[i] * a[i]
    return sigmoid(z)

#! wrong off-by-one: leaves out the first input
def neuron(a, w, b):
    z = b
    for i in range(1, len(a)):
        z += w[i] * a[i]
    return sigmoid(z)

#! wrong sum-left-out: one number per input
def neuron(a, w, b):
    return sigmoid(w * a + b)

#! wrong prints-not-returns: prints and returns nothing
def neuron(a, w, b):
    print(sigmoid(w @ a + b))

#! wrong weights-left-out: the inputs alone
def neuron(a, w, b):
    return sigmoid(np.sum(a) + b)

#! wrong wrong-shape: an array of one number
def neuron(a, w, b):
    return sigmoid(np.array([w @ a + b]))

#! wrong wrong-shape: matrices
def neuron(a, w, b):
    return sigmoid(w.reshape(1, -1) @ a.reshape(-1, 1) + b)

#! wrong other-function: tanh
def neuron(a, w, b):
    return np.tanh(w @ a + b)

#! wrong other-function: ReLU
def neuron(a, w, b):
    return max(0, w @ a + b)

#! wrong calls-the-reference: calls the reference in mlp
def neuron(a, w, b):
    return mlp.neuron(a, w, b)

#! wrong calls-unwritten: a helper that is not written yet
def sigmoid(z):
    raise NotImplementedError()

def neuron(a, w, b):
    return sigmoid(w @ a + b)

#! wrong raises: the operands the wrong way round
def neuron(a, w, b):
    return sigmoid(w @ (a, b))

#! wrong mutates-input: multiplies in place
def neuron(a, w, b):
    w *= a
    return sigmoid(w.sum() + b)

#! wrong early-return: the return stands inside the loop
def neuron(a, w, b):
    z = b
    for wi, ai in zip(w, a):
        z += wi * ai
        return sigmoid(z)

#! wrong bias-left-out: overwritten in the loop
def neuron(a, w, b):
    z = 0
    for i in range(len(a)):
        z += w[i] * a[i]
    return 1 / (1 + np.exp(-z))

#! wrong keeps-state: a running sum in a global
z = 0
def neuron(a, w, b):
    global z
    z += w @ a + b
    return sigmoid(z)

#! wrong activation-on-each-term: one number for each input, the bias after it
def neuron(a, w, b):
    return sigmoid(w * a) + b

#! right: the product
def neuron(a, w, b):
    return sigmoid(w @ a + b)

#! right: the other way round
def neuron(a, w, b):
    return sigmoid(b + np.dot(a, w))

#! right: the helper of the course
def neuron(a, w, b):
    return mlp.sigmoid((w * a).sum() + b)

#! right: a loop
def neuron(a, w, b):
    z = b
    for i in range(len(a)):
        z = z + w[i] * a[i]
    return 1 / (1 + math.exp(-z))

#! right: zip
def neuron(a, w, b):
    return sigmoid(sum(wi * ai for wi, ai in zip(w, a)) + b)

#! right: einsum
def neuron(a, w, b):
    return sigmoid(np.einsum("i,i->", w, a) + b)

#! right: a 0-d array
def neuron(a, w, b):
    return np.array(sigmoid(np.inner(w, a) + b))

#! right: recursion
def neuron(a, w, b):
    if len(a) == 0:
        return sigmoid(b)
    return neuron(a[1:], w[1:], b + w[0] * a[0])

#! right: a generator inside
def neuron(a, w, b):
    def products():
        for wi, ai in zip(w, a):
            yield wi * ai
    return float(sigmoid(sum(products()) + b))
