"""Colours by what they mean.

A picture never names a colour by its value: it writes ``var(--pos, #316ab3)``, which is the page's
own blue on the site, light or dark, and the fallback, readable on both grounds, everywhere else.
"""

from __future__ import annotations

from mlp.look.tokens import TOKENS

#: Fallback colours, at least 3:1 on the light and the dark page: {"ink": "#757a83", …}.
BOTH = {name: entry["value"] for name, entry in TOKENS["colour"]["both"].items()}


def colour(name: str) -> str:
    """Return the CSS of a token's colour, with a fallback for places that lack the token.

    Parameters
    ----------
    name : str
        ``ink``, ``ink2``, ``ring``, ``rule``, ``pos``, ``neg``, ``negText``, ``want``, ``cost``,
        ``mark``, ``spot``, ``ground`` or ``surface``; anything with a ``#`` or a bracket, and
        ``none``, is returned as it came.

    Examples
    --------
    >>> colour("pos")
    'var(--pos, #316ab3)'
    """
    if name == "none" or name[0] == "#" or "(" in name:
        return name
    if name not in BOTH:
        raise ValueError(f"no colour {name!r} in tokens.json; there are {', '.join(BOTH)}")
    return f"var(--{name}, {BOTH[name]})"


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
    # The half is added, not rounded to even, as JavaScript rounds.
    level = int(255 * min(1.0, max(0.0, float(a))) + 0.5)
    return f"#{level:02x}{level:02x}{level:02x}"


def ink_on(a: float) -> str:
    """Return the colour of text on the grey of an activation: white below 0.5, else black."""
    return "#ffffff" if a < 0.5 else "#000000"


def sign_colour(number: float, *, text: bool = False) -> str:
    """Return the name of the colour of a sign: ``pos``, ``neg``, or ``ring`` for nothing.

    With ``text=True`` for a number that is written: small orange text is darker than a line.
    """
    if number == 0:
        return "ink2" if text else "ring"
    return "pos" if number > 0 else "negText" if text else "neg"
