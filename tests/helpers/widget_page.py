"""A plain page with interactive figures, in real Chromium."""

import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from mlp import widgets
from mlp.look.tokens import tokens_css
from mlp.widgets import write_assets

ROOT = Path(__file__).resolve().parents[2]
ADDRESS = "http://widgets.test/"
PAGE = """<!doctype html><html lang="en" data-theme="{theme}"><head><meta charset="utf-8">
<title>Interactive figures</title><meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,"><link rel="stylesheet" href="widgets.css">
<style>{tokens}body{{margin:0;background:var(--ground);
color:var(--ink);font:400 18px/1.58 var(--text)}}main{{max-width:{width}px;margin:20px auto;
padding:0 20px}}</style><script defer src="host.js"></script></head>
<body><main><h1>Interactive figures</h1>{figures}</main></body></html>"""

WIDE, PHONE = {"width": 1080, "height": 1000}, {"width": 390, "height": 844}
_PICTURES = """root => [...root.querySelectorAll('svg, pre, table')].map(n => n.outerHTML).join('')
  .replace(/data:image[^"]*/g, m => m.length + m.slice(-40)).replace(/ style=""/g, '')
  .replace(/style="[^"]*"/g, m => m.replace(/ |;(?=")/g, ''))"""


def written(folder, figures, *, theme="light", width=720):
    """Write a plain page with these figures, their first states drawn, and all that it loads."""
    if not shutil.which("node"):
        pytest.skip("Node.js is not installed")
    write_assets(folder)
    page = Path(folder) / "index.html"
    tokens = tokens_css(dark=":root[data-theme=dark]")
    html = "\n".join(figure.html for figure in figures)
    page.write_text(PAGE.format(theme=theme, tokens=tokens, width=width, figures=html), "utf-8")
    draw = ["node", ROOT / "book" / "tools" / "first_states.mjs", folder, page]
    done = subprocess.run(draw, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return page


@contextmanager
def opened(context, figures, *, theme="light", width=720, as_file=False):
    """Open a page with these figures in a Playwright context, over http or as a file."""
    with tempfile.TemporaryDirectory() as folder:
        page = written(folder, figures, theme=theme, width=width)
        tab = context.new_page()

        def answer(route):
            route.fulfill(path=Path(folder) / route.request.url.removeprefix(ADDRESS))

        tab.route(f"{ADDRESS}**", answer)
        tab.on("pageerror", lambda error: print(error, file=sys.stderr))
        tab.goto(page.as_uri() if as_file else f"{ADDRESS}index.html")
        yield tab
        tab.close()


@pytest.fixture
def show(browser):
    """Return a function that opens a page with figures, and fails on any console error."""
    contexts, errors = [], []

    def page(*names, viewport=None, theme="light", **settings):
        viewport = viewport or WIDE
        settings = {"reduced_motion": "reduce", **settings}
        context = browser.new_context(viewport=viewport, **settings)
        contexts.append(context)
        figures = [getattr(widgets, name)() for name in names]
        width = min(1000, viewport["width"])
        manager = opened(context, figures, theme=theme, width=width)
        tab = manager.__enter__()
        contexts.insert(0, manager)
        tab.on("pageerror", lambda error: errors.append(str(error)))
        tab.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
        if settings.get("java_script_enabled", True):
            for k in range(len(names)):
                tab.locator("figure").nth(k).scroll_into_view_if_needed()
                tab.locator("figure.live").nth(k).wait_for()
            tab.evaluate("scrollTo(0, 0)")
        return tab

    yield page
    for context in contexts:
        context.close() if hasattr(context, "close") else context.__exit__(None, None, None)
    assert errors == []


def pictures(tab):
    """Return all that a figure shows, as text that two figures can be compared by."""
    return tab.locator("figure").evaluate(_PICTURES)


def draw(tab, points, *, clear=True):
    """Draw one stroke with the mouse, on an empty pad; points are on a pad of 28 × 28."""
    if clear:
        tab.get_by_role("button", name="Clear").click()
    tab.locator("svg.pad").scroll_into_view_if_needed()
    box = tab.locator("svg.pad").bounding_box()
    place = [
        (box["x"] + x / 28 * box["width"], box["y"] + y / 28 * box["height"]) for x, y in points
    ]
    tab.mouse.move(*place[0])
    tab.mouse.down()
    for spot in place[1:]:
        tab.mouse.move(*spot, steps=4)
    tab.mouse.up()
