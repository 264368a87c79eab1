"""The floor: the NumPy calls of one training epoch, each kind timed alone, nothing around them.

``python -m bench.floor BATCH_SIZE`` prints JSON: seconds per epoch of 60,000 for the gather of the
rows, the matrix products, the element-wise calls and the update.  No Python loop over NumPy calls
can be faster than their sum; `mlp.sgd` is measured against it.
"""

import json
import sys
import time

import numpy as np

import mlp
from mlp.threads import one_blas_thread


def floor(batch_size: int, examples: int = 60_000) -> dict[str, float]:
    """Return seconds per epoch of each kind of call, the fastest of five times."""
    digits, rng = mlp.load_mnist(), np.random.default_rng(0)
    theta, weights, _ = mlp.initialise(mlp.TRAINED_SIZES, rng=rng)
    nabla = np.zeros_like(theta)
    n, steps = batch_size, examples // batch_size
    batches = [rng.integers(0, examples, n) for _ in range(steps)]
    pixels, x = np.empty((n, 784), np.uint8), np.empty((n, 784), np.float32)
    y, targets = mlp.one_hot(digits.train_labels).astype(np.float32), np.empty((n, 10), np.float32)
    a = [rng.random((n, size), dtype=np.float32) for size in mlp.TRAINED_SIZES]
    z = [np.empty((n, size), np.float32) for size in mlp.TRAINED_SIZES]
    g = [np.empty_like(W) for W in weights]
    b = [np.zeros(size, np.float32) for size in mlp.TRAINED_SIZES]
    scale, half = np.float32(1 / 255), np.float32(0.5)

    def gather():
        for batch in batches:
            digits.train_images.take(batch, axis=0, out=pixels, mode="clip")
            y.take(batch, axis=0, out=targets, mode="clip")
            np.multiply(pixels, scale, out=x)

    def products():
        for _ in range(steps):
            np.dot(a[0], weights[0].T, out=z[1])
            np.dot(a[1], weights[1].T, out=z[2])
            np.dot(a[2], weights[2].T, out=z[3])
            np.dot(z[3].T, a[2], out=g[2])
            np.dot(z[3], weights[2], out=z[2])
            np.dot(z[2].T, a[1], out=g[1])
            np.dot(z[2], weights[1], out=z[1])
            np.dot(z[1].T, a[0], out=g[0])

    def elementwise():
        for _ in range(steps):
            for l in (1, 2, 3):
                np.add(a[l], b[l], out=z[l])
                np.multiply(a[l], half, out=z[l])
                np.tanh(a[l], out=z[l])
                np.multiply(a[l], half, out=z[l])
                np.add(a[l], half, out=z[l])
                np.multiply(a[l], a[l], out=z[l])
                np.subtract(a[l], z[l], out=z[l])
                np.multiply(a[l], a[l], out=z[l])
                np.add.reduce(a[l], axis=0, out=b[l])
            np.subtract(a[3], targets, out=z[3])
            np.multiply(a[3], half, out=z[3])

    def update():
        for _ in range(steps):
            np.subtract(theta, nabla, out=theta)

    parts = {}
    with one_blas_thread():
        for part in (gather, products, elementwise, update):
            times = []
            for _ in range(5):
                begin = time.perf_counter()
                part()
                times.append(time.perf_counter() - begin)
            parts[part.__name__] = min(times) * examples / (steps * n)
    return parts


if __name__ == "__main__":
    sys.stdout.write(json.dumps(floor(int(sys.argv[1]))) + "\n")
