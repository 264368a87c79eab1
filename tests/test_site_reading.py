"""What a reader points at, folds away, copies and reads on a telephone."""

import re
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from browsing import visiting
from bs4 import BeautifulSoup
from jinja2 import Environment, FileSystemLoader

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "book" / "_ext"))

import course_notebooks
import course_pointing

CHAPTERS = (
    "ch1/neurons",
    "ch2/gradient_descent",
    "ch3/backprop_intuition",
    "ch4/backprop_calculus",
)
# Code of which the window shows a part only, at the side.
_CUT = """() => [...document.querySelectorAll('main .cell_input pre')]
  .filter(each => each.scrollWidth > each.clientWidth + 1).map(each => each.textContent)"""
# Lines that wrap: the second part of each begins further in than the first.
_HANGING = """() => {
  const wrapped = [];
  for (const line of document.querySelectorAll('main .cell_input pre .line')) {
    const range = document.createRange();
    range.selectNodeContents(line);
    const lefts = {};
    for (const box of range.getClientRects())
      if (box.width > 1) lefts[Math.round(box.top / 8)] ??= box.left;
    const [first, second] = Object.values(lefts);
    if (second !== undefined) wrapped.push(second - first);
  }
  return wrapped;
}"""
_ALL = "main section { content-visibility: visible !important }"


@pytest.fixture(scope="module", params=CHAPTERS)
def chapter(request, book):
    """A chapter's number and its page as HTML."""
    html = (book / "chapters" / f"{request.param}.html").read_text("utf-8")
    return request.param[2], BeautifulSoup(html, "html.parser")


def test_figures_have_numbers_and_addresses(chapter):
    number, page = chapter
    figures = page.select("main figure.mlp-picture, main figure.widget")
    said = [figure.select_one("figcaption > .number").get_text() for figure in figures]
    assert said == [f"Figure {number}.{n}" for n in range(1, len(figures) + 1)]
    ids = [figure["id"] for figure in figures]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"figure-[a-z0-9-]+", each) for each in ids)


def test_figures_have_a_caption_in_words(chapter):
    _, page = chapter
    for figure in page.select("main figure.mlp-picture, main figure.widget"):
        words = figure.figcaption.get_text(" ", strip=True)
        assert re.match(r"Figure \d\.\d+ \w", words), figure["id"]


def test_exercises_have_numbers(chapter):
    number, page = chapter
    said = [section.find(["h2", "h3"]).get_text() for section in page.select("section.exercise")]
    assert said
    for n, title in enumerate(said, 1):
        assert title.startswith(f"Exercise {number}.{n}: "), title


def test_headings_end_in_no_sign_and_links_are_no_tab_stops(chapter):
    _, page = chapter
    assert not [each for each in page.select("main :is(h1, h2, h3, h4)") if "¶" in each.get_text()]
    links = page.select("main .headerlink")
    assert links
    assert all(link["tabindex"] == "-1" and link["aria-hidden"] == "true" for link in links)


@pytest.mark.parametrize(
    ("source", "folds"),
    [
        ("figures.sigmoid()", True),
        ("widgets.one_neuron()", True),
        ("figures.digits(three, ['A', 'B'])", True),
        ("figures.threshold(bias=-10)", False),  # to be changed by the reader
        ("a = figures.bars(12)\na", False),
        ("mlp.sigmoid(z)", False),
        ("%timeit 1", False),
    ],
)
def test_reader_folds_calls_that_only_draw(source, folds):
    assert course_notebooks.only_draws(source) == folds


@pytest.mark.parametrize("name", CHAPTERS)
def test_no_code_is_cut_on_a_telephone_and_wrapped_lines_show_it(browser, served, name):
    with visiting(browser, f"{served}/chapters/{name}.html", width=390, height=844) as visit:
        page = visit.page
        page.evaluate("document.documentElement.dataset.lines = 'shown'")
        page.add_style_tag(content=_ALL)
        assert page.evaluate(_CUT) == []
        hanging = page.evaluate(_HANGING)
        assert len(hanging) > 10
        assert min(hanging) > 8  # pixels
        page.set_viewport_size({"width": 640, "height": 800})
        assert page.evaluate(_CUT) == []


def test_lines_that_draw_are_hidden_until_asked_for_and_that_is_remembered(browser, served):
    with visiting(browser, f"{served}/chapters/ch1/neurons.html") as visit:
        page = visit.page
        line = page.locator(".tag_draws .cell_input").first
        assert not line.is_visible()
        page.locator(".lines").click()
        assert line.is_visible()
        assert page.locator(".lines").get_attribute("aria-pressed") == "true"
        page.goto(f"{served}/chapters/ch2/gradient_descent.html")
        assert page.locator(".tag_draws .cell_input").first.is_visible()
        page.locator(".lines").click()
        page.reload()
        assert not page.locator(".tag_draws .cell_input").first.is_visible()


def test_lines_that_draw_are_there_without_javascript(browser, served):
    url = f"{served}/chapters/ch1/neurons.html"
    with visiting(browser, url, java_script_enabled=False) as visit:
        assert visit.page.locator(".tag_draws .cell_input").first.is_visible()
        assert not visit.page.locator(".lines").is_visible()


def test_code_that_is_selected_on_a_telephone_is_copied_as_it_is(browser, served):
    with visiting(browser, f"{served}/chapters/ch1/neurons.html", width=390) as visit:
        page = visit.page
        code = page.locator(".cell_input pre:has(.line)").first
        code.scroll_into_view_if_needed()
        copied, text = code.evaluate(
            """code => {
              getSelection().selectAllChildren(code);
              return [getSelection().toString(), code.textContent];
            }"""
        )
        assert copied.rstrip("\n") == text.rstrip("\n")


_COPY = """([first, last]) => {
  const range = document.createRange();
  range.setStart(...first);
  range.setEnd(...last);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  const data = new DataTransfer();
  document.body.dispatchEvent(new ClipboardEvent('copy', {clipboardData: data, bubbles: true}));
  return [data.getData('text/plain'), data.getData('text/html')];
}"""


def test_a_formula_is_copied_as_latex_once(browser, served):
    with visiting(browser, f"{served}/chapters/ch1/neurons.html") as visit:
        text, html, formulas = visit.page.evaluate(
            f"""() => {{
              const all = [...document.querySelectorAll('main section p')];
              const p = all.find(each => each.querySelectorAll('math').length > 2);
              const sources = [...p.querySelectorAll('math')].map(each => each.dataset.tex);
              return [...({_COPY})([[p, 0], [p, p.childNodes.length]]), sources];
            }}"""
        )
    for latex in filter(None, formulas):
        assert text.count(f"${latex}$") == formulas.count(latex)
    assert "<" not in text and "\n" not in text.strip()
    assert "<math" in html


def test_a_formula_is_copied_whole_where_a_part_of_it_is_selected(browser, served):
    with visiting(browser, f"{served}/chapters/ch4/backprop_calculus.html") as visit:
        copied, sources = visit.page.evaluate(
            f"""() => {{
              const broken = [...document.querySelectorAll('p .math')]
                .find(each => each.querySelectorAll('math').length > 1);
              const display = document.querySelector('div.math');
              return [[broken, display].map(each => {{
                const inner = each.querySelector('math:last-child').lastElementChild;
                return ({_COPY})([[inner, 0], [inner, 1]])[0].trim();
              }}), [broken, display].map(each => each.querySelector('math').dataset.tex)];
            }}"""
        )
    assert copied == [f"${sources[0]}$", f"$${sources[1]}$$"]


def test_a_heading_copies_its_link_and_keys_lead_to_the_exercises(browser, served):
    url = f"{served}/chapters/ch1/neurons.html"
    with visiting(browser, url, permissions=["clipboard-read", "clipboard-write"]) as visit:
        page = visit.page
        link = page.locator("main h2 .headerlink").first
        link.hover(force=True)
        link.click(force=True)
        page.wait_for_function("document.querySelector('[data-copied]')")
        assert (
            page.evaluate("navigator.clipboard.readText()") == f"{url}{link.get_attribute('href')}"
        )
        assert page.locator(".by-key").inner_text() == "Alt + Shift + N: next exercise"
        at = "(n => document.activeElement?.textContent.startsWith('Exercise 1.' + n + ':'))"
        for key, n in (("N", 1), ("N", 2), ("P", 1)):
            page.keyboard.press(f"Alt+Shift+{key}")
            page.wait_for_function(f"{at}({n})")


def test_do_leads_to_an_exercise(browser, served):
    with visiting(browser, f"{served}/index.html") as visit:
        visit.page.get_by_role("link", name="Try the first exercise").click()
        visit.page.wait_for_function(
            "Math.abs(document.getElementById('exercise-line')?.getBoundingClientRect().top) < 60"
        )


THEME = Path(__file__).resolve().parent.parent / "book" / "_ext" / "theme"


def footer(**context):
    """Return the foot of a page as the theme writes it."""
    names = {name: lambda *args, **kwargs: "" for name in ("pathto", "hasdoc", "toctree")}
    texts = {"docstitle": "Networks", "title": "The <em>cost</em>", "pagename": "chapters/ch2/x"}
    template = Environment(loader=FileSystemLoader(THEME)).get_template("layout.html")
    page = template.render(_=str, **names, **texts, **context)
    return BeautifulSoup(page, "html.parser").select_one("body > footer")


def test_a_mistake_is_reported_to_the_repository_with_the_pages_name_and_address():
    address = "https://example.org/book/chapters/ch2/x.html"
    links = footer(theme_repository_url="https://github.com/somebody/networks", pageurl=address)
    target = urlsplit(links.select_one("a.report")["href"])
    assert target._replace(query="").geturl() == "https://github.com/somebody/networks/issues/new"
    assert parse_qs(target.query) == {
        "title": ["Mistake on the page: The cost"],
        "body": [address],
    }


def test_without_a_repository_no_mistake_can_be_reported():
    assert footer().select_one("a.report") is None
    assert footer().select("a")


_HEIGHTS = """() => [...document.querySelectorAll('main > section > section')].map(each => {
  const kept = each.getBoundingClientRect().height;
  each.style.contentVisibility = 'visible';
  return [each.id, kept, each.getBoundingClientRect().height];
})"""


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", CHAPTERS)
def test_reading_bar_at_the_side_says_how_long_a_chapter_is(served, browser, name, width):
    """Sections that were not laid out yet have about their height, and rarely less than it."""
    with visiting(browser, f"{served}/chapters/{name}.html", width=width) as visit:
        heights = visit.page.evaluate(_HEIGHTS)
        kept, true = (sum(each[n] for each in heights) for n in (1, 2))
        assert 0.95 < kept / true < 1.3
        short = {name: kept / true for name, kept, true in heights if kept < 0.85 * true}
        assert short == {}


def test_options_of_a_command_are_not_broken_behind_their_dashes():
    page = (
        '<div class="highlight-bash notranslate"><div class="highlight"><pre>{}</pre></div></div>'
    )
    line = (
        'mlp<span class="w"> </span>new<span class="w"> </span>{}<span class="w"> </span>ca-key.pem'
    )
    kept = course_pointing.keep_options(page.format(line.format("--points")))
    assert kept == page.format(line.format('<span class="option">--points</span>'))
