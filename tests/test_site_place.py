"""The line that is read stays in view: over a reload, going back, a closed tab, another theme."""

import pytest
from browsing import visiting

CHAPTERS = {  # name: width of the window
    "ch1/neurons": 390,
    "ch2/gradient_descent": 1280,
    "ch3/backprop_intuition": 390,
    "ch4/backprop_calculus": 1280,
}
NEAR = 3  # pixels

# What the reader sees first: the block under the top edge of the window, and where its top is.
# (Where the rectangles of blocks are asked for, sections that are not laid out lie over others.)
_TOP = """() => {
  const text = document.querySelector('main section > p').getBoundingClientRect();
  for (let y = 1; y < innerHeight; y += 4) {
    const block = document.elementFromPoint(text.left + 40, y)?.closest('main section > *');
    if (block && block.localName !== 'section')
      return [block.textContent.slice(0, 80), block.getBoundingClientRect().top];
  }
}"""
_SETTLED = """async () => {
  await document.fonts.ready;
  let before = -1;
  for (let same = 0; same < 20; same = scrollY === before ? same + 1 : 0) {
    before = scrollY;
    await new Promise(done => setTimeout(done, 50));
  }
}"""


def read_to(page, share):
    """Scroll as a reader does, in steps, to a share of the page; return what is at the top."""
    page.evaluate(
        """async share => {
          const goal = share * document.documentElement.scrollHeight;
          for (let y = scrollY; y < goal; y += 900) {
            scrollTo({top: y, behavior: 'instant'});
            // a Chromium without a screen may stop to draw: it never waits for ever
            await new Promise(done => { requestAnimationFrame(done); setTimeout(done, 200); });
          }
        }""",
        share,
    )
    page.evaluate(_SETTLED)
    page.wait_for_timeout(300)  # the place is kept when scrolling has ended
    return page.evaluate(_TOP)


def same(page, before):
    page.evaluate(_SETTLED)
    text, top = page.evaluate(_TOP)
    return text == before[0] and abs(top - before[1]) <= NEAR


@pytest.mark.parametrize(("name", "width"), CHAPTERS.items())
def test_place_is_kept_over_a_reload(browser, served, name, width):
    with visiting(browser, f"{served}/chapters/{name}.html", width=width) as visit:
        page = visit.page
        for share in (0.3, 0.8):
            before = read_to(page, share)
            page.reload(wait_until="load")
            assert same(page, before), (share, before, page.evaluate(_TOP))


def test_place_is_kept_going_back(browser, served):
    with visiting(browser, f"{served}/chapters/ch1/neurons.html", width=390) as visit:
        page = visit.page
        before = read_to(page, 0.5)
        page.goto(f"{served}/book/cite.html")
        page.go_back(wait_until="load")
        assert same(page, before), (before, page.evaluate(_TOP))


def test_place_is_kept_from_a_link_inside_the_page_and_back(browser, served):
    with visiting(browser, f"{served}/chapters/ch2/gradient_descent.html") as visit:
        page = visit.page
        before = read_to(page, 0.3)
        page.locator("nav.sections a").last.click()
        page.evaluate(_SETTLED)
        assert not same(page, before)
        page.go_back()
        assert same(page, before), (before, page.evaluate(_TOP))


def test_place_is_kept_from_disk(browser, book):
    address = (book / "chapters/ch3/backprop_intuition.html").as_uri()
    with visiting(browser, address, width=390) as visit:
        before = read_to(visit.page, 0.6)
        visit.page.reload(wait_until="load")
        assert same(visit.page, before), (before, visit.page.evaluate(_TOP))


def test_place_is_kept_when_the_theme_changes(browser, served):
    with visiting(browser, f"{served}/chapters/ch1/neurons.html") as visit:
        page = visit.page
        before = read_to(page, 0.5)
        for _ in range(3):
            page.evaluate("document.getElementById('theme').click()")
            assert same(page, before), (before, page.evaluate(_TOP))


def test_place_holds_while_the_lines_above_it_stay_out_of_view(browser, served):
    """To hold a section must not draw its neighbours nearer: it did, by the margin between them."""
    with visiting(browser, f"{served}/chapters/ch1/neurons.html") as visit:
        page = visit.page
        read_to(page, 0.5)
        page.evaluate(
            """() => {
              const heading = document.querySelector('#what-a-neuron-looks-for > h2');
              scrollBy({top: heading.getBoundingClientRect().top - 66, behavior: 'instant'});
            }"""
        )
        page.evaluate(_SETTLED)
        before = page.evaluate(_TOP)
        assert before[0].startswith("What a neuron looks for")
        for _ in range(2):
            page.evaluate("document.getElementById('theme').click()")
            assert same(page, before), (before, page.evaluate(_TOP))


def test_place_is_kept_when_the_telephone_is_turned(browser, served):
    with visiting(browser, f"{served}/chapters/ch1/neurons.html", width=390, height=844) as visit:
        page = visit.page
        text, _ = read_to(page, 0.5)
        page.set_viewport_size({"width": 844, "height": 390})
        page.evaluate(_SETTLED)
        assert page.evaluate(_TOP)[0] == text


def test_place_is_offered_on_the_welcome_page(browser, served):
    with visiting(browser, f"{served}/index.html", width=390) as visit:
        page = visit.page
        assert not page.locator(".go-on").is_visible()
        page.goto(f"{served}/chapters/ch2/gradient_descent.html")
        before = read_to(page, 0.5)
        page.goto(f"{served}/index.html")
        assert page.locator("h1").first.is_visible()
        page.locator(".go-on a").click()
        page.wait_for_load_state()
        assert same(page, before), (before, page.evaluate(_TOP))
        assert page.url.endswith("gradient_descent.html")
