"""The command `mlp new exercise`: the cells of an exercise of one's own, in a chapter's source."""

import keyword
import re
from pathlib import Path

import click

from mlp.exercises import EXERCISES
from mlp.grading.gradebook.course import replace

CODE = """
### {name}

*The task: what {name} takes, what it gives, and an example.*

```{{code-cell}} ipython3
---
nbgrader: {{grade: false, grade_id: {name}, locked: false, schema_version: 3,
  solution: true, task: false}}
tags: [own]
---
def {name}(x):
    "Return twice x."
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION
```

```{{code-cell}} ipython3
---
nbgrader: {{grade: true, grade_id: test-{name}, locked: true, points: {points:g},
  schema_version: 3, solution: false, task: false}}
tags: [own]
---
assert {name}(3) == 6, "{name}(3) should give 6"
### BEGIN HIDDEN TESTS
assert {name}(-1.5) == -3
### END HIDDEN TESTS
```
"""
WRITTEN = """
### {name}

*The question.*

+++ {{"nbgrader": {{"grade": true, "grade_id": "{name}", "locked": false, "points": {points:g}, "schema_version": 3, "solution": true, "task": false}}, "tags": ["own"]}}

### BEGIN SOLUTION
Half of the points: …

The other half: …
### END SOLUTION

+++
"""  # noqa: E501


@click.group()
def new() -> None:
    """Begin something of your own: an exercise."""


@new.command()
@click.argument("name")
@click.option("--chapter", required=True, help="Its folder in solutions/: ch2, say.")
@click.option("--points", type=click.FloatRange(0), default=1.0, show_default=True)
@click.option("--after", metavar="EXERCISE", help="Where; by default at the chapter's end.")
@click.option("--written", is_flag=True, help="A text that a person marks, instead of code.")
def exercise(name: str, chapter: str, points: float, after: str | None, written: bool) -> None:
    """Write the cells of the exercise NAME into the source of a chapter.

    They are a whole exercise that can be graded: put yours in their place. Then run make chapters.
    """
    try:
        path = _source(Path.cwd(), chapter)
        text = path.read_text("utf-8")
        _check_name(name, text, path)
        cells = (WRITTEN if written else CODE).format(name=name, points=points)
        replace(path, insert(text, cells, after), 0o644)
    except (OSError, ValueError) as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"wrote {name} into {path}: put yours in its place, then  make chapters")


def insert(text: str, cells: str, after: str | None) -> str:
    """Return a chapter's source with cells more, at its end or after an exercise's last test.

    Raises
    ------
    ValueError
        If the chapter has no such exercise.
    """
    if after is None:
        return f"{text.rstrip()}\n{cells}"
    tests = list(re.finditer(rf"grade_id: test-{re.escape(after)}(?:-\d+)?,", text))
    if not tests:
        found = ", ".join(re.findall(r"grade_id: (?!test-)(\w+),", text))
        raise ValueError(f"the chapter has no exercise {after!r}: expected one of {found}")
    end = text.index("\n```\n", tests[-1].end()) + len("\n```\n")
    return text[:end] + cells + text[end:]


def _source(root: Path, chapter: str) -> Path:
    found = sorted((root / "solutions" / chapter).glob("*.md"))
    if len(found) != 1:
        there = ", ".join(sorted(each.name for each in (root / "solutions").glob("*/"))) or "none"
        raise ValueError(
            f"{root / 'solutions' / chapter} holds {len(found)} sources, expected one: the "
            f"chapters are {there}"
        )
    return found[0]


def _check_name(name, text, path):
    if not name.isidentifier() or keyword.iskeyword(name):
        raise ValueError(f"{name!r} cannot name a function: expected letters, digits and _")
    if name in EXERCISES:
        raise ValueError(f"{name!r} is an exercise of the course: choose another name")
    if re.search(rf"grade_id\W+{name}\b", text):
        raise ValueError(f"{path} has an exercise {name!r} already")
