"""A figure of a page takes a guess before its first move, and keeps it beside the truth."""

import json
import re

import pytest
from widget_page import ADDRESS, PHONE, opened

import mlp
from mlp import widgets

ASKED = [name for name in widgets.FIGURES if name not in ("hero", "chain_rule")]
KEPT = "name => localStorage.getItem(`/ guess ${name}`)"


def box(tab):
    return tab.locator("figure .predict")


def answer(asked):
    for field in asked.locator("input").all():
        field.fill("0.1")
    asked.locator("button:not(.again)").first.click()


def guess(tab):
    """Guess by the first way that is offered; return the sentence, with an ordinary minus."""
    answer(box(tab))
    return said(tab)


def said(tab):
    return box(tab).locator(".guessed").inner_text().replace("−", "-")


def truth(tab):
    """The truth beside a guess, as it is written."""
    return box(tab).locator(".guessed b").last.inner_text().replace("−", "-")


def again(tab):
    """Come again, on another day."""
    tab.reload()
    tab.locator("figure").scroll_into_view_if_needed()
    tab.locator("figure.live").wait_for()


def number_in(tab, pattern, where=".read"):
    text = tab.locator(f"figure {where}").first.inner_text().replace("−", "-")
    return float(re.search(pattern, text)[1])


def truth_of_the_descent_is_where_the_figure_ends(tab):
    assert float(truth(tab)) == number_in(tab, r"w = (-?[\d.]+)")
    assert "across the ridge" in tab.locator("figure .read").inner_text()


def truth_of_the_sum_is_what_the_figure_sums(tab):
    slanting = number_in(tab, r"= ([-+]?[\d.]+),")
    tab.get_by_role("button", name="Reset").click()
    tab.wait_for_timeout(100)
    straight = number_in(tab, r"= ([-+]?[\d.]+),")
    assert truth(tab) == ("it falls" if slanting < straight else "it grows")


def truth_of_the_nudge_is_the_change_that_is_shown(tab):
    shown = tab.locator("figure .pairs").last.locator("dd").first.inner_text().replace("−", "-")
    assert float(truth(tab)) == pytest.approx(float(shown), abs=6e-4)


def truth_of_a_digit_is_what_the_network_says(tab):
    tab.wait_for_timeout(400)
    assert tab.locator("figure .says mark").inner_text() == truth(tab)


def truth_of_the_bias_is_what_the_map_does(tab):
    grey = """() => new Promise(done => { const image = new Image();
      image.onload = () => { const c = document.createElement('canvas').getContext('2d');
        c.drawImage(image, 0, 0, 32, 32); const {data} = c.getImageData(0, 0, 32, 32);
        done(data.filter((v, i) => i % 4 === 0 && v > 127).length); };
      image.src = document.querySelector('figure image').getAttribute('href'); })"""
    after = tab.evaluate(grey)
    tab.get_by_role("button", name="Reset").click()
    tab.wait_for_timeout(100)
    before = tab.evaluate(grey)
    assert truth(tab) == ("it shrinks" if after < before else "it grows")


def truth_of_the_paths_is_the_lowest_cost(tab):
    costs = dict(
        re.findall(r"(\w+ \(\d+\)): \d+ steps?, C = ([\d.]+\d)", tab.locator(".read").inner_text())
    )
    assert truth(tab) == min(costs, key=lambda name: float(costs[name]))


def truth_of_the_double_rate_is_what_becomes_of_the_line(tab):
    start = widgets.line_fit().state["start"]["rate"]
    rate = tab.get_by_label("learning rate", exact=True).input_value()
    assert float(rate) == pytest.approx(2 * start)
    assert (truth(tab) == "lost") == ("it is lost" in tab.locator("figure .read").inner_text())


def truth_of_the_training_is_its_last_point(tab):
    tab.get_by_role("slider", name="digits seen").fill("54")
    share = number_in(tab, r"reads ([\d.]+)%")
    assert float(truth(tab).removesuffix("%")) == pytest.approx(share, abs=0.51)
    assert tab.locator("figure svg text", has_text="your guess").is_visible()


def truth_of_the_pulls_is_the_largest_in_the_table(tab):
    cells = tab.locator("figure .scroll td:last-child").all_inner_texts()
    pulls = [abs(float(cell.replace("−", "-"))) for cell in cells if cell.strip()][:3]
    names = ["the upper", "the middle", "the lower"]
    assert truth(tab) == names[pulls.index(max(pulls))]


def truth_of_the_bug_is_what_the_check_finds(tab):
    said_by_check = tab.locator("figure .read").inner_text()
    assert ("all six" in truth(tab)) == ("all six" in said_by_check)
    assert ("W(3)" in said_by_check) == (not truth(tab).startswith("all but"))


TRUTHS = {
    "descent_on_a_curve": truth_of_the_descent_is_where_the_figure_ends,
    "edge_detector": truth_of_the_sum_is_what_the_figure_sums,
    "nudge_the_chain": truth_of_the_nudge_is_the_change_that_is_shown,
    "one_neuron": truth_of_the_bias_is_what_the_map_does,
    "batch_paths": truth_of_the_paths_is_the_lowest_cost,
    "line_fit": truth_of_the_double_rate_is_what_becomes_of_the_line,
    "train_live": truth_of_the_training_is_its_last_point,
    "step_back": truth_of_the_pulls_is_the_largest_in_the_table,
    "gradient_check": truth_of_the_bug_is_what_the_check_finds,
    "draw_a_digit": truth_of_a_digit_is_what_the_network_says,
    "pick_a_digit": truth_of_a_digit_is_what_the_network_says,
}


@pytest.mark.parametrize("name", ASKED)
def test_predict_keeps_the_guess_beside_what_the_figure_then_shows(show, name):
    tab = show(name)
    assert box(tab).locator("p").inner_text().rstrip().endswith((".", "?"))
    words = guess(tab)
    assert re.fullmatch(r"You said .+ – .+\.", words)
    TRUTHS[name](tab)
    assert '"guess"' in tab.evaluate(KEPT, name)
    again(tab)
    assert said(tab) == words, "it is kept"
    box(tab).get_by_role("button", name="Guess again").click()
    assert box(tab).locator("p").count() == 1
    assert tab.evaluate(KEPT, name) is None


def test_predict_is_skipped_by_escape_and_never_asks_again(show):
    tab = show("batch_paths", "edge_detector")
    asked = tab.locator("figure .predict p")
    assert asked.count() == 2
    tab.locator("figure").last.get_by_role("button", name="Skip").focus()
    tab.keyboard.press("Escape")
    assert tab.locator("figure").first.locator(".predict p").count() == 1, "only its own"
    tab.evaluate("document.activeElement.blur()")
    tab.keyboard.press("Escape")
    assert asked.count() == 0
    tab.reload()
    for figure in tab.locator("figure").all():
        figure.scroll_into_view_if_needed()
        figure.locator(".predict .again").wait_for()
    assert asked.count() == 0


def test_predict_is_dropped_by_a_first_move_and_asks_at_the_next_visit(show):
    for name, move in (
        ("descent_on_a_curve", lambda tab: tab.get_by_label("learning rate").fill("0.1")),
        ("train_live", lambda tab: tab.get_by_role("button", name="Play").click()),
        ("draw_a_digit", lambda tab: tab.locator("svg.pad").click()),
        ("gradient_check", lambda tab: tab.locator(".choice input").nth(2).check(force=True)),
    ):
        tab = show(name)
        move(tab)
        assert box(tab).locator("p").count() == 0, name
        again(tab)
        assert box(tab).locator("p").count() == 1, name


def test_predict_ring_on_the_curve_is_dragged(show):
    tab = show("descent_on_a_curve")
    slider = tab.get_by_label("your guess, the w at the end")
    before = float(slider.input_value())
    grip = tab.locator("figure circle.guess").bounding_box()
    x, y = grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2
    tab.mouse.move(x, y)
    tab.mouse.down()
    tab.mouse.move(x - 200, y, steps=5)
    tab.mouse.up()
    assert float(slider.input_value()) < before - 0.5
    assert box(tab).locator("p").count() == 1, "it still asks"
    start = tab.get_by_label("start, the first w").input_value()
    assert float(start) == widgets.descent_on_a_curve().state["start"]


def ways_to_write(number, *, percent):
    """The same number as people write it."""
    text = f"{number:.10g}"
    ways = [text, f" {text} ", text.replace("-", "−"), text.replace(".", ","), f"about {text}",
            f"{number:.9e}", re.sub(r"^(-?)0\.", r"\1.", text), f"{text} %" if percent else
            f"{100 * number:.8g} %"]  # fmt: skip
    return list(dict.fromkeys(ways))


def numbers_in(field):
    """Numbers that a field takes, some with decimals, one below 0 where there is one."""
    least, most = (float(field.get_attribute(f"aria-value{end}")) for end in ("min", "max"))
    return [round(least + part * (most - least), 3) for part in (0.1375, 0.7125)]


def test_predict_takes_a_number_as_people_write_it_in_every_field(show):
    tab = show(*widgets.FIGURES)
    typed = "figure :is(input, textarea):not([type=range], [type=radio], [type=checkbox])"
    fields = tab.locator(typed)
    assert fields.count() == tab.locator("figure .predict input").count() == 3
    asking = [figure.get_attribute("data-widget") for figure in tab.locator("figure").all()]
    for name in asking:
        figure = tab.locator(f"figure[data-widget={name}]")
        if not figure.locator(".predict input").count():
            continue
        field = figure.locator(typed.removeprefix("figure "))
        percent = "%" in figure.locator(".predict label").inner_text()
        for number in numbers_in(field):
            for text in ways_to_write(number, percent=percent):
                field.fill(text)
                field.press("Enter")
                kept = json.loads(tab.evaluate(KEPT, name))
                assert kept["guess"] == pytest.approx(number, abs=1e-9), (name, text)
                figure.get_by_role("button", name="Guess again").click()


def test_predict_says_what_is_wrong_with_a_number(show):
    tab = show("descent_on_a_curve")
    field, said = box(tab).locator("input"), box(tab).get_by_role("status")
    for text, words in (("left", "A number, please"), ("", "A number, please"),
                        ("1.2.3", "A number, please"), ("15", "From −1.60 to 1.60")):  # fmt: skip
        field.fill(text)
        field.press("Enter")
        assert words in said.inner_text(), text
        assert field.get_attribute("aria-invalid") == "true"
        assert tab.evaluate(KEPT, "descent_on_a_curve") is None
    field.fill("0.5")
    assert said.inner_text() == ""
    field.press("ArrowUp")
    field.press("ArrowUp")
    field.press("ArrowDown")
    assert field.input_value() == "0.51"
    assert field.get_attribute("inputmode") == "text", "the keys for decimals have no minus"


def test_predict_works_by_keyboard_alone_and_is_heard(show):
    tab = show("batch_paths")
    first = box(tab).get_by_role("button").first
    first.focus()
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    words = box(tab).locator("[aria-live=polite]")
    assert words.inner_text().startswith("You said some")
    assert tab.evaluate("document.activeElement.className") == "predict"
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent") == "Guess again"
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.closest('.predict') !== null")
    tab.keyboard.press("Escape")
    assert box(tab).locator("p").count() == 0


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_predict_fits_a_telephone(show, theme):
    tab = show(*ASKED, viewport=PHONE, theme=theme)
    over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert tab.evaluate(over) <= 0
    for figure in tab.locator("figure").all():
        for button in figure.locator(".predict").get_by_role("button").all():
            assert button.bounding_box()["height"] >= 34
        answer(figure.locator(".predict"))
        assert figure.locator(".guessed b").count() == 2
    assert tab.evaluate(over) <= 0


def test_predict_works_from_disk_and_in_a_window_that_keeps_nothing(browser):
    context = browser.new_context(reduced_motion="reduce")
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no'); }})"
    )
    with opened(context, [widgets.batch_paths()], as_file=True) as tab:
        tab.locator("figure").scroll_into_view_if_needed()
        tab.locator("figure.live").wait_for()
        assert guess(tab).startswith("You said all (240)")
    context.close()


def test_predict_is_not_there_without_javascript_and_in_a_notebook(show, browser):
    tab = show("batch_paths", java_script_enabled=False)
    assert box(tab).count() == 1
    assert not box(tab).is_visible()
    tab = browser.new_page()
    tab.route(f"{ADDRESS}**", lambda route: route.fulfill(body="", content_type="text/html"))
    tab.goto(ADDRESS)
    for figure in (widgets.batch_paths(), widgets.gradient_check()):
        tab.set_content(figure.standalone())
        tab.locator("figure.live").wait_for()
        assert box(tab).count() == 0
    tab.close()


def test_predict_asks_nothing_of_a_network_of_ones_own(show, browser):
    trained = mlp.load_trained()
    context = browser.new_context()
    with opened(context, [widgets.draw_a_digit(trained.weights, trained.biases)]) as tab:
        tab.locator("figure.live").wait_for()
        assert box(tab).count() == 0
    context.close()
