"""What lets a reader point at a place: numbers and addresses of figures, links of headings.

And what makes long code readable on a telephone: each line of it is a line of its own, so that a
wrapped one goes on further in.
"""

import html
import re

from course_guesses import LEADS
from course_words import _

#: Letters of code in a line that a telephone of 390 px shows.
NARROW = 38
#: A line that begins further in, below an open bracket, begins at SHALLOW there.
DEEP, SHALLOW = 12, 8

_HEADERLINK = re.compile(r'<a class="headerlink" href="(#[^"]*)"[^>]*>¶</a>')
_FIGURE = re.compile(
    r'<span class="n">(?:figures|widgets)</span><span class="o">\.</span>'
    r'<span class="n">(\w+)</span>'
    r'|<figure class="(?:mlp-picture|widget)"[^>]*>.*?</figure>',
    re.DOTALL,
)
#: What a chapter says of the picture before it, beginning in bold: its caption, not a question.
_CAPTION = re.compile(
    r'(<figcaption><a class="number"[^>]*>[^<]*</a>)(</figcaption></figure>(?:\s*</div>)*\s*)'
    rf"<p>(<strong>(?!{'|'.join(LEADS)})(?:(?!</p>).)*)</p>",
    re.DOTALL,
)
_OPTION = re.compile(r'<span class="pre">(?=--[\w-]{1,20}</span>)')
_COMMAND = re.compile(
    r'(<div class="highlight-(?:bash|powershell)[^>]*><div class="highlight"><pre>)(.*?)</pre>',
    re.DOTALL,
)
_FLAG = re.compile(r"(?<![\w-])--?[a-z][\w-]*(?![^<]*>)")
_CODE = re.compile(
    r'(<div class="cell_input[^>]*>\s*<div[^>]*><div class="highlight"><pre>)(.*?)</pre>', re.DOTALL
)


def link_headings(body: str) -> str:
    """Make the link of a heading one for the mouse alone, outside of the heading's name."""
    title = html.escape(_("Copy the link to this place"))
    link = rf'<a class="headerlink" href="\1" aria-hidden="true" tabindex="-1" title="{title}"></a>'
    return _HEADERLINK.sub(link, body)


def keep_options(body: str) -> str:
    """Let no line of a telephone break an option behind its dashes, in text and in commands."""

    def command(match: re.Match) -> str:
        return match[1] + _FLAG.sub(r'<span class="option">\g<0></span>', match[2]) + "</pre>"

    return _COMMAND.sub(command, _OPTION.sub(r'<span class="pre option">', body))


def number_figures(body: str, chapter: str) -> str:
    """Give each figure of a chapter a number, a caption and an address, ``#figure-one-neuron``.

    Parameters
    ----------
    body : str
        The HTML of the page.
    chapter : str
        The chapter's number, ``1``.
    """
    count, name, seen = 0, "figure", {}

    def one(match: re.Match) -> str:
        nonlocal count, name
        if match[1]:
            name = match[1]
            return match[0]
        count += 1
        seen[name] = seen.get(name, 0) + 1
        again = f"-{seen[name]}" if seen[name] > 1 else ""
        anchor = f"figure-{name.replace('_', '-')}{again}"
        number = f'<a class="number" href="#{anchor}">Figure {chapter}.{count}</a> '
        figure = match[0].replace("<figure ", f'<figure id="{anchor}" ', 1)
        if "<figcaption" in figure:
            return re.sub(r"(<figcaption[^>]*>)", lambda m: m[1] + number, figure, count=1)
        return figure.replace("</figure>", f"<figcaption>{number.strip()}</figcaption></figure>")

    return _CAPTION.sub(r"\1 \3\2", _FIGURE.sub(one, body))


def split_lines(body: str) -> str:
    """Put each line of a cell with long lines into a span that knows how far it is indented."""
    return _CODE.sub(lambda match: match[1] + _lines(match[2]) + "</pre>", body)


def _lines(code: str) -> str:
    plain = re.sub(r"&[#\w]+;", "x", re.sub(r"<[^>]*>", "", code))
    if max(map(len, plain.split("\n"))) <= NARROW:
        return code
    texts = plain.split("\n")
    done, opened = [""], []
    for piece in re.split(r"(<span[^>]*>|</span>|\n)", code):
        if piece == "\n":
            done[-1] += "\n" + "</span>" * len(opened)
            done.append("".join(opened))
            continue
        if piece.startswith("<span"):
            opened.append(piece)
        elif piece == "</span>":
            opened.pop()
        done[-1] += piece
    rows = zip(done, texts, strict=True)
    return "".join(
        _row(line, len(text) - len(text.lstrip())) if text or line.endswith("\n") else line
        for line, text in rows
    )


def _row(line: str, indent: int) -> str:
    """Return one line; of a deep indent what is too much for a telephone is set apart."""
    if indent > DEEP:
        extra = f'<span class="deep">{" " * (indent - SHALLOW)}</span>'
        line = re.sub(rf"^((?:<[^>]*>)*) {{{indent - SHALLOW}}}", rf"\1{extra}", line)
        indent = SHALLOW
    return f'<span class="line" style="--in:{indent}">{line}</span>'


def pointed(body: str, pagename: str) -> str:
    """Return a page's HTML with all of this."""
    body = link_headings(body)
    body = keep_options(body)
    if chapter := re.match(r"chapters/ch(\d+)/", pagename):
        body = number_figures(body, chapter[1])
    return split_lines(body)
