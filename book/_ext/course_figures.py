"""Interactive figures on pages that are not notebooks: ``{figure-of-the-book} hero``."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from mlp import widgets


class FigureOfTheBook(SphinxDirective):
    """An interactive figure by its name in `mlp.widgets`."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the figure's HTML for the page."""
        return [nodes.raw("", getattr(widgets, self.arguments[0])().html, format="html")]


def setup(app: Sphinx) -> dict:
    """Register with Sphinx."""
    app.add_directive("figure-of-the-book", FigureOfTheBook)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
