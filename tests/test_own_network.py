"""The welcome page's figure reads digits with the network that the reader's own code found."""

import json

import numpy as np
from widget_page import opened

import mlp
from mlp import widgets
from mlp.widgets import states


def keep(tab, network, *, passed):
    own = states.packed(network.weights, network.biases)
    tab.evaluate(
        """([own, passed]) => {
          localStorage.setItem('/ network', JSON.stringify(own));
          localStorage.setItem('/ right', JSON.stringify(passed ? {train: 'today'} : {})); }""",
        [own, passed],
    )
    tab.reload()
    tab.locator("figure.live").wait_for()


def test_own_network_reads_on_the_welcome_page_once_train_has_passed(show):
    tab = show("hero")
    book = tab.locator("figure .net").inner_html()
    mine = mlp.initialise((784, 16, 16, 10), rng=np.random.default_rng(5), dtype=float)
    keep(tab, mine, passed=False)
    assert tab.get_by_text("Whose 13,002 numbers?").count() == 0
    keep(tab, mine, passed=True)
    tab.locator(".says", has_text="It says").wait_for()
    assert tab.locator("figure .net").inner_html() != book
    state = widgets.hero().state
    first = mlp.load_mnist(sample=True).test_images[states.easy_and_hard()[0][2]] / 255
    answer = mlp.feedforward(first, mine.weights, mine.biases)
    said = tab.locator(".says").inner_text()
    assert said.startswith(f"It says {np.argmax(answer)}, at {answer.max():.2f}")
    choices = tab.locator("figure fieldset").last
    choices.locator("input").last.check(force=True)
    trained = mlp.load_trained()
    answer = mlp.feedforward(first, trained.weights, trained.biases)
    tab.locator(".says", has_text=f"It says 2, at {answer.max():.2f}").wait_for()
    assert len(state["digits"]) == tab.locator("figure .tiles input").count()


def test_own_network_is_kept_when_its_figure_is_drawn_on_a_page(browser):
    mine = mlp.initialise((784, 16, 16, 10), rng=np.random.default_rng(5), dtype=float)
    context = browser.new_context()
    with opened(context, [widgets.draw_a_digit(mine.weights, mine.biases)]) as tab:
        tab.locator("figure.live").wait_for()
        kept = json.loads(tab.evaluate("localStorage.getItem('/ network')"))
        wanted = json.loads(json.dumps(states.packed(mine.weights, mine.biases)))
        assert kept == wanted
    context.close()


def test_own_network_that_is_damaged_is_left_out(show):
    tab = show("hero")
    for damaged in ('{"sizes": [784, 16], "theta": "AAAA"}', "3", '{"theta": 5}'):
        tab.evaluate("kept => localStorage.setItem('/ network', kept)", damaged)
        tab.evaluate("localStorage.setItem('/ right', '{\"train\": \"today\"}')")
        tab.reload()
        tab.locator("figure.live").wait_for()
        assert tab.get_by_text("Whose 13,002 numbers?").count() == 0
