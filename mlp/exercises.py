"""The graded exercises of the course: one row for each, in the order of the course.

This table is what every other part reads: the checks (their names, the names of the parts of a
result), the grader (points, time limits, what an answer may call), the release of the notebooks,
the pages and the tests. It holds plain data and loads nothing.

The order of the rows is the order of the course. An answer may call the functions of `mlp` that
belong to *earlier* rows, and those that belong to no row unless they do its job. (A page may ask
for one a little sooner, as chapter 4 does for `relative_error`; the rule is this table's.)

To add an exercise, add
1. its row here, at its place in the course;
2. its function, of the same name, in `mlp/core/` and in the face `mlp/__init__.py`;
3. its check, of the same name, in `mlp/checks/`, and its right and wrong answers in `tests/zoo/`;
4. its task, its stub with the solution (``grade_id: NAME``) and its test cell
   (``grade_id: test-NAME``) in `solutions/`, then run ``make chapters``.

`tests/test_contract.py` names whatever is missing. Points are given for test cells: an exercise
with several of them, like `train`, lists them in `marks`.
"""

from typing import NamedTuple

NOTEBOOKS = {  # the assignment of each chapter, and the name of its notebook
    "ch1": "neurons",
    "ch2": "gradient_descent",
    "ch3": "backprop_intuition",
    "ch4": "backprop_calculus",
}


class Exercise(NamedTuple):
    """What is fixed about one exercise.

    Attributes
    ----------
    chapter : str
        Its assignment, a key of `NOTEBOOKS`.
    signature : str
        The function that the student writes, as `inspect.signature` writes it.
    points : int
        Of all its tests together.
    parts : tuple of str
        What the parts of the result are called, if it has several.
    marks : tuple of (str, int)
        Grade id and points of each test cell, if there are several.
    seconds : float or None
        How much processor time one call may take; None for the grader's usual limit.
    trains : bool
        Whether an answer trains a network: it calls earlier functions of `mlp` so often that its
        process needs them all, and must not see the trained network.
    without_differences : bool
        Whether the numerical derivatives of `mlp` (`slope`, `numerical_gradient`, …) are forbidden.
    """

    chapter: str
    signature: str
    points: int
    parts: tuple[str, ...] = ()
    marks: tuple[tuple[str, int], ...] = ()
    seconds: float | None = None
    trains: bool = False
    without_differences: bool = False

    @property
    def name(self) -> str:
        """The name of the function, of its reference `mlp.NAME` and of its `checks.NAME`."""
        return self.signature.partition("(")[0]

    @property
    def notebook(self) -> str:
        """The name of the notebook that it is in."""
        return NOTEBOOKS[self.chapter]

    @property
    def tests(self) -> dict[str, int]:
        """The grade id of each of its test cells, and the points of the cell."""
        return dict(self.marks) or {f"test-{self.name}": self.points}

    @property
    def arguments(self) -> list[str]:
        """The names of the arguments, in order."""
        inside = self.signature.partition("(")[2].removesuffix(")")
        return [argument.partition("=")[0] for argument in inside.split(", ") if argument]


_GRADIENT = ("nabla_W", "nabla_b")
_NETWORK = ("weights", "biases")
_LINE = ("slope", "intercept")
_NUDGES = ("nudge_b", "nudge_w", "nudge_a_prev")

_ROWS = [
    Exercise("ch1", "line(x, slope, intercept)", 1),
    Exercise("ch1", "image_to_activations(image)", 1),
    Exercise("ch1", "sigmoid(z)", 2),
    Exercise("ch1", "relu(z)", 1),
    Exercise("ch1", "tanh_from_sigmoid(z)", 1),
    Exercise("ch1", "neuron(a, w, b)", 2),
    Exercise("ch1", "layer(a, W, b)", 2),
    Exercise("ch1", "feedforward(a, weights, biases)", 3),
    Exercise("ch1", "feedforward_batch(X, weights, biases)", 3),
    Exercise("ch1", "count_parameters(sizes)", 1),
    Exercise("ch1", "predict(X, weights, biases)", 1),
    Exercise("ch1", "stroke_neuron()", 2, ("w", "b")),
    Exercise("ch1", "xor_network()", 3, _NETWORK),
    Exercise("ch2", "one_hot(labels, n_classes=10)", 1),
    Exercise("ch2", "example_cost(a, y)", 2),
    Exercise("ch2", "cost(A, Y)", 2),
    Exercise("ch2", "slope(f, w, h=1e-05)", 1),
    Exercise("ch2", "numerical_gradient(f, p, h=1e-05)", 3),
    Exercise("ch2", "gradient_step(p, gradient, learning_rate)", 1),
    Exercise("ch2", "one_step_rate(curvature)", 1),
    Exercise("ch2", "gradient_descent(gradient, start, learning_rate, steps)", 3),
    Exercise("ch2", "line_gradient(x, y, slope, intercept)", 2, ("dC_dslope", "dC_dintercept")),
    Exercise("ch2", "fit_line(x, y, learning_rate, steps)", 2, _LINE),
    Exercise("ch3", "output_nudges(a, y)", 2),
    Exercise("ch3", "three_ways(a_prev, w, nudge)", 2, _NUDGES),
    Exercise("ch3", "layer_nudges(a_prev, W, nudges)", 3, ("nudge_b", "nudge_W", "nudge_a_prev")),
    Exercise("ch3", "average_nudges(nudges)", 2),
    Exercise("ch3", "minibatches(n, batch_size, rng)", 3),
    Exercise("ch3", "angle_between(first, second)", 2),
    Exercise("ch3", "sgd_step(weights, biases, nabla_W, nabla_b, learning_rate)", 2, _NETWORK),
    Exercise(
        "ch3",
        "sgd_epoch(X, Y, weights, biases, batch_size, learning_rate, gradient, rng)",
        3,
        _NETWORK,
    ),
    Exercise("ch4", "sigmoid_prime(z)", 1),
    Exercise(
        "ch4",
        "last_link(a_prev, w, b, y)",
        3,
        ("dC_dw", "dC_db", "dC_da_prev"),
        without_differences=True,
    ),
    Exercise(
        "ch4", "chain_gradient(x, ws, bs, y)", 4, ("dC_dw", "dC_db"), without_differences=True
    ),
    Exercise("ch4", "output_delta(z, y)", 2, without_differences=True),
    Exercise("ch4", "backprop(x, y, weights, biases)", 5, _GRADIENT, without_differences=True),
    Exercise(
        "ch4",
        "backprop_with(x, y, weights, biases, f, f_prime, cost_prime)",
        4,
        _GRADIENT,
        without_differences=True,
    ),
    Exercise(
        "ch4", "backprop_batch(X, Y, weights, biases)", 4, _GRADIENT, without_differences=True
    ),
    Exercise("ch4", "relative_error(analytic, numerical)", 2),
    Exercise(
        "ch4",
        "train(X, Y, weights, biases, rng)",
        5,
        _NETWORK,
        marks=(("test-train-75", 1), ("test-train-83", 2), ("test-train-88", 2)),
        seconds=75.0,
        trains=True,
    ),
]

EXERCISES: dict[str, Exercise] = {row.name: row for row in _ROWS}
TRAINING = frozenset(row.name for row in _ROWS if row.trains)
CALL_SECONDS = {row.name: row.seconds for row in _ROWS if row.seconds is not None}


def of_chapter(chapter: str) -> list[Exercise]:
    """Return the exercises of one chapter, in their order.

    Examples
    --------
    >>> [exercise.name for exercise in of_chapter("ch1")][:3]
    ['line', 'image_to_activations', 'sigmoid']
    >>> sum(exercise.points for exercise in of_chapter("ch4"))
    30
    """
    return [exercise for exercise in _ROWS if exercise.chapter == chapter]


def earlier(name: str) -> list[str]:
    """Return the names of the exercises before this one: what its answer may call.

    Examples
    --------
    >>> earlier("sigmoid")
    ['line', 'image_to_activations']
    """
    names = list(EXERCISES)
    return names[: names.index(name)]


def later(name: str) -> list[str]:
    """Return the names of the exercises after this one: what its answer may not call.

    Examples
    --------
    >>> later("relative_error")
    ['train']
    """
    names = list(EXERCISES)
    return names[names.index(name) + 1 :]
