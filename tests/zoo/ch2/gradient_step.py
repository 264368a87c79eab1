#! wrong not-attempted: nothing written yet
def gradient_step(p, gradient, learning_rate):
    raise NotImplementedError()

#! wrong gradient-ascent: steps up the cost
def gradient_step(p, gradient, learning_rate):
    return p + learning_rate * gradient

#! wrong learning-rate-left-out: subtracts the whole gradient
def gradient_step(p, gradient, learning_rate):
    return p - gradient

#! wrong mutates-input: subtracts in place from the caller's array
def gradient_step(p, gradient, learning_rate):
    p -= learning_rate * gradient
    return p

#! wrong mutates-input: scales the gradient in place
def gradient_step(p, gradient, learning_rate):
    gradient *= learning_rate
    return p - gradient

#! wrong step-not-result: returns only the step
def gradient_step(p, gradient, learning_rate):
    return learning_rate * gradient

#! wrong step-not-result: with its minus
def gradient_step(p, gradient, learning_rate):
    return -learning_rate * gradient

#! wrong division-not-product: divides by the learning rate
def gradient_step(p, gradient, learning_rate):
    return p - gradient / learning_rate

#! wrong brackets-wrong: the learning rate times the difference
def gradient_step(p, gradient, learning_rate):
    return learning_rate * (p - gradient)

#! wrong brackets-wrong: the learning rate first
def gradient_step(p, gradient, learning_rate):
    return (p - learning_rate) * gradient

#! wrong gradient-left-out: subtracts the learning rate
def gradient_step(p, gradient, learning_rate):
    return p - learning_rate

#! wrong calls-the-reference: calls the reference in mlp
def gradient_step(p, gradient, learning_rate):
    return mlp.gradient_step(p, gradient, learning_rate)

#! wrong gradient-ascent: in place on the caller's array
def gradient_step(p, gradient, learning_rate):
    p += learning_rate * gradient
    return p

#! wrong sign-not-gradient: only the direction
def gradient_step(p, gradient, learning_rate):
    return p - learning_rate * np.sign(gradient)

#! wrong not-moved: forgets to use the step
def gradient_step(p, gradient, learning_rate):
    step = learning_rate * gradient
    return p

#! wrong prints-not-returns: prints
def gradient_step(p, gradient, learning_rate):
    print(p - learning_rate * gradient)

#! wrong returns-nothing: changes a local name alone
def gradient_step(p, gradient, learning_rate):
    p = p - learning_rate * gradient

#! wrong mutates-input: in place and nothing comes back
def gradient_step(p, gradient, learning_rate):
    p -= learning_rate * gradient

#! wrong keeps-state: momentum
velocity = 0
def gradient_step(p, gradient, learning_rate):
    global velocity
    if np.shape(velocity) != np.shape(p):
        velocity = 0
    velocity = velocity * 0.9 - learning_rate * gradient
    return p + velocity

#! wrong int-dtype-kept: an array of p's dtype
def gradient_step(p, gradient, learning_rate):
    q = np.empty_like(p)
    q[...] = p - learning_rate * gradient
    return q

#! right: the formula
def gradient_step(p, gradient, learning_rate):
    return p - learning_rate * gradient

#! right: minus in front
def gradient_step(p, gradient, learning_rate):
    step = -learning_rate * gradient
    return step + p

#! right: in place on a copy
def gradient_step(p, gradient, learning_rate):
    q = p.copy()
    q -= learning_rate * gradient
    return q

#! right: in place on a float copy
def gradient_step(p, gradient, learning_rate):
    q = np.array(p, dtype=float)
    q -= learning_rate * gradient
    return q

#! right: entry by entry
def gradient_step(p, gradient, learning_rate):
    q = np.zeros(p.shape)
    for i in np.ndindex(p.shape):
        q[i] = p[i] - learning_rate * gradient[i]
    return q

#! right: a list
def gradient_step(p, gradient, learning_rate):
    return (p - np.multiply(learning_rate, gradient)).tolist()

#! right: np.subtract
def gradient_step(p, gradient, learning_rate):
    return np.subtract(p, gradient * learning_rate)
