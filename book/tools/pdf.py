"""Print the built site with Chromium: `make pdf` makes the whole book, and each chapter, as a PDF.

The files lie in the site, ``pdf/``, and every page then has a link to the whole book.
"""

import re
import shutil
import sys
from pathlib import Path

from book.tools.one_page import HTML, ROOT, pages, whole

PDF = HTML / "pdf"
BOOK = "neural-networks-in-numpy"
FOOT = (
    '<p style="font:8px sans-serif;width:100%;text-align:center">'
    '<span class="title"></span> · <span class="pageNumber"></span></p>'
)
MARGINS = {"top": "18mm", "bottom": "18mm", "left": "16mm", "right": "16mm"}
_LINK = re.compile(r"<!--pdf-->(?:.*?<!--/pdf-->)?")


def files() -> dict[str, list[str]]:
    """Return what is made: {name of the file: pages in it}."""
    book = pages()
    chapters = [page for page in book if page.startswith("chapters/")]
    return {BOOK: book} | {page.split("/", 1)[1].replace("/", "-"): [page] for page in chapters}


def print_one(browser: object, name: str, chosen: list[str]) -> Path:
    """Print some pages into one file, with an outline, tags and links, and return its path."""
    source = HTML / f"{name}.print.html"  # beside what its addresses start from
    source.write_text(whole(chosen), encoding="utf-8")
    try:
        page = browser.new_page()
        page.goto(source.as_uri(), wait_until="load")
        page.evaluate("document.fonts.ready")
        to = PDF / f"{name}.pdf"
        page.pdf(
            path=str(to), format="A4", print_background=True, display_header_footer=True,
            header_template="<p></p>", footer_template=FOOT, margin=MARGINS, outline=True,
            tagged=True,
        )  # fmt: skip
        page.close()
    finally:
        source.unlink()
    return to


def link_from_site(size: int) -> None:
    """Write the link to the whole book, with its size in bytes, into the foot of every page."""
    for path in HTML.rglob("*.html"):
        inside = path.relative_to(HTML)
        if inside.parts[0] in ("lite", "_static", "pdf"):
            continue
        html = path.read_text(encoding="utf-8")
        link = (
            f'<!--pdf--> <a href="{"../" * (len(inside.parts) - 1)}pdf/{BOOK}.pdf">The whole book '
            f"as a PDF</a> ({size / 1e6:.0f} MB)<!--/pdf-->"
        )
        if _LINK.search(html):
            path.write_text(_LINK.sub(lambda _, link=link: link, html), encoding="utf-8")


def main() -> None:
    """Print the book and its chapters."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        sys.exit("Chromium is not installed (Debian: apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    PDF.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, chosen in files().items():
            to = print_one(browser, name, chosen)
            print(f"{to.relative_to(ROOT)}  {to.stat().st_size // 1000} kB")
        browser.close()
    link_from_site((PDF / f"{BOOK}.pdf").stat().st_size)


if __name__ == "__main__":
    main()
