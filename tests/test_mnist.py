"""The digits: the original files, bit for bit; the sample; the trained network; damaged files."""

import gzip
import hashlib
import importlib.util
import shutil
import struct
from pathlib import Path

import numpy as np
import pytest
from numpy.testing import assert_array_equal

import mlp
from mlp import mnist

SCRIPT = Path(__file__).resolve().parent.parent / "scripts" / "make_mnist.py"


@pytest.fixture(scope="module")
def digits():
    return mlp.load_mnist()


@pytest.fixture(scope="module")
def sample():
    return mlp.load_mnist(sample=True)


@pytest.fixture(scope="module")
def script():
    spec = importlib.util.spec_from_file_location("make_mnist", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def idx(array):
    """Write images or labels as the original files do: magic number, shape, bytes."""
    shape = (len(array), 28, 28) if array.ndim == 2 else array.shape
    header = struct.pack(f">BBBB{len(shape)}I", 0, 0, 8, len(shape), *shape)
    return header + array.astype(np.uint8).tobytes()


@pytest.mark.parametrize("part", mlp.Mnist._fields)
def test_mnist_gives_the_original_files_back(digits, script, part):
    _, sha256 = script.FILES[part]
    assert hashlib.sha256(idx(getattr(digits, part))).hexdigest() == sha256


def test_mnist_has_the_shapes_and_dtypes_it_promises(digits):
    assert [part.shape for part in digits] == [(60000, 784), (60000,), (10000, 784), (10000,)]
    assert [part.dtype for part in digits] == [np.uint8, np.intp, np.uint8, np.intp]


def test_sample_is_stratified_and_shuffled(sample):
    assert_array_equal(np.bincount(sample.train_labels), [500] * 10)
    assert_array_equal(np.bincount(sample.test_labels), [100] * 10)
    assert len(set(sample.train_labels[:50])) == 10


@pytest.mark.parametrize("split", ["train", "test"])
def test_sample_is_drawn_from_the_same_split_without_repeats(digits, sample, split):
    def pairs(some):
        images, labels = getattr(some, f"{split}_images"), getattr(some, f"{split}_labels")
        return [(image.tobytes(), label) for image, label in zip(images, labels, strict=True)]

    drawn = pairs(sample)
    assert set(drawn) <= set(pairs(digits))
    assert len(set(drawn)) == len(drawn)


def test_data_files_are_as_small_as_promised():
    assert (mnist.DATA / "mnist.npz").stat().st_size < 10.5e6
    assert (mnist.DATA / "mnist-sample.npz").stat().st_size < 1e6


def test_pack_is_undone_by_unpack(rng):
    images = rng.integers(0, 256, (1001, 784), np.uint8) * (rng.random((1001, 784)) < 0.2)
    images[3] = 0
    assert_array_equal(mnist.unpack(*mnist.pack(images.astype(np.uint8))), images)


def test_trained_network_reads_test_digits_as_well_as_the_book_says(digits):
    theta, weights, biases = mlp.load_trained()
    assert (theta.shape, theta.dtype) == ((13_002,), np.float32)
    assert_array_equal(mlp.flatten(weights, biases), theta)
    assert mlp.accuracy(digits.test_images, digits.test_labels, weights, biases) > 0.945


def test_trained_network_keeps_its_own_start_and_its_way():
    """The untrained network of chapters 2 and 3 is the one that became the trained network."""
    start = mlp.initialise(mlp.TRAINED_SIZES, rng=np.random.default_rng(910)).theta
    way = [mlp.load_trained(seen=seen).theta for seen in (0, 1_000, 5_000, 20_000, 100_000, None)]
    assert_array_equal(way[0], start)
    distances = np.linalg.norm(np.array(way) - start, axis=1)
    assert (np.diff(distances) > 0).all(), "it goes away from the start, step by step"


def test_trained_network_has_no_stage_between():
    with pytest.raises(ValueError, match="one of 0, 1000, 5000, 20000, 100000, got 7"):
        mlp.load_trained(seen=7)


def test_the_two_is_a_two_and_read_as_one(sample):
    image, network = sample.test_images[mlp.THE_TWO], mlp.load_trained()
    assert sample.test_labels[mlp.THE_TWO] == 2
    answer = mlp.feedforward(image, network.weights, network.biases)
    assert answer.argmax() == 2
    assert answer[2] > 0.9


def test_missing_data_file_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(mnist, "DATA", tmp_path)
    for load in (mlp.load_mnist, lambda: mlp.load_mnist(sample=True), mlp.load_trained):
        with pytest.raises(OSError, match="found none: install the package again, or make it with"):
            load()


def test_missing_digits_in_the_browser_point_to_the_sample(tmp_path, monkeypatch):
    monkeypatch.setattr(mnist, "DATA", tmp_path)
    monkeypatch.setattr(mnist.sys, "platform", "emscripten")
    with pytest.raises(OSError, match=r"in the browser .* try load_mnist\(sample=True\)"):
        mlp.load_mnist()


def cut(path):
    path.write_bytes(path.read_bytes()[:5000])


def flip(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)


def empty(path):
    path.write_bytes(b"")


def other(path):
    np.savez(path, something=np.zeros(3))


def text(path):
    path.write_text("<html>404 not found</html>")


def too_few_values(path):
    stored = dict(np.load(path))
    for name in stored:
        stored[name] = stored[name][:-1]
    np.savez(path, **stored)


@pytest.mark.parametrize("damage", [cut, flip, empty, other, text, too_few_values])
@pytest.mark.parametrize(
    ("name", "load"),
    [
        ("mnist-sample.npz", lambda: mlp.load_mnist(sample=True)),
        ("trained.npz", mlp.load_trained),
    ],
)
def test_damaged_data_file_says_so(tmp_path, monkeypatch, damage, name, load):
    shutil.copy(mnist.DATA / name, tmp_path)
    damage(tmp_path / name)
    monkeypatch.setattr(mnist, "DATA", tmp_path)
    with pytest.raises(OSError, match=r"is damaged \(.+\): restore it, or install the package"):
        load()


def test_make_mnist_refuses_files_that_are_not_the_originals(tmp_path, script):
    name, _ = script.FILES["test_labels"]
    (tmp_path / name).write_bytes(idx(np.zeros(10, int)))
    with pytest.raises(SystemExit, match="expected sha256 ff7bcfd"):
        script.read_idx(tmp_path, *script.FILES["test_labels"])


def test_make_mnist_reads_the_originals_plain_or_zipped(tmp_path, script, digits):
    name, sha256 = script.FILES["test_images"]
    (tmp_path / f"{name}.gz").write_bytes(gzip.compress(idx(digits.test_images), 1))
    assert_array_equal(script.read_idx(tmp_path, name, sha256), digits.test_images)
    (tmp_path / name).write_bytes(idx(digits.test_images))
    assert_array_equal(script.read_idx(tmp_path, name, sha256), digits.test_images)


def test_make_mnist_draws_the_committed_sample_and_writes_the_same_bytes_again(
    tmp_path, monkeypatch, script, digits, sample
):
    drawn = script.draw_sample({"train": digits[:2], "test": digits[2:]})
    script.write(tmp_path / "mnist-sample.npz", drawn)
    first = (tmp_path / "mnist-sample.npz").read_bytes()
    script.write(tmp_path / "mnist-sample.npz", drawn)
    assert (tmp_path / "mnist-sample.npz").read_bytes() == first
    monkeypatch.setattr(mnist, "DATA", tmp_path)
    for ours, new in zip(sample, mlp.load_mnist(sample=True), strict=True):
        assert_array_equal(new, ours)
