"""The warm-ups on the pages: fresh numbers at each visit, and each of them is right."""

import gzip
import html
import json
import re
import sys
import warnings
from pathlib import Path

import numpy as np
import pytest
from browsing import visiting

import mlp
from mlp import checks
from mlp.checks.mistakes import Variant
from mlp.exercises import EXERCISES, NOTEBOOKS

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "book" / "_ext"))
import course_warmups  # noqa: E402  (the folder is no package: Sphinx reads it)

CHAPTERS = ["ch2", "ch3", "ch4"]
POOL = re.compile(r"<script type=\"application/json\">(.*?)</script>")
KB = 1000


def pool(chapter):
    """Return the data that the page holds, as its script reads it."""
    return json.loads(POOL.search(course_warmups.warm_up(chapter))[1])


def arguments(call):
    """Return the exercise and the arguments of a call from its text."""
    name, _, inside = call.partition("(")
    inside = re.sub(r"\[.*?\](?=, \w+=|\)$)", lambda m: f"np.array({m[0]}, float)", inside)
    return name, eval(f"(lambda *args, **more: (*args, *more.values()))({inside}", {"np": np})


def as_text(value):
    """Write a result as a reader sees it: four digits."""
    if np.ndim(value):
        return f"[{', '.join(as_text(each) for each in value)}]"
    return f"{float(value):.4g}"


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_warm_up_numbers_are_those_of_the_mistakes(chapter):
    """Each number is computed once more from the call as it is shown."""
    data, seen = pool(chapter), 0
    for asked in data["asked"]:
        for call, wanted, given, right, choices in asked:
            name, args = arguments(call)
            assert EXERCISES[name].chapter < chapter
            assert as_text(getattr(mlp, name)(*args)) == wanted, call
            assert choices[right][1] == given
            assert len({value for _, value in choices} | {wanted}) == 1 + len(choices)
            for which, value in choices:
                done, says = data["says"][which]
                assert says.lower().startswith(done.lower())
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    made = [
                        as_text(known.function(*args))
                        for known in getattr(checks, name).known
                        if isinstance(known, Variant) and known.says == says and fits(known, args)
                    ]
                assert value in made, (call, says, value, made)
                seen += 1
    assert seen >= 4 * 5 * course_warmups.EACH


def fits(known, args):
    """Say whether a wrong way can be gone with these arguments."""
    try:
        known.function(*args)
    except Exception:
        return False
    return True


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_warm_up_has_other_numbers_for_many_visits_and_few_bytes(chapter):
    asked = pool(chapter)["asked"]
    assert len(asked) >= course_warmups.COUNT
    for each in asked:
        assert len({(call, given) for call, _, given, *_ in each}) == course_warmups.EACH >= 8
    text = course_warmups.warm_up(chapter)
    assert len(gzip.compress(text.encode())) < 8 * KB
    assert text.count("Right.") == text.count("<p><strong>") == course_warmups.COUNT


def page_of(chapter):
    return f"chapters/{chapter}/{NOTEBOOKS[chapter]}.html"


SHOWN = """() => [...document.querySelectorAll('[data-warm-up] strong')].map(asked => ({
  codes: [...asked.querySelectorAll('code')].map(code => code.textContent),
  answers: [1, 2, 3, 4].reduce((found, _) => [...found, (found.at(-1) ||
    asked.parentElement).nextElementSibling], []).map(answer => [answer.className,
    answer.querySelector('summary').textContent, answer.querySelector('p').textContent]),
}))"""


def check_shown(questions, chapter):
    """Look whether all that is shown belongs together, as the data have it."""
    data = pool(chapter)
    known = {
        (call, wanted, given): (right, choices)
        for each in data["asked"]
        for call, wanted, given, right, choices in each
    }
    assert len(questions) == 5
    assert len({question["codes"][0].partition("(")[0] for question in questions}) == 5
    for question in questions:
        right, choices = known[tuple(question["codes"])]
        for place, (kind, option, why) in enumerate(question["answers"]):
            which, value = choices[place]
            done, says = data["says"][which]
            word = "Right" if place == right else "Not quite"
            assert kind == ("right" if place == right else "wrong")
            assert option == f"{done}."
            assert why == f"{word}. That gives {value}: {says}"


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_warm_up_is_new_at_each_visit_and_at_a_key(book, served, browser, chapter):
    with visiting(browser, f"{served}/{page_of(chapter)}") as there:
        page, seen = there.page, set()
        for _ in range(3):
            page.reload()
            page.locator("[data-action=numbers]").wait_for()
            questions = page.evaluate(SHOWN)
            check_shown(questions, chapter)
            seen.add(json.dumps(questions))
        page.locator("[data-warm-up] summary").first.click()
        assert page.locator("[data-warm-up] details[open]").count() == 1
        page.locator("[data-action=numbers]").focus()
        page.keyboard.press("Enter")
        questions = page.evaluate(SHOWN)
        check_shown(questions, chapter)
        seen.add(json.dumps(questions))
        assert len(seen) == 4
        assert page.locator("[data-warm-up] details[open]").count() == 0
        assert there.problems == []


@pytest.mark.parametrize("width", [390, 1280])
def test_warm_up_shows_all_of_every_call(book, served, browser, width):
    with visiting(browser, f"{served}/{page_of('ch4')}", width=width) as there:
        for _ in range(20):
            there.page.locator("[data-action=numbers]").press("Enter")
            wide = there.page.evaluate(
                """() => [...document.querySelectorAll('[data-warm-up] code')]
                  .filter(code => code.getBoundingClientRect().right >
                    document.querySelector('[data-warm-up]').getBoundingClientRect().right + 1)
                  .map(code => code.textContent)"""
            )
            assert wide == []


def test_warm_up_is_there_without_scripts(book, served, browser):
    address = f"{served}/{page_of('ch3')}"
    with visiting(browser, address, java_script_enabled=False) as there:
        box = there.page.locator("[data-warm-up]")
        assert box.locator("strong").count() == 5
        assert box.locator("details.right").count() == 5
        assert box.locator("button").count() == 0


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_warm_up_of_the_page_is_that_of_the_tool(book, chapter):
    page = (book / page_of(chapter)).read_text("utf-8")
    found = POOL.search(page.split("data-warm-up=")[1])[1]
    assert json.loads(html.unescape(found)) == pool(chapter)
