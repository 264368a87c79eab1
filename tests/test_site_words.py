"""The site's own words in another language: a pseudo-translation with an accent in each word."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from browsing import serving, visiting
from bs4 import BeautifulSoup
from pseudo_translation import accented as accented_text
from pseudo_translation import write_catalogue

from book.tools import messages

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "book" / "_ext"))
import course_guesses  # noqa: E402
import course_pointing  # noqa: E402

KEPT = re.compile(r"(<[^<>]*>|\{\w*\})")  # tags and fields
LINKED = ("chapters/ch1/neurons", "book/exercises", "book/instructors", "book/cite")
WELCOME = "# Ünö\n\n```{toctree}\n" + "\n".join(LINKED) + "\n```\n"
CHAPTER = """# Ünö

## Dö

<p>Ä?</p>
<details data-guess="text"><summary>É</summary>Ö</details>

```bash
ö
```

## Trö

Ä
"""
CONFIG = """
import sys
from pathlib import Path
sys.path[:0] = [{extensions!r}, {root!r}]
import mlp.checks.language
mlp.checks.language.FOLDER = Path({folder!r})
project = html_title = "Ünö"
extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinxext.opengraph", "course_site"]
myst_enable_extensions = ["substitution"]
html_theme = "course"
html_theme_options = {{"repository_url": "https://github.com/a/b"}}
html_additional_pages = {{"404": "404.html"}}
html_use_index = False
suppress_warnings = ["misc.highlighting_failure"]
"""
#: All that a page says, to the eye and to a screen reader.
SAID = """() => [
  document.title, document.body.innerText,
  ...[...document.querySelectorAll('[aria-label], [title], [placeholder]')].flatMap(
    it => ['aria-label', 'title', 'placeholder'].map(name => it.getAttribute(name) || '')),
].join(' ')"""
NAMES = {
    "Alt",
    "Shift",
    "Colab",
    "Binder",
    "make",
    "serve",
    "localhost",
    "http",
}  # of keys and commands


def without_accents(said):
    words = re.findall(r"\w+", said)
    return {word for word in words if len(word) > 2 and word.isascii() and word.isalpha()} - NAMES


@pytest.fixture(scope="module")
def accented(tmp_path_factory):
    """Address of a small site with the course's theme, in a language called xx."""
    folder = tmp_path_factory.mktemp("words")
    write_catalogue(folder / "locale", "site", messages.site_template(), KEPT)
    pages = dict.fromkeys(LINKED, "# Ö\n") | {"index": WELCOME, LINKED[0]: CHAPTER}
    for page, text in pages.items():
        path = folder / f"source/{page}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    named = {"extensions": ROOT / "book/_ext", "root": ROOT, "folder": folder / "locale"}
    (folder / "source/conf.py").write_text(
        CONFIG.format(**{name: str(path) for name, path in named.items()}), encoding="utf-8"
    )
    subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", "-b", "html", folder / "source", folder / "site"],
        check=True, env=os.environ | {"MLP_LANGUAGE": "xx"},
    )  # fmt: skip
    with serving(folder / "site") as address:
        yield address


@pytest.mark.parametrize("page", ["index", "chapters/ch1/neurons", "search", "404"])
def test_words_of_the_theme_have_a_translation(accented, browser, page):
    with visiting(browser, f"{accented}/{page}.html") as there:
        assert without_accents(there.page.evaluate(SAID)) == set()
        assert there.page.evaluate("document.documentElement.lang") == "xx"


def test_words_of_the_style_sheet_have_a_translation(accented, browser):
    with visiting(browser, f"{accented}/index.html") as there:
        style = "getComputedStyle(document.documentElement).getPropertyValue"
        said = [there.page.evaluate(f"{style}('--{name}')") for name in ("your-turn", "check-it")]
        assert said == ['"Ýóúr túrñ"', '"Çhéçk ít"']


def test_words_of_a_question_have_a_translation(accented, browser):
    with visiting(browser, f"{accented}/chapters/ch1/neurons.html") as there:
        guess = there.page.locator("form.guess")
        guess.locator("input").fill("é")
        guess.locator("button").first.click()
        assert guess.locator("[role=status]").inner_text() == "Ýóú šáíd: ‘é’"
        there.page.keyboard.press("/")
        there.page.locator("dialog").wait_for()
        there.page.keyboard.type("ñóthíñg líké thát")
        there.page.get_by_text("Ñóthíñg íñ thé bóók íš líké thát.").wait_for()
        assert without_accents(there.page.evaluate(SAID)) == set()


def test_words_of_an_exercise_have_a_translation(served, browser):
    """The book's own pages, with the words that such a site gives them."""
    words = {m.id: accented_text(m.id, KEPT) for m in messages.site_template() if m.id}
    context = browser.new_context()
    context.add_init_script(f"window.courseWords = {json.dumps(words)}")
    page = context.new_page()
    page.goto(f"{served}/chapters/ch1/neurons.html")
    exercise = page.locator("[data-exercise=sigmoid]")
    exercise.locator(".tag_answer pre").click()
    exercise.locator(".cm-content").wait_for()
    exercise.locator("[data-action=reset]").click()
    assert exercise.locator(".verdict").inner_text() == "Báçk át thé bégíññíñg. Úñdó"
    for words in ("Rúñ", "Híñt", "Štárt óvér", "Dówñlóád tó háñd íñ", "Lóád ýóúr fílé"):
        exercise.get_by_role("button", name=words).wait_for()
    editor = exercise.locator(".cm-content")
    assert editor.get_attribute("aria-label") == "Ýóúr áñšwér, sigmoid"
    page.goto(f"{served}/book/exercises.html")
    page.locator("[data-action=forget]").click()
    dialog = page.locator("dialog")
    dialog.wait_for()
    assert without_accents(dialog.inner_text()) == set()
    context.close()


# Names of keys, and of things of which a reader reads nothing.
NO_WORDS = (
    "Ctrl-Enter",
    "Cmd-Enter",
    "Shift-Enter",
    "ArrowDown",
    "Python in this page: ${failed}",
    "JupyterLite Storage - ${PATH}lite/",
    "Offline Storage for Notebooks and Files",
    "Python 3 (ipykernel)",
)
SENTENCE = re.compile(
    r"""(?<![\w)])(?P<mark>['"`])(?P<said>[A-Z“](?:(?!(?P=mark)).)*[a-z](?:(?!(?P=mark)).)*)(?P=mark)"""
)
SCRIPTS = [
    path for pattern, reader in messages.SITE.items() if reader == "javascript"
    for path in sorted(ROOT.glob(pattern))
]  # fmt: skip


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_words_in_a_script_are_marked(path):
    known = " ".join(m.id for m in messages.site_template() if m.id)
    source = re.sub(r"^\s*(//|\*|/\*).*$", "", path.read_text("utf-8"), flags=re.M)
    said = [match["said"] for match in SENTENCE.finditer(source)]
    assert [text for text in said if text not in known and text not in NO_WORDS] == []


def test_words_with_quotes_stay_inside_their_attribute(monkeypatch):
    """A translation may hold the straight quotes that end an attribute."""
    theme = ROOT / "book" / "_ext" / "theme"
    templates = "".join(path.read_text("utf-8") for path in sorted(theme.glob("*.html")))
    assert len(re.findall(r"=\"\{\{ _\([^}]*\|e \}\}\"", templates)) >= 8
    assert re.findall(r"=\"\{\{ _\((?:(?!\|e)[^}])*\}\}", templates) == []
    for module in (course_guesses, course_pointing):
        monkeypatch.setattr(module, "_", lambda text: f'"{text}" <b>')
    question = '<details data-guess="number"><summary>How?</summary><strong>3</strong></details>'
    page = course_guesses.ask_guesses(question).replace("template", "div")
    page += course_pointing.link_headings('<a class="headerlink" href="#a" title="x">¶</a>')
    found = BeautifulSoup(page, "html.parser")
    titles = [each["title"] for each in found.select("[title]")]
    assert [title.strip('"').partition('"')[0] for title in titles] == [
        "Escape skips it too", "Copy the link to this place"
    ]  # fmt: skip
    labels = [label.get_text() for label in found.form.select("label, button")]
    assert all(label.count('"') == 2 and "<b>" in label for label in labels), labels
