// What several figures compute.

/** σ(z), without overflow. */
export const sigmoid = z => 0.5 * Math.tanh(0.5 * z) + 0.5;
