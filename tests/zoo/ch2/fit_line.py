def gradient_of(x, y, m, b):
    e = m * x + b - y
    return 2 * np.mean(e * x), 2 * np.mean(e)

#! wrong not-attempted: nothing written yet
def fit_line(x, y, learning_rate, steps):
    raise NotImplementedError()

#! wrong gradient-ascent: steps up the cost
def fit_line(x, y, learning_rate, steps):
    m = b = 0.0
    for _ in range(steps):
        dm, db = gradient_of(x, y, m, b)
        m, b = m + learning_rate * dm, b + learning_rate * db
    return m, b

#! wrong factor-two-missing: no factor 2
def fit_line(x, y, learning_rate, steps):
    m = b = 0.0
    for _ in range(steps):
        e = m * x + b - y
        m, b = m - learning_rate * np.mean(e * x), b - learning_rate * np.mean(e)
    return m, b

#! wrong sum-not-mean: the sum over the data
def fit_line(x, y, learning_rate, steps):
    m = b = 0.0
    for _ in range(steps):
        e = m * x + b - y
        m, b = m - learning_rate * 2 * np.sum(e * x), b - learning_rate * 2 * np.sum(e)
    return m, b

#! wrong updated-in-turn: the intercept sees the new slope
def fit_line(x, y, learning_rate, steps):
    m = b = 0.0
    for _ in range(steps):
        m = m - learning_rate * 2 * np.mean((m * x + b - y) * x)
        b = b - learning_rate * 2 * np.mean(m * x + b - y)
    return m, b

#! wrong updated-in-turn: the slope sees the new intercept
def fit_line(x, y, learning_rate, steps):
    m = b = 0.0
    for _ in range(steps):
        b -= learning_rate * gradient_of(x, y, m, b)[1]
        m -= learning_rate * gradient_of(x, y, m, b)[0]
    return m, b

#! wrong off-by-one: one step too few
def fit_line(x, y, learning_rate, steps):
    m = b = 0.0
    for _ in range(1, steps):
        dm, db = gradient_of(x, y, m, b)
        m, b = m - learning_rate * dm, b - learning_rate * db
    return m, b

#! wrong off-by-one: one step too many
def fit_line(x, y, learning_rate, steps):
    m = b = 0.0
    for _ in range(steps + 1):
        dm, db = gradient_of(x, y, m, b)
        m, b = m - learning_rate * dm, b - learning_rate * db
    return m, b

#! wrong parts-swapped: the intercept first
def fit_line(x, y, learning_rate, steps):
    m = b = 0.0
    for _ in range(steps):
        dm, db = gradient_of(x, y, m, b)
        m, b = m - learning_rate * dm, b - learning_rate * db
    return b, m

#! wrong closed-form: the best line
def fit_line(x, y, learning_rate, steps):
    return np.polyfit(x, y, 1)

#! wrong closed-form: by the formula of the means
def fit_line(x, y, learning_rate, steps):
    m = np.sum((x - x.mean()) * (y - y.mean())) / np.sum((x - x.mean()) ** 2)
    return m, y.mean() - m * x.mean()

#! wrong early-return: the return stands inside the loop
def fit_line(x, y, learning_rate, steps):
    m = b = 0.0
    for _ in range(steps):
        dm, db = gradient_of(x, y, m, b)
        m, b = m - learning_rate * dm, b - learning_rate * db
        return m, b

#! wrong learning-rate-left-out: forgot the learning rate
def fit_line(x, y, learning_rate, steps):
    m = b = 0.0
    for _ in range(steps):
        dm, db = gradient_of(x, y, m, b)
        m, b = m - dm, b - db
    return m, b

#! wrong start-wrong: starts from (1, 0)
def fit_line(x, y, learning_rate, steps):
    m, b = 1.0, 0.0
    for _ in range(steps):
        dm, db = gradient_of(x, y, m, b)
        m, b = m - learning_rate * dm, b - learning_rate * db
    return m, b

#! wrong gradient-not-renewed: the gradient of the start
def fit_line(x, y, learning_rate, steps):
    m = b = 0.0
    dm, db = gradient_of(x, y, m, b)
    for _ in range(steps):
        m, b = m - learning_rate * dm, b - learning_rate * db
    return m, b

#! wrong -: a random start
def fit_line(x, y, learning_rate, steps):
    m, b = np.random.normal(size=2)
    for _ in range(steps):
        dm, db = gradient_of(x, y, m, b)
        m, b = m - learning_rate * dm, b - learning_rate * db
    return m, b

#! wrong calls-the-reference: calls the reference in mlp
def fit_line(x, y, learning_rate, steps):
    return mlp.fit_line(x, y, learning_rate, steps)

#! wrong keeps-state: goes on where the last call ended
m = b = 0.0
def fit_line(x, y, learning_rate, steps):
    global m, b
    for _ in range(steps):
        dm, db = gradient_of(x, y, m, b)
        m, b = m - learning_rate * dm, b - learning_rate * db
    return m, b

#! right: both at once
def fit_line(x, y, learning_rate, steps):
    m, b = 0.0, 0.0
    for _ in range(steps):
        dm, db = gradient_of(x, y, m, b)
        m, b = m - learning_rate * dm, b - learning_rate * db
    return m, b

#! right: in place on floats, a list
def fit_line(x, y, learning_rate, steps):
    slope = 0
    intercept = 0
    for step in range(steps):
        d_slope, d_intercept = mlp.line_gradient(x, y, slope, intercept)
        slope -= learning_rate * d_slope
        intercept -= learning_rate * d_intercept
    return [slope, intercept]

#! right: an array of two
def fit_line(x, y, learning_rate, steps):
    p = np.zeros(2)
    X = np.stack([x, np.ones(len(x))], axis=1)
    for _ in range(steps):
        p = p - learning_rate * 2 / len(x) * X.T @ (X @ p - y)
    return p

#! right: the descent of the course
def fit_line(x, y, learning_rate, steps):
    def gradient(p):
        return np.array(mlp.line_gradient(x, y, p[0], p[1]))
    return mlp.gradient_descent(gradient, np.zeros(2), learning_rate, steps)[-1]

#! right: plain Python
def fit_line(x, y, learning_rate, steps):
    n = len(x)
    m = b = 0.0
    for _ in range(steps):
        errors = [m * xi + b - yi for xi, yi in zip(x, y)]
        dm = 2 * sum(e * xi for e, xi in zip(errors, x)) / n
        db = 2 * sum(errors) / n
        m -= learning_rate * dm
        b -= learning_rate * db
    return m, b

#! right: recursion
def fit_line(x, y, learning_rate, steps, m=0.0, b=0.0):
    if steps == 0:
        return m, b
    dm, db = gradient_of(x, y, m, b)
    return fit_line(x, y, learning_rate, steps - 1, m - learning_rate * dm, b - learning_rate * db)

#! right: a matrix applied so many times
def fit_line(x, y, learning_rate, steps):
    n = len(x)
    M = np.array([[np.sum(x * x), np.sum(x)], [np.sum(x), n]]) * 2 / n
    v = np.array([np.sum(x * y), np.sum(y)]) * 2 / n
    p = np.zeros(2)
    while steps > 0:
        p = p - learning_rate * (M @ p - v)
        steps -= 1
    return tuple(p)

#! right: the errors first
def fit_line(x, y, learning_rate, steps):
    m = b = 0.0
    for _ in range(steps):
        e = m * x + b - y
        m, b = m - learning_rate * 2 * np.mean(e * x), b - learning_rate * 2 * np.mean(e)
    return m, b

#! right: the gradient of the course
def fit_line(x, y, learning_rate, steps):
    m = b = 0.0
    for _ in range(steps):
        dm, db = mlp.line_gradient(x, y, m, b)
        m, b = m - learning_rate * dm, b - learning_rate * db
    return m, b

#! wrong gradient-ascent: with the gradient of the course, up the cost
def fit_line(x, y, learning_rate, steps):
    m = b = 0.0
    for _ in range(steps):
        dm, db = mlp.line_gradient(x, y, m, b)
        m, b = m + learning_rate * dm, b + learning_rate * db
    return m, b

#! wrong off-by-one: with the gradient of the course, one step too few
def fit_line(x, y, learning_rate, steps):
    m = b = 0.0
    for _ in range(1, steps):
        dm, db = mlp.line_gradient(x, y, m, b)
        m, b = m - learning_rate * dm, b - learning_rate * db
    return m, b

#! wrong off-by-one: with the gradient of the course, one step too many
def fit_line(x, y, learning_rate, steps):
    m = b = 0.0
    for _ in range(steps + 1):
        dm, db = mlp.line_gradient(x, y, m, b)
        m, b = m - learning_rate * dm, b - learning_rate * db
    return m, b

#! wrong parts-swapped: with the gradient of the course, intercept first
def fit_line(x, y, learning_rate, steps):
    m = b = 0.0
    for _ in range(steps):
        dm, db = mlp.line_gradient(x, y, m, b)
        m, b = m - learning_rate * dm, b - learning_rate * db
    return b, m

#! wrong early-return: with the gradient of the course, return inside the loop
def fit_line(x, y, learning_rate, steps):
    m = b = 0.0
    for _ in range(steps):
        dm, db = mlp.line_gradient(x, y, m, b)
        m, b = m - learning_rate * dm, b - learning_rate * db
        return m, b

#! wrong start-wrong: with the gradient of the course, from another line
def fit_line(x, y, learning_rate, steps):
    m = b = 1.0
    for _ in range(steps):
        dm, db = mlp.line_gradient(x, y, m, b)
        m, b = m - learning_rate * dm, b - learning_rate * db
    return m, b

#! wrong bias-left-out: with the gradient of the course, the slope alone moves
def fit_line(x, y, learning_rate, steps):
    m = b = 0.0
    for _ in range(steps):
        dm, db = mlp.line_gradient(x, y, m, b)
        m, b = m - learning_rate * dm, b
    return m, b
