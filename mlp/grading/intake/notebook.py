"""Notebooks as plain values: cells, outputs, text.

The same forms as nbformat's, without importing it: its validator alone takes longer to import than
a submission takes to grade.
"""

import json
from pathlib import Path
from typing import Any

KERNEL = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


class Node(dict):
    """A dict whose items are also attributes."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None

    def __setattr__(self, name: str, value: Any) -> None:
        self[name] = value


def new_notebook(cells: list[Node]) -> Node:
    """Return a notebook of format 4.5 with these cells."""
    return Node(cells=cells, metadata=dict(KERNEL), nbformat=4, nbformat_minor=5)


def new_cell(cell_type: str, source: str, **fields) -> Node:
    """Return a cell.

    Examples
    --------
    >>> new_cell("markdown", "Hello", id="hello")
    {'cell_type': 'markdown', 'metadata': {}, 'source': 'Hello', 'id': 'hello'}
    """
    cell = Node(cell_type=cell_type, metadata=Node(), source=source, **fields)
    if cell_type == "code":
        cell.update(outputs=[], execution_count=None)
    return cell


def printed(text: str) -> Node:
    """Return the output of a cell that printed something."""
    return Node(output_type="stream", name="stdout", text=text)


def shown(data: dict[str, str]) -> Node:
    """Return the output of a cell that ends with an expression: its forms, by type."""
    return Node(output_type="execute_result", data=data, metadata={}, execution_count=None)


def error(name: str, message: str, lines: list[str]) -> Node:
    """Return the output of a cell that raised an exception."""
    return Node(output_type="error", ename=name, evalue=message, traceback=lines)


def write(notebook: Node) -> str:
    """Return the text of a notebook file."""
    cells = [
        {**cell, "source": cell["source"].splitlines(keepends=True)} for cell in notebook["cells"]
    ]
    tree = {**notebook, "cells": cells}
    return json.dumps(tree, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read(path: Path) -> list[Node]:
    """Return the cells of a notebook file that the course itself has made."""
    cells = json.loads(path.read_text("utf-8"))["cells"]
    return [Node(cell, source="".join(cell["source"])) for cell in cells]
