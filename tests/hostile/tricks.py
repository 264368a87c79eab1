"""Attacks on the verdict: make a wrong answer pass."""

# ruff: noqa: E501 -- students' cells in single strings

from grading_course import as_bytes, notebook

from hostile import FAIR, FULL, WRONG, Case


def attack(name, source, score=FAIR, added=(), review=False):
    """Return a case whose cell `sigmoid` holds this source."""

    def build(bundle):
        return as_bytes(notebook(bundle, answers={"sigmoid": source}, added=added))

    return Case(name, score, build, review=review)


def beside(name, source, score=FAIR, review=False):
    """Return a case with a wrong sigmoid and an attack in a cell of its own before the tests."""
    return attack(name, WRONG, score, added=[("sigmoid", source)], review=review)


def uses(name, source, score=FAIR):
    """Return a case whose sigmoid gets the reference of mlp somehow."""
    return attack(f"reference: {name}", source, score)


ALWAYS = """
class Always:
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __lt__(self, other): return True
    def __sub__(self, other): return self
    def __abs__(self): return 0.0
    def __bool__(self): return True
    __radd__ = __rsub__ = __gt__ = __le__ = __ge__ = __sub__
"""

CASES = [
    beside("np.allclose says yes", "np.allclose = lambda *a, **k: True"),
    beside("np.testing says nothing", "np.testing.assert_allclose = lambda *a, **k: None"),
    beside(
        "all of numpy's comparisons say yes",
        "np.isclose = np.array_equal = np.allclose = np.all = lambda *a, **k: True",
    ),
    beside("checks replaced", "class checks:\n    sigmoid = staticmethod(lambda *a, **k: None)"),
    beside(
        "mlp.checks replaced in sys.modules",
        "import sys, types\nsys.modules['mlp.checks'] = types.SimpleNamespace()",
    ),
    beside(
        "AssertionError that is never raised",
        "import builtins\nbuiltins.AssertionError = type('Quiet', (Exception,), {})",
    ),
    beside(
        "input transformer of IPython",
        "get_ipython().input_transformers_post.append(lambda lines: [])",
    ),
    beside(
        "tests monkeypatched away by a display hook",
        "import sys\nsys.displayhook = sys.excepthook = lambda *a: None",
    ),
    beside("exec that runs nothing", "import builtins\nbuiltins.exec = lambda *a: None"),
    beside(
        "the wire says what it wants",
        "from mlp.grading.processes import wire\nwire.encode = lambda *a: wire.Frame(b'done', b'[1,[]]', b'')",
    ),
    beside(
        "the student's side lies about results",
        "from mlp.grading.processes import student\nstudent.Link._call = lambda self, *a: (None, False, '')",
        score=2.0,
    ),
    beside(
        "the interpreter's eval hook",
        "import sys\nsys.settrace(lambda *a: None)\nsys.setprofile(lambda *a: None)",
    ),
    attack(
        "an array that equals everything",
        ALWAYS + "class Yes(Always, np.ndarray):\n"
        "    def __array_ufunc__(self, *a, **k): return True\n"
        "def sigmoid(z):\n    return np.zeros(np.shape(z)).view(Yes)",
    ),
    attack("an object that equals everything", ALWAYS + "def sigmoid(z):\n    return Always()"),
    attack(
        "a float that equals everything",
        ALWAYS + "class Yes(Always, float): pass\ndef sigmoid(z):\n    return Yes(0.5)",
    ),
    attack(
        "an object with its own __array__",
        "class Odd:\n    def __array__(self, *a, **k): raise SystemExit\n"
        "def sigmoid(z):\n    return Odd()",
    ),
    attack(
        "an object that unpickles to a shell",
        "class Bomb:\n    def __reduce__(self): return (print, ('boom',))\n"
        "def sigmoid(z):\n    return Bomb()",
    ),
    attack(
        "changes its argument to what it returns",
        "def sigmoid(z):\n    if isinstance(z, np.ndarray):\n        z[...] = 0\n"
        "    return z * 0 + 0.5",
    ),
    attack(
        "raises what the checks catch",
        "from mlp.checks.errors import *\ndef sigmoid(z):\n    raise AssertionError('all right')",
    ),
    attack("leaves by SystemExit", "def sigmoid(z):\n    raise SystemExit(0)"),
    attack("leaves by KeyboardInterrupt", "def sigmoid(z):\n    raise KeyboardInterrupt"),
    attack(
        "ends the process with success", "import os\ndef sigmoid(z):\n    os._exit(0)", review=True
    ),
    attack(
        "is right for the example of the task alone",
        "def sigmoid(z):\n    return 0.5 if np.ndim(z) == 0 else np.full(np.shape(z), 0.5)",
    ),
    attack(
        "knows that it is tested by looking at the stack",
        "import inspect, gc\ndef sigmoid(z):\n"
        "    for frame in inspect.stack():\n"
        "        for value in frame.frame.f_locals.values():\n"
        "            if isinstance(value, np.ndarray) and value.shape == np.shape(z):\n"
        "                z = value\n"
        "    found = [x for x in gc.get_objects() if isinstance(x, np.ndarray)]\n"
        "    return found[0] if found else z",
    ),
    attack("returns NaN", "def sigmoid(z):\n    return np.full(np.shape(z), np.nan)"),
    attack("returns complex numbers", "def sigmoid(z):\n    return np.asarray(z) * 1j"),
    attack("returns objects", "def sigmoid(z):\n    return np.full(np.shape(z), object())"),
    attack("returns text", "def sigmoid(z):\n    return '0.5'"),
    attack(
        "returns a list nested a thousand deep",
        "def sigmoid(z):\n    x = []\n    for _ in range(1000):\n        x = [x]\n    return x",
    ),
    attack(
        "returns a list that holds itself",
        "def sigmoid(z):\n    x = []\n    x.append(x)\n    return x",
    ),
    attack("returns itself", "def sigmoid(z):\n    return sigmoid"),
    attack("is no function", "sigmoid = 0.5"),
    attack("is a class", "class sigmoid:\n    def __init__(self, z): pass"),
    attack("yields forever", "def sigmoid(z):\n    while True:\n        yield 0.5"),
    uses("by name", "def sigmoid(z):\n    return mlp.sigmoid(z)"),
    uses(
        "by another name", "from mlp import sigmoid as other\ndef sigmoid(z):\n    return other(z)"
    ),
    uses("the thing itself", "from mlp import sigmoid"),
    uses(
        "by its module",
        "import mlp.core.activations as m\ndef sigmoid(z):\n    return m.sigmoid(z)",
    ),
    uses("getattr", "def sigmoid(z):\n    return getattr(mlp, 'sig' + 'moid')(z)"),
    uses("partial", "import functools\nsigmoid = functools.partial(mlp.sigmoid)"),
    uses("vectorize", "sigmoid = np.vectorize(mlp.sigmoid)"),
    uses(
        "in a thread",
        "import threading\ndef sigmoid(z):\n    out = []\n"
        "    t = threading.Thread(target=lambda: out.append(mlp.sigmoid(z)))\n"
        "    t.start(); t.join()\n    return out[0]",
    ),
    uses(
        "reloaded",
        "import importlib, mlp.core.activations as m\ndef sigmoid(z):\n"
        "    return importlib.reload(m).sigmoid(z)",
    ),
    uses(
        "its source",
        "import inspect\nspace = {}\n"
        "exec('import numpy as np\\n' + inspect.getsource(mlp.sigmoid), space)\n"
        "sigmoid = space['sigmoid']",
    ),
    uses(
        "its code in a new function",
        "import types\nplain = mlp.sigmoid.__wrapped__\n"
        "sigmoid = types.FunctionType(plain.__code__, dict(plain.__globals__))",
    ),
    uses(
        "a table made before the test",
        "xs = np.linspace(-40, 40, 400_001)\nys = mlp.sigmoid(xs)\n"
        "def sigmoid(z):\n    return np.interp(z, xs, ys)",
        FULL,  # as with a table made at home
    ),
    uses(
        "values remembered from the test of another exercise",
        "seen = {}\ndef sigmoid(z):\n    return seen.get(np.asarray(z).tobytes(), np.asarray(z) * 0)",
    ),
    uses(
        "asked for past the wrapper",
        "from mlp.grading.processes.student import ask_reference\n"
        "def sigmoid(z):\n    return ask_reference('sigmoid', (z,), {})",
    ),
    uses(
        "swallowing the refusal",
        "def sigmoid(z):\n    try:\n        return mlp.sigmoid(z)\n    except BaseException:\n"
        "        return 1 / (1 + np.exp(-np.clip(z, -700, 700)))",
    ),
    Case(
        "reference: a helper is allowed",
        FULL,
        lambda bundle: as_bytes(
            notebook(
                bundle, answers={"layer": "def layer(a, W, b):\n    return mlp.sigmoid(W @ a + b)"}
            )
        ),
    ),
    Case(
        "reference: the batch by the reference for one",
        FULL - 3,
        lambda bundle: as_bytes(
            notebook(
                bundle,
                answers={
                    "feedforward_batch": "def feedforward_batch(X, weights, biases):\n"
                    "    return mlp.feedforward(X, weights, biases)"
                },
            )
        ),
    ),
    Case(
        "reference: the plain function behind a public one",
        FULL - 3,
        lambda bundle: as_bytes(
            notebook(
                bundle,
                answers={
                    "feedforward": "from mlp.core.network import all_activations\n"
                    "def feedforward(a, weights, biases):\n"
                    "    return all_activations(a, weights, biases)[-1]"
                },
            )
        ),
    ),
    Case(
        "reference: a network made and measured is the student's own",
        FULL,
        lambda bundle: as_bytes(
            notebook(
                bundle,
                answers={
                    "count_parameters": "def count_parameters(sizes):\n"
                    "    return mlp.initialise(sizes, rng=np.random.default_rng()).theta.size"
                },
            )
        ),
    ),
]
