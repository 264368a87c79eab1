"""Which line to look at: found by one edit that makes all cases right, and never more said."""

import ast
import difflib
import random
import re

import numpy as np
import pytest
import zoo

from mlp import checks
from mlp.checks import calling, pointing
from mlp.checks.edits import edits
from mlp.checks.larger_edits import larger_edits
from mlp.exercises import EXERCISES

SKELETON = """
def backprop(x, y, weights, biases):
    activations, zs = [x], []
    for W, b in zip(weights, biases):
        zs.append(W @ activations[-1] + b)
        activations.append(sigmoid(zs[-1]))
    delta = 2 * (activations[-1] - y) * sigmoid_prime(zs[-1])
    nabla_W, nabla_b = [], []
    for l in reversed(range(len(weights))):
        nabla_W.insert(0, np.outer(delta, activations[l]))
        nabla_b.insert(0, delta)
        if l > 0:
            delta = weights[l].T @ delta * sigmoid_prime(zs[l - 1])
    return nabla_W, nabla_b
""".strip()


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    """On a busy machine a second is not always a second."""
    monkeypatch.setattr(pointing, "SEARCH_SECONDS", 10.0)
    monkeypatch.setattr(pointing, "ON_THE_CLOCK", 60.0)


def said(exercise, source, seed=1):
    """Return the message of the check."""
    answer = zoo.Answer(exercise, (), f"pointing {hash(source)}", source)
    with pytest.raises(checks.Mistake) as caught:
        getattr(checks, exercise)(answer.function(), rng=seed)
    return str(caught.value)


@pytest.mark.parametrize(
    ("right", "wrong", "line"),
    [
        ("2 * (activations[-1] - y)", "(activations[-1] - y)", 6),
        (" + b)", ")", 4),
        ("weights[l].T @", "weights[l] @", 12),
        ("zs[l - 1]", "zs[l]", 12),
        ("np.outer(delta, activations[l])", "np.outer(activations[l], delta)", 9),
        ("return nabla_W, nabla_b", "return nabla_b, nabla_W", 13),
        ("return nabla_W, nabla_b", "return nabla_W", 13),
        ("return nabla_W, nabla_b", "return nabla_W[::-1], nabla_b[::-1]", 13),
        ("insert(0, delta)", "insert(0, np.ones(len(delta)))", 10),
        (" * sigmoid_prime(zs[l - 1])", "", 12),
        ("zs[l - 1]", "activations[l]", 12),
        ("for W, b in zip(weights, biases)", "for W, b in zip(weights[1:], biases[1:])", 3),
    ],
)
def test_message_points_at_the_line_of_the_mistake(right, wrong, line):
    text = said("backprop", SKELETON.replace(right, wrong))
    shown = SKELETON.replace(right, wrong).splitlines()[line - 1].strip()
    assert f"Look at line {line}: {shown}" in text
    assert right not in text or right in shown


def test_message_points_nowhere_if_two_lines_would_do():
    """The sign can be put right where z is made as well as where it is used."""
    text = said("neuron", "def neuron(a, w, b):\n    z = -(w @ a + b)\n    return sigmoid(z)")
    assert "Look at line" not in text


def test_message_points_nowhere_if_there_are_two_mistakes():
    wrong = SKELETON.replace("2 * (a", "(a").replace("weights[l].T", "weights[l]")
    assert "Look at line" not in said("backprop", wrong)


def test_pointing_leaves_the_function_as_it_was():
    tree = ast.parse(SKELETON)
    before = ast.dump(tree)
    assert sum(1 for _ in edits(tree, {"sigmoid", "sigmoid_prime"})) > 500
    assert sum(1 for _ in larger_edits(tree)) > 500
    assert ast.dump(tree) == before


def test_edits_say_the_line_that_they_change():
    tree = ast.parse(SKELETON)
    lines = ast.unparse(tree).splitlines()
    for each in (edits(tree, {"sigmoid", "sigmoid_prime"}), larger_edits(tree)):
        for line, edited in each:
            new = ast.unparse(edited).splitlines()
            if len(new) == len(lines):
                changed = {k for k, pair in enumerate(zip(lines, new, strict=True), start=1)
                           if pair[0] != pair[1]}  # fmt: skip
                assert len(changed) != 1 or changed == {line}


def test_a_single_line_needs_no_search(monkeypatch):
    monkeypatch.setattr(pointing, "_search", None)
    assert "Look at line 2: return 42" in said("relu", "def relu(z):\n    return 42")


@pytest.mark.parametrize(
    "source",
    [
        "def squash(z):\n    return z\n\n\ndef neuron(a, w, b):\n    return squash(w @ a + b)",
        "bias = 0\n\n\ndef neuron(a, w, b):\n    return sigmoid(w @ a + bias * bias)",
        "def neuron(w, a, b):\n    return a + w - b",
    ],
)
def test_a_single_line_that_may_be_right_is_not_pointed_at(source, monkeypatch):
    """The mistake may be in a helper, in a variable, or in the order of the arguments."""
    monkeypatch.setattr(pointing, "_search", lambda *args: None)
    assert "Look at line" not in said("neuron", source)


def test_pointing_prints_nothing_past_python(capfd):
    """Edits may print in C (as LAPACK does) or make Python warn of odd code."""
    answer = zoo.Answer(
        "layer_nudges", (), "prints in C",
        "import os\n\n\ndef layer_nudges(a_prev, W, nudges):\n    os.write(1, b'!')\n"
        "    first = nudges[0]\n    return nudges, np.outer(a_prev, nudges), W.T @ nudges",
    )  # fmt: skip
    with pytest.raises(checks.Mistake):
        checks.layer_nudges(answer.function(), rng=0)
    printed = capfd.readouterr()
    assert printed.err == ""
    assert 0 < len(printed.out) < 20  # once for each call, not for each edit


def test_message_points_where_the_generator_is_not_used():
    source = (
        "def minibatches(n, batch_size, rng):\n    order = np.random.permutation(n)\n"
        "    for k in range(0, n, batch_size):\n        yield order[k:k + batch_size]"
    )
    assert "Look at line 2: order" in said("minibatches", source)


def test_pointing_gives_up_in_time(monkeypatch):
    monkeypatch.setattr(pointing, "SEARCH_SECONDS", 0.0)
    assert "Look at line" not in said("backprop", SKELETON.replace("2 * (a", "(a"))


def test_pointing_survives_edits_that_never_end():
    source = (
        "def count_parameters(sizes):\n    n = k = 0\n    while k < len(sizes) - 1:\n"
        "        n += sizes[k] * sizes[k + 1]\n        k += 1\n    return n"
    )
    assert "[bias-left-out]" in said("count_parameters", source)


def lines_of(answer):
    """Return the lines of the answer's function, those before it, and where it begins."""
    tree = ast.parse(answer.source)
    found = [n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == answer.exercise]
    if not found:
        return [], [], 0
    lines = [line.split("#")[0].rstrip() for line in answer.source.splitlines()]
    begin = found[-1].lineno - 1
    return lines[begin : found[-1].end_lineno], [line for line in lines[:begin] if line], begin


def one_line_from_right():
    """Yield the zoo's wrong answers with one wrong line, and the numbers that it may have."""
    for exercise in set(zoo.exercises()) - {"train", "stroke_neuron", "xor_network"}:
        all_of_it = zoo.answers(exercise)
        right = [lines_of(answer) for answer in all_of_it if not answer.slugs]
        for answer in all_of_it:
            if not answer.slugs or {"not-attempted", "calls-the-reference"} & set(answer.slugs):
                continue
            own, before, begin = lines_of(answer)
            numbers = set()
            for lines, others, _ in right:
                found = difflib.SequenceMatcher(None, own, lines, autojunk=False).get_opcodes()
                changes = [code for code in found if code[0] != "equal"]
                if others == before and len(changes) == 1 and changes[0][2] == changes[0][1] + 1:
                    numbers.add(begin + changes[0][2])
            if own and numbers:
                yield answer, numbers


def test_pointing_finds_the_line_of_the_zoos_mistakes():
    """Nine in ten; a part of them here, with nothing left out that a message says anyway."""
    answers = sorted(one_line_from_right(), key=lambda pair: (pair[0].exercise, pair[0].words))
    right = elsewhere = 0
    some = answers[::5]
    for answer, numbers in some:
        with pytest.raises(checks.Mistake) as caught:
            getattr(checks, answer.exercise)(answer.function(), rng=1)
        found = re.search(r"(?:Look at|^) ?line (\d+):", str(caught.value), re.MULTILINE)
        right += found is not None and int(found[1]) in numbers
        elsewhere += found is not None and int(found[1]) not in numbers
    assert len(some) > 80
    assert right >= 0.8 * len(some)
    assert elsewhere <= 0.02 * len(some)


def mutants(seed, count):
    """Yield (exercise, source, line of the edit, the number of its lines) of right answers."""
    rng = random.Random(seed)
    right = [
        answer
        for name in EXERCISES
        if name not in ("train", "sgd_epoch", "minibatches", "stroke_neuron", "xor_network")
        for answer in zoo.answers(name)
        if not answer.slugs
    ]
    for answer in (rng.choice(right) for _ in range(count)):
        tree = ast.parse(ast.unparse(ast.parse(answer.source)))
        if len(tree.body) != 1 or not isinstance(tree.body[0], ast.FunctionDef):
            continue
        pick = rng.randrange(sum(1 for _ in edits(tree, {"np", "mlp"})))
        for k, (line, edited) in enumerate(edits(tree, {"np", "mlp"})):
            if k == pick:
                source = ast.unparse(edited)
                if source.count("\n") == ast.unparse(ast.parse(answer.source)).count("\n"):
                    yield answer.exercise, source, line


def test_pointing_is_hardly_ever_wrong(monkeypatch):
    """Measured once on 2,000 mutants; here a few, so that a worse search is noticed."""
    monkeypatch.setattr(calling, "CHECK_SECONDS", 1.0)
    pointed = wrong = 0
    for exercise, source, line in mutants(seed=5, count=20):
        answer = zoo.Answer(exercise, (), f"mutant {hash(source)}", source)
        try:
            getattr(checks, exercise)(answer.function(), rng=1)
        except checks.Mistake as mistake:
            found = re.search(r"Look at line (\d+)", str(mistake))
            pointed += found is not None
            wrong += found is not None and int(found[1]) != line
        except SyntaxError:
            continue
    assert pointed > 5
    assert wrong == 0


def test_pointing_needs_the_source():
    namespace = {"np": np}
    exec("def relu(z):\n    return np.minimum(0, z)", namespace)
    with pytest.raises(checks.Mistake) as caught:
        checks.relu(namespace["relu"], rng=0)
    assert "Look at line" not in str(caught.value)
