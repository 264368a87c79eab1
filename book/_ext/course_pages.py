"""What the site adds to a page's text: exercises, quizzes, tables, lines, the hover glossary."""

import re

from course_mathml import is_long
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

#: A word inside these is left alone: it is a heading, a link, code, or a term's own definition.
_LEFT_ALONE = (nodes.title, nodes.reference, nodes.literal, nodes.literal_block, nodes.term)

#: What may not begin a line after a formula, and what may not end one before it.
_CLOSES = re.compile(r"[-–]\w+|[,.;:!?)\]%…’”'\"]*")
_OPENS = re.compile(r"[(\[‘“]*$")

#: Code of up to so many letters is kept on one line: a telephone would break it at a hyphen.
_SHORT = 18
#: In a table of a telephone, of up to so many: longer code would make the table too wide.
_TINY = 10

_PROSE = (nodes.paragraph, nodes.strong, nodes.emphasis)

#: The name of a network: how many neurons its layers have.
_NETWORK = re.compile(r"(\b\d+(?:-\d+){2,}\b)")

_QUIZ_ANSWER = re.compile(
    r'<details name="(?P<name>quiz-[^"]+)">\s*(?P<option><summary>.*?</summary>)\s*'
    r"(?P<why>.*?)\s*</details>",
    re.DOTALL,
)


class Sections(SphinxTransform):
    """Give exercises, quizzes and short code their class, and wide tables a frame to scroll."""

    default_priority = 700

    def apply(self, **kwargs: object) -> None:
        """Change the document in place."""
        self._number()
        for section in self.document.findall(nodes.section):
            title = section.next_node(nodes.title).astext()
            for word in ("Exercise", "Quiz"):
                if re.match(rf"{word}\b", title):
                    section["classes"].append(word.lower())
        for code in self.document.findall(nodes.literal):
            if len(code.astext()) <= _SHORT:
                code["classes"].append("short")
            if len(code.astext()) <= _TINY:
                code["classes"].append("tiny")
        for table in list(self.document.findall(nodes.table)):
            frame = nodes.container(classes=["scroll"])
            table.replace_self(frame)
            frame += table
            for head in table.findall(nodes.thead):
                for cell in head.findall(nodes.entry):
                    _name_column(cell)

    def _number(self) -> None:
        """Say 'Exercise 1.3: …' in a chapter; addresses come from the titles without the number."""
        chapter = re.match(r"chapters/ch(\d+)/", self.env.docname)
        titles = [
            section.next_node(nodes.title) for section in self.document.findall(nodes.section)
        ]
        titles = [title for title in titles if title.astext().startswith("Exercise: ")]
        for n, title in enumerate(titles, 1):
            first = title.next_node(nodes.Text)
            if chapter and first.startswith("Exercise"):
                number = f"Exercise {chapter[1]}.{n}"
                first.parent.replace(first, nodes.Text(number + first[len("Exercise") :]))


class Punctuation(SphinxTransform):
    """Keep a comma with the formula before it, and a bracket with the formula behind it.

    A browser may break a line on either side of a formula, whatever stands there. A short formula
    is not broken at all (``.keep``); a long one, which may be, takes the comma into itself.
    """

    default_priority = 710

    def apply(self, **kwargs: object) -> None:
        """Change the document in place."""
        for formula in list(self.document.findall(nodes.math)):
            parent = formula.parent
            if isinstance(parent, nodes.title):
                continue
            at = parent.index(formula)
            before = parent[at - 1] if at else None
            after = parent[at + 1] if at + 1 < len(parent) else None
            opens = _OPENS.search(before)[0] if isinstance(before, nodes.Text) else ""
            closes = _CLOSES.match(after)[0] if isinstance(after, nodes.Text) else ""
            if not (opens or closes):
                continue
            if closes:
                parent.replace(after, nodes.Text(after[len(closes) :]))
            if opens:
                parent.replace(before, nodes.Text(before[: -len(opens)]))
            if is_long(formula.astext()):
                words = [rf"\text{{{text}}}".replace("%", r"\%") for text in (opens, closes)]
                formula[0] = nodes.Text(formula.astext().join(words))
            else:
                kept = nodes.inline(classes=["keep"])
                parent.replace(formula, kept)
                kept += [nodes.Text(opens), formula, nodes.Text(closes)]


class NetworkNames(SphinxTransform):
    """Keep the name of a network, 784-16-16-10, on one line."""

    default_priority = 720

    def apply(self, **kwargs: object) -> None:
        """Change the document in place."""
        for text in list(self.document.findall(nodes.Text)):
            if not (_NETWORK.search(text) and isinstance(text.parent, _PROSE)):
                continue
            pieces = [
                nodes.inline("", part, classes=["name"]) if k % 2 else nodes.Text(part)
                for k, part in enumerate(_NETWORK.split(text))
            ]
            text.parent.replace(text, pieces)


def mark_answers(body: str) -> str:
    """Give each answer of a quiz its class, ``right`` or ``wrong``, by its first word.

    Parameters
    ----------
    body : str
        The HTML of a page. An answer is ``<details name="quiz-…"><summary>…</summary>Right: …``,
        with or without paragraphs.
    """

    def answer(match: re.Match) -> str:
        why = match["why"] if match["why"].startswith("<p>") else f"<p>{match['why']}</p>"
        why, right = re.subn(r"^<p>(Right)\b", r"<p><b>\1</b>", why)
        why = re.sub(r"^<p>(Not quite)\b", r"<p><b>\1</b>", why)
        kind = "right" if right else "wrong"
        return f'<details class="{kind}" name="{match["name"]}">{match["option"]}{why}</details>'

    return _QUIZ_ANSWER.sub(answer, body)


def mark_exercises(contents: str) -> str:
    """Leave the word 'Exercise' in a list of sections to those who hear it, and mark the link.

    Parameters
    ----------
    contents : str
        The HTML of 'On this page'.
    """
    return re.sub(
        r'<a class="([^"]*)"([^>]*)>(Exercise )(\d+\.\d+): ',
        r'<a class="\1 task"\2><span class="hide">\3</span>\4 ',
        contents,
    )


def _name_column(cell: nodes.entry) -> None:
    """Let a screen reader say the head of a column that is empty, or holds a formula alone."""
    formulas = list(cell.findall(nodes.math))
    text = cell.astext()
    for formula in formulas:
        text = text.replace(formula.astext(), "", 1)
    if text.strip():
        return
    said = " ".join(formula.astext().replace("\\", "") for formula in formulas) or "Name"
    for formula in formulas:
        shown = [
            nodes.raw("", tag, format="html") for tag in ('<span aria-hidden="true">', "</span>")
        ]
        formula.parent.replace(formula, [shown[0], formula.deepcopy(), shown[1]])
    cell += nodes.inline("", said, classes=["hide"])


def link_terms(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Link the first mention of each term of the glossary in a chapter.

    The definition is shown where the word stands, by terms.js; without it the link is a link.
    """
    if not docname.startswith("chapters/"):
        return
    terms = {
        name.lower(): (where, anchor)
        for name, _, kind, where, anchor, _ in app.env.get_domain("std").get_objects()
        if kind == "term"
    }
    if not terms:
        return
    longest_first = sorted(map(re.escape, terms), key=len, reverse=True)
    pattern = re.compile(rf"\b({'|'.join(longest_first)})s?\b", re.IGNORECASE)
    seen: set[str] = set()
    for paragraph in list(doctree.findall(nodes.paragraph)):
        for text in list(paragraph.findall(nodes.Text)):
            _link_in(text, pattern, terms, seen, app, docname)


def _link_in(
    text: nodes.Text,
    pattern: re.Pattern,
    terms: dict[str, tuple[str, str]],
    seen: set[str],
    app: Sphinx,
    docname: str,
) -> None:
    parent = text.parent
    while parent is not None:
        if isinstance(parent, _LEFT_ALONE):
            return
        parent = parent.parent
    string, done, pieces = text.astext(), 0, []
    for match in pattern.finditer(string):
        word = match[1].lower()
        if word in seen:
            continue
        seen.add(word)
        where, anchor = terms[word]
        uri = app.builder.get_relative_uri(docname, where) + "#" + anchor
        pieces += [
            nodes.Text(string[done : match.start()]),
            nodes.reference("", match[0], refuri=uri, internal=True, classes=["term"]),
        ]
        done = match.end()
    if pieces:
        text.parent.replace(text, [*pieces, nodes.Text(string[done:])])


def setup(app: Sphinx) -> dict:
    """Register with Sphinx."""
    app.add_transform(Sections)
    app.add_transform(Punctuation)
    app.add_transform(NetworkNames)
    app.connect("doctree-resolved", link_terms)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
