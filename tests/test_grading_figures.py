"""`mlp grade --figures`: the chapter's own figures in the graded notebooks."""

import json

from grading_course import as_bytes, hand_in, need_sandbox, new_course, notebook, page_of, run

from mlp.grading.local import Mode, Submission, grade_locally

SVG = "image/svg+xml"


def drawn(text):
    """Return the ids of the cells that show a picture."""
    return {
        cell["id"]
        for cell in json.loads(text)["cells"]
        for output in cell.get("outputs", [])
        if SVG in output.get("data", {})
    }


def test_figures_are_drawn_when_asked_and_change_no_score(tmp_path):
    need_sandbox()
    bundle = new_course(tmp_path, "ch3")
    pictures = {cell.key for cell in bundle.cells if cell.source.startswith("figures.")}
    some = [Submission("ada", as_bytes(notebook(bundle)), [])]
    (plain,), (with_figures,) = (
        list(grade_locally(bundle, Mode(figures=figures), some)) for figures in (False, True)
    )
    assert not drawn(plain.notebook)
    assert pictures
    assert pictures <= drawn(with_figures.notebook)
    assert with_figures.scores == plain.scores
    pages = {page_of(result, bundle) for result in (plain, with_figures)}
    assert len(pages) == 1  # it shows the student's own cells alone


def test_figures_are_seen_in_nbgraders_pages(tmp_path):
    need_sandbox()
    bundle = new_course(tmp_path, "ch3")
    hand_in(tmp_path, "ada", as_bytes(notebook(bundle)), bundle)
    run(tmp_path, "-m", "mlp.grading.command", "ch3", "--jobs", "1", "--figures")
    run(tmp_path, "-m", "nbgrader", "generate_feedback", "ch3", "--force")
    page = (tmp_path / f"grading/feedback/ada/ch3/{bundle.notebook}.html").read_text()
    assert "data:image/svg+xml" in page
    assert "<script>alert" not in page
