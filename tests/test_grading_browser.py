"""Nothing of a submission runs in a browser, wherever it is shown; honest text survives."""

import json
import shutil
import subprocess
import sys
from contextlib import contextmanager

import nbformat
import pytest
from formgrader import formgrader
from grading_course import as_bytes, code, hand_in, mini_course, need_sandbox, notebook, run
from hostile import payloads
from nbgrader.api import Gradebook

from mlp.grading.gradebook.course import Course
from mlp.grading.pages.harmless import make_harmless
from mlp.grading.pages.markup import clean_html, clean_text

SHOWS = """
window.RAN = []; window.ran = name => { window.RAN.push(String(name)); };
window.alert = window.ran;
"""
ALIVE = """
() => [...document.querySelectorAll('*')].flatMap(each => [...each.attributes].filter(
  one => ['href', 'src', 'action', 'data', 'srcdoc', 'xlink:href', 'formaction'].includes(one.name)
    && /^\\s*(javascript|vbscript|data:text)/i.test(one.value)
  || one.name.startsWith('on') && each.closest('#notebook-container, .jp-Notebook')
).map(one => each.outerHTML.slice(0, 200)))
"""
LAB_TEST = """values = [value for value in (answer,) if value]
assert values == [42]"""


def markdown(source, **fields):
    return {"cell_type": "markdown", "metadata": {}, "source": source, **fields}


def hostile_cells(*, valid):
    """Return cells of each kind that run as script in a page that trusts them.

    Of an assignment of another form stock nbgrader reads only notebooks that are valid.
    """
    metadata = dict(payloads.METADATA)
    if valid:
        del metadata["nbgrader"]
    cells = [markdown(text) for text in payloads.MARKDOWN.values()]
    cells += [markdown(payloads.ATTACHED, attachments=payloads.ATTACHMENTS)]
    cells += [markdown(payloads.MISSING)]
    cells += [{"cell_type": "raw", "metadata": metadata, "source": payloads.RAW}]
    cells += [{**code("1 + 1"), "metadata": metadata}]
    if not valid:
        cells[-1]["id"] = payloads.img("cell id")
    return cells


def written(name):
    """Return the marks of a cell that a human grades."""
    marks = {"grade": True, "solution": True, "locked": False, "points": 1, "schema_version": 3}
    return {"nbgrader": {**marks, "grade_id": name, "task": False}}


def lab():
    """Return an assignment of another form: an answer that is a variable, a plot, a text."""
    answer = code("### BEGIN SOLUTION\nanswer = 42\n### END SOLUTION")
    answer["metadata"]["nbgrader"] = {
        **written("cell-1")["nbgrader"], "grade": False, "points": 0,
    }  # fmt: skip
    del answer["metadata"]["nbgrader"]["points"]
    test = code(LAB_TEST)
    test["metadata"]["nbgrader"] = {
        **written("cell-2")["nbgrader"], "solution": False, "locked": True,
    }  # fmt: skip
    plot = {**code("# YOUR PLOT"), "metadata": written("plot")}
    text = markdown("YOUR TEXT", metadata=written("text"))
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    cells = [answer, test, plot, text]
    for cell, key in zip(cells, ("answer", "test", "plot", "text"), strict=True):
        cell["id"] = key
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def answered(tree, text, added=(), **attachments):
    """Return the lab with answers."""
    tree = json.loads(json.dumps(tree))
    cells = tree["cells"]
    cells[0]["source"] = "answer = 42"
    cells[2]["source"] = "from IPython.display import *\n'a plot'"
    cells[3].update(source=text, **attachments)
    cells += added
    for k, cell in enumerate(cells):
        cell.setdefault("id", f"added-{k}")
    return tree


class Classroom:
    """A course in which everything was handed in, graded, and given back by each command."""

    def __init__(self, folder):
        self.folder = folder
        self.bundle = mini_course(folder, 0)
        self._hand_in_mini()
        self._hand_in_lab()
        self.said = self._mlp("mini", "--jobs", "1", "--student", "eve", "--student", "ada")
        self.ours = folder / "ours.html"
        shutil.copy(folder / "grading/feedback/eve/mini/small.html", self.ours)
        run(folder, "-c", "from mlp.cli import main; main()", "report", "mini")
        run(folder, "-m", "nbgrader", "generate_assignment", "mini", "--force")
        for assignment in ("mini", "lab"):
            run(folder, "-m", "nbgrader", "autograde", assignment)
            run(folder, "-m", "nbgrader", "generate_feedback", assignment, "--force")
        shutil.copytree(folder / "grading/feedback", folder / "returned")

    def _mlp(self, *arguments):
        return subprocess.run(
            [sys.executable, "-m", "mlp.grading.command", *arguments],
            cwd=self.folder, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def _hand_in_mini(self):
        tree = notebook(self.bundle)
        tree["cells"] += hostile_cells(valid=False)
        tree["metadata"] |= payloads.NOTEBOOK_METADATA
        for student in ("eve", "mallory"):
            place = hand_in(self.folder, student, as_bytes(tree), self.bundle)
            (place / "page.html").write_text("<script>ran('page')</script>")
            (place / "picture.svg").write_text("<svg onload=\"ran('file')\"/>")
        tree = notebook(self.bundle)
        picture = {"picture.png": {"image/png": payloads.PIXEL}}
        tree["cells"].append(markdown(payloads.HONEST, attachments=picture))
        for student in ("ada", "bob"):
            hand_in(self.folder, student, as_bytes(tree), self.bundle)
        for name in payloads.NAMES:
            hand_in(self.folder, name, as_bytes(tree), self.bundle)

    def _hand_in_lab(self):
        source = self.folder / "_build/source/lab/lab.ipynb"
        source.parent.mkdir()
        source.write_text(json.dumps(lab()))
        run(self.folder, "-m", "nbgrader", "generate_assignment", "lab", "--force")
        handed_out = json.loads((self.folder / "chapters/lab/lab.ipynb").read_text())
        outputs = [code(source) for source in payloads.OUTPUTS.values()]
        tree = answered(handed_out, payloads.img("answer"), [*outputs, *hostile_cells(valid=True)])
        tree["metadata"] |= payloads.NOTEBOOK_METADATA
        self._hand_in_file("eve", tree)
        picture = {"picture.png": {"image/png": payloads.PIXEL}}
        self._hand_in_file("ada", answered(handed_out, payloads.HONEST, attachments=picture))

    def _hand_in_file(self, student, tree):
        path = self.folder / "grading/submitted" / student / "lab/lab.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(tree))
        (path.parent / "page.html").write_text("<script>ran('page')</script>")


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    need_sandbox()
    return Classroom(tmp_path_factory.mktemp("classroom"))


@pytest.fixture(scope="module")
def server(room):
    with formgrader(room.folder) as address:
        yield address


@contextmanager
def shown(browser, url, ready="body"):
    """Open a page; yield it and the addresses beyond this machine that it asked for."""
    context = browser.new_context()
    context.add_init_script(SHOWS)
    asked = []

    def meet(route):
        if "//127.0.0.1" in route.request.url or route.request.url.startswith(("file:", "data:")):
            return route.continue_()
        asked.append(route.request.url)
        return route.abort()

    context.route("**/*", meet)
    page = context.new_page()
    page.goto(url, wait_until="load", timeout=120_000)
    page.wait_for_selector(ready, timeout=120_000, state="attached")
    page.wait_for_timeout(300)
    yield page, asked
    context.close()


def assert_harmless(page, asked):
    assert page.evaluate("window.RAN") == []
    assert page.evaluate(ALIVE) == []
    assert not [url for url in asked if "evil" in url]
    assert "ran(" not in page.title()


def submission(room, student, assignment, name):
    course = Course(room.folder)
    with Gradebook(course.db_url, course.course_id) as gradebook:
        return gradebook.find_submission_notebook(name, assignment, student).id


@pytest.mark.parametrize(
    "page",
    [
        "returned/eve/mini/small.html",
        "returned/mallory/mini/small.html",
        "returned/eve/lab/lab.html",
        "ours.html",
        "grading/report/mini.html",
    ],
)
def test_browser_runs_nothing_in_a_written_page(room, browser, page):
    with shown(browser, (room.folder / page).as_uri()) as (opened, asked):
        assert_harmless(opened, asked)
        assert opened.locator("body").inner_text().strip()


@pytest.mark.parametrize(
    ("student", "assignment", "name"),
    [("eve", "mini", "small"), ("mallory", "mini", "small"), ("eve", "lab", "lab")],
)
def test_browser_runs_nothing_where_formgrader_shows_a_submission(
    room, server, browser, student, assignment, name
):
    number = submission(room, student, assignment, name)
    url = f"{server}/formgrader/submissions/{number}/"
    with shown(browser, url, "#notebook-container") as (page, asked):
        assert_harmless(page, asked)
        assert student in page.locator(".live-notebook").inner_html()
    for file in ("page.html", "picture.svg"):
        with shown(browser, f"{server}/formgrader/submissions/{number}/{file}") as (page, _):
            assert page.evaluate("window.RAN") == []


@pytest.mark.parametrize(
    "path",
    [
        "manage_assignments",
        "manage_submissions/mini",
        "manage_submissions/lab",
        "gradebook",
        "gradebook/mini",
        "gradebook/mini/small",
        "manage_students",
        "manage_students/eve",
        "manage_students/eve/mini",
    ],
)
def test_browser_runs_nothing_in_formgraders_lists(room, server, browser, path):
    with shown(browser, f"{server}/formgrader/{path}", "tbody td") as (page, asked):
        page.wait_for_timeout(700)
        assert_harmless(page, asked)


def test_browser_opens_a_page_of_each_student_that_formgrader_knows(room, server, browser):
    course = Course(room.folder)
    with Gradebook(course.db_url, course.course_id) as gradebook:
        students = {student.id for student in gradebook.students}
    assert {"eve", "mallory", "ada", "bob"} <= students
    assert not students & set(payloads.NAMES)


def test_browser_names_that_would_run_are_refused_with_a_reason(room):
    everybody = room._mlp("mini", "--jobs", "1")
    assert everybody.returncode == 0, everybody.stderr
    for name in payloads.NAMES:
        assert f"refused: {ascii(name)[1:-1]}" in everybody.stdout
    assert "would run as script in a page: rename it" in everybody.stdout


def test_browser_runs_nothing_in_jupyterlab_though_the_notebook_is_trusted(room, server, browser):
    path = "grading/autograded/eve/lab/lab.ipynb"
    run(room.folder, "-m", "jupyter", "trust", path)
    url = f"{server}/lab/tree/{path}"
    with shown(browser, url, ".jp-Notebook .jp-MarkdownOutput") as (page, asked):
        page.wait_for_timeout(2000)
        assert_harmless(page, asked)
        assert page.locator(".jp-OutputArea-output").count() > 3


@pytest.mark.parametrize("student", ["ada", "bob"])
def test_browser_shows_honest_markdown_in_the_feedback(room, browser, student):
    page = room.folder / f"returned/{student}/mini/small.html"
    with shown(browser, page.as_uri()) as (opened, _):
        assert_honest(opened)


def test_browser_shows_honest_markdown_in_formgrader(room, server, browser):
    for assignment, name in (("mini", "small"), ("lab", "lab")):
        number = submission(room, "ada", assignment, name)
        with shown(browser, f"{server}/formgrader/submissions/{number}/", "#notebook") as (page, _):
            assert_honest(page)


def assert_honest(page):
    for each in ("strong", "em", "sub", "details summary", "td", "b", "pre"):
        assert page.locator(f"#notebook-container .rendered_html {each}").count(), each
    links = page.locator("#notebook-container a[href^='https://example.org']")
    assert links.count() == 2
    text = page.locator("#notebook-container").first.inner_text()
    assert "k < 2" in text and "code < 3" in text
    wide = "all => all.map(each => each.naturalWidth)"
    assert 1 in page.locator("img[src^='data:image/png']").evaluate_all(wide)


def test_browser_submission_with_a_picture_is_shown_and_given_back(room):
    for student in ("eve", "mallory", "ada", "bob"):
        assert (room.folder / f"returned/{student}/mini/small.html").exists()


@pytest.mark.parametrize("name", payloads.MARKDOWN)
def test_browser_text_that_is_clean_stays_as_it_is(name):
    once = clean_text(payloads.MARKDOWN[name])
    assert clean_text(once) == once
    assert "\\href" not in once and "\\mmlToken" not in once


def test_browser_honest_text_keeps_every_word():
    cleaned = clean_text(payloads.HONEST, {"picture.png"})
    assert cleaned == payloads.HONEST.replace("$a<b$", "$a< b$")
    table = "<table><tbody><tr><td>1</td></tr></tbody></table>"
    assert clean_html(table) == table


def test_browser_text_of_a_harmless_notebook_is_valid_and_stays_as_it_is():
    outputs = [
        {"output_type": "display_data", "data": {kind: payloads.img(kind)}, "metadata": {kind: 1}}
        for kind in ("text/html", "image/png", "image/svg+xml", "text/latex", "x/y", "text/plain")
    ]
    outputs += [{"output_type": "stream", "name": "<b>", "text": ["a", "b"]}]
    cells = [{**cell, "id": f"id-{k}"} for k, cell in enumerate(hostile_cells(valid=False))]
    cells.append({**code("1"), "id": payloads.img("id"), "outputs": outputs})
    form = {"nbformat": 4, "nbformat_minor": 5, "metadata": dict(payloads.NOTEBOOK_METADATA)}
    tree = nbformat.from_dict({"cells": cells, **form})
    make_harmless(tree)
    nbformat.validate(tree)
    once = json.dumps(tree)
    make_harmless(tree)
    assert json.dumps(tree) == once
    assert once.count("<img src=x") == 1  # as plain text, which every page escapes
    assert '"<b>"' not in once


def test_browser_pictures_with_odd_names_are_found_again():
    for written_as in ("<attachment:my plot (1).png>", "attachment:my%20plot%20%281%29.png"):
        cell = markdown(f"![x]({written_as})")
        cell["attachments"] = {"my plot (1).png": {"image/png": payloads.PIXEL}}
        make_harmless({"cells": [cell], "metadata": {}})
        assert cell["source"] == "![x](attachment:picture-0.png)"
        assert list(cell["attachments"]) == ["picture-0.png"]
