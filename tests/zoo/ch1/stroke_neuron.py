#! wrong not-attempted: nothing written yet
def stroke_neuron():
    """Return (w, b): a neuron that lights up for an upright stroke."""
    raise NotImplementedError()

#! wrong bias-left-out or bias-too-high: no bias
def stroke_neuron():
    w = np.full((28, 28), -0.5)
    w[7:21, 13:16] = 0.5
    return w, 0

#! wrong sign-wrong: black and white exchanged
def stroke_neuron():
    w = np.full((28, 28), 0.5)
    w[7:21, 13:16] = -0.5
    return w, 6.0

#! wrong weights-transposed: columns first
def stroke_neuron():
    w = np.full((28, 28), -0.5)
    w[13:16, 7:21] = 0.5
    return w, -6.0

#! wrong nothing-against: zeros around the stroke
def stroke_neuron():
    w = np.zeros((28, 28))
    w[7:21, 13:16] = 0.5
    return w, -6.0

#! wrong bias-too-low or weights-too-small: too careful
def stroke_neuron():
    w = np.full((28, 28), -0.5)
    w[7:21, 13:16] = 0.5
    return w, -13.0

#! wrong bias-too-high: the bias of the wrong sign
def stroke_neuron():
    w = np.full((28, 28), -0.5)
    w[7:21, 13:16] = 0.5
    return w, 6.0

#! wrong weights-too-small: a tenth of what is needed
def stroke_neuron():
    w = np.full((28, 28), -0.02)
    w[7:21, 13:16] = 0.02
    return w, -0.25

#! wrong wrong-shape: a flat vector
def stroke_neuron():
    w = np.full((28, 28), -0.5)
    w[7:21, 13:16] = 0.5
    return w.ravel(), -6.0

#! wrong wrong-shape: the bias in an array
def stroke_neuron():
    w = np.full((28, 28), -0.5)
    w[7:21, 13:16] = 0.5
    return w, np.array([-6.0])

#! wrong wrong-shape: the weights alone
def stroke_neuron():
    w = np.full((28, 28), -0.5)
    w[7:21, 13:16] = 0.5
    return w

#! wrong weights-too-small: only the stroke where it stands, not moved
def stroke_neuron():
    w = np.full((28, 28), -0.5)
    w[8:20, 13:16] = 0.2
    return w, -2.5

#! wrong returns-nothing: no return
def stroke_neuron():
    w = np.full((28, 28), -0.5)
    w[7:21, 13:16] = 0.5

#! wrong raises: a tuple of slices that does not fit
def stroke_neuron():
    w = np.full((28, 28), -0.5)
    w[7:21][13:16] = np.ones((14, 3))
    return w, -6.0

#! wrong calls-the-reference: calls the reference in mlp
def stroke_neuron():
    return mlp.stroke_neuron()

#! right: everything else against
def stroke_neuron():
    w = np.full((28, 28), -0.5)
    w[7:21, 13:16] = 0.5
    return w, -6.0

#! right: larger numbers
def stroke_neuron():
    w = -3 * np.ones((28, 28))
    w[7:21, 13:16] = 3
    return w, -40

#! right: a dark ring is enough
def stroke_neuron():
    w = np.zeros((28, 28))
    w[:, :13] = -1
    w[:, 16:] = -1
    w[7:21, 13:16] = 1
    return [w, -15.0]

#! right: a list of lists of ints
def stroke_neuron():
    rows = []
    for i in range(28):
        rows.append([2 if 13 <= j <= 15 and 7 <= i <= 20 else -2 for j in range(28)])
    return rows, np.float64(-30)

#! right: weights that fall off
def stroke_neuron():
    column = np.where(np.abs(np.arange(28) - 14) < 2, 1.0, -1.0)
    row = np.where(np.abs(np.arange(28) - 13.5) < 7.5, 1.0, 0.5)
    w = np.outer(row, column)
    return w, np.array(-15.0)

#! right: the middle column alone decides, strongly
def stroke_neuron():
    w = np.zeros((28, 28))
    w[9:19, 14] = 3.0
    w[9:19, [10, 11, 12, 16, 17, 18]] = -3.0
    return w, -18.0
