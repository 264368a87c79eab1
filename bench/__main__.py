"""Measure the whole course in one run: ``make bench``.

The network against its peers, the floor below it, single calls, how training grows, grading against
stock nbgrader, the build of the site. Each training is a fresh process on one core; the rounds are
interleaved, so that a busy minute hits all alike (which no benchmark library does for programs
that live in different processes); the tables show medians, and ratios to `mlp.sgd`. Single calls
are pyperf's. Results go to bench/results.json, from which the book draws its page 'How fast is it,
and why'.
"""

import json
import statistics
import time

from bench import bench_grading, peers
from bench.builds import builds
from bench.contenders import CONTENDERS
from bench.machine import describe
from bench.promises import SEEDS, SETTINGS

RESULTS = peers.ROOT / "bench" / "results.json"
BATCH_SIZES = (10, 32, 128)
ROUNDS = 5
SUBMISSIONS = 10


def train_all(missing: dict[str, str]) -> tuple[list[dict], list[dict]]:
    """Return the medians of all contenders, and of the floor, for each batch size."""
    rows, floors = [], []
    names = [name for name in CONTENDERS if name not in missing]
    for batch in BATCH_SIZES:
        got = {name: [] for name in names}
        floor = []
        for turn in range(ROUNDS):
            floor.append(peers.run("bench.floor", str(batch)))
            for name in names[turn % len(names) :] + names[: turn % len(names)]:
                got[name].append(peers.run("bench.contenders", name, str(batch), str(turn)))
        here = [_median(name, batch, runs) for name, runs in got.items()]
        parts = {part: statistics.median(f[part] for f in floor) for part in floor[0]}
        floors.append({"batch_size": batch, **parts, "seconds": sum(parts.values())})
        rows += here
        say(_table(batch, here, floors[-1]))
    return rows, floors


def _median(name: str, batch: int, runs: list[dict]) -> dict:
    failed = [r["failed"] for r in runs if "failed" in r]
    if failed:
        return {"contender": name, "batch_size": batch, "failed": failed[0]}
    # seconds of the processor, all on one thread: a busy machine changes them least
    numbers = {"seconds": "cpu_seconds", "wall_seconds": "seconds", "accuracy": "accuracy"}
    return {
        "contender": name,
        "batch_size": batch,
        **{name: statistics.median(r[key] for r in runs) for name, key in numbers.items()},
        "all_seconds": [r["cpu_seconds"] for r in runs],
    }


def _table(batch: int, rows: list[dict], floor: dict) -> str:
    ours = next(row for row in rows if row["contender"] == "course")
    lines = [
        f"\nbatch size {batch}: seconds per epoch of 60,000 digits, one core, median of {ROUNDS}",
        f"{'':16}{'cpu':>9}{'wall':>9}{'ratio':>8}{'accuracy':>10}",
    ]
    for row in sorted(rows, key=lambda row: row.get("seconds", float("inf"))):
        if "failed" in row:
            lines.append(f"{row['contender']:16}  failed: {row['failed']}")
            continue
        lines.append(
            f"{row['contender']:16}{row['seconds']:9.3f}{row['wall_seconds']:9.3f}"
            f"{row['seconds'] / ours['seconds']:8.2f}{row['accuracy']:10.1%}"
        )
    share = floor["seconds"] / ours["seconds"]
    lines.append(f"{'floor':16}{floor['seconds']:9.3f}   course reaches {share:.0%} of it")
    return "\n".join(lines)


def keep_promises() -> dict:
    """Return accuracy, time and memory of whole trainings, and the time of the import."""
    say("\ntraining from start to end: accuracy, processor seconds, peak memory")
    trainings = []
    for name in SETTINGS:
        for seed in SEEDS:
            got = peers.run("bench.promises", name, str(seed))
            trainings.append(got)
            text = "{accuracy:8.2%}{cpu_seconds:8.1f} s{peak_MB:8.0f} MB".format(**got)
            say(f"{name:8} seed {seed}{text}")
    found = peers.run("bench.promises", "import")
    say(f"import mlp, beyond numpy: {1000 * found['import_seconds']:.0f} ms")
    return {"trainings": trainings, **found}


def say(text: str) -> None:
    """Show progress at once."""
    print(text, flush=True)


def main() -> None:
    """Run everything, print it, and keep it as JSON."""
    begin = time.perf_counter()
    machine = describe()
    say("\n".join(f"{key}: {value}" for key, value in machine.items()))
    peers.install()
    missing = peers.missing()
    for name, package in missing.items():
        say(f"missing: {name}, because {package} could not be installed")
    say("\ngrading, feedback included")
    grading = bench_grading.compare(["ch1"], SUBMISSIONS)
    say("\nbuilding the site")
    site = builds()
    for build in site:
        say(f"{build['what']:26}{build['cpu_seconds']:9.1f}{build['seconds']:9.1f}   cpu s, wall s")
    training, floors = train_all(missing)
    say("\nsingle calls")
    calls = peers.calls()
    for what, seconds in calls.items():
        say(f"{what:42}{1e6 * seconds:12,.0f} µs")
    promises = keep_promises()
    growth = peers.run("bench.growth")
    results = {
        "machine": machine,
        "missing": missing,
        "training": training,
        "floor": floors,
        "calls": calls,
        **promises,
        "growth": growth,
        "grading": grading,
        "site": site,
    }
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    (peers.ROOT / "book" / "speed.md").touch()  # the next build draws it again
    say(f"\n{time.perf_counter() - begin:.0f} s in all; kept in {RESULTS.relative_to(peers.ROOT)}")


if __name__ == "__main__":
    main()
