"""A term of invented students ends with the table that is computed apart."""

import contextlib
import io
import os
import shutil
from unittest import mock

from grading_course import ROOT, THREE, need_sandbox, small_course

from book.tools.term import Term

SIGMOID = ("sigmoid", "z", "1 / (1 + np.exp(-np.asarray(z, float)))", 2)
CHAPTERS = {
    "one": (THREE[0], THREE[1]),
    "two": (SIGMOID, THREE[2]),
    "three": (THREE[1], THREE[2]),
    "four": (THREE[0], SIGMOID),
}


def test_term_ends_with_the_table_that_is_computed_apart(tmp_path):
    need_sandbox()
    course = tmp_path / "course"
    for name, exercises in CHAPTERS.items():
        small_course(tmp_path / name, exercises)
        for folder in ("_build/source", "chapters"):
            shutil.copytree(tmp_path / name / folder / "mini", course / folder / name)
    shutil.copy(ROOT / "nbgrader_config.py", course)
    with mock.patch.dict(os.environ), contextlib.redirect_stdout(io.StringIO()) as said:
        term = Term(course, list(CHAPTERS), students=10, seed=3)
        exported, expected = term.run()
    assert exported == expected, said.getvalue()
    assert len(exported) > 7
    assert len(set(exported.values())) > 4
    assert any(student.late for student in term.students)
    assert any(student.by_hand for student in term.students)
    assert "by hand" in said.getvalue()
    assert "$ mlp release two --change" in said.getvalue()
