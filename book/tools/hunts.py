"""Make the bug hunts: answers that are one line from right, found among the zoo's wrong ones.

``python -m book.tools.hunts _build/html`` writes ``_static/page/hunts/NAME.json`` for each exercise
that has some, sealed (see ``book/page/course_hunts.py``), and ``index.json`` with their numbers.

A wrong answer of ``tests/zoo`` is a bug hunt if a right one differs from it in a single line: it is
changed, or one of the two lacks it. Where there is no zoo, as in the public repository, the sealed
files come from ``book/hunts``, where ``make publish`` puts them.
"""

import ast
import contextlib
import difflib
import hashlib
import importlib.util
import json
import linecache
import re
import shutil
import sys
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType

import numpy as np

import mlp
from book.page import course_hunts
from book.tools import copies
from mlp import checks
from mlp.checks import calling, pointing, rehearsal
from mlp.exercises import EXERCISES, earlier

ROOT = copies.ROOT
ZOO = ROOT / "tests" / "zoo" / "__init__.py"
MADE_BEFORE = ROOT / "book" / "hunts"
KEPT = ROOT / "_build" / "hunts"
SAME = 2  # cases: a function that is right there does the exercise's work
# No hunts: nothing to be run, one that does not end, or no bug but a short way.
NO_SENTENCE = re.compile(r"line \d|To look closer|Your function printed|  |See ")
NO_BUG = {"not-attempted", "too-slow", "calls-the-reference", "-"}


@dataclass(frozen=True)
class Hunt:
    """A nearly right answer.

    Attributes
    ----------
    exercise : str
    source : str
        Its code.
    slug, says : str
        Its mistake: the name, and what the check says of it.
    line : int
        The line, the first being 1, that is one too many, to be changed, or lacks one before it.
    right : str
        The right answer that is one line away. It stays here.
    """

    exercise: str
    source: str
    slug: str
    says: str
    line: int
    right: str


@cache
def zoo() -> ModuleType:
    """Return the collection of right and wrong answers."""
    spec = importlib.util.spec_from_file_location("zoo", ZOO)
    module = sys.modules.setdefault("zoo", importlib.util.module_from_spec(spec))
    if not hasattr(module, "answers"):
        spec.loader.exec_module(module)
    return module


def with_hunts() -> list[str]:
    """Return the exercises that can have hunts: right values are one and the same for all."""
    return [name for name in EXERCISES if getattr(getattr(checks, name), "by_value", False)]


def one_edit(wrong: str, right: str) -> int | None:
    r"""Return the line of `wrong` whose change, loss or new neighbour makes it `right`.

    Examples
    --------
    >>> one_edit("def f(x):\n    return x", "def f(x):\n    return 2 * x")
    2
    >>> one_edit("a\nb", "c\nd") is None
    True
    """
    lines = wrong.splitlines(), right.splitlines()
    matcher = difflib.SequenceMatcher(None, *lines, autojunk=False)
    edited = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    if len(edited) != 1:
        return None
    _, start, end, other_start, other_end = edited[0]
    one = end - start <= 1 and other_end - other_start <= 1
    return min(start + 1, len(lines[0])) if one else None


def own(source: str, exercise: str) -> str:
    r"""Return an answer alone: earlier answers are those of `mlp`, unused functions go.

    Examples
    --------
    >>> own("def neuron(a, w, b):\n    return sigmoid(w @ a + b)", "neuron")
    'def neuron(a, w, b):\n    return mlp.sigmoid(w @ a + b)'
    """
    lines = source.splitlines()
    functions = [node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)]
    for node in reversed(functions):
        uses = sum(bool(re.search(rf"\b{node.name}\b", line)) for line in lines)
        if node.name in earlier(exercise) or (uses == 1 and node.name != exercise):
            del lines[node.lineno - 1 : node.end_lineno]
    text = "\n".join(lines).strip("\n")
    there = {node.name for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)}
    known = [name for name in earlier(exercise) if name not in there]
    return re.sub(rf"(?<![\w.])({'|'.join(known)})\(", r"mlp.\1(", text) if known else text


def function(source: str, name: str, filename: str = "<hunt>"):
    """Run an answer as a chapter's notebook does, with the course's imports alone."""
    lines = source.splitlines(keepends=True)
    linecache.cache[filename] = (len(source), None, lines, filename)
    namespace = {"np": np, "mlp": mlp, "__name__": "__main__"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exec(compile(source, filename, "exec"), namespace)
    return namespace[name]


@contextlib.contextmanager
def quick():
    """Let checks only judge: no process for each answer, no search for the line."""
    before = rehearsal.ON, pointing.line_to_look_at
    rehearsal.ON = False
    pointing.line_to_look_at = lambda *args: None
    try:
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        rehearsal.ON, pointing.line_to_look_at = before


def mistake_in(source: str, exercise: str) -> checks.Mistake | None:
    """Return what the check says of an answer, or None if it is right."""
    check = getattr(checks, exercise)
    try:
        return check.find_mistake(function(source, exercise), np.random.default_rng(0))
    except checks.Mistake as mistake:
        return mistake


def explained(mistake: checks.Mistake) -> str:
    """Return the sentence of a check's message that is about the mistake."""
    _, *lines = mistake.args[0].splitlines()
    return next((line for line in lines if not NO_SENTENCE.match(line)), "")


def found(exercise: str) -> Iterator[Hunt]:
    """Yield the zoo's wrong answers to an exercise that are one line from right."""
    answers = [(own(a.source, exercise), a) for a in zoo().answers(exercise)]
    rights = [source for source, answer in answers if not answer.slugs]
    for source, answer in answers:
        if not answer.slugs or NO_BUG & {*answer.slugs}:
            continue
        near = [(line, right) for right in rights if (line := one_edit(source, right))]
        if not near:
            continue
        mistake = mistake_in(source, exercise)
        if mistake is not None and mistake.slug in answer.slugs and explained(mistake):
            yield Hunt(exercise, source, mistake.slug, explained(mistake), *near[0])


def collection(exercise: str) -> list[Hunt]:
    """Return the hunts of an exercise; none gives away the answer to another one."""
    with quick():
        return [hunt for hunt in found(exercise) if not revealed(hunt)]


def revealed(hunt: Hunt) -> list[str]:
    """Return the other exercises to which a hunt has an answer in it.

    That is a function that does another exercise's work, or all lines of a right answer to it.
    """
    tree = ast.parse(hunt.source)
    lines = {line.strip() for line in hunt.source.splitlines()}
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    others = [name for name in EXERCISES if name != hunt.exercise]
    return [
        name
        for name in others
        if any(body <= lines for body in _bodies(name))
        or any(_does(hunt.source, ast.unparse(node), name) for node in functions)
        or any(node.name == name for node in functions)
    ]


@cache
def _bodies(exercise: str) -> list[set[str]]:
    """Return the lines of each right answer to an exercise, without its first one."""
    rights = [a.source for a in zoo().answers(exercise) if not a.slugs]
    trees = [ast.parse(source).body[-1] for source in rights]
    return [
        {line.strip() for line in ast.unparse(tree.body).splitlines()}
        for tree in trees
        if isinstance(tree, ast.FunctionDef)
    ]


@cache
def _first_cases(exercise: str) -> list:
    return getattr(checks, exercise).cases(np.random.default_rng(0))[:SAME]


@cache
def _does(source: str, node: str, exercise: str) -> bool:
    """Say whether a function of an answer is right for another exercise, under any name."""
    tree = ast.parse(node).body[0]
    least = len(tree.args.args) - len(tree.args.defaults)
    if not least <= len(EXERCISES[exercise].arguments) <= len(tree.args.args):
        return False
    check = getattr(checks, exercise)
    try:
        student = function(f"{source}\n\n{node}\n", tree.name)
        if exercise not in with_hunts():
            check(student, rng=0)  # raises what is wrong
            return True
        student = calling.as_student(student, exercise)
        return all(check.outcome(student, case).right for case in _first_cases(exercise))
    except Exception:  # it is wrong, or nested and needs names that it has not out there
        return False


def sealed() -> dict[str, dict]:
    """Return the sealed hunts of each exercise, and how many there are: {name: {count, …}}."""
    made = {}
    for exercise in with_hunts():
        hunts = [
            {"source": hunt.source, "slug": hunt.slug, "says": hunt.says}
            for hunt in collection(exercise)
        ]
        if hunts:
            file = course_hunts.seal(hunts, getattr(checks, exercise).reference, exercise)
            made[exercise] = {"count": len(hunts), **file}
    return made


def kept() -> dict[str, dict]:
    """Return the sealed hunts: as they were made before, if nothing has changed since."""
    if not ZOO.exists():
        paths = [path for path in MADE_BEFORE.glob("*.json") if path.stem in EXERCISES]
        files = {path.stem: json.loads(path.read_text("utf-8")) for path in paths}
        return {
            name: file
            for name, file in files.items()
            if course_hunts.opened(file, getattr(checks, name).reference, name) is not None
        }
    path = KEPT / f"{_fingerprint()}.json"
    if not path.exists():
        shutil.rmtree(KEPT, ignore_errors=True)
        KEPT.mkdir(parents=True)
        path.write_text(json.dumps(sealed()), encoding="utf-8")
    return json.loads(path.read_text("utf-8"))


def _fingerprint() -> str:
    rooms = ("mlp", "tests/zoo", "book/page", "book/tools")
    paths = [path for room in rooms for path in sorted((ROOT / room).rglob("*.py"))]
    paths = [path for path in paths if "grading" not in path.parts]
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()[:16]


def write(folder: Path) -> dict[str, int]:
    """Write a file for each exercise into a folder; return how many hunts each has."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    files = kept()
    for name, file in files.items():
        (folder / f"{name}.json").write_text(json.dumps(file), encoding="utf-8")
    counts = {name: file["count"] for name, file in files.items()}
    (folder / "index.json").write_text(json.dumps(counts), encoding="utf-8")
    return counts


def main() -> None:
    """Write the hunts of a built site."""
    counts = write(Path(sys.argv[1]) / "_static" / "page" / "hunts")
    print(f"bug hunts: {sum(counts.values())} for {len(counts)} exercises")


if __name__ == "__main__":
    main()
