#! wrong not-attempted: nothing written yet
def numerical_gradient(f, p, h=1e-5):
    raise NotImplementedError()

#! wrong factor-two-missing: divides by h
def numerical_gradient(f, p, h=1e-5):
    p = np.array(p, dtype=float)
    gradient = np.zeros_like(p)
    for i in np.ndindex(p.shape):
        old = p[i]
        p[i] = old + h
        up = f(p)
        p[i] = old - h
        down = f(p)
        p[i] = old
        gradient[i] = (up - down) / h
    return gradient

#! wrong not-restored: does not put the old value back
def numerical_gradient(f, p, h=1e-5):
    p = p.astype(float)
    gradient = np.zeros_like(p)
    for i in np.ndindex(p.shape):
        p[i] += h
        up = f(p)
        p[i] -= 2 * h
        down = f(p)
        gradient[i] = (up - down) / (2 * h)
    return gradient

#! wrong not-restored: leaves the upper value
def numerical_gradient(f, p, h=1e-5):
    p = np.array(p, float)
    gradient = np.zeros(p.shape)
    for i in np.ndindex(p.shape):
        old = p[i]
        p[i] = old - h
        down = f(p)
        p[i] = old + h
        up = f(p)
        gradient[i] = (up - down) / (2 * h)
    return gradient

#! wrong all-at-once: changes all entries together
def numerical_gradient(f, p, h=1e-5):
    return (f(p + h) - f(p - h)) / (2 * h)

#! wrong all-at-once: once for each entry
def numerical_gradient(f, p, h=1e-5):
    gradient = np.zeros(p.shape)
    for i in np.ndindex(p.shape):
        gradient[i] = (f(p + h) - f(p - h)) / (2 * h)
    return gradient

#! wrong int-dtype-kept: an int array loses the small step
def numerical_gradient(f, p, h=1e-5):
    gradient = np.zeros(p.shape)
    for i in np.ndindex(p.shape):
        up, down = p.copy(), p.copy()
        up[i] += h
        down[i] -= h
        gradient[i] = (f(up) - f(down)) / (2 * h)
    return gradient

#! wrong int-dtype-kept: the old value put back, in an int copy
def numerical_gradient(f, p, h=1e-5):
    q = p.copy()
    gradient = np.zeros(p.shape)
    for i in np.ndindex(q.shape):
        old = q[i]
        q[i] = old + h
        up = f(q)
        q[i] = old - h
        down = f(q)
        q[i] = old
        gradient[i] = (up - down) / (2 * h)
    return gradient

#! wrong int-dtype-kept: in the caller's array, restored by arithmetic
def numerical_gradient(f, p, h=1e-5):
    gradient = np.zeros(p.shape)
    for i in np.ndindex(p.shape):
        p[i] += h
        up = f(p)
        p[i] -= 2 * h
        down = f(p)
        p[i] += h
        gradient[i] = (up - down) / (2 * h)
    return gradient

#! wrong int-dtype-kept: an int gradient
def numerical_gradient(f, p, h=1e-5):
    gradient = np.zeros_like(p)
    for i in np.ndindex(p.shape):
        e = np.zeros(p.shape)
        e[i] = h
        gradient[i] = (f(p + e) - f(p - e)) / (2 * h)
    return gradient

#! wrong int-dtype-kept: an int step
def numerical_gradient(f, p, h=1e-5):
    gradient = np.zeros(p.shape)
    for i in np.ndindex(p.shape):
        e = np.zeros_like(p)
        e[i] = h
        gradient[i] = (f(p + e) - f(p - e)) / (2 * h)
    return gradient

#! wrong sign-wrong: down minus up
def numerical_gradient(f, p, h=1e-5):
    p = np.array(p, dtype=float)
    gradient = np.zeros_like(p)
    for i in np.ndindex(p.shape):
        old = p[i]
        p[i] = old + h
        up = f(p)
        p[i] = old - h
        down = f(p)
        p[i] = old
        gradient[i] = (down - up) / (2 * h)
    return gradient

#! wrong forward-difference: one-sided
def numerical_gradient(f, p, h=1e-5):
    p = np.array(p, dtype=float)
    gradient = np.zeros_like(p)
    here = f(p)
    for i in np.ndindex(p.shape):
        old = p[i]
        p[i] = old + h
        gradient[i] = (f(p) - here) / h
        p[i] = old
    return gradient

#! wrong mutates-input or not-restored: leaves h behind in the caller's array
def numerical_gradient(f, p, h=1e-5):
    gradient = np.zeros(p.shape)
    for i in np.ndindex(p.shape):
        p[i] += h
        up = f(p)
        p[i] -= 2 * h
        down = f(p)
        p[i] += 2 * h
        gradient[i] = (up - down) / (2 * h)
    return gradient

#! wrong mutates-input or not-restored: the caller's array, nothing put back
def numerical_gradient(f, p, h=1e-5):
    gradient = np.zeros(p.shape)
    for i in np.ndindex(p.shape):
        p[i] += h
        up = f(p)
        p[i] -= 2 * h
        down = f(p)
        gradient[i] = (up - down) / (2 * h)
    return gradient

#! wrong wrong-shape: flat for a matrix
def numerical_gradient(f, p, h=1e-5):
    flat = p.astype(float).ravel()
    gradient = np.zeros(flat.size)
    for i in range(flat.size):
        up, down = flat.copy(), flat.copy()
        up[i] += h
        down[i] -= h
        gradient[i] = (f(up.reshape(p.shape)) - f(down.reshape(p.shape))) / (2 * h)
    return gradient

#! wrong argument-ignored: h built in
def numerical_gradient(f, p, h=1e-5):
    gradient = np.zeros(p.shape)
    for i in np.ndindex(p.shape):
        e = np.zeros(p.shape)
        e[i] = 1e-5
        gradient[i] = (f(p + e) - f(p - e)) / 2e-5
    return gradient

#! wrong brackets-wrong: / 2 * h
def numerical_gradient(f, p, h=1e-5):
    gradient = np.zeros(p.shape)
    for i in np.ndindex(p.shape):
        e = np.zeros(p.shape)
        e[i] = h
        gradient[i] = (f(p + e) - f(p - e)) / 2 * h
    return gradient

#! wrong calls-the-reference: calls the reference in mlp
def numerical_gradient(f, p, h=1e-5):
    return mlp.numerical_gradient(f, p, h)

#! wrong calls-the-reference: from its module
def numerical_gradient(f, p, h=1e-5):
    import mlp.core.gradients
    return mlp.core.gradients.numerical_gradient(f, p, h)

#! wrong raises: for vectors alone
def numerical_gradient(f, p, h=1e-5):
    gradient = np.zeros(len(p))
    for i in range(len(p)):
        up, down = p.astype(float), p.astype(float)
        up[i] += h
        down[i] -= h
        gradient[i] = (f(up) - f(down)) / (2 * h)
        up[i + 0 * int(gradient[i:i + 1].item())]
        assert p.ndim == 1
    return gradient

#! wrong raises: asks f with a flat array
def numerical_gradient(f, p, h=1e-5):
    q = p.astype(float).ravel()
    gradient = np.zeros(q.size)
    for i in range(q.size):
        old = q[i]
        q[i] = old + h
        up = f(q)
        q[i] = old - h
        down = f(q)
        q[i] = old
        gradient[i] = (up - down) / (2 * h)
    return gradient

#! right: a copy, one entry changed and put back
def numerical_gradient(f, p, h=1e-5):
    q = np.array(p, dtype=float)
    gradient = np.zeros(q.shape)
    for i in np.ndindex(q.shape):
        old = q[i]
        q[i] = old + h
        up = f(q)
        q[i] = old - h
        down = f(q)
        q[i] = old
        gradient[i] = (up - down) / (2 * h)
    return gradient

#! right: two copies for each entry
def numerical_gradient(f, p, h=1e-5):
    gradient = np.empty(p.shape)
    for i in np.ndindex(*p.shape):
        up = p.astype(float)
        down = p.astype(float)
        up[i] = up[i] + h
        down[i] = down[i] - h
        gradient[i] = (f(up) - f(down)) / (2 * h)
    return gradient

#! right: a unit vector
def numerical_gradient(f, p, h=1e-5):
    gradient = np.zeros(p.size)
    for i in range(p.size):
        e = np.zeros(p.size)
        e[i] = h
        e = e.reshape(p.shape)
        gradient[i] = (f(p + e) - f(p - e)) / (2 * h)
    return gradient.reshape(p.shape)

#! right: the rows of the identity
def numerical_gradient(f, p, h=1e-5):
    steps = h * np.eye(p.size)
    slopes = [(f(p + s.reshape(p.shape)) - f(p - s.reshape(p.shape))) / (2 * h) for s in steps]
    return np.reshape(slopes, p.shape)

#! right: the slope of the course, one entry at a time
def numerical_gradient(f, p, h=1e-5):
    def along(i):
        def g(v):
            q = p.astype(float)
            q[i] = v
            return f(q)
        return g
    gradient = np.zeros(p.shape)
    for i in np.ndindex(p.shape):
        gradient[i] = mlp.slope(along(i), float(p[i]), h)
    return gradient

#! right: in the caller's array, put back, ints on a copy
def numerical_gradient(f, p, h=1e-5):
    if p.dtype.kind != "f":
        p = p.astype(float)
    gradient = np.zeros(p.shape)
    for i in np.ndindex(p.shape):
        old = p[i]
        p[i] = old + h
        up = f(p)
        p[i] = old - h
        down = f(p)
        p[i] = old
        gradient[i] = (up - down) / (2 * h)
    return gradient

#! right: nditer
def numerical_gradient(f, p, h=1e-5):
    q = p.astype(np.float64).copy()
    gradient = np.zeros_like(q)
    it = np.nditer(q, flags=["multi_index"])
    while not it.finished:
        i = it.multi_index
        old = q[i]
        values = []
        for s in (1, -1):
            q[i] = old + s * h
            values.append(f(q))
        q[i] = old
        gradient[i] = (values[0] - values[1]) / (2 * h)
        it.iternext()
    return gradient

#! right: an array like p
def numerical_gradient(f, p, h=1e-5):
    p = np.array(p, dtype=float)
    gradient = np.zeros_like(p)
    for i in np.ndindex(p.shape):
        old = p[i]
        p[i] = old + h
        up = f(p)
        p[i] = old - h
        down = f(p)
        p[i] = old
        gradient[i] = (up - down) / (2 * h)
    return gradient

#! right: up, down and up again
def numerical_gradient(f, p, h=1e-5):
    p = p.astype(float)
    gradient = np.zeros_like(p)
    for i in np.ndindex(p.shape):
        p[i] += h
        up = f(p)
        p[i] -= 2 * h
        down = f(p)
        gradient[i] = (up - down) / (2 * h)
        p[i] += h
    return gradient

#! right: two copies as floats
def numerical_gradient(f, p, h=1e-5):
    gradient = np.zeros(p.shape)
    for i in np.ndindex(p.shape):
        up, down = p.astype(float), p.astype(float)
        up[i] += h
        down[i] -= h
        gradient[i] = (f(up) - f(down)) / (2 * h)
    return gradient

#! wrong brackets-wrong: two copies, no brackets around 2 h
def numerical_gradient(f, p, h=1e-5):
    gradient = np.zeros(p.shape)
    for i in np.ndindex(p.shape):
        up, down = p.astype(float), p.astype(float)
        up[i] += h
        down[i] -= h
        gradient[i] = (f(up) - f(down)) / 2 * h
    return gradient

#! wrong division-left-out: two copies, no division
def numerical_gradient(f, p, h=1e-5):
    gradient = np.zeros(p.shape)
    for i in np.ndindex(p.shape):
        up, down = p.astype(float), p.astype(float)
        up[i] += h
        down[i] -= h
        gradient[i] = f(up) - f(down)
    return gradient

#! wrong forward-difference: two copies, only the upper one used
def numerical_gradient(f, p, h=1e-5):
    gradient = np.zeros(p.shape)
    for i in np.ndindex(p.shape):
        up, down = p.astype(float), p.astype(float)
        up[i] += h
        down[i] -= h
        gradient[i] = (f(up) - f(p)) / h
    return gradient

#! wrong sign-wrong: two copies, the lower value first
def numerical_gradient(f, p, h=1e-5):
    gradient = np.zeros(p.shape)
    for i in np.ndindex(p.shape):
        up, down = p.astype(float), p.astype(float)
        up[i] += h
        down[i] -= h
        gradient[i] = (f(down) - f(up)) / (2 * h)
    return gradient

#! wrong second-derivative: two copies, the second difference
def numerical_gradient(f, p, h=1e-5):
    gradient = np.zeros(p.shape)
    for i in np.ndindex(p.shape):
        up, down = p.astype(float), p.astype(float)
        up[i] += h
        down[i] -= h
        gradient[i] = (f(up) - 2 * f(p) + f(down)) / h**2
    return gradient
