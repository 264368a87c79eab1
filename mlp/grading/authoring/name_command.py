"""The command `mlp name`: give a name to wrong answers that the report shows without one."""

import dataclasses
import re
import subprocess
import sys
from pathlib import Path

import click
import numpy as np

import mlp
from mlp import checks
from mlp.checks.check import Check
from mlp.exercises import EXERCISES
from mlp.grading.authoring import naming, places
from mlp.grading.gradebook.course import Course
from mlp.grading.outcomes import Exercise, Group
from mlp.grading.report import read_class
from mlp.grading.saying import Stopped, counted, printable

SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)+")
BY_HAND = "Write its row by hand: in {check}, and an answer with it in {answers}"


@click.command()
@click.argument("chapter")
@click.argument("group")
@click.option("--slug", required=True, help="The mistake's name: 'x-squared', say.")
@click.option("--says", required=True, help="What it is, for students: 'x is squared. …'")
@click.option("--yes", is_flag=True, help="Write it without asking.")
@click.option("--no-grade", is_flag=True, help="Do not grade again.")
def name(chapter: str, group: str, slug: str, says: str, yes: bool, no_grade: bool) -> None:
    """Give the wrong answers of GROUP in CHAPTER a name, and grade them again.

    GROUP is what the page of mlp report shows beside them, 'line-3fa2' say. One of the answers
    becomes a row of the exercise's check and an entry in tests/zoo. You see it first: it will run
    on your machine, outside the sandbox, whenever somebody's answer is checked.
    """
    root = Path.cwd()
    try:
        exercise, found = _group(root, chapter, group)
        row = EXERCISES.get(exercise.name)
        check = getattr(checks, exercise.name, None)
        if row is None or not isinstance(check, Check):
            raise ValueError(f"{exercise.name} has no check with a table of mistakes")
        _look_at(slug, check)
        file = root / f"mlp/checks/{row.chapter}/{exercise.name}.py"
        answers = root / f"tests/zoo/{row.chapter}/{exercise.name}.py"
        try:
            made = naming.variant(exercise.shortest(found), exercise.name, slug)
            text = naming.with_mistake(file.read_text("utf-8"), slug, says, made)
            click.echo(
                f"{counted(len(found.students), 'answer')} like\n\n{printable(made.source)}\n"
            )
            if not yes:
                click.confirm(f"Is this {slug!r}, and does it do nothing but compute?", abort=True)
            _try(check, made, slug, says)
        except naming.Unusable as error:
            by_hand = BY_HAND.format(
                check=file.relative_to(root), answers=answers.relative_to(root)
            )
            raise ValueError(f"{error}. {by_hand}") from None
        before = answers.read_text("utf-8") if answers.exists() else ""
        places.write({file: text, answers: _with_answer(before, slug, group, made, exercise.name)})
    except (OSError, ValueError) as error:
        raise Stopped(str(error)) from None
    for each in places.short(root, (file, answers)):
        click.echo(f"changed {each}")
    click.echo("Try it on all answers:")
    click.echo(f"  .venv/bin/python -m pytest -q tests/test_zoo.py -k {exercise.name}")
    if not no_grade:
        _grade(chapter, found.students)


def _group(root: Path, chapter: str, key: str) -> tuple[Exercise, Group]:
    exercises = read_class(Course(root).folder("autograded"), chapter)
    groups = [(exercise, group) for exercise in exercises for group in exercise.unnamed]
    for exercise, group in groups:
        if group.key == key:
            return exercise, group
    there = ", ".join(group.key for _, group in groups) or "none"
    raise ValueError(f"{chapter} has no group {key!r}: expected one of {there}")


def _look_at(slug: str, check: Check) -> None:
    if not SLUG.fullmatch(slug):
        raise ValueError(f"{slug!r} is no name: expected words with - between them, as x-squared")
    if slug in {known.slug for known in [*check.known, *check.suspected]}:
        raise ValueError(f"{check.name} has a mistake {slug!r} already: choose another name")


def _try(check: Check, made: naming.Variant, slug: str, says: str) -> None:
    """Look whether the check, with the new row, gives these answers their name."""
    namespace = {"np": np, "mlp": mlp}
    exec(compile(made.source, f"<{made.name}>", "exec"), namespace)
    function = namespace[made.name]
    more = dataclasses.replace(check, mistakes=[*check.mistakes, (slug, says, function)])
    mistake = more.find_mistake(function, np.random.default_rng(0))
    if mistake is None or mistake.slug != slug:
        found = "right" if mistake is None else mistake.slug
        raise naming.Unusable(f"with it, the check would still call such an answer {found!r}")


def _with_answer(text: str, slug: str, group: str, made: naming.Variant, exercise: str) -> str:
    source = re.sub(rf"^def {made.name}\(", f"def {exercise}(", made.source)
    return f"{text.rstrip()}\n\n#! wrong {slug}: as in the group {group} of a class\n{source}\n"


def _grade(chapter: str, students: list[str]) -> None:
    """Grade these students again, by a process that knows the new row."""
    words = [word for student in students for word in ("--student", student)]
    done = subprocess.run([sys.executable, "-m", "mlp.cli", "grade", chapter, *words], check=False)
    if done.returncode:
        raise Stopped("it is written, but could not be graded: see above")
    click.echo(f"The next  mlp grade {chapter}  grades all others again, as a check has changed.")
