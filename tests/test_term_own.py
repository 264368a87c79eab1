"""The page 'Write your own', followed: its commands, its cells, and what it says students read."""

import re
import shlex
import shutil

import pytest
from grading_course import ROOT, as_bytes, hand_in, mlp, need_sandbox, notebook
from own_tree import contents, python, tree

from book.tools.release import release
from mlp.checks.errors import StudentRaised
from mlp.exercises import EXERCISES, NOTEBOOKS, of_chapter
from mlp.grading.authoring import places, templates
from mlp.grading.intake.bundle import read_bundle
from mlp.grading.processes.plain import of_stop

PAGE = (ROOT / "book/own_exercise.md").read_text()
ASSERTS = PAGE.partition("## With plain asserts")[2]
ROWS = re.findall(r"^\| `([^`]+)`[^|]*\| ([^|]+) \|$", ASSERTS, re.MULTILINE)
BLOCKS = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
SOURCE = """---
kernelspec:
  name: python3
  display_name: Python 3
  language: python
---

# A chapter

```{code-cell} ipython3
import numpy as np
```

```{code-cell} ipython3
---
nbgrader: {grade: false, grade_id: line, locked: false, schema_version: 3, solution: true, task: false}
---
def line(x, slope, intercept):
    ### BEGIN SOLUTION
    return slope * x + intercept
    ### END SOLUTION
```

```{code-cell} ipython3
---
nbgrader: {grade: true, grade_id: test-line, locked: true, points: 1, schema_version: 3, solution: false, task: false}
---
assert line(1, 2, 3) == 5
```

The end.
"""  # noqa: E501


def course_with(folder, *commands):
    """Make a course with a chapter ch1, to which the page's commands add exercises."""
    (folder / "solutions/ch1").mkdir(parents=True)
    (folder / "solutions/ch1/small.md").write_text(SOURCE)
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    for words in commands:
        mlp(folder, *words)
    return folder / "solutions/ch1/small.md"


def made(folder):
    release(folder / "solutions", folder / "_build/source", folder / "chapters")
    return read_bundle("ch1", folder / "_build/source", folder / "chapters")


def commands():
    lines = [line for line in PAGE.splitlines() if line.startswith("mlp new exercise")]
    return [shlex.split(line)[1:] for line in lines]


@pytest.fixture(scope="module")
def followed(tmp_path_factory):
    """A class that has been graded on the page's example and on its written question."""
    need_sandbox()
    folder = tmp_path_factory.mktemp("own")
    path = course_with(folder, *commands()[1:])
    text = path.read_text()
    text = re.sub(r"def area\(x\):.*?END SOLUTION\n", lambda _: BLOCKS[0], text, flags=re.DOTALL)
    text = re.sub(r"assert area.*?END HIDDEN TESTS\n", lambda _: BLOCKS[1], text, flags=re.DOTALL)
    path.write_text(text)
    bundle = made(folder)
    for k, (answer, _) in enumerate(ROWS):
        body = f"def area(width, height):\n    {answer}"
        changed = {} if answer.startswith("raise") else {"area": body}
        data = as_bytes(notebook(bundle, solved=False, answers=changed))
        hand_in(folder, f"s{k}", data, bundle)
    right = {"why_depth": "Because."} | {
        cell.key: cell.source for cell in bundle.cells if cell.role == "solution"
    }
    hand_in(folder, "right", as_bytes(notebook(bundle, solved=False, answers=right)), bundle)
    said = mlp(folder, "grade", "ch1", "--jobs", "2")
    return folder, bundle, said


def test_own_page_has_the_rows_of_its_table():
    assert len(ROWS) == 4
    assert len(BLOCKS) == 2
    names = [words[2] for words in commands()]
    assert names == ["area(width, height)", "area", "why_depth"]


@pytest.mark.parametrize("k", range(4))
def test_own_exercise_says_what_the_page_promises(followed, k):
    folder, *_ = followed
    page = (folder / f"grading/feedback/s{k}/ch1/small.html").read_text()
    hint = ROWS[k][1].replace("'", "&#x27;")
    assert f"<pre class=hint>{hint}</pre>" in page


def test_own_exercise_is_behind_the_one_that_was_named(followed):
    _, bundle, _ = followed
    assert bundle.in_order == ["line", "area"]
    assert sum(cell.points for cell in bundle.cells if cell.nbgrader.get("grade")) == 6


def test_own_exercise_has_full_marks_and_a_row_in_the_report(followed):
    folder, *_ = followed
    page = (folder / "grading/feedback/right/ch1/small.html").read_text()
    assert "<td>2 / 2<td class=good>right" in page
    said = mlp(folder, "report", "ch1")
    assert re.search(r"area +20% right +1 not attempted", said)


def test_own_text_waits_for_a_person_and_the_summary_says_so(followed):
    folder, _, said = followed
    assert "1 have written answers for a person to mark" in said
    page = (folder / "grading/feedback/right/ch1/small.html").read_text()
    assert "not graded yet" in page
    assert "Because." in page
    assert "Half of the points" not in (folder / "chapters/ch1/small.ipynb").read_text()


def test_own_exercise_as_it_is_written_is_whole(tmp_path):
    need_sandbox()
    course_with(tmp_path)
    said = mlp(tmp_path, "new", "exercise", "twice", "--chapter", "ch1")
    assert "with plain asserts: a check needs mlp/own.py" in said
    bundle = made(tmp_path)
    answers = {cell.key: cell.source for cell in bundle.cells if cell.role == "solution"}
    hand_in(tmp_path, "ada", as_bytes(notebook(bundle, solved=False, answers=answers)), bundle)
    mlp(tmp_path, "grade", "ch1", "--jobs", "1")
    page = (tmp_path / "grading/feedback/ada/ch1/small.html").read_text()
    assert "<b>2 of 2 points</b>" in page


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("area!", "--chapter", "ch1"), "cannot name a function"),
        (("line", "--chapter", "ch1"), "'line' is an exercise of the course"),
        (("area", "--chapter", "ch7"), "the chapters are ch1"),
        (("area", "--chapter", "ch1", "--after", "lin"), "expected one of line"),
    ],
)
def test_own_exercise_that_cannot_be_is_refused(tmp_path, words, why):
    path = course_with(tmp_path)
    assert why in mlp(tmp_path, "new", "exercise", *words, fails=True)
    assert path.read_text() == SOURCE


def test_own_exercise_with_plain_asserts_leaves_the_contract_alone(tmp_path):
    tree(tmp_path)
    words = ("exercise", "area", "--chapter", "ch1", "--after", "line", "--asserts")
    before = contents(tmp_path)
    mlp(tmp_path, "new", *words)
    after = contents(tmp_path)
    assert {name for name in after if after[name] != before.get(name)} == {
        "solutions/ch1/neurons.md"
    }
    python(tmp_path, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/test_contract.py",
           "-k", "ch1")  # fmt: skip
    mlp(tmp_path, "drop", "exercise", "area")
    assert contents(tmp_path) == before


PRINTED = """wrote solutions/ch1/neurons.md             its cells
wrote mlp/own.py                           its row
wrote mlp/checks/ch1/area.py               its check
wrote tests/zoo/ch1/area.py                its answers
"""
ANSWERS = {  # what students write, and what their page says of it
    "blank": ("raise NotImplementedError()", "not-attempted"),
    "wrong": ("return width + height", "factor-left-out"),
    "other": ("return width * height", "wrong"),
    "right": ("return 2 * width + height", ""),
}


def test_own_exercise_with_a_check_goes_the_whole_way_and_back(tmp_path):
    need_sandbox()
    tree(tmp_path)
    small = SOURCE.replace("import numpy as np", "import numpy as np\nfrom mlp import checks")
    (tmp_path / "solutions/ch1/neurons.md").write_text(small)
    python(tmp_path, "-m", "book.tools.release")
    before = contents(tmp_path)
    said = mlp(tmp_path, *commands()[0])
    assert said.startswith(PRINTED)
    assert len(contents(tmp_path)) == len(before) + 2
    steps = [line.split() for line in said.splitlines() if line.startswith("  ")]
    assert steps[0] == ["make", "chapters"]
    python(tmp_path, "-m", "book.tools.release")
    assert "10 passed" in python(tmp_path, *steps[1][1:], "-p", "no:cacheprovider")
    bundle = read_bundle("ch1", tmp_path / "_build/source", tmp_path / "chapters")
    assert bundle.in_order == ["line", "area"]
    for student, (line, _) in ANSWERS.items():
        answers = {"area": f"def area(width, height):\n    {line}"}
        hand_in(tmp_path, student, as_bytes(notebook(bundle, answers=answers)), bundle)
    python(tmp_path, "-m", "mlp.cli", "release", "ch1")
    python(tmp_path, "-m", "mlp.cli", "grade", "ch1", "--jobs", "2")
    page = {name: (tmp_path / f"grading/feedback/{name}/ch1/neurons.html").read_text()
            for name in ANSWERS}  # fmt: skip
    assert "<td>2 / 2<td class=good>right" in page["right"]
    assert "not attempted" in page["blank"]
    assert "factor 2 is left out" in page["wrong"]
    assert "[factor-left-out]" in python(tmp_path, "-c", HOME.format(ANSWERS["wrong"][0]))
    table = python(tmp_path, "-m", "mlp.cli", "report", "ch1")
    assert re.search(r"area +25% right +1 not attempted +factor-left-out 1", table)
    mlp(tmp_path, "drop", "exercise", "area")
    python(tmp_path, "-m", "book.tools.release")
    assert contents(tmp_path) == before


FACTS = """
import sys
sys.path[:0] = ["book/_ext"]
from course_editors import contents
from mlp import checks
from mlp.exercises import EXERCISES, NOTEBOOKS, of_chapter
print(sum(row.points for row in of_chapter("ch1")))
print(hasattr(checks, "relu"), "relu" in str(contents()))
"""


def test_dropping_an_exercise_of_the_course_leaves_it_out_of_points_and_contract(tmp_path):
    tree(tmp_path)
    before = contents(tmp_path)
    points = sum(row.points for row in of_chapter("ch1"))
    assert python(tmp_path, "-c", FACTS).split() == [str(points), "True", "True"]
    said = mlp(tmp_path, "drop", "exercise", "relu")
    after = contents(tmp_path)
    changed = {name for name in before if after[name] != before[name]}
    assert changed == {"solutions/ch1/neurons.md", "mlp/own.py"}
    line = int(re.search(r"around line (\d+) of", said)[1])
    text = after["solutions/ch1/neurons.md"].splitlines()
    assert "One short line, and most large networks" in "".join(text[line - 3 : line + 2])
    python(tmp_path, "-m", "book.tools.release")
    assert "relu(z)" not in (tmp_path / "chapters/ch1/neurons.ipynb").read_text()
    assert python(tmp_path, "-c", FACTS).split() == [str(points - 1), "False", "False"]
    words = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/test_contract.py")
    assert "passed" in python(tmp_path, *words, "-k", "ch1 or loads or feedforward")
    assert "has an exercise 'relu'" in mlp(tmp_path, "drop", "exercise", "relu", fails=True)


HOME = """
from mlp import checks
def area(width, height):
    {}
try:
    checks.area(area)
except checks.Mistake as mistake:
    print(mistake)
"""


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("area(width, *more)",), "expected one argument or more"),
        (("area(width",), "is no function's head"),
        (("area()",), "expected one argument or more"),
        (("line",), "is an exercise of the course"),
        (("check",), "means something else"),
        (("np",), "means something else"),
        (("sum",), "means something else"),
        (("area", "--after", "slope"), "the chapter has no exercise 'slope'"),
    ],
)
def test_own_exercise_with_a_check_that_cannot_be_changes_nothing(tmp_path, words, why):
    tree(tmp_path)
    before = contents(tmp_path)
    assert why in mlp(tmp_path, "new", "exercise", *words, "--chapter", "ch1", fails=True)
    assert contents(tmp_path) == before


def test_own_exercise_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    tree(tmp_path)
    before = contents(tmp_path)
    write = places._write

    def full(path, text):
        if path.name == "area.py" and text is not None:
            raise OSError("No space left on device")
        write(path, text)

    monkeypatch.setattr(places, "_write", full)
    said = mlp(tmp_path, "new", "exercise", "area", "--chapter", "ch1", fails=True)
    assert "No space left" in said
    assert contents(tmp_path) == before


NAMES = ["", "Mistake", "TimeLimit", "NotImplementedError", "Passed"]


def test_own_exercise_gives_no_points_for_an_exception_of_any_name(tmp_path):
    need_sandbox()
    course_with(tmp_path, ("new", "exercise", "twice", "--chapter", "ch1"))
    bundle = made(tmp_path)
    for k, name in enumerate(NAMES):
        raised = f"class_ = type({name!r}, (Exception,), {{}})\n"
        answers = {"twice": f"{raised}def twice(x):\n    raise class_('')"}
        data = as_bytes(notebook(bundle, solved=False, answers=answers))
        hand_in(tmp_path, f"s{k}", data, bundle)
    mlp(tmp_path, "grade", "ch1", "--jobs", "1")
    for k in range(len(NAMES)):
        page = (tmp_path / f"grading/feedback/s{k}/ch1/small.html").read_text()
        assert "<b>0 of 2 points</b>" in page


@pytest.mark.parametrize("name", NAMES)
def test_own_exercise_lets_no_student_name_the_kind_of_failure(name):
    kind, message = of_stop(StudentRaised(name, "", ""))
    assert kind in ("StudentRaised", "NotImplementedError")
    assert message


@pytest.mark.parametrize("chapter", NOTEBOOKS)
def test_own_exercise_can_be_put_behind_any_other_and_taken_out(chapter):
    text = places.source(ROOT, chapter).read_text(encoding="utf-8")
    names = [row.name for row in of_chapter(chapter)]
    for kind in ("checked", "asserted", "written"):
        for after in [None, *names]:
            cells = templates.texts("area", ["a", "b"], chapter, 2, after, kind).cells
            assert places.cut(places.insert(text, cells, after), "area")[0] == text


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=list(EXERCISES))
def test_any_exercise_of_the_course_can_be_dropped_and_takes_no_other_with_it(exercise):
    text = places.source(ROOT, exercise.chapter).read_text(encoding="utf-8")
    left, line = places.cut(text, exercise.name)
    gone = {exercise.name, *exercise.tests}
    ids = re.findall(r"grade_id: ([\w-]+),", text)
    assert re.findall(r"grade_id: ([\w-]+),", left) == [each for each in ids if each not in gone]
    assert text.splitlines()[: line - 1] == left.splitlines()[: line - 1]


def test_own_rows_go_in_and_out_of_the_table_in_any_order():
    table = before = (ROOT / "mlp/own.py").read_text(encoding="utf-8")
    for name in ("first", "second"):
        row = templates.texts(name, ["x"], "ch2", 1.5, None, "checked").row
        table = places.with_row(table, "ADDED", row)
    compile(table, "own.py", "exec")
    for name in ("first", "second"):
        both = table
        table = places.without_row(
            table, "ADDED", lambda row, n=name: row["signature"] == f"{n}(x)"
        )
        assert table != both
    assert table == before
