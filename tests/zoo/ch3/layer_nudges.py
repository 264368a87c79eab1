#! wrong not-attempted: nothing written yet
def layer_nudges(a_prev, W, nudges):
    raise NotImplementedError()

#! wrong weights-transposed: the weights not transposed for the inputs
def layer_nudges(a_prev, W, nudges):
    return nudges, np.outer(nudges, a_prev), W @ nudges

#! wrong gradient-transposed: outer the other way round
def layer_nudges(a_prev, W, nudges):
    return nudges, np.outer(a_prev, nudges), W.T @ nudges

#! wrong mean-not-sum: the wishes for a_prev averaged
def layer_nudges(a_prev, W, nudges):
    return nudges, np.outer(nudges, a_prev), (W * nudges[:, None]).mean(axis=0)

#! wrong sum-left-out: the wishes for a_prev not added up
def layer_nudges(a_prev, W, nudges):
    return nudges, np.outer(nudges, a_prev), W * nudges[:, None]

#! wrong sum-left-out: a list of the wishes
def layer_nudges(a_prev, W, nudges):
    return nudges, np.outer(nudges, a_prev), [n * row for n, row in zip(nudges, W)]

#! wrong only-last-neuron: overwrites instead of adding
def layer_nudges(a_prev, W, nudges):
    nudge_W = np.zeros(W.shape)
    for j in range(len(nudges)):
        nudge_W[j] = nudges[j] * a_prev
        nudge_a_prev = nudges[j] * W[j]
    return nudges, nudge_W, nudge_a_prev

#! wrong parts-swapped: weights first
def layer_nudges(a_prev, W, nudges):
    return np.outer(nudges, a_prev), nudges, W.T @ nudges

#! wrong parts-swapped: the layer before first
def layer_nudges(a_prev, W, nudges):
    return W.T @ nudges, np.outer(nudges, a_prev), nudges

#! wrong sum-not-vector: one bias nudge for the whole layer
def layer_nudges(a_prev, W, nudges):
    return np.sum(nudges), np.outer(nudges, a_prev), W.T @ nudges

#! wrong sign-wrong: minus everywhere
def layer_nudges(a_prev, W, nudges):
    return -nudges, -np.outer(nudges, a_prev), -W.T @ nudges

#! wrong calls-the-reference: calls the reference in mlp
def layer_nudges(a_prev, W, nudges):
    return mlp.layer_nudges(a_prev, W, nudges)

#! wrong calls-the-reference: keeps only a part of it
def layer_nudges(a_prev, W, nudges):
    return nudges, np.outer(nudges, a_prev), mlp.layer_nudges(a_prev, W, nudges)[2]

#! wrong bias-nudge-wrong: ones for the biases
def layer_nudges(a_prev, W, nudges):
    return np.ones(len(nudges)), np.outer(nudges, a_prev), W.T @ nudges

#! wrong nudge-left-out: adds up the weights alone
def layer_nudges(a_prev, W, nudges):
    return nudges, np.outer(nudges, a_prev), W.sum(axis=0)

#! wrong inputs-and-weights-swapped: the weights in the nudges of the weights
def layer_nudges(a_prev, W, nudges):
    return nudges, W * nudges[:, None], W.T @ nudges

#! wrong mutates-input: W in place
def layer_nudges(a_prev, W, nudges):
    back = W.T @ nudges
    W[:] = np.outer(nudges, a_prev)
    return nudges, W, back

#! wrong mutates-input: nudges in place and back, save the last
def layer_nudges(a_prev, W, nudges):
    answer = nudges.copy(), np.outer(nudges, a_prev), W.T @ nudges
    nudges[-1] = 0
    return answer

#! wrong sum-over-wrong-axis: adds up the rows
def layer_nudges(a_prev, W, nudges):
    return nudges, np.outer(nudges, a_prev), (W * nudges[:, None]).sum(axis=1)

#! wrong sum-left-out: nudges times activations, entry by entry
def layer_nudges(a_prev, W, nudges):
    return nudges, nudges * a_prev, W.T @ nudges

#! wrong keeps-state: adds to a default argument
def layer_nudges(a_prev, W, nudges, total={}):
    n = len(a_prev)
    total[n] = total.get(n, 0) + W.T @ nudges
    return nudges, np.outer(nudges, a_prev), total[n]

#! wrong int-dtype-kept: keeps the type of W
def layer_nudges(a_prev, W, nudges):
    nudge_W = np.zeros_like(W)
    for j in range(len(nudges)):
        nudge_W[j] = nudges[j] * a_prev
    return nudges, nudge_W, W.T @ nudges

#! right: an outer product and Wᵀ
def layer_nudges(a_prev, W, nudges):
    return nudges, np.outer(nudges, a_prev), W.T @ nudges

#! right: the nudges first
def layer_nudges(a_prev, W, nudges):
    return nudges.copy(), nudges[:, None] * a_prev, nudges @ W

#! right: neuron by neuron
def layer_nudges(a_prev, W, nudges):
    nudge_W, nudge_a_prev = np.zeros(W.shape), np.zeros(len(a_prev))
    for j, nudge in enumerate(nudges):
        nudge_W[j] = nudge * a_prev
        nudge_a_prev += nudge * W[j]
    return nudges, nudge_W, nudge_a_prev

#! right: with three_ways for each neuron
def layer_nudges(a_prev, W, nudges):
    each = [mlp.three_ways(a_prev, w, nudge) for w, nudge in zip(W, nudges)]
    return [e[0] for e in each], [e[1] for e in each], sum(e[2] for e in each)

#! right: two loops over single entries
def layer_nudges(a_prev, W, nudges):
    n_out, n_in = W.shape
    nudge_W = [[0.0] * n_in for _ in range(n_out)]
    nudge_a_prev = [0.0] * n_in
    for j in range(n_out):
        for k in range(n_in):
            nudge_W[j][k] = nudges[j] * a_prev[k]
            nudge_a_prev[k] += nudges[j] * W[j, k]
    return list(nudges), nudge_W, nudge_a_prev

#! right: einsum and a list of parts
def layer_nudges(a_prev, W, nudges):
    return [nudges, np.einsum("j,k->jk", nudges, a_prev), np.einsum("jk,j->k", W, nudges)]

#! right: the transposed of the other outer product
def layer_nudges(a_prev, W, nudges):
    return nudges, np.outer(a_prev, nudges).T, np.dot(nudges, W)
