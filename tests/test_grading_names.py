"""Odd names of students' folders: none stops a class."""

import os

from click.testing import CliRunner
from grading_course import as_bytes, hand_in, mini_course, need_sandbox, notebook

from mlp.grading.command import grade


def test_names_that_no_gradebook_can_hold_are_told_and_the_others_graded(tmp_path, monkeypatch):
    need_sandbox()
    bundle = mini_course(tmp_path, 1)
    submitted = tmp_path / "grading/submitted"
    for name in ("Ada Lovelace", "two\nlines", "é" * 40):
        hand_in(tmp_path, name, as_bytes(notebook(bundle)), bundle)
    for name in (b"no-utf8-\xff", b"x" * 200):
        (submitted / os.fsdecode(name) / "mini").mkdir(parents=True)
    (submitted / "link").symlink_to(submitted / "Ada Lovelace")
    monkeypatch.chdir(tmp_path)
    said = CliRunner().invoke(grade, ["mini", "--jobs", "0"])
    assert said.exit_code == 0, said.output
    assert "4 graded" in said.output
    assert r"refused: two\nlines: the folder's name is too long" in said.output
    assert "refused: link: " in said.output
    assert r"no-utf8-\udcff" in said.output and "x" * 50 in said.output
