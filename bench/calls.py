"""What single calls cost, measured by pyperf: ``python -m bench.calls -o calls.json``.

pyperf calibrates the number of loops, warms up, and repeats in fresh processes.
"""

import numpy as np
import pyperf

import mlp
from mlp.threads import one_blas_thread


def main() -> None:
    """Measure a forward pass, and the gradient of one example found in three ways."""
    runner = pyperf.Runner(program_args=("-m", "bench.calls"))
    digits, net = mlp.load_mnist(sample=True), mlp.load_trained()
    weights, biases = [W.astype(float) for W in net.weights], [b.astype(float) for b in net.biases]
    image = digits.test_images[mlp.THE_TWO] / np.float32(255)
    x, y = image.astype(float), mlp.one_hot(np.array([2]))[0]
    theta = mlp.flatten(weights, biases)

    def cost_of(theta):
        return mlp.example_cost(mlp.feedforward(x, *mlp.views(theta, mlp.TRAINED_SIZES)), y)

    with one_blas_thread():
        runner.bench_func("forward, one image", mlp.feedforward, image, *net[1:])
        runner.bench_func("forward, 1,000 images", mlp.feedforward, digits.test_images, *net[1:])
        runner.bench_func("gradient, backprop", mlp.backprop, x, y, weights, biases)
        runner.bench_func(
            "gradient, differences, all at once",
            mlp.numerical_backprop, x[None], y[None], weights, biases,
        )  # fmt: skip
        runner.bench_func(
            "gradient, differences, the taught loop", mlp.numerical_gradient, cost_of, theta
        )


if __name__ == "__main__":
    main()
