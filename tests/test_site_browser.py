"""The built pages in a real browser: weight, shifts, keyboard, accessibility, search."""

from pathlib import Path

import pytest
from browsing import visiting

KB = 1000
FIRST_VISIT = 400 * KB
FIGURES = 150 * KB
SHIFT = 0.02


WIDTHS = {"desk": 1280, "phone": 390}


def pages(book):
    """Every page of the book, by its path."""
    return sorted(
        path.relative_to(book).as_posix()
        for path in book.rglob("*.html")
        if path.relative_to(book).parts[0] not in {"lite", "_static", "_sources", "reports"}
    )


def scroll_through(page):
    page.evaluate(
        """async () => {
          for (let y = 0; y < document.body.scrollHeight; y += 700) {
            scrollTo({top: y, behavior: 'instant'});
            await new Promise(done => setTimeout(done, 20));
          }}"""
    )
    page.wait_for_load_state("networkidle")


def shift(page):
    return page.evaluate(
        """() => new Promise(done => {
          new PerformanceObserver(list => done(list.getEntries()
            .filter(e => !e.hadRecentInput).reduce((sum, e) => sum + e.value, 0)))
            .observe({type: 'layout-shift', buffered: true});
          setTimeout(done, 200, 0);
        })"""
    )


def shift_of_itself(page):
    """Return what moves though the fonts are there; `test_site_fonts` lets them come late."""
    found = shift(page)
    if found > SHIFT:
        page.reload()  # the fonts are in the browser's cache now
        scroll_through(page)
        found = shift(page)
    return found


def too_wide(page, width):
    page.set_viewport_size({"width": width, "height": 800})
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


@pytest.fixture(scope="module", params=["desk", "phone"])
def walk(request, browser, served, book):
    """What a first visitor meets on every page: light at a desk, dark on a phone."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    scheme = {"desk": "light", "phone": "dark"}[request.param]
    told = {}
    for name in pages(book):
        url, width = f"{served}/{name}", WIDTHS[request.param]
        with visiting(browser, url, width=width, color_scheme=scheme) as visit:
            first = visit.transferred
            scroll_through(visit.page)
            told[name] = {
                "elsewhere": [u for u in visit.requests if not u.startswith((served, "data:"))],
                "problems": visit.problems,
                "first": first,
                "later": visit.transferred - first,
                "shift": shift_of_itself(visit.page),
                "axe": [
                    (violation["id"], node["html"][:200])
                    for violation in axe.run(visit.page).response["violations"]
                    for node in violation["nodes"]
                ],
                "wide": {
                    w: over
                    for w in {width, *((320,) if width < 700 else (768, 1440))}
                    if (over := too_wide(visit.page, w)) > 0
                },
            }
    return told


def of(walk, what):
    return {name: told[what] for name, told in walk.items() if told[what]}


def test_browser_no_page_asks_elsewhere(walk):
    assert of(walk, "elsewhere") == {}


def test_browser_no_page_errs_or_misses_a_file(walk):
    assert of(walk, "problems") == {}


def test_browser_a_first_visit_weighs_little(walk):
    heavy = {name: size for name, size in of(walk, "first").items() if size > FIRST_VISIT}
    assert heavy == {}


def test_browser_figures_load_late_and_weigh_little(walk):
    heavy = {name: size for name, size in of(walk, "later").items() if size > FIGURES}
    assert heavy == {}


def test_browser_nothing_shifts(walk):
    assert {name: by for name, by in of(walk, "shift").items() if by > SHIFT} == {}


def test_browser_axe_finds_nothing(walk):
    assert of(walk, "axe") == {}


def test_browser_no_page_scrolls_sideways(walk):
    assert of(walk, "wide") == {}


def test_browser_search_finds_the_words_of_the_glossary(browser, served, book):
    from bs4 import BeautifulSoup

    page = BeautifulSoup((book / "book" / "glossary.html").read_text("utf-8"), "html.parser")
    terms = [term.find(string=True).strip() for term in page.select("dl.glossary dt")]
    assert len(terms) > 20
    missed = []
    with visiting(browser, f"{served}/search.html") as visit:
        for term in terms:
            visit.page.goto(f"{served}/search.html?q={term}")
            try:
                visit.page.wait_for_selector("ul.search li a", timeout=5000)
            except Exception:
                missed.append(term)
    assert not missed


def test_browser_theme_is_kept_from_page_to_page(browser, served):
    with visiting(browser, f"{served}/index.html") as visit:
        page = visit.page
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.keyboard.press("Tab")  # the link past the navigation
        page.locator("#theme").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Enter")
        assert page.evaluate("document.documentElement.dataset.theme") == "dark"
        assert page.locator("#theme").get_attribute("aria-label") == "Dark, colour theme: dark"
        page.goto(f"{served}/book/cite.html")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") != ground


def test_browser_a_term_shows_its_definition_and_escape_hides_it(browser, served):
    with visiting(browser, f"{served}/chapters/ch1/neurons.html") as visit:
        page = visit.page
        page.locator("a.term").first.focus()
        page.wait_for_selector(".definition")
        assert len(page.locator(".definition").inner_text()) > 20
        page.keyboard.press("Escape")
        assert page.locator(".definition").count() == 0


def test_browser_a_chapter_reads_without_javascript(browser, served):
    url = f"{served}/chapters/ch1/neurons.html"
    with visiting(browser, url, java_script_enabled=False) as visit:
        page = visit.page
        assert page.locator("h1").inner_text()
        for figure in page.locator("figure[data-widget]").all():
            drawn = figure.locator("svg, canvas, img").all()  # some in a question, for scripts
            assert any(each.is_visible() for each in drawn)
        page.locator("main details").first.locator("summary").click()
        assert page.locator("main details").first.locator("p").first.is_visible()


def test_browser_a_chapter_prints_without_the_furniture(browser, served, tmp_path):
    with visiting(browser, f"{served}/chapters/ch1/neurons.html") as visit:
        visit.page.emulate_media(media="print")
        for gone in (".top nav", "#theme", ".tools", ".contents"):
            assert not visit.page.locator(gone).first.is_visible(), gone
        file = tmp_path / "chapter.pdf"
        visit.page.pdf(path=str(file))
        assert Path(file).stat().st_size > 50_000
