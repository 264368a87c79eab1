"""The interactive figures as Python objects: what a page and what a notebook gets of them."""

import asyncio
import base64
import builtins
import gzip
import html
import itertools
import json
import re

import numpy as np
import pytest

import mlp
from mlp import widgets
from mlp.examples import brightness, small_network, the_two, untrained
from mlp.widgets import training
from mlp.widgets.gradient_check import BUGS, PASSES, _example, buggy_backprop, errors
from mlp.widgets.modules import SHARED, bundle, defined, host, needed

PAGE = "text/html"
VIEW = "application/vnd.jupyter.widget-view+json"
CHAPTERS = {
    "ch1": ["one_neuron", "pick_a_digit", "draw_a_digit", "edge_detector"],
    "ch2": ["descent_on_a_curve", "line_fit", "train_live"],
    "ch3": ["step_back", "batch_paths"],
    "ch4": ["nudge_the_chain", "chain_rule", "gradient_check"],
    "welcome": ["hero"],
}


@pytest.mark.parametrize("name", widgets.FIGURES)
def test_widgets_name_their_module_state_and_caption_in_html(name):
    figure = getattr(widgets, name)()
    html = figure.html
    assert f'data-widget="{figure.module or name}"' in html
    assert json.loads(html.rsplit('<script type="application/json">')[1].split("</script>")[0])
    assert "<figcaption><b>" in html
    assert "Try" in figure.caption, "a caption ends with something to try"


def test_widgets_are_html_alone_in_the_book(monkeypatch):
    monkeypatch.setenv("MLP_WIDGETS", "html")
    assert set(widgets.one_neuron()._repr_mimebundle_()) == {PAGE, "text/plain"}


def test_widgets_are_a_view_and_html_in_a_notebook(monkeypatch):
    monkeypatch.delenv("MLP_WIDGETS", raising=False)
    data, _ = widgets.one_neuron()._repr_mimebundle_()
    assert VIEW in data
    assert "<figure" in data[PAGE]


def test_widgets_carry_their_script_where_anywidget_is_missing(monkeypatch):
    real = builtins.__import__

    def without_anywidget(name, *args, **kwargs):
        if name == "anywidget":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.delenv("MLP_WIDGETS", raising=False)
    monkeypatch.setattr(builtins, "__import__", without_anywidget)
    data = widgets.one_neuron()._repr_mimebundle_()
    assert set(data) == {PAGE, "text/plain"}
    assert "export" not in data[PAGE].split("<script>")[1]
    assert "startFigure(" in data[PAGE]


@pytest.mark.parametrize("name", widgets.FIGURES)
def test_widgets_bundle_holds_each_imported_module_once(name):
    text = bundle(getattr(widgets, name)().module or name)
    assert "import {" not in text
    defined = re.findall(r"figures\.define\('([\w/]+)'", text)
    assert len(defined) == len(set(defined)) > 2
    assert set(re.findall(r"use\('([\w/]+)'\)", text)) <= set(defined)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_widgets_add_at_most_150_kb_compressed_to_a_chapter(chapter, tmp_path):
    figures = [getattr(widgets, name)() for name in CHAPTERS[chapter]]
    parts = {
        part for figure in figures for part in needed(f"widgets/{figure.module or figure.name}")
    }
    files = [defined(part) for part in parts - set(SHARED)] + [figure.html for figure in figures]
    files.append(host([figure.module or figure.name for figure in figures]))
    css = next(path for path in widgets.write_assets(tmp_path) if path.suffix == ".css")
    size = sum(len(gzip.compress(text.encode())) for text in [*files, css.read_text("utf-8")])
    assert size <= 150_000


def test_widgets_trained_module_holds_the_13002_numbers(tmp_path):
    widgets.write_assets(tmp_path)
    text = (tmp_path / "trained.js").read_text(encoding="utf-8")
    held = json.loads(text.split("const trained = ")[1].split(";\n")[0])
    theta = np.frombuffer(base64.b64decode(held["theta"]), "<f4")
    np.testing.assert_array_equal(theta, mlp.load_trained().theta)


def test_widgets_recorded_training_is_what_training_gives():
    recorded = training.recorded()[1][:18]
    again = list(itertools.islice(training.training(training.RATES[1]), 18))
    assert [point["seen"] for point in again] == [point["seen"] for point in recorded]
    for key, close in (("accuracy", 0.01), ("cost", 0.01)):
        a, b = ([point[key] for point in run] for run in (again, recorded))
        np.testing.assert_allclose(a, b, atol=close)


def test_widgets_recorded_training_starts_with_the_untrained_network_of_the_chapter():
    _, weights, biases = untrained()
    says = mlp.feedforward(the_two() / 255, weights, biases)
    for run in training.recorded():
        np.testing.assert_allclose(run[0]["two"], says, atol=0.0051)


def test_widgets_recorded_rates_are_too_small_right_and_too_large():
    small, right, large = (run[-1]["accuracy"] for run in training.recorded())
    assert right > 0.9
    assert max(small, large) < 0.85


def test_widgets_live_training_lets_others_work_and_stops():
    said, ticks = [], []

    async def other_work():
        while True:
            ticks.append(len(said))
            await asyncio.sleep(0)

    async def session():
        live, other = training.Live(), asyncio.ensure_future(other_work())
        live.start(said.append, {"rate": 0.5})
        while len(said) < 4:
            await asyncio.sleep(0)
        live.stop(said.append, {})
        stopped = len(said)
        await asyncio.sleep(0.05)
        other.cancel()
        return stopped

    stopped = asyncio.run(session())
    assert len(said) == stopped < len(training.stops())
    assert {1, 2, 3} <= set(ticks), "between any two points others had their turn"
    assert all("point" in message for message in said)


@pytest.mark.parametrize("bug", [bug for bug in BUGS if bug != "W not transposed"])
def test_widgets_gradient_check_catches_every_bug_and_nothing_else(bug):
    X, Y, net, numerical = _example()
    worst = max(errors(buggy_backprop(bug, X, Y, net), numerical))
    assert (worst > PASSES) == (bug != "no bug")


def test_widgets_gradient_check_shows_what_numpy_says_to_w_not_transposed():
    _, _, net, _ = _example()
    shown = dict(zip(BUGS, widgets.gradient_check().state["slides"], strict=True))
    with pytest.raises(ValueError, match="mismatch") as stopped:
        net.weights[-1] @ np.zeros(10)  # the highlighted line, run as it is written
    assert html.escape(f"ValueError: {stopped.value}") in shown["W not transposed"]


def test_widgets_backprop_without_a_bug_is_the_one_of_mlp():
    X, Y, net, _ = _example()
    nabla_W, nabla_b = mlp.backprop_batch(X, Y, net.weights, net.biases)
    wanted = [array for pair in zip(nabla_W, nabla_b, strict=True) for array in pair]
    for ours, theirs in zip(buggy_backprop("no bug", X, Y, net), wanted, strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-10, atol=1e-15)


def test_widgets_small_network_tells_zeros_from_ones():
    digits, net = mlp.load_mnist(sample=True), small_network()
    some = digits.test_labels < 2
    X, labels = brightness(digits.test_images[some]), digits.test_labels[some]
    assert mlp.accuracy(X, labels, net.weights, net.biases) > 0.95


def test_draw_a_digit_reads_by_the_numbers_it_is_given():
    network = mlp.initialise(mlp.TRAINED_SIZES, rng=np.random.default_rng(1))
    state = widgets.draw_a_digit(network.weights, network.biases).state
    theta = np.frombuffer(base64.b64decode(state["own"]["theta"]), "<f4")
    assert np.allclose(theta, network.theta)
    assert state["edges"] != widgets.draw_a_digit().state["edges"]
    assert "own" not in widgets.draw_a_digit().state


def test_draw_a_digit_refuses_another_network():
    small = mlp.initialise((4, 3, 2), rng=np.random.default_rng(1))
    with pytest.raises(ValueError, match="784-16-16-10 network, got the shapes"):
        widgets.draw_a_digit(small.weights, small.biases)
    with pytest.raises(ValueError, match="both weights and biases"):
        widgets.draw_a_digit(small.weights)
