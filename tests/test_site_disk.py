"""The book opened as a file, as the README says: everything works but Python, which says so."""

import pytest
from browsing import visiting
from firefox import firefox

CHAPTERS = (
    "ch1/neurons",
    "ch2/gradient_descent",
    "ch3/backprop_intuition",
    "ch4/backprop_calculus",
)
WAKE = """(async () => {
  const figures = [...document.querySelectorAll('figure[data-widget]')];
  for (const figure of figures) {
    figure.scrollIntoView({behavior: 'instant'});
    for (let n = 0; n < 1500 && !figure.classList.contains('live'); n++)
      await new Promise(done => setTimeout(done, 20));
  }
  return `${figures.filter(each => each.classList.contains('live')).length}/${figures.length}`;
})()"""
DEFINE = """(async () => {
  const term = document.querySelector('a.term');
  term.focus();
  term.dispatchEvent(new Event('focus'));  // a window in the background may not get one
  for (let n = 0; n < 150 && !document.querySelector('.definition'); n++)
    await new Promise(done => setTimeout(done, 20));
  return document.querySelector('.definition')?.textContent || '';
})()"""
ANSWER = """(() => {
  const answer = document.querySelector('.quiz .right');
  answer.querySelector('summary').click();
  return answer.querySelector('p').getClientRects().length;
})()"""
THEME = """(() => {
  const theme = document.documentElement.dataset;
  for (let n = 0; n < 3 && theme.theme !== 'dark'; n++) document.querySelector('#theme').click();
  return theme.theme;
})()"""
LITE = """(() => {
  document.querySelector('.tools .go').click();
  return document.querySelector('.from-disk')?.textContent || '';
})()"""


@pytest.fixture(scope="module")
def fox(tmp_path_factory):
    with firefox(tmp_path_factory.mktemp("firefox")) as tab:
        yield tab


def works(page, name, book):
    """Go through a chapter's doors, in either browser."""
    awake = page.evaluate(WAKE)
    assert awake.split("/")[0] == awake.split("/")[1] != "0", (name, awake)
    assert len(page.evaluate(DEFINE)) > 20, name
    assert page.evaluate(ANSWER) > 0, name
    assert page.evaluate(THEME) == "dark", name
    assert "make serve" in page.evaluate(LITE), name


@pytest.mark.parametrize("name", CHAPTERS)
def test_disk_chapter_is_alive_in_chromium(browser, book, name):
    with visiting(browser, (book / "chapters" / f"{name}.html").as_uri()) as visit:
        works(visit.page, name, book)
        assert visit.problems == []


@pytest.mark.parametrize("name", CHAPTERS)
def test_disk_chapter_is_alive_in_firefox(fox, book, name):
    fox.goto((book / "chapters" / f"{name}.html").as_uri())
    works(fox, name, book)


def test_disk_welcome_page_is_alive(browser, fox, book):
    with visiting(browser, (book / "index.html").as_uri()) as visit:
        assert visit.page.evaluate(WAKE) == "1/1"
        assert visit.problems == []
    fox.goto((book / "index.html").as_uri())
    assert fox.evaluate(WAKE) == "1/1"


def test_disk_links_of_the_glossary_lead_on(browser, book):
    with visiting(browser, (book / "chapters/ch1/neurons.html").as_uri()) as visit:
        lost = visit.page.evaluate(
            """async () => {
              await course.load('glossary');
              return Object.values(courseGlossary).join('').match(/href="[^"]*"/g);
            }"""
        )
    targets = {link[6:-1].split("#")[0] for link in lost if "://" not in link}
    assert targets
    assert not [target for target in targets if not (book / target).is_file()]
