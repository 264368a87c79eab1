"""What happens to honest students: none of it costs a point that stock nbgrader would give."""

# ruff: noqa: E501 -- students' cells in single strings

import json

from grading_course import as_bytes, code, notebook

from hostile import FAIR, FULL, Case
from hostile.tricks import attack

RIGHT = "def sigmoid(z):\n    return 1 / (1 + np.exp(-np.clip(z, -700, 700)))\n"


def honest(name, source, score=FULL, added=()):
    """Return a case whose sigmoid is this source."""
    return attack(f"honest: {name}", source, score, added)


def whole(name, change, score=FULL, **options):
    """Return a case whose notebook is changed as a whole: a tree to a tree or to bytes."""

    def build(bundle):
        tree = change(notebook(bundle, **options))
        return tree if isinstance(tree, bytes) else as_bytes(tree)

    return Case(f"honest: {name}", score, build)


def _cell(tree, key):
    return next(cell for cell in tree["cells"] if cell.get("id") == key)


def changed(key, **fields):
    """Return a change of one cell."""

    def change(tree):
        _cell(tree, key).update(fields)
        return tree

    return change


def metadata(key, **fields):
    """Return a change of the nbgrader metadata of one cell."""

    def change(tree):
        _cell(tree, key)["metadata"]["nbgrader"].update(fields)
        return tree

    return change


def every(function):
    """Return a change of every cell."""

    def change(tree):
        for cell in tree["cells"]:
            function(cell)
        return tree

    return change


def _colab(tree):
    for k, cell in enumerate(tree["cells"]):
        cell["metadata"]["id"] = f"aB{k}"
        cell["metadata"]["executionInfo"] = {"status": "ok", "user": {"displayName": "x"}}
        cell.pop("id")
    tree["metadata"] = {"colab": {"provenance": []}, "kernelspec": {"name": "python3"}}
    return tree | {"nbformat_minor": 0}


def _vscode(tree):
    for cell in tree["cells"]:
        cell["metadata"]["vscode"] = {"languageId": "python"}
        cell["source"] = cell["source"].splitlines(keepends=True)
    tree["metadata"]["language_info"] = {"name": "python", "version": "3.14.0"}
    return tree


def _bare(tree):
    for cell in tree["cells"]:
        cell["metadata"] = {}
        cell.pop("id")
    return tree


def _version_3(tree):
    cells = []
    for cell in tree["cells"]:
        old = {**cell, "input": cell["source"], "language": "python"}
        old.pop("id")
        if cell["cell_type"] == "code":
            old.pop("source")
        cells.append(old)
    return {"worksheets": [{"cells": cells}], "metadata": {}, "nbformat": 3, "nbformat_minor": 0}


def _moved(tree):
    cells = tree["cells"]
    cells.append(cells.pop(cells.index(_cell(tree, "sigmoid"))))
    return tree


def _without(*keys):
    def change(tree):
        tree["cells"] = [cell for cell in tree["cells"] if cell.get("id") not in keys]
        return tree

    return change


def _twice(tree):
    copy = json.loads(json.dumps(_cell(tree, "sigmoid")))
    _cell(tree, "sigmoid")["source"] = "def sigmoid(z):\n    raise NotImplementedError()"
    tree["cells"].insert(tree["cells"].index(_cell(tree, "test-sigmoid")), copy)
    return tree


def _helper_in_the_narrative(tree):
    first = next(cell for cell in tree["cells"] if cell["cell_type"] == "code")
    first["source"] += "\ndef helper(z):\n    return np.exp(-np.clip(z, -700, 700))\n"
    _cell(tree, "sigmoid")["source"] = "def sigmoid(z):\n    return 1 / (1 + helper(z))"
    return tree


CASES = [
    whole("all solved", lambda tree: tree),
    whole("blank", lambda tree: tree, 0.0, solved=False),
    whole("written with a byte order mark", lambda tree: b"\xef\xbb\xbf" + as_bytes(tree)),
    whole("written as UTF-16", lambda tree: json.dumps(tree).encode("utf-16")),
    whole(
        "lines end as on Windows",
        every(lambda cell: cell.update(source=cell["source"].replace("\n", "\r\n"))),
    ),
    whole("half an emoji", changed("sigmoid", source=RIGHT + "# \ud83d")),
    whole(
        "umlauts as Latin-1",
        lambda tree: as_bytes(changed("sigmoid", source=RIGHT + "# für")(tree)).replace(
            rb"f\u00fcr", b"f\xfcr"
        ),
    ),
    whole("saved by Colab", _colab),
    whole("saved by VS Code", _vscode),
    whole("all metadata and ids lost", _bare),
    whole("format 3", _version_3),
    whole("no kernel named", lambda tree: tree | {"metadata": {}}),
    whole("another kernel", lambda tree: tree | {"metadata": {"kernelspec": {"name": "ir"}}}),
    whole("metadata that is none", lambda tree: tree | {"metadata": [1, 2]}),
    whole("outputs that are none", every(lambda cell: cell.update(outputs="x"))),
    whole("a solution cell turned to Markdown", changed("sigmoid", cell_type="markdown")),
    whole("a test cell turned to raw", changed("test-sigmoid", cell_type="raw")),
    whole("a test cell deleted", _without("test-sigmoid")),
    whole(
        "the first cell deleted",
        lambda tree: _without(next(c["id"] for c in tree["cells"] if c["cell_type"] == "code"))(
            tree
        ),
    ),
    whole("all of the chapter's own cells deleted", lambda tree: tree, chapter_cells=False),
    whole("a solution cell deleted", _without("sigmoid"), FAIR),
    whole("a solution at the end of the notebook", _moved),
    whole("a solution cell copied, the first one left", _twice),
    whole("a helper in one of the chapter's cells", _helper_in_the_narrative),
    whole(
        "tests tagged to be skipped",
        every(lambda cell: cell["metadata"].update(tags=["skip-execution"])),
    ),
    whole("two cells with one id", changed("relu", id="line")),
    whole(
        "an answer in a cell of its own",
        lambda tree: tree,
        answers={"sigmoid": "def sigmoid(z):\n    raise NotImplementedError()"},
        added=[("test-sigmoid", RIGHT)],
    ),
    whole(
        "an answer in a cell at the end",
        lambda tree: tree,
        answers={"sigmoid": "def sigmoid(z):\n    raise NotImplementedError()"},
        added=[("", RIGHT)],
    ),
    whole(
        "an answer spoilt after its test",
        lambda tree: tree,
        added=[("", "def sigmoid(z):\n    return 0")],
    ),
    whole("a cell that raises", lambda tree: tree, added=[("line", "1 / 0")]),
    whole("a cell that leaves", lambda tree: tree, added=[("line", "exit()\nquit()")]),
    whole("a cell that asks", lambda tree: tree, added=[("line", "input('name? ')")]),
    whole("a cell with a syntax error", lambda tree: tree, added=[("line", "def (")]),
    whole(
        "magics",
        lambda tree: tree,
        added=[
            ("line", "%matplotlib inline\n%load_ext autoreload\n!pip install numpy\n?np.exp"),
            ("line", "%%time\nx = 1\n"),
            ("line", "%timeit 1 + 1"),
        ],
    ),
    whole(
        "a plot",
        lambda tree: tree,
        added=[
            (
                "",
                "import matplotlib.pyplot as plt\nplt.plot(sigmoid(np.linspace(-5, 5)))\nplt.show()",
            )
        ],
    ),
    whole(
        "compares with mlp in a cell of its own",
        lambda tree: tree,
        added=[
            (
                "relu",
                "z = np.linspace(-5, 5)\nprint(np.allclose(sigmoid(z), mlp.sigmoid(z)))\n"
                "assert np.allclose(sigmoid(z), mlp.sigmoid(z))",
            )
        ],
    ),
    whole("runs a check itself", lambda tree: tree, added=[("relu", "checks.sigmoid(sigmoid)")]),
    whole(
        "loads the digits",
        lambda tree: tree,
        added=[
            (
                "",
                "digits = mlp.load_mnist(sample=True)\nassert digits.test_images.shape == (1000, 784)\n"
                "full = mlp.load_mnist()\nassert full.train_images.shape == (60000, 784)",
            )
        ],
    ),
    honest(
        "warns",
        "import warnings\ndef sigmoid(z):\n    warnings.warn('careful')\n"
        "    return 1 / (1 + np.exp(-np.clip(z, -700, 700)))",
    ),
    honest("overflows with a warning", "def sigmoid(z):\n    return 1 / (1 + np.exp(-z))"),
    honest(
        "writes to stderr",
        "import sys\ndef sigmoid(z):\n    print('here', file=sys.stderr)\n"
        "    return 1 / (1 + np.exp(-np.clip(z, -700, 700)))",
    ),
    honest(
        "prints a lot",
        "def sigmoid(z):\n    print('x' * 10**6)\n"
        "    return 1 / (1 + np.exp(-np.clip(z, -700, 700)))",
    ),
    honest(
        "logs",
        "import logging\ndef sigmoid(z):\n    logging.warning('z is %s', z)\n"
        "    return 1 / (1 + np.exp(-np.clip(z, -700, 700)))",
    ),
    honest("star import", "from math import *\n" + RIGHT),
    honest("a lambda", "sigmoid = lambda z: 1 / (1 + np.exp(-np.clip(z, -700, 700)))"),
    honest(
        "an object to call",
        "class Sigmoid:\n    def __call__(self, z):\n"
        "        return 1 / (1 + np.exp(-np.clip(z, -700, 700)))\nsigmoid = Sigmoid()",
    ),
    honest(
        "typed and decorated",
        "import functools\ndef same(f):\n    @functools.wraps(f)\n"
        "    def g(*a):\n        return f(*a)\n    return g\n@same\n"
        "def sigmoid(z: np.ndarray) -> np.ndarray:\n    '''Return it.'''\n"
        "    return 1 / (1 + np.exp(-np.clip(z, -700, 700)))",
    ),
    honest(
        "a matrix of numpy's old kind",
        "def sigmoid(z):\n"
        "    return (1 / (1 + np.exp(-np.clip(z, -700, 700)))).astype(np.longdouble)",
    ),
    honest(
        "async in a cell",
        RIGHT,
        added=[("relu", "import asyncio\nawait asyncio.sleep(0)\nprint('done')")],
    ),
    honest("seeds the generators", "np.random.seed(0)\nimport random\nrandom.seed(0)\n" + RIGHT),
    honest("not written yet", "def sigmoid(z):\n    raise NotImplementedError()", FAIR),
    honest("a syntax error", "def sigmoid(z)\n    return z", FAIR),
    honest("wrong", "def sigmoid(z):\n    return np.tanh(z)", FAIR),
    whole(
        "no cells but the answers",
        lambda tree: {
            "cells": [
                code(c["source"])
                for c in tree["cells"]
                if c["metadata"].get("nbgrader", {}).get("solution")
            ],
            "nbformat": 4,
        },
    ),
]
