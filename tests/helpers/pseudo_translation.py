"""A language called xx, in which each word has an accent: what has none was not translated."""

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

ACCENTS = str.maketrans("aeiouycnsAEIOUYCNS", "áéíóúýçñšÁÉÍÓÚÝÇÑŠ")


def accented(text, kept):
    """Return a text with accents; what the pattern finds, in one group, is kept as it is."""
    pieces = kept.split(text)
    return "".join(p if k % 2 else p.translate(ACCENTS) for k, p in enumerate(pieces))


def write_catalogue(folder, name, template, kept):
    """Write the language's catalogue of a template below a folder."""
    catalog = Catalog(locale=None, charset="utf-8")
    for message in template:
        if message.id:
            catalog.add(message.id, accented(message.id, kept))
    place = folder / "xx" / "LC_MESSAGES"
    place.mkdir(parents=True)
    with (place / f"{name}.mo").open("wb") as file:
        write_mo(file, catalog)
