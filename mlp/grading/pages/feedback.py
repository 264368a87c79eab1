"""The page that a student gets back: points and hints, their own code, no tests, no solutions."""

import re
from html import escape

from mlp.grading.intake.bundle import SOLUTION, TEST, WRITTEN, Bundle
from mlp.grading.intake.notebook import Node
from mlp.grading.result import Result
from mlp.look.tokens import tokens_css

SLUG = re.compile(r" {2,}\[([a-z0-9-]+)\]$")  # a mistake's name, far right in a notebook
STYLE = tokens_css(system=":root", only=("rule", "want", "cost"))
STYLE += """
body { font: 17px/1.55 system-ui, sans-serif; max-width: 48rem; margin: 2rem auto;
  padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin: 2.2rem 0 .4rem; }
table { border-collapse: collapse; width: 100%; }
td, th { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--rule); }
td:nth-child(2) { white-space: nowrap; }
pre { overflow-x: auto; border: 1px solid var(--rule); border-radius: 6px; padding: .6rem .8rem;
  font: 14px/1.45 ui-monospace, monospace; }
pre.hint { white-space: pre-wrap; font-size: 13px; border-left: 4px solid var(--cost); }
a { color: inherit; }
.good { color: var(--want); } .bad { color: var(--cost); }
"""


def page(result: Result, notebook: Node, bundle: Bundle) -> str:
    """Return the feedback on a submission as a page of HTML.

    Parameters
    ----------
    result : Result
        Scores, messages and notes.
    notebook : Node
        The graded notebook.
    bundle : Bundle
        The assignment; only what was released of it is shown.
    """
    cells = {cell.id: cell for cell in notebook.cells}
    graded = [cell for cell in bundle.cells if cell.role in (TEST, WRITTEN)]
    reached = sum(result.scores.get(cell.key) or 0.0 for cell in graded)
    most = sum(cell.points for cell in graded)
    title = f"{bundle.assignment} · {bundle.notebook} · {result.student}"
    parts = [f"<h1>{escape(title)}</h1>", f"<p><b>{reached:g} of {most:g} points</b></p>"]
    if result.refused:
        parts.append(f"<p class=bad>This could not be graded: {escape(result.refused)}.</p>")
    parts += _table(result, graded, bundle)
    parts += _answers(result, cells, bundle)
    if result.repairs:
        items = "".join(f"<li>{escape(each)}</li>" for each in result.repairs)
        parts.append(f"<h2>Put right before grading</h2><ul>{items}</ul>")
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body>"
        + "\n".join(parts)
        + "</body></html>\n"
    )


def _table(result, graded, bundle):
    rows, answer = ["<tr><th>exercise<th>points<th></tr>"], ""
    for cell in bundle.cells:
        answer = cell.key if cell.role in (SOLUTION, WRITTEN) else answer
        if cell not in graded:
            continue
        score = result.scores.get(cell.key)
        if score is None:
            word, mark, points = "not graded yet", "", "–"
        else:
            full = score >= cell.points
            word, mark = ("right", "good") if full else ("not yet", "bad")
            points = f"{score:g}"
        if cell.key in result.review:
            word = "needs review"
        name = escape(cell.key.removeprefix("test-"))
        rows.append(
            f'<tr><td><a href="#{escape(answer)}"><code>{name}</code></a>'
            f"<td>{points} / {cell.points:g}<td class={mark}>{word}</tr>"
        )
    return ["<table>", *rows, "</table>"]


def _answers(result, cells, bundle):
    parts, hints = [], []
    for cell in bundle.cells:
        if cell.role in (SOLUTION, WRITTEN) and cell.key in cells:
            key, hints = escape(cell.key), []
            parts.append(f'<h2 id="{key}"><code>{key}</code></h2>')
            if cell.key in result.unanswered:
                parts.append("<p>Nothing was written here.</p>")
            else:
                parts.append(f"<pre>{escape(cells[cell.key].source)}</pre>")
        elif cell.key in result.messages and result.messages[cell.key] not in hints[-1:]:
            hints.append(result.messages[cell.key])
            text = SLUG.sub(r"\n[\1]", hints[-1])
            parts.append(f"<pre class=hint>{escape(text)}</pre>")
    return parts
