"""The course's interactive figures: one object each, alive on the page and in a notebook.

``from mlp import widgets``, then ``widgets.one_neuron()`` as the last line of a cell. No figure
needs an argument, a kernel, or a server.

In a notebook the object shows itself as an `anywidget <https://anywidget.dev>`_ (where anywidget
is missing, as HTML that carries its own script). On a page of the book it is HTML alone:

- ``<figure class="widget" data-widget="one_neuron">``: the first state (what a reader without
  JavaScript or on paper sees), the caption, and the state as a JSON block.
- ``host.js``, the one script that a page with such a figure loads (``<script defer>``). It loads
  the other files of a figure, beside it, when the reader comes near.
- ``widgets.css``. It uses the tokens of the page (``--ink``, ``--pos`` …), which the site defines.

What the site does
------------------
1. Before notebooks are run: ``os.environ["MLP_WIDGETS"] = "html"``, so that an output holds the
   HTML alone, and no widget state weighs the page down.
2. ``widgets.write_assets(folder)`` into the output's ``_static/widgets/`` (modules, style, and
   ``trained.js`` made from `mlp.load_trained`).
3. On pages whose HTML contains ``data-widget=``: ``<link rel="stylesheet"
   href="…/_static/widgets/widgets.css">`` and ``<script defer
   src="…/_static/widgets/host.js">``.
4. For the welcome page: ``widgets.hero().html`` is the figure as a string.

Changing a figure
-----------------
A figure is a function here (its data, its caption) and a module ``<name>.js`` with
``render({model, el})``: what it computes, the marks that it draws (`mlp.look`), the handles that
move it (``handles.js``); or `mlp.widgets.slides.slides` with pictures made beforehand. The first
state is drawn into the pages when the book is built, by Node.js; without it each figure is drawn
when its script wakes.

Figures are as wide as their box, up to 760 px (`hero` 1,000), and lay themselves out by it.
"""

import os
from pathlib import Path

from mlp.widgets.backwards import chain_rule, nudge_the_chain, step_back
from mlp.widgets.descents import batch_paths, descent_on_a_curve, line_fit
from mlp.widgets.gradient_check import gradient_check
from mlp.widgets.modules import write_modules
from mlp.widgets.neurons import edge_detector, one_neuron
from mlp.widgets.reading import draw_a_digit, hero, pick_a_digit
from mlp.widgets.training import train_live
from mlp.widgets.widget import Widget, css

#: The figures, in the order in which a reader meets them.
FIGURES = (
    "hero",
    "one_neuron",
    "pick_a_digit",
    "draw_a_digit",
    "edge_detector",
    "descent_on_a_curve",
    "line_fit",
    "train_live",
    "step_back",
    "batch_paths",
    "nudge_the_chain",
    "chain_rule",
    "gradient_check",
)

__all__ = [
    "FIGURES",
    "Widget",
    "batch_paths",
    "chain_rule",
    "descent_on_a_curve",
    "draw_a_digit",
    "edge_detector",
    "gradient_check",
    "hero",
    "line_fit",
    "nudge_the_chain",
    "one_neuron",
    "pick_a_digit",
    "step_back",
    "train_live",
    "write_assets",
]


def write_assets(folder: str | os.PathLike[str]) -> list[Path]:
    """Write what pages with interactive figures need into a folder: ``_static/widgets``.

    That is ``host.js``, which a page loads, the other scripts, which are loaded as a figure comes
    near, ``widgets.css``, and ``trained.js``, the network's weights.

    Returns
    -------
    list of pathlib.Path
        The files written.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    made = [globals()[name]() for name in FIGURES]
    modules = sorted({figure.module or figure.name for figure in made})
    style = folder / "widgets.css"
    style.write_text(css(), encoding="utf-8")
    return [*write_modules(folder, modules), style]
