"""The commands `mlp new exercise` and `mlp drop exercise`: all places of an exercise at once."""

import ast
import builtins
import keyword
import re
from pathlib import Path

import click

from mlp import checks
from mlp.exercises import EXERCISES, NOTEBOOKS
from mlp.grading.authoring import places, templates
from mlp.grading.saying import Stopped

NEXT = """Put yours in its place in each. Then
  make chapters
  .venv/bin/python -m pytest -q tests/test_contract.py tests/test_zoo.py -k {name}
  mlp release {chapter}      (mlp release {chapter} --change, if grading has begun)"""
NEXT_CELLS = "put yours in its place, then  make chapters"
IN_USE = ("np", "mlp", "checks", "figures", "widgets")  # in every chapter's notebook
WORDS = {"solutions": "its cells", "own.py": "its row", "checks": "its check", "zoo": "its answers"}


@click.group()
def new() -> None:
    """Begin something of your own: an exercise."""


@click.group()
def drop() -> None:
    """Take something out of the course: an exercise."""


@new.command()
@click.argument("name")
@click.option("--chapter", required=True, help="Its folder in solutions/: ch2, say.")
@click.option("--points", type=click.FloatRange(0), default=1.0, show_default=True)
@click.option("--after", metavar="EXERCISE", help="Where; by default at the chapter's end.")
@click.option("--asserts", is_flag=True, help="With plain asserts: the cells alone, no check.")
@click.option("--written", is_flag=True, help="A text that a person marks, instead of code.")
def exercise(name, chapter, points, after, asserts, written) -> None:
    """Write the exercise NAME, 'area' or 'area(width, height)', into the course.

    It is a small exercise that is whole and can be graded: put yours in its place. It has cells in
    the chapter's source, a row in mlp/own.py, a check that names mistakes, and answers that the
    check is tried on. With --asserts or --written, or in a folder without mlp/, it has cells alone.
    """
    root = Path.cwd()
    try:
        name, arguments = _signature(name)
        path = places.source(root, chapter)
        text = path.read_text("utf-8")
        _check_name(name, text, path)
        bare = not (root / places.TABLE).exists()
        kind = "written" if written else "asserted" if asserts or bare else "checked"
        if kind == "checked" and chapter not in NOTEBOOKS:
            raise ValueError(
                f"{chapter} is not in the table NOTEBOOKS of mlp/exercises.py: add it there, or "
                "try --asserts"
            )
        made = templates.texts(name, arguments, chapter, points, after, kind)
        files = {path: places.insert(text, made.cells, after)}
        if kind == "checked":
            files |= _checked(root, chapter, name, made)
        places.write(files)
    except (OSError, ValueError, SyntaxError) as error:
        raise Stopped(str(error)) from None
    if kind != "checked":
        click.echo(f"wrote {name} into {path}: {NEXT_CELLS}")
        if kind == "asserted" and not asserts:
            click.echo(f"with plain asserts: a check needs {places.TABLE} in the course's folder")
        return
    for each in places.short(root, files):
        what = next(word for part, word in WORDS.items() if part in each)
        click.echo(f"wrote {each:36} {what}")
    click.echo(NEXT.format(name=name, chapter=chapter))


def _checked(root, chapter, name, made):
    """Return the files of an exercise with a check, apart from the chapter's, and their texts."""
    table = root / places.TABLE
    check, answers = _own_files(root, chapter, name)
    for path in (check, answers):
        if path.exists():
            raise ValueError(f"{path} is there already: expected no file of that name")
    return {
        table: places.with_row(table.read_text("utf-8"), "ADDED", made.row),
        check: made.check,
        answers: made.answers,
    }


def _own_files(root: Path, chapter: str, name: str) -> tuple[Path, Path]:
    return root / f"mlp/checks/{chapter}/{name}.py", root / f"tests/zoo/{chapter}/{name}.py"


@drop.command("exercise")
@click.argument("name")
def drop_exercise(name: str) -> None:
    """Take the exercise NAME out of its chapter.

    Its cells go, from its heading to its last test. Of an exercise of your own the row, the check
    and the answers go too; one of the course's own is noted in mlp/own.py. Its function stays in
    mlp. The text around it is yours to change.
    """
    root = Path.cwd()
    try:
        path, text, line = _cut(root, name)
        files = {path: text, **_without(root, path.parent.name, name)}
        places.write(files)
    except (OSError, ValueError) as error:
        raise Stopped(str(error)) from None
    for each in files:
        done = "changed" if each.exists() else "removed"
        click.echo(f"{done} {each.relative_to(root)}")
    chapter = path.parent.name
    click.echo(f"Read the text around line {line} of {path.relative_to(root)}. Then")
    click.echo("  make chapters")
    click.echo(f"  mlp release {chapter} --change      (if grading has begun)")


def _cut(root, name):
    for path in sorted((root / "solutions").glob("*/*.md")):
        text = path.read_text("utf-8")
        if re.search(rf"grade_id\W+{re.escape(name)}\b", text):
            return path, *places.cut(text, name)
    raise ValueError(f"no chapter in {root / 'solutions'} has an exercise {name!r}")


def _without(root, chapter, name) -> dict:
    """Return what becomes of the other files of an exercise."""
    table = root / places.TABLE
    if not table.exists():
        return {}
    text = table.read_text("utf-8")
    without = places.without_row(text, "ADDED", lambda row: row["signature"].startswith(f"{name}("))
    if without != text:
        return {table: without, **dict.fromkeys(_own_files(root, chapter, name))}
    if name in EXERCISES:
        return {table: places.with_row(text, "DROPPED", f'    "{name}",\n')}
    return {}


def _signature(written: str) -> tuple[str, list[str]]:
    """Return the name and the arguments of a function: of 'area', or of 'area(width, height)'."""
    name, bracket, _ = written.partition("(")
    if not bracket:
        return name, ["x"]
    try:
        arguments = ast.parse(f"def {written}: pass").body[0].args
    except SyntaxError:
        raise ValueError(
            f"{written!r} is no function's head: expected something like 'area(width, height)'"
        ) from None
    names = [each.arg for each in arguments.args]
    if not names or ast.unparse(arguments) != ", ".join(names):
        raise ValueError(f"{written!r}: expected one argument or more, without * and defaults")
    return name, names


def _check_name(name, text, path):
    if not name.isidentifier() or keyword.iskeyword(name):
        raise ValueError(f"{name!r} cannot name a function: expected letters, digits and _")
    if name in EXERCISES:
        raise ValueError(f"{name!r} is an exercise of the course: choose another name")
    if name in IN_USE or hasattr(builtins, name) or hasattr(checks, name):
        raise ValueError(f"{name!r} means something else in a notebook or in mlp.checks: choose "
                         "another name")  # fmt: skip
    if re.search(rf"grade_id\W+{name}\b", text):
        raise ValueError(f"{path} has an exercise {name!r} already")
