"""An exercise on the page against the browser notebook: time and megabytes to the first verdict.

Both on the built site (``PYODIDE_DIST=… make book``), served from this machine with compression, in
a fresh profile of Chromium each, in turns. Cold: from the address to the first named mistake in a
wrong `sigmoid`, with all that a student does for it: open, write, run. Warm: the next verdict.
The server leaves WebAssembly as it is, where others send about a third.
"""

import argparse
import os
import shutil
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "tests" / "helpers"))
from browsing import serving, visiting  # noqa: E402

CHAPTER = "chapters/ch1/neurons"
WRONG = "def sigmoid(z):\n    return 1 / (1 + np.exp(z))\n"
WORSE = "def sigmoid(z):\n    return 1 / (2 + np.exp(-z))\n"
LONG = 300_000  # milliseconds
WAYS = ("page", "notebook")


def appears(page, selector: str) -> None:
    """Wait until there is such an element: it is looked for at each frame.

    A locator's own wait looks again after up to half a second.
    """
    page.wait_for_function(
        "selector => document.querySelector(selector)", arg=selector, timeout=LONG
    )


def write(page, editor, source: str) -> None:
    """Replace all of the text of an editor."""
    editor.click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(source)


def on_the_page(site: str) -> tuple[str, Callable]:
    """Return the address of the page, and what gets a verdict there on a source."""

    def verdict(page, source: str) -> None:
        exercise = page.locator("[data-exercise=sigmoid]")
        if not exercise.locator(".cm-content").count():
            exercise.locator(".tag_answer pre").click()
        write(page, exercise.locator(".cm-content"), source)
        page.evaluate("document.querySelector('[data-exercise=sigmoid] .verdict').dataset.slug=''")
        exercise.locator("[data-action=run]").click()
        appears(page, "[data-exercise=sigmoid] .verdict:not([data-slug=''])")

    return f"{site}/{CHAPTER}.html", verdict


def in_the_notebook(site: str) -> tuple[str, Callable]:
    """Return the address of the notebook, and what gets a verdict there on a source."""

    def cell(page, text: str):
        return page.locator(".jp-CodeCell", has_text=text).first

    def run(page, there) -> None:
        prompt = there.locator(".jp-InputPrompt")
        before = prompt.inner_text()
        there.locator(".cm-content").click()
        page.keyboard.press("Shift+Enter")
        page.wait_for_function(
            "([it, before]) => /[0-9]/.test(it.textContent) && it.textContent != before",
            arg=[prompt.element_handle(), before], timeout=LONG,
        )  # fmt: skip

    def verdict(page, source: str) -> None:
        appears(page, ".course-hand-in")
        if not cell(page, "import mlp").locator(".jp-InputPrompt", has_text="1").count():
            run(page, cell(page, "import mlp"))
        answer, check = cell(page, "def sigmoid("), cell(page, "checks.sigmoid(sigmoid)")
        write(page, answer.locator(".cm-content"), source)
        run(page, answer)
        run(page, check)

    return f"{site}/lite/notebooks/index.html?path={CHAPTER}.ipynb", verdict


def measured(browser, address: str, verdict) -> dict:
    """Return the seconds to the first verdict and to the next, and the megabytes of the first."""
    with visiting(browser, "about:blank") as there:
        loaded = []
        there.page.context.on("requestfinished", lambda each: loaded.append(each))
        begun = time.perf_counter()
        there.page.goto(address, wait_until="commit")
        verdict(there.page, WRONG)
        cold = time.perf_counter() - begun
        megabytes = sum(each.sizes()["responseBodySize"] for each in loaded) / 1e6
        begun = time.perf_counter()
        verdict(there.page, WORSE)
        return {"cold": cold, "warm": time.perf_counter() - begun, "MB": megabytes}


def main() -> None:
    """Measure in turns, and say the medians and their ratio."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--pairs", type=int, default=5)
    options.add_argument("--site", type=Path, default=ROOT / "_build" / "html")
    asked = options.parse_args()
    rows = {way: [] for way in WAYS}
    with serving(asked.site) as site, sync_playwright() as playwright:
        ways = dict(zip(WAYS, (on_the_page(site), in_the_notebook(site)), strict=True))
        for _ in range(asked.pairs):
            for way, (address, verdict) in ways.items():
                browser = playwright.chromium.launch(
                    executable_path=shutil.which("chromium"), args=["--no-sandbox"]
                )
                row = measured(browser, address, verdict)
                browser.close()
                rows[way].append(row)
                numbers = ", ".join(f"{what} {value:.2f}" for what, value in row.items())
                print(f"{way:9} {numbers}, load {os.getloadavg()[0]:.1f}", flush=True)
    for what in ("cold", "warm", "MB"):
        page, notebook = (statistics.median(row[what] for row in rows[way]) for way in WAYS)
        print(f"{what}: page {page:.2f}, notebook {notebook:.2f}, ratio {page / notebook:.2f}")


if __name__ == "__main__":
    main()
