"""What more than one exercise says of a mistake."""

DEPTH = (
    "the number of layers is built in. Networks come in any depth: let the loop run over all the "
    "weights."
)
ASCENT = "the step goes up the cost. The gradient points uphill: subtract it."
RATE_LEFT_OUT = "the learning rate is left out. It says how far to go: η times the gradient."
NO_TWO = "the factor 2 is missing. The derivative of a square is twice what was squared."
NO_PRIME = "σ′(z) is missing. The cost hangs on a, a on z: each link of the chain is a factor."
PRIME_OF_A = "σ′ is taken at a. It is a function of z: σ′(z) = σ(z) (1 − σ(z)), which is a (1 − a)."
Z_FOR_A = "z itself is used where a belongs. σ′(z) is a (1 − a), not z (1 − z)."
VALUE_FOR_SLOPE = "σ(z) is used where its derivative σ′(z) belongs."
COST_FOR_SLOPE = "the cost comes back. Its derivative is 2 (a − y)."
TURNED = "the difference is reversed. The derivative of (a − y)² is 2 (a − y)."
TRANSPOSED_ROWS = "the rows are multiplied by W as it is. W has shape (n_out, n_in): X @ W.T fits."
