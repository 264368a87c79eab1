"""The sandbox where the grader is a normal user: name spaces instead of root's rights."""

import os

import pytest
from grading_course import need_sandbox
from normal_user import run_as_nobody


def test_grading_as_a_normal_user_withstands_the_zoo(tmp_path):
    need_sandbox()
    if os.geteuid() != 0:
        pytest.skip("the whole zoo is graded by a normal user already")
    run_as_nobody(tmp_path, "tests/test_grading_hostile.py", "not sixty", HOSTILE_EVERY="7")
