"""The course's sentences for translators: ``python -m book.tools.messages de``.

Writes two catalogues for a language, or brings them up to date: ``mlp.po`` in
``mlp/locale/de/LC_MESSAGES`` with the sentences of the checks, and of the grader's pages and
messages to students; ``site.po`` with the words of the site's theme and of its scripts. The files
``mlp.mo`` and ``site.mo`` are read. What has been translated is kept.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from mlp.checks.language import FIELD, FOLDER

ROOT = Path(__file__).resolve().parents[2]
FILES = ("mlp/checks/**/*.py", "mlp/grading/processes/plain.py", "mlp/grading/processes/lacking.py",
         "mlp/grading/pages/feedback.py")  # fmt: skip
#: Where a text of the site stands as ``_('…')``, and how Babel reads such files.
SITE = {
    "book/_ext/theme/*.html": "jinja2",
    "book/_ext/course_*.py": "python",
    "book/page/*.js": "javascript",
    "book/_static/**/*.js": "javascript",
    "mlp/widgets/typed.js": "javascript",
}
INSIDE = {"parse_template_string": True}
WORDY = ("findings", "parts")  # rooms of mlp/checks that put sentences together from words
NAME = re.compile(r"^[a-z0-9]*[-_][a-z0-9_-]*$|^\w*Error$")  # of a mistake, a variable, an error
WORD = re.compile(r"[^\W\d_]{2}")
TAGS = re.compile(r"<[^<>]*>")
NO_WORDS = ("compile", "search", "sub", "match", "fullmatch", "case", "case_", "getattr", "split")


def sentences(tree: ast.AST, *, words: bool = False) -> Iterator[tuple[str, int]]:
    """Yield each sentence of a module, and each form with named fields, with its line.

    With `words`, single words too.

    Examples
    --------
    >>> tree = ast.parse("print(f'gave {came.size} of {3 + 4}')")
    >>> list(sentences(tree))
    [('gave {size} of {part}', 1)]
    """
    left_out = set(_documentation(tree)) | set(_code(tree))
    alternatives = {
        id(each) for node in ast.walk(tree) if isinstance(node, ast.IfExp)
        for each in (node.body, node.orelse)}  # fmt: skip
    for node in ast.walk(tree):
        if id(node) in left_out:
            continue
        if isinstance(node, ast.JoinedStr):
            left_out |= {id(part) for part in node.values}
            if WORD.search("".join(_literals(node))):
                yield _form(node), node.lineno
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            plain = " " in node.value or id(node) in alternatives or words
            if WORD.search(node.value) and plain and not NAME.search(node.value):
                yield node.value, node.lineno


def _documentation(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef):
            if ast.get_docstring(node, clean=False) is not None:
                yield id(node.body[0].value)


def _code(tree):
    """Yield what is no text: patterns, names of attributes, words that mark a case."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if called in NO_WORDS:
                yield from map(id, ast.walk(node))
        if isinstance(node, ast.keyword) and node.arg in ("shows", "slug"):
            yield from map(id, ast.walk(node))


def _literals(node):
    return [part.value for part in node.values if isinstance(part, ast.Constant)]


def _form(node: ast.JoinedStr) -> str:
    text, names = "", {}
    for part in node.values:
        if isinstance(part, ast.Constant):
            text += part.value
            continue
        value = part.value
        name = getattr(value, "id", getattr(value, "attr", "part"))
        source, wanted = ast.unparse(value), name
        while names.setdefault(name, source) != source:
            name = f"{wanted}{sum(each.startswith(wanted) for each in names) + 1}"
        text += f"{{{name}}}"
    return text


def template() -> Catalog:
    """Return the sentences without a translation, each with its places."""
    catalog = Catalog(project="mlp", charset="utf-8")
    for pattern in FILES:
        for path in sorted(ROOT.glob(pattern)):
            name = path.relative_to(ROOT).as_posix()
            tree = ast.parse(path.read_text("utf-8"))
            for text, line in sentences(tree, words=path.parent.name in WORDY):
                pieces = [text] if "  " in text else text.split("\n")  # a skeleton of code is one
                for piece in pieces:
                    for each in TAGS.split(piece):
                        if WORD.search(FIELD.sub("", each)):
                            catalog.add(each.strip(), locations=[(name, line)])
    return catalog


def site_template() -> Catalog:
    """Return the words of the site's theme and scripts without a translation."""
    catalog = Catalog(project="site", charset="utf-8")
    for pattern, reader in SITE.items():
        for path in sorted(ROOT.glob(pattern)):
            name = path.relative_to(ROOT).as_posix()
            with path.open("rb") as file:
                for line, text, *_ in extract(reader, file, {"_": None}, options=INSIDE):
                    catalog.add(text, locations=[(name, line)])
    return catalog


def update(language: str, folder: Path = FOLDER) -> list[Path]:
    """Write or update the catalogues of a language and return their files."""
    place = folder / language / "LC_MESSAGES"
    place.mkdir(parents=True, exist_ok=True)
    made = {"mlp": template(), "site": site_template()}
    return [_update(place / f"{name}.po", language, new) for name, new in made.items()]


def _update(path: Path, language: str, new: Catalog) -> Path:
    known = Catalog(locale=language, charset="utf-8")
    if path.exists():
        with path.open("rb") as file:
            known = read_po(file, locale=language)
    known.update(new, no_fuzzy_matching=True)
    with path.open("wb") as file:
        write_po(file, known, width=100)
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, known)
    return path


def main() -> None:
    """Update the catalogues of the languages that are named."""
    if len(sys.argv) < 2:
        sys.exit("which language? python -m book.tools.messages de")
    for language in sys.argv[1:]:
        for path in update(language):
            print(f"wrote {path.relative_to(ROOT)} and {path.stem}.mo beside it")


if __name__ == "__main__":
    main()
