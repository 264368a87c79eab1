"""The check of `last_link`."""

import mlp
from mlp.checks.kit import GRADIENTS, Check, case, few, sigma, whole
from mlp.checks.parts.backward import prime
from mlp.checks.parts.backward_mistakes import WRONG_DELTAS, fitted


def _cases(rng):
    def inputs():
        return rng.uniform(0.1, 0.9), rng.normal(), rng.normal(), float(rng.integers(2))

    return [
        case(few(rng, low=0.1, high=0.9), few(rng), few(rng), float(rng.integers(2))),
        *(case(*inputs()) for _ in range(4)),
        case(*rng.normal(size=4).tolist()),
        case(*inputs()),
        case(1, whole(rng), whole(rng), 0, shows="int-dtype-kept"),
    ]


def _link(delta, make=lambda d, a_prev, w: (a_prev * d, d, w * d)):
    """Return the variant with this delta(z, a, y) and these answers of it."""

    def go(a_prev, w, b, y):
        z = w * a_prev + b
        return make(delta(z, sigma(z), y), a_prev, w)

    return go


def _right(z, a, y):
    return prime(z) * 2 * (a - y)


def _mixed(a_prev, w, b, y, i):
    """Return the three derivatives, the i-th without σ′."""
    right = _link(_right)(a_prev, w, b, y)
    bare = _link(lambda z, a, y: 2 * (a - y))(a_prev, w, b, y)
    return tuple(bare[k] if k == i else right[k] for k in range(3))


# fmt: off
MISTAKES = [
    *fitted(WRONG_DELTAS, _link),
    ("inputs-and-weights-swapped", "the weight and the activation before it change places: z = w · "
     "a_prev + b, so dz/dw is a_prev.", _link(_right, lambda d, a_prev, w: (w * d, d, a_prev * d))),
    ("bias-gradient-wrong", "the bias is wrong: dz/db is 1, so its derivative is that of z.",
     _link(_right, lambda d, a_prev, w: (a_prev * d, 1.0, w * d)),
     _link(_right, lambda d, a_prev, w: (a_prev * d, 0.0, w * d)),
     lambda a_prev, w, b, y: _link(_right, lambda d, a_prev, w: (a_prev * d, b * d, w * d))(
         a_prev, w, b, y
     )),
    ("parts-swapped", "the order is another: dC_dw, dC_db, dC_da_prev.",
     *(
         _link(_right, lambda d, a, w, o=order: tuple((a * d, d, w * d)[i] for i in o))
         for order in ((1, 0, 2), (0, 2, 1), (1, 2, 0), (2, 0, 1))
     )),
    ("bias-left-out", "the bias is left out of z = w · a_prev + b.",
     lambda a_prev, w, b, y: _link(_right)(a_prev, w, 0.0, y)),
    ("inputs-left-out", "the derivative of z is missing: dz/dw is a_prev, dz/da_prev is w.",
     _link(_right, lambda d, a_prev, w: (d, d, d)),
     _link(_right, lambda d, a_prev, w: (a_prev * d, d, d)),
     _link(_right, lambda d, a_prev, w: (d, d, w * d))),
    ("sigmoid-prime-missing", "σ′(z) is missing for one of the three. All of them act through z.",
     lambda a_prev, w, b, y: _mixed(a_prev, w, b, y, 0),
     lambda a_prev, w, b, y: _mixed(a_prev, w, b, y, 1),
     lambda a_prev, w, b, y: _mixed(a_prev, w, b, y, 2)),
    ("part-left-out", "there are only two answers. dC_dw, dC_db and dC_da_prev are asked for.",
     _link(_right, lambda d, a_prev, w: (a_prev * d, d))),
]
# fmt: on

HINTS = (
    "Go forward first: z, then a. Then three factors: how C moves with a, how a moves with z, how"
    " z moves with the last thing.",
    "The first two factors are the same in all three answers: compute their product once.",
    "z = w · a_prev + b: what is its derivative with respect to w, to b, to a_prev?",
)

check = Check(mlp.last_link, _cases, MISTAKES, HINTS, tolerance=GRADIENTS)
