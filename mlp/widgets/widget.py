"""One interactive figure with two lives: HTML for the page, an anywidget for a notebook."""

from __future__ import annotations

import html
import itertools
import json
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mlp.look.tokens import tokens_css
from mlp.widgets.modules import bundle

HERE = Path(__file__).parent
#: The parts of the style sheet in the order in which they override one another.
SHEETS = ("marks", "controls", "network", "views", "narrow", "still", "guess")
_count = itertools.count(1)


@dataclass(frozen=True)
class Widget:
    """An interactive figure.

    Attributes
    ----------
    name : str
        The script that brings it to life is ``<name>.js`` beside this file; it exports
        ``render({model, el})``.
    caption : str
        HTML: a claim in bold, how to read the figure, and something to try.
    state : dict
        What the script starts from, as JSON: ``model.get('state')``.
    module : str
        The script's name, where several figures share one.
    first : str
        HTML of the first state, for readers without JavaScript and for print; when empty, it is
        drawn by the script, when the book is built (``book/tools/first_states.mjs``) or on waking.
    commands : dict
        Functions ``f(say, content)`` that the script may call in a notebook with
        ``model.send({do: name, …})``; ``say(dict)`` answers.
    """

    name: str
    caption: str
    state: dict[str, Any] = field(default_factory=dict)
    module: str = ""
    first: str = ""
    commands: dict[str, Any] = field(default_factory=dict, repr=False)

    @property
    def html(self) -> str:
        """The figure for the page: its first state, its caption, and the state as JSON."""
        data = json.dumps(self.state, ensure_ascii=False, separators=(",", ":"))
        data = data.replace("</", "<\\/")
        return (
            f'<figure class="widget" data-widget="{self.module or self.name}" '
            f'data-name="{self.name}">\n<div class="widget-body">{self.first}</div>\n'
            f"<figcaption>{self.caption}</figcaption>\n"
            f'<script type="application/json">{data}</script>\n</figure>'
        )

    def standalone(self) -> str:
        """Return the figure with its style and script: HTML that needs nothing else."""
        name = f"mlp-widget-{next(_count)}"
        return (
            f'<div id="{name}"><style>{notebook_css()}</style>\n{self.html}\n'
            f"<script>(() => {{{bundle(self.module or self.name)}\n"
            f"figures.use('widgets/host').startFigure(document.querySelector('#{name} figure'), "
            f"figures.use('widgets/{self.module or self.name}'));}})();</script></div>"
        )

    def view(self) -> Any:
        """Return the figure as an anywidget, or None where anywidget is not installed."""
        try:
            import anywidget
            import traitlets
        except ImportError:
            return None
        parts = {
            "_esm": bundle(self.module or self.name) + _NOTEBOOK_LIFE % (self.module or self.name),
            "_css": notebook_css(),
            "state": traitlets.Dict().tag(sync=True),
            "figure": traitlets.Unicode().tag(sync=True),
        }
        made = type("WidgetView", (anywidget.AnyWidget,), parts)(
            state=self.state,
            figure=re.sub(r"(?s)<script.*?</script>", "", self.html),
        )
        if self.commands:
            made.state = self.state | {"live": True}
            made.on_msg(lambda _, content, __: self.commands[content["do"]](made.send, content))
        return made

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Any:
        """Return the page's HTML and, outside the book, the notebook's view of the same figure."""
        if os.environ.get("MLP_WIDGETS") == "html":
            return {"text/plain": repr(self), "text/html": self.html}
        view = self.view()
        if view is None:
            return {"text/plain": repr(self), "text/html": self.standalone()}
        data, metadata = view._repr_mimebundle_()
        return {**data, "text/html": self.html}, metadata

    def __repr__(self) -> str:
        """Return the call that made the figure."""
        return f"widgets.{self.name}()"


_NOTEBOOK_LIFE = """
export default {render({model, el}) {
  el.innerHTML = model.get('figure');
  const figure = el.querySelector('figure');
  figure.classList.add('live');
  const {render} = figures.use('widgets/%s');
  return render({model, el: figure.querySelector('.widget-body')});
}};
"""


def css() -> str:
    """Return the style of the figures; the page defines the tokens (``--ink`` …) itself."""
    return "".join((HERE / "style" / f"{name}.css").read_text("utf-8") for name in SHEETS)


def notebook_css() -> str:
    """Return the style with the tokens, for notebooks, light and dark (JupyterLab, Colab)."""
    dark = "[data-jp-theme-light=false] .widget, html[theme=dark] .widget, .vscode-dark .widget"
    return tokens_css(".widget", dark=dark) + css()


def text(words: object) -> str:
    """Return words with ``&``, ``<`` and quotes escaped."""
    return html.escape(str(words))
