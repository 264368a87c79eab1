"""Wrong answers without a name get one: `mlp name`, in a copy of the tree."""

import re
import subprocess
import sys

import pytest
from grading_course import as_bytes, hand_in, mini_course, mlp, need_sandbox, notebook
from own_tree import contents, python, tree

from mlp.grading.authoring.naming import Unusable, variant

HEAD = "def line(x, slope, intercept):\n    "
ANSWERS = {
    "ada": HEAD + "# by Ada Secret\n    return slope * x ** 2 + intercept",
    "bob": HEAD + "y = x * x\n    return np.multiply(y, slope) + intercept",
    "eve": HEAD + "return eval('slope * np.sin(x) + intercept')",
}
LOOP = HEAD + "'By Ada.'\n    for _ in range(2):\n        x = np.sqrt(abs(x))\n    return slope * x"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Grade a class, each tested on numbers of their own, in a copy of the tree."""
    need_sandbox()
    course = tree(tmp_path_factory.mktemp("name"))
    bundle = mini_course(course, 0)
    (course / "grading").mkdir(exist_ok=True)
    (course / "grading/seed.txt").write_text("winter")
    for student, text in ANSWERS.items():
        hand_in(course, student, as_bytes(notebook(bundle, answers={"line": text})), bundle)
    mlp(course, "grade", "mini", "--jobs", "2")
    return course


def group_of(course, students):
    mlp(course, "report", "mini")
    page = (course / "grading/report/mini.html").read_text()
    return re.search(rf"\({students}\): .*?<code>(line-[0-9a-f]{{4}})</code>", page, re.DOTALL)[1]


def test_name_is_refused_to_an_answer_that_does_more_than_compute(course):
    before = contents(course)
    words = ("mini", group_of(course, "eve"), "--slug", "sine-of-x", "--says", "It is a line.")
    said = mlp(course, "name", *words, "--yes", fails=True)
    assert "it uses eval, which is no part of the answer. Write its row by hand" in said
    assert contents(course) == before


@pytest.mark.parametrize(
    ("group", "slug", "why"),
    [
        ("line-none", "x-squared", "expected one of line-"),
        (None, "squared", "is no name"),
        (None, "bias-left-out", "already"),
    ],
)
def test_name_that_cannot_be_is_refused(course, group, slug, why):
    group = group or group_of(course, "ada, bob")
    said = mlp(course, "name", "mini", group, "--slug", slug, "--says", "No.", "--yes", fails=True)
    assert why in said


def test_name_is_written_for_check_and_zoo_and_the_class_is_graded_again(course):
    before = contents(course)
    group = group_of(course, "ada, bob")  # different numbers, the same mistake
    says = 'x is squared. Is a parabola a "line"?'
    words = ("name", "mini", group, "--slug", "x-squared", "--says", says)
    said = python(course, "-m", "mlp.cli", *words, "--yes")
    assert "2 answers like" in said
    assert "Secret" not in said
    after = contents(course)
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {"mlp/checks/ch1/line.py", "tests/zoo/ch1/line.py"}
    assert (
        f"#! wrong x-squared: as in the group {group} of a class" in after["tests/zoo/ch1/line.py"]
    )
    table = python(course, "-m", "mlp.cli", "report", "mini")
    assert re.search(r"line +0% right +0 not attempted +x-squared 2, wrong-value 1", table)
    page = (course / "grading/feedback/ada/mini/small.html").read_text()
    assert "x is squared" in page
    words = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/test_zoo.py")
    words += ("-k", "line and group")
    assert "1 passed" in python(course, *words)
    for verb in (("format", "--check"), ("check",)):
        words = (sys.executable, "-m", "ruff", *verb, "mlp/checks/ch1/line.py")
        assert subprocess.run(words, cwd=course, check=False).returncode == 0


def test_name_makes_a_function_of_a_longer_answer():
    made = variant(LOOP, "line", "root-of-root")
    assert made.short == ""
    assert made.source.startswith("def _root_of_root(x, slope, intercept):\n    for _ in range(2):")
    assert made.imports == ["import numpy as np"]


@pytest.mark.parametrize(
    "line",
    [
        "return np.load('x')",
        "return np.lib.npyio.os.system('x')",
        "return x.__class__",
        "return (lambda: open('x'))()",
        "import os",
        "while True: pass",
        "return x.tofile('y')",
        "return mlp.load_trained()",
        "return np.frompyfunc(print, 1, 1)(x)",
        "return print(x)",
    ],
)
def test_name_takes_no_answer_that_could_do_more_than_compute(line):
    with pytest.raises(Unusable):
        variant(HEAD + line, "line", "a-b")


def test_name_has_answers_call_the_functions_of_mlp():
    text = "def neuron(a, w, b):\n    return sigmoid(w @ a) + mlp.line(b, 1, 0)"
    made = variant(text, "neuron", "a-b")
    assert made.short == "lambda a, w, b: mlp.sigmoid(w @ a) + mlp.line(b, 1, 0)"
