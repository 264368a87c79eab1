"""The site's own fonts: the same book on every machine, light, and nothing moves as they come."""

import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from browsing import visiting
from bs4 import BeautifulSoup
from fontTools.ttLib import TTFont

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "book" / "_ext"))

import course_fonts

PAGES = ("index", "chapters/ch1/neurons", "chapters/ch4/backprop_calculus", "book/glossary")
SHIFT = 0.1  # what Web Vitals call good
KB = 1000

_RULE = re.compile(r"@font-face\s*\{(.*?)\}", re.DOTALL)

# One element for each look of text, and each with a letter that is not in ASCII.
_PROBES = """() => {
  const seen = new Set();
  for (const each of document.body.querySelectorAll('*')) {
    const own = [...each.childNodes].filter(node => node.nodeType === 3).map(n => n.data).join('');
    if (!own.trim() || !each.getClientRects().length || each.closest('script, style')) continue;
    const style = getComputedStyle(each);
    const look = [style.fontFamily, style.fontWeight, style.fontStyle].join();
    const special = own.replace(/[\\x00-\\x7f\\u200b\\u2061]/g, '');
    if (seen.has(look) && !special) continue;
    seen.add(look);
    each.dataset.probe = '';
  }
}"""


def probed(page):
    """Return (font, text) of what is not shown in one of the site's own fonts."""
    page.add_style_tag(content="main section { content-visibility: visible !important }")
    page.evaluate("document.fonts.ready.then(() => 0)")
    page.evaluate(_PROBES)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready.then(() => 0)")
    wire = page.context.new_cdp_session(page)
    wire.send("DOM.enable")
    wire.send("CSS.enable")
    root = wire.send("DOM.getDocument")["root"]["nodeId"]
    found = wire.send("DOM.querySelectorAll", {"nodeId": root, "selector": "[data-probe]"})
    foreign = []
    for node in found["nodeIds"]:
        fonts = wire.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        if others := [font["familyName"] for font in fonts if not font["isCustomFont"]]:
            html = wire.send("DOM.getOuterHTML", {"nodeId": node})["outerHTML"]
            foreign.append((others, html[:150]))
    return len(found["nodeIds"]), foreign


@pytest.mark.parametrize("name", PAGES)
def test_fonts_of_a_page_are_the_sites_own(browser, served, name):
    with visiting(browser, f"{served}/{name}.html") as visit:
        looks, foreign = probed(visit.page)
    assert looks > 5
    assert foreign == []


def rules(book):
    """Yield the family, the weight and slant, the file and the letters of each rule."""
    sheet = (book / "_static" / "course.css").read_text("utf-8")
    for rule in _RULE.findall(sheet):
        if not (address := re.search(r'url\("?fonts/([^?"]+)', rule)):
            continue
        family = re.search(r"font-family:\s*\"?([^;\"]+)", rule)[1]
        look = re.search(r"font-weight:(\d+);font-style:(\w+)", rule).groups()
        file = book / "_static" / "fonts" / address[1]
        letters = {chr(code) for code in TTFont(file).getBestCmap()}
        if only := re.search(r"unicode-range:([^;]+)", rule):
            letters &= {chr(int(code, 16)) for code in re.findall(r"U\+(\w+)", only[1])}
        yield family, look, file, letters


def test_fonts_have_every_letter_of_the_book(book):
    have = {}
    for family, look, _, letters in rules(book):
        have.setdefault((family, look), set()).update(letters)
    assert len(have) == 10
    missing = {}
    for path in book.rglob("*.html"):
        if path.relative_to(book).parts[0] in {"lite", "_static", "_sources"}:
            continue
        page = BeautifulSoup(path.read_text("utf-8"), "html.parser")
        for away in page(["script", "style"]):
            away.decompose()
        letters = {letter for letter in page.get_text() if letter.isprintable()}
        for key, known in have.items():
            if key[0] != "STIX Two Math" and (left := letters - known):
                missing.setdefault("".join(sorted(left)), []).append((path.name, key))
    assert missing == {}


def test_fonts_hold_nothing_but_what_the_book_shows(book):
    files = {file: file.stat().st_size for _, _, file, _ in rules(book)}
    assert max(files.values()) < 32 * KB
    assert sum(files.values()) < 120 * KB
    assert set(files) == set((book / "_static" / "fonts").glob("*.woff2"))


def test_fonts_say_whose_they_are(book):
    for file in (book / "_static" / "fonts").glob("*.woff2"):
        names = {record.nameID: str(record) for record in TTFont(file)["name"].names}
        assert re.match("Copyright|©", names[0]) and names[1] == "Part of a font"
        family = re.match(r"(.*)-(latin|greek)", file.name)[1].removesuffix("-latin")
        licence = (file.parent / f"{family}.txt").read_text("utf-8")
        assert "SIL OPEN FONT LICENSE" in licence.upper()


def need_a_font_of_readers():
    """Skip where fontconfig has no font that is fitted to the one of the text."""
    known = course_fonts.FAMILIES["STIX Two Text"][2]
    if shutil.which("fc-list"):
        listed = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True)
        if not any(name in listed.stdout for name in known):
            pytest.skip(f"needs one of these fonts: {', '.join(known)}")


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_moves_as_the_fonts_come_late(browser, served, width):
    """The reader's own font has the width of the one that comes: few words change their line."""
    need_a_font_of_readers()
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    late = []

    def hold(route):
        time.sleep(0.4)
        late.append(route.request.url)
        route.continue_()

    page.route("**/fonts/*", hold)
    page.goto(f"{served}/chapters/ch1/neurons.html", wait_until="networkidle")
    page.evaluate("document.fonts.ready.then(() => 0)")
    moved = page.evaluate(
        """() => new Promise(done => {
          new PerformanceObserver(list => done(list.getEntries()
            .reduce((sum, e) => sum + e.value, 0))).observe({type: 'layout-shift', buffered: true});
          setTimeout(done, 300, 0);
        })"""
    )
    context.close()
    assert len(late) >= 3
    assert moved <= SHIFT


_LINES = """() => {
  window.lines = new Set();
  (function look() {
    const words = document.querySelector('details.sections > summary')?.firstChild;
    if (words) {
      const range = document.createRange();
      range.selectNodeContents(words);
      const {y, height} = range.getBoundingClientRect();
      window.lines.add(`${y} ${height}`);
    }
    requestAnimationFrame(look);
  })();
}"""


def test_lines_of_a_label_stay_where_they_are_as_the_fonts_come_late(browser, served):
    """Signs that come from another font, and come first, bring no lines of their own."""
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.add_init_script(f"({_LINES})()")
    page.route("**/source-sans-3-latin-600*", lambda route: (time.sleep(0.8), route.continue_()))
    page.goto(f"{served}/chapters/ch1/neurons.html", wait_until="networkidle")
    page.wait_for_timeout(300)
    lines = page.evaluate("[...window.lines]")
    page.close()
    assert len(lines) == 1, lines


def test_fonts_missing_are_said_and_nothing_is_written(tmp_path, monkeypatch):
    said = []
    monkeypatch.setattr(course_fonts, "NPM", tmp_path / "nowhere")
    assert course_fonts.write_fonts(tmp_path, ["text"], "1") == ""
    assert course_fonts.fonts_first(maths=True) == []
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setattr(course_fonts.LOGGER, "info", lambda text, **_: said.append(text))
    course_fonts.say_what_is_missing(None)
    assert "npm's are missing" in said[0]


def test_fonts_letters_come_from_html_and_scripts():
    found = course_fonts.letters_of(["<p>&eta; is small</p>", r"label('\u2202C')", "é"])
    assert {"η", "∂", "é", "a", "~"} <= found
    assert "\n" not in found


def test_fonts_single_letters_of_formulas_are_slanted():
    assert course_fonts.slanted("ahZσ1") == {"𝑎", "ℎ", "𝑍", "𝜎"}
