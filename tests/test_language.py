"""The checks in another language: a pseudo-translation, in which each word has an accent."""

import contextlib
import importlib
import io
import os
import re
import shutil
import subprocess
import sys
from types import SimpleNamespace

import pytest
import zoo
from grading_course import ROOT, as_bytes, hand_in, mini_course, mlp, need_sandbox, notebook
from own_tree import python, tree
from pseudo_translation import write_catalogue

from book.tools import messages
from mlp import checks
from mlp.checks import language, pointing, rehearsal, writing
from mlp.exercises import EXERCISES

CODE = re.compile(r"(\{\w*\}|`[^`]*`|\w[\w.]*\(.*?\)|\b\w*_\w*|\bassert\b|\bdef\b)")
# What no catalogue holds: code, names, titles of chapters, what Python says, the mistake's name.
LEFT = re.compile(
    r"\[[a-z-]+\]$|'[^']*'|`[^`]*`|\w[\w.]*\(.*?\)|\w+=|\b(?:mlp|np)\.\w+|\w*_\w*|\.(?:ravel|ndim)"
    r"|\blíñé \d+:.*|\braised .*|\bráíšéd .*|\b(?:lambda|assert)\b|\b\w+Error\b"
)
SLOW = {"train", "sgd_epoch", "minibatches"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Make a language called xx."""
    folder = tmp_path_factory.mktemp("locale")
    write_catalogue(folder, "mlp", messages.template(), CODE)
    return folder


@pytest.fixture
def accented(folder, monkeypatch):
    monkeypatch.setattr(language, "FOLDER", folder)
    monkeypatch.setattr(rehearsal, "ON", False)
    monkeypatch.setattr(pointing, "line_to_look_at", lambda *args: None)

    def switch(on):
        monkeypatch.setenv("MLP_LANGUAGE", "xx" if on else "")

    return switch


def verdict(answer):
    try:
        with contextlib.redirect_stdout(io.StringIO()) as out:
            getattr(checks, answer.exercise)(answer.function(), rng=1)
    except checks.Mistake as mistake:
        return mistake.slug, mistake.args[0]
    return None, out.getvalue()


def plain_words(exercise, text):
    """Return the words of a message that have no accent, and no other reason to have none."""
    names = {*writing.parameters(zoo.right(exercise)), *exercise.split("_")}
    names |= {*EXERCISES[exercise].parts, "worst"}  # a variable in an answer
    found = []
    for line in text.splitlines():
        if not line.startswith((" ", "line ")):
            found += re.findall(r"[^\W\d]+", LEFT.sub(" ", line))
    return [w for w in found if len(w) > 3 and w.isascii() and w not in names]


@pytest.mark.parametrize("exercise", sorted(set(zoo.exercises()) - SLOW))
def test_language_changes_every_sentence_and_no_verdict(exercise, accented):
    answers = zoo.answers(exercise)
    some = [a for a in answers if a.slugs and "too-slow" not in a.slugs]
    right = next(answer for answer in answers if not answer.slugs)
    for answer in [*some[::2], right]:
        accented(False)
        slug, english = verdict(answer)
        accented(True)
        again, said = verdict(answer)
        assert again == slug
        assert said != english
        assert len(said.splitlines()) == len(english.splitlines())
        assert not plain_words(exercise, said), (english, said)
        assert re.findall(r"-?\d+\.?\d*", said) == re.findall(r"-?\d+\.?\d*", english)


def test_language_of_hints(accented, capsys):
    accented(True)
    checks.neuron.hint()
    said = capsys.readouterr().out
    assert "híñt" in said
    assert not plain_words("neuron", said.partition(":")[2])


def test_language_is_english_where_nothing_else_is_said(monkeypatch):
    monkeypatch.delenv("MLP_LANGUAGE", raising=False)
    assert language.language() == ""
    assert language.translated("neuron: right.") == "neuron: right."


def test_language_without_a_catalogue_is_english_and_grading_says_what_makes_one(
    monkeypatch, tmp_path
):
    mini_course(tmp_path, 0)
    monkeypatch.setattr(language, "FOLDER", tmp_path)
    monkeypatch.setenv("MLP_LANGUAGE", "de")
    assert checks.Mistake("Not yet.", "wrong-value").args[0] == "Not yet."
    said = mlp(tmp_path, "grade", "mini", fails=True)
    assert "no messages in 'de'" in said
    assert "python -m book.tools.messages de" in said


def test_language_costs_an_import_nothing():
    code = "import sys; from mlp import checks; print('gettext' in sys.modules)"
    env = os.environ | {"MLP_LANGUAGE": ""}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=True)
    assert done.stdout == b"False\n"


def test_language_of_what_is_not_known_stays_english():
    catalogue = language.Catalogue(
        {"gave {came}; expected {wanted}": "ergab {came}, nicht {wanted}"}
    )
    assert catalogue.message("f(1) gave 2; expected 3.") == "f(1) gave 2; expected 3."
    assert catalogue.message("gave 2; expected 3") == "ergab 2, nicht 3"


def test_language_catalogue_is_kept_when_it_is_made_again(tmp_path):
    path, site = messages.update("de", tmp_path)
    assert 'msgid "Download to hand in"' in site.read_text()
    text = path.read_text()
    assert '"gave {came} in place' in text
    path.write_text(re.sub(r'(msgid "See the task above\."\nmsgstr )""', r'\1"Siehe oben."', text))
    messages.update("de", tmp_path)
    assert 'msgstr "Siehe oben."' in path.read_text()
    assert path.with_suffix(".mo").exists()


def test_language_of_the_feedback_and_not_of_the_scores(folder, tmp_path, monkeypatch):
    need_sandbox()
    course = tree(tmp_path)
    shutil.copytree(folder, course / "mlp/locale")
    bundle = mini_course(course, 0)
    wrong = {"line": "def line(x, slope, intercept):\n    return slope * x"}
    hand_in(course, "ada", as_bytes(notebook(bundle, answers=wrong)), bundle)
    pages = {}
    for name in ("", "xx"):
        monkeypatch.setenv("MLP_LANGUAGE", name)
        python(course, "-m", "mlp.cli", "grade", "mini", "--jobs", "1", "--force")
        pages[name] = (course / "grading/feedback/ada/mini/small.html").read_text()
        assert "[bias-left-out]" in pages[name]
    found = [re.findall(r"([\d.]+) / ([\d.]+)<td", page) for page in pages.values()]
    assert found[0] == found[1] == [("0", "1"), ("2", "2"), ("3", "3")]
    assert 'lang="en"' in pages[""]
    assert 'lang="xx"' in pages["xx"]
    assert "thé íñtérçépt íš léft óút" in " ".join(pages["xx"].split())
    assert "óf 6 póíñtš" in pages["xx"]
    assert "return slope * x" in pages["xx"]


def test_language_of_the_course_is_said_by_its_pages(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "book/_ext")
    monkeypatch.setenv("MLP_LANGUAGE", "de")
    config = SimpleNamespace(html_baseurl="", html_theme_options={}, language="en")
    importlib.import_module("course_site").site_address(None, config)
    assert config.language == "de"
    page = (ROOT / "book/_ext/theme/layout.html").read_text(encoding="utf-8")
    assert '<html lang="{{ language or "en" }}"' in page
