"""The form that all chapters have: cells that are read at a glance, links, quizzes, answers."""

import ast
import re

import numpy as np
import pytest
from chapter_source import ROOT, chapter

WIDTH = 72  # characters of a line of code, on the page without being scrolled
LINK = r"\[`mlp\.(\w+)`\]\(\.\./\.\./(mlp/[\w/]+\.py)\)"


@pytest.fixture(scope="module", params=[1, 2, 3, 4], ids=lambda number: f"chapter {number}")
def read(request):
    return chapter(request.param)


def words(text):
    """List the words of a cell; a formula in the line is one, and tables do not count."""
    text = re.sub(r"(?s)\$\$.*?\$\$|<details.*?</details>|<[^>]+>", " ", text)
    text = re.sub(r"(?m)^\|.*$", " ", re.sub(r"\$[^$]*\$", " x ", text))
    return [word for word in text.split() if re.search(r"\w", word)]


def test_chapters_tell_their_story_in_small_pieces(read):
    for cell in read.of_type("markdown"):
        count = len(words(cell.source))
        assert count <= 120, f"{count} words in {cell.source[:60]!r}"


def test_chapters_code_cells_are_short(read):
    for cell in read.of_type("code"):
        lines = [line for line in cell.source.splitlines() if "###" not in line]
        most = 15 if cell.metadata.get("nbgrader", {}).get("solution") else 8
        assert len(lines) <= most, cell.source


def test_chapters_code_fits_the_page(read):
    for cell in read.of_type("code"):
        for line in cell.source.partition("### BEGIN SOLUTION")[0].splitlines():
            assert len(line) <= WIDTH, line


def test_chapters_import_no_plotting_library(read):
    assert not re.search(r"matplotlib|plt\.", read.prose)


def test_chapters_end_the_rows_of_a_quiz_alike(read):
    """A question is bold to its end, and its answers are all sentences or all parts of one."""
    for line in re.findall(r"(?m)^\*\*\d\.(?!\d).*", read.prose):
        assert line.endswith("**"), line
    answers = {}
    for name, summary in re.findall(r'<details name="(quiz[^"]*)"><summary>(.*?)</su', read.prose):
        answers.setdefault(name, []).append(summary)
    for question in answers.values():
        assert len({answer.endswith((".", "?")) for answer in question}) == 1, question


def test_chapters_write_per_cent_as_english_and_python_do(read):
    for cell in read.of_type("markdown"):
        assert not re.search(r"\d[ \u202f\xa0]%", cell.source), cell.source


def test_chapters_put_no_brace_below_a_formula(read):
    """The font of the page has none that is long enough: a part of it was missing."""
    assert "\\underbrace" not in read.prose


def test_chapters_speak_the_markdown_that_jupyter_renders(read):
    assert "```{" not in read.prose.replace("```{code-cell}", "")


def test_chapters_show_readers_no_codes_of_a_plan(read):
    assert not re.search(r"\b[CFI]\d{1,2}[ab]?\b", read.prose.replace("C0", ""))


def test_chapters_links_lead_to_files(read):
    for target in re.findall(r"\]\((\.\./[^)#]+)", read.prose):
        from_notebook = ROOT / "chapters" / read.path.parent.name / target
        assert from_notebook.resolve().exists(), target


def test_chapters_links_lead_to_the_functions_that_they_name(read):
    links = re.findall(LINK, read.prose)
    assert links
    for name, module in links:
        assert f"def {name}(" in (ROOT / module).read_text(encoding="utf-8"), name


def bound(source):
    """List the names that a cell gives a value to, not those inside of its functions."""
    names, tree = set(), ast.parse(source)
    inside = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.Lambda | ast.ListComp
              | ast.DictComp | ast.GeneratorExp | ast.SetComp)]  # fmt: skip
    hidden = {id(part) for n in inside for part in ast.walk(n) if part is not n}
    for node in ast.walk(tree):
        if id(node) in hidden:
            continue
        if isinstance(node, ast.FunctionDef):
            names.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
    return names


def test_chapters_cells_overwrite_no_name_of_another(read):
    """So any cell can be run again, whatever was run after it."""
    owner = {}
    for cell in read.of_type("code"):
        for name in bound(cell.source) - {"_"}:
            first = owner.setdefault(name, cell.source)
            assert first is cell.source, f"{name} is bound by {cell.source!r} and by {first!r}"


def test_chapters_cells_give_the_same_when_run_again(read):
    """Every cell twice in a row: the second time it computes what it computed at first."""
    for first, second in read.twice():
        assert first.keys() == second.keys()
        for name, value in first.items():
            np.testing.assert_equal(second[name], value, err_msg=name)


def test_chapters_minutes_of_the_sections_make_up_those_of_the_chapter(read):
    total = int(re.search(r"About (\d+) minutes", read.prose)[1])
    sections = [int(m) for m in re.findall(r"(?m)^\*(\d+) minutes?\*$", read.prose)]
    assert len(sections) >= 8
    assert abs(sum(sections) - total) <= 5


def test_chapters_ask_in_every_section_that_teaches(read):
    """A question whose answer is folded away, or an exercise that is not copied off the page."""
    for section in re.split(r"(?m)^## ", read.prose)[1:]:
        if re.match(r".*\n\n\*\d+ minutes?\*", section):
            assert "<details" in section, section.splitlines()[0]


def test_chapters_end_with_an_open_problem(read):
    problem = read.prose.partition("### For the quick")[2].partition("+++")[0]
    assert "<summary>A hint" in problem
    assert "nbgrader" not in problem


def test_chapters_docstrings_of_stubs_say_what_not_how(read):
    """A formula or a line of the answer in the docstring would be the answer."""
    for cell in read.of_type("code"):
        if cell.metadata.get("nbgrader", {}).get("solution"):
            docstring = cell.source.partition("### BEGIN")[0].partition('"""')[2]
            assert not re.search(r"[*^@/=]|\+ |sigma\(|max\(", docstring), docstring


def test_chapters_answers_lean_on_no_other_exercise(read):
    """So an exercise left blank costs its own points and no others."""
    answers = {
        cell.metadata["nbgrader"]["grade_id"]: cell.source.partition("### BEGIN SOLUTION")[2]
        for cell in read.of_type("code")
        if cell.metadata.get("nbgrader", {}).get("solution")
    }
    assert len(answers) >= 7
    for name, body in answers.items():
        for other in answers:
            assert other == name or not re.search(rf"(?<![.\w]){other}\(", body), (name, other)


def test_chapters_quizzes_give_each_question_one_right_answer(read):
    questions = {}
    for question, answer in re.findall(
        r'(?s)<details name="(quiz-\d-q\d)"><summary>.*?</summary>\s*(.*?)</details>', read.prose
    ):
        questions.setdefault(question, []).append(answer.startswith("Right"))
    assert len(questions) >= 3
    for question, right in questions.items():
        assert sum(right) == 1 and len(right) >= 3, question


def test_chapters_say_returns_of_each_part_that_an_exercise_returns(read):
    tables = 0
    for cell in read.of_type("markdown"):
        for table in re.findall(r"(?:^\|.*\n?)+", cell.source, re.M):
            rows = re.findall(r"^\| *(.*)", table, re.M)
            first = [k for k, row in enumerate(rows) if row.startswith("returns")][:1]
            tables += len(first)
            for k in first:
                assert all(row.startswith("returns") for row in rows[k:]), rows[k:]
    assert tables >= 8
