r"""Formulas, set when the book is built: MathML, and no script, by the KaTeX of an extension.

Without Node.js the same KaTeX makes the MathML in the reader's browser, and the build says so.
"""

import shutil
from pathlib import Path

from course_mathml import formula
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util import logging
from sphinxcontrib import katex

LOGGER = logging.getLogger(__name__)
_BY_KATEX = katex.render_latex


def server(to: Path) -> None:
    """Start KaTeX's server from a folder of its own, as a CommonJS script.

    It lies in the virtual environment, which may be a folder of this repository, and there Node.js
    would read it by the repository's package.json, as an ES module.
    """
    to.mkdir(parents=True, exist_ok=True)
    for name in ("katex-server.js", "katex.min.js"):
        shutil.copyfile(Path(katex.__file__).with_name(name), to / name)
    (to / "package.json").write_text('{"type": "commonjs"}', encoding="utf-8")
    katex.SRC_DIR, katex.SCRIPT_PATH = to, str(to / "katex-server.js")


def choose(app: Sphinx, config: Config) -> None:
    """Set the options of ``sphinxcontrib.katex`` by what this machine has."""
    # A formula that KaTeX cannot read stops the build, instead of standing in red on the page.
    katex.KATEX_DEFAULT_OPTIONS |= {"throwOnError": True, "output": "mathml"}
    # Its way through a socket file connects once, sometimes before anyone listens; this one waits.
    katex.KaTeXServer.start_server_process = katex.KaTeXServer.start_network_socket
    katex.render_latex = render
    server(Path(app.doctreedir) / "katex")
    config.katex_prerender = shutil.which("node") is not None
    if not config.katex_prerender:
        config.katex_options = "output: 'mathml', throwOnError: false"
        LOGGER.info("maths: Node.js is missing: formulas are set by the reader's browser")


def render(latex: str, options: dict | None = None) -> str:
    """Return a formula as HTML, in place of ``sphinxcontrib.katex.render_latex``."""
    display = bool(options and options.get("displayMode"))
    return formula(_BY_KATEX(latex, options), latex, display=display)


def page_needs(body: str) -> str | None:
    """Return how a page's formulas are set: ``"mathml"``, ``"script"`` or, without any, None."""
    if "<math" in body:
        return "mathml"
    return "script" if 'class="math' in body else None


def setup(app: Sphinx) -> dict:
    """Register with Sphinx."""
    app.setup_extension("sphinxcontrib.katex")
    app.connect("config-inited", choose)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
