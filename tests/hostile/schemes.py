"""Attacks by somebody who has read the grader: its references, its conversation, its memory."""

# ruff: noqa: E501 -- students' cells in single strings

from grading_course import as_bytes, notebook

from hostile import FULL, WRONG, Case
from hostile.damage import during
from hostile.tricks import attack, beside

TABLE = "xs = np.linspace(-40, 40, 400_001)\n"
LOOKED_UP = "def sigmoid(z):\n    return np.interp(z, xs, ys)\n"
SAYS = "from mlp.grading.processes import student, wire\n    student._link.channel.send({})"


def instead(name, answers, score, review=False):
    """Return a case with these answers in place of the course's."""
    return Case(
        name, score, lambda bundle: as_bytes(notebook(bundle, answers=answers)), None, review
    )


def says(name, message):
    """Return a case whose sigmoid sends this message of its own, each time it is called."""
    return during(f"says: {name}", SAYS.format(message), review=None, score=None)


def gives(name, expression, before=""):
    """Return a case whose sigmoid returns this."""
    return attack(f"gives {name}", f"{before}\ndef sigmoid(z):\n    return {expression}\n")


def in_a_cell(name, source, review=False):
    """Return a case with a wrong sigmoid and this in a cell before its test."""
    return beside(f"in a cell: {name}", source, review=review)


PLACES = """
import os
for top in ("/dev", "/usr/local/share", "/usr/src", "/tmp", "/dev/shm", "/course", "/proc", np.__path__[0] + "/../mlp"):
    for folder, _, _ in os.walk(top):
        try:
            if os.path.exists(folder + "/table.npy"):
                ys = np.load(folder + "/table.npy")
            else:
                np.save(folder + "/table.npy", ys)
        except Exception:
            pass
"""
DEAF = "import signal; [signal.signal(n, signal.SIG_IGN) for n in (signal.SIGPROF, signal.SIGALRM)]"

CASES = [
    # the reference by way of something else
    instead(
        "a table made while another exercise is tested",
        {
            "line": TABLE + "def line(x, slope, intercept):\n    global ys\n"
            "    ys = mlp.sigmoid(xs)\n    return slope * x + intercept\n",
            "sigmoid": LOOKED_UP,
        },
        FULL - 1 - 2,  # neither may line call a later function, so there is no table
    ),
    instead(
        "a table made by a layer of another exercise's test",
        {
            "line": TABLE + "def line(x, slope, intercept):\n    global ys\n"
            "    ys = mlp.layer(np.zeros(1), np.zeros((xs.size, 1)), xs)\n"
            "    return slope * x + intercept\n",
            "sigmoid": LOOKED_UP,
        },
        FULL - 1 - 2,  # neither may line call a later function, so there is no table
    ),
    attack(
        "a table made by a layer in a cell",
        TABLE + "ys = mlp.layer(np.zeros(1), np.zeros((xs.size, 1)), xs)\n" + LOOKED_UP,
        FULL,
    ),
    attack(
        "user: a table kept where the next process may find it",
        TABLE + "ys = mlp.sigmoid(xs)\n" + PLACES + LOOKED_UP,
        FULL,
    ),
    attack(
        "sigmoid as a neuron",
        "def sigmoid(z):\n    f = lambda x: mlp.neuron(np.ones(1), np.array([float(x)]), 0.0)\n"
        "    return np.vectorize(f)(z)",
    ),
    attack(
        "sigmoid as a layer",
        "def sigmoid(z):\n    x = np.ravel(z).astype(float)\n"
        "    return mlp.layer(np.zeros(1), np.zeros((x.size, 1)), x).reshape(np.shape(z))",
    ),
    attack(
        "sigmoid from tanh_from_sigmoid",
        "def sigmoid(z):\n    return (mlp.tanh_from_sigmoid(np.asarray(z, float) / 2) + 1) / 2",
    ),
    instead(
        "relu as an activation function of another reference",
        {
            "relu": "def relu(z):\n    x = np.ravel(z).astype(float)\n"
            "    a = mlp.feedforward(np.ones(1), [x[:, None]], [np.zeros(x.size)], activation=mlp.relu)\n"
            "    return a.reshape(np.shape(z))"
        },
        FULL - 1,
    ),
    instead(
        "neuron as a layer of one",
        {"neuron": "def neuron(a, w, b):\n    return mlp.layer(a, w[None], np.array([b]))[0]"},
        FULL - 2,
    ),
    instead(
        "layer as a network of one",
        {"layer": "def layer(a, W, b):\n    return mlp.feedforward(a, [W], [b])"},
        FULL - 2,
    ),
    instead(
        "a batch as a list of rows",
        {
            "feedforward_batch": "def feedforward_batch(X, weights, biases):\n"
            "    return mlp.feedforward(list(X), weights, biases)"
        },
        FULL - 3,
    ),
    instead(
        "a batch asked for by name",
        {
            "feedforward_batch": "from mlp.grading.processes import student\n"
            "def feedforward_batch(X, weights, biases):\n"
            "    named = [('a', X), ('weights', weights), ('biases', biases)]\n"
            "    return student._link.request(b'ask ', ('feedforward', (), named))[0]"
        },
        FULL - 3,
    ),
    attack(
        "asks past the stub",
        "from mlp.grading.processes import student\ndef sigmoid(z):\n"
        "    return student._link.request(b'ask ', ('sigmoid', (z,), []))[0]",
    ),
    attack("its own name as the answer", "sigmoid = [mlp.sigmoid]"),
    attack(
        "binds the reference itself",
        WRONG + "from mlp.grading.processes import student, wire\n"
        "student.Link._bind = lambda self, name: ('value', wire.Handle(None, name), False)\n"
        "student.wire._unusual = lambda value, *rest: ['f', None, 'sigmoid']",
        2.0,  # all tests after it get the sigmoid too
    ),
    # the conversation
    says(
        "lone surrogates",
        'wire.Frame(b"fail", rb\'[["t",["X\\ud800","\\udfff",1,"",-1]],[]]\', b"")',
    ),
    says(
        "zeros and escapes",
        'wire.Frame(b"fail", rb\'[["t",["X\\u0000","\\u001b[31m",1,"",-1]],[]]\', b"")',
    ),
    says(
        "a shape too large for a number",
        'wire.Frame(b"done", b\'[["n",0],[["<f8",[0,9223372036854775808]]]]\', b"")',
    ),
    says("a length that is infinite", 'wire.Frame(b"done", b\'[["f",1e999,"x"],[]]\', b"")'),
    says(
        "a whole number of a million digits",
        'wire.Frame(b"done", b\'[["t",[["i","0x\' + b"f" * 10**6 + b\'"],false,"",null]],[]]\', b"")',
    ),
    says(
        "an array shorter than it says",
        'wire.Frame(b"done", b\'[["n",0],[["<f8",[1000]]]]\', b"x")',
    ),
    says(
        "an exception of the tests' own",
        'wire.encode(b"fail", ("AssertionError", "", "", "", 0), lambda f: None)',
    ),
    in_a_cell(
        "a random generator in an impossible state",
        "from mlp.grading.processes import student, wire\n"
        "wire.encode.__globals__['numbers_of'] = lambda g: ('MT19937', [0] * 624 + [10**30])\n"
        "mlp.line(np.random.default_rng(), 1.0, 1.0)",
    ),
    in_a_cell(
        "a shape too large for a number",
        "from mlp.grading.processes import student, wire\n"
        "student._link.channel.send(wire.Frame(b'ask ', b'[[\"n\",0],[[\"<f8\",[0,9223372036854775808]]]]', b''))",
    ),
    in_a_cell(
        "a name that is a list",
        "from mlp.grading.processes import student\nstudent._link.request(b'ask ', (['sigmoid'], (), []))",
    ),
    in_a_cell(
        "fails a thousand times with large arguments",
        "x = np.zeros(10**6)\nfor _ in range(1000):\n    try:\n        mlp.layer(x, x, x)\n"
        "    except Exception:\n        pass",
    ),
    during("answers twice by forking", "os.fork()", review=None, score=None),
    during("forks and lets the child answer", "(os.fork() and os._exit(0))", review=True),
    # its own process
    during("cannot be woken", DEAF + "\n    while True: pass", review=True),
    during(
        "runs on in exit handlers",
        "__import__('atexit').register(lambda: [0 for _ in iter(int, 1)])",
    ),
    during(
        "collects garbage without end",
        "__import__('gc').callbacks.append(lambda *a: time.sleep(0.001))",
    ),
    during("breaks print", "sys.stdout = sys.stderr = None"),
    during("traces every call", "sys.settrace(lambda *a: None); sys.setprofile(lambda *a: None)"),
    during("raises a million letters", "raise ValueError('x' * 10**6)"),
    during("raises many words", "raise ValueError('x ' * 10**6)"),
    during(
        "raises a script",
        "raise type('<script>', (Exception,), {})('<script>alert(1)</script>\\x1b[31m\\u202e\\u200b')",
    ),
    during(
        "raises what cannot be told",
        "raise type('E', (Exception,), {'__str__': lambda self: 1 / 0})()",
    ),
    during(
        "raises an exception group",
        "raise ExceptionGroup('all', [ValueError(k) for k in range(1000)])",
    ),
    during("recurs to the limit", "f = lambda n: f(n + 1)\n    f(0)"),
    during(
        "changes its arguments' shape",
        "isinstance(z, np.ndarray) and z.resize((0,), refcheck=False)",
    ),
    attack(
        "finds the answer in the frames below",
        "import sys\ndef sigmoid(z):\n    frame, found = sys._getframe(), []\n"
        "    while frame := frame.f_back:\n        found += frame.f_locals.values()\n"
        "    best = [v for v in found if isinstance(v, np.ndarray) and np.shape(v) == np.shape(z)]\n"
        "    return best[-1] if best else z",
    ),
    attack(
        "right until it has been called a few times",
        "calls = 0\ndef sigmoid(z):\n    global calls\n    calls += 1\n"
        "    right = 1 / (1 + np.exp(-np.clip(z, -700, 700)))\n"
        "    return right if calls < 16 else right * 0",
    ),
    attack(
        "right for what it has seen before",
        "seen = {}\ndef sigmoid(z):\n    key = np.asarray(z, float).tobytes()\n"
        "    seen[key] = seen.get(key, 0) + 1\n"
        "    right = 1 / (1 + np.exp(-np.clip(z, -700, 700)))\n    return right if seen[key] > 1 else z",
    ),
    attack(
        "patches numpy's tanh everywhere it can",
        WRONG + "import sys\nnp.tanh = np.exp = lambda z: np.asarray(z) * 0\n"
        "for module in list(sys.modules.values()):\n"
        "    if hasattr(module, 'tanh') and 'numpy' in getattr(module, '__name__', ''):\n"
        "        module.tanh = np.tanh",
        score=None,
    ),
    # memory that no process seems to use
    in_a_cell(
        "keeps memory in files without names",
        "import os\nkept = []\nwhile True:\n    f = os.memfd_create('x')\n    kept.append(f)\n"
        "    os.write(f, bytes(60 << 20))",
    ),
    in_a_cell(
        "keeps memory in shared segments",
        "import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\nlibc.shmat.restype = ctypes.c_void_p\n"
        "for _ in range(8):\n    n = libc.shmget(0, 1 << 30, 0o1600)\n    assert n < 0, 'a gigabyte'",
    ),
    in_a_cell(
        "fills the shared memory",
        "f = open('/dev/shm/big', 'wb')\nwhile True:\n    f.write(bytes(1 << 20))",
    ),
    in_a_cell(
        "makes pipes and fills them",
        "import os\nfor _ in range(10**4):\n    r, w = os.pipe()\n    os.set_blocking(w, False)\n    os.write(w, bytes(1 << 20))",
    ),
    # odd values
    gives(
        "an object with __array__ and __float__",
        "Odd()",
        "class Odd:\n    def __array__(self, *a, **k): return np.array(0.5)\n    def __float__(self): return 0.5",
    ),
    gives(
        "an array that never comes",
        "Odd()",
        "import sys\nclass Odd:\n    def __array__(self, *a, **k): sys.exit(0)",
    ),
    gives(
        "an array that differs each time it is looked at",
        "Odd()",
        "class Odd:\n    def __array__(self, *a, **k): return np.random.rand(3)",
    ),
    gives("a number too large for a float", "10**400"),
    gives("a number too large to be written", "10**5000"),
    gives("a mask over the truth", "np.ma.masked_all(np.shape(z))"),
    gives("memory", "memoryview(np.zeros(3))"),
    gives("records", "np.zeros(3, [('a', float)])"),
    gives("dates", "np.zeros(np.shape(z), 'datetime64[s]')"),
    gives("a dict", "{0: 0.5}"),
    gives("rows of unlike lengths", "[[0.5] * k for k in range(200)]"),
    gives(
        "a tuple of everything", "(z, mlp, np, sigmoid, None, 1j, 'x', b'x', ..., NotImplemented)"
    ),
    gives(
        "a list that lies about its length",
        "Lies([0.5])",
        "class Lies(list):\n    def __len__(self): return 3\n    def __iter__(self): return iter([0.5] * 3)",
    ),
    gives(
        "text that is never plain", "S('x')", "class S(str):\n    def __str__(self): return S(self)"
    ),
    gives("iterators of iterators", "(iter([0.5]) for _ in range(3))"),
    gives("an exception", "ValueError(0.5)"),
    gives("a random generator", "np.random.default_rng()"),
]
