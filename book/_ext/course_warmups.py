"""The warm-up of a chapter: five questions 'which mistake made this number?', new at each visit.

The page holds several questions about each exercise of the chapters before, as data. Five are
there as HTML, for readers without scripts; `warm.js` puts others in their place at each visit.
"""

import json
from html import escape

import numpy as np

from mlp.checks import questions
from mlp.checks.questions import Question

TASK = "Five functions that you have met, each with a mistake. Which mistake made this number?"
COUNT = 5
EACH = 8  # questions about one exercise, with other numbers


def pool(chapter: str) -> list[list[Question]]:
    """Return questions about the chapters before, those about one exercise together."""
    rng = np.random.default_rng(int(chapter[2:]))
    return questions.pool(questions.before(chapter), rng, EACH)


def warm_up(chapter: str) -> str:
    """Return the section of a warm-up, as the text of a Markdown cell; none without questions."""
    about = pool(chapter)
    if not about:
        return ""
    asked = "".join(
        _asked(chapter, number, each[0]) for number, each in enumerate(about[:COUNT], 1)
    )
    data = json.dumps(data_of(about), ensure_ascii=False, separators=(",", ":"))
    data = data.replace("</", r"<\/")  # no end tag inside the script
    return (
        f'## Warm up\n\n{TASK}\n\n<div class="quiz" data-warm-up="{chapter}">{asked}'
        f'<script type="application/json">{data}</script></div>\n'
    )


def data_of(about: list[list[Question]]) -> dict:
    """Return questions in a short form.

    Returns
    -------
    dict
        "says": a list of [what was done, what the check says of it]. "asked": for each exercise
        its questions [call, right value, given value, which choice is right, choices]; a choice is
        [its place in "says", the value that it gives].
    """
    said: dict[tuple[str, str], int] = {}

    def choice(phrase: str, explained: str) -> list:
        value, _, sentence = explained.removeprefix("That gives ").partition(": ")
        return [said.setdefault((phrase, sentence), len(said)), value]

    asked = [
        [[q.call, q.wanted, q.given, q.right, [*map(choice, q.choices, q.explained)]] for q in each]
        for each in about
    ]
    return {"says": [list(pair) for pair in said], "asked": asked}


def _asked(chapter: str, number: int, question: Question) -> str:
    call, wanted, given = (
        f'<code class="literal">{escape(text)}</code>'
        for text in (question.call, question.wanted, question.given)
    )
    verdicts = ["Not quite"] * len(question.choices)
    verdicts[question.right] = "Right"
    answers = "".join(
        f'<details name="quiz-warm-{chapter}-{number}"><summary>{escape(choice)}.</summary>'
        f"<p>{verdict}. {escape(explained)}</p></details>"
        for verdict, choice, explained in zip(
            verdicts, question.choices, question.explained, strict=True
        )
    )
    return (
        f"<p><strong>{number}. {call} is {wanted}. Somebody’s function gave {given}. "
        f"What did it do?</strong></p>{answers}"
    )
