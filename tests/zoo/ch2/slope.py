#! wrong not-attempted: nothing written yet
def slope(f, w, h=1e-5):
    raise NotImplementedError()

#! wrong forward-difference: one-sided
def slope(f, w, h=1e-5):
    return (f(w + h) - f(w)) / h

#! wrong forward-difference: to the left
def slope(f, w, h=1e-5):
    return (f(w) - f(w - h)) / h

#! wrong factor-two-missing: divides by h
def slope(f, w, h=1e-5):
    return (f(w + h) - f(w - h)) / h

#! wrong brackets-wrong: divides by 2 and multiplies by h
def slope(f, w, h=1e-5):
    return (f(w + h) - f(w - h)) / 2 * h

#! wrong sign-wrong: minus and plus exchanged
def slope(f, w, h=1e-5):
    return (f(w - h) - f(w + h)) / (2 * h)

#! wrong brackets-wrong: only the second value divided
def slope(f, w, h=1e-5):
    return f(w + h) - f(w - h) / (2 * h)

#! wrong rounding-noise: a step so small that only rounding is left
def slope(f, w, h=1e-5):
    h = 1e-15
    return (f(w + h) - f(w - h)) / (2 * h)

#! wrong rounding-noise: so small that it is lost
def slope(f, w, h=1e-5):
    h = 1e-20
    return (f(w + h) - f(w - h)) / (2 * h)

#! wrong second-derivative: the second difference
def slope(f, w, h=1e-5):
    return (f(w + h) - 2 * f(w) + f(w - h)) / h ** 2

#! wrong calls-the-reference: calls the reference in mlp
def slope(f, w, h=1e-5):
    return mlp.slope(f, w, h)

#! wrong argument-ignored: h built in
def slope(f, w, h=1e-5):
    return (f(w + 1e-5) - f(w - 1e-5)) / 2e-5

#! wrong division-left-out: the difference alone
def slope(f, w, h=1e-5):
    return f(w + h) - f(w - h)

#! wrong value-not-derivative: the height
def slope(f, w, h=1e-5):
    return f(w)

#! wrong sign-wrong: added
def slope(f, w, h=1e-5):
    return (f(w + h) + f(w - h)) / (2 * h)

#! wrong factor-two-missing: 2h below a step of h
def slope(f, w, h=1e-5):
    return (f(w + h) - f(w)) / (2 * h)

#! wrong hard-coded-answer: the slope of the example
def slope(f, w, h=1e-5):
    return 6.0

#! wrong wrong-shape: an array of one number
def slope(f, w, h=1e-5):
    return np.array([(f(w + h) - f(w - h)) / (2 * h)])

#! wrong prints-not-returns: prints
def slope(f, w, h=1e-5):
    print((f(w + h) - f(w - h)) / (2 * h))

#! wrong -: half of h
def slope(f, w, h=1e-5):
    return (f(w + h / 2) - f(w - h / 2)) / h

#! right: the formula
def slope(f, w, h=1e-5):
    return (f(w + h) - f(w - h)) / (2 * h)

#! right: names for every part
def slope(f, w, h=1e-5):
    above = f(w + h)
    below = f(w - h)
    rise = above - below
    run = 2 * h
    return rise / run

#! right: divided twice
def slope(f, w, h=1e-5):
    return (f(w + h) - f(w - h)) / 2 / h

#! right: the mean of both one-sided differences
def slope(f, w, h=1e-5):
    right = (f(w + h) - f(w)) / h
    left = (f(w) - f(w - h)) / h
    return (left + right) / 2

#! right: two points
def slope(f, w, h=1e-5):
    x = np.array([w - h, w + h])
    y = np.array([f(v) for v in x])
    return np.diff(y)[0] / (2 * h)

#! right: a 0-d array
def slope(f, w, h=1e-5):
    return np.asarray((f(w + h) - f(w - h)) * 0.5 / h)
