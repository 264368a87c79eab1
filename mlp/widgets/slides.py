"""Figures with one handle: pictures made beforehand, switched by a few lines of script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mlp.widgets.widget import Widget, text


def _asked(asked: dict | None) -> str:
    """Return the place of the guess, as tall as ``predict.js`` makes it."""
    if asked is None:
        return ""
    words = [*(words for _, words in asked["options"]), "Skip"]
    buttons = "".join(f'<button type="button" class="btn">{word}</button>' for word in words)
    return f'<div class="predict"><p>{asked["ask"]}</p><div>{buttons}</div></div>'


@dataclass(frozen=True)
class Slide:
    """One place of the handle.

    Attributes
    ----------
    show : str
        What stands beside the handle: a value, or the words of a choice.
    picture : str
        HTML, mostly an SVG with its own text alternative (``mlp.figures.….svg``).
    say : str
        HTML of the line below the picture: this state in a sentence.
    """

    show: str
    picture: str
    say: str


def slides(
    name: str,
    label: str,
    slides: Sequence[Slide],
    caption: str,
    *,
    start: int = 0,
    buttons=False,
    asked: dict | None = None,
) -> Widget:
    """Return the figure in which a slider (or a row of choices) switches between pictures.

    Parameters
    ----------
    name : str
        The function that makes it.
    label : str
        What the handle sets, in a few words.
    slides : sequence of Slide
        The pictures, all of one size.
    caption : str
        HTML; ends with something to try.
    start : int
        The slide that stands first.
    buttons : bool
        Choices in a row instead of a slider.
    asked : dict, optional
        A guess before the first choice: ``ask``, ``options``, ``truth`` as in ``predict.js``, and
        the number of the ``slide`` that shows the truth.
    """
    now = slides[start]
    if buttons:
        handle = f'<fieldset class="choice"><legend>{text(label)}</legend>' + "".join(
            f'<label><input type="radio" name="{name}" value="{k}"{" checked" * (k == start)}>'
            f"<span>{text(slide.show)}</span></label>"
            for k, slide in enumerate(slides)
        )
        handle += "</fieldset>"
    else:
        handle = (
            f'<label class="s wide"><span class="sym">{text(label)}</span><input type="range" '
            f'min="0" max="{len(slides) - 1}" value="{start}" step="1" aria-label="{text(label)}" '
            f'aria-valuetext="{text(now.show)}" '
            f'style="--t:{start / max(1, len(slides) - 1):.4f}">'
            f'<output aria-hidden="true">{text(now.show)}</output></label>'
        )
    first = (
        f'{_asked(asked)}<div class="view">{now.picture}</div><p class="read">{now.say}</p>'
        f'<form class="one" autocomplete="off">{handle}'
        '<button type="reset" class="btn">Reset</button></form>'
    )
    state = {
        "slides": [slide.picture for slide in slides],
        "says": [slide.say for slide in slides],
        "shows": [slide.show for slide in slides],
        "at": start,
        "asked": asked,
    }
    return Widget(name, caption, state, module="slides", first=first)
