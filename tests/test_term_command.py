"""The command line: versions, help, what is missing, an empty class, JSON, exit codes."""

import json
import os
import re
import subprocess
import sys

import pytest
from grading_course import ROOT, mini_course, mlp, need_sandbox

from mlp.cli import COMMANDS, group

ORDER = ("release", "collect", "grade", "extend", "feedback", "solutions", "report", "export")


def ran(*words, without=()):
    """Run `mlp …` in a process of its own, in which some packages are not installed."""
    code = f"import sys\nfor name in {list(without)}: sys.modules[name] = None\n"
    code += "from mlp.cli import main\nmain()"
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )


def test_command_says_its_version():
    for without in ((), ("click",)):
        done = ran("--version", without=without)
        assert done.returncode == 0
        assert done.stdout.startswith("mlp ")
        assert "Python" in done.stdout
        assert "NumPy" in done.stdout


@pytest.mark.parametrize("words", [(), ("--help",), ("grade", "ch1")])
def test_command_without_click_says_what_to_install(words):
    done = ran(*words, without=("click",))
    assert done.returncode == 1
    assert "needs the package 'click'" in done.stderr
    assert "pip install '" in done.stderr
    assert "Traceback" not in done.stderr


def test_command_without_nbgrader_says_what_to_install():
    done = ran("grade", "ch1", without=("nbgrader",))
    assert done.returncode == 1
    assert "mlp grade needs the package 'nbgrader'" in done.stderr


def test_command_help_lists_the_way_of_an_assignment_and_the_exit_codes():
    said = ran("--help").stdout
    places = [said.index(f"\n  {name} ") for name in ORDER]
    assert places == sorted(places)
    assert "Exit codes: 0 done; 1" in said
    page = (ROOT / "book/instructors.md").read_text()
    for name in ORDER:
        assert f"`mlp {name}" in page, f"the instructors' page does not name mlp {name}"


def test_command_lists_each_command_with_its_own_first_words():
    for name, (module, attribute, text) in COMMANDS.items():
        if name in group().list_commands(None):
            found = getattr(__import__(module, fromlist=[attribute]), attribute)
            assert found.help.strip(), name
            assert text.endswith(".")


def test_command_says_where_it_looked_for_an_empty_class(tmp_path):
    need_sandbox()
    mini_course(tmp_path, 0)
    (tmp_path / "grading/submitted/ada/Mini").mkdir(parents=True)
    said = mlp(tmp_path, "grade", "mini")
    assert f"looked for {tmp_path}/grading/submitted/STUDENT/mini/, found only Mini" in said


def test_command_says_it_as_json(tmp_path):
    need_sandbox()
    mini_course(tmp_path, 2)
    (tmp_path / "grading/submitted/empty/mini").mkdir(parents=True)
    done = subprocess.run(
        [sys.executable, "-m", "mlp.cli", "grade", "mini", "--jobs", "1", "--json"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout)
    assert (found["chapter"], found["graded"], found["before"]) == ("mini", 3, 0)
    assert list(found["refused"]) == ["empty"]
    pages = json.loads(mlp(tmp_path, "feedback", "mini", "--json"))
    assert pages["pages"] == ["empty", "student000", "student001"]
    table = json.loads(mlp(tmp_path, "export", "mini", "--json"))
    assert table["absent"] == []


def test_command_called_wrongly_ends_with_2():
    assert ran("grade").returncode == 2
    assert ran("gradde").returncode == 2


def test_what_the_page_puts_beside_the_course_is_nothing_for_git():
    page = (ROOT / "book/instructors.md").read_text(encoding="utf-8")
    names = sorted(set(re.findall(r"[\w./-]+\.(?:csv|zip|pem)\b", page)))
    assert {"submissions.zip", "roster.csv", "tls/grader-key.pem", "grades.csv"} <= set(names)
    if not (ROOT / ".git").exists():
        pytest.skip("this copy of the course is no git repository")
    words = ["git", "check-ignore", "--no-index", *names]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.split() == names
