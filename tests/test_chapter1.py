"""Chapter 1: its arithmetic, what its prose claims of the numbers beside it, its pictures."""

import numpy as np
import pytest
from chapter_source import chapter

import mlp
from mlp import figures
from mlp.figures.experiments import _train
from mlp.figures.strokes import LOOP_EDGES, NINE_LOOP, PARTS, pen

CHAPTER = chapter(1)
PROSE = CHAPTER.prose


@pytest.fixture(scope="module")
def story():
    """What the names of the chapter hold after its cells have run."""
    return CHAPTER.story()


# The worked examples, computed by hand in the text and the tables of the exercises.


def test_chapter1_neuron_example():
    # 2 · 0.9 − 1 · 0.1 + 0 · 0.5 = 1.7, and 1.7 − 1 = 0.7
    a, w = np.array([0.9, 0.1, 0.5]), np.array([2, -1, 0])
    assert w @ a == pytest.approx(1.7)
    assert mlp.neuron(a, w, -1) == pytest.approx(0.668, abs=5e-4)


def test_chapter1_layer_example():
    a, W = np.array([0.9, 0.1, 0.5]), np.array([[2, -1, 0], [0, 1, 4]])
    np.testing.assert_allclose(W @ a + [-1, -2], [0.7, 0.1])
    np.testing.assert_allclose(mlp.layer(a, W, np.array([-1, -2])), [0.668, 0.525], atol=5e-4)


def test_chapter1_feedforward_examples_by_hand():
    W, x = np.array([[1, -1], [2, -1], [0, 1]]), np.array([1, 2])
    assert (W @ x + [1, 0, -2]).tolist() == [0, 0, 0]
    assert 4 * 0.5 - 2 * 0.5 + 0 * 0.5 - 1 == 0 and 2 * 0.5 + 0 == 1
    assert (np.array([[1, -1], [0, 1], [2, 0]]) @ x + [1, -2, -2]).tolist() == [0, 0, 0]
    assert 2 * 0.5 + 2 * 0.5 - 2 * 0.5 - 1 == 0


def test_chapter1_neuron_30_holds_row_1_column_2():
    image = np.arange(784).reshape(28, 28)
    assert "Neuron **30**." in PROSE and image[1, 2] == 30


def test_chapter1_smaller_images_save_more_than_a_layer():
    assert "16 · 196 + 16 = 3,152" in PROSE
    assert 14 * 14 == 196 and mlp.count_parameters((196, 16)) == 3152
    assert mlp.count_parameters((16, 16)) == 272


def test_chapter1_counts():
    assert "16 \\cdot 784 + 16 = 12{,}560" in PROSE and 16 * 784 + 16 == 12560
    assert (16 * 16 + 16, 10 * 16 + 10) == (272, 170)
    assert mlp.count_parameters((784, 16, 16, 10)) == 12560 + 272 + 170 == 13002
    assert [mlp.count_parameters(sizes) for sizes in ((1, 1), (784, 10))] == [2, 7850]


def test_chapter1_shapes_of_784_30_10():
    net = mlp.initialise((784, 30, 10), rng=np.random.default_rng(0))
    assert "`(30, 784)` and `(10, 30)`" in PROSE
    assert [W.shape for W in net.weights] == [(30, 784), (10, 30)]


def test_chapter1_tanh_is_a_sigmoid():
    np.testing.assert_allclose(mlp.tanh_from_sigmoid(np.array([0, 1])), [0, 0.762], atol=5e-4)
    z = np.linspace(-3, 3, 13)
    np.testing.assert_allclose(2 * mlp.sigmoid(2 * z) - 1, np.tanh(z))


def test_chapter1_quiz_neuron_has_z_0():
    assert np.array([3, -2]) @ np.array([1, 1]) - 1 == 0


def test_chapter1_sigmoid_is_symmetric():
    assert (mlp.sigmoid(2), mlp.sigmoid(-2)) == pytest.approx((0.88, 0.12), abs=5e-3)


# What the prose says of the numbers that a cell shows.


def test_chapter1_pixel_by_pixel_the_seven_is_closer(story):
    ink, kinds = story["ink"], story["digits"].test_labels[[mlp.THE_TWO, 46, 870]]
    assert kinds[0] == kinds[1] == 2 != kinds[2]
    assert np.sum(ink[0] == ink[2]) > np.sum(ink[0] == ink[1])


def test_chapter1_votes_do_not_add_up_to_1(story):
    assert story["sums"].min() < 0.5 and story["sums"].max() > 1.5


def test_chapter1_sizes_do_what_the_text_says():
    """From three starts, so that it is no accident of one."""
    X, labels, X_new, labels_new = mlp.load_mnist(sample=True)

    def share(*hidden):
        shares = []
        for seed in range(3):
            rng = np.random.default_rng(seed)
            _, *net = mlp.initialise((784, *hidden, 10), rng=rng)
            net = mlp.sgd(X, labels, *net, epochs=20, batch_size=10, learning_rate=0.5, rng=rng)
            shares.append(mlp.accuracy(X_new, labels_new, *net))
        return np.array(shares)

    none, four, one, two, wide = (share(*h) for h in ((), (4,), (16,), (16, 16), (64,)))
    assert min(none) > 0.85, "most digits can be told apart"
    assert max(four) < min(none) - 0.1, "four do harm"
    assert min(one) > max(none) and min(wide) > max(one), "sixteen help, and more help more"
    assert abs(np.mean(two) - np.mean(one)) < 0.01, "a second layer makes hardly a difference"
    assert max(share(16, 16, 16, 16)) < min(two), "more layers are not better by themselves"


def test_chapter1_the_network_of_the_chapter_reads_more_than_those(story):
    read = np.mean(story["answers"] == story["digits"].test_labels)
    assert read > story["try_sizes"](784, 64, 10)


def test_chapter1_neurons_5_and_1_are_brightest_and_darkest_for_the_two(story):
    z = story["net"].weights[0] @ story["pixels"] + story["net"].biases[0]
    assert (z.argmax(), z.argmin()) == (5, 1)
    assert "Neuron **1**. Along the strokes" in PROSE
    products = story["net"].weights[0][1] * story["pixels"]
    assert 2.5 < -products[products < 0].sum() / products[products > 0].sum() < 3


def test_chapter1_two_linear_layers_are_one(story):
    assert story["two_layers"].shape == (16,)
    np.testing.assert_allclose(story["two_layers"], story["one_layer"], rtol=1e-4, atol=1e-4)


def test_chapter1_no_neuron_does_xor(story):
    assert story["best"] == 3
    answers = mlp.feedforward_batch(story["cases"], [np.array([[9.0, 9.0]])], [np.array([-4.5])])
    assert ((answers[:, 0] > 0.5) == story["xor"]).sum() == 3, "three right, one wrong"


def test_chapter1_the_stroke_neuron_needs_rims(story):
    """Without them it falls for the wall; with them both sums are 64."""
    rims, wall = story["rims"], story["wall"]
    assert mlp.sigmoid(np.sum(np.maximum(rims, 0) * wall) - 10) > 0.99
    assert np.sum(np.maximum(rims, 0) * wall) == np.sum(np.maximum(-rims, 0) * wall) == 64
    assert mlp.sigmoid(np.sum(rims * wall) - 10) < 0.001
    assert [round(float(np.sum(rims * story[name]))) for name in ("here", "below")] == [64, -32]


def test_chapter1_relu_has_a_better_start_and_depth_needs_it():
    for seed in range(3):
        sigmoid, relu = _train("sigmoid", 2, seed=seed), _train("ReLU", 2, seed=seed)
        assert relu[0] > sigmoid[0] + 0.03, "a better start"
        assert abs(relu[-1] - sigmoid[-1]) < 0.03, "then little between them"
        assert _train("ReLU", 4, seed=seed)[-1] > _train("sigmoid", 4, seed=seed)[-1] + 0.1
        assert _train("sigmoid", 4, seed=seed)[0] < 0.15, "after one epoch it has learned nothing"


def test_chapter1_the_design_exercises_bend_a_line():
    """The third neuron of the picture is bright in a corner only."""
    assert "1.00 at (0.8, 0.8), 0.00 at (0.8, 0.2)" in figures.two_neurons_bend().alt
    assert "(0, 1): 1.00, wanted 1" in figures.network_map(*mlp.xor_network()).alt


def test_chapter1_the_network_reads_the_two(story):
    assert story["votes"].argmax() == 2


# The pictures.


def test_chapter1_pictures_say_their_numbers():
    assert "The weighted sum is 1.70." in figures.neuron().alt
    assert "z is 0.70 and the activation 0.67" in figures.neuron(b=-1.0).alt
    assert "sum +64, activation 1.00; sum −32, activation 0.00; sum 0" in figures.edge_neuron().alt
    assert "σ(0) = 0.50" in figures.sigmoid().alt
    assert "The brightest is 2." in figures.output_neurons().alt
    assert "bias of −10 at 10" in figures.threshold().alt
    assert "from 1.0 at x = 0 to 3.0 at x = 4" in figures.line_as_network().alt


def test_chapter1_neuron_wants_a_weight_for_each_activation():
    with pytest.raises(ValueError, match="as many weights as activations"):
        figures.neuron([1, 2, 3], [1, 2])


def test_chapter1_digits_want_a_word_each():
    with pytest.raises(ValueError, match="expected 2 labels for as many images, got 1"):
        figures.digits(np.zeros((2, 784)), ["a"])


def test_chapter1_pen_leaves_bright_pixels_on_the_line():
    mark = pen(np.array([[4.0, 14.0], [24.0, 14.0]]))
    assert mark.shape == (28, 28)
    assert mark[13, 14] == 1 and mark[5, 14] == 0
    assert mark[13, 1] == 0


def test_chapter1_edges_make_up_the_loop():
    pieces = np.max([pen(piece) for piece in LOOP_EDGES], axis=0)
    assert np.abs(pieces - pen(NINE_LOOP)).max() < 0.15


def test_chapter1_drawn_digits_have_the_parts_that_the_caption_names():
    assert [name for name, _ in PARTS[9]] == ["loop", "stroke"]
    assert [name for name, _ in PARTS[8]] == ["loop", "loop"]
