"""Chapter 1: its arithmetic, what its prose claims of the numbers beside it, its pictures."""

import numpy as np
import pytest
from chapter_source import chapter

import mlp
from mlp import figures
from mlp.figures.kinds import slide
from mlp.figures.strokes import LOOP_EDGES, NINE_LOOP, PARTS, pen

CHAPTER = chapter(1)
PROSE = CHAPTER.prose


@pytest.fixture(scope="module")
def story():
    """What the names of the chapter hold after its cells have run."""
    return CHAPTER.story()


# The worked examples, computed by hand in the text and the tables of the exercises.


def test_chapter1_line_example():
    assert "0.5 · 4 + 1 = 3" in PROSE
    assert mlp.line(4, 0.5, 1) == pytest.approx(3)


def test_chapter1_image_example():
    image = np.array([[0, 255], [51, 102]])
    np.testing.assert_allclose(mlp.image_to_activations(image), [0, 1, 0.2, 0.4])


def test_chapter1_sigmoid_example():
    np.testing.assert_allclose(mlp.sigmoid(np.array([-4, 0, 2])), [0.018, 0.5, 0.881], atol=5e-4)


def test_chapter1_neuron_example():
    # 2 · 0.9 − 1 · 0.1 + 0 · 0.5 = 1.7, and 1.7 − 1 = 0.7
    a, w = np.array([0.9, 0.1, 0.5]), np.array([2, -1, 0])
    assert w @ a == pytest.approx(1.7)
    assert mlp.neuron(a, w, -1) == pytest.approx(0.668, abs=5e-4)


def test_chapter1_layer_example():
    a, W = np.array([0.9, 0.1, 0.5]), np.array([[2, -1, 0], [0, 1, 4]])
    np.testing.assert_allclose(W @ a + [-1, -2], [0.7, 0.1])
    np.testing.assert_allclose(mlp.layer(a, W, np.array([-1, -2])), [0.668, 0.525], atol=5e-4)


def test_chapter1_feedforward_examples():
    weights, biases = [np.array([[2.0]]), np.array([[4.0]])], [np.array([-2.0])] * 2
    np.testing.assert_allclose(mlp.feedforward(np.array([1.0]), weights, biases), [0.5])
    batch = mlp.feedforward_batch(np.array([[1.0], [2.0]]), weights[:1], biases[:1])
    np.testing.assert_allclose(batch, [[mlp.sigmoid(0)], [mlp.sigmoid(2)]])


def test_chapter1_counts():
    assert "16 \\cdot 784 + 16 = 12{,}560" in PROSE and 16 * 784 + 16 == 12560
    assert (16 * 16 + 16, 10 * 16 + 10) == (272, 170)
    assert mlp.count_parameters((784, 16, 16, 10)) == 12560 + 272 + 170 == 13002
    assert [mlp.count_parameters(sizes) for sizes in ((1, 1), (3, 2), (784, 10))] == [2, 8, 7850]


def test_chapter1_shapes_of_784_30_10():
    net = mlp.initialise((784, 30, 10), rng=np.random.default_rng(0))
    assert "`(30, 784)` and `(10, 30)`" in PROSE
    assert [W.shape for W in net.weights] == [(30, 784), (10, 30)]


def test_chapter1_relu_and_tanh_examples():
    assert mlp.relu(np.array([-2, 0, 3])).tolist() == [0, 0, 3]
    assert mlp.tanh_from_sigmoid(0.0) == 2 * 0.5 - 1
    z = np.linspace(-3, 3, 13)
    np.testing.assert_allclose(2 * mlp.sigmoid(2 * z) - 1, np.tanh(z))


def test_chapter1_quiz_neuron_has_z_0():
    assert np.array([3, -2]) @ np.array([1, 1]) - 1 == 0


# What the prose says of the numbers that a cell shows.


def test_chapter1_the_network_reads_the_two(story):
    answer = mlp.feedforward(story["two"].reshape(784), story["net"].weights, story["net"].biases)
    assert answer.argmax() == 2


def test_chapter1_four_hidden_neurons_do_harm_and_more_help(story):
    none, four, ours, wide = (
        story["try_sizes"](*sizes)
        for sizes in ((784, 10), (784, 4, 10), (784, 16, 16, 10), (784, 64, 64, 10))
    )
    assert four < none - 0.1
    assert none < ours < wide < np.mean(story["answers"] == story["digits"].test_labels)


def test_chapter1_more_layers_are_not_better(story):
    assert story["try_sizes"](784, 16, 16, 16, 16, 10) < story["try_sizes"](784, 16, 16, 10)


def test_chapter1_two_linear_layers_are_one(story):
    np.testing.assert_allclose(story["two_layers"], story["one_layer"])


def test_chapter1_moved_digits_are_read_worse_and_worse(story):
    accuracies = story["accuracies"]
    assert all(np.diff(accuracies) < 0)
    assert accuracies[0] > 0.9 and accuracies[-1] < 0.5


def test_chapter1_moving_fills_with_black(story):
    moved = story["move"](story["digits"].test_images[:50], 3).reshape(-1, 28, 28)
    assert not moved[:, :, :3].any()
    np.testing.assert_array_equal(
        moved[:, :, 3:], story["digits"].test_images[:50].reshape(-1, 28, 28)[:, :, :25]
    )


def test_chapter1_the_filter_answers_as_strongly_to_the_moved_digit(story):
    responses = [story["slide"](image, story["w"]) for image in story["images"]]
    assert responses[0].shape == (26, 26)
    np.testing.assert_array_equal(responses[1][:, 3:], responses[0][:, :-3])
    assert responses[0].max() == responses[1].max() > 0


def test_chapter1_the_lstm_cell_keeps_what_the_plain_cell_forgets(story):
    h, c = story["h"][1:], story["c"][1:]
    assert len(h) == len(c) == 51
    assert h[0] == pytest.approx(c[0], abs=0.01)
    assert h[-1] < 0.3 * h[0]
    assert c[-1] == pytest.approx(c[0], rel=0.01)


def test_chapter1_a_second_sound_takes_the_place_of_the_first(story):
    # x = 0.8: keep = σ(10 − 16) = σ(−6), let in = σ(16 − 10) = σ(6)
    assert story["lstm_cell"](0.3, 0.8) == pytest.approx(np.tanh(0.8), abs=0.005)


# The pictures.


def test_chapter1_pictures_say_their_numbers():
    assert "The weighted sum is 1.70." in figures.neuron().alt
    assert "z is 0.70 and the activation 0.67" in figures.neuron(b=-1.0).alt
    assert "sum +64, activation 1.00; sum −32, activation 0.00; sum 0" in figures.edge_neuron().alt
    assert "σ(0) = 0.50" in figures.sigmoid().alt
    assert "The brightest is 2." in figures.output_neurons().alt
    assert "bias of −10 at 10" in figures.threshold().alt
    assert "from 1.0 at x = 0 to 3.0 at x = 4" in figures.line_as_network().alt


def test_chapter1_default_pictures_are_the_demonstrations(story):
    shown = figures.shifted(story["shifts"], story["accuracies"])
    assert figures.shifted().svg == shown.svg
    assert figures.memory().alt == figures.memory(story["h"][1:], story["c"][1:]).alt
    responses = [story["slide"](image, story["w"]) for image in story["images"]]
    assert figures.edge_filter().svg == figures.edge_filter(story["images"], responses).svg


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


def test_chapter1_slide_is_relu_of_nine_products():
    image = np.zeros((28, 28))
    image[5] = 1
    # above the bar the lower row of the filter meets it: −3, cut to 0; below it the upper row: +3
    assert slide(image)[3].max() == 0
    assert slide(image)[5].tolist() == [3.0] * 26
