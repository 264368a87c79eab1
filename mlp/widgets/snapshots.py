"""Take the first state of each figure that draws itself, in Chromium, into ``first/``.

A figure whose picture is drawn by its script stands on the page before any script has run, and
without one. So its first state is drawn once, here, and travels with the package:

    python -m mlp.widgets.snapshots [NAME …]

The three trainings that `train_live` plays on the page are recorded at the same time.

Tests draw them again, train again, and compare.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mlp import widgets
from mlp.look.tokens import tokens_css
from mlp.widgets import write_assets
from mlp.widgets.training import write_recording
from mlp.widgets.widget import HERE, Widget

_ADDRESS = "http://widgets.test/"
_PAGE = """<!doctype html><html lang="en" data-theme="{theme}"><head><meta charset="utf-8">
<title>Interactive figures</title><meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,"><link rel="stylesheet" href="widgets.css">
<style>{tokens}html{{color-scheme:light dark}}html[data-theme=dark]{{color-scheme:dark}}
html[data-theme=light]{{color-scheme:light}}body{{margin:0;background:var(--ground);
color:var(--ink);font:400 18px/1.58 var(--text)}}main{{max-width:{width}px;margin:20px auto;
padding:0 20px}}</style><script defer src="host.js"></script></head>
<body><main><h1>Interactive figures</h1>{figures}</main></body></html>"""


def page(figures: Iterable[Widget], *, theme: str = "light", width: int = 720) -> str:
    """Return a plain page with these figures, as the book would hold them."""
    tokens = tokens_css(dark=":root[data-theme=dark]")
    return _PAGE.format(
        theme=theme, tokens=tokens, width=width, figures="\n".join(f.html for f in figures)
    )


@contextmanager
def opened(
    context: Any, figures: Iterable[Widget], *, theme: str = "light", width: int = 720
) -> Iterator[Any]:
    """Open a page with these figures in a Playwright context, served from a folder."""
    with tempfile.TemporaryDirectory() as folder:
        write_assets(folder)
        text = page(figures, theme=theme, width=width)
        (Path(folder) / "index.html").write_text(text, encoding="utf-8")
        tab = context.new_page()
        tab.route(
            f"{_ADDRESS}**",
            lambda route: route.fulfill(
                path=Path(folder) / route.request.url.removeprefix(_ADDRESS)
            ),
        )
        tab.on("pageerror", lambda error: print(error, file=sys.stderr))
        tab.goto(f"{_ADDRESS}index.html")
        yield tab
        tab.close()


def take(context: Any, figure: Widget) -> str:
    """Return the HTML of the figure's first state, as its script draws it."""
    width = 1040 if figure.name == "hero" else 720
    with opened(context, [figure], width=width) as tab:
        tab.wait_for_selector("figure.live")
        tab.wait_for_timeout(300)
        drawn = tab.inner_html(".widget-body")
    return re.sub(r'name="w\d+-\w+"', f'name="first-{figure.name}"', drawn) + "\n"


def main(names: list[str]) -> None:
    """Take the snapshots of the figures named, or of all that draw themselves."""
    from playwright.sync_api import sync_playwright

    (HERE / "first").mkdir(exist_ok=True)
    if not names or "train_live" in names:
        write_recording()
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=path, args=["--no-sandbox"])
        context = browser.new_context(
            viewport={"width": 1080, "height": 1000}, reduced_motion="reduce"
        )
        for name in names or widgets.FIGURES:
            figure = getattr(widgets, name)()
            if not figure.first:
                text = take(context, figure)
                (HERE / "first" / f"{name}.html").write_text(text, encoding="utf-8")
                print(f"{name}: {len(text)} bytes")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
