"""Chapter 3: its arithmetic, what its prose claims of the numbers beside it, its pictures."""

import re

import numpy as np
import pytest
from chapter_source import chapter

import mlp
from mlp import figures
from mlp.figures.examples import ROWS
from mlp.look.numbers import signed

CHAPTER = chapter(3)
PROSE = CHAPTER.prose


@pytest.fixture(scope="module")
def story():
    """What the names of the chapter hold after its cells have run."""
    return CHAPTER.story()


# The worked examples, computed by hand in the tables of the exercises.


def test_chapter3_output_nudges_example():
    nudges = mlp.output_nudges(np.array([0.2, 0.5]), np.array([1.0, 0.0]))
    np.testing.assert_allclose(nudges, [1.6, -1.0])
    assert "`[1.6, -1.0]`" in PROSE


def test_chapter3_three_ways_example():
    b, w, a_prev = mlp.three_ways(np.array([1.0, 0.0]), np.array([3.0, -2.0]), 0.5)
    assert (b, w.tolist(), a_prev.tolist()) == (0.5, [0.5, 0], [1.5, -1])


def test_chapter3_layer_nudges_example():
    a_prev, W = np.array([1, 0.5, 0]), np.array([[1.0, 2, 0], [3, -1, 1]])
    b, nudge_W, nudge_a = mlp.layer_nudges(a_prev, W, np.array([1.0, -2]))
    assert b.tolist() == [1, -2]
    assert nudge_W.tolist() == [[1, 0.5, 0], [-2, -1, 0]]
    assert nudge_a.tolist() == [-5, 4, -2]


def test_chapter3_average_nudges_example():
    nudges = [[np.array([1, 2]), np.array(5)], [np.array([3, 0]), np.array(7)]]
    first, second = mlp.average_nudges(nudges)
    assert first.tolist() == [2, 1]
    assert second == 6


def test_chapter3_minibatches_example():
    batches = mlp.minibatches(10, 4, np.random.default_rng(1))
    assert [len(batch) for batch in batches] == [4, 4, 2]


def test_chapter3_sgd_step_example():
    weights, biases = mlp.sgd_step(
        [np.array([[1.0, 2]])], [np.array([3.0])], [np.array([[10.0, -10]])], [np.array([5.0])], 0.1
    )
    np.testing.assert_allclose(weights[0], [[0, 3]])
    np.testing.assert_allclose(biases[0], [2.5])


# What the prose says beside them.


def test_chapter3_neuron_2_stands_at_a_fifth_and_wishes_for_eight_fifths(story):
    assert f"{story['a'][2]:.2f}" == "0.20"
    assert "2 \\cdot (1 - 0.20) = 1.6" in PROSE
    assert story["nudge_a"][2] == pytest.approx(1.6, abs=0.02)


def test_chapter3_nine_outputs_wish_down_and_one_up(story):
    assert (story["nudge_a"] > 0).tolist() == [j == 2 for j in range(10)]
    assert story["a"].argmin() == 7, "'7' is nearly dark"
    assert story["a"].argmax() == 0, "'0' is far too bright"


def test_chapter3_sigmoid_rule():
    assert mlp.sigmoid(-1.4) == pytest.approx(0.2, abs=0.01)
    assert mlp.slope(mlp.sigmoid, -1.4) == pytest.approx(0.16, abs=0.002)
    z = np.linspace(-6, 6, 25)
    a = mlp.sigmoid(z)
    np.testing.assert_allclose(mlp.sigmoid_prime(z), a * (1 - a))
    assert (a * (1 - a)).max() == pytest.approx(0.25), "never more than a quarter"


def test_chapter3_all_weights_into_2_wish_to_rise_and_into_0_to_fall(story):
    wishes = story["wishes"][2][0]
    assert (wishes[2] > 0).all()
    assert (wishes[0] < 0).all()


def test_chapter3_the_way_back_is_minus_the_gradient_of_differences():
    """The chapter's loop on a small network with non-zero biases, against nudging each number."""
    rng = np.random.default_rng(3)
    _, weights, biases = mlp.initialise((5, 4, 3, 2), rng=rng, dtype=np.float64)
    biases = [rng.normal(size=b.shape) for b in biases]
    x, y = rng.random(5), np.array([1.0, 0.0])
    activations = mlp.all_activations(x, weights, biases)
    nudge = mlp.output_nudges(activations[-1], y)
    nabla_W, nabla_b = mlp.numerical_backprop(x[None], y[None], weights, biases)
    for layer in (2, 1, 0):
        out, a_prev = activations[layer + 1], activations[layer]
        nudge_b, nudge_W, nudge = mlp.layer_nudges(a_prev, weights[layer], nudge * out * (1 - out))
        np.testing.assert_allclose(nudge_W, -nabla_W[layer], atol=1e-8)
        np.testing.assert_allclose(nudge_b, -nabla_b[layer], atol=1e-8)


def test_chapter3_the_way_back_equals_backprop_in_the_book(story):
    for (nudge_W, nudge_b), dW, db in zip(
        story["wishes"],
        *mlp.backprop(story["the_two"], story["y"], story["weights"], story["biases"]),
        strict=True,
    ):
        np.testing.assert_allclose(nudge_W, -dW, atol=1e-6)
        np.testing.assert_allclose(nudge_b, -db, atol=1e-6)


def test_chapter3_wishes_fade_on_their_way_back(story):
    strongest = [np.abs(nudge_b).max() for _, nudge_b in story["wishes"]]
    assert strongest[0] < 0.5 * strongest[1] < 0.25 * strongest[2]


def test_chapter3_mean_of_the_wishes_is_minus_the_gradient(story):
    nabla_W, nabla_b = mlp.backprop_batch(
        story["X"][:500], story["Y"][:500], story["weights"], story["biases"]
    )
    for mean, slopes in zip(story["average"], nabla_W + nabla_b, strict=True):
        np.testing.assert_allclose(mean, -slopes, atol=1e-6)


def test_chapter3_pictures_of_a_2_and_the_others_pull_against_each_other(story):
    labels = story["digits"].train_labels[:500]
    into_2 = np.array([wishes[2][2, 7] for wishes in story["all_wishes"]])
    assert (into_2[labels == 2] > 0).all()
    assert (into_2[labels != 2] < 0).all()
    assert abs(story["average"][2][2, 7]) < 0.2 * np.abs(into_2).max(), "they mostly cancel"


def test_chapter3_a_spoonful_tastes_like_the_pot(story):
    everyone, direction = story["everyone"], story["direction"]
    rng = np.random.default_rng(1)
    for n, least in ((1, 0.5), (10, 0.9), (100, 0.99)):
        few = [direction(rng.choice(5000, n, replace=False)) @ everyone for _ in range(20)]
        assert np.mean(few) > least


def test_chapter3_small_batches_get_further_with_the_same_work(story):
    assert [len(costs) for costs in story["runs"].values()] == [11, 11]
    assert story["runs"][50][-1] < 0.3 < story["runs"][5000][-1]


def test_chapter3_the_trained_network_reads(story):
    digits = story["digits"]
    assert mlp.accuracy(digits.test_images, digits.test_labels, story["W"], story["b"]) > 0.85
    after = mlp.feedforward(story["the_two"], story["W"], story["b"])
    assert np.abs(mlp.output_nudges(after, story["y"])).max() < 0.2, "hardly a wish left"


# The pictures.


def test_chapter3_numbers_in_the_table_are_those_of_the_network(story):
    """Each number in the table again, from minus backprop of the digit in its column."""
    picture = figures.wishes_table(
        story["digits"].train_images[:500], story["all_wishes"], story["average"], story["shown"]
    )
    written = re.findall(r"(?<=>)[+−]?\d\.\d{3,4}(?=<)", picture.parts[0])
    expected = []
    for layer, j, k in ROWS:
        slopes = [
            mlp.backprop(story["X"][i], story["Y"][i], story["weights"], story["biases"])[0]
            for i in story["shown"]
        ]
        expected += [signed(-nabla_W[layer][j, k], 3) for nabla_W in slopes]
        nabla_W, _ = mlp.backprop_batch(
            story["X"][:500], story["Y"][:500], story["weights"], story["biases"]
        )
        expected.append(signed(-nabla_W[layer][j, k], 4))
    assert len(written) == len(ROWS) * (len(story["shown"]) + 1)
    assert written == expected


def test_chapter3_narrow_table_shows_the_same_numbers(story):
    picture = figures.wishes_table(
        story["digits"].train_images[:500], story["all_wishes"], story["average"], story["shown"]
    )
    pattern = r"(?<=>)[+−]?\d\.\d{3,4}(?=<)"
    wide = np.reshape(re.findall(pattern, picture.parts[0]), (len(ROWS), 11))
    narrow = np.reshape(re.findall(pattern, picture.narrow[0]), (len(ROWS), 5))
    assert (narrow == wide[:, [0, 1, 2, 3, 10]]).all()


def test_chapter3_handles_show_the_values_of_the_network(story):
    a_prev, w = story["activations"][-2], story["weights"][-1][2]
    svg = "".join(figures.three_handles(a_prev, w, story["a"][2]).parts)
    for k in (w.argmax(), w.argmin()):
        assert f">{a_prev[k]:.2f}<" in svg
        assert f">{signed(w[k], 2)}<" in svg


def test_chapter3_arrows_are_as_long_as_the_errors():
    """Their lengths in pixels stand in the same ratio as abs(y - a)."""
    a, y = np.array([0.5, 0.25, 0.0] + [0.5] * 7), np.array([1.0] + [0.0] * 9)
    svg = figures.output_wishes(a, y).narrow[0]
    shafts = re.findall(r'd="M([\d.]+) ([\d.]+)L\1 ([\d.]+)"', svg)
    lengths = [abs(float(y1) - float(y0)) for _, y0, y1 in shafts]
    assert len(lengths) == 9, "the neuron that is right has no arrow"
    assert lengths[0] == pytest.approx(2 * lengths[1], abs=0.05)
