"""The files that an exercise is in: put its texts there, and take them out again."""

import ast
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from mlp.grading.gradebook.course import replace

TABLE = "mlp/own.py"
FENCE = "\n```\n"
BREAK = "\n+++\n"  # between two cells of text


def source(root: Path, chapter: str) -> Path:
    """Return the file that a chapter is written in.

    Raises
    ------
    ValueError
        If there is none, or several.
    """
    found = sorted((root / "solutions" / chapter).glob("*.md"))
    if len(found) != 1:
        there = ", ".join(sorted(each.name for each in (root / "solutions").glob("*/"))) or "none"
        raise ValueError(
            f"{root / 'solutions' / chapter} holds {len(found)} sources, expected one: the "
            f"chapters are {there}"
        )
    return found[0]


def insert(text: str, cells: str, after: str | None) -> str:
    """Return a chapter's source with cells more, at its end or after an exercise's last test.

    Raises
    ------
    ValueError
        If the chapter has no such exercise.
    """
    if after is None:
        return f"{text.rstrip()}\n{cells}"
    tests = _tests(text, after)
    if not tests:
        found = ", ".join(re.findall(r"grade_id: (?!test-)(\w+),", text))
        raise ValueError(f"the chapter has no exercise {after!r}: expected one of {found}")
    end = text.index(FENCE, tests[-1].end()) + len(FENCE)
    following = re.compile(r"^(\+\+\+$|#|```)", re.MULTILINE).search(text, end)
    if following and following[0] == "+++":  # behind the line that closes that exercise
        end, cells = following.end() + 1, cells + BREAK
    return text[:end] + cells + text[end:]


def cut(text: str, name: str) -> tuple[str, int]:
    """Return a chapter's source without an exercise, and the line where it was.

    What goes is all from the heading before its answer to its last test.

    Raises
    ------
    ValueError
        If the chapter has no such exercise, or no heading of its own for it.
    """
    written = re.search(rf'^\+\+\+ .*"grade_id": "{name}".*$', text, re.MULTILINE)
    answer = written or re.search(rf"grade_id: {re.escape(name)},", text)
    tests = [] if written else _tests(text, name)
    if answer is None or not (written or tests):
        raise ValueError(f"the chapter has no exercise {name!r}")
    headings = [each.start() for each in re.finditer(r"^#+ ", text[: answer.start()], re.MULTILINE)]
    start = headings[-1] if headings else 0
    if "grade_id" in text[start : text.rindex("\n", 0, answer.start())]:
        raise ValueError(f"{name!r} has no heading of its own, so its cells are yours to cut")
    if written:
        end = text.index(BREAK, answer.end()) + len(BREAK)
    else:
        end = text.index(FENCE, tests[-1].end()) + len(FENCE)
    if text.startswith(BREAK, end) and text[:start].endswith("+++\n\n"):
        end += len(BREAK)
    start -= text[:start].endswith("\n\n")
    return text[:start] + text[end:], text[:start].count("\n") + 1


def _tests(text: str, name: str) -> list[re.Match]:
    return list(re.finditer(rf"grade_id: test-{re.escape(name)}(?:-\d+)?,", text))


def with_row(table: str, name: str, row: str) -> str:
    """Return the text of a module with one row more in one of its lists.

    Parameters
    ----------
    table : str
        The module's text.
    name : str
        Of the list.
    row : str
        Whole lines, indented.
    """
    value = _list(table, name)
    lines = table.splitlines(keepends=True)
    if not value.elts:
        line = lines[value.lineno - 1]
        empty = slice(value.col_offset, value.end_col_offset)
        lines[value.lineno - 1] = f"{line[: empty.start]}[\n{row}]{line[empty.stop :]}"
    else:
        lines.insert(value.end_lineno - 1, row)
    return "".join(lines)


def without_row(table: str, name: str, is_it) -> str:
    """Return the text of a module without the rows of a list of which `is_it(value)` is true."""
    value = _list(table, name)
    lines = table.splitlines(keepends=True)
    gone = [element for element in value.elts if is_it(ast.literal_eval(element))]
    for element in reversed(gone):
        del lines[element.lineno - 1 : element.end_lineno]
    if gone and len(gone) == len(value.elts):
        start = value.lineno - 1
        lines[start] = lines[start].rstrip("\n") + lines.pop(start + 1).lstrip()
    return "".join(lines)


def start_of(table: str, name: str) -> int:
    """Return the line, from 0, of a list in a module, or of the comments right before it."""
    start = _list(table, name).lineno - 1
    lines = table.splitlines()
    while start and lines[start - 1].startswith("#"):
        start -= 1
    return start


def _list(table: str, name: str) -> ast.List:
    for node in ast.parse(table).body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if isinstance(getattr(node, "value", None), ast.List) and any(
            isinstance(target, ast.Name) and target.id == name for target in targets
        ):
            return node.value
    raise ValueError(f"there is no list {name} in that module")


def write(texts: Mapping[Path, str | None]) -> None:
    """Write all files, or none if one of them cannot be written; None means no file."""
    before = {path: path.read_text("utf-8") if path.exists() else None for path in texts}
    done = []
    try:
        for path, text in texts.items():
            done.append(path)
            _write(path, text)
    except BaseException:
        for path in done:
            _write(path, before[path])
        raise


def _write(path, text):
    if text is None:
        path.unlink(missing_ok=True)
    else:
        replace(path, text, 0o644)


def short(root: Path, paths: Iterable[Path]) -> list[str]:
    """Return paths as one types them in the course's folder."""
    return [path.relative_to(root).as_posix() for path in paths]
