"""The graded exercises of the course: one row for each, in the order of the course.

This table is what every other part reads: the checks (their names, the names of the parts of a
result), the grader (points, time limits, what an answer may call), the release of the notebooks,
the pages and the tests. It holds plain data and loads nothing.

The order of the rows is the order of the course. An answer may call the functions of `mlp` that
belong to *earlier* rows, and those that belong to no row unless they do its job. (A page may ask
for one a little sooner, as chapter 4 does for `relative_error`; the rule is this table's.)

`mlp new exercise NAME --chapter ch2` writes the four places of another exercise: its row in
`mlp/own.py`, its check in `mlp/checks/`, its right and wrong answers in `tests/zoo/`, and its cells
in `solutions/`. `mlp drop exercise NAME` takes them out, or notes in `mlp/own.py` that one of these
here is not in the course. `tests/test_contract.py` names whatever is missing. Points are given
for test cells: an exercise with several of them, like `train`, lists them in `marks`.
"""

from typing import NamedTuple

from mlp.own import ADDED, DROPPED

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
    points : float
        Of all its tests together.
    parts : tuple of str
        What the parts of the result are called, if it has several.
    marks : tuple of (str, float)
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
    points: float
    parts: tuple[str, ...] = ()
    marks: tuple[tuple[str, float], ...] = ()
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
    def tests(self) -> dict[str, float]:
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


def _arranged(rows: list[Exercise], added: list[dict]) -> dict[str, Exercise]:
    """Return the rows by name, with those that a course added, each in its place.

    Raises
    ------
    ValueError
        If one comes after an exercise that there is not, or bears a name that there is already.
    """
    rows = list(rows)
    for given in added:
        row = Exercise(**{key: value for key, value in given.items() if key != "after"})
        after = given.get("after")
        places = [
            k
            for k, each in enumerate(rows)
            if (each.chapter == row.chapter if after is None else each.name == after)
        ]
        if not places or row.name in {each.name for each in rows}:
            wrong = (
                f"comes after {after!r}, which is no exercise" if not places else "is here twice"
            )
            raise ValueError(f"the table ADDED of mlp/own.py: {row.name!r} {wrong}")
        rows.insert(places[-1] + 1, row)
    return {row.name: row for row in rows}


_ALL = _arranged(_ROWS, ADDED)
EXERCISES: dict[str, Exercise] = {name: row for name, row in _ALL.items() if name not in DROPPED}
OWN = EXERCISES.keys() - {row.name for row in _ROWS}  # those that a course has added
TRAINING = frozenset(row.name for row in EXERCISES.values() if row.trains)
CALL_SECONDS = {row.name: row.seconds for row in EXERCISES.values() if row.seconds is not None}


def of_chapter(chapter: str) -> list[Exercise]:
    """Return the exercises of one chapter, in their order.

    Examples
    --------
    >>> [exercise.name for exercise in of_chapter("ch1")][:3]
    ['line', 'image_to_activations', 'sigmoid']
    >>> sum(exercise.points for exercise in of_chapter("ch4"))
    30
    """
    return [exercise for exercise in EXERCISES.values() if exercise.chapter == chapter]


def earlier(name: str) -> list[str]:
    """Return the names of the exercises before this one: what its answer may call of `mlp`.

    Those that a course has added are not among them: their answers are not in `mlp`.

    Examples
    --------
    >>> earlier("sigmoid")
    ['line', 'image_to_activations']
    """
    names = list(EXERCISES)
    return [each for each in names[: names.index(name)] if each not in OWN]


def later(name: str) -> list[str]:
    """Return the names of the exercises after this one: what its answer may not call.

    With those that a course has dropped: `mlp` still has their functions.

    Examples
    --------
    >>> later("relative_error")
    ['train']
    """
    names = list(_ALL)
    return names[names.index(name) + 1 :]
