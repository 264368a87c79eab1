"""The pictures of the site beside its text: the mark, the icons, and the cards for links shared."""

import html
import re
from pathlib import Path

from docutils import nodes
from PIL import Image, ImageDraw
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinxext import opengraph

import mlp
from mlp.look.tokens import value

#: The mark of the course: a dark, a half bright and a bright neuron.  (x, grey) of each disc.
DISCS = ((8, "#000"), (23, "#808080"), (38, "#fff"))

#: How many letters of a page's text stand on its card, and in what search engines show.
LETTERS = 170


def favicon_svg() -> str:
    """Return the mark as a square SVG that follows the browser's light or dark."""
    discs = "".join(f'<circle cx="{x}" cy="23" r="6.5" style="fill:{grey}"/>' for x, grey in DISCS)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 46 46">'
        f"<style>circle{{stroke:{value('ring')};stroke-width:2}}@media(prefers-color-scheme:dark)"
        f"{{circle{{stroke:{value('ring', 'dark')}}}}}</style>{discs}</svg>"
    )


def mark(size: int, ground: str | None = None) -> Image.Image:
    """Return the mark as a square picture of `size` pixels, on `ground` or on nothing."""
    scale = 4 * size / 46  # drawn four times as large, then made smaller: smooth rims
    picture = Image.new("RGBA", (4 * size, 4 * size), ground or "#ffffff00")
    draw = ImageDraw.Draw(picture)
    for x, grey in DISCS:
        box = [scale * (x - 7), scale * 16, scale * (x + 7), scale * 30]
        draw.ellipse(box, fill=grey, outline=value("ring"), width=max(1, round(1.8 * scale)))
    return picture.resize((size, size), Image.Resampling.LANCZOS)


def digit(size: int) -> Image.Image:
    """Return the book's 2, as large as `size` pixels, every one of its own pixels sharp."""
    pixels = mlp.load_mnist(sample=True).test_images[mlp.THE_TWO].reshape(28, 28)
    return Image.fromarray(pixels).resize((size, size), Image.Resampling.NEAREST).convert("RGB")


def first_sentences(doctree: nodes.document, *_: object) -> str:
    """Return a page's description: its own, or as many whole sentences as `LETTERS` hold.

    The extension's own stops in the middle of a word.
    """
    for meta in doctree.findall(nodes.meta):
        if meta.get("name") == "description":
            return html.escape(meta["content"], quote=False)
    words = " ".join(p.astext() for p in doctree.findall(nodes.paragraph))
    first, *others = re.split(r"(?<=[.?!])\s+", " ".join(words.split()))
    for sentence in others:
        if len(first) + len(sentence) >= LETTERS:
            break
        first += " " + sentence
    return html.escape(first, quote=False)


def set_cards(app: Sphinx, config: Config) -> None:
    """Draw what the cards share, and tell sphinxext.opengraph about it."""
    folder = Path(app.outdir).parent / "cards"
    folder.mkdir(parents=True, exist_ok=True)
    digit(560).save(folder / "digit.png")
    mark(230).save(folder / "mark.png")
    config.ogp_social_cards = {
        "image": str(folder / "digit.png"),
        "image_mini": str(folder / "mark.png"),
        "background_color": value("ground"),
        "line_color": value("ink"),
        "font": "DejaVu Serif",
        "description_max_length": LETTERS,
    }
    opengraph.get_description = first_sentences


def write_icons(folder: Path) -> None:
    """Write the icons of the site: an SVG, and PNGs for those who cannot read it."""
    (folder / "favicon.svg").write_text(favicon_svg(), encoding="utf-8")
    for size in (32, 180):
        mark(size, value("ground")).convert("RGB").save(folder / f"favicon-{size}.png")


def setup(app: Sphinx) -> dict:
    """Register with Sphinx."""
    app.connect("config-inited", set_cards, priority=400)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
