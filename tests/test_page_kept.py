"""What a reader leaves on the pages is kept in this browser, is not lost, and can be erased."""

import json
import re
from pathlib import Path

import pytest
from browsing import serving, until, visiting
from python_site import STARTING

ROOT = Path(__file__).resolve().parent.parent
CHAPTER = "chapters/ch1/neurons"
RIGHT = "def sigmoid(z):\n    return 0.5 * np.tanh(0.5 * np.asarray(z)) + 0.5\n"
EVERYTHING = """async () => {
  const workers = await navigator.serviceWorker.getRegistrations();
  return {
    localStorage: Object.keys(localStorage), sessionStorage: Object.keys(sessionStorage),
    databases: (await indexedDB.databases()).map(({name}) => name),
    caches: await caches.keys(), workers: workers.map(({scope}) => scope),
    cookies: document.cookie.split('; ').filter(Boolean),
  };
}"""
OWN_LOCK = """navigator.locks.query().then(({held}) =>
  held.some(({name}) => name.startsWith(new URL('../../', location.href).pathname + ' open')))"""
BLOCKED = """for (const name of ['localStorage', 'indexedDB'])
  Object.defineProperty(window, name, {get() { throw new Error('closed'); }});"""
FULL = """const full = () => { throw new DOMException('full', 'QuotaExceededError'); };
Storage.prototype.setItem = full; IDBObjectStore.prototype.put = full;"""
WITHOUT_A_CELL = """async () => {
  const open = indexedDB.open('JupyterLite Storage - /lite/');
  const base = await new Promise(done => { open.onsuccess = () => done(open.result); });
  const files = base.transaction('files', 'readwrite').objectStore('files');
  const path = 'chapters/ch1/neurons.ipynb';
  const asked = files.get(path);
  const file = await new Promise(done => { asked.onsuccess = () => done(asked.result); });
  const name = cell => cell.metadata.nbgrader?.grade_id || cell.id;
  file.content.cells = file.content.cells.filter(cell => name(cell) !== 'sigmoid');
  const put = files.put(file, path);
  await new Promise(done => { put.onsuccess = done; });
  base.close();
}"""


def write(page, name, source):
    """Replace all of an answer, and wait until the page has put it into the notebook."""
    exercise = page.locator(f"[data-exercise={name}]")
    exercise.scroll_into_view_if_needed()
    exercise.locator(".tag_answer pre, .cm-content").first.click()
    exercise.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(source)
    page.wait_for_timeout(600)
    return exercise


def downloaded(page, exercise, folder):
    """Return the text of the file to hand in."""
    with page.expect_download() as file:
        exercise.locator("[data-action=download]").click()
    file.value.save_as(folder / "file.ipynb")
    return (folder / "file.ipynb").read_text("utf-8")


def erase(page, *parts):
    """Open the dialog, choose these parts alone, erase them; return what is said."""
    page.get_by_role("button", name="Erase …").first.click()
    dialog = page.locator("dialog.erase")
    dialog.wait_for()
    for box in dialog.locator("input").all():
        box.set_checked(box.get_attribute("name") in parts)
    dialog.get_by_role("button", name="Erase").click()
    said = dialog.locator("[role=status]")
    said.wait_for()
    return said.inner_text()


def close(page):
    """Close the dialog: the page is loaded again, without what is gone."""
    with page.expect_navigation(wait_until="networkidle"):
        page.get_by_role("button", name="Close").click()


def test_page_erases_all_that_the_browser_keeps(site, browser):
    """Written, guessed, reached, drawn, read on, and the browser notebook opened: all goes."""
    with visiting(browser, f"{site}/{CHAPTER}.html") as there:
        page = there.page
        write(page, "line", "def line(x, slope, intercept):\n    return 'mine'\n")
        page.evaluate("""() => {
          localStorage.setItem('/ right', '{"line": "today"}');
          localStorage.setItem('/ network', '{"sizes": [784]}');
          localStorage.setItem('/ something new', '1');
          document.getElementById('theme').click(); }""")
        page.locator(".guess").first.scroll_into_view_if_needed()
        page.locator("form.guess button[value]").first.click()
        page.keyboard.press("PageDown")
        page.goto(f"{site}/lite/notebooks/index.html?path={CHAPTER}.ipynb")
        page.wait_for_selector(".course-hand-in", timeout=60_000)
        until(page, "caches.keys().then(names => names.length)")
        page.goto(f"{site}/book/exercises.html")
        before = page.evaluate(EVERYTHING)
        for kind in ("localStorage", "databases", "caches", "workers"):
            assert before[kind], f"nothing in {kind}: this test would not see that it goes"

        assert "Your answers are still in this browser" in erase(page, "reached", "rest")
        left = page.evaluate(EVERYTHING)
        assert left == {kind: [] for kind in before} | {"databases": before["databases"]}
        close(page)
        page.goto(f"{site}/{CHAPTER}.html")
        page.locator("[data-exercise=line] .cm-content", has_text="mine").wait_for()
        page.goto(f"{site}/book/exercises.html")
        assert erase(page, "reached", "answers", "rest") == "Erased."
        assert page.evaluate(EVERYTHING) == {kind: [] for kind in before}
        close(page)
        assert page.evaluate(EVERYTHING) == {kind: [] for kind in before}


def test_page_keeps_everything_under_the_path_of_the_site():
    """Whatever all sites of one host share has the path of the site in its name."""
    scripts = [*ROOT.glob("book/**/*.js"), *ROOT.glob("book/**/*.html"), *ROOT.glob("mlp/**/*.js")]
    texts = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in scripts}
    names = {
        (path, name)
        for path, text in texts.items()
        for name in re.findall(r"(?:Storage\.\w+Item|locks\s*\.request|Channel)\(\s*([^,)]+)", text)
    }
    assert names == {
        ("mlp/widgets/kept.js", "key(words"),
        ("book/page/erase.js", "name"),
        ("book/_ext/theme/layout.html", 'at+" "+words'),
        ("book/lite/page/opening.html", "top + ' theme'"),
        ("book/lite/notebook/starting.js", "key(`open ${path}`"),
        ("book/page/work.js", "`course work ${PATH}${path}`"),
        ("book/page/work.js", "`course ${PATH}`"),
    }
    others = r"sessionStorage|document\.cookie|indexedDB\.open|localStorage\[|openDatabase"
    assert [path for path, text in texts.items() if re.search(others, text)] == []
    stores = [path for path, text in texts.items() if "createInstance(" in text]
    assert stores == ["book/page/work.js"]


def looks(page):
    """What the page does by what was kept: its theme, its lines, its offer to go on."""
    return page.evaluate("""() => {
      const {theme, lines} = document.documentElement.dataset;
      return [theme, lines, document.querySelector('.go-on:not([hidden]) a')?.pathname];
    }""")


def test_page_of_two_courses_at_one_host_keep_their_own_things(book, browser, tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).symlink_to(book)
    with serving(tmp_path) as host, visiting(browser, f"{host}/a/{CHAPTER}.html") as there:
        page = there.page
        page.evaluate("document.querySelector('.lines').click()")
        page.evaluate("document.getElementById('theme').click()")
        page.evaluate("document.getElementById('theme').click()")
        page.mouse.wheel(0, 4000)
        page.wait_for_timeout(400)  # the place is kept when scrolling has ended
        page.goto(f"{host}/b/index.html")
        assert looks(page) == ["auto", "hidden", None]
        page.goto(f"{host}/b/chapters/ch2/gradient_descent.html")
        page.evaluate("document.getElementById('theme').click()")
        page.mouse.wheel(0, 4000)
        page.wait_for_timeout(400)  # the place is kept when scrolling has ended
        page.goto(f"{host}/a/index.html")
        assert looks(page) == ["dark", "shown", f"/a/{CHAPTER}.html"]
        page.goto(f"{host}/b/index.html")
        assert looks(page) == ["light", "hidden", "/b/chapters/ch2/gradient_descent.html"]

        for name, dark in (("a", True), ("b", False)):
            tab = page.context.new_page()
            tab.goto(f"{host}/{name}/lite/notebooks/index.html?path={CHAPTER}.ipynb")
            tab.wait_for_selector(".course-hand-in", timeout=60_000)
            assert tab.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") is dark
            until(tab, OWN_LOCK)  # or it says that the notebook is open in another tab

        page.goto(f"{host}/b/book/exercises.html")
        erase(page, "reached", "rest")
        kept = page.evaluate("Object.keys(localStorage)")
        assert {key.split(" ")[0] for key in kept} == {"/a/"}
        page.goto(f"{host}/a/index.html")
        assert looks(page) == ["dark", "shown", f"/a/{CHAPTER}.html"]


@pytest.mark.parametrize("storage", [BLOCKED, FULL], ids=["blocked", "full"])
def test_page_works_where_the_browser_keeps_nothing(site, browser, tmp_path, storage):
    with visiting(browser, "about:blank", accept_downloads=True) as there:
        page = there.page
        page.add_init_script(storage)
        page.goto(f"{site}/{CHAPTER}.html")
        exercise = write(page, "sigmoid", RIGHT)
        exercise.locator(".verdict", has_text="keeps nothing of what you write").wait_for()
        assert "np.tanh(0.5" in downloaded(page, exercise, tmp_path)
        other = write(page, "line", "def line(x, slope, intercept):\n    return 'other'\n")
        text = downloaded(page, other, tmp_path)
        assert "np.tanh(0.5" in text
        assert "'other'" in text
        if storage == FULL:  # one start of Python is enough
            return
        exercise.locator("[data-action=run]").click()
        exercise.locator(".verdict[data-verdict=right]").wait_for(timeout=STARTING)
        page.locator(".progress", has_text="1 of 13 exercises right").wait_for()


def test_page_in_two_tabs_holds_one_work(site, browser, tmp_path):
    with visiting(browser, f"{site}/{CHAPTER}.html", accept_downloads=True) as there:
        one = there.page
        write(one, "line", "def line(x, slope, intercept):\n    return 'one'\n")
        two = one.context.new_page()
        two.goto(f"{site}/{CHAPTER}.html")
        two.locator("[data-exercise=line] .cm-content", has_text="'one'").wait_for()
        write(two, "sigmoid", RIGHT)
        write(one, "line", "def line(x, slope, intercept):\n    return 'newer'\n")
        two.locator("[data-exercise=line] .cm-content", has_text="'newer'").wait_for()
        one.locator("[data-exercise=sigmoid] .cm-content", has_text="np.tanh").wait_for()
        for page in (one, two):
            text = downloaded(page, page.locator("[data-exercise=line]"), tmp_path)
            assert "'newer'" in text
            assert "np.tanh(0.5" in text


def test_page_brings_back_a_cell_that_the_kept_notebook_lacks(site, browser, tmp_path):
    """It was deleted in the browser notebook, or the chapter got it after the work had begun."""
    with visiting(browser, f"{site}/{CHAPTER}.html", accept_downloads=True) as there:
        page = there.page
        write(page, "line", "def line(x, slope, intercept):\n    return 'mine'\n")
        page.evaluate(WITHOUT_A_CELL)
        page.reload()
        exercise = write(page, "sigmoid", RIGHT)
        cells = json.loads(downloaded(page, exercise, tmp_path))["cells"]
        marks = [cell["metadata"].get("nbgrader", {}) for cell in cells]
        released = json.loads((ROOT / f"{CHAPTER}.ipynb").read_text("utf-8"))["cells"]
        assert [m.get("grade_id") for m in marks if m] == [
            cell["metadata"]["nbgrader"]["grade_id"]
            for cell in released
            if "nbgrader" in cell["metadata"]
        ]
        sources = ["".join(cell["source"]) for cell in cells]
        assert RIGHT in sources
        assert any("'mine'" in source for source in sources)
        assert there.problems == []


def test_page_says_that_an_answer_ended_python_and_starts_it_again(site, browser):
    with visiting(browser, f"{site}/{CHAPTER}.html") as there:
        exercise = write(there.page, "sigmoid", "import os\nos._exit(1)\n")
        exercise.locator("[data-action=run]").click()
        exercise.locator(".verdict", has_text="came to a sudden end").wait_for(timeout=STARTING)
        write(there.page, "sigmoid", RIGHT)
        exercise.locator("[data-action=run]").click()
        exercise.locator(".verdict[data-verdict=right]").wait_for(timeout=STARTING)
