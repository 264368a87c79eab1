"""The checks in another language: one door, which every finished message passes.

A check puts its message together in English, from whole sentences and from forms like ``gave
{came}; expected {wanted}``. When it is whole it comes here. A sentence is looked up in the
catalogue as it is; or it fits one of the catalogue's forms, and its parts are looked up in turn.
What is not in the catalogue stays English. So no check knows of languages, and neither a verdict
nor the name of a mistake can depend on one.

The language is `LANGUAGE` in `mlp/own.py`, or the environment variable ``MLP_LANGUAGE``. Its
catalogue is ``mlp/locale/LANGUAGE/LC_MESSAGES/mlp.mo``, made by ``python -m book.tools.messages``.
"""

import os
import re
from functools import cache
from pathlib import Path

from mlp.own import LANGUAGE

FOLDER = Path(__file__).parents[1] / "locale"
FIELD = re.compile(r"\{(\w*)\}")
CODE = re.compile(  # calls, shapes and arrays: never words to translate
    r"\w[\w.]*\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)(?: \(float32 numbers\))?"
    r"|\([^()a-z]*\)|\[[^\[\]a-z]*(?:\[[^\[\]a-z]*(?:\[[^\[\]a-z]*\][^\[\]a-z]*)*\][^\[\]a-z]*)*\]"
    r"|(?<=, ')[^']*(?='\.$)"
)
ENDS = re.compile(r"(?<=[.?!:…]) ")
WORD = re.compile(r"[^\W\d_]{2}")
BRACKETS = re.compile(r"\[(\{\w*\})\]")  # which are hidden with what is in them
SIZES = re.compile(r"\b[a-zA-Z_]\w* of [a-z\d ]*shapes? \([\d, ]*\)(?:(?:,| and) \([\d, ]*\))*")
HIDDEN = re.compile("\ue000(\\d+)\ue001")


def language() -> str:
    """Return the language that messages are wanted in; '' for English."""
    name = os.environ.get("MLP_LANGUAGE", LANGUAGE)
    return "" if name == "en" else name


def translated(text: str) -> str:
    """Return a message in the language that is wanted, and as it is for want of a translation.

    Examples
    --------
    >>> translated("Not yet: line(2, slope=3, intercept=1) gave 6.")
    'Not yet: line(2, slope=3, intercept=1) gave 6.'
    """
    catalogue = _catalogue(language(), FOLDER)
    return catalogue.message(text) if catalogue else text


def require() -> None:
    """Raise a FileNotFoundError if there is no catalogue for the language that is wanted."""
    name = language()
    if name and _catalogue(name, FOLDER) is None:
        raise FileNotFoundError(
            f"the checks have no messages in {name!r}: expected "
            f"{FOLDER / name / 'LC_MESSAGES/mlp.mo'}; try  python -m book.tools.messages {name}"
        )


@cache
def _catalogue(name: str, folder: Path) -> "Catalogue | None":
    if not name:
        return None
    import gettext  # where another language is wanted, and nowhere else

    file = gettext.find("mlp", folder, [name])
    if file is None:
        return None
    with Path(file).open("rb") as stream:
        entries = gettext.GNUTranslations(stream)._catalog
    return Catalogue({key: text for key, text in entries.items() if key and text})


class Catalogue:
    """Messages of one language.

    Parameters
    ----------
    entries : dict
        From each English sentence or form to its translation, which has the same fields.
    """

    def __init__(self, entries: dict[str, str]) -> None:
        self.whole: dict[str, str] = {}
        for text, said in entries.items():
            parts, others = ENDS.split(text), ENDS.split(said)
            if len(parts) == len(others):  # checks combine some sentences in other ways
                self.whole |= {_key(p): o for p, o in zip(parts, others, strict=True)}
        self.whole |= {_key(text): said.lstrip(", ") for text, said in entries.items()}
        self.whole |= {
            key[:-1]: said.rstrip(".") for key, said in self.whole.items() if key[-1:] == "."
        }
        forms = sorted(filter(FIELD.search, entries), key=_how_special, reverse=True)
        self.forms = [
            (_literals(form), _pattern(form), BRACKETS.sub(r"\1", entries[text]))
            for text in forms
            for form in [BRACKETS.sub(r"\1", text)]
        ]

    def message(self, text: str) -> str:
        """Translate a message, whole or line by line."""
        if (said := self.whole.get(_key(text))) is not None:
            return said
        return "\n".join(map(self._line, text.split("\n")))

    def _line(self, line: str) -> str:
        self.hidden: list[str] = []
        self.tried: dict[str, str | None] = {}
        bare = line.lstrip()
        return line[: len(line) - len(bare)] + self._shown(
            self._sentences(CODE.sub(self._hide, bare))
        )

    def _hide(self, match: re.Match) -> str:
        self.hidden.append(SIZES.sub(lambda found: self._part(found[0]), match[0]))
        return f"\ue000{len(self.hidden) - 1}\ue001"

    def _shown(self, text: str) -> str:
        while HIDDEN.search(text):
            text = HIDDEN.sub(lambda match: self.hidden[int(match[1])], text)
        return text

    def _sentences(self, text: str) -> str:
        """Translate sentences: as many together as the catalogue knows."""
        ends = [match.start() for match in ENDS.finditer(text)] + [len(text)]
        for end in reversed(ends):
            if (found := self._known(text[:end])) is not None:
                break
        else:
            end = ends[0]
            found = text[:end]
        rest = text[end:].lstrip(" ")
        return f"{found} {self._sentences(rest)}" if rest else found

    def _known(self, text: str) -> str | None:
        """Return the translation of a piece that is in the catalogue, or fits one of its forms."""
        if text not in self.tried:
            self.tried[text] = self._look_up(text)
        return self.tried[text]

    def _look_up(self, text: str) -> str | None:
        for piece in (text, text.rstrip(".")):
            if (said := self.whole.get(_key(self._shown(piece)))) is not None:
                return _begin(said, text) + text[len(piece) :]
        tried = dict.fromkeys((text.rstrip("."), text, self._shown(text)))
        for literals, pattern, said in self.forms:
            for given in tried:
                match = pattern.fullmatch(given) if all(x in given for x in literals) else None
                if match and not any(map(self._goes_on, match.groups())):
                    parts = {key: self._part(part) for key, part in match.groupdict().items()}
                    whole = FIELD.sub(lambda field, w=parts: w[f"_{field[1]}"], said)
                    end = text[len(given) :] if given == text.rstrip(".") else ""
                    return _begin(whole, text) + end
        return None

    def _goes_on(self, part: str) -> bool:
        """Say whether what is in a field goes beyond a sentence that nobody knows."""
        return bool(ENDS.search(part)) and self._known(part) is None

    def _part(self, part: str) -> str:
        """Translate what is in a field; of words that nobody knows, the end that is known."""
        bare = part.strip()
        if bare != part:
            return part.replace(bare, self._part(bare)) if bare else part
        if not WORD.search(part):
            return part
        if (found := self._known(part)) is not None:
            return found
        for space in re.finditer(" ", part):
            before = part[: space.start()]
            known = before if not WORD.search(before) else self._known(before)
            found = known and self._known(part[space.end() :])
            if found is not None:
                return f"{known} {found}"
        return part


def _how_special(form: str) -> tuple[bool, int]:
    """Return what is greater for a form that fits fewer texts."""
    words = FIELD.sub("", form)
    return not FIELD.match(form) or len(words) > 12, len(words)


def _key(text: str) -> str:
    """Return what is looked up: the text in one line, with a small letter first."""
    text = " ".join(text.split()).lstrip(", ")
    return text[:1].lower() + text[1:]


def _begin(said: str, text: str) -> str:
    """Return a translation with a capital letter where the text has one."""
    return said[:1].upper() + said[1:] if text[:1].isupper() else said


def _literals(form: str) -> list[str]:
    """Return what a text must hold to fit a form, its first letter apart."""
    return [piece[k == 0 :] for k, piece in enumerate(FIELD.split(form)[::2])]


def _pattern(form: str) -> re.Pattern:
    """Return what fits a form: anything in each field."""
    pattern, seen = "", set()
    for k, piece in enumerate(FIELD.split(" ".join(form.split(" ")))):
        if k % 2 == 0:
            first = f"(?i:{re.escape(piece[:1])})" if k == 0 and piece else ""
            pattern += first + re.escape(piece[1:] if first else piece)
        else:
            pattern += f"(?P=_{piece})" if piece in seen else f"(?P<_{piece}>.*?)"
            seen.add(piece)
    return re.compile(pattern, re.DOTALL)
