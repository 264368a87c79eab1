"""The floor: the NumPy calls of one training epoch, each kind timed alone, nothing around them.

``python -m bench.floor BATCH_SIZE`` prints JSON: seconds per epoch of 60,000 for the gather of the
rows, the matrix products, the element-wise calls and the update.  No Python loop over NumPy calls
can be faster than their sum; `mlp.sgd` is measured against it.
"""

import json
import sys
import time
from itertools import pairwise

import numpy as np

import mlp
from mlp.threads import one_blas_thread


def floor(batch_size: int, examples: int = 60_000) -> dict[str, float]:
    """Return seconds per epoch of each kind of call, the fastest of five times."""
    digits, rng, sizes = mlp.load_mnist(), np.random.default_rng(0), mlp.TRAINED_SIZES
    n, steps, number = batch_size, examples // batch_size, np.float32
    one, two, scale = number(1), number(2), number(2 / 255)
    batches = [rng.integers(0, examples, n) for _ in range(steps)]
    pixels, x = np.empty((n, 784), np.uint8), np.ones((n, 785), number)
    y, targets = mlp.one_hot(digits.train_labels).astype(number), np.empty((n, 10), number)
    tables = [rng.random((m, k + 1), number) for k, m in pairwise(sizes)]  # [W b] of each layer
    nablas = [np.empty_like(V) for V in tables]
    inputs = [x.T, *(rng.random((m + 1, n), number) for m in sizes[1:])]
    outputs = [np.zeros((m, n), number) for m in sizes[1:]]
    deltas, primes = ([np.zeros((m, n), number) for m in sizes[1:]] for _ in range(2))
    theta, nabla = np.zeros((2, mlp.count_parameters(sizes)), number)

    def gather():
        for batch in batches:
            digits.train_images.take(batch, axis=0, out=pixels, mode="clip")
            y.take(batch, axis=0, out=targets, mode="clip")
            np.multiply(pixels, scale, out=x[:, :-1])

    def products():
        for _ in range(steps):
            for l, V in enumerate(tables):
                np.dot(V, inputs[l], out=outputs[l])
                np.dot(deltas[l], inputs[l].T, out=nablas[l])
                if l > 0:
                    np.dot(V[:, :-1].T, deltas[l], out=primes[l - 1])

    def elementwise():
        for _ in range(steps):
            for z, delta, prime in zip(outputs, deltas, primes, strict=True):
                np.tanh(z, out=z)
                np.add(z, one, out=z)
                np.subtract(two, z, out=prime)
                np.multiply(prime, z, out=prime)
                np.multiply(delta, prime, out=delta)
            np.subtract(outputs[-1], targets.T, out=deltas[-1])
            np.multiply(deltas[-1], scale, out=deltas[-1])

    def update():
        for _ in range(steps):
            np.subtract(theta, nabla, out=theta)

    parts = {}
    with one_blas_thread():
        for part in (gather, products, elementwise, update):
            times = []
            for _ in range(5):
                begin = time.process_time()
                part()
                times.append(time.process_time() - begin)
            parts[part.__name__] = min(times) * examples / (steps * n)
    return parts


if __name__ == "__main__":
    sys.stdout.write(json.dumps(floor(int(sys.argv[1]))) + "\n")
