"""A Dask cluster with TLS on loopback, made as the instructors' page says."""

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

from grading_course import ROOT

BIN = Path(sys.executable).parent
WORKERS = 2


def environment():
    """Return the environment of a program that a test starts."""
    path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "OPENBLAS_NUM_THREADS": "1", "PYTHONWARNINGS": "ignore"}


def recipe() -> dict[str, str]:
    """Return the shell blocks of the page's section on several machines, by their first word."""
    page = (ROOT / "book/instructors.md").read_text()
    section = page.partition("\n## Several machines\n")[2].partition("\n## ")[0]
    blocks = re.findall(r"```bash\n(.*?)```", section, re.DOTALL)
    return {block.split()[0]: block for block in blocks}


class Cluster:
    """A scheduler and two workers in processes of their own, far from the course's folder.

    Parameters
    ----------
    folder : Path
        Where the certificates are made and the processes run.
    tls : bool, default True
        Whether to speak TLS.
    """

    def __init__(self, folder: Path, *, tls: bool = True) -> None:
        self.folder, self.tls = folder, tls
        folder.mkdir(exist_ok=True)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = f"{'tls' if tls else 'tcp'}://127.0.0.1:{self.port}"
        self.processes: list[subprocess.Popen] = []
        if tls:
            made = subprocess.run(
                ["sh", "-ec", recipe()["mkdir"]], cwd=folder, capture_output=True, text=True
            )
            assert made.returncode == 0, made.stderr

    @property
    def files(self) -> list[str]:
        """The options that name the certificates."""
        place = self.folder / "tls"
        return [
            *("--tls-ca-file", str(place / "ca.pem")),
            *("--tls-cert", str(place / "grader.pem")),
            *("--tls-key", str(place / "grader-key.pem")),
        ]

    @property
    def options(self) -> list[str]:
        """The options of `mlp grade` that use this cluster."""
        return [
            "--scheduler",
            self.address,
            *(self.files if self.tls else ["--insecure-scheduler"]),
        ]

    def start(self) -> None:
        """Start the scheduler and the workers."""
        self.start_scheduler()
        for _ in range(WORKERS):
            self.start_worker()

    def start_scheduler(self) -> subprocess.Popen:
        """Start the scheduler alone."""
        options = ["--protocol", "tls"] if self.tls else []
        return self._start("scheduler", "--host", "127.0.0.1", "--port", str(self.port), *options)

    def start_worker(self) -> subprocess.Popen:
        """Start one more worker."""
        return self._start(
            *("worker", self.address, "--nthreads", "1", "--no-nanny", "--death-timeout", "60")
        )

    def _start(self, *arguments):
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        files = self.files if self.tls else []
        self.processes.append(
            subprocess.Popen(
                [str(BIN / "dask"), *arguments, "--no-dashboard", *files],
                cwd=self.folder,
                env=environment() | nothing_to_serve(),
                **quiet,
            )
        )
        return self.processes[-1]

    def stop(self) -> None:
        """End all of it."""
        for process in self.processes:
            process.kill()
            process.wait()
        self.processes = []


def nothing_to_serve() -> dict[str, str]:
    """Return the page's settings for Dask's web servers."""
    return dict(re.findall(r"^export (\w+)='?(.*?)'?$", recipe()["export"], re.MULTILINE))
