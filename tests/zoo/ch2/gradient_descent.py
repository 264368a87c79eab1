#! wrong not-attempted: nothing written yet
def gradient_descent(gradient, start, learning_rate, steps):
    raise NotImplementedError()

#! wrong gradient-ascent: steps up the cost
def gradient_descent(gradient, start, learning_rate, steps):
    path = [start]
    for _ in range(steps):
        path.append(path[-1] + learning_rate * gradient(path[-1]))
    return np.array(path)

#! wrong off-by-one: one step too few
def gradient_descent(gradient, start, learning_rate, steps):
    path = [start]
    for _ in range(steps - 1):
        path.append(path[-1] - learning_rate * gradient(path[-1]))
    return np.array(path)

#! wrong off-by-one: one step too many
def gradient_descent(gradient, start, learning_rate, steps):
    path = [start]
    for _ in range(steps + 1):
        path.append(path[-1] - learning_rate * gradient(path[-1]))
    return np.array(path)

#! wrong start-left-out: the path without the start
def gradient_descent(gradient, start, learning_rate, steps):
    p, path = start, []
    for _ in range(steps):
        p = p - learning_rate * gradient(p)
        path.append(p)
    return np.array(path)

#! wrong off-by-one: appends before the step
def gradient_descent(gradient, start, learning_rate, steps):
    p, path = start, []
    for _ in range(steps):
        path.append(p)
        p = p - learning_rate * gradient(p)
    return np.array(path)

#! wrong last-point-only: only the last point
def gradient_descent(gradient, start, learning_rate, steps):
    p = start
    for _ in range(steps):
        p = p - learning_rate * gradient(p)
    return p

#! wrong aliased-path: appends the same array again and again
def gradient_descent(gradient, start, learning_rate, steps):
    p = np.array(start, dtype=float)
    path = [p]
    for _ in range(steps):
        p -= learning_rate * gradient(p)
        path.append(p)
    return np.array(path)

#! wrong mutates-input: in the caller's array
def gradient_descent(gradient, start, learning_rate, steps):
    p = start
    path = [p]
    for _ in range(steps):
        p -= learning_rate * gradient(p)
        path.append(p)
    return np.array(path)

#! wrong aliased-path: all but the start
def gradient_descent(gradient, start, learning_rate, steps):
    p = np.array(start, dtype=float)
    path = [start]
    for _ in range(steps):
        p -= learning_rate * gradient(p)
        path.append(p)
    return np.array(path)

#! wrong gradient-not-renewed: the gradient of the start at every step
def gradient_descent(gradient, start, learning_rate, steps):
    g = gradient(start)
    path = [start]
    for _ in range(steps):
        path.append(path[-1] - learning_rate * g)
    return np.array(path)

#! wrong learning-rate-left-out: forgot the learning rate
def gradient_descent(gradient, start, learning_rate, steps):
    path = [start]
    for _ in range(steps):
        path.append(path[-1] - gradient(path[-1]))
    return np.array(path)

#! wrong step-decays: the learning rate shrinks at each step
def gradient_descent(gradient, start, learning_rate, steps):
    path = [start]
    for k in range(steps):
        path.append(path[-1] - learning_rate / (k + 1) * gradient(path[-1]))
    return np.array(path)

#! wrong step-decays: by a factor
def gradient_descent(gradient, start, learning_rate, steps):
    path = [start]
    for k in range(steps):
        path.append(path[-1] - learning_rate * gradient(path[-1]))
        learning_rate *= 0.9
    return np.array(path)

#! wrong step-decays: from the first step on
def gradient_descent(gradient, start, learning_rate, steps):
    path = [start]
    for k in range(1, steps + 1):
        path.append(path[-1] - learning_rate / np.sqrt(k + 1) * gradient(path[-1]))
    return np.array(path)

#! wrong mutates-input: walks in the caller's array
def gradient_descent(gradient, start, learning_rate, steps):
    path = [np.array(start)]
    for _ in range(steps):
        start -= learning_rate * gradient(start)
        path.append(np.array(start))
    return np.array(path)

#! wrong start-repeated: every step from the start
def gradient_descent(gradient, start, learning_rate, steps):
    path = [start]
    for _ in range(steps):
        path.append(start - learning_rate * gradient(start))
    return np.array(path)

#! wrong early-return: the return stands inside the loop
def gradient_descent(gradient, start, learning_rate, steps):
    path = [start]
    for _ in range(steps):
        path.append(path[-1] - learning_rate * gradient(path[-1]))
        return np.array(path)

#! wrong calls-the-reference: calls the reference in mlp
def gradient_descent(gradient, start, learning_rate, steps):
    return mlp.gradient_descent(gradient, start, learning_rate, steps)

#! wrong keeps-state: the path of all calls
path = []
def gradient_descent(gradient, start, learning_rate, steps):
    p = start
    path.append(p)
    for _ in range(steps):
        p = p - learning_rate * gradient(p)
        path.append(p)
    return path

#! wrong int-dtype-kept: an array of the start's dtype
def gradient_descent(gradient, start, learning_rate, steps):
    start = np.asarray(start)
    path = np.zeros((steps + 1, *start.shape), dtype=start.dtype)
    path[0] = start
    for k in range(steps):
        path[k + 1] = path[k] - learning_rate * gradient(path[k])
    return path

#! wrong updated-in-turn: one coordinate after the other
def gradient_descent(gradient, start, learning_rate, steps):
    path = [np.array(start, dtype=float)]
    for _ in range(steps):
        p = path[-1].copy()
        for i in range(len(p)):
            p[i] = p[i] - learning_rate * gradient(p)[i]
        path.append(p)
    return np.array(path)

#! wrong stops-early: ends when nothing moves any more
def gradient_descent(gradient, start, learning_rate, steps):
    path = [start]
    for _ in range(steps):
        path.append(path[-1] - learning_rate * gradient(path[-1]))
        if np.linalg.norm(path[-1] - path[-2]) < 1e-6:
            break
    return np.array(path)

#! wrong stops-early: a hundred steps at most
def gradient_descent(gradient, start, learning_rate, steps):
    path = [start]
    for _ in range(min(steps, 100)):
        path.append(path[-1] - learning_rate * gradient(path[-1]))
    return np.array(path)

#! wrong too-slow: stops when the gradient is 0
def gradient_descent(gradient, start, learning_rate, steps):
    path = [start]
    while np.any(gradient(path[-1]) != 1e300):
        path[-1] = path[-1] - 0.0 * gradient(path[-1])
    return np.array(path)

#! right: a list of points
def gradient_descent(gradient, start, learning_rate, steps):
    path = [start]
    for _ in range(steps):
        path.append(path[-1] - learning_rate * gradient(path[-1]))
    return path

#! right: an array filled step by step
def gradient_descent(gradient, start, learning_rate, steps):
    path = np.zeros((steps + 1,) + np.shape(start))
    path[0] = start
    for k in range(steps):
        path[k + 1] = path[k] - learning_rate * gradient(path[k])
    return path

#! right: an array filled step by step, for vectors
def gradient_descent(gradient, start, learning_rate, steps):
    path = np.empty((steps + 1, len(start)))
    path[0] = start
    for k in range(1, steps + 1):
        path[k] = path[k - 1] - learning_rate * gradient(path[k - 1])
    return path

#! right: in place on a copy, copies appended
def gradient_descent(gradient, start, learning_rate, steps):
    p = start.copy()
    path = [p.copy()]
    for _ in range(steps):
        p -= learning_rate * gradient(p)
        path.append(p.copy())
    return np.array(path)

#! right: recursion
def gradient_descent(gradient, start, learning_rate, steps):
    if steps == 0:
        return [start]
    return [start] + gradient_descent(gradient, start - learning_rate * gradient(start), learning_rate, steps - 1)

#! right: the step of the course
def gradient_descent(gradient, start, learning_rate, steps):
    path = [np.array(start, float)]
    for _ in range(steps):
        path.append(mlp.gradient_step(path[-1], gradient(path[-1]), learning_rate))
    return np.stack(path)

#! right: a generator inside
def gradient_descent(gradient, start, learning_rate, steps):
    def walk(p):
        yield p
        for _ in range(steps):
            p = p - learning_rate * gradient(p)
            yield p
    return np.array(list(walk(start)))

#! right: a while loop, a tuple
def gradient_descent(gradient, start, learning_rate, steps):
    points = (start,)
    while len(points) <= steps:
        here = points[-1]
        points = points + (here - gradient(here) * learning_rate,)
    return points

#! right: a list made an array
def gradient_descent(gradient, start, learning_rate, steps):
    path = [start]
    for _ in range(steps):
        path.append(path[-1] - learning_rate * gradient(path[-1]))
    return np.array(path)

#! right: a point that moves
def gradient_descent(gradient, start, learning_rate, steps):
    p, path = start, [start]
    for _ in range(steps):
        p = p - learning_rate * gradient(p)
        path.append(p)
    return np.array(path)
