"""Run and Stop are pressed when it does not suit: as Python starts, twice, with no network."""

import pytest
from browsing import visiting
from python_site import STARTING

CHAPTER = "chapters/ch1/neurons"
RIGHT = "def sigmoid(z):\n    return 0.5 * np.tanh(0.5 * np.asarray(z)) + 0.5\n"
ENDLESS = "def sigmoid(z):\n    while True: pass\n"
LINE = "def line(x, slope, intercept):\n    return slope * x + intercept\n"
# where Python is becomes known to the page only when the test says so
HELD = """
const own = window.fetch;
window.held = [];
window.fetch = (url, ...more) =>
  held && String(url).includes('jupyter-lite.json')
    ? new Promise(go => held.push(() => go(own(url, ...more))))
    : own(url, ...more);
window.letGo = () => { const all = held; held = null; all.forEach(each => each()); };
"""


@pytest.fixture
def page(site, browser):
    with visiting(browser, "about:blank") as there:
        there.page.add_init_script(HELD)
        there.page.goto(f"{site}/{CHAPTER}.html")
        yield there.page


def write(page, name, source):
    exercise = page.locator(f"[data-exercise={name}]")
    exercise.locator(".tag_answer pre, .cm-content").first.click()
    exercise.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(source)
    return exercise


def press(exercise, action):
    exercise.locator(f"[data-action={action}]").click()


def said(exercise, words):
    exercise.locator(".verdict", has_text=words).wait_for(timeout=STARTING)


def test_page_answer_stopped_before_python_was_there_is_not_run(page):
    sigmoid = write(page, "sigmoid", ENDLESS)
    press(sigmoid, "run")
    page.wait_for_function("held.length")
    press(sigmoid, "stop")
    said(sigmoid, "Stopped.")
    page.evaluate("letGo()")
    write(page, "sigmoid", RIGHT)
    press(sigmoid, "run")
    sigmoid.locator(".verdict:not([data-verdict=none])").wait_for(timeout=STARTING)
    assert sigmoid.locator(".verdict").inner_text() == "sigmoid: right."


def test_page_runs_at_the_same_time_are_one_after_the_other(page):
    """Two presses of one Run are one; a Run elsewhere stops the first, and gets its own verdict."""
    sigmoid, line = write(page, "sigmoid", ENDLESS), write(page, "line", LINE)
    sigmoid.locator("[data-action=run]").dblclick()
    page.wait_for_function("held.length")
    press(sigmoid, "hint")
    assert sigmoid.locator("[data-action=stop]").count() == 1
    press(line, "run")
    said(sigmoid, "Stopped.")
    page.evaluate("letGo()")
    line.locator(".verdict:not([data-verdict=none])").wait_for(timeout=STARTING)
    assert line.locator(".verdict").inner_text() == "line: right."
    assert len(page.workers) == 1
    assert sigmoid.locator(".verdict").text_content() == "Stopped."  # it is out of sight now


def test_page_python_that_could_not_be_loaded_again_is_asked_for_again(page):
    """Stop starts a new Python at once, whether or not anything can be loaded."""
    page.evaluate("letGo()")
    sigmoid = write(page, "sigmoid", ENDLESS)
    press(sigmoid, "run")
    said(sigmoid, "Running …")
    wasm = "**/pyodide.asm.wasm"
    page.context.route(wasm, lambda route: route.abort())
    with page.expect_event("requestfailed"):
        press(sigmoid, "stop")
    said(sigmoid, "Stopped.")
    write(page, "sigmoid", RIGHT)
    press(sigmoid, "run")
    said(sigmoid, "Python did not start: perhaps you are offline")
    page.context.unroute(wasm)
    press(sigmoid, "run")
    said(sigmoid, "sigmoid: right.")
