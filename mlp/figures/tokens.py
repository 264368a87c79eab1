"""The course's palette, fonts and sizes, read from `tokens.json`, the one place that defines them.

The style sheet of the site is made from the same file. A picture never names a colour by its
value: it writes ``var(--pos, #316ab3)``, which is the page's own blue on the site, light or dark,
and the fallback, readable on both grounds, everywhere else.
"""

from __future__ import annotations

import json
from pathlib import Path

TOKENS = json.loads(Path(__file__).with_name("tokens.json").read_text(encoding="utf-8"))

#: Fallback colours, at least 3:1 on the light and the dark page: {"ink": "#757a83", …}.
BOTH = {name: entry["value"] for name, entry in TOKENS["colour"]["both"].items()}

#: What stands behind a word or number that the sentence speaks of; it has no colour in `both`.
_FALLBACK = BOTH | {
    "negText": BOTH["neg"],
    "rule": "#8a8f9855",
    "mark": "#e8b90055",
    "ground": "transparent",
    "surface": "#8a8f9822",
}


def colour(name: str) -> str:
    """Return the CSS of a token's colour, with a fallback for places that lack the token.

    Parameters
    ----------
    name : str
        ``ink``, ``ink2``, ``ring``, ``rule``, ``pos``, ``neg``, ``negText``, ``want``, ``cost``,
        ``mark``, ``ground`` or ``surface``; anything with a ``#`` or a bracket, and ``none``, is
        returned as it came.

    Examples
    --------
    >>> colour("pos")
    'var(--pos, #316ab3)'
    """
    if name == "none" or name[0] == "#" or "(" in name:
        return name
    if name not in _FALLBACK:
        raise ValueError(f"no colour {name!r} in tokens.json; there are {', '.join(_FALLBACK)}")
    return f"var(--{name}, {_FALLBACK[name]})"


def font(name: str) -> str:
    """Return the CSS font family of a token: ``label``, ``symbol``, ``text`` or ``code``."""
    family = TOKENS["font"][name].replace('"', "'")
    return f"var(--{name}, {family})"


def grey(a: float) -> str:
    """Return the grey of an activation: 0 is black, 1 is white.

    Examples
    --------
    >>> grey(0), grey(0.5), grey(1)
    ('#000000', '#808080', '#ffffff')
    """
    level = round(255 * min(1.0, max(0.0, float(a))))
    return f"#{level:02x}{level:02x}{level:02x}"


def signed(number: float, digits: int = 1) -> str:
    """Write a number with its sign, and with a true minus.

    Examples
    --------
    >>> signed(2), signed(-0.25, 2), signed(0)
    ('+2.0', '−0.25', '0.0')
    """
    text = f"{abs(float(number)):.{digits}f}"
    return text if float(text) == 0 else ("+" if number > 0 else "−") + text


def plain(number: float, digits: int = 2) -> str:
    """Write a number with a true minus, and no plus.

    Examples
    --------
    >>> plain(-0.5), plain(0.25)
    ('−0.50', '0.25')
    """
    return f"{float(number):.{digits}f}".replace("-", "−")


def sign_colour(number: float, *, text: bool = False) -> str:
    """Return the name of the colour of a sign: ``pos``, ``neg``, or ``ring`` for nothing.

    With ``text=True`` for a number that is written: small orange text is darker than a line.
    """
    if number == 0:
        return "ink2" if text else "ring"
    return "pos" if number > 0 else "negText" if text else "neg"
