"""One interactive figure with two lives: HTML for the page, an anywidget for a notebook."""

from __future__ import annotations

import html
import itertools
import json
import os
import re
import shutil
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from mlp.figures.tokens import TOKENS

HERE = Path(__file__).parent
_IMPORT = re.compile(r"^import \{[^}]*\} from '\./(\w+)\.js';\n", re.MULTILINE)
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
        HTML of the first state, for readers without JavaScript and for print; when empty, the
        snapshot ``first/<name>.html`` (see `mlp.widgets.snapshots`) is used.
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
        body = self.first or snapshot(self.name)
        return (
            f'<figure class="widget" data-widget="{self.module or self.name}" '
            f'data-name="{self.name}">\n<div class="widget-body">{body}</div>\n'
            f"<figcaption>{self.caption}</figcaption>\n"
            f'<script type="application/json">{data}</script>\n</figure>'
        )

    def standalone(self) -> str:
        """Return the figure with its style and script: HTML that needs nothing else."""
        name = f"mlp-widget-{next(_count)}"
        return (
            f'<div id="{name}"><style>{notebook_css()}</style>\n{self.html}\n'
            f'<script type="module">{bundle(self.module or self.name)}\n'
            f"startFigure(document.querySelector('#{name} figure'), {{render}});</script></div>"
        )

    def view(self) -> Any:
        """Return the figure as an anywidget, or None where anywidget is not installed."""
        try:
            import anywidget
            import traitlets
        except ImportError:
            return None
        parts = {
            "_esm": bundle(self.module or self.name) + _NOTEBOOK_LIFE,
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
  return render({model, el: figure.querySelector('.widget-body')});
}};
"""


def snapshot(name: str) -> str:
    """Return the HTML of a figure's first state, '' where none was taken yet."""
    path = HERE / "first" / f"{name}.html"
    return path.read_text(encoding="utf-8") if path.exists() else ""


@cache
def script(name: str) -> str:
    """Return the text of a module: ``<name>.js``, or ``trained.js``, made from the network."""
    if name == "trained":
        from mlp.widgets.pictures import trained_module

        return trained_module()
    return (HERE / f"{name}.js").read_text(encoding="utf-8")


@cache
def bundle(name: str) -> str:
    """Return a module and all that it imports as one text, for places with one script only."""
    seen: list[str] = []

    def gather(part: str) -> None:
        for needed in _IMPORT.findall(script(part)):
            gather(needed)
        if part not in seen:
            seen.append(part)

    gather("host")
    gather(name)
    texts = (_IMPORT.sub("", script(part)) for part in seen)
    return "\n".join(re.sub(r"^export (?=\w)", "", text, flags=re.MULTILINE) for text in texts)


def css() -> str:
    """Return the style of the figures; the page defines the tokens (``--ink`` …) itself."""
    return (HERE / "widgets.css").read_text(encoding="utf-8")


def tokens_css(light: str, dark: str) -> str:
    """Return the tokens as CSS custom properties for two selectors."""
    fonts = "".join(f"--{name}:{value};" for name, value in TOKENS["font"].items())
    colours = {
        theme: "".join(f"--{k}:{v['value']};" for k, v in TOKENS["colour"][theme].items())
        for theme in ("light", "dark")
    }
    return f"{light}{{{fonts}{colours['light']}}}\n{dark}{{{colours['dark']}}}\n"


def notebook_css() -> str:
    """Return the style with the tokens, for notebooks, light and dark (JupyterLab, Colab)."""
    dark = "[data-jp-theme-light=false] .widget, html[theme=dark] .widget, .vscode-dark .widget"
    return tokens_css(".widget", dark) + css()


def write_assets(folder: str | os.PathLike[str]) -> list[Path]:
    """Write what pages with interactive figures need into a folder: ``_static/widgets``.

    That is every module (``*.js``; ``host.js`` is the one that a page loads, the rest is loaded
    as a figure comes near), ``widgets.css``, and ``trained.js``, the network's weights.

    Returns
    -------
    list of pathlib.Path
        The files written.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for source in sorted([*HERE.glob("*.js"), HERE / "widgets.css"]):
        made.append(Path(shutil.copyfile(source, folder / source.name)))
    (folder / "trained.js").write_text(script("trained"), encoding="utf-8")
    return [*made, folder / "trained.js"]


def text(words: object) -> str:
    """Return words with ``&``, ``<`` and quotes escaped."""
    return html.escape(str(words))
