"""The exercises on the pages: an editor, Python in a worker, offline, as a student uses them."""

import base64
import json
import re
from pathlib import Path

import nbformat
import pytest
from browsing import until, visiting
from grading_course import hand_in, need_sandbox, new_course, scores
from python_site import AXE, STARTING

import mlp
from mlp.exercises import of_chapter

ROOT = Path(__file__).resolve().parent.parent
CHAPTER = "chapters/ch1/neurons"
WRONG = "def sigmoid(z):\n    print('here')\n    return 1 / (1 + np.exp(z))\n"
RIGHT = "def sigmoid(z):\n    return 0.5 * np.tanh(0.5 * np.asarray(z)) + 0.5\n"


@pytest.fixture
def visit(site, browser):
    with visiting(browser, f"{site}/{CHAPTER}.html", accept_downloads=True) as there:
        yield there


def box(page, name):
    found = page.locator(f"[data-exercise={name}]")
    found.scroll_into_view_if_needed()
    return found


def write(page, name, source):
    """Replace all of an answer, as a hand on a keyboard would."""
    exercise = box(page, name)
    exercise.locator(".tag_answer pre, .cm-content").first.click()
    exercise.locator(".cm-content").wait_for()
    exercise.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(source)
    return exercise


def load(page, name, path):
    """Choose a file for 'Load your file'."""
    with page.expect_file_chooser() as chooser:
        box(page, name).locator("[data-action=load]").click()
    chooser.value.set_files(path)


def run(exercise, verdict):
    """Press Run, and return what is said once there is such a verdict."""
    exercise.locator("[data-action=run]").click()
    said = exercise.locator(f".verdict[data-verdict={verdict}]")
    said.wait_for(timeout=STARTING)
    return said.inner_text()


def wait_until_saved(page, text):
    """Wait until a cell of the notebook that the browser keeps holds what was typed."""
    until(
        page,
        """async text => {
          const open = indexedDB.open('JupyterLite Storage - /lite/');
          const base = await new Promise(done => { open.onsuccess = () => done(open.result); });
          if (!base.objectStoreNames.contains('files')) { base.close(); return false; }
          const asked = base.transaction('files').objectStore('files').getAll();
          const all = await new Promise(done => { asked.onsuccess = () => done(asked.result); });
          base.close();
          const cells = all.flatMap(file => file.content?.cells ?? []);
          return cells.some(({source}) => [source].flat().join('').includes(text));
        }""",
        text,
    )


def test_page_loads_nothing_of_the_editor_before_the_first_click(visit):
    assert not [url for url in visit.requests if "/_static/page/" in url or "pyodide" in url]
    exercise = box(visit.page, "sigmoid")
    exercise.locator(".tag_answer pre").click()
    exercise.locator(".cm-content").wait_for()
    assert [url for url in visit.requests if "/_static/page/exercises.js" in url]
    assert not [url for url in visit.requests if "pyodide" in url], "Python starts at the first run"
    assert visit.problems == []


def test_page_answer_is_judged_kept_and_graded(visit, site, tmp_path):
    need_sandbox()
    page = visit.page
    exercise = write(page, "sigmoid", WRONG)
    said = run(exercise, "wrong")
    assert "[sign-wrong]" in said
    assert exercise.locator(".verdict").get_attribute("data-slug") == "sign-wrong"
    assert "here" in said, "what the function printed for the case that is shown"

    write(page, "sigmoid", RIGHT + "\nprint('hello')\nfigures.sigmoid()\n")
    assert run(exercise, "right") == "sigmoid: right."
    assert exercise.locator(".shows pre").inner_text() == "hello\n"
    assert exercise.locator(".shows svg").count() == 1

    neuron = write(page, "neuron", "def neuron(a, w, b):\n    return sigmoid(w @ a + b)\n")
    assert run(neuron, "right") == "neuron: right.", "the earlier answer is run first"

    page.reload()  # what was written is there again, and the rings
    sigmoid = box(page, "sigmoid")
    sigmoid.locator(".cm-content").wait_for()
    sigmoid.locator(".cm-content", has_text="np.tanh(0.5").wait_for()
    page.locator(".progress", has_text="2 of 13 exercises right in this chapter").wait_for()
    assert page.locator("nav.sections a.task.right", has_text="the sigmoid (right)").count() == 1

    with page.expect_download() as file:
        sigmoid.locator("[data-action=download]").click()
    assert file.value.suggested_filename == "neurons.ipynb"
    file.value.save_as(tmp_path / "neurons.ipynb")
    own = (site, "blob:", "data:")
    assert [url for url in visit.requests if not url.startswith(own)] == []

    page.goto(f"{site}/index.html")
    line = page.locator(".progress")
    assert re.search(r"2 of 40 exercises right in the course.*smallest network", line.inner_text())
    assert "2 of 13" in page.locator("nav.contents").inner_text()
    line.get_by_role("button", name="Erase …").click()
    page.locator("dialog").get_by_role("button", name="Erase").click()
    page.locator("dialog [role=status]", has_text="Erased. Your answers are still").wait_for()
    page.reload()
    assert page.locator(".progress").count() == 0
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('/ '))") == []

    handed_in = nbformat.read(tmp_path / "neurons.ipynb", as_version=4)
    assert handed_in.metadata.kernelspec.name == "python3"
    course = tmp_path / "course"
    bundle = new_course(course)
    scores(course, "-m", "nbgrader", "generate_assignment", "ch1", "--force")
    hand_in(course, "ada", (tmp_path / "neurons.ipynb").read_bytes(), bundle)
    assert scores(course, "-m", "nbgrader", "autograde", "ch1") == {"ada": 4}  # both of 2 points


def test_page_and_browser_notebook_hold_the_same_answers(visit, site):
    page = visit.page
    write(page, "sigmoid", RIGHT)
    wait_until_saved(page, "np.tanh(0.5")
    page.get_by_role("link", name="Open in your browser").click()
    page.wait_for_selector(".course-hand-in", timeout=60_000)
    cell = page.locator(".jp-CodeCell", has_text="def sigmoid(").first
    assert "np.tanh(0.5" in cell.inner_text()
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("def sigmoid(z):\n    return 'from the notebook'\n")
    page.keyboard.press("Control+s")
    wait_until_saved(page, "from the notebook")
    page.goto(f"{site}/{CHAPTER}.html")
    sigmoid = box(page, "sigmoid")
    sigmoid.locator(".cm-content", has_text="from the notebook").wait_for()


def test_page_student_does_all_of_chapter_1_and_gets_full_marks(visit, site, tmp_path):
    """Twelve exercises on the page, a reload, the last one in the browser notebook, handed in."""
    need_sandbox()
    page, rows = visit.page, of_chapter("ch1")
    solved = nbformat.read(ROOT / "_build/source/ch1/neurons.ipynb", as_version=4)
    answers = {
        cell.metadata.nbgrader.grade_id: cell.source
        for cell in solved.cells
        if "nbgrader" in cell.metadata and cell.metadata.nbgrader.solution
    }
    *earlier, last = (row.name for row in rows)
    for name in earlier:
        assert run(write(page, name, answers[name]), "right").startswith(f"{name}: right.")
    page.reload()
    page.locator(".progress", has_text=f"{len(earlier)} of {len(rows)} exercises right").wait_for()

    page.get_by_role("link", name="Open in your browser").click()
    page.wait_for_selector(".course-hand-in", timeout=60_000)
    cell = page.locator(".jp-CodeCell", has_text=f"def {last}(").first
    cell.scroll_into_view_if_needed()
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(answers[last])
    page.keyboard.press("Control+s")
    wait_until_saved(page, answers[last].rstrip())
    page.goto(f"{site}/{CHAPTER}.html")
    exercise = box(page, last)
    exercise.locator(".cm-content").wait_for()
    assert run(exercise, "right").startswith(f"{last}: right.")
    with page.expect_download() as file:
        exercise.locator("[data-action=download]").click()
    file.value.save_as(tmp_path / "neurons.ipynb")

    course = tmp_path / "course"
    bundle = new_course(course)
    hand_in(course, "ada", (tmp_path / "neurons.ipynb").read_bytes(), bundle)
    graded = scores(course, "-c", "from mlp.grading.command import grade; grade()", "ch1")
    assert graded == {"ada": sum(row.points for row in rows)}


def test_page_loads_a_file_from_another_machine(visit, tmp_path):
    page = visit.page
    write(page, "sigmoid", RIGHT)
    with page.expect_download() as file:
        box(page, "sigmoid").locator("[data-action=download]").click()
    path = tmp_path / "neurons.ipynb"
    file.value.save_as(path)
    notebook = json.loads(path.read_text("utf-8"))
    answers = [c for c in notebook["cells"] if c["metadata"].get("nbgrader", {}).get("solution")]
    answers[0]["source"] = "def line(x, slope, intercept):\n    return 'from elsewhere'\n"
    path.write_text(json.dumps(notebook))
    load(page, "line", path)
    line = box(page, "line")
    line.locator(".cm-content", has_text="from elsewhere").wait_for()
    line.get_by_role("button", name="Undo").click()
    line.locator(".cm-content", has_text="NotImplementedError").wait_for()
    box(page, "sigmoid").locator(".cm-content", has_text="np.tanh").wait_for()


def test_page_works_by_keyboard_alone(visit):
    page = visit.page
    stub = box(page, "line").locator(".tag_answer pre")
    stub.focus()
    page.keyboard.type("return x")
    content = box(page, "line").locator(".cm-content")
    content.wait_for()
    page.wait_for_function("document.activeElement.classList.contains('cm-content')")
    page.keyboard.type(" * slope")
    assert "return x * slope" in content.inner_text()
    assert "NotImplementedError" not in content.inner_text()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") != content.get_attribute("class")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.classList.contains('cm-content')"), "it indents"
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.classList.contains('cm-content')")
    focused = []
    for _ in range(9):
        focused.append(page.evaluate("document.activeElement.dataset.action"))
        page.keyboard.press("Tab")
    found = [action for action in focused if action]
    assert found[:5] == ["run", "hint", "reset", "download", "load"]


def test_page_opened_from_disk_says_what_to_do(site, book, browser):
    with visiting(browser, (book / f"{CHAPTER}.html").as_uri()) as there:
        exercise = box(there.page, "sigmoid")
        exercise.locator("[data-action=run]").click()
        exercise.locator(".verdict", has_text="opened from disk").wait_for()


def test_page_refuses_a_file_that_is_none_of_this_chapter(visit, tmp_path):
    other = ROOT / "chapters" / "ch2" / "gradient_descent.ipynb"
    contents = (
        (b"PK\x03\x04 no notebook", "not a notebook"),
        (b'{"cells": 3, "nbformat": 4}', "not a notebook"),
        (other.read_bytes(), "no exercise of this chapter"),
    )
    for number, (content, said) in enumerate(contents):
        path = tmp_path / f"file-{number}.ipynb"
        path.write_bytes(content)
        load(visit.page, "line", path)
        visit.page.locator("[data-exercise=line] .verdict", has_text=said).wait_for()


def test_page_hints_starts_over_and_ends_endless_loops(visit):
    page = visit.page
    exercise = write(page, "sigmoid", "def sigmoid(z):\n    return sum(iter(int, 1))\n")
    verdict = exercise.locator(".verdict")
    exercise.locator("[data-action=hint]").click()
    verdict.filter(has_text="hint 1 of").wait_for(timeout=STARTING)
    exercise.locator("[data-action=hint]").click()
    verdict.filter(has_text="hint 2 of").wait_for()

    page.evaluate("window.later = setTimeout")  # a minute of this page is a second
    page.evaluate("window.setTimeout = (f, ms, ...more) => later(f, ms / 60, ...more)")
    exercise.locator("[data-action=run]").click()
    exercise.locator(".verdict[data-verdict=wrong]").wait_for(timeout=STARTING)
    assert "[too-slow]" in verdict.inner_text()
    page.evaluate("window.setTimeout = later")

    exercise.locator("[data-action=run]").click()
    verdict.filter(has_text="Running …").wait_for(timeout=STARTING)
    exercise.locator("[data-action=stop]").click()
    verdict.filter(has_text="Stopped").wait_for()
    exercise.locator("[data-action=reset]").click()
    exercise.locator(".cm-content", has_text="NotImplementedError").wait_for()
    exercise.get_by_role("button", name="Undo").click()
    exercise.locator(".cm-content", has_text="iter(int, 1)").wait_for()
    write(page, "sigmoid", RIGHT)
    assert run(exercise, "right") == "sigmoid: right."


def test_page_says_what_to_do_where_python_cannot_be_loaded(visit):
    visit.page.context.route("**/pyodide.js", lambda route: route.abort())
    exercise = write(visit.page, "sigmoid", RIGHT)
    exercise.locator("[data-action=run]").click()
    exercise.locator(".verdict", has_text="Python did not start").wait_for(timeout=STARTING)


def test_page_exercise_is_accessible_and_fits_a_telephone(visit):
    page = visit.page
    exercise = write(page, "sigmoid", WRONG)
    run(exercise, "wrong")
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    for button in exercise.locator("button[data-action]").all():
        size = button.bounding_box()
        assert size["height"] >= 34
        assert size["x"] + size["width"] <= 390
    page.add_script_tag(path=AXE)
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        found = page.evaluate("axe.run('[data-exercise], .progress')")
        assert [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]] == []


def shows(mine, wanted):
    """Wait until a cell with the student's own code shows what is wanted, or says why not."""
    wanted.or_(mine.locator(".verdict", has_text="did not start")).wait_for(timeout=2 * STARTING)
    assert wanted.is_visible(), mine.locator(".verdict").inner_text()


def test_page_draws_a_digit_for_the_students_own_network(site, browser):
    """The whole of chapter 4 from a file: train runs, and the figure reads by its numbers."""
    solved = ROOT / "_build" / "source" / "ch4" / "backprop_calculus.ipynb"
    with visiting(browser, f"{site}/chapters/ch4/backprop_calculus.html") as there:
        page = there.page
        load(page, "train", solved)
        page.locator(".verdict", has_text="are in this page now").wait_for()
        mine = page.locator("[data-yours]").last
        mine.scroll_into_view_if_needed()
        mine.locator("[data-action=run]").click()
        figure = mine.locator("figure.widget.live")
        shows(mine, figure)
        state = json.loads(figure.locator("script").text_content())
        own = base64.b64decode(state["own"]["theta"])
        assert len(own) == 4 * 13_002
        assert own != mlp.load_trained().theta.astype("<f4").tobytes()
        figure.locator(".says", has_text="It says").wait_for()
        assert there.problems == []


def test_page_runs_mlp_on_the_answers_of_all_chapters(site, browser):
    """Chapter 4 finds the answers of the chapters before it, as they are kept in the browser."""
    pages = {1: "ch1/neurons", 2: "ch2/gradient_descent", 3: "ch3/backprop_intuition"}
    solved = ROOT / "_build" / "source"
    with visiting(browser, f"{site}/chapters/{pages[1]}.html") as there:
        page = there.page
        load(page, "line", solved / f"{pages[1]}.ipynb")
        page.locator(".verdict", has_text="are in this page now").first.wait_for()
        page.goto(f"{site}/chapters/ch4/backprop_calculus.html")
        load(page, "backprop", solved / "ch4" / "backprop_calculus.ipynb")
        page.locator(".verdict", has_text="are in this page now").first.wait_for()
        mine = page.locator("[data-yours]", has_text="what of mlp is your code?")
        mine.scroll_into_view_if_needed()
        mine.locator("[data-action=run]").click()
        shown = mine.locator(".shows pre")
        shows(mine, shown)
        said = shown.inner_text()
        assert said.startswith("mlp runs on 16 functions of yours: line, image_to_activations")
        assert "sigmoid_prime, backprop, backprop_batch." in said
        assert "Not in use: sgd_step, it is not written yet." in said, "chapter 3 is as given out"
        training = page.locator("[data-yours]", has_text="Train with your code")
        training.locator("[data-action=run]").click()
        shows(training, training.locator(".shows pre", has_text="of unseen digits read"))
        share = float(re.search(r"([\d.]+)%", training.locator(".shows pre").inner_text())[1])
        assert share > 60
        assert there.problems == []
