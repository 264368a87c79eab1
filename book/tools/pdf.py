"""Print each chapter of the built site to ``_build/pdf``, with Chromium: `make pdf`."""

import functools
import http.server
import shutil
import sys
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HTML = ROOT / "_build" / "html"
PDF = ROOT / "_build" / "pdf"
FOOT = (
    '<p style="font:8px sans-serif;width:100%;text-align:center">'
    '<span class="title"></span> · <span class="pageNumber"></span></p>'
)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing of each request."""


def main() -> None:
    """Print the chapters."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        sys.exit("Chromium is not installed (Debian: apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    PDF.mkdir(parents=True, exist_ok=True)
    handler = functools.partial(_Quiet, directory=str(HTML))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        for chapter in sorted(HTML.glob("chapters/*/*.html")):
            address = f"http://127.0.0.1:{server.server_port}/{chapter.relative_to(HTML)}"
            page.goto(address, wait_until="networkidle")
            page.emulate_media(media="print")
            to = PDF / f"{chapter.parent.name}-{chapter.stem}.pdf"
            page.pdf(
                path=str(to),
                format="A4",
                print_background=True,
                display_header_footer=True,
                header_template="<p></p>",
                footer_template=FOOT,
                margin={"top": "18mm", "bottom": "18mm", "left": "16mm", "right": "16mm"},
            )
            print(f"{to.relative_to(ROOT)}  {to.stat().st_size // 1000} kB")
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    main()
