r"""Formulas, set when the book is built; the reader's browser gets ready HTML, and no script.

With Node.js and npm's ``katex``: KaTeX's HTML and MathML, its style sheet and fonts copied into
the site.  With Node.js alone: MathML by the KaTeX that ``sphinxcontrib-katex`` carries.  With
neither: the same KaTeX makes the MathML in the browser.  The build says which, and why.
"""

import shutil
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util import logging
from sphinx.util.fileutil import copy_asset_file
from sphinxcontrib import katex

LOGGER = logging.getLogger(__name__)


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
    npm = Path(app.srcdir) / "node_modules" / "katex" / "dist"
    # A formula that KaTeX cannot read stops the build, instead of standing in red on the page.
    katex.KATEX_DEFAULT_OPTIONS["throwOnError"] = True
    # Its way through a socket file connects once, sometimes before anyone listens; this one waits.
    katex.KaTeXServer.start_server_process = katex.KaTeXServer.start_network_socket
    server(Path(app.doctreedir) / "katex")
    config.katex_css_path = "katex/katex.min.css"
    config.katex_prerender = shutil.which("node") is not None
    if config.katex_prerender and npm.is_dir():
        config.katex_js_path = str(npm / "katex.min.js")
        return
    katex.KATEX_DEFAULT_OPTIONS["output"] = "mathml"
    if config.katex_prerender:
        LOGGER.info("maths: npm's katex is missing (npm ci): formulas are set as plain MathML")
    else:
        config.katex_options = "output: 'mathml', throwOnError: false"
        LOGGER.info("maths: Node.js is missing: formulas are set by the reader's browser")


def copy_fonts(app: Sphinx, error: Exception | None) -> None:
    """Copy KaTeX's style sheet and its woff2 fonts into the site."""
    npm = Path(app.srcdir) / "node_modules" / "katex" / "dist"
    if error or not npm.is_dir():
        return
    to = Path(app.outdir) / "_static" / "katex"
    (to / "fonts").mkdir(parents=True, exist_ok=True)
    copy_asset_file(npm / "katex.min.css", to)
    copy_asset_file(npm / "contrib" / "copy-tex.min.js", to)  # a formula is copied as LaTeX
    for font in (npm / "fonts").glob("*.woff2"):
        copy_asset_file(font, to / "fonts")


def page_needs(body: str) -> str | None:
    """Return how a page's formulas are set: ``"html"``, ``"script"`` or, without any, None."""
    if 'class="katex-html"' in body:
        return "html"
    if 'class="math' in body and 'class="katex"' not in body:
        return "script"
    return None


def fonts_first(need: str | None) -> list[str]:
    """Return the fonts that nearly every formula uses, for a page to load before it is laid out."""
    names = ("Main-Regular", "Math-Italic") if need == "html" else ()
    return [f"katex/fonts/KaTeX_{name}.woff2" for name in names]


def setup(app: Sphinx) -> dict:
    """Register with Sphinx."""
    app.setup_extension("sphinxcontrib.katex")
    app.connect("config-inited", choose)
    app.connect("build-finished", copy_fonts)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
