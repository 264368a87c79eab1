#! wrong not-attempted: nothing written yet
def line(x, slope, intercept):
    """Return slope * x + intercept."""
    raise NotImplementedError()

#! wrong not-attempted: pass
def line(x, slope, intercept):
    pass

#! wrong not-attempted: a docstring alone
def line(x, slope, intercept):
    """Return slope * x + intercept."""

#! wrong not-attempted: three dots
def line(x, slope, intercept):
    """Return slope * x + intercept."""
    ...

#! wrong arguments-swapped: slope and intercept exchanged
def line(x, slope, intercept):
    return intercept * x + slope

#! wrong arguments-swapped: in the signature
def line(x, intercept, slope):
    return slope * x + intercept

#! wrong bias-left-out: the intercept left out
def line(x, slope, intercept):
    return slope * x

#! wrong sign-wrong: the intercept subtracted
def line(x, slope, intercept):
    return slope * x - intercept

#! wrong sign-wrong: a minus in front of the slope
def line(x, slope, intercept):
    return -slope * x + intercept

#! wrong brackets-wrong: the slope times the sum of x and the intercept
def line(x, slope, intercept):
    return slope * (x + intercept)

#! wrong mutates-input: works in place on the caller's array
def line(x, slope, intercept):
    x *= slope
    x += intercept
    return x

#! wrong mutates-input: in place with out=
def line(x, slope, intercept):
    if np.ndim(x) == 0:
        return slope * x + intercept
    np.multiply(x, slope, out=x)
    return x + intercept

#! wrong prints-not-returns: prints the answer and returns nothing
def line(x, slope, intercept):
    print(slope * x + intercept)

#! wrong returns-nothing: computes and forgets to return
def line(x, slope, intercept):
    y = slope * x + intercept

#! wrong calls-the-reference: calls the reference in mlp
def line(x, slope, intercept):
    return mlp.line(x, slope, intercept)

#! wrong calls-the-reference: under another name
from mlp import line as f
def line(x, slope, intercept):
    return f(x, slope, intercept)

#! wrong calls-the-reference: by getattr
def line(x, slope, intercept):
    return getattr(mlp, "li" + "ne")(x, slope, intercept)

#! wrong calls-the-reference: is the reference
line = mlp.line

#! wrong calls-the-reference: through a partial
import functools
line = functools.partial(mlp.line)

#! wrong calls-the-reference: through another module
import mlp.core.network as net
line = lambda x, slope, intercept: net.line(x, slope, intercept)

#! wrong calls-the-reference: with its exceptions caught
def line(x, slope, intercept):
    try:
        return mlp.line(x, slope, intercept)
    except Exception:
        return slope * x + intercept

#! wrong scalars-only: turns x into a float
def line(x, slope, intercept):
    return slope * float(x) + intercept

#! wrong input-left-out: x forgotten
def line(x, slope, intercept):
    return slope + intercept

#! wrong slope-left-out: slope forgotten
def line(x, slope, intercept):
    return x + intercept

#! wrong hard-coded-answer: the answer of the example
def line(x, slope, intercept):
    return 7.0

#! wrong raises: a name that is not there
def line(x, slope, intercept):
    return slope * x + bias

#! wrong raises: a parameter too few
def line(x, slope):
    return slope * x

#! wrong keeps-state: remembers the first answer
answer = []
def line(x, slope, intercept):
    if not answer:
        answer.append(slope * x + intercept)
    return answer[0]

#! wrong int-dtype-kept: an int array for the answer
def line(x, slope, intercept):
    y = np.zeros_like(x)
    y[...] = slope * x + intercept
    return y

#! wrong wrong-shape: always an array with one dimension
def line(x, slope, intercept):
    return np.array([slope * v + intercept for v in np.ravel(x)])

#! wrong too-slow: waits for something that never comes
def line(x, slope, intercept):
    while slope is not intercept:
        pass
    return slope * x + intercept

#! right: the formula
def line(x, slope, intercept):
    return slope * x + intercept

#! right: in other order, with a name for each part
def line(x, slope, intercept):
    rise = x * slope
    height = intercept + rise
    return height

#! right: a lambda
line = lambda x, slope, intercept: intercept + x * slope

#! right: in place on a copy
def line(x, slope, intercept):
    y = np.array(x, dtype=float)
    y *= slope
    y += intercept
    return y

#! right: in place on a copy of an array
def line(x, slope, intercept):
    if isinstance(x, np.ndarray):
        y = x.copy()
        y *= slope
        y += intercept
        return y
    return slope * x + intercept

#! right: functions of NumPy
def line(x, slope, intercept):
    return np.add(np.multiply(slope, x), intercept)

#! right: entry by entry
def line(x, slope, intercept):
    if np.ndim(x) == 0:
        return slope * x + intercept
    return [line(v, slope, intercept) for v in x]

#! right: a sum of products
def line(x, slope, intercept):
    return np.stack([np.asarray(x, float), np.ones(np.shape(x))], axis=-1) @ np.array([slope, intercept])

#! right: polynomial of NumPy
def line(x, slope, intercept):
    return np.polyval([slope, intercept], x)

#! right: vectorised
@np.vectorize
def line(x, slope, intercept):
    return float(slope * x + intercept)
