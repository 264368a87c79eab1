import csv

import nbformat
import numpy as np
import pytest
import zoo
from click.testing import CliRunner

from mlp import checks
from mlp.grading import report
from mlp.grading.outcomes import Exercise
from mlp.grading.pages import report_page

EXERCISES = ["line", "neuron", "layer", "feedforward"]


def graded(student, picks):
    """Return the notebook of a student who gave these answers, as grading leaves it."""
    notebook = nbformat.v4.new_notebook()
    for exercise, answer in picks.items():
        cell = nbformat.v4.new_code_cell(f"checks.{exercise}({exercise})", id=f"test-{exercise}")
        cell.metadata.nbgrader = {"grade": True, "grade_id": f"test-{exercise}", "points": 1}
        try:
            getattr(checks, exercise)(answer.function())
            text = f"{exercise}: right.\n"
            cell.outputs = [nbformat.v4.new_output("stream", name="stdout", text=text)]
        except checks.Mistake as mistake:
            cell.outputs = [
                nbformat.v4.new_output(
                    "error", ename=type(mistake).__name__, evalue=str(mistake), traceback=[]
                )
            ]
        notebook.cells.append(cell)
    return notebook


def make_class(folder, students, rng, exercises=EXERCISES):
    """Write the graded notebooks of a class and return the mistakes in them."""
    expected = {}
    for k in range(students):
        picks = {}
        for exercise in exercises:
            kinds = [a for a in zoo.answers(exercise) if "too-slow" not in a.slugs]
            right = [a for a in kinds if not a.slugs]
            wrong = [a for a in kinds if len(a.slugs) == 1 and a.slugs != ("-",)]
            pool = right if rng.random() < 0.6 else wrong
            picks[exercise] = pool[int(len(pool) * rng.random() ** 2)]
        student = f"student-{k:02}"
        expected[student] = {e: a.slugs[0] if a.slugs else "right" for e, a in picks.items()}
        path = folder / student / "ch1" / "neurons.ipynb"
        path.parent.mkdir(parents=True)
        nbformat.write(graded(student, picks), path)
    return expected


def test_report_counts_the_mistakes_of_a_class(tmp_path, capsys):
    expected = make_class(tmp_path, 12, np.random.default_rng(1))
    found = report.read_class(tmp_path, "ch1")
    assert [exercise.name for exercise in found] == EXERCISES
    for exercise in found:
        assert exercise.outcomes == {s: outcomes[exercise.name] for s, outcomes in expected.items()}


def one(**outcomes):
    return [Exercise("layer", outcomes)]


def test_report_sorts_mistakes_by_frequency_and_others_last():
    slugs = ["something-else"] * 3 + ["weights-transposed", "bias-left-out", "weights-transposed"]
    exercise = one(**{f"s{k}": slug for k, slug in enumerate(slugs)}, blank="not-attempted")[0]
    assert exercise.mistakes == [
        ("weights-transposed", 2),
        ("bias-left-out", 1),
        ("something-else", 3),
    ]
    assert exercise.students("not-attempted") == ["blank"]


def test_report_reads_three_tests_of_one_exercise_as_one(tmp_path):
    notebook = nbformat.v4.new_notebook()
    for part in ("75", "83", "88"):
        cell = nbformat.v4.new_code_cell("checks.train(train)")
        cell.metadata.nbgrader = {"grade": True, "grade_id": f"test-train-{part}"}
        if part == "88":
            evalue = "Not yet.   [too-few-steps]"
            error = nbformat.v4.new_output("error", ename="Mistake", evalue=evalue, traceback=[])
            cell.outputs = [error]
        notebook.cells.append(cell)
    path = tmp_path / "ada" / "ch4" / "backprop_calculus.ipynb"
    path.parent.mkdir(parents=True)
    nbformat.write(notebook, path)
    (exercise,) = report.read_class(tmp_path, "ch4")
    assert (exercise.name, exercise.outcomes) == ("train", {"ada": "too-few-steps"})


def test_report_believes_the_gradebook_before_the_notebook(tmp_path):
    make_class(tmp_path, 1, np.random.default_rng(0), ["line"])
    scores = {"student-00": {"test-line": True}}
    assert report.read_class(tmp_path, "ch1", scores)[0].outcomes == {"student-00": "right"}
    scores = {"student-00": {"test-line": False}}
    assert report.read_class(tmp_path, "ch1", scores)[0].outcomes != {"student-00": "right"}


def test_report_leaves_names_out_on_request():
    exercises = one(ada="not-attempted", grace="right", noether="bias-left-out")
    named, anonymous = (report_page.page("ch1", exercises, names=names) for names in (True, False))
    assert "ada" in named
    assert not any(name in anonymous for name in ("ada", "grace", "noether"))
    assert "names" in report.rows(exercises)[0]
    assert not any("names" in row for row in report.rows(exercises, names=False))


def test_report_escapes_what_students_wrote():
    page = report_page.page("ch1", one(**{"<script>": "not-attempted"}))
    assert "<script>" not in page


def test_report_table_adds_up(tmp_path):
    make_class(tmp_path / "autograded", 8, np.random.default_rng(3), ["line", "layer"])
    table = report.rows(report.read_class(tmp_path / "autograded", "ch1"), names=False)
    report.write_csv(tmp_path / "ch1.csv", table, names=False)
    with (tmp_path / "ch1.csv").open(newline="") as file:
        read = list(csv.DictReader(file))
    for exercise in ("line", "layer"):
        assert sum(int(row["students"]) for row in read if row["exercise"] == exercise) == 8


def test_report_says_what_to_do_when_nothing_is_graded(tmp_path, monkeypatch):
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\n")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(report.report, ["ch1"])
    assert result.exit_code == 1
    assert "mlp grade ch1" in result.output


def test_report_command_writes_page_and_table(tmp_path, monkeypatch):
    config = 'c = get_config()\nc.CourseDirectory.autograded_directory = "grading/autograded"\n'
    (tmp_path / "nbgrader_config.py").write_text(config)
    make_class(tmp_path / "grading" / "autograded", 3, np.random.default_rng(2), ["line"])
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(report.report, ["ch1", "--anonymous"])
    assert result.exit_code == 0, result.output
    assert "line" in result.output
    for name in ("ch1.html", "ch1.csv"):
        text = (tmp_path / "grading" / "report" / name).read_text()
        assert "line" in text
        assert "student-" not in text


@pytest.mark.parametrize(
    ("outputs", "outcome"),
    [
        ([], "right"),
        ([{"output_type": "stream", "name": "stderr", "text": "Warning"}], "something-else"),
        ([{"output_type": "error", "ename": "NameError", "evalue": "x"}], "something-else"),
        ([{"output_type": "error", "ename": "NotImplementedError", "evalue": ""}], "not-attempted"),
    ],
)
def test_report_reads_outputs(outputs, outcome):
    assert report.outcome_of(outputs) == outcome
