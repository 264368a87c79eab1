"""The site's own fonts: a few letters of each, cut from npm's when the book is built.

Each font file of the site holds the letters that the book shows, and no others.  Until a file has
come, the reader's own font is shown in the width of the one to come, so that nothing moves.
Without npm's fonts (``npm ci``) the pages use the reader's own, and the build says so.
"""

import hashlib
import html
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from fontTools import subset
from fontTools.ttLib import TTFont
from sphinx.application import Sphinx
from sphinx.util import logging

LOGGER = logging.getLogger(__name__)
ROOT = Path(__file__).resolve().parents[2]
NPM = ROOT / "node_modules" / "@fontsource"
#: Where cut fonts are kept, by what they were cut from and for which letters.
KEPT = ROOT / "_build" / "fonts"
MISSING = (
    "fonts: npm's are missing (npm ci): the pages are shown in each reader's own, "
    "and look a little different on each machine"
)

#: Weights and slants that the style sheets ask for.
STYLES = ("400-normal", "600-normal", "400-italic")

#: Parts into which npm's fonts are cut, in the order in which a letter is looked for.
SLICES = ("latin", "greek", "latin-ext")

#: Where signs are that a font of letters lacks: (folder, part and style).
SIGNS = (("stix-two-math", "latin-400-normal"), ("source-sans-3", "latin-ext-400-normal"))

#: What of a font's features is kept: pairs of letters, marks, and small primes of formulas.
FEATURES = ["kern", "liga", "mark", "mkmk", "ccmp", "locl", "ssty"]

ASCII = "".join(map(chr, range(32, 127)))


class Metrics(NamedTuple):
    """The mean width of a letter in em, each as frequent as in English; ascent and descent."""

    width: float
    ascent: float
    descent: float


#: Family → its folder of npm, its metrics, and those of what readers have in its place.
#: Readers' fonts: @capsizecss/metrics 4.3; DejaVu's and our own were measured in the same way.
FAMILIES = {
    "STIX Two Text": (
        "stix-two-text",
        Metrics(0.4232, 0.762, 0.238),
        {
            "Georgia": Metrics(0.4458, 0.917, 0.219),
            "Liberation Serif": Metrics(0.4063, 0.891, 0.216),
            "DejaVu Serif": Metrics(0.5137, 0.939, 0.236),
        },
    ),
    "Source Sans 3": (
        "source-sans-3",
        Metrics(0.4179, 1.024, 0.400),
        {
            "Segoe UI": Metrics(0.4434, 1.079, 0.251),
            "Helvetica Neue": Metrics(0.4500, 0.952, 0.213),
            "Arial": Metrics(0.4458, 0.905, 0.212),
            "Liberation Sans": Metrics(0.4458, 0.905, 0.212),
            "DejaVu Sans": Metrics(0.5084, 0.928, 0.236),
        },
    ),
    "Source Code Pro": (
        "source-code-pro",
        Metrics(0.6, 0.984, 0.273),
        {
            "Menlo": Metrics(0.602, 0.928, 0.236),
            "Liberation Mono": Metrics(0.6001, 0.833, 0.300),
            "DejaVu Sans Mono": Metrics(0.602, 0.928, 0.236),
        },
    ),
}


def fonts_are_there() -> bool:
    """Whether npm's fonts are installed."""
    folders = [folder for folder, *_ in FAMILIES.values()] + [folder for folder, _ in SIGNS]
    return all((NPM / folder).is_dir() for folder in folders)


def fonts_first(maths: bool) -> list[str]:
    """Return the files that nearly every page shows at once, from ``_static``."""
    names = ["stix-two-text-latin-400-normal", "stix-two-text-latin-600-normal"]
    names += ["source-sans-3-latin-400-normal"] + ["stix-two-math-latin-400-normal"] * maths
    return [f"fonts/{name}.woff2" for name in names] if fonts_are_there() else []


def letters_of(texts: Iterable[str]) -> set[str]:
    """Return all letters in texts, HTML or scripts."""
    found = set(ASCII)
    for text in texts:
        found |= set(html.unescape(text))
        found |= {chr(int(code, 16)) for code in re.findall(r"\\u([0-9a-fA-F]{4})", text)}
    return {letter for letter in found if letter.isprintable()}


def slanted(letters: Iterable[str]) -> set[str]:
    """Return the italic letters of mathematics that MathML shows for single letters."""
    found = set()
    for letter in letters:
        if letter == "h":
            found.add("ℎ")
        elif "a" <= letter <= "z":
            found.add(chr(0x1D44E + ord(letter) - ord("a")))
        elif "A" <= letter <= "Z":
            found.add(chr(0x1D434 + ord(letter) - ord("A")))
        elif "α" <= letter <= "ω":
            found.add(chr(0x1D6FC + ord(letter) - ord("α")))
    return found


def cut(source: Path, letters: set[str], to: Path) -> None:
    """Write the part of a font that shows these letters, as WOFF2.

    What stretches, brackets and roots, is kept with what it is stretched to (the table ``MATH``).
    """
    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = FEATURES
    options.hinting = False
    options.name_IDs = [0, 14]  # whose it is, its licence
    font = subset.load_font(source, options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text="".join(sorted(letters)))
    subsetter.subset(font)
    # The licence reserves some names for the fonts as their makers publish them.
    font["name"].setName("Part of a font", 1, 3, 1, 0x409)
    subset.save_font(font, to, options)


def kept(source: Path, letters: set[str]) -> Path:
    """Return the part of a font that shows these letters, cut unless an earlier build did so."""
    wanted = hashlib.sha256(source.read_bytes() + "".join(sorted(letters)).encode())
    wanted.update(Path(__file__).read_bytes())
    path = KEPT / f"{source.stem}.{wanted.hexdigest()[:16]}.woff2"
    if not path.exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        for old in KEPT.glob(f"{source.stem}.*"):
            old.unlink()
        half = path.with_suffix(f".{os.getpid()}")
        cut(source, letters, half)
        half.replace(path)
    return path


def in_font(source: Path, letters: set[str]) -> set[str]:
    """Return those letters that a font has."""
    if not source.exists():
        return set()
    return letters & {chr(code) for code in TTFont(source, lazy=True).getBestCmap()}


def choose(letters: set[str]) -> Iterator[tuple[str, str, Path, set[str]]]:
    """Yield the family, the style, the file, and which of the letters it is to show."""
    for family, (folder, *_) in FAMILIES.items():
        for style in STYLES:
            left = set(letters)
            own = [(folder, f"{part}-{style}") for part in SLICES]
            for place, part in (*own, *SIGNS):
                source = NPM / place / "files" / f"{place}-{part}.woff2"
                if found := in_font(source, left):
                    yield family, style, source, found
                    left -= found
    source = NPM / "stix-two-math" / "files" / "stix-two-math-latin-400-normal.woff2"
    yield "STIX Two Math", "400-normal", source, in_font(source, letters | slanted(letters))


def face(family: str, style: str, src: str, more: str) -> str:
    """Return one ``@font-face`` rule."""
    weight, slant = style.split("-")
    return (
        f'@font-face{{font-family:"{family}";font-weight:{weight};font-style:{slant};'
        f"src:{src};{more}}}\n"
    )


def meanwhile(family: str) -> str:
    """Return the rules that give readers' own fonts the width and height of a family.

    They carry the names that those fonts have anyway, and come after the family's own in
    ``mlp/look/tokens.json``. There Arial is the last of those of its width: where it is missing,
    Linux shows another one under its name, which keeps its own width.
    """
    _, own, readers = FAMILIES[family]
    rules = ""
    for name, theirs in readers.items():
        scale = own.width / theirs.width
        more = f"size-adjust:{scale:.1%};line-gap-override:0%;"
        more += f"ascent-override:{own.ascent / scale:.1%};"
        more += f"descent-override:{own.descent / scale:.1%}"
        for style, suffixes in zip(
            STYLES, (("",), (" Bold",), (" Italic", " Oblique")), strict=True
        ):
            src = ",".join(f'local("{name}{suffix}")' for suffix in suffixes)
            rules += face(name, style, src, more)
    return rules


def lines_of(family: str, source: Path) -> str:
    """Return what gives signs of another font the lines of a family.

    A browser takes the lines of whichever file of a family has come, until that of the letters has.
    """
    folder, own, _ = FAMILIES.get(family, ("", None, {}))
    if own is None or source.name.startswith(folder):
        return ""
    return (
        f";ascent-override:{own.ascent:.1%};descent-override:{own.descent:.1%};line-gap-override:0%"
    )


def write_fonts(out: Path, texts: Iterable[str], version: str) -> str:
    """Write the fonts into ``_static/fonts`` and return the rules that name them.

    Parameters
    ----------
    out : Path
        The folder ``_static`` of the site.
    texts : iterable of str
        All that the book shows: pages as HTML, scripts.
    version : str
        Added to the addresses, so that no browser keeps an old file.
    """
    if not fonts_are_there():
        return ""
    letters = letters_of(texts)
    files: dict[Path, set[str]] = {}
    rules = "".join(map(meanwhile, FAMILIES))
    for family, style, source, found in choose(letters):
        files[source] = files.get(source, set()) | found
        codes = ",".join(f"U+{ord(letter):X}" for letter in sorted(found))
        # The file with the alphabet comes first, and is there for whatever no other is for.
        only = "" if set("az") <= found else f";unicode-range:{codes}"
        src = f'url("fonts/{source.name}?{version}")format("woff2")'
        rules += face(family, style, src, f"font-display:swap{only}{lines_of(family, source)}")
    (out / "fonts").mkdir(parents=True, exist_ok=True)
    for source, found in files.items():
        shutil.copyfile(kept(source, found), out / "fonts" / source.name)
        package = source.parents[1]
        shutil.copyfile(package / "LICENSE", out / "fonts" / f"{package.name}.txt")
    return rules


def say_what_is_missing(app: Sphinx) -> None:
    """Say in the first lines of a build that the site has no fonts of its own."""
    if not fonts_are_there():
        LOGGER.info(MISSING, color="yellow")


def setup(app: Sphinx) -> dict:
    """Register with Sphinx."""
    app.connect("builder-inited", say_what_is_missing)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
