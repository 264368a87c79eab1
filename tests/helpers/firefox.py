"""Firefox without a driver: its own remote protocol (WebDriver BiDi) over a web socket."""

import itertools
import json
import re
import shutil
import subprocess
from contextlib import contextmanager

import pytest


class Firefox:
    """One tab of a headless Firefox."""

    def __init__(self, socket):
        self.socket, self.ids = socket, itertools.count(1)
        self.ask("session.new", capabilities={})
        self.tab = self.ask("browsingContext.getTree")["contexts"][0]["context"]

    def ask(self, method, **params):
        """Send a command and return its result."""
        mine = next(self.ids)
        self.socket.send(json.dumps({"id": mine, "method": method, "params": params}))
        while (answer := json.loads(self.socket.recv())).get("id") != mine:
            pass
        assert answer["type"] == "success", answer
        return answer["result"]

    def goto(self, url):
        """Open an address and wait until it is loaded."""
        self.ask("browsingContext.navigate", context=self.tab, url=url, wait="complete")

    def evaluate(self, expression):
        """Return the value of an expression, a number or a text; a promise is awaited."""
        answer = self.ask(
            "script.evaluate",
            expression=expression,
            target={"context": self.tab},
            awaitPromise=True,
        )
        assert answer["type"] == "success", answer["exceptionDetails"]["text"]
        return answer["result"].get("value")


@contextmanager
def firefox(profile):
    """Start a headless Firefox with an empty profile; without Firefox the test is skipped."""
    websocket = pytest.importorskip("websocket")
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    if not program:
        pytest.skip("Firefox is not installed (Debian: apt-get install firefox-esr)")
    command = [program, "--headless", "--remote-debugging-port=0", "--profile", str(profile)]
    running = subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
    )
    try:
        for line in running.stderr:
            if found := re.search(r"WebDriver BiDi listening on (ws://\S+)", line):
                break
        socket = websocket.create_connection(
            found[1] + "/session", timeout=60, suppress_origin=True
        )
        yield Firefox(socket)
        socket.close()
    finally:
        running.terminate()
        running.wait()
        running.stderr.close()
