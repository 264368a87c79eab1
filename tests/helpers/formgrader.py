"""A Jupyter server with formgrader (and JupyterLab) on a course's folder, for the tests."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def formgrader(course: Path):
    """Start the server, as an instructor does in the course's folder; yield its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
    command += [f"--ServerApp.port={port}", "--ServerApp.ip=127.0.0.1"]
    command += ["--IdentityProvider.token=", "--ServerApp.disable_check_xsrf=True"]
    command += [f"--ServerApp.root_dir={course}"]
    command += ["--ServerApp.jpserver_extensions={'nbgrader.server_extensions.formgrader': True}"]
    config = course / ".jupyter"
    config.mkdir(exist_ok=True)
    environment = os.environ | {"JUPYTER_CONFIG_DIR": str(config), "PYTHONWARNINGS": "ignore"}
    with (course / "server.log").open("w") as log:
        server = subprocess.Popen(command, cwd=course, env=environment, stdout=log, stderr=log)
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(server, f"{address}/formgrader/manage_assignments", course / "server.log")
            yield address
        finally:
            server.terminate()
            server.wait()


def _wait(server, url, log):
    end = time.monotonic() + 180
    while time.monotonic() < end and server.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=20).close()
            return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(log.read_text()[-3000:])
