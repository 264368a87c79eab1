"""What the module of an exercise's check is made of, in one place to import from."""

from mlp.checks.cases import Case, Outcome, case
from mlp.checks.check import Check
from mlp.checks.comparing import GRADIENTS, Difference, agree, numbers
from mlp.checks.mistakes import seen
from mlp.checks.samples import (
    Recorded,
    elementwise_cases,
    few,
    flat,
    forward,
    network,
    one_layer,
    sigma,
    whole,
    with_input,
)
from mlp.checks.sentences import (
    ASCENT,
    COST_FOR_SLOPE,
    DEPTH,
    NO_PRIME,
    NO_TWO,
    PRIME_OF_A,
    RATE_LEFT_OUT,
    TRANSPOSED_ROWS,
    TURNED,
    VALUE_FOR_SLOPE,
    Z_FOR_A,
)
from mlp.checks.writing import something

__all__ = [
    "ASCENT",
    "COST_FOR_SLOPE",
    "DEPTH",
    "GRADIENTS",
    "NO_PRIME",
    "NO_TWO",
    "PRIME_OF_A",
    "RATE_LEFT_OUT",
    "TRANSPOSED_ROWS",
    "TURNED",
    "VALUE_FOR_SLOPE",
    "Z_FOR_A",
    "Case",
    "Check",
    "Difference",
    "Outcome",
    "Recorded",
    "agree",
    "case",
    "elementwise_cases",
    "few",
    "flat",
    "forward",
    "network",
    "numbers",
    "one_layer",
    "seen",
    "sigma",
    "something",
    "whole",
    "with_input",
]
