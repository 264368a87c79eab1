"""The printed book: links lead inside it or to the web, and no answer is missing."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from book.tools import one_page, pdf

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def whole(book):
    """The whole book as one page of HTML."""
    return BeautifulSoup(one_page.whole(one_page.pages()), "html.parser")


def test_printed_book_has_every_page_in_order(whole):
    wanted = [one_page.anchor(page) for page in one_page.pages()]
    assert [article["id"] for article in whole.select("article")] == [*wanted, "answers"]


def test_printed_book_has_each_anchor_once_and_leads_inside_or_to_the_web(whole):
    ids = [tag["id"] for tag in whole.find_all(id=True)]
    assert len(set(ids)) == len(ids)
    links = [link["href"] for link in whole.find_all("a", href=True)]
    assert len(links) > 500
    lost = [
        link
        for link in links
        if not (link[1:] in set(ids) if link[0] == "#" else re.match("https?://|mailto:", link))
    ]
    assert not lost


def test_printed_book_leads_to_the_published_address_once_there_is_one(monkeypatch):
    pages = ["index", "chapters/ch1/neurons"]
    lite = "../../lite/notebooks/index.html"
    assert one_page.link(lite, pages[1], pages) is None
    monkeypatch.setenv("SITE_URL", "https://school.example/book")
    assert one_page.link(lite, pages[1], pages) == (
        "https://school.example/book/lite/notebooks/index.html"
    )
    assert one_page.link("../../index.html", pages[1], pages) == "#index"
    assert one_page.link("#quiz", pages[1], pages) == "#chapters-ch1-neurons--quiz"


def test_printed_book_hides_nothing_and_holds_every_answer_in_its_key(whole, book):
    assert not whole.find_all("details")
    asked = sum(
        len(re.findall(r"<details(?! class=.admonition)", html.split("<main", 1)[1]))
        for html in [(book / f"{page}.html").read_text("utf-8") for page in one_page.pages()]
    )
    assert asked > 100
    key = whole.select("#answers > .key")
    assert len(key) == asked == len(whole.select(".ask"))
    assert all(len(answer.get_text(strip=True)) > 10 for answer in key)


def test_printed_book_sets_a_question_apart_from_its_choices(whole):
    quiz = whole.select(".quiz .ask, [data-warm-up] .ask")
    assert len(quiz) > 60
    assert quiz == whole.select(".ask.choice")


def test_pdf_of_a_chapter_has_an_outline_tags_and_no_address_of_this_machine(
    book, browser, tmp_path, monkeypatch
):
    monkeypatch.setattr(pdf, "PDF", tmp_path)
    made = pdf.print_one(browser, "ch3", ["chapters/ch3/backprop_intuition"]).read_bytes()
    assert b"/Outlines" in made and b"/StructTreeRoot" in made and b"/Dest" in made
    assert b"127.0.0.1" not in made and b"file:///" not in made
    assert not list(book.glob("*.print.html"))


def test_make_pdf_says_what_it_needs():
    made = subprocess.run(
        [sys.executable, "-m", "book.tools.pdf"],
        cwd=ROOT, env={"PATH": "/nowhere"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert made.returncode and "Chromium is not installed" in made.stderr


def test_site_links_to_the_book_when_it_is_printed(tmp_path, monkeypatch):
    monkeypatch.setattr(pdf, "HTML", tmp_path)
    (tmp_path / "book").mkdir()
    page = tmp_path / "book" / "cite.html"
    page.write_text("<footer>How to cite<!--pdf--></footer>")
    for _ in range(2):  # the second time it is replaced
        pdf.link_from_site(3_400_000)
    assert page.read_text().count("../pdf/neural-networks-in-numpy.pdf") == 1
    assert "(3 MB)" in page.read_text()
