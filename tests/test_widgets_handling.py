"""Figures handled as readers do: drawn on, pointed at, let go of, played."""

import re

import numpy as np
import pytest
from widget_page import PHONE, WIDE, draw, pictures


def arc(cx, cy, rx, ry, start, end):
    turn = np.radians(np.linspace(start, end, 12))
    return [(cx + rx * np.cos(t), cy + ry * np.sin(t)) for t in turn]


THREE = arc(13, 9, 5, 5, -150, 80) + arc(13, 19, 6, 5, -80, 150)
ONE = [(14, 4), (14, 24)]
ZERO = arc(14, 14, 6, 9, -90, 275)


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize(
    ("digit", "stroke"), [(3, THREE), (1, ONE), (0, ZERO)], ids=["three", "one", "zero"]
)
def test_widgets_a_digit_drawn_by_mouse_is_read(show, digit, stroke, viewport):
    tab = show("draw_a_digit", viewport=viewport)
    draw(tab, stroke)
    tab.wait_for_timeout(100)
    assert tab.locator(".says mark").inner_text() == str(digit)


def test_widgets_a_small_digit_in_a_corner_is_centred_and_read(show):
    tab = show("draw_a_digit")
    draw(tab, [(2 + 0.3 * x, 1 + 0.3 * y) for x, y in THREE])
    tab.wait_for_timeout(100)
    assert tab.locator(".says mark").inner_text() == "3"


def test_widgets_a_digit_drawn_by_finger_is_read(show):
    tab = show("draw_a_digit", viewport=PHONE, has_touch=True)
    tab.get_by_role("button", name="Clear").click()
    tab.locator("svg.pad").scroll_into_view_if_needed()
    box = tab.locator("svg.pad").bounding_box()
    touch = tab.context.new_cdp_session(tab)
    for k, (x, y) in enumerate(THREE):
        point = {"x": box["x"] + x / 28 * box["width"], "y": box["y"] + y / 28 * box["height"]}
        kind = "touchMove" if k else "touchStart"
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [point]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    tab.wait_for_timeout(100)
    assert tab.locator(".says mark").inner_text() == "3"


def test_widgets_a_one_drawn_by_keyboard_is_read(show):
    tab = show("draw_a_digit")
    tab.get_by_role("button", name="Clear").click()
    tab.locator("svg.pad").focus()
    for _ in range(9):
        tab.keyboard.press("ArrowUp")
    tab.keyboard.press("Space")
    for _ in range(18):
        tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Space")
    tab.wait_for_timeout(100)
    assert tab.locator(".says mark").inner_text() == "1"


def test_widgets_ready_drawn_digits_are_all_read(show):
    tab = show("draw_a_digit")
    for digit in range(10):
        tab.locator(f'input[type=radio][value="{digit}"]').check(force=True)
        tab.wait_for_timeout(50)
        assert tab.locator(".says mark").inner_text() == str(digit)


def test_widgets_drawing_is_centred_by_its_mass(show):
    tab = show("draw_a_digit")
    values = tab.evaluate(
        "async s => [...figures.use('widgets/pen').digitise(s)]", [[[1, 2], [3, 9], [8, 9]]]
    )
    image = np.reshape(values, (28, 28))
    rows, columns = np.indices((28, 28)) + 0.5
    middle = (image * rows).sum() / image.sum(), (image * columns).sum() / image.sum()
    np.testing.assert_allclose(middle, (14, 14), atol=0.1)
    tall = np.flatnonzero(image.max(axis=1) > 0.1)
    assert 19 <= tall[-1] - tall[0] + 1 <= 22  # 20 pixels, and a rim of partly covered ones


def test_widgets_a_misread_digit_is_owned_up_to(show):
    tab = show("hero")
    tab.locator("input[type=radio]").last.check(force=True)
    tab.wait_for_timeout(50)
    assert "Its writer meant" in tab.locator(".says").inner_text()


def test_widgets_pointing_at_a_neuron_shows_its_number_and_its_edges_alone(show):
    tab = show("pick_a_digit")
    before = tab.locator(".net .tag").text_content()
    neuron = tab.locator(".net circle.n").nth(40)
    neuron.hover()
    assert re.fullmatch(r"[01]\.\d\d", tab.locator(".net .tag").text_content())
    strong = "lines => lines.filter(e => e.style.strokeOpacity === '1').length"
    lit = tab.locator(".net .e").evaluate_all(strong)
    assert 0 < lit < tab.locator(".net .e").count() / 4
    tab.locator("figcaption").hover()
    assert tab.locator(".net .tag").text_content() == before, "what was chosen is lit again"


def test_widgets_a_stroke_ends_where_the_mouse_lets_go_outside_the_pad(show):
    tab = show("draw_a_digit")
    draw(tab, ONE)
    box = tab.locator("svg.pad").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    tab.mouse.move(x, y)
    tab.mouse.down()
    tab.mouse.move(x, box["y"] - 200, steps=4)
    tab.mouse.up()
    tab.wait_for_timeout(100)
    drawn = pictures(tab)
    tab.mouse.move(x + 30, y)
    tab.mouse.move(x - 30, y + 30)
    tab.wait_for_timeout(100)
    assert pictures(tab) == drawn


def test_widgets_a_slider_let_go_far_outside_stays_at_its_end(show):
    tab = show("one_neuron")
    slider = tab.locator("input[type=range]").first
    box = slider.bounding_box()
    tab.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    tab.mouse.down()
    tab.mouse.move(box["x"] + 3 * box["width"], box["y"] - 300, steps=5)
    tab.mouse.up()
    tab.mouse.move(box["x"], box["y"])
    assert slider.evaluate("s => s.value === s.max")


def test_widgets_layers_light_up_one_after_another(show):
    tab = show("pick_a_digit", reduced_motion="no-preference")
    tab.wait_for_timeout(1500)
    tab.locator("input[type=radio]").nth(8).check(force=True)
    first = tab.locator(".says").inner_text()
    tab.wait_for_timeout(1500)
    assert first != tab.locator(".says").inner_text(), "the answer comes when the last layer is lit"


def test_widgets_play_runs_the_recorded_training_to_its_end(show):
    tab = show("train_live")
    tab.get_by_role("button", name="Play").click()  # with reduced motion: at once
    slider = tab.locator("input[type=range]")
    assert slider.evaluate("s => s.value === s.max")
    assert "120,000" in tab.locator(".read").inner_text()
