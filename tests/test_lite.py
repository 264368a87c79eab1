"""The browser notebook, offline, as a student uses it."""

import json
import zipfile
from pathlib import Path

import nbformat
import pytest
from browsing import serving, visiting
from grading_course import hand_in, need_sandbox, new_course, scores
from python_site import STARTING, need_python
from site_copy import copy_site, nowhere, python_from, replace

from book.tools.copies import wheel_name

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOK = "chapters/ch1/neurons.ipynb"
ANSWER = "def sigmoid(z):\n    return 0.5 * np.tanh(0.5 * np.asarray(z)) + 0.5\n"


@pytest.fixture(scope="module")
def lite(book):
    """The folder of the browser notebooks, with Python in it."""
    need_python()
    folder = book / "lite"
    assert (folder / "pyodide" / "pyodide.mjs").exists()
    return folder


def test_lite_wheel_has_the_sample_of_the_digits_and_no_grader(book):
    wheel = book / "lite" / "wheels" / wheel_name()
    inside = zipfile.ZipFile(wheel).namelist()
    assert "mlp/data/mnist-sample.npz" in inside
    assert not [n for n in inside if n.startswith("mlp/grading") or n == "mlp/data/mnist.npz"]
    assert wheel.stat().st_size < 2_000_000


def test_lite_holds_the_students_notebooks(book):
    for path in (ROOT / "chapters").glob("*/*.ipynb"):
        inside = book / "lite" / "files" / path.relative_to(ROOT)
        assert inside.read_bytes() == path.read_bytes()


def cell_with(page, text):
    return page.locator(".jp-CodeCell", has_text=text).first


def run(page, cell):
    """Run a cell and wait until it has a new number."""
    prompt = cell.locator(".jp-InputPrompt")
    before = prompt.inner_text()
    cell.locator(".cm-content").click()
    page.keyboard.press("Shift+Enter")
    page.wait_for_function(
        "([it, before]) => /[0-9]/.test(it.textContent) && it.textContent != before",
        arg=[prompt.element_handle(), before],
        timeout=STARTING,
    )
    return cell.locator(".jp-OutputArea").inner_text()


def address_of(served, notebook=NOTEBOOK):
    return f"{served}/lite/notebooks/index.html?path={notebook}"


def open_notebook(page, served):
    page.goto(address_of(served))
    page.wait_for_selector(".jp-CodeCell .cm-content", timeout=60_000)
    page.wait_for_selector(".course-hand-in", timeout=60_000)


def download(page):
    with page.expect_download() as file:
        page.get_by_text("Download to hand in").click()
    return file.value


def test_lite_check_fails_then_passes_and_the_work_is_kept(lite, served, browser, tmp_path):
    need_sandbox()
    with visiting(browser, f"{served}/chapters/ch1/neurons.html", accept_downloads=True) as visit:
        page = visit.page
        page.get_by_role("link", name="Open in your browser").click()
        page.wait_for_selector(".course-hand-in", timeout=60_000)
        run(page, cell_with(page, "import mlp"))

        stub, check = cell_with(page, "def sigmoid("), cell_with(page, "checks.sigmoid(sigmoid)")
        run(page, stub)
        assert "not attempted" in run(page, check)
        check.locator("[data-verdict=none]").wait_for()

        stub.locator(".cm-content").click()
        page.keyboard.press("Control+a")
        page.keyboard.insert_text(ANSWER)
        run(page, stub)
        assert "sigmoid: right" in run(page, check)
        check.locator("[data-verdict=right]").wait_for()
        download(page)  # it saves first

        open_notebook(page, served)
        assert "np.tanh(0.5" in cell_with(page, "def sigmoid(").inner_text()
        handed = download(page)
        assert handed.suggested_filename == "neurons.ipynb"
        handed.save_as(tmp_path / "neurons.ipynb")
        own = (served, "blob:", "data:")
        assert [url for url in visit.requests if not url.startswith(own)] == []

    handed_in = nbformat.read(tmp_path / "neurons.ipynb", as_version=4)
    released = json.loads((ROOT / NOTEBOOK).read_text("utf-8"))
    ids = [c.metadata.nbgrader.grade_id for c in handed_in.cells if "nbgrader" in c.metadata]
    assert ids == [
        c["metadata"]["nbgrader"]["grade_id"]
        for c in released["cells"]
        if "nbgrader" in c["metadata"]
    ]
    assert handed_in.metadata.kernelspec.name == "python3"
    answers = [c.source for c in handed_in.cells if c.source.startswith("def sigmoid(")]
    assert answers == [ANSWER]
    course = tmp_path / "course"
    bundle = new_course(course)
    scores(course, "-m", "nbgrader", "generate_assignment", "ch1", "--force")
    hand_in(course, "ada", (tmp_path / "neurons.ipynb").read_bytes(), bundle)
    got = scores(course, "-m", "nbgrader", "autograde", "ch1")
    assert got == {"ada": 2}  # the sigmoid's two points


def test_lite_figures_move_in_the_notebook(lite, served, browser):
    with visiting(browser, address_of(served)) as visit:
        page = visit.page
        page.wait_for_selector(".jp-CodeCell .cm-content", timeout=60_000)
        run(page, cell_with(page, "import mlp"))
        cell = cell_with(page, "widgets.one_neuron()")
        run(page, cell)
        slider = cell.locator("input[type=range]").first
        slider.wait_for(timeout=30_000)
        before = cell.locator(".jp-OutputArea").inner_text()
        slider.focus()
        page.keyboard.press("End")
        assert cell.locator(".jp-OutputArea").inner_text() != before


def train_in_the_notebook(page):
    """Press the figure's button: its Python trains, and the picture grows by what Python says."""
    figure = page.locator("figure[data-name=train_live]")
    figure.get_by_role("button", name="Train").click()
    bar = figure.locator("progress").element_handle()
    page.wait_for_function("bar => bar.value > 1000", arg=bar, timeout=STARTING)
    figure.get_by_role("button", name="Stop").click()
    seen = bar.evaluate("bar => bar.value")
    page.wait_for_timeout(1500)
    assert bar.evaluate("bar => bar.value") - seen < 3001, "Stop reaches Python"


def solution(released):
    return ROOT / "_build" / "source" / released.parent.name / released.name


@pytest.fixture(scope="module")
def solved_site(lite, tmp_path_factory):
    """The address of a site whose notebooks hold the solutions."""
    site = copy_site(lite.parent, tmp_path_factory.mktemp("solved") / "site")
    for released in ROOT.glob("chapters/*/*.ipynb"):
        there = site / "lite" / "files" / released.relative_to(ROOT)
        replace(there, solution(released).read_bytes())
    with serving(site) as address:
        yield address


@pytest.mark.parametrize("chapter", sorted(path.parent.name for path in ROOT.glob("chapters/*/*")))
def test_lite_solved_chapter_runs_from_top_to_bottom(solved_site, browser, chapter):
    (released,) = (ROOT / "chapters" / chapter).glob("*.ipynb")
    with visiting(browser, "about:blank") as visit:
        page = visit.page
        page.goto(address_of(solved_site, released.relative_to(ROOT).as_posix()))
        page.wait_for_selector(".course-hand-in", timeout=60_000)
        page.get_by_text("Run", exact=True).click()
        page.get_by_text("Run All Cells", exact=True).click()
        page.wait_for_function(
            """() => document.querySelector('.jp-OutputArea-output[data-mime-type*=error]') ||
                 [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')]
                 .every(prompt => /[0-9]/.test(prompt.textContent))""",
            timeout=3 * STARTING,
        )
        for kind in ("error", "stderr"):
            told = page.locator(f".jp-OutputArea-output[data-mime-type*={kind}]")
            assert told.all_inner_texts() == []
        source = solution(released).read_text("utf-8")
        page.locator("figure.widget.live").nth(source.count('"widgets.') - 1).wait_for()
        assert page.locator("figure.mlp-picture").count() >= source.count('"figures.')
        if chapter == "ch2":
            train_in_the_notebook(page)


def test_lite_cell_run_before_python_is_there_waits_for_it(lite, browser):
    kernel = r"/pyodide-kernel-extension/static/\d+\..*\.js"
    with serving(lite.parent, late=kernel) as slow, visiting(browser, "about:blank") as visit:
        page, workers = visit.page, []
        page.on("worker", lambda worker: workers.append(worker.url))
        page.goto(address_of(slow), wait_until="commit")
        page.wait_for_selector(".jp-CodeCell .cm-content", timeout=60_000)
        run(page, cell_with(page, "import mlp"))
        assert len(workers) == 1, "an early run starts a second Python"


def says(page, text):
    """Wait until the page says a text, and return all that it says."""
    page.wait_for_function(
        "text => document.body.innerText.includes(text)", arg=text, timeout=60_000
    )
    return " ".join(page.locator("[role=status]:visible, [role=alert]:visible").all_inner_texts())


def test_lite_says_that_python_starts_and_falls_silent(lite, served, browser):
    with visiting(browser, address_of(served)) as visit:
        says(visit.page, "Python is starting in your browser")
        visit.page.wait_for_selector(".course-says", state="hidden", timeout=STARTING)


@pytest.mark.parametrize(
    "lost",
    ["its address", "pyodide/pyodide.mjs", "pyodide/pyodide.asm.js", "wheels/pyodide_kernel-*"],
)
def test_lite_says_what_to_do_where_python_cannot_be_loaded(lite, browser, tmp_path, lost):
    site = copy_site(lite.parent, tmp_path / "site")
    if lost == "its address":
        python_from(site, nowhere())
    else:
        (gone,) = (site / "lite").glob(lost)
        gone.unlink()
    with serving(site) as served, visiting(browser, "about:blank") as visit:
        visit.page.goto(address_of(served))
        said = says(visit.page, "Python did not start.")
        assert "on your own machine" in said
        assert "Download to hand in" in said


def test_lite_says_that_another_tab_has_the_notebook_open(lite, served, browser):
    with visiting(browser, address_of(served)) as visit:
        visit.page.wait_for_selector(".course-hand-in", timeout=60_000)
        other = visit.page.context.new_page()
        other.goto(address_of(served))
        says(other, "This notebook is open in another tab.")


NO_STORAGE = {"profile": {"default_content_setting_values": {"cookies": 2}}}


@pytest.mark.parametrize(
    ("switches", "settings", "said"),
    [
        (["--js-flags=--jitless"], {}, "This browser is too old for the notebook."),
        ([], NO_STORAGE, "This browser may not keep your answers"),
    ],
    ids=["old", "storage blocked"],
)
def test_lite_says_what_the_browser_lacks(
    served, browser, chromium_path, tmp_path, switches, settings, said
):
    (tmp_path / "Default").mkdir()
    (tmp_path / "Default" / "Preferences").write_text(json.dumps(settings), encoding="utf-8")
    lacking = browser.browser_type.launch_persistent_context(
        tmp_path, executable_path=chromium_path, args=["--no-sandbox", *switches]
    )
    page = lacking.new_page()
    page.goto(address_of(served), wait_until="load")
    assert "on your own machine" in says(page, said)
    lacking.close()


def test_lite_page_has_a_language_a_name_and_words_without_javascript(book, served, browser):
    with visiting(browser, address_of(served), java_script_enabled=False) as visit:
        assert visit.page.locator("html").get_attribute("lang") == "en"
        assert visit.page.title() == "Neural networks in NumPy"
        visit.page.get_by_role("link", name="How to do the exercises").click()
        assert "exercises.html" in visit.page.url
