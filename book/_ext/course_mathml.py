r"""One formula as the page holds it: KaTeX's MathML with fewer elements.

It is in a page once, for browsers and screen readers alike; ``tex.js`` puts its LaTeX
(``data-tex``) on the clipboard.
"""

import re
from xml.etree import ElementTree as xml

#: A formula of up to so many signs is kept on one line; of a command's letters one is a sign.
UNBROKEN = 14
_NOT_DRAWN = re.compile(r"(?<=\\[a-zA-Z])[a-zA-Z]+|[\\\s{}^_]")

_SCRIPTS = ("msub", "msup", "msubsup", "munder", "mover", "munderover")
_OPENS, _CLOSES = set("([{⟨⌊⌈"), set(")]}⟩⌋⌉")
_DOTS, _BARS, _APPLIES = set("⋯…"), set("|∣∥"), "\N{FUNCTION APPLICATION}"
_THIN = "0.167em"
#: After these a long formula may go on in the next line.
_BREAKS = set("=≈≠≤≥<>←→↦∈+−⋅×⊙,")
_TIMES = set("⋅×⊙")


def is_long(latex: str) -> bool:
    """Whether a formula in a line may be broken."""
    return len(_NOT_DRAWN.sub("", latex)) > UNBROKEN


def formula(katex: str, latex: str, *, display: bool = False) -> str:
    """Return the HTML of one formula.

    Parameters
    ----------
    katex : str
        What KaTeX makes with ``output: "mathml"``.
    latex : str
        The formula's source.
    display : bool
        Whether it has a line of its own.
    """
    math = xml.fromstring(re.sub(r' xmlns="[^"]*"', "", re.search(r"(?s)<math.*</math>", katex)[0]))
    row = xml.Element("mrow")
    row.append(math[0][0])  # semantics, and in it the formula and its annotation
    _simplify(row)
    signs = list(row)
    source = latex.strip().removeprefix(r"\text{}")  # put there to hold a bracket
    lines = [signs] if display or not is_long(latex) else _broken(signs)
    pieces = []
    for k, line in enumerate(lines):
        piece = xml.Element("math", {"data-tex": "" if k else source})
        if display:
            piece.set("display", "block")
        piece.extend(line)
        pieces.append(xml.tostring(piece, encoding="unicode", short_empty_elements=False))
    return "".join(pieces)


def _simplify(parent: xml.Element) -> None:
    """Take out, below an element, what groups one thing alone, and give a sign its own space."""
    for at, child in enumerate(list(parent)):
        _simplify(child)
        while len(child) == 1 and child[0].tag != "mo" and _only_groups(child, parent):
            parent.attrib |= child.attrib
            child = parent[at] = child[0]
    # A row in a row groups nothing.
    while parent.tag in ("mrow", "mtd") and len(parent) == 1 and _only_groups(parent[0], parent):
        parent.attrib |= parent[0].attrib
        parent[:] = list(parent[0])
    _sign(parent)
    _function(parent)
    _script(parent)


def _only_groups(element: xml.Element, parent: xml.Element) -> bool:
    """Whether an element is a row without a look of its own, or one that a cell can have."""
    if element.tag == "mstyle" and parent.tag in ("mtd", "menclose", "mstyle"):
        return set(element.keys()) <= {"displaystyle", "scriptlevel"}
    return element.tag == "mrow" and not element.attrib


def _sign(row: xml.Element) -> None:
    """Say which plus and minus is a sign, as in (−1): after a bracket, an operator, or nothing.

    And that the bars of an absolute value are brackets, not 'divides'.
    """
    before = None
    for child in row:
        if child.tag == "mo" and child.text in _BARS:
            child.attrib |= {"lspace": "0em", "rspace": "0em"}
        operand = before is not None and (before.tag != "mo" or before.text in _CLOSES | _DOTS)
        if child.tag == "mo" and child.text in ("+", "−") and not operand:
            child.set("form", "prefix")
        if child.tag not in ("mspace", "mtext") or (child.text or "").strip():
            before = child


def _function(row: xml.Element) -> None:
    """Set a named function apart, as TeX does, from what it multiplies and from what it is of.

    ``y ln a`` has thin spaces; ``ln (1 − a)`` has none before its bracket.
    """
    for at in reversed([k for k, child in enumerate(row) if child.text == _APPLIES]):
        applies, of = row[at], row[at + 1] if at + 1 < len(row) else None
        if of is not None and of.text not in _OPENS:
            applies.set("rspace", _THIN)
        before = row[at - 2] if at > 1 else None
        if before is not None and (before.tag != "mo" or before.text in _CLOSES | _BARS):
            row.insert(at - 1, xml.Element("mspace", {"width": _THIN}))
    # max with an index below it: the sign is in the script's base
    for at in reversed([k for k, child in enumerate(row) if child.tag in _SCRIPTS]):
        last = [*row[at][0]][-1:] if len(row[at]) else []
        of = row[at + 1] if at + 1 < len(row) else None
        if last and last[0].text == _APPLIES and of is not None and of.text not in _OPENS:
            row.insert(at + 1, xml.Element("mspace", {"width": _THIN}))


def _script(element: xml.Element) -> None:
    """Set the operators of an index as TeX does, without space; and keep big brackets level."""
    for part in element[1:] if element.tag in _SCRIPTS else []:
        for sign in (sign for sign in part.iter("mo") if sign.text in _BREAKS):
            sign.attrib |= {"lspace": "0em", "rspace": "0em"}
    # A bracket of a set size, \big, sits lower where it has an exponent: none has that size.
    for sign in element.findall("mo[@minsize]"):
        for name in ("minsize", "maxsize"):
            del sign.attrib[name]
        sign.set("stretchy", "false")


def _broken(signs: list[xml.Element]) -> list[list[xml.Element]]:
    """Return the parts of a formula between which a line may end: outside of all brackets."""
    lines, depth = [[]], 0
    sums = any(sign.text in _BREAKS - _TIMES for sign in signs if sign.tag == "mo")
    breaks = _BREAKS - _TIMES if sums else _BREAKS  # between terms, not within one
    for sign in signs:
        lines[-1].append(sign)
        text = "".join(sign.itertext())
        depth += sum(letter in _OPENS for letter in text) - sum(
            letter in _CLOSES for letter in text
        )
        if sign.tag == "mo" and depth == 0 and text in breaks:
            lines.append([])
    return [line for line in lines if line]
