"""The questions in the text: the truth beside a guess is computed."""

import re
import sys
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from asked_questions import data_of, declared, page, words_of
from chapter_source import chapter

import mlp
from mlp import figures

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "book" / "_ext"))
import course_guesses  # noqa: E402


def the_two():
    return mlp.load_mnist(sample=True).test_images[mlp.THE_TWO] / 255


def what_tilts():
    x = np.arange(3.0)
    tilted = np.ptp(mlp.line(x, 2.0, 1.0) - mlp.line(x, 1.0, 1.0)) > 0
    lifted = np.ptp(mlp.line(x, 1.0, 2.0) - mlp.line(x, 1.0, 1.0)) > 0
    return {(True, False): "the weight tilts it", (True, True): "both do both"}[tilted, lifted]


def what_halving_does():
    """The border is where z = 0, beside it z is smaller and the activation nearer to one half."""
    w, b = np.array([6.0, -4.0]), -1.0
    on_it, beside = np.array([0.5, 0.5]), np.array([0.6, 0.5])
    still = w @ on_it + b == 0 and w / 2 @ on_it + b / 2 == 0
    grey = mlp.sigmoid(w / 2 @ beside + b / 2) < mlp.sigmoid(w @ beside + b)
    return {(True, True): "it blurs, where it is"}[bool(still), bool(grey)]


def what_four_hidden_layers_do():
    """Train as the chapter's try_sizes does, and compare two hidden layers with four."""
    digits, read = mlp.load_mnist(sample=True), []
    for hidden in (16, 16), (16, 16, 16, 16):
        rng = np.random.default_rng(0)
        _, weights, biases = mlp.initialise((784, *hidden, 10), rng=rng)
        net = mlp.sgd(digits.train_images, digits.train_labels, weights, biases, epochs=20,
                      batch_size=10, learning_rate=0.5, rng=rng)  # fmt: skip
        read.append(mlp.accuracy(digits.test_images, digits.test_labels, *net))
    return "fewer" if read[1] < read[0] - 0.05 else "about as many"


def weights_of_the_sum():
    """The weights of the neuron that the question is about, from the sum below it."""
    terms = re.search(r"&= (2 .*0\.5) \\\\", chapter(1).prose)[1]
    return [int(w) for w in re.findall(r"\(?(-?\d)\)? \\cdot", terms)]


def work_of_differences(times):
    """Count the connections walked, for so many times the weights: two runs for each weight."""
    weights = 1000 * times
    return 2 * weights * weights


def of_our_2(layer):
    net = mlp.load_trained()
    return mlp.all_activations(the_two(), net.weights, net.biases)[layer]


def untrained():
    return mlp.initialise(mlp.TRAINED_SIZES, rng=np.random.default_rng(910))


def easiest_output():
    net = untrained()
    a = mlp.all_activations(the_two(), net.weights, net.biases)[-1]
    return int(np.argmax(a * (1 - a)))


def furthest_output():
    net = untrained()
    a = mlp.all_activations(the_two(), net.weights, net.biases)[-1]
    return f"neuron {np.argmax(np.abs(a - np.eye(10)[2]))}"


def steps_of_the_cross_entropy():
    z, steps = 5.0, 0
    while z > 0:
        z, steps = z - mlp.sigmoid(z), steps + 1
    return steps


def multiplications_for_one_more_layer():
    """Count those of a chain's sweep, by numbers that count."""
    count = 0

    class Counted(float):
        def __mul__(self, other):
            nonlocal count
            count += 1
            return Counted(float(self) * float(other))

    delta, w, sigma_prime, a = map(Counted, (0.1, 0.2, 0.3, 0.4))
    _ = ((delta * w) * sigma_prime) * a
    return count


def fixed_steps_settle():
    w, seen = 1.0, []
    for _ in range(100):
        w -= 0.3 * np.sign(w)
        seen.append(round(w, 6))
    return len(set(seen[-10:])) == 1


def knob_falls_to_the_left():
    digits, net = mlp.load_mnist(sample=True), untrained()
    X, Y = digits.train_images[:500] / 255, mlp.one_hot(digits.train_labels[:500])
    nabla_W, _ = mlp.backprop_batch(X, Y, net.weights, net.biases)
    return nabla_W[-1][0, 2] > 0


def saved_by_smaller_images():
    whole, smaller = (mlp.count_parameters((n, 16, 16, 10)) for n in (784, 196))
    return whole - smaller > whole - mlp.count_parameters((784, 16, 10))


def rim_learns():
    digits, net = mlp.load_mnist(sample=True), untrained()
    X, Y = digits.train_images / 255, mlp.one_hot(digits.train_labels)
    nabla_W, _ = mlp.backprop_batch(X, Y, net.weights, net.biases)
    return bool(np.any(nabla_W[0][:, X.max(axis=0) == 0]))


def mistakes_may_rise():
    """Ten that were just right are just wrong, a hundred that were badly wrong are less so."""
    Y = mlp.one_hot(np.zeros(110, int), 2)
    before = np.array([[0.6, 0.5]] * 10 + [[0.0, 1.0]] * 100)
    after = np.array([[0.5, 0.6]] * 10 + [[0.4, 0.6]] * 100)
    mistakes = [np.sum(np.argmax(a, axis=1) != 0) for a in (before, after)]
    return mlp.cost(after, Y) < mlp.cost(before, Y) and mistakes[1] > mistakes[0]


def share_without_a_hidden_layer():
    digits, rng = mlp.load_mnist(sample=True), np.random.default_rng(0)
    _, weights, biases = mlp.initialise((784, 10), rng=rng)
    net = mlp.sgd(digits.train_images, digits.train_labels, weights, biases, epochs=20,
                  batch_size=10, learning_rate=0.5, rng=rng)  # fmt: skip
    share = mlp.accuracy(digits.test_images, digits.test_labels, *net)
    return {0: "nothing", 1: "half", 2: "most"}[round(2 * share)]


def what_lights_the_stroke_neuron():
    band = np.maximum(figures.edge_weights(), 0)
    images = figures.bars(12), figures.bars(16), figures.bars(4, height=20)
    lit = tuple(bool(np.sum(band * image) - 10 > 0) for image in images)
    return {(True, False, True): "the first and the wall"}[lit]


def share_of_the_mean_images():
    digits = mlp.load_mnist(sample=True)
    X, X_new = digits.train_images / 255, digits.test_images / 255
    means = np.array([X[digits.train_labels == d].mean(axis=0) for d in range(10)])
    nearest = ((X_new[:, None] - means) ** 2).sum(axis=2).argmin(axis=1)
    share = np.mean(nearest == digits.test_labels)
    return min(
        (abs(share - near), words)
        for near, words in ((0.1, "about a tenth"), (0.5, "about half"), (0.8, "about four fifths"),
                            (1, "nearly all"))
    )[1]  # fmt: skip


def worst_h():
    steps = {0.1: "0.1", 1e-5: "10⁻⁵", 1e-14: "10⁻¹⁴"}
    return steps[max(steps, key=lambda h: abs(mlp.slope(lambda w: w**3, 2.0, h) - 12))]


@cache
def ten_epochs():
    """Train as chapter 3 does; return the networks after each epoch, the untrained one first."""
    digits, rng = mlp.load_mnist(sample=True), np.random.default_rng(0)
    X, Y = digits.train_images / 255, mlp.one_hot(digits.train_labels)
    networks = [(untrained().weights, untrained().biases)]
    for _ in range(10):
        networks.append(mlp.sgd_epoch(X, Y, *networks[-1], 50, 3.0, mlp.backprop_batch, rng))
    return networks, X, Y


def better_guide():
    networks, X, Y = ten_epochs()

    def off(network):
        rng = np.random.default_rng(0)
        batches = [..., *(rng.choice(5000, 50, replace=False) for _ in range(20))]
        gradients = (mlp.backprop_batch(X[b], Y[b], *network) for b in batches)
        whole, *parts = (nabla_W + nabla_b for nabla_W, nabla_b in gradients)
        return np.mean([mlp.angle_between(part, whole) for part in parts])

    return "at the start" if off(networks[0]) < off(networks[-1]) else "late"


def furthest_layer():
    (old, _), (new, _) = ten_epochs()[0][-2:]
    moved = [np.linalg.norm(b - a) / np.linalg.norm(a) for a, b in zip(old, new, strict=True)]
    return ["the first", "the second", "the last"][int(np.argmax(moved))]


def does_a_tall_network_learn():
    digits = mlp.load_mnist(sample=True)
    tall = mlp.initialise((784, *[16] * 8, 10), rng=np.random.default_rng(0), dtype=float)
    net = mlp.sgd(digits.train_images, digits.train_labels, tall.weights, tall.biases, epochs=5,
                  batch_size=10, learning_rate=3.0, rng=np.random.default_rng(0))  # fmt: skip
    share = mlp.accuracy(digits.train_images, digits.train_labels, *net)
    return "no" if share < 0.15 else "yes, but slowly" if share < 0.5 else "yes"


def collapses(f):
    """Two layers with this activation function are one matrix and one vector."""
    rng = np.random.default_rng(0)
    W, V = rng.normal(size=(3, 2)), rng.normal(size=(1, 3))

    def network(x):
        return V @ f(W @ x)

    x, y = rng.normal(size=(2, 2))
    return bool(np.allclose(network(x + y), network(x) + network(y)))


#: How each declared truth is computed, by words of its question.
TRUTHS = {
    "which knob tilts": what_tilts,
    "row 1, column 2": lambda: int(np.arange(784).reshape(28, 28)[1, 2]),
    "which is not worth touching": lambda: f"neuron {weights_of_the_sum().index(0)}",
    "sum is above −3": lambda: next(b for b in range(-9, 10) if -3 + b == 0),
    "What is $\\sigma(-2)$": lambda: mlp.sigmoid(-2.0),
    "You halve all three": what_halving_does,
    "Which one is darkest for our 2": lambda: int(np.argmin(of_our_2(1))),
    "What will four hidden layers do": what_four_hidden_layers_do,
    "Which would save more": lambda: (
        "smaller images" if saved_by_smaller_images() else "the second hidden layer"
    ),
    "do as an activation function": lambda: {(True, False): "only z²"}[
        collapses(lambda z: 3 * z), collapses(np.square)
    ],
    "still react to a nudge": lambda: {(False, True, False): "ReLU"}[
        tuple(f(5.0) > 0.01 for f in (mlp.sigmoid_prime, mlp.relu_prime, mlp.tanh_prime))
    ],
    "if all ten neurons say 0.5": lambda: mlp.example_cost(np.full(10, 0.5), np.eye(10)[2]),
    "reports an MSE of 0.09": lambda: 10 * 0.09,
    "Which way would you turn this knob": lambda: (
        "to the left" if knob_falls_to_the_left() else "to the right"
    ),
    "number of mistakes *rises*": lambda: "yes" if mistakes_may_rise() else "no",
    "A fixed step length": lambda: "it stops at 0" if fixed_steps_settle() else "it never stops",
    "ever change those weights": lambda: "yes, but slowly" if rim_learns() else "never",
    "which one furthest": furthest_output,
    "hardest to move by its $z$": easiest_output,
    "hold 0.8 and 0.1": lambda: 0.8 / 0.1,
    "pulled with +0.3 and −0.2": lambda: "up" if 0.3 * 1 - 0.2 * 2 > 0 else "down",
    "Among 500 pictures": lambda: (50 * 0.9 - 450 * 0.1) / 500,
    "A weight of 2 has the derivative": lambda: 2 - 0.1 * -3,
    "Nudge by −0.01 instead": lambda: 2.99**2 - 3**2,
    "chain of six neurons have": lambda: mlp.count_parameters((1,) * 6),
    "What is the cost if the last neuron holds 0": lambda: mlp.example_cost(
        np.array([0.0]), np.array([1.0])
    ),
    "behind the weight is black": lambda: mlp.last_link(0.0, 0.7, 0.1, 1.0)[0],
    "first factor for the bias": lambda: str(round(mlp.slope(lambda b: 0.7 * 0.2 + b, 0.3))),
    "How many multiplications": multiplications_for_one_more_layer,
    "derivative +0.4, another −0.1": lambda: np.mean([0.4, -0.1]),
    "Which terms of the cost change": lambda: {1: "only its own"}[
        np.count_nonzero((np.eye(3)[0] * 0.1 + 0.5 - 1) ** 2 - (0.5 - 1) ** 2)
    ],
    "rates are 0.3, −0.2 and −0.1": lambda: (
        "nothing" if abs(0.3 - 0.2 - 0.1) < 1e-9 else "it raises it"
    ),
    "with no hidden layer at all": share_without_a_hidden_layer,
    "With the bias −10, for which": what_lights_the_stroke_neuron,
    "What share of 1,000 new digits": share_of_the_mean_images,
    "Which of the three is worst": worst_h,
    "a batch the better guide": better_guide,
    "weights move furthest": furthest_layer,
    "Will this network learn": does_a_tall_network_learn,
    "How many paths lead from one weight": lambda: np.prod(mlp.TRAINED_SIZES[2:]),
    "does the cross-entropy need": steps_of_the_cross_entropy,
    "twice as many weights": lambda: work_of_differences(2) / work_of_differences(1),
}
OF_NONE = {"Write the local derivatives", "Two curves, from about 10%"}


@pytest.mark.parametrize("match", list(declared()), ids=lambda match: words_of(match)[:50])
def test_questions_truth_is_computed(match):
    words = words_of(match)
    data = data_of(course_guesses.ask_guesses(page(match)))
    found = [key for key in TRUTHS if key in words]
    if "truth" not in data:
        assert any(key in words for key in OF_NONE), "its answer says it in words"
        return
    assert len(found) == 1, f"say in TRUTHS how the truth of this is computed: {words}"
    truth = TRUTHS[found[0]]()
    if data["kind"] == "choice":
        assert truth == data["truth"]
        return
    shown = float(data["truth"].replace("−", "-").replace(",", ""))
    assert shown == pytest.approx(truth, abs=course_guesses.half_a_unit(data["truth"]))


def test_questions_of_the_table_are_asked():
    asked = [words_of(match) for match in declared()]
    assert [key for key in {*TRUTHS, *OF_NONE} if not any(key in words for words in asked)] == []
