"""Run `mlp` on functions of one's own: what `mlp.use` does."""

import json
import linecache
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from mlp import checks
from mlp.checks import in_use
from mlp.checks.check import generator
from mlp.exercises import EXERCISES, TRAINING


class Use:
    """Which functions `mlp` runs on; in a ``with`` statement, until the end of its block."""

    def __init__(self, before: dict[str, Callable], refused: dict[str, str]):
        self.before, self.refused = before, refused
        self.yours = dict(in_use.YOURS)

    def __enter__(self):
        """Put its functions in use, if they are not any more, and return itself."""
        in_use.put(self.yours)
        return self

    def __exit__(self, *raised):
        """Go back to what was in use before."""
        in_use.put(self.before)

    def __repr__(self):
        """Say which functions are yours, and why the others are not."""
        names = [name for name in EXERCISES if name in self.yours]
        if names:
            many = "function" if len(names) == 1 else "functions"
            lines = [f"mlp runs on {len(names)} {many} of yours: {', '.join(names)}."]
        else:
            lines = ["mlp runs on its own functions."]
        lines += [f"Not in use: {name}, {why}." for name, why in self.refused.items()]
        if names:
            lines.append("mlp.use(None) goes back.")
        return "\n".join(lines)


def use(*sources) -> Use:
    """Do what `mlp.use` says."""
    before = dict(in_use.YOURS)
    if None in sources:
        in_use.put({})
        sources = tuple(each for each in sources if each is not None)
    found: dict[str, Callable] = {}
    reasons = {}
    for source in sources:
        if isinstance(source, str | Path) and not Path(source).exists():
            reasons[str(source)] = "there is no such file here"
        else:
            found |= _functions(source)
    reasons |= {name: _why_not(name, function) for name, function in found.items()}
    right = {name: function for name, function in found.items() if not reasons[name]}
    in_use.put({name: f for name, f in in_use.YOURS.items() if name not in found} | right)
    return Use(before, {name: why for name, why in reasons.items() if why})


def _functions(source) -> dict[str, Callable]:
    """Return the answers to exercises in a source, by their names."""
    if isinstance(source, str | Path):
        source = _of_notebook(Path(source))
    if isinstance(source, Mapping):
        ours = [name for name in EXERCISES if name in source]
        return {name: source[name] for name in ours if _is_theirs(source[name])}
    name = getattr(source, "__name__", None)
    if callable(source) and name in EXERCISES and _is_theirs(source):
        return {name: source}
    raise ValueError(
        f"expected functions that answer exercises, globals() or the path of a notebook, got "
        f"{source!r:.60}: try mlp.use(globals()), or mlp.use(None) to go back"
    )


def _is_theirs(value: object) -> bool:
    return callable(value) and not (getattr(value, "__module__", "") or "").startswith("mlp")


def _why_not(name: str, function: Callable) -> str:
    """Return why a function is not used, or nothing if it has passed its check."""
    if in_use.PASSED.get(name) is function:
        return ""
    if name in TRAINING:
        return f"run its check first: checks.{name}({name})"
    with redirect_stdout(StringIO()):
        mistake = getattr(checks, name).find_mistake(function, generator(None))
    if mistake is None:
        in_use.PASSED[name] = function
        return ""
    if isinstance(mistake, checks.NotAttempted):
        return "it is not written yet"
    return "it has not passed its check" + (f" [{mistake.slug}]" if mistake.slug else "")


def _of_notebook(path: Path) -> dict[str, object]:
    """Run the answers of another chapter's notebook; return the names that they bind."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    except (OSError, ValueError, KeyError, TypeError):
        raise ValueError(f"expected a notebook (.ipynb), got {path}") from None
    names: dict[str, object] = {"__name__": path.stem}
    exec("import numpy as np\nimport mlp\nfrom mlp import checks, figures, widgets", names)
    for name, source in _answers(cells):
        place = f"<{path.name}, {name}>"
        linecache.cache[place] = (len(source), None, source.splitlines(keepends=True), place)
        with redirect_stdout(StringIO()):
            try:
                exec(compile(source, place, "exec"), names)
            except Exception:  # an answer that does not run is one that is not used
                continue
    return names


def _answers(cells: Iterable[dict]) -> Iterator[tuple[str, str]]:
    """Yield the name and the source of each cell in which an exercise is answered."""
    for cell in cells:
        marks = cell.get("metadata", {}).get("nbgrader", {})
        if cell.get("cell_type") == "code" and marks.get("solution"):
            yield marks["grade_id"], "".join(cell["source"])
