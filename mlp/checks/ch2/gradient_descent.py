"""The check of `gradient_descent`."""

from itertools import pairwise

import numpy as np

import mlp
from mlp.checks.kit import (
    ASCENT,
    RATE_LEFT_OUT,
    Check,
    Recorded,
    agree,
    case,
    few,
    seen,
    whole,
)


def _downhill(rng, *shape, steepest=1.4, waves=0.3):
    """Return the gradient of a random valley, oblique to the axes, over points of this shape."""
    size = int(np.prod(shape))
    turned, _ = np.linalg.qr(rng.normal(size=(size, size)))
    steep = turned * rng.uniform(steepest / 2, steepest, size) @ turned.T
    lowest = rng.normal(size=shape)

    def gradient(p):
        p = np.asarray(p, float)
        if p.shape != shape:
            raise ValueError(f"gradient wants a point of shape {shape}, got {p.shape}")
        along = np.reshape(steep @ np.ravel(p - lowest), shape)
        return 2 * along + waves * np.sin(2 * p)

    return Recorded(gradient, "a function of a point")


def _cases(rng):
    def rate():
        return few(rng, low=0.1, high=0.4)

    # so flat that a learning rate of 1 does not jump back and forth, which no rounding repeats
    long = _downhill(rng, 3, steepest=0.6, waves=0.1)
    return [
        case(_downhill(rng, 2), few(rng, 2), rate(), 3),
        case(_downhill(rng, 3), rng.normal(size=3), rate(), 5),
        case(_downhill(rng, 4), rng.normal(size=4), rate(), 1),
        case(_downhill(rng), few(rng), rate(), 4, lenient=True),
        case(_downhill(rng, 2, 3), rng.normal(size=(2, 3)), rate(), 4, lenient=True),
        case(_downhill(rng, 2), whole(rng, 2), rate(), 4, shows="int-dtype-kept"),
        case(_downhill(rng, 3), rng.normal(size=3).astype("f"), rate(), 6),
        case(long, rng.normal(size=3), few(rng, low=0.3, high=0.4), 250),
    ]


def _path(step):
    """Return the variant that walks with step(p, gradient, rate, k, start)."""

    def go(gradient, start, rate, steps):
        p = np.array(start, float)
        path = [p]
        for k in range(steps):
            p = step(p, gradient, rate, k, path[0])
            path.append(p)
        return np.array(path)

    return go


def _right_path(gradient, start, rate, steps):
    return _path(lambda p, gradient, rate, k, start: p - rate * gradient(p))(
        gradient, start, rate, steps
    )


def _rates(outcome):
    """Return the learning rate of each step that the path must have had, or an empty list."""
    gradient = outcome.case.args[0]
    path = np.asarray(outcome.value, float)
    found = []
    for here, there in pairwise(path):
        ratios = (here - there) / gradient.function(here)
        if not np.allclose(ratios, ratios.flat[0], rtol=1e-3, atol=1e-6):
            return []
        found.append(float(ratios.flat[0]))
    return found


def _step_decays(outcomes):
    """Say whether the steps shrink more than the gradient does."""
    seen = [
        (_rates(outcome), outcome.case.args[2])
        for outcome in outcomes
        if isinstance(outcome.case.args[1], np.ndarray) and 2 < outcome.case.args[3] < 10
    ]
    return bool(seen) and all(
        len(rates) > 2 and rate * 1.001 > rates[0] and all(np.diff(rates) < -1e-6 * rate)
        for rates, rate in seen
    )


def _in_turn(places):
    def step(p, gradient, rate, k, start):
        q = p.copy()
        for i in places(q):
            q[i] -= rate * gradient(q)[i]
        return q

    return step


def _stops(outcomes):
    """Say whether some paths end early, and are right as far as they go."""
    paths = [(np.asarray(outcome.value, float), outcome.wanted) for outcome in outcomes]
    lengths = {len(path) for path, wanted in paths if len(path) < len(wanted)}
    return bool(lengths - {1, 2}) and any(outcome.right for outcome in outcomes) and all(
        agree(path, wanted[: len(path)], 1e-5) for path, wanted in paths
    )  # fmt: skip


# fmt: off
MISTAKES = [
    ("gradient-ascent", ASCENT, _path(lambda p, gradient, rate, k, start: p + rate * gradient(p))),
    ("off-by-one", "one step too few is taken. With the start there are steps + 1 points.",
     lambda *args: _right_path(*args)[:-1]),
    ("off-by-one", "one step too many is taken. With the start there are steps + 1 points.",
     lambda gradient, start, rate, steps: _right_path(gradient, start, rate, steps + 1)),
    ("start-left-out", "the start is missing. It is the first row of the path.",
     lambda *args: _right_path(*args)[1:],
     lambda gradient, start, rate, steps: _right_path(gradient, start, rate, steps + 1)[1:]),
    ("last-point-only", "only the last point comes back. All points on the way are asked for.",
     lambda *args: _right_path(*args)[-1], lambda *args: _right_path(*args)[-1:]),
    ("aliased-path", "the same array is appended again and again, and changed later. Append a "
     "copy.", lambda *args: np.array([_right_path(*args)[-1]] * (args[3] + 1)),
     lambda *args: np.array([args[1]] + [_right_path(*args)[-1]] * args[3]),
     lambda *args: np.array([_right_path(*args)[-1]] * args[3])),
    ("gradient-not-renewed", "the gradient of the start is used at every step. Each point has its "
     "own.", _path(lambda p, gradient, rate, k, start: p - rate * gradient(start))),
    ("learning-rate-left-out", RATE_LEFT_OUT,
     _path(lambda p, gradient, rate, k, start: p - gradient(p))),
    ("step-decays", "The learning rate shrinks from step to step. Here it stays as it is: the "
     "steps get smaller because the gradient does.", seen(_step_decays)),
    ("division-not-product", "the gradient is divided by the learning rate. A smaller rate is a "
     "smaller step.", _path(lambda p, gradient, rate, k, start: p - gradient(p) / rate)),
    ("step-not-result", "the path holds the steps. It is to hold the points.",
     _path(lambda p, gradient, rate, k, start: -rate * gradient(p)),
     _path(lambda p, gradient, rate, k, start: rate * gradient(p))),
    ("brackets-wrong", "the learning rate multiplies the whole difference. It multiplies the "
     "gradient alone.", _path(lambda p, gradient, rate, k, start: rate * (p - gradient(p)))),
    ("early-return", "only one step is taken. Does return stand inside the loop?",
     lambda *args: _right_path(*args)[:2]),
    ("updated-in-turn", "one coordinate moves after the other, and the gradient is asked again in "
     "between. All of them move at once, by the same gradient.",
     _path(_in_turn(lambda q: np.ndindex(q.shape))), _path(_in_turn(lambda q: range(len(q))))),
    ("stops-early", "The path ends before all steps are taken. Take as many as steps says, however "
     "small they get.", seen(_stops)),
    ("start-repeated", "every step starts from the start again. Each begins where the last one "
     "ended.", _path(lambda p, gradient, rate, k, start: start - rate * gradient(start))),
]
# fmt: on

HINTS = (
    "The path is a list that begins with the start. In each step the last point of the list leads"
    " to the next.",
    "Ask gradient at the point where you stand, not at the start. Make each point a new array: "
    "one that is changed later would change in the list too.",
    "The skeleton:\n  path = [...]\n  for _ in range(...):\n      path.append(...)\n  return ...",
)

check = Check(mlp.gradient_descent, _cases, MISTAKES, HINTS)
