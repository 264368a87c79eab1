"""Chapter 3: its arithmetic, what its prose claims of the numbers beside it, its pictures."""

import re
from itertools import pairwise

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


# What the prose says beside them.


def test_chapter3_neuron_2_holds_a_fifth_and_is_pulled_with_eight_fifths(story):
    assert f"{story['a'][2]:.2f}" == "0.20"
    assert f"{0.8**2 - 0.79**2:.4f}" == "0.0159", "for a nudge of 0.01: about 1.6 for each unit"
    assert story["pull_a"][2] == pytest.approx(1.6, abs=0.02)


def test_chapter3_nine_outputs_are_pulled_down_and_one_up(story):
    assert (story["pull_a"] > 0).tolist() == [j == 2 for j in range(10)]
    assert story["a"].argmin() == 7, "'7' is nearly dark"
    assert story["a"].argmax() == 0, "'0' is far too bright"


def test_chapter3_easiest_and_hardest_output(story):
    steep = (story["a"] * (1 - story["a"])).round(4)
    assert steep.argmax() == 8
    assert set(np.argsort(steep)[:2]) == {0, 7}


def test_chapter3_sharing_by_multiplying_beats_dividing():
    rates = np.array([0.9, 0.1])
    for share, gain in ((rates, 0.906), (1 / rates, 0.2)):
        assert rates @ share / np.linalg.norm(share) == pytest.approx(gain, abs=0.002)


def test_chapter3_sigmoid_rule():
    assert mlp.sigmoid(-1.4) == pytest.approx(0.2, abs=0.01)
    assert mlp.slope(mlp.sigmoid, -1.4) == pytest.approx(0.16, abs=0.002)
    z = np.linspace(-6, 6, 25)
    a = mlp.sigmoid(z)
    np.testing.assert_allclose(mlp.sigmoid_prime(z), a * (1 - a))
    assert (a * (1 - a)).max() == pytest.approx(0.25), "never more than a quarter"


def test_chapter3_all_weights_into_2_are_pulled_up_and_into_0_down(story):
    assert (story["pulls_W"][3][2] > 0).all()
    assert (story["pulls_W"][3][0] < 0).all()


def test_chapter3_the_way_back_is_minus_the_gradient_of_differences():
    """The chapter's way on a small network with non-zero biases, against nudging each number."""
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
    nabla_W, nabla_b = mlp.backprop(
        *(story[name] for name in ("the_two", "y", "weights", "biases"))
    )
    for l in (1, 2, 3):
        np.testing.assert_allclose(story["pulls_W"][l], -nabla_W[l - 1], atol=1e-6)
        np.testing.assert_allclose(story["pulls_b"][l], -nabla_b[l - 1], atol=1e-6)


def test_chapter3_pulls_on_a_z_fade_on_their_way_back(story):
    strongest = [np.abs(story["pulls_b"][l]).max() for l in (1, 2, 3)]
    assert strongest[0] < 0.5 * strongest[1] < 0.25 * strongest[2]


def trained(seed, epochs):
    """Yield the weights of a network before training and after each epoch, as in the chapter."""
    digits = mlp.load_mnist(sample=True)
    start = mlp.initialise((784, 16, 16, 10), rng=np.random.default_rng(seed))
    nets = [start[1:]]
    mlp.sgd(
        np.float32(digits.train_images / 255), digits.train_labels, *start[1:], epochs=epochs,
        batch_size=50, learning_rate=3.0, rng=np.random.default_rng(0),
        callback=lambda _, W, b: nets.append(([w.copy() for w in W], [v.copy() for v in b])),
    )  # fmt: skip
    return nets


@pytest.mark.parametrize("seed", [910, 1, 2, 3])
def test_chapter3_last_layer_moves_most_in_two_epochs_then_the_first(seed, story):
    moves = []
    nets = trained(seed, 10)
    for (old, _), (new, _) in pairwise(nets):
        moves.append(story["moved"](old, new))
    assert [int(np.argmax(move)) for move in moves] == [2, 2, *[0] * 8]


@pytest.mark.parametrize("seed", [910, 1, 2])
def test_chapter3_batches_agree_at_the_start_and_not_late(seed, story):
    nets = trained(seed, 10)
    start, late = (
        {n: story["angles"](net, n) for n in (1, 50, 100)} for net in (nets[0], nets[-1])
    )
    assert np.mean(start[1]) < 50 and np.mean(start[100]) < 10
    assert np.mean(late[1]) > 75, "almost at a right angle"
    assert 50 < np.mean(late[50]) < 80, "the 60° of the quiz"
    assert np.mean(late[100]) > 40


def test_chapter3_batches_of_an_epoch_are_right_on_average(story):
    for seed in range(3):
        batches = mlp.minibatches(5000, 50, np.random.default_rng(seed))
        mean = mlp.average_nudges([story["gradient_on"](rows, story["late"]) for rows in batches])
        assert mlp.angle_between(mean, story["whole"]) < 0.5


def test_chapter3_mean_of_the_pulls_is_minus_the_gradient(story):
    nabla_W, nabla_b = mlp.backprop_batch(story["X"][:500], story["Y"][:500], *story["young"])
    for mean, derivatives in zip(story["average"], nabla_W + nabla_b, strict=True):
        np.testing.assert_allclose(mean, -derivatives, atol=1e-6)


def test_chapter3_pictures_of_a_2_and_the_others_pull_against_each_other(story):
    labels = story["digits"].train_labels[:500]
    into_2 = np.array([pulls[2][2, 7] for pulls in story["all_pulls"]])
    assert (into_2[labels == 2] > 0).all()
    assert (into_2[labels != 2] < 0).all()
    assert abs(story["average"][2][2, 7]) < 0.1 * np.abs(into_2).max(), "they mostly cancel"


def test_chapter3_black_pixel_is_not_pulled_at(story):
    layer, j, i = ROWS[-1]
    assert layer == 0
    pulls = np.array([story["all_pulls"][k][0][j, i] for k in story["shown"]])
    dark = story["X"][story["shown"], i] == 0
    assert dark.any() and not dark.all()
    assert (pulls[dark] == 0).all() and (pulls[~dark] != 0).all()


def test_chapter3_full_batches_stay_on_the_plateau_whatever_the_rate(story):
    ends = []
    for rate in (1.0, 2.0, 3.0):
        network, rng = (story["weights"], story["biases"]), np.random.default_rng(0)
        for _ in range(10):
            network = mlp.sgd_epoch(
                story["X"], story["Y"], *network, 5000, rate, mlp.backprop_batch, rng
            )
        A = mlp.feedforward_batch(story["X"], *network)
        ends.append(mlp.cost(A, story["Y"]))
        assert A.std(axis=0).max() < 0.01, "it says the same whatever the picture"
    assert max(ends) - min(ends) < 0.01
    assert ends == pytest.approx([9 * 0.1**2 + 0.9**2] * 3, abs=0.01)


def test_chapter3_open_problem_can_be_solved_as_hinted(story):
    picture, weights, biases = story["the_two"].copy(), *story["late"]
    three = mlp.one_hot(np.array([3]))[0]
    for steps in range(30):  # noqa: B007
        activations = mlp.all_activations(picture, weights, biases)
        if activations[-1].argmax() == 3:
            break
        pull = mlp.output_nudges(activations[-1], three)
        for l in (2, 1, 0):
            out = activations[l + 1]
            pull = mlp.layer_nudges(activations[l], weights[l], pull * out * (1 - out))[2]
        picture = np.clip(picture + 0.05 * pull / np.abs(pull).max(), 0, 1)
    assert 1 < steps < 20


def test_chapter3_small_batches_get_further_with_the_same_work(story):
    assert [len(costs) for costs in story["runs"].values()] == [11, 11]
    assert story["runs"][50][-1] < 0.3 < story["runs"][5000][-1]


def test_chapter3_the_trained_network_reads(story):
    digits = story["digits"]
    assert mlp.accuracy(digits.test_images, digits.test_labels, *story["late"]) > 0.85
    after = mlp.feedforward(story["the_two"], *story["late"])
    assert np.abs(mlp.output_nudges(after, story["y"])).max() < 0.2, "hardly a pull left"


# The pictures.


def test_chapter3_numbers_in_the_table_are_those_of_the_network(story):
    """Each number in the table again, from minus backprop of the digit in its column."""
    picture = figures.pulls_table(
        story["digits"].train_images[:500], story["all_pulls"], story["average"], story["shown"]
    )
    written = re.findall(r"(?<=>)[+−]?\d\.\d{3,4}(?=<)", picture.parts[0])
    expected = []
    for layer, j, k in ROWS:
        slopes = [
            mlp.backprop(story["X"][i], story["Y"][i], *story["young"])[0] for i in story["shown"]
        ]
        expected += [signed(-nabla_W[layer][j, k], 3) for nabla_W in slopes]
        nabla_W, _ = mlp.backprop_batch(story["X"][:500], story["Y"][:500], *story["young"])
        expected.append(signed(-nabla_W[layer][j, k], 4))
    assert len(written) == len(ROWS) * (len(story["shown"]) + 1)
    assert written == expected


def test_chapter3_narrow_table_shows_the_same_numbers(story):
    picture = figures.pulls_table(
        story["digits"].train_images[:500], story["all_pulls"], story["average"], story["shown"]
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
    svg = figures.output_pulls(a, y).narrow[0]
    shafts = re.findall(r'd="M([\d.]+) ([\d.]+)L\1 ([\d.]+)"', svg)
    lengths = [abs(float(y1) - float(y0)) for _, y0, y1 in shafts]
    assert len(lengths) == 9, "the neuron that is right has no arrow"
    assert lengths[0] == pytest.approx(2 * lengths[1], abs=0.05)
