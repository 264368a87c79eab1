"""The built site behind a local server that compresses as a real one does, and a real browser."""

import functools
import gzip
import http.server
import re
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

COMPRESSED = ("text/", "application/javascript", "application/json", "image/svg")


class _Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    public, late = False, None

    def log_message(self, *args):
        pass

    def do_GET(self):
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            return self.send_error(404)
        if self.late and re.search(self.late, self.path):
            time.sleep(4)
        body, kind = path.read_bytes(), self.guess_type(str(path))
        self.send_response(200)
        self.send_header("Content-Type", kind)
        if self.public:
            self.send_header("Access-Control-Allow-Origin", "*")
        if kind.startswith(COMPRESSED):
            body = gzip.compress(body, 6, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return self.wfile.write(body)


@contextmanager
def serving(folder, *, public=False, late=None):
    """Serve a folder.

    Pages of other addresses may load from it where it is public. Paths that hold a pattern, late,
    come after some seconds.
    """
    kind = type("Handler", (_Handler,), {"public": public, "late": late})
    handler = functools.partial(kind, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def served(book):
    """Address of the built site."""
    with serving(book) as address:
        yield address


@pytest.fixture(scope="module")
def browser(chromium_path):
    """A headless Chromium."""
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@dataclass
class Visit:
    """A page, and what happened on the wire and in the console since it was opened."""

    page: object
    requests: list = field(default_factory=list)
    problems: list = field(default_factory=list)
    sizes: list = field(default_factory=list)

    @property
    def transferred(self):
        """Compressed bytes so far, headers included."""
        return sum(self.sizes)


@contextmanager
def visiting(browser, url, *, width=1280, height=800, **options):
    """Open a page in a fresh profile, as a first visitor does, and wait until it is quiet."""
    context = browser.new_context(viewport={"width": width, "height": height}, **options)
    page = context.new_page()
    visit = Visit(page)
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.on("Network.loadingFinished", lambda e: visit.sizes.append(e["encodedDataLength"]))
    context.on("request", lambda request: visit.requests.append(request.url))
    context.on(
        "response",
        lambda answer: (
            answer.status >= 400 and visit.problems.append(f"{answer.status} {answer.url}")
        ),
    )
    page.on(
        "console",
        lambda message: message.type == "error" and visit.problems.append(message.text),
    )
    page.on("pageerror", lambda error: visit.problems.append(str(error)))
    page.goto(url, wait_until="networkidle")
    yield visit
    context.close()


def until(page, script, arg=None, *, seconds=30):
    """Ask a page again and again until a script's value, or what its promise brings, is true.

    Playwright's wait_for_function takes a promise for true.
    """
    end = time.monotonic() + seconds
    while not page.evaluate(script, arg):
        assert time.monotonic() < end, f"not in {seconds} s: {script}"
        page.wait_for_timeout(50)
