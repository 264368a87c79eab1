"""The whole book as one page, to be printed: links lead inside it, and answers stand at its end."""

import posixpath
import re
from pathlib import Path

import yaml

from book.tools.address import of_this_build

ROOT = Path(__file__).resolve().parents[2]
HTML = ROOT / "_build" / "html"
#: The site's files that a printed page needs.
SHEETS = ("_static/course.css", "_static/widgets/widgets.css")

_MAIN = re.compile(r'<main id="main"[^>]*>(.*?)(?:<nav class="turn"|</main>)', re.DOTALL)
_SCRIPT = re.compile(r"<script\b.*?</script>|<noscript>.*?</noscript>", re.DOTALL)
_ID = re.compile(r'(\s(?:id|for|aria-labelledby|aria-describedby)=")([^"]+)"')
_INSIDE = re.compile(r"url\(#([^)]+)\)")
_HREF = re.compile(r'(<a\b[^>]*?\shref=")([^"]*)"')
_SRC = re.compile(r'(\ssrc=")(?!data:)([^"]*)"')
_DETAILS = re.compile(
    r"<details(?P<how>[^>]*)>\s*<summary>(?P<ask>.*?)</summary>(?P<answer>.*?)</details>", re.DOTALL
)

#: A choice of a question, as `right` or `wrong` says: not a question of its own.
_CHOICE = re.compile(r'class="(?:right|wrong)"')

_FOLDED_CODE = re.compile(r"<details[^>]*>\s*<summary\b.*?</summary>", re.DOTALL)


def pages() -> list[str]:
    """Return the pages of the book in the order of its contents, as ``chapters/ch1/neurons``."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    return [toc["root"]] + [entry["file"] for part in toc["parts"] for entry in part["chapters"]]


def anchor(page: str) -> str:
    """Return the address of a page inside the file: ``chapters-ch1-neurons``."""
    return page.replace("/", "-")


def link(target: str, page: str, inside: list[str]) -> str | None:
    """Return where a page's link leads in the file; None where nothing can be reached.

    Parameters
    ----------
    target : str
        As the page has it: ``../ch2/gradient_descent.html#cost``, ``#cost``, ``https://…``.
    page : str
        The page, ``chapters/ch1/neurons``.
    inside : list of str
        The pages that the file holds.
    """
    if re.match(r"[a-z]+:", target):
        return target
    path, _, place = target.partition("#")
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
    other = path.removesuffix(".html")
    if other in inside:
        return f"#{anchor(other)}--{place}" if place else f"#{anchor(other)}"
    address = of_this_build()
    return f"{address}{path}" + (f"#{place}" if place else "") if address else None


def text_of(page: str, inside: list[str], key: list[str]) -> str:
    """Return a page's HTML for the file; what it hides is added to `key`."""
    html = (HTML / f"{page}.html").read_text(encoding="utf-8")
    body = _SCRIPT.sub("", _MAIN.search(html)[1])
    name = anchor(page)

    def lead(match: re.Match) -> str:
        target = link(match[2], page, inside)
        return f'{match[1]}{target}"' if target else match[1].removesuffix(' href="')

    body = _HREF.sub(lead, body)
    body = _ID.sub(
        lambda m: m[1] + " ".join(f"{name}--{each}" for each in m[2].split()) + '"', body
    )
    body = _INSIDE.sub(rf"url(#{name}--\1)", body)
    folder = posixpath.dirname(page)
    body = _SRC.sub(lambda m: f'{m[1]}{posixpath.normpath(posixpath.join(folder, m[2]))}"', body)

    def hide(match: re.Match) -> str:
        n = len(key) + 1
        key.append(
            f'<div class="key" id="key-{n}"><p><a href="#ask-{n}">{n}</a> '
            f"<b>{match['ask']}</b></p>{match['answer']}</div>"
        )
        choice = " choice" if _CHOICE.search(match["how"]) else ""
        return (f'<p class="ask{choice}" id="ask-{n}">{match["ask"]} '
                f'<a href="#key-{n}">(answer {n}, at the end)</a></p>')  # fmt: skip

    body = _DETAILS.sub(hide, body)
    body = _FOLDED_CODE.sub("<div>", body).replace("</details>", "</div>")
    return f'<article id="{name}">{body}</article>'


def whole(chosen: list[str]) -> str:
    """Return the HTML of a file with some of the book's pages and the key to what they hide."""
    key: list[str] = []
    texts = [text_of(page, chosen, key) for page in chosen]
    title = re.search(r"<title>(.*?)</title>", (HTML / f"{chosen[0]}.html").read_text("utf-8"))[1]
    sheets = "".join(f'<link rel="stylesheet" href="{sheet}">' for sheet in SHEETS)
    answers = f'<article id="answers"><h1>Answers</h1>{"".join(key)}</article>' if key else ""
    return (
        f'<!DOCTYPE html><html lang="en" data-theme="light"><head><meta charset="utf-8">'
        f"<title>{title}</title>{sheets}<style>{STYLE}</style></head>"
        f'<body class="chapter print"><main>{"".join(texts)}{answers}</main></body></html>'
    )


STYLE = """
article + article { break-before: page; }
main section { content-visibility: visible !important; }
.ask { font-weight: 600; }
.ask a, .key a, .choice { font-weight: 400; }
.choice { margin: 0 0 6px 18px; }
.choice + :not(.choice) { margin-top: 16px; }
.key { margin: 0 0 14px; break-inside: avoid; }
.paths, .number, .do { display: block; }
"""
