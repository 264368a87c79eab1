"""The search finds the words of this book, typed and mistyped, from a server and from disk."""

import re
import sys
from pathlib import Path

import pytest
from browsing import visiting
from bs4 import BeautifulSoup
from firefox import firefox

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "book" / "_ext"))

import course_mistakes  # noqa: E402
import course_search  # noqa: E402

# What is typed, and a page or anchor that is to be among the first five results.
WANTED = {
    "784-16-16-10": "ch1/neurons",
    "784–16–16–10": "ch1/neurons",
    "13002": "#all-13-002",
    "13,002": "#all-13-002",
    "∂": "chapters/",
    "σ": "",
    "bias-left-out": "mistakes.html#bias-left-out",
    "[calls-the-reference]": "mistakes.html#calls-the-reference",
    "checks.line": "#exercise-the-smallest-network",
    "sigmoid_prime": "api.html#mlp.sigmoid_prime",
    "mlp.feedforward": "api.html#mlp.feedforward",
    "backprop": "",
    "backpropogation": "backprop",
    "gradiant descent": "gradient",
    "sigmiod": "sigmoid",
    "overfiting": "",
    "activ": "activation",
}
_FIRST = """[...document.querySelectorAll('ul.search li')].slice(0, 5)
  .map(each => each.querySelector('a').getAttribute('href') + ' ' + each.textContent).join('\\n')"""


def type_in(page, box, words):
    """Type into the search and return its first results."""
    page.locator(box).fill("")
    page.locator(box).press_sequentially(words)
    page.wait_for_function("document.querySelector('ul.search').children.length > 0", timeout=9000)
    return page.evaluate(_FIRST)


def missed(page, box):
    found = {words: type_in(page, box, words) for words in WANTED}
    return {words: found[words] for words, goal in WANTED.items() if goal not in found[words]}


def test_search_finds_words_numbers_symbols_and_names_as_one_types(browser, served):
    with visiting(browser, f"{served}/search.html") as visit:
        assert missed(visit.page, "#q") == {}
        assert visit.problems == []


def test_search_opens_over_a_chapter_by_its_key_from_disk(browser, book):
    address = (book / "chapters/ch2/gradient_descent.html").as_uri()
    with visiting(browser, address, width=390) as visit:
        page = visit.page
        page.keyboard.press("/")
        assert page.locator("#quick").evaluate("box => box === document.activeElement")
        assert missed(page, "#quick") == {}
        assert page.locator("ul.search mark").count() > 0
        page.keyboard.press("Escape")
        assert not page.locator("#quick").is_visible()
        page.keyboard.press("/")
        first = type_in(page, "#quick", "bias-left-out").split()[0]
        page.locator("#quick").press("Enter")
        page.wait_for_url(f"**/{first.replace('../', '')}")
        assert visit.problems == []


def test_search_in_firefox_from_disk(book, tmp_path):
    with firefox(tmp_path) as fox:
        fox.goto((book / "search.html").as_uri() + "?q=13002")
        found = fox.evaluate(
            f"""(async () => {{
              for (let n = 0; n < 100 && !document.querySelector('ul.search a'); n++)
                await new Promise(done => setTimeout(done, 50));
              return {_FIRST};
            }})()"""
        )
    assert "13,002" in found


def test_search_leaves_the_key_to_those_who_type(browser, served):
    with visiting(browser, f"{served}/search.html") as visit:
        visit.page.locator("#q").press_sequentially("1/2")
        assert visit.page.locator("#q").input_value() == "1/2"


def test_search_needs_no_library(browser, served):
    """Built without npm, the site still finds what holds all of the words."""
    with visiting(browser, f"{served}/index.html") as visit:
        visit.page.route("**/minisearch.js*", lambda route: route.fulfill(body="// not there"))
        visit.page.goto(f"{served}/search.html")
        assert "13,002" in type_in(visit.page, "#q", "13002")


def test_mistakes_have_an_anchor_each(book):
    page = BeautifulSoup((book / "book" / "mistakes.html").read_text("utf-8"), "html.parser")
    anchors = {term["id"] for term in page.select("dl.mistakes > dt")}
    zoo = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests" / "zoo").rglob("*.py"))
    named = {
        slug
        for slugs in re.findall(r"^#! wrong ([a-z0-9 -]+):", zoo, re.MULTILINE)
        for slug in slugs.split(" or ")
        if slug != "-"
    }
    assert len(named) > 100
    assert named <= anchors
    for meaning in page.select("dl.mistakes > dd"):
        assert re.search(r"[^\s.][.?!] *$", meaning.find("p").find(string=True)), meaning


def test_mistakes_come_from_the_checks():
    in_general = course_mistakes.of_any_answer()
    assert in_general["always-zero"].startswith("0 comes back whatever goes in")
    of_line = course_mistakes.of_exercises()["bias-left-out"]
    assert any("line" in exercises for exercises in of_line.values())


@pytest.mark.parametrize(
    ("latex", "typed"),
    [
        (r"\frac{\partial C}{\partial w}", "∂ C ∂ w"),
        (r"\sigma(w \cdot a + b)", "σ(w · a + b)"),
        (r"\Delta w \text{ is small}", "Δ w is small"),
    ],
)
def test_search_reads_formulas_as_they_are_typed(latex, typed):
    assert course_search.formula_text(latex) == typed
