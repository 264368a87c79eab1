"""Nbgrader's own tests pass with the course's configuration: some of each kind, in bounded time."""

import nbgrader_suite
import pytest
from grading_course import need_sandbox

CHOSEN = (
    "test_grade or test_hidden_tests or test_autograde_no_execute or test_side_effects or "
    "test_hidden_changed_right or test_skip_extra_notebooks or test_changed or "
    "test_single_notebook or test_single_file_with_space"
)


def test_nbgraders_own_tests_pass_or_are_known_limits():
    need_sandbox()
    outcomes = nbgrader_suite.run(CHOSEN)
    assert len(outcomes) >= 8
    assert nbgrader_suite.unexpected(outcomes) == []


def test_nbgraders_own_tests_are_all_there():
    for name in nbgrader_suite.FILES:
        assert (nbgrader_suite.APPS / f"test_nbgrader_{name}.py").exists()


@pytest.mark.parametrize("name", nbgrader_suite.LIMITS)
def test_nbgraders_limits_have_a_reason_that_the_page_gives(name):
    page = (nbgrader_suite.ROOT / "book/instructors.md").read_text()
    assert nbgrader_suite.LIMITS[name] in page
