"""What the interactive figures compute in the browser is what `mlp` computes."""

import base64
import re

import numpy as np
import pytest

import mlp
from mlp import widgets
from mlp.examples import ones_that_lean, small_network


def test_widgets_forward_pass_equals_mlp_on_a_thousand_digits(show):
    tab = show("draw_a_digit")
    digits, net = mlp.load_mnist(sample=True), mlp.load_trained()
    X = digits.test_images / 255
    found = tab.evaluate(
        """async text => {
          const pixels = Uint8Array.from(atob(text), c => c.charCodeAt(0));
          const {trained} = figures.use('widgets/trained');
          const {unpack, activations} = figures.use('widgets/forward');
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
        "async ([x, W, b]) => figures.use('widgets/pulls').pulls(x, [0, 1], W, b)",
        [x.tolist(), [W.tolist() for W in net.weights], [b.tolist() for b in net.biases]],
    )
    nabla_W, nabla_b = mlp.backprop(x, np.array([0, 1]), net.weights, net.biases)
    for l in range(2):
        np.testing.assert_allclose(found["pullW"][l], -nabla_W[l], atol=1e-12)
        np.testing.assert_allclose(found["pullZ"][l + 1], -nabla_b[l], atol=1e-12)


def test_widgets_nudged_slopes_are_those_of_the_last_link(show):
    tab = show("nudge_the_chain")
    at = {"a": 0.83, "w": -1.5, "b": 0.6, "y": 1.0}
    slopes = [
        tab.evaluate(
            "async ([at, k]) => figures.use('widgets/link').nudged(at, k, 1e-6)",
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
    f = tab.evaluate("async at => figures.use('widgets/link').factors(at)", at)
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
        "async () => figures.use('widgets/descent_on_a_curve').walk(0.25, 0.05, 12)"
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
    found = [float(number) for number in re.findall(r"(?:weight|bias) (-?[\d.]+)", said)]
    np.testing.assert_allclose(found, wanted, atol=0.0051)


def test_widgets_batch_of_all_steps_down_the_gradient(show):
    tab = show("batch_paths")
    state = widgets.batch_paths().state
    way = tab.evaluate(
        "async s => figures.use('widgets/batch_paths').descend(s, 240, 0.02, 960)", state
    )
    x, y = np.array(state["x"]), np.array(state["y"])
    np.testing.assert_allclose(way[-1], mlp.fit_line(x, y, 0.02, 4), atol=1e-9)


def test_widgets_edge_sum_is_the_weighted_sum(show):
    tab = show("edge_detector")
    state = widgets.edge_detector().state
    image = state["images"][3]["pixels"]
    found = tab.evaluate(
        """async ([w, a]) => { const m = figures.use('widgets/edge_detector');
          return m.summed(w, m.shifted(a, 3)); }""",
        [state["w"], image],
    )
    moved = np.roll(np.reshape(image, (28, 28)), 3, axis=0)
    moved[:3] = 0
    assert found == pytest.approx(np.dot(state["w"], moved.ravel()))
