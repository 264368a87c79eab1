"""Many submissions at once: on this machine, or on any Dask cluster.

A task carries the bundle and the bytes of a few submissions, so a worker needs neither database
nor course folder. A worker that dies loses nothing: its tasks go to another one.
"""

import asyncio
import atexit
import contextlib
import itertools
import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from dataclasses import asdict
from typing import NamedTuple

from mlp.grading.processes import stock
from mlp.grading.intake.bundle import Bundle, unpack
from mlp.grading.grade import Result, refuse
from mlp.grading.processes.isolate import Limits
from mlp.grading.processes.sandbox import NoSandbox
from mlp.grading.processes.workers import CannotStart, Workshop

TOGETHER = 4  # submissions in a task; one where they train a network
AHEAD = 3  # tasks waiting for each worker
TRIES = 3  # of a task whose worker died
_local = threading.local()
_workshops: list[Workshop] = []  # of this process, one for each of its threads


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

    def workshop(self, bundle: Bundle) -> Workshop:
        """Return the processes that grade this assignment so, not yet started."""
        return Workshop(bundle, sandboxed=self.sandboxed, figures=self.figures, limits=self.limits)


class SchedulerLost(RuntimeError):
    """The Dask scheduler has gone; what was graded is kept."""


def grade_here(bundle: Bundle, mode: Mode, submissions: Iterable[Submission]) -> Iterator[Result]:
    """Grade submissions in this process's own workshop, one after the other."""
    with contextlib.closing(mode.workshop(bundle)) as workshop:
        for submission in submissions:
            yield _grade(workshop, mode, submission)


def _grade(workshop, mode, submission):
    if mode.compat:
        return stock.grade(*submission, workshop.bundle, sandboxed=mode.sandboxed)
    return workshop.grade(*submission)


def grade_task(packed: bytes, mode: Mode, submissions: list[tuple]) -> list[dict]:
    """Grade a few submissions on a Dask worker; each of its threads keeps a workshop."""
    known = getattr(_local, "workshop", None)
    if known is None or known[0] != (packed, mode):
        if known is not None:
            known[1].close()
            _workshops.remove(known[1])
        workshop = mode.workshop(unpack(packed))
        _workshops.append(workshop)
        _local.workshop = known = (packed, mode), workshop
    return [asdict(_grade(known[1], mode, Submission(*each))) for each in submissions]


@atexit.register
def close_workshops() -> None:
    """End the processes that this worker has started."""
    while _workshops:
        _workshops.pop().close()


def grade_on(
    client, bundle: Bundle, mode: Mode, submissions: Iterable[Submission]
) -> Iterator[Result]:
    """Grade submissions on a cluster; results come as they are ready.

    Parameters
    ----------
    client : distributed.Client
    bundle : Bundle
    mode : Mode
    submissions : iterable of Submission
        Read as they are needed: never more than a few for each worker are in memory.

    Yields
    ------
    Result

    Raises
    ------
    SchedulerLost
        If the scheduler has gone.
    CannotStart, NoSandbox
        If the workers cannot grade at all.
    """
    together = 1 if "train" in bundle.exercises else TOGETHER
    batches = iter(lambda: list(itertools.islice(iterator, together)), [])
    iterator = iter(submissions)
    waiting: dict = {}  # future: its submissions and how often they were tried
    try:
        while True:
            wanted = AHEAD * max(1, len(client.scheduler_info(n_workers=-1)["workers"]))
            for batch in itertools.islice(batches, max(0, wanted - len(waiting))):
                waiting[_submit(client, bundle, mode, batch)] = batch, 1
            if not waiting:
                return
            yield from _ready(client, bundle, mode, waiting)
    except (CancelledError, asyncio.CancelledError, OSError) as error:
        raise SchedulerLost(f"the Dask scheduler has gone ({type(error).__name__})") from None
    finally:
        with contextlib.suppress(Exception):
            client.cancel(list(waiting), force=True)


def _submit(client, bundle, mode, batch):
    return client.submit(grade_task, bundle.packed, mode, batch, pure=False, retries=2)


def _ready(client, bundle, mode, waiting):
    """Wait for some tasks and give their results; give tasks that failed another chance."""
    from distributed import wait

    with contextlib.suppress(TimeoutError):
        wait(list(waiting), timeout=2, return_when="FIRST_COMPLETED")
    if client.status != "running":
        raise SchedulerLost("the Dask scheduler has gone")
    for future in [each for each in waiting if each.status != "pending"]:
        batch, tries = waiting.pop(future)
        if future.status == "finished":
            yield from (Result(**each) for each in future.result())
        elif future.status in ("cancelled", "lost"):
            raise SchedulerLost("the Dask scheduler has lost the tasks")
        elif tries < TRIES:
            for each in batch:
                waiting[_submit(client, bundle, mode, [each])] = [each], tries + 1
        elif isinstance(future.exception(), CannotStart | NoSandbox):
            raise future.exception()
        else:
            why = f"grading it failed {tries} times: {future.exception()!r:.300}"
            yield from (refuse(each.student, why, bundle, "NoVerdict") for each in batch)
        future.release()


@contextlib.contextmanager
def connect(jobs: int, scheduler: str | None) -> Iterator[Callable]:
    """Yield a function like `grade_here` that grades on a cluster.

    Parameters
    ----------
    jobs : int
        Workers to start on this machine; 0 or 1 grades in this process, without Dask.
    scheduler : str or None
        The address of a running scheduler, 'tcp://…'; `jobs` does not count then.
    """
    if scheduler is None and jobs < 2:
        yield grade_here
        return
    import dask
    from distributed import Client, LocalCluster

    settings = {
        "distributed.scheduler.allowed-failures": 10,
        "distributed.worker.daemon": False,
        "distributed.comm.timeouts.connect": "10s",
        "distributed.admin.large-graph-warning-threshold": "100MB",
        "distributed.worker.profile.enabled": False,
        "distributed.admin.low-level-log-length": 1,  # of messages, each with its submissions
        "distributed.admin.tick.interval": "1s",
        "distributed.admin.system-monitor.interval": "10s",
    }
    with dask.config.set(settings), contextlib.ExitStack() as stack:
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        ours = scheduler is None
        if ours:
            scheduler = stack.enter_context(
                LocalCluster(
                    n_workers=jobs,
                    threads_per_worker=1,
                    processes=True,
                    dashboard_address=None,
                    memory_limit=0,
                    silence_logs=logging.ERROR,
                )
            )
        client = stack.enter_context(Client(scheduler, timeout="30s"))
        yield lambda *arguments: grade_on(client, *arguments)
        if ours:
            with contextlib.suppress(OSError, TimeoutError):
                client.run(close_workshops)
