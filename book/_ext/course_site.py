"""The course's own Sphinx theme: one page template, one style sheet, one small script.

The style sheet begins with the palette, fonts and sizes of ``mlp/figures/tokens.json``, so that
pages, pictures and interactive figures share them.  Nothing is fetched from another host.
"""

import json
import os
import re
import zlib
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from course_maths import page_needs
from PIL import Image, ImageDraw
from sphinx.application import Sphinx
from sphinx.config import Config

HERE = Path(__file__).parent
STATIC = HERE.parent / "_static"

#: The mark of the course: a dark, a half bright and a bright neuron.  (x, grey) of each disc.
DISCS = ((8, "#000"), (23, "#808080"), (38, "#fff"))


def tokens() -> dict:
    """Return the course's design tokens."""
    folder = Path(find_spec("mlp").submodule_search_locations[0])
    return json.loads((folder / "figures" / "tokens.json").read_text(encoding="utf-8"))


def token_css(tokens: dict) -> str:
    """Return the CSS that declares the tokens: ``--ink``, ``--pos`` … ``--text``, ``--label`` …

    Parameters
    ----------
    tokens : dict
        The content of tokens.json.

    Returns
    -------
    str
        Light is the default, ``data-theme=dark`` dark, ``data-theme=auto`` what the system says.
    """

    def colours(scheme: str) -> str:
        pairs = tokens["colour"][scheme].items()
        declared = ";".join(f"--{name}:{entry['value']}" for name, entry in pairs)
        return f"color-scheme:{scheme};{declared}"

    fonts = ";".join(f"--{name}:{family}" for name, family in tokens["font"].items())
    dark = colours("dark")
    return (
        f":root{{{colours('light')};{fonts}}}\n"
        f":root[data-theme=dark]{{{dark}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root[data-theme=auto]{{{dark}}}}}\n"
    )


def style_sheet() -> str:
    """Return the site's whole style sheet."""
    return token_css(tokens()) + (STATIC / "course.css").read_text(encoding="utf-8")


def favicon_svg(tokens: dict) -> str:
    """Return the mark as a square SVG that follows the browser's light or dark."""
    rings = [tokens["colour"][scheme]["ring"]["value"] for scheme in ("light", "dark")]
    discs = "".join(
        f'<circle cx="{x}" cy="23" r="6.5" style="fill:{grey}"/>' for x, grey in DISCS
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 46 46">'
        f"<style>circle{{stroke:{rings[0]};stroke-width:2}}"
        f"@media(prefers-color-scheme:dark){{circle{{stroke:{rings[1]}}}}}</style>{discs}</svg>"
    )


def favicon_png(tokens: dict, size: int) -> Image.Image:
    """Return the mark as a square picture of `size` pixels, on the page's ground."""
    ground, ring = (tokens["colour"]["light"][name]["value"] for name in ("ground", "ring"))
    scale = 4 * size / 46  # drawn four times as large, then made smaller: smooth rims
    picture = Image.new("RGB", (4 * size, 4 * size), ground)
    draw = ImageDraw.Draw(picture)
    for x, grey in DISCS:
        box = [scale * (x - 7), scale * 16, scale * (x + 7), scale * 30]
        draw.ellipse(box, fill=grey, outline=ring, width=max(1, round(1.8 * scale)))
    return picture.resize((size, size), Image.Resampling.LANCZOS)


def site_address(app: Sphinx, config: Config) -> None:
    """Let the environment name the site's address: ``SITE_URL=https://… make book``."""
    config.html_baseurl = os.environ.get("SITE_URL") or config.html_baseurl
    config.ogp_site_url = config.html_baseurl


def page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict, doctree: object
) -> None:
    """Tell the page's template what this page needs, and no more."""
    body = context.get("body", "")
    context["fingerprint"] = app.config.course_fingerprint
    context["maths"] = page_needs(body)
    context["is_chapter"] = pagename.startswith("chapters/")
    # A 404 page is served at any depth: its links need the site's address.
    context["base"] = urlsplit(os.environ.get("SITE_URL", "")).path
    # The title stands first in the page already; 'On this page' begins with its sections.
    sections = re.search(r"<ul>.*?</a>\s*(<ul>.*</ul>)\s*</li>\s*</ul>", context.get("toc", ""), re.S)
    context["sections"] = sections[1] if sections else ""
    if context.get("pageurl"):
        context["pageurl"] = context["pageurl"].removesuffix("index.html")


def write_assets(app: Sphinx, error: Exception | None) -> None:
    """Write the style sheet and the icons, and tell search engines where the site map is."""
    if error or app.builder.format != "html":
        return
    out, colours = Path(app.outdir), tokens()
    (out / "_static" / "course.css").write_text(style_sheet(), encoding="utf-8")
    (out / "_static" / "favicon.svg").write_text(favicon_svg(colours), encoding="utf-8")
    for size in (32, 180):
        favicon_png(colours, size).save(out / "_static" / f"favicon-{size}.png", optimize=True)
    (out / "robots.txt").write_text(
        f"User-agent: *\nAllow: /\nSitemap: {app.config.html_baseurl}sitemap.xml\n"
    )


def setup(app: Sphinx) -> dict:
    """Register with Sphinx."""
    app.add_html_theme("course", str(HERE / "theme"))
    script = (STATIC / "course.js").read_text(encoding="utf-8")
    # In every page's links, so that a browser never keeps an old file; a change rebuilds all pages.
    fingerprint = f"{zlib.crc32((style_sheet() + script).encode()):08x}"
    app.add_config_value("course_fingerprint", fingerprint, "html")
    # Jupyter Book always sets it, for an extension that this site does not load.
    app.add_config_value("comments_config", {}, "")
    for extension in ("course_maths", "course_pages"):
        app.setup_extension(extension)
    app.connect("config-inited", site_address)
    app.connect("html-page-context", page_context)
    app.connect("build-finished", write_assets)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
