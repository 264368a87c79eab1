"""The interactive figures in real Chromium, on a plain page of their own."""

import base64
import json
import re

import numpy as np
import pytest

import mlp
from mlp import widgets
from mlp.figures.line_fit import ones_that_lean
from mlp.widgets.backwards import small_network
from mlp.widgets.snapshots import opened, take
from mlp.widgets.widget import bundle, notebook_css, snapshot

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

WIDE, PHONE = {"width": 1080, "height": 1000}, {"width": 390, "height": 844}
_PICTURES = """root => [...root.querySelectorAll('svg, pre, table')].map(n => n.outerHTML).join('')
  .replace(/data:image[^"]*/g, m => m.length + m.slice(-40)).replace(/ style=""/g, '')
  .replace(/style="[^"]*"/g, m => m.replace(/ |;(?=")/g, ''))"""
_SMALLEST = """figure => Math.min(...[...figure.querySelectorAll('svg text, svg tspan')]
  .filter(t => t.textContent.trim()).map(t => { const m = t.getScreenCTM();
    return parseFloat(getComputedStyle(t).fontSize) * Math.hypot(m.a, m.b); }))"""
# what anywidget does with a bundle: import it, call render with a model and an empty element
_NOTEBOOK = """async ([text, state, figure]) => {
  const url = URL.createObjectURL(new Blob([text], {type: 'text/javascript'}));
  const values = {state, figure};
  window.sent = [];
  const model = {get: key => values[key], on: (_, hear) => { window.hear = hear; }, off() {},
    send: message => sent.push(message)};
  (await import(url)).default.render({model, el: document.querySelector('#out')});
}"""


@pytest.fixture
def show(browser):
    """Return a function that opens a page with figures, and fails on any console error."""
    contexts, errors = [], []

    def page(*names, viewport=None, theme="light", **settings):
        viewport = viewport or WIDE
        settings = {"reduced_motion": "reduce", **settings}
        context = browser.new_context(viewport=viewport, **settings)
        contexts.append(context)
        figures = [getattr(widgets, name)() for name in names]
        width = min(1000, viewport["width"])
        manager = opened(context, figures, theme=theme, width=width)
        tab = manager.__enter__()
        contexts.insert(0, manager)
        tab.on("pageerror", lambda error: errors.append(str(error)))
        tab.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
        if settings.get("java_script_enabled", True):
            for k in range(len(names)):
                tab.locator("figure").nth(k).scroll_into_view_if_needed()
                tab.locator("figure.live").nth(k).wait_for()
            tab.evaluate("scrollTo(0, 0)")
        return tab

    yield page
    for context in contexts:
        context.close() if hasattr(context, "close") else context.__exit__(None, None, None)
    assert errors == []


def pictures(tab):
    return tab.locator("figure").evaluate(_PICTURES)


@pytest.mark.parametrize("name", widgets.FIGURES)
def test_widgets_first_state_stands_without_javascript(show, name):
    tab = show(name, java_script_enabled=False)
    picture = tab.locator("figure svg[role=img]").first
    assert picture.bounding_box()["height"] > 100
    assert tab.locator("figcaption").is_visible()
    assert tab.locator("figure form:visible").count() == 0


@pytest.mark.parametrize("name", [n for n in widgets.FIGURES if n != "gradient_check"])
def test_widgets_first_state_is_the_one_that_the_script_draws(browser, name):
    context = browser.new_context(viewport=WIDE, reduced_motion="reduce")
    drawn = take(context, getattr(widgets, name)())
    context.close()

    def plain(html):  # numbers may differ in the last place between machines
        html = re.sub(r'href="data:[^"]*"', "", html)
        return re.sub(r"\d+(\.\d+)?", "0", html)

    assert plain(drawn) == plain(snapshot(name)), "run python -m mlp.widgets.snapshots"


@pytest.mark.parametrize("name", widgets.FIGURES)
def test_widgets_every_slider_moves_the_picture_by_keyboard_and_says_so(show, name):
    tab = show(name)
    sliders = tab.locator("figure input[type=range]")
    for k in range(sliders.count()):
        slider = sliders.nth(k)
        slider.focus()
        before, said = pictures(tab), slider.get_attribute("aria-valuetext")
        at_end = slider.evaluate("s => s.value === s.max")
        tab.keyboard.press("ArrowLeft" if at_end else "ArrowRight")
        label = slider.get_attribute("aria-label")
        assert pictures(tab) != before, f"{name}: {label} changes nothing"
        assert slider.get_attribute("aria-valuetext") != said
        assert slider.get_attribute("aria-valuetext")


@pytest.mark.parametrize("name", widgets.FIGURES)
def test_widgets_every_choice_changes_the_picture_by_keyboard(show, name):
    tab = show(name)
    for k in range(tab.locator("figure fieldset.choice").count()):
        group = tab.locator("figure fieldset.choice").nth(k)
        group.locator("input:checked").focus()
        count, seen = group.locator("input").count(), []
        for _ in range(count):
            tab.keyboard.press("ArrowRight")
            tab.wait_for_timeout(30)
            seen.append(pictures(tab))
        assert len(set(seen)) == count, f"{name}: two choices look the same"


@pytest.mark.parametrize("name", [n for n in widgets.FIGURES if n != "hero"])
def test_widgets_reset_brings_the_first_state_back(show, name):
    tab = show(name)
    before = pictures(tab)
    for slider in tab.locator("figure input[type=range]").all():
        slider.focus()
        tab.keyboard.press("PageUp")
        tab.keyboard.press("PageDown")
        tab.keyboard.press("ArrowRight")
    for last in tab.locator("figure fieldset.choice label:last-child input").all():
        last.check(force=True)
    assert pictures(tab) != before
    tab.get_by_role("button", name="Reset").click()
    tab.wait_for_timeout(100)
    assert pictures(tab) == before


@pytest.mark.parametrize("name", widgets.FIGURES)
def test_widgets_pictures_have_a_text_for_each_state(show, name):
    tab = show(name)
    for picture in tab.locator("figure svg[role=img]").all():
        assert len(picture.get_attribute("aria-label")) > 12


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_widgets_have_no_accessibility_violation(show, theme, viewport):
    Axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe
    tab = show(*widgets.FIGURES, viewport=viewport, theme=theme)
    found = Axe().run(tab).response["violations"]
    assert [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found] == []


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_widgets_do_not_shift_the_page_as_they_wake(show, viewport):
    tab = show(*widgets.FIGURES, viewport=viewport)
    tab.reload()
    tab.evaluate("""() => { window.shift = 0; new PerformanceObserver(l => l.getEntries().forEach(
        e => { window.shift += e.value; })).observe({type: 'layout-shift', buffered: true}); }""")
    for k in range(len(widgets.FIGURES)):
        tab.locator("figure").nth(k).scroll_into_view_if_needed()
        tab.locator("figure.live").nth(k).wait_for()
        tab.wait_for_timeout(80)
    assert tab.evaluate("window.shift") <= 0.02


@pytest.mark.parametrize("name", widgets.FIGURES)
def test_widgets_fit_a_telephone(show, name):
    tab = show(name, viewport=PHONE)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    smallest = tab.locator("figure").evaluate(_SMALLEST)
    assert smallest >= 9.5  # indices; labels are larger


@pytest.mark.parametrize("name", widgets.FIGURES)
def test_widgets_print_the_picture_and_no_handles(show, name):
    tab = show(name)
    tab.emulate_media(media="print")
    assert tab.locator("figure svg").first.is_visible()
    assert tab.locator("figure form:visible").count() == 0


def test_widgets_forward_pass_equals_mlp_on_a_thousand_digits(show):
    tab = show("one_neuron")
    digits, net = mlp.load_mnist(sample=True), mlp.load_trained()
    X = digits.test_images / 255
    found = tab.evaluate(
        """async text => {
          const pixels = Uint8Array.from(atob(text), c => c.charCodeAt(0));
          const {trained} = await import('./trained.js');
          const {unpack, activations} = await import('./forward.js');
          const layers = unpack(trained);
          return Array.from({length: 1000}, (_, k) => [...activations(layers,
            Array.from(pixels.subarray(784 * k, 784 * (k + 1)), v => v / 255)).at(-1)]);
        }""",
        base64.b64encode(digits.test_images.tobytes()).decode(),
    )
    wanted = mlp.feedforward_batch(X, net.weights, net.biases)
    assert len(found) == 1000
    np.testing.assert_allclose(found, wanted, atol=1e-5)
    right = np.mean(np.argmax(found, axis=1) == digits.test_labels)
    assert right == mlp.accuracy(X, digits.test_labels, net.weights, net.biases)


def test_widgets_steps_back_are_minus_the_gradient_of_mlp(show):
    tab = show("step_back")
    net, x = small_network(), np.array([0.4, 0.1, 0.2, 0.3])
    found = tab.evaluate(
        "async ([x, W, b]) => (await import('./step_back.js')).wishes(x, [0, 1], W, b)",
        [x.tolist(), [W.tolist() for W in net.weights], [b.tolist() for b in net.biases]],
    )
    nabla_W, nabla_b = mlp.backprop(x, np.array([0, 1]), net.weights, net.biases)
    for l in range(2):
        np.testing.assert_allclose(found["wishW"][l], -nabla_W[l], atol=1e-12)
        np.testing.assert_allclose(found["wishZ"][l + 1], -nabla_b[l], atol=1e-12)


def test_widgets_nudged_slopes_are_those_of_the_last_link(show):
    tab = show("nudge_the_chain")
    at = {"a": 0.83, "w": -1.5, "b": 0.6, "y": 1.0}
    slopes = [
        tab.evaluate(
            "async ([at, k]) => (await import('./nudge_the_chain.js')).nudged(at, k, 1e-6)",
            [at, key],
        )
        for key in ("w", "b", "a")
    ]
    wanted = mlp.last_link(at["a"], at["w"], at["b"], at["y"])
    np.testing.assert_allclose([s["slope"] for s in slopes], wanted, atol=1e-12)
    np.testing.assert_allclose([s["whole"] for s in slopes], wanted, atol=1e-5)


def test_widgets_chain_rule_multiplies_to_the_derivatives_of_the_last_link(show):
    tab = show("chain_rule")
    at = {"a": 0.5, "w": 2.0, "b": -1.0, "y": 1.0}  # z = 0: 0.25 · 2 · (0.5 − 1) = −0.25
    f = tab.evaluate("async at => (await import('./chain_rule.js')).factors(at)", at)
    found = [f[first] * f["az"] * f["ca"] for first in ("zw", "zb", "za")]
    np.testing.assert_allclose(found, mlp.last_link(at["a"], at["w"], at["b"], at["y"]))


def test_widgets_chain_rule_lights_an_edge_and_its_factor_in_each_line(show):
    tab = show("chain_rule")
    for factor, times in (("zw", 1), ("zb", 1), ("za", 1), ("az", 3), ("ca", 3)):
        tab.locator(f"td[data-f={factor}]").first.hover()
        assert tab.locator(f"td.on[data-f={factor}]").count() == times
        assert tab.locator("td.on").count() == times
        assert tab.locator(f".tree .factor.on[data-f={factor}]").count() == 1
        assert tab.locator("line.edge.on").count() == 1
    tab.locator("figcaption").hover()
    assert tab.locator("td.on[data-f=az]").count() == 3, "what was chosen is lit again"


def test_widgets_walk_on_the_curve_is_gradient_descent(show):
    tab = show("descent_on_a_curve")
    walk = tab.evaluate(
        "async () => (await import('./descent_on_a_curve.js')).walk(0.25, 0.05, 12)"
    )
    path = mlp.gradient_descent(
        lambda w: mlp.slope(lambda v: (v**2 - 1) ** 2 + 0.3 * v + 0.5, w), 0.25, 0.05, 12
    )
    np.testing.assert_allclose(walk, path, atol=1e-5)


def test_widgets_line_fit_ends_where_fit_line_does(show):
    tab = show("line_fit")
    slider = tab.get_by_label("number of steps")
    slider.fill("60")
    x, y, _ = ones_that_lean(60)
    wanted = mlp.fit_line(x, y, 0.1, 60)
    said = slider.get_attribute("aria-valuetext").replace("−", "-")
    found = [float(number) for number in re.findall(r"(?:slope|intercept) (-?[\d.]+)", said)]
    np.testing.assert_allclose(found, wanted, atol=0.0051)


def test_widgets_batch_of_all_steps_down_the_gradient(show):
    tab = show("batch_paths")
    state = widgets.batch_paths().state
    way = tab.evaluate(
        "async s => (await import('./batch_paths.js')).descend(s, 240, 0.02, 960)", state
    )
    x, y = np.array(state["x"]), np.array(state["y"])
    np.testing.assert_allclose(way[-1], mlp.fit_line(x, y, 0.02, 4), atol=1e-9)


def test_widgets_edge_sum_is_the_weighted_sum(show):
    tab = show("edge_detector")
    state = widgets.edge_detector().state
    image = state["images"][3]["pixels"]
    found = tab.evaluate(
        """async ([w, a]) => { const m = await import('./edge_detector.js');
          return m.summed(w, m.shifted(a, 3)); }""",
        [state["w"], image],
    )
    moved = np.roll(np.reshape(image, (28, 28)), 3, axis=0)
    moved[:3] = 0
    assert found == pytest.approx(np.dot(state["w"], moved.ravel()))


def draw(tab, points):
    """Draw one stroke with the mouse; points are on a pad of 28 × 28."""
    tab.locator("svg.pad").scroll_into_view_if_needed()
    box = tab.locator("svg.pad").bounding_box()
    place = [
        (box["x"] + x / 28 * box["width"], box["y"] + y / 28 * box["height"]) for x, y in points
    ]
    tab.mouse.move(*place[0])
    tab.mouse.down()
    for spot in place[1:]:
        tab.mouse.move(*spot, steps=4)
    tab.mouse.up()


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
        "async s => [...(await import('./pen.js')).digitise(s)]", [[[1, 2], [3, 9], [8, 9]]]
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
    neuron = tab.locator(".net circle.n").nth(40)
    neuron.hover()
    assert re.fullmatch(r"[01]\.\d\d", tab.locator(".net .tag").text_content())
    strong = "lines => lines.filter(e => e.style.strokeOpacity === '1').length"
    lit = tab.locator(".net .e").evaluate_all(strong)
    assert 0 < lit < tab.locator(".net .e").count() / 4
    tab.locator("figcaption").hover()
    assert tab.locator(".net .tag").text_content() == ""
    assert tab.locator(".net .e").evaluate_all(strong) == 0


def test_widgets_far_below_are_not_fetched_before_the_reader_comes_near(browser):
    context = browser.new_context(viewport=WIDE)
    asked = []
    context.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[1]))
    figures = [widgets.hero(), widgets.one_neuron(), widgets.step_back(), widgets.draw_a_digit()]
    with opened(context, figures, width=1000) as tab:
        tab.locator("figure.live").first.wait_for()
        tab.wait_for_timeout(300)
        assert "hero.js" in asked
        assert "trained.js" not in asked
        tab.locator("figure").last.scroll_into_view_if_needed()
        tab.locator("figure.live").nth(1).wait_for()
        tab.wait_for_function("document.querySelectorAll('figure.live').length === 4")
        assert "trained.js" in asked
    context.close()


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


@pytest.mark.parametrize("name", widgets.FIGURES)
def test_widgets_module_draws_the_same_in_a_notebook(browser, name):
    """The bundle is what anywidget loads; el is empty, model.get gives state and figure."""
    figure = getattr(widgets, name)()
    view = figure.view()
    context = browser.new_context(viewport=WIDE, reduced_motion="reduce")
    tab = context.new_page()
    errors = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.set_content(f"<style>{notebook_css()}</style><div id=out></div>")
    tab.evaluate(_NOTEBOOK, [view._esm, view.state, view.figure])
    tab.wait_for_timeout(200)
    assert errors == []
    assert tab.locator("figure.live svg[role=img]").first.is_visible()
    assert tab.locator("figcaption").is_visible()
    context.close()


_MOVE = """async figure => {
  const spent = [], handles = figure.querySelectorAll('input[type=range], fieldset.choice input');
  for (const handle of [...handles].slice(0, 8)) {
    for (const part of [0, 0.4, 0.8]) {
      if (handle.type === 'radio') handle.checked = true;
      else handle.value = +handle.min + part * (handle.max - handle.min);
      const start = performance.now();
      handle.dispatchEvent(new Event('input', {bubbles: true}));
      figure.getBoundingClientRect();
      spent.push(performance.now() - start);
      await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    }
  }
  return spent.sort((a, b) => a - b)[spent.length >> 1] ?? 0;
}"""


@pytest.mark.parametrize("name", widgets.FIGURES)
def test_widgets_picture_follows_a_handle_within_50_ms(show, name):
    assert show(name).locator("figure").evaluate(_MOVE) < 50


_COLOURS = """() => [...document.querySelectorAll('figure svg *, figcaption')].map(node => {
  const style = getComputedStyle(node); return [style.fill, style.stroke, style.color]; }).join()"""


@pytest.mark.parametrize("name", widgets.FIGURES)
def test_widgets_follow_a_switch_to_dark_and_keep_their_state(show, name):
    tab = show(name)
    light, picture = tab.evaluate(_COLOURS), pictures(tab)
    tab.evaluate("document.documentElement.dataset.theme = 'dark'")
    assert tab.evaluate(_COLOURS) != light
    assert pictures(tab) == picture
    tab.evaluate("document.documentElement.dataset.theme = 'light'")
    assert tab.evaluate(_COLOURS) == light


@pytest.mark.parametrize("name", widgets.FIGURES)
def test_widgets_fit_when_zoomed_to_200_percent_and_resized(show, name):
    tab = show(name, viewport={"width": 540, "height": 500}, device_scale_factor=2)
    for width in (540, 320, 1080):
        tab.set_viewport_size({"width": width, "height": 500})
        tab.wait_for_timeout(50)
        over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert tab.evaluate(over) == 0, width


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


def test_widgets_live_training_grows_by_messages_from_python(browser):
    figure = widgets.train_live()
    view = figure.view()
    context = browser.new_context(viewport=WIDE)
    tab = context.new_page()
    tab.set_content("<div id=out></div>")
    tab.evaluate(_NOTEBOOK, [view._esm, view.state, view.figure])
    points = figure.state["runs"][1][:9]
    tab.get_by_role("button", name="Train").click()
    stop = tab.get_by_role("button", name="Stop")
    tab.evaluate("points => points.forEach(point => hear({point}))", points)
    seen = points[-1]["seen"]
    assert tab.locator("progress").evaluate("bar => bar.value") == seen
    assert f"{seen:,}" in tab.locator(".read").inner_text()
    stop.click()
    assert tab.get_by_role("button", name="Train").is_visible()
    assert [message["do"] for message in tab.evaluate("sent")] == ["start", "stop"]
    context.close()


def test_widgets_standalone_html_is_alive_without_other_files(browser):
    context = browser.new_context(viewport=WIDE)
    tab = context.new_page()
    tab.set_content(f"<!doctype html><body>{widgets.one_neuron().standalone()}</body>")
    tab.locator("figure.live").wait_for()
    before = tab.locator(".read").inner_text()
    tab.locator("input[type=range]").first.focus()
    tab.keyboard.press("ArrowLeft")
    assert tab.locator(".read").inner_text() != before
    context.close()


def test_widgets_state_survives_a_closing_tag():
    from mlp.widgets.widget import Widget

    html = Widget("one_neuron", "<b>a</b>", {"text": "</script>"}).html
    assert html.count("</script>") == 1
    held = html.split('json">')[1].split("</script>")[0]
    assert json.loads(held) == {"text": "</script>"}
    assert bundle("one_neuron")
