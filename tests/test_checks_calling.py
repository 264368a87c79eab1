"""The one place where a student's function is called."""

import functools
import sys
import time

import numpy as np
import pytest

import mlp
from mlp import checks
from mlp.checks import calling, reference
from mlp.checks.calling import ReferenceCalled, Student, StudentRaised, TimeLimit, Yielded
from mlp.checks.same_job import EARLIER
from mlp.exercises import EXERCISES, OWN, earlier

PLAIN = mlp.sigmoid.__wrapped__  # the function of the core, which looks at no argument


def stubborn():
    while True:
        try:
            time.sleep(0.001)
        except Exception:
            pass


@pytest.fixture(params=["alarm", "trace"])
def limit(request, monkeypatch):
    """Both ways to limit the time: signals, and for browsers a trace function."""
    monkeypatch.setattr(calling, "_has_alarm", lambda: request.param == "alarm")


def test_calling_ends_an_endless_loop_and_calls_it_no_more(limit):
    calls = []

    def endless():
        calls.append("begun")
        while True:
            pass

    student = Student(endless, "line", seconds=0.2)
    for _ in range(2):
        with pytest.raises(TimeLimit):
            student()
    assert calls == ["begun"]


def test_calling_ends_a_loop_that_swallows_exceptions(limit):
    with pytest.raises(TimeLimit):
        Student(stubborn, "line", seconds=0.2)()


def test_calling_ends_an_endless_iterator(limit):
    def naturals():
        n = 0
        while True:
            n += 1

    with pytest.raises(TimeLimit):
        Student(lambda: iter(naturals, None), "minibatches", seconds=0.2)()


def test_calling_counts_the_time_of_all_calls_together(limit):
    student = Student(lambda: sum(range(300_000)), "line", seconds=0.05)
    with pytest.raises(TimeLimit):
        for _ in range(1000):
            student()


def test_calling_leaves_trace_profile_and_alarm_as_they_were(limit):
    before = sys.gettrace(), sys.getprofile()
    Student(lambda: 1, "line")()
    assert (sys.gettrace(), sys.getprofile()) == before


def test_calling_keeps_prints_and_warnings_to_itself(capsys):
    def noisy():
        print("0.5")
        print("oh", file=sys.stderr)
        return np.exp(np.array([1000.0]))

    student = Student(noisy, "sigmoid")
    assert student() == np.inf
    assert student.printed == "0.5"
    assert capsys.readouterr() == ("", "")


def test_calling_says_what_was_raised_and_where():
    source = "def answer(a):\n    b = 1\n    return a @ b\n"
    namespace = {}
    exec(compile(source, "<cell>", "exec"), namespace)
    with pytest.raises(StudentRaised) as caught:
        Student(namespace["answer"], "neuron")(np.ones(3))
    assert caught.value.type_name == "ValueError"
    assert caught.value.line == "line 3"


@pytest.mark.parametrize("raised", [SystemExit, KeyError, RecursionError, MemoryError])
def test_calling_survives_any_exception(raised):
    def answer():
        raise raised("no")

    with pytest.raises(StudentRaised) as caught:
        Student(answer, "line")()
    assert caught.value.type_name == raised.__name__


def test_calling_lets_an_interrupt_through():
    def answer():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Student(answer, "line")()


def test_calling_marks_what_an_iterator_yields():
    result = Student(lambda: (k * k for k in range(3)), "minibatches")()
    assert isinstance(result, Yielded)
    assert result == [0, 1, 4]


@pytest.mark.parametrize(
    "answer",
    [
        mlp.sigmoid,
        lambda z: mlp.sigmoid(z),
        functools.partial(mlp.sigmoid),
        lambda z: getattr(mlp, "sig" + "moid")(z),
        lambda z: list(map(mlp.core.activations.sigmoid, [z])),
        np.vectorize(mlp.sigmoid),
        lambda z: sorted([z, z + 1], key=mlp.sigmoid),
        mlp.sigmoid.__wrapped__,
        lambda z: type(PLAIN)(PLAIN.__code__, PLAIN.__globals__)(z),
        lambda z: eval("mlp.sigmoid(z)", {"mlp": mlp, "z": z}),
    ],
)
def test_calling_notices_the_reference(answer):
    with pytest.raises(ReferenceCalled):
        Student(answer, "sigmoid")(0.5)


def test_calling_notices_the_reference_in_a_swallowed_exception():
    def answer(z):
        try:
            return mlp.sigmoid("no number")
        except Exception:
            return 1 / (1 + np.exp(-z))

    with pytest.raises(ReferenceCalled):
        Student(answer, "sigmoid")(0.5)


def _network(z, **options):
    return mlp.feedforward(np.ones(1), [np.array([[z]])], [np.zeros(1)], **options)


@pytest.mark.parametrize(
    ("exercise", "answer"),
    [
        ("sigmoid", lambda z: mlp.layer(np.zeros(1), np.zeros((1, 1)), np.array([z]))[0]),
        ("sigmoid", lambda z: mlp.last_link(1.0, z, 0.0, 0.0)),
        ("relu", lambda z: _network(z, activation=mlp.relu)),
        ("neuron", lambda z: mlp.layer(np.ones(1), np.array([[z]]), np.zeros(1))[0]),
        ("layer", lambda z: _network(z)),
        ("example_cost", lambda z: mlp.cost(np.array([[z]]), np.zeros((1, 1)))),
    ],
)
def test_calling_notices_the_reference_behind_another_function(exercise, answer):
    with pytest.raises(ReferenceCalled):
        Student(answer, exercise)(0.5)


def test_calling_allows_helpers_that_come_before():
    assert Student(lambda z: mlp.sigmoid(z), "layer")(0.0) == 0.5


def test_calling_lets_a_row_but_not_a_batch_go_through_feedforward():
    X, W, b = np.ones((3, 2)), [np.eye(2)], [np.zeros(2)]
    by_row = Student(lambda X: [mlp.feedforward(x, W, b) for x in X], "feedforward_batch")
    assert np.shape(by_row(X)) == (3, 2)
    with pytest.raises(ReferenceCalled):
        Student(lambda X: mlp.feedforward(X, W, b), "feedforward_batch")(X)
    with pytest.raises(ReferenceCalled):
        Student(lambda X: mlp.feedforward(X.tolist(), W, b), "feedforward_batch")(X)


def test_calling_watches_a_function_for_every_exercise():
    for name in EXERCISES.keys() - OWN:
        assert name in reference.forbidden(name)
        assert not reference.forbidden(name).keys() & set(earlier(name)) - {
            *reference.DIFFERENCES,
            *EARLIER.get(name, ()),
        }


def test_calling_takes_a_remote_function_as_it_is():
    class Remote:
        is_remote = True

        def __call__(self, x, slope, intercept):
            return slope * x + intercept

    checks.line(Remote())


@pytest.mark.parametrize("thing", [None, 0.5, "line", np.ones(3)])
def test_calling_wants_a_function(thing):
    with pytest.raises(checks.Mistake, match=r"\[not-a-function\]"):
        checks.line(thing)
