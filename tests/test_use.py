"""`mlp.use`: the course's package runs on the student's functions, and goes back."""

import inspect
import json
import re
import sys
import traceback
from pathlib import Path

import numpy as np
import pytest
import zoo
from chapter_source import chapter
from grading_course import (
    as_bytes,
    hand_in,
    mini_course,
    need_sandbox,
    notebook,
    run,
    scores,
)

import mlp
from mlp import checks
from mlp.checks import in_use
from mlp.exercises import EXERCISES, TRAINING

ROOT = Path(__file__).resolve().parent.parent
CORE = str(Path(mlp.__file__).parent / "core")
IMPORTS = "import numpy as np\nimport mlp\nfrom mlp import checks, figures, widgets\n"
MARKS = re.compile(r"^ *### (BEGIN|END) SOLUTION\n?", re.MULTILINE)


@pytest.fixture(autouse=True)
def go_back():
    yield
    mlp.use(None)


def answers(number):
    """The course's own answers of a chapter, as a student who wrote them has them."""
    cells = chapter(number).of_type("code")
    return [
        (cell.metadata["nbgrader"]["grade_id"], MARKS.sub("", cell.source))
        for cell in cells
        if cell.metadata.get("nbgrader", {}).get("solution")
    ]


@pytest.fixture(scope="module")
def mine():
    """All answers in one namespace."""
    names = {"__name__": "__main__"}
    exec(IMPORTS, names)
    for number in range(1, 5):
        for name, source in answers(number):
            exec(compile(source, f"<{name}>", "exec"), names)
    return names


@pytest.fixture(scope="module")
def digits():
    sample = mlp.load_mnist(sample=True)
    return sample.train_images[:60], sample.train_labels[:60]


def work(digits):
    """What a chapter does: trains, reads, costs, checks a gradient, walks down a valley."""
    X, labels = digits
    net = mlp.initialise((784, 6, 10), rng=np.random.default_rng(0), dtype=float)
    weights, biases = mlp.sgd(
        X, labels, net.weights, net.biases, epochs=2, batch_size=20,
        learning_rate=1.0, rng=np.random.default_rng(1),
    )  # fmt: skip
    Y = mlp.one_hot(labels)
    A = mlp.feedforward_batch(X / 255, weights, biases)
    nabla_W, nabla_b = mlp.backprop_batch(X / 255, Y, weights, biases)
    one = mlp.backprop(X[0] / 255, Y[0], weights, biases)
    return [
        *weights, *biases, A, mlp.cost(A, Y), mlp.predict(X, weights, biases),
        mlp.accuracy(X, labels, weights, biases), *nabla_W, *nabla_b, *one[0], *one[1],
        mlp.feedforward(X[0] / 255, weights, biases), mlp.count_parameters((784, 6, 10)),
        *mlp.fit_line([0.0, 1.0, 2.0], [1.0, 3.0, 5.0], 0.1, 50),
        mlp.numerical_gradient(lambda p: float(p @ p), np.array([1.0, 2.0])),
    ]  # fmt: skip


def frames_of(task):
    """Run a task; return the functions that ran, as (file, name)."""
    seen = set()

    def note(frame, event, _):
        if event == "call":
            seen.add((frame.f_code.co_filename, frame.f_code.co_name))

    sys.setprofile(note)
    try:
        result = task()
    finally:
        sys.setprofile(None)
    return result, seen


def places():
    """All that `use` changes: what the public functions run, names and defaults of the core."""
    found = {name: getattr(mlp, name).__dict__.get("__wrapped__") for name in EXERCISES}
    for name, module in sys.modules.items():
        if name.startswith("mlp.core.") or name == "mlp.rules":
            for key, value in vars(module).items():
                if inspect.isfunction(value) or value is None:
                    found[name, key] = value, str(getattr(value, "__kwdefaults__", None))
    return found


def test_use_runs_no_function_of_mlps_own_that_an_exercise_has(mine, digits):
    own, before = frames_of(lambda: work(digits))
    assert {"feedforward_batch", "fast_epoch"} <= {name for file, name in before if CORE in file}
    print(mlp.use(mine))
    theirs, after = frames_of(lambda: work(digits))
    ran = {name for file, name in after if file.startswith(CORE)}
    assert ran & (EXERCISES.keys() - TRAINING) == set()
    assert not any(file.endswith("fast.py") for file, _ in after)
    assert {"<feedforward_batch>", "<backprop_batch>", "<sgd_epoch>", "<minibatches>"} <= {
        file for file, _ in after
    }
    for a, b in zip(own, theirs, strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-6, atol=1e-9)


def test_use_goes_back_to_all_that_was_there(mine, digits):
    before = places()
    mlp.use(mine)
    assert places() != before
    assert repr(mlp.use(None)) == "mlp runs on its own functions."
    assert places() == before
    with mlp.use(mine["sigmoid"]):
        assert mlp.sigmoid.__wrapped__ is mine["sigmoid"]
        with mlp.use(mine["neuron"]):
            assert mlp.neuron.__wrapped__ is mine["neuron"]
            assert mlp.sigmoid.__wrapped__ is mine["sigmoid"]
        assert mlp.neuron.__wrapped__ is not mine["neuron"]
    assert places() == before
    again = mlp.use(mine["sigmoid"])
    for _ in range(2):
        with pytest.raises(ZeroDivisionError), again:
            assert mlp.sigmoid.__wrapped__ is mine["sigmoid"]
            raise ZeroDivisionError
        assert places() == before


def test_use_shows_the_students_line_where_their_function_fails(digits):
    names = {}
    source = (
        IMPORTS + "planted = False\n"
        "def feedforward_batch(X, weights, biases):\n"
        "    for W, b in zip(weights, biases):\n"
        "        if planted:\n"
        "            raise KeyError('planted here')\n"
        "        X = mlp.sigmoid(X @ np.transpose(W) + b)\n"
        "    return X\n"
    )
    exec(compile(source, "<my cell>", "exec"), names)
    assert repr(mlp.use(names)).startswith("mlp runs on 1 function of yours: feedforward_batch.")
    names["planted"] = True
    net = mlp.load_trained()
    for task in (
        lambda: mlp.feedforward_batch(digits[0] / 255, net.weights, net.biases),
        lambda: mlp.accuracy(*digits, net.weights, net.biases),
    ):
        with pytest.raises(KeyError, match="planted here") as caught:
            task()
        last = traceback.extract_tb(caught.value.__traceback__)[-1]
        assert (last.filename, last.lineno) == ("<my cell>", 8)


def test_use_takes_what_passed_its_check_and_says_why_not_the_others(mine):
    def neuron(a, w, b):
        return mine["sigmoid"](w @ a)

    def layer(a, W, b):
        raise NotImplementedError

    found = {"sigmoid": mine["sigmoid"], "neuron": neuron, "layer": layer, "np": np,
             "train": mine["train"], "predict": mlp.predict}  # fmt: skip
    assert repr(mlp.use(found)).splitlines() == [
        "mlp runs on 1 function of yours: sigmoid.",
        "Not in use: neuron, it has not passed its check [bias-left-out].",
        "Not in use: layer, it is not written yet.",
        "Not in use: train, run its check first: checks.train(train).",
        "mlp.use(None) goes back.",
    ]
    assert mlp.neuron(np.ones(2), np.ones(2), -2.0) == pytest.approx(0.5), "mlp's own"


def test_use_believes_a_check_that_has_passed(mine, capsys):
    in_use.PASSED["train"] = mine["train"]
    assert "train" in repr(mlp.use(mine["train"])).splitlines()[0]
    again = dict(mine)
    exec("def train(X, Y, weights, biases, rng):\n    return weights, biases", again)
    assert "Not in use: train" in repr(mlp.use(again["train"])), "another function of that name"
    assert mlp.train.__wrapped__ is not again["train"]


@pytest.mark.parametrize("source", [3, ".", mlp.initialise, print])
def test_use_refuses_other_things_in_words(source):
    with pytest.raises(ValueError, match="expected"):
        mlp.use(source)


def test_use_names_a_notebook_that_is_not_there():
    assert "Not in use: no/such.ipynb, there is no such file here." in repr(
        mlp.use("no/such.ipynb")
    )


def test_use_takes_the_answers_of_another_chapters_notebook(tmp_path):
    path = ROOT / "chapters" / "ch1" / "neurons.ipynb"
    chapter_1 = json.loads(path.read_text("utf-8"))
    written = dict(answers(1)) | {"relu": "def relu(z):\n    return 1 / 0"}
    for cell in chapter_1["cells"]:
        marks = cell["metadata"].get("nbgrader", {})
        if marks.get("solution") and marks["grade_id"] != "xor_network":
            cell["source"] = written[marks["grade_id"]]
    (tmp_path / "neurons.ipynb").write_text(json.dumps(chapter_1))
    said = repr(mlp.use(tmp_path / "neurons.ipynb"))
    assert said.startswith("mlp runs on 11 functions of yours: line, image_to_activations, sigmoid")
    assert "Not in use: relu, it has not passed its check" in said
    assert "Not in use: xor_network, it is not written yet." in said
    assert mlp.layer.__wrapped__.__code__.co_filename == "<neurons.ipynb, layer>"
    with pytest.raises(ValueError, match="matmul") as caught:
        mlp.layer.__wrapped__(np.ones(3), np.ones((2, 2)), 0.0)
    last = traceback.extract_tb(caught.value.__traceback__)[-1]
    assert "W @ a" in last.line, "the student's line is shown"
    (tmp_path / "other.ipynb").write_text("no notebook")
    with pytest.raises(ValueError, match="expected a notebook"):
        mlp.use(tmp_path / "other.ipynb")


QUICK = [
    answer
    for exercise in ("neuron", "layer", "cost", "gradient_step", "backprop", "sgd_step")
    for answer in zoo.answers(exercise)
]


@pytest.mark.parametrize("answer", QUICK, ids=lambda a: f"{a.exercise}, {a.words}")
def test_use_changes_no_verdict(answer, mine, monkeypatch):
    monkeypatch.setattr("mlp.checks.rehearsal.ON", False)
    monkeypatch.setattr("mlp.checks.pointing.line_to_look_at", lambda *args: None)

    def verdict():
        try:
            getattr(checks, answer.exercise)(answer.function(), rng=3)
        except checks.Mistake as mistake:
            return mistake.slug, str(mistake)
        return "right"

    before = verdict()
    in_use.put({name: mine[name] for name in EXERCISES})
    assert verdict() == before


def test_use_compares_with_the_reference_even_where_a_wrong_answer_is_in_its_place():
    def sigmoid(z):
        return np.tanh(z)

    in_use.put({"sigmoid": sigmoid})  # as nobody should
    assert mlp.sigmoid(0.0) == 0.0
    with pytest.raises(checks.Mistake):
        checks.sigmoid(sigmoid)
    assert mlp.sigmoid(0.0) == 0.0, "after the check it is in use again"


USED = "import mlp\nprint(mlp.use(globals()))\nwith mlp.use(None):\n    pass\nmlp.use(globals())"


def test_use_in_a_submission_changes_no_grade(tmp_path):
    need_sandbox()
    bundle = mini_course(tmp_path, 0)
    last = [("", USED)]
    for solved in (True, False):
        for name, added in (("plain", []), ("using", [*_before_each(bundle), *last])):
            text = notebook(bundle, solved=solved, added=added)
            hand_in(tmp_path, f"{name}-{solved}", as_bytes(text), bundle)
    wrong = notebook(bundle, answers={"relu": "def relu(z):\n    return abs(z)"})
    hand_in(tmp_path, "plain-wrong", as_bytes(wrong), bundle)
    wrong = notebook(
        bundle, answers={"relu": "def relu(z):\n    return abs(z)"}, added=_before_each(bundle)
    )
    hand_in(tmp_path, "using-wrong", as_bytes(wrong), bundle)
    run(tmp_path, "-m", "nbgrader", "generate_assignment", "mini", "--force")
    found = scores(tmp_path, "-m", "mlp.grading.command", "mini")
    assert len(found) == 6
    assert found["plain-True"] > found["plain-wrong"] > found["plain-False"]
    for kind in ("True", "False", "wrong"):
        assert found[f"using-{kind}"] == found[f"plain-{kind}"]


def _before_each(bundle):
    """The cell before each test, so that it is in use when the tests run."""
    return [(cell.key, USED) for cell in bundle.cells if cell.key.startswith("test-")]
