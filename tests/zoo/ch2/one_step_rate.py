import math

#! wrong not-attempted: nothing written yet
def one_step_rate(curvature):
    """Return the learning rate that lands at the bottom in one step."""
    raise NotImplementedError()

#! wrong factor-two-missing: the 2 forgotten
def one_step_rate(curvature):
    return 1 / curvature

#! wrong brackets-wrong: no brackets below the line
def one_step_rate(curvature):
    return 1 / 2 * curvature

#! wrong brackets-wrong: the 2 above
def one_step_rate(curvature):
    return 2 / curvature

#! wrong division-left-out: the second derivative
def one_step_rate(curvature):
    return 2 * curvature

#! wrong factor-two-twice: the 2 squared
def one_step_rate(curvature):
    return 1 / (4 * curvature)

#! wrong square-not-undone: the root
def one_step_rate(curvature):
    return 1 / (2 * math.sqrt(curvature))

#! wrong square-not-undone: the square
def one_step_rate(curvature):
    return 1 / (2 * curvature**2)

#! wrong argument-ignored: one half for all
def one_step_rate(curvature):
    return 0.5

#! wrong sign-wrong: negative
def one_step_rate(curvature):
    return -1 / (2 * curvature)

#! wrong prints-not-returns: prints
def one_step_rate(curvature):
    print(1 / (2 * curvature))

#! wrong wrong-shape: a list
def one_step_rate(curvature):
    return [1 / (2 * curvature)]

#! wrong calls-the-reference: calls the reference in mlp
def one_step_rate(curvature):
    return mlp.one_step_rate(curvature)

#! wrong raises: a name that is not there
def one_step_rate(curvature):
    return 1 / (2 * c)

#! right: one over the second derivative
def one_step_rate(curvature):
    return 1 / (2 * curvature)

#! right: half of one over c
def one_step_rate(curvature):
    return 0.5 / curvature

#! right: a power
def one_step_rate(curvature):
    second_derivative = 2 * curvature
    return second_derivative**-1

#! right: measured from two slopes
def one_step_rate(curvature):
    def slope(w):
        return 2 * curvature * (w - 3)
    return (1 - 3) / slope(1)

#! right: a 0-d array
def one_step_rate(curvature):
    return np.array(1 / (curvature + curvature))

#! right: in two divisions
def one_step_rate(curvature):
    return 1 / 2 / curvature
