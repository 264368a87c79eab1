#! wrong not-attempted: nothing written yet
def minibatches(n, batch_size, rng):
    raise NotImplementedError()

#! wrong not-shuffled: no shuffle
def minibatches(n, batch_size, rng):
    order = np.arange(n)
    return [order[k:k + batch_size] for k in range(0, n, batch_size)]

#! wrong not-shuffled: throws the permutation away
def minibatches(n, batch_size, rng):
    order = np.arange(n)
    rng.permutation(order)
    return [order[k:k + batch_size] for k in range(0, n, batch_size)]

#! wrong not-shuffled: shuffles the batches, not the examples
def minibatches(n, batch_size, rng):
    starts = list(range(0, n - n % batch_size, batch_size))
    rng.shuffle(starts)
    batches = [np.arange(k, k + batch_size) for k in starts]
    if n % batch_size:
        batches.append(np.arange(n - n % batch_size, n))
    return batches

#! wrong not-shuffled: shuffles inside each batch
def minibatches(n, batch_size, rng):
    return [rng.permutation(np.arange(k, min(k + batch_size, n))) for k in range(0, n, batch_size)]

#! wrong not-shuffled: begins somewhere and goes round
def minibatches(n, batch_size, rng):
    order = np.roll(np.arange(n), rng.integers(n))
    return [order[k:k + batch_size] for k in range(0, n, batch_size)]

#! wrong not-shuffled: the last example always comes last
def minibatches(n, batch_size, rng):
    order = np.append(rng.permutation(n - 1), n - 1)
    return [order[k:k + batch_size] for k in range(0, n, batch_size)]

#! wrong last-batch-dropped: drops the smaller last batch
def minibatches(n, batch_size, rng):
    order = rng.permutation(n)
    return [order[k * batch_size:(k + 1) * batch_size] for k in range(n // batch_size)]

#! wrong last-batch-dropped: an end one too early, seen where one example is left
def minibatches(n, batch_size, rng):
    order = rng.permutation(n)
    return [order[k:k + batch_size] for k in range(0, n - 1, batch_size)]

#! wrong last-batch-dropped: reshapes what is left
def minibatches(n, batch_size, rng):
    full = n // batch_size
    return rng.permutation(n)[:full * batch_size].reshape(full, batch_size)

#! wrong same-order-each-call: a fixed seed inside
def minibatches(n, batch_size, rng):
    order = np.random.default_rng(0).permutation(n)
    return [order[k:k + batch_size] for k in range(0, n, batch_size)]

#! wrong same-order-each-call: seeds the old generator
def minibatches(n, batch_size, rng):
    np.random.seed(42)
    order = np.random.permutation(n)
    return [order[k:k + batch_size] for k in range(0, n, batch_size)]

#! wrong same-order-each-call: mixed by arithmetic
def minibatches(n, batch_size, rng):
    order = np.array(sorted(range(n), key=lambda i: i * 37 % 101))
    return [order[k:k + batch_size] for k in range(0, n, batch_size)]

#! wrong same-order-each-call: shuffles a copy of rng
def minibatches(n, batch_size, rng):
    import copy
    order = copy.deepcopy(rng).permutation(n)
    return [order[k:k + batch_size] for k in range(0, n, batch_size)]

#! wrong same-order-each-call: remembers the first order of each n
def minibatches(n, batch_size, rng, known={}):
    if n not in known:
        known[n] = rng.permutation(n)
    return [known[n][k:k + batch_size] for k in range(0, n, batch_size)]

#! wrong generator-ignored: the global random numbers of NumPy
def minibatches(n, batch_size, rng):
    order = np.random.permutation(n)
    return [order[k:k + batch_size] for k in range(0, n, batch_size)]

#! wrong generator-ignored: the module random
def minibatches(n, batch_size, rng):
    import random
    order = list(range(n))
    random.shuffle(order)
    return [np.array(order[k:k + batch_size]) for k in range(0, n, batch_size)]

#! wrong generator-ignored: a new generator at each call
def minibatches(n, batch_size, rng):
    rng = np.random.default_rng()
    order = rng.permutation(n)
    return [order[k:k + batch_size] for k in range(0, n, batch_size)]

#! wrong generator-ignored: draws from it in vain
def minibatches(n, batch_size, rng):
    rng.random(n)
    order = np.random.default_rng().permutation(n)
    return [order[k:k + batch_size] for k in range(0, n, batch_size)]

#! wrong with-replacement: random numbers, so some twice and some never
def minibatches(n, batch_size, rng):
    order = rng.integers(0, n, n)
    return [order[k:k + batch_size] for k in range(0, n, batch_size)]

#! wrong with-replacement: rng.choice as it comes
def minibatches(n, batch_size, rng):
    order = rng.choice(n, n)
    return [order[k:k + batch_size] for k in range(0, n, batch_size)]

#! wrong with-replacement: draws each batch on its own
def minibatches(n, batch_size, rng):
    return [rng.choice(n, min(batch_size, n - k), replace=False) for k in range(0, n, batch_size)]

#! wrong with-replacement: draws full batches on their own
def minibatches(n, batch_size, rng):
    return [rng.permutation(n)[:batch_size] for _ in range(n // batch_size)]

#! wrong with-replacement: one after another, each a random number
def minibatches(n, batch_size, rng):
    for k in range(0, n, batch_size):
        yield np.array([rng.integers(n) for _ in range(min(batch_size, n - k))])

#! wrong count-and-size-swapped: as many batches as a batch should have examples
def minibatches(n, batch_size, rng):
    return np.array_split(rng.permutation(n), batch_size)

#! wrong count-and-size-swapped: in a loop
def minibatches(n, batch_size, rng):
    order = rng.permutation(n)
    size = max(n // batch_size, 1)
    return [order[k:k + size] for k in range(0, n, size)]

#! wrong off-by-one: batches one too short
def minibatches(n, batch_size, rng):
    order = rng.permutation(n)
    return [order[k:k + batch_size - 1] for k in range(0, n, batch_size)]

#! wrong off-by-one: batches one too long
def minibatches(n, batch_size, rng):
    order = rng.permutation(n)
    return [order[k:k + batch_size + 1] for k in range(0, n, batch_size)]

#! wrong off-by-one: counts from 1
def minibatches(n, batch_size, rng):
    order = rng.permutation(np.arange(1, n + 1))
    return [order[k:k + batch_size] for k in range(0, n, batch_size)]

#! wrong off-by-one: the last index never comes
def minibatches(n, batch_size, rng):
    order = rng.permutation(n - 1)
    return [order[k:k + batch_size] for k in range(0, n, batch_size)]

#! wrong calls-the-reference: calls the reference in mlp
def minibatches(n, batch_size, rng):
    return mlp.minibatches(n, batch_size, rng)

#! wrong calls-the-reference: inside a generator
def minibatches(n, batch_size, rng):
    for batch in mlp.minibatches(n, batch_size, rng):
        yield batch

#! wrong uneven-batches: batches as even as can be
def minibatches(n, batch_size, rng):
    return np.array_split(rng.permutation(n), -(-n // batch_size))

#! wrong last-batch-too-big: the rest goes to the last full batch
def minibatches(n, batch_size, rng):
    order = rng.permutation(n)
    full = max(n // batch_size, 1)
    batches = [order[k * batch_size:(k + 1) * batch_size] for k in range(full - 1)]
    return batches + [order[(full - 1) * batch_size:]]

#! wrong empty-batch: one batch more than needed where it divides
def minibatches(n, batch_size, rng):
    order = rng.permutation(n)
    return [order[k * batch_size:(k + 1) * batch_size] for k in range(n // batch_size + 1)]

#! wrong wrong-shape: one long order
def minibatches(n, batch_size, rng):
    return rng.permutation(n)

#! wrong returns-nothing: no return
def minibatches(n, batch_size, rng):
    order = rng.permutation(n)
    batches = [order[k:k + batch_size] for k in range(0, n, batch_size)]

#! wrong prints-not-returns: prints the batches
def minibatches(n, batch_size, rng):
    order = rng.permutation(n)
    for k in range(0, n, batch_size):
        print(order[k:k + batch_size])

#! wrong early-return: the return stands inside the loop
def minibatches(n, batch_size, rng):
    order = rng.permutation(n)
    batches = []
    for k in range(0, n, batch_size):
        batches.append(order[k:k + batch_size])
        return batches

#! wrong -: starts anew in each batch
def minibatches(n, batch_size, rng):
    order = rng.permutation(n)
    return [order[:min(batch_size, n - k)] for k in range(0, n, batch_size)]

#! wrong too-slow: a loop without end
def minibatches(n, batch_size, rng):
    order, k = rng.permutation(n), 0
    batches = []
    while k < n:
        batches.append(order[k:k + batch_size])
    return batches

#! right: slices of a permutation
def minibatches(n, batch_size, rng):
    order = rng.permutation(n)
    return [order[k:k + batch_size] for k in range(0, n, batch_size)]

#! right: a generator with yield
def minibatches(n, batch_size, rng):
    order = rng.permutation(n)
    for start in range(0, n, batch_size):
        yield order[start:start + batch_size]

#! right: a shuffled range, lists of ints
def minibatches(n, batch_size, rng):
    order = list(range(n))
    rng.shuffle(order)
    batches = []
    while order:
        batches.append(order[:batch_size])
        order = order[batch_size:]
    return batches

#! right: choice without replacement, a tuple
def minibatches(n, batch_size, rng):
    order = rng.choice(n, size=n, replace=False)
    return tuple(order[k:k + batch_size] for k in range(0, n, batch_size))

#! right: sorts random numbers
def minibatches(n, batch_size, rng):
    order = np.argsort(rng.random(n))
    return np.split(order, range(batch_size, n, batch_size))

#! right: draws one index after another from those left
def minibatches(n, batch_size, rng):
    left, batches = list(range(n)), []
    while left:
        batch = []
        while left and len(batch) < batch_size:
            batch.append(left.pop(rng.integers(len(left))))
        batches.append(np.array(batch))
    return batches

#! right: swaps by hand
def minibatches(n, batch_size, rng):
    order = np.arange(n)
    for i in range(n - 1, 0, -1):
        j = rng.integers(0, i + 1)
        order[[i, j]] = order[[j, i]]
    return iter([order[k:k + batch_size] for k in range(0, n, batch_size)])

#! right: a seed drawn from rng
def minibatches(n, batch_size, rng):
    own = np.random.default_rng(rng.integers(2**63))
    order = own.permuted(np.arange(n))
    return [order[k:k + batch_size] for k in range(0, n, batch_size)]

#! right: recursion
def minibatches(n, batch_size, rng):
    def cut(order):
        return [order[:batch_size]] + cut(order[batch_size:]) if len(order) else []
    return cut(rng.permutation(n))

#! right: a map
def minibatches(n, batch_size, rng):
    order = rng.permutation(n)
    return map(lambda k: order[k:k + batch_size], range(0, n, batch_size))

#! right: takes the batches out of what is left, sorted inside
def minibatches(n, batch_size, rng):
    left = np.arange(n)
    while len(left):
        batch = rng.choice(left, min(batch_size, len(left)), replace=False)
        left = np.setdiff1d(left, batch)
        yield np.sort(batch)
