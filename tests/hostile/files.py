"""Forged metadata, files that are no notebooks, folders that hold something else."""

import json
import os

from grading_course import as_bytes, notebook

from hostile import FAIR, FULL, WRONG, Case
from hostile.accidents import _without, changed, every, metadata


def forged(name, *changes, score=FAIR):
    """Return a case with a wrong sigmoid and forged metadata."""

    def build(bundle):
        tree = notebook(bundle, answers={"sigmoid": WRONG})
        for change in changes:
            tree = change(tree)
        return as_bytes(tree)

    return Case(f"forged: {name}", score, build)


def broken(name, data):
    """Return a case whose file holds these bytes: refused."""
    return Case(f"broken: {name}", 0.0, lambda bundle: data, review=True)


def folder(name, change, score=FULL, review=False):
    """Return a case with all solved whose folder is changed."""
    return Case(f"folder: {name}", score, lambda bundle: as_bytes(notebook(bundle)), change, review)


def _book(path):
    return next(path.glob("*.ipynb"))


def _link(path):
    _book(path).unlink()
    (path / "neurons.ipynb").symlink_to("/etc/passwd")


def _pipe(path):
    _book(path).unlink()
    os.mkfifo(path / "neurons.ipynb")


def _directory(path):
    _book(path).unlink()
    (path / "neurons.ipynb").mkdir()


def _two(path):
    _book(path).rename(path / "neurons (1).ipynb")
    (path / "neurons (2).ipynb").write_text("{}")


def _modules(path):
    for name in ("mlp", "numpy", "json", "sitecustomize", "usercustomize", "mlp/checks"):
        (path / name).parent.mkdir(exist_ok=True)
        if name != "mlp":
            (path / f"{name}.py").write_text("raise SystemExit('hijacked')")
    (path / "mlp/__init__.py").write_text("raise SystemExit('hijacked')")


def _outputs(tree):
    for cell in tree["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = [
                {"output_type": "stream", "name": "stdout", "text": "sigmoid: right"}
            ]
    return tree


CASES = [
    forged(
        "tests tagged skip-execution",
        every(lambda cell: cell["metadata"].update(tags=["skip-execution"])),
    ),
    forged("a hundred points for a line", metadata("test-line", points=100)),
    forged("a test that is not graded", metadata("test-sigmoid", grade=False, points=0)),
    forged(
        "an unlocked, empty test",
        metadata("test-sigmoid", locked=False),
        changed("test-sigmoid", source="pass"),
    ),
    forged("an empty test", changed("test-sigmoid", source="")),
    forged("a test that says right", changed("test-sigmoid", source="2.0")),
    forged("no tests", _without("test-sigmoid")),
    forged("a test turned to Markdown", changed("test-sigmoid", cell_type="markdown")),
    forged(
        "a solution cell that calls itself a test",
        metadata("sigmoid", grade_id="test-sigmoid", grade=True, points=2),
    ),
    forged(
        "grade_ids exchanged",
        metadata("test-sigmoid", grade_id="test-line"),
        metadata("test-line", grade_id="test-sigmoid"),
    ),
    forged("grade_id that is a list", metadata("sigmoid", grade_id=["x"]), score=FAIR),
    forged("schema version 99", metadata("test-sigmoid", schema_version=99)),
    forged("schema version of text", metadata("test-sigmoid", schema_version="x")),
    forged("outputs that say right", _outputs),
    forged(
        "grade_id with a quote", metadata("line", grade_id="'; drop table grade; --"), score=FAIR
    ),
    forged(
        "HTML and scripts",
        lambda tree: (
            tree
            | {
                "cells": [
                    {
                        "cell_type": "markdown",
                        "metadata": {},
                        "source": "<script>alert('mlp')</script>",
                    },
                    *tree["cells"],
                ]
            }
        ),
    ),
    broken("empty", b""),
    broken("blanks and zeros", b" \n\0\0\0"),
    broken("half a file", as_bytes({"cells": [{"cell_type": "code"}]})[:-9]),
    broken("random bytes", bytes(range(256)) * 40),
    broken("a list", b"[1, 2, 3]"),
    broken("a number", b"17"),
    broken("no cells", b'{"nbformat": 4}'),
    broken("cells that are a number", b'{"cells": 5, "nbformat": 4}'),
    broken(
        "nested a hundred thousand deep", b'{"cells": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    ),
    broken("nested five hundred deep", b'{"cells": ' + b"[" * 500 + b"]" * 500 + b"}"),
    broken("a number of a million digits", b'{"cells": [' + b"9" * 1_000_000 + b"]}"),
    broken("a hundred thousand cells", json.dumps({"cells": [{}] * 100_000}).encode()),
    broken(
        "two million characters",
        json.dumps({"cells": [{"cell_type": "code", "source": "#" * 2_000_000}]}).encode(),
    ),
    broken("an archive", b"PK\x03\x04" + bytes(1000)),
    Case(
        "broken: cells that are none",
        0.0,
        lambda bundle: json.dumps(
            {
                "cells": [None, 1, "x", [], {}, {"cell_type": 5, "source": 5, "metadata": 5}],
                "nbformat": 4,
            }
        ).encode(),
    ),
    folder("a link in the notebook's place", _link, 0.0, review=True),
    folder("a pipe in the notebook's place", _pipe, 0.0, review=True),
    folder("a folder in the notebook's place", _directory, 0.0, review=True),
    folder("nothing", lambda path: _book(path).unlink(), 0.0, review=True),
    folder("two notebooks, neither of the right name, one with answers", _two),
    folder("the notebook renamed", lambda path: _book(path).rename(path / "neurons(1).ipynb")),
    folder("modules that hijack imports", _modules),
    folder("a pipe beside the notebook", lambda path: os.mkfifo(path / "data.csv")),
    folder(
        "a link beside the notebook", lambda path: (path / "notes.md").symlink_to("/etc/passwd")
    ),
    folder("a timestamp that is none", lambda path: (path / "timestamp.txt").write_text("soon")),
    folder("a pipe as timestamp", lambda path: os.mkfifo(path / "timestamp.txt")),
]
