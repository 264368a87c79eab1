"""The questions in a chapter's text take a guess before their answer is opened.

A question is a paragraph that begins with one of `LEADS` (**Before you read on.**), or a
``<details>`` that says what a guess of it is:

- ``<details data-guess="number">``: a number; the truth is the first bold number of the answer.
  ``data-guess="number 0.02"`` sets how far off is near enough, otherwise it is half a unit of the
  last digit;
- ``<details data-guess="it grows | it shrinks*">``: one of several, the true one with an asterisk
  (or none, where the answer says it in words). A question of two parts says which one is meant:
  ``data-guess="At z = 5: sigmoid | ReLU*"``;
- ``<details data-guess="text">``: a few words. So does a question that declares nothing.

A question that the next cells answer says the same behind it, and where the answer ends::

    **Predict first.** Does it read nothing, half, or most of the digits?

    <!-- guess: nothing | half | most* -->

    … the cells, and the words about what they show …

    <!-- answered -->

Notebooks show neither comment. On the page what is between them waits for the guess.

The guess's row is in the page's HTML as a template, which keeps its place and becomes the row as
the reader comes near (``book/page/questions.js``): a browser that looks at the forms of a page, to
fill them in, would else lay out every section with a question before the first is read. What waits
is hidden by a script of its own, before it is drawn. Without JavaScript no row is shown, nothing
waits, and answers open as they are.
"""

import hashlib
import html
import re

from course_words import _

LEADS = (
    *("Before you read on", "Before you look", "Predict", "Guess first", "Draw first"),
    *("Choose", "Explain it", "Work it out"),
)

_QUESTION = re.compile(
    r"(?P<ask><p>(?P<words>(?:(?!</p>).)*)</p>\s*)?"
    r'<details(?: data-guess="(?P<how>[^"]*)")?>\s*<summary>(?P<summary>.*?)</summary>'
    r"(?P<answer>.*?)</details>"
    r"|(?P<open><p>(?:(?!</p>).)*</p>)\s*<!-- guess: (?P<said>[^>]*?) -->"
    r"(?P<waits>.*?)<!-- answered -->"
    r"|(?P<alone><p>(?P<bare>(?:(?!</p>).)*)</p>)",
    re.DOTALL,
)
_LEAD = re.compile(rf"<strong>(?:{'|'.join(LEADS)})\b")
_TRUTH = re.compile(r"<strong>([−+]?[\d.,]+)</strong>")
#: What hides an answer: the browser's search in the page finds it all the same.
_HIDE = (
    "{const w=document.currentScript.parentNode;let k;try{k=localStorage.getItem("
    "new URL(document.documentElement.dataset.content_root,document.baseURI).pathname+"
    "' guess NAME')}catch{}if(!k)w.hidden='until-found'}"
)
#: Letters of a summary that is a question itself; others are such as 'Work it out, then look'.
_QUESTION_LENGTH = 30
_NUMBER = re.compile(r"(?:(?P<label>.*): )?number(?: (?P<tolerance>[\d.]+))?")


def ask_guesses(body: str) -> str:
    """Put the row of a guess before each answer of a page that takes one.

    Parameters
    ----------
    body : str
        The HTML of a page.

    Raises
    ------
    ValueError
        If a guess is declared in a way that has no meaning; the message names the question.
    """

    def row(match: re.Match) -> str:
        if match["alone"]:
            if _LEAD.match(match["bare"]):
                raise ValueError(
                    f"nothing waits for the guess of: {_words(match['bare'])}\nExpected its answer "
                    "in <details>, or <!-- guess: … --> behind it and <!-- answered --> at the end."
                )
            return match[0]
        if match["open"]:
            form = _form(match["open"], html.unescape(match["said"]), match["waits"])
            why = _("What comes next is shown when you have guessed.")
            form = form.replace('<p role="status"', f'<p class="why">{why}</p><p role="status"')
            form = form.replace('class="guess', 'class="guess two', 1)  # lines
            return match["open"] + form + _waiting(form, ask_guesses(match["waits"]))
        asked, how = match["ask"] or "", match["how"]
        lead = _LEAD.match(match["words"] or "")
        if how is None and not lead:
            return match[0]
        rest = match[0][len(asked) :]
        question = f"{asked} {match['summary']}"  # several are summed up as 'Answer'
        if how and len(_words(match["summary"])) > _QUESTION_LENGTH:  # the fold asks: so ask first
            rest = rest.replace(match["summary"], _("Answer"), 1)
            asked += f"<p><strong>{match['summary']}</strong></p>\n"
        return asked + _form(question, html.unescape(how or "text"), match["answer"]) + rest

    asked = _QUESTION.sub(row, body)
    if left := re.search("<!-- (?:guess:.*?|answered) -->", asked):
        raise ValueError(
            f"{left[0]} has no partner: a question's paragraph, <!-- guess: … -->, what waits, "
            "<!-- answered -->"
        )
    return asked


def _form(question: str, how: str, answer: str) -> str:
    """Return the row of one question."""
    words = _words(question)
    name = hashlib.sha256(words.encode()).hexdigest()[:10]
    if how == "text":
        field = _field(_("Your guess"), 'maxlength="200"')
        return _row(name, {"kind": "text"}, field, wraps=True)
    if number := _NUMBER.fullmatch(how):
        truth = _TRUTH.search(answer)
        if not truth:
            raise ValueError(f"no bold number in the answer to: {words}")
        tolerance = number["tolerance"] or f"{half_a_unit(truth[1]):g}"
        data = {"kind": "number", "truth": truth[1], "tolerance": tolerance}
        label = number["label"] or _("Your guess")
        return _row(name, data, _field(label, 'inputmode="text"'), wraps=len(label) > 15)
    label, colon, listed = how.rpartition(": ")
    options = [option.strip() for option in listed.split("|")]
    right = [option[:-1] for option in options if option.endswith("*")]
    if len(options) < 2 or len(right) > 1 or "" in options:
        raise ValueError(
            f"expected 'text', 'number' or options as in 'yes* | no', got {how!r} for: {words}"
        )
    data = {"kind": "choice", **({"truth": right[0]} if right else {})}
    label = label if colon else _("Your guess")
    words = [label, *options, _("Skip")]
    letters = sum(len(word.removesuffix("*")) for word in words)
    wraps = 6 * letters + 36 * len(options) > 325  # px, on a telephone
    return _row(name, data, _choice(label, options), wraps=wraps)


def _words(question: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", question).split())


def _waiting(form: str, answer: str) -> str:
    """Return what waits for a guess: hidden before it is drawn, unless there was one before."""
    name = re.search(r'data-question="(\w+)"', form)[1]
    return (
        f'<div class="waits"><script>{_HIDE.replace("NAME", name)}</script>{answer.strip()}</div>\n'
    )


def half_a_unit(number: str) -> float:
    """Return half a unit of a number's last digit.

    Examples
    --------
    >>> half_a_unit("0.12"), half_a_unit("13,002")
    (0.005, 0.5)
    """
    return 0.5 * 10.0 ** -len(number.partition(".")[2])


def _row(name: str, data: dict[str, str], inside: str, *, wraps: bool) -> str:
    """Return the row's template. One that wraps on a telephone keeps the place of two lines."""
    kind = "guess wraps" if wraps else "guess"
    attributes = "".join(f' data-{key}="{html.escape(value)}"' for key, value in data.items())
    too, skip = html.escape(_("Escape skips it too")), html.escape(_("Skip"))
    return (
        f'<template class="{kind}"><form class="guess" autocomplete="off" data-question="{name}"'
        f"{attributes}>{inside}"
        f'<button type="button" value="" title="{too}">{skip}</button>'
        '<p role="status" aria-live="polite"></p></form></template>\n'
    )


def _field(label: str, kind: str) -> str:
    look = html.escape(_("Keep it, and look"))
    return f"<label>{html.escape(label)} <input {kind}></label><button>{look}</button>"


def _choice(label: str, options: list[str]) -> str:
    words = [html.escape(option.removesuffix("*")) for option in options]
    buttons = "".join(f'<button type="button" value="{word}">{word}</button>' for word in words)
    return f"<fieldset><legend>{html.escape(label)}</legend>{buttons}</fieldset>"
