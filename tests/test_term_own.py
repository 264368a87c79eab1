"""The page 'Write your own', followed: its commands, its cells, and what it says students read."""

import re
import shutil
import subprocess
import sys

import pytest
from grading_course import ROOT, as_bytes, hand_in, mlp, need_sandbox, notebook

from book.tools.release import release
from mlp.checks.errors import StudentRaised
from mlp.grading.intake.bundle import read_bundle
from mlp.grading.processes.plain import of_stop

PAGE = (ROOT / "book/own_exercise.md").read_text()
ROWS = re.findall(r"^\| `([^`]+)`[^|]*\| ([^|]+) \|$", PAGE, re.MULTILINE)
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
    lines = [line.split() for line in PAGE.splitlines() if line.startswith("mlp new exercise")]
    return [words[1:] for words in lines]


@pytest.fixture(scope="module")
def followed(tmp_path_factory):
    """A class that has been graded on the page's example and on its written question."""
    need_sandbox()
    folder = tmp_path_factory.mktemp("own")
    path = course_with(folder, *commands())
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
    assert [words[2] for words in commands()] == ["area", "why_depth"]


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
    course_with(tmp_path, ("new", "exercise", "twice", "--chapter", "ch1"))
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


def test_own_exercise_leaves_the_courses_contract_alone(tmp_path):
    for name in ("solutions", "tests"):
        skipped = shutil.ignore_patterns("__pycache__", "hostile")
        shutil.copytree(ROOT / name, tmp_path / name, ignore=skipped)
    for name in ("book", "mlp"):
        (tmp_path / name).symlink_to(ROOT / name)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    mlp(tmp_path, "new", "exercise", "area", "--chapter", "ch1", "--after", "line")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/test_contract.py"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:]


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
