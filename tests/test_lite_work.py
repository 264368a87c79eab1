"""What a student writes in the browser notebook is safe, and its links reach something.

No Python is needed for that: it is still starting, or does not start, while these tests write.
"""

import json
import re
from contextlib import contextmanager
from pathlib import Path

from browsing import serving, visiting
from site_copy import copy_site, replace

from mlp import merging

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOK = "chapters/ch1/neurons.ipynb"
MINE = "def sigmoid(z):\n    return 'my answer'\n"
# The save two seconds after a change does not come.
NO_AUTOSAVE = """(later => {
  window.setTimeout = (act, wait, ...more) => wait === 2000 ? -1 : later(act, wait, ...more);
})(window.setTimeout)"""


@contextmanager
def notebook(browser, served, path=NOTEBOOK):
    with visiting(browser, "about:blank") as visit:
        visit.page.context.route("**/pyodide.mjs", lambda route: route.abort())
        visit.page.goto(f"{served}/lite/notebooks/index.html?path={path}")
        ready(visit.page)
        yield visit.page


def ready(page):
    page.wait_for_selector(".jp-CodeCell .cm-content", timeout=60_000)
    page.wait_for_selector(".course-hand-in", timeout=60_000)


def cell_with(page, text):
    return page.locator(".jp-CodeCell", has_text=text).first


def write(page, cell, text):
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)


def saved(page):
    page.locator(".course-saved", has_text=re.compile(r"^Saved \d")).wait_for(timeout=10_000)


def test_lite_keeps_what_was_typed_seconds_ago(book, served, browser):
    with notebook(browser, served) as page:
        write(page, cell_with(page, "def sigmoid("), MINE)
        page.locator(".course-saved", has_text="Not saved yet").wait_for(timeout=5000)
        saved(page)  # by itself, seconds later
        assert page.locator(".course-saved").get_attribute("role") == "status"
        page.reload()
        ready(page)
        assert "my answer" in cell_with(page, "def sigmoid(").inner_text()


def test_lite_keeps_what_was_run_at_once(book, served, browser):
    with notebook(browser, served) as page:
        cell = cell_with(page, "def sigmoid(")
        page.evaluate(NO_AUTOSAVE)
        write(page, cell, MINE)
        page.locator(".course-saved", has_text="Not saved yet").wait_for(timeout=5000)
        page.keyboard.press("Shift+Enter")
        saved(page)
        page.reload()
        ready(page)
        assert "my answer" in cell_with(page, "def sigmoid(").inner_text()


def corrected():
    """Chapter 1 as the site has it later: with a paragraph and a stub corrected."""
    new = json.loads((ROOT / NOTEBOOK).read_text("utf-8"))
    for cell in new["cells"]:
        if cell["id"] in {"for-this-program-a-belongs-to", "sigmoid"}:
            cell["source"] = merging.text_of(cell) + "\n# corrected"
    new["metadata"]["course"]["version"] = "later"
    return json.dumps(new)


def test_lite_offers_a_newer_text_and_keeps_the_answers(book, browser, tmp_path):
    site = copy_site(book, tmp_path / "site")
    with serving(site) as served, notebook(browser, served) as page:
        assert not page.get_by_text("There is a newer text").count()
        write(page, cell_with(page, "def sigmoid("), MINE)
        saved(page)
        replace(site / "lite" / "files" / NOTEBOOK, corrected())
        page.reload()
        page.get_by_role("button", name="Take it, keep my answers").click(timeout=60_000)
        page.get_by_text("This is the newest text, with your answers").wait_for()
        page.locator(".jp-MarkdownCell", has_text="corrected").first.wait_for()
        assert "my answer" in cell_with(page, "def sigmoid(").inner_text()
        before = NOTEBOOK.replace(".ipynb", "-before.ipynb")
        page.goto(f"{served}/lite/notebooks/index.html?path={before}")
        ready(page)
        assert "my answer" in cell_with(page, "def sigmoid(").inner_text()
        assert not page.locator(".jp-MarkdownCell", has_text="corrected").count()


def test_lite_starts_one_exercise_over(book, served, browser):
    with notebook(browser, served) as page:
        write(page, cell_with(page, "def sigmoid("), MINE)
        write(page, cell_with(page, "def relu("), "def relu(z):\n    return 'kept'\n")
        cell_with(page, "checks.sigmoid(sigmoid)").locator(".cm-content").click()
        page.get_by_text("Start this exercise over").click()
        page.get_by_role("button", name="Start over", exact=True).click()
        page.wait_for_function("!document.body.innerText.includes('my answer')")
        assert "raise NotImplementedError" in cell_with(page, "def sigmoid(").inner_text()
        assert "kept" in cell_with(page, "def relu(").inner_text()


def test_lite_links_lead_to_the_site(book, served, browser):
    with notebook(browser, served) as page:
        for name, aim in (
            ("How to do the exercises", "/book/exercises.html"),
            ("mlp.sigmoid", "/book/api.html#mlp.sigmoid"),
            ("chapter 2", "/lite/notebooks/index.html?path=chapters/ch2/gradient_descent.ipynb"),
        ):
            link = page.locator(".jp-MarkdownCell").get_by_role("link", name=name).first
            link.scroll_into_view_if_needed()
            page.locator(f"a[href*='{aim.split('/')[-1].split('?')[-1]}']").first.wait_for()
            with page.context.expect_page() as opened:
                link.click()
            opened.value.wait_for_url(f"{served}{aim}*", wait_until="commit")
            opened.value.close()
