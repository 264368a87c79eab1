"""Bug hunts on the pages: opened by a right answer, fixed in an editor of their own."""

import json
import re
from pathlib import Path

from browsing import visiting
from python_site import AXE, STARTING

from book.tools import hunts

ROOT = Path(__file__).resolve().parent.parent
CHAPTER = "chapters/ch1/neurons"
RIGHT = "def line(x, slope, intercept):\n    return slope * x + intercept\n"
SEED = "JSON.parse(localStorage.getItem('/ hunts')).seed"


def write(page, place, source):
    """Replace all of the text of an editor."""
    place.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(source)


def pass_line(page):
    """Answer an exercise right, and return where its bug hunt is."""
    exercise = page.locator("[data-exercise=line]")
    exercise.scroll_into_view_if_needed()
    exercise.locator(".tag_answer pre").click()
    write(page, exercise, RIGHT)
    exercise.locator("[data-action=run]").click()
    exercise.locator(".verdict[data-verdict=right]").wait_for(timeout=STARTING)
    return page.locator("[data-hunt=line]")


def text(place):
    return "\n".join(place.locator(".cm-line").all_inner_texts()).strip("\n")


def press(place, action):
    place.locator(f"[data-action={action}]").click()


def test_page_gives_a_bug_to_find_after_a_right_answer(site, browser):
    known = {hunt.source: hunt for hunt in hunts.collection("line")}
    with visiting(browser, f"{site}/{CHAPTER}.html") as there:
        page = there.page
        assert page.locator("[data-hunt]").count() == 0
        assert not [url for url in there.requests if "/hunts/" in url]
        hunt = pass_line(page)
        assert not [url for url in there.requests if "/hunts/line" in url]
        progress = page.locator(".progress").inner_text()
        hunt.locator("[data-action=hunt]").focus()
        page.keyboard.press("Enter")
        hunt.locator(".cm-content").wait_for(timeout=STARTING)
        page.wait_for_function(
            "document.activeElement.closest('[data-hunt]') && "
            "document.activeElement.classList.contains('cm-content')"
        )
        bug = known[text(hunt)]
        assert f"number 1 of {len(known)}" in hunt.locator(".count").inner_text()

        press(hunt, "run")
        wrong = hunt.locator(".verdict[data-verdict=wrong]")
        wrong.wait_for(timeout=STARTING)
        assert wrong.get_attribute("data-slug") == bug.slug
        assert f"[{bug.slug}]" in wrong.inner_text()

        page.reload()  # the same bug again, and what was typed
        hunt.locator("[data-action=hunt]").click()
        hunt.locator(".cm-content").wait_for(timeout=STARTING)
        assert text(hunt) == bug.source
        assert "number 1 of" in hunt.locator(".count").inner_text()
        write(page, hunt, bug.right)
        hunt.locator(".cm-content").press("Shift+Enter")
        right = hunt.locator(".verdict[data-verdict=right]")
        right.wait_for(timeout=STARTING)
        assert bug.says in right.inner_text()
        link = right.get_by_role("link", name=bug.slug)
        target = page.context.new_page()
        target.goto(link.evaluate("link => link.href"))
        assert target.locator(f"[id='{bug.slug}']").count() == 1
        target.close()

        seen = [bug.source]
        for _ in range(len(known) - 1):
            press(hunt, "another")
            seen.append(text(hunt))
        assert sorted(seen) == sorted(known)
        press(hunt, "another")
        assert text(hunt) == bug.source, "the first again, as it was"

        exercise = page.locator("[data-exercise=line]")
        assert text(exercise) == RIGHT.strip("\n")
        assert page.locator(".progress").inner_text() == progress
        with page.expect_download() as file:
            exercise.locator("[data-action=download]").click()
        handed_in = json.loads(Path(file.value.path()).read_text("utf-8"))
        answers = ["".join(c["source"]) for c in handed_in["cells"] if c["cell_type"] == "code"]
        answers = {answer.strip("\n") for answer in answers}
        assert RIGHT.strip("\n") in answers
        assert not answers & known.keys()
        press(hunt, "close")
        assert hunt.locator(".cm-content").count() == 0
        assert page.evaluate("document.activeElement.dataset.action") == "hunt"
        press(page.locator(".progress"), "forget")
        page.locator("dialog").get_by_role("button", name="Erase").click()
        page.locator("dialog [role=status]").wait_for()
        assert page.evaluate("Object.keys(localStorage).filter(key => /hunts/.test(key))") == []
        assert there.problems == []


def test_page_gives_each_student_bugs_in_another_order(site, browser):
    orders = []
    for _ in range(2):
        with visiting(browser, f"{site}/{CHAPTER}.html") as there:
            hunt = pass_line(there.page)
            press(hunt, "hunt")
            hunt.locator(".cm-content").wait_for(timeout=STARTING)
            order = [text(hunt)]
            for _ in range(3):
                press(hunt, "another")
                order.append(text(hunt))
            orders.append((there.page.evaluate(SEED), order))
    (seed, order), (other_seed, other_order) = orders
    assert seed != other_seed
    assert order != other_order


def test_page_opens_no_bug_hunt_with_a_wrong_answer(site, browser):
    """Somebody who says to have passed, or fetches the file, gets nothing to read."""
    with visiting(browser, f"{site}/{CHAPTER}.html") as there:
        page = there.page
        page.evaluate(
            "localStorage.setItem('/ right', JSON.stringify({line: 'now', layer: 'now'}))"
        )
        exercise = page.locator("[data-exercise=layer]")
        exercise.locator(".tag_answer pre").click()
        write(page, exercise, "def layer(a, W, b):\n    return W @ a + b\n")
        page.reload()
        hunt = page.locator("[data-hunt=layer]")
        press(hunt, "hunt")
        hunt.locator(".verdict", has_text="opens with a right answer").wait_for(timeout=STARTING)
        assert hunt.locator(".cm-content").count() == 0
        answer = page.request.get(f"{site}/_static/page/hunts/layer.json")
        assert answer.ok
        assert not re.search(r"return|sigmoid|W @", answer.text())


def test_page_bug_hunt_is_accessible_and_fits_a_telephone(site, browser):
    with visiting(browser, f"{site}/{CHAPTER}.html", width=390, height=844) as there:
        page = there.page
        hunt = pass_line(page)
        press(hunt, "hunt")
        hunt.locator(".cm-content").wait_for(timeout=STARTING)
        press(hunt, "run")
        hunt.locator(".verdict[data-verdict=wrong]").wait_for(timeout=STARTING)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        for button in hunt.locator("button[data-action]:visible").all():
            size = button.bounding_box()
            assert size["height"] >= 34
            assert size["x"] + size["width"] <= 390
        page.add_script_tag(path=AXE)
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            found = page.evaluate("axe.run('[data-hunt], [data-warm-up]')")
            assert [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]] == []
