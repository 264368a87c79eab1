"""A plain page with interactive figures, in real Chromium."""

import pytest

from mlp import widgets
from mlp.widgets.snapshots import opened

WIDE, PHONE = {"width": 1080, "height": 1000}, {"width": 390, "height": 844}
_PICTURES = """root => [...root.querySelectorAll('svg, pre, table')].map(n => n.outerHTML).join('')
  .replace(/data:image[^"]*/g, m => m.length + m.slice(-40)).replace(/ style=""/g, '')
  .replace(/style="[^"]*"/g, m => m.replace(/ |;(?=")/g, ''))"""


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
