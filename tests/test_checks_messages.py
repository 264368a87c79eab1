"""How a failing check reads."""

import inspect
import pickle
import re

import numpy as np
import pytest
import zoo
from IPython.core.interactiveshell import InteractiveShell

from mlp import checks
from mlp.checks import pointing, rehearsal
from mlp.checks.errors import WIDTH
from mlp.exercises import EXERCISES

NAMES = list(EXERCISES)


def message(exercise, words, seed=0):
    """Return what the check says to an answer of the zoo."""
    (answer,) = (answer for answer in zoo.answers(exercise) if answer.words == words)
    with pytest.raises(checks.Mistake) as caught:
        getattr(checks, exercise)(answer.function(), rng=seed)
    return str(caught.value)


def test_messages_say_what_was_asked_what_came_and_what_was_wanted():
    lines = message("neuron", "forgot the bias").splitlines()
    asked = r"Not yet: neuron\(\[.*\], w=\[.*\], b=.*\) gave (0\.\d+); expected (0\.\d+)\."
    came, wanted = re.fullmatch(asked, lines[0]).groups()
    assert came != wanted
    assert "bias is left out" in lines[1]
    assert lines[-1].startswith("See chapter 1, '")
    assert lines[-1].endswith("[bias-left-out]")


@pytest.mark.parametrize("exercise", sorted(set(zoo.exercises()) - {"train"}))
def test_messages_are_short(monkeypatch, exercise):
    monkeypatch.setattr(pointing, "line_to_look_at", lambda *args: 1)  # a search takes longer
    monkeypatch.setattr(rehearsal, "ON", False)
    for answer in zoo.answers(exercise):
        if answer.slugs and "too-slow" not in answer.slugs:
            with pytest.raises(checks.Mistake) as caught:
                getattr(checks, exercise)(answer.function(), rng=1)
            text = str(caught.value)
            assert len(text.splitlines()) <= 12, text
            assert max(map(len, text.splitlines())) <= WIDTH + 60, text


@pytest.mark.parametrize("exercise", ["output_nudges", "three_ways", "layer_nudges"])
def test_messages_call_a_pull_by_one_name(exercise):
    """As chapter 3 does: a nudge is a change that the reader makes."""
    check = getattr(checks, exercise)
    said = [known.says for known in check.known if hasattr(known, "says")] + [*check.hints]
    assert any("pull" in text for text in said)
    assert [text for text in said if re.search("wish|nudge", text)] == []


def test_messages_do_not_give_the_answer_away():
    for exercise in zoo.exercises():
        for answer in zoo.answers(exercise):
            if answer.slugs == ("not-attempted",):
                assert "return" not in message(exercise, answer.words)


def test_messages_name_both_mistakes_that_give_the_same_numbers():
    text = message("one_hot", "sets the column for every example")
    assert "[shared-row]" in text
    assert text.endswith("[every-row-filled]")


def test_messages_show_the_students_own_line():
    text = message("line", "a name that is not there")
    assert "NameError" in text
    assert "line 2: return slope * x + bias" in text


def test_messages_say_not_attempted():
    (blank,) = [a for a in zoo.answers("layer") if a.slugs == ("not-attempted",)]
    with pytest.raises(checks.NotAttempted, match="layer: not attempted yet"):
        checks.layer(blank.function())


def test_messages_say_which_helper_is_not_written():
    text = message("neuron", "a helper that is not written yet")
    assert "sigmoid, which is not written yet" in text


def test_messages_survive_a_journey():
    mistake = checks.Mistake("Not yet: 1.", "off-by-one")
    twin = pickle.loads(pickle.dumps(mistake))
    assert (str(twin), twin.slug) == (str(mistake), "off-by-one")
    assert isinstance(pickle.loads(pickle.dumps(checks.NotAttempted("x"))), checks.NotAttempted)


def test_messages_stand_alone_in_a_notebook(capsys):
    shell = InteractiveShell()
    shell.run_cell("from mlp import checks")
    shell.run_cell("def line(x, slope, intercept):\n    return slope * x")
    capsys.readouterr()
    result = shell.run_cell("checks.line(line)")
    shown = capsys.readouterr().out
    assert isinstance(result.error_in_exec, checks.Mistake)
    assert shown.startswith("Not yet: line(")
    assert "Traceback" not in shown
    assert "check.py" not in shown


@pytest.mark.parametrize("name", NAMES)
def test_checks_have_the_contracts_signature(name):
    check = getattr(checks, name)
    parameters = inspect.signature(check).parameters
    assert next(iter(parameters)) == "function"
    assert parameters["rng"].kind is inspect.Parameter.KEYWORD_ONLY
    assert check.__doc__


def test_checks_draw_fresh_inputs():
    seen = []

    def spy(x, slope, intercept):
        seen.append((np.sum(x), slope, intercept))
        return slope * x + intercept

    checks.line(spy)
    first, seen[:] = list(seen), []
    checks.line(spy)
    assert first != seen


def test_checks_take_a_seed_for_the_same_inputs():
    seen = []

    def spy(x, slope, intercept):
        seen.append((np.sum(x), slope, intercept))
        return slope * x + intercept

    checks.line(spy, rng=5)
    first, seen[:] = list(seen), []
    checks.line(spy, rng=5)
    assert first == seen


NAMED_FALSELY_ONCE = {  # what the code does: the name that it was given, or what was said
    "a bound in the wrong place, which one pair of inputs meets by chance": (
        "sigmoid", "def sigmoid(z):\n    return 1 / (1 + np.exp(-np.clip(-z, 500, -500)))",
        "keeps-state",
    ),
    "a root of y, which is y itself in one-hot examples": (
        "output_nudges", "def output_nudges(a, y):\n    return 2 * (np.sqrt(np.abs(y)) - a)",
        "hard-coded-size",
    ),
    "numbers that are no examples": (
        "minibatches",
        "def minibatches(n, batch_size, rng):\n    order = 1 / (1 + np.exp(-rng.permutation(n)))\n"
        "    return [order[k:k + batch_size] for k in range(0, n, batch_size)]",
        "with-replacement",
    ),
    "asked far away, but put back": (
        "numerical_gradient",
        "def numerical_gradient(f, p, h=1e-5):\n    g = np.zeros(p.shape)\n"
        "    for i in np.ndindex(p.shape):\n        up = np.array(p, float)\n"
        "        down = up.copy()\n        up[i] += h\n        down[i] -= h\n"
        "        g[i] = (f(up) - f(1 - down)) / (2 * h)\n    return g",
        "not-restored",
    ),
    "a part that is right": (
        "three_ways",
        "def three_ways(a_prev, w, nudge):\n    return nudge, nudge * w, nudge * w",
        "the signs are turned",
    ),
    "desired outputs that are halved": (
        "sgd_epoch",
        "def sgd_epoch(X, Y, weights, biases, batch_size, learning_rate, gradient, rng):\n"
        "    for batch in mlp.minibatches(len(X), batch_size, rng):\n"
        "        nabla_W, nabla_b = gradient(X[batch], Y[batch] / 2, weights, biases)\n"
        "        weights, biases = mlp.sgd_step(weights, biases, nabla_W, nabla_b, learning_rate)\n"
        "    return weights, biases",
        "pairs-broken",
    ),
    "an exception that has nothing to do with whole numbers": (
        "numerical_gradient",
        "def numerical_gradient(f, p, h=1e-5):\n    if p.dtype.kind == 'i':\n"
        "        old, p = p.astype(float)\n    return np.array(["
        "(f(p + h * e) - f(p - h * e)) / (2 * h)\n        for e in "
        "np.eye(p.size).reshape(p.size, *p.shape)]).reshape(p.shape)",
        "int-dtype-kept",
    ),
    "an argument that is used, and cancels": (
        "output_delta",
        "def output_delta(z, y):\n    a = sigmoid(z)\n    return 2 * (a + y - y) * a * (1 - a)",
        "your lines do not use",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", NAMED_FALSELY_ONCE)
@pytest.mark.parametrize("seed", range(3))
def test_no_name_that_contradicts_the_code(what, seed):
    exercise, source, false = NAMED_FALSELY_ONCE[what]
    with pytest.raises(checks.Mistake) as caught:
        getattr(checks, exercise)(zoo.Answer(exercise, (), what, source).function(), rng=seed)
    assert false not in str(caught.value)
