"""The page that a student gets back: points and hints, their own code, no tests, no solutions.

It is made from two things alone: the gradebook, which knows all points, and the graded notebook,
which holds the answers and what the checks said.
"""

import re
from collections.abc import Sequence
from html import escape, unescape

from mlp.checks.language import language, translated
from mlp.grading.intake.bundle import SOLUTION, TEST, WRITTEN, Bundle
from mlp.grading.intake.notebook import Node
from mlp.grading.marks import Mark, Marks
from mlp.look.tokens import tokens_css

SLUG = re.compile(r" {2,}\[([a-z0-9-]+)\]$")  # a mistake's name, far right in a notebook
CODE = re.compile(
    r"(<(?:pre|code|style|title|h1)\b.*?</(?:pre|code|style|title|h1)>|<[^<>]*>)", re.DOTALL
)
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
.note { white-space: pre-wrap; border-left: 4px solid var(--want); padding: 0 .8rem; }
a { color: inherit; }
.good { color: var(--want); } .bad { color: var(--cost); }
"""


def page(
    student: str,
    marks: Marks,
    cells: Sequence[Node],
    bundle: Bundle,
    refused: str = "",
    repairs: Sequence[str] = (),
) -> str:
    """Return the feedback on a submission as a page of HTML.

    Parameters
    ----------
    student : str
    marks : Marks
        As the gradebook has them.
    cells : sequence of Node
        Of the graded notebook.
    bundle : Bundle
        The assignment; only what was released of it is shown.
    refused : str, optional
        Why it could not be graded.
    repairs : sequence of str, optional
        What was put right before grading.
    """
    known = {_key(cell): cell for cell in cells}
    graded = [cell for cell in bundle.cells if cell.role in (TEST, WRITTEN)]
    title = f"{bundle.assignment} · {bundle.notebook} · {student}"
    parts = [f"<h1>{escape(title)}</h1>", _total(marks, graded)]
    if refused:
        parts.append(f"<p class=bad>This could not be graded: {escape(refused)}.</p>")
    parts += _table(marks, graded, bundle)
    parts += _answers(marks, known, bundle, refused)
    if repairs:
        items = "".join(f"<li>{escape(each)}</li>" for each in repairs)
        parts.append(f"<h2>Put right before grading</h2><ul>{items}</ul>")
    return _in_language(
        f'<!DOCTYPE html><html lang="{language() or "en"}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body>"
        + "\n".join(parts)
        + "</body></html>\n"
    )


def _in_language(html):
    """Translate the page's own words: what is between tags, and no code, no hint, no name."""
    pieces = CODE.split(html)
    return "".join(
        piece if k % 2 or not piece.strip() else escape(translated(unescape(piece)), quote=False)
        for k, piece in enumerate(pieces)
    )


def _key(cell):
    return str(cell.metadata.get("nbgrader", {}).get("grade_id") or cell.get("id"))


def _total(marks, graded):
    most = sum(cell.points for cell in graded)
    text = f"<p><b>{marks.total:g} of {most:g} points</b>"
    if marks.penalty:
        text += f": {marks.points:g}, less {marks.penalty:g} because it came late"
    return text + "</p>"


def _table(marks, graded, bundle):
    rows, answer = ["<tr><th>exercise<th>points<th></tr>"], ""
    for cell in bundle.cells:
        answer = cell.key if cell.role in (SOLUTION, WRITTEN) else answer
        if cell in graded:
            points, mark, word = _row(marks.cells.get(cell.key, Mark(None)), cell)
            name = escape(cell.key.removeprefix("test-"))
            rows.append(
                f'<tr><td><a href="#{escape(answer)}"><code>{name}</code></a>'
                f"<td>{points} / {cell.points:g}<td class={mark}>{word}</tr>"
            )
    return ["<table>", *rows, "</table>"]


def _row(mark, cell):
    if mark.points is None:
        return "–", '""', "not graded yet"
    full = mark.points >= cell.points
    word = "right" if full else "not yet"
    if mark.by_hand:
        word = "marked by hand"
    elif mark.waits:
        word = "needs review"
    return f"{mark.points:g}", "good" if full else "bad", word


def _answers(marks, cells, bundle, refused):
    parts, hints = [], []
    for cell in bundle.cells:
        if cell.role in (SOLUTION, WRITTEN) and cell.key in cells:
            key, hints = escape(cell.key), []
            parts.append(f'<h2 id="{key}"><code>{key}</code></h2>')
            parts += _answer(cell, cells[cell.key].source, refused)
            if comment := marks.comments.get(cell.key):
                parts.append(f"<p class=note>{escape(comment)}</p>")
        elif cell.role == TEST and cell.key in cells:
            hint = _hint(cells[cell.key])
            if hint and hint not in hints[-1:]:
                hints.append(hint)
                text = SLUG.sub(r"\n[\1]", hint)
                parts.append(f"<pre class=hint>{escape(text)}</pre>")
    return parts


def _answer(cell, source, refused):
    if refused:
        return []
    if source.strip() == cell.released.strip() and not cell.nbgrader.get("task"):
        return ["<p>Nothing was written here.</p>"]
    return [f"<pre>{escape(source)}</pre>"]


def _hint(cell):
    """Return what the check of a graded cell said, '' where it passed."""
    for output in cell.get("outputs", ()):
        if output["output_type"] == "error":
            return str(output["evalue"] or output["ename"])
    return ""
