"""The page 'Other kinds of network': what its prose claims of what its cells compute."""

import re

import numpy as np
import pytest
from chapter_source import ROOT

import mlp
from book.tools.release import read_source
from mlp import figures
from mlp.figures.cnn_lstm import slide

PATH = ROOT / "book" / "other_kinds.md"


@pytest.fixture(scope="module")
def story():
    """What the names of the page hold after its cells have run."""
    names = {}
    for cell in read_source(PATH).cells:
        if cell.cell_type == "code":
            exec(compile(cell.source, cell.source[:40], "exec"), names)
    return names


def test_other_kinds_moved_digits_are_read_worse_and_worse(story):
    accuracies = story["accuracies"]
    assert all(np.diff(accuracies) < 0)
    assert accuracies[0] > 0.9 and accuracies[-1] < 0.5
    assert figures.shifted().svg == figures.shifted(story["shifts"], accuracies).svg


def test_other_kinds_moving_fills_with_black(story):
    images = story["digits"].test_images[:50]
    moved = story["move"](images, 3).reshape(-1, 28, 28)
    assert not moved[:, :, :3].any()
    np.testing.assert_array_equal(moved[:, :, 3:], images.reshape(-1, 28, 28)[:, :, :25])


def test_other_kinds_the_filter_answers_as_strongly_to_the_moved_digit(story):
    first, second = story["answers"]
    assert first.shape == (26, 26)
    np.testing.assert_array_equal(second[:, 3:], first[:, :-3])
    assert first.max() == second.max() > 0
    assert figures.edge_filter().svg == figures.edge_filter(story["pair"], [first, second]).svg


def test_other_kinds_slide_is_relu_of_nine_products():
    image = np.zeros((28, 28))
    image[5] = 1
    # above the bar the lower row of the filter meets it: −3, cut to 0; below it the upper row: +3
    assert slide(image)[3].max() == 0
    assert slide(image)[5].tolist() == [3.0] * 26


def test_other_kinds_plain_cell_fades_or_forgets_which(story):
    listen, cell = story["listen"], story["plain_cell"]
    assert listen(cell, 0.8, 500, 1.0) < 0.1, "with the weight 1 nearly everything fades"
    ends = [listen(cell, sound, 500, 1.2) for sound in (0.4, 0.8)]
    assert ends[0] == pytest.approx(ends[1], abs=1e-12), "with 1.2 both end at the same number"
    assert ends[0] == pytest.approx(np.tanh(1.2 * ends[0])) and ends[0] > 0.6


def test_other_kinds_a_nudge_survives_in_the_lstm_cell_alone(story):
    effects = story["effects"]
    assert effects["plain, weight 1"][-1] < 0.02 * effects["plain, weight 1"][0]
    assert effects["plain, weight 1.2"][-1] < 1e-8
    assert effects["LSTM"][-1] == pytest.approx(effects["LSTM"][0], rel=0.01)
    assert figures.memory().alt == figures.memory(effects).alt


def test_other_kinds_a_second_sound_takes_the_place_of_the_first(story):
    # x = 0.8: keep = σ(10 − 16) = σ(−6), let in = σ(16 − 10) = σ(6)
    assert story["lstm_cell"](0.3, 0.8) == pytest.approx(np.tanh(0.8), abs=0.005)


def test_other_kinds_counts():
    assert re.search(r"26 · 26 = 676", PATH.read_text(encoding="utf-8")) and 26 * 26 == 676
    # attention: four matrices d × d (query, key, value, output); the perceptron: d × 4d and 4d × d
    assert 2 * 4 / (4 + 2 * 4) == pytest.approx(2 / 3)
    assert mlp.count_parameters((784, 16)) // 16 == 785
