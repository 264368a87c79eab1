#! wrong not-attempted: nothing written yet
def line_gradient(x, y, slope, intercept):
    raise NotImplementedError()

#! wrong factor-two-missing: no factor 2
def line_gradient(x, y, slope, intercept):
    e = slope * x + intercept - y
    return np.mean(e * x), np.mean(e)

#! wrong sum-not-mean: the sum over the data
def line_gradient(x, y, slope, intercept):
    e = slope * x + intercept - y
    return 2 * np.sum(e * x), 2 * np.sum(e)

#! wrong sign-wrong: y minus the line
def line_gradient(x, y, slope, intercept):
    e = y - (slope * x + intercept)
    return 2 * np.mean(e * x), 2 * np.mean(e)

#! wrong parts-swapped: the two derivatives exchanged
def line_gradient(x, y, slope, intercept):
    e = slope * x + intercept - y
    return 2 * np.mean(e), 2 * np.mean(e * x)

#! wrong input-left-out: the slope's derivative without x
def line_gradient(x, y, slope, intercept):
    e = slope * x + intercept - y
    return 2 * np.mean(e), 2 * np.mean(e)

#! wrong bias-left-out: the line without the intercept
def line_gradient(x, y, slope, intercept):
    e = slope * x - y
    return 2 * np.mean(e * x), 2 * np.mean(e)

#! wrong mean-of-products-wrong: the mean error times the mean x
def line_gradient(x, y, slope, intercept):
    e = slope * x + intercept - y
    return 2 * np.mean(e) * np.mean(x), 2 * np.mean(e)

#! wrong calls-the-reference: calls the reference in mlp
def line_gradient(x, y, slope, intercept):
    return mlp.line_gradient(x, y, slope, intercept)

#! wrong mean-left-out: one number for each point
def line_gradient(x, y, slope, intercept):
    e = slope * x + intercept - y
    return 2 * e * x, 2 * e

#! wrong cost-not-derivative: the cost
def line_gradient(x, y, slope, intercept):
    return np.mean((slope * x + intercept - y) ** 2)

#! wrong sign-wrong: only the intercept's
def line_gradient(x, y, slope, intercept):
    e = slope * x + intercept - y
    return 2 * np.mean(e * x), -2 * np.mean(e)

#! wrong mutates-input: subtracts in place
def line_gradient(x, y, slope, intercept):
    y -= slope * x + intercept
    return -2 * np.mean(y * x), -2 * np.mean(y)

#! wrong mutates-input: scales x in place
def line_gradient(x, y, slope, intercept):
    e = slope * x + intercept - y
    x *= 2
    return np.mean(e * x), 2 * np.mean(e)

#! wrong factor-two-missing: only the intercept's
def line_gradient(x, y, slope, intercept):
    e = slope * x + intercept - y
    return 2 * np.mean(e * x), np.mean(e)

#! wrong wrong-shape: the slope's alone
def line_gradient(x, y, slope, intercept):
    e = slope * x + intercept - y
    return 2 * np.mean(e * x)

#! wrong prints-not-returns: prints
def line_gradient(x, y, slope, intercept):
    e = slope * x + intercept - y
    print(2 * np.mean(e * x), 2 * np.mean(e))

#! right: means
def line_gradient(x, y, slope, intercept):
    e = slope * x + intercept - y
    return 2 * np.mean(e * x), 2 * np.mean(e)

#! right: sums divided by n, a list
def line_gradient(x, y, slope, intercept):
    n = len(x)
    e = mlp.line(x, slope, intercept) - y
    return [2 / n * np.sum(x * e), 2 / n * np.sum(e)]

#! right: a loop
def line_gradient(x, y, slope, intercept):
    dm = db = 0.0
    for xi, yi in zip(x, y):
        error = slope * xi + intercept - yi
        dm += 2 * error * xi
        db += 2 * error
    return dm / len(x), db / len(x)

#! right: minus y minus the line, an array
def line_gradient(x, y, slope, intercept):
    residual = y - slope * x - intercept
    return np.array([-2 * (residual * x).mean(), -2 * residual.mean()])

#! right: a product of matrices
def line_gradient(x, y, slope, intercept):
    X = np.column_stack([x, np.ones(len(x))])
    return 2 * X.T @ (X @ np.array([slope, intercept]) - y) / len(x)

#! right: multiplied out
def line_gradient(x, y, slope, intercept):
    mx, my = np.mean(x), np.mean(y)
    return (
        2 * (slope * np.mean(x * x) + intercept * mx - np.mean(x * y)),
        2 * (slope * mx + intercept - my),
    )

#! right: by differences, which are exact for a parabola
def line_gradient(x, y, slope, intercept):
    C = lambda m, b: np.mean((m * np.asarray(x, float) + b - y) ** 2)
    h = 0.5
    return (
        (C(slope + h, intercept) - C(slope - h, intercept)) / (2 * h),
        (C(slope, intercept + h) - C(slope, intercept - h)) / (2 * h),
    )
