"""The palette, fonts and sizes of the course, read from `tokens.json`, and their CSS.

Needs nothing but the standard library, so that the grader's pages can use it too.

>>> value("pos")
'#1b4fb0'
"""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path

TOKENS = json.loads(Path(__file__).with_name("tokens.json").read_text(encoding="utf-8"))


def value(name: str, theme: str = "light") -> str:
    """Return a colour's value, ``#rrggbb``, in a theme: ``light`` or ``dark``."""
    return _colours(theme)[name]


def declarations(theme: str, only: Collection[str] = ()) -> str:
    """Return the tokens of a theme as CSS: ``color-scheme:dark;--ink:#e9e7e2;…``.

    Parameters
    ----------
    theme : str
        ``light`` or ``dark``.
    only : collection of str
        Names of the colours and fonts to declare; by default all.

    Raises
    ------
    ValueError
        For another theme.
    """
    return f"color-scheme:{theme};" + _declared(_colours(theme) | TOKENS["font"], only)


def tokens_css(
    light: str = ":root", *, dark: str = "", system: str = "", only: Collection[str] = ()
) -> str:
    """Return the style sheet that declares the tokens: ``--ink``, ``--pos``, ``--label``, ….

    Where readers have forced colours of their own (high contrast), the colours are the system's.

    Parameters
    ----------
    light, dark : str
        Selectors of what is light and of what is dark; without `dark` nothing is.
    system : str
        Selector of what is dark where the reader's system is.
    only : collection of str
        Names of the tokens to declare; by default all.

    Examples
    --------
    >>> print(tokens_css(dark=".dark", only=["want"]), end="")
    :root{color-scheme:light;--want:#007a57;}
    .dark{color-scheme:dark;--want:#74f0c6;}
    @media (forced-colors:active){:root,.dark{--want:CanvasText;}}
    """
    sheet = f"{light}{{{declarations('light', only)}}}\n"
    if dark:
        sheet += f"{dark}{{{declarations('dark', only)}}}\n"
    if system:
        inside = f"{system}{{{declarations('dark', only)}}}"
        sheet += f"@media screen and (prefers-color-scheme:dark){{{inside}}}\n"
    selectors = ",".join(filter(None, (light, dark, system)))
    forced = f"{selectors}{{{_declared(_values('forced'), only)}}}"
    return sheet + f"@media (forced-colors:active){{{forced}}}\n"


def _colours(theme: str) -> dict[str, str]:
    if theme not in ("light", "dark"):
        raise ValueError(f"expected theme 'light' or 'dark', got {theme!r}")
    return _values(theme)


def _values(theme: str) -> dict[str, str]:
    return {name: entry["value"] for name, entry in TOKENS["colour"][theme].items()}


def _declared(named: dict[str, str], only: Collection[str]) -> str:
    return "".join(f"--{name}:{text};" for name, text in named.items() if not only or name in only)
