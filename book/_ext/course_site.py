"""The course's own Sphinx theme: one page template, one style sheet, one small script.

The style sheet begins with the palette, fonts and sizes of ``mlp/look/tokens.json``, so that
pages, pictures and interactive figures share them.  Nothing is fetched from another host.
"""

import os
import re
import tomllib
import zlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from course_cards import write_icons
from course_editors import loader, scripts_made_from, smaller, there_are_editors
from course_fonts import fonts_first, write_fonts
from course_guesses import ask_guesses
from course_maths import page_needs
from course_notebooks import digest_of_mlp
from course_pages import mark_answers, mark_exercises
from course_pointing import pointed
from course_scripts import page_script
from course_search import search_script
from course_words import _, words_script, words_sheet
from sphinx.application import Sphinx
from sphinx.config import Config

from mlp.checks.language import language
from mlp.look.tokens import tokens_css
from mlp.widgets import write_assets as write_widgets

HERE = Path(__file__).parent
STATIC = HERE.parent / "_static"
STYLE = HERE.parent / "style"
#: The parts of the style sheet in the order in which they override one another.
SHEETS = ("text", "sheet", "ways", "code", "figures", "answers", "exercises", "names", "welcome",
          "search", "forced", "notes", "editor", "questions")  # fmt: skip

#: What the browser notebook loads at its first visit; a test weighs it.
LITE_MEGABYTES = 16

#: What 'How to do the exercises' says of Colab and Binder, with a public repository and without.
ELSEWHERE = """Each chapter also has links to Colab and Binder, which run it on a machine of
theirs. Binder finds everything by itself. In Colab, the first cell says what to install."""
NOWHERE_ELSE = """This copy of the course names no public repository, so there is nothing for
Colab or Binder to open. A course that sets `repository: url` in `_config.yml` gets both links on
each chapter."""

#: How to begin with a notebook alone.
ALONE = """```bash
python3 -m venv .venv
.venv/bin/python -m pip install "{}"
.venv/bin/jupyter lab neurons.ipynb
```"""


def style_sheet() -> str:
    """Return the site's whole style sheet."""
    tokens = tokens_css(dark=":root[data-theme=dark]", system=":root[data-theme=auto]")
    texts = [(STYLE / f"{name}.css").read_text(encoding="utf-8") for name in SHEETS]
    return tokens + words_sheet() + "".join(texts)


def script() -> str:
    """Return the script of every page: the site's own, and what wakes the exercises."""
    return page_script() + loader()


def site_address(app: Sphinx, config: Config) -> None:
    """Let the environment name the site's address: ``SITE_URL=https://… make book``.

    A course that speaks another language says so to screen readers, and to Sphinx.
    """
    config.language = language() or config.language
    config.html_baseurl = os.environ.get("SITE_URL") or config.html_baseurl
    config.ogp_site_url = config.html_baseurl
    repository = config.html_theme_options.get("repository_url")
    project = tomllib.loads((HERE.parents[1] / "pyproject.toml").read_text("utf-8"))["project"]
    name, version = project["name"], project["version"]
    wheel = f"{name.replace('-', '_')}-{version}-py3-none-any.whl"
    config.myst_substitutions = {
        "elsewhere": ELSEWHERE if repository else NOWHERE_ELSE,
        "lite": f"{LITE_MEGABYTES} MB",
        "pack": f'<a href="../student/{name}.zip">the student\'s folder</a>',
        "wheel": f'<a href="../student/{wheel}">the package</a>',
        "alone": ALONE.format(f"./{wheel}[notebook]"),
    }


def key_outputs(app: Sphinx, docname: str, source: list[str]) -> None:
    """Run a text notebook again when `mlp` changed; the cache knows its cells and its kernel."""
    if "file_format: mystnb" in source[0]:
        source[0] = source[0].replace("kernelspec: {", f"kernelspec: {{mlp: {digest_of_mlp()}, ", 1)


def page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict, doctree: object
) -> None:
    """Tell the page's template what this page needs, and no more."""
    body = context.get("body", "")
    # A role that is out of use, and an error to accessibility checkers.
    body = mark_answers(body.replace("doc-biblioentry", "listitem"))
    if there_are_editors():  # the script of a guess is bundled with theirs
        body = ask_guesses(body)
    body = context["body"] = pointed(body, pagename)
    context["_"], context["words"] = _, bool(words_script())
    context["fingerprint"] = app.config.course_fingerprint
    context["maths"] = page_needs(body)
    context["fonts"] = fonts_first(context["maths"] is not None)
    context["widgets"] = "data-widget=" in body
    context["lite_megabytes"] = LITE_MEGABYTES
    context["is_chapter"] = pagename.startswith("chapters/")
    # A 404 page is served at any depth: its links need the site's address.
    context["base"] = urlsplit(os.environ.get("SITE_URL", "")).path
    # The title stands first in the page already; 'On this page' begins with its sections.
    sections = re.search(
        r"<ul>.*?</a>\s*(<ul>.*</ul>)\s*</li>\s*</ul>", context.get("toc", ""), re.S
    )
    context["sections"] = mark_exercises(sections[1]) if sections else ""
    # The template says it once, for the pages without a text too.
    context["metatags"] = re.sub('<meta name="viewport"[^>]*>', "", context.get("metatags", ""))


def shown(out: Path) -> Iterator[str]:
    """Yield what may stand on the built pages: their HTML, and the scripts that write text."""
    pages = [path for path in out.rglob("*.html") if path.relative_to(out).parts[0] != "lite"]
    scripts = [*STATIC.rglob("*.js"), *(HERE.parent / "page").glob("*.js")]
    for path in (*pages, *scripts, *(out / "_static" / "widgets").glob("*.js")):
        yield path.read_text(encoding="utf-8")
    yield words_script()


def write_assets(app: Sphinx, error: Exception | None) -> None:
    """Write the style sheet and the icons, and tell search engines where the site map is."""
    if error or app.builder.format != "html":
        return
    out = Path(app.outdir)
    static = out / "_static"
    (static / "course.js").write_text(smaller(script(), "js"), encoding="utf-8")
    if words := words_script():
        (static / "words.js").write_text(words, encoding="utf-8")
    write_widgets(static / "widgets")
    faces = write_fonts(static, shown(out), app.config.course_fingerprint)
    (static / "course.css").write_text(smaller(faces + style_sheet(), "css"), encoding="utf-8")
    write_icons(static)
    (out / "robots.txt").write_text(
        f"User-agent: *\nAllow: /\nSitemap: {app.config.html_baseurl}sitemap.xml\n"
    )


def setup(app: Sphinx) -> dict:
    """Register with Sphinx."""
    os.environ["MLP_WIDGETS"] = "html"  # an interactive figure's output is its HTML alone
    app.add_html_theme("course", str(HERE / "theme"))
    # In every page's links, so that a browser never keeps an old file; a change rebuilds all pages.
    loaded = style_sheet() + script() + search_script() + scripts_made_from() + digest_of_mlp()
    loaded += words_script()
    fingerprint = f"{zlib.crc32(loaded.encode()):08x}"
    app.add_config_value("course_fingerprint", fingerprint, "html")
    # All pages are read again when what they are made from changed, besides their own sources.
    own = "".join(path.read_text(encoding="utf-8") for path in sorted(HERE.glob("*.py")))
    made_from = f"{zlib.crc32(own.encode()):08x} {digest_of_mlp()}"
    app.add_config_value("course_made_from", made_from, "env")
    # Jupyter Book always sets it, for an extension that this site does not load.
    app.add_config_value("comments_config", {}, "")
    parts = (
        "cards",
        "editors",
        "figures",
        "fonts",
        "heights",
        "maths",
        "mistakes",
        "names",
        "pages",
        "scripts",
        "search",
    )
    for part in parts:
        app.setup_extension(f"course_{part}")
    app.connect("config-inited", site_address)
    app.connect("source-read", key_outputs)
    app.connect("html-page-context", page_context)
    app.connect("build-finished", write_assets)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
