"""Who does the job: the table is what trying every function gives, and both sides use it alike."""

import pytest

import mlp
from book.tools import same_job
from mlp.checks import reference
from mlp.checks.same_job import EARLIER, OTHERS
from mlp.exercises import EXERCISES, earlier, later

QUICK = sorted(set(EXERCISES) - {"train"})


@pytest.mark.parametrize("exercise", [*QUICK, pytest.param("train", marks=pytest.mark.slow)])
def test_same_job_holds_what_was_found_by_trying(exercise):
    free = [name for name in mlp.__all__ if name not in EXERCISES and same_job._is_function(name)]
    with same_job._unwatched():
        found = tuple(sorted(name for name in free if same_job.does_the_job(name, exercise)))
        whole = tuple(
            name
            for name in earlier(exercise)
            if same_job.does_the_job(name, exercise, wrapped=False)
        )
    assert OTHERS.get(exercise, ()) == found
    assert EARLIER.get(exercise, ()) == whole


def test_same_job_forbids_every_later_exercise_and_no_earlier_one():
    for name, row in EXERCISES.items():
        forbidden = set(reference.forbidden(name))
        assert forbidden >= {name, *later(name)}
        allowed = set(earlier(name)) - set(EARLIER.get(name, ()))
        differences = set(reference.DIFFERENCES) if row.without_differences else set()
        assert forbidden & allowed == allowed & differences
