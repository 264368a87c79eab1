"""The site's own words in the course's language: links, buttons, and what the scripts of pages say.

They are marked ``_('…')`` in the templates, in these extensions and in the scripts, and are in
English where nothing else is said. ``python -m book.tools.messages de`` collects them for
translators in ``mlp/locale/de/LC_MESSAGES/site.po``.
"""

import gettext
import json
from functools import cache
from pathlib import Path

from sphinx import locale

from mlp.checks import language


@cache
def _catalogue(name: str, folder: Path) -> gettext.NullTranslations:
    return gettext.translation("site", folder, [name] if name else [], fallback=True)


def _(text: str) -> str:
    """Return a text of the site in the course's language; in Sphinx's words where we have none."""
    said = _catalogue(language.language(), language.FOLDER).gettext(text)
    return str(locale._(text)) if said == text else said


def words_sheet() -> str:
    """Return the words that the style sheet writes over an exercise's cells."""
    words = {
        "--your-turn": _("Your turn"),
        "--check-it": _("Check it"),
        "--now-with-yours": _("Now with yours"),
    }
    rules = (f"{name}: {json.dumps(said, ensure_ascii=False)};" for name, said in words.items())
    return f":root {{{''.join(rules)}}}\n"


def words_script() -> str:
    """Return the script that gives pages their words; nothing where the course is in English."""
    catalogue = _catalogue(language.language(), language.FOLDER)
    words = {text: said for text, said in getattr(catalogue, "_catalog", {}).items() if text}
    return f"window.courseWords = {json.dumps(words, ensure_ascii=False)};\n" if words else ""
