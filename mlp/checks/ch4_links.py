"""Chapter 4, single links: sigmoid_prime, last_link, output_delta."""

import numpy as np

import mlp
from mlp.checks.backward import prime
from mlp.checks.cases import case
from mlp.checks.ch1_activations import elementwise_cases
from mlp.checks.check import Check
from mlp.checks.comparing import GRADIENTS
from mlp.checks.mistakes import Symptom, Variant, variants
from mlp.checks.samples import few, sigma, whole
from mlp.checks.sentences import (
    COST_FOR_SLOPE,
    NO_PRIME,
    NO_TWO,
    PRIME_OF_A,
    TURNED,
    VALUE_FOR_SLOPE,
    Z_FOR_A,
)


def _all_zero(outcomes):
    return all(not np.any(np.asarray(outcome.value, float)) for outcome in outcomes)


sigmoid_prime = Check(
    mlp.sigmoid_prime,
    cases=elementwise_cases,
    mistakes=[
        *variants(
            "sigmoid-prime-of-a",
            "z itself stands where σ(z) belongs. The formula is σ(z) (1 − σ(z)), of z.",
            lambda z: z * (1 - z),
            lambda z: sigma(z) * (1 - z),
            lambda z: z * (1 - sigma(z)),
        ),
        Variant(
            "value-not-derivative",
            sigma,
            "the sigmoid itself comes back. Its slope is asked for.",
        ),
        *variants(
            "sign-wrong",
            "a sign is turned round. The sigmoid rises everywhere: its slope is positive.",
            lambda z: sigma(z) * (sigma(z) - 1),
            lambda z: sigma(z) * (1 + sigma(z)),
        ),
        Variant(
            "value-not-derivative",
            lambda z: 1 - sigma(z),
            "1 − σ(z) comes back. It is one of the two factors.",
        ),
        *variants(
            "activation-twice",
            "the sigmoid of the sigmoid is taken. Squash z once, then use a (1 − a).",
            lambda z: prime(sigma(z)),
            lambda z: sigma(sigma(z)),
            lambda z: sigma(z) * (1 - sigma(sigma(z))),
            lambda z: sigma(sigma(z)) * (1 - sigma(z)),
        ),
        *variants(
            "relu-not-sigmoid",
            "this is the derivative of ReLU: a step. The sigmoid's is a bell.",
            lambda z: np.where(np.asarray(z) > 0, 1.0, 0.0),
            lambda z: np.maximum(0, z),
        ),
        *variants(
            "other-function",
            "this is the derivative of tanh. The sigmoid's is at most 1/4.",
            lambda z: 1 - np.tanh(z) ** 2,
        ),
        *variants(
            "brackets-wrong",
            "brackets are missing: the whole of 1 − σ(z) is a factor.",
            lambda z: sigma(z) ** 2,
            lambda z: 1 - sigma(z) * sigma(z),
        ),
        Symptom(
            "brackets-wrong",
            _all_zero,
            "It is always 0, as σ(z) · 1 − σ(z) is: brackets around 1 − σ(z) are missing.",
        ),
        *variants(
            "brackets-wrong",
            "brackets are missing in the fraction.",
            lambda z: np.exp(-np.asarray(z, float)) / 1 + np.exp(-np.asarray(z, float)) ** 2,
            lambda z: np.exp(-np.asarray(z, float)) / (1 + np.exp(-np.asarray(z, float))),
        ),
        *variants(
            "overflow",
            "e to the power 1000 stands above and below the line: inf / inf is nan.",
            lambda z: np.exp(-np.asarray(z, float)) / (1 + np.exp(-np.asarray(z, float))) ** 2,
            lambda z: np.exp(np.asarray(z, float)) / (1 + np.exp(np.asarray(z, float))) ** 2,
        ),
        *variants(
            "second-derivative",
            "this is the slope of the slope. One derivative is asked for.",
            lambda z: prime(z) * (1 - 2 * sigma(z)),
        ),
    ],
)


def _link_cases(rng):
    def inputs():
        return rng.uniform(0.1, 0.9), rng.normal(), rng.normal(), float(rng.integers(2))

    return [
        case(few(rng, low=0.1, high=0.9), few(rng), few(rng), float(rng.integers(2))),
        *(case(*inputs()) for _ in range(4)),
        case(*rng.normal(size=4).tolist()),
        case(*(np.float64(value) for value in inputs())),
        case(1, whole(rng), whole(rng), 0, shows="int-dtype-kept"),
        case(*(np.float32(value) for value in inputs()), lenient=True),
    ]


def _link(delta, make=lambda d, a_prev, w: (a_prev * d, d, w * d)):
    """Return the variant with this delta(z, a, y) and these answers of it."""

    def go(a_prev, w, b, y):
        z = w * a_prev + b
        return make(delta(z, sigma(z), y), a_prev, w)

    return go


def _right(z, a, y):
    return prime(z) * 2 * (a - y)


last_link = Check(
    mlp.last_link,
    cases=_link_cases,
    tolerance=GRADIENTS,
    parts=("dC_dw", "dC_db", "dC_da_prev"),
    mistakes=[
        *variants("factor-two-missing", NO_TWO, _link(lambda z, a, y: prime(z) * (a - y))),
        *variants("sigmoid-prime-missing", NO_PRIME, _link(lambda z, a, y: 2 * (a - y))),
        *variants("sigmoid-prime-of-a", PRIME_OF_A, _link(lambda z, a, y: prime(a) * 2 * (a - y))),
        *variants(
            "sigmoid-prime-of-a",
            Z_FOR_A,
            _link(lambda z, a, y: z * (1 - z) * 2 * (a - y)),
        ),
        *variants(
            "value-not-derivative",
            VALUE_FOR_SLOPE,
            _link(lambda z, a, y: a * 2 * (a - y)),
        ),
        *variants("sign-wrong", TURNED, _link(lambda z, a, y: -_right(z, a, y))),
        *variants(
            "inputs-and-weights-swapped",
            "the weight and the activation before it change places: z = w · a_prev + b, so dz/dw "
            "is a_prev.",
            _link(_right, lambda d, a_prev, w: (w * d, d, a_prev * d)),
        ),
        *variants(
            "bias-gradient-wrong",
            "the bias is wrong: dz/db is 1, so its derivative is that of z.",
            _link(_right, lambda d, a_prev, w: (a_prev * d, 1.0, w * d)),
            _link(_right, lambda d, a_prev, w: (a_prev * d, 0.0, w * d)),
            lambda a_prev, w, b, y: _link(_right, lambda d, a_prev, w: (a_prev * d, b * d, w * d))(
                a_prev, w, b, y
            ),
        ),
        *variants(
            "parts-swapped",
            "the order is another: dC_dw, dC_db, dC_da_prev.",
            *(
                _link(_right, lambda d, a, w, o=order: tuple((a * d, d, w * d)[i] for i in o))
                for order in ((1, 0, 2), (0, 2, 1), (1, 2, 0), (2, 0, 1))
            ),
        ),
        *variants(
            "activation-left-out",
            "z is compared with y. It is a = σ(z) that should be y.",
            _link(lambda z, a, y: prime(z) * 2 * (z - y)),
        ),
        *variants(
            "bias-left-out",
            "the bias is left out of z = w · a_prev + b.",
            lambda a_prev, w, b, y: _link(_right)(a_prev, w, 0.0, y),
        ),
        *variants(
            "cost-not-derivative",
            COST_FOR_SLOPE,
            _link(lambda z, a, y: prime(z) * (a - y) ** 2),
            _link(lambda z, a, y: prime(z) * 2 * (a - y) ** 2),
        ),
        *variants(
            "inputs-left-out",
            "the derivative of z is missing: dz/dw is a_prev, dz/da_prev is w.",
            _link(_right, lambda d, a_prev, w: (d, d, d)),
            _link(_right, lambda d, a_prev, w: (a_prev * d, d, d)),
            _link(_right, lambda d, a_prev, w: (d, d, w * d)),
        ),
        *variants(
            "sigmoid-prime-missing",
            "σ′(z) is missing for one of the three. All of them act through z.",
            lambda a_prev, w, b, y: _mixed(a_prev, w, b, y, 0),
            lambda a_prev, w, b, y: _mixed(a_prev, w, b, y, 1),
            lambda a_prev, w, b, y: _mixed(a_prev, w, b, y, 2),
        ),
        *variants(
            "part-left-out",
            "there are only two answers. dC_dw, dC_db and dC_da_prev are asked for.",
            _link(_right, lambda d, a_prev, w: (a_prev * d, d)),
        ),
    ],
)


def _mixed(a_prev, w, b, y, i):
    """Return the three derivatives, the i-th without σ′."""
    right = _link(_right)(a_prev, w, b, y)
    bare = _link(lambda z, a, y: 2 * (a - y))(a_prev, w, b, y)
    return tuple(bare[k] if k == i else right[k] for k in range(3))


def _delta_cases(rng):
    def inputs(n, dtype=float):
        return rng.normal(size=n).astype(dtype), np.eye(n)[rng.integers(n)].astype(dtype)

    other = "hard-coded-size"  # than the ten outputs of the course's network
    return [
        case(few(rng, 3), np.eye(3)[rng.integers(3)], shows=other),
        case(rng.normal(size=4), rng.random(4), shows=other),
        case(*inputs(10)),
        case(rng.normal(size=5), rng.normal(size=5), shows=other),
        case(rng.normal(size=1), np.array([1.0]), shows=other),
        case(whole(rng, 4), np.array([0, 1, 0, 0]), shows=f"int-dtype-kept {other}"),
        case(rng.normal(size=4), np.array([0, 0, 1, 0]), shows=f"int-dtype-kept {other}"),
        case(np.array([1000.0, -1000.0, 0.5]), rng.random(3), shows=f"overflow {other}"),
        case(np.array([-1000.0, 1000.0]), np.array([0.0, 1.0]), shows=f"overflow {other}"),
        case(*inputs(6, np.float32), shows=other),
    ]


output_delta = Check(
    mlp.output_delta,
    cases=_delta_cases,
    tolerance=GRADIENTS,
    mistakes=[
        Variant("factor-two-missing", lambda z, y: (sigma(z) - y) * prime(z), NO_TWO),
        Variant("sigmoid-prime-missing", lambda z, y: 2 * (sigma(z) - y), NO_PRIME),
        Variant(
            "activation-left-out",
            lambda z, y: 2 * (z - y) * prime(z),
            "z is compared with y. It is a = σ(z) that should be y.",
        ),
        Variant("sign-wrong", lambda z, y: 2 * (y - sigma(z)) * prime(z), TURNED),
        Variant(
            "sigmoid-prime-of-a", lambda z, y: 2 * (sigma(z) - y) * prime(sigma(z)), PRIME_OF_A
        ),
        *variants(
            "sigmoid-prime-of-a",
            Z_FOR_A,
            lambda z, y: 2 * (z - y) * z * (1 - z),
            lambda z, y: 2 * (sigma(z) - y) * z * (1 - z),
        ),
        Variant(
            "sigmoid-prime-missing",
            lambda z, y: sigma(z) - y,
            "σ′(z) is missing, and the factor 2 too.",
        ),
        Variant(
            "value-not-derivative",
            lambda z, y: 2 * (sigma(z) - y) * sigma(z),
            VALUE_FOR_SLOPE,
        ),
        *variants(
            "sum-not-vector",
            "the neurons are added up. Each has its own δ.",
            lambda z, y: np.sum(2 * (sigma(z) - y) * prime(z)),
            lambda z, y: 2 * (sigma(z) - y) @ prime(z),
            lambda z, y: 2 * np.sum(sigma(z) - y) * prime(z),
        ),
        *variants(
            "divided-by-outputs",
            "it is divided by the number of neurons. The cost of an example is a sum.",
            lambda z, y: 2 * (sigma(z) - y) * prime(z) / len(z),
            lambda z, y: (sigma(z) - y) * prime(z) / len(z),
        ),
        *variants(
            "cost-not-derivative",
            COST_FOR_SLOPE,
            lambda z, y: (sigma(z) - y) ** 2 * prime(z),
            lambda z, y: 2 * (sigma(z) - y) ** 2 * prime(z),
        ),
        *variants(
            "absolute-value",
            "all signs are lost. A neuron that is too dark has a negative δ.",
            lambda z, y: 2 * np.abs(sigma(z) - y) * prime(z),
        ),
        *variants(
            "sum-left-out",
            "there is a whole table. Multiply neuron by neuron.",
            lambda z, y: np.outer(2 * (sigma(z) - y), prime(z)),
            lambda z, y: np.diag(prime(z)) * 2 * (sigma(z) - y),
        ),
        Variant(
            "brackets-wrong",
            lambda z, y: 2 * sigma(z) - y * prime(z),
            "brackets around a − y are missing.",
        ),
    ],
)
