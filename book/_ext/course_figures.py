"""Interactive figures on pages that are not notebooks, and the first state of all of them."""

import shutil
import subprocess
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from mlp import widgets

LOGGER = logging.getLogger(__name__)
DRAW = Path(__file__).parent.parent / "tools" / "first_states.mjs"


class FigureOfTheBook(SphinxDirective):
    """An interactive figure by its name in `mlp.widgets`: ``{figure-of-the-book} hero``."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the figure's HTML for the page."""
        return [nodes.raw("", getattr(widgets, self.arguments[0])().html, format="html")]


def draw_first_states(app: Sphinx, error: Exception | None) -> None:
    """Draw every figure's first state into its page, where Node.js and linkedom are there."""
    if error or app.builder.format != "html":
        return
    if not (shutil.which("node") and (Path(app.srcdir) / "node_modules" / "linkedom").is_dir()):
        LOGGER.info("figures: Node.js or npm's linkedom is missing (npm ci): figures are drawn by "
                    "the reader's browser alone")  # fmt: skip
        return
    out = Path(app.outdir)
    pages = [
        str(path)
        for path in sorted(out.rglob("*.html"))
        if path.relative_to(out).parts[0] not in ("lite", "_static")
        and "data-widget=" in path.read_text(encoding="utf-8")
    ]
    command = ["node", str(DRAW), str(out / "_static" / "widgets"), *pages]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ExtensionError(f"the figures' first states could not be drawn:\n{done.stderr}")


def setup(app: Sphinx) -> dict:
    """Register with Sphinx."""
    app.add_directive("figure-of-the-book", FigureOfTheBook)
    app.connect("build-finished", draw_first_states, priority=900)  # the scripts are written first
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
