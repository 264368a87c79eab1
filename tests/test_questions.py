"""The questions in the text: what takes a guess, and of which kind."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from asked_questions import DECLARED, ROW, data_of
from chapter_source import chapter

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "book" / "_ext"))
import course_guesses  # noqa: E402


def test_questions_before_you_read_on_take_a_guess_unless_they_say_otherwise():
    plain = (
        "<p><strong>Before you read on.</strong> Why?</p>\n<details><summary>Look</summary>"
        "<p>So.</p></details>"
    )
    html = course_guesses.ask_guesses(plain)
    assert data_of(html) == {"kind": "text"}
    assert html.index("</p>") < html.index("<form") < html.index("<details>"), "it is between"
    for left in (
        "<p><strong>Try it.</strong></p>\n<details><summary>A hint</summary><p>H.</p></details>",
        '<details name="quiz-1-q1"><summary>2</summary><p>Right.</p></details>',
        "<p>Some words.</p><details><summary>Why?</summary><p>So.</p></details>",
    ):
        assert course_guesses.ask_guesses(left) == left


def test_questions_of_the_next_cells_take_a_guess_and_their_answer_waits():
    html = course_guesses.ask_guesses(
        "<p><strong>Predict first.</strong> Will it?</p>\n<!-- guess: yes | no* -->\n"
        "<p>No.</p>\n<!-- answered -->\n<p>So.</p>"
    )
    parts = ["Will it?", "<form", '<div class="waits">', "No.", "</div>", "So."]
    assert [html.index(part) for part in parts] == sorted(html.index(part) for part in parts)
    assert "<!--" not in html


def test_questions_that_the_fold_asks_are_read_before_the_row():
    html = course_guesses.ask_guesses(
        '<p>All are single numbers.</p>\n<details data-guess="number">\n'
        "<summary>How many parameters does the chain have?</summary>\n<p><strong>10</strong></p>"
        "</details>"
    )
    assert html.count("How many parameters") == 1
    assert html.index("How many parameters") < html.index("<form") < html.index("Answer</summary>")


@pytest.mark.parametrize("lead", course_guesses.LEADS)
def test_questions_whose_answer_does_not_wait_are_refused(lead):
    alone = f"<p><strong>{lead}.</strong> Will it?</p>\n"
    for rest in ("<p>No.</p>", '<div class="cell">No.</div>', "<p>Look:</p><details>No.</details>"):
        with pytest.raises(ValueError, match="Will it"):
            course_guesses.ask_guesses(alone + rest)


@pytest.mark.parametrize("comments", ["<!-- guess: a | b -->", "<!-- answered -->"])
def test_questions_of_the_next_cells_say_where_the_answer_ends(comments):
    with pytest.raises(ValueError, match="partner"):
        course_guesses.ask_guesses(f"<p>Will it?</p>\n{comments}\n<p>No.</p>")


@pytest.mark.parametrize("how", ["one option", "a* | b*", "a | ", "number"])
def test_questions_that_mean_nothing_are_refused(how):
    html = f'<details data-guess="{how}"><summary>What?</summary><p>No bold 5.</p></details>'
    with pytest.raises(ValueError, match=r"What\?"):
        course_guesses.ask_guesses(html)


def test_questions_numbers_are_read_as_people_write_them(tmp_path):
    esbuild = ROOT / "node_modules" / ".bin" / "esbuild"
    if not (shutil.which("node") and esbuild.exists()):
        pytest.skip("Node.js or esbuild is not installed")
    bundle, entry = tmp_path / "questions.mjs", tmp_path / "entry.js"
    parts = (ROOT / "book" / "page" / "questions.js", ROOT / "mlp" / "widgets" / "typed.js")
    entry.write_text("".join(f"export * from '{part}';\n" for part in parts))
    subprocess.run(
        [esbuild, entry, "--bundle", "--format=esm",
         f"--outfile={bundle}", "--log-level=error"], check=True,
    )  # fmt: skip
    texts = ["13,002", "13002", "−0.5", "0,5", "12 %", "1/4", " 7 ", "0,125", "1,234,567", "",
             "two", "1/2/3", "5/", "1.2.3", ".5", "-.5", "–0.06", "+3", "- 0.06", "13 002",
             "about 8 times", "8×", "neuron 30", "b = −3", "0.12.", "≈ 0.12", "between 2 and 3",
             "twenty-five", "5 neurons, 1 bias", "0,500",
             "3e-2", "1,5e-2", "−3E−2", "−.5", "1\u202f000", "12%"]  # fmt: skip
    program = (
        "globalThis.location = {href: 'http://x/'};"
        f"const {{numberIn, sentence}} = await import({json.dumps(bundle.as_uri())});"
        f"const found = {json.dumps(texts)}.map(text => String(numberIn(text)));"
        "const said = [['number', '13,002', 0.5, '3'], ['number', '0.12', 0.02, '0.13'],"
        " ['number', '0.12', 0.02, '12 %'], ['number', '12', 0.5, '12%'],"
        " ['choice', 'a', null, 'b'], ['choice', 'a', null, 'a'], ['text', null, null, 'c']]"
        ".map(([kind, truth, tolerance, guess]) => sentence({kind, truth, tolerance}, guess));"
        "console.log(JSON.stringify([found, said]))"
    )
    prelude = (
        "globalThis.document = {baseURI: 'http://x/', documentElement: {dataset: {}},"
        " querySelectorAll: () => []};"
        r"const fill = (text, fields) => text.replace(/\{(\w+)\}/g, (all, name) => fields[name]);"
        "globalThis.course = {_: fill};"
    )
    done = subprocess.run(
        ["node", "--input-type=module", "-e", prelude + program],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    found, said = json.loads(done.stdout)
    assert found == ["13002", "13002", "-0.5", "0.5", "12", "0.25", "7", "0.125", "1234567",
                     "NaN", "NaN", "NaN", "NaN", "NaN", "0.5", "-0.5", "-0.06", "3", "-0.06",
                     "13002", "8", "8", "30", "-3", "0.12", "0.12", "NaN", "NaN", "NaN",
                     "0.5", "0.03", "0.015", "-0.03", "-0.5", "1000", "12"]  # fmt: skip
    assert said == ["You said 3 – it is 13,002.", "You said 0.13, and it is 0.12.",
                    "You said 12 %, and it is 0.12.", "You said 12%, and it is 12.",
                    "You said: b. It is: a.", "You said: a. So it is.",
                    "You said: ‘c’"]  # fmt: skip


def test_questions_every_declared_one_is_on_its_page(book):
    for number in range(1, 5):
        (html,) = (book / "chapters" / f"ch{number}").glob("*.html")
        text = html.read_text("utf-8")
        declared_here = len(list(DECLARED.finditer(chapter(number).prose)))
        rows = [dict(re.findall(r'data-(\w+)="([^"]*)"', row)) for row in ROW.findall(text)]
        assert sum(row["kind"] != "text" for row in rows) >= declared_here - 1
        assert len(rows) >= chapter(number).prose.count("**Before you read on.**")
        names = re.findall(r'data-question="(\w+)"', text)
        assert len(set(names)) == len(names)
