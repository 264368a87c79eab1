"""Figures as notebooks, other pages and a slow connection get them."""

import json

import pytest
from widget_page import WIDE, opened

from mlp import widgets
from mlp.widgets.modules import bundle
from mlp.widgets.widget import notebook_css

# what anywidget does with a bundle: import it, call render with a model and an empty element
_NOTEBOOK = """async ([text, state, figure]) => {
  const url = URL.createObjectURL(new Blob([text], {type: 'text/javascript'}));
  const values = {state, figure};
  window.sent = [];
  const model = {get: key => values[key], on: (_, hear) => { window.hear = hear; }, off() {},
    send: message => sent.push(message)};
  (await import(url)).default.render({model, el: document.querySelector('#out')});
}"""


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


def test_widgets_state_survives_a_closing_tag():
    from mlp.widgets.widget import Widget

    html = Widget("one_neuron", "<b>a</b>", {"text": "</script>"}).html
    assert html.count("</script>") == 1
    held = html.split('json">')[1].split("</script>")[0]
    assert json.loads(held) == {"text": "</script>"}
    assert bundle("one_neuron")
