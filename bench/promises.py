"""What the course promises of its network: accuracy for each seed, processor time, memory, import.

``python -m bench.promises SETTING SEED`` trains 784-16-16-10 on the 60,000 digits and prints JSON;
``python -m bench.promises choose`` shows how the settings were chosen: on the last 10,000 of the
training digits, kept out of training. The test digits had no say. (Batches of 10 learn as
well, and take twice as long.)
"""

import json
import resource
import subprocess
import sys
import time
from itertools import product
from pathlib import Path

import numpy as np

import mlp

SETTINGS = {  # epochs, batch size, first learning rate, its factor from one epoch to the next
    "quick": (20, 32, 1.0, 0.9),
    "long": (80, 32, 0.5, 0.97),
}
SEEDS = range(5)


def train(images, labels, setting: tuple, seed: int):
    """Train from a random start and return the network."""
    epochs, batch_size, first, factor = setting
    rng = np.random.default_rng(seed)
    _, weights, biases = mlp.initialise(mlp.TRAINED_SIZES, rng=rng)
    return mlp.sgd(
        images, labels, weights, biases, rng=rng, epochs=epochs, batch_size=batch_size,
        learning_rate=lambda epoch: first * factor**epoch,
    )  # fmt: skip


def measure(name: str, seed: int) -> dict:
    """Train once; return the accuracy on the test digits, CPU seconds and the peak in MB."""
    digits = mlp.load_mnist()
    begin = time.process_time()
    weights, biases = train(digits.train_images, digits.train_labels, SETTINGS[name], seed)
    seconds = time.process_time() - begin
    peak = peak_memory()
    accuracy = mlp.accuracy(digits.test_images, digits.test_labels, weights, biases)
    return {
        "setting": name,
        "seed": seed,
        "accuracy": accuracy,
        "cpu_seconds": seconds,
        "peak_MB": peak,
    }


def peak_memory() -> float:
    """Return the most memory that this process has used, in MB.

    Linux says it of the process alone; elsewhere, what is inherited from the parent may count.
    """
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def choose() -> None:
    """Print the mean accuracy of many settings on digits kept out of training."""
    digits = mlp.load_mnist()
    (X, labels), (X_kept, kept) = (
        (digits.train_images[part], digits.train_labels[part])
        for part in (slice(50_000), slice(50_000, None))
    )
    for epochs, factors in ((20, (0.85, 0.9, 0.95)), (80, (0.95, 0.97, 0.98))):
        for first, factor in product((0.25, 0.5, 1.0, 2.0), factors):
            setting = (epochs, 32, first, factor)
            found = [mlp.accuracy(X_kept, kept, *train(X, labels, setting, seed)) for seed in SEEDS]
            print(*setting, f"mean {np.mean(found):.4f}, worst {min(found):.4f}", flush=True)


def import_seconds() -> float:
    """Return the seconds that ``import mlp`` takes where NumPy is there already, best of nine."""
    code = (
        "import numpy, time; begin = time.perf_counter(); import mlp;"
        "print(time.perf_counter() - begin)"
    )
    times = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        for _ in range(9)
    ]
    return min(float(done.stdout) for done in times)


if __name__ == "__main__":
    if sys.argv[1] == "choose":
        choose()
    elif sys.argv[1] == "import":
        print(json.dumps({"import_seconds": import_seconds()}))
    else:
        print(json.dumps(measure(sys.argv[1], int(sys.argv[2]))))
