"""How the chapters look in a real browser: the margin, figures, labels, tables, lines of text."""

import pytest
from browsing import visiting

CHAPTERS = (
    "ch1/neurons",
    "ch2/gradient_descent",
    "ch3/backprop_intuition",
    "ch4/backprop_calculus",
)
SMALLEST = 11  # pixels, of any letter in a figure

# Sections far away are not laid out; here all are, and each figure is awake.
_ALL = "main section { content-visibility: visible !important }"
_WAKE = """async () => {
  for (const figure of document.querySelectorAll('figure[data-widget]')) {
    figure.scrollIntoView({behavior: 'instant'});
    while (!figure.classList.contains('live')) await new Promise(done => setTimeout(done, 20));
  }
  await document.fonts.ready;
}"""
_SMALL_LABELS = """least => {
  const small = [];
  for (const text of document.querySelectorAll('main figure :is(text, tspan, span, sub, sup, i)')) {
    const own = [...text.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()
      .replace(/\\u200b/g, ''));
    if (!own || !text.getClientRects().length || text.closest('.hide, math')) continue;
    const at = text.getScreenCTM ? text.getScreenCTM() : {a: 1, b: 0};
    const pixels = parseFloat(getComputedStyle(text).fontSize) * Math.hypot(at.a, at.b);
    const figure = text.closest('figure');
    if (figure.getBoundingClientRect().width && pixels < least - 0.01)
      small.push([figure.dataset.name || figure.querySelector('[aria-label]')
        .getAttribute('aria-label').slice(0, 60), text.textContent, pixels.toFixed(2)]);
  }
  return small;
}"""
_TOO_WIDE = """() => [...document.querySelectorAll('main section > .scroll > table')]
  .filter(table => table.parentElement.scrollWidth > table.parentElement.clientWidth)
  .map(table => table.innerText.slice(0, 60))"""
_OFF_CENTRE = """() => {
  const column = document.querySelector('main').getBoundingClientRect();
  return [...document.querySelectorAll('.mlp-picture > [role=img]')].flatMap(picture => {
    const drawn = [...picture.querySelectorAll('svg')].filter(svg => !svg.parentElement
      .closest('svg') && svg.getBoundingClientRect().width > 1);
    const left = Math.min(...drawn.map(svg => svg.getBoundingClientRect().left));
    const right = Math.max(...drawn.map(svg => svg.getBoundingClientRect().right));
    const off = (left + right) / 2 - (column.left + column.right) / 2;
    return Math.abs(off) > 1 ? [[picture.getAttribute('aria-label').slice(0, 60), off]] : [];
  });
}"""
_SPREAD = """() => [...document.querySelectorAll('.mlp-picture div > svg')].flatMap(svg => {
  const [here, next] = [svg, svg.nextElementSibling].map(each => each?.getBoundingClientRect());
  const apart = next && next.top < here.bottom ? next.left - here.right : 0;
  return apart > 25 ? [[svg.closest('[role=img]').getAttribute('aria-label'), apart]] : [];
})"""
_ALONE = """() => [...document.querySelectorAll('.keep')].filter(kept => {
  const range = document.createRange();
  return [...kept.childNodes].filter(node => node.textContent && node.nodeType === 3).some(text => {
    range.selectNodeContents(text);
    const box = range.getBoundingClientRect();
    const beside = kept.querySelector('math').getBoundingClientRect();
    return box.width && (box.bottom <= beside.top || box.top >= beside.bottom);
  });
}).map(kept => kept.textContent)"""
_CUT = """() => [...document.querySelectorAll('.cell_output pre, div.math')]
  .filter(node => node.clientWidth && node.scrollWidth > node.clientWidth + 1)
  .map(node => node.textContent.slice(0, 60))"""
_TALL_LINES = """() => [...document.querySelectorAll('.cell_input pre .line')]
  .filter(line => line.offsetHeight > 5.5 * parseFloat(getComputedStyle(line).lineHeight))
  .map(line => line.textContent)"""
_SPLIT_LABELS = """() => [...document.querySelectorAll('.guess label')].filter(label => {
  const words = document.createRange();
  words.selectNode(label.firstChild);
  return words.getClientRects().length > 1;
}).map(label => label.textContent)"""
_HERE = "() => document.querySelector('nav.sections a[aria-current]')?.hash"
_AT_TOP = "(id => Math.abs(document.getElementById(id).getBoundingClientRect().top - 58) < 62)"


@pytest.fixture(scope="module", params=CHAPTERS)
def chapter(request, browser, served):
    """A chapter on a telephone, laid out as a whole, every figure awake."""
    url = f"{served}/chapters/{request.param}.html"
    with visiting(browser, url, width=390, height=844, reduced_motion="reduce") as visit:
        visit.page.add_style_tag(content=_ALL)
        visit.page.evaluate(_WAKE)
        yield visit.page


@pytest.fixture(scope="module")
def steps_back(browser, served):
    url = f"{served}/chapters/{CHAPTERS[2]}.html"
    with visiting(browser, url, width=390, height=844) as visit:
        visit.page.evaluate(_WAKE)
        yield visit.page.locator("#figure-step-back")


def test_look_labels_are_large_enough_on_a_telephone(chapter):
    assert chapter.evaluate(_SMALL_LABELS, SMALLEST) == []


@pytest.mark.parametrize("width", [1440, 1100, 390, 360])
def test_look_tables_fit_the_column(chapter, width):
    chapter.set_viewport_size({"width": width, "height": 844})
    assert chapter.evaluate(_TOO_WIDE) == []


@pytest.mark.parametrize("step", range(8))
def test_look_numbers_in_a_figure_have_their_names_on_a_telephone(steps_back, step):
    """The site's tables of five columns are stacked there; a figure's have their heads."""
    steps_back.get_by_label("step", exact=True).fill(str(step))
    heads = steps_back.locator("table thead")
    for k in range(heads.count()):
        assert heads.nth(k).bounding_box()["height"] > 15
        assert heads.nth(k).evaluate("head => getComputedStyle(head).clipPath") == "none"
    said = steps_back.locator(".said .scroll")
    for table in said.all():
        assert table.evaluate("frame => frame.scrollWidth <= frame.clientWidth + 1")


@pytest.mark.parametrize("width", [390, 360])
def test_look_no_formula_output_or_line_of_code_is_cut_on_a_telephone(chapter, width):
    chapter.set_viewport_size({"width": width, "height": 844})
    chapter.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
    assert chapter.evaluate(_CUT) == []
    assert chapter.evaluate(_TALL_LINES) == []


@pytest.mark.parametrize("width", [1440, 390, 320])
def test_look_the_words_beside_a_guess_are_in_one_line(browser, served, width):
    with visiting(browser, f"{served}/chapters/{CHAPTERS[0]}.html", width=width) as visit:
        visit.page.add_style_tag(content=_ALL)
        visit.page.keyboard.press("Tab")  # makes every row
        assert visit.page.locator(".guess label").count() > 3
        assert visit.page.evaluate(_SPLIT_LABELS) == []


@pytest.mark.parametrize("width", [1440, 390])
def test_look_pictures_stand_in_the_middle_of_the_column(chapter, width):
    chapter.set_viewport_size({"width": width, "height": 844})
    assert chapter.evaluate(_OFF_CENTRE) == []


@pytest.mark.parametrize("width", [1440, 390])
def test_look_what_is_left_over_of_a_row_of_drawings_is_not_spread(chapter, width):
    chapter.set_viewport_size({"width": width, "height": 800})
    assert chapter.evaluate(_SPREAD) == []


def test_look_no_comma_stands_alone_at_the_beginning_of_a_line(chapter):
    assert chapter.locator(".keep").count() > 20
    for width in (390, 360, 500, 680, 1440):
        chapter.set_viewport_size({"width": width, "height": 844})
        assert chapter.evaluate(_ALONE) == [], width


@pytest.mark.parametrize("name", CHAPTERS)
def test_look_margin_leads_to_every_section_and_says_where_the_reader_is(browser, served, name):
    with visiting(browser, f"{served}/chapters/{name}.html") as visit:
        page = visit.page
        assert page.evaluate(_HERE) is None
        links = page.locator("nav.sections a").all()
        for link in links[::-2] + links[1::3]:  # up, and down again, over what was not laid out yet
            wanted = link.get_attribute("href")
            link.click()
            page.wait_for_function(f"({_HERE})() === {wanted!r} && {_AT_TOP}({wanted[1:]!r})")
            assert link.is_visible()
        assert page.locator("nav.sections [aria-current]").count() == 1


def test_look_margin_needs_no_script_and_gives_way_on_a_telephone(browser, served):
    url = f"{served}/chapters/ch1/neurons.html"
    with visiting(browser, url, width=1280, java_script_enabled=False) as visit:
        page, beside = visit.page, visit.page.locator("nav.sections")
        assert beside.locator("a").first.is_visible()
        text = page.locator("main").bounding_box()
        assert beside.bounding_box()["x"] > text["x"] + text["width"]
        assert not page.locator("details.sections").is_visible()
        page.set_viewport_size({"width": 390, "height": 844})
        assert not beside.is_visible()
        page.locator("details.sections summary").click()
        assert page.locator("details.sections a").first.is_visible()


def test_look_right_and_wrong_answers_differ_in_form(browser, served):
    disc = """answer => ['::before', '::after'].map(part => {
      const style = getComputedStyle(answer.querySelector('summary'), part);
      return [style.backgroundColor, style.backgroundImage, style.borderWidth].join(' ');
    })"""
    with visiting(browser, f"{served}/chapters/ch1/neurons.html") as visit:
        right = visit.page.locator(".quiz .right").first
        wrong = visit.page.locator(".quiz .wrong").first
        assert right.evaluate(disc) == wrong.evaluate(disc), "closed, all look the same"
        looks = []
        for answer in (right, wrong):
            answer.locator("summary").click()
            looks.append(answer.evaluate(disc))
        assert looks[0][0] != looks[1][0] and looks[0][1] != looks[1][1]
