"""The questions in the text, on the page: a guess is kept, and the answer waits for it."""

import sys
from pathlib import Path

import pytest
from browsing import visiting

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "book" / "_ext"))
import course_guesses  # noqa: E402

CHAPTERS = [
    f"chapters/ch{n}/{name}.html"
    for n, name in enumerate(
        ("neurons", "gradient_descent", "backprop_intuition", "backprop_calculus"), 1
    )
]
CHAPTER = CHAPTERS[0]


def make_all_rows(tab):
    """Make the rows of all questions, as for a reader who goes through the page by Tab."""
    key = "new KeyboardEvent('keydown', {key: 'Tab', bubbles: true})"
    tab.evaluate(f"document.body.dispatchEvent({key})")


def asked(tab, words):
    """The row of a question, and its answer, by words before them."""
    make_all_rows(tab)
    place = tab.evaluate(
        """words => [...document.querySelectorAll('form.guess')].findIndex(form =>
          [form.previousElementSibling, form.nextElementSibling?.querySelector('summary')].some(
            beside => beside?.textContent.includes(words)))""",
        words,
    )
    assert place >= 0, words
    form = tab.locator("form.guess").nth(place)
    if form.is_visible():  # on paper, a question without a guess is not
        form.scroll_into_view_if_needed()
    return form, form.locator("xpath=following-sibling::details[1]")


def words(form):
    return form.locator("[role=status]").text_content()


def answers(tab):
    """What stands under each row of a guess: whether it can be read, and what it is."""
    return tab.evaluate(
        """() => [...document.querySelectorAll('form.guess')].map(form => {
          const answer = form.nextElementSibling;
          const folded = answer.matches('details') && !answer.open;
          const first = answer.querySelector(':scope > :not(summary, script)') || answer;
          const shown = first.checkVisibility({contentVisibilityAuto: false}) &&
            answer.getBoundingClientRect().height > 0;
          return [form.previousElementSibling?.textContent.slice(0, 60), folded ? false : shown];
        })"""
    )


@pytest.mark.parametrize("page", [*CHAPTERS, "book/other_kinds.html"])
def test_questions_show_no_answer_before_a_guess(served, browser, page):
    with visiting(browser, f"{served}/{page}") as visit:
        tab = visit.page
        leads = "|".join(course_guesses.LEADS)
        make_all_rows(tab)
        asked = tab.evaluate(
            """leads => [...document.querySelectorAll('main p > strong:first-child')]
              .filter(lead => new RegExp(`^(${leads})\\b`).test(lead.textContent))
              .map(lead => [lead.parentNode.textContent.slice(0, 60),
                lead.parentNode.nextElementSibling.matches('form.guess')])""",
            leads,
        )
        assert [words for words, guessed in asked if not guessed] == []
        assert [words for words, shown in answers(tab) if shown] == []
        for form in tab.locator("form.guess").all():
            form.evaluate("form => form.querySelector('button[value=\"\"]').click()")
        assert [words for words, shown in answers(tab) if not shown] == []
        tab.reload()
        waiting = "document.querySelectorAll('.waits[hidden]').length"
        assert tab.evaluate(waiting) == 0, "skipped is skipped"
        assert visit.problems == []


def test_questions_of_the_next_cells_show_their_answer_after_a_guess(served, browser):
    with visiting(browser, f"{served}/{CHAPTER}", width=390) as visit:
        tab = visit.page
        form, _ = asked(tab, "with no hidden layer at all")
        waits = form.locator("xpath=following-sibling::div[1]")
        assert "shown when you have guessed" in form.text_content()
        assert not waits.get_by_text("Surprised?").is_visible()
        form.get_by_role("button", name="half").click()
        assert waits.get_by_text("Surprised?").is_visible()
        assert words(form).startswith("You said: half. It is: most.")
        assert "shown now" in words(form), "and it is heard"
        tab.reload()
        assert tab.get_by_text("Surprised?").is_visible()
        form, _ = asked(tab, "with no hidden layer at all")
        form.get_by_role("button", name="Guess again").click()
        assert not waits.get_by_text("Surprised?").is_visible()
        tab.keyboard.press("Escape")
        assert waits.get_by_text("Surprised?").is_visible()
        assert visit.problems == []


def test_questions_of_the_next_cells_are_found_by_the_browser(served, browser):
    with visiting(browser, f"{served}/{CHAPTER}#:~:text=Surprised") as visit:
        tab = visit.page
        tab.get_by_text("Surprised?").wait_for()
        assert asked(tab, "with no hidden layer at all")[0].locator(".again").count() == 1
        assert tab.locator(".waits[hidden]").count() >= 1, "the others wait"


def test_questions_of_the_next_cells_wait_before_anything_is_drawn(served, browser):
    with visiting(browser, f"{served}/{CHAPTER}") as visit:
        tab = visit.page
        form, _ = asked(tab, "With the bias −10")
        form.get_by_role("button", name="all three").click()
        tab.route("**/course.js*", lambda route: None)  # it does not come, yet
        tab.goto(f"{served}/{CHAPTER}", wait_until="commit")
        tab.locator("#contents").wait_for()
        states = "[...document.querySelectorAll('.waits')].map(each => each.hidden)"
        assert tab.evaluate(states) == ["until-found", False]
        assert tab.get_by_role("button", name="all three").count() == 0, "it asks no more"


def test_questions_of_the_next_cells_wait_for_nobody_who_cannot_guess(served, book, browser):
    with visiting(browser, (book / CHAPTER).as_uri(), java_script_enabled=False) as visit:
        assert visit.page.get_by_text("Surprised?").is_visible()
    with visiting(browser, f"{served}/{CHAPTER}") as visit:
        visit.page.emulate_media(media="print")
        assert visit.page.get_by_text("Surprised?").is_visible()
    with visiting(browser, f"{served}/{CHAPTER}") as visit:
        visit.page.route("**/course.js*", lambda route: route.abort())
        visit.page.goto(f"{served}/{CHAPTER}")
        visit.page.get_by_text("Surprised?").wait_for()


def test_questions_get_their_row_as_the_reader_comes_near_or_by_keyboard(served, browser):
    """Rows that are far away cost nothing: the browser would lay out their sections for them."""
    with visiting(browser, f"{served}/{CHAPTER}") as visit:
        tab = visit.page
        waiting, made = tab.locator("template.guess"), tab.locator("form.guess")
        rows = waiting.count()
        assert rows > 10
        assert made.count() == 0
        waiting.first.scroll_into_view_if_needed()
        made.first.wait_for()
        assert waiting.count() > 5
        tab.keyboard.press("Tab")
        assert (waiting.count(), made.count()) == (0, rows)
        tab.reload()
        assert waiting.count() > 5
        tab.pdf()
        assert (waiting.count(), made.count()) == (0, rows)
        assert visit.problems == []


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("page", CHAPTERS)
def test_questions_keep_the_place_of_their_row(served, browser, page, width):
    with visiting(browser, f"{served}/{page}", width=width) as visit:
        rows = "document.querySelectorAll(':is(template, form).guess')"
        heights = f"[...{rows}].map(each => each.offsetHeight)"
        kept = visit.page.evaluate(heights)
        make_all_rows(visit.page)
        made = visit.page.evaluate(heights)
        grown = [after - before for before, after in zip(kept, made, strict=True)]
        assert max(map(abs, grown)) <= 2, grown


def is_open(details):
    return details.evaluate("details => details.open")


def test_questions_take_a_guess_and_keep_it_beside_the_answer(served, browser):
    with visiting(browser, f"{served}/{CHAPTER}") as visit:
        tab = visit.page
        form, details = asked(tab, "No computer needed")
        form.locator("input").fill("two")
        tab.keyboard.press("Enter")
        assert "number" in words(form)
        assert not is_open(details)
        form.locator("input").fill("3")
        tab.keyboard.press("Enter")
        assert is_open(details)
        assert words(form) == "You said 3 – it is 0.12."
        form, details = asked(tab, "You halve all three")
        form.get_by_role("button", name="it moves").click()
        assert is_open(details)
        assert words(form) == "You said: it moves. It is: it blurs, where it is."
        form, _ = asked(tab, "Try to write a better rule down")
        form.locator("input").fill("a bow <b>on</b> top")
        form.get_by_role("button", name="Keep it").click()
        assert words(form) == "You said: ‘a bow <b>on</b> top’"

        tab.reload()
        form, details = asked(tab, "No computer needed")
        assert words(form) == "You said 3 – it is 0.12."
        assert not is_open(details)
        tab.emulate_media(media="print")
        assert form.get_by_role("status").is_visible()
        assert not form.get_by_role("button").first.is_visible()
        assert not asked(tab, "Which shape will")[0].is_visible()
        tab.emulate_media(media="screen")
        form.get_by_role("button", name="Guess again").click()
        assert tab.evaluate("document.activeElement.tagName") == "INPUT"
        form.locator("input").fill("0.13")
        tab.keyboard.press("Enter")
        assert words(form) == "You said 0.13, and it is 0.12."
        assert visit.problems == []


def test_questions_are_skipped_by_escape_or_by_opening_the_answer(served, browser):
    with visiting(browser, f"{served}/{CHAPTER}", width=390, color_scheme="dark") as visit:
        tab = visit.page
        form, details = asked(tab, "No computer needed")
        tab.keyboard.press("Escape")
        assert not is_open(details), (
            "nobody is told an answer by an Escape meant for something else"
        )
        form.locator("input").focus()
        tab.keyboard.press("Escape")
        assert is_open(details)
        _, answer = asked(tab, "Which shape will")
        answer.locator("summary").click()
        assert is_open(answer)
        tab.reload()
        for sentence in ("No computer needed", "Which shape will"):
            form, details = asked(tab, sentence)
            assert form.locator("input").count() == 0, "it asks no more"
            assert words(form) == ""
            assert not is_open(details)
        assert tab.evaluate("document.documentElement.scrollWidth") <= 390
        assert visit.problems == []


def test_questions_are_answered_without_javascript_and_from_disk(book, browser):
    with visiting(browser, (book / CHAPTER).as_uri(), java_script_enabled=False) as visit:
        tab = visit.page
        assert tab.locator("template.guess").count() > 10
        assert not tab.locator("template.guess").first.is_visible()
        answer = tab.locator("template.guess + details").first
        answer.locator("summary").click()
        assert answer.locator("p").first.is_visible()
    with visiting(browser, (book / CHAPTER).as_uri()) as visit:
        form, _ = asked(visit.page, "You halve all three")
        form.get_by_role("button", name="it blurs").click()
        assert words(form) == "You said: it blurs, where it is. So it is."
