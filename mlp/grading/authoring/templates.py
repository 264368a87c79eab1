"""What `mlp new exercise` writes: a small exercise, whole, in whose place others put theirs."""

from typing import NamedTuple

CELLS = """
### Exercise: {title}

*The task: what `{name}` takes, what it gives, and what for.*

| | shape | example |
|---|---|---|
{rows}
| returns | like `{first}` | `{result}` |

```{{code-cell}} ipython3
---
nbgrader: {{grade: false, grade_id: {name}, locked: false, schema_version: 3, solution: true, task: false}}
{tags}---
def {name}({arguments}):
    "Return {words}."
    ### BEGIN SOLUTION
    return {right}
    ### END SOLUTION
```

```{{code-cell}} ipython3
---
nbgrader: {{grade: true, grade_id: test-{name}, locked: true, points: {points:g}, schema_version: 3, solution: false, task: false}}
{tags}---
{test}
```
"""  # noqa: E501
CHECKED = """checks.{name}({name})
### BEGIN HIDDEN TESTS
checks.{name}({name}, rng=20301)
### END HIDDEN TESTS"""
ASSERTED = """assert {name}({values}) == {result}, "{name}({values}) should give {result}"
### BEGIN HIDDEN TESTS
assert {name}({others}) == {another}
### END HIDDEN TESTS"""
WRITTEN = """
### {title}

*The question.*

+++ {{"nbgrader": {{"grade": true, "grade_id": "{name}", "locked": false, "points": {points:g}, "schema_version": 3, "solution": true, "task": false}}, "tags": ["own"]}}

### BEGIN SOLUTION
Half of the points: …

The other half: …
### END SOLUTION

+++
"""  # noqa: E501
ROW = """    {{
        "chapter": "{chapter}",
        "after": {after},
        "signature": "{name}({arguments})",
        "points": {points:g},
    }},
"""
CHECK = '''"""The check of `{name}`."""

from mlp.checks.kit import Check, case, few


def {name}({arguments}):
    """Return what is right: answers are compared with it."""
    return {right}


def _cases(rng):
    return [
        case({vectors}),  # the first one that goes wrong is shown
        case({matrices}),
        case({numbers}),
    ]


MISTAKES = [
    (
        "factor-left-out",
        "the factor 2 is left out. Say here where to look.",
        lambda {arguments}: {wrong},
    ),
]

HINTS = ("Say here how to begin, without giving the line away.",)

check = Check({name}, _cases, MISTAKES, HINTS)
'''
ZOO = """#! wrong not-attempted: nothing written yet
def {name}({arguments}):
    raise NotImplementedError()

#! wrong factor-left-out: without the factor
def {name}({arguments}):
    return {wrong}

#! wrong -: with another factor: the check has no name for it
def {name}({arguments}):
    return 1.1 * ({right})

#! right: the formula
def {name}({arguments}):
    return {right}

#! right: with one more sum
def {name}({arguments}):
    return {first} + {wrong}
"""


class Texts(NamedTuple):
    """What is written for one exercise.

    Attributes
    ----------
    cells : str
        For the chapter's source.
    row, check, answers : str
        For the table, for the check's file and for the answers that it is tried on; '' for an
        exercise without a check.
    """

    cells: str
    row: str = ""
    check: str = ""
    answers: str = ""


def texts(
    name: str, arguments: list[str], chapter: str, points: float, after: str | None, kind: str
) -> Texts:
    """Return what is written for an exercise.

    Parameters
    ----------
    name : str
        Of its function.
    arguments : list of str
        Of its function, at least one.
    chapter : str
    points : float
    after : str or None
        Which exercise it comes after; None for the chapter's end.
    kind : str
        "checked", "asserted" or "written".

    Examples
    --------
    >>> print(texts("twice", ["x"], "ch1", 2, None, "asserted").cells.splitlines()[-5])
    assert twice(3) == 6, "twice(3) should give 6"
    """
    first, *rest = arguments
    wrong = " + ".join(arguments)
    given = [[3.0, -1.0 - k] for k in range(len(arguments))]
    result = [2 * sum(column) - sum(column[1:]) for column in zip(*given, strict=True)]
    words = {
        "name": name,
        "title": name.replace("_", " "),
        "arguments": ", ".join(arguments),
        "first": first,
        "rows": "\n".join(
            f"| `{each}` | a number, or an array of any shape | `{_plain(value)}` |"
            for each, value in zip(arguments, given, strict=True)
        ),
        "result": _plain(result),
        "words": f"twice {first}" + "".join(f" plus {each}" for each in rest),
        "right": f"2 * {wrong}",
        "wrong": wrong,
        "values": ", ".join(["3"] * len(arguments)),
        "others": ", ".join(["-1.5"] * len(arguments)),
        "vectors": ", ".join(["few(rng, 3)"] * len(arguments)),
        "matrices": ", ".join(["few(rng, 2, 3)"] * len(arguments)),
        "numbers": ", ".join(["few(rng)"] * len(arguments)),
        "points": points,
        "chapter": chapter,
        "after": "None" if after is None else f'"{after}"',
        "tags": "" if kind == "checked" else "tags: [own]\n",
    }
    if kind == "written":
        return Texts(WRITTEN.format(**words))
    if kind == "asserted":
        n = len(arguments)
        numbers = {"result": f"{3 * (n + 1)}", "another": f"{-1.5 * (n + 1):g}"}
        test = ASSERTED.format(**{**words, **numbers})
        return Texts(CELLS.format(**words, test=test))
    cells = CELLS.format(**words, test=CHECKED.format(**words))
    return Texts(cells, *(each.format(**words) for each in (ROW, CHECK, ZOO)))


def _plain(values: list[float]) -> str:
    return f"[{', '.join(f'{value:g}' for value in values)}]"
