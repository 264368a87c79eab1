"""Right answers in other styles, and what else honest notebooks hold: all of it gets full marks."""

# ruff: noqa: E501 -- students' cells in single strings

from grading_course import as_bytes, code, notebook

from hostile import FULL, Case
from hostile.accidents import RIGHT, every, honest, whole

LOOPS = {
    "line": "def line(x, slope, intercept):\n    if np.ndim(x) == 0:\n        return slope * x + intercept\n    return np.array([slope * each + intercept for each in x])",
    "image_to_activations": "def image_to_activations(image):\n    out = []\n    for row in image:\n        for pixel in row:\n            out.append(int(pixel) / 255)\n    return out",
    "sigmoid": "import math\ndef one(z):\n    return 1 / (1 + math.exp(-z)) if z > 0 else math.exp(z) / (1 + math.exp(z))\n"
    "def sigmoid(z):\n    if np.ndim(z) == 0:\n        return one(float(z))\n    return np.array([one(float(each)) for each in np.ravel(z)]).reshape(np.shape(z))",
    "neuron": "def neuron(a, w, b):\n    total = b\n    for a_k, w_k in zip(a, w):\n        total += w_k * a_k\n    return 1 / (1 + np.exp(-total))",
    "layer": "def layer(a, W, b):\n    return [neuron(a, W[j], b[j]) for j in range(len(b))]",
    "feedforward": "def feedforward(a, weights, biases):\n    k = 0\n    while k < len(weights):\n        a = np.array(layer(a, weights[k], biases[k]))\n        k += 1\n    return a",
    "count_parameters": "def count_parameters(sizes):\n    total = 0\n    for k in range(1, len(sizes)):\n        total += sizes[k - 1] * sizes[k] + sizes[k]\n    return total",
    "feedforward_batch": "def feedforward_batch(X, weights, biases):\n    rows = []\n    for x in X:\n        rows.append(feedforward(x, weights, biases))\n    return rows",
    "predict": "def predict(X, weights, biases):\n    answers = []\n    for out in feedforward_batch(X, weights, biases):\n        best = 0\n        for j in range(1, len(out)):\n            if out[j] > out[best]:\n                best = j\n        answers.append(best)\n    return answers",
    "relu": "def relu(z):\n    if np.ndim(z) == 0:\n        return z if z > 0 else 0\n    return np.array([each if each > 0 else 0.0 for each in np.ravel(z)]).reshape(np.shape(z))",
    "tanh_from_sigmoid": "def tanh_from_sigmoid(z):\n    return 2 * np.array(sigmoid(np.multiply(2, z))) - 1",
}
TERSE = {
    "line": "line = lambda x, slope, intercept: slope * x + intercept",
    "image_to_activations": "image_to_activations = lambda image: np.asarray(image).flatten() / 255.",
    "sigmoid": "def sigmoid(z): return np.piecewise(np.asarray(z, float), [np.asarray(z) >= 0], [lambda v: 1 / (1 + np.exp(-v)), lambda v: np.exp(v) / (1 + np.exp(v))])",
    "neuron": "def neuron(a, w, b): return sigmoid((s := np.einsum('i,i', w, a)) + b)",
    "layer": "def layer(a, W, b): return sigmoid(np.einsum('jk,k->j', W, a) + b)",
    "feedforward": "from functools import reduce\ndef feedforward(a, weights, biases): return reduce(lambda x, Wb: layer(x, *Wb), zip(weights, biases), a)",
    "count_parameters": "count_parameters = lambda sizes: int(np.dot(np.array(sizes[:-1]) + 1, sizes[1:]))",
    "feedforward_batch": "def feedforward_batch(X, weights, biases):\n    for W, b in zip(weights, biases): X = sigmoid(X.dot(W.T) + b)\n    return X",
    "predict": "def predict(X, weights, biases): return np.argsort(-feedforward_batch(X, weights, biases), axis=1, kind='stable')[:, 0]",
    "relu": "relu = lambda z: z * np.heaviside(z, 0)",
    "tanh_from_sigmoid": "tanh_from_sigmoid = lambda z: 2 * sigmoid(2 * np.asarray(z)) - 1",
}
BY_MLP = {  # every function of mlp that comes before is a helper
    "neuron": "from mlp import sigmoid as s\ndef neuron(a, w, b):\n    return s(np.dot(a, w) + b)",
    "layer": "def layer(a, W, b):\n    return np.array([mlp.neuron(a, w, c) for w, c in zip(W, b)])",
    "feedforward": "from mlp import layer as one_layer\ndef feedforward(a, weights, biases):\n    for W, b in zip(weights, biases):\n        a = one_layer(a, W, b)\n    return a",
    "feedforward_batch": "def feedforward_batch(X, weights, biases):\n    return np.array([mlp.feedforward(x, weights, biases) for x in X])",
    "predict": "def predict(X, weights, biases):\n    return mlp.feedforward_batch(X, weights, biases).argmax(axis=1)",
    "count_parameters": "def count_parameters(sizes):\n    return mlp.initialise(sizes, rng=np.random.default_rng(0)).theta.size",
    "tanh_from_sigmoid": "def tanh_from_sigmoid(z):\n    return 2 * mlp.sigmoid(2 * np.asarray(z)) - 1",
}


def solved(name, answers=None, added=(), change=lambda tree: tree):
    """Return a case with these right answers, these cells and this change, worth all points."""
    return whole(name, change, answers=answers, added=added)


def _typed(source):
    return "from __future__ import annotations\nfrom typing import Sequence\n" + source.replace(
        "(z)", "(z: np.ndarray | float | Sequence[float]) -> np.ndarray | float", 1
    )


def _lite(tree):
    for k, cell in enumerate(tree["cells"]):
        cell["metadata"]["trusted"] = True
        cell["metadata"]["scrolled"] = bool(k % 2)
        if cell["cell_type"] == "code":
            cell["execution_count"] = k
            cell["outputs"] = [
                {"output_type": "stream", "name": "stderr", "text": ["a warning\n"]},
                {"output_type": "error", "ename": "E", "evalue": "x", "traceback": ["\x1b[0;31mE"]},
            ]
    tree["metadata"]["kernelspec"] = {"name": "python", "display_name": "Python (Pyodide)"}
    return tree


def _pasted(tree):
    tree["cells"].insert(
        1,
        {
            "cell_type": "markdown",
            "metadata": {},
            "source": "![mine](attachment:me.png)",
            "attachments": {"me.png": {"image/png": "iVBORw0KGgo="}},
        },
    )
    tree["cells"].insert(2, {"cell_type": "raw", "metadata": {"format": "rst"}, "source": "raw %"})
    return tree


def _other_case(tree):
    for cell in tree["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("solution"):
            cell["metadata"]["nbgrader"]["grade_id"] = cell["id"].upper()
            cell["id"] = cell["id"].upper()
    return tree


def _doubled(tree):
    cells = []
    for cell in tree["cells"]:
        cells.append(cell)
        if cell["metadata"].get("nbgrader", {}).get("solution"):
            cells.append({**cell, "id": cell["id"] + "-copy"})
    return tree | {"cells": cells}


def _one_big_cell(tree):
    graded = [c for c in tree["cells"] if c["metadata"].get("nbgrader", {}).get("solution")]
    text = "\n\n".join(cell["source"] for cell in graded)
    for cell in graded:
        cell["source"] = "# see above"
    tree["cells"].insert(tree["cells"].index(graded[0]), code(text))
    return tree


def _solutions_first(tree):
    def rank(cell):
        nbgrader = cell["metadata"].get("nbgrader", {})
        return 2 if nbgrader.get("grade") else 1 if nbgrader.get("solution") else 0

    return tree | {"cells": sorted(tree["cells"], key=rank)}


def _pictures(tree):
    picture = {
        "output_type": "display_data",
        "metadata": {},
        "data": {"image/png": "A" * 5_000_000},
    }
    cells = [cell for cell in tree["cells"] if cell["cell_type"] == "code"]
    for cell in cells[:10]:
        cell["outputs"] = [picture]
    return tree


CASES = [
    solved("all by loops and lists", LOOPS),
    solved("all in one line each", TERSE),
    solved("all by helpers of mlp", BY_MLP),
    solved(
        "an answer that looks at earlier functions of mlp",
        BY_MLP
        | {
            "relu": "def relu(z):\n    mlp.line(mlp.sigmoid(0.0), 1, 2)\n    return np.maximum(0, z)"
        },
    ),
    honest("typed, with future annotations", _typed(RIGHT)),
    honest("%%time above the answer", "%%time\n" + RIGHT),
    honest(
        "imports, magics and a shell line in the cell",
        "%matplotlib inline\n!pip install -q numpy\nimport numpy as np, math\n" + RIGHT,
    ),
    honest("help asked for in the cell", RIGHT + "sigmoid?\n"),
    honest(
        "a class with a static method",
        "class Act:\n    @staticmethod\n    def sigmoid(z):\n        return 1 / (1 + np.exp(-np.clip(z, -700, 700)))\nsigmoid = Act.sigmoid",
    ),
    honest(
        "a bound method",
        "class Act:\n    def __init__(self):\n        self.calls = 0\n    def f(self, z):\n        self.calls += 1\n        return 1 / (1 + np.exp(-np.clip(z, -700, 700)))\nsigmoid = Act().f",
    ),
    honest(
        "np.vectorize",
        "import math\n@np.vectorize\ndef sigmoid(z):\n    return 0.5 * math.tanh(z / 2) + 0.5",
    ),
    honest(
        "more arguments with defaults, and a docstring",
        "def sigmoid(z, *rest, clip=700, **options):\n    '''σ(z)'''\n    return 1 / (1 + np.exp(-np.clip(z, -clip, clip)))",
    ),
    honest(
        "an answer that caches",
        "import functools\nmemo = {}\ndef sigmoid(z):\n    key = np.asarray(z, float).tobytes(), np.shape(z)\n    if key not in memo:\n        memo[key] = 1 / (1 + np.exp(-np.clip(z, -700, 700)))\n    return memo[key]",
    ),
    honest(
        "arrays of objects",
        "def sigmoid(z):\n    y = 1 / (1 + np.exp(-np.clip(z, -700, 700)))\n    return y.astype(object) if np.ndim(y) else y",
    ),
    honest(
        "an array of the array module",
        "import array\ndef sigmoid(z):\n    y = 1 / (1 + np.exp(-np.clip(z, -700, 700)))\n    return array.array('d', y) if np.ndim(y) == 1 else y",
    ),
    honest(
        "a masked array",
        "def sigmoid(z):\n    return np.ma.array(1 / (1 + np.exp(-np.clip(z, -700, 700))))",
    ),
    honest(
        "bytes in the other order",
        "def sigmoid(z):\n    return np.asarray(1 / (1 + np.exp(-np.clip(z, -700, 700)))).astype('>f8')",
    ),
    honest(
        "an answer in a thread",
        "from concurrent.futures import ThreadPoolExecutor\ndef sigmoid(z):\n    with ThreadPoolExecutor(2) as pool:\n        return pool.submit(lambda: 1 / (1 + np.exp(-np.clip(z, -700, 700)))).result()",
    ),
    honest(
        "a recursion",
        "def sigmoid(z):\n    if np.ndim(z):\n        return np.array([sigmoid(row) for row in z])\n    return 1 / (1 + np.exp(-np.clip(z, -700, 700)))",
    ),
    honest(
        "warnings as errors",
        "import warnings\nwarnings.simplefilter('error')\nnp.seterr(all='raise')\n" + RIGHT,
    ),
    honest(
        "numbers kept in a file, as any user",
        "np.save('kept.npy', np.arange(3.0))\nassert np.load('kept.npy').sum() == 3\n" + RIGHT,
    ),
    honest(
        "a dataclass beside",
        "from dataclasses import dataclass\n@dataclass\nclass Net:\n    sizes: list\n"
        + RIGHT
        + "net = Net([1])\nnet",
    ),
    solved(
        "a plot, a table and a progress bar in cells",
        added=[
            (
                "relu",
                "import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\nax.plot(sigmoid(np.linspace(-5, 5)))\nfig.savefig('mine.png')\nplt.show()",
            ),
            ("relu", "from IPython.display import display, HTML\ndisplay(HTML('<b>x</b>'))"),
            ("relu", "from tqdm.notebook import tqdm\nfor k in tqdm(range(3)): pass"),
            ("relu", "%timeit -n 10 sigmoid(0.0)\n%config InlineBackend.figure_format = 'retina'"),
            ("relu", "%%bash\nls"),
            ("relu", "files = !ls\nfiles"),
        ],
    ),
    solved(
        "each answer compared with mlp before its test",
        added=[
            (
                "test-sigmoid",
                "z = np.linspace(-9, 9)\nassert np.allclose(sigmoid(z), mlp.sigmoid(z))",
            ),
            (
                "test-layer",
                "x = np.ones(3)\nassert np.allclose(layer(x, np.eye(3), x), mlp.layer(x, np.eye(3), x))",
            ),
            ("test-relu", "z = np.linspace(-9, 9)\nassert np.allclose(relu(z), mlp.relu(z))"),
        ],
    ),
    solved(
        "a value of mlp kept in a cell and not used",
        added=[("line", "kept = mlp.feedforward(np.ones(2), [np.eye(2)], [np.ones(2)])")],
    ),
    solved(
        "a cell that asks mlp for too much",
        added=[("line", "x = mlp.layer(np.ones(10**9), np.ones((10**9, 1)), 1)")],
    ),
    solved("a cell that waits", added=[("line", "import time\ntime.sleep(1)")]),
    solved("saved by JupyterLite with warnings and errors in the outputs", change=_lite),
    solved("pictures pasted, raw cells", change=_pasted),
    solved("ids and grade_ids in capitals", change=_other_case),
    solved("every answer twice", change=_doubled),
    solved("all answers in one cell", change=_one_big_cell),
    solved("tests at the end", change=_solutions_first),
    solved("fifty megabytes of pictures", change=_pictures),
    solved(
        "empty cells everywhere", added=[(name, "") for name in ("line", "test-line", "relu", "")]
    ),
    solved(
        "texts rewritten",
        change=every(
            lambda cell: cell["cell_type"] == "markdown" and cell.update(source="My notes")
        ),
    ),
    Case(
        "honest: a batch by rows of mlp",
        FULL,
        lambda bundle: as_bytes(
            notebook(
                bundle,
                answers={
                    "feedforward_batch": "def feedforward_batch(X, weights, biases):\n"
                    "    return np.vstack([mlp.feedforward(x.tolist(), weights, biases) for x in X])"
                },
            )
        ),
    ),
]
