"""The benchmark: its contenders do the same job, and its recorded results keep what is promised."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import mlp
from bench import builds, contenders, growth, peers, promises
from bench import pictures as speed

RESULTS = Path(__file__).parents[1] / "bench" / "results.json"


@pytest.fixture(scope="module")
def results():
    return json.loads(RESULTS.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def digits():
    return mlp.load_mnist(sample=True)


def answers_of(name, digits, monkeypatch):
    """Return what a contender reads in the test digits after one epoch in batches of 10."""
    monkeypatch.setattr(contenders, "EPOCHS", 1)
    predictors = []
    contenders.CONTENDERS[name](digits, 10, 0, predictors.append)
    (predict,) = predictors
    return predict(digits.test_images)


def test_bench_course_and_taught_loop_read_the_same(digits, monkeypatch):
    fast = answers_of("course", digits, monkeypatch)
    assert np.array_equal(fast, answers_of("course_taught", digits, monkeypatch))


def test_bench_one_example_at_a_time_learns_as_well(digits, monkeypatch):
    def score(name):
        return np.mean(answers_of(name, digits, monkeypatch) == digits.test_labels)

    assert score("nielsen") == pytest.approx(score("course"), abs=0.03)


def test_bench_operations_counted_by_hand():
    # 3-2-1: forward 6 + 2 products, weights' gradient 6 + 2, backward through the second layer 2;
    # each product comes with a sum; 10 examples
    assert growth.operations((3, 2, 1), 10) == 2 * (6 + 2 + 6 + 2 + 2) * 10


def test_bench_builds_the_site_as_the_makefile_does():
    said = subprocess.run(
        [*builds.COMMAND, "-n"], cwd=builds.ROOT, capture_output=True, text=True, check=True
    ).stdout
    for part in ("jupyter-book build .", "book.tools.release", "book.tools.lite"):
        assert part in said
    assert "venv" not in said.replace(str(Path(sys.executable).parent), "")  # nothing is set up


@pytest.mark.parametrize("seed", promises.SEEDS)
def test_bench_quick_training_reads_94_of_100(seed):
    assert promises.measure("quick", seed)["accuracy"] >= 0.94


def test_bench_process_that_fails_is_named(monkeypatch):
    monkeypatch.setattr(peers, "PYTHON", Path(sys.executable))
    assert "no_such_module" in peers.run("bench.no_such_module")["failed"]


def test_bench_results_hold_every_contender(results):
    assert results["missing"] == {}
    got = {(row["contender"], row["batch_size"]) for row in results["training"]}
    assert got == {(name, batch) for name in contenders.CONTENDERS for batch in (10, 32, 128)}
    assert not any("failed" in row for row in results["training"])


@pytest.mark.parametrize(("batch_size", "least"), [(10, 0.65), (128, 0.75)])
def test_bench_results_reach_the_promised_share_of_the_floor(results, batch_size, least):
    (floor,) = [f["seconds"] for f in results["floor"] if f["batch_size"] == batch_size]
    (ours,) = [
        row["seconds"]
        for row in results["training"]
        if (row["contender"], row["batch_size"]) == ("course", batch_size)
    ]
    assert least <= floor / ours <= 1.1


def test_bench_results_keep_accuracy_time_and_memory(results):
    wanted = {"quick": (0.94, 3.0), "long": (0.95, 15.0)}
    assert {(run["setting"], run["seed"]) for run in results["trainings"]} == {
        (name, seed) for name in wanted for seed in range(5)
    }
    for run in results["trainings"]:
        accuracy, seconds = wanted[run["setting"]]
        assert run["accuracy"] >= accuracy and run["cpu_seconds"] < seconds, run
        assert run["peak_MB"] < 100, run
    assert results["import_seconds"] < 0.030


def test_bench_results_keep_the_times_of_single_calls(results):
    assert results["calls"]["forward, one image"] < 50e-6
    assert results["calls"]["gradient, differences, all at once"] < 50e-3


def test_speed_pictures_say_what_was_measured(results):
    for row in results["training"]:
        text = f"{speed.NAMES[row['contender']]} {row['seconds']:.2f}"
        assert text in speed.peers(results, row["batch_size"]).alt
    assert "multiply" in speed.floor(results).alt
    assert "hidden layers 1: " in speed.growth(results).alt


def test_speed_unknown_batch_size_says_what_was_measured(results):
    with pytest.raises(
        ValueError, match=r"batch size 7 was not measured; try one of \[10, 32, 128"
    ):
        speed.peers(results, 7)
