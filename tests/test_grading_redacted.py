"""What of `mlp` is in the student's process: not the exercises, unless the test of `train` runs."""

from grading_course import need_sandbox

from book.tools.demo import answered
from mlp.grading.intake import notebook
from mlp.grading.intake.bundle import CHAPTER, SOLUTION, TEST, Bundle, SourceCell
from mlp.grading.processes import redact
from mlp.grading.processes.workers import Worker

ASKS = """
def {name}():
    global seen
    codes = [f.__wrapped__.__code__ for f in (mlp.backprop_batch, mlp.sgd, mlp.cost)]
    seen = globals().get("seen", 0) + 1
    return ["ask_reference" in code.co_names for code in codes], seen
"""


def exercise(name, wanted):
    """Return the two cells of an exercise whose right answer says which functions are not there."""
    marks = {"grade": True, "points": 1, "grade_id": f"test-{name}", "solution": False}
    test = f"assert {name}() == ({wanted}, 1), {name}()"
    return (
        SourceCell(name, SOLUTION, "code", ASKS.format(name=name), "pass"),
        SourceCell(f"test-{name}", TEST, "code", test, test, marks),
    )


def test_lending_gives_train_the_other_exercises_and_takes_them_back():
    need_sandbox()
    cells = (
        SourceCell("imports", CHAPTER, "code", "import mlp", "import mlp"),
        *exercise("backprop", [True, True, False]),
        *exercise("train", [False, True, False]),  # sgd would do its job
        *exercise("backprop_batch", [True, True, False]),
    )
    bundle = Bundle("ch4", "small", cells)
    with Worker(bundle) as worker:
        result = worker.grade("ada", notebook.write(answered(bundle, 1.0)).encode(), [])
    assert sum(result.scores.values()) == 3, result.messages


def test_lending_leaves_no_private_function_that_does_an_exercises_job():
    assert "np.tanh" in redact.sources(frozenset())["core/fast"]
    without = redact.sources(redact.missing({"train"}))
    assert "raise ReferenceCalled('fast_epoch')" in without["core/fast"]
    assert "np.tanh" not in without["core/fast"]
    assert "activation(" in without["core/network"]
    network = redact.sources(redact.missing({"feedforward", "predict"}))["core/network"]
    assert "activation(" not in network
