"""Chapter 2: its arithmetic, what its prose claims of the numbers beside it, its pictures."""

import re

import numpy as np
import pytest
from chapter_source import chapter

import mlp
from mlp import figures
from mlp.examples import ones_that_lean, two_valleys
from mlp.figures.contours import level_lines
from mlp.figures.landscape import contours

CHAPTER = chapter(2)
PROSE = CHAPTER.prose


@pytest.fixture(scope="module")
def story():
    """What the names of the chapter hold after its cells have run."""
    return CHAPTER.story()


# The worked examples, computed by hand in the tables of the exercises.


def test_chapter2_cost_of_shrugs_silence_and_the_lazy_answer():
    y = mlp.one_hot(np.array([2]))[0]
    assert mlp.example_cost(np.full(10, 0.5), y) == pytest.approx(2.5)
    assert mlp.example_cost(np.zeros(10), y) == pytest.approx(1)
    assert mlp.example_cost(np.full(10, 0.1), y) == pytest.approx(0.90)


def test_chapter2_slope_example():
    assert mlp.slope(lambda w: w**2, 3.0, 0.1) == pytest.approx(6)
    assert (3.1**2 - 3**2) / 0.1 == pytest.approx(6.1)
    assert "(9.61 - 9)/0.1 = 6.1" in PROSE


def test_chapter2_line_examples_by_hand():
    x = np.array([0, 1, 2])
    assert (1 * x + 1 - [1, 3, 5]).tolist() == [0, -1, -2]
    x, y = np.array([0, 2]), np.array([1, 5])
    assert mlp.line_gradient(x, y, 0, 0) == (-10, -6)
    np.testing.assert_allclose(mlp.fit_line(x, y, 0.25, 1), (2.5, 1.5))
    np.testing.assert_allclose(mlp.fit_line(x, y, 0.25, 2), (1.75, 1))


# What the prose says beside the exercises.


def test_chapter2_rules_for_derivatives():
    assert "derivative of $5w^3 + 2w + 7$ is $15w^2 + 2$" in PROSE
    for w in (-1.5, 0.3, 2.0):
        assert mlp.slope(lambda v: 5 * v**3 + 2 * v + 7, w) == pytest.approx(15 * w**2 + 2)
    for n in range(1, 5):
        assert mlp.slope(lambda v, n=n: v**n, 2.0) == pytest.approx(n * 2.0 ** (n - 1))


def test_chapter2_table_of_steps():
    rows = re.findall(r"^\| (\d) \| ([\d.]+) \| ([\d.]+) \| −([\d.]+) \|$", PROSE, re.M)
    assert len(rows) == 3
    path = mlp.gradient_descent(lambda w: 2 * w, 4.0, 0.1, 3)
    for k, w, slope, change in rows:
        assert float(w) == pytest.approx(path[int(k)])
        assert float(slope) == pytest.approx(2 * float(w))
        assert float(change) == pytest.approx(0.1 * float(slope))
    assert "| 3 | 2.048 |" in PROSE
    assert path[3] == pytest.approx(2.048)


def test_chapter2_table_of_learning_rates():
    rows = re.findall(r"^\| ([\d.]+) \| ([−\d.]+) \| \w+", PROSE, re.M)
    rates = {float(a): float(b.replace("−", "-")) for a, b in rows if float(a) < 2}
    assert {0.02, 0.5, 0.9, 1, 1.05} <= set(rates)
    for rate in (0.02, 0.5, 0.9, 1, 1.05):
        assert rates[rate] == pytest.approx(1 - 2 * rate)


def test_chapter2_gradient_of_the_landscape_by_hand():
    gradient = mlp.numerical_gradient(two_valleys, np.array([0.5, 1.0]))
    np.testing.assert_allclose(gradient, (-1.2, 2), rtol=1e-8)
    assert 4 * 0.5**3 - 4 * 0.5 + 0.3 == pytest.approx(0.5 - 2 + 0.3)
    assert two_valleys((0.5, 1.0)) == pytest.approx((0.25 - 1) ** 2 + 0.15 + 0.5 + 1)


def test_chapter2_landscape_of_the_pictures_is_that_of_the_chapter(story):
    for p in np.random.default_rng(0).normal(size=(5, 2)):
        assert story["landscape"](p) == two_valleys(p)
    assert "C(w) = (w^2 - 1)^2 + 0.3\\,w + 0.5" in PROSE
    assert two_valleys((0.7, 0)) == pytest.approx((0.7**2 - 1) ** 2 + 0.3 * 0.7 + 0.5)


def test_chapter2_the_steepest_of_all_directions_is_that_of_the_gradient(story):
    steepest = story["directions"][np.argmax(story["rises"])]
    gradient = story["gradient"] / np.linalg.norm(story["gradient"])
    np.testing.assert_allclose(steepest, gradient, atol=0.002)  # 3,600 directions: 0.0017 apart


def test_chapter2_three_walks_end_in_two_valleys(story):
    ends = [walk[-1] for walk in story["walks"]]
    assert sorted(np.sign(end[0]) for end in ends) == [-1, 1, 1]
    for end in ends:
        assert np.linalg.norm(mlp.numerical_gradient(two_valleys, end)) < 0.02


# What it says of the measured numbers, which stand in outputs and not in the prose.


def test_chapter2_the_untrained_network_is_no_better_than_chance(story):
    untrained = story["untrained"]
    assert 0.05 < story["untrained_share"] < 0.15
    assert f"{story['before'][2]:.2f}" == "0.20", "the prose says so of the neuron '2'"
    assert story["before"].argmax() != 2
    cost = mlp.cost(mlp.feedforward_batch(story["X"], *untrained[1:]), story["Y"])
    assert cost > 2.5


def test_chapter2_a_library_would_say_a_tenth(story):
    assert story["ours"] / story["theirs"] == pytest.approx(10)


def test_chapter2_the_named_knob_joins_hidden_2_to_output_0(story):
    theta = story["untrained"].theta.copy()
    theta[story["knob"]] = 99
    weights, _ = mlp.views(theta, (784, 16, 16, 10))
    assert weights[2][0, 2] == 99
    assert story["before"].argmax() == 0, "which is far too bright"


def test_chapter2_the_knob_wants_to_go_left(story):
    theta, knob = story["untrained"].theta.astype(float), story["knob"]

    def cost_at(value):
        return story["cost_of"](np.concatenate([theta[:knob], [value], theta[knob + 1 :]]))

    assert mlp.slope(cost_at, theta[knob], 0.1) > 0


def test_chapter2_descent_finds_the_line_of_least_squares(story):
    x, y = story["x"], story["y"]
    np.testing.assert_allclose(mlp.fit_line(x, y, 0.05, 600), np.polyfit(x, y, 1), atol=1e-3)
    assert not np.allclose(mlp.fit_line(x, y, 0.05, 60), np.polyfit(x, y, 1), atol=1e-3)
    assert mlp.fit_line(x, y, 0.05, 60)[0] < 0, "heads to the right, feet to the left"


def test_chapter2_cost_of_the_line_falls_fast_at_first(story):
    falls = -np.diff(story["line_costs"])
    assert (falls > 0).all()
    assert falls[0] > 0.5 * falls.sum()
    assert story["line_costs"][-1] > 0.1, "a line cannot explain everything"


def test_chapter2_pictures_use_the_points_of_the_chapter(story):
    x, y, images = ones_that_lean()
    np.testing.assert_array_equal(x, story["x"])
    np.testing.assert_array_equal(y, story["y"])
    np.testing.assert_array_equal(images, story["ones"])


def test_chapter2_the_cost_rests_on_the_shelf_before_it_falls(story):
    history = np.array(story["history"])
    near = np.flatnonzero(np.abs(history - 0.9) < 0.03)
    assert history[0] > 2 and near[0] < 15, "a cliff"
    assert len(near) > 30, "a shelf"
    assert history[-1] < 0.3, "a slope"


def test_chapter2_the_trained_network_reads_digits_it_has_not_seen(story):
    assert story["learned_share"] > max(0.8, story["share"]), "better than the mean images"
    assert story["after"].argmax() == 2
    assert mlp.example_cost(story["after"], mlp.one_hot(np.array([2]))[0]) < 0.5


def test_chapter2_the_trained_knob_stands_lower_on_its_curve(story):
    cost_of, knob = story["cost_of"], story["knob"]

    def share_above_the_lowest(theta):
        moved = np.array([theta] * 25, float)
        moved[:, knob] += np.linspace(-6, 6, 25)
        costs = [cost_of(p) for p in moved]
        return (costs[12] - min(costs)) / (max(costs) - min(costs))

    before = share_above_the_lowest(story["untrained"].theta)
    assert share_above_the_lowest(story["theta_after"]) < min(0.1, before)


def test_chapter2_no_neuron_belongs_to_one_digit(story):
    assert ((story["liking"] > 0.5).sum(axis=0) >= 2).sum() >= 8, "most light up for several"
    gaps = np.abs(story["liking"][:, None] - story["liking"][None]).max(axis=2)
    assert gaps[~np.eye(10, dtype=bool)].min() > 0.3, "no two rows are alike"


def test_chapter2_baselines_do_what_the_text_says(story):
    assert 0.75 < story["share"] < 0.85, "four of five"
    assert story["share_ink"] < 0.3


def test_chapter2_nudges_leave_the_number_of_mistakes_alone(story):
    assert sum(story["same"]) >= 297, "nearly everywhere it is flat"
    assert "stays the same in all but 3 of 60 steps" in figures.mistakes_and_cost().alt


def test_chapter2_softmax_box():
    z = np.exp([2, 1, 0])
    np.testing.assert_allclose(z, [7.39, 2.72, 1], atol=5e-3)
    assert z.sum() == pytest.approx(11.11, abs=5e-3)
    assert "0.665, 0.245 and 0.090" in PROSE
    np.testing.assert_allclose(z / z.sum(), [0.665, 0.245, 0.090], atol=5e-4)
    logs = re.findall(r"-\\ln (0\.\d+) \\approx (\d\.\d+)", PROSE)
    assert [(p, f"{-np.log(float(p)):.2f}") for p, _ in logs] == logs, "of the number as printed"
    assert len(logs) == 2


def test_chapter2_exchanged_neurons_answer_the_same(story):
    (W1, W2, W3), (b1, b2, b3) = story["untrained"][1:]
    other = [3, *range(1, 3), 0, *range(4, 16)]
    A = mlp.feedforward_batch(story["X"][:50], [W1[other], W2[:, other], W3], [b1[other], b2, b3])
    np.testing.assert_allclose(A, story["A"][:50], rtol=1e-4)


def test_chapter2_smallest_h_is_worst():
    errors = [abs(mlp.slope(lambda w: w**3, 2.0, h) - 12) for h in (0.1, 1e-5, 1e-14)]
    assert np.argmax(errors) == 2
    assert 3 * 2**2 * 2 * 1e-14 == pytest.approx(2.4e-13)


def test_chapter2_the_line_breaks_where_the_cell_says(story):
    limit = 2 * mlp.one_step_rate(story["across"])
    x, y = story["x"], story["y"]
    assert np.abs(mlp.fit_line(x, y, 0.98 * limit, 600)).max() < 2
    assert np.abs(mlp.fit_line(x, y, 1.02 * limit, 600)).max() > 100
    assert -mlp.line_gradient(x[::4], y[::4], 0, 0)[1] < 0, "one would lower the flat line"


def test_chapter2_last_layer_matters_most_and_dark_pixels_not_at_all(story):
    first, _, last = (np.abs(part).mean() for part in story["nabla_W"])
    assert last > 100 * first
    dark = story["X"].max(axis=0) == 0
    assert dark.sum() > 0 and not story["nabla_W"][0][:, dark].any()
    np.testing.assert_array_equal(
        story["weights"][0][:, dark], story["untrained"].weights[0][:, dark]
    )


def test_chapter2_the_trained_network_grew_from_the_untrained_one(story):
    np.testing.assert_array_equal(story["untrained"].theta, mlp.load_trained(seen=0).theta)


def test_chapter2_a_hundred_digits_are_learned_by_heart(story):
    own, new = np.array(story["own"]), np.array(story["new"])
    assert own[-1] == 1
    assert new[-1] < story["share"], "fewer than the mean images get"
    X, labels = story["X_train"][:100], story["few_labels"]
    means = np.array([X[labels == digit].mean(axis=0) for digit in range(10)])
    distances = ((story["X_test"][:, None] - means) ** 2).sum(axis=2)
    read = np.mean(distances.argmin(axis=1) == story["digits"].test_labels)
    assert new[-1] < read, "fewer than mean images of just these hundred get"
    assert new.max() - new[-1] < 0.03, "it stops rising, but hardly falls"


def test_chapter2_three_starts_read_alike_and_above_90_percent():
    X, labels, X_new, labels_new = mlp.load_mnist(sample=True)
    shares = []
    for seed in range(3):
        rng = np.random.default_rng(seed)
        _, *net = mlp.initialise((784, 16, 16, 10), rng=rng)
        net = mlp.sgd(X, labels, *net, epochs=20, batch_size=10, learning_rate=0.5, rng=rng)
        shares.append(mlp.accuracy(X_new, labels_new, *net))
    assert np.ptp(shares) < 0.01 and min(shares) > 0.9


def test_chapter2_momentum_crosses_some_ridges():
    """The open problem can be solved: with momentum some starts end in the deeper valley."""

    def end(start, momentum):
        w, step = start, 0.0
        for _ in range(3000):
            step = momentum * step - 0.05 * (4 * w**3 - 4 * w + 0.3)
            w += step
        return w

    starts = np.linspace(0.1, 1.5, 50)
    assert all(end(s, 0.0) > 0 for s in starts)
    assert sum(end(s, 0.9) < 0 for s in starts) >= 3


# The pictures.


def test_chapter2_picture_of_the_cost_says_the_cost():
    a, y = np.linspace(0, 0.9, 10), mlp.one_hot(np.array([7]))[0]
    cost = mlp.example_cost(a, y)
    picture = figures.cost_of_one_digit(a, y)
    assert f"The cost of one example is {cost:.2f}" in picture.alt
    assert f"{cost:.2f}" in picture.svg


def test_chapter2_picture_of_rates_names_what_happens():
    rates = (0.02, 0.9, 1.05)
    said = [
        next(t for t in ("creeps", "leaps closer", "flies off") if t in part)
        for part in figures.three_rates(rates=rates).parts
    ]
    assert said == ["creeps", "leaps closer", "flies off"]


def test_chapter2_maps_have_one_scale_for_both_parameters():
    """Arrows cross the lines squarely only if a unit is as long upwards as sideways."""
    from mlp.figures.landscape import _map_axes

    axes = _map_axes(680, (1.4, 0.8))
    across = axes.at(1, 0)[0] - axes.at(0, 0)[0]
    up = axes.at(0, 0)[1] - axes.at(0, 1)[1]
    assert across == pytest.approx(up)


def test_chapter2_level_lines_agree_with_contourpy():
    """Another program draws the same lines: as many, equally long, on a land with saddles."""
    contourpy = pytest.importorskip("contourpy", reason="comes with Matplotlib")
    zs = np.random.default_rng(5).normal(size=(12, 15)).cumsum(axis=0).cumsum(axis=1)
    for level in np.quantile(zs, (0.1, 0.3, 0.5, 0.9)):
        ours = level_lines(zs, level)
        theirs = contourpy.contour_generator(z=zs).lines(level)

        def length(line):
            return np.hypot(*np.diff(line, axis=0).T).sum()

        np.testing.assert_allclose(
            sum(map(length, ours)), sum(map(length, theirs)), rtol=1e-9, err_msg=f"at {level}"
        )


def test_chapter2_a_closed_line_ends_where_it_began():
    """A hill in the middle: one ring, nothing at the edge of the grid."""
    xs = np.linspace(-1, 1, 9)
    hill = 1 - xs[:, None] ** 2 - xs**2
    (ring,) = level_lines(hill, 0.7)
    assert ring[0].tolist() == ring[-1].tolist()


def test_chapter2_contours_are_lines_of_equal_height():
    from mlp.look.axes import Axes

    axes = Axes((-1, 1), (-1, 1), 0, 0, 200, 200)  # x = (px - 100) / 100
    drawn = contours(axes, lambda p: p[0] ** 2 + p[1] ** 2, [0.25])
    points = np.array(re.findall(r"[ML]([\d.]+) ([\d.]+)", drawn), float)
    radius = np.hypot(*((points - 100) / 100).T)
    np.testing.assert_allclose(radius, 0.5, atol=0.01)
