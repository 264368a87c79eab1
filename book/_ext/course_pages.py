"""What the site adds to a page's text: exercises, tables that scroll, and the hover glossary."""

import re

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

#: A word inside these is left alone: it is a heading, a link, code, or a term's own definition.
_LEFT_ALONE = (nodes.title, nodes.reference, nodes.literal, nodes.literal_block, nodes.term)


class Sections(SphinxTransform):
    """Give the sections of exercises and quizzes their class, and wide tables a frame to scroll."""

    default_priority = 700

    def apply(self, **kwargs: object) -> None:
        """Change the document in place."""
        for section in self.document.findall(nodes.section):
            title = section.next_node(nodes.title).astext()
            for word in ("Exercise", "Quiz"):
                if re.match(rf"{word}\b", title):
                    section["classes"].append(word.lower())
        for table in list(self.document.findall(nodes.table)):
            frame = nodes.container(classes=["scroll"])
            table.replace_self(frame)
            frame += table
            for head in table.findall(nodes.thead):
                for cell in head.findall(nodes.entry):
                    _name_column(cell)


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
    """Link the first mention of each term of the glossary in each section of a chapter.

    The definition is shown where the word stands, by course.js; without it the link is a link.
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
    for section in doctree.findall(nodes.section):
        if isinstance(section.parent, nodes.document) or isinstance(
            section.parent.parent, nodes.document
        ):
            seen: set[str] = set()
            for paragraph in list(section.findall(nodes.paragraph)):
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
    app.connect("doctree-resolved", link_terms)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
