"""The graded exercises: names, signatures, grade ids and points are fixed."""

import ast
import inspect
from pathlib import Path

import pytest

import mlp
from mlp import checks
from mlp.grading.release import read_source

ROOT = Path(__file__).resolve().parent.parent
CONTRACT = {
    "ch1/neurons": {
        "line(x, slope, intercept)": 1,
        "image_to_activations(image)": 1,
        "sigmoid(z)": 2,
        "relu(z)": 1,
        "tanh_from_sigmoid(z)": 1,
        "neuron(a, w, b)": 2,
        "layer(a, W, b)": 2,
        "feedforward(a, weights, biases)": 3,
        "feedforward_batch(X, weights, biases)": 3,
        "count_parameters(sizes)": 1,
        "predict(X, weights, biases)": 1,
    },
    "ch2/gradient_descent": {
        "one_hot(labels, n_classes=10)": 1,
        "example_cost(a, y)": 2,
        "cost(A, Y)": 2,
        "slope(f, w, h=1e-05)": 1,
        "numerical_gradient(f, p, h=1e-05)": 3,
        "gradient_step(p, gradient, learning_rate)": 1,
        "gradient_descent(gradient, start, learning_rate, steps)": 3,
        "line_gradient(x, y, slope, intercept)": 2,
        "fit_line(x, y, learning_rate, steps)": 2,
    },
    "ch3/backprop_intuition": {
        "output_nudges(a, y)": 2,
        "three_ways(a_prev, w, nudge)": 2,
        "layer_nudges(a_prev, W, nudges)": 3,
        "average_nudges(nudges)": 2,
        "minibatches(n, batch_size, rng)": 3,
        "sgd_step(weights, biases, nabla_W, nabla_b, learning_rate)": 2,
        "sgd_epoch(X, Y, weights, biases, batch_size, learning_rate, gradient, rng)": 3,
    },
    "ch4/backprop_calculus": {
        "sigmoid_prime(z)": 1,
        "last_link(a_prev, w, b, y)": 3,
        "chain_gradient(x, ws, bs, y)": 4,
        "output_delta(z, y)": 2,
        "backprop(x, y, weights, biases)": 5,
        "backprop_batch(X, Y, weights, biases)": 4,
        "relative_error(analytic, numerical)": 2,
        "train(X, Y, weights, biases, rng)": 5,
    },
}
EXERCISES = [
    pytest.param(chapter, signature, points, id=signature.partition("(")[0])
    for chapter, exercises in CONTRACT.items()
    for signature, points in exercises.items()
]


def graded_cells(chapter):
    cells = read_source(ROOT / "solutions" / f"{chapter}.md").cells
    return {c.metadata.nbgrader.grade_id: c for c in cells if "nbgrader" in c.metadata}


@pytest.mark.parametrize(("chapter", "signature", "points"), EXERCISES)
def test_exercise_has_the_stub_that_the_contract_names(chapter, signature, points):
    name = signature.partition("(")[0]
    cell = graded_cells(chapter)[name]
    assert (cell.metadata.nbgrader.solution, cell.metadata.nbgrader.grade) == (True, False)
    functions = [node for node in ast.parse(cell.source).body if isinstance(node, ast.FunctionDef)]
    stub = next(node for node in functions if node.name == name)
    assert f"{name}({ast.unparse(stub.args)})" == signature
    assert ast.get_docstring(stub)


@pytest.mark.parametrize(("chapter", "signature", "points"), EXERCISES)
def test_exercise_has_the_tests_and_points_that_the_contract_names(chapter, signature, points):
    name = signature.partition("(")[0]
    wanted = {f"test-{name}": points}
    if name == "train":
        wanted = {"test-train-75": 1, "test-train-83": 2, "test-train-88": 2}
    cells = graded_cells(chapter)
    for grade_id, worth in wanted.items():
        settings = cells[grade_id].metadata.nbgrader
        assert (settings.grade, settings.locked, settings.points) == (True, True, worth)
        visible, hidden = cells[grade_id].source.split("### BEGIN HIDDEN TESTS")
        assert f"checks.{name}({name}" in visible
        assert f"checks.{name}({name}" in hidden


@pytest.mark.parametrize("chapter", CONTRACT)
def test_chapter_has_no_graded_cell_beyond_the_contract(chapter):
    names = {signature.partition("(")[0] for signature in CONTRACT[chapter]}
    tests = {f"test-{name}" for name in names - {"train"}}
    if "train" in names:
        tests |= {"test-train-75", "test-train-83", "test-train-88"}
    assert set(graded_cells(chapter)) == names | tests


def test_contract_is_worth_78_points():
    # 18 + 17 + 17 + 26
    assert [sum(c.values()) for c in CONTRACT.values()] == [18, 17, 17, 26]


@pytest.mark.parametrize(("chapter", "signature", "points"), EXERCISES)
def test_reference_and_check_bear_the_name_of_the_exercise(chapter, signature, points):
    name = signature.partition("(")[0]
    assert callable(getattr(checks, name))
    wanted = signature.partition("(")[2].rstrip(")").split(", ")
    parameters = list(inspect.signature(getattr(mlp, name)).parameters)
    assert parameters[: len(wanted)] == [text.partition("=")[0] for text in wanted]
