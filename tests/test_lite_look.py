"""The browser notebook is part of the book: its theme, its lines, its weight, a second visit."""

import gzip
import re
import shutil
from urllib.parse import urlsplit

import pytest
from browsing import serving, visiting
from python_site import need_python
from site_copy import copy_site, replace

NOTEBOOK = "lite/notebooks/index.html?path=chapters/ch1/neurons.ipynb"


def ready(page):
    page.wait_for_selector(".jp-MarkdownCell .jp-RenderedMarkdown p", timeout=60_000)
    page.wait_for_selector(".course-hand-in", timeout=60_000)


def blocked(visit):
    visit.page.context.route("**/pyodide.mjs", lambda route: route.abort())


@pytest.mark.parametrize(
    ("system", "book_says", "dark"),
    [("dark", None, True), ("light", "dark", True)],
)
def test_lite_has_the_theme_of_the_book(book, served, browser, system, book_says, dark):
    with visiting(browser, "about:blank", color_scheme=system) as visit:
        blocked(visit)
        if book_says:
            visit.page.goto(served)
            while visit.page.locator("html").get_attribute("data-theme") != book_says:
                visit.page.locator("#theme").click()
        visit.page.goto(f"{served}/{NOTEBOOK}")
        ready(visit.page)
        light = "false" if dark else "true"
        visit.page.wait_for_selector(
            f"body[data-jp-theme-light={light}]", state="attached", timeout=10_000
        )


def test_lite_lines_are_as_long_as_one_reads(book, served, browser):
    measure = """() => {
      const text = [...document.querySelectorAll('.jp-RenderedMarkdown p')]
        .sort((a, b) => b.textContent.length - a.textContent.length)[0];
      const range = document.createRange();
      range.selectNodeContents(text);
      return text.textContent.length / new Set([...range.getClientRects()].map(r => r.top)).size;
    }"""
    with visiting(browser, "about:blank", width=1600) as visit:
        blocked(visit)
        visit.page.goto(f"{served}/{NOTEBOOK}")
        ready(visit.page)
        assert 45 < visit.page.evaluate(measure) < 95
        visit.page.locator("[data-exercise='Check · 1 point']").first.wait_for(state="attached")


IN_VIEW = """name => {
  const it = document.querySelector(name);
  const {left, right, top, bottom, width} = it.getBoundingClientRect();
  const seen = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  return width > 0 && left >= 0 && right <= innerWidth && it.contains(seen);
}"""


@pytest.mark.parametrize("width", [390, 360])
def test_lite_tools_are_in_view_on_a_telephone(book, served, browser, width):
    with visiting(browser, "about:blank", width=width, has_touch=True, is_mobile=True) as visit:
        blocked(visit)
        page = visit.page
        page.goto(f"{served}/{NOTEBOOK}")
        page.locator(".jp-CodeCell", has_text="def sigmoid(").first.locator(".cm-content").tap()
        page.keyboard.type("# mine")
        page.locator(".course-saved", has_text=re.compile(r"^Saved \d")).wait_for(timeout=20_000)
        for tool in (".course-hand-in", ".course-saved"):
            page.wait_for_function(IN_VIEW, arg=tool, timeout=5000)
        page.locator(".jp-Toolbar-responsive-opener").tap()
        page.get_by_text("Start this exercise over").tap()
        page.get_by_role("button", name="Keep what I wrote").tap()


def says_yes(dialog, asked):
    asked.append(dialog.message)
    dialog.accept()


def says_no(dialog, asked):
    asked.append(dialog.message)
    dialog.dismiss()


def test_page_says_the_notebooks_weight_and_asks_on_a_telephone(book, served, browser):
    chapter = f"{served}/chapters/ch1/neurons.html"
    with visiting(browser, chapter, width=390, has_touch=True, is_mobile=True) as visit:
        page, asked = visit.page, []
        said = page.locator(".tools .weight").inner_text()
        assert re.fullmatch(r"\d+ MB, once", said)
        page.once("dialog", lambda dialog: says_no(dialog, asked))
        page.get_by_role("link", name="Open in your browser").click()
        assert page.url == chapter
        page.once("dialog", lambda dialog: says_yes(dialog, asked))
        page.get_by_role("link", name="Open in your browser").click()
        page.wait_for_url("**/lite/**", wait_until="commit")
        assert len(asked) == 2
        assert said.split(",")[0] in asked[0]


def test_page_does_not_ask_at_a_desk(book, served, browser):
    with visiting(browser, f"{served}/chapters/ch1/neurons.html") as visit:
        visit.page.get_by_role("link", name="Open in your browser").click()
        visit.page.wait_for_url("**/lite/**", wait_until="commit")


def run_first_cell(page):
    ready(page)
    cell = page.locator(".jp-CodeCell", has_text="import mlp").first
    cell.locator(".cm-content").click(timeout=60_000)
    page.keyboard.press("Shift+Enter")
    page.wait_for_function(
        "cell => /[0-9]/.test(cell.querySelector('.jp-InputPrompt').textContent)",
        arg=cell.element_handle(),
        timeout=180_000,
    )
    assert not cell.locator("[data-mime-type*=error], [data-mime-type*=stderr]").count()


KEPT = """async () => {
  const urls = new Set();
  for (const name of await caches.keys())
    for (const known of await (await caches.open(name)).keys()) urls.add(known.url);
  return [...urls];
}"""


def on_the_wire(path):
    """Bytes of a file as a server sends it, compressed where that is usual."""
    path = path / "index.html" if path.is_dir() else path
    if not path.is_file():
        return 0
    body = path.read_bytes()
    return len(body if path.suffix in {".whl", ".zip", ".woff2", ".png"} else gzip.compress(body))


def test_lite_weighs_what_the_page_says_and_opens_offline_the_second_time(book, browser, tmp_path):
    need_python()
    site = copy_site(book, tmp_path / "site")
    with visiting(browser, "about:blank") as visit:
        page = visit.page
        with serving(site) as served:
            page.goto(f"{served}/chapters/ch1/neurons.html")
            promised = int(page.locator(".tools .weight").inner_text().split()[0])
            page.goto(f"{served}/{NOTEBOOK}")
            run_first_cell(page)
            page.wait_for_timeout(3000)  # the worker keeps what the page loaded before it was there
            loaded = page.evaluate(KEPT)
        weight = sum(on_the_wire(site / urlsplit(url).path[1:]) for url in loaded) / 1e6
        assert 0.75 < weight / promised < 1.25, weight
        page.goto("about:blank")
        shutil.rmtree(site)  # and the server is gone
        page.goto(f"{served}/{NOTEBOOK}")
        run_first_cell(page)


def test_lite_has_files_of_one_version_on_the_visit_after_a_change(book, browser, tmp_path):
    site = copy_site(book, tmp_path / "site")
    with serving(site) as served, visiting(browser, "about:blank") as visit:
        blocked(visit)
        page = visit.page
        page.goto(f"{served}/{NOTEBOOK}")
        ready(page)
        page.wait_for_function("() => navigator.serviceWorker.controller")
        page.wait_for_timeout(6000)  # until the worker keeps what the page had loaded before

        worker = site / "lite" / "offline.js"
        replace(
            worker, worker.read_text("utf-8").replace("const VERSION = '", "const VERSION = 'n")
        )
        script = site / "lite" / "extensions" / "course-notebook" / "static" / "remoteEntry.js"
        replace(script, script.read_text("utf-8") + "\nglobalThis.course = 'new';\n")
        page.goto("about:blank")
        page.goto(f"{served}/{NOTEBOOK}")
        page.wait_for_function("() => globalThis.course === 'new'", timeout=30_000)
        ready(page)
