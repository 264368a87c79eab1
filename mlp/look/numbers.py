"""How a number is written: a true minus, a sign where it means something, and never a −0.

A number that is 0 to the digits shown is written as 0, without a sign: the reader cannot see on
which side of it the rest lies.
"""

from __future__ import annotations

import math


def plain(number: float, digits: int = 2) -> str:
    """Write a number with a true minus, and no plus.

    Examples
    --------
    >>> plain(-0.5), plain(0.25), plain(-0.001)
    ('−0.50', '0.25', '0.00')
    """
    number = float(number)
    if math.isinf(number):
        text = "∞"
    else:
        text = f"{abs(number):.{digits}f}"
    return f"−{text}" if number < 0 and not _is_zero(text) else text


def signed(number: float, digits: int = 1) -> str:
    """Write a number with its sign, and with a true minus.

    Examples
    --------
    >>> signed(2), signed(-0.25, 2), signed(0), signed(-0.001)
    ('+2.0', '−0.25', '0.0', '0.0')
    """
    text = plain(number, digits)
    return f"+{text}" if number > 0 and not _is_zero(text) else text


def short(number: float) -> str:
    """Write a number as briefly as it can be, with a true minus.

    Examples
    --------
    >>> short(-1), short(0.25), short(-0.0)
    ('−1', '0.25', '0')
    """
    return f"{float(number) + 0.0:g}".replace("-", "−").replace("inf", "∞")


def px(x: float, digits: int = 2) -> str:
    """Write a coordinate, in CSS pixels, with at most two decimals.

    Examples
    --------
    >>> px(12.0), px(-0.001), px(1 / 3), px(2 / 3, 1)
    ('12', '0', '0.33', '0.7')
    """
    unit = 10**digits
    text = f"{math.floor(unit * float(x) + 0.5) / unit:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _is_zero(text: str) -> bool:
    return not text.strip("0.")
