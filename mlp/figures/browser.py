"""Turn a picture into a PNG, as a browser draws it."""

from __future__ import annotations

import shutil

from mlp.figures.picture import css


def screenshot(html: str, *, theme: str = "light", width: int = 680) -> bytes:
    """Return the PNG of a piece of HTML on the course's page, two dots to a pixel.

    Raises
    ------
    OSError
        When Playwright or Chromium is not installed.
    """
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        raise OSError("a PNG needs Playwright: pip install playwright; or save an .svg") from error
    style = f":root{{{css(theme)}}}body{{margin:16px;background:var(--ground);width:{width}px}}"
    with sync_playwright() as playwright:
        found = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        try:
            page = browser.new_page(
                viewport={"width": width + 32, "height": 100}, device_scale_factor=2
            )
            page.set_content(f"<!doctype html><style>{style}</style>{html}")
            return page.screenshot(full_page=True)
        finally:
            browser.close()
