"""Archives of Canvas, Moodle, Blackboard and folders in; pages and grades in their forms out.

The forms are those of Canvas's content_zipper.rb and gradebook_importer.rb, and of Moodle's
importziplib.php and importgradeslib.php.
"""

import csv
import os
import pty
import shutil
import subprocess
import sys
import zipfile

import pytest
from grading_course import ROOT, as_bytes, mini_course, mlp, need_sandbox, notebook

WRONG = {"line": "def line(x, slope, intercept):\n    return slope * x"}
CANVAS_ROSTER = """Student,ID,SIS User ID,SIS Login ID,Section,mini (777),Final Score
,,,,,Manual Posting,
    Points Possible,,,,,6.00,(read only)
"Lovelace, Ada",12,u12,ada,Group 1,,
"Nakamura, 由美",13,u13,yumi,Group 1,,
"Ó Súilleabháin, Pól",14,u14,pol,Group 2,,
"Absent, Ann",15,u15,ann,Group 2,,
"""
MOODLE_ROSTER = """Identifier,Full name,Email address,Status,Grade,Maximum Grade,\
Grade can be changed,Last modified (submission),Last modified (grade),Feedback comments
Participant 501,Ada Lovelace,ada@example.org,Submitted for grading,,6.00,Yes,\
"Monday, 1 February 2027, 1:00 PM",-,
Participant 502,José Müller,jose@example.org,Submitted for grading,,6.00,Yes,\
"Sunday, 31 January 2027, 9:00 AM",-,
Participant 503,José Müller,jose2@example.org,Submitted for grading,,6.00,Yes,-,-,
Participant 504,Ann Absent,ann@example.org,No submission,,6.00,Yes,-,-,
"""


def packed(path, files):
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def right(bundle, **answers):
    return as_bytes(notebook(bundle, answers=answers))


@pytest.fixture
def course(tmp_path):
    (tmp_path / "course").mkdir()
    return tmp_path / "course", mini_course(tmp_path / "course", 0), tmp_path


def submitted(course, student):
    folder = course / "grading/submitted" / student / "mini"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*")}


@pytest.fixture(scope="module")
def canvas(tmp_path_factory):
    """A class that came by Canvas, collected and graded."""
    need_sandbox()
    folder = tmp_path_factory.mktemp("canvas")
    course = folder / "course"
    course.mkdir()
    bundle = mini_course(course, 0)
    archive = packed(
        folder / "submissions.zip",
        {
            "lovelaceada_12_9001_small-2.ipynb": right(bundle),
            "nakamura由美_LATE_13_9002_small.ipynb": right(bundle, **WRONG),
            "nakamura由美_LATE_13_9003_notes.pdf": b"%PDF",
            "ósúilleabháinpól_14_9004_Kopie von small.ipynb": right(bundle),
            "strangersam_99_9005_small.ipynb": right(bundle),
            "__MACOSX/._lovelaceada_12_9001_small-2.ipynb": b"x",
            "readme.txt": b"x",
        },
    )
    (folder / "roster.csv").write_text(CANVAS_ROSTER)
    said = mlp(course, "collect", "mini", archive, "--roster", folder / "roster.csv")
    mlp(course, "grade", "mini", "--jobs", "2")
    return course, said, archive, bundle


def test_platforms_canvas_archive_is_collected_and_who_is_missing_is_said(canvas):
    course, said, _, bundle = canvas
    assert "mini: 4 new, 0 handed in again, 0 unchanged" in said
    assert "1 of 4 in the roster have handed in nothing: ann" in said
    assert "1 not in the roster, collected all the same: 99" in said
    assert "marked late, without a time, so without a penalty (see --late-at): yumi" in said
    assert "1 files that nobody could be given: submissions.zip: readme.txt" in said
    assert submitted(course, "ada") == {"small.ipynb": right(bundle)}
    assert set(submitted(course, "yumi")) == {"small.ipynb", "notes.pdf"}


def test_platforms_the_same_archive_again_changes_nothing(canvas, tmp_path):
    course, _, archive, _ = canvas
    copy = shutil.copytree(course, tmp_path / "course")
    said = mlp(copy, "collect", "mini", archive)
    assert "0 new, 0 handed in again, 4 unchanged" in said
    assert "0 graded, 4 graded before" in mlp(copy, "grade", "mini")


def test_platforms_a_later_archive_replaces_and_keeps_the_earlier(canvas, tmp_path):
    course, _, _, bundle = canvas
    copy = shutil.copytree(course, tmp_path / "course")
    later = packed(
        tmp_path / "later.zip", {"in/deep/nakamura由美_LATE_13_9100_small-1.ipynb": right(bundle)}
    )
    said = mlp(copy, "collect", "mini", later, "--late-at", "2027-02-01 12:00 UTC")
    assert "0 new, 1 handed in again" in said
    assert submitted(copy, "yumi")["timestamp.txt"].startswith(b"2027-02-01 12:00:00")
    (old,) = (copy / "grading/collected/mini/earlier/yumi").iterdir()
    assert {path.name for path in old.iterdir()} == {"small.ipynb", "notes.pdf"}


def test_platforms_canvas_gets_pages_in_the_names_that_it_gave(canvas):
    course, *_ = canvas
    mlp(course, "feedback", "mini", "--zip")
    with zipfile.ZipFile(course / "grading/export/mini-feedback-canvas.zip") as archive:
        names = archive.namelist()
        page = archive.read("nakamura由美_LATE_13_9002_small.html").decode()
    assert len(names) == 4
    assert page == (course / "grading/feedback/yumi/mini/small.html").read_text()
    for name in names:  # Canvas takes the first two whole numbers: the student, the file
        numbers = [part for part in name.split("_") if part.isdigit()]
        assert numbers[0] in {"12", "13", "14", "99"}
        assert numbers[1].startswith("90")


def test_platforms_canvas_imports_the_grades(canvas):
    course, *_ = canvas
    said = mlp(course, "export", "mini", "--format", "canvas")
    assert "graded, but not in the roster" in said
    with (course / "grading/export/mini-canvas.csv").open() as file:
        header, possible, *rows = csv.reader(file)
    assert header == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "mini (777)"]
    assert possible[0].strip() == "Points Possible"
    assert possible[-1] == "6"
    assert {row[1]: row[-1] for row in rows} == {"12": "6", "13": "5", "14": "6", "15": ""}
    unknown = (course / "grading/export/mini-canvas-not-in-roster.csv").read_text()
    assert "99,6,6,6" in unknown


def test_platforms_git_sees_nothing_of_a_class(canvas, tmp_path):
    course, *_ = canvas
    copy = shutil.copytree(course, tmp_path / "course")
    mlp(copy, "export", "mini")
    shutil.copy(ROOT / ".gitignore", copy)
    (copy / "grades.csv").write_text("names")
    for words in (["init", "-q"], ["add", ".gitignore", "nbgrader_config.py"]):
        subprocess.run(["git", *words], cwd=copy, check=True)
    said = subprocess.run(
        ["git", "status", "--porcelain"], cwd=copy, check=True, capture_output=True, text=True
    ).stdout
    assert {line for line in said.splitlines() if line.startswith("??")} == {"?? chapters/"}


def test_platforms_moodle_there_and_back(course):
    need_sandbox()
    folder, bundle, place = course
    archive = packed(
        place / "course-mini-123.zip",
        {
            "Ada Lovelace_501_assignsubmission_file/sub/small.ipynb": right(bundle),
            "José Müller_502_assignsubmission_file_/small.ipynb": right(bundle, **WRONG),
            "José Müller_503_assignsubmission_file_small.ipynb": right(bundle),
        },
    )
    (place / "worksheet.csv").write_text(MOODLE_ROSTER)
    roster = ("--roster", place / "worksheet.csv", "--timezone", "Europe/Berlin")
    said = mlp(folder, "collect", "mini", archive, *roster)
    assert "3 new" in said
    assert "have handed in nothing: ann@example.org" in said
    stamp = submitted(folder, "ada@example.org")["timestamp.txt"]
    assert stamp.startswith(b"2027-02-01 12:00:00")
    mlp(folder, "grade", "mini", "--jobs", "1")
    mlp(folder, "feedback", "mini", "--zip")
    with zipfile.ZipFile(folder / "grading/export/mini-feedback-moodle.zip") as packed_:
        assert set(packed_.namelist()) == {
            "Ada Lovelace_501_assignsubmission_file/small.html",
            "José Müller_502_assignsubmission_file_/small.html",
            "José Müller_503_assignsubmission_file_/small.html",
        }
    mlp(folder, "export", "mini", "--format", "moodle")
    with (folder / "grading/export/mini-moodle.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert [row["Grade"] for row in rows] == ["6", "5", "6", ""]
    assert rows[0]["Last modified (grade)"] == "-"
    other = MOODLE_ROSTER.replace("6.00", "100.00")
    (place / "other.csv").write_text(other)
    said = mlp(
        folder, "export", "mini", "--format", "moodle", "--roster", place / "other.csv", fails=True
    )
    assert "Moodle's maximum grade is 100.00, mini has 6 points" in said


def test_platforms_blackboard_and_its_attempts(course):
    folder, bundle, place = course
    first = "Chapter 1_a_love_attempt_2027-01-30-20-50-44"
    last = "Chapter 1_a_love_attempt_2027-01-31-08-00-00"
    note = "Name: Ada Lovelace (a_love)\nAssignment: Chapter 1\n"
    archive = packed(
        place / "gradebook_MLP_Chapter201_2027-02-01-10-00-00.zip",
        {
            f"{last}.txt": note,
            f"{last}_small.ipynb": right(bundle),
            f"{first}.txt": note,
            f"{first}_small.ipynb": right(bundle, **WRONG),
            "Chapter 1_bob_attempt_2027-01-30-20-50-44.txt": "Name: Bob (bob)\n",
        },
    )
    said = mlp(folder, "collect", "mini", archive)
    assert "1 new" in said
    assert "not collected: bob: no file was handed in" in said
    assert submitted(folder, "a_love") == {
        "small.ipynb": right(bundle),
        "timestamp.txt": b"2027-01-31 08:00:00.000000 UTC\n",
    }


def test_platforms_a_folder_of_folders_and_of_files(course):
    folder, bundle, place = course
    sent = place / "sent" / "all of them"
    for name in ("ada/small.ipynb", "bob/deeper/small.ipynb", "eve_small.ipynb", "zoë.ipynb"):
        (sent / name).parent.mkdir(parents=True, exist_ok=True)
        (sent / name).write_bytes(right(bundle))
    (sent / "small.ipynb").write_bytes(right(bundle))
    said = mlp(folder, "collect", "mini", place / "sent" / "all of them")
    assert "4 new" in said
    assert "files that nobody could be given: all of them: small.ipynb" in said
    for student in ("ada", "bob", "eve", "zoë"):
        assert submitted(folder, student) == {"small.ipynb": right(bundle)}


def test_platforms_an_archive_writes_nothing_outside(course):
    folder, bundle, place = course
    archive = packed(
        place / "evil.zip",
        {
            "ada/../../../../escaped.ipynb": right(bundle),
            "../bob/small.ipynb": right(bundle),
            "<img src=x>/small.ipynb": right(bundle),
        },
    )
    before = {path for path in place.rglob("*") if "grading" not in path.parts}
    said = mlp(folder, "collect", "mini", archive)
    assert "not collected: <img src=x>: the name cannot name a folder" in said
    assert {path for path in place.rglob("*") if "grading" not in path.parts} == before
    for path in (folder / "grading").rglob("*.ipynb"):
        assert (folder / "grading/submitted") in path.parents


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("x,y\n1,2\n", "expected Canvas's export of its gradebook"),
        ("student_id\n", "lists nobody"),
        ("student_id\nada\nada\n", "lists 'ada' twice"),
        ("student_id\n../ada\n", "cannot name a student"),
    ],
)
def test_platforms_say_what_is_wrong_with_a_roster(course, text, why):
    folder, bundle, place = course
    archive = packed(place / "a.zip", {"ada/small.ipynb": right(bundle)})
    (place / "roster.csv").write_text(text)
    said = mlp(folder, "collect", "mini", archive, "--roster", place / "roster.csv", fails=True)
    assert why in said
    assert not (folder / "grading/submitted").exists()


def test_platforms_say_what_is_wrong_with_an_archive(course):
    folder, _, place = course
    (place / "a.7z").write_bytes(b"7z\xbc\xaf\x27\x1c" + bytes(100))
    said = mlp(folder, "collect", "mini", place / "a.7z", fails=True)
    assert "expected a zip or tar archive as the platform gives it, or a folder" in said


def in_a_terminal(folder, *words):
    """Return the bytes that a terminal gets when a command is typed into it."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", "from mlp.cli import main; main()", *map(str, words)]
    try:
        subprocess.run(command, cwd=folder, stdout=theirs, stderr=theirs, check=False)
        os.set_blocking(ours, False)
        return os.read(ours, 1 << 16)
    finally:
        os.close(ours)
        os.close(theirs)


def test_platforms_no_name_in_an_archive_commands_the_terminal(course):
    folder, bundle, _ = course
    attack = "\x1b]0;title\x07\x1b[31m\x9b2J\u202e"
    files = {f"{attack}_12_9001_small.ipynb": right(bundle), f"{attack}.txt": b"x"}
    files[f"A{attack} B_7_assignsubmission_file/small.ipynb"] = right(bundle)
    archive = packed(folder / "all.zip", files)
    (folder / "roster.csv").write_text(f"id,first_name,last_name\n{attack},A,B\n")
    shown = in_a_terminal(folder, "collect", "mini", archive)
    assert b"nobody could be given" in shown
    shown += in_a_terminal(folder, "collect", "mini", archive, "--roster", "roster.csv")
    assert b"cannot name a student" in shown
    for each in attack:
        if not each.isprintable():
            assert each.encode() not in shown
