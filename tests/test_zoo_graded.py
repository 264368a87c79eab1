"""A sample of the zoo, handed in as notebooks and graded in the sandbox as a class is.

ZOO_STUDENTS=50 hands in all of it.
"""

import os
import re

import pytest
import zoo
from grading_course import as_bytes, need_sandbox, new_course, notebook
from zoo import cell

from mlp.grading.intake.bundle import SOLUTION
from mlp.grading.local import Mode, Submission, grade_locally
from mlp.grading.processes.isolate import Limits

STUDENTS = int(os.environ.get("ZOO_STUDENTS", "4"))


def picked(bundle, kind):
    """Return, for each student, an answer of this kind to each exercise of the chapter."""
    exercises = [each.key for each in bundle.cells if each.role == SOLUTION]
    answers = {
        name: [
            each
            for each in zoo.answers(name)
            if bool(each.slugs) == (kind == "wrong") and "too-slow" not in each.slugs
        ]
        for name in exercises
        if name in zoo.exercises() and name != "train"
    }
    return [
        {name: some[(7 * k) % len(some)] for name, some in answers.items()} for k in range(STUDENTS)
    ]


@pytest.mark.parametrize("chapter", ["ch1", "ch2"])
@pytest.mark.parametrize("kind", ["wrong", "right"])
def test_zoo_graded_in_the_sandbox_as_in_the_notebook(tmp_path, chapter, kind):
    need_sandbox()
    bundle = new_course(tmp_path, chapter)
    class_ = picked(bundle, kind)
    submissions = [
        Submission(
            f"student-{k}",
            as_bytes(notebook(bundle, answers={name: cell(each) for name, each in picks.items()})),
            [],
        )
        for k, picks in enumerate(class_)
    ]
    differing = {}
    for result, picks in zip(
        grade_locally(bundle, Mode(limits=Limits(call=5.0)), submissions), class_, strict=True
    ):
        for name, answer in picks.items():
            full = bool(result.scores[f"test-{name}"])
            message = result.messages.get(f"test-{name}", "")
            found = set(re.findall(r"\[([a-z][a-z0-9-]+)\]", message))
            named = answer.slugs == ("-",) or found == set(answer.slugs)
            if full != (kind == "right") or (kind == "wrong" and not named):
                differing[name, answer.words] = message or "full marks"
    assert not differing
