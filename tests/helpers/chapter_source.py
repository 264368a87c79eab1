"""The four chapters as their tests read them: the text, the cells, and what the cells compute."""

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import NamedTuple

import numpy as np
from nbformat import NotebookNode

from book.tools.release import read_source

KINDS = (np.ndarray, int, list, tuple)  # no floats: some are times
ROOT = Path(__file__).resolve().parents[2]


class Chapter(NamedTuple):
    """A chapter's source."""

    path: Path
    prose: str
    cells: list[NotebookNode]

    def of_type(self, kind: str) -> list[NotebookNode]:
        """Return the cells of this type: "code" or "markdown"."""
        return [cell for cell in self.cells if cell.cell_type == kind]

    def told(self) -> list[str]:
        """Return the sources of the cells but checks, widgets and readers' own."""
        return [
            cell.source
            for cell in self.of_type("code")
            if not cell.metadata.get("nbgrader", {}).get("grade", False)
            and "now-with-yours" not in cell.metadata.get("tags", [])
            and not cell.source.startswith("widgets.")
        ]

    def story(self) -> dict:
        """Run those cells; return what their names hold."""
        names = {}
        for source in self.told():
            exec(compile(source, source[:40], "exec"), names)
        return names

    def twice(self) -> Iterator[tuple[dict, dict]]:
        """Run each of those cells twice in a row; yield the arrays and numbers after each time."""
        names = {}
        for source in self.told():
            seen = []
            for _ in range(2):
                exec(compile(source, source[:40], "exec"), names)
                seen.append({k: deepcopy(v) for k, v in names.items() if isinstance(v, KINDS)})
            yield tuple(seen)


def chapter(number: int) -> Chapter:
    """Read one of the chapters 1 to 4."""
    (path,) = (ROOT / "solutions" / f"ch{number}").glob("*.md")
    return Chapter(path, path.read_text(encoding="utf-8"), read_source(path).cells)
