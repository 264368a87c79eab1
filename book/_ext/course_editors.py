"""The editors of the exercises on a page: what is in the HTML, and the scripts it loads.

Each exercise's cells stand in ``<div data-exercise="neuron">``. The scripts are bundled by esbuild
from ``book/page``; where Node.js or esbuild is absent the site has no editors, and says so.
"""

import json
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from mlp.exercises import EXERCISES, NOTEBOOKS

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "book" / "page"
ESBUILD = ROOT / "node_modules" / ".bin" / "esbuild"
MISSING = (
    "the site has no editors at its exercises: npm or esbuild is not installed "
    "(install Node.js 18 or newer and run make book again)"
)
_TITLE = re.compile(r"^#+ Exercise: (.*)$", re.MULTILINE)


@cache
def there_are_editors() -> bool:
    """Say whether what bundles the scripts is installed."""
    return bool(shutil.which("node")) and ESBUILD.exists()


def bundled(name: str, *options: str) -> str:
    """Return one script of ``book/page`` with all that it imports, in one classic script."""
    made = subprocess.run(
        [ESBUILD, SOURCE / f"{name}.js", "--bundle", "--minify", "--format=iife", "--target=es2021",
         "--charset=utf8", "--loader:.py=text", "--legal-comments=none", *options],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    if made.returncode:
        raise RuntimeError(f"esbuild could not bundle book/page/{name}.js:\n{made.stderr}")
    return made.stdout


def smaller(text: str, kind: str) -> str:
    """Return a script (`js`) or style sheet (`css`) without what only its readers need."""
    if not there_are_editors():
        return text
    options = ["--minify", "--target=es2021"] if kind == "js" else ["--minify-whitespace"]
    made = subprocess.run(
        [ESBUILD, f"--loader={kind}", "--charset=utf8", *options],
        input=text, capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    return made.stdout


@cache
def loader() -> str:
    """Return what every page has of the exercises, or nothing where there are no editors."""
    return bundled("loader") if there_are_editors() else ""


def scripts_made_from() -> str:
    """Return the sources of all scripts of an exercise: a change of them is a new version."""
    return "".join(path.read_text(encoding="utf-8") for path in sorted(SOURCE.glob("*.*")))


def contents() -> list[dict]:
    """Return each chapter's page, and the titles of its exercises by their names, in its order."""
    chapters = []
    for chapter, notebook in NOTEBOOKS.items():
        page = f"chapters/{chapter}/{notebook}"
        cells = json.loads((ROOT / f"{page}.ipynb").read_text(encoding="utf-8"))["cells"]
        titles, title = {}, ""
        for cell in cells:
            found = _TITLE.search("".join(cell["source"]))
            title = found[1] if found else title
            marks = cell["metadata"].get("nbgrader", {})
            if marks.get("solution") and marks["grade_id"] in EXERCISES:
                titles[marks["grade_id"]] = title
        chapters.append({"page": page, "exercises": titles})
    return chapters


class Exercises(SphinxTransform):
    """Put an answer's cell and its checks into one box that says which exercise it is.

    A cell that runs on the student's answers (``now-with-yours``) gets a box too.
    """

    default_priority = 705

    def apply(self, **kwargs: object) -> None:
        """Change the document in place."""
        for answer in list(self.document.findall(_is_answer)):
            place = answer.parent.index(answer)
            end = place + 1
            while end < len(answer.parent) and _has(answer.parent[end], "tag_check"):
                end += 1
            self._box(
                answer, end - place, "exercise", answer["cell_metadata"]["nbgrader"]["grade_id"]
            )
        for cell in list(self.document.findall(_is_yours)):
            self._box(cell, 1, "yours", cell["cell_metadata"]["yours"])

    def _box(self, first: nodes.Element, cells: int, what: str, name: str) -> None:
        begin = f'<div data-{what}="{name}" data-notebook="{self.env.docname}">'
        place = first.parent.index(first)
        first.parent.insert(place + cells, nodes.raw("", "</div>", format="html"))
        first.parent.insert(place, nodes.raw("", begin, format="html"))


def _has(node: nodes.Node, name: str) -> bool:
    return isinstance(node, nodes.container) and name in node["classes"]


def _is_answer(node: nodes.Node) -> bool:
    return _has(node, "tag_answer")


def _is_yours(node: nodes.Node) -> bool:
    return _has(node, "tag_now-with-yours")


def write_scripts(app: Sphinx, error: Exception | None) -> None:
    """Write what a page loads when an exercise wakes, into ``_static/page``."""
    if error or app.builder.format != "html" or not there_are_editors():
        return
    folder = Path(app.outdir) / "_static" / "page"
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("exercises", "worker", "progress", "erase"):
        table = name in ("exercises", "progress")
        options = [f"--define:EXERCISES={json.dumps(contents())}"] if table else []
        (folder / f"{name}.js").write_text(bundled(name, *options), encoding="utf-8")


def say_what_is_missing(app: Sphinx) -> None:
    """Say in the first lines of a build that the site has no editors."""
    if not there_are_editors():
        logging.getLogger(__name__).info(MISSING, color="yellow")


def setup(app: Sphinx) -> dict:
    """Register with Sphinx."""
    app.add_transform(Exercises)
    app.connect("builder-inited", say_what_is_missing)
    app.connect("build-finished", write_scripts)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
