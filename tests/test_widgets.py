"""Every interactive figure in real Chromium: its states, its handles, its text, its fit."""

import pytest
from widget_page import PHONE, WIDE, opened, pictures

from mlp import widgets

_SMALLEST = """figure => Math.min(...[...figure.querySelectorAll('svg text, svg tspan')]
  .filter(t => t.textContent.trim()).map(t => { const m = t.getScreenCTM();
    return parseFloat(getComputedStyle(t).fontSize) * Math.hypot(m.a, m.b); }))"""


# every element of a figure, with all of it that is seen
_SHOWN = """root => [...root.querySelectorAll('.widget-body *')].map(node => [node.tagName,
  ...['d', 'x', 'y', 'x1', 'y1', 'x2', 'y2', 'cx', 'cy', 'r', 'width', 'height', 'href', 'fill',
    'stroke', 'stroke-width', 'visibility', 'aria-label'].map(name => node.getAttribute(name)),
  node.children.length ? '' : node.textContent].join(' '))"""


@pytest.mark.parametrize("name", widgets.FIGURES)
def test_widgets_first_state_stands_without_javascript(show, name):
    tab = show(name, java_script_enabled=False)
    picture = tab.locator("figure svg[role=img]").first
    assert picture.bounding_box()["height"] > 100
    assert tab.locator("figcaption").is_visible()
    assert tab.locator("figure form:visible").count() == 0


@pytest.mark.parametrize("name", [n for n in widgets.FIGURES if n != "gradient_check"])
def test_widgets_first_state_is_the_one_that_the_browser_draws(browser, name):
    """Drawn at build time by Node.js, and again as the figure wakes."""
    context = browser.new_context(viewport=WIDE, reduced_motion="reduce")
    figure = getattr(widgets, name)()
    with opened(context, [figure], width=1000 if name == "hero" else 680) as tab:
        before = tab.evaluate(f"""async () => ({_SHOWN})(new DOMParser().parseFromString(
            await (await fetch('index.html')).text(), 'text/html'))""")
        tab.locator("figure.live").wait_for()
        tab.wait_for_timeout(300)
        after = tab.evaluate(f"({_SHOWN})(document)")
    context.close()
    assert before == after
    assert len(before) > 30


def test_widgets_are_alive_on_a_page_opened_as_a_file(browser):
    context = browser.new_context(viewport=WIDE, reduced_motion="reduce")
    with opened(context, [widgets.one_neuron()], as_file=True) as tab:
        assert tab.url.startswith("file:")
        tab.locator("figure.live").wait_for()
        before = tab.locator(".read").inner_text()
        tab.locator("input[type=range]").first.fill("0.1")
        assert tab.locator(".read").inner_text() != before
    context.close()


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


# at each end of each handle: what is written outside of the page, over other words, or is no number
_ENDS = """async figure => {
  const wrong = [], page = document.documentElement.clientWidth;
  // Some fonts have boxes that are far higher than their letters.
  const letters = (text, style) => {
    const {left, right, top, bottom, width, height} = text.getBoundingClientRect();
    const {a, b} = text.getScreenCTM(), lines = text.querySelector('[dy], [y]');
    const high = 1.3 * parseFloat(style.fontSize) * a;
    const empty = b || lines ? 0 : Math.max(0, height - high) / 2;
    return {left, right, width, top: top + empty, bottom: bottom - empty};
  };
  const look = state => {
    if (document.documentElement.scrollWidth > page) wrong.push(`${state}: the page scrolls`);
    if (/∞|NaN|undefined|null/.test(figure.querySelector('.widget-body').innerText))
      wrong.push(`${state}: no number`);
    for (const svg of figure.querySelectorAll('svg')) {
      const texts = [...svg.querySelectorAll('text')].map(text => [text, getComputedStyle(text)])
        .filter(([text, style]) => text.textContent.trim() && style.visibility !== 'hidden')
        .map(([text, style]) => [text.textContent.trim(), letters(text, style)])
        .filter(([, box]) => box.width);
      texts.forEach(([words, a], i) => {
        if (a.left < 0 || a.right > page) wrong.push(`${state}: ${words} leaves the page`);
        for (const [others, b] of texts.slice(i + 1)) {
          const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
          const tall = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
          if (wide > 3 && tall > 6) wrong.push(`${state}: ${words} over ${others}`);
        }
      });
    }
  };
  const moved = (handle, value) => {
    if (handle.type === 'radio') handle.checked = true;
    else handle.value = value;
    handle.dispatchEvent(new Event('input', {bubbles: true}));
  };
  const sliders = [...figure.querySelectorAll('input[type=range]')];
  const choices = [...figure.querySelectorAll('fieldset input[type=radio]')].slice(0, 8);
  look('at first');
  for (const choice of [null, ...choices]) {
    if (choice) moved(choice);
    look(choice?.value);
    for (const end of ['min', 'max']) {
      for (const slider of sliders) {
        const before = slider.value;
        moved(slider, slider[end]);
        look(`${choice?.value}, ${slider.getAttribute('aria-label')} ${slider[end]}`);
        moved(slider, before);
      }
      const before = sliders.map(slider => slider.value);
      sliders.forEach(slider => moved(slider, slider[end]));
      look(`${choice?.value}, all ${end}`);
      sliders.forEach((slider, k) => moved(slider, before[k]));
    }
  }
  return [...new Set(wrong)];
}"""


@pytest.mark.parametrize("name", widgets.FIGURES)
def test_widgets_every_word_can_be_read_at_the_ends_of_all_handles_on_a_telephone(show, name):
    assert show(name, viewport=PHONE).locator("figure").evaluate(_ENDS) == []


_COSTS = """figure => {
  const range = part => figure.querySelector(`input[type=range][aria-label*="${part}"]`);
  const outside = [];
  for (const w of ['min', 'max']) for (const b of ['min', 'max']) {
    [['weight at', w], ['bias at', b]].forEach(([part, end]) => {
      const slider = range(part);
      slider.value = slider[end];
      slider.dispatchEvent(new Event('input', {bubbles: true}));
    });
    const svg = [...figure.querySelectorAll('svg')].find(one => one.querySelector('text.costs'));
    const line = svg.querySelector('path.curve.costs, path.track.all').getAttribute('d');
    const first = +line.match(/[-\\d.]+/g)[1];
    if (first < 0 || first > svg.viewBox.baseVal.height) outside.push([w, b, first]);
  }
  return outside;
}"""


@pytest.mark.parametrize("name", ["line_fit", "batch_paths"])
def test_widgets_the_cost_of_every_start_is_in_the_picture(show, name):
    assert show(name).locator("figure").evaluate(_COSTS) == []


@pytest.mark.parametrize("name", widgets.FIGURES)
def test_widgets_print_the_picture_and_no_handles(show, name):
    tab = show(name)
    tab.emulate_media(media="print")
    assert tab.locator("figure svg").first.is_visible()
    assert tab.locator("figure form:visible").count() == 0


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
