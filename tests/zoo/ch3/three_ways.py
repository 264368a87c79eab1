#! wrong not-attempted: nothing written yet
def three_ways(a_prev, w, nudge):
    raise NotImplementedError()

#! wrong inputs-and-weights-swapped: w for the weights, a for the inputs
def three_ways(a_prev, w, nudge):
    return nudge, nudge * w, nudge * a_prev

#! wrong sign-wrong: minus everywhere
def three_ways(a_prev, w, nudge):
    return -nudge, -nudge * a_prev, -nudge * w

#! wrong sign-wrong: minus for the activations
def three_ways(a_prev, w, nudge):
    return nudge, nudge * a_prev, -nudge * w

#! wrong nudge-left-out: the derivatives, not times the nudge
def three_ways(a_prev, w, nudge):
    return 1.0, a_prev, w

#! wrong nudge-left-out: forgot it for the arrays
def three_ways(a_prev, w, nudge):
    return nudge, a_prev, w

#! wrong bias-nudge-wrong: the bias nudged by 1
def three_ways(a_prev, w, nudge):
    return 1, nudge * a_prev, nudge * w

#! wrong bias-nudge-wrong: the bias not nudged
def three_ways(a_prev, w, nudge):
    return 0, nudge * a_prev, nudge * w

#! wrong parts-swapped: weights first
def three_ways(a_prev, w, nudge):
    return nudge * a_prev, nudge, nudge * w

#! wrong parts-swapped: the bias last
def three_ways(a_prev, w, nudge):
    return nudge * a_prev, nudge * w, nudge

#! wrong sum-not-vector: sums over the weights
def three_ways(a_prev, w, nudge):
    return nudge, np.sum(nudge * a_prev), np.sum(nudge * w)

#! wrong sum-not-vector: products of vectors
def three_ways(a_prev, w, nudge):
    return nudge, nudge * a_prev, nudge * np.sum(w)

#! wrong mutates-input: scales the arrays in place
def three_ways(a_prev, w, nudge):
    a_prev *= nudge
    w *= nudge
    return nudge, a_prev, w

#! wrong calls-the-reference: calls the reference in mlp
def three_ways(a_prev, w, nudge):
    return mlp.three_ways(a_prev, w, nudge)

#! wrong part-left-out: no wish for the layer before
def three_ways(a_prev, w, nudge):
    return nudge, nudge * a_prev

#! wrong step-not-result: what they become, not the nudges
def three_ways(a_prev, w, nudge):
    return nudge, w + nudge * a_prev, a_prev + nudge * w

#! wrong wrong-shape: the bias as an array of one
def three_ways(a_prev, w, nudge):
    return np.array([nudge]), nudge * a_prev, nudge * w

#! wrong wrong-shape: the bias as often as there are weights
def three_ways(a_prev, w, nudge):
    return nudge * np.ones_like(w), nudge * a_prev, nudge * w

#! wrong absolute-value: only positive wishes
def three_ways(a_prev, w, nudge):
    return abs(nudge), abs(nudge) * a_prev, abs(nudge) * w

#! wrong int-dtype-kept: keeps the type of the weights
def three_ways(a_prev, w, nudge):
    nudge_w, nudge_a = np.zeros_like(w), np.zeros_like(a_prev)
    for k in range(len(w)):
        nudge_w[k] = nudge * a_prev[k]
        nudge_a[k] = nudge * w[k]
    return nudge, nudge_w, nudge_a

#! wrong returns-nothing: forgot the return
def three_ways(a_prev, w, nudge):
    answer = nudge, nudge * a_prev, nudge * w

#! right: the formulas
def three_ways(a_prev, w, nudge):
    return nudge, nudge * a_prev, nudge * w

#! right: a list with every derivative named
def three_ways(a_prev, w, nudge):
    dz_db, dz_dw, dz_da_prev = 1, a_prev, w
    return [nudge * dz_db, nudge * dz_dw, nudge * dz_da_prev]

#! right: loops and lists
def three_ways(a_prev, w, nudge):
    nudge_w, nudge_a_prev = [], []
    for k in range(len(w)):
        nudge_w.append(a_prev[k] * nudge)
        nudge_a_prev.append(w[k] * nudge)
    return nudge, nudge_w, nudge_a_prev

#! right: 0-d arrays and np.multiply
def three_ways(a_prev, w, nudge):
    return np.array(nudge), np.multiply(a_prev, nudge), np.multiply(nudge, w)

#! wrong calls-the-reference: one row of a layer, which comes later
def three_ways(a_prev, w, nudge):
    nudge_b, nudge_W, nudge_a_prev = mlp.layer_nudges(a_prev, w[np.newaxis], np.array([nudge]))
    return nudge_b[0], nudge_W[0], nudge_a_prev

#! right: by differences of z, which is straight
def three_ways(a_prev, w, nudge):
    def z(a_prev, w, b):
        return w @ a_prev + b
    eye = np.eye(len(w))
    nudge_w = [nudge * (z(a_prev, w + e, 0) - z(a_prev, w, 0)) for e in eye]
    nudge_a = [nudge * (z(a_prev + e, w, 0) - z(a_prev, w, 0)) for e in eye]
    return nudge, np.array(nudge_w), np.array(nudge_a)
