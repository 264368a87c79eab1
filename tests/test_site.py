"""The built pages as files: links, texts, addresses, and that nothing leads elsewhere."""

import itertools
import json
import re
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import nbformat
import pytest
import yaml
from bs4 import BeautifulSoup

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "book" / "_ext"))

import course_notebooks  # noqa: E402
import course_pages  # noqa: E402
import course_pointing  # noqa: E402

from mlp.grading.pages import feedback, report_page  # noqa: E402


@pytest.fixture(scope="session")
def pages(book):
    """Every page of the book: {its path from the site's root: its parsed HTML}."""
    paths = [
        path
        for path in book.rglob("*.html")
        if path.relative_to(book).parts[0] not in {"lite", "_static", "_sources", "reports"}
    ]
    return {
        path.relative_to(book).as_posix(): BeautifulSoup(path.read_text("utf-8"), "html.parser")
        for path in sorted(paths)
    }


def chapters(pages):
    return {name: page for name, page in pages.items() if name.startswith("chapters/")}


def test_site_has_every_page_of_the_contents(pages):
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text())
    wanted = [toc["root"]] + [entry["file"] for part in toc["parts"] for entry in part["chapters"]]
    assert {f"{name}.html" for name in wanted} <= set(pages)
    assert {"404.html", "search.html"} <= set(pages)


def test_site_internal_links_and_anchors_resolve(book, pages):
    ids = {name: {tag["id"] for tag in page.find_all(id=True)} for name, page in pages.items()}
    broken = []
    for name, page in pages.items():
        for tag in page.find_all(href=True) + page.find_all(src=True):
            address = urlsplit(tag.get("href") or tag.get("src"))
            if address.scheme or address.netloc:
                continue
            path = (book / name).parent / unquote(address.path) if address.path else book / name
            path = path.resolve()
            path = path / "index.html" if path.is_dir() else path
            if not path.is_file():
                broken.append(f"{name}: {address.geturl()}")
            target = path.relative_to(book.resolve()).as_posix()
            if address.fragment and target in ids and address.fragment not in ids[target]:
                broken.append(f"{name}: no anchor {address.geturl()}")
    assert not broken


def test_site_loads_nothing_from_another_host(pages):
    loaded = [
        (name, tag.name, address)
        for name, page in pages.items()
        for tag in page.find_all(["script", "link", "img", "iframe", "source", "image"])
        if tag.get("rel", [""])[0] not in {"canonical"}
        and urlsplit(address := tag.get("src") or tag.get("href") or "").netloc
    ]
    assert not loaded


def strange_colours(text):
    """Return the colours in a text that are not the palette's."""
    tokens = json.loads((ROOT / "mlp" / "look" / "tokens.json").read_text("utf-8"))
    known = {entry["value"] for scheme in tokens["colour"].values() for entry in scheme.values()}
    # Black and white are the ends of every activation, not colours of the palette.
    return set(re.findall(r"#[0-9a-fA-F]{3,8}\b", text)) - known - {"#000", "#fff"}


def test_site_style_names_no_host_and_no_colour_outside_the_tokens(book):
    css = (book / "_static" / "course.css").read_text("utf-8")
    assert "http" not in css
    assert not strange_colours(css)


def test_site_interactive_figures_name_no_colour_outside_the_tokens():
    folder = ROOT / "mlp" / "widgets"
    for path in (*folder.rglob("*.js"), *folder.rglob("*.css")):
        assert not strange_colours(path.read_text("utf-8")), path.name


def test_site_no_other_page_names_a_colour_outside_the_tokens():
    assert not strange_colours(feedback.STYLE + report_page.STYLE)


def test_site_canonical_addresses_and_map_agree(book, pages):
    listed = set(re.findall(r"<loc>(.*?)</loc>", (book / "sitemap.xml").read_text()))
    canonical = {
        page.find("link", rel="canonical")["href"]
        for name, page in pages.items()
        if name not in {"404.html", "search.html"}
    }
    assert canonical == listed
    assert len(canonical) == len(pages) - 2
    assert "Sitemap: http" in (book / "robots.txt").read_text()


def test_site_cards_have_a_title_a_text_and_a_picture(book, pages):
    for name, page in pages.items():
        if name in {"404.html", "search.html"}:
            continue
        card = {tag["property"]: tag["content"] for tag in page.find_all("meta", property=True)}
        assert card["og:title"], name
        assert re.search(r"[\w’)][.?!]$", card["og:description"]), (name, "not a whole sentence")
        assert len(page.find_all("meta", attrs={"name": "description"})) == 1, name
        picture = "_images" + card["og:image"].split("_images")[1]
        assert (book / picture).stat().st_size > 5000, name


def test_site_headings_are_in_order(pages):
    for name, page in pages.items():
        levels = [int(tag.name[1]) for tag in page.find_all(re.compile("^h[1-6]$"))]
        assert levels[0] == 1 and levels.count(1) == 1, name
        assert all(b <= a + 1 for a, b in itertools.pairwise(levels)), (name, levels)


def test_site_pictures_have_a_text(pages):
    for name, page in pages.items():
        for picture in page.find_all("svg", role="img"):
            says = picture.get("aria-label") or picture.find("title")
            assert says, (name, str(picture)[:200])
        for picture in page.find_all("img"):
            assert picture.get("alt") is not None, (name, str(picture)[:200])
        unnamed = [
            svg
            for svg in page.find_all("svg", role=None)
            if svg.get("aria-hidden") != "true"
            and not svg.find_parent(attrs={"aria-hidden": "true"})
            and not svg.find_parent("svg")
        ]
        assert not unnamed, (name, str(unnamed[0])[:200])


def test_site_a_bold_sentence_behind_a_picture_is_its_caption_and_a_question_is_not():
    picture = '<div><div><figure class="mlp-picture"><svg></svg></figure>\n</div>\n</div>\n'
    claim, question = (f"<p><strong>{lead}.</strong> Rest.</p>" for lead in ("It bends", "Predict"))
    for said, caption in ((claim, "Figure 1.1 It bends. Rest."), (question, "Figure 1.1")):
        page = BeautifulSoup(course_pointing.number_figures(picture + said, "1"), "html.parser")
        assert page.figcaption.get_text() == caption
        assert len(page.find_all("p")) == (said == question)


def test_site_formulas_are_set_when_the_book_is_built(pages):
    for name, page in chapters(pages).items():
        formulas = page.select(".math")
        assert len(formulas) > 10, name
        assert all(formula.find("math") for formula in formulas), name
        assert not page.select("merror, .katex-error"), name
        for script in page.find_all("script", src=True):
            assert not re.search(r"katex\.min|render", script["src"]), name


def test_site_shows_no_solution_and_runs_no_exercise(pages):
    for name, page in chapters(pages).items():
        text = page.get_text()
        for marker in ("BEGIN SOLUTION", "HIDDEN TESTS", "rng=2026"):
            assert marker not in text, (name, marker)
        answers = page.select(".tag_answer")
        assert answers, name
        for cell in answers:
            assert "NotImplementedError" in cell.get_text(), name
        for cell in page.select(".tag_answer, .tag_check, .tag_now-with-yours"):
            assert not cell.select(".cell_output"), (name, cell.get_text())


def test_site_exercises_have_an_address_and_say_their_points(pages):
    for name, page in chapters(pages).items():
        file = ROOT / Path(name).with_suffix(".ipynb")
        notebook = nbformat.read(file, as_version=4)
        asked = [
            cell.metadata.nbgrader
            for cell in notebook.cells
            if cell.metadata.get("nbgrader", {}).get("solution")
        ]
        for exercise in asked:
            section = page.find(id=f"exercise-{exercise.grade_id}".replace("_", "-"))
            assert section is not None, (name, exercise.grade_id)
            section = section if section.name == "section" else section.find_parent("section")
            assert "exercise" in section["class"], (name, exercise.grade_id)
            assert re.fullmatch(r"\d+ points?", section.select_one(".points").get_text())


def test_site_chapters_open_in_the_browser_and_download(book, pages):
    for name, page in chapters(pages).items():
        hrefs = [link["href"] for link in page.select(".tools a")]
        notebook = Path(name).with_suffix(".ipynb").as_posix()
        assert hrefs[0] == f"../../lite/notebooks/index.html?path={notebook}"
        assert (book / "lite" / "files" / notebook).is_file(), "run book/tools/lite.py"
        taken = nbformat.read(book / "_sources" / notebook, as_version=4)
        kept = nbformat.read(ROOT / notebook, as_version=4)
        assert taken.metadata.course.version == kept.metadata.course.version
        assert [cell.id for cell in taken.cells] == [cell.id for cell in kept.cells]
        assert not [h for h in hrefs if "colab" in h or "binder" in h], "no repository is set"


def test_site_chapters_list_their_sections_beside_the_text_and_above_it(pages):
    for name, page in chapters(pages).items():
        wanted = [f"#{section['id']}" for section in page.select("main section > section")]
        beside = page.select_one("nav.sections")
        assert page.find(id=beside["aria-labelledby"]).get_text() == "On this page"
        above = page.select_one("details.sections nav[aria-label]")
        for place in (beside, above):
            assert [link["href"] for link in place.select("a")] == wanted, name


def test_site_margin_marks_exercises_and_says_the_word_to_those_who_hear_it(pages):
    for name, page in chapters(pages).items():
        links = page.select("nav.sections a")
        marked = [link for link in links if "task" in link["class"]]
        assert marked == [link for link in links if link.get_text().startswith("Exercise ")], name
        assert all(link.select_one(".hide").get_text() == "Exercise " for link in marked), name


def test_site_links_a_term_once_in_a_chapter(pages):
    for name, page in chapters(pages).items():
        linked = [link.get_text().lower() for link in page.select("a.term")]
        assert len(linked) > 10, name
        assert len(linked) == len(set(linked)), name


def test_site_quizzes_say_which_answer_is_right_and_what_to_do(pages):
    for name, page in chapters(pages).items():
        quiz = page.select_one("section.quiz")
        first = [each.get_text() for each in quiz.find_all("p", limit=2)]  # the minutes, perhaps
        assert any("answer" in text for text in first), name
        answers = {}
        for answer in quiz.find_all("details"):
            (kind,) = answer["class"]
            word = answer.select_one("p > b").get_text()
            assert word == {"right": "Right", "wrong": "Not quite"}[kind], (name, word)
            answers.setdefault(answer["name"], []).append(kind)
        assert len(answers) > 3, name
        assert all(kinds.count("right") == 1 < len(kinds) for kinds in answers.values()), name


def test_site_punctuation_is_kept_with_its_formula(pages):
    for name, page in pages.items():
        for formula in page.select("main :not(.keep, h1, h2, h3) > span.math"):
            after, before = formula.next_sibling, formula.previous_sibling
            assert not re.match(r"[,.;:!?)]", str(after)), (name, formula.get_text(), after)
            assert not str(before).endswith("("), (name, formula.get_text(), before)


def test_pages_mark_answers_with_and_without_paragraphs():
    body = (
        '<details name="quiz-1-q1"><summary>2</summary>Right: 1 + 1 = 2.</details>'
        '<details name="quiz-1-q1"><summary>3</summary>\n<p>Not quite. Count.</p>\n</details>'
        "<details><summary>Answer</summary><p>Right so.</p></details>"
    )
    assert course_pages.mark_answers(body) == (
        '<details class="right" name="quiz-1-q1"><summary>2</summary>'
        "<p><b>Right</b>: 1 + 1 = 2.</p></details>"
        '<details class="wrong" name="quiz-1-q1"><summary>3</summary>'
        "<p><b>Not quite</b>. Count.</p></details>"
        "<details><summary>Answer</summary><p>Right so.</p></details>"
    )


def test_site_page_of_names_has_every_public_name(pages):
    import mlp

    ids = {tag["id"] for tag in pages["book/api.html"].find_all(id=True)}
    assert {f"mlp.{name}" for name in mlp.__all__} <= ids


def test_reader_marks_what_is_not_run():
    notebook = nbformat.v4.new_notebook()
    code = nbformat.v4.new_code_cell
    graded = {"schema_version": 3, "task": False, "locked": True}
    notebook.cells = [
        code("1 + 1"),
        nbformat.v4.new_markdown_cell("### Exercise: one neuron\n\nWrite it."),
        code("def neuron(): ...", metadata={"nbgrader": graded | {
            "grade_id": "neuron", "solution": True, "grade": False}}),
        code("checks.neuron(neuron)", metadata={"nbgrader": graded | {
            "grade_id": "test-neuron", "solution": False, "grade": True, "points": 2}}),
        code("neuron()", metadata={"tags": ["now-with-yours"]}),
    ]  # fmt: skip
    told, task, *exercise = course_notebooks.read(nbformat.writes(notebook)).cells
    assert "skip-execution" not in told.metadata.get("tags", [])
    assert all("skip-execution" in cell.metadata.tags for cell in exercise)
    assert task.source.startswith("(exercise-neuron)=\n### Exercise: one neuron\n\n")
    assert '<p class="points">2 points</p>' in task.source


def test_reader_adds_the_points_of_several_tests():
    cell = nbformat.v4.new_code_cell
    ids = {"train": None, "test-train-75": 1, "test-train-83": 2, "test-trainer": 7}
    notebook = nbformat.v4.new_notebook(cells=[
        cell(name, metadata={"nbgrader": {
            "grade_id": name, "solution": points is None, "grade": points is not None,
            "points": points}})
        for name, points in ids.items()
    ])  # fmt: skip
    assert course_notebooks._points(notebook) == {"train": 3}  # 1 + 2, not the 7 of another


@pytest.mark.parametrize(
    "link, role",
    [
        ("[`mlp.sigmoid`](../../mlp/core/activations.py)", "{py:obj}`mlp.sigmoid <mlp.sigmoid>`"),
        (
            "[`mlp.neuron(a, w, b)`](../../mlp/core/network.py)",
            "{py:obj}`mlp.neuron(a, w, b) <mlp.neuron>`",
        ),
        ("[that file](../../mlp/core/network.py)", "{py:mod}`that file <mlp.core.network>`"),
        (
            "[chapter 2](../ch2/gradient_descent.ipynb)",
            "[chapter 2](../ch2/gradient_descent.ipynb)",
        ),
    ],
)
def test_reader_turns_links_to_code_into_links_to_names(link, role):
    assert course_notebooks._api_links(f"See {link}.") == f"See {role}."
