"""One network, one way of learning, several programs: 784-16-16-10 by mini-batch gradient descent.

Run as ``python -m bench.contenders NAME BATCH_SIZE SEED``, in a process of its own; prints JSON.
A contender is a function ``name(digits, batch_size, seed, tick)`` that trains and calls
``tick(predict)`` after each epoch, where ``predict(images)`` returns digits.  All of them see the
digits in a fresh random order each epoch, use sigmoids, C = Σ(a − y)² (scikit-learn apart: it has
cross-entropy only), float32 (Nielsen's manner apart: float64, as his), and one thread.
"""

import json
import sys
import time

import numpy as np

import mlp
from mlp.core.activations import sigmoid, sigmoid_prime

RATE = {10: 0.5, 32: 1.5, 128: 3.0}  # for the cost without ½
EPOCHS = 3  # the first warms up, the others are timed


def start(seed):
    """Return the same random start for all, and the Generator that goes on."""
    rng = np.random.default_rng(seed)
    _, weights, biases = mlp.initialise(mlp.TRAINED_SIZES, rng=rng)
    return weights, biases, rng


def course(digits, batch_size, seed, tick):
    """Train with `mlp.sgd`: the steps of chapter 4 in as few calls of NumPy as may be."""
    weights, biases, rng = start(seed)
    mlp.sgd(
        digits.train_images, digits.train_labels, weights, biases, epochs=EPOCHS, rng=rng,
        batch_size=batch_size, learning_rate=RATE[batch_size],
        callback=lambda _, W, b: tick(lambda images: mlp.predict(images, W, b)),
    )  # fmt: skip


def course_taught(digits, batch_size, seed, tick):
    """Train with `mlp.sgd_epoch`: the loop as chapter 3 teaches it."""
    weights, biases, rng = start(seed)
    Y = mlp.one_hot(digits.train_labels).astype(np.float32)
    for _ in range(EPOCHS):
        weights, biases = mlp.sgd_epoch(
            digits.train_images, Y, weights, biases, batch_size, RATE[batch_size],
            mlp.backprop_batch, rng,
        )  # fmt: skip
        W, b = weights, biases
        tick(lambda images, W=W, b=b: mlp.predict(images, W, b))


def nielsen(digits, batch_size, seed, tick):
    """Train one example at a time, columns of float64, as in Nielsen's book (our own lines)."""
    weights, biases, rng = start(seed)
    weights = [W.astype(float) for W in weights]
    biases = [b.astype(float)[:, None] for b in biases]
    data = [
        (image[:, None] / 255, mlp.one_hot(label[None]).T)
        for image, label in zip(digits.train_images, digits.train_labels, strict=True)
    ]

    def gradient_of_one(x, y):
        zs, activations = [], [x]
        for W, b in zip(weights, biases, strict=True):
            zs.append(np.dot(W, activations[-1]) + b)
            activations.append(sigmoid(zs[-1]))
        delta = 2 * (activations[-1] - y) * sigmoid_prime(zs[-1])
        nabla_b, nabla_W = [delta], [np.dot(delta, activations[-2].T)]
        for l in range(2, len(mlp.TRAINED_SIZES)):
            delta = np.dot(weights[-l + 1].T, delta) * sigmoid_prime(zs[-l])
            nabla_b.insert(0, delta)
            nabla_W.insert(0, np.dot(delta, activations[-l - 1].T))
        return nabla_W, nabla_b

    for _ in range(EPOCHS):
        rng.shuffle(data)
        for first in range(0, len(data), batch_size):
            batch = data[first : first + batch_size]
            sum_W, sum_b = [np.zeros_like(W) for W in weights], [np.zeros_like(b) for b in biases]
            for x, y in batch:
                nabla_W, nabla_b = gradient_of_one(x, y)
                sum_W = [s + n for s, n in zip(sum_W, nabla_W, strict=True)]
                sum_b = [s + n for s, n in zip(sum_b, nabla_b, strict=True)]
            eta = RATE[batch_size] / len(batch)
            weights = [W - eta * s for W, s in zip(weights, sum_W, strict=True)]
            biases = [b - eta * s for b, s in zip(biases, sum_b, strict=True)]
        flat = [b[:, 0] for b in biases]
        tick(lambda images, W=weights, b=flat: mlp.predict(images, W, b))


def torch_eager(digits, batch_size, seed, tick, compiled=False):
    """Train with PyTorch: Sequential, autograd, SGD."""
    import torch

    torch.set_num_threads(1)
    weights, biases, rng = start(seed)
    layers = []
    for W, b in zip(weights, biases, strict=True):
        layer = torch.nn.Linear(W.shape[1], W.shape[0])
        with torch.no_grad():
            layer.weight.copy_(torch.from_numpy(W.copy()))
            layer.bias.copy_(torch.from_numpy(b.copy()))
        layers += [layer, torch.nn.Sigmoid()]
    net = torch.nn.Sequential(*layers)
    X = torch.from_numpy(digits.train_images).float() / 255
    Y = torch.from_numpy(mlp.one_hot(digits.train_labels).astype(np.float32))
    optimiser = torch.optim.SGD(net.parameters(), lr=RATE[batch_size])

    def loss_of(x, y):
        return ((net(x) - y) ** 2).sum(dim=1).mean()

    loss = torch.compile(loss_of) if compiled else loss_of

    def predict(images):
        with torch.no_grad():
            return net(torch.from_numpy(images).float() / 255).argmax(dim=1).numpy()

    for _ in range(EPOCHS):
        order = torch.from_numpy(rng.permutation(len(X)))
        for first in range(0, len(X), batch_size):
            rows = order[first : first + batch_size]
            optimiser.zero_grad()
            loss(X[rows], Y[rows]).backward()
            optimiser.step()
        tick(predict)


def torch_compiled(digits, batch_size, seed, tick):
    """Train with PyTorch, forward pass and loss through torch.compile."""
    torch_eager(digits, batch_size, seed, tick, compiled=True)


def scikit_learn(digits, batch_size, seed, tick):
    """Train scikit-learn's MLPClassifier (logistic hidden layers, softmax and cross-entropy)."""
    import warnings

    from sklearn.exceptions import ConvergenceWarning
    from sklearn.neural_network import MLPClassifier

    warnings.simplefilter("ignore", ConvergenceWarning)
    X = digits.train_images.astype(np.float32) / 255
    net = MLPClassifier(
        mlp.TRAINED_SIZES[1:-1], activation="logistic", solver="sgd", alpha=0,
        batch_size=batch_size, learning_rate_init=RATE[batch_size] / 5, momentum=0, max_iter=1,
        warm_start=True, random_state=seed, n_iter_no_change=EPOCHS + 1,
    )  # fmt: skip
    for _ in range(EPOCHS):
        net.fit(X, digits.train_labels)
        tick(lambda images: net.predict(images.astype(np.float32) / 255))


def jax_jit(digits, batch_size, seed, tick):
    """Train with JAX: one compiled scan over the batches of an epoch."""
    import jax
    import jax.numpy as jnp

    weights, biases, rng = start(seed)
    parameters = [(jnp.asarray(W), jnp.asarray(b)) for W, b in zip(weights, biases, strict=True)]
    X = jnp.asarray(digits.train_images)
    Y = jnp.asarray(mlp.one_hot(digits.train_labels).astype(np.float32))

    def forward(parameters, a):
        for W, b in parameters:
            a = jax.nn.sigmoid(a @ W.T + b)
        return a

    def cost(parameters, rows):
        x = X[rows].astype(jnp.float32) / 255
        return ((forward(parameters, x) - Y[rows]) ** 2).sum(axis=1).mean()

    def step(parameters, rows):
        gradient = jax.grad(cost)(parameters, rows)
        return jax.tree.map(lambda p, g: p - RATE[batch_size] * g, parameters, gradient), None

    @jax.jit
    def epoch(parameters, batches):
        return jax.lax.scan(step, parameters, batches)[0]

    steps = len(X) // batch_size
    for _ in range(EPOCHS):
        order = rng.permutation(len(X))[: steps * batch_size].reshape(steps, batch_size)
        parameters = jax.block_until_ready(epoch(parameters, jnp.asarray(order)))
        now = parameters
        tick(lambda images, p=now: np.asarray(forward(p, images / np.float32(255))).argmax(axis=1))


CONTENDERS = {
    f.__name__: f
    for f in (
        course, course_taught, nielsen, torch_eager, torch_compiled, scikit_learn, jax_jit,
    )
}  # fmt: skip
NEEDS = {
    "torch_eager": "torch",
    "torch_compiled": "torch",
    "scikit_learn": "sklearn",
    "jax_jit": "jax",
}


def measure(name: str, batch_size: int, seed: int) -> dict:
    """Train a contender; return wall and CPU seconds per epoch of 60,000, and its accuracy."""
    digits = mlp.load_mnist()
    wall, cpu, predictor = [], [], None

    def tick(predict):
        nonlocal predictor
        wall.append(time.perf_counter())
        cpu.append(time.process_time())
        predictor = predict

    CONTENDERS[name](digits, batch_size, seed, tick)
    return {
        "contender": name,
        "batch_size": batch_size,
        "seconds": (wall[-1] - wall[0]) / (EPOCHS - 1),
        "cpu_seconds": (cpu[-1] - cpu[0]) / (EPOCHS - 1),
        "accuracy": float(np.mean(predictor(digits.test_images) == digits.test_labels)),
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))) + "\n")
