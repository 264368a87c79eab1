"""Grade many submissions on this machine: a few workers, each driven by a thread.

Nothing listens: a worker's processes inherit the ends of socket pairs from this one.
"""

import itertools
import queue
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from typing import NamedTuple

from mlp.grading.intake.bundle import Bundle
from mlp.grading.processes import stock
from mlp.grading.processes.isolate import Limits
from mlp.grading.processes.workers import Worker
from mlp.grading.result import Result

AHEAD = 1  # submissions read for each worker before it asks for them


class Submission(NamedTuple):
    """What a student handed in: the bytes, and what was unusual about the files."""

    student: str
    data: bytes
    notes: list[str]


class Mode(NamedTuple):
    """How to grade: in a sandbox, as stock nbgrader does, within which limits, with figures."""

    sandboxed: bool = True
    compat: bool = False
    limits: Limits = Limits()
    figures: bool = False

    def worker(self, bundle: Bundle) -> Worker:
        """Return a worker for this assignment, not yet started."""
        return Worker(bundle, sandboxed=self.sandboxed, figures=self.figures, limits=self.limits)


def grade_one(worker: Worker, mode: Mode, submission: Submission) -> Result:
    """Grade a submission with a worker."""
    if mode.compat:
        return stock.grade(*submission, worker.bundle, sandboxed=mode.sandboxed)
    return worker.grade(*submission)


def grade_locally(
    bundle: Bundle, mode: Mode, submissions: Iterable[Submission], jobs: int = 1
) -> Iterator[Result]:
    """Grade submissions with some workers of this machine.

    Parameters
    ----------
    bundle : Bundle
    mode : Mode
    submissions : iterable of Submission
        Read as they are needed: never more than a few for each worker are in memory.
    jobs : int, default 1
        Workers; 0 counts as 1.

    Yields
    ------
    Result
        As they are ready: with one worker in the order of the submissions.

    Raises
    ------
    GradingStopped, NoSandbox
        If nothing can be graded at all.
    """
    submissions = iter(submissions)
    first = list(itertools.islice(submissions, 1))
    if not first:  # all has been graded: no worker is needed
        return
    jobs = max(1, jobs)
    workers = [mode.worker(bundle) for _ in range(jobs)]
    idle: queue.SimpleQueue = queue.SimpleQueue()
    for worker in workers:
        worker.prepare()
        idle.put(worker)

    def grade(submission):
        worker = idle.get()
        try:
            return grade_one(worker, mode, submission)
        finally:
            idle.put(worker)

    # a worker's processes end with the thread that started them, and these end with the pool
    with ThreadPoolExecutor(jobs, "grading") as pool:
        try:
            yield from _as_ready(
                pool, grade, itertools.chain(first, submissions), jobs * (1 + AHEAD)
            )
        finally:  # also after an error or Ctrl-C, while other threads still wait for their workers
            for worker in workers:
                worker.abort()
            pool.shutdown(cancel_futures=True)
            for worker in workers:
                worker.close()


def _as_ready(pool, grade, submissions, together):
    """Yield results as they come, the earlier submission first where several are ready."""
    waiting: list = []
    while True:
        for submission in itertools.islice(submissions, together - len(waiting)):
            waiting.append(pool.submit(grade, submission))
        if not waiting:
            return
        wait(waiting, return_when=FIRST_COMPLETED)
        ready = [future for future in waiting if future.done()]
        waiting = [future for future in waiting if future not in ready]
        while ready:  # no result is kept after it was yielded
            yield ready.pop(0).result()
