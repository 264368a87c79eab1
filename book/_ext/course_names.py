r"""The page of the names of mlp: docstrings write formulas as chapters do, ``$w \cdot a$``."""

import re

from sphinx.application import Sphinx

_INLINE = re.compile(r"(?<![\\$\w])\$(?!\s)([^$\n]+?)(?<!\s)\$(?!\w)")
_DISPLAY = re.compile(r"^( *)\$\$\s*(.+?)\s*\$\$ *$", re.MULTILINE | re.DOTALL)


def formulas(
    app: Sphinx, what: str, name: str, found: object, options: object, lines: list[str]
) -> None:
    """Turn ``$…$`` and ``$$…$$`` of a docstring into reST's maths, in place."""

    def display(match: re.Match) -> str:
        indent, formula = match[1], " ".join(match[2].split())
        return f"{indent}.. math::\n\n{indent}   {formula}\n"

    text = _DISPLAY.sub(display, "\n".join(lines))
    lines[:] = _INLINE.sub(r":math:`\1`", text).split("\n")


def setup(app: Sphinx) -> dict:
    """Register with Sphinx."""
    app.connect("autodoc-process-docstring", formulas, priority=400)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
