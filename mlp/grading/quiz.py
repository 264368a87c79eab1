"""The command `mlp quiz`: five questions about mistakes on a sheet for each student, with a key."""

import html
import zlib
from collections.abc import Sequence
from pathlib import Path

import click
import numpy as np

from mlp.checks.questions import Question, before, draw
from mlp.grading.gradebook.course import replace
from mlp.grading.platforms.roster import read_roster
from mlp.grading.saying import Stopped, as_json, say

FOLDER = Path("grading", "quiz")
LETTERS = "ABCD"
STYLE = """body{font:12pt/1.45 Georgia,serif;max-width:44em;margin:2em auto;padding:0 1em}
section{break-after:page}h1{font-size:15pt}h1 b{float:right}ol{padding-left:1.4em}
li{margin-bottom:1.2em;break-inside:avoid}code{font:10.5pt/1.4 monospace;overflow-wrap:anywhere}
ol ol{list-style:upper-alpha;margin-top:.4em}ol ol li{margin:0}
td,th{padding:.2em .8em;text-align:left}"""
PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title><style>{style}</style></head>
<body>
{body}
</body></html>
"""


@click.command()
@click.argument("chapter")
@click.option("--students", type=click.Path(path_type=Path), help="The roster: a sheet for each.")
@click.option("--questions", default=5, show_default=True, type=click.IntRange(1, 10))
@click.option("--seed", default=0, show_default=True, help="Another seed draws other questions.")
@as_json
def quiz(chapter, students, questions, seed, as_json) -> None:
    """Print a warm-up for CHAPTER, with questions which mistake made a number.

    The questions are about the exercises of the chapters before. Each student has other questions
    and other numbers; the same roster and seed give the same sheets again. Two files are written:
    the sheets, one page for each student, to print or to send, and the key.

    A roster is Canvas's export of the gradebook, Moodle's grading worksheet, or a table with a
    column student_id. Without one there is a single sheet.
    """
    try:
        names = [p.student for p in read_roster(students).people] if students else [""]
        exercises = before(chapter)
        sheets = {name: draw(exercises, _rng(seed, name), questions) for name in names}
        paths = FOLDER / f"{chapter}.html", FOLDER / f"{chapter}-key.html"
        title = f"Warm-up for {chapter}"
        for path, body in zip(paths, (_sheets(title, sheets), _key(title, sheets)), strict=True):
            replace(path, PAGE.format(title=html.escape(title), style=STYLE, body=body), 0o644)
    except (OSError, ValueError) as error:
        raise Stopped(str(error)) from None
    facts = {"chapter": chapter, "students": [n for n in names if n], "files": [*map(str, paths)]}
    count = f"{len(names)} sheet{'s' if len(names) > 1 else ''} of {questions} questions"
    say(facts, [f"{chapter}: {count}: {paths[0]}, the key: {paths[1]}"], as_json)


def _rng(seed: int, name: str) -> np.random.Generator:
    return np.random.default_rng([abs(seed), zlib.crc32(name.encode())])


def _sheets(title: str, sheets: dict[str, Sequence[Question]]) -> str:
    return "\n".join(
        f"<section><h1>{html.escape(title)} <b>{html.escape(name)}</b></h1>\n"
        "<p>Which mistake made this number?</p>\n"
        f"<ol>{''.join(map(_asked, questions))}</ol></section>"
        for name, questions in sheets.items()
    )


def _asked(question: Question) -> str:
    choices = "".join(f"<li>{html.escape(choice)}.</li>" for choice in question.choices)
    return f"<li>{asked(question)}<ol>{choices}</ol></li>\n"


def asked(question: Question) -> str:
    """Return the question's text as HTML."""
    call, wanted, given = map(html.escape, (question.call, question.wanted, question.given))
    return (
        f"<code>{call}</code> is <code>{wanted}</code>. Somebody’s function gave "
        f"<code>{given}</code>. What did it do?"
    )


def _key(title: str, sheets: dict[str, Sequence[Question]]) -> str:
    rows = "".join(
        f"<tr><th>{html.escape(name) or 'all'}</th>"
        + "".join(f"<td>{LETTERS[question.right]}</td>" for question in questions)
        + "</tr>\n"
        for name, questions in sheets.items()
    )
    explained = "".join(
        f"<section><h1>{html.escape(name) or html.escape(title)}</h1><ol>"
        + "".join(
            f"<li>{asked(q)} <b>{LETTERS[q.right]}</b>: {html.escape(q.explained[q.right])}</li>"
            for q in questions
        )
        + "</ol></section>\n"
        for name, questions in sheets.items()
    )
    return f"<h1>{html.escape(title)}: the key</h1>\n<table>{rows}</table>\n{explained}"
