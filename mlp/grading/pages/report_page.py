"""The page of `mlp report`: a table whose bars are its cells, in the look of the course."""

from collections.abc import Sequence
from html import escape

from mlp.grading.outcomes import BLANK, OTHER, Exercise, discrimination
from mlp.grading.pages.report_groups import unnamed
from mlp.look.numbers import plain
from mlp.look.tokens import tokens_css

TOKENS = tokens_css(system=":root")
STYLE = """
*,*::before,*::after{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);
 font:400 clamp(1.125rem,1.09rem + .18vw,1.1875rem)/1.58 var(--text)}
main{max-width:728px;margin:auto;padding:40px 24px 80px}
h1{font-size:clamp(1.75rem,1.5rem + 1.4vw,2.25rem);line-height:1.15;margin:0 0 .6em}
h2{font-size:1.25rem;margin:0 0 2px}
h1,h2{font-weight:600;letter-spacing:-.008em}
section{border-top:1px solid var(--rule);margin-top:44px;padding-top:14px}
code{font-family:var(--code);font-size:.84em;white-space:nowrap}
mark{background:var(--mark);color:var(--ink);padding:0 .14em;border-radius:2px}
.label,details{font:400 .8125rem/1.5 var(--label);color:var(--ink2)}
details{margin-top:10px}
:focus-visible{outline:2px solid var(--ink);outline-offset:3px}
table{border-collapse:collapse;width:100%;font:400 .9375rem/1.3 var(--label)}
caption{text-align:left;font:400 1.1875rem/1.45 var(--text);margin-bottom:20px;max-width:34em}
th{font-weight:400;text-align:left;padding:6px 18px 6px 0;width:14.5em}
td{padding:6px 0}
.b{white-space:nowrap;display:flex;align-items:center;gap:10px;font-variant-numeric:tabular-nums}
.b i{display:block;height:16px;background:var(--ring);width:calc(var(--v)*72%);flex:none}
.hot .b i{background:var(--ink)}
.hot th span{background:var(--mark);padding:1px .2em;margin-left:-.2em;border-radius:2px}
.hide{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
@media (max-width:560px){tr,th,td{display:block;width:auto}tr{margin-bottom:8px}th,td{padding:2px 0}
 .b i{width:calc(var(--v)*58%)}}
pre{white-space:pre-wrap;border:1px solid var(--rule);border-radius:6px;padding:.5em .7em;
 font:.8125rem/1.45 var(--code);margin:.3em 0 1.2em}
@media print{section,pre,tr{break-inside:avoid}}
"""


def page(
    chapter: str,
    exercises: Sequence[Exercise],
    *,
    names: bool = True,
    over: Sequence[tuple[str, int, float]] = (),
) -> str:
    """Return the report on a class as a page of HTML that needs no other file.

    Parameters
    ----------
    chapter : str
        The assignment.
    exercises : sequence of Exercise
        At least one.
    names : bool, default True
        Say who has not attempted an exercise.
    over : sequence of (str, int, float), optional
        The chapters so far: how many handed in, and the part of the points that they reached.
    """
    title = f"What the class made of {chapter}"
    parts = [f"<h1>{escape(title)}</h1>", _overview(exercises)]
    parts += [_section(exercise, exercises, names) for exercise in exercises]
    parts += _over(over)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{TOKENS}{STYLE}</style></head><body><main>"
        + "\n".join(parts)
        + "</main></body></html>\n"
    )


def words(slug: str) -> str:
    """Write the name of a mistake in words: 'bias-left-out' is 'Bias left out'."""
    return slug.replace("-", " ").capitalize()


def _bar(label: str, part: float, text: str, hot: bool = False) -> str:
    return (
        f'<tr{" class=hot" if hot else ""}><th scope="row"><span>{label}</span></th>'
        f'<td><div class="b" style="--v:{part:.4f}"><i></i>{escape(text)}</div></td></tr>'
    )


def _table(caption: str, heads: tuple[str, str], bars: list[str]) -> str:
    head = "".join(f'<th scope="col">{word}</th>' for word in heads)
    return (
        f'<table><caption>{caption}</caption><thead class="hide"><tr>{head}</tr></thead>'
        f"<tbody>{''.join(bars)}</tbody></table>"
    )


def _overview(exercises: Sequence[Exercise]) -> str:
    students = len({student for exercise in exercises for student in exercise.outcomes})
    hardest = min(exercises, key=lambda exercise: exercise.share)
    every = [
        (count, slug, exercise.name)
        for exercise in exercises
        for slug, count in exercise.mistakes
        if slug != OTHER
    ]
    caption = f"Of {_students(students)}, {hardest.right} got <code>{hardest.name}</code> right."
    if every:
        count, slug, name = max(every, key=lambda found: found[0])
        caption += (
            f" The most frequent mistake of all, made by {count}: <mark>{words(slug)}</mark> in "
            f"<code>{name}</code>."
        )
    bars = [
        _bar(
            f"<code>{escape(exercise.name)}</code>",
            exercise.share,
            f"{exercise.share:.0%}" + (" right" if exercise is exercises[0] else ""),
            exercise is hardest,
        )
        for exercise in exercises
    ]
    return _table(caption, ("Exercise", "Right"), bars)


def _section(exercise: Exercise, others: Sequence[Exercise], names: bool) -> str:
    blank = exercise.students(BLANK)
    counts = [*exercise.mistakes, (BLANK, len(blank))]
    counts = [(slug, count) for slug, count in counts if count]
    most = max([1, *(count for _, count in counts)])
    bars = [
        _bar(words(slug), count / most, _students(count) if first else str(count), hot=first)
        for first, (slug, count) in zip([True] + [False] * len(counts), counts, strict=False)
    ]
    caption = (
        f"{exercise.share:.0%} right: {exercise.right} of {_students(len(exercise.outcomes))}."
    )
    if (told := discrimination(exercise, others)) is not None:
        caption += f" Correlation with the other exercises: {plain(told)}."
    who = ""
    if blank and names:
        who = (
            f"<details><summary>Who has not attempted it ({len(blank)})</summary>"
            f"{escape(', '.join(blank))}</details>"
        )
    table = _table(caption, ("Mistake", "Students"), bars)
    groups = unnamed(exercise, names)
    return f"<section><h2><code>{escape(exercise.name)}</code></h2>{table}{groups}{who}</section>"


def _over(over):
    """Return the section on the chapters so far, where there are several."""
    if len(over) < 2:
        return []
    bars = [
        _bar(f"<code>{escape(name)}</code>", share, f"{share:.0%} of {_students(count)}")
        for name, count, share in over
    ]
    table = _table(
        "The points that were reached, on average.", ("Chapter", "Part of the points"), bars
    )
    return [f"<section><h2>The chapters so far</h2>{table}</section>"]


def _students(count: int) -> str:
    return f"{count} student{'' if count == 1 else 's'}"
