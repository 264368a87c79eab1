"""Write mlp/data/mnist.npz and mlp/data/mnist-sample.npz from the four files of MNIST.

    python scripts/make_mnist.py FOLDER

FOLDER holds train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte and
t10k-labels-idx1-ubyte, as they are or as .gz. Each is checked by its sha256 first. The same files
give the same bytes.
"""

import argparse
import gzip
import hashlib
import io
import zipfile
from pathlib import Path

import numpy as np

from mlp.mnist import DATA, PIXELS, pack

FILES = {
    "train_images": (
        "train-images-idx3-ubyte",
        "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    ),
    "train_labels": (
        "train-labels-idx1-ubyte",
        "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    ),
    "test_images": (
        "t10k-images-idx3-ubyte",
        "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    ),
    "test_labels": (
        "t10k-labels-idx1-ubyte",
        "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
    ),
}
SAMPLE_EACH = {"train": 500, "test": 100}  # of each digit
SAMPLE_SEED = 1998

Split = tuple[np.ndarray, np.ndarray]  # images (n, 784) and labels (n,)


def main(folder: Path, to: Path) -> None:
    """Check the four files in `folder` and write the two data files into the folder `to`."""
    parts = {part: read_idx(folder, *FILES[part]) for part in FILES}
    splits = {s: (parts[f"{s}_images"], parts[f"{s}_labels"]) for s in ("train", "test")}
    write(to / "mnist.npz", splits)
    write(to / "mnist-sample.npz", draw_sample(splits))


def read_idx(folder: Path, name: str, sha256: str) -> np.ndarray:
    """Read one file (images as rows of 784), or stop if it is not the one we know."""
    plain, packed = folder / name, folder / f"{name}.gz"
    content = plain.read_bytes() if plain.exists() else gzip.decompress(packed.read_bytes())
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise SystemExit(f"{folder / name}: expected sha256 {sha256}, got {found}")
    header = 4 * (1 + content[3])  # the fourth byte says how many dimensions follow, 4 bytes each
    array = np.frombuffer(content, np.uint8, offset=header)
    return array.reshape(-1, PIXELS) if content[3] == 3 else array


def draw_sample(splits: dict[str, Split]) -> dict[str, Split]:
    """Draw as many of each digit from either split, in random order."""
    rng = np.random.default_rng(SAMPLE_SEED)
    sample = {}
    for split, (images, labels) in splits.items():
        by_digit = [rng.permutation(np.flatnonzero(labels == digit)) for digit in range(10)]
        rows = rng.permutation(np.concatenate([some[: SAMPLE_EACH[split]] for some in by_digit]))
        sample[split] = images[rows], labels[rows]
    return sample


def write(path: Path, splits: dict[str, Split]) -> None:
    """Write an npz file, deflated as far as it goes, with no date in it."""
    with zipfile.ZipFile(path, "w") as archive:
        for split, (images, labels) in splits.items():
            mask, values = pack(images)
            arrays = {"mask": mask, "values": values, "labels": labels}
            for name, array in arrays.items():
                content = io.BytesIO()
                np.lib.format.write_array(content, array, allow_pickle=False)
                entry = zipfile.ZipInfo(f"{split}_{name}.npy")  # dated 1980-01-01
                archive.writestr(entry, content.getvalue(), zipfile.ZIP_DEFLATED, 9)
    print(f"{path}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="where the four idx files are")
    parser.add_argument("--to", type=Path, default=DATA, help="where to write (default: mlp/data)")
    arguments = parser.parse_args()
    main(arguments.folder, arguments.to)
