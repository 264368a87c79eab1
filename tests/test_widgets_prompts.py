"""Every 'Try …' of a figure, done as a reader does it, from the state in which the page gives it.

The words are in the captions; `PROMPTS` says which of them a test here plays, and a caption whose
words changed needs a look at its test.
"""

import itertools
import re

import pytest
from widget_page import PHONE, draw

from mlp import widgets

#: What each caption asks for.
PROMPTS = {
    "hero": ["Try the last digit"],
    "one_neuron": ["bright only where both inputs are bright", "where at least one is"],
    "pick_a_digit": ["guess what it takes each of those for", "look at one neuron"],
    "draw_a_digit": ["turn the 3 into an 8", "clear the pad", "no digit"],
    "edge_detector": ["move the bar off the band", "find a bias at which"],
    "descent_on_a_curve": ["end in different valleys", "leap over the ridge"],
    "line_fit": ["drag it, by its middle or its ends", "zigzags", "a little further"],
    "train_live": ["press Play", "one is too small, one too large"],
    "step_back": ["the first and the last digit", "where are the pulls large"],
    "batch_paths": ["which of them suffers first"],
    "nudge_the_chain": ["become one line", "where does the change die"],
    "chain_rule": ["point at an edge, or choose its factor"],
    "gradient_check": ["which of the six arrays it will spoil"],
}


def fill(tab, label, value):
    """Move a slider as its keys do, and tell the figure."""
    tab.get_by_label(label, exact=True).fill(str(value))


def choose(tab, value):
    tab.locator(f'figure .choice input[value="{value}"]').check(force=True)


def read(tab):
    """Return the line of results, with an ordinary minus."""
    return tab.locator("figure .read").first.inner_text().replace("−", "-")


def number(tab, pattern):
    return float(re.search(pattern, read(tab))[1].rstrip("."))


def drag(tab, mark, dx, dy):
    """Drag the middle of a mark by so many pixels."""
    box = mark.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    tab.mouse.move(x, y)
    tab.mouse.down()
    tab.mouse.move(x + dx, y + dy, steps=5)
    tab.mouse.up()


@pytest.mark.parametrize("name", widgets.FIGURES)
def test_prompts_are_those_that_are_played_here(name):
    caption = " ".join(getattr(widgets, name)().caption.split())
    assert [words for words in PROMPTS[name] if words not in caption] == []


@pytest.mark.parametrize("name", widgets.FIGURES)
def test_prompts_name_no_mark_by_a_colour_that_turns_in_the_dark(name):
    """What is black on a light page is white on a dark one: open and filled hold on both."""
    caption = " ".join(getattr(widgets, name)().caption.split())
    assert not re.search(r"\b(black|white) (point|disc|dot|line)", caption)


def test_prompts_hero_misreads_the_last_digit(show):
    tab = show("hero")
    tab.locator("figure .choice input").last.check(force=True)
    tab.locator(".says", has_text="Its writer meant").wait_for()


def test_prompts_one_neuron_becomes_and_then_or(show):
    tab = show("one_neuron")
    name = "figure .i1 svg[role=img] >> nth=2"
    for key, label in (("w0", "weight of input 0"), ("w1", "weight of input 1")):
        fill(tab, f"{key}, {label}", 10)
    for bias, bright in ((-10, ["1 and 1"]), (-5, ["1 and 0", "0 and 1", "1 and 1"])):
        fill(tab, "b, the bias", bias)
        corners = dict(
            re.findall(r"inputs (\d and \d) give ([\d.]+)", tab.get_attribute(name, "aria-label"))
        )
        assert sorted(c for c, a in corners.items() if float(a) > 0.9) == sorted(bright)


def test_prompts_each_hard_digit_can_be_chosen_and_is_told(show):
    tab = show("pick_a_digit")
    wrong = 0
    for k in range(10, 20):
        choose(tab, k)
        tab.wait_for_timeout(30)
        wrong += "Its writer meant" in tab.locator(".says").inner_text()
    assert wrong >= 5


@pytest.mark.parametrize("way", ["keyboard", "click", "touch"])
def test_prompts_one_neuron_of_the_network_is_looked_at(show, way):
    touch = {"viewport": PHONE, "has_touch": True} if way == "touch" else {}
    tab = show("pick_a_digit", **touch)
    before = tab.locator(".neuron").inner_html()
    if way == "keyboard":
        tab.get_by_label("look at one neuron").focus()
        tab.keyboard.press("ArrowRight")
    else:
        neuron = tab.locator(".net circle.n").nth(16 + 7)
        neuron.tap() if way == "touch" else neuron.click()
        assert "neuron 7 of the first hidden layer" in tab.locator(".neuron").inner_text().lower()
    assert tab.locator(".neuron").inner_html() != before
    assert tab.locator(".neuron .maps svg").count() == 3
    assert re.fullmatch(r"[01]\.\d\d", tab.locator(".net .tag").text_content())
    tab.mouse.move(5, 5)
    assert tab.locator(".net .tag").text_content() != "", "it stays after the finger is gone"


def test_prompts_weights_times_pixels_add_up_to_the_sum_that_is_written(show):
    tab = show("pick_a_digit")
    sums = tab.evaluate("""() => {
      const {unpack, activations} = figures.use('widgets/forward');
      const layers = unpack(figures.use('widgets/trained').trained);
      const state = JSON.parse(document.querySelector('figure script').textContent);
      const a = Array.from(atob(state.digits[2].pixels), c => c.charCodeAt(0) / 255);
      const {W, b} = layers[0];
      return Array.from({length: 16}, (_, j) => {
        let z = 0; for (let i = 0; i < 784; i++) z += W[784 * j + i] * a[i]; return z; }); }""")
    for j in (0, 7, 15):
        fill(tab, "look at one neuron", j)
        said = tab.locator(".neuron .read").inner_text().replace("−", "-")
        assert float(re.search(r"= ([+-]?[\d.]+),", said)[1]) == pytest.approx(sums[j], abs=0.006)


def test_prompts_a_3_is_turned_into_an_8_stroke_by_stroke(show):
    tab = show("draw_a_digit")
    tab.wait_for_timeout(300)
    assert tab.locator(".says mark").inner_text() == "3"
    before = tab.locator("path.ink").get_attribute("d")
    draw(tab, [(11, 6), (8, 10), (12, 14)], clear=False)
    assert tab.locator("path.ink").get_attribute("d").startswith(before), "the 3 is still there"
    draw(tab, [(11, 15), (7, 19), (10, 22)], clear=False)
    tab.locator(".says mark", has_text="8").wait_for()
    choose(tab, 3)  # the digit that is chosen already is drawn again
    tab.locator('figure .choice input[value="3"]').click(force=True)
    tab.locator(".says mark", has_text="3").wait_for()


def test_prompts_the_pad_is_cleared_for_what_is_no_digit(show):
    tab = show("draw_a_digit")
    draw(tab, [(14, 4), (17, 12), (25, 12), (19, 17), (21, 25), (14, 20), (7, 25), (9, 17)])
    tab.wait_for_timeout(300)
    assert tab.locator(".says").inner_text().startswith("It says")


def test_prompts_the_bar_leaves_the_band_and_a_bias_tells_our_2_from_the_wall(show):
    tab = show("edge_detector")
    at = r"σ\(z\) = ([\d.]+)"
    assert number(tab, at) > 0.9
    fill(tab, "image down by, in pixels", 5)
    assert number(tab, at) < 0.1
    choose(tab, "two")
    fill(tab, "image down by, in pixels", -3)
    for bias in range(-60, 21):
        fill(tab, "b, the bias", bias)
        choose(tab, "two")
        two = number(tab, at)
        choose(tab, "wall")
        if two > 0.9 and number(tab, at) < 0.1:
            return
        choose(tab, "two")
    raise AssertionError("no bias tells them apart")


def test_prompts_two_starts_close_together_end_in_different_valleys(show):
    tab = show("descent_on_a_curve")
    fill(tab, "number of steps", 40)
    ends = []
    for start in (0.07, 0.09):
        fill(tab, "start, the first w", start)
        ends.append("deeper" in read(tab))
        assert "settled" in read(tab) or "way down" in read(tab)
    assert ends in ([True, False], [False, True]) or number(tab, r"w = (-?[\d.]+)") > 0.2
    first = None
    for start in (-0.2, 0.3):
        fill(tab, "start, the first w", start)
        assert "settled in the" in read(tab)
        first, last = ("deeper" in read(tab)), first
    assert first is not last


def test_prompts_a_learning_rate_leaps_over_the_ridge(show):
    tab = show("descent_on_a_curve")
    fill(tab, "number of steps", 40)
    fill(tab, "start, the first w", 1.5)
    assert "across the ridge" not in read(tab)
    leaps = []
    for thousandth in range(5, 401, 5):
        fill(tab, "learning rate", thousandth / 1000)
        leaps.append("across the ridge" in read(tab))
    assert any(leaps) and not all(leaps)


def test_prompts_the_line_is_dragged_by_its_ends_and_its_middle(show):
    tab = show("line_fit")
    cost = r"C = ([\d.]+)"
    grips = tab.locator("figure .grip")
    fill(tab, "number of steps", 0)
    flat = number(tab, cost)
    drag(tab, grips.nth(0), 0, -45)
    drag(tab, grips.nth(1), 0, 45)
    assert number(tab, cost) < 0.5 * flat
    weight = number(tab, r"a = (-?[\d.]+)")
    box = tab.locator("figure line.hit").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    tab.mouse.move(x, y)
    tab.mouse.down()
    tab.mouse.move(x, y - 20, steps=4)
    tab.mouse.up()
    assert number(tab, r"a = (-?[\d.]+)") == pytest.approx(weight, abs=0.03), "only shifted"
    assert number(tab, r"x [+-] ([\d.]+)") > 0


def test_prompts_squares_of_the_line_add_up_to_its_cost(show):
    tab = show("line_fit")
    state = widgets.line_fit().state
    sides = tab.locator("figure .square").evaluate_all(
        "all => all.map(node => +node.getAttribute('height'))"
    )
    assert len(sides) == len(state["x"]) == 60
    lowest = max(sides)
    assert 0 < lowest < 144
    ratio = sum(side**2 for side in sides) / len(sides) / number(tab, r"C = ([\d.]+)")
    fill(tab, "number of steps", 0)
    sides = tab.locator("figure .square").evaluate_all(
        "all => all.map(node => +node.getAttribute('height'))"
    )
    again = sum(side**2 for side in sides) / len(sides) / number(tab, r"C = ([\d.]+)")
    assert again == pytest.approx(ratio, rel=0.02), "one scale for all squares"


def test_prompts_the_path_zigzags_and_then_runs_away(show):
    tab = show("line_fit")
    told = []
    for thousandth in range(100, 201, 5):
        fill(tab, "learning rate", thousandth / 1000)
        told.append(
            "zigzag" if "zigzags" in read(tab) else "lost" if "too large" in read(tab) else ""
        )
    assert told[0] == "" and told[-1] == "lost" and "zigzag" in told
    assert ":" not in read(tab).split("is lost")[0]


def test_prompts_play_begins_with_noise_and_ends_with_blotches(show):
    tab = show("train_live", reduced_motion="no-preference")
    assert "After 0 digits" in read(tab)
    assert number(tab, r"reads ([\d.]+)%") < 20
    maps = tab.locator("figure .four svg")
    first = maps.first.inner_html()
    assert "noise" in maps.first.get_attribute("aria-label")
    tab.get_by_role("button", name="Play").click()
    tab.locator(".read", has_text=re.compile("After [1-9]")).wait_for()
    tab.get_by_role("button", name="Pause").click()
    fill(tab, "digits seen", 54)
    assert maps.first.inner_html() != first
    assert "blotches" in maps.first.get_attribute("aria-label")
    right = number(tab, r"reads ([\d.]+)%")
    for run in (0, 2):
        choose(tab, run)
        fill(tab, "digits seen", 54)
        assert number(tab, r"reads ([\d.]+)%") < right - 5


def test_prompts_no_answer_is_called_a_8(show):
    tab = show("train_live")
    for k in range(0, 55, 3):
        fill(tab, "digits seen", k)
        assert not re.search(r"\ba 8", read(tab))


def test_prompts_pulls_are_large_where_the_digit_is_read_badly(show):
    tab = show("step_back")
    largest = []
    for digit in range(4):
        choose(tab, digit)
        fill(tab, "step", 1)
        pulls = tab.locator("figure .scroll td:last-child").all_inner_texts()
        largest.append(max(abs(float(p.replace("−", "-"))) for p in pulls if p))
    assert min(largest[0], largest[3]) > max(largest[1], largest[2])


@pytest.mark.parametrize("width", [390, 720, 1080])
def test_prompts_step_back_hides_no_column_and_shows_every_parameter(show, width):
    tab = show("step_back", viewport={"width": width, "height": 900})
    over = "box => box.scrollWidth - box.clientWidth"
    for step in range(8):
        fill(tab, "step", step)
        assert tab.locator("figure .scroll").evaluate(over) <= 0, step
    fill(tab, "step", 0)
    state = widgets.step_back().state
    shown = tab.locator("figure .scroll").inner_text().replace("−", "-").replace("+", "")
    parameters = [w for W in state["weights"] for row in W for w in row]
    parameters += [b for layer in state["biases"] for b in layer]
    assert len(parameters) == 23
    missing = [p for p in parameters if f"{p:.2f}" not in shown and f"{p:.3f}" not in shown]
    assert missing == []


def test_prompts_step_back_moves_as_its_buttons_say(show):
    tab = show("step_back")
    for k in range(1, 8):
        tab.get_by_role("button", name="Next step").click()
        assert tab.locator("figure input[type=range]").input_value() == str(k)
    tab.get_by_role("button", name="Previous step").click()
    assert tab.locator("figure input[type=range]").input_value() == "6"


def _cost(text):
    return float("inf") if text == "lost" else float(text.rstrip("."))


def test_prompts_the_single_examples_suffer_first(show):
    tab = show("batch_paths")
    costs = r"all \(240\).*?C = ([\d.]+).*some \(24\).*?C = ([\d.]+).*one \(1\).*?C = ([\d.]+|lost)"
    fill(tab, "learning rate", 0.02)
    before = re.search(costs, read(tab), re.S).groups()
    fill(tab, "learning rate", 0.07)
    after = re.search(costs, read(tab), re.S).groups()
    assert _cost(after[0]) < _cost(before[0])
    assert _cost(after[2]) > _cost(before[2])


@pytest.mark.parametrize("viewport", [None, PHONE], ids=["page", "phone"])
def test_prompts_names_of_the_paths_end_inside_the_pictures(show, viewport):
    tab = show("batch_paths", viewport=viewport)
    fill(tab, "examples seen", 960)
    for picture in tab.locator("figure .pair svg[role=img]").all():
        frame = picture.bounding_box()
        for name in picture.locator("text.name").all():
            box = name.bounding_box()
            assert box["x"] + box["width"] <= frame["x"] + frame["width"] + 1, name.text_content()


@pytest.mark.parametrize("name", ["line_fit", "batch_paths"])
def test_prompts_no_path_covers_the_name_of_the_lowest_place(show, name):
    tab = show(name)
    label = tab.locator("figure svg text", has_text="lowest").bounding_box()
    frame = tab.locator("figure svg .frame").bounding_box()
    assert label["y"] + label["height"] <= frame["y"] + 1


def test_prompts_paths_differ_in_form_and_each_has_its_name(show):
    tab = show("batch_paths")
    for picture in tab.locator("figure .pair svg[role=img]").all():
        names = picture.locator("text.name")
        assert sorted(names.all_text_contents()) == ["all", "one", "some"]
        boxes = [name.bounding_box() for name in names.all()]
        boxes.sort(key=lambda box: box["y"])
        for upper, lower in itertools.pairwise(boxes):
            assert lower["y"] >= upper["y"] + 0.7 * upper["height"]
    looks = tab.locator("figure .track").evaluate_all(
        "all => all.map(n => getComputedStyle(n).strokeWidth)"
    )
    assert len(set(looks)) == 3


@pytest.mark.parametrize("mode", ["w", "b", "a"])
def test_prompts_the_nudge_agrees_with_what_is_said_in_every_mode(show, mode):
    tab = show("nudge_the_chain")
    for at in ({}, {"a, the activation before": 0.95}, {"w, the weight": 3, "b, the bias": 3}):
        for label, value in at.items():
            fill(tab, label, value)
        choose(tab, mode)
        slider = tab.get_by_label("size of the nudge")
        for value in (-1, -0.3, 0.01, 1):
            slider.evaluate("(s, v) => { s.value = v; s.dispatchEvent(new Event('input', "
                            "{bubbles: true})); }", value)  # fmt: skip
            shown = tab.locator("figure output").first.inner_text().replace("−", "-")
            assert f"Nudged by {shown}:" in read(tab)
            assert tab.evaluate(_INSIDE) == []


# discs that are cut off by the frame of their picture
_INSIDE = """() => [...document.querySelectorAll('figure .three svg.clip')].flatMap(clip => {
  const [x, y, w, h] = clip.getAttribute('viewBox').split(' ').map(Number);
  return [...clip.querySelectorAll('circle')].filter(c => {
    const [cx, cy] = [+c.getAttribute('cx'), +c.getAttribute('cy')];
    return cx < x || cx > x + w || cy < y || cy > y + h; }).map(c => c.outerHTML); })"""


def test_prompts_curve_and_slope_become_one_line_and_the_change_dies_in_the_sigmoid(show):
    tab = show("nudge_the_chain")
    choose(tab, "near")
    gaps = []
    for nudge in (0.8, 0.01):
        fill(tab, "size of the nudge", nudge)
        gaps.append(
            tab.evaluate("""() => {
          const line = [...document.querySelectorAll('figure .tangent')][1];
          const end = d => +d.getAttribute('d').split(/[ L]/).at(-1);
          return Math.abs(end(line) - end(document.querySelectorAll('figure .curve')[1])); }""")
        )
    assert gaps[1] < 2 < gaps[0]
    fill(tab, "b, the bias", 3)
    fill(tab, "w, the weight", 3)
    fill(tab, "size of the nudge", 0.8)
    changes = tab.locator("figure .pairs dd:nth-of-type(1)").all_inner_texts()
    dz, da, _ = (abs(float(text.replace("−", "-"))) for text in changes)
    assert dz > 0.5 and da < 0.01


def test_prompts_a_factor_is_lit_by_its_edge_and_by_its_name(show):
    tab = show("chain_rule")
    counts = {}
    for factor in ("zw", "zb", "za", "az", "ca"):
        choose(tab, factor)
        counts[factor] = tab.locator("td.factor.on").count()
    assert counts == {"zw": 1, "zb": 1, "za": 1, "az": 3, "ca": 3}
    tab.locator(".tree .factor[data-f=zb]").hover()
    assert tab.locator("td.factor.on").count() == 1


def test_prompts_each_bug_spoils_what_the_check_says(show):
    tab = show("gradient_check")
    spoilt = {}
    for k, bug in enumerate(widgets.gradient_check().state["shows"]):
        choose(tab, k)
        spoilt[bug] = (read(tab), tab.locator("figure .view").inner_text())
    assert "The check passes" in spoilt["no bug"][0]
    assert "all six" in spoilt["2 is missing"][0]
    assert "W(1), b(1), W(2), b(2)." in spoilt["σ′ of a, not of z"][0]
    assert "b(1), b(2), b(3)." in spoilt["bias forgotten"][0]
    said, picture = spoilt["W not transposed"]
    assert "It does not run" in said and "ValueError" in picture
