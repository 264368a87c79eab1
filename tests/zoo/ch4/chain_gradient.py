def forward(x, ws, bs):
    zs, activations = [], [x]
    for w, b in zip(ws, bs):
        zs.append(w * activations[-1] + b)
        activations.append(sigmoid(zs[-1]))
    return zs, activations

#! wrong not-attempted: nothing written yet
def chain_gradient(x, ws, bs, y):
    raise NotImplementedError()

#! wrong factor-two-missing: no factor 2
def chain_gradient(x, ws, bs, y):
    zs, activations = forward(x, ws, bs)
    dC_dw, dC_db = [0.0] * len(ws), [0.0] * len(ws)
    delta = (activations[-1] - y) * sigmoid_prime(zs[-1])
    for l in reversed(range(len(ws))):
        dC_dw[l], dC_db[l] = activations[l] * delta, delta
        if l > 0:
            delta = ws[l] * delta * sigmoid_prime(zs[l - 1])
    return dC_dw, dC_db

#! wrong sigmoid-prime-missing: no derivative of the sigmoid at the output
def chain_gradient(x, ws, bs, y):
    zs, activations = forward(x, ws, bs)
    dC_dw, dC_db = [0.0] * len(ws), [0.0] * len(ws)
    delta = 2 * (activations[-1] - y)
    for l in reversed(range(len(ws))):
        dC_dw[l], dC_db[l] = activations[l] * delta, delta
        if l > 0:
            delta = ws[l] * delta * sigmoid_prime(zs[l - 1])
    return dC_dw, dC_db

#! wrong sigmoid-prime-missing: nowhere
def chain_gradient(x, ws, bs, y):
    zs, activations = forward(x, ws, bs)
    dC_dw, dC_db = [0.0] * len(ws), [0.0] * len(ws)
    delta = 2 * (activations[-1] - y)
    for l in reversed(range(len(ws))):
        dC_dw[l], dC_db[l] = activations[l] * delta, delta
        delta = ws[l] * delta
    return dC_dw, dC_db

#! wrong sigmoid-prime-of-a: the derivatives at a instead of z
def chain_gradient(x, ws, bs, y):
    zs, activations = forward(x, ws, bs)
    dC_dw, dC_db = [0.0] * len(ws), [0.0] * len(ws)
    dC_da = 2 * (activations[-1] - y)
    for l in reversed(range(len(ws))):
        delta = dC_da * sigmoid_prime(activations[l + 1])
        dC_dw[l], dC_db[l] = activations[l] * delta, delta
        dC_da = ws[l] * delta
    return dC_dw, dC_db

#! wrong weight-left-out: does not multiply by w on the way back
def chain_gradient(x, ws, bs, y):
    zs, activations = forward(x, ws, bs)
    dC_dw, dC_db = [0.0] * len(ws), [0.0] * len(ws)
    dC_da = 2 * (activations[-1] - y)
    for l in reversed(range(len(ws))):
        dC_da = dC_da * sigmoid_prime(zs[l])
        dC_dw[l], dC_db[l] = activations[l] * dC_da, dC_da
    return dC_dw, dC_db

#! wrong weight-of-wrong-layer: the weight of the layer before on the way back
def chain_gradient(x, ws, bs, y):
    zs, activations = forward(x, ws, bs)
    dC_dw, dC_db = [0.0] * len(ws), [0.0] * len(ws)
    delta = 2 * (activations[-1] - y) * sigmoid_prime(zs[-1])
    for l in reversed(range(len(ws))):
        dC_dw[l], dC_db[l] = activations[l] * delta, delta
        if l > 0:
            delta = ws[l - 1] * delta * sigmoid_prime(zs[l - 1])
    return dC_dw, dC_db

#! wrong sign-wrong: the difference reversed
def chain_gradient(x, ws, bs, y):
    zs, activations = forward(x, ws, bs)
    dC_dw, dC_db = [], []
    dC_da = 2 * (y - activations[-1])
    for l in reversed(range(len(ws))):
        delta = dC_da * sigmoid_prime(zs[l])
        dC_dw.insert(0, activations[l] * delta)
        dC_db.insert(0, delta)
        dC_da = ws[l] * delta
    return dC_dw, dC_db

#! wrong layers-reversed: last layer first
def chain_gradient(x, ws, bs, y):
    zs, activations = forward(x, ws, bs)
    dC_dw, dC_db = [], []
    dC_da = 2 * (activations[-1] - y)
    for l in reversed(range(len(ws))):
        delta = dC_da * sigmoid_prime(zs[l])
        dC_dw.append(activations[l] * delta)
        dC_db.append(delta)
        dC_da = ws[l] * delta
    return dC_dw, dC_db

#! wrong layers-reversed: one list reversed
def chain_gradient(x, ws, bs, y):
    zs, activations = forward(x, ws, bs)
    dC_dw, dC_db = [], []
    dC_da = 2 * (activations[-1] - y)
    for l in reversed(range(len(ws))):
        delta = dC_da * sigmoid_prime(zs[l])
        dC_dw.append(activations[l] * delta)
        dC_db.append(delta)
        dC_da = ws[l] * delta
    return dC_dw[::-1], dC_db

#! wrong layer-left-out: only the last layer, zeros elsewhere
def chain_gradient(x, ws, bs, y):
    zs, activations = forward(x, ws, bs)
    dC_dw, dC_db = [0.0] * len(ws), [0.0] * len(ws)
    delta = 2 * (activations[-1] - y) * sigmoid_prime(zs[-1])
    dC_dw[-1], dC_db[-1] = activations[-2] * delta, delta
    return dC_dw, dC_db

#! wrong hard-coded-depth: three neurons after the input
def chain_gradient(x, ws, bs, y):
    zs, activations = forward(x, ws[:3], bs[:3])
    d3 = 2 * (activations[3] - y) * sigmoid_prime(zs[2])
    d2 = ws[2] * d3 * sigmoid_prime(zs[1])
    d1 = ws[1] * d2 * sigmoid_prime(zs[0])
    return [x * d1, activations[1] * d2, activations[2] * d3], [d1, d2, d3]

#! wrong hard-coded-depth: three, and zeros for the others
def chain_gradient(x, ws, bs, y):
    zs, activations = forward(x, ws, bs)
    dC_dw, dC_db = [0.0] * len(ws), [0.0] * len(ws)
    delta = 2 * (activations[-1] - y) * sigmoid_prime(zs[-1])
    for l in range(len(ws) - 1, max(len(ws) - 4, -1), -1):
        dC_dw[l], dC_db[l] = activations[l] * delta, delta
        if l > 0:
            delta = ws[l] * delta * sigmoid_prime(zs[l - 1])
    return dC_dw, dC_db

#! wrong calls-the-reference: calls the reference in mlp
def chain_gradient(x, ws, bs, y):
    return mlp.chain_gradient(x, ws, bs, y)

#! wrong layer-left-out: the loop stops before the first layer
def chain_gradient(x, ws, bs, y):
    zs, activations = forward(x, ws, bs)
    dC_dw, dC_db = [0.0] * len(ws), [0.0] * len(ws)
    dC_da = 2 * (activations[-1] - y)
    for l in range(len(ws) - 1, 0, -1):
        delta = dC_da * sigmoid_prime(zs[l])
        dC_dw[l], dC_db[l] = activations[l] * delta, delta
        dC_da = ws[l] * delta
    return dC_dw, dC_db

#! wrong activation-of-wrong-layer: the activations after the neuron
def chain_gradient(x, ws, bs, y):
    zs, activations = forward(x, ws, bs)
    dC_dw, dC_db = [0.0] * len(ws), [0.0] * len(ws)
    dC_da = 2 * (activations[-1] - y)
    for l in reversed(range(len(ws))):
        delta = dC_da * sigmoid_prime(zs[l])
        dC_dw[l], dC_db[l] = activations[l + 1] * delta, delta
        dC_da = ws[l] * delta
    return dC_dw, dC_db

#! wrong parts-swapped: biases first
def chain_gradient(x, ws, bs, y):
    zs, activations = forward(x, ws, bs)
    dC_dw, dC_db = [0.0] * len(ws), [0.0] * len(ws)
    dC_da = 2 * (activations[-1] - y)
    for l in reversed(range(len(ws))):
        delta = dC_da * sigmoid_prime(zs[l])
        dC_dw[l], dC_db[l] = activations[l] * delta, delta
        dC_da = ws[l] * delta
    return dC_db, dC_dw

#! wrong value-not-derivative: the activation in the place of the slope
def chain_gradient(x, ws, bs, y):
    zs, activations = forward(x, ws, bs)
    dC_dw, dC_db = [0.0] * len(ws), [0.0] * len(ws)
    dC_da = 2 * (activations[-1] - y)
    for l in reversed(range(len(ws))):
        delta = dC_da * activations[l + 1]
        dC_dw[l], dC_db[l] = activations[l] * delta, delta
        dC_da = ws[l] * delta
    return dC_dw, dC_db

#! wrong mutates-input: overwrites the weights
def chain_gradient(x, ws, bs, y):
    zs, activations = forward(x, ws, bs)
    dC_da = 2 * (activations[-1] - y)
    for l in reversed(range(len(ws))):
        delta = dC_da * sigmoid_prime(zs[l])
        dC_da = ws[l] * delta
        ws[l], bs[l] = activations[l] * delta, delta
    return ws, bs

#! wrong keeps-state: default lists
def chain_gradient(x, ws, bs, y, dC_dw=[], dC_db=[]):
    zs, activations = forward(x, ws, bs)
    dC_da = 2 * (activations[-1] - y)
    for l in reversed(range(len(ws))):
        delta = dC_da * sigmoid_prime(zs[l])
        dC_dw.insert(0, activations[l] * delta)
        dC_db.insert(0, delta)
        dC_da = ws[l] * delta
    return dC_dw, dC_db

#! right: filled from the last layer to the first
def chain_gradient(x, ws, bs, y):
    zs, activations = forward(x, ws, bs)
    dC_dw, dC_db = [0.0] * len(ws), [0.0] * len(bs)
    delta = 2 * (activations[-1] - y) * sigmoid_prime(zs[-1])
    for l in range(len(ws) - 1, -1, -1):
        dC_dw[l] = activations[l] * delta
        dC_db[l] = delta
        if l > 0:
            delta = ws[l] * delta * sigmoid_prime(zs[l - 1])
    return dC_dw, dC_db

#! right: inserted at the front, a (1 − a)
def chain_gradient(x, ws, bs, y):
    _, activations = forward(x, ws, bs)
    dC_dw, dC_db, dC_da = [], [], 2 * (activations[-1] - y)
    for l in reversed(range(len(ws))):
        a = activations[l + 1]
        dC_db.insert(0, dC_da * a * (1 - a))
        dC_dw.insert(0, dC_db[0] * activations[l])
        dC_da = dC_db[0] * ws[l]
    return [dC_dw, dC_db]

#! right: the product of all factors for each layer
def chain_gradient(x, ws, bs, y):
    zs, activations = forward(x, ws, bs)
    L = len(ws)
    dC_dw, dC_db = [], []
    for l in range(L):
        factor = 2 * (activations[-1] - y)
        for k in range(l, L):
            factor *= sigmoid_prime(zs[k])
            if k > l:
                factor *= ws[k]
        dC_db.append(factor)
        dC_dw.append(factor * activations[l])
    return dC_dw, dC_db

#! right: recursion
def chain_gradient(x, ws, bs, y):
    def back(a_prev, ws, bs):
        if not ws:
            return 2 * (a_prev - y), [], []
        z = ws[0] * a_prev + bs[0]
        dC_da, dC_dw, dC_db = back(sigmoid(z), ws[1:], bs[1:])
        delta = sigmoid_prime(z) * dC_da
        return ws[0] * delta, [a_prev * delta] + dC_dw, [delta] + dC_db
    return back(x, ws, bs)[1:]

#! wrong calls-the-reference: backpropagation of a network with one neuron a layer
def chain_gradient(x, ws, bs, y):
    weights = [np.array([[w]], float) for w in ws]
    biases = [np.array([b], float) for b in bs]
    nabla_W, nabla_b = mlp.backprop(np.array([x]), np.array([y]), weights, biases)
    return [float(g[0, 0]) for g in nabla_W], [float(g[0]) for g in nabla_b]

#! wrong calls-the-reference: by the numerical gradient of mlp
def chain_gradient(x, ws, bs, y):
    def cost(p):
        a = x
        for w, b in p:
            a = sigmoid(w * a + b)
        return (a - y) ** 2
    g = mlp.numerical_gradient(cost, np.column_stack([ws, bs]))
    return g[:, 0], g[:, 1]

#! right: link by link with the helper of the course
def chain_gradient(x, ws, bs, y):
    zs, activations = forward(x, ws, bs)
    dC_dw, dC_db, dC_da_prev = mlp.last_link(float(activations[-2]), ws[-1], bs[-1], y)
    dws, dbs = [dC_dw], [dC_db]
    for l in range(len(ws) - 2, -1, -1):
        delta = dC_da_prev * sigmoid_prime(zs[l])
        dws.append(activations[l] * delta)
        dbs.append(delta)
        dC_da_prev = ws[l] * delta
    return dws[::-1], dbs[::-1]

#! right: the layers in reverse
def chain_gradient(x, ws, bs, y):
    zs, activations = forward(x, ws, bs)
    dC_dw, dC_db = [0.0] * len(ws), [0.0] * len(ws)
    delta = 2 * (activations[-1] - y) * sigmoid_prime(zs[-1])
    for l in reversed(range(len(ws))):
        dC_dw[l], dC_db[l] = activations[l] * delta, delta
        if l > 0:
            delta = ws[l] * delta * sigmoid_prime(zs[l - 1])
    return dC_dw, dC_db

#! right: the derivative of the cost by each activation
def chain_gradient(x, ws, bs, y):
    zs, activations = forward(x, ws, bs)
    dC_dw, dC_db = [0.0] * len(ws), [0.0] * len(ws)
    dC_da = 2 * (activations[-1] - y)
    for l in reversed(range(len(ws))):
        delta = dC_da * sigmoid_prime(zs[l])
        dC_dw[l], dC_db[l] = activations[l] * delta, delta
        dC_da = ws[l] * delta
    return dC_dw, dC_db
