"""One submission, one grade: by each way of grading, and by the check in the notebook.

Submissions that use every name of a chapter, and answers of the zoo. ZOO_STUDENTS=60 hands in all
of it.
"""

import ast
import contextlib
import io
import json
import os
import shutil
import sqlite3
import warnings

import pytest
import zoo
from grading_cluster import Cluster
from grading_course import as_bytes, hand_in, need_sandbox, new_course, notebook, run
from zoo import cell

from mlp.grading.intake.bundle import CHAPTER, SOLUTION

STUDENTS = int(os.environ.get("ZOO_STUDENTS", "2"))
CHAPTERS = ["ch1", "ch2", "ch3", "ch4"]
GRADE = ("-c", "from mlp.grading.command import grade; grade()")
SLOW = {"train"}  # its right answer is in the notebook that uses every name
SCORES = """
select s.student_id, c.name, g.auto_score, g.needs_manual_grade
from grade g join base_cell c on c.id = g.cell_id
join submitted_notebook n on n.id = g.notebook_id
join submitted_assignment s on s.id = n.assignment_id
"""


def names_of(source):
    """Return the names that a cell sets for the cells below it."""
    found, todo = set(), list(ast.parse(source).body)
    while todo:
        node = todo.pop()
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            found |= {(each.asname or each.name).partition(".")[0] for each in node.names}
        elif isinstance(node, ast.Name):
            found |= {node.id} if isinstance(node.ctx, ast.Store) else set()
        elif not isinstance(node, ast.Lambda | ast.ListComp | ast.SetComp | ast.DictComp):
            if not isinstance(node, ast.GeneratorExp):
                todo += ast.iter_child_nodes(node)
    return found


def using_every_name(bundle):
    """Return a solved notebook whose answers' cells use all that the chapter defines above them."""
    answers, above = {}, set()
    solved = {each["id"]: each["source"] for each in notebook(bundle)["cells"] if "id" in each}
    for each in bundle.cells:
        if each.role == CHAPTER and each.cell_type == "code":
            above |= names_of(each.source)
        elif each.role == SOLUTION:
            answers[each.key] = f"used = [{', '.join(sorted(above))}]\n{solved[each.key]}"
    assert len(above) > 30
    return notebook(bundle, answers=answers)


def class_of(bundle):
    """Return the submissions: {student: notebook}."""
    answers = {
        each.key: [found for found in zoo.answers(each.key) if "too-slow" not in found.slugs]
        for each in bundle.cells
        if each.role == SOLUTION and each.key not in SLOW and each.key in zoo.exercises()
    }
    most = max(len(some) for some in answers.values())
    found = {"names": using_every_name(bundle)}
    for k in range(min(STUDENTS, most)):
        picks = {
            name: cell(some[(k * len(some)) // min(STUDENTS, most)])
            for name, some in answers.items()
        }
        blank = {each.key: each.released for each in bundle.cells if each.key in SLOW}
        found[f"zoo{k:02}"] = notebook(bundle, answers=blank | picks)
    return found


def copied(course, folder):
    for name in ("_build", "chapters", "grading", "nbgrader_config.py"):
        source = course / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    return folder


def outcome(folder, chapter):
    """Return all that a way leaves: scores, and each graded notebook's cells."""
    with sqlite3.connect(folder / "grading/gradebook.db") as connection:
        scores = {(row[0], row[1]): row[2:] for row in connection.execute(SCORES)}
    cells = {}
    for path in sorted((folder / "grading/autograded").glob(f"*/{chapter}/*.ipynb")):
        for number, each in enumerate(json.loads(path.read_text())["cells"]):
            text = "".join(each["source"]).strip()
            outputs = [plain(output) for output in each.get("outputs", [])]
            cells[path.parts[-3], number] = (each["cell_type"], text, outputs)
    return scores, cells


def plain(output):
    """Return an output without its count, its lists joined."""
    joined = {name: "".join(v) if isinstance(v, list) else v for name, v in output.items()}
    return {name: v for name, v in joined.items() if name not in ("execution_count", "traceback")}


def in_the_notebook(tree):
    """Run a notebook's cells here; return what the visible test of each exercise says."""
    namespace, found = {"__name__": "__main__"}, {}
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        for each in tree["cells"]:
            if each["cell_type"] != "code":
                continue
            key = each["metadata"].get("nbgrader", {}).get("grade_id", "")
            try:
                exec(compile(each["source"], f"<{key}>", "exec"), namespace)
                found[key] = "right"
            except Exception as error:
                found[key] = getattr(error, "slug", type(error).__name__)
    return {key: said for key, said in found.items() if key.startswith("test-")}


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    need_sandbox()
    cluster = Cluster(tmp_path_factory.mktemp("cluster"))
    cluster.start()
    yield cluster
    cluster.stop()


@pytest.fixture(scope="module", params=os.environ.get("WAYS", " ".join(CHAPTERS)).split())
def ways(request, tmp_path_factory, cluster):
    """Grade a class of a chapter by each way; return the submissions and each way's outcome."""
    chapter, folder = request.param, tmp_path_factory.mktemp(request.param)
    bundle = new_course(folder, chapter)
    class_ = class_of(bundle)
    for student, tree in class_.items():
        hand_in(folder, student, as_bytes(tree), bundle)
    commands = {
        "jobs 1": [(*GRADE, chapter, "--jobs", "1")],
        "jobs 2": [(*GRADE, chapter, "--jobs", "2")],
        "scheduler": [(*GRADE, chapter, *cluster.options)],
        "nbgrader": [
            ("-m", "nbgrader", "generate_assignment", chapter, "--force"),
            ("-m", "nbgrader", "autograde", chapter),
        ],
    }
    found = {}
    for way, lines in commands.items():
        place = copied(folder, tmp_path_factory.mktemp("way"))
        for line in lines:
            run(place, *line)
        found[way] = place
    return chapter, bundle, class_, found


def test_ways_give_equal_scores_hints_and_outputs(ways):
    chapter, bundle, class_, found = ways
    graded = sum(1 for each in bundle.cells if each.nbgrader.get("grade"))
    first = outcome(found["jobs 1"], chapter)
    assert len(first[0]) == graded * len(class_)
    for way in ("jobs 2", "scheduler", "nbgrader"):
        for mine, theirs in zip(first, outcome(found[way], chapter), strict=True):
            assert {k: (mine.get(k), v) for k, v in theirs.items() if mine.get(k) != v} == {}, way
            assert mine.keys() == theirs.keys()


def test_ways_of_mlp_grade_leave_equal_files(ways):
    *_, found = ways
    for name in ("results", "feedback", "autograded"):
        for path in sorted((found["jobs 1"] / "grading" / name).rglob("*.*")):
            if path.is_file() and not path.name.startswith("."):
                inside = path.relative_to(found["jobs 1"])
                for way in ("jobs 2", "scheduler"):
                    assert (found[way] / inside).read_bytes() == path.read_bytes(), (way, inside)


def test_ways_give_full_marks_to_answers_that_use_the_chapters_names(ways):
    chapter, bundle, _, found = ways
    points = {each.key: each.points for each in bundle.cells if each.role == "test"}
    for way, folder in found.items():
        scores, _ = outcome(folder, chapter)
        lost = {
            key: scores["names", key][0] for key in points if scores["names", key][0] < points[key]
        }
        assert not lost, way


def test_ways_say_what_the_check_in_the_notebook_says(ways):
    chapter, _, class_, found = ways
    differing = {}
    for student, tree in class_.items():
        if student == "names" and chapter == "ch4":
            continue  # `train` takes a minute; that it is right is tested above
        said = in_the_notebook(tree)
        record = json.loads(
            (found["jobs 1"] / f"grading/results/{chapter}/{student}.json").read_text()
        )
        for key, here in said.items():
            there = "right" if key not in record["messages"] else record["slugs"].get(key, "")
            if here != there:
                differing[student, key] = here, record["messages"].get(key)
    assert not differing
