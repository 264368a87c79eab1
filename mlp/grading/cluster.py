"""Many submissions at once on a Dask cluster: `mlp grade --scheduler tls://…`.

A task carries the bundle and the bytes of a few submissions, so a machine of the cluster needs
neither database nor course folder. One that dies loses nothing: its tasks go to another one.
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
from pathlib import Path
from typing import NamedTuple

from mlp.exercises import TRAINING
from mlp.grading.grade import refuse
from mlp.grading.intake.bundle import Bundle, unpack
from mlp.grading.judges import judges
from mlp.grading.local import Mode, Submission, grade_one
from mlp.grading.processes.sandbox import NoSandbox
from mlp.grading.processes.workers import ChapterFailed, GradingStopped, Worker
from mlp.grading.result import Result

TOGETHER = 4  # submissions in a task; one where they train a network
AHEAD = 3  # tasks waiting for each machine's worker
TRIES = 3  # of a task whose worker died
INSECURE = (
    "a tcp:// scheduler asks nobody who they are: anyone who can reach it, on its machine or over "
    "the network, can run code as its user and as the users of the workers, and read submissions, "
    "solutions and hidden tests"
)
_local = threading.local()
_workers: list[Worker] = []  # of this process, one for each of its threads


class SchedulerLost(RuntimeError):
    """The Dask scheduler has gone; what was graded is kept."""


class OtherVersion(GradingStopped):
    """A machine of the cluster has another version of what decides about grades."""


class Scheduler(NamedTuple):
    """Where a Dask scheduler is, and the files that prove who we are.

    Attributes
    ----------
    address : str
        'tls://HOST:PORT', or 'tcp://HOST:PORT' if that is `insecure`.
    ca_file, cert, key : str or None
        PEM files: the certificate authority's, ours, our key. Without them Dask's own
        configuration is asked.
    insecure : bool
        Whether a connection without TLS is wanted.
    """

    address: str
    ca_file: str | None = None
    cert: str | None = None
    key: str | None = None
    insecure: bool = False

    def security(self):
        """Return Dask's settings for this connection.

        Raises
        ------
        ValueError
            If the address, the files and the flag do not fit together.
        ModuleNotFoundError
            If Dask is not installed.
        """
        scheme = self.address.partition("://")[0]
        if scheme not in ("tls", "tcp") or "://" not in self.address:
            raise ValueError(
                f"--scheduler {self.address}: expected tls://HOST:PORT, as dask scheduler prints it"
            )
        if scheme == "tcp" and not self.insecure:
            raise ValueError(
                f"--scheduler {self.address}: {INSECURE}. Use tls:// (see 'Several machines' in "
                "the instructors' page), or add --insecure-scheduler where nobody but the graders "
                "can reach it"
            )
        for path in (self.ca_file, self.cert, self.key):
            if path is not None and not Path(path).is_file():
                raise ValueError(f"there is no file {path}")
        from distributed.security import Security

        if scheme == "tcp":
            return None
        given = {
            "tls_ca_file": self.ca_file,
            "tls_client_cert": self.cert,
            "tls_client_key": self.key,
        }
        security = Security(
            require_encryption=True, **{name: path for name, path in given.items() if path}
        )
        if missing := [name for name in given if not getattr(security, name)]:
            flags = {
                "tls_ca_file": "--tls-ca-file",
                "tls_client_cert": "--tls-cert",
                "tls_client_key": "--tls-key",
            }
            raise ValueError(
                f"--scheduler {self.address} needs {', '.join(flags[name] for name in missing)}: "
                "see 'Several machines' in the instructors' page"
            )
        return security


def run_task(packed: bytes, judged: str, mode: Mode, submissions: list[tuple]) -> list[dict]:
    """Grade a few submissions on a machine of the cluster; each thread keeps its `Worker`.

    Parameters
    ----------
    packed : bytes
        The bundle.
    judged : str
        What `judges` gives where the grades are collected; it must be the same here.
    mode : Mode
    submissions : list of tuple
        The fields of a few `Submission`.
    """
    if judges() != judged:
        import socket

        raise OtherVersion(
            f"{socket.gethostname()} has another version of mlp, NumPy or Python than this "
            "machine, and could give other grades: install the same on both"
        )
    known = getattr(_local, "worker", None)
    if known is None or known[0] != (packed, mode):
        if known is not None:
            known[1].close()
            _workers.remove(known[1])
        worker = mode.worker(unpack(packed))
        _workers.append(worker)
        _local.worker = known = (packed, mode), worker
    return [asdict(grade_one(known[1], mode, Submission(*each))) for each in submissions]


@atexit.register
def close_workers() -> None:
    """End the processes that this process has started."""
    while _workers:
        _workers.pop().close()


def grade_on_cluster(
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
    GradingStopped, NoSandbox
        If the workers cannot grade at all.
    """
    together = 1 if TRAINING & bundle.exercises else TOGETHER
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
    return client.submit(run_task, bundle.packed, judges(), mode, batch, pure=False, retries=2)


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
        else:
            error = future.exception()
            stops = isinstance(error, GradingStopped | NoSandbox)
            if isinstance(error, ChapterFailed | OtherVersion) or (stops and tries == TRIES):
                raise error
            if tries < TRIES:
                for each in batch:
                    waiting[_submit(client, bundle, mode, [each])] = [each], tries + 1
            else:
                why = f"grading it failed {tries} times: {error!r:.300}"
                yield from (refuse(each.student, why, bundle, "NoVerdict") for each in batch)
        future.release()


@contextlib.contextmanager
def connect(scheduler: Scheduler) -> Iterator[Callable]:
    """Yield a function like `mlp.grading.local.grade_locally` that grades on a cluster."""
    security = scheduler.security()
    import dask
    from distributed import Client

    settings = {
        "distributed.comm.timeouts.connect": "10s",
        "distributed.admin.large-graph-warning-threshold": "100MB",
        "distributed.admin.low-level-log-length": 1,  # of messages, each with its submissions
    }
    with dask.config.set(settings):
        for name in ("distributed", "distributed.client", "asyncio"):  # said below, in one line
            logging.getLogger(name).setLevel(logging.CRITICAL)
        try:
            client = Client(scheduler.address, timeout="30s", security=security)
        except OSError as error:
            why = str(error.__cause__ or error)
            raise SchedulerLost(f"no Dask scheduler at {scheduler.address}: {why:.300}") from None
        with client:
            yield lambda *arguments: grade_on_cluster(client, *arguments)
